"""The page Now: what a tired duty officer must see in five seconds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Clause, Deal
from trucekeeper.ledger.record import Hold
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.status.verdict import ClauseVerdict, ExposureVerdict, HoldVerdict, Status
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.language import Language
from trucekeeper.web.outlook import Outlook, outlook
from trucekeeper.web.packed import Piece, answer_of
from trucekeeper.web.render import environment, number, page, part, reader_language
from trucekeeper.web.reporting import report_to
from trucekeeper.web.rows import Rows
from trucekeeper.web.sight import record_for
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.veil import sight_key, veiled

router = APIRouter()

#: What "since" offers besides a moment of one's own, in hours.
PERIODS_H: Final = (1, 6, 12, 24, 72)
#: Lines of one list; the rest is counted.
MOST: Final = 40
#: Where the shared part stands in a page; nothing that anybody writes can hold it (`brief.plain.seen` shows it).
_HERE: Final = Markup("\x00board\x00")
HEADERS: Final = {"vary": "accept-encoding, accept-language, cookie, hx-request"}
#: Since the last cut-off of the daily report: a moment that is the same for everybody all day.
CUT_OFF: Final = "cut-off"


@router.get("/now", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def now(request: Request, at: str = "", since: str = CUT_OFF) -> Response:
    """How the deal stands, what is due next, what is held, what waits for whom, what changed.

    Args:
        request: Whose page it is.
        at: A moment of the past; now where empty.
        since: The moment to compare with, so many hours back, as in `24h`, or the last cut-off of the daily report.

    Whoever looks on from outside gets the report that is written for them instead.
    """
    site, who = site_of(request), who_of(request)
    question = site.question(moment(at, site.zone) if at else None)
    if who.outside:
        noted(request, "report", who.audience)
        return page(
            request, "outside.html", report=report_to(site, who, question, live=not at), question=question, live=not at
        )
    answer = site.desk.answer(question) if at else site.answer()
    before = None if answer is None else _before(site, since, answer.at, followed=not at)
    answer, before = (one and veiled(site, who, one) for one in (answer, before))
    board = _board(request, site, question, answer, before, since=since, live=not at)
    if request.headers.get("hx-request"):
        return answer_of(request, board, headers=HEADERS)
    above, below = part(request, "now.html", board=_HERE).split(_HERE)
    code = reader_language(request).code
    return answer_of(request, Piece(above), board, Piece(below), headers={**HEADERS, "content-language": code})


def _board(
    request: Request,
    site: Site,
    question: Question,
    answer: Status | None,
    before: Status | None,
    *,
    since: str,
    live: bool,
) -> Piece:
    """The part of the page that is the same for everybody of one language, written once and sent to all of them."""
    texts, language, inbox = site.desk.deals.texts(), reader_language(request), len(site.desk.inbox())
    who = who_of(request)
    at = answer.at if answer is not None else question.at
    # Two answers that are equal are one: what was compared with is told by its moments and by how far it reaches.
    compared = None if before is None else (before.at, before.known_by, before.deal)
    settings = tuple(sorted(site.people.settings().items()))
    reach = (texts.number, site.desk.position, inbox, at, compared, settings, sight_key(who))
    key = (request.url.query, language.code, *reach)

    def made() -> Piece:
        shown = None if answer is None else outlook(texts.judged, answer, before, site.questions, MOST)
        text = part(
            request,
            "now_board.html",
            shown=shown,
            **(_told(site, who, shown.deal, language) if shown else {}),
            rows=_rows(site, who, shown, language) if shown else (),
            broken=texts.broken,
            question=question if answer is None else replace(question, at=at),
            live=live,
            since=since,
            periods=PERIODS_H,
            most=MOST,
            inbox=inbox,
        )
        return Piece(text)

    return site.shelf.of(("now", *key), made)


def _before(site: Site, since: str, at: datetime, *, followed: bool) -> Status | None:
    """How the deal stood at an earlier moment, as known then."""
    hours = since.removesuffix("h")
    if since == CUT_OFF:
        return site.since_cut_off(at) if followed else site.desk.answer(site.question(site.last_cut_off(at)))
    if hours.isdigit():
        earlier = at.replace(second=0, microsecond=0) - timedelta(hours=min(int(hours), 24 * 365))
        return site.desk.answer(site.question(earlier), f"{hours}h" if followed else "")
    return site.desk.answer(site.question(min(moment(since, site.zone), at)))


def _rows(site: Site, who: Who, shown: Outlook, language: Language) -> list[Markup]:
    """The rows of the table of clauses; one whose verdict is the same as before is not written again."""
    rows = site.rows.of((language.code, site.deals.texts().number, site.zone, sight_key(who)), Rows)
    template = environment(language.code).get_template("now_clause.html")
    told = _told(site, who, shown.deal, language)
    first: dict[str, str] = {}

    def written(one: ClauseVerdict) -> Markup:
        alone = first.setdefault(one.clause, one.side) == one.side
        clause = shown.deal.clause(one.clause)
        return Markup(template.render(one=one, alone=alone, clause=clause, zone=site.zone, **told))

    return [rows.of(one, written) for one in shown.now.clauses]


def _told(site: Site, who: Who, deal: Deal, language: Language) -> dict[str, Any]:
    """What the template calls to name parties, clauses, reasons and ranges in the reader's language."""

    def party(id: str) -> str:
        found = deal.party(id)
        return id if found is None else found.names.get(language.code) or found.name or id

    def party_list(ids: Sequence[str]) -> str:
        return ", ".join(party(one) for one in ids)

    def clause_words(clause: Clause | None) -> str:
        return "" if clause is None else clause.dos.get(language.code) or clause.do

    def hold_reason(hold: HoldVerdict) -> str:
        entry = record_for(site, who, hold.record)
        return entry.record.reason if entry is not None and isinstance(entry.record, Hold) else ""

    def span(one: ExposureVerdict) -> str:
        if one.high is None:
            return f"{number(one.low, language)}+"
        if one.low == one.high:
            return number(one.low, language)
        return f"{number(one.low, language)}\N{EN DASH}{number(one.high, language)}"

    return {
        "party": party,
        "party_list": party_list,
        "clause_words": clause_words,
        "hold_reason": hold_reason,
        "span": span,
    }
