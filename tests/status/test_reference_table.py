"""The table of deal-and-status.md section 4.4, row by row: what status said of the deal of 13 December 2016."""

from datetime import datetime
from pathlib import Path

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.codec import records_of
from trucekeeper.ledger.record import Entry, Record
from trucekeeper.ledger.view import KnownFrom
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import Status

DATA = Path(__file__).parent / "data"
RECORDED = datetime.fromisoformat("2026-11-24T00:00+00:00")
SAID: KnownFrom = "said"


def _records(name: str) -> list[Record]:
    return list(records_of((DATA / name).read_text("utf-8"), name))


def _answer(moment: str, *, suppose: bool = False) -> Status:
    records = _records("aleppo_status_claims.jsonl") + (_records("aleppo_status_suppose.jsonl") if suppose else [])
    entries = [
        Entry(position=number, recorded_at=RECORDED, entered_by="desk", record=one)
        for number, one in enumerate(records, start=1)
    ]
    at = datetime.fromisoformat(moment)
    return status(_deal(), entries, at=at, known_by=at, known_from=SAID)


def _deal() -> Deal:
    file = DATA / "aleppo_14dec_reference.deal.md"
    return read_deal(file.read_text("utf-8"), file.name)


@pytest.mark.parametrize(
    ("moment", "suppose", "withdrawal", "government", "groups", "killings"),
    [
        ("2016-12-14T04:30+02:00", False, "pending", "in_progress", "in_progress", "alleged"),
        ("2016-12-14T09:30+02:00", False, "late", "alleged", "in_progress", "alleged"),
        ("2016-12-14T14:00+02:00", False, "late", "disputed", "disputed", "alleged"),
        ("2016-12-16T10:00+02:00", True, "late", "disputed", "disputed", "alleged"),
        ("2016-12-16T13:00+02:00", True, "late", "verified", "disputed", "alleged"),
    ],
)
def test_each_row_of_the_reference_table_comes_out(
    moment: str, suppose: bool, withdrawal: str, government: str, groups: str, killings: str
) -> None:
    answer = _answer(moment, suppose=suppose)

    labels = [answer.of(*cell).label for cell in (("A0", "OPP"), ("CF", "GOV"), ("CF", "OPP"), ("K", "GOV"))]
    assert labels == [withdrawal, government, groups, killings]


def test_a_monitor_who_saw_it_corroborates_and_an_outlet_that_repeats_adds_nothing() -> None:
    before, after = _answer("2016-12-14T14:00+02:00"), _answer("2016-12-16T10:00+02:00", suppose=True)

    assert (before.of("CF", "GOV").rungs.yes, before.of("CF", "GOV").rungs.no) == (1, 1)
    assert (after.of("CF", "GOV").rungs.yes, after.of("CF", "GOV").rungs.no) == (2, 1)


def test_late_is_never_a_breach_and_says_who_saw_that_it_was_not_done() -> None:
    withdrawal = _answer("2016-12-14T09:30+02:00").of("A0", "OPP")

    assert str(withdrawal.finding) == "none"
    assert withdrawal.reason == (
        "late: due by 2016-12-14 06:00 +0200, and nobody says that it was done; "
        '"departure": done is said by nobody; not done is corroborated by reporter at Ramouseh (c7) (R7) (R15)'
    )


def test_syrian_or_russian_answers_to_the_government_whichever_of_the_two_it_was() -> None:
    fire = _answer("2016-12-14T09:30+02:00").of("CF", "GOV")

    assert fire.blamed == ("Russian forces", "Syrian forces")
    assert "all of whom answer to GOV (R6)" in fire.reason


def test_supposed_records_are_marked_wherever_they_are_used() -> None:
    answer = _answer("2016-12-16T13:00+02:00", suppose=True)

    assert answer.supposed == ("c10", "c9")
    assert "UN (c9; supposed) and TUR (c10; supposed)" in answer.of("CF", "GOV").reason
