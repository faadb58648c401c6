"""A certificate for holds: one of a given length, at any moment, unforeseen; what it costs, and whom it catches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import Sequenced, likely
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import NEVER, Hold, Operation


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
    end = int(usual[:, kernel.ARRIVED].max())
    delays: list[tuple[int, int]] = []
    outside, outside_start, most_waiting = 0, 0, usual_waiting
    starts = range(0, end if end < NEVER else 0, step_s)
    for start in starts:
        run(kernel.stops_of(replace(operation, holds=(*operation.holds, Hold(start, start + length_s, side)))))
        last = int(out[:, kernel.ARRIVED].max())
        if last < NEVER:
            delays.append((last - end, start))
        most_waiting = max(most_waiting, waits())
        on_the_way = (usual[:, kernel.DEPART] <= start) & (usual[:, kernel.CROSSED] > start)
        caught = int(convoys.persons[on_the_way].sum())
        if caught > outside:
            outside, outside_start = caught, start
    worst = max(delays, default=(0, 0))
    mean = sum(delay for delay, _ in delays) / max(1, len(delays))
    return HoldTest(
        length_s, side, len(starts), len(delays), worst[0], mean, worst[1], most_waiting, usual_waiting, outside,
        outside_start, _caught(operation, plan, usual, outside_start),
    )  # fmt: skip


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
    """How convoys of one size bear a hold; `regret_h`: worse than the best size by so much, in the worst case."""

    vehicles: tuple[int, ...]
    usual_h: float
    worst_h: float
    regret_h: float


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
        test = survives_a_hold(operation, plan, length_s, None, 3600)
        if not usual.stranded and test.survives == test.starts:
            found.append((each, usual.makespan_s / 3600, (usual.makespan_s + test.worst_delay_s) / 3600))
    best = min((worst for _, _, worst in found), default=0.0)
    return [HoldChoice(each, usual_h, worst, worst - best) for each, usual_h, worst in found]
