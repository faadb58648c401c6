"""The records that may be used for one answer, sorted by the clause they speak about (rule R10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import (
    WHOLE_DEAL,
    Claim,
    Correction,
    Decision,
    Demand,
    Entry,
    Hold,
    Movement,
    Observation,
    Record,
    Resume,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.status.sides import Sides

Statement = Claim | Observation | Decision
Kind = TypeVar("Kind")

#: Acts that report something; a promise, a demand, an order, an agreement or a forecast is no evidence of an event.
EVIDENCE_ACTS = frozenset(
    {"says", "accuses", "denies", "admits", "confirms", "claims_responsibility", "shows", "reports", "narrates"}
)


@dataclass(frozen=True)
class Scene:
    """Everything one answer may look at.

    Attributes:
        statements: Evidence by clause, positions of third parties and mere promises left out.
        changed: Ids of corrections and withdrawals known, by the clause of the record that they touch.
        amended: Ids of corrections, by the record that they correct.
        origins: Every record id that was ever known, so that a relay of a withdrawn record falls with it.
    """

    deal: Deal
    at: datetime
    entries: tuple[Entry, ...]
    sides: Sides
    statements: Mapping[str, tuple[Statement, ...]]
    movements: Mapping[str, tuple[Movement, ...]]
    amended: Mapping[str, tuple[str, ...]]
    withdrawn: Mapping[str, tuple[tuple[str, str], ...]]
    ever_known: frozenset[str]
    since: datetime | None = None
    versions: tuple[Deal, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    def withdrawals(self, clause: str) -> tuple[str, ...]:
        """Ids of the withdrawals that took a record on this clause away."""
        return tuple(sorted({withdrawal for _, withdrawal in self.withdrawn.get(clause, ())}))

    def all_of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The records of one kind, oldest statement first."""
        return tuple(entry.record for entry in self.entries if isinstance(entry.record, kind))


def happens_before(record: Record, at: datetime) -> bool:
    """True when what a record speaks about begins before a moment; without an event time, when it was said before."""
    happened = getattr(record, "happened", None)
    if happened is not None:
        return bool(happened.start < at)
    return record.said_at is None or record.said_at < at


def time_of(record: Record) -> datetime:
    """When what a record speaks about begins, else when it was said."""
    happened = getattr(record, "happened", None)
    if happened is not None:
        return happened.start  # type: ignore[no-any-return]
    assert record.said_at is not None, "only records that somebody said have a time here"
    return record.said_at


def scene(
    deal: Deal,
    known: Sequence[Entry],
    all_known: Iterable[Entry],
    at: datetime,
    since: datetime | None = None,
    versions: Sequence[Deal] = (),
) -> Scene:
    """Sort what is known for one answer.

    Args:
        deal: The text judged.
        known: What `ledger.view` gives: corrected, withdrawn ones left out.
        all_known: The same moment's records, withdrawn ones included.
        at: The moment asked about.
        since: Under a text agreed at this moment, nothing that began before it is a performance or a breach.
        versions: Other texts of the same deal; what they call a clause of this one is understood.
    """
    called = _clauses_by_name(deal, versions)
    everything = tuple(all_known)
    usable = sorted((entry for entry in known if happens_before(entry.record, at)), key=_said_order)
    statements: dict[str, list[Statement]] = defaultdict(list)
    movements: dict[str, list[Movement]] = defaultdict(list)
    for entry in usable:
        record = entry.record
        clause = called.get(getattr(record, "clause", None) or "", getattr(record, "clause", None))
        if not clause or (clause != WHOLE_DEAL and since is not None and time_of(record) < since):
            continue
        if isinstance(record, Claim | Observation | Decision) and _is_evidence(record):
            statements[clause].append(record)
        elif isinstance(record, Movement):
            movements[clause].append(record)
    return Scene(
        deal=deal,
        at=at,
        entries=tuple(usable),
        sides=Sides(deal, known),
        statements={clause: tuple(several) for clause, several in statements.items()},
        movements={clause: tuple(several) for clause, several in movements.items()},
        amended=_amended(everything),
        withdrawn=_withdrawn(everything),
        ever_known=frozenset(entry.record.id for entry in everything),
        since=since,
        versions=tuple(versions),
        called=called,
    )


def _clauses_by_name(deal: Deal, versions: Sequence[Deal]) -> dict[str, str]:
    """Clause ids by the ids under which other texts of the deal know the same promise (`also`, of either text)."""
    here = {clause.id for clause in deal.clauses}
    called = {other: clause.id for clause in deal.clauses for other in clause.also if other not in here}
    for clause in (clause for version in versions for clause in version.clauses if clause.id not in here):
        same = [other for other in clause.also if other in here]
        if len(same) == 1:
            called.setdefault(clause.id, same[0])
    return called


def _said_order(entry: Entry) -> tuple[datetime, str]:
    return (entry.record.said_at or entry.recorded_at, entry.record.id)


def _is_evidence(record: Statement) -> bool:
    return record.act in EVIDENCE_ACTS and not record.position


def _amended(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.record, Correction):
            found[entry.record.corrects].append(entry.record.id)
    return {corrected: tuple(sorted(ids)) for corrected, ids in found.items()}


def _withdrawn(entries: tuple[Entry, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    """(record, withdrawal) by the clause that the withdrawn record speaks about."""
    by_id = {entry.record.id: entry.record for entry in entries}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.record, Withdrawal) and entry.record.withdraws in by_id:
            for clause in clauses_of(by_id[entry.record.withdraws]):
                found[clause].append((entry.record.withdraws, entry.record.id))
    return {clause: tuple(sorted(pairs)) for clause, pairs in found.items()}


def clauses_of(record: Record) -> tuple[str, ...]:
    """The clauses that a record speaks about."""
    if isinstance(record, Hold | Resume):
        return record.clauses
    if isinstance(record, Claim | Observation | Decision | Movement | VehicleMovement | Demand) and record.clause:
        return (record.clause,)
    return ()
