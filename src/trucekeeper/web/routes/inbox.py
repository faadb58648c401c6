"""The page Inbox: a report on one side, what the reader proposes on the other, a decision by one key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from msgspec.structs import replace

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment
from trucekeeper.core.quantity import unit_of
from trucekeeper.ledger.fixed import LISTS
from trucekeeper.ledger.record import (
    Act,
    Certainty,
    Claim,
    Event,
    Movement,
    Record,
    Source,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.ledger.store import Proposal
from trucekeeper.people.account import Action
from trucekeeper.reader.correct import Desk as Corrector
from trucekeeper.reader.correct import Report, corrected
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.ranking import UNTAUGHT, Model
from trucekeeper.reader.to_record import again, record_of
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.render import page
from trucekeeper.web.retellings import Statement, said_again
from trucekeeper.web.sight import may_see
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.waiting import Waiting, pieces, reports, same_words, twins
from trucekeeper.web.words import CORRECTED, REASONS

router = APIRouter()


class NoReasonGivenError(TruceError):
    """A rejection that does not say why; nobody could learn from it."""

    def __init__(self) -> None:
        super().__init__("a rejection needs a reason", "choose one, or write it")


class DecidedAlreadyError(TruceError):
    """A proposal that somebody else has just decided."""

    def __init__(self, id: str) -> None:
        super().__init__(f"{id} was decided meanwhile, by somebody else or by you", "the next one is shown")


class NothingToReadError(TruceError):
    """A report that was pasted without a text, or without who published it and when."""

    def __init__(self, lacks: str) -> None:
        super().__init__(
            f"the report has no {lacks}, so that nobody could tell later who said what and when",
            "fill in publisher, moment of publication and text",
        )


@router.get("/inbox", response_class=HTMLResponse)
@needs(Action.CONFIRM)
def inbox(
    request: Request, source: str = "", p: str = "", did: str = "", kind: str = "", order: str = ""
) -> HTMLResponse:
    """Show what waits: the reports, one of them with its text, one of its proposals with everything it says.

    Args:
        request: Whose page it is.
        source: Id of the report; the first one that waits where empty.
        p: Id of the proposal that is looked at; the first one of the report where empty.
        did: What was just decided, to be undone: the id of the record.
        kind: confirmed or rejected.
        order: `text` where a report is to be gone through as its text runs, whatever was decided before.
    """
    site, who = site_of(request), who_of(request)
    model = _model(site, order)
    waiting = reports(site.desk, who, model)
    here = next((one for one in waiting if one.source.id == source), waiting[0] if waiting else None)
    looked_at = None
    if here is not None:
        looked_at = next((one for one in here.proposals if one.id == p), here.proposals[0])
        noted(request, "words of a report", here.source.id)
        site.lookers.look(here.source.id, who.id)
    told = {"model": model, "taught": _model(site, ""), "kept": "&order=text" if order == _AS_TEXT else ""}
    shown = _shown(site, who, here, looked_at) | told
    return page(request, "inbox.html", **shown, waiting=waiting, did=did, kind=kind)


#: The wish to go through a report as its text runs.
_AS_TEXT = "text"


def _model(site: Site, order: str) -> Model:
    """What orders the proposals of a report: earlier decisions, where they speak and nobody wants it otherwise."""
    return site.desk.taught() if site.rank and order != _AS_TEXT else UNTAUGHT


def _shown(site: Site, who: Who, here: Waiting | None, looked_at: Proposal | None) -> dict[str, Any]:
    if here is None or looked_at is None:
        return {"report": None, "one": None}
    texts = site.desk.deals.texts().judged
    parties = {party.id for deal in texts for party in deal.parties}
    text = site.desk.text(here.source)
    alike = twins(site.desk, who, here.source)
    same = same_words(site.desk, who, looked_at.body, here.source.id)
    return {
        "report": here,
        "one": looked_at,
        "pieces": list(pieces(text, here.proposals, looked_at)) if text is not None else [],
        "same": same,
        "twins": alike,
        "again": None if same else said_again(alike, looked_at.body, _recorded(site, who)),
        "others": site.lookers.others,
        "values": _values(looked_at.body),
        "reasons": REASONS,
        "lists": LISTS,
        "choices": {
            "act": get_args(Act),
            "event": get_args(Event),
            "polarity": ("yes", "no"),
            "certainty": get_args(Certainty),
            "side": (*sorted(parties), "independent", "unknown"),
            "clause": _clauses(looked_at.body, {clause.id for deal in texts for clause in deal.clauses}),
        },
    }


def _clauses(body: dict[str, Any], known: set[str]) -> tuple[str, ...]:
    """What a claim may be about: the reader's candidates first, the likeliest of them before the others."""
    return ("-", *dict.fromkeys([*(id for id in body["clauses"] if id in known), *sorted(known)]))


