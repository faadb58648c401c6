"""The report of 14 December 2016, marked by hand before any rule was written: offsets, ids and acts only."""

import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

REPORT = "2016-12-14_aleppo_truce_back_on_track.txt"
SHA256 = "d17bf5b36fa9e8da45b5a0f406d2d05e00b41ff3aba33ba17689466075e5f459"
PUBLISHED = datetime(2016, 12, 14, 12, tzinfo=UTC)

#: speaker, cue, content, act, party or None; marked on 24 November 2026, the president's position as on 26 November.
MARKED = [
    ((59, 69), (74, 81), (82, 117), "accuses", "GOV"),
    ((888, 909), (864, 884), (794, 850), "demands", "GOV"),
    ((950, 982), (983, 993), (994, 1007), "says", "GOV"),
    ((1010, 1012), (1013, 1017), (1018, 1145), "says", "GOV"),
    ((1148, 1150), (1151, 1155), (1156, 1303), "says", "GOV"),
    ((1848, 1876), (1835, 1847), (1678, 1833), "says", "TUR"),
    ((1678, 1733), (1740, 1746), (1767, 1833), "agrees", "TUR"),
    ((1890, 1922), (1927, 1940), (1941, 1990), "says", None),
    ((1890, 1922), (1992, 1998), (1999, 2063), "says", None),
    ((2065, 2075), (2076, 2083), (2084, 2119), "accuses", "GOV"),
    ((2122, 2197), (2198, 2202), (2203, 2273), "says", None),
    ((2276, 2282), (2360, 2367), (2368, 2416), "accuses", "RUS"),
    ((2419, 2449), (2450, 2454), (2455, 2565), "says", "RUS"),
    ((2568, 2606), (2607, 2611), (2612, 2674), "predicts", "RUS"),
    ((2677, 2693), (2694, 2702), (2703, 2721), "says", None),
    ((2728, 2732), (2733, 2741), (2742, 2777), "accuses", None),
    ((2780, 2824), (2826, 2832), (2833, 2902), "shows", None),
    ((2905, 2914), (2915, 2919), (2920, 2963), "says", None),
    ((3022, 3028), (3029, 3033), (3045, 3111), "says", "UN"),
    ((3279, 3291), (3292, 3306), (3307, 3329), "accuses", None),
]


@pytest.fixture(scope="module")
def report() -> Document:
    data = os.environ.get("TRUCEKEEPER_DATA")
    if not data:
        pytest.skip("TRUCEKEEPER_DATA is not set: the report is not part of the project")
    text = (Path(data).parent / "reports" / REPORT).read_text("utf-8")
    assert sha256(text.encode()).hexdigest() == SHA256
    return Document(text)


@pytest.fixture(scope="module")
def proposals(report: Document, repaired: Deal) -> tuple[Proposal, ...]:
    return read_surface(report, repaired, PUBLISHED, ZoneInfo("Asia/Damascus"))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def at(proposals: tuple[Proposal, ...], content: tuple[int, int]) -> list[Proposal]:
    """The attributed proposals whose words cover at least 30 % of the marked ones, and are covered so by them."""
    found = []
    for one in proposals:
        shared = sum(overlap(span, content) for span in one.content)
        size = sum(b - a for a, b in one.content)
        if one.speaker is not None and 2 * shared >= 0.3 * (size + content[1] - content[0]):
            found.append(one)
    return found


def test_nearly_all_claims_come_out_with_the_right_speaker_and_words(proposals: tuple[Proposal, ...]) -> None:
    found = [
        mark
        for mark in MARKED
        if any(
            one.speaker is not None
            and overlap((one.speaker.start, one.speaker.end), mark[0])
            and one.act == mark[3]
            and (one.speaker.id == mark[4])
            for one in at(proposals, mark[2])
        )
    ]

    assert len(MARKED) - len(found) == 0, [m for m in MARKED if m not in found]


def test_nothing_narrated_is_passed_off_as_somebodys_claim(proposals: tuple[Proposal, ...]) -> None:
    claimed = [one for one in proposals if one.speaker is not None]

    strangers = [
        one.content for one in claimed if not any(at((one,), mark[2]) for mark in MARKED) and len(one.words) > 45
    ]
    assert all(any(overlap(c[0], mark[2]) for mark in MARKED) for c in strangers)


def test_the_attacker_is_syrian_or_russian_and_it_is_not_known_which(proposals: tuple[Proposal, ...]) -> None:
    (raid,) = at(proposals, (2920, 2963))

    assert raid.actors_alternative
    assert {actor.id for actor in raid.actors} == {"Syrian forces", "Russian forces"}
    assert raid.event == "airstrike"


def test_five_local_and_three_gmt_are_one_moment(proposals: tuple[Proposal, ...], report: Document) -> None:
    hours = [one for one in proposals if one.happened and one.happened.precision == "minute" and "GMT" in one.words]

    assert [one.happened.start for one in hours if one.happened] == [datetime(2016, 12, 14, 3, tzinfo=UTC)]
    assert all(one.happened is not None and one.happened.contradiction == "" for one in hours)


def test_the_number_is_about_fifteen_thousand_people(proposals: tuple[Proposal, ...]) -> None:
    counts = {(q.low, q.high, q.unit, q.approx) for one in proposals if (q := one.quantity) and q.low == 15000}

    assert counts == {(15000, 15000, "people", True)}


def test_tuesday_is_the_day_before_publication(proposals: tuple[Proposal, ...]) -> None:
    (un,) = (one for one in proposals if one.speaker is not None and one.speaker.id == "UN")

    assert un.said is not None
    assert un.said.start == datetime(2016, 12, 13, tzinfo=ZoneInfo("Asia/Damascus"))
    assert un.said.end == datetime(2016, 12, 14, tzinfo=ZoneInfo("Asia/Damascus"))
    assert un.event == "killing"


def test_a_congratulation_is_a_position_and_no_evidence(proposals: tuple[Proposal, ...]) -> None:
    assert [one.position for one in at(proposals, (1941, 1990))] == [True]


def test_the_same_text_read_twice_gives_the_same_proposals(report: Document, repaired: Deal) -> None:
    zone = ZoneInfo("Asia/Damascus")

    assert read_surface(report, repaired, PUBLISHED, zone) == read_surface(report, repaired, PUBLISHED, zone)
