"""Four moments of December 2016 and April 2017: what a plan in step would have said then."""

from datetime import datetime
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest

from trucekeeper.cli.inputs import as_said
from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.as_recorded import as_recorded, gone_as_announced, until
from trucekeeper.exchange.lead import bounds_in_people, leads
from trucekeeper.exchange.live import live
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.operation import NoExchangeError, read_operation
from trucekeeper.exchange.plan import Plan, make_plan
from trucekeeper.exchange.replan import Events, Replan, replan
from trucekeeper.exchange.stop_now import moment_of
from trucekeeper.ledger.codec import records_of
from trucekeeper.ledger.record import Record
from trucekeeper.ledger.view import view

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ALEPPO, DECEMBER, APRIL = (EXAMPLES / name for name in ("aleppo-2016", "december-2016", "four-towns-2017"))


def deal(path: Path) -> Deal:
    return read_deal(path.read_text(encoding="utf-8"), path.name)


def operation(folder: Path, name: str) -> Operation:
    file = folder / "exchange.ops.md"
    return read_operation(file.read_text(encoding="utf-8"), file.name, deal(folder / name))


@cache
def planned(folder: Path, name: str) -> tuple[Operation, Plan]:
    work = operation(folder, name)
    return work, make_plan(work, with_bound=False)


def known(folder: Path, at: datetime, name: str = "records.jsonl") -> list[Record]:
    entries = as_said(records_of((folder / name).read_text(encoding="utf-8"), name), 0)
    return [one.record for one in view(entries, known_by=at)]


def test_every_record_of_both_cases_was_said_no_earlier_than_it_happened_and_names_no_person() -> None:
    files = [DECEMBER / "records.jsonl", DECEMBER / "stop-of-16-december.jsonl", APRIL / "records.jsonl"]
    for file in files:
        for one in records_of(file.read_text(encoding="utf-8"), file.name):
            happened = getattr(one, "happened", None)
            assert one.said_at is not None
            assert happened is not None
            assert happened.start <= one.said_at


def test_on_14_december_at_05_00_the_text_did_not_say_whose_people_leave_against_whose() -> None:
    with pytest.raises(NoExchangeError) as refused:
        read_operation(
            (ALEPPO / "exchange.ops.md").read_text(encoding="utf-8"), "exchange.ops.md", deal(ALEPPO / "13dec.deal.md")
        )

    assert refused.value.message == (
        "13dec.deal.md has no exchange block, so it does not say whose people leave against whose"
    )


def test_a_stop_on_16_december_at_10_00_would_have_caught_at_most_one_batch_and_nobody_at_the_point() -> None:
    work, plan = planned(ALEPPO, "repaired.deal.md")
    at = work.seconds(moment("2016-12-16T10:00+02:00"))

    now = moment_of(work, plan.sequence, plan.times, at)

    assert sum(one.outside for one in now) <= 1250
    assert sum(one.waiting for one in now) <= 250


@pytest.mark.parametrize(("at", "hold_hours"), [("2016-12-16T10:00+02:00", 6), ("2016-12-18T23:30+02:00", 6)])
def test_the_stop_of_16_december_moves_convoys_and_strands_nobody(at: str, hold_hours: int) -> None:
    work, plan = planned(ALEPPO, "repaired.deal.md")
    told, now = moment("2016-12-16T10:00+02:00"), moment(at)
    now_s = work.seconds(now)
    records = known(DECEMBER, now, "stop-of-16-december.jsonl")
    past = live(work, plan.sequence, records, now, now_s + hold_hours * 3600)
    past = gone_as_announced(plan.times, past, work.seconds(told))

    found = replan(work, plan.sequence, plan.times, past, now_s)

    assert found.measure.stranded == 0
    stop = work.seconds(moment("2016-12-16T09:00+02:00"))
    until = min(now_s + hold_hours * 3600, work.seconds(moment("2016-12-18T23:15+02:00")))
    for old, new in zip(plan.times, found.times, strict=True):
        if old.depart <= work.seconds(told):
            assert new.depart == old.depart, "what has happened stays"
        else:
            assert not stop <= new.depart < until, "nobody sets out while all is stopped"


