"""The page Timeline: when things are said to have happened, when that was said, and what was known at any moment."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from trucekeeper.brief.extent import extent_of
from trucekeeper.brief.pictures.timeline import timeline as timeline_picture
from trucekeeper.core.moment import moment
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.outlook import Changed, changes_between
from trucekeeper.web.past import asked_in, matter_of, moments_known
from trucekeeper.web.render import page, reader_language
from trucekeeper.web.site import site_of

router = APIRouter()


@router.get("/timeline", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def timeline(request: Request, at: str = "", known_by: str = "") -> HTMLResponse:
    """Show two clocks: the state at one moment, by what was known at another.

    Args:
        request: Whose page it is.
        at: The moment asked about; now where empty.
        known_by: Only what was known by then counts; the moment asked about where empty.
    """
    site, who = site_of(request), who_of(request)
    asked = site.question(moment(at, site.zone) if at else None)
    question = site.question(asked.at, moment(known_by, site.zone) if known_by else None)
    live = not at and not known_by
    matter = matter_of(site, who, None if live else question, reader_language(request).code)
    if live:
        asked = question = asked_in(matter, question)
    shown = None
    later: tuple[Changed, ...] = ()
    stages = ("", "")
    if matter is not None:
        full = matter.now if live else site.desk.answer(asked)
        assert full is not None
        shown = timeline_picture(replace(matter, extent=extent_of(len(matter.entries), lambda: len(matter.asked))))
        later = tuple(changes_between(matter.now, full))
        stages = (matter.now.deal.stage, full.deal.stage)
    return page(
        request,
        "timeline.html",
        matter=matter,
        picture=shown,
        later=later,
        stages=stages,
        asked_about=asked,
        question=question,
        moments=moments_known(site, who, question.known_from, asked.at),
        live=live,
    )
