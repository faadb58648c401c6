"""What a mediator asks before signing: what mistrust costs, how large a tranche, who first, what a stop does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import Sequenced, likely
from trucekeeper.exchange.flow import slot_for, solve
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import NEVER, Coupling, Hold, Operation, Times


@dataclass(frozen=True, slots=True)
class Price:
    """What a bound costs: the least person-hours until safe that any plan needs under it; None = no bound."""

    ahead: int | None
    person_hours: float


def price_of_mistrust(operation: Operation, bounds: Sequence[int | None], until_s: int) -> list[Price]:
    """Solve the linear programme once per bound, which then binds all sides instead of batches and a leader.

    Args:
        operation: The exchange.
        bounds: In people of the first side; the others in proportion. None = the sides need not stay in step.
        until_s: Horizon, the same for all, so that the answers compare.
    """
    slot_s = slot_for(operation, until_s, 6_000)
    prices = []
    for bound in bounds:
        rules = () if bound is None else tuple(_bounded(rule, bound) for rule in operation.couplings)
        flow = solve(replace(operation, couplings=rules), until_s, slot_s)
        if flow.optimal:
            prices.append(Price(bound, flow.person_hours))
    return prices


def _bounded(rule: Coupling, bound: int) -> Coupling:
    weight = bound * rule.units[0]
    return replace(rule, ahead=(weight,) * len(rule.ahead), batches=(), leads=None)


@dataclass(frozen=True, slots=True)
class Tranche:
    """What happens with convoys of one size: `hours` until all are safe, None where the exchange gets stuck."""

    vehicles: tuple[int, ...]
    persons: int
    hours: float | None
    person_hours: float


def tranches(operation: Operation, sizes: Sequence[int]) -> list[Tranche]:
    """Work out convoys of each size, both sides alike as far as their fleets allow."""
    from trucekeeper.exchange.kernel import evaluate_fast

    fleets = [
        sum(f.vehicles for f in operation.fleets if f.side == side and f.returns) or 1
        for side in range(len(operation.sides))
    ]
    seats = max((fleet.seats for fleet in operation.fleets), default=1)
    table = []
    for size in sizes:
        each = tuple(min(size, fleet) for fleet in fleets)
        plan = uniform(operation, each)
        found = measure(operation, plan, evaluate_fast(operation, plan))
        hours = None if found.stranded else found.makespan_s / 3600
        table.append(Tranche(each, size * seats, hours, found.person_hours))
    return table


@dataclass(frozen=True, slots=True)
class SafeSequence:
    """How large a guarantee makes it worth for nobody to stop, when people go over `tranche` by `tranche`.

    Attributes:
        tranche: People of the first side; of the others in proportion.
        guarantee: In people of one's own whom a side would give up by stopping; 0 = the deal carries itself.
        first: The side that goes first on the best path; -1 where it makes no difference.
        worst_after: People of each side over at the most tempting moment.
    """

    tranche: int
    guarantee: float
    first: int
    worst_after: tuple[int, int]


def safe_sequence(persons: tuple[int, int], tranche: int, hold_worth: float) -> SafeSequence:
    """Find the order of tranches whose worst temptation to stop is least (safe exchange; Sandholm and Lesser, 1995).

    At any moment a side that stops keeps the other's people who have not yet left, and loses its own who have not yet
    come. Least worst over all orders, by dynamic programming over how many tranches of each have gone.

    Args:
        persons: Who is to come to the first and to the second side.
        tranche: Of the first side; the second gets as many tranches.
        hold_worth: What one held person of the other side is worth against one own person who comes (a judgement).
    """
    steps = -(-persons[0] // tranche)
    share = [persons[0] / steps, persons[1] / steps]

    def temptation(a: int, b: int) -> float:
        """Of whichever side is tempted more; people of the second side weigh as the totals do."""
        left = (steps - a) * share[0], (steps - b) * share[1] * persons[0] / persons[1]
        return max(0.0, hold_worth * left[1] - left[0], hold_worth * left[0] - left[1])

    best = [[0.0] * (steps + 1) for _ in range(steps + 1)]
    for a in range(steps, -1, -1):
        for b in range(steps, -1, -1):
            after = [best[x][y] for x, y in ((a + 1, b), (a, b + 1)) if x <= steps and y <= steps]
            best[a][b] = max(temptation(a, b), min(after)) if after else 0.0
    first = -1 if best[1][0] == best[0][1] else int(best[0][1] < best[1][0])
    a = b = 0
    worst, where = temptation(0, 0), (0, 0)
    while a < steps or b < steps:
        if b == steps or (a < steps and best[a + 1][b] <= best[a][b + 1]):
            a += 1
        else:
            b += 1
        if temptation(a, b) > worst:
            worst, where = temptation(a, b), (a, b)
    return SafeSequence(tranche, best[0][0], first, (round(where[0] * share[0]), round(where[1] * share[1])))


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a side's people are at one moment, if everything stopped now.

    Attributes:
        home: Not yet in a vehicle; `loaded`: in one that has not left.
        road: Between home and the point.
        waiting: At the point or passing it.
        beyond: Past the gate, not yet safe.
    """

    at_s: int
    side: int
    home: int
    loaded: int
    road: int
    waiting: int
    beyond: int
    safe: int


