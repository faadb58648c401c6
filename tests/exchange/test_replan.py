from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.suite import two_sides
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.live import live
from trucekeeper.exchange.manifest import Household, NoSeatError, manifest
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.exchange.plan import make_plan
from trucekeeper.exchange.reconcile import reconcile
from trucekeeper.exchange.replan import Events, Replan, replan
from trucekeeper.exchange.split import told_as
from trucekeeper.ledger.record import Count, Happened, Hold, Movement, Record, Resume


def planned() -> tuple[Operation, Sequenced, tuple[Times, ...]]:
    operation = two_sides((4000, 4000), ahead=1000)
    plan = make_plan(operation, with_bound=False)
    return operation, plan.sequence, plan.times


def _movement(operation: Operation, convoy: str, event: str, at_s: int, persons: int, speaker: str) -> Movement:
    at = operation.moment(at_s)
    happened = Happened(start=at, end=at + timedelta(minutes=1))
    return Movement(
        id=f"{convoy}-{event}-{speaker}",
        speaker=speaker,
        said_at=at,
        happened=happened,
        event=event,  # type: ignore[arg-type]
        quantity=Count(low=persons, high=persons),
        convoy=convoy,
    )


def as_planned(operation: Operation, sequence: Sequenced, times: tuple[Times, ...], until_s: int) -> list[Record]:
    events = {"departed": "depart", "at the point": "at_point", "crossed": "crossed", "arrived": "arrived"}
    return [
        _movement(operation, convoy.id, event, at, convoy.persons, "ICRC")
        for convoy, one in zip(sequence.convoys, times, strict=True)
        for event, name in events.items()
        if (at := getattr(one, name)) <= until_s
    ]


def again(
    now_s: int, *more: Record, events: Events | None = None
) -> tuple[Operation, Sequenced, tuple[Times, ...], Replan]:
    operation, sequence, times = planned()
    records = [*as_planned(operation, sequence, times, now_s), *more]
    past = live(operation, sequence, records, operation.moment(now_s), now_s + 4 * 3600)
    return operation, sequence, times, replan(operation, sequence, times, past, now_s, events)


NOON = 9 * 3600


def test_where_all_went_as_planned_nobody_is_told_anything_new() -> None:
    _, _, times, found = again(NOON)

    assert found.changes == ()
    assert found.measure.stranded == 0
    assert max(one.arrived for one in found.times) <= max(one.arrived for one in times)


def test_what_has_happened_stays_as_it_happened() -> None:
    operation, sequence, times, found = again(NOON, events=Events(lost={"buses A": 20}))

    new = {convoy.id: one for convoy, one in zip(found.sequence.convoys, found.times, strict=True)}
    for convoy, one in zip(sequence.convoys, times, strict=True):
        if one.depart <= NOON:
            assert new[convoy.id].depart == one.depart
        else:
            assert new[convoy.id].depart >= NOON
    assert found.notes == ("buses A has 20 vehicles less",)
    assert operation.persons(0) + operation.persons(1) == sum(c.persons for c in found.sequence.convoys)


def test_a_hold_moves_departures_and_changes_no_vehicle() -> None:
    operation, sequence, _, found = again(
        NOON, Hold(id="h", speaker="RUS", said_at=two_sides().moment(NOON), clauses=("A", "B"))
    )

    assert found.changes
    assert all(change.what == "moves" and change.after_s >= NOON + 4 * 3600 for change in found.changes)
    assert {c.id: c.parts for c in sequence.convoys} == {c.id: c.parts for c in found.sequence.convoys}
    assert found.measure.stranded == 0
    assert operation.holds == ()


def test_a_resumption_ends_the_hold() -> None:
    start = two_sides()
    stop = Hold(id="h", speaker="RUS", said_at=start.moment(NOON - 3600), clauses=("A", "B"))
    go = Resume(id="r", speaker="RUS", said_at=start.moment(NOON), clauses=("A", "B"), ends="h")

    _, _, _, found = again(NOON, stop, go)

    assert all(change.after_s < NOON + 4 * 3600 for change in found.changes if change.before_s < NOON + 2 * 3600)


def test_a_convoy_that_turned_back_leaves_again_after_the_others() -> None:
    operation, sequence, times = planned()
    gone = next(c for c, t in zip(sequence.convoys, times, strict=True) if t.depart <= NOON)
    back = _movement(operation, gone.id, "turned back", NOON - 600, gone.persons, "ICRC")

    _, _, _, found = again(NOON, back)

    side = [c.id for c in found.sequence.convoys if c.side == gone.side]
    assert side[-1] == gone.id
    assert f"{gone.id} turned back and leaves again after the others of its side" in found.notes
    assert sum(c.persons for c in found.sequence.convoys) == 8000


def test_more_people_get_a_convoy_and_nobody_else_is_moved_out_of_theirs() -> None:
    _, sequence, _, found = again(NOON, events=Events(extra={"A": 60, "B": 60}))

    new = [change.convoy for change in found.changes if change.what == "new"]
    before = {c.id: c.people for c in sequence.convoys}
    assert len(new) >= 2
    assert all(before[c.id] == c.people for c in found.sequence.convoys if c.id in before)
    assert sum(c.persons for c in found.sequence.convoys) == 8120


