"""What becomes of each row of a file: taken, there already, a correction of what is there, left out, refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from trucekeeper.core.finding import Severity

if TYPE_CHECKING:
    from trucekeeper.ledger.codec import Read
    from trucekeeper.ledger.record import Batch, Correction, Record, Withdrawal
    from trucekeeper.ledger.store import Store

Fate = Literal["taken", "corrects", "there already", "left out", "refused"]
FATES: Final[tuple[Fate, ...]] = ("taken", "corrects", "there already", "left out", "refused")


@dataclass(frozen=True, slots=True)
class Row:
    """What happened to one row of a file.

    Attributes:
        record: What is to be entered for it.
    """

    line: int
    id: str
    fate: Fate
    why: str = ""
    help: str | None = None
    record: "Record | None" = None


def fates(read: "Read", store: "Store", *, correct: bool) -> tuple[Row, ...]:
    """What would happen to each row, in the order of the file.

    Args:
        read: The file.
        store: Into which it would go.
        correct: A row that the ledger holds with another content becomes a correction of it, instead of being refused.
    """
    there = _there(read, store)
    rows = [_unread(one.at.line, one.severity, f"{one.code} {one.message}", one.help) for one in read.findings]
    after = store.newest().position
    pairs = list(zip(read.lines, read.records, strict=True))
    for line, one in pairs:
        if one.id in there:
            rows.append(_known(line, one, there[one.id], after, correct=correct))
        else:
            rows.append(Row(line, one.id, "taken", record=one))
    return tuple(sorted(_judged(rows, store), key=lambda row: row.line))


def batch_of(rows: Sequence[Row], store: "Store", format: str, name: str) -> "tuple[list[Record], Batch] | None":
    """The records to enter and the batch that names them; None where nothing is new."""
    from trucekeeper.ledger.record import Batch

    new = [row.record for row in rows if row.record is not None]
    if not new:
        return None
    id = f"import {name[:8]} after entry {store.newest().position}"
    return new, Batch(id=id, direction="in", format=format, file_sha256=name, ids=tuple(one.id for one in new))


@dataclass(frozen=True, slots=True)
class _Held:
    """A record that the ledger holds already, as it stands after corrections.

    Attributes:
        withdrawn: The withdrawal by which it counts for nothing; empty where it counts.
    """

    record: "Record"
    withdrawn: str = ""


def _there(read: "Read", store: "Store") -> Mapping[str, _Held]:
    """The records of these ids as they stand; only they and what changes them are read."""
    from trucekeeper.ledger.record import Withdrawal
    from trucekeeper.ledger.view import view

    known = store.known_ids([one.id for one in read.records])
    if not known:
        return {}
    by_position = {entry.position: entry for id in known for entry in store.family(id)}
    ordered = [by_position[position] for position in sorted(by_position)]
    standing = {one.record.id: one.record for one in view(ordered, known_by=ordered[-1].recorded_at)}
    gone = {one.record.withdraws: one.record.id for one in ordered if isinstance(one.record, Withdrawal)}
    entered = {entry.record.id: entry.record for entry in ordered if entry.record.id in known}
    return {id: _Held(standing[id]) if id in standing else _Held(one, gone.get(id, "")) for id, one in entered.items()}


def _unread(line: int, severity: Severity, why: str, help: str | None) -> Row:
    return Row(line, "", "left out" if severity is Severity.NOTE else "refused", why, help)


def _known(line: int, one: "Record", held: _Held, after: int, *, correct: bool) -> Row:
    from trucekeeper.ledger.codec import flat

    before, now = flat(held.record), flat(one)
    changed = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    if held.withdrawn and not changed:
        if correct:
            return Row(line, one.id, "corrects", "was withdrawn, counts again", record=_back(one.id, held, after))
        help = "--correct lets it count again; or give it another id"
        return Row(line, one.id, "refused", "the ledger holds it, withdrawn: it counts for nothing", help)
    if not changed:
        return Row(line, one.id, "there already")
    if correct and "record" not in changed and not held.withdrawn:
        record = _correction(one.id, changed, now, after)
        return Row(line, one.id, "corrects", f"other now: {', '.join(changed)}", record=record)
    help = "give it another id; to change a record, write a correction that names it, or let --correct do so"
    told = f"the ledger holds this id with another content ({', '.join(changed)})"
    return Row(line, one.id, "refused", told, help)


def _correction(id: str, changed: Sequence[str], now: Mapping[str, Any], after: int) -> "Correction":
    """The correction that makes a record what the file says now."""
    from trucekeeper.ledger.record import Correction

    changes = {key: now.get(key) for key in changed}
    name = f"correction after entry {after} of {id}"[:200]
    return Correction(id=name, corrects=id, changes=changes, reason="the file says it otherwise now")


def _back(id: str, held: _Held, after: int) -> "Withdrawal":
    """A withdrawal of the withdrawal."""
    from trucekeeper.ledger.record import Withdrawal

    return Withdrawal(
        id=f"back after entry {after}: {id}"[:200], withdraws=held.withdrawn, reason="the file was imported again"
    )


def _judged(rows: Sequence[Row], store: "Store") -> Iterator[Row]:
    """Refuse what the ledger itself would refuse."""
    from trucekeeper.ledger.admit import refusals

    new = [row for row in rows if row.record is not None]
    wrong = {one.place: one for one in reversed(refusals([row.record for row in new if row.record], store))}
    yield from (row for row in rows if row.record is None)
    for place, row in enumerate(new):
        why = wrong.get(place)
        yield row if why is None else Row(row.line, row.id, "refused", f"{why.code} {why.message}", why.help)
