from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.house.repository import ROOT
from tests.web.served import Moving
from trucekeeper.ledger.record import Claim, Withdrawal
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.ledger.store_sqlite import SqliteStore
from trucekeeper.status.engine import status
from trucekeeper.web.deals import Deals
from trucekeeper.web.desk import Desk, Question

STORY = ROOT / "examples" / "aleppo-2016"
START = datetime(2016, 12, 16, 18, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Moving:
    return Moving(START)


@pytest.fixture
def desk(clock: Moving) -> Desk:
    return Desk(MemoryStore("test", now=clock), Deals(STORY / "repaired.deal.md"))


def claim(id: str, at: datetime, incident: str = "shots") -> Claim:
    return Claim(id=id, speaker=f"speaker {id}", clause="CF1", incident=incident, event="fire", said_at=at)


def test_an_answer_kept_up_to_date_is_the_one_worked_out_from_all(desk: Desk, clock: Moving) -> None:
    deals = desk.deals.texts().judged
    for number in range(12):
        clock.at += timedelta(minutes=7)
        desk.append([claim(f"c{number}", clock.at, f"shots {number % 3}")], "desk")
        if number == 8:
            desk.append([Withdrawal(id="w", withdraws="c2", reason="a slip")], "desk")

        found = desk.current(lambda: Question(clock.at, clock.at))

        assert found == status(deals, desk.entries, at=clock.at, known_by=clock.at)


def test_what_is_entered_shows_at_once_and_a_past_answer_stays(desk: Desk, clock: Moving) -> None:
    before = desk.answer(Question(clock.at, clock.at))
    clock.at += timedelta(minutes=1)

    desk.append([claim("c1", clock.at)], "desk")
    clock.at += timedelta(seconds=1)

    now = desk.current(lambda: Question(clock.at, clock.at))
    assert now is not None
    assert "c1" in {id for one in now.clauses for id in one.because}
    assert desk.answer(Question(START, START)) == before


def test_what_another_process_records_is_taken_in(tmp_path: Path, clock: Moving) -> None:
    path = tmp_path / "north.ledger"
    desk = Desk(SqliteStore(path, create=True, now=clock), Deals(STORY))
    other = SqliteStore(path, now=clock)
    other.append([claim("c1", clock.at)], "another desk")

    assert desk.refresh()
    assert desk.entry("c1") is not None
    other.close()
    desk.close()


def test_an_erased_text_is_gone_from_the_desk_too(desk: Desk, clock: Moving) -> None:
    desk.append([claim("c1", clock.at)], "desk")
    assert "speaker c1" in str(desk.entry("c1"))

    desk.store.erase(["speaker c1"], by="head", reason="asked for")
    desk.refresh()

    assert "speaker c1" not in str(desk.entry("c1"))
    assert "speaker c1" not in str(list(desk.entries))


def test_a_text_with_a_mistake_is_told_and_not_judged(tmp_path: Path, clock: Moving) -> None:
    (tmp_path / "a.deal.md").write_bytes((STORY / "13dec.deal.md").read_bytes())
    (tmp_path / "b.deal.md").write_text("```deal\ndeal X\n  zone: Nowhere/At-All\n```\n", encoding="utf-8")

    texts = Deals(tmp_path).texts()

    assert [one.file for one in texts.judged] == ["a.deal.md"]
    assert [file for file, _ in texts.broken] == ["b.deal.md"]


def test_the_day_before_is_kept_up_to_date_as_now_is(desk: Desk, clock: Moving) -> None:
    deals = desk.deals.texts().judged
    for number in range(6):
        clock.at += timedelta(hours=9)
        desk.append([claim(f"c{number}", clock.at, f"shots {number % 3}")], "desk")

        now, before = desk.with_earlier(
            lambda: Question(clock.at, clock.at),
            lambda answer: Question(answer.at - timedelta(days=1), answer.at - timedelta(days=1)),
            "24h",
        )

        earlier = clock.at - timedelta(days=1)
        assert now == status(deals, desk.entries, at=clock.at, known_by=clock.at)
        assert before == status(deals, desk.entries, at=earlier, known_by=earlier)


def test_an_answer_about_the_past_is_not_crowded_out_by_those_about_now(desk: Desk, clock: Moving) -> None:
    clock.at += timedelta(minutes=1)
    desk.append([claim("c1", clock.at)], "desk")
    past = Question(START, START)
    first = desk.answer(past)

    for second in range(100):
        desk.answer(Question(clock.at + timedelta(seconds=second), clock.at + timedelta(seconds=second)))

    assert desk.answer(past) is first