def test_on_18_december_nobody_in_aleppo_needs_to_board_before_the_first_batch_is_counted() -> None:
    work, plan = planned(DECEMBER, "18dec-batches.deal.md")

    first = min(t.load for c, t in zip(plan.sequence.convoys, plan.times, strict=True) if c.side == 0)
    villages = sorted((t.arrived, c.persons) for c, t in zip(plan.sequence.convoys, plan.times, strict=True) if c.side)
    came = accumulate(persons for _, persons in villages)
    batch = next(at for (at, _), there in zip(villages, came, strict=True) if there >= 1250)

    # Loading takes half an hour, a count a quarter.
    assert first >= batch + 15 * 60 - 30 * 60
    assert first > work.seconds(moment("2016-12-18T15:00+02:00"))


@pytest.mark.parametrize("burnt", [5, 20])
def test_buses_burnt_on_18_december_at_16_00_cost_hours_and_leave_nobody_behind(burnt: int) -> None:
    work, plan = planned(DECEMBER, "18dec-batches.deal.md")
    now = moment("2016-12-18T16:00+02:00")
    now_s = work.seconds(now)
    past = live(work, plan.sequence, known(DECEMBER, now), now, now_s + 6 * 3600)
    past = gone_as_announced(plan.times, past, work.seconds(moment("2016-12-18T14:30+02:00")))

    found = replan(work, plan.sequence, plan.times, past, now_s, Events(lost={"WHITE": burnt}))

    assert f"WHITE has {burnt} vehicles less" in found.notes
    assert found.measure.stranded == 0
    assert found.measure.makespan_s > plan.measure.makespan_s
    aleppo = [t.load for c, t in zip(found.sequence.convoys, found.times, strict=True) if c.side == 0]
    # In the event people sat in buses from about 13:00; the plan lets nobody board before the stop is over.
    assert min(aleppo) >= now_s + 5 * 3600


def after_the_fire(name: str, burnt: int) -> Replan:
    work, plan = planned(DECEMBER, name)
    now = moment("2016-12-18T16:00+02:00")
    now_s = work.seconds(now)
    past = live(work, plan.sequence, known(DECEMBER, now), now, now_s + 6 * 3600)
    return replan(work, plan.sequence, plan.times, past, now_s, Events(lost={"WHITE": burnt}))


def test_which_text_is_better_turns_on_how_many_buses_have_burnt() -> None:
    ends, first = {}, {}
    for name in ("18dec-batches.deal.md", "18dec-steps.deal.md"):
        for burnt in (5, 20):
            found = after_the_fire(name, burnt)
            assert found.measure.stranded == 0
            ends[name, burnt] = found.measure.makespan_s
            pairs = zip(found.sequence.convoys, found.times, strict=True)
            first[name, burnt] = min(one.depart for convoy, one in pairs if convoy.side == 0)

    batches, steps = "18dec-batches.deal.md", "18dec-steps.deal.md"
    assert ends[batches, 5] < ends[steps, 5] - 12 * 3600
    assert ends[steps, 20] < ends[batches, 20]
    assert first[steps, 20] < first[batches, 20] - 12 * 3600


def test_at_16_00_nobody_had_yet_said_that_people_sat_in_buses() -> None:
    work, _ = planned(DECEMBER, "18dec-batches.deal.md")
    afternoon, morning = moment("2016-12-18T16:00+02:00"), moment("2016-12-19T06:00+02:00")

    then = as_recorded(work, known(DECEMBER, afternoon), afternoon, highest=True)
    later = as_recorded(work, known(DECEMBER, morning), morning, highest=True)

    assert then.records == ()
    waited = measure(work, later.sequence, until(later, work.seconds(morning)))
    # 382 people from 13:00 to 23:00, and 1,000 from 13:00 to 02:00.
    assert waited.waiting_person_hours == pytest.approx(382 * 10 + 1000 * 13)


