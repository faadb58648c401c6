# ruff: noqa: E501 - rows of a printed table stand together
"""Our own exchanges: the plan against greedy dispatch, strict alternation and the bound of the linear programme.

All figures of a row come from one run. Greedy sends every vehicle alone as soon as the rules allow; strict alternation lets
one convoy of 20 go each way and waits until it has arrived. Run: python -m benchmarks.exchange_suite
"""

import time
from dataclasses import replace

from tests.exchange.cases import START
from tests.exchange.suite import days, two_sides
from trucekeeper.exchange.compose import shares, uniform
from trucekeeper.exchange.dispatch import by_share, dispatched
from trucekeeper.exchange.flow import slot_for, solve
from trucekeeper.exchange.kernel import evaluate_fast
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import Coupling, Fleet, Gate, Group, Operation, Side, Site, Travel
from trucekeeper.exchange.plan import MANY_COLUMNS, make_plan

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


def figures(found: Measure) -> str:
    stuck = "STUCK " if found.stranded else ""
    return f"{stuck}{found.makespan_s / 3600:6.1f} h {found.person_hours:>12,.0f} PH, waiting at the point {found.at_point:>9,.0f}"


def main() -> None:
    make_plan(two_sides((500, 500)), with_bound=True)
    for name, operation in CASES.items():
        print(f"== {name}")
        began = time.process_time()
        plan = make_plan(operation, prefer="fast")
        took = time.process_time() - began
        calm = make_plan(operation, prefer="calm")
        greedy = uniform(operation, (1, 1))
        by_greedy = measure(operation, greedy, evaluate_fast(operation, greedy))
        rules = tuple(
            replace(r, ahead=tuple(20 * 50 * u for u in r.units), counted="arrived") for r in operation.couplings
        )
        strict = replace(operation, couplings=rules)
        sizes = (20, max(1, 20 * operation.persons(1) // operation.persons(0)))
        turns = uniform(strict, sizes)
        by_turns = measure(strict, turns, evaluate_fast(strict, turns))
        print(f"  fast    {figures(plan.measure)}; gap to the LP {plan.gap or 0:.2%}, {took:.1f} s with it; {plan.how}")
        print(
            f"  calm    {figures(calm.measure)}; at night {calm.measure.waiting_at_night:,.0f}; {len(calm.sequence.convoys)} convoys"
        )
        print(f"  greedy  {figures(by_greedy)}")
        print(f"  strict  {figures(by_turns)}")
    operation = mixed()
    until = 66 * 3600
    began = time.process_time()
    flow = solve(operation, until, slot_for(operation, until, MANY_COLUMNS))
    lp = time.process_time() - began
    began = time.process_time()
    make_plan(operation, prefer="fast", with_bound=False)
    without = time.process_time() - began
    began = time.process_time()
    plan = make_plan(operation, prefer="fast")
    took = time.process_time() - began
    split = shares(operation)
    greedy = dispatched(operation, split, by_share(operation, split))
    assert greedy is not None
    by_greedy = measure(operation, greedy, evaluate_fast(operation, greedy))
    print("== 20 points x 3 kinds of vehicle")
    print(f"  LP      {flow.person_hours:,.0f} PH, optimal {flow.optimal}, {flow.columns:,} columns, {lp:.1f} s")
    print(f"  fast    {figures(plan.measure)}; gap {plan.gap:.2%}; all {took:.1f} s, without programme {without:.1f} s")
    print(f"          {plan.how}, {len(plan.sequence.convoys)} convoys")
    print(f"  greedy  {figures(by_greedy)}; above the LP {by_greedy.person_hours / flow.person_hours - 1:.2%}")


if __name__ == "__main__":
    main()
