"""What every page must keep, whoever wrote it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.screens import MORE
from tests.web.served import Served
from trucekeeper.ledger.record import Claim
from trucekeeper.web.pages import PAGES

ADDRESSES = [one.path for one in PAGES] + list(MORE.values())
#: Pages whose picture is loaded by a script of its own weight are counted without it.
LIMIT_KB = 150


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_makes_a_screen_reader_stumble_or_runs_off_the_screen(
    room: Served, window: Callable[..., Opened], width: int, language: str
) -> None:
    opened = window(room, width=width, language=language)
    opened.sign_in("admin")

    wrong = {}
    for path in ADDRESSES:
        page = opened.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong[path] = stumbles(page) + ([f"{wide} pixels wide"] if wide > width else [])
        if not page.is_visible(".practice-mark"):
            wrong[path].append("does not say that this is practice")

    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_the_longer_words_of_french_and_russian_do_not_run_off_the_screen(
    room: Served, window: Callable[..., Opened], width: int
) -> None:
    wide = {}
    for language in ("fr", "ru"):
        opened = window(room, width=width, language=language)
        opened.sign_in("admin")
        for path in ("/now", "/enter", "/inbox", "/report", "/people"):
            page = opened.open(path)
            assert page.get_attribute("html", "lang") == language
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
            wide[language, path] = page.evaluate("document.documentElement.scrollWidth")

    assert {one: found for one, found in wide.items() if found > width} == {}


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_small_enough_for_a_slow_line(program: Callable[[str], Client], path: str) -> None:
    answer = program("admin").get(path, headers={"accept-encoding": "gzip", "accept": "text/html"})

    assert answer.headers["content-type"].startswith("text/html")
    assert answer.num_bytes_downloaded < LIMIT_KB * 1000


@pytest.mark.browser
def test_what_every_page_loads_is_small_enough_for_a_slow_line(room: Served, window: Callable[..., Opened]) -> None:
    """Page, styles, scripts and fonts of Now together, as they come over the line."""
    opened = window(room, language="ar")
    opened.sign_in("analyst")

    sizes = opened.page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".filter(one => !one.name.includes('/live')).map(one => one.transferSize)"
    )

    assert 0 < sum(sizes) < LIMIT_KB * 1000


@pytest.mark.browser
def test_everything_on_now_is_reached_by_keys_alone(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#clauses summary')"):
            page.keyboard.press("Enter")
            break

    page.wait_for_selector("#clauses details.why[open]")


@pytest.mark.browser
def test_a_reason_that_is_being_read_stays_open_when_something_new_comes(
    room: Served, window: Callable[..., Opened]
) -> None:
    page = window(room).sign_in("analyst")
    page.wait_for_selector("#line.on")
    page.click("#clause-CF summary")

    said = datetime(2016, 12, 16, 17, 45, tzinfo=UTC)
    room.site.desk.append([Claim(id="new", speaker="x", clause="CF", incident="new shots", said_at=said)], "analyst")

    page.wait_for_selector("#undecided >> text=new shots")
    assert page.locator("#clause-CF details.why[open]").count() == 1


@pytest.mark.browser
def test_the_practice_mark_is_printed(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst")

    page.emulate_media(media="print")

    assert page.is_visible(".practice-mark")
    assert not page.is_visible("nav")
    assert not page.is_visible("form")


def test_a_page_is_read_without_scripts(program: Callable[[str], Client]) -> None:
    text = program("analyst").get("/now", headers={"accept": "text/html"}).text

    for words in ("Open holds", "What needs whose decision", "CF", "<time datetime="):
        assert words in text
