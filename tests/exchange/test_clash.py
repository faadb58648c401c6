# ruff: noqa: E501 - a case stands on one line
"""Where there is no plan, the smallest set of rules that cannot all be kept is named, in words."""

from dataclasses import replace

import pytest

from tests.exchange.suite import two_sides
from tests.exchange.test_operation import DEAL, operation
from trucekeeper.exchange.clash import clashing
from trucekeeper.exchange.model import NEVER, Coupling, Fleet, Hold, Operation
from trucekeeper.exchange.plan import make_plan

STEP = "X lets nobody be further ahead of what has arrived from the other side than agreed"
BATCHED = DEAL.replace("ahead: 60", "batch: 100 | 50\n  first: B")


def batches_of_sevens() -> Operation:
    """Batches of 7,500 against 1,250 and only families of seven: whole families make 1,246 or 1,253."""
    one = two_sides((15_000, 2_500), (60, 25), ahead=None)
    rule = Coupling((1, 6), (None, 7500), batches=(7500, 1250), leads=1, says="F1 leads")
    kin = [((7, g.persons // 7), (g.persons % 7, 1)) for g in one.groups]
    return replace(
        one,
        couplings=(rule,),
        groups=tuple(replace(g, families=families) for g, families in zip(one.groups, kin, strict=True)),
        fleets=tuple(replace(fleet, seats=67) for fleet in one.fleets),
    )


CASES: dict[str, tuple[Operation, tuple[str, ...]]] = {
    "the last tranche cannot be matched": (
        operation(agreed=DEAL.replace("ratio: 2 : 1", "ratio: 1 : 1")),
        (f"A: {STEP}; against 500 people its 1,000 would in the end be 440 too many",),
    ),
    "the ratio cannot be met": (
        operation(agreed=DEAL.replace("ratio: 2 : 1", "ratio: 3 : 2")),
        (f"A: {STEP}; against 500 people its 1,000 would in the end be 70 too many",),
    ),
    "more batches than the leader has": (
        operation(agreed=BATCHED.replace("100 | 50", "100 | 100")),
        ("A: each batch of 100 waits for one of 100",),
    ),
    "nobody may begin": (
        operation(agreed=DEAL.replace("ahead: 60", "ahead: 0")),
        (f"A: {STEP}", f"B: {STEP}"),
    ),
    "families do not fill a batch": (
        batches_of_sevens(),
        ("families of B are never divided", "A: each batch of 7,500 waits for one of 1,250", "B: F1 leads"),
    ),
    "a fleet without vehicles": (
        replace(two_sides((500, 500)), fleets=(two_sides().fleets[0], replace(two_sides().fleets[1], vehicles=0))),
        ("buses B has no vehicles",),
    ),
    "loading does not fit into the hours": (
        operation(("  bays: 4 of FA", "  bays: 4 of FA\n  open: 06:00 to 06:10")),
        ("SA loads and leaves in its hours only",),
    ),
    "a vehicle does not pass within the hours of the gate": (
        operation(("rate: 60", "rate: 2\n  open: 06:00 to 06:10")),
        # The same holds for A; one set of rules that clash is named, and mending it leads to the next.
        ("B passes the gate in its hours only",),
    ),
    "the way is longer than the day": (
        operation(("daylight: 06:00 to 18:00", "daylight: 06:00 to 18:00\n  by day: yes"), ("30 minutes to 1 hour", "13 hours to 14 hours")),
        ("SA loads and leaves in its hours only", "convoys reach the point in the hours in which they leave"),
    ),
    "too much for the time": (
        operation(("start: 2026-06-01 06:00", "start: 2026-06-01 06:00\n  until: 2026-06-01 12:00"), ("vehicles: 10", "vehicles: 1")),
        ("all have left and passed by 2026-06-01T12:00:00+03:00",),
    ),
    "private vehicles go once": (
        operation(("loads in: 20 minutes\nfleet FB", "loads in: 20 minutes\n  returns: no\nfleet FB")),
        ("FA goes once and does not come back",),
    ),
    "a stop without an end": (
        replace(two_sides((500, 500)), holds=(Hold(0, NEVER, None),)),
        ("a hold that does not end",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_clashes_is_named(case: str) -> None:
    work, words = CASES[case]

    plan = make_plan(work)

    assert plan.state == "infeasible"
    assert plan.measure.stranded or not plan.sequence.convoys
    assert plan.why_not == tuple(words)


@pytest.mark.parametrize("case", ["the ratio cannot be met", "too much for the time", "families do not fill a batch"])
def test_no_name_can_be_left_out_of_the_list(case: str) -> None:
    """Dropping any one of the named rules makes a plan possible: checked for those that are one change of the text."""
    work, _ = CASES[case]
    mended = {
        "the ratio cannot be met": replace(work, couplings=()),
        "too much for the time": operation(("vehicles: 10", "vehicles: 1")),
        "families do not fill a batch": replace(work, groups=tuple(replace(g, families=()) for g in work.groups)),
    }[case]

    assert make_plan(mended, with_bound=False).state == "feasible"


def test_private_vehicles_take_no_more_than_they_have_seats_where_others_come_back() -> None:
    one = two_sides((1000, 500), ahead=None)
    cars = Fleet("cars", 0, 30, 4, 600, {0: 0}, returns=False)
    few = replace(one.fleets[0], vehicles=1)
    work = replace(
        one, fleets=(few, one.fleets[1], cars), groups=(replace(one.groups[0], fleets=(0, 2)), one.groups[1])
    )

    plan = make_plan(work, with_bound=False)

    assert plan.state == "feasible"
    assert sum(dict(c.parts).get(2, 0) for c in plan.sequence.convoys) <= 30


def test_a_large_exchange_that_clashes_is_answered_with_the_same_words() -> None:
    work = two_sides((500_000, 490_000), (2970, 1980), (990, 495), (1800, 1800), ahead=100)

    assert clashing(work) == (
        "A: the sides stay in step; against 490,000 people its 500,000 would in the end be 9,900 too many",
    )
