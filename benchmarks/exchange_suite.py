# ruff: noqa: E501 - rows of a printed table stand together
"""Our own exchanges: the plan against greedy dispatch, strict alternation, HiGHS on a time grid, and the LP's bound.

All figures of a row come from one run. Greedy sends every vehicle alone as soon as the rules allow; strict alternation lets
one convoy of 20 go each way and waits until it has arrived; HiGHS solves the same exchange as a programme in slots
(`_time_grid`), which stops by the clock. Seconds are of CPU. Run: python -m benchmarks.exchange_suite [SECONDS FOR HIGHS]
"""

import sys
import time
from dataclasses import replace

from benchmarks._time_grid import by_time_grid
from tests.exchange.cases import START
from tests.exchange.suite import days, two_sides
from trucekeeper.exchange.as_recorded import gone_as_announced
from trucekeeper.exchange.compose import shares, uniform
from trucekeeper.exchange.dispatch import by_share, dispatched
from trucekeeper.exchange.flow import slot_for, solve
from trucekeeper.exchange.kernel import evaluate_fast
from trucekeeper.exchange.live import Live
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import Coupling, Fleet, Gate, Group, Operation, Side, Site, Travel
from trucekeeper.exchange.plan import MANY_COLUMNS, Plan, make_plan
from trucekeeper.exchange.replan import Events, replan

M = 60


