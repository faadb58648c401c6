"""The records that may be used for one answer, sorted by the clause they speak about (rule R10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Entry, Movement, Record
from trucekeeper.status.horizon import Horizon
from trucekeeper.status.index import EVIDENCE_ACTS, Counted, Index, Part, Statement, begins, clauses_of, index_of
from trucekeeper.status.memo import Memo
from trucekeeper.status.sides import Sides

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Question:
    """What is said on one incident, oldest first, and how often what is known of it has changed."""

    incident: str
    statements: tuple[Statement, ...]
    revision: int


@dataclass(frozen=True)
class Scene:
    """Everything one answer may look at.

    Attributes:
        index: What is known, whenever it happened.
        horizon: The moment asked about; only what begins before it counts.
        since: Under a text agreed at this moment, nothing that began before it is a performance or a breach.
        upto: For a look back from the moment asked about: only what begins by then counts.
    """

    deal: Deal
    index: Index
    horizon: Horizon
    since: datetime | None = None
    upto: datetime | None = None
    memo: Memo = field(default_factory=Memo)

    @property
    def at(self) -> datetime:
        """The moment for which conditions are judged, to be written; what depends on it asks `has_come`."""
        return self.horizon.at if self.upto is None else self.upto

    @property
    def sides(self) -> Sides:
        """Who stands on whose side."""
        return self.index.sides

    def has_come(self, moment: datetime) -> bool:
        """True from that moment on."""
        return self.horizon.has_come(moment) if self.upto is None else moment <= self.upto

    def moment_itself(self) -> datetime:
        """The moment itself, for an answer that changes from one moment to the next."""
        return self.horizon.exactly() if self.upto is None else self.upto

    def usable(self, part: Part[Kind] | None, since: datetime | None = None) -> tuple[Kind, ...]:
        """Those of some records that begin early enough to count, oldest statement first."""
        return () if part is None else part.usable(self.horizon, since, self.upto)

    def questions(self, clause: str) -> list[Question]:
        """What is said on a clause, incident by incident, in the order of their names."""
        return self.asked(self.index.incidents(clause))

    def asked(self, incidents: Iterable[tuple[str, Part[Statement]]]) -> list[Question]:
        """Those of some incidents on which something usable is said."""
        asked = [Question(incident, self.usable(part, self.since), part.revision) for incident, part in incidents]
        return [one for one in asked if one.statements]

    def stopping(self, clause: str) -> tuple[Statement, ...]:
        """Who says that something was stopped or went on."""
        return self.usable(self.index.stopping.get(clause), self.since)

    def counts(self, clause: str) -> list[tuple[Counted, tuple[Movement, ...], int]]:
        """Movements on a clause by event and source, with the revision of each."""
        counted = [
            (key, self.usable(part, self.since), part.revision)
            for key, part in sorted(self.index.counts.get(clause, {}).items())
        ]
        return [one for one in counted if one[1]]

    def moved(self, clause: str) -> tuple[Movement, ...]:
        """All movements on a clause."""
        return tuple(one for _, several, _ in self.counts(clause) for one in several)

    def all_of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The records of one of the few kinds, oldest statement first."""
        return self.usable(self.index.few[kind])

    def withdrawals(self, clause: str) -> tuple[str, ...]:
        """Ids of the withdrawals that took a record on this clause away."""
        return tuple(sorted({withdrawal for _, withdrawal in self.index.withdrawn.get(clause, ())}))


def time_of(record: Record) -> datetime:
    """When what a record speaks about begins, else when it was said; only of what somebody said."""
    return begins(record)


def scene(
    deal: Deal,
    known: Sequence[Entry],
    all_known: Iterable[Entry],
    at: datetime,
    since: datetime | None = None,
    versions: Sequence[Deal] = (),
) -> Scene:
    """Sort what is known for one answer; see `index_of`."""
    return Scene(deal, index_of(deal, known, all_known, versions), Horizon(at), since)


__all__ = ["EVIDENCE_ACTS", "Question", "Scene", "Statement", "begins", "clauses_of", "scene", "time_of"]
