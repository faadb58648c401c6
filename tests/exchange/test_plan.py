import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.cases import START
from tests.exchange.suite import days, two_sides
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.measure import max_ahead
from trucekeeper.exchange.model import NEVER, Coupling, Fleet, Gate, Group, Operation, Side, Site, Travel
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
    """No fleet has more vehicles out than it has, and no site more loading than its bays can do in the time."""
    for fleet, own in enumerate(operation.fleets):
        steps = []
        for convoy, times in zip(sequence.convoys, plan.times, strict=True):
            number = dict(convoy.parts).get(fleet, 0)
            # Its next site may be nearer than the one it came from.
            shortest = min(operation.sites[place].back.likely_s for place in own.ready)
            back = times.arrived + shortest if own.returns else NEVER
            steps += [(times.depart, number), (back, -number)]
        out = 0
        for at, change in sorted(steps):
            out += change
            assert at >= NEVER or out <= own.vehicles
    for place in operation.sites_of(side):
        for fleet, bays in operation.sites[place].bays.items():
            loading = [
                (times.load, times.loaded, dict(convoy.parts).get(fleet, 0) * operation.fleets[fleet].load_s)
                for convoy, times in zip(sequence.convoys, plan.times, strict=True)
                if convoy.site == place and bays
            ]
            for begin in {load for load, _, _ in loading}:
                done = 0
                for _, end, work in sorted((one for one in loading if one[0] >= begin), key=lambda one: one[1]):
                    done += work
                    assert done <= bays * (end - begin)


@st.composite
def mixed_operations(draw: st.DrawFn) -> Operation:
    """Several sites a side, one to three kinds of vehicle, families, wounded who go first, private vehicles."""
    sites: list[Site] = []
    groups: list[Group] = []
    fleets: list[Fleet] = []
    for side in (0, 1):
        own = range(len(sites), len(sites) + draw(st.integers(1, 3)))
        kinds = [(50, 1800), (16, 900), (8, 600)][: draw(st.integers(1, 3))]
        of_side = tuple(range(len(fleets), len(fleets) + len(kinds)))
        fleets += [
            Fleet(f"F{len(fleets) + n}", side, draw(st.integers(1, 8)), seats, load, dict.fromkeys(own, 0))
            for n, (seats, load) in enumerate(kinds)
        ]
        for place in own:
            out, back = (60 * draw(st.integers(10, 120)) for _ in range(2))
            bays = {fleet: draw(st.integers(0, 3)) for fleet in of_side}
            ways = Travel.of(out), Travel.of(1800), Travel.of(back)
            sites.append(Site(f"S{place}", side, *ways, windows=days(60), bays=bays))
            families = ((draw(st.integers(2, 8)), draw(st.integers(1, 20))),)
            persons = families[0][0] * families[0][1] + draw(st.integers(1, 200))
            groups.append(Group(f"G{place}", place, persons, of_side, families=families, rank=1))
            if draw(st.booleans()):
                groups.append(Group(f"W{place}", place, draw(st.integers(1, 40)), of_side, category="W", rank=0))
    sums = [sum(g.persons for g in groups if sites[g.site].side == side) for side in (0, 1)]
    gated, counted = draw(st.sampled_from([("crossed", "crossed"), ("departed", "arrived")]))
    ahead = draw(st.integers(60, 400)) * max(sums)
    return Operation(
        start=START,
        sides=(Side("A"), Side("B", shortest=draw(st.integers(1, 3)), longest=draw(st.sampled_from([None, 5])))),
        sites=tuple(sites),
        groups=tuple(groups),
        fleets=tuple(fleets),
        gates=tuple(Gate(60, windows=days(60), lane=draw(st.sampled_from([0, side]))) for side in (0, 1)),
        couplings=(Coupling((sums[1], sums[0]), (ahead, ahead), gated=gated, counted=counted),),
        nights=two_sides().nights,
        horizon_s=60 * 86_400,
    )


@settings(max_examples=20, deadline=None)
@given(mixed_operations(), st.sampled_from(["calm", "fast"]))
def test_no_plan_of_a_mixed_fleet_breaks_a_rule_or_divides_a_family(operation: Operation, prefer: str) -> None:
    plan = make_plan(operation, prefer=prefer, with_bound=False)
    if plan.state == "infeasible":
        assert plan.why_not
        return

    kept(operation, plan)
    for place, group in enumerate(operation.groups):
        carried = sum(dict(convoy.people).get(place, 0) for convoy in plan.sequence.convoys)
        assert carried == group.persons
    for convoy in plan.sequence.convoys:
        assert len({operation.groups[group].site for group, _ in convoy.people} | {convoy.site}) == 1
        longest = operation.sides[convoy.side].longest
        assert longest is None or convoy.vehicles <= longest


@settings(max_examples=2, deadline=None)
@given(mixed_operations())
def test_the_same_exchange_gives_the_same_plan(operation: Operation) -> None:
    first, second = make_plan(operation), make_plan(operation)

    assert first.sequence == second.sequence
    assert first.times == second.times
    assert first.gap == second.gap


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
    assert plan.why_not == (
        "A: the sides stay in step; against 2,200 people its 5,000 would in the end be 1,800 too many",
    )


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
