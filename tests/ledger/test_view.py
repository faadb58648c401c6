import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucekeeper.ledger.record import Claim, Correction, Entry, Record, Side, Withdrawal
from trucekeeper.ledger.view import CorrectionError, entries_of, view

DAY = datetime(2016, 12, 14, tzinfo=UTC)


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def claim(id: str, hour: float = 1, **keys: Any) -> Claim:
    return Claim(id=id, speaker="radio of the north", said_at=at(hour), **keys)


def ledger(*records: Record) -> list[Entry]:
    """One entry an hour, the first at 10:00."""
    return [
        Entry(position=n, recorded_at=at(9 + n), entered_by="analyst 1", record=record)
        for n, record in enumerate(records, 1)
    ]


def seen(entries: list[Entry], hour: float, known_from: Any = "recorded") -> list[Record]:
    return [entry.record for entry in view(entries, known_by=at(hour), known_from=known_from)]


def correction(id: str, corrects: str, /, **changes: Any) -> Correction:
    return Correction(id=id, corrects=corrects, changes=changes, reason="misheard")


def withdrawal(id: str, withdraws: str) -> Withdrawal:
    return Withdrawal(id=id, withdraws=withdraws, reason="entered twice")


def test_a_record_counts_from_the_moment_it_is_recorded_and_not_before() -> None:
    entries = ledger(claim("c1"), claim("c2"))

    assert [one.id for one in seen(entries, 9.9)] == []
    assert [one.id for one in seen(entries, 10)] == ["c1"]
    assert [one.id for one in seen(entries, 11)] == ["c1", "c2"]


def test_an_archive_is_asked_by_when_things_were_said() -> None:
    entries = ledger(claim("c1", hour=5), Side(id="s1", actor="radio", side="NORTH", analyst="analyst 1"))

    assert [one.id for one in seen(entries, 5, "said")] == ["c1"]
    assert [one.id for one in seen(entries, 11, "said")] == ["c1", "s1"]


def test_a_correction_changes_the_record_and_keeps_its_id_and_position() -> None:
    entries = ledger(claim("c1", clause="CF"), claim("c2"), correction("k1", "c1", clause="A1", actors=["militia"]))

    before, after = view(entries, known_by=at(11)), view(entries, known_by=at(12))

    assert before[0].record == claim("c1", clause="CF")
    assert [(entry.position, entry.record) for entry in after] == [
        (1, claim("c1", clause="A1", actors=("militia",))),
        (2, claim("c2")),
    ]


def test_null_takes_a_key_back_to_what_holds_when_it_is_left_out() -> None:
    entries = ledger(claim("c1", clause="CF", polarity="no"), correction("k1", "c1", clause=None, polarity=None))

    assert seen(entries, 20) == [claim("c1")]


def test_of_two_corrections_the_later_one_holds() -> None:
    entries = ledger(
        claim("c1"), correction("k1", "c1", clause="A1", side="NORTH"), correction("k2", "c1", clause="A2")
    )

    assert seen(entries, 20) == [claim("c1", clause="A2", side="NORTH")]


def test_a_correction_can_be_corrected() -> None:
    entries = ledger(claim("c1"), correction("k1", "c1", clause="A1"), correction("k2", "k1", changes={"clause": "A2"}))

    assert seen(entries, 11) == [claim("c1", clause="A1")]
    assert seen(entries, 12) == [claim("c1", clause="A2")]


def test_a_withdrawn_record_is_gone_and_a_withdrawn_withdrawal_brings_it_back() -> None:
    entries = ledger(claim("c1"), withdrawal("w1", "c1"), withdrawal("w2", "w1"))

    assert [one.id for one in seen(entries, 10)] == ["c1"]
    assert [one.id for one in seen(entries, 11)] == []
    assert [one.id for one in seen(entries, 12)] == ["c1"]


def test_a_withdrawn_correction_no_longer_changes_anything() -> None:
    entries = ledger(claim("c1"), correction("k1", "c1", clause="A1"), withdrawal("w1", "k1"))

    assert seen(entries, 20) == [claim("c1")]


def test_a_correction_that_leaves_no_record_says_what_is_wrong_with_it() -> None:
    entries = ledger(claim("c1"), correction("k1", "c1", polarity="perhaps"))

    with pytest.raises(CorrectionError) as refused:
        view(entries, known_by=at(20))

    assert refused.value.message == ('correction "k1" leaves "c1" no record: "perhaps" is not a value of "polarity"')


@pytest.mark.parametrize("key", ["id", "record", "suppose"])
def test_a_correction_makes_no_other_record_of_a_record(key: str) -> None:
    entries = ledger(claim("c1"), correction("k1", "c1", **{key: "c9"}))

    with pytest.raises(CorrectionError) as refused:
        view(entries, known_by=at(20))

    assert refused.value.message == f'correction "k1" leaves "c1" no record: "{key}" of a record never changes'
    assert refused.value.hint == "withdraw the record and write a new one"


def test_records_without_a_ledger_are_numbered_in_their_order() -> None:
    entries = entries_of([claim("c1"), claim("c2")], recorded_at=at(10), entered_by="archive")

    assert [(entry.position, entry.record.id) for entry in entries] == [(1, "c1"), (2, "c2")]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    """Claims, corrections and withdrawals of any earlier entry, at times that never run backwards."""
    records: list[Record] = []
    for n in range(draw(st.integers(1, 12))):
        said = at(draw(st.integers(0, 30)))
        kind = draw(st.sampled_from(["claim", "correction", "withdrawal"])) if records else "claim"
        target = draw(st.sampled_from(records)) if records else None
        if kind == "claim" or target is None:
            records.append(Claim(id=f"r{n}", speaker="x", said_at=said, clause=draw(st.sampled_from("ABC"))))
        elif kind == "withdrawal":
            records.append(Withdrawal(id=f"r{n}", withdraws=target.id, reason="", said_at=draw(maybe(said))))
        else:
            new: dict[str, Any] = {"reason": draw(st.sampled_from("xyz"))}
            if isinstance(target, Claim):
                new = {"clause": draw(st.sampled_from("DEF"))}
            records.append(
                Correction(id=f"r{n}", corrects=target.id, changes=new, reason="", said_at=draw(maybe(said)))
            )
    return ledger(*records)


def maybe(moment: datetime) -> st.SearchStrategy[datetime | None]:
    return st.sampled_from([moment, None])


@given(ledgers(), st.integers(0, 12), st.integers(0, 40))
def test_what_is_learnt_later_never_changes_a_past_view(entries: list[Entry], cut: int, hour: int) -> None:
    early = entries[:cut]
    known_by = min([at(hour), *(entry.recorded_at - timedelta(seconds=1) for entry in entries[cut : cut + 1])])

    assert view(entries, known_by=known_by) == view(early, known_by=known_by)


@given(ledgers(), st.integers(0, 40), st.sampled_from(["recorded", "said"]), st.randoms(use_true_random=False))
def test_a_view_does_not_depend_on_the_order_of_the_entries(
    entries: list[Entry], hour: int, known_from: Any, chance: random.Random
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)

    assert view(shuffled, known_by=at(hour), known_from=known_from) == view(
        entries, known_by=at(hour), known_from=known_from
    )
