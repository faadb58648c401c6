"""Signing in through the organisation's own service: only what it signed, for us, for this browser, in time."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Client, Response

from tests.web.served import Served
from trucekeeper.people.account import Account, Grant
from trucekeeper.web.provider import InsecureProviderError, Provider

pytest.importorskip("authlib", reason="the extra oidc is not installed")
pytest.importorskip("httpx", reason="the extra oidc is not installed")
pytest.importorskip("joserfc", reason="the extra oidc is not installed")

CLIENT, SECRET = "truce", "a secret of thirty-two characters"


@dataclass
class Fake:
    """A provider on loopback; a test changes what it says.

    Attributes:
        claims: Laid over what the token says.
        header: Laid over the token's header.
        asked: What came to the token endpoint.
    """

    server: ThreadingHTTPServer
    key: Any
    nonce: str = ""
    challenge: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    signed_by: Any = None
    calls_itself: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    now: int = 0

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            ends = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token")}
            return {"issuer": self.calls_itself or self.issuer, "jwks_uri": f"{self.issuer}/keys", **ends}
        if path == "/keys":
            return {"keys": [self.key.as_dict(private=False)]}
        self.asked.append(form)
        challenge = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if form.get("code") != "good" or challenge != self.challenge:
            return None
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}

    def token(self) -> str:
        from joserfc import jwt

        told = {"iss": self.issuer, "aud": CLIENT, "sub": "s-1", "iat": self.now, "exp": self.now + 300}
        told |= {"nonce": self.nonce, "email": "Amal@example.org", "email_verified": True, "name": "Amal"} | self.claims
        told = {key: value for key, value in told.items() if value is not None}
        header = {"alg": "RS256", "kid": self.key.kid} | self.header
        key = self.signed_by or self.key
        return jwt.encode(header, told, key, algorithms=["RS256", "HS256", "none"])


@pytest.fixture(scope="module")
def key() -> Any:
    from joserfc.jwk import RSAKey

    return RSAKey.generate_key(2048, {"kid": "one"})


@pytest.fixture
def fake(key: Any, room: Served) -> Iterator[Fake]:
    made: list[Fake] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(made[0].answer(self.path, {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: several[0] for name, several in parse_qs(body).items()}
            self._send(made[0].answer(self.path, form | {"authorization": self.headers.get("authorization", "")}))

        def _send(self, found: dict[str, Any] | None) -> None:
            content = json.dumps(found if found is not None else {"error": "invalid_grant"}).encode()
            self.send_response(200 if found is not None else 400)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.append(Fake(server, key, now=int(room.clock().timestamp())))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    room.site.provider = Provider(made[0].issuer, CLIENT, room.clock, SECRET)
    yield made[0]
    server.shutdown()
    server.server_close()


def begun(room: Served, fake: Fake, next: str = "/log") -> tuple[Client, str]:
    """A browser that was led to the provider, and the state that it was given."""
    client = Client(base_url=room.address)
    led = client.get("/sign-in/provider", params={"next": next})
    asked = {name: several[0] for name, several in parse_qs(urlsplit(led.headers["location"]).query).items()}
    assert led.status_code == 303
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
    fake.nonce, fake.challenge = asked["nonce"], asked["code_challenge"]
    return client, asked["state"]


def back(client: Client, state: str, code: str = "good") -> Response:
    return client.get("/sign-in/provider/back", params={"state": state, "code": code})


def test_somebody_who_is_expected_is_let_in_and_pinned_to_the_providers_name(room: Served, fake: Fake) -> None:
    room.site.people.identities.expect("analyst", "amal@example.org")
    client, state = begun(room, fake)

    answer = back(client, state)

    assert (answer.status_code, answer.headers["location"]) == (303, "/log")
    assert client.get("/inbox").status_code == 200
    assert fake.asked[0]["authorization"].startswith("Basic ")
    # From now on the lasting name counts, whatever address stands beside it.
    fake.claims = {"email": "other@example.org"}
    again, state = begun(room, fake)
    assert back(again, state).headers["location"] == "/log"
    fake.claims = {"sub": "s-2"}
    stranger, state = begun(room, fake)
    assert back(stranger, state).status_code == 401


WRONG: dict[str, dict[str, Any]] = {
    "another audience": {"aud": "somebody-else"},
    "several audiences": {"aud": [CLIENT, "somebody-else"]},
    "no audience": {"aud": None},
    "another issuer": {"iss": "http://127.0.0.1:1"},
    "another nonce": {"nonce": "of another browser"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1},
    "no end": {"exp": None},
    "no subject": {"sub": None},
    "made for another party": {"azp": "somebody-else"},
    "an address that was not verified": {"email_verified": False},
    "an address verified in words": {"email_verified": "true"},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_an_answer_that_does_not_hold_signs_nobody_in(room: Served, fake: Fake, claims: dict[str, Any]) -> None:
    room.site.people.identities.expect("analyst", "amal@example.org")
    fake.claims = claims
    client, state = begun(room, fake)

    answer = back(client, state)

    assert answer.status_code == 401
    assert client.get("/now").status_code == 401


def test_an_answer_signed_by_another_key_by_a_shared_secret_or_by_nobody_signs_nobody_in(
    room: Served, fake: Fake
) -> None:
    from joserfc.jwk import OctKey, RSAKey

    room.site.people.identities.expect("analyst", "amal@example.org")
    for header, signed_by in (
        ({}, RSAKey.generate_key(2048, {"kid": "one"})),
        ({"alg": "HS256"}, OctKey.import_key(SECRET)),
        ({"alg": "none"}, fake.key),
    ):
        fake.header, fake.signed_by = header, signed_by
        client, state = begun(room, fake)
        assert back(client, state).status_code == 401


def test_a_state_counts_once_in_the_browser_that_began_and_for_ten_minutes(room: Served, fake: Fake) -> None:
    room.site.people.identities.expect("analyst", "amal@example.org")
    client, state = begun(room, fake)

    assert back(Client(base_url=room.address), state).status_code == 401
    client, state = begun(room, fake)
    assert back(client, state + "x").status_code == 401
    client, state = begun(room, fake)
    cookie = {"cookie": f"truce_provider={state}"}
    assert back(client, state).status_code == 303
    twice = Client(base_url=room.address, headers=cookie).get(
        "/sign-in/provider/back", params={"state": state, "code": "good"}
    )
    assert twice.status_code == 401
    client, state = begun(room, fake)
    room.clock.at = room.clock.at.replace(hour=23)
    assert back(client, state).status_code == 401


def test_without_the_verifier_that_began_it_a_stolen_code_is_worth_nothing(room: Served, fake: Fake) -> None:
    room.site.people.identities.expect("analyst", "amal@example.org")
    client, state = begun(room, fake)
    fake.challenge = "that of the thief"

    assert back(client, state).status_code == 401
    assert back(*begun(room, fake), code="guessed").status_code == 401


def test_nobody_unknown_gets_an_account_unless_the_place_allows_it(room: Served, fake: Fake) -> None:
    before = len(room.site.people.accounts())
    client, state = begun(room, fake)
    assert back(client, state).status_code == 401
    assert len(room.site.people.accounts()) == before
    assert room.site.provider is not None
    room.site.provider.new_role = "partner"

    client, state = begun(room, fake, "/now")

    assert back(client, state).status_code == 303
    assert client.get("/log").status_code == 403
    client, state = begun(room, fake)
    assert back(client, state).status_code == 303
    assert [one.grants for one in room.site.people.accounts() if one.id.startswith("guest-")] == [(Grant("partner"),)]


def test_a_closed_account_stays_closed_and_nobody_is_led_elsewhere(room: Served, fake: Fake) -> None:
    room.site.people.identities.expect("analyst", "amal@example.org")
    client, state = begun(room, fake, "https://elsewhere.example")
    assert back(client, state).headers["location"] == "/"
    room.site.people.change("analyst", disabled=True)

    client, state = begun(room, fake)

    assert back(client, state).status_code == 401


def test_a_provider_that_calls_itself_otherwise_is_not_asked(room: Served, fake: Fake) -> None:
    fake.calls_itself = "http://127.0.0.1:1"

    assert Client(base_url=room.address).get("/sign-in/provider").status_code == 401


def test_a_provider_without_https_is_refused_and_without_one_there_is_no_page(
    room: Served, program: Callable[[str], Client]
) -> None:
    with pytest.raises(InsecureProviderError):
        Provider("http://provider.example", CLIENT, room.clock)
    assert Client(base_url=room.address).get("/sign-in/provider").status_code == 404


def test_who_administers_says_whom_to_expect(room: Served, fake: Fake, program: Callable[[str], Client]) -> None:
    room.site.people.add(Account("amal", "Amal", (Grant("observer"),)), "a long enough sentence")

    assert program("analyst").post("/people/amal/address", data={"email": "a@b.example"}).status_code == 403
    assert program("admin").post("/people/amal/address", data={"email": "Amal@Example.org"}).status_code == 303
    taken = program("admin").post("/people/analyst/address", data={"email": "amal@example.org"})
    assert taken.status_code == 400

    client, state = begun(room, fake, "/enter")
    assert back(client, state).status_code == 303
    assert client.get("/enter").status_code == 200
