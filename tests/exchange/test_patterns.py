"""The ten patterns of docs/concepts/patterns.md, each from its text through the planner: what makes it that pattern."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.measure import max_ahead
from trucekeeper.exchange.model import Convoy, Operation, Times
from trucekeeper.exchange.operation import UnreadableOperationError, read_operation
from trucekeeper.exchange.plan import Plan, make_plan

PAGE = Path(__file__).resolve().parents[2] / "docs" / "concepts" / "patterns.md"
PARTIES = "```deal\ndeal D\n  zone: UTC\nparty A\nparty B\nparty M\n  role: monitor\n```\n"


def pattern(name: str) -> Deal:
    text = PAGE.read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    body = next(one for one in section if one.startswith(f"{name}:"))
    fence = re.search(r"^```deal\n.*?^```$", body, flags=re.MULTILINE | re.DOTALL)
    assert fence is not None
    deal = read_deal(PARTIES + fence[0] + "\n", f"{name}.deal.md")
    assert not [one for one in deal.findings if one.severity.value == "error"]
    return deal


@dataclass(frozen=True)
class Leaves:
    """Who leaves under a clause, in groups of (people, further lines)."""

    clause: str
    groups: tuple[tuple[int, str], ...]
    vehicles: int = 40
    seats: int = 50


def carried_out(
    deal: Deal, leaving: Iterable[Leaves], head: str = "", start: str = "2030-10-15 06:00 Z", gate: str = ""
) -> Operation:
    lines = [f"operation O\n  start: {start}\n  daylight: 06:00 to 18:00\n{head}".rstrip()]
    listed = list(leaving)
    for one in listed:
        name = one.clause
        lines += [
            f"site S-{name}\n  leg: {name}\n  safe at: T-{name}",
            f"fleet F-{name}\n  leg: {name}\n  vehicles: {one.vehicles}\n  seats: {one.seats}\n  loads in: 20 minutes",
            f"leg O-{name}\n  from: S-{name}\n  to: G\n  time: 30 minutes",
            f"leg I-{name}\n  from: G\n  to: T-{name}\n  time: 30 minutes",
            f"leg R-{name}\n  from: T-{name}\n  to: S-{name}\n  time: 1 hour",
        ]
        for number, (people, more) in enumerate(one.groups):
            lines.append(f"group P{number}-{name}\n  at: S-{name}\n  people: {people}\n  by: F-{name}\n{more}".rstrip())
    lines.append(f"gate G\n  rate: 120\n{gate}".rstrip())
    return read_operation("```operation\n" + "\n".join(lines) + "\n```\n", "o.ops.md", deal)


def planned(operation: Operation) -> Plan:
    plan = make_plan(operation, with_bound=False)
    assert plan.state in ("feasible", "optimal"), plan.why_not
    assert plan.measure.stranded == 0
    return plan


def of_clause(operation: Operation, plan: Plan, clause: str) -> list[tuple[Convoy, Times]]:
    """Convoys that leave under a clause, in the order of leaving."""
    found = [
        (convoy, times)
        for convoy, times in zip(plan.sequence.convoys, plan.times, strict=True)
        if {operation.groups[group].clause for group, _ in convoy.people} == {clause}
    ]
    return sorted(found, key=lambda one: one[1].depart)


def counted_by(convoys: Iterable[tuple[Convoy, Times]], event: str, at: int) -> int:
    return sum(convoy.persons for convoy, times in convoys if times.of(event) <= at)


def test_p1_neither_side_is_ever_more_than_ten_hundredths_ahead_in_the_same_proportion() -> None:
    operation = carried_out(pattern("P1"), [Leaves("A1", ((10_000, ""),)), Leaves("B1", ((1200, ""),))])

    plan = planned(operation)

    a, b = (of_clause(operation, plan, clause) for clause in ("A1", "B1"))
    for at in sorted(t.depart for _, t in a + b):
        gone_a, gone_b = counted_by(a, "departed", at) / 10_000, counted_by(b, "departed", at) / 1200
        assert gone_a - counted_by(b, "arrived", at) / 1200 <= 0.1 + 1e-9
        assert gone_b - counted_by(a, "arrived", at) / 10_000 <= 0.1 + 1e-9


def test_p2_the_second_group_leaves_when_half_of_the_others_have_arrived_and_nobody_is_more_than_a_step_ahead() -> None:
    operation = carried_out(
        pattern("P2"), [Leaves("A1", ((15_000, ""),), 200), Leaves("B1", ((1250, ""),)), Leaves("B2", ((1250, ""),))]
    )

    plan = planned(operation)

    a, first, second = (of_clause(operation, plan, clause) for clause in ("A1", "B1", "B2"))
    assert counted_by(first, "arrived", a[0][1].depart) == 1250, "the city waits for the first village"
    assert counted_by(a, "arrived", second[0][1].depart) >= 7500
    gone = list(accumulate(convoy.persons for convoy, _ in a))
    assert 7500 in gone, "the halves are halves"
    over = next(times for (_, times), there in zip(a, gone, strict=True) if there > 7500)
    assert counted_by(second, "arrived", over.depart) == 1250


def test_p3_the_next_batch_leaves_only_when_the_last_has_arrived_safely() -> None:
    operation = carried_out(pattern("P3"), [Leaves("A1", ((4000, ""),)), Leaves("B1", ((4000, ""),))])

    plan = planned(operation)

    fighters, villages = (of_clause(operation, plan, clause) for clause in ("A1", "B1"))
    gone = 0
    for convoy, times in fighters:
        gone += convoy.persons
        assert counted_by(villages, "arrived", times.depart) >= -(-gone // 500) * 500
    gone = 0
    for convoy, times in villages:
        gone += convoy.persons
        assert gone - counted_by(fighters, "arrived", times.depart) <= 500


def test_p4_batches_pass_together_and_nobody_has_given_anything_before() -> None:
    operation = carried_out(pattern("P4"), [Leaves("A1", ((1000, ""),)), Leaves("B1", ((200, ""),))])

    plan = planned(operation)

    assert operation.couplings[0].gated == operation.couplings[0].counted == "crossed"
    a, b = (of_clause(operation, plan, clause) for clause in ("A1", "B1"))
    for at in sorted(t.crossing for _, t in a + b):
        began = [sum(c.persons for c, t in own if t.crossing <= at) for own in (a, b)]
        assert began[0] - 5 * counted_by(b, "crossed", at) <= 500
        assert 5 * began[1] - counted_by(a, "crossed", at) <= 500
    # Waiting for the others is done on this side of the point: the first of each side pass within one passing.
    assert abs(a[0][1].crossing - b[0][1].crossing) <= max(t.crossed - t.crossing for _, t in (a[0], b[0]))


def test_p5_what_is_agreed_for_the_second_day_does_not_leave_on_the_first() -> None:
    operation = carried_out(
        pattern("P5"),
        [
            Leaves("A1", ((480, ""),)),
            Leaves("A2", ((200, ""),)),
            Leaves("B1", ((250, ""),)),
            Leaves("B2", ((151, ""),)),
        ],
    )

    plan = planned(operation)

    second_day = 24 * 3600
    for clause, people in (("A1", 480), ("B1", 250)):
        own = of_clause(operation, plan, clause)
        assert counted_by(own, "departed", second_day - 6 * 3600) == people
    for clause, people in (("A2", 200), ("B2", 151)):
        own = of_clause(operation, plan, clause)
        assert min(t.depart for _, t in own) >= second_day
        assert sum(c.persons for c, _ in own) == people
    assert plan.notes == ()


def test_p6_each_category_is_an_exchange_of_its_own_with_its_own_ratio() -> None:
    deal = pattern("P6")
    soldiers = [Leaves("A2", ((4, "  category: SOLDIER"),), 1, 1), Leaves("B2", ((200, ""),), 4)]
    civilians = [Leaves("A1", ((10, "  category: CIVILIAN"),), 2, 1), Leaves("B1", ((300, ""),), 6)]

    for leaving, ratio in ((civilians, 30), (soldiers, 50)):
        operation = carried_out(deal, leaving)
        plan = planned(operation)
        ours, theirs = (of_clause(operation, plan, one.clause) for one in leaving)
        gone = 0
        for convoy, times in theirs:
            gone += convoy.persons
            assert counted_by(ours, "arrived", times.depart) * ratio >= gone, "nobody of theirs before ours has come"
        for _, times in ours:
            before = counted_by(ours, "departed", times.depart)
            assert before * ratio - counted_by(theirs, "arrived", times.depart) <= ratio, "one at a time"
    assert carried_out(deal, soldiers).couplings[0].units == (50, 1)


def test_p6_a_file_that_mixes_two_exchanges_or_names_none_is_refused_and_one_that_names_its_own_is_taken() -> None:
    deal = pattern("P6")
    both = [Leaves("A1", ((10, "  category: CIVILIAN"),), 1, 1), Leaves("B2", ((200, ""),), 4)]

    with pytest.raises(UnreadableOperationError) as refused:
        carried_out(deal, both)
    assert refused.value.message.startswith(
        "o.ops.md:2:1: P6.deal.md has the exchanges X1 and X2, and this file does not say which one it carries out"
    )
    with pytest.raises(UnreadableOperationError) as wrong:
        carried_out(deal, both, head="  exchange: X1")
    assert '"B2" is no leg of X1' in wrong.value.message
    with pytest.raises(UnreadableOperationError) as unknown:
        carried_out(deal, both, head="  exchange: X3")
    assert '"X3" is no exchange of P6.deal.md with two legs' in unknown.value.message


def test_p7_every_batch_has_its_share_of_fighters_and_a_shortfall_is_said_before_anybody_boards() -> None:
    deal = pattern("P7")
    fighters, others = "  category: FIGHTER\n  rank: 1", "  rank: 1"
    operation = carried_out(
        deal, [Leaves("A1", ((1350, fighters), (3650, others)), 30), Leaves("B1", ((2200, ""),), 30)]
    )

    plan = planned(operation)

    gone = [0, 0]
    for convoy, _ in of_clause(operation, plan, "A1"):
        for group, persons in convoy.people:
            gone[group] += persons
        # Whole buses: at no moment is the quota out by more than one bus load of each kind.
        assert abs(gone[0] - 0.27 * sum(gone)) <= 100
    assert gone == [1350, 3650]
    assert any(
        note.startswith("A1 waits for a condition on L1, of which a plan knows no moment") for note in plan.notes
    )
    short = carried_out(deal, [Leaves("A1", ((650, fighters), (4350, others))), Leaves("B1", ((2200, ""),))])
    assert "A1: the deal says 1,350 FIGHTER among them, the operation has 650" in short.notes


def test_p8_more_can_be_let_go_than_the_least_and_a_plan_does_not_lengthen_the_truce_by_itself() -> None:
    deal = pattern("P8")

    operation = carried_out(deal, [Leaves("A1", ((70, ""),), 2)], start="2030-11-24 07:00 Z")
    plan = planned(operation)

    assert sum(convoy.persons for convoy in plan.sequence.convoys) == 70
    assert plan.notes == (), "at least 50: 70 are no other number than agreed"
    fewer = carried_out(deal, [Leaves("A1", ((40, ""),), 2)], start="2030-11-24 07:00 Z")
    assert fewer.notes == ("A1: the deal says at least 50 people, the operation has 40",)


def test_p9_who_answers_after_everybody_has_come_leaves_only_then() -> None:
    operation = carried_out(pattern("P9"), [Leaves("A1", ((3000, ""),), 20), Leaves("B1", ((750, ""),), 10)])

    plan = planned(operation)

    towns, detainees = of_clause(operation, plan, "A1"), of_clause(operation, plan, "B1")
    last = max(times.arrived for _, times in towns)
    assert min(times.depart for _, times in detainees) >= last
    assert [rule.says for rule in operation.couplings] == ["B1 waits until 3,000 people of A1 have arrived"]


def test_p10_a_gift_waits_for_nobody() -> None:
    operation = carried_out(pattern("P10"), [Leaves("A1", ((1212, ""),), 10)])

    plan = planned(operation)

    assert (len(operation.sides), operation.couplings) == (1, ())
    assert sum(convoy.persons for convoy in plan.sequence.convoys) == 1212
    assert max_ahead(operation, plan.sequence, plan.times, 0) == 0
