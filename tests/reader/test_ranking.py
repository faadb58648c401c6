"""Decisions order what waits, and do nothing else."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from trucekeeper.reader.ranking import LEAST, UNTAUGHT, ordered, taught

ACTS = ("says", "predicts", "denies")
TIERS = ("A", "B", "C")


def body(number: int, *, act: str = "says", tier: str = "B", open_: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": f"p-{number}",
        "tier": tier,
        "act": act,
        "event": "fire",
        "shape": "after",
        "speaker": None,
        "via": [],
        "quantity": None,
        "place": None,
        "happened": None,
        "clauses": [],
        "certainty": "stated",
        "actors": [],
        "words": "shells fell on the town",
        "open": open_,
    }


DECIDED = [(body(n), True) for n in range(20)] + [(body(100 + n, act="predicts"), False) for n in range(12)]


def test_proposals_like_those_that_were_rejected_sink_inside_their_tier_and_none_disappears() -> None:
    waiting = [body(1, act="predicts"), body(2), body(3, act="predicts", tier="A"), body(4, act="denies", tier="C")]

    places = ordered(waiting, taught(DECIDED))

    assert [waiting[place]["id"] for place in places] == ["p-3", "p-2", "p-1", "p-4"]


def test_without_the_model_the_order_is_that_of_the_tiers_and_then_of_the_text() -> None:
    waiting = [body(1, tier="C"), body(2, act="predicts"), body(3), body(4, tier="A")]

    assert [waiting[place]["id"] for place in ordered(waiting, UNTAUGHT)] == ["p-4", "p-2", "p-3", "p-1"]


def test_a_few_decisions_teach_nothing_and_say_so() -> None:
    model = taught([(body(n), True) for n in range(50)] + [(body(n, act="predicts"), False) for n in range(LEAST - 1)])

    assert ordered([body(1, act="predicts"), body(2)], model) == [0, 1]
    assert model.why(body(1)) == "by tier: 50 confirmed and 9 rejected are too few to learn from"


def test_the_place_of_a_proposal_is_explained_by_its_marks() -> None:
    assert taught(DECIDED).why(body(1, act="predicts")) == "-2.7: act predicts (-3.0)"


def test_the_model_is_the_same_in_whatever_order_decisions_were_made() -> None:
    shuffled = list(DECIDED)
    random.Random(5).shuffle(shuffled)

    assert taught(shuffled) == taught(DECIDED)


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(TIERS)), max_size=30))
@settings(deadline=None, max_examples=40)
def test_ranking_keeps_every_proposal_and_changes_none(shapes: list[tuple[str, str]]) -> None:
    waiting = [body(n, act=act, tier=tier) for n, (act, tier) in enumerate(shapes)]
    before = repr(waiting)

    places = ordered(waiting, taught(DECIDED))

    assert sorted(places) == list(range(len(waiting)))
    assert [waiting[place]["tier"] for place in places] == sorted(one["tier"] for one in waiting)
    assert repr(waiting) == before
