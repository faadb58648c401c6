"""What a ledger refuses to take, and why; all of it is said at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, Protocol

import msgspec

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.chain import HASHED, texts_in
from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.record import (
    ERASABLE,
    ERASED,
    Correction,
    Counted,
    Entry,
    Erasure,
    Record,
    Resume,
    Review,
    Translation,
    Withdrawal,
)
from trucekeeper.ledger.shape import faults, sound
from trucekeeper.ledger.view import CorrectionError, view


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one record of a batch is not taken; `place` is its place in the batch, from 0."""

    place: int
    id: str
    code: str
    message: str
    help: str | None = None


class NotTaken(TruceError):
    """A batch of which at least one record is refused; nothing of it was written."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        first = refusals[0]
        more = f" (and {len(refusals) - 1} more)" if len(refusals) > 1 else ""
        super().__init__(f"nothing was recorded: {first.message}{more}", first.help)
        self.refusals = tuple(refusals)


class Known(Protocol):
    """What must be known of a ledger to judge a batch."""

    def known_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are records of the ledger."""
        ...

    def known_proposals(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are proposals in the inbox."""
        ...

    def family(self, id: str) -> tuple[Entry, ...]:
        """The entry of an id and all that correct or withdraw it, and what these correct or withdraw in turn."""
        ...


def refusals(
    records: Sequence[Record], known: Known, flats: Sequence[dict[str, Any]] | None = None
) -> tuple[Refusal, ...]:
    """Judge a batch in the order in which it is to be recorded; `flats` are the same records as JSON values."""
    values = [flat(record) for record in records] if flats is None else flats
    doubtful = {place for place, record in enumerate(records) if not _plainly_right(record, values[place])}
    shapeless = [
        Refusal(place, records[place].id, fault.code, fault.message, fault.help)
        for place in sorted(doubtful)
        for fault in faults(values[place])
    ]
    if shapeless:
        return tuple(shapeless)
    wanted = {record.id for record in records} | {id for record in records for _, id in named(record)}
    there = known.known_ids(wanted)
    proposed = known.known_proposals({record.reviews for record in records if isinstance(record, Review)})
    found: list[Refusal] = []
    before: set[str] = set()
    for place, record in enumerate(records):
        if place in doubtful:
            found += [Refusal(place, record.id, *why) for why in _marked(record, values[place])]
        found += [Refusal(place, record.id, *why) for why in _wrong(record, there, before, proposed)]
        before.add(record.id)
    return tuple(found or _corrections(records, known))


def unknown_references(records: Sequence[Record], known: Known) -> tuple[tuple[str, str, str], ...]:
    """Find what is taken although it names a record that is not there: (record, key, id named).

    A relay may be entered before what it repeats, or without it; an origin that is not there counts as unknown.
    """
    loose = [
        (record.id, key, str(value))
        for record in records
        for key in ("relays", "source")
        if (value := getattr(record, key, None)) is not None
    ]
    there = known.known_ids({id for *_, id in loose}) | {record.id for record in records}
    return tuple(one for one in loose if one[2] not in there)


def named(record: Record) -> tuple[tuple[str, str], ...]:
    """Give the records that this one names and that must be there already, with the key that names them."""
    match record:
        case Correction():
            return (("corrects", record.corrects),)
        case Withdrawal():
            return (("withdraws", record.withdraws),)
        case Review():
            return (("reviews", record.reviews),)
        case Resume(ends=str() as id):
            return (("ends", id),)
        case Counted(same_as=str() as id):
            return (("same_as", id),)
        case Translation():
            return (("translates", record.translates),)
    answers = getattr(record, "answers", None)
    return () if answers is None else (("answers", str(answers)),)


def _in_clear(record: Record, values: dict[str, Any]) -> Iterable[str]:
    """The texts of a record that are sealed as they are; a hash among them would be taken for that of a text."""
    if isinstance(record, Erasure):
        return ()
    clear = {key: one for key, one in values.items() if key not in ERASABLE}
    return (str(one) for one in clear.values() if not isinstance(one, bool | int))


def _plainly_right(record: Record, values: dict[str, Any]) -> bool:
    """True where nothing can be wrong with a record itself; msgspec checks types only in reading."""
    written = msgspec.json.encode(record)
    if any(mark in written for mark in _MARKS):
        return False
    try:
        _reader(type(record)).decode(written)
    except msgspec.ValidationError:
        return False
    return sound(values)


@cache
def _reader(kind: type[Record]) -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(kind)


#: What only the ledger itself writes.
_MARKS: Final = (HASHED.encode(), ERASED.encode())


def _marked(record: Record, values: dict[str, Any]) -> Iterable[tuple[str, str, str | None]]:
    """Refuse texts that would be taken for the marks with which a ledger keeps and erases texts."""
    if ERASED in texts_in(values):
        yield "L15", f'"{record.id}" holds {ERASED}, which stands for a text that was deleted', "write what was said"
    if any(HASHED in text for text in _in_clear(record, values)):
        message = f'"{record.id}" holds "{HASHED}...", which stands for a text in the chain'
        yield "L15", message, "write the hash without its first word"


def _wrong(
    record: Record, there: frozenset[str], before: set[str], proposed: frozenset[str]
) -> Iterable[tuple[str, str, str | None]]:
    if record.id in there or record.id in before:
        yield (
            "L11",
            f'the id "{record.id}" is already used in this ledger',
            "give it another id; to change a record, write a correction that names it",
        )
    if getattr(record, "suppose", False):
        yield (
            "L12",
            f'"{record.id}" is a supposition, and a ledger keeps none',
            "hand it to truce status with --suppose",
        )
    for key, id in named(record):
        if id not in there and id not in before and not (key == "reviews" and id in proposed):
            yield "L13", f'"{record.id}" {key} "{id}", and there is no such record before it', "look at the id"


def _corrections(records: Sequence[Record], known: Known) -> Iterable[Refusal]:
    """Refuse corrections that leave no record, by looking at what they lead to."""
    changed = {target for record in records if (target := _changes(record)) is not None}
    if not changed:
        return
    entries = {entry.record.id: entry for id in changed for entry in known.family(id)}
    now = datetime.max.replace(tzinfo=UTC)
    batch = {
        record.id: Entry(position=2**62 + place, recorded_at=now, entered_by="", record=record)
        for place, record in enumerate(records)
    }
    while True:
        try:
            view([*entries.values(), *batch.values()], known_by=now)
        except CorrectionError as error:
            # A new correction may break an older one that it corrects: then the new one is to blame.
            id = error.correction if error.correction in batch else _last(batch.values(), error.correction)
            yield Refusal(batch[id].position - 2**62, id, "L14", error.message, error.hint)
            del batch[id]
        else:
            return


def _changes(record: Record) -> str | None:
    match record:
        case Correction(corrects=target) | Withdrawal(withdraws=target):
            return target
    return None


def _last(batch: Iterable[Entry], target: str) -> str:
    changing = [entry.record for entry in batch if _changes(entry.record) is not None]
    return next((one.id for one in reversed(changing) if _changes(one) == target), changing[-1].id)
