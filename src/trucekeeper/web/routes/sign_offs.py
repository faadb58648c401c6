"""The page Sign-offs: what one person has asked for and a second one must sign before it counts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.ledger.codec import record_from
from trucekeeper.people.account import Action
from trucekeeper.status.gist import gist
from trucekeeper.web.entering import refuse, sign, waiting_for
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.render import page
from trucekeeper.web.site import site_of

router = APIRouter()


@router.get("/sign-offs", response_class=HTMLResponse)
@needs(Action.ENTER)
def sign_offs(request: Request) -> HTMLResponse:
    """List what waits that the reader has asked for or may sign."""
    listed = [
        (asked, may, [(one, gist(one)) for one in map(record_from, asked.records)])
        for asked, may in waiting_for(site_of(request), who_of(request))
    ]
    return page(request, "sign_offs.html", listed=listed)


@router.post("/sign-offs/{id}/sign")
@needs(Action.ENTER)
def signed(request: Request, id: str) -> Response:
    """Sign as the second person; the records are entered."""
    sign(site_of(request), who_of(request), id)
    return RedirectResponse("/sign-offs", 303)


@router.post("/sign-offs/{id}/refuse")
@needs(Action.ENTER)
def refused(request: Request, id: str) -> Response:
    """Take it off the list; nothing is entered."""
    refuse(site_of(request), who_of(request), id)
    return RedirectResponse("/sign-offs", 303)
