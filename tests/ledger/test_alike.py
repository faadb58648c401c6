"""Duplicates are suggested with a reason and never merged by themselves."""

from datetime import UTC, datetime, timedelta
from typing import Any

from trucekeeper.ledger.alike import Alike, alike
from trucekeeper.ledger.record import CaseStep, Claim, Counted, Entry, Happened, Record

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def pairs(*records: Record) -> list[tuple[str, str]]:
    return [(one.first, one.second) for one in told(*records)]


def told(*records: Record) -> tuple[Alike, ...]:
    return alike(
        Entry(position=number, recorded_at=SAID, entered_by="desk", record=one) for number, one in enumerate(records, 1)
    )


def claim(id: str, **more: Any) -> Claim:
    values: dict[str, Any] = {"speaker": "a ministry", "said_at": SAID, "clause": "CF", "event": "fire"}
    return Claim(id=id, **values | more)


def row(id: str, minute: int = 0, **more: Any) -> Counted:
    start = SAID + timedelta(minutes=minute)
    values: dict[str, Any] = {
        "team": "team 1",
        "means": "heard",
        "number": 3,
        "observation": "explosion",
        "said_at": SAID,
    }
    return Counted(id=id, happened=Happened(start=start, end=start + timedelta(minutes=1)), **values | more)


def test_two_names_for_one_incident_are_put_side_by_side_with_what_to_write() -> None:
    [found] = told(
        claim("a", incident="shelling at the eastern bridge", side="N"),
        claim("b", speaker="a team", incident="at the eastern bridge: shelling"),
    )

    assert (found.first, found.second) == ("a", "b")
    assert found.instead.startswith("correction corrects=b changes.incident=")


def test_one_statement_entered_twice_is_seen_with_and_without_vowel_signs() -> None:
    assert pairs(claim("a", words="قصف المدينة صباحا"), claim("b", words="قَصَفَ المدينه صباحًا")) == [("a", "b")]


def test_a_denial_in_the_same_words_is_no_double() -> None:
    assert (
        pairs(claim("a", words="there was fire at dawn"), claim("b", words="there was fire at dawn", polarity="no"))
        == []
    )


def test_another_day_another_clause_and_a_relay_are_no_doubles() -> None:
    first = claim("a", incident="fire at the bridge", words="fire at the bridge this morning")

    assert (
        pairs(first, claim("b", incident="fire at the bridge!", words=first.words, said_at=SAID + timedelta(days=2)))
        == []
    )
    assert pairs(first, claim("b", clause="A1", words=first.words)) == []
    assert pairs(first, claim("b", words=first.words, relays="a")) == []


def test_two_teams_that_heard_the_same_minute_are_suggested_until_somebody_decides() -> None:
    assert pairs(row("n1"), row("n2", 3, team="camera 4")) == [("n1", "n2")]
    assert pairs(row("n1"), row("n2", 3, team="camera 4", same_as="n1")) == []
    assert pairs(row("n1"), row("n2", 30, team="camera 4")) == []
    assert pairs(row("n1"), row("n2", 3)) == []  # one team's own rows are two rows


def test_two_cases_about_one_incident_are_suggested_until_one_is_screened_out() -> None:
    def opened(id: str) -> CaseStep:
        return CaseStep(
            id=id, case=id, step="opened", said_at=SAID, by="UN", clause="CF", incident="fire at the bridge"
        )

    screened = CaseStep(id="s", case="ALP-2016-0002", step="screened", outcome="duplicate", said_at=SAID, by="UN")

    assert pairs(opened("ALP-2016-0001"), opened("ALP-2016-0002")) == [("ALP-2016-0001", "ALP-2016-0002")]
    assert pairs(opened("ALP-2016-0001"), opened("ALP-2016-0002"), screened) == []
