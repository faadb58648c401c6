import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.ledger.record import Count, Happened, Hold, Movement, Resume
from trucekeeper.web import planning
from trucekeeper.web.carrying import NoPlanPossibleError

Program = Callable[[str], Client]
Windows = Callable[..., Opened]

WORK = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "exchange.ops.md"
NAME = WORK.name


@pytest.fixture
def work(room: Served) -> Served:
    """A control room with an operation beside its deal."""
    shutil.copy(WORK, room.site.deals.folder / NAME)
    return room


@pytest.fixture
def told(work: Served, program: Program) -> Served:
    """The same with a plan that was announced."""
    answer = program("coordinator").post("/exchange/plan", data={"operation": NAME})
    assert answer.status_code == 303, answer.text
    planned(work)
    return work


def planned(room: Served) -> None:
    """Wait until the plan that was asked for is there."""
    work = room.site.planning.wait(room.site.deals.folder / NAME, 120)
    assert work is not None
    assert (work.running, work.error) == (False, None)


def test_a_plan_is_laid_beside_the_operation_and_the_former_one_is_kept(told: Served, program: Program) -> None:
    folder = told.site.deals.folder

    program("coordinator").post("/exchange/plan", data={"operation": NAME})
    planned(told)

    assert (folder / "exchange.plan.json").is_file()
    assert (folder / "exchange.plan.json.before").is_file()


def test_without_a_plan_the_page_counts_nobody_instead_of_saying_none(work: Served, program: Program) -> None:
    client = program("coordinator")

    page = client.get("/exchange", params={"ask": "hold"}).text

    assert "There is no plan for this operation yet" in page
    assert "There is no plan, so this page cannot say how many people are on the road" in page
    assert 'class="tiles"' not in page and "0 people are on the road" not in page


def test_the_page_says_who_bears_the_announced_plan(told: Served, program: Program) -> None:
    page = program("coordinator").get("/exchange").text

    assert "Who bears the plan" in page
    assert page.count('<tr><th scope="row"><bdi>A1</bdi></th><td>15,000</td>') == 1


def first_convoy_leaves(told: Served) -> None:
    """One source says that the first convoy of A1 has left."""
    moved = Movement(
        id="moved-1",
        speaker="ICRC",
        side="independent",
        clause="A1",
        event="departed",
        quantity=Count(low=250, high=250, unit="people"),
        convoy="A1",
        said_at=told.site.now(),
        happened=Happened(start=told.site.now() - timedelta(minutes=1), end=told.site.now(), precision="minute"),
    )
    told.site.desk.append([moved], "observer")


def test_what_happened_stands_beside_what_was_planned(told: Served, program: Program) -> None:
    first_convoy_leaves(told)

    page = program("coordinator").get("/exchange").text

    assert "departed" in page
    assert "moved-1" in page


def test_a_hold_says_what_it_does_before_it_is_entered(told: Served, program: Program) -> None:
    client = program("coordinator")
    before = told.site.desk.position

    asked = client.get("/exchange", params={"ask": "hold"}).text
    assert "wait at the point" in asked
    assert told.site.desk.position == before
    assert client.post("/exchange/hold", data={"what": "hold", "clauses": "A1", "holder": "GOV"}).status_code == 400

    form = {"what": "hold", "clauses": "A1, F1", "holder": "GOV", "reason": "a bus does not start"}
    assert client.post("/exchange/hold", data=form).status_code == 303
    held = told.site.desk.entries[-1].record
    assert isinstance(held, Hold)
    assert held.clauses == ("A1", "F1")
    client.post("/exchange/hold", data={"what": "resume", "clauses": "A1, F1", "holder": "GOV", "ends": held.id})
    assert isinstance(told.site.desk.entries[-1].record, Resume)


def test_who_only_looks_on_neither_plans_nor_holds(work: Served, program: Program) -> None:
    for role in ("observer", "party", "partner", "editor"):
        client = program(role)
        assert client.post("/exchange/plan", data={"operation": NAME}).status_code == 403
        assert client.post("/exchange/hold", data={"what": "hold"}).status_code == 403


@pytest.mark.parametrize("name", ["../exchange.ops.md", "nothing.ops.md", "13dec.deal.md"])
def test_no_other_file_is_planned(work: Served, program: Program, name: str) -> None:
    assert program("coordinator").post("/exchange/plan", data={"operation": name}).status_code == 404


def test_a_broken_operation_is_told_with_its_line(work: Served, program: Program) -> None:
    (work.site.deals.folder / NAME).write_text("```operation\noperation X: x\n  start: soon\n```\n", encoding="utf-8")

    assert NAME in program("coordinator").get("/exchange").text


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_stumbles_over_nothing(told: Served, window: Windows, width: int) -> None:
    language = "ar" if width == 360 else "en"
    page = window(told, width=width, language=language).sign_in("coordinator", "/exchange")

    assert page.locator("figure.picture svg").count() >= 4
    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_while_a_plan_is_worked_out_the_page_says_so_and_a_second_one_waits(work: Served, program: Program) -> None:
    path, go_on, announced = work.site.deals.folder / NAME, Event(), Event()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "QUICK_S", 0.01)
        work.site.planning.begin(
            path, lambda: void(go_on.wait(20)), by="head", now=work.site.clock(), done=announced.set
        )
        shown = program("coordinator").get("/exchange").text
        refused = program("coordinator").post("/exchange/plan", data={"operation": NAME})
        go_on.set()

    assert "A plan is being worked out, asked for by" in shown
    assert refused.status_code == 409
    assert announced.wait(10)
    assert "being worked out" not in program("coordinator").get("/exchange").text


def test_why_no_plan_could_be_made_stands_on_the_page(work: Served, program: Program) -> None:
    def fails() -> None:
        raise NoPlanPossibleError(["the bound is smaller than one vehicle"])

    def breaks() -> None:
        raise ZeroDivisionError

    path = work.site.deals.folder / NAME
    for make, told in ((fails, "the bound is smaller than one vehicle"), (breaks, "ZeroDivisionError")):
        work.site.planning.begin(path, make, by="head", now=work.site.clock(), done=lambda: None)
        assert told in program("coordinator").get("/exchange").text


def void(_: object) -> None:
    """Let an answer be nothing."""


def test_the_map_shows_convoys_where_they_were_last_recorded_to_those_who_order_them(
    told: Served, program: Program
) -> None:
    first_convoy_leaves(told)

    layers = layers_of(program("coordinator").get("/map").text)
    on_the_road = [
        one["properties"]["convoys"] for one in layers["convoys"]["features"] if one["geometry"]["type"] == "LineString"
    ]
    listed = program("coordinator").get("/map").text

    assert "departed" in listed
    assert on_the_road in ([1], [])  # a text whose places have no points lists them only
    assert layers_of(program("observer").get("/map").text)["convoys"]["features"] == []
    assert "Convoys, by their last record" not in program("observer").get("/map").text
    past = layers_of(program("coordinator").get("/map", params={"known_by": "2016-12-15T10:00"}).text)
    assert "convoys" not in past or past["convoys"]["features"] == []


def layers_of(text: str) -> dict[str, Any]:
    """What a page gives its map."""
    start = text.index('id="layers">') + len('id="layers">')
    found = json.loads(text[start : text.index("</script>", start)])
    assert isinstance(found, dict)
    return found
