"""A record in one line is said in Arabic with the names and words of others as they stand."""

import re
from datetime import UTC, datetime

import pytest

from trucekeeper.brief.tongue import reasons
from trucekeeper.core.quantity import Quantity
from trucekeeper.deal.said import told
from trucekeeper.ledger.fixed import LISTS
from trucekeeper.ledger.record import (
    Claim,
    Correction,
    Count,
    DealVersion,
    Demand,
    Hold,
    Movement,
    Record,
    Resume,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.status.gist import _listed, gist

AT = datetime(2031, 3, 2, 10, tzinfo=UTC)
COUNT = Count(low=3, high=5)
RECORDS: tuple[Record, ...] = (
    Claim(
        id="c",
        speaker="a ministry",
        via=("a radio",),
        said_at=AT,
        act="claims_responsibility",
        incident="fire on the bridge",
        clause="deal",
        state="in_force",
        actors=("A", "B"),
        relays="c0",
    ),
    Movement(id="m", speaker="team 2", side="N", said_at=AT, event="at the point", quantity=COUNT, counting="total"),
    VehicleMovement(id="v", speaker="team 2", said_at=AT, event="turned back", vehicles=COUNT, loaded="yes"),
    Hold(id="h", speaker="N", said_at=AT, clauses=("A1",), reason="a bus does not start"),
    Resume(id="r", speaker="N", said_at=AT, clauses=("A1",)),
    DealVersion(id="d", speaker="desk", said_at=AT, deal="D", version="2", agreed_by=("N", "S")),
    Demand(id="q", speaker="N", said_at=AT, asks="two villages"),
    Correction(id="k", corrects="c", changes={"clause": "CF"}, reason="a typing error"),
    Withdrawal(id="w", withdraws="c", reason="typed twice"),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_nothing_of_our_own_words_is_left_in_english(record: Record) -> None:
    arabic = told(gist(record), reasons("ar"))

    ours = re.sub("\u2068[^\u2069]*\u2069", "", arabic)
    # Reasons and words of others stand as they are.
    assert re.search("[\u0600-\u06ff]", ours), arabic
    assert not re.search("[A-Za-z]", ours), arabic


@pytest.mark.parametrize(("low", "high"), [(3, 3), (0, 5), (3, 5), (1250, None)])
@pytest.mark.parametrize("approx", [True, False])
def test_a_count_is_told_in_the_words_in_which_it_was_said(low: int, high: int | None, approx: bool) -> None:
    count = Count(low=low, high=high, approx=approx)
    moved = Movement(id="m", speaker="T", side="N", said_at=AT, event="arrived", quantity=count)

    assert gist(moved) == f"T (N): {Quantity(low, high, 'people', approx).words()} arrived"
    assert "people" not in told(gist(moved), reasons("ar"))


@pytest.mark.parametrize("field", ["event", "state", "act", "polarity", "side"])
def test_every_word_out_of_a_list_has_its_arabic(field: str) -> None:
    known = reasons("ar")
    assert known is not None

    assert [one for one in sorted(LISTS[field]) if told(_listed(field, one), known) == _listed(field, one)] == []
