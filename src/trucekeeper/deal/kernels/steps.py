"""A deal as a graph of steps: each clause begins, departs and counts, batch after batch, and waits for what it says.

What is modelled. `after` holds back boarding and everything later. Batches of a clause follow each other. An exchange
holds back departures (deal-language.md, AHEAD): own departures less what has counted on the other side stay within
`ahead`, and under `first` the other side's k-th batch waits for the leader's k-th. Under `together` the k-th batches of
all legs share one node for the event that they pass at one moment. What is free, that is, may come true
at any moment: what parties say, moments, lapses of time, states (late, on hold, breached, ...), and every `not` and
`unless`. So a step that never happens here never happens at all, and the worst moment is a worst case.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil, gcd

from trucekeeper.core.movement import DONE, PROGRESS
from trucekeeper.deal.condition import (
    All,
    AnyOf,
    Condition,
    Counted,
    Happened,
    InState,
)
from trucekeeper.deal.kernels.graph import Waiting
from trucekeeper.deal.model import Clause, Deal, Exchange
from trucekeeper.deal.said import Said, say

#: A leg is looked at up to so many batches; equal batches repeat themselves long before.
MOST_BATCHES = 4000
_GATED_FROM = PROGRESS["boarded"]


@dataclass(frozen=True, slots=True)
class Step:
    """An event of one batch of a clause; `of` is the number of batches, `amount` the people or things of this one."""

    clause: str
    event: str
    batch: int
    of: int
    amount: int


@dataclass(slots=True)
class Steps:
    """The graph, the step that each node stands for, and where clauses and exchanges have their nodes.

    Attributes:
        graph: What waits for what.
        step: By node; nodes in between (any-ofs, exchanges) have none.
        nodes: By (clause, event), one node a batch.
        amounts: By clause, the people or things of each batch; clauses without a number have one batch of 0.
        counts: By clause, the event that counts.
        exchange_of: By clause, the exchange that it is a leg of.
        unreachable: (asking clause, what it waits for): amounts and batches that are more than there is.
        also: By node, further steps that happen at the same moment (`together`).
        stops_at: By exchange, the clause and batch (from 0) that `ahead` never lets leave, and what is lacking for it.
    """

    graph: Waiting = field(default_factory=Waiting)
    step: dict[int, Step] = field(default_factory=dict)
    nodes: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    amounts: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)
    exchange_of: dict[str, Exchange] = field(default_factory=dict)
    unreachable: list[tuple[str, Said]] = field(default_factory=list)
    also: dict[int, tuple[Step, ...]] = field(default_factory=dict)
    stops_at: dict[str, tuple[str, int, float]] = field(default_factory=dict)

    def at(self, node: int) -> tuple[Step, ...]:
        """All steps that a node stands for."""
        return (self.step[node], *self.also.get(node, ())) if node in self.step else ()

    def last(self, clause: str) -> int:
        """The node at which a clause is complete."""
        return self.nodes[clause, self.counts[clause]][-1]


def amount_of(clause: Clause) -> int:
    """The most people (or things) that a clause moves; 0 where no number is said."""
    quantity = clause.people.quantity if clause.people else None
    if quantity is None:
        return 0
    return quantity.low if quantity.high is None else quantity.high


def unit_of(clause: Clause) -> str:
    """What the number of a clause counts."""
    quantity = clause.people.quantity if clause.people else None
    return quantity.unit if quantity else "people"


def steps_of(deal: Deal) -> Steps:
    """Build the graph of a deal; clauses that it names and does not have are left to the rules."""
    return _Builder(deal).build()


class _Builder:
    def __init__(self, deal: Deal) -> None:
        self.deal = deal
        self.steps = Steps()
        self.graph = self.steps.graph
        self.clauses = {clause.id: clause for clause in deal.clauses}
        for exchange in deal.exchanges:
            for leg in exchange.legs:
                for id in leg.ids:
                    self.steps.exchange_of.setdefault(id, exchange)

    def build(self) -> Steps:
        asked = list(self.conditions())
        events: dict[str, set[str]] = {id: set() for id in self.clauses}
        marks: dict[str, list[Counted]] = {id: [] for id in self.clauses}
        for condition in asked:
            for atom in _atoms(condition):
                if isinstance(atom, (Happened, Counted)) and atom.clause.text in events and atom.event:
                    events[atom.clause.text].add(atom.event)
                if isinstance(atom, Counted) and atom.clause.text in marks:
                    marks[atom.clause.text].append(atom)
        for clause in self.deal.clauses:
            self.clause_nodes(clause, events[clause.id], marks[clause.id])
        for exchange in self.deal.exchanges:
            if exchange.together:
                self.pass_together(exchange, exchange.together)
        for clause in self.deal.clauses:
            if clause.after is not None:
                self.wait(clause, self.condition(clause.after, clause.id))
        for exchange in self.deal.exchanges:
            self.in_step(exchange)
        return self.steps

    def conditions(self) -> Iterable[Condition]:
        for clause in self.deal.clauses:
            if clause.after is not None:
                yield clause.after

    def clause_nodes(self, clause: Clause, asked: set[str], marks: list[Counted]) -> None:
        """Lay out the nodes of a clause: its batches one after another, each through its events."""
        exchange = self.steps.exchange_of.get(clause.id)
        whole = amount_of(clause)
        moves = clause.people is not None or exchange is not None
        counts = (exchange.count if exchange and exchange.count else "arrived") if moves else DONE
        if counts not in PROGRESS:
            counts = "arrived" if moves else DONE
        batches = self.batches(clause, whole, exchange, marks)
        self.steps.amounts[clause.id] = batches
        self.steps.counts[clause.id] = counts
        kept = {event for event in asked if event in PROGRESS} if moves else set()
        events = sorted({"departed", counts, *kept}, key=PROGRESS.__getitem__) if moves else [DONE]
        nodes: dict[str, list[int]] = {event: [] for event in events}
        for number, amount in enumerate(batches, 1):
            before: int | None = None
            for event in events:
                node = self.graph.add([] if before is None else [before])
                if number > 1:
                    self.graph.needs[node].append(nodes[event][-1])
                self.steps.step[node] = Step(clause.id, event, number, len(batches), amount)
                nodes[event].append(node)
                before = node
        for event, row in nodes.items():
            self.steps.nodes[clause.id, event] = row

    def batches(self, clause: Clause, whole: int, exchange: Exchange | None, marks: list[Counted]) -> list[int]:
        """Cut a clause into batches: as the exchange says, and at the amounts that conditions look at."""
        if whole <= 1:
            return [whole]
        ends = {whole}
        if exchange:
            size = _batch_size(exchange, _side(exchange, clause.id), whole)
            ends.update(range(size, min(whole, size * MOST_BATCHES) + 1, size))
        # What passes together is not cut at the marks of conditions, so that k-th stays beside k-th.
        for mark in marks if not (exchange and exchange.together) else ():
            amount = _asked(mark, whole)
            if 0 < amount < whole:
                ends.add(amount)
        ordered = sorted(ends)
        return [ordered[0], *(b - a for a, b in pairwise(ordered))]

    def wait(self, clause: Clause, need: int | None) -> None:
        """Hold back the first batch of a clause, from boarding on."""
        if need is None:
            return
        for (_, event), row in self.rows(clause.id):
            if event == DONE or PROGRESS[event] >= _GATED_FROM:
                self.graph.needs[row[0]].append(need)

    def rows(self, id: str) -> list[tuple[tuple[str, str], list[int]]]:
        """The events of a clause that have nodes, in the order of a journey."""
        known = self.steps.nodes
        return [((id, event), known[id, event]) for event in (*PROGRESS, DONE) if (id, event) in known]

    def condition(self, condition: Condition, asker: str) -> int | None:
        """The node at which a condition comes true; None when it is free to."""
        match condition:
            case All(of=parts):
                needs = [node for part in parts if (node := self.condition(part, asker)) is not None]
                return self.graph.add(needs) if needs else None
            case AnyOf(of=parts):
                ways = [self.condition(part, asker) for part in parts]
                if any(way is None for way in ways):
                    return None
                return self.graph.add([way for way in ways if way is not None], any_of=True)
            case Happened(clause=name, event=event, batch=batch):
                return self.happened(name.text, event, batch, asker)
            case Counted(clause=name, event=event):
                return self.counted(condition, asker) if name.text in self.clauses else None
            case InState(clause=name, state="in force" | "under way"):
                return self.begun(name.text)
            case _:
                return None

    def happened(self, id: str, event: str | None, batch: int | None, asker: str) -> int | None:
        clause = self.clauses.get(id)
        if clause is None or clause.kind == "may":
            return None
        row = self.steps.nodes.get((id, event or self.steps.counts[id]))
        if row is None and event not in {DONE, *PROGRESS}:
            return None
        row = row or self.steps.nodes[id, self.steps.counts[id]]
        if batch is None:
            return row[-1]
        if batch > len(row):
            return self.never(
                say("batch {batch} of {clause}, which has {whole}", batch=batch, clause=id, whole=len(row)), asker
            )
        return row[batch - 1]

    def counted(self, asked: Counted, asker: str) -> int | None:
        id = asked.clause.text
        if self.clauses[id].kind == "may" or asked.event not in {DONE, *PROGRESS}:
            return None
        row = self.steps.nodes.get((id, asked.event)) or self.steps.nodes[id, self.steps.counts[id]]
        sums = list(accumulate(self.steps.amounts[id]))
        if not sums[-1] or (asked.amount is None and asked.share is None):
            return row[-1]
        amount = _asked(asked, sums[-1])
        if amount > sums[-1]:
            return self.never(
                say("{amount:,} of {clause}, which is {whole:,}", amount=amount, clause=id, whole=sums[-1]), asker
            )
        return row[bisect_left(sums, amount)]

    def begun(self, id: str) -> int | None:
        """The node from which a clause is in force; a must not and a may are so from what they wait for."""
        clause = self.clauses.get(id)
        if clause is None or clause.after is None or clause.kind == "may":
            return None
        row = next(row for (_, event), row in self.rows(id) if event == DONE or PROGRESS[event] >= _GATED_FROM)
        return row[0]

    def never(self, what: Said, asker: str) -> int:
        self.steps.unreachable.append((asker, what))
        return self.graph.add([], any_of=True)

    # Exchanges

    def pass_together(self, exchange: Exchange, event: str) -> None:
        """Let the k-th batches of all legs share the node of the event that they pass at one moment."""
        legs = [[n for id in leg.ids for n in self.steps.nodes.get((id, event), ())] for leg in exchange.legs]
        shared: dict[int, int] = {}
        for first, *others in zip(*legs, strict=False):
            for node in others:
                if node != first:
                    shared[node] = first
                    self.graph.needs[first] += self.graph.needs[node]
                    self.steps.also[first] = (*self.steps.also.get(first, ()), self.steps.step.pop(node))
        for node, needs in enumerate(self.graph.needs):
            if any(need in shared for need in needs):
                self.graph.needs[node] = list(dict.fromkeys(shared.get(need, need) for need in needs))
        for node, first in shared.items():
            self.graph.needs[node] = [first]
        for leg in exchange.legs:
            for id in leg.ids:
                if row := self.steps.nodes.get((id, event)):
                    self.steps.nodes[id, event] = [shared.get(node, node) for node in row]

    def in_step(self, exchange: Exchange) -> None:
        """Hold back each leg's departures by what has counted on the others."""
        if exchange.together:
            return
        batches = self.steps.amounts
        legs = [[(id, n) for id in leg.ids for n in range(len(batches.get(id, ())))] for leg in exchange.legs]
        if len(legs) < 2 or any(not leg for leg in legs):
            return
        sums = [self.units(exchange, side, leg) for side, leg in enumerate(legs)]
        first = exchange.first.text if exchange.first else None
        leader = next((side for side, leg in enumerate(exchange.legs) if first in leg.ids), None)
        for own, leg in enumerate(legs):
            for other in range(len(legs)):
                if other != own and (ahead := allowed(exchange, own, leader, sums)) is not None:
                    self.hold_back(exchange, leg, sums[own], legs[other], sums[other], ahead)
                if other == leader and own != leader:
                    for k, (id, n) in enumerate(leg):
                        follow = legs[other][min(k, len(legs[other]) - 1)]
                        self.need(id, n, follow)

    def hold_back(
        self,
        exchange: Exchange,
        leg: list[tuple[str, int]],
        own: list[Fraction],
        other_leg: list[tuple[str, int]],
        other: list[Fraction],
        ahead: Fraction,
    ) -> None:
        for (id, n), sum_here in zip(leg, own, strict=True):
            owed = sum_here - ahead
            if owed <= 0:
                continue
            if owed > other[-1]:
                if len(self.steps.amounts[other_leg[-1][0]]) >= MOST_BATCHES:
                    return
                node = self.graph.add([], any_of=True)
                self.graph.needs[self.steps.nodes[id, "departed"][n]].append(node)
                self.steps.stops_at.setdefault(exchange.id, (id, n, float(owed - other[-1])))
                return
            self.need(id, n, other_leg[bisect_left(other, owed)])

    def need(self, id: str, n: int, counted: tuple[str, int]) -> None:
        clause, batch = counted
        node = self.steps.nodes[clause, self.steps.counts[clause]][batch]
        departing = self.steps.nodes[id, "departed"][n]
        if node not in self.graph.needs[departing]:
            self.graph.needs[departing].append(node)

    def units(self, exchange: Exchange, side: int, leg: list[tuple[str, int]]) -> list[Fraction]:
        """Sums over the batches of a leg in the exchange's unit, each side's divided by its part of the ratio."""
        amounts = [self.steps.amounts[id][n] for id, n in leg]
        batches = [(self.clauses[id], amount) for (id, _), amount in zip(leg, amounts, strict=True)]
        return in_units(exchange, side, batches)


