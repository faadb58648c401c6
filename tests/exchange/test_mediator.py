from dataclasses import replace

import pytest

from tests.exchange.cases import drawn
from tests.exchange.suite import two_sides
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import evaluate
from trucekeeper.exchange.guarantee import safe_sequence, tapering
from trucekeeper.exchange.hold_test import sizes_for_a_hold, survives_a_hold
from trucekeeper.exchange.kernel import evaluate_fast
from trucekeeper.exchange.lead import bounds_in_people, leads
from trucekeeper.exchange.measure import max_ahead, measure
from trucekeeper.exchange.mediator import allowed_sizes, price_of_mistrust, smallest_tranche, tranches
from trucekeeper.exchange.model import NEVER, Hold
from trucekeeper.exchange.stop_now import moment_of, stop_now
from trucekeeper.exchange.waiting import waiting


def test_a_looser_bound_never_costs_more_and_the_plan_is_never_below_the_least() -> None:
    prices = price_of_mistrust(two_sides((3000, 3000)), [100, 500, 1500, None], 6 * 86_400, with_plans=True)

    least = [one.least_person_hours for one in prices]
    assert [one.ahead for one in prices] == [100, 500, 1500, None]
    assert least == sorted(least, reverse=True)
    assert least[0] > least[-1]
    for one in prices:
        assert one.planned is not None
        assert one.planned.person_hours >= one.least_person_hours * 0.999


def test_under_a_bound_smaller_than_a_bus_load_buses_leave_less_full() -> None:
    (price,) = price_of_mistrust(two_sides((1000, 1000)), [20], 20 * 86_400, with_plans=True)

    assert price.least_person_hours > 0
    assert price.planned is not None
    assert price.planned.stranded == 0
    assert max(price.planned.max_ahead) <= 20


def test_25_buses_a_convoy_take_a_quarter_longer_than_20_where_25_does_not_divide_the_fleet() -> None:
    hours = {}
    for size in (20, 25):
        # As in the reference figures: a quarter of an hour to agree on the count, and a bound of one convoy.
        operation = two_sides(ahead=size * 50)
        operation = replace(operation, couplings=tuple(replace(c, verify_s=900) for c in operation.couplings))
        (found,) = tranches(operation, [size])
        assert found.idle == (60 % size, 40 % size)
        assert found.hours is not None
        hours[size] = found.hours

    assert hours[25] > 1.25 * hours[20]


def test_a_size_that_takes_a_quarter_longer_than_a_smaller_one_is_marked() -> None:
    table = tranches(two_sides(ahead=1250), [10, 20, 25, 30, 40])

    hours = [one.hours or 0.0 for one in table]
    for place, one in enumerate(table):
        assert one.resonant == (hours[place] > 1.25 * min(hours[: place + 1]))


def test_the_smallest_tranche_keeps_the_exposure_that_was_asked_for() -> None:
    table = tranches(two_sides((3000, 3000), ahead=3000), [1, 2, 5, 10, 20], exposure=400)
    best = smallest_tranche(table)

    assert best is not None
    assert all(max(one.ahead) <= 400 for one in table if one.hours is not None)
    assert table[-1].hours is None, "a convoy of 1,000 people cannot leave under a bound of 400"
    through = [one.hours for one in table if one.hours is not None]
    assert best.hours is not None
    assert best.hours <= min(through) * 1.02


def test_only_sizes_that_the_escorts_allow_are_tried() -> None:
    operation = two_sides()
    operation = replace(operation, sides=tuple(replace(side, shortest=5, longest=20) for side in operation.sides))

    assert allowed_sizes(operation, (1, 5, 20, 25)) == [5, 20]


@pytest.mark.parametrize(("tranche", "guarantee"), [(1000, 800), (50, 40)])
def test_equal_tranches_need_a_guarantee_in_proportion_to_their_size(tranche: int, guarantee: int) -> None:
    found = safe_sequence((15_000, 15_000), tranche, 0.8)

    assert found.guarantee == pytest.approx(guarantee)


def test_where_holding_is_worth_more_than_getting_no_tranche_is_small_enough() -> None:
    small, large = (safe_sequence((15_000, 15_000), tranche, 1.2).guarantee for tranche in (50, 1000))

    assert small >= 0.2 * 15_000
    assert large >= small


def test_the_side_that_values_its_hold_more_lets_people_go_first() -> None:
    # Who receives the first leg's people holds those of the second, and lets them go first if that hold tempts more.
    assert safe_sequence((5000, 5000), 500, (1.0, 0.5)).first == 1
    assert safe_sequence((5000, 5000), 500, (0.5, 1.0)).first == 0
    assert safe_sequence((5000, 5000), 500, 0.8).first == -1