def _recorded(site: Site, who: Who) -> Callable[[str], Iterator[Statement]]:
    """What was recorded of a report, as far as a reader may see it."""

    def found(source: str) -> Iterator[Statement]:
        for one in site.desk.retellings.claims(source):
            entry = site.desk.entry(one.id)
            if entry is not None and may_see(who, site.desk, entry):
                yield one

    return found


def _values(body: dict[str, Any]) -> dict[str, str]:
    """What stands in the form: as the reader reads it, in the words that a correction takes."""
    speaker = body["speaker"] or {}
    quantity, happened, said = body["quantity"], body["happened"], body["said"]
    clauses = body["clauses"]
    return {
        "speaker": (speaker.get("refers_to") or speaker).get("text", ""),
        "side": speaker.get("side", "unknown") if speaker else "",
        "act": body["act"],
        "polarity": body["polarity"],
        "event": body["event"],
        "actors": ", ".join(one["id"] or one["text"] for one in body["actors"]),
        "place": (body["place"] or {}).get("id") or (body["place"] or {}).get("text", ""),
        "clause": body.get("clause") or (clauses[0] if clauses else "-"),
        "incident": body["incident"] or "",
        "happened": f"{happened['start']} to {happened['end']}" if happened else "",
        "said": said["end"] if said else "",
        "quantity": _quantity(quantity) if quantity else "",
        "certainty": body["certainty"],
        "content": body["words"],
    }


