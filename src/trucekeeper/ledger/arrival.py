"""What a packet brings to a ledger: what is new, what is there already, what must wait, and what contradicts what.

The judgement here only reads; `take` hands the result to the store in one step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from msgspec.structs import replace

from trucekeeper.ledger.admit import refusals
from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.deals import deal_named, first_deal, may_name_a_deal
from trucekeeper.ledger.packet import OF_DEAL, REFERENCES, Line, Packet, UnknownSignerError, kept_line, waiting_line
from trucekeeper.ledger.record import ERASED, Batch, CaseStep, Correction, DealVersion, Entry, Erasure, Key, Record
from trucekeeper.ledger.store import Store

#: Kinds that a ledger makes by itself, and that mean nothing in another one.
AT_HOME: Final = (Erasure, Key, Batch)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of one thing; both are kept.

    Attributes:
        about: What they are about: a record and a key, a case and a step.
        here: The record that was here before, with its value in words.
        came: The record that came, with its value.
    """

    about: str
    here: tuple[str, str]
    came: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a packet.

    Attributes:
        entries: What was recorded, without the record of the import itself.
        already: How many entries were here before.
        renamed: Ids that stand for something else here, and under which the record was kept beside it.
        waiting: Ids that wait for records which they name.
        left: Ids that were not taken, and why.
        conflicts: Where two values stand beside each other now.
    """

    entries: tuple[Entry, ...]
    already: int
    renamed: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    conflicts: tuple[Conflict, ...]


@dataclass
class _Work:
    """What is being found out about the lines."""

    known: dict[tuple[str, str], str]
    first_deal: str | None = None
    fresh: list[tuple[Line, Record]] = field(default_factory=list)
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    already: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def trusted(entries: Iterable[Entry]) -> dict[str, str]:
    """The holders of the keys whose packets are taken, by key; of several records on a key the last one holds."""
    found: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.record, Key):
            found.pop(entry.record.key, None)
            if not entry.record.revoked:
                found[entry.record.key] = entry.record.holder
    return found


def take(store: Store, packet: Packet, *, by: str) -> Taken:
    """Record what a packet brings, all of it at once.

    Args:
        store: The ledger.
        packet: As read.
        by: Who takes it.

    Raises:
        UnknownSignerError: The ledger does not trust its signer.
    """
    before = store.entries()
    keys = trusted(before)
    if packet.signer not in keys:
        raise UnknownSignerError(packet.name, packet.by, packet.signer)
    here = {entry.record.id: entry for entry in before}
    seals = {position: row.seal.hex() for position, row in enumerate(store.rows(), 1)}
    lines = {(line.signer, line.entry.position): line for line in _waiting(store, keys)}
    lines |= {(line.signer, line.entry.position): line for line in packet.lines}
    work = _Work(_taken_before(before), first_deal(before))
    rest = [lines[key] for key in sorted(lines)]
    while rest:  # each round takes what the round before made possible
        later = [line for line in rest if not _settled(line, work, here, seals)]
        if len(later) == len(rest):
            break
        rest = later
    _refuse(store, work)
    entries = store.take_over(
        [(f"{line.entry.entered_by} via {line.by}", record) for line, record in work.fresh],
        _batches(packet, work),
        by,
        waiting={(line.signer, line.entry.position): kept_line(line) for line in rest},
        documents=_wanted(packet, [*(entry.record for entry in before), *(record for _, record in work.fresh)]),
    )
    return Taken(
        entries=entries,
        already=work.already,
        renamed=tuple(work.renamed),
        waiting=tuple(line.entry.record.id for line in rest),
        left=tuple(work.left),
        conflicts=tuple(_conflicts(before, entries)),
    )


def _waiting(store: Store, keys: Mapping[str, str]) -> list[Line]:
    found = [waiting_line(kept) for kept in store.waiting()]
    return [line for line in found if line is not None and line.signer in keys]


def _taken_before(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """What records of other ledgers are called here, by signer and the id that they had there."""
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        record = entry.record
        if isinstance(record, Batch) and record.signer:
            found |= {(record.signer, there): id for there, id in zip(record.origins, record.ids, strict=False)}
    return found


def _settled(line: Line, work: _Work, here: dict[str, Entry], seals: Mapping[int, str]) -> bool:
    """Decide about one line; False where it must wait for a record that it names."""
    record, origin = line.entry.record, (line.signer, line.entry.record.id)
    same_history = seals.get(line.entry.position) == line.seal
    if origin in work.known or same_history:
        work.already += 1
        return True
    if isinstance(record, AT_HOME):
        return True
    if ERASED in _texts(flat(record)):
        work.left.append((record.id, "a text of it was erased where it comes from"))
        return True
    named = _named(line, work, here, seals)
    if named is None:
        return False
    record = _of_its_deal(replace(record, **named), line, work)
    there = here.get(record.id)
    if there is not None and _alike(flat(there.record), flat(record)):
        work.already += 1
        work.known[origin] = work.origins[origin] = record.id
        return True
    if there is not None:
        other = _beside(record.id, line.by, here)
        work.renamed.append((record.id, other))
        record = replace(record, id=other)
    work.known[origin] = work.origins[origin] = record.id
    here[record.id] = replace(line.entry, record=record, position=0)
    work.fresh.append((line, record))
    return True


def _of_its_deal(record: Record, line: Line, work: _Work) -> Record:
    """The record with the deal that it was about where it comes from, if it would be about another one here."""
    if isinstance(record, DealVersion):
        work.first_deal = work.first_deal or record.deal
    _, deal = line.names.get(OF_DEAL, (0, ""))
    if not deal or deal == work.first_deal or deal_named(record) or not may_name_a_deal(record):
        return record
    return replace(record, deal=deal)


def _named(line: Line, work: _Work, here: Mapping[str, Entry], seals: Mapping[int, str]) -> dict[str, str] | None:
    """The ids here of the records that a line names; None where one of them is not here.

    A record of that id here is the one meant only if it came from the same signer, or lies at the same place of the
    same chain: two laptops may both have an r1.
    """
    found: dict[str, str] = {}
    for key in REFERENCES:
        id = getattr(line.entry.record, key, None)
        if id is None or (key in {"source", "relays"} and id not in line.names):
            continue
        position, seal = line.names.get(id, (0, ""))
        if (line.signer, id) in work.known:
            found[key] = work.known[line.signer, id]
        elif seals.get(position) != seal and not (key == "reviews" and id not in line.names):
            return None
    return found


def _beside(id: str, by: str, here: Mapping[str, Entry]) -> str:
    """An id under which a record is kept beside another one."""
    other, number = f"{id[:150]}@{by[:40]}", 2
    while other in here:
        other, number = f"{id[:150]}@{by[:40]} {number}", number + 1
    return other


def _alike(here: Any, came: Any) -> bool:
    """True for the same record; a text that was erased here may have been anything, and stays erased."""
    if here == ERASED:
        return isinstance(came, str)
    if isinstance(here, dict) and isinstance(came, dict):
        return here.keys() == came.keys() and all(_alike(here[key], came[key]) for key in here)
    if isinstance(here, list) and isinstance(came, list):
        return len(here) == len(came) and all(map(_alike, here, came))
    return bool(here == came)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _refuse(store: Store, work: _Work) -> None:
    """Leave out what the ledger does not take, such as a correction that leaves no record, and what rests on it."""
    while refused := refusals([record for _, record in work.fresh], store):
        bad = {one.place for one in refused}
        for one in refused:
            work.left.append((one.id, one.message))
        for place in sorted(bad, reverse=True):
            record = work.fresh.pop(place)[1]
            work.origins = {key: id for key, id in work.origins.items() if id != record.id}


def _batches(packet: Packet, work: _Work) -> list[Batch]:
    """One record of the import for each signer; lines of other packets may have waited for this one."""
    found = []
    for signer in dict.fromkeys((packet.signer, *(signer for signer, _ in work.origins))):
        mine = {there: id for (one, there), id in work.origins.items() if one == signer}
        if mine:
            found.append(
                Batch(
                    id=f"packet {packet.sha256[:12]} {signer[:8]}",
                    direction="in",
                    format="packet",
                    file_sha256=packet.sha256,
                    ids=tuple(mine.values()),
                    signer=signer,
                    origins=tuple(mine),
                )
            )
    return found


def _wanted(packet: Packet, records: Iterable[Record]) -> list[bytes]:
    """The report texts that some record names; others would belong to nothing."""
    named = {getattr(one, key, "") for one in records for key in ("text_sha256", "sha256")}
    return [content for name, content in packet.documents.items() if name in named]


def _conflicts(before: Sequence[Entry], entries: Sequence[Entry]) -> Iterable[Conflict]:
    """Corrections of one key of one record, and the same step of one case, that say different things."""
    corrections: dict[str, list[Correction]] = {}
    steps: dict[tuple[str, str], list[CaseStep]] = {}
    for entry in before:
        if isinstance(entry.record, Correction):
            corrections.setdefault(entry.record.corrects, []).append(entry.record)
        elif isinstance(entry.record, CaseStep):
            steps.setdefault((entry.record.case, entry.record.step), []).append(entry.record)
    for entry in entries:
        came = entry.record
        if isinstance(came, Correction):
            for other in corrections.get(came.corrects, ()):
                for key in sorted(other.changes.keys() & came.changes.keys()):
                    if other.changes[key] != came.changes[key]:
                        mine, theirs = str(other.changes[key]), str(came.changes[key])
                        yield Conflict(f"{came.corrects}: {key}", (other.id, mine), (came.id, theirs))
        elif isinstance(came, CaseStep):
            for one in steps.get((came.case, came.step), ()):
                if (one.outcome, one.by) != (came.outcome, came.by):
                    yield Conflict(f"case {came.case}: {came.step}", (one.id, _step(one)), (came.id, _step(came)))


def _step(one: CaseStep) -> str:
    return f"{one.outcome or 'no outcome'} by {one.by}"
