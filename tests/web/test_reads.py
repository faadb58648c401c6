"""Who has read what is known to those who may see the log, by ids alone, and is forgotten after a while."""

from collections.abc import Callable
from datetime import timedelta

from httpx2 import Client

from tests.web.served import Served
from trucekeeper.people.looks import KEPT


def test_every_reading_of_a_record_or_report_is_noted_with_what(room: Served, program: Callable[[str], Client]) -> None:
    observer, editor = program("observer"), program("editor")
    observer.get("/record/d13-08")
    observer.get("/api/records/d13-08")
    observer.get("/api/records", params={"after": 160})
    editor.get("/report/file.md?audience=partner")
    program("partner").get("/now")

    told = [(one.who, one.what, one.id.split(" sha256")[0]) for one in reversed(room.site.people.looks.latest())]

    assert told == [
        ("observer", "record", "d13-08"),  # once, though asked for twice within five minutes
        ("observer", "records", "161 to 171"),
        ("editor", "report file", "md for partner"),
        ("partner", "report", "partner"),
    ]
    page = program("analyst").get("/log/reads?id=d13-08").text
    assert page.count('<bdi class="by">observer</bdi>') == 1
    assert observer.get("/log/reads").status_code == 403


def test_what_was_not_found_or_searched_for_is_not_kept(room: Served, program: Callable[[str], Client]) -> None:
    program("analyst").get("/record/nothing")
    program("analyst").get("/log", params={"q": "a name that somebody looks for"})

    assert [(one.what, "name" in one.id) for one in room.site.people.looks.latest()] == [("log", False)]


def test_the_same_reading_later_is_another_one(room: Served, program: Callable[[str], Client]) -> None:
    for minutes in (0, 4, 5):
        room.clock.at += timedelta(minutes=minutes)
        program("observer").get("/record/d13-08")

    assert [one.what for one in room.site.people.looks.latest()] == ["record", "record"]


def test_readings_are_forgotten_after_a_year(room: Served) -> None:
    looks = room.site.people.looks
    looks.note("observer", "record", "old")
    room.clock.at += KEPT + timedelta(days=1)

    looks.note("observer", "record", "new")

    assert [one.id for one in looks.latest()] == ["new"]
