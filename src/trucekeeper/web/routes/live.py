"""What is new, sent to open pages as it happens; a page that was away goes on by the number it has seen last."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.web.desk import Desk, News, told
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.site import site_of

router = APIRouter()

#: A sign of life so often, seconds: a proxy keeps the line, and a page notices when it is dead.
SIGN_OF_LIFE_S: Final = 15


@router.get("/live")
@needs(Action.SEE, Sensitivity.PUBLIC)
async def live(request: Request) -> StreamingResponse:
    """A stream of server-sent events: `ledger`, `inbox`, and what other pages announce.

    Whoever looks on from outside hears only that something was recorded, not what.

    The id of an event is the newest position of the ledger; `Last-Event-ID` (or `?after=`) asks for what came since.
    """
    desk = site_of(request).desk
    seen = request.headers.get("last-event-id") or request.query_params.get("after", "")
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(
        events(desk, int(seen) if seen.isdigit() else None, outside=who_of(request).outside),
        media_type="text/event-stream",
        headers=headers,
    )


async def events(desk: Desk, seen: int | None, *, outside: bool = False) -> AsyncIterator[str]:
    """What was missed, then what happens, with a sign of life in between."""
    queue, stop = desk.listen()
    try:
        yield ": here\n\n"
        if seen is not None and seen < desk.position:
            yield written(News("ledger", desk.position, {} if outside else told(desk.entries[seen:])))
        while True:
            try:
                news = await asyncio.wait_for(queue.get(), SIGN_OF_LIFE_S)
            except TimeoutError:
                yield f"event: alive\nid: {desk.position}\ndata: {{}}\n\n"
                continue
            if not outside:
                yield written(news)
            elif news.name == "ledger":
                yield written(News("ledger", news.id, {}))
    finally:
        stop()


def written(news: News) -> str:
    """An event as it goes over the line."""
    return f"event: {news.name}\nid: {news.id}\ndata: {json.dumps(news.data, ensure_ascii=False)}\n\n"
