"""The page Report: the daily report as an audience would get it, before it leaves the house, and as a file."""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from trucekeeper.brief.audience import audience as reader_of
from trucekeeper.brief.content import daily
from trucekeeper.brief.formats import writer
from trucekeeper.brief.model import Report
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment
from trucekeeper.people.account import Action
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.outlook import judged
from trucekeeper.web.render import page
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.veil import veiled

router = APIRouter()

#: What each file is, for the browser.
KINDS: Final = {
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
DAY: Final = timedelta(days=1)


class NoTextError(TruceError):
    """A report on a deal of which no text can be judged."""

    def __init__(self) -> None:
        super().__init__(
            "there is no text of the deal that can be judged, so nothing can be reported", "look at the page Deal"
        )


@router.get("/report", response_class=HTMLResponse)
@needs(Action.DRAFT)
def report(request: Request, audience: str = "public", at: str = "") -> HTMLResponse:
    """Show the daily report as one audience would get it.

    Args:
        request: Whose page it is.
        audience: public, partner, party:ID or internal.
        at: The cut-off; now where empty.
    """
    site, who = site_of(request), who_of(request)
    texts = site.desk.deals.texts().judged
    made = _report(site, who, audience, at) if texts else None
    parties = [f"party:{one.id}" for one in (texts[0].parties if texts else ()) if one.role == "side"]
    return page(
        request,
        "report.html",
        report=made,
        audience=audience,
        audiences=["public", "partner", *parties, "internal"],
        at=at,
        question=site.question(moment(at, site.zone) if at else None),
        kinds=list(KINDS),
    )


@router.get("/report/file.{kind}")
@needs(Action.DRAFT)
def file(request: Request, kind: str, audience: str = "public", at: str = "") -> Response:
    """The same as a file to keep or send; what is sent is decided outside, by who may release it."""
    made = _report(site_of(request), who_of(request), audience, at)
    content = writer(f"report.{kind}")(made)
    noted(request, "report file", f"{kind} for {audience} sha256 {sha256(content).hexdigest()}")
    name = "".join(one if one.isalnum() else "-" for one in f"{made.title}-{audience}")
    headers = {"content-disposition": f'attachment; filename="{name.encode("ascii", "replace").decode()}.{kind}"'}
    return Response(content, media_type=KINDS[kind], headers=headers)


def _report(site: Site, who: Who, audience: str, at: str) -> Report:
    """Made from what the drafter may see, for the audience asked for; never wider than either."""
    question = site.question(moment(at, site.zone) if at else None)
    answer = site.desk.answer(question)
    if answer is None:
        raise NoTextError
    before = site.desk.answer(site.question(question.at - DAY))
    before = before and veiled(site, who, before)
    deal = judged(site.desk.deals.texts().judged, answer)
    newest = site.desk.store.newest()
    return daily(
        deal,
        list(told_to(who, site.desk)),
        veiled(site, who, answer),
        audience=reader_of(audience, deal),
        before=before,
        zone=site.zone,
        practice=site.desk.practice,
        seal=(newest.position, newest.seal.hex()),
    )
