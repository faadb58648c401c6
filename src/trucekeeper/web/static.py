"""Files that never change under their address: each carries a piece of its hash there."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

FOLDER: Final = Path(__file__).resolve().parent / "static"


@cache
def asset(name: str) -> str:
    """The address of a file in `static/`, with a piece of its hash: a new version is a new address."""
    return f"/static/{name}?{sha256((FOLDER / name).read_bytes()).hexdigest()[:12]}"


class Lasting(StaticFiles):
    """Static files that a browser keeps for a year where the address names the version."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file."""

        async def lasting(message):  # type: ignore[no-untyped-def]
            if message["type"] == "http.response.start" and scope.get("query_string"):
                message["headers"] = [*message["headers"], (b"cache-control", b"public, max-age=31536000, immutable")]
            elif message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"cache-control", b"public, max-age=300")]
            await send(message)

        await super().__call__(scope, receive, lasting)
