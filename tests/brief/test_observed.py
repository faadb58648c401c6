"""The annex of observed events: what was seen and heard, never who fired."""

from datetime import timedelta

import pytest

from tests.brief.world import BEFORE, NOW, deal, history, moment
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.markdown import markdown
from trucekeeper.ledger.record import Counted, Entry, Happened
from trucekeeper.status.engine import status


def row(id: str, day: int, number: int, **more: object) -> Counted:
    values: dict[str, object] = {
        "team": "TEAM",
        "position": "the roof behind the old bakery",
        "means": "heard",
        "observation": "explosion",
        "direction": "NNE",
        "km_low": 2.0,
        "km_high": 7.0,
    }
    start = moment(day, 6)
    happened = Happened(start=start, end=start + timedelta(hours=1), precision="hour")
    return Counted(id=id, said_at=start, happened=happened, number=number, **values | more)  # type: ignore[arg-type]


ROWS = (
    row("n0", 1, 7),
    row("n1", 2, 48),
    row("n2", 2, 491, observation="burst", exercise=True),
    row("n3", 2, 48, team="camera 4", same_as="n1"),
)


def told(reader: str) -> str:
    text = deal()
    heard = [
        Entry(position=200 + number, recorded_at=one.happened.end, entered_by="desk", record=one)
        for number, one in enumerate(ROWS)
    ]
    entries = (*history(), *heard)
    now, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))
    return markdown(daily(text, entries, now, audience=audience(reader, text), before=before))


@pytest.mark.parametrize("reader", ["public", "party:RIVER", "partner", "internal"])
def test_the_annex_sums_the_period_and_all_that_is_known(reader: str) -> None:
    words = told(reader)

    assert "In the period: 48 events in 2 rows, 491 events of live-fire exercises apart" in words
    assert "1 row not counted again" in words
    assert "In all that is known: 55 events in 3 rows" in words
    assert "A count is no finding" in words
    assert "2-7 km NNE" in words


def test_where_an_observer_stood_is_told_to_those_alone_who_may_know_it() -> None:
    assert "old bakery" not in told("public")
    assert "the roof behind the old bakery" in told("partner")


def test_what_was_heard_stands_in_no_clause_and_in_no_count_of_people() -> None:
    words = told("internal")

    for part in ("## Clauses", "## What is claimed", "## Counts"):
        inside = words.split(part)[1].split("\n## ")[0]
        assert "n1" not in inside and "491" not in inside
