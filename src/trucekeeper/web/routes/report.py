"""The page Report: the daily report as an audience would get it, before it leaves the house, and as a file."""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from trucekeeper.brief.audience import audience as reader_of
from trucekeeper.brief.content import daily
from trucekeeper.brief.draft import Draft, releases
from trucekeeper.brief.formats import writer
from trucekeeper.brief.model import Report
from trucekeeper.core.moment import moment
from trucekeeper.ledger.record import Release
from trucekeeper.people.account import Action
from trucekeeper.web.drafting import NoTextError, entries_for
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.outlook import judged
from trucekeeper.web.render import page
from trucekeeper.web.site import DAY, Site, site_of
from trucekeeper.web.veil import veiled

router = APIRouter()

#: What each file is, for the browser.
KINDS: Final = {
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/report", response_class=HTMLResponse)
@needs(Action.DRAFT)
def report(request: Request, audience: str = "public", at: str = "", language: str = "en") -> HTMLResponse:
    """Show the daily report as one audience would get it, and what was released.

    Args:
        request: Whose page it is.
        audience: public, partner, party:ID or internal.
        at: The cut-off; now where empty.
        language: Of the report.
    """
    site, who = site_of(request), who_of(request)
    texts = site.desk.deals.texts().judged
    made = _report(site, who, audience, at, language) if texts else None
    parties = [f"party:{one.id}" for one in (texts[0].parties if texts else ()) if one.role == "side"]
    now = site.now()
    # A cut-off that is just now has come.
    cut_off = moment(at, site.zone) if at else site.last_cut_off(now + timedelta(seconds=1))
    draft = Draft(
        at=cut_off,
        known_by=cut_off,
        known_from=site.known_from,
        audience=audience,
        language=language,
    )
    return page(
        request,
        "report.html",
        report=made,
        audience=audience,
        audiences=["public", "partner", *parties, "internal"],
        at=at,
        chosen=language,
        draft=draft,
        ahead=draft.at > now,
        question=site.question(moment(at, site.zone) if at else None),
        kinds=list(KINDS),
        released=[one.record for one in releases(site.desk.entries) if isinstance(one.record, Release)],
    )


@router.get("/report/file.{kind}")
@needs(Action.DRAFT)
def file(request: Request, kind: str, audience: str = "public", at: str = "", language: str = "en") -> Response:
    """The same as a file to keep or send; what is sent is decided outside, by who may release it."""
    made = _report(site_of(request), who_of(request), audience, at, language)
    content = writer(f"report.{kind}")(made)
    noted(request, "report file", f"{kind} for {audience} sha256 {sha256(content).hexdigest()}")
    return attached(content, f"{made.title}-{audience}", kind)


def attached(content: bytes, name: str, kind: str) -> Response:
    """A file with a plain name."""
    plain = "".join(one if one.isalnum() else "-" for one in name).encode("ascii", "replace").decode().replace("?", "-")
    return Response(
        content, media_type=KINDS[kind], headers={"content-disposition": f'attachment; filename="{plain}.{kind}"'}
    )


def _report(site: Site, who: Who, audience: str, at: str, language: str) -> Report:
    """Made for the audience asked for from what it may see; one for the mission from what the drafter may see."""
    if at:
        question = site.question(moment(at, site.zone))
        answer, before = site.desk.answer(question), site.desk.answer(site.question(question.at - DAY))
    else:
        answer, before = site.day()
    if answer is None:
        raise NoTextError
    before = before and veiled(site, who, before)
    deal = judged(site.desk.deals.texts().judged, answer)
    newest = site.desk.store.newest()
    reader = reader_of(audience, deal)
    return daily(
        deal,
        entries_for(site, who),
        veiled(site, who, answer),
        audience=reader,
        before=before,
        zone=site.zone,
        practice=site.desk.practice,
        seal=(newest.position, newest.seal.hex()),
        language=language,
    )
