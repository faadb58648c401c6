"""The annex: each record that a sentence leads to, as this audience may see it, and where the chain stood."""

from collections.abc import Iterable, Iterator

from trucekeeper.brief.matter import ANSWERS, SAID, Matter, count_words, named, point_words, quoted, speaker_of
from trucekeeper.brief.model import Annex, AnnexEntry, Piece, Section
from trucekeeper.brief.sections.phrases import actors, kind_words, listed
from trucekeeper.brief.times import when
from trucekeeper.ledger.record import (
    CaseStep,
    Contact,
    Correction,
    Counted,
    Demand,
    Entry,
    Hold,
    Movement,
    Patrol,
    Review,
    Side,
    Source,
    Spot,
    VehicleMovement,
    Withdrawal,
)

#: A label and what stands after it.
Line = tuple[str, tuple[Piece, ...]]


def annex(matter: Matter, ids: Iterable[str]) -> Section:
    """The records of these ids and the sources they were read in, in the order of the ledger; the newest of many."""
    named = [matter.by_id[id] for id in matter.in_order(_with_sources(matter, ids)) if id in matter.by_id]
    shown, t = named[-matter.extent.annexed :], matter.tongue
    left = len(matter.history) - len(named)
    older = Piece(t.many(len(named) - len(shown), "{number} older record", "{number} older records"))
    words = "{records} named above are left out of this annex; each stands in the ledger under the name given."
    unshown = (t.overall(words, records=older),) if len(named) > len(shown) else ()
    further = Piece(t.many(left, "{number} further record", "{number} further records"))
    rest = t.overall("{records} known by then stand in the ledger and are named nowhere above.", records=further)
    entries = tuple(_entry(matter, one) for one in shown)
    return Section("annex", t("Annex: records"), (Annex(entries), *unshown, *((rest,) if left else ())))


def _with_sources(matter: Matter, ids: Iterable[str]) -> Iterator[str]:
    for id in ids:
        yield id
        entry = matter.by_id.get(id)
        source = getattr(entry.record, "source", None) if entry else None
        if source:
            yield source


def _entry(matter: Matter, entry: Entry) -> AnnexEntry:
    record = entry.record
    kind = str(record.__struct_config__.tag)
    held = matter.tongue("details withheld: people are on the road") if record.id in matter.moving else ""
    lines = tuple(_lines(matter, entry, bool(held)))
    return AnnexEntry(record.id, entry.position, matter.tongue(kind), lines, held)


def _lines(matter: Matter, entry: Entry, held: bool) -> Iterator[Line]:
    """From whom and when first; then what; then how it came in."""
    record, sees = entry.record, matter.audience.sees
    if isinstance(record, SAID):
        yield _line(matter, "from", matter.who(entry), " (", matter.side(entry), ")")
        yield _line(matter, "said", matter.at(record.said_at))
        yield _line(matter, "happened", matter.happened(entry))
        yield _line(matter, "basis", matter.tongue(record.basis))
    elif speaker_of(record) and (sees.analysts or not _is_staff(matter, entry)):
        yield _line(matter, "from", matter.who(entry))
    yield _line(matter, "recorded", matter.at(entry.recorded_at))
    if not held:
        yield from _what(matter, entry)
    if getattr(record, "words", "") and matter.may_read(entry):
        yield _line(matter, "words", quoted(str(getattr(record, "words", ""))))
    if getattr(record, "source", None):
        yield _line(matter, "read in", named(str(getattr(record, "source", ""))))
    yield from _handling(matter, entry, analysts=sees.analysts)


def _is_staff(matter: Matter, entry: Entry) -> bool:
    """True where somebody of the mission took a step or made a call: a name, unless it is a body of the deal."""
    return isinstance(entry.record, CaseStep | Contact) and speaker_of(entry.record) not in matter.named


def _what(matter: Matter, entry: Entry) -> Iterator[Line]:
    record = entry.record
    match record:
        case _ if isinstance(record, ANSWERS):
            yield from _question(matter, entry)
        case Movement(quantity=count) | VehicleMovement(vehicles=count):
            yield _line(matter, "count", f"{matter.tongue(record.event)}: {count_words(count, matter.tongue)}")
            if record.clause:
                yield _line(matter, "clause", named(record.clause))
            convoy = getattr(record, "convoy", None)
            if convoy and matter.audience.sees.convoys:
                yield _line(matter, "convoy", named(convoy))
            yield from _spot(matter, entry)
        case Hold() if record.reason and matter.may_read(entry):
            yield _line(matter, "reason", quoted(record.reason))
        case Demand():
            yield _line(matter, "asks", quoted(record.asks))
        case Source():
            yield from _source(matter, record)
        case _:
            yield from _step(matter, entry)


