"""Only our own pages may change anything: where a request comes from is looked at before anything reads it."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from trucekeeper.core.errors import TruceError

#: What changes nothing (RFC 9110, section 9.2.1).
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class ForeignRequestError(TruceError):
    """A change that some other page asked a browser to make."""

    def __init__(self) -> None:
        super().__init__(
            "this change does not come from a page of this control room", "open the page here and try again"
        )


class OwnOrigin:
    """Refuses what a browser sends for another site's page.

    A program with a key sends no cookie that a browser would add by itself, so it is let through.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what reads, and what changes from our own pages."""
        if scope["type"] == "http" and scope["method"] not in SAFE and foreign(Headers(scope=scope), scope["scheme"]):
            from trucekeeper.web.errors import plain_answer

            await plain_answer(ForeignRequestError())(scope, receive, send)
            return
        await self._app(scope, receive, send)


def foreign(headers: Headers, scheme: str) -> bool:
    """True unless the browser itself says that the request comes from here, or a program brings its key.

    `Sec-Fetch-Site` cannot be set by a page; `Origin` is there in older browsers too. Behind a proxy that ends TLS the
    scheme differs, so only host and port are compared.
    """
    if headers.get("authorization", "").lower().startswith("bearer "):
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc != headers.get("host")
