from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from httpx2 import Client

from tests.house.repository import ROOT
from tests.web.served import Served
from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Claim, Demand, Record
from trucekeeper.ledger.view import entries_of
from trucekeeper.status.engine import status
from trucekeeper.web.outlook import OpenQuestions, Outlook, outlook

REPAIRED = ROOT / "examples" / "aleppo-2016" / "repaired.deal.md"
NOON = moment("2016-12-16T12:00+02:00")


def deal(path: Path = REPAIRED) -> Deal:
    return read_deal(path.read_text(encoding="utf-8"), path.name)


def shown(records: list[Record], at: datetime = NOON, before: timedelta | None = None, most: int = 40) -> Outlook:
    entries = entries_of(records, recorded_at=moment("2016-12-13T00:00+02:00"), entered_by="desk")
    places = {one.record.id: one.position for one in entries}
    questions = OpenQuestions(lambda id: places.get(id, 0))
    then = None if before is None else status(deal(), (), at=at - before, known_by=at - before)
    return outlook((deal(),), status(deal(), entries, at=at, known_by=at), then, questions, most)


def claim(id: str, incident: str, clause: str) -> Claim:
    return Claim(
        id=id, speaker="a monitor", clause=clause, incident=incident, event="fire", said_at=NOON - timedelta(hours=1)
    )


def a_ban() -> str:
    return next(one.id for one in deal().clauses if one.kind == "must not")


def test_the_nearest_moment_comes_first_and_none_that_is_past() -> None:
    found = shown([]).next

    assert found
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert all(one.at > NOON for one in found)


def test_a_question_names_who_decides_it_by_the_deal() -> None:
    found = shown([claim("c1", "shots at noon", a_ban())]).undecided

    assert [(one.kind, one.words) for one in found] == [("question", "shots at noon")]
    assert found[0].who
    assert set(found[0].who) <= {one.id for one in deal().parties}


def test_what_was_spoken_of_last_stands_first_and_the_rest_is_counted() -> None:
    records: list[Record] = [claim(f"c{number}", f"shots {number}", a_ban()) for number in range(5)]

    found = shown(records, most=2)

    assert [one.words for one in found.undecided] == ["shots 4", "shots 3"]
    assert found.undecided_count == 5


def test_a_demand_that_nobody_agreed_to_waits_for_the_other_side() -> None:
    sides = [one.id for one in deal().parties if one.role == "side"]
    asked = Demand(
        id="q1", speaker="a spokesman", side=sides[0], asks="a list of names", said_at=NOON - timedelta(hours=2)
    )

    found = shown([asked]).undecided

    assert [one.kind for one in found] == ["demand"]
    assert sides[0] not in found[0].who
    assert sides[1] in found[0].who


def test_a_change_names_the_records_that_are_new() -> None:
    found = shown([claim("c1", "shots at noon", a_ban())], before=timedelta(hours=6)).changes

    assert found is not None
    assert {record for one in found for record in one.records} >= {"c1"}
    assert all(one.before != one.after for one in found)


def test_an_answer_that_did_not_change_is_not_worked_out_again() -> None:
    entries = entries_of([claim("c1", "shots", a_ban())], recorded_at=NOON - timedelta(hours=1), entered_by="desk")
    asked: list[str] = []

    def position(id: str) -> int:
        asked.append(id)
        return 1

    answer, questions = status(deal(), entries, at=NOON, known_by=NOON), OpenQuestions(position)
    outlook((deal(),), answer, None, questions, 9)
    before = len(asked)
    outlook((deal(),), answer, None, questions, 9)

    assert before > 0
    assert len(asked) == before


def test_a_draft_is_said_to_bind_nobody(room: Served, program: Callable[[str], Client]) -> None:
    folder, told = room.site.deals.folder, "This text binds nobody yet"
    assert told not in program("analyst").get("/now").text

    texts = [one.read_text(encoding="utf-8") for one in sorted(folder.glob("*.deal.md"))]
    for one in folder.glob("*.deal.md"):
        one.unlink()
    (folder / "draft.deal.md").write_text(texts[0].replace("state: agreed", "state: draft"), encoding="utf-8")
    room.site.people.set("clock", "2016-12-01T00:00+02:00")

    assert told in program("analyst").get("/now").text