def _question(matter: Matter, entry: Entry) -> Iterator[Line]:
    record = entry.record
    assert isinstance(record, ANSWERS)
    about = matter.incident(record.incident) if record.incident else Piece(matter.tongue("no question of the deal"))
    clause = (named(record.clause), Piece(": ")) if record.clause else ()
    t = matter.tongue
    answer = t.pieces(
        "{polarity} ({act}, {certainty})",
        polarity=t(record.polarity),
        act=t(record.act),
        certainty=t(record.certainty),
    )
    yield _line(matter, "about", *clause, about)
    yield _line(matter, "answer", *answer)
    if record.actors:
        yield _line(matter, "possible actors", *actors(matter.tongue, record.actors))
    if record.quantity:
        yield _line(matter, "number", count_words(record.quantity, matter.tongue))
    if record.relays:
        yield _line(matter, "repeats", named(record.relays))
    yield from _spot(matter, entry)


def _spot(matter: Matter, entry: Entry) -> Iterator[Line]:
    spot: Spot | None = getattr(entry.record, "place", None)
    place = matter.place(spot)
    if spot is None or place is None:
        return
    point = point_words(spot, matter.tongue) if matter.audience.sees.exact_places else ""
    shown = (" (", point, ")") if point and point != place.text else ()
    yield _line(matter, "place", place, *shown)


def _source(matter: Matter, record: Source) -> Iterator[Line]:
    if matter.confidential(record) and not matter.audience.sees.confidential:
        return
    if record.title:
        yield _line(matter, "title", quoted(record.title))
    if record.published:
        yield _line(matter, "published", matter.at(record.published))
    if record.address:
        yield _line(matter, "address", named(record.address))
    yield _line(matter, "text", f"SHA-256 {record.text_sha256}")


def _step(matter: Matter, entry: Entry) -> Iterator[Line]:
    """Steps of the mission's own work."""
    record, sees, t = entry.record, matter.audience.sees, matter.tongue
    match record:
        case CaseStep():
            yield _line(matter, "case", named(record.case), ": ", t(record.step))
        case Contact() if sees.contacts or (sees.own_contacts and record.party == matter.audience.party):
            heard = t("acknowledged") if record.acknowledged else t("not acknowledged")
            yield _line(matter, "contact", *t.pieces("with {party}, ", party=named(record.party)), heard)
        case Patrol():
            seen = listed(t, matter.places(record.places), none="places not named")
            at = when(record.happened, matter.zone, t)
            yield _line(matter, "patrol", t(record.outcome), t(", "), at, ": ", *seen)
        case Counted():
            exercise = [" (", t("live-fire exercise"), ")"] if record.exercise else []
            how = f"{t(record.means)} {record.number:,} x {kind_words(t, record)}"
            yield _line(matter, "observed", how, t(", "), when(record.happened, matter.zone, t), *exercise)
            yield from _spot(matter, entry)
        case Correction():
            yield _line(matter, "corrects", named(record.corrects))
        case Withdrawal():
            yield _line(matter, "withdraws", named(record.withdraws))
        case Side() if sees.analysts:
            told = t.pieces(
                "{actor} counts for {side}", actor=named(record.actor), side=matter.word("side", record.side)
            )
            yield _line(matter, "side", *told)
        case Review() if sees.notes:
            told = t.pieces("{outcome}: {record}", outcome=t(record.outcome), record=named(record.reviews))
            yield _line(matter, "review", *told)
        case _:
            pass
    note = str(getattr(record, "note", "") or "")
    if note and sees.notes:
        yield _line(matter, "note", quoted(note))


def _handling(matter: Matter, entry: Entry, *, analysts: bool) -> Iterator[Line]:
    """How it came into the ledger; who did it only for those who may know."""
    record = entry.record
    if getattr(record, "accepted_unread", False):
        yield _line(matter, "came in", matter.tongue("accepted unread"))
    elif getattr(record, "confirmed_by", ""):
        by = named(str(getattr(record, "confirmed_by", ""))) if analysts else Piece(matter.tongue("an analyst"))
        yield _line(matter, "came in", *matter.tongue.pieces("confirmed by {by}", by=by))
    if analysts:
        yield _line(matter, "entered by", named(entry.entered_by))


def _line(matter: Matter, label: str, *parts: str | Piece) -> Line:
    """A label and what stands after it, in the language of the report."""
    made = matter.tongue.cell(parts)
    return matter.tongue(label), made[0].pieces if made else ()
