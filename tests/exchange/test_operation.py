# ruff: noqa: E501 - a message and its line stand together
from datetime import UTC, timedelta

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.model import NEVER, Answer, Operation
from trucekeeper.exchange.operation import NoExchangeError, UnreadableOperationError, read_operation
from trucekeeper.exchange.plan import make_plan

DEAL = """
```deal
deal D: test
  zone: Europe/Kyiv
must A
  by: P
  do: let them leave
  people: 1000
must B
  by: Q
  do: let them leave
  people: 500
exchange X
  legs: A | B
  ratio: 2 : 1
  ahead: 60
party P
party Q
```
"""

OPS = """
```operation
operation O: test
  start: 2026-06-01 06:00
  daylight: 06:00 to 18:00
site SA
  leg: A
  bays: 4 of FA
site SB
  leg: B
fleet FA
  leg: A
  vehicles: 10
  seats: 50
  loads in: 20 minutes
fleet FB
  leg: B
  vehicles: 5
  seats: 50
  loads in: 20 minutes
group GA
  at: SA
  people: 1000
  families: 100 of 5
group GB
  at: SB
  people: 500
leg W1
  from: SA
  to: G
  time: 20 minutes to 30 minutes to 1 hour
leg W2
  from: SB
  to: G
  time: 30 minutes
leg W3
  from: G
  to: S
  time: 30 minutes
leg W4
  from: S
  to: SA
  time: 45 minutes
leg W5
  from: S
  to: SB
  time: 45 minutes
gate G
  rate: 60
```
"""


def deal(text: str = DEAL) -> Deal:
    read = read_deal(text, "t.deal.md")
    assert not read.findings, read.findings
    return read


def operation(*changes: tuple[str, str], agreed: str = DEAL) -> Operation:
    text = OPS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read_operation(text, "t.ops.md", deal(agreed))


def refusal(*changes: tuple[str, str], agreed: str = DEAL) -> str:
    with pytest.raises(UnreadableOperationError) as refused:
        operation(*changes, agreed=agreed)
    return refused.value.message


def test_an_operation_and_its_deal_give_sites_ways_and_the_rule_in_whole_numbers() -> None:
    read = operation()

    assert [side.id for side in read.sides] == ["A", "B"]
    assert read.sites[0].to_point.low_s == 1200
    assert read.sites[0].to_point.likely_s == 1800
    assert read.sites[0].windows[0] == (0, 12 * 3600)
    assert read.couplings[0].units == (1, 2)
    assert read.couplings[0].ahead == (120, 120)
    assert make_plan(read, with_bound=False).measure.stranded == 0


def test_rank_0_goes_first_wherever_its_group_stands_in_the_file() -> None:
    wounded = "group GW\n  at: SB\n  people: 40\n  rank: 0\ngroup GB\n  at: SB\n  people: 500"

    read = operation(("group GB\n  at: SB\n  people: 500", wounded))

    assert [(group.id, group.rank) for group in read.groups] == [("GA", 0), ("GW", 0), ("GB", 2)]


SHELTER = "gate G\n  rate: 60\nshelter X1\n  people: 80\n"


def test_a_shelter_stands_at_the_point_a_site_or_beside_the_way_for_those_it_is_for() -> None:
    def ways(more: str) -> dict[int, tuple[int | None, int | None]]:
        return dict(operation(("gate G\n  rate: 60\n", SHELTER + more)).shelters[0].ways)

    assert ways("") == ways("  at: G\n") == {0: (1800, 0), 1: (1800, 0)}
    assert ways("  for: B\n") == {1: (1800, 0)}
    assert ways("  at: SA\n") == {0: (0, 1800)}
    assert ways("  at: INN\nleg W9\n  from: G\n  to: INN\n  time: 10 minutes\n") == {0: (None, 600), 1: (None, 600)}
    assert ways("  at: INN\n  for: A\nleg W9\n  from: SA\n  to: INN\n  time: 10 minutes\n") == {0: (600, None)}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("  at: INN\n", "how X1 is reached is not written: INN is no site and no gate, and no leg leads there"),
        ("  for: C\n", '"C" is no leg of X'),
    ],
)
def test_a_shelter_that_nobody_can_reach_is_refused(more: str, message: str) -> None:
    assert message in refusal(("gate G\n  rate: 60\n", SHELTER + more))


HOLD = """may H
  by: P
  do: hold A
  until: P says resume, or 6 hours pass
verify V
  who: P, Q
  within: 24 hours
party P
"""