def towns() -> Operation:
    """Four towns in two blocks: 5,000 against 2,300 people, two sites a side."""
    people = (3500, 1500, 1300, 1000)
    ways = ((75, 45, 90), (85, 45, 100), (240, 60, 300), (220, 60, 280))
    return Operation(
        start=START,
        sides=(Side("F"), Side("M")),
        sites=tuple(
            Site(
                f"S{n}", n // 2, Travel.of(w[0] * M), Travel.of(w[1] * M), Travel.of(w[2] * M), windows=days(40),
                bays={n // 2: 10},
            )
            for n, w in enumerate(ways)
        ),
        groups=tuple(Group(f"G{n}", n, people[n], (n // 2,)) for n in range(4)),
        fleets=tuple(Fleet(f"B{k}", k, 75 - 15 * k, 50, 30 * M, {2 * k: 0, 2 * k + 1: 0}) for k in (0, 1)),
        gates=tuple(Gate(90, windows=days(40), lane=k) for k in (0, 1)),
        couplings=(Coupling((23, 50), (23 * 1250, 50 * 575), gated="crossed", counted="crossed"),),
        nights=two_sides().nights,
        horizon_s=40 * 86_400,
    )  # fmt: skip


def mixed(points: int = 20) -> Operation:
    """Many pick-up points and three kinds of vehicle a side, 15,000 people each."""
    sites, groups, fleets = [], [], []
    for k in (0, 1):
        own = {k * points + n: 0 for n in range(points)}
        for name, number, seats, load in (("bus", 40, 50, 30), ("minibus", 30, 16, 15), ("ambulance", 15, 4, 10)):
            fleets.append(Fleet(f"{name} {k}", k, number, seats, load * M, own))
        for n in range(points):
            out, back = 30 + 15 * (n * 7 % 9), 45 + 15 * (n * 5 % 9)
            bays = {3 * k: 2, 3 * k + 1: 2, 3 * k + 2: 1}
            place = k * points + n
            sites.append(
                Site(
                    f"P{place}",
                    k,
                    Travel.of(out * M),
                    Travel.of(45 * M),
                    Travel.of(back * M),
                    windows=days(40),
                    bays=bays,
                )
            )
            groups.append(Group(f"G{place}", place, 15_000 // points, (3 * k, 3 * k + 1, 3 * k + 2)))
    return Operation(
        start=START, sides=(Side("A"), Side("B")), sites=tuple(sites), groups=tuple(groups), fleets=tuple(fleets),
        gates=tuple(Gate(30, windows=days(40), lane=k) for k in (0, 1)),
        couplings=(Coupling((1, 1), (1000, 1000), gated="crossed", counted="crossed"),),
        nights=two_sides().nights, horizon_s=40 * 86_400,
    )  # fmt: skip


CASES = {
    "15k+15k": two_sides(),
    "15k+4k": two_sides((15_000, 4_000), units=(4, 15), ahead=4 * 1000),
    "four towns": towns(),
    "1M, 4,950 buses": two_sides(
        (495_000, 495_000), (2970, 1980), (990, 495), (3600 // 2, 3600 // 2), ahead=50_000
    ),
}  # fmt: skip


#: HiGHS gets so many seconds of the clock for each programme.
LIMIT_S = 60.0


def figures(found: Measure) -> str:
    """End, person-hours until safe and waiting at the point."""
    stuck = "STUCK " if found.stranded else ""
    return f"{stuck}{found.makespan_s / 3600:6.1f} h {found.person_hours:>12,.0f} PH, waiting at the point {found.at_point:>9,.0f}"


def by_greedy(operation: Operation) -> Measure:
    """Every vehicle alone and at once; with a choice of where to, it goes where the largest share of people is left."""
    if len(operation.sites) == len(operation.sides):
        plan = uniform(operation, (1, 1))
    else:
        split = shares(operation)
        found = dispatched(operation, split, by_share(operation, split))
        assert found is not None
        plan = found
    return measure(operation, plan, evaluate_fast(operation, plan))


def by_turns(operation: Operation) -> Measure:
    """One convoy of 20 each way, and nobody goes before it has arrived."""
    rules = tuple(replace(r, ahead=tuple(20 * 50 * u for u in r.units), counted="arrived") for r in operation.couplings)
    strict = replace(operation, couplings=rules)
    turns = uniform(strict, (20, max(1, 20 * operation.persons(1) // operation.persons(0))))
    return measure(strict, turns, evaluate_fast(strict, turns))


def told_grid(operation: Operation, plan: Plan, slot_s: int, limit_s: float) -> str:
    """HiGHS on the grid, with a third more time than the plan needs and a day."""
    until = plan.measure.makespan_s * 4 // 3 + 86_400
    found = by_time_grid(operation, until, slot_s, limit_s)
    slot = f"{slot_s // 60} min"
    told = f"  HiGHS   {slot:<6} {found.columns:,} columns, {found.status}, {found.cpu_s:.1f} s: "
    if found.person_hours is None:
        return told + f"no plan found; none on this grid below {found.bound:,.0f} PH"
    return told + (
        f"{found.makespan_h:.1f} h {found.person_hours:,.0f} PH ({found.person_hours / plan.measure.person_hours - 1:+.1%} against "
        f"fast), waiting at the point {found.at_point:,.0f}"
    )


def told_replan(operation: Operation, plan: Plan) -> str:
    """Three vehicles of the first fleet are lost at noon of the first day."""
    noon = 12 * 3600
    past = gone_as_announced(plan.times, Live({}), noon)
    began = time.process_time()
    again = replan(operation, plan.sequence, plan.times, past, noon, Events(lost={operation.fleets[0].id: 3}))
    took = time.process_time() - began
    return f"  re-plan {took:.2f} s after three lost vehicles; {len(plan.sequence.convoys):,} convoys, {again.measure.stranded} people stranded"


def case(name: str, operation: Operation, slots: tuple[int, ...], limit_s: float) -> None:
    """Print one exchange."""
    print(f"== {name}", flush=True)
    began = time.process_time()
    plan = make_plan(operation, prefer="fast")
    took = time.process_time() - began
    calm = make_plan(operation, prefer="calm")
    print(f"  fast    {figures(plan.measure)}; gap to the LP {plan.gap or 0:.2%}, {took:.1f} s with it; {plan.how}")
    print(
        f"  calm    {figures(calm.measure)}; at night {calm.measure.waiting_at_night:,.0f}; {len(calm.sequence.convoys)} convoys"
    )
    greedy = by_greedy(operation)
    share = plan.measure.at_point / max(1.0, greedy.at_point)
    print(f"  greedy  {figures(greedy)}; fast waits {share:.0%} of it")
    if len(operation.sites) <= 4:
        print(f"  strict  {figures(by_turns(operation))}")
    print(told_replan(operation, plan), flush=True)
    for slot_s in slots:
        print(told_grid(operation, plan, slot_s, limit_s), flush=True)


def main() -> None:
    """Print all exchanges; both kinds of search are compiled before."""
    limit_s = float(sys.argv[1]) if len(sys.argv) > 1 else LIMIT_S
    make_plan(two_sides((500, 500)), with_bound=True)
    make_plan(mixed(2), with_bound=True)
    for name, operation in CASES.items():
        case(name, operation, (900, 300), limit_s)
    operation = mixed()
    until = 66 * 3600
    began = time.process_time()
    flow = solve(operation, until, slot_for(operation, until, MANY_COLUMNS))
    lp = time.process_time() - began
    case("20 points x 3 kinds of vehicle", operation, (1800,), limit_s)
    print(f"  LP      {flow.person_hours:,.0f} PH, optimal {flow.optimal}, {flow.columns:,} columns, {lp:.1f} s alone")


if __name__ == "__main__":
    main()