def in_units(exchange: Exchange, side: int, batches: list[tuple[Clause, int]]) -> list[Fraction]:
    """Running sums of a leg's batches in the exchange's unit: people, parts of a hundred, batches, or a category."""
    ratio = exchange.ratio[side] if side < len(exchange.ratio) else 1
    if exchange.unit == "batches":
        # A mark of a condition may cut a batch in two; only its end completes it, so cuts count by their size.
        size = exchange.batch[min(side, len(exchange.batch) - 1)] if exchange.batch else 0
        if not size:
            return [Fraction(n) for n in range(1, len(batches) + 1)]
        sums: list[Fraction] = []
        total, clause_done, last = Fraction(0), 0, None
        for clause, amount in batches:
            if last is not clause.id:
                total, clause_done, last = Fraction(ceil(total)), 0, clause.id
            clause_done += amount
            whole = amount_of(clause)
            part = Fraction(min(size, whole - (clause_done - amount) // size * size))
            total += Fraction(amount) / part if part else 1
            sums.append(total)
        return sums
    if exchange.unit == "people":
        return [Fraction(n, ratio) for n in accumulate(amount for _, amount in batches)]
    if exchange.unit == "share":
        whole = sum(amount for _, amount in batches) or 1
        return [Fraction(100 * n, whole) for n in accumulate(amount for _, amount in batches)]
    shares = [_share(clause, exchange.unit) * amount / ratio for clause, amount in batches]
    return list(accumulate(shares))


def _share(clause: Clause, category: str) -> Fraction:
    """The part of a clause's people that belongs to a category, taken as spread evenly over its batches."""
    quantity = clause.people.quantity if clause.people else None
    if quantity is None:
        return Fraction(0)
    if quantity.unit == category:
        return Fraction(1)
    amount = sum(n for n, name in quantity.parts if name == category)
    return Fraction(amount, amount_of(clause) or 1)


def allowed(exchange: Exchange, side: int, leader: int | None, sums: list[list[Fraction]]) -> Fraction | None:
    """How far a side's departures may run ahead, in the exchange's unit; None where nothing is said.

    Under `first` the follower may run ahead by nothing, and a leader without a number by its first batch.
    """
    written = exchange.ahead[min(side, len(exchange.ahead) - 1)] if exchange.ahead else None
    if leader is None:
        return None if written is None else Fraction(written)
    if side != leader:
        return Fraction(0)
    return sums[side][0] if written is None else Fraction(written)


def _side(exchange: Exchange, id: str) -> int:
    return next(side for side, leg in enumerate(exchange.legs) if id in leg.ids)


def _batch_size(exchange: Exchange, side: int, whole: int) -> int:
    """The size of a batch: as written, else the finest step that the numbers of `ahead` tell apart, else the whole."""
    if exchange.batch:
        return exchange.batch[min(side, len(exchange.batch) - 1)]
    if exchange.unit != "people" or exchange.together:
        return whole
    fine = gcd(*(n for n in exchange.ahead if n))
    return min(whole, fine * (exchange.ratio[side] if side < len(exchange.ratio) else 1)) if fine else whole


def _asked(asked: Counted, whole: int) -> int:
    if asked.amount is not None:
        return asked.amount
    return whole if asked.share is None else ceil(whole * Fraction(asked.share))


def _atoms(condition: Condition) -> Iterable[Condition]:
    match condition:
        case All(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from _atoms(part)
        case _:
            yield condition
