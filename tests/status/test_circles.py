"""Stops that end by the state of what they stop, and dues that wait for each other: every question gets an answer."""

from datetime import UTC, datetime, timedelta

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Entry, Hold
from trucekeeper.status.engine import status
from trucekeeper.status.running import Running
from trucekeeper.status.verdict import Status

DAY = datetime(2020, 1, 1, tzinfo=UTC)
DEAL = """
```deal
deal D
  zone: UTC
  state: in-force
  in force: 2020-01-01 00:00
party N
  role: side
party S
  role: side
party G
  role: guarantor
  for: N
must A
  by: N
  do: open the road
  window: 2020-01-01 06:00 to 2020-01-01 12:00
must B
  by: S
  do: open the other road
  due: {b_due}
must C
  by: S
  do: repair the well
  due: 2020-01-01 10:00
may H
  by: G
  do: hold A, B
  until: {until}
```
"""


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def asked(hour: float, holds: tuple[float, ...], until: str, b_due: str = "4 hours after A done") -> Status:
    """The answer at an hour, the same from a replay and from one kept up to date."""
    deal = read_deal(DEAL.format(until=until, b_due=b_due), "d.deal.md")
    assert not deal.findings, deal.findings
    entries = [
        Entry(
            position=number,
            recorded_at=at(hold),
            entered_by="desk",
            record=Hold(id=f"h{number}", speaker="G", side="N", said_at=at(hold), clauses=("A", "B"), holder="G"),
        )
        for number, hold in enumerate(holds, 1)
    ]
    answer = status(deal, entries, at=at(hour), known_by=at(hour))
    running = Running(deal)
    for entry in entries:
        running.add([entry])
        running.status(at=entry.recorded_at, known_by=entry.recorded_at)
    assert running.status(at=at(hour), known_by=at(hour)) == answer
    return answer


@pytest.mark.parametrize("state", ["late", "on hold", "under way", "ended", "done", "disputed"])
@pytest.mark.parametrize("word", ["A {}", "not A {}", "B {}", "A {} or B {}", "A {} or 3 hours pass"])
@pytest.mark.parametrize("b_due", ["4 hours after A done", "4 hours after A late", "4 hours after B late"])
def test_a_stop_that_ends_by_what_it_stops_always_gets_an_answer(word: str, state: str, b_due: str) -> None:
    until = word.replace("{}", state)
    for holds in ((7.0,), (7.0, 9.0), (7.0, 7.0, 13.0)):
        for hour in (8, 12, 40):
            answer = asked(hour, holds, until, b_due)
            assert all(one.ended_at is None or one.ended_at <= at(hour) for one in answer.holds)


def test_a_clause_that_is_held_is_not_late_so_its_lateness_never_ends_the_hold() -> None:
    answer = asked(40, (7.0,), "A late")
    assert (answer.of("A", "N").stage, answer.holds[0].ended_at) == ("on_hold", None)


def test_what_ends_a_stop_is_looked_at_as_it_was_under_the_stop() -> None:
    answer = asked(20, (7.0,), "A late or 3 hours pass")
    assert (answer.of("A", "N").stage, answer.holds[0].ended_at) == ("late", at(10))
    assert answer.of("A", "N").due == at(15), "three hours were held"


def test_a_stop_ends_when_another_clause_is_late_though_nobody_says_anything_then() -> None:
    assert asked(9.5, (7.0,), "C late").holds[0].ended_at is None
    assert asked(11, (7.0,), "C late").holds[0].ended_at == at(10)


def test_two_dues_that_wait_for_each_other_come_never() -> None:
    answer = asked(40, (), "G says resume", "4 hours after B late")
    assert answer.of("B", "S").due is None
