"""The page What was read: who has opened which record or report, for those who may see the log."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from trucekeeper.people.account import Action
from trucekeeper.people.looks import PAGE
from trucekeeper.web.guard import needs
from trucekeeper.web.render import page
from trucekeeper.web.site import site_of

router = APIRouter()


@router.get("/log/reads", response_class=HTMLResponse)
@needs(Action.SEE_LOG)
def reads(request: Request, by: str = "", id: str = "", before: int | None = None) -> HTMLResponse:
    """List what was read, the newest first; ids alone, no words.

    Args:
        request: Whose page it is.
        by: Only by this account.
        id: Only of this record.
        before: Only before this number, to leaf back.
    """
    asked = before if before is None or 0 < before < 2**53 else None
    found = site_of(request).people.looks.latest(who=by.strip(), id=id.strip(), before=asked)
    further = found[-1].number if len(found) == PAGE else None
    return page(request, "reads.html", found=found, by=by, id=id, further=further)