def stop_now(operation: Operation, plan: Sequenced, times: Sequence[Times], step_s: int = 1800) -> list[Moment]:
    """The curve: at every step, per side, how many are where."""
    end = max((one.arrived for one in times if one.arrived < NEVER), default=0)
    curve = []
    for at in range(0, end + step_s, step_s):
        for side in range(len(operation.sides)):
            there = [0] * 6
            for convoy, one in zip(plan.convoys, times, strict=True):
                if convoy.side == side:
                    edges = (one.loaded, one.depart, one.at_point, one.crossed, one.arrived)
                    there[sum(at >= edge for edge in edges)] += convoy.persons
            curve.append(Moment(at, side, *there))
    return curve


@dataclass(frozen=True, slots=True)
class HoldTest:
    """What a hold of a given length does, started at every half hour of the plan.

    Attributes:
        side: Who is held; None = everybody.
        survives: Starts after which everybody still gets to safety, of `starts`.
        worst_delay_s, mean_delay_s: Of the last arrival.
        worst_start_s: The most costly start.
        most_outside: Most people of all sides on the road or at the point when a hold begins.
    """

    length_s: int
    side: int | None
    starts: int
    survives: int
    worst_delay_s: int
    mean_delay_s: float
    worst_start_s: int
    most_outside: int


def survives_a_hold(
    operation: Operation, plan: Sequenced, length_s: int, side: int | None, step_s: int = 1800
) -> HoldTest:
    """Try a hold of that length at every start; nobody knows of it before, and those on the road go on."""
    import numpy as np

    from trucekeeper.exchange import kernel

    rules, convoys = kernel.rules_of(operation), kernel.convoys_of(operation, plan)
    spans = kernel.spans_of(likely(operation, plan.convoys))
    out = np.zeros((len(plan.convoys), 9), np.int64)
    kernel.run(rules, convoys, spans, kernel.stops_of(operation), kernel.NOTHING_FIXED, 0, out)
    usual = out.copy()
    end = int(usual[:, kernel.ARRIVED].max())
    delays: list[tuple[int, int]] = []
    outside = 0
    starts = range(0, end if end < NEVER else 0, step_s)
    for start in starts:
        held = replace(operation, holds=(*operation.holds, Hold(start, start + length_s, side)))
        kernel.run(rules, convoys, spans, kernel.stops_of(held), kernel.NOTHING_FIXED, 0, out)
        last = int(out[:, kernel.ARRIVED].max())
        if last < NEVER:
            delays.append((last - end, start))
        on_the_way = (usual[:, kernel.DEPART] <= start) & (usual[:, kernel.CROSSED] > start)
        outside = max(outside, int(convoys.persons[on_the_way].sum()))
    worst = max(delays, default=(0, 0))
    mean = sum(delay for delay, _ in delays) / max(1, len(delays))
    return HoldTest(length_s, side, len(starts), len(delays), worst[0], mean, worst[1], outside)
