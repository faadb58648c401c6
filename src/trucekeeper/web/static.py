"""Files that never change under their address: each carries a piece of its hash there."""

import gzip
import os
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Receive, Scope, Send

FOLDER: Final = Path(__file__).resolve().parent / "static"
#: Kinds of files that grow smaller.
TEXTS: Final = frozenset({".css", ".js", ".mjs", ".json", ".geojson", ".svg"})


@cache
def asset(name: str) -> str:
    """The address of a file in `static/`, with a piece of its hash: a new version is a new address."""
    return f"/static/{name}?{sha256((FOLDER / name).read_bytes()).hexdigest()[:12]}"


class Lasting(StaticFiles):
    """Static files that a browser keeps for a year where the address names the version; compressed once."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Answer with a file, or with what was compressed of it before."""
        asked = Headers(scope=scope)
        if Path(full_path).suffix not in TEXTS or "gzip" not in asked.get("accept-encoding", ""):
            return super().file_response(full_path, stat_result, scope, status_code)
        body, tag = _packed(str(full_path), stat_result.st_mtime_ns)
        headers = {"content-encoding": "gzip", "vary": "accept-encoding", "etag": tag}
        answer = Response(body, status_code, headers, guess_type(str(full_path))[0])
        return NotModifiedResponse(answer.headers) if self.is_not_modified(answer.headers, asked) else answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file."""

        async def lasting(message):  # type: ignore[no-untyped-def]
            if message["type"] == "http.response.start" and scope.get("query_string"):
                message["headers"] = [*message["headers"], (b"cache-control", b"public, max-age=31536000, immutable")]
            elif message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"cache-control", b"public, max-age=300")]
            await send(message)

        await super().__call__(scope, receive, lasting)


@cache
def _packed(path: str, _changed_ns: int) -> tuple[bytes, str]:
    """A file compressed, and what tells this version from others."""
    raw = Path(path).read_bytes()
    return gzip.compress(raw, 9, mtime=0), f'"{sha256(raw).hexdigest()[:24]}-gz"'
