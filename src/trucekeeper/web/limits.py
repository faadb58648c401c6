"""How much one request may send: what is larger is refused before it is held in memory."""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trucekeeper.core.errors import TruceError

#: Bytes; a batch of 5,000 records of some hundred bytes each, and a long report, stay well below.
MOST: Final = 16 * 2**20


class TooLargeError(TruceError):
    """A request with more in it than one may send at once."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST // 2**20} MiB in one request are not taken", "send it in several parts")


class BodyLimit:
    """Refuses what says that it is too large, and stops listening to what turns out to be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is small enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdigit() or int(told) > MOST:
            from trucekeeper.web.errors import plain_answer

            await plain_answer(TooLargeError())(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= MOST else {"type": "http.disconnect"}

        await self._app(scope, counted, send)