@pytest.mark.parametrize("worth", [0.0, 0.5, 0.8, 1.0])
def test_tranches_taper_and_at_no_step_is_stopping_worth_more_than_the_guarantee(worth: float) -> None:
    sizes = tapering(15_000, 500, worth)

    assert sum(sizes) == 15_000
    assert list(sizes) == sorted(sizes, reverse=True)
    left = 15_000
    for size in sizes:
        # Who has just received `size` keeps `left` people and would lose `left - size` of its own.
        assert worth * left - (left - size) <= 500 + 1e-6
        left -= size


def test_where_nothing_is_self_enforcing_there_is_no_tapering_sequence() -> None:
    assert tapering(15_000, 500, 1.2) == ()
    assert tapering(15_000, 0, 1.0) == ()
    assert tapering(15_000, 3_050, 1.2) != ()


@pytest.mark.parametrize("seed", range(40))
def test_at_every_moment_everybody_is_somewhere(seed: int) -> None:
    operation, plan = drawn(seed)
    times = evaluate(operation, plan)

    curve = stop_now(operation, plan, times, 3600)

    assert curve == [one for at in {one.at_s: 0 for one in curve} for one in moment_of(operation, plan, times, at)]
    for side in range(len(operation.sides)):
        people = sum(convoy.persons for convoy in plan.convoys if convoy.side == side)
        for one in (moment for moment in curve if moment.side == side):
            assert one.home + one.outside + one.safe == people
            assert one.held + one.beyond + one.safe == people


@pytest.mark.parametrize("seed", range(40))
def test_waiting_by_place_and_hour_adds_up_to_the_waiting_of_the_plan(seed: int) -> None:
    operation, plan = drawn(seed)
    times = evaluate(operation, plan)
    found = waiting(operation, plan, times)
    whole = measure(operation, plan, times)

    assert sum(one.person_hours for one in found) == pytest.approx(whole.waiting_person_hours)
    at_point = sum(one.person_hours for one in found if one.site < 0)
    assert at_point == pytest.approx(whole.at_point)


@pytest.mark.parametrize("seed", range(40))
def test_the_staircase_reaches_exactly_as_high_as_the_measure_says(seed: int) -> None:
    operation, plan = drawn(seed)
    times = evaluate(operation, plan)
    steps = leads(operation, plan, times)

    units = operation.couplings[0].units if operation.couplings else (1,) * len(operation.sides)
    for side in range(len(operation.sides)):
        highest = max((one.people for one in steps if one.side == side), default=0)
        assert highest == max_ahead(operation, plan, times, side) // units[side]


def test_who_follows_batch_by_batch_is_never_ahead() -> None:
    operation = two_sides(ahead=1000)
    rule = replace(operation.couplings[0], batches=(500, 500), leads=1, ahead=(None, 1000))

    assert bounds_in_people(replace(operation, couplings=(rule,))) == (0, 1000)
    assert bounds_in_people(operation) == (1000, 1000)
    assert bounds_in_people(replace(operation, couplings=())) == (None, None)


def test_a_hold_certificate_is_what_each_hold_alone_gives() -> None:
    operation = two_sides((1500, 1000))
    plan = uniform(operation, (5, 5))
    test = survives_a_hold(operation, plan, 6 * 3600, None, 7200)

    end = max(one.arrived for one in evaluate(operation, plan))
    delays = {}
    for start in range(0, end, 7200):
        held = replace(operation, holds=(Hold(start, start + 6 * 3600, None),))
        last = max(one.arrived for one in evaluate(held, plan))
        if last < NEVER:
            delays[start] = last - end
    assert test.starts == len(range(0, end, 7200))
    assert test.survives == len(delays)
    assert test.worst_delay_s == max(delays.values()) == delays[test.worst_start_s]
    usual = measure(operation, plan, evaluate_fast(operation, plan)).waiting_person_hours
    assert test.usual_waiting == pytest.approx(usual)
    there = moment_of(operation, plan, evaluate(operation, plan), test.outside_start_s)
    assert test.caught == tuple((one.road, one.waiting) for one in there)
    assert test.most_outside == sum(road + point for road, point in test.caught)


def test_the_regret_of_the_best_size_is_nothing() -> None:
    found = sizes_for_a_hold(two_sides((3000, 3000)), [5, 10, 20], 6 * 3600)

    assert min(one.regret_h for one in found) == 0
    best = min(one.worst_h for one in found)
    assert all(one.worst_h - one.regret_h == pytest.approx(best) for one in found)
