"""The page Now: what a tired duty officer must see in five seconds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Clause, Deal
from trucekeeper.ledger.record import Hold
from trucekeeper.people.account import Action
from trucekeeper.status.verdict import ExposureVerdict, HoldVerdict
from trucekeeper.web.guard import needs
from trucekeeper.web.language import Language
from trucekeeper.web.outlook import outlook
from trucekeeper.web.render import number, page, reader_language
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: What "since" offers besides a moment of one's own, in hours.
PERIODS_H = (1, 6, 12, 24, 72)


@router.get("/now", response_class=HTMLResponse)
@needs(Action.SEE)
def now(request: Request, at: str = "", since: str = "24h") -> HTMLResponse:
    """How the deal stands, what is due next, what is held, what waits for whom, what changed.

    Args:
        request: Whose page it is.
        at: A moment of the past; now where empty.
        since: The moment to compare with, or so many hours back, as in `24h`.
    """
    site = site_of(request)
    zone = site.zone
    question = site.question(moment(at, zone) if at else None)
    answer = site.desk.answer(question)
    texts = site.desk.deals.texts()
    shown = None
    if answer is not None:
        before = site.desk.answer(site.question(_since(site, since, question.at)))
        shown = outlook(texts.judged, answer, before)
    return page(
        request,
        "now.html",
        shown=shown,
        **(_told(site, shown.deal, reader_language(request)) if shown else {}),
        broken=texts.broken,
        question=question,
        live=not at,
        since=since,
        periods=PERIODS_H,
        inbox=len(site.desk.inbox()),
    )


def _since(site: Site, text: str, at: datetime) -> datetime:
    """So many hours before, or a moment; never later than what it is compared with."""
    hours = text.removesuffix("h")
    earlier = at - timedelta(hours=min(int(hours), 24 * 365)) if hours.isdigit() else moment(text, site.zone)
    return min(earlier, at)


def _told(site: Site, deal: Deal, language: Language) -> dict[str, Any]:
    """What the template calls to name parties, clauses, reasons and ranges in the reader's language."""

    def party(id: str) -> str:
        found = deal.party(id)
        return id if found is None else found.names.get(language.code) or found.name or id

    def party_list(ids: Sequence[str]) -> str:
        return ", ".join(party(one) for one in ids)

    def clause_words(clause: Clause | None) -> str:
        return "" if clause is None else clause.dos.get(language.code) or clause.do

    def hold_reason(hold: HoldVerdict) -> str:
        entry = site.desk.entry(hold.record)
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
