from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.ledger.record import Claim, Contact, Movement, Observation, Patrol

Program = Callable[[str], Client]
Windows = Callable[..., Opened]

WHEN = {"from": "2016-12-16T18:00", "until": "2016-12-16T18:30"}
SEEN = {
    "kind": "observation",
    "number": "OBSERVER-1216-1800-3F",
    "said": "2016-12-16T19:30",
    "incident": "smoke over the crossing",
    "from": "2016-12-16T19:00",
    "until": "2016-12-16T19:10",
    "clause": "CF",
}


def test_what_an_observer_saw_is_a_record_under_the_number_on_the_form(room: Served, program: Program) -> None:
    assert program("observer").post("/enter", data=SEEN).status_code == 303

    entry = room.site.desk.entry(SEEN["number"])
    assert entry is not None and isinstance(entry.record, Observation)
    assert (entry.entered_by, entry.record.basis, entry.record.incident) == (
        "observer",
        "own observation",
        "smoke over the crossing",
    )


def test_an_entry_that_is_sent_twice_is_recorded_once(room: Served, program: Program) -> None:
    client = program("observer")
    client.post("/enter", data=SEEN)
    position = room.site.desk.position

    again = client.post("/enter", data=SEEN, headers={"accept": "application/json"})

    assert again.json() == {"number": SEEN["number"], "new": False}
    assert room.site.desk.position == position


def test_the_number_of_somebody_else_is_not_taken_over(room: Served, program: Program) -> None:
    program("observer").post("/enter", data=SEEN)

    assert program("coordinator").post("/enter", data=SEEN).status_code == 400


@pytest.mark.parametrize(
    ("kind", "more", "made"),
    [
        ("claim", {"incident": "shots", "speaker": "a driver", "side": "OPP", "polarity": "no"}, Claim),
        (
            "movement",
            {"low": "40", "high": "45", "event": "arrived", **WHEN},
            Movement,
        ),
        ("contact", {"party": "GOV", "channel": "radio", "acknowledged": "yes"}, Contact),
        ("patrol", {"outcome": "refused", **WHEN}, Patrol),
    ],
)
def test_each_kind_of_form_makes_its_record(
    room: Served, program: Program, kind: str, more: dict[str, str], made: type
) -> None:
    form = {"kind": kind, "number": f"DESK-{kind}-1", "said": "2016-12-16T19:30", **more}

    assert program("observer").post("/enter", data=form).status_code == 303

    entry = room.site.desk.entry(form["number"])
    assert entry is not None and isinstance(entry.record, made)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"incident": ""}, "a short name"),
        ({"said": ""}, "when it was said"),
        ({"until": "2016-12-16T18:00"}, "a time that passes"),
        ({"low": "forty"}, "a number in figures"),
        ({"kind": "erasure"}, "the kind"),
        ({"number": "../x"}, "no number of an entry"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_half_written(
    room: Served, program: Program, change: dict[str, str], told: str
) -> None:
    position = room.site.desk.position

    answer = program("observer").post("/enter", data={**SEEN, **change})

    assert answer.status_code == 400
    assert told in answer.json()["error"]["message"]
    assert room.site.desk.position == position


@pytest.mark.browser
def test_what_is_entered_without_a_line_is_sent_when_there_is_one(room: Served, window: Windows) -> None:
    opened = window(room, width=360)
    page = opened.sign_in("observer", "/enter")
    number = page.input_value("[name=number]")
    page.context.set_offline(True)
    page.fill("[name=incident]", "smoke over the crossing")
    page.click("button.main:has-text('Record')")
    page.wait_for_selector(f"#kept:has-text('{number}')")
    assert room.site.desk.entry(number) is None
    assert page.input_value("[name=number]") != number

    page.context.set_offline(False)

    page.wait_for_selector("#kept[hidden]", state="attached")
    entry = room.site.desk.entry(number)
    assert entry is not None and entry.entered_by == "observer"


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["observation", "movement", "contact"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_telephone_shows_the_form_and_nobody_stumbles(
    room: Served, window: Windows, kind: str, language: str
) -> None:
    page = window(room, width=360, language=language).sign_in("observer", f"/enter?kind={kind}")

    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
