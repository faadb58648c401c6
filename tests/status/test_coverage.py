"""Who could have seen it: silence counts only where an observer was present."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.status.ledgers import START, deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Counted, Entry, Happened, Patrol, Record, Spot
from trucekeeper.status.coverage import Coverage, coverage


def at(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def patrol(id: str, start: float, end: float, **more: Any) -> Patrol:
    values: dict[str, Any] = {"team": "TEAM", "said_at": at(end), "places": ("N1",)}
    return Patrol(id=id, happened=Happened(start=at(start), end=at(end)), **values | more)


def asked(*records: Record, where: Spot | None = None, start: float = 0, end: float = 4, known: float = 99) -> Coverage:
    entries = [
        Entry(position=number, recorded_at=one.said_at or START, entered_by="desk", record=one)
        for number, one in enumerate(records, 1)
    ]
    when = Happened(start=at(start), end=at(end))
    return coverage(deal(), entries, [where or Spot(place="N1")], when, known_by=at(known))


def test_where_nobody_was_silence_says_nothing() -> None:
    found = asked(patrol("p1", 0, 4, places=("S1",)), patrol("p2", 5, 9), patrol("p3", 0, 4, outcome="refused"))

    assert found.present == ()
    assert [one.record for one in found.refused] == ["p3"]
    assert found.gaps == ((at(0), at(4)),)
    assert "silence says nothing" in found.reason


def test_the_time_in_which_nobody_was_there_is_told_exactly() -> None:
    found = asked(patrol("p1", 1, 2), patrol("p2", 1.5, 3, means="camera", team="camera 4"))

    assert found.gaps == ((at(0), at(1)), (at(3), at(4)))
    assert all(one.silent for one in found.present)
    assert "for 2.0 of 4.0 hours nobody was there" in found.reason


def test_a_patrol_of_which_nobody_wrote_where_it_was_is_no_observer() -> None:
    found = asked(patrol("p1", 0, 4, places=()))

    assert [one.standing for one in found.watches] == ["place not told"]
    assert not found.watches[0].silent


def test_a_post_sees_as_far_as_its_record_says_and_no_further() -> None:
    post = patrol("p1", 0, 4, places=(), means="post", place=Spot(north=36.0, east=37.0, radius_km=3))
    near, far = Spot(north=36.02, east=37.0), Spot(north=36.05, east=37.0)  # 2.2 and 5.6 km away

    assert asked(post, where=near).present
    assert not asked(post, where=far).present


def test_a_row_of_the_teams_own_table_is_what_it_saw() -> None:
    row = Counted(
        id="n1",
        team="TEAM",
        said_at=at(2),
        happened=Happened(start=at(1), end=at(2)),
        means="heard",
        number=4,
        observation="explosion",
    )

    assert asked(patrol("p1", 0, 4), row).watches[0].saw == ("n1",)


def test_a_patrol_told_later_was_not_known_before() -> None:
    assert asked(patrol("p1", 0, 4), known=3).watches == ()
    assert asked(patrol("p1", 0, 4), known=4).present


@pytest.mark.parametrize("name", ["BRIDGE", "the bridge", "The  Bridge", "الجسر", "old bridge"])
def test_a_place_is_the_same_by_every_name_that_the_deal_has_for_it(name: str) -> None:
    text = """
```deal
deal D: a deal
  zone: UTC
place BRIDGE: the bridge
  name ar: الجسر
  also: old bridge
```
"""
    entry = Entry(position=1, recorded_at=at(4), entered_by="desk", record=patrol("p1", 0, 4, places=("BRIDGE",)))
    when = Happened(start=at(0), end=at(4))

    found = coverage(read_deal(text, "d.deal.md"), [entry], [Spot(place=name)], when, known_by=at(9))

    assert [one.record for one in found.present] == ["p1"]
