"""What is known, sorted by what it speaks about; a new record costs no look at the rest.

Every part carries a revision that goes up when something in it changes: an answer worked out from a part holds until
then (see `memo`).
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from trucekeeper.core.name import folded
from trucekeeper.deal.condition import clause_names
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.deals import About, Known
from trucekeeper.ledger.record import (
    WHOLE_DEAL,
    Claim,
    Correction,
    DealVersion,
    Decision,
    Demand,
    Entry,
    Hold,
    Movement,
    Observation,
    Record,
    Resume,
    Side,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.status.horizon import Horizon
from trucekeeper.status.sides import Sides

Statement = Claim | Observation | Decision
Kind = TypeVar("Kind")

#: Acts that report something; a promise, a demand, an order, an agreement or a forecast is no evidence of an event.
EVIDENCE_ACTS = frozenset(
    {"says", "accuses", "denies", "admits", "confirms", "claims_responsibility", "shows", "reports", "narrates"}
)

#: Evidence of these events tells of stops, not of the clause being kept.
STOPS = frozenset({"hold", "resume"})

#: Kinds of which there are few, and of which an answer may need any.
FEW = (Hold, Resume, DealVersion, Demand)


def begins(record: Any) -> datetime:
    """When what somebody said begins, else when it was said."""
    found: datetime = record.said_at if record.happened is None else record.happened.start
    return found


#: Kinds that speak about one clause.
_OF_A_CLAUSE = frozenset({Claim, Observation, Decision, Movement, VehicleMovement, Demand})
_STATEMENTS = frozenset({Claim, Observation, Decision})
_SAID = _OF_A_CLAUSE | set(FEW)


def clauses_of(record: Record) -> tuple[str, ...]:
    """The clauses that a record speaks about."""
    if type(record) in _OF_A_CLAUSE:
        clause: str | None = record.clause  # type: ignore[union-attr]
        return (clause,) if clause else ()
    return record.clauses if isinstance(record, Hold | Resume) else ()


@dataclass(slots=True)
class Part(Generic[Kind]):
    """Records of what somebody said that are looked at together, in the order in which they were said."""

    revision: int = 0
    _said: list[Any] = field(default_factory=list)
    _oldest: datetime | None = None
    _newest: datetime | None = None
    _all: tuple[Kind, ...] | None = ()

    def put(self, record: Any) -> None:
        """Add one; its id parts it from every other one."""
        happened = record.happened
        begin = record.said_at if happened is None else happened.start
        said = self._said
        if self._newest is None or self._oldest is None:
            self._oldest = self._newest = begin
        elif begin > self._newest:
            self._newest = begin
        elif begin < self._oldest:
            self._oldest = begin
        if not said or record.said_at > said[-1].said_at:
            said.append(record)
        else:
            insort(said, record, key=_said_order)
        self.revision += 1
        self._all = None

    def take(self, id: str) -> None:
        """Take one out, if it is there."""
        kept = [one for one in self._said if one.id != id]
        if len(kept) != len(self._said):
            self._said = kept
            self._oldest = min(map(begins, kept), default=None)
            self._newest = max(map(begins, kept), default=None)
            self.touch()

    def touch(self) -> None:
        """Something that an answer from these rests on has changed."""
        self.revision += 1
        self._all = None

    def usable(self, horizon: Horizon, since: datetime | None = None, upto: datetime | None = None) -> tuple[Kind, ...]:
        """Those that begin before the moment asked about, from `since` on and not after `upto`."""
        if self._oldest is None or self._newest is None:
            return ()
        from_here = since is None or self._oldest >= since
        if from_here and (upto is None or self._newest <= upto) and horizon.is_past(self._newest):
            if self._all is None:
                self._all = tuple(self._said)
            return self._all
        inside = [(begins(one), one) for one in self._said]
        inside = [one for one in inside if (since is None or one[0] >= since) and (upto is None or one[0] <= upto)]
        horizon.parts(begin for begin, _ in inside)
        return tuple(one for begin, one in inside if begin < horizon.at)


def _said_order(record: Any) -> tuple[datetime, str]:
    return record.said_at, record.id


#: A source's counts of one event: event, source, unit, category.
Counted = tuple[str, str, str, str]


class Index:
    """Everything that is known, for one text of a deal.

    Attributes:
        groups: Evidence by clause and incident, without what says nothing on the clause being kept.
        stopping: Evidence that something was stopped or went on, by clause.
        counts: Movements by clause and source.
        moments: Whatever is said of a clause of which conditions ask since when.
        few: Records of the kinds of which there are few.
        answering: What agrees to a demand, by the demand.
        amended: Ids of corrections, by the record that they correct.
        withdrawn: (record, withdrawal) by the clause that the withdrawn record speaks about.
        ever: Every id that was ever known (in an index made in one go: that a relay repeats), so that a relay of a
            withdrawn record falls with it.
        revisions: How often what is known of a clause has changed.
        changes: How often a record of the few kinds, or a word on a stop, has changed.
        rulings: How often somebody was placed on a side.
        asked: The ids of the deal.
        deals: The deals that the records name.
        about: Which records count for it; None while all do, because no deal is named.
        stoppable: The clauses that any record says were stopped or went on.
    """

    def __init__(self, deal: Deal, versions: Sequence[Deal] = ()) -> None:
        self.deal = deal
        self.asked = ids_of((deal, *versions))
        self.deals = Known()
        self.about: About | None = None
        self.called = _clauses_by_name(deal, versions)
        self._watched = _watched(deal)
        self._duties = frozenset(clause.id for clause in deal.clauses if clause.kind == "must")
        here = {clause.id for clause in deal.clauses} | {one.id for one in deal.exchanges} | set(self.called)
        self._here = frozenset(here | {WHOLE_DEAL, *(name for clause in deal.clauses for name in clause.also)})
        self.groups: dict[str, dict[str, Part[Statement]]] = defaultdict(dict)
        self.stopping: dict[str, Part[Statement]] = {}
        self.counts: dict[str, dict[Counted, Part[Movement]]] = defaultdict(dict)
        self.moments: dict[str, Part[Record]] = {}
        self.few: dict[type, Part[Any]] = {kind: Part() for kind in FEW}
        self.answering: dict[str, Part[Statement]] = {}
        self.positions: Part[Record] = Part()
        self.supposed: Part[Record] = Part()
        self.elsewhere: dict[str, Part[Record]] = {}
        self.amended: dict[str, tuple[str, ...]] = {}
        self.withdrawn: dict[str, tuple[tuple[str, str], ...]] = {}
        self.ever: set[str] = set()
        self.revisions: dict[str, int] = defaultdict(int)
        self.changes = 0
        self.stoppable: set[str] = set()
        self.rulings = 0
        self._incidents: dict[str, list[tuple[str, Part[Statement]]]] = {}
        self._rulings: dict[str, Entry] = {}
        self._sides: Sides | None = None
        self._relaying: dict[str, set[str]] = defaultdict(set)

    @property
    def sides(self) -> Sides:
        """Who stands on whose side, as the deal and the analysts say."""
        if self._sides is None:
            self._sides = Sides(self.deal, self._rulings.values())
        return self._sides

    def other_deals(self) -> tuple[tuple[str, int], ...]:
        """The other deals of the ledger, as far as records that do not count here name them."""
        return () if self.about is None or self.about.alone else self.deals.elsewhere(self.asked)

    def incidents(self, clause: str) -> list[tuple[str, Part[Statement]]]:
        """The questions on a clause in the order of their names; one that was ever asked stays."""
        groups = self.groups.get(clause, {})
        listed = self._incidents.get(clause, [])
        if len(listed) != len(groups):
            listed = self._incidents[clause] = sorted(groups.items())
        return listed

    # ---- what is known of a record

    def known(self, id: str) -> None:
        """Note that a record was ever known; a relay of it no longer counts as an origin."""
        if id not in self.ever:
            self.ever.add(id)
            for clause in self._relaying.get(id, ()):
                self._touch_all(clause)

    def correction(self, one: Correction, corrected: Record | None) -> None:
        """Note a correction, whatever becomes of it."""
        self.amended[one.corrects] = tuple(sorted({*self.amended.get(one.corrects, ()), one.id}))
        for clause in self._resolved(corrected):
            self._touch_all(clause)

    def withdrawal(self, one: Withdrawal, gone: Record) -> None:
        """Note a withdrawal of a record that is known."""
        if self.about is not None and not self.about.counts(gone):
            return
        for clause in clauses_of(gone):
            self.withdrawn[clause] = tuple(sorted({*self.withdrawn.get(clause, ()), (gone.id, one.id)}))
            self.revisions[clause] += 1

    def forget_withdrawals(self) -> None:
        """Before they are noted again, because whose the records are has changed."""
        for clause in self.withdrawn:
            self.revisions[clause] += 1
        self.withdrawn.clear()

    def _touch_all(self, clause: str) -> None:
        parts: Iterable[Part[Any]] = (*self.groups[clause].values(), *self.counts[clause].values())
        for part in parts:
            part.touch()
        self.revisions[clause] += 1
        self.changes += clause in self.stopping

    def _resolved(self, record: Record | None) -> tuple[str, ...]:
        """The clauses that a record speaks about, by their ids in this text."""
        clauses = () if record is None else clauses_of(record)
        return tuple(self.called.get(one, one) for one in clauses) if self.called else clauses

    # ---- putting in and taking out

    def put(self, entry: Entry) -> None:
        """Add a record as it is known now: corrected, not withdrawn, neither a correction nor a withdrawal."""
        record = entry.record
        if self.about is not None and not self.about.counts(record):
            return
        kind = type(record)
        if kind in _SAID:
            clauses = self._resolved(record)
            for part in self._parts(record, kind, clauses):
                part.put(record)
            for clause in clauses:
                self.revisions[clause] += 1
            relays = getattr(record, "relays", None)
            if relays is not None:
                self._relaying[relays].update(clauses)
        if kind in FEW:
            self.changes += 1
            if kind is Hold or kind is Resume:
                self.stoppable.update(self._resolved(record))
        if isinstance(record, Side):
            self._rulings[record.id] = entry
            self._sides = None
            self.rulings += 1

    def take(self, entry: Entry) -> None:
        """Take a record out again, as it was put in."""
        record = entry.record
        if self.about is not None and not self.about.counts(record):
            return
        kind = type(record)
        if kind in _SAID:
            clauses = self._resolved(record)
            for part in self._parts(record, kind, clauses):
                part.take(record.id)
            for clause in clauses:
                self.revisions[clause] += 1
        self.changes += kind in FEW
        if isinstance(record, Side):
            del self._rulings[record.id]
            self._sides = None
            self.rulings += 1

    def _parts(self, record: Any, kind: type, clauses: Sequence[str]) -> list[Part[Any]]:
        """Where a record of what somebody said belongs."""
        found: list[Part[Any]] = [_part(self.elsewhere, one) for one in clauses if one not in self._here]
        if kind in FEW:
            found.append(self.few[kind])
        if record.suppose:
            found.append(self.supposed)
        clause = clauses[0] if clauses else ""
        if kind in _STATEMENTS:
            self._of_statement(record, clause, found)
        elif kind is Movement and clause:
            key = (record.event, folded(record.speaker), record.quantity.unit, record.category or "")
            found.append(_part(self.counts[clause], key))
            if clause in self._watched:
                found.append(_part(self.moments, clause))
        return found

    def _of_statement(self, record: Statement, clause: str, found: list[Part[Any]]) -> None:
        if record.position:
            found.append(self.positions)
        if record.answers is not None and record.act == "agrees":
            found.append(_part(self.answering, record.answers))
        if clause in self._watched:
            found.append(_part(self.moments, clause))
        if not clause or record.position or record.act not in EVIDENCE_ACTS:
            return
        if record.event in STOPS:
            self.stoppable.add(clause)
            self.changes += 1
            found.append(_part(self.stopping, clause))
        elif not self._went_back(record, clause):
            found.append(_part(self.groups[clause], record.incident or clause))

    def _went_back(self, one: Statement, clause: str) -> bool:
        """True for people or buses that went back: no word on a duty being done; whether it was left is asked apart."""
        return one.event == "return" and one.polarity == "yes" and not one.actors and clause in self._duties


def _part(parts: "dict[Any, Part[Kind]]", key: Any) -> "Part[Kind]":
    found = parts.get(key)
    if found is None:
        found = parts[key] = Part()
    return found


def _watched(deal: Deal) -> frozenset[str]:
    """The clauses of which conditions ask when something first became so: ends of stops, and dues counted from that."""
    conditions = [one.until for one in deal.clauses] + [one.due.after for one in deal.clauses if one.due is not None]
    named = {name.text for condition in conditions if condition is not None for name in clause_names(condition)}
    exchanges = [one for one in deal.exchanges if one.id in named]
    return frozenset(named | {id for exchange in exchanges for leg in exchange.legs for id in leg.ids})


def _clauses_by_name(deal: Deal, versions: Sequence[Deal]) -> dict[str, str]:
    """Clause ids by the ids under which other texts of the deal know the same promise (`also`, of either text)."""
    here = {clause.id for clause in deal.clauses}
    called = {other: clause.id for clause in deal.clauses for other in clause.also if other not in here}
    for clause in (clause for version in versions for clause in version.clauses if clause.id not in here):
        same = [other for other in clause.also if other in here]
        if len(same) == 1:
            called.setdefault(clause.id, same[0])
    return called


def ids_of(versions: Iterable[Deal]) -> frozenset[str]:
    """The ids under which the records know a deal: those of its texts that have one."""
    return frozenset(one.head.id for one in versions if one.head is not None)


def index_of(deal: Deal, known: Iterable[Entry], all_known: Iterable[Entry], versions: Sequence[Deal] = ()) -> Index:
    """Sort what is known in one go.

    Args:
        deal: The text judged.
        known: What `ledger.view` gives: corrected, withdrawn ones left out.
        all_known: The same moment's records, withdrawn ones included.
        versions: Other texts of the same deal; what they call a clause of this one is understood.
    """
    index = Index(deal, versions)
    everything = all_known if isinstance(all_known, list | tuple) else tuple(all_known)
    known = known if isinstance(known, list | tuple) else tuple(known)
    index.deals = Known(known)
    if index.deals.names:
        index.about = index.deals.about(index.asked)
    relayed = {relays for one in known if (relays := getattr(one.record, "relays", None)) is not None}
    index.ever = {entry.record.id for entry in everything if entry.record.id in relayed} if relayed else set()
    changing = [one.record for one in everything if isinstance(one.record, Correction | Withdrawal)]
    for entry in sorted(known, key=lambda one: one.record.said_at or one.recorded_at):  # so that most go to the end
        index.put(entry)
    if changing:
        by_id = {entry.record.id: entry.record for entry in everything}
        for one in changing:
            if isinstance(one, Correction):
                index.correction(one, None)
            elif one.withdraws in by_id:
                index.withdrawal(one, by_id[one.withdraws])
    return index
