"""Who asks, and whether they may: looked at before every route; a route that says nothing is closed to everybody."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from starlette.requests import Request

from trucekeeper.people.account import Account, Action, Grant, Sensitivity
from trucekeeper.people.permission import Permission, Subject, audience_of, may
from trucekeeper.web.errors import NotAllowedError, SignInFirstError, StaleFormError
from trucekeeper.web.origin import SAFE
from trucekeeper.web.site import Site, site_of

COOKIE: Final = "truce_session"
FORM_TOKEN: Final = "form_token"
TOKEN_HEADER: Final = "x-form-token"
#: In an address: whose sight to put on.
AS_SEEN_BY: Final = "as-seen-by"

Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Need:
    """What a route asks of whoever calls it; `action` None = open to everybody, signed in or not."""

    action: Action | None
    sensitivity: Sensitivity = Sensitivity.INTERNAL


def needs(action: Action, sensitivity: Sensitivity = Sensitivity.INTERNAL) -> Callable[[Handler], Handler]:
    """Say what a route needs; a route about one record asks `Who.may` again with that record's subject."""
    return _marked(Need(action, sensitivity))


def open_to_all(handler: Handler) -> Handler:
    """Say that a route is for people without an account: signing in, the first run."""
    return _marked(Need(None))(handler)


def _marked(need: Need) -> Callable[[Handler], Handler]:
    def mark(handler: Handler) -> Handler:
        handler.__need__ = need  # type: ignore[attr-defined]
        return handler

    return mark


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever asks.

    Attributes:
        account: None for somebody who is not signed in.
        form_token: Stands in every form of this session; empty for a program with a key.
        as_seen_by: The audience whose sight they have put on, to see what it would see; they may change nothing then.
    """

    account: Account | None = None
    form_token: str = ""
    as_seen_by: str = ""

    @property
    def id(self) -> str:
        """As which they enter records."""
        return self.account.id if self.account else ""

    @property
    def audience(self) -> str:
        """As which audience they read."""
        return audience_of(self.account)

    @property
    def outside(self) -> bool:
        """True for somebody who is none of the mission's own people: they read what their audience may read."""
        return self.audience != "internal"

    def may(self, action: Action, subject: Subject = Subject()) -> Permission:  # noqa: B008  frozen
        """Whether they may do something to something."""
        return may(self.account, action, subject)

    def must(self, action: Action, subject: Subject) -> None:
        """Go on only if they may.

        Raises:
            NotAllowedError: With the reason.
        """
        permission = self.may(action, subject)
        if not permission:
            raise NotAllowedError(permission.reason)


def who_of(request: Request) -> Who:
    """Whoever asks, as `guard` found out."""
    who = request.state.who
    assert isinstance(who, Who)
    return who


def noted(request: Request, what: str, id: str = "") -> None:
    """Note for the log of reads that whoever asks has read something; ids alone, never words."""
    who = who_of(request)
    told = f"{id} as seen by {who.as_seen_by}" if who.as_seen_by not in ("", id) and what != "record" else id
    site_of(request).people.looks.note(who.id, what, told)


async def guard(request: Request) -> None:
    """Find out who asks, and stop what they may not.

    Raises:
        SignInFirstError, NotAllowedError, StaleFormError: They may not.
    """
    site = site_of(request)
    who, by_cookie = _who(request, site)
    who = _as_seen_by(request, who)
    request.state.who = who
    need = getattr(request.scope["route"].endpoint, "__need__", None)
    if need is None:
        raise NotAllowedError("this route does not say who may use it")
    if need.action is not None:
        if who.account is None:
            raise SignInFirstError
        who.must(need.action, Subject(sensitivity=need.sensitivity))
    if by_cookie and request.method not in SAFE:
        await _form_token(request, who)


def _as_seen_by(request: Request, who: Who) -> Who:
    """Put on the sight of an audience, for a page that is only looked at; nobody sees more by it.

    Raises:
        NotAllowedError: They are outside themselves, or there is no such audience.
    """
    asked = request.query_params.get(AS_SEEN_BY, "")
    if not asked or who.account is None:
        return who
    party = asked.removeprefix("party:")
    grants = {
        "public": Grant("partner", upto=Sensitivity.PUBLIC),
        "partner": Grant("partner"),
        f"party:{party}": Grant("party", party=party),
    }
    if who.outside or asked not in grants or not party or request.method not in SAFE:
        raise NotAllowedError(f'a page as seen by "{asked}" is for the mission\'s own people to look at')
    narrowed = replace(who.account, grants=(grants[asked],))
    return Who(narrowed, who.form_token, asked)


def _who(request: Request, site: Site) -> tuple[Who, bool]:
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        account = site.people.by_token(header[7:].strip())
        if account is None:
            raise SignInFirstError
        return Who(account), False
    secret = request.cookies.get(COOKIE)
    session = site.people.session(secret) if secret else None
    return (Who(session.account, session.form_token), True) if session else (Who(), False)


async def _form_token(request: Request, who: Who) -> None:
    given: object = request.headers.get(TOKEN_HEADER)
    if given is None and "form" in request.headers.get("content-type", ""):
        given = (await request.form()).get(FORM_TOKEN)
    if not who.form_token or given != who.form_token:
        raise StaleFormError
