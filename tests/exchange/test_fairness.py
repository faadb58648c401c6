from dataclasses import replace

import pytest

from tests.exchange.cases import drawn
from tests.exchange.suite import two_sides
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import Sequenced, evaluate
from trucekeeper.exchange.fairness import burdens, contrasts
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import NEVER, Convoy, Group, Hold


@pytest.mark.parametrize("seed", range(60))
def test_what_sides_and_categories_bear_adds_up_to_what_the_plan_costs(seed: int) -> None:
    operation, plan = drawn(seed)
    times = evaluate(operation, plan)
    found, whole = burdens(operation, plan, times), measure(operation, plan, times)

    sides = [one for one in found if one.category is None]
    assert [one.side for one in sides] == list(range(len(operation.sides)))
    assert [one.waiting_person_hours for one in sides] == pytest.approx(list(whole.per_side))
    assert sum(one.at_night for one in sides) == pytest.approx(whole.waiting_at_night)
    assert sum(one.person_hours for one in sides) == pytest.approx(whole.person_hours)
    assert sum(one.stranded for one in sides) == whole.stranded
    assert max((one.last_safe_s for one in sides if one.last_safe_s < NEVER), default=0) == whole.makespan_s
    for side in sides:
        parts = [one for one in found if one.side == side.side and one.category is not None]
        for name in ("people", "stranded", "waiting_person_hours", "at_night", "person_hours"):
            if parts:
                assert sum(getattr(one, name) for one in parts) == pytest.approx(getattr(side, name))
        if parts:
            assert min(one.first_safe_s for one in parts) == side.first_safe_s


def test_wounded_who_leave_first_and_the_others_whom_a_hold_keeps_at_the_point_are_told_apart() -> None:
    operation = two_sides((100, 50), ahead=None)
    groups = (Group("W", 0, 50, (0,), category="WOUNDED"), Group("O", 0, 50, (0,)), operation.groups[1])
    nine = 9 * 3600
    operation = replace(operation, groups=groups, holds=(Hold(nine, nine + 4 * 3600, 0),))
    parts = ((0, 1),)
    plan = Sequenced(
        (
            Convoy("A1", 0, 0, parts, ((0, 50),)),
            Convoy("A2", 0, 0, parts, ((1, 50),), release_s=nine - 4000),
            Convoy("B1", 1, 1, ((1, 1),), ((2, 50),)),
        )
    )

    side, wounded, others, other_side = burdens(operation, plan, evaluate(operation, plan))

    assert [one.category for one in (side, wounded, others, other_side)] == [None, "WOUNDED", "", None]
    assert (wounded.people, wounded.waiting_person_hours, wounded.longest_wait_s) == (50, 0.0, 0)
    # Loaded from 7:53 to 8:23, at the point at 9:08, let through at 13:00.
    at_point = nine - 4000 + 1800 + 2700
    assert others.longest_wait_s == nine + 4 * 3600 - at_point
    assert others.waiting_person_hours == pytest.approx(50 * others.longest_wait_s / 3600)
    # One safe at 8:01 and a half, the others at 13:46 and a half.
    assert others.last_safe_s - wounded.last_safe_s == 20_700
    assert [(more.category, less.category) for more, less in contrasts((side, wounded, others))] == [("", "WOUNDED")]


def test_people_who_never_get_through_are_counted_as_stranded_and_not_as_quick() -> None:
    operation = two_sides((100, 50), ahead=0)
    plan = uniform(operation, (1, 1))

    side, *_ = burdens(operation, plan, evaluate(operation, plan))

    assert (side.people, side.stranded, side.first_safe_s) == (100, 100, NEVER)
    assert side.a_head(side.waiting_person_hours) == 0.0
