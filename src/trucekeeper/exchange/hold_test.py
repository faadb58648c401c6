"""A certificate for holds: one of a given length, at any moment, unforeseen; what it costs, and whom it catches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import Sequenced, likely
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import NEVER, Hold, Operation, Times
from trucekeeper.exchange.shelter import Cover, cover


@dataclass(frozen=True, slots=True)
class HoldStart:
    """What a hold does that begins at one moment.

    Attributes:
        delay_s: Of the last arrival; `NEVER` where somebody never gets there.
        outside: People on the road and at the point when it begins.
        in_open: Those of them for whom no shelter has a place that they reach before it ends.
    """

    start_s: int
    delay_s: int
    outside: int
    in_open: int


@dataclass(frozen=True, slots=True)
class HoldTest:
    """What a hold of a given length does, started at every half hour of the plan.

    Attributes:
        side: Who is held; None = everybody.
        survives: Starts after which everybody still gets to safety, of `starts`.
        worst_delay_s, mean_delay_s: Of the last arrival.
        worst_start_s: The most costly start.
        worst_waiting: Most person-hours of waiting that a start leads to if convoys go on loading as planned; over the
            whole plan. `usual_waiting` is that without a hold.
        most_outside: Most people of all sides on the road or at the point when a hold begins, at `outside_start_s`.
        caught: Per side, (on the road, at the point) at that moment.
        most_in_open: Most people whom a hold finds on the road or at the point and leaves without a place in a
            shelter, at `open_start_s`; `sheltered` how many are then in each shelter.
        course: Start by start.
    """

    length_s: int
    side: int | None
    starts: int
    survives: int
    worst_delay_s: int
    mean_delay_s: float
    worst_start_s: int
    worst_waiting: float
    usual_waiting: float
    most_outside: int
    outside_start_s: int
    caught: tuple[tuple[int, int], ...]
    most_in_open: int
    open_start_s: int
    sheltered: tuple[int, ...]
    course: tuple[HoldStart, ...]


def survives_a_hold(
    operation: Operation, plan: Sequenced, length_s: int, side: int | None, step_s: int = 1800
) -> HoldTest:
    """Try a hold of that length at every start; nobody knows of it before, and those on the road go on."""
    import numpy as np

    from trucekeeper.exchange import kernel

    rules, convoys = kernel.rules_of(operation), kernel.convoys_of(operation, plan)
    spans = kernel.spans_of(likely(operation, plan.convoys))
    vehicles = np.array([max(1, convoy.vehicles) for convoy in plan.convoys], np.float64)
    out = np.zeros((len(plan.convoys), 9), np.int64)

    def run(stops: Any) -> None:
        kernel.run(rules, convoys, spans, stops, kernel.NOTHING_FIXED, 0, out)

    def waits() -> float:
        there = out[:, kernel.ARRIVED] < NEVER
        queue = convoys.persons * (out[:, kernel.CROSSING] - out[:, kernel.AT_POINT])
        passing = convoys.persons / vehicles * (out[:, kernel.CROSSED] - out[:, kernel.CROSSING]) * (vehicles - 1) / 2
        sitting = convoys.persons / vehicles * out[:, kernel.SITTING]
        return float((queue + passing + sitting)[there].sum()) / 3600

    run(kernel.stops_of(operation))
    usual, usual_waiting = out.copy(), waits()
    times = kernel.times_of(usual)
    end = int(usual[:, kernel.ARRIVED].max())
    course: list[HoldStart] = []
    most_waiting = usual_waiting
    for start in range(0, end if end < NEVER else 0, step_s):
        run(kernel.stops_of(replace(operation, holds=(*operation.holds, Hold(start, start + length_s, side)))))
        last = int(out[:, kernel.ARRIVED].max())
        delay = last - end if last < NEVER else NEVER
        most_waiting = max(most_waiting, waits())
        on_the_way = (usual[:, kernel.DEPART] <= start) & (usual[:, kernel.CROSSED] > start)
        outside = int(convoys.persons[on_the_way].sum())
        covered = sum(_roofs(operation, plan, times, start, length_s).by_side)
        course.append(HoldStart(start, delay, outside, outside - covered))
    over = [one for one in course if one.delay_s < NEVER]
    worst = max(over, key=lambda one: (one.delay_s, -one.start_s), default=HoldStart(0, 0, 0, 0))
    most = max(course, key=lambda one: (one.outside, -one.start_s), default=HoldStart(0, 0, 0, 0))
    bare = max(course, key=lambda one: (one.in_open, -one.start_s), default=HoldStart(0, 0, 0, 0))
    return HoldTest(
        length_s, side, len(course), len(over), worst.delay_s, sum(one.delay_s for one in over) / max(1, len(over)),
        worst.start_s, most_waiting, usual_waiting, most.outside, most.start_s,
        _caught(operation, plan, usual, most.start_s), bare.in_open, bare.start_s,
        _roofs(operation, plan, times, bare.start_s, length_s).by_shelter, tuple(course),
    )  # fmt: skip


def _roofs(operation: Operation, plan: Sequenced, times: Sequence[Times], at_s: int, length_s: int) -> Cover:
    return cover(operation, plan, times, at_s, within_s=length_s, loaded=False)


def _caught(operation: Operation, plan: Sequenced, usual: Any, at: int) -> tuple[tuple[int, int], ...]:
    """Per side, people on the road and at the point at a moment."""
    from trucekeeper.exchange import kernel

    found = [[0, 0] for _ in operation.sides]
    for convoy, row in zip(plan.convoys, usual, strict=True):
        if row[kernel.DEPART] <= at < row[kernel.CROSSED]:
            found[convoy.side][int(row[kernel.AT_POINT] <= at)] += convoy.persons
    return tuple((road, point) for road, point in found)


@dataclass(frozen=True, slots=True)
class HoldChoice:
    """How convoys of one size bear a hold.

    Attributes:
        usual_h, worst_h: Until all are safe without a hold, and with one at its worst moment.
        regret_h: Later than with the best size by so much, in the worst case.
        course: Start by start, (seconds, hours until all are safe).
    """

    vehicles: tuple[int, ...]
    usual_h: float
    worst_h: float
    regret_h: float
    course: tuple[tuple[int, float], ...] = ()


def sizes_for_a_hold(operation: Operation, sizes: Sequence[int], length_s: int) -> list[HoldChoice]:
    """Which convoy size loses least if everything is held once for that long at the worst moment."""
    from trucekeeper.exchange.kernel import evaluate_fast

    fleets = [
        sum(f.vehicles for f in operation.fleets if f.side == side and f.returns) or 1
        for side in range(len(operation.sides))
    ]
    found = []
    for size in sizes:
        each = tuple(min(size, fleet) for fleet in fleets)
        plan = uniform(operation, each)
        usual = measure(operation, plan, evaluate_fast(operation, plan))
        test = survives_a_hold(replace(operation, shelters=()), plan, length_s, None)
        if not usual.stranded and test.survives == test.starts:
            ends = tuple((one.start_s, (usual.makespan_s + one.delay_s) / 3600) for one in test.course)
            found.append((each, usual.makespan_s / 3600, (usual.makespan_s + test.worst_delay_s) / 3600, ends))
    best = min((worst for _, _, worst, _ in found), default=0.0)
    return [HoldChoice(each, usual_h, worst, worst - best, ends) for each, usual_h, worst, ends in found]


def regret_h(test: HoldTest, makespan_s: int, choices: Sequence[HoldChoice]) -> list[tuple[int, float | None]]:
    """Start by start, how much later a plan ends than the best size would under the same hold; None = it never ends.

    A size that is done by a start has its end without a hold.
    """
    ends = [dict(choice.course) for choice in choices]
    found: list[tuple[int, float | None]] = []
    for one in test.course:
        best = min(
            (end.get(one.start_s, choice.usual_h) for end, choice in zip(ends, choices, strict=True)), default=None
        )
        if one.delay_s >= NEVER or best is None:
            found.append((one.start_s, None))
        else:
            found.append((one.start_s, max(0.0, (makespan_s + one.delay_s) / 3600 - best)))
    return found
