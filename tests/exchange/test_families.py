"""No family is ever divided: not in a plan, not in a plan made anew, not by a batch."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.suite import two_sides
from tests.exchange.test_plan import kept, mixed_operations
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.live import Live
from trucekeeper.exchange.model import NEVER, Coupling, Fleet, Operation
from trucekeeper.exchange.plan import make_plan
from trucekeeper.exchange.replan import Events, replan
from trucekeeper.exchange.seats import portion, vehicle_loads
from trucekeeper.exchange.shape import announced, plan_shape


def families_are_whole(operation: Operation, sequence: Sequenced, divided_by_choice: int = 0) -> None:
    """Every family of every group sits in exactly one vehicle, and no family is counted twice or left out."""
    seen: Counter[tuple[int, int]] = Counter()
    for convoy in sequence.convoys:
        vehicles, people = Counter[int](), Counter[int]()
        for load in convoy.loads:
            assert sum(size * number for size, number in load.families) <= load.persons
            assert load.persons <= operation.fleets[load.fleet].seats
            assert load.fleet in operation.groups[load.group].fleets
            vehicles[load.fleet] += load.vehicles
            people[load.group] += load.vehicles * load.persons
            for size, number in load.families:
                seen[load.group, size] += load.vehicles * number
        assert dict(convoy.parts) == dict(vehicles)
        assert dict(convoy.people) == dict(people)
    for place, group in enumerate(operation.groups):
        there = {size: number for (of, size), number in seen.items() if of == place}
        wanted = Counter[int]()
        for size, number in group.families:
            wanted[size] += number
        missing = sum((wanted[size] - there.get(size, 0)) for size in wanted)
        assert all(there.get(size, 0) <= number for size, number in wanted.items())
        assert missing <= divided_by_choice


@settings(max_examples=20, deadline=None)
@given(mixed_operations())
def test_every_family_of_a_plan_sits_in_one_vehicle(operation: Operation) -> None:
    plan = make_plan(operation, with_bound=False)

    kept(operation, plan)
    families_are_whole(operation, plan.sequence)


def with_families(seats: int = 50) -> Operation:
    one = two_sides((1300, 900), (30, 20), ahead=300)
    kin = ((7, 60), (5, 80), (3, 100))
    kin_b = ((8, 50), (6, 50))
    more = Fleet("vans A", 0, 6, 9, 900, {0: 0})
    return replace(
        one,
        groups=(replace(one.groups[0], families=kin, fleets=(0, 2)), replace(one.groups[1], families=kin_b)),
        fleets=(replace(one.fleets[0], seats=seats), replace(one.fleets[1], seats=seats), more),
    )


@settings(max_examples=40, deadline=None)
@given(
    left=st.tuples(st.integers(0, 30), st.integers(1, 20), st.integers(0, 6)),
    more=st.tuples(st.integers(0, 130), st.integers(0, 130)),
    now_h=st.integers(5, 30),
    seats=st.sampled_from([20, 50, 67]),
)
def test_no_loss_of_vehicles_divides_a_family_or_loses_anybody(
    left: tuple[int, int, int], more: tuple[int, int], now_h: int, seats: int
) -> None:
    operation = with_families(seats)
    plan = make_plan(operation, with_bound=False)
    lost = {fleet.id: fleet.vehicles - kept for fleet, kept in zip(operation.fleets, left, strict=True)}
    gone = {place: one for place, one in enumerate(plan.times) if one.depart <= now_h * 3600}
    extra = {"A": more[0], "B": more[1]}

    found = replan(operation, plan.sequence, plan.times, Live(gone), now_h * 3600, Events(lost, extra))

    families_are_whole(operation, found.sequence)
    assert sum(c.persons for c in found.sequence.convoys) == 2200 + sum(more)
    for convoy, one in zip(found.sequence.convoys, found.times, strict=True):
        if one.depart > now_h * 3600 and one.depart < NEVER:
            assert all(number <= found.operation.fleets[fleet].vehicles for fleet, number in convoy.parts)


@settings(max_examples=40, deadline=None)
@given(stays=st.dictionaries(st.integers(0, 8), st.integers(1, 200), max_size=4), turns=st.integers(0, 40))
def test_who_stays_or_turns_back_leaves_no_other_family_divided(stays: dict[int, int], turns: int) -> None:
    operation = with_families()
    plan = make_plan(operation, with_bound=False)
    stays = {place: min(less, plan.sequence.convoys[place].persons) for place, less in stays.items()}
    back = {0: turns} if turns and 0 not in stays else {}

    found = replan(operation, plan.sequence, plan.times, Live({}, refused=stays, back_alone=back), 3600)

    # A family of whom some stay is no family of the list any more; at most one vehicle a convoy is touched by each.
    families_are_whole(operation, found.sequence, divided_by_choice=10_000)
    assert sum(c.persons for c in found.sequence.convoys) == 2200 - sum(stays.values())


def test_a_plan_file_says_who_sits_with_whom_and_is_read_back_the_same() -> None:
    operation = with_families()
    plan = make_plan(operation, with_bound=False)

    read, times = announced(operation, json.loads(json.dumps(plan_shape(operation, plan, 0.0))), "plan.json")

    assert [c.loads for c in read.convoys] == [c.loads for c in plan.sequence.convoys]
    assert times[0].depart == plan.times[0].depart


@pytest.mark.parametrize(("seats", "size"), [(67, 6), (50, 6), (40, 6)])
def test_a_batch_that_whole_vehicles_do_not_fill_is_filled_by_one_vehicle_that_leaves_less_full(
    seats: int, size: int
) -> None:
    one = two_sides((15_000, 2_500), (60, 25), ahead=None)
    batches = Coupling((1, 6), (None, 7500), batches=(7500, 1250), leads=1, gated="departed", counted="arrived")
    kin = tuple(((size, g.persons // 2 // size),) for g in one.groups)
    operation = replace(
        one,
        couplings=(batches,),
        groups=tuple(replace(g, families=families) for g, families in zip(one.groups, kin, strict=True)),
        fleets=tuple(replace(fleet, seats=seats) for fleet in one.fleets),
    )

    plan = make_plan(operation, with_bound=False)

    assert plan.state == "feasible", plan.why_not
    families_are_whole(operation, plan.sequence)
    for side, batch in ((0, 7500), (1, 1250)):
        gone, edges = 0, set()
        for convoy in (c for c in plan.sequence.convoys if c.side == side):
            gone += convoy.persons
            edges.add(gone)
        assert batch in edges, "the first batch is exactly full"


@given(
    st.lists(st.tuples(st.integers(2, 9), st.integers(1, 9)), max_size=3, unique_by=lambda one: one[0]),
    st.integers(0, 20), st.integers(1, 60),
)  # fmt: skip
def test_a_portion_of_a_vehicle_is_whole_families_and_fits(
    families: list[tuple[int, int]], alone: int, room: int
) -> None:
    persons, chosen = portion(families, alone, room)

    there = dict(families)
    assert all(number <= there[size] for size, number in chosen)
    kin = sum(size * number for size, number in chosen)
    assert kin <= persons <= min(room, kin + alone)
    if alone >= room:
        assert persons == room


@given(
    st.lists(st.tuples(st.integers(2, 9), st.integers(0, 50)), max_size=3, unique_by=lambda one: one[0]),
    st.integers(0, 300), st.integers(9, 70),
)  # fmt: skip
def test_loads_hold_all_families_and_all_who_travel_alone(
    families: list[tuple[int, int]], alone: int, seats: int
) -> None:
    persons = sum(size * number for size, number in families) + alone

    loads = list(vehicle_loads(persons, families, seats))

    assert sum(full * many for full, many, _ in loads) == persons
    seen = Counter[int]()
    for full, many, kin in loads:
        assert sum(size * number for size, number in kin) <= full <= seats
        for size, number in kin:
            seen[size] += number * many
    assert seen == Counter({size: number for size, number in families if number})
