"""A plan for an exchange: nobody stranded, nobody ahead by more than agreed, least waiting, then soonest safe.

Convoys of many sizes and convoys that follow the linear programme are all worked out exactly (`kernel`); the best few
are held back to the latest moments (`holdback`), and the best of those is the plan. Every plan stands beside the bound
that no plan can beat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucekeeper.exchange.bound import Bounds, bounds
from trucekeeper.exchange.compose import guided, shares, uniform
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.flow import Flow, slot_for, solve
from trucekeeper.exchange.holdback import held_back, without_nights_outside
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import NEVER, Operation, Times

#: Calm plans may cost so much more person-hours until safe than the quickest one.
CALM_SHARE = 0.5

#: Plans this close to each other count as equally good; then fewer, larger convoys are better to lead.
AS_GOOD_AS = 0.01

#: From so many vehicle loads on, fewer plans are tried: each takes longer, and the differences are smaller.
LARGE = 30_000

#: Within so much of the bound a plan counts as optimal: the bound rounds to slots (exchange.md, section 6).
AS_GOOD_AS_OPTIMAL = 0.001


@dataclass(frozen=True, slots=True)
class Plan:
    """What was found.

    Attributes:
        state: optimal, feasible or infeasible.
        sequence: The convoys, held back.
        gap: Person-hours until safe above the bound, as a share; None where there is no bound.
        how: From where it came, such as `20 and 5 vehicles a convoy`.
        tried: How many plans were worked out.
    """

    state: str
    sequence: Sequenced
    times: tuple[Times, ...]
    measure: Measure
    bounds: Bounds
    gap: float | None
    how: str
    tried: int
    why_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    how: str
    sequence: Sequenced
    times: tuple[Times, ...]
    measure: Measure


def make_plan(operation: Operation, *, prefer: str = "calm", margin_s: int = 0, with_bound: bool = True) -> Plan:
    """Find a plan.

    Args:
        operation: What is to be carried out.
        prefer: `calm`: least waiting among plans whose people are safe nearly as soon; `fast`: soonest safe.
        margin_s: Convoys are called so much earlier than the latest moment.
        with_bound: Without it the programme is not solved: quicker, and nothing is said of the gap.
    """
    work = _Work(operation)
    quick = work.best_uniform()
    flow: Flow | None = None
    if with_bound and quick and quick[0].measure.stranded == 0:
        until = min(operation.horizon_s, quick[0].measure.makespan_s * 5 // 4 + 86_400)
        flow = solve(operation, until, slot_for(operation, until))
        quick = sorted([*quick, *work.following(flow)], key=_soonest)
    if not quick or quick[0].measure.stranded:
        return _infeasible(operation, quick, work.tried)
    calm = [
        found
        for one in _worth_holding(quick)[: 6 if work.loads() <= LARGE else 1]
        for found in work.held(one, margin_s)
    ]
    best = _choose(calm, prefer)
    hours = flow.person_hours if flow is not None and flow.optimal else 0.0
    gap = best.measure.person_hours / hours - 1 if hours else None
    state = "optimal" if gap is not None and gap <= AS_GOOD_AS_OPTIMAL else "feasible"
    return Plan(state, best.sequence, best.times, best.measure, bounds(operation, hours), gap, best.how, work.tried)


def _infeasible(operation: Operation, found: Sequence[_Found], tried: int) -> Plan:
    from trucekeeper.exchange.clash import clashing

    none = _Found("", Sequenced(()), (), measure(operation, Sequenced(()), ()))
    best = min(found, key=lambda one: one.measure.stranded, default=none)
    return Plan(
        "infeasible", best.sequence, best.times, best.measure, bounds(operation), None, best.how, tried,
        clashing(operation),
    )  # fmt: skip


def _soonest(found: _Found) -> tuple[float, ...]:
    return (found.measure.stranded, found.measure.person_hours, found.measure.waiting_person_hours)


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """One of each result, the best first."""
    seen: dict[tuple[int, float], _Found] = {}
    for one in found:
        seen.setdefault((one.measure.makespan_s, round(one.measure.person_hours)), one)
    return list(seen.values())


def _worth_holding(found: Sequence[_Found]) -> list[_Found]:
    """The three best, and the three with the fewest convoys among those that are about as good."""
    best = _distinct(found)
    near = [one for one in best if one.measure.person_hours <= best[0].measure.person_hours * (1 + AS_GOOD_AS)]
    few = sorted(near, key=lambda one: len(one.sequence.convoys))[:3]
    return list({id(one): one for one in [*best[:3], *few]}.values())


def _choose(found: Sequence[_Found], prefer: str) -> _Found:
    soonest = min(found, key=_soonest)
    limit = soonest.measure.person_hours * (1 + (AS_GOOD_AS if prefer == "fast" else CALM_SHARE))
    near = [one for one in found if one.measure.person_hours <= limit and not one.measure.stranded]
    if prefer == "fast":
        return min(near, key=lambda one: (len(one.sequence.convoys), *_soonest(one)))
    nights = min(one.measure.waiting_at_night for one in near)
    dry = [one for one in near if one.measure.waiting_at_night <= nights]
    least = min(one.measure.waiting_person_hours for one in dry)
    quiet = [one for one in dry if one.measure.waiting_person_hours <= least * (1 + AS_GOOD_AS) + 1]
    return min(quiet, key=lambda one: (len(one.sequence.convoys), *_soonest(one)))


class _Work:
    """The plans tried for one operation."""

    def __init__(self, operation: Operation) -> None:
        from trucekeeper.exchange import kernel

        self.operation, self.kernel = operation, kernel
        self.rules, self.stops = kernel.rules_of(operation), kernel.stops_of(operation)
        self.tried = 0

    def evaluated(self, how: str, sequence: Sequenced) -> _Found:
        times = self.kernel.evaluate_fast(self.operation, sequence)
        self.tried += 1
        return _Found(how, sequence, times, measure(self.operation, sequence, times))

    def best_uniform(self) -> list[_Found]:
        """Convoys of one size a side: a coarse grid, then around the best of it."""
        split = shares(self.operation)
        limits = [self._largest(side) for side in range(len(self.operation.sides))]
        if not all(limits):
            return []
        done: dict[tuple[int, ...], _Found] = {}

        def attempt(sizes: tuple[int, ...]) -> _Found:
            if sizes not in done:
                how = " and ".join(str(size) for size in sizes) + " vehicles a convoy"
                done[sizes] = self.evaluated(how, uniform(self.operation, sizes, split))
            return done[sizes]

        self.least = [min(limits[place], side.shortest) for place, side in enumerate(self.operation.sides)]
        for share in (1.0, 0.5, 0.34, 0.25, 0.2, 0.125, 0.0625, 0.03):
            attempt(tuple(max(low, round(limit * share)) for low, limit in zip(self.least, limits, strict=True)))
        _climb(
            attempt,
            min(done, key=lambda sizes: _soonest(done[sizes])),
            limits,
            self.least,
            12 if self.loads() <= LARGE else 1,
        )
        return sorted(done.values(), key=_soonest)

    def loads(self) -> int:
        """How many vehicles are loaded in all, about."""
        seats = max((fleet.seats for fleet in self.operation.fleets), default=1)
        return sum(group.persons for group in self.operation.groups) // seats

    def _largest(self, side: int) -> int:
        """The most vehicles that a convoy of a side can have by its fleet, length, room and the bound."""
        operation = self.operation
        fleets = [fleet for fleet in operation.fleets if fleet.side == side]
        largest = sum(fleet.vehicles for fleet in fleets)
        if not operation.persons(side):
            return 1
        for limit in (operation.sides[side].longest, operation.gates[side].room):
            largest = largest if limit is None else min(largest, limit)
        seats = max((fleet.seats for fleet in fleets), default=1)
        needed = -(-operation.persons(side) // seats)
        for rule in operation.couplings:
            ahead = rule.ahead[side]
            if ahead:
                largest = min(largest, max(1, ahead // (rule.units[side] * seats)))
        return min(largest, needed)

    def following(self, flow: Flow) -> list[_Found]:
        """Convoys after the programme, in several lengths."""
        if not flow.optimal or flow.unserved > 0.5:
            return []
        limits = [self._largest(side) for side in range(len(self.operation.sides))]
        found = []
        self.least = [min(limits[place], side.shortest) for place, side in enumerate(self.operation.sides)]
        for share in (1.0, 0.5, 0.25, 0.1, 0.0):
            largest = [max(low, round(limit * share)) for low, limit in zip(self.least, limits, strict=True)]
            if sum(self.operation.persons(s) for s in range(len(limits))) > 200_000 and max(largest) < 10:
                continue
            found.append(
                self.evaluated("after the linear programme", guided(self.operation, flow, largest, self.least))
            )
        return found

    def held(self, found: _Found, margin_s: int) -> list[_Found]:
        """A plan held back to the latest moments, with nights in the open and without."""
        results = []
        held = held_back(self.operation, found.sequence, found.times, margin_s)
        one = self.evaluated(found.how, held)
        if one.measure.stranded or one.measure.makespan_s > found.measure.makespan_s:
            one = found
        results.append(one)
        calm = found
        for _ in range(40):
            moved = without_nights_outside(self.operation, calm.sequence, calm.times)
            if moved is None:
                break
            calm = self.evaluated(found.how, moved)
        if calm is not found and not calm.measure.stranded:
            late = self.evaluated(found.how, held_back(self.operation, calm.sequence, calm.times, margin_s))
            results.append(late if late.measure.person_hours <= calm.measure.person_hours else calm)
        return results


def _climb(
    attempt: Callable[[tuple[int, ...]], Any],
    start: tuple[int, ...],
    limits: Sequence[int],
    least: Sequence[int],
    rounds: int,
) -> None:
    """Change one side's size at a time as long as that helps."""
    best = start
    for _ in range(rounds):
        near = set()
        for side, size in enumerate(best):
            for other in (size - 1, size + 1, size * 2, size // 2, round(size * 1.25), round(size * 0.8)):
                if least[side] <= other <= limits[side]:
                    near.add((*best[:side], other, *best[side + 1 :]))
        found = min(near, key=lambda sizes: _soonest(attempt(sizes)), default=best)
        if _soonest(attempt(found)) >= _soonest(attempt(best)):
            return
        best = found


def frozen(sequence: Sequenced, place: int, **changes: Any) -> Sequenced:
    """The sequence with one convoy changed."""
    convoys = list(sequence.convoys)
    convoys[place] = replace(convoys[place], **changes)
    return Sequenced(tuple(convoys), sequence.crossing)


def finished(times: Sequence[Times]) -> bool:
    """True when everybody arrives."""
    return all(one.arrived < NEVER for one in times)
