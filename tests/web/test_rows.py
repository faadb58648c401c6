"""A row of the table of clauses is written anew when its verdict changes, and only then."""

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from tests.house.repository import ROOT
from tests.web.served import Moving
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.status.verdict import ClauseVerdict
from trucekeeper.web.deals import Deals
from trucekeeper.web.desk import Desk, Question
from trucekeeper.web.rows import Rows

START = datetime(2016, 12, 16, 18, 0, tzinfo=UTC)


def claim(id: str, said_at: datetime, clause: str) -> Claim:
    return Claim(id=id, speaker=f"speaker {id}", clause=clause, incident="shots", event="fire", said_at=said_at)


def test_one_more_record_writes_only_the_rows_that_it_touches() -> None:
    clock = Moving(START)
    desk = Desk(MemoryStore("test", now=clock), Deals(ROOT / "examples" / "aleppo-2016" / "repaired.deal.md"))
    table = Rows()
    written: list[str] = []

    def write(one: ClauseVerdict) -> Markup:
        written.append(one.clause)
        return Markup("row")

    def looked() -> list[str]:
        written.clear()
        answer = desk.current(lambda: Question(clock.at, clock.at))
        assert answer is not None
        assert [table.of(one, write) for one in answer.clauses] == ["row"] * len(answer.clauses)
        return written.copy()

    desk.append([claim("c1", clock.at, "CF1")], "desk")
    every = looked()
    assert looked() == []
    clock.at += timedelta(minutes=1)
    desk.append([claim("c2", clock.at, "CF1")], "desk")

    assert set(looked()) == {"CF1"} < set(every)