@pytest.mark.parametrize(
    ("clause", "first", "second"),
    [
        (HOLD, Answer(1800, 6 * 3600, "H"), Answer(1800)),
        (HOLD.replace("do: hold A", "do: hold A, B"), Answer(1800, 6 * 3600, "H"), Answer(1800, 6 * 3600, "H")),
        (HOLD.replace("until:", "when: B verified breach\n  until:"), Answer(86_400, 6 * 3600, "H"), Answer(1800)),
        (HOLD.replace("until:", "when: B verified breach, or X out of step\n  until:"), Answer(1800, 6 * 3600, "H"), Answer(1800)),
        (HOLD.replace(", or 6 hours pass", ""), Answer(1800, NEVER, "H"), Answer(1800)),
        ("party P\n", Answer(1800), Answer(1800)),
    ],
)  # fmt: skip
def test_when_an_answer_in_kind_may_come_and_ends_is_read_off_the_deal(
    clause: str, first: Answer, second: Answer
) -> None:
    assert operation(agreed=DEAL.replace("party P\n", clause)).answers == (first, second)


def test_a_deal_without_an_exchange_is_refused_with_what_to_write() -> None:
    with pytest.raises(NoExchangeError) as refused:
        read_operation(OPS, "t.ops.md", deal("```deal\ndeal D\nparty P\n```"))

    assert refused.value.message == (
        "t.deal.md has no exchange block, so it does not say whose people leave against whose"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("vehicles: 10", "vehicles: 0", "t.ops.md:21:1: no vehicle may carry GA"),
        ("people: 1000", "people: 0", "t.ops.md:1:1: nobody leaves for A: it has no group with people (and 1 more)"),
        ("people: 500", "people: -5", 't.ops.md:27:11: "-5" is less than nothing'),
        ("loads in: 20 minutes", "loads in: -20 minutes", 't.ops.md:15:13: "-20 minutes" is not a length of time'),
        ("06:00 to 18:00", "06:00 to 06:00", "t.ops.md:5:13: the window has no length, so that it never opens"),
        ("100 of 5", "10 of 60", "t.ops.md:21:1: a family of 60 is larger than any vehicle that may carry GA (50 seats)"),
        ("leg: A", "leg: AA", 't.ops.md:7:8: "AA" is no leg of X'),
        ("at: SA", "at: SAA", 't.ops.md:22:7: "SAA" is no site - did you mean "SA"?'),
        ("rate: 60", "rate: 0", 't.ops.md:49:9: "0" leaves nothing to plan with'),
        ("people: 1000", "people: 10000001", "t.ops.md:1:1: 10,000,501 people are more than the 10,000,000 that one operation may have"),
        ("start: 2026-06-01 06:00", "start: 2026-03-29 03:30", "t.ops.md:4:10: \"2026-03-29 03:30\" does not exist in Europe/Kyiv: the clock changes there"),
        ("rate: 60", "rate: 60\n  lane: shred", 't.ops.md:50:9: "shred" is not shared or own - did you mean "shared"?'),
        ("rate: 60", "rate: 60\n  for: A, B, C", 't.ops.md:48:1: G is for "C", which is no leg'),
        ("bays: 4 of FA", "bays: 0 of FA", "t.ops.md:8:9: with no place for FA nobody could board it here"),
        ("site SB", "site SC\n  leg: A\nleg W0\n  from: SC\n  to: G\n  time: 1 hour\nleg W9\n  from: S\n  to: SC\n  time: 1 hour\nsite SB", "t.ops.md:9:1: nobody leaves from SC: no group is at it"),
        ("rate: 60", "rate: 60\nescort E\n  leg: A\n  longest: 3\n  shortest: 5", "t.ops.md:50:1: E asks for convoys of at least 5 vehicles and of at most 3"),
        ("rate: 60", "rate: 60\nescort E\n  leg: A\n  longest: 3\nescort F\n  leg: A\n  longest: 4", "t.ops.md:53:1: E already says what escorts A"),
        ("daylight: 06:00 to 18:00", "daylight: 06:00 to 18:00\n  in step at: arrived", 't.ops.md:6:15: "arrived" is not departed or crossed'),
        ("daylight: 06:00 to 18:00", "daylight: 06:00 to 18:00\n  by day: maybe", 't.ops.md:6:11: "maybe" is not yes or no'),
        ("daylight: 06:00 to 18:00", "daylight: 06:00 to 18:00\n  until: 2026-05-31 06:00", "t.ops.md:3:1: the operation ends before it begins"),
        ("rate: 60", "rte: 60", 't.ops.md:49:3: "rte" is not a key of "gate" - did you mean "rate"?'),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused_at_its_line(old: str, new: str, message: str) -> None:
    assert refusal((old, new)).startswith(message.removesuffix(" (and 1 more)"))


def test_a_bound_smaller_than_a_family_is_refused() -> None:
    # 15 in the ratio 2 : 1 are 30 people of this side.
    said = refusal(("100 of 5", "10 of 40"), agreed=DEAL.replace("ahead: 60", "ahead: 15"))

    assert said == (
        "t.ops.md:21:1: X lets this side be at most 30 people ahead, and GA has a family of 40, which cannot leave divided"
    )


def test_a_bound_is_compared_with_a_family_in_the_ratio_of_its_side() -> None:
    read = operation(("100 of 5", "10 of 40"), agreed=DEAL.replace("ahead: 60", "ahead: 30"))

    assert make_plan(read, with_bound=False).state == "feasible"


def test_a_batch_smaller_than_a_family_is_refused() -> None:
    agreed = DEAL.replace("ahead: 60", "batch: 30 | 15\n  first: B")

    assert refusal(("100 of 5", "10 of 40"), agreed=agreed) == (
        "t.ops.md:21:1: a batch of X has 30 people, and GA has a family of 40, which cannot leave divided"
    )


def test_a_last_tranche_that_cannot_be_matched_is_said_in_words() -> None:
    plan = make_plan(operation(agreed=DEAL.replace("ratio: 2 : 1", "ratio: 1 : 1")))

    assert plan.state == "infeasible"
    assert plan.why_not == (
        "A: X lets nobody be further ahead of what has arrived from the other side than agreed; "
        "against 500 people its 1,000 would in the end be 440 too many",
    )


def test_hours_that_never_fit_are_named_as_what_clashes() -> None:
    plan = make_plan(operation(("  bays: 4 of FA", "  bays: 4 of FA\n  open: 06:00 to 06:10")))

    assert plan.state == "infeasible"
    assert plan.why_not == ("SA loads and leaves in its hours only",)


def test_the_night_of_a_clock_change_keeps_the_hours_of_the_wall() -> None:
    read = operation(("start: 2026-06-01 06:00", "start: 2026-03-28 06:00"))

    opens = [read.moment(start) for start, _ in read.sites[0].windows[:3]]

    assert [at.astimezone(deal().zone).strftime("%d %H:%M") for at in opens] == ["28 06:00", "29 06:00", "30 06:00"]
    assert opens[1].astimezone(UTC) - opens[0].astimezone(UTC) == timedelta(hours=23)


def test_batches_that_pass_together_are_planned_within_a_batch_of_each_other_at_the_point_they_pass() -> None:
    text = DEAL.replace("  ahead: 60\n", "  batch: 100 | 50\n  together: crossed\n")
    deal = read_deal(text, "d.deal.md")
    assert deal.findings == ()

    rule = read_operation(OPS, "o.ops.md", deal).couplings[0]

    assert (rule.units, rule.ahead, rule.gated, rule.counted) == ((1, 2), (100, 100), "crossed", "crossed")


@pytest.mark.slow
def test_ten_million_people_are_the_most_and_are_planned() -> None:
    read = operation(
        ("people: 1000", "people: 6666666"), ("people: 500", "people: 3333334"),
        ("vehicles: 10", "vehicles: 40000"), ("vehicles: 5", "vehicles: 20000"),
        ("4 of FA", "8000 of FA"), ("rate: 60", "rate: 3600\n  lane: own"),
        agreed=DEAL.replace("ahead: 60", "ahead: 600000"),
    )  # fmt: skip

    plan = make_plan(read, with_bound=False)

    assert plan.state == "feasible", plan.why_not
    assert sum(convoy.persons for convoy in plan.sequence.convoys) == 10_000_000


@pytest.mark.parametrize("start", ["2026-03-28 06:00", "2026-10-24 06:00"])
def test_a_plan_over_the_night_of_a_clock_change_keeps_the_hours_of_the_wall_and_the_rule(start: str) -> None:
    read = operation(("start: 2026-06-01 06:00", f"start: {start}"), ("vehicles: 10", "vehicles: 2"))

    plan = make_plan(read, with_bound=False)

    assert plan.measure.stranded == 0
    days = {read.moment(one.depart).astimezone(deal().zone).day for one in plan.times}
    assert len(days) > 1, "it goes on after the night of the change"
    for one in plan.times:
        at = read.moment(one.depart).astimezone(deal().zone)
        assert 6 <= at.hour < 18
    assert max(plan.measure.max_ahead) <= read.couplings[0].ahead[0]  # type: ignore[operator]
