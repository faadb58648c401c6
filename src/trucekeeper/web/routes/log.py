"""The page Log: who did what, the newest first, and search in all that was recorded."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from trucekeeper.ledger.shape import shapes
from trucekeeper.people.account import Action
from trucekeeper.status.gist import gist
from trucekeeper.web.guard import needs, noted, who_of
from trucekeeper.web.render import page
from trucekeeper.web.search import Wanted, found, kind_of
from trucekeeper.web.sight import shown
from trucekeeper.web.site import site_of

router = APIRouter()


@router.get("/log", response_class=HTMLResponse)
@needs(Action.SEE_LOG)
def log(
    request: Request, q: str = "", kind: str = "", clause: str = "", by: str = "", before: int | None = None
) -> HTMLResponse:
    """List what was recorded, by whom and when; what was withdrawn or corrected is there too.

    Args:
        request: Whose page it is.
        q: Words; Arabic with or without signs and article.
        kind: A kind of record.
        clause: A clause of the deal.
        by: Who entered it.
        before: Only entries before this position, to leaf back.
    """
    desk, who = site_of(request).desk, who_of(request)
    wanted = Wanted(words=q.strip()[:200], kind=kind, clause=clause, by=by)
    here = found(desk.entries, wanted, lambda one: shown(who, desk, one), before)
    noted(request, "log", f"{here.entries[-1].position} to {here.entries[0].position}" if here.entries else "")
    texts = desk.deals.texts().judged
    return page(
        request,
        "log.html",
        found=here,
        wanted=wanted,
        before=before,
        kinds=sorted(shapes()),
        clauses=sorted({one.id for deal in texts for one in deal.clauses}),
        gist=gist,
        kind_of=kind_of,
    )
