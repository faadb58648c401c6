from dataclasses import replace
from itertools import product
from random import Random

import pytest

from tests.exchange.cases import drawn
from tests.exchange.suite import two_sides
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import Sequenced, evaluate
from trucekeeper.exchange.fairness import burdens
from trucekeeper.exchange.hold_test import regret_h, sizes_for_a_hold, survives_a_hold
from trucekeeper.exchange.model import NEVER, Convoy, Hold, Operation, Shelter
from trucekeeper.exchange.plan import make_plan
from trucekeeper.exchange.shelter import Lot, cover, housed, under_cover_at_night
from trucekeeper.exchange.stop_now import stop_now

M, H = 60, 3600
#: From home to the point it takes three quarters of an hour for A, an hour and a half for B.
AT_POINT = {0: (45 * M, 0), 1: (90 * M, 0)}


def most_by_search(lots: list[tuple[int, tuple[int, ...]]], places: list[int]) -> int:
    """Single persons into shelters by trying everything."""
    people = [reach for number, reach in lots for _ in range(number)]
    best = 0
    for choice in product(*((*reach, -1) for reach in people)):
        if all(choice.count(one) <= room for one, room in enumerate(places)):
            best = max(best, sum(one >= 0 for one in choice))
    return best


@pytest.mark.parametrize("seed", range(60))
def test_as_many_find_a_place_as_can(seed: int) -> None:
    draw = Random(seed)
    places = [draw.randint(0, 3) for _ in range(draw.randint(1, 3))]
    lots = [
        (draw.randint(0, 2), tuple(one for one in range(len(places)) if draw.random() < 0.6))
        for _ in range(draw.randint(1, 3))
    ]

    reached = [{one: draw.randint(0, 9) for one in reach} for _, reach in lots]
    found = housed([Lot(0, number, reach) for (number, _), reach in zip(lots, reached, strict=True)], places)

    assert sum(sum(one.values()) for one in found) == most_by_search(lots, places)
    for (number, reach), one in zip(lots, found, strict=True):
        assert sum(one.values()) <= number
        assert set(one) <= set(reach)
    for shelter, room in enumerate(places):
        assert sum(one.get(shelter, 0) for one in found) <= room


def one_bus_each(shelters: tuple[Shelter, ...]) -> tuple[Operation, Sequenced]:
    """A bus of each side; A's leaves at 6:30, is at the point at 7:15, and is held there until noon."""
    operation = two_sides((50, 50), ahead=None)
    operation = replace(operation, shelters=shelters, holds=(Hold(7 * H, 12 * H, 0),))
    return operation, uniform(operation, (1, 1))


@pytest.mark.parametrize(
    ("clock", "ways", "within", "covered"),
    [
        (6 * H + 20 * M, (0, 45 * M), 2 * H, 0),  # still loading: nobody sits in it yet
        (6 * H + 40 * M, (45 * M, 0), 2 * H, 30),  # ten minutes gone: on to the point
        (6 * H + 40 * M, (45 * M, 0), 35 * M, 0),  # 35 minutes to go are too many
        (6 * H + 40 * M, (45 * M, 0), 36 * M, 30),
        (6 * H + 40 * M, (0, 45 * M), 11 * M, 30),  # or back home
        (6 * H + 50 * M, (20 * M, 25 * M), 1 * M, 30),  # just passing a place on the way
        (6 * H + 50 * M, (30 * M, None), 51 * M, 30),  # back, and then on from home
        (6 * H + 50 * M, (None, 30 * M), 56 * M, 30),  # to the point and on from there
        (6 * H + 50 * M, (None, 30 * M), 55 * M, 0),
        (9 * H, (45 * M, 0), 2 * H, 30),  # standing at the point
        (9 * H, (None, 30 * M), 2 * H, 30),
        (9 * H, (20 * M, None), 2 * H, 0),  # nobody knows how far it is from there
        (12 * H + 2 * M, (45 * M, 0), 2 * H, 0),  # past the gate
    ],
)
def test_where_a_stop_strikes_decides_who_reaches_a_shelter(
    clock: int, ways: tuple[int | None, int | None], within: int, covered: int
) -> None:
    operation, plan = one_bus_each((Shelter("S", 30, {0: ways}),))
    start = operation.seconds(operation.start.replace(hour=0))

    found = cover(operation, plan, evaluate(operation, plan), start + clock, within_s=within)

    assert found.by_side == (covered, 0)
    assert found.by_shelter == (covered,)


def test_whose_leg_a_shelter_is_not_for_finds_none() -> None:
    operation, plan = one_bus_each((Shelter("S", 30, {1: (90 * M, 0)}),))

    assert cover(operation, plan, evaluate(operation, plan), 9 * H).by_side == (0, 0)


def test_who_waits_where_more_wait_than_a_shelter_takes_waits_partly_in_the_open() -> None:
    operation, plan = one_bus_each((Shelter("S", 30, AT_POINT),))
    bare = replace(operation, shelters=())
    times = evaluate(operation, plan)

    side, other = burdens(operation, plan, times)

    assert side.waiting_person_hours == pytest.approx(50 * 4.75)
    assert side.in_open == pytest.approx(20 * 4.75)
    assert other.in_open == other.waiting_person_hours == 0
    assert burdens(bare, plan, times)[0].in_open == pytest.approx(50 * 4.75)