def _quantity(quantity: dict[str, Any]) -> str:
    about = "about " if quantity["approx"] else ""
    low, high = quantity["low"], quantity["high"]
    number = f"at least {low}" if high is None else f"{low}" if high == low else f"{low} to {high}"
    return f"{about}{number} {unit_of(low if high is None else high, quantity['unit'])}"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as the form sends it."""

    id: str
    what: str
    reason: str
    changes: dict[str, str]
    repeats: str


@router.post("/inbox/decide")
@needs(Action.CONFIRM)
async def decide(request: Request) -> Response:
    """Confirm a proposal, corrected where values differ, or set it aside with a reason; then show the next one."""
    site, who = site_of(request), who_of(request)
    form = await request.form()
    asked = {key: str(value) for key, value in form.items()}
    found = next((one for one in site.desk.inbox() if one.id == asked.get("id")), None)
    if found is None:
        raise DecidedAlreadyError(asked.get("id", "?"))
    source = site.desk.entry(found.source)
    if source is None or not may_see(who, site.desk, source):
        raise NoSuchPageError("/inbox")
    was = _values(found.body)
    changes = {key: asked[key].strip() for key in CORRECTED if key in asked and asked[key].strip() != was[key]}
    what = asked.get("what", "")
    origin = _origin(site, who, asked.get("origin" if what == "again" else "repeats", ""), needed=what == "again")
    decided = Decided(found.id, what, asked.get("reason", "").strip(), changes, origin)
    order = asked.get("order", "")
    before = _in_order(site, who, found, order)
    undo = _carry_out(site, who.id, found, decided)
    nxt = _next(site, found, before)
    kind = "confirmed" if undo else "rejected"
    target = f"/inbox?source={found.source}&p={nxt}&did={undo}&kind={kind}" if nxt else f"/inbox?did={undo}&kind={kind}"
    target += "&order=text" if order == _AS_TEXT else ""
    return RedirectResponse(target, 303)


def _origin(site: Site, who: Who, id: str, *, needed: bool) -> str:
    """The record that a proposal repeats, where it is one and whoever decides may see it; empty where none is named."""
    entry = site.desk.entry(id)
    if not id and not needed:
        return ""
    if entry is None or not may_see(who, site.desk, entry):
        raise NoSuchPageError("/inbox")
    return id


def _carry_out(site: Site, by: str, found: Proposal, decided: Decided) -> str:
    """Do what was decided; gives the id of the record that can be withdrawn, empty for a rejection."""
    if decided.what == "reject":
        if not decided.reason:
            raise NoReasonGivenError
        site.desk.decide(found.id, "rejected", by=by, reason=decided.reason)
        return ""
    record = _record(site, by, found, decided)
    site.desk.decide(found.id, "confirmed", by=by, reason=decided.reason, records=[record])
    return record.id


def _record(site: Site, by: str, found: Proposal, decided: Decided) -> Record:
    entry = site.desk.entry(found.source)
    source = entry.record if entry is not None and isinstance(entry.record, Source) else None
    deals = site.desk.deals.texts().judged
    zone = site.zone or UTC
    text = (site.desk.text(source) if source is not None else None) or ""
    published = (source.published if source is not None else None) or site.now()
    body = corrected(found.body, decided.changes, Report(text, published), Corrector(deals, zone))
    record = record_of(again(body, site.desk.store), source, by=by)
    if decided.repeats and isinstance(record, Claim | Movement | VehicleMovement):
        return replace(record, relays=decided.repeats)
    return record


def _in_order(site: Site, who: Who, found: Proposal, order: str) -> tuple[str, ...]:
    """The ids of what waits of a report, as the reader goes through it."""
    here = next(one for one in reports(site.desk, who, _model(site, order)) if one.source.id == found.source)
    return tuple(one.id for one in here.proposals)


def _next(site: Site, found: Proposal, before: tuple[str, ...]) -> str:
    """The proposal of the same report that came after a decided one, else the first that is left of it."""
    left = {one.id for one in site.desk.inbox() if one.source == found.source}
    at = before.index(found.id) if found.id in before else 0
    return next((id for id in (*before[at:], *before[:at]) if id in left), next(iter(sorted(left)), ""))


@router.post("/inbox/undo")
@needs(Action.CONFIRM)
def undo(request: Request, record: Annotated[str, Form()]) -> Response:
    """Withdraw a record that was just confirmed: nothing is deleted, it only counts no more."""
    site, who = site_of(request), who_of(request)
    entry = site.desk.entry(record)
    if entry is None or entry.entered_by != who.id or not may_see(who, site.desk, entry):
        raise NoSuchPageError("/inbox")
    made = Withdrawal(id=f"undo-{record}"[:80], withdraws=record, reason="confirmed by mistake", said_at=site.clock())
    site.desk.append([made], who.id)
    return RedirectResponse(f"/record/{record}", 303)


@router.post("/inbox/read")
@needs(Action.CONFIRM)
def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
    side: Annotated[str, Form()] = "unknown",
) -> Response:
    """Read a pasted report: the source is recorded, its proposals wait; the same text again adds nothing."""
    site, who = site_of(request), who_of(request)
    for value, lacks in ((text, "text"), (publisher, "publisher"), (published, "moment of publication")):
        if not value.strip():
            raise NothingToReadError(lacks)
    document = Document(text.replace("\r\n", "\n"))
    out = moment(published, site.zone)
    source = _source(document, publisher.strip(), out, kind, side)
    texts = site.desk.deals.texts()
    deals, about = texts.judged, {"deal": texts.deal} if texts.deal else {}
    found = [one for deal in deals[:1] for one in read_surface(document, deal, out, site.zone or UTC)]
    kept = document.text.encode("utf-8", "surrogatepass")
    if site.desk.entry(source.id) is None:
        site.desk.append([source], who.id, documents=[kept])
    site.desk.propose([Proposal(id=one.id, source=source.id, body=one.shown() | about) for one in found], [kept])
    return RedirectResponse(f"/inbox?source={source.id}", 303)


def _source(document: Document, publisher: str, published: datetime, kind: str, side: str) -> Source:
    raw = document.text.encode("utf-8", "surrogatepass")
    return Source(
        id=f"src-{document.sha256[:12]}",
        publisher=publisher,
        text_sha256=document.sha256,
        raw_sha256=sha256(raw).hexdigest(),
        kind=kind.strip(),
        side=side.strip() or "unknown",
        published=published,
        said_at=published,
        media_type="text/plain",
    )