def test_on_15_april_at_12_00_the_records_have_5_000_people_at_the_point_for_a_day() -> None:
    work, _ = planned(APRIL, "in-step.deal.md")
    noon = moment("2017-04-15T12:00+03:00")
    now_s = work.seconds(noon)

    low, high = (as_recorded(work, known(APRIL, noon), noon, highest=most) for most in (False, True))

    at_point = [[one.waiting for one in moment_of(work, c.sequence, c.times, now_s)] for c in (low, high)]
    assert at_point == [[5000, 2200], [5000, 2350]]
    waited = measure(work, low.sequence, until(low, now_s)).waiting_person_hours
    assert waited == pytest.approx(5000 * 24 + 2200 * 6)
    last = {one.side: one.people for one in leads(work, low.sequence, low.times)}
    assert last == {0: 5000, 1: 2200}
    assert bounds_in_people(work) == (1250, 550)


def test_nothing_that_was_said_after_noon_is_known_at_noon() -> None:
    noon = moment("2017-04-15T12:00+03:00")

    ids = {one.id for one in known(APRIL, noon)}

    assert ids == {"t13-01", "t14-01", "t14-02", "t14-03", "t14-04", "t15-01", "t15-02"}


@pytest.mark.parametrize("at", ["2017-04-15T12:00+03:00", "2017-04-15T15:30+03:00"])
def test_in_step_nobody_would_have_stood_at_the_exchange_point_then(at: str) -> None:
    work, plan = planned(APRIL, "in-step.deal.md")

    now = moment_of(work, plan.sequence, plan.times, work.seconds(moment(at)))

    assert sum(one.waiting for one in now) <= 400
    assert plan.measure.waiting_at_night == 0
    assert plan.measure.peak_waiting <= 400


def test_a_dispute_over_the_first_convoy_would_have_left_most_people_at_home() -> None:
    work, plan = planned(APRIL, "in-step.deal.md")
    first = plan.sequence.convoys[plan.sequence.of_side(0)[0]]

    assert first.persons <= 400
    assert work.persons(0) - first.persons >= 4600


def test_a_course_is_read_off_records_with_the_higher_or_the_lower_count() -> None:
    work, _ = planned(DECEMBER, "18dec-batches.deal.md")
    at = moment("2016-12-19T15:00+02:00")
    records = known(DECEMBER, at)

    people = {}
    for most in (False, True):
        course = as_recorded(work, records, at, highest=most)
        assert sum(one.persons for one in course.sequence.convoys) == 17_500
        people[most] = {one.id: one.persons for one in course.sequence.convoys}

    assert (people[False]["E1"], people[True]["E1"]) == (350, 382)
    assert (people[False]["V1"], people[True]["V1"]) == (500, 600)
    assert people[True]["E3"] == people[False]["E3"] == 1800


def test_a_convoy_that_turned_back_is_at_home_again() -> None:
    work, _ = planned(APRIL, "in-step.deal.md")
    noon = moment("2017-04-15T12:00+03:00")
    back = """{"id":"x","record":"movement","speaker":"a","side":"unknown","said_at":"2017-04-15T11:00:00+03:00",
        "happened":{"start":"2017-04-15T11:00:00+03:00","end":"2017-04-15T11:30:00+03:00","precision":"hour"},
        "clause":"F1","event":"turned back","quantity":{"low":5000,"high":5000},"convoy":"V1"}""".replace("\n", "")
    records = [*known(APRIL, noon), *records_of(back + "\n", "x.jsonl")]

    course = as_recorded(work, records, noon, highest=True)

    assert moment_of(work, course.sequence, course.times, work.seconds(noon))[0].home == 5000
