"""Signing in through the organisation's own service, by OpenID Connect: code flow with PKCE, state and nonce.

What comes back is believed only when it carries the signature of the provider, is meant for us, belongs to the sign-in
that this browser began, and has not expired. The provider says who somebody is; what they may do is said here.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final
from urllib.parse import urlsplit

from trucekeeper.core.errors import TruceError

#: How long somebody may take at the provider.
PATIENCE: Final = timedelta(minutes=10)
#: Sign-ins begun and not ended that are kept at once; the oldest go first.
MOST: Final = 1_000
#: Signatures that are taken; never `none`, and none made with a secret that both sides know.
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
#: Seconds by which the provider's clock may differ from ours.
LEEWAY_S: Final = 60


class ProviderError(TruceError):
    """A sign-in through the provider that did not end with somebody known; nobody is signed in."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nobody was signed in: {why}", "begin again at the page Sign in, or sign in with a password")


class InsecureProviderError(TruceError):
    """A provider whose address anybody on the way could answer in place of."""

    def __init__(self, issuer: str) -> None:
        super().__init__(f"{issuer} is no https address", "give the issuer as the provider names it, with https")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider names.

    Attributes:
        subject: The provider's own lasting name for them.
        email: Empty where the provider has not verified it.
    """

    issuer: str
    subject: str
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Begun:
    nonce: str
    verifier: str
    next: str
    until: datetime
    back: str


@dataclass
class Provider:
    """One provider.

    Attributes:
        issuer: As it calls itself; its description is fetched from there.
        client_id, client_secret: As registered with it; the secret may be empty for a public client.
        new_role: The role with which somebody unknown gets an account; empty = nobody does.
        now: The clock.
    """

    issuer: str
    client_id: str
    now: Callable[[], datetime]
    client_secret: str = ""
    new_role: str = ""
    _about: dict[str, Any] = field(default_factory=dict)
    _begun: dict[str, _Begun] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        for_tests = urlsplit(self.issuer).hostname in {"127.0.0.1", "::1", "localhost"}
        if not self.issuer.startswith("https://") and not for_tests:
            raise InsecureProviderError(self.issuer)

    def begin(self, back: str, next: str) -> tuple[str, str]:
        """Begin a sign-in.

        Args:
            back: Our address to which the provider leads back.
            next: Where to go afterwards.

        Returns:
            The provider's address, and the state, which the browser keeps in a cookie.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._lock:
            now = self.now()
            open_ones = {key: one for key, one in self._begun.items() if one.until > now}
            self._begun = dict(list(open_ones.items())[-MOST + 1 :])
            self._begun[state] = _Begun(nonce, verifier, next, now + PATIENCE, back)
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"), state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address), state

    def end(self, state: str, kept: str, code: str) -> tuple[Identity, str]:
        """Take what the provider led back with.

        Args:
            state: As it came back.
            kept: As the cookie of this browser has it.
            code: To be exchanged for a token; once.

        Returns:
            Whom it names, and where to go.

        Raises:
            ProviderError: It is not what was begun here, or not what the provider signed for us.
        """
        with self._lock:
            begun = self._begun.pop(state, None) if secrets.compare_digest(state.encode(), kept.encode()) else None
        if begun is None or begun.until <= self.now():
            raise ProviderError("this was not begun in this browser, or too long ago")
        token = self._token(begun, code)
        return self._identity(token, begun.nonce), begun.next

    def _token(self, begun: _Begun, code: str) -> str:
        import httpx
        from authlib.common.errors import AuthlibBaseError

        try:
            with self._client(begun.back) as client:
                found = client.fetch_token(
                    self._endpoint("token_endpoint"),
                    code=code,
                    code_verifier=begun.verifier,
                    grant_type="authorization_code",
                )
        except (AuthlibBaseError, httpx.HTTPError, ValueError) as why:
            raise ProviderError(f"the provider did not take the code ({type(why).__name__})") from None
        token = found.get("id_token")
        if not isinstance(token, str):
            raise ProviderError("the provider said nothing about who it is")
        return token

    def _identity(self, token: str, nonce: str) -> Identity:
        """Whom a token names, when its signature and claims hold."""
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        held: Any = self._fetched(self._endpoint("jwks_uri"))
        keys = KeySet.import_key_set(held)
        claims = jwt.JWTClaimsRegistry(
            now=lambda: int(self.now().timestamp()),
            leeway=LEEWAY_S,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            told = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
            claims.validate(told)
        except (JoseError, ValueError) as why:
            raise ProviderError(f"its answer does not hold ({type(why).__name__}: {why})") from None
        audience = told["aud"]
        if told.get("azp", self.client_id) != self.client_id or (isinstance(audience, list) and len(audience) > 1):
            raise ProviderError("its answer is meant for others too")
        email = str(told.get("email", "")) if told.get("email_verified") is True else ""
        return Identity(self.issuer, str(told["sub"]), email.casefold(), str(told.get("name", "")))

    def _endpoint(self, name: str) -> str:
        if not self._about:
            about = self._fetched(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if about.get("issuer") != self.issuer:
                raise ProviderError("the provider calls itself otherwise than it is called here")
            self._about = about
        found = self._about.get(name)
        if not isinstance(found, str):
            raise ProviderError(f"the provider does not say its {name}")
        return found

    def _fetched(self, address: str) -> dict[str, Any]:
        import httpx

        try:
            answer = httpx.get(address, timeout=10, follow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as why:
            raise ProviderError(f"the provider does not answer ({type(why).__name__})") from None
        return found if isinstance(found, dict) else {}

    def _client(self, back: str) -> Any:  # authlib says nothing of its types
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            client_id=self.client_id,
            client_secret=self.client_secret or None,
            token_endpoint_auth_method="client_secret_basic" if self.client_secret else "none",
            scope="openid email profile",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=10,
        )
