# ruff: noqa: E501 - a case stands on one line
"""What an operation orders of convoys is kept, or it is said that it is not, and why."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.suite import two_sides
from trucekeeper.cli.plan import told
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.live import Live
from trucekeeper.exchange.model import Coupling, Operation
from trucekeeper.exchange.operation import read_operation
from trucekeeper.exchange.orders import too_short
from trucekeeper.exchange.plan import make_plan
from trucekeeper.exchange.replan import Events, replan
from trucekeeper.exchange.shape import plan_shape

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def at_least(number: int, **changes: object) -> Operation:
    one = two_sides((4000, 3000), ahead=1000)
    one = replace(one, sides=tuple(replace(side, shortest=number) for side in one.sides))
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("prefer", ["calm", "fast"])
@pytest.mark.parametrize("number", [2, 5, 9])
def test_no_convoy_but_the_last_of_a_site_is_shorter_than_ordered(number: int, prefer: str) -> None:
    operation = at_least(number)

    plan = make_plan(operation, prefer=prefer, with_bound=False)

    assert plan.notes == ()
    for side in (0, 1):
        sizes = [convoy.vehicles for convoy in plan.sequence.convoys if convoy.side == side]
        assert min(sizes[:-1]) >= number


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"couplings": (Coupling((3, 4), (300, 4000), gated="crossed", counted="crossed"),)}, "nobody may be more than 100 people ahead"),
        ({"gates": (replace(at_least(5).gates[0], room=3), at_least(5).gates[1])}, "3 have room at the point"),
        ({"fleets": (replace(at_least(5).fleets[0], vehicles=2), at_least(5).fleets[1])}, "there are 2 vehicles"),
        ({"couplings": (Coupling((3, 4), (None, 600), batches=(200, 150), leads=1),)}, "a batch has 200 people"),
    ],
)  # fmt: skip
def test_an_order_that_cannot_be_kept_is_said_with_what_is_in_its_way(changes: dict[str, object], why: str) -> None:
    plan = make_plan(at_least(5, **changes), with_bound=False)

    assert plan.state == "feasible"
    assert plan.notes[0].startswith("A: at least 5 vehicles a convoy are asked for; ")
    assert plan.notes[0].endswith(why)


def test_batches_are_cut_into_convoys_that_are_long_enough_where_that_is_possible() -> None:
    # 25 vehicles a batch: tens would leave a convoy of five.
    operation = at_least(10, couplings=(Coupling((1, 1), (None, 1250), batches=(1250, 1250), leads=1),))

    plan = make_plan(operation, with_bound=False)

    assert too_short(operation, plan.sequence) == {}
    assert plan.notes == ()


def april(ahead: int) -> tuple[Deal, Operation]:
    folder = EXAMPLES / "four-towns-2017"
    text = (folder / "in-step.deal.md").read_text(encoding="utf-8")
    deal = read_deal(text.replace("ahead: 50", f"ahead: {ahead}"), "in-step.deal.md")
    return deal, read_operation((folder / "exchange.ops.md").read_text(encoding="utf-8"), "exchange.ops.md", deal)


def test_the_convoys_of_april_2017_are_as_long_as_ordered() -> None:
    """A bound of 50 in the ratio 25 : 11 is 1,250 people against 550: five buses are no more than that."""
    _, operation = april(50)

    plan = make_plan(operation, with_bound=False)

    assert (plan.state, plan.notes) == ("feasible", ())
    assert too_short(operation, plan.sequence) == {}


def test_a_plan_says_in_its_text_and_its_json_what_it_does_not_keep() -> None:
    deal, operation = april(10)

    plan = make_plan(operation, with_bound=False)

    notes = plan_shape(operation, plan, 0.0)["notes"]
    assert notes[0].startswith("F1: at least 5 vehicles a convoy are asked for; ")
    assert notes[0].endswith("nobody may be more than 250 people ahead")
    text = " ".join(" ".join(told(operation, plan, 0.0, deal)).split())
    assert all(note in text for note in notes)


def test_pieces_shorter_than_ordered_are_said_when_a_plan_is_made_anew() -> None:
    operation = at_least(10)
    plan = make_plan(operation, with_bound=False)

    found = replan(operation, plan.sequence, plan.times, Live({}), 0, Events({"buses A": 56}))

    assert any(note.startswith("A: at least 10 vehicles a convoy are asked for; ") for note in found.notes)
    assert any(note.endswith("there are 4 vehicles") for note in found.notes)