@pytest.mark.parametrize("seed", range(40))
def test_no_roof_no_cover_and_roofs_for_all_leave_nobody_in_the_open(seed: int) -> None:
    operation, plan = drawn(seed)
    times = evaluate(operation, plan)
    ways = {place: (None, 0) for place in range(len(operation.sites))}
    at_home = tuple(Shelter(f"H{place}", 10**6, {place: (0, None)}) for place in range(len(operation.sites)))
    some = replace(operation, shelters=(Shelter("S", 100, ways),))
    all_ = replace(operation, shelters=(Shelter("S", 10**6, ways), *at_home))

    none, few, full = (burdens(one, plan, times) for one in (operation, some, all_))

    for bare, roofed, dry in zip(none, few, full, strict=True):
        assert bare.in_open == pytest.approx(bare.waiting_person_hours)
        assert bare.open_at_night == pytest.approx(bare.at_night)
        assert roofed.in_open <= bare.in_open + 1e-6
        assert dry.in_open == pytest.approx(0, abs=1e-6)
        assert roofed.waiting_person_hours == bare.waiting_person_hours == dry.waiting_person_hours


@pytest.mark.parametrize("seed", range(40))
def test_the_stop_now_curve_tells_who_would_have_a_place_and_never_more_than_there_are(seed: int) -> None:
    operation, plan = drawn(seed)
    times = evaluate(operation, plan)
    roofed = replace(
        operation, shelters=(Shelter("S", 150, {place: (None, 0) for place in range(len(operation.sites))}),)
    )

    curve = stop_now(roofed, plan, times, 3600)

    for at in {one.at_s for one in curve}:
        there = [one for one in curve if one.at_s == at]
        assert sum(one.covered for one in there) <= 150
        assert all(0 <= one.covered <= one.loaded + one.road + one.waiting for one in there)
        assert sum(one.covered for one in there) >= min(150, sum(one.waiting for one in there)) or not operation.sites
    assert [replace(one, covered=0) for one in curve] == stop_now(operation, plan, times, 3600)


def late_and_far() -> Operation:
    """So far from the point that who leaves in the afternoon stands there at night."""
    operation = two_sides((2000, 1000), (12, 8), ahead=None)
    from trucekeeper.exchange.model import Travel

    return replace(operation, sites=tuple(replace(site, to_point=Travel.of(7 * H)) for site in operation.sites))


def test_with_a_roof_at_the_point_people_may_spend_the_night_there_and_are_safe_sooner() -> None:
    bare = late_and_far()
    roofed = replace(bare, shelters=(Shelter("SCHOOL", 300, {0: (7 * H, 0), 1: (7 * H, 0)}),))

    without, with_roof = (make_plan(one, with_bound=False) for one in (bare, roofed))

    assert without.measure.waiting_at_night == 0
    assert with_roof.measure.waiting_at_night > 0
    assert with_roof.measure.person_hours < without.measure.person_hours
    sides = burdens(roofed, with_roof.sequence, with_roof.times)
    assert sum(one.open_at_night for one in sides) == pytest.approx(0, abs=1e-6)
    stay = under_cover_at_night(roofed, with_roof.sequence, with_roof.times)
    assert sum(with_roof.sequence.convoys[one].persons for one in stay) > 0


def test_of_two_places_a_night_only_who_fits_stays() -> None:
    operation = replace(late_and_far(), shelters=(Shelter("SCHOOL", 60, {0: (7 * H, 0)}),))
    parts = ((0, 1),)
    convoys = tuple(
        Convoy(f"A{number}", 0, 0, parts, ((0, 50),), release_s=operation.seconds(operation.start) + 12 * H)
        for number in range(2)
    )
    plan = Sequenced(convoys)

    assert under_cover_at_night(operation, plan, evaluate(operation, plan)) == {0}


def test_a_hold_certificate_tells_how_many_stand_in_the_open_and_who_is_where() -> None:
    operation = two_sides((1500, 1000))
    plan = uniform(operation, (5, 5))
    roofed = replace(operation, shelters=(Shelter("SCHOOL", 200, AT_POINT),))

    bare, test = (survives_a_hold(one, plan, 6 * H, None) for one in (operation, roofed))

    assert bare.most_in_open == bare.most_outside
    assert test.most_outside == bare.most_outside
    assert test.most_in_open == bare.most_outside - 200
    assert test.sheltered == (200,)
    assert [one.delay_s for one in test.course] == [one.delay_s for one in bare.course]
    for one in test.course:
        assert one.outside - 200 <= one.in_open <= one.outside
    short = survives_a_hold(roofed, plan, 5 * M, None)
    assert short.most_in_open >= test.most_in_open, "who reaches it after the hold has ended does not count"


def test_regret_by_moment_is_what_the_best_size_would_have_saved_under_the_same_hold() -> None:
    operation = two_sides((1500, 1000))
    plan = uniform(operation, (20, 20))
    makespan = max(one.arrived for one in evaluate(operation, plan))
    test, choices = survives_a_hold(operation, plan, 6 * H, None), sizes_for_a_hold(operation, [5, 20], 6 * H)

    regret = dict(regret_h(test, makespan, choices))

    for one in test.course:
        held = replace(operation, holds=(Hold(one.start_s, one.start_s + 6 * H),))
        ends = [max(t.arrived for t in evaluate(held, uniform(held, (size, size)))) / H for size in (5, 20)]
        assert regret[one.start_s] == pytest.approx(max(0.0, (makespan + one.delay_s) / H - min(ends)))
    assert regret_h(replace(test, course=(replace(test.course[0], delay_s=NEVER),)), makespan, choices) == [(0, None)]
