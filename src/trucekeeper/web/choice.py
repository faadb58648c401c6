"""Which of several deals a reader looks at: chosen in the browser, or named in the address as `?deal=ID`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs, quote, unquote

from starlette.types import ASGIApp, Receive, Scope, Send

#: The cookie of whoever chose one.
COOKIE: Final = "truce-deal"

#: The id of the deal that the request at hand is about; empty: the first one.
CHOSEN: Final[ContextVar[str]] = ContextVar("chosen deal", default="")


class DealChosen:
    """Sets `CHOSEN` for the time of a request; a name that is no deal here chooses the first one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        token = CHOSEN.set(_named(scope) if scope["type"] == "http" else "")
        try:
            await self.app(scope, receive, send)
        finally:
            CHOSEN.reset(token)


@contextmanager
def looking_at(id: str) -> Iterator[None]:
    """For what is asked within, the deal of this id is the one looked at."""
    token = CHOSEN.set(id)
    try:
        yield
    finally:
        CHOSEN.reset(token)


def written(id: str) -> str:
    """An id of any script as a cookie may hold it."""
    return quote(id, safe="")


def _named(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("deal")
    if asked:
        return str(asked[0])
    headers = [value for name, value in scope["headers"] if name == b"cookie"]
    try:
        jar = SimpleCookie("; ".join(one.decode("latin-1") for one in headers))
    except CookieError:
        return ""
    return unquote(str(jar[COOKIE].value)) if COOKIE in jar else ""
