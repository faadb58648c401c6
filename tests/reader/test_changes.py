"""What changes in a report changes in its claims, and nothing else does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

PUBLISHED = datetime(2016, 12, 14, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Damascus")
REPORT = (
    "Russia accused Turkey of breaking the ceasefire. Turkey denied that it had fired.\n\n"
    "The UN said that about 1,500 people had left eastern Aleppo at 05:00 on Tuesday.\n\n"
    "Rebels said that government forces had shelled the enclave on Monday."
)


def read(text: str, deal: Deal, published: datetime = PUBLISHED) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, published, ZONE)


def told(one: Proposal) -> tuple[object, ...]:
    """All that a claim says, without where it stands."""
    return (
        one.speaker.id if one.speaker else None,
        one.act,
        one.event,
        one.polarity,
        one.certainty,
        one.happened and (one.happened.start, one.happened.end),
        one.quantity,
        one.clauses,
    )


def of(found: tuple[Proposal, ...], party: str) -> list[Proposal]:
    return [one for one in found if one.speaker is not None and one.speaker.id == party]


def test_the_report_is_read_as_it_is_meant(repaired: Deal) -> None:
    found = read(REPORT, repaired)

    assert [(one.speaker.id, one.act) for one in found if one.speaker] == [
        ("RUS", "accuses"),
        ("TUR", "denies"),
        ("UN", "says"),
        ("OPP", "says"),
    ]


def test_swapping_the_parties_names_swaps_their_claims(repaired: Deal) -> None:
    swapped = REPORT.replace("Russia", "#").replace("Turkey", "Russia").replace("#", "Turkey")
    before, after = read(REPORT, repaired), read(swapped, repaired)
    others = {"RUS": "TUR", "TUR": "RUS"}

    assert [(others.get(str(told(one)[0]), told(one)[0]), *told(one)[1:4]) for one in before] == [
        told(one)[:4] for one in after
    ]


@pytest.mark.parametrize(("number", "low", "high"), [("at least 300", 300, None), ("up to 70", 0, 70)])
def test_another_number_changes_the_number_and_nothing_else(
    repaired: Deal, number: str, low: int, high: int | None
) -> None:
    before, after = read(REPORT, repaired), read(REPORT.replace("about 1,500", number), repaired)

    (was,), (now) = of(before, "UN"), of(after, "UN")[0]
    assert was.quantity is not None
    assert now.quantity is not None
    assert (was.quantity.low, was.quantity.high, was.quantity.approx) == (1500, 1500, True)
    assert (now.quantity.low, now.quantity.high) == (low, high)
    assert told(replace(now, quantity=was.quantity)) == told(was)
    assert [told(one) for one in after if one not in of(after, "UN")] == [
        told(one) for one in before if one not in of(before, "UN")
    ]


def test_another_hour_changes_the_time_and_nothing_else(repaired: Deal) -> None:
    before, after = read(REPORT, repaired), read(REPORT.replace("05:00", "07:30"), repaired)

    was, now = of(before, "UN")[0], of(after, "UN")[0]
    assert was.happened is not None
    assert now.happened is not None
    assert was.happened.start == datetime(2016, 12, 13, 5, tzinfo=ZONE)
    assert now.happened.start - was.happened.start == timedelta(hours=2, minutes=30)
    assert told(replace(now, happened=was.happened)) == told(was)
    assert [told(one) for one in after if one not in of(after, "UN")] == [
        told(one) for one in before if one not in of(before, "UN")
    ]


def test_published_a_week_later_everything_told_by_weekday_is_a_week_later(repaired: Deal) -> None:
    week = timedelta(days=7)
    before, after = read(REPORT, repaired), read(REPORT, repaired, PUBLISHED + week)

    starts = [[one.happened.start if one.happened else None for one in found] for found in (before, after)]
    assert [start + week if start else None for start in starts[0]] == starts[1]
    assert any(starts[0])


def test_a_paragraph_more_at_the_end_leaves_the_claims_before_it_alone(repaired: Deal) -> None:
    longer = read(f"{REPORT}\n\nThe Red Cross confirmed that the last bus had arrived.", repaired)

    assert [told(one) for one in longer][: len(read(REPORT, repaired))] == [told(one) for one in read(REPORT, repaired)]
    assert [one.act for one in of(longer, "ICRC")] == ["confirms"]