def test_counts_that_differ_are_planned_with_the_lower_ones() -> None:
    operation, sequence, times = planned()
    gone = next(c for c, t in zip(sequence.convoys, times, strict=True) if t.depart <= NOON)
    other = _movement(operation, gone.id, "departed", NOON - 600, gone.persons - 7, "the other side")

    _, _, _, found = again(NOON, other)

    assert "the sides' counts differ by 7 people: planned as if the lower counts were the true ones" in found.notes
    assert max(found.measure.max_ahead) <= 1000


def test_everybody_listed_is_accounted_for_and_a_gap_is_not_called_missing() -> None:
    operation = two_sides()
    records = [
        _movement(operation, "A1", "listed", 0, 100, "ICRC"),
        _movement(operation, "A1", "departed", 60, 98, "ICRC"),
        _movement(operation, "A1", "refused", 60, 2, "ICRC"),
        _movement(operation, "A1", "arrived", 7200, 95, "ICRC"),
        _movement(operation, "A1", "died", 7200, 1, "ICRC"),
        _movement(operation, "A1", "arrived", 7200, 96, "reception team"),
        _movement(operation, "A2", "departed", 7000, 50, "ICRC"),
    ]

    accounts, differ = reconcile(records, at=operation.moment(8000))

    first = next(one for one in accounts if (one.convoy, one.source) == ("A1", "ICRC"))
    second = next(one for one in accounts if one.convoy == "A2")
    assert (first.listed, first.ended, first.unaccounted) == (100, {"arrived": 95, "refused": 2, "died": 1}, 2)
    assert (second.on_the_way, second.unaccounted) == (50, 0)
    assert [(one.convoy, one.event, len(one.counts)) for one in differ] == [("A1", "arrived", 2)]


def test_households_are_seated_whole_or_the_list_is_refused() -> None:
    operation = two_sides()
    convoy = Convoy("A1", 0, 0, ((0, 2),), ((0, 100),))
    homes = [Household(f"h{n}", 6, "A") for n in range(16)]

    lists = list(manifest(operation, convoy, homes))

    assert [one.persons for one in lists] == [48, 48]
    with pytest.raises(NoSeatError) as refused:
        list(manifest(operation, convoy, [*homes, Household("h16", 6, "A")]))
    assert refused.value.message == "convoy A1 has no vehicle with 6 free seats left for household h9"


def test_the_random_past_never_loses_anybody() -> None:
    for now_s in range(3600, 40 * 3600, 5 * 3600):
        _, _, _, found = again(now_s)

        assert sum(c.persons for c in found.sequence.convoys) == 8000
        assert all(one.arrived < NEVER for one in found.times)


def in_tens() -> tuple[Operation, Sequenced, tuple[Times, ...]]:
    calm = two_sides((4000, 4000), ahead=1000)
    operation = replace(calm, sides=tuple(replace(side, shortest=10) for side in calm.sides))
    plan = make_plan(operation, with_bound=False)
    assert max(convoy.vehicles for convoy in plan.sequence.convoys) >= 10
    return operation, plan.sequence, plan.times


def after_losing(lost: dict[str, int]) -> tuple[Sequenced, tuple[Times, ...], Replan]:
    operation, sequence, times = in_tens()
    past = live(operation, sequence, as_planned(operation, sequence, times, EARLY), operation.moment(EARLY), EARLY)
    return sequence, times, replan(operation, sequence, times, past, EARLY, Events(lost=lost))


EARLY = 3 * 3600


@settings(max_examples=25, deadline=None)
@given(left_a=st.integers(1, 60), left_b=st.integers(1, 40))
def test_after_any_loss_that_leaves_a_bus_a_side_nobody_is_stranded(left_a: int, left_b: int) -> None:
    sequence, _, found = after_losing({"buses A": 60 - left_a, "buses B": 40 - left_b})

    assert found.measure.stranded == 0
    assert sum(c.persons for c in found.sequence.convoys) == sum(c.persons for c in sequence.convoys)
    ids = [c.id for c in found.sequence.convoys]
    assert len(set(ids)) == len(ids)
    new = set(ids) - {c.id for c in sequence.convoys}
    assert new == {change.convoy for change in found.changes if change.what == "new"}


def test_a_convoy_larger_than_its_fleet_goes_in_pieces_that_are_told_and_leave_no_earlier() -> None:
    sequence, times, found = after_losing({"buses A": 56})

    told = {c.id: one.depart for c, one in zip(sequence.convoys, times, strict=True)}
    pieces = [(c, one) for c, one in zip(found.sequence.convoys, found.times, strict=True) if c.id not in told]
    assert pieces
    assert all(c.vehicles <= 4 and one.depart >= told[told_as(c.id)] for c, one in pieces)
    assert any("larger than the vehicles left" in note for note in found.notes)
