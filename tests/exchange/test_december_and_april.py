"""Four moments of December 2016 and April 2017: what a plan in step would have said then."""

from pathlib import Path

import pytest

from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.live import Live
from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.operation import NoExchangeError, read_operation
from trucekeeper.exchange.plan import make_plan
from trucekeeper.exchange.replan import Events, replan
from trucekeeper.exchange.stop_now import stop_now

ALEPPO = Path(__file__).resolve().parents[2] / "examples" / "aleppo-2016"
TOWNS = Path(__file__).parent / "four_towns"


def deal(path: Path) -> Deal:
    return read_deal(path.read_text(encoding="utf-8"), path.name)


def operation(folder: Path, name: str) -> Operation:
    file = folder / "exchange.ops.md"
    return read_operation(file.read_text(encoding="utf-8"), file.name, deal(folder / name))


def test_on_14_december_at_05_00_the_text_did_not_say_whose_people_leave_against_whose() -> None:
    with pytest.raises(NoExchangeError) as refused:
        read_operation(
            (ALEPPO / "exchange.ops.md").read_text(encoding="utf-8"), "exchange.ops.md", deal(ALEPPO / "13dec.deal.md")
        )

    assert refused.value.message == (
        "13dec.deal.md has no exchange block, so it does not say whose people leave against whose"
    )


def test_a_stop_on_16_december_at_10_00_would_have_caught_at_most_one_batch_and_nobody_at_the_point() -> None:
    work = operation(ALEPPO, "repaired.deal.md")
    plan = make_plan(work, with_bound=False)
    at = work.seconds(moment("2016-12-16T10:00+02:00"))

    now = [one for one in stop_now(work, plan.sequence, plan.times) if one.at_s == at]

    assert len(now) == 2
    assert sum(one.road + one.waiting + one.beyond for one in now) <= 1250
    assert sum(one.waiting for one in now) <= 250


def test_twenty_buses_burnt_on_18_december_at_16_00_cost_hours_and_leave_nobody_behind() -> None:
    work = operation(ALEPPO, "repaired.deal.md")
    plan = make_plan(work, with_bound=False)
    now_s = work.seconds(moment("2016-12-18T16:00+02:00"))
    past = Live({place: one for place, one in enumerate(plan.times) if one.depart <= now_s})

    found = replan(work, plan.sequence, plan.times, past, now_s, Events(lost={"WHITE": 20}))

    assert found.notes == ("WHITE has 20 vehicles less",)
    assert found.measure.stranded == 0
    assert found.measure.makespan_s >= plan.measure.makespan_s


def test_on_15_april_at_12_00_people_would_not_have_stood_at_the_exchange_point() -> None:
    work = operation(TOWNS, "four-towns.deal.md")
    plan = make_plan(work, with_bound=False)
    at = work.seconds(moment("2017-04-15T12:00+03:00"))

    now = [one for one in stop_now(work, plan.sequence, plan.times) if one.at_s == at]

    # In the event some 5,000 had stood there for about a day.
    assert sum(one.waiting for one in now) <= 400
    assert plan.measure.waiting_at_night == 0
    assert plan.measure.peak_waiting <= 400
