from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.ledger.record import Claim, Hold

pytestmark = pytest.mark.browser

#: What must be seen without scrolling, by the tile it stands in.
FIRST = ("t-deal", "t-next", "t-holds", "t-undecided")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_matters_stands_in_the_first_600_pixels(
    room: Served, window: Callable[..., Opened], width: int, language: str
) -> None:
    page = window(room, width=width, language=language).sign_in("analyst")

    bottoms = {
        one: page.evaluate(f"document.getElementById('{one}').parentElement.getBoundingClientRect().bottom")
        for one in FIRST
    }

    assert {one: bottom for one, bottom in bottoms.items() if not 0 < bottom <= 600} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_stumbles_over_nothing(
    room: Served, window: Callable[..., Opened], width: int, language: str
) -> None:
    page = window(room, width=width, language=language).sign_in("analyst")

    assert stumbles(page) == []


def test_a_new_hold_appears_in_an_open_page_by_itself(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst")
    page.wait_for_selector("#line.on")
    before = page.inner_text("#t-holds .count")

    hold = Hold(
        id="new-hold",
        speaker="the joint commission",
        said_at=datetime(2016, 12, 16, 17, 30, tzinfo=UTC),
        clauses=("A1",),
        holder="ICRC",
        reason="a bus does not start",
    )
    room.site.desk.append([hold], "observer")

    page.wait_for_selector("#holds >> text=a bus does not start")
    assert page.inner_text("#t-holds .count") == str(int(before) + 1)


def test_two_people_see_what_one_of_them_enters(room: Served, window: Callable[..., Opened]) -> None:
    first, second = window(room).sign_in("analyst"), window(room, language="ar").sign_in("head")
    for page in (first, second):
        page.wait_for_selector("#line.on")

    claim = Claim(
        id="new-claim",
        speaker="a monitor",
        said_at=datetime(2016, 12, 16, 17, 45, tzinfo=UTC),
        clause="CF",
        incident="shots at the square 16 Dec",
        event="fire",
    )
    room.site.desk.append([claim], "analyst")

    for page in (first, second):
        page.wait_for_selector("#undecided >> text=shots at the square 16 Dec")
        assert page.locator("#undecided >> text=shots at the square 16 Dec").count() == 1


def test_a_verdict_has_its_reason_one_click_away(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst")

    page.click("#clause-CF summary")

    assert "(R" in page.inner_text("#clause-CF details.why div")
    page.click("#clause-CF details.why .refs a >> nth=0")
    assert page.url.startswith(f"{room.address}/record/")


def test_without_a_line_the_page_says_from_when_it_is(room: Served, window: Callable[..., Opened]) -> None:
    opened = window(room)
    page = opened.sign_in("analyst")
    page.wait_for_selector("#line.on")

    page.context.set_offline(True)

    page.wait_for_selector("#line.off")
    assert "offline" in page.inner_text("#line")
    page.context.set_offline(False)
    page.wait_for_selector("#line.on")


def test_the_past_is_asked_as_it_was_known_then(room: Served, window: Callable[..., Opened]) -> None:
    opened = window(room)
    opened.sign_in("analyst")

    page = opened.open("/now?at=2016-12-14T04:30:00%2B02:00")

    assert "by what was known then" in page.inner_text(".asof")
    assert "2016 04:30" in page.inner_text(".asof")
