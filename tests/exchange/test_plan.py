import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.suite import two_sides
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.measure import max_ahead
from trucekeeper.exchange.model import NEVER, Operation
from trucekeeper.exchange.plan import Plan, make_plan


def kept(operation: Operation, plan: Plan) -> None:
    """What every plan keeps, read off its times and not off how it was made."""
    assert plan.state in ("optimal", "feasible")
    assert sum(convoy.persons for convoy in plan.sequence.convoys) == sum(g.persons for g in operation.groups)
    assert all(times.arrived < NEVER for times in plan.times)
    for convoy, times in zip(plan.sequence.convoys, plan.times, strict=True):
        seats = sum(operation.fleets[fleet].seats * number for fleet, number in convoy.parts)
        assert convoy.persons <= seats
        assert convoy.release_s <= times.load <= times.loaded <= times.depart <= times.at_point <= times.crossing
        site, gate = operation.sites[convoy.site], operation.gates[convoy.side]
        assert any((o <= times.load and times.loaded <= c) or o <= times.depart < c for o, c in site.windows)
        assert any(o <= times.crossing and times.crossed <= c for o, c in gate.windows)
    for side in range(len(operation.sides)):
        for number, rule in enumerate(operation.couplings):
            bound = rule.ahead[side]
            if bound is not None:
                assert max_ahead(operation, plan.sequence, plan.times, side, number) <= bound
        in_use(operation, plan.sequence, plan, side)


def in_use(operation: Operation, sequence: Sequenced, plan: Plan, side: int) -> None:
    """No fleet has more vehicles out than it has, and no site more loading than it has bays."""
    for fleet, own in enumerate(operation.fleets):
        steps = []
        for convoy, times in zip(sequence.convoys, plan.times, strict=True):
            number = dict(convoy.parts).get(fleet, 0)
            steps += [(times.depart, number), (times.arrived + operation.sites[convoy.site].back.likely_s, -number)]
        out = 0
        for _, change in sorted(steps):
            out += change
            assert out <= own.vehicles


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(st.integers(50, 3000), st.integers(50, 3000)),
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    st.tuples(st.integers(1, 20), st.integers(1, 20)),
    st.integers(100, 2000),
    st.sampled_from([("departed", "arrived"), ("crossed", "crossed"), ("departed", "departed")]),
)
def test_no_plan_exceeds_the_bound_the_fleet_the_seats_or_the_hours(
    persons: tuple[int, int], vehicles: tuple[int, int], bays: tuple[int, int], ahead: int, events: tuple[str, str]
) -> None:
    operation = two_sides(
        persons,
        vehicles,
        bays,
        ahead=ahead * max(persons),
        units=(persons[1], persons[0]),
        gated=events[0],
        counted=events[1],
    )

    kept(operation, make_plan(operation, with_bound=False))


def test_the_bound_stands_below_the_plan_and_close_to_it() -> None:
    operation = two_sides()

    plan = make_plan(operation, prefer="fast")

    kept(operation, plan)
    assert plan.gap is not None
    assert 0 <= plan.gap < 0.01
    assert plan.bounds.makespan_s <= plan.measure.makespan_s


def test_a_calm_plan_lets_nobody_wait_outside_at_night() -> None:
    assert make_plan(two_sides(), with_bound=False).measure.waiting_at_night == 0


def test_a_last_tranche_that_nobody_answers_is_said_before_the_first_bus_leaves() -> None:
    operation = two_sides((5000, 2200), ahead=1000)

    plan = make_plan(operation)

    assert plan.state == "infeasible"
    assert plan.why_not == ("A: the sides stay in step",)


@pytest.mark.parametrize("events", [("departed", "arrived"), ("crossed", "crossed")])
def test_swapping_the_sides_swaps_the_plan(events: tuple[str, str]) -> None:
    from dataclasses import replace

    one = two_sides((1500, 1000), units=(2, 3), ahead=1200, gated=events[0], counted=events[1])
    swapped = replace(
        one,
        sides=one.sides[::-1],
        sites=tuple(replace(s, side=1 - s.side, bays={1 - f: n for f, n in s.bays.items()}) for s in one.sites[::-1]),
        groups=tuple(replace(g, site=1 - g.site, fleets=(1 - g.fleets[0],)) for g in one.groups[::-1]),
        fleets=tuple(
            replace(f, side=1 - f.side, ready={1 - s: t for s, t in f.ready.items()}) for f in one.fleets[::-1]
        ),
        gates=one.gates[::-1],
        couplings=tuple(replace(c, units=c.units[::-1]) for c in one.couplings),
    )

    first, second = make_plan(one, with_bound=False), make_plan(swapped, with_bound=False)

    assert first.measure.makespan_s == second.measure.makespan_s
    assert first.measure.person_hours == second.measure.person_hours
    assert first.measure.max_ahead == second.measure.max_ahead[::-1]
