"""One record: everything it says, who entered it, what corrects it, and the exact words in their report."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.fixed import LISTS
from trucekeeper.ledger.record import Correction, Entry, Source, Withdrawal
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.web.desk import Desk
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import needs, noted, who_of
from trucekeeper.web.render import page
from trucekeeper.web.search import kind_of
from trucekeeper.web.sight import record_for, source_of
from trucekeeper.web.site import site_of

router = APIRouter()

#: Characters of the report shown on either side of the words.
AROUND = 240


@router.get("/record/{id:path}", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def record(request: Request, id: str) -> HTMLResponse:
    """Show a record as it was entered, with what was recorded about it since."""
    site, who = site_of(request), who_of(request)
    desk, entry = site.desk, record_for(site, who, id)
    if entry is None:
        raise NoSuchPageError(f"/record/{id}")
    source = source_of(desk, entry)
    given = record_for(site, who, source.id) if source is not None else None
    noted(request, "record", entry.record.id)
    values = {key: value for key, value in flat(entry.record).items() if key not in {"id", "record", "spans"}}
    return page(
        request,
        "record.html",
        entry=entry,
        kind=kind_of(entry),
        lists=LISTS,
        values=values,
        source=given.record if given is not None else None,
        passage=[] if who.outside else passage(desk, entry, source),
        later=[one for one in touching(desk, id) if record_for(site, who, one.record.id) is not None],
    )


def passage(desk: Desk, entry: Entry, source: Source | None) -> list[tuple[str, bool]]:
    """The words in their report with a stretch around them, as pieces; True marks those that the record rests on."""
    spans = getattr(entry.record, "spans", None)
    kept = desk.store.document(source.text_sha256) if spans is not None and source is not None else None
    if kept is None or spans is None or not spans.content:
        return []
    text = kept.decode("utf-8", "replace")
    pieces: list[tuple[str, bool]] = []
    at = max(0, spans.content[0][0] - AROUND)
    for start, end in spans.content:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*pieces, (text[at : at + AROUND], False)]


def touching(desk: Desk, id: str) -> list[Entry]:
    """Corrections and withdrawals of a record."""
    family: tuple[Any, ...] = desk.store.family(id)
    return [
        one
        for one in family
        if (isinstance(one.record, Correction) and one.record.corrects == id)
        or (isinstance(one.record, Withdrawal) and one.record.withdraws == id)
    ]
