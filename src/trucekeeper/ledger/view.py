"""The records as they were known at a moment: corrections applied, withdrawn records gone.

Pure and independent of the order in which the entries come. What is entered later never changes an earlier view.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal

from msgspec.structs import replace

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.codec import RecordError, flat, record_from
from trucekeeper.ledger.record import Correction, Entry, Record, Withdrawal, said_at

KnownFrom = Literal["recorded", "said"]

#: What a correction cannot change: another id or kind would be another record.
FIXED: Final = frozenset({"id", "record", "suppose"})

#: Kinds that change what stands before them.
CHANGING: Final = frozenset({Correction, Withdrawal})


class CorrectionError(TruceError):
    """A correction after which the corrected record is none."""

    def __init__(self, correction: str, corrected: str, why: str, hint: str | None = None) -> None:
        super().__init__(f'correction "{correction}" leaves "{corrected}" no record: {why}', hint)
        self.correction, self.corrected = correction, corrected


def known_at(entry: Entry, known_from: KnownFrom) -> datetime:
    """From when an entry counts: when it was recorded; for an archive when its source said it, where that is known."""
    said = said_at(entry.record) if known_from == "said" else None
    return said if said is not None else entry.recorded_at


def view(entries: Iterable[Entry], *, known_by: datetime, known_from: KnownFrom = "recorded") -> tuple[Entry, ...]:
    """Give the records as known at a moment, by position.

    Corrections and withdrawals are applied and not returned; both may themselves be corrected or withdrawn by a later
    entry. Of two corrections of one key the one known later holds. A corrected record keeps its id, its position and
    the moment from which it counts.

    Args:
        entries: A ledger or any part of it, in any order.
        known_by: Entries known after this moment are left out; one known at it is in.
        known_from: `recorded` = by the ledger's clock; `said` = as published, for an archive entered afterwards.

    Raises:
        CorrectionError: When a correction does not fit; a store refuses such a one.
    """
    known = [entry for entry in entries if known_at(entry, known_from) <= known_by]
    known.sort(key=lambda entry: entry.position, reverse=True)
    named = {target for entry in known if type(entry.record) in CHANGING for target in _changed_by(entry.record)}
    if not named:
        return tuple(reversed(known))
    place = {entry.record.id: entry.position for entry in known if entry.record.id in named}
    gone: set[str] = set()
    changes: dict[str, list[tuple[datetime, int, Correction]]] = {}
    kept: list[Entry] = []
    for entry in known:  # from the last to the first: what changes an entry lies behind it
        if type(entry.record) not in CHANGING and entry.record.id not in named:
            kept.append(entry)
            continue
        if entry.record.id in gone:
            continue
        record = corrected(entry.record, [one for *_, one in sorted(changes.get(entry.record.id, ()), key=_when)])
        match record:
            case Withdrawal():
                if place.get(record.withdraws, entry.position) < entry.position:
                    gone.add(record.withdraws)
            case Correction():
                if place.get(record.corrects, entry.position) < entry.position:
                    when = known_at(entry, known_from)
                    changes.setdefault(record.corrects, []).append((when, entry.position, record))
            case _:
                kept.append(entry if record is entry.record else replace(entry, record=record))
    return tuple(reversed(kept))


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """Put the new values into a record, one correction after the other, and check it again.

    A new value takes the place of the whole old one; null takes a key back to what holds when it is left out.

    Raises:
        CorrectionError: When a correction changes what it cannot, or the result is no record.
    """
    for one in corrections:
        refused = FIXED & one.changes.keys()
        if refused:
            key = min(refused)
            hint = "withdraw the record and write a new one"
            raise CorrectionError(one.id, record.id, f'"{key}" of a record never changes', hint)
        merged: dict[str, Any] = flat(record) | flat(one)["changes"]
        try:
            record = record_from({key: value for key, value in merged.items() if value is not None})
        except RecordError as error:
            raise CorrectionError(one.id, record.id, error.message, error.hint) from None
    return record


def entries_of(records: Iterable[Record], *, recorded_at: datetime, entered_by: str) -> tuple[Entry, ...]:
    """Number the records of an archive that was never kept in a ledger, as if all had been recorded at one moment."""
    return tuple(
        Entry(position=number, recorded_at=recorded_at, entered_by=entered_by, record=record)
        for number, record in enumerate(records, 1)
    )


def _changed_by(record: Record) -> tuple[str, ...]:
    """What a correction or withdrawal names."""
    match record:
        case Correction():
            return (record.corrects,)
        case Withdrawal():
            return (record.withdraws,)
        case _:
            return ()


def _when(known: tuple[datetime, int, Correction]) -> tuple[datetime, int]:
    return known[0], known[1]
