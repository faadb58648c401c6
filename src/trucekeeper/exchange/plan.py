"""A plan for an exchange: nobody stranded, nobody ahead by more than agreed, least waiting, then soonest safe.

Convoys of many sizes and convoys that follow the linear programme are all worked out exactly (`kernel`); the best few
are held back to the latest moments (`holdback`), and the best of those is the plan. Every plan stands beside the bound
that no plan can beat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from trucekeeper.exchange.bound import Bounds, bounds
from trucekeeper.exchange.compose import gathered, guided, rounded_shares, shares, uniform
from trucekeeper.exchange.dispatch import by_flow, by_share, dispatched
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.fairness import burdens
from trucekeeper.exchange.flow import Flow, slot_for, solve
from trucekeeper.exchange.holdback import held_back, without_nights_outside
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import NEVER, Operation, Times
from trucekeeper.exchange.orders import disobeyed, largest, too_short
from trucekeeper.exchange.shelter import under_cover_at_night
from trucekeeper.exchange.stop_now import stop_now

if TYPE_CHECKING:
    from trucekeeper.exchange.kernel import Score

#: Calm plans may cost so much more person-hours until safe than the quickest one.
CALM_SHARE = 0.5

#: Plans this close in person-hours until safe count as equally good where convoys are few; a fast plan is held closer.
AS_GOOD_AS, NOT_MUCH_WORSE, EQUALLY_FAST = 0.01, 0.05, 0.001

#: Columns of the programme: first tried; on a finer grid, where the gap lies between the two shares; for mixed fleets.
FEW_COLUMNS, MORE_COLUMNS, MANY_COLUMNS = 8_000, 20_000, 100_000
FINE_ENOUGH, TOO_FAR = 0.007, 0.05

#: Swaps tried: at most so many, and fewer the more convoys there are.
MOST_SWAPS, SWAPS_TIMES_CONVOYS = 10_000, 12_000_000

BY_DISPATCHER, BY_FLOW = "vehicle by vehicle", "vehicle by vehicle after the linear programme"

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
        why_not: Without a plan: what cannot all be kept, in words.
        notes: What was asked for and is not kept, and what the plan takes for granted, in words.
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
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    """A plan that was worked out; `out` has its times as a table, `short` counts convoys shorter than ordered."""

    how: str
    sequence: Sequenced
    score: "Score"
    out: Any
    short: int

    @cached_property
    def times(self) -> tuple[Times, ...]:
        from trucekeeper.exchange.kernel import times_of

        return times_of(self.out)


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
    mixed = work.is_mixed()
    if quick and mixed:
        quick = sorted([*quick, *work.by_dispatcher()], key=_soonest)
    if with_bound and quick and not quick[0].score.stranded:
        # Whoever is later than the horizon costs the horizon, so that a short one is still a bound.
        until = min(operation.horizon_s, int(quick[0].score.makespan_s) * 21 // 20 + 3600)
        flow = solve(operation, until, slot_for(operation, until, MANY_COLUMNS if mixed else FEW_COLUMNS))
        quick = sorted([*quick, *work.following(flow)], key=_soonest)
        # A coarse grid rounds much away; where the gap is not small, a finer one tells more.
        finer = slot_for(operation, until, MORE_COLUMNS)
        so_far = quick[0].score.person_hours / flow.person_hours - 1 if flow.person_hours else 0.0
        if finer < flow.slot_s and FINE_ENOUGH < so_far < TOO_FAR:
            flow = max(flow, solve(operation, until, finer), key=lambda one: one.person_hours)
    if not quick or quick[0].score.stranded:
        return _infeasible(operation, quick, work.tried)
    if mixed:
        quick = sorted([*quick, *work.by_swaps(quick)], key=_soonest)
    held = [
        found
        for one in _worth_holding(quick)[: 8 if work.loads() <= LARGE else 2]
        for found in work.held(one, margin_s)
    ]
    best = work.chosen(held, prefer, work.greedy_hours(quick))
    hours = flow.person_hours if flow is not None and flow.optimal else 0.0
    found = measure(operation, best.sequence, best.times)
    gap = found.person_hours / hours - 1 if hours else None
    state = "optimal" if gap is not None and gap <= AS_GOOD_AS_OPTIMAL else "feasible"
    return Plan(
        state, best.sequence, best.times, found, bounds(operation, hours), gap, best.how, work.tried,
        notes=(*operation.notes, *disobeyed(operation, best.sequence, best.times)),
    )  # fmt: skip


def _infeasible(operation: Operation, found: Sequence[_Found], tried: int) -> Plan:
    from trucekeeper.exchange.clash import clashing

    best = min(found, key=lambda one: one.score.stranded, default=None)
    how, sequence, times = (best.how, best.sequence, best.times) if best else ("", Sequenced(()), ())
    return Plan(
        "infeasible", sequence, times, measure(operation, sequence, times), bounds(operation), None, how, tried,
        clashing(operation),
    )  # fmt: skip


def _soonest(found: _Found) -> tuple[float, ...]:
    return (found.score.stranded, found.short, found.score.person_hours, found.score.waiting_person_hours)


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """One of each result, the best first."""
    seen: dict[tuple[float, float], _Found] = {}
    for one in found:
        seen.setdefault((one.score.makespan_s, round(one.score.person_hours)), one)
    return list(seen.values())


def _worth_holding(found: Sequence[_Found]) -> list[_Found]:
    """The best two, then by turns those with the fewest convoys among the nearly as good and the not much worse."""
    best = [one for one in _distinct(found) if not one.score.stranded and one.short == found[0].short]
    few = []
    for share in (AS_GOOD_AS, NOT_MUCH_WORSE):
        near = [one for one in best if one.score.person_hours <= best[0].score.person_hours * (1 + share)]
        few.append(sorted(near, key=lambda one: len(one.sequence.convoys))[:3])
    turns = [one for pair in zip_longest(*few) for one in pair if one is not None]
    return list({id(one): one for one in [best[0], *turns, *best[1:3]]}.values())


class _Work:
    """The plans tried for one operation."""

    def __init__(self, operation: Operation) -> None:
        from trucekeeper.exchange import kernel

        self.operation, self.kernel = operation, kernel
        self.rules, self.stops = kernel.rules_of(operation), kernel.stops_of(operation)
        self.tried = 0

    def evaluated(self, how: str, sequence: Sequenced) -> _Found:
        convoys, out = self.kernel.played(self.operation, sequence, self.rules, self.stops)
        self.tried += 1
        short = sum(len(places) for places in too_short(self.operation, sequence).values())
        return _Found(how, sequence, self.kernel.scored(self.operation, convoys, out), out, short)

    def is_mixed(self) -> bool:
        """True where a free vehicle has a choice of where to go, or people one of what carries them."""
        groups = [group for group in self.operation.groups if group.persons]
        sides = [self.operation.sites[group.site].side for group in groups]
        choices = {
            (side, group.site, fleet) for side, group in zip(sides, groups, strict=True) for fleet in group.fleets
        }
        return len(choices) > len(set(sides))

    def best_uniform(self) -> list[_Found]:
        """Convoys of one size a side, from whole fleets down to single vehicles."""
        split = shares(self.operation)
        limits = [largest(self.operation, side)[0] for side in range(len(self.operation.sides))]
        if not all(limits):
            return []
        done: dict[tuple[int, ...], _Found] = {}

        def attempt(sizes: tuple[int, ...]) -> _Found:
            if sizes not in done:
                how = " and ".join(str(size) for size in sizes) + " vehicles a convoy"
                done[sizes] = self.evaluated(how, uniform(self.operation, sizes, split))
            return done[sizes]

        self.least = [min(limits[place], side.shortest) for place, side in enumerate(self.operation.sides)]
        large = self.loads() > LARGE
        for share in (1.0, 0.5, 0.25, 0.0625, 0.01) if large else (1.0, 0.5, 0.34, 0.25, 0.2, 0.125, 0.0625, 0.03, 0.0):
            attempt(tuple(max(low, round(limit * share)) for low, limit in zip(self.least, limits, strict=True)))
        if not large:
            _climb(attempt, min(done, key=lambda sizes: _soonest(done[sizes])), limits, self.least, 12)
        if all(one.score.stranded for one in done.values()):
            attempt((1,) * len(limits))
        self.greedy = done[min(done)]
        return sorted(done.values(), key=_soonest)

    def greedy_hours(self, found: Sequence[_Found]) -> float:
        """Person-hours of the smallest convoys as early as can be, or of a dispatcher without a programme."""
        return min([self.greedy, *(one for one in found if one.how == BY_DISPATCHER)], key=_soonest).score.person_hours

    def by_dispatcher(self) -> list[_Found]:
        """Single vehicles, each sent where the largest share of people is still at home, and convoys of them."""
        split = shares(self.operation)
        sequence = dispatched(self.operation, split, by_share(self.operation, split))
        return [] if sequence is None else self._in_convoys(BY_DISPATCHER, sequence)

    def by_flow(self, flow: Flow) -> list[_Found]:
        """Single vehicles, each sent where the programme's flow is most ahead of what was sent."""
        split = rounded_shares(self.operation, flow)
        few = self.loads() > LARGE
        found = []
        for part in (0.7,) if few else (0.6, 0.7, 0.8):
            for tired in (0.5,) if few else (0.3, 0.5, 0.8):
                for night_s in (7200,) if few else (3600, 7200, 14_400):
                    needs = by_flow(self.operation, split, flow, part, tired, night_s)
                    sequence = dispatched(self.operation, split, needs)
                    if sequence is not None:
                        found.append(self.evaluated(BY_FLOW, sequence))
        return found

    def by_swaps(self, found: Sequence[_Found]) -> list[_Found]:
        """The best list of single vehicles with destinations swapped, and convoys of it."""
        from trucekeeper.exchange.improve import improved

        single = [one for one in found if one.how in (BY_DISPATCHER, BY_FLOW)]
        single = [one for one in single if all(convoy.vehicles == 1 for convoy in one.sequence.convoys)]
        if not single:
            return []
        best = min(single, key=_soonest)
        tries = min(MOST_SWAPS, SWAPS_TIMES_CONVOYS // max(1, len(best.sequence.convoys)))
        if tries < 100:
            return self._in_convoys(best.how, best.sequence)
        return self._in_convoys(f"{best.how}, then swapped", improved(self.operation, best.sequence, tries))

    def _in_convoys(self, how: str, sequence: Sequenced) -> list[_Found]:
        """A list of single vehicles as it is, if that may be, and gathered into convoys."""
        found = [self.evaluated(how, sequence)]
        most = [largest(self.operation, side)[0] for side in range(len(self.operation.sides))]
        for within_s in (0, 600, 1800, 3600):
            convoys = gathered(self.operation, sequence, found[0].times, within_s, most, self.least)
            found.append(self.evaluated(how, convoys))
        return found if max(self.least) <= 1 else found[1:]

    def loads(self) -> int:
        """How many vehicles are loaded in all, about."""
        seats = max((fleet.seats for fleet in self.operation.fleets), default=1)
        return sum(group.persons for group in self.operation.groups) // seats

    def following(self, flow: Flow) -> list[_Found]:
        """Convoys after the programme, in several lengths."""
        if not flow.optimal or flow.unserved > 0.5:
            return []
        if self.is_mixed():
            return self.by_flow(flow)
        limits = [largest(self.operation, side)[0] for side in range(len(self.operation.sides))]
        found = []
        self.least = [min(limits[place], side.shortest) for place, side in enumerate(self.operation.sides)]
        for share in (1.0, 0.5, 0.25, 0.1, 0.0):
            most = [max(low, round(limit * share)) for low, limit in zip(self.least, limits, strict=True)]
            if self.loads() > LARGE and max(most) < 10:
                continue
            found.append(self.evaluated("after the linear programme", guided(self.operation, flow, most, self.least)))
        return found

    def chosen(self, found: Sequence[_Found], prefer: str, greedy_hours: float) -> _Found:
        """The plan among those worked out that its reader prefers."""
        soonest = min(found, key=_soonest)
        found = [one for one in found if (one.score.stranded, one.short) == (soonest.score.stranded, soonest.short)]
        if prefer == "fast":
            limit = max(soonest.score.person_hours, min(soonest.score.person_hours * (1 + EQUALLY_FAST), greedy_hours))
            near = [one for one in found if one.score.person_hours <= limit and not one.score.stranded]
            return min(near, key=lambda one: (len(one.sequence.convoys), *_soonest(one)))
        limit = soonest.score.person_hours * (1 + CALM_SHARE)
        near = [one for one in found if one.score.person_hours <= limit and not one.score.stranded]
        waits = [self.in_open(one) for one in near]
        nights = min(night for night, _ in waits)
        least = min(hours for night, hours in waits if night <= nights)
        quiet = [
            one
            for one, (night, hours) in zip(near, waits, strict=True)
            if night <= nights and hours <= least * (1 + AS_GOOD_AS) + 1
        ]
        return min(quiet, key=lambda one: (self.most_in_open(one), len(one.sequence.convoys), *_soonest(one)))

    def in_open(self, found: _Found) -> tuple[float, float]:
        """Person-hours that people wait without a roof: at night, and in all."""
        if not self.operation.shelters:
            return found.score.waiting_at_night, found.score.waiting_person_hours
        sides = [one for one in burdens(self.operation, found.sequence, found.times) if one.category is None]
        return round(sum(one.open_at_night for one in sides), 3), sum(one.in_open for one in sides)

    def most_in_open(self, found: _Found) -> int:
        """Where there are shelters: the most people whom a stop would leave without a place at some moment."""
        if not self.operation.shelters:
            return 0
        people: dict[int, int] = {}
        for one in stop_now(self.operation, found.sequence, found.times):
            people[one.at_s] = people.get(one.at_s, 0) + one.in_open - one.beyond
        return max(people.values(), default=0)

    def held(self, found: _Found, margin_s: int) -> list[_Found]:
        """A plan held back to the latest moments, with nights in the open and without."""
        results = []
        held = held_back(self.operation, found.sequence, found.times, margin_s)
        one = self.evaluated(found.how, held)
        worse = one.score.makespan_s > found.score.makespan_s or one.score.person_hours > found.score.person_hours
        results.append(found if one.score.stranded or worse else one)
        calm = self._calmed(found, margin_s, under_cover=False)
        results += [calm] if calm is not None else []
        roofed = self._calmed(found, margin_s, under_cover=True) if self.operation.shelters else None
        # Nobody sleeps in a shelter for nothing: only where all are safe sooner for it.
        worth = calm is None or roofed is None or roofed.score.person_hours < calm.score.person_hours * (1 - AS_GOOD_AS)
        return [*results, roofed] if roofed is not None and worth else results

    def _calmed(self, found: _Found, margin_s: int, *, under_cover: bool) -> _Found | None:
        """The plan with nobody out in the dark, or in the dark only where they have a roof."""
        calm = found
        for _ in range(40):
            roofs = under_cover_at_night(self.operation, calm.sequence, calm.times) if under_cover else ()
            moved = without_nights_outside(self.operation, calm.sequence, calm.times, roofs)
            if moved is None:
                break
            calm = self.evaluated(found.how, moved)
        if calm is found or calm.score.stranded:
            return None
        late = self.evaluated(found.how, held_back(self.operation, calm.sequence, calm.times, margin_s))
        return late if late.score.person_hours <= calm.score.person_hours else calm


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
