"""On a line as slow as a telephone's in a village, the main task of each page gets done."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from httpx2 import Client
from playwright.sync_api import Page

from tests.web.conftest import Opened
from tests.web.served import Served
from tests.web.test_inbox import read_in, texts
from trucekeeper.ledger.record import Claim, Observation

FIRE = "fire on eastern Aleppo 14 Dec"
#: As Chromium's own "regular 2G": 300 ms each way and back, 250 kbit/s down, 50 up.
LATENCY_MS, DOWN, UP = 300, 250_000 / 8, 50_000 / 8


def slowed(page: Page) -> Page:
    """The same window on a slow line, without anything kept from before."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN, "uploadThroughput": UP},
    )
    return page


@pytest.mark.browser
@pytest.mark.slow
def test_a_desk_sees_reads_and_decides_over_a_slow_line(
    room: Served, window: Callable[..., Opened], program: Callable[[str], Client]
) -> None:
    source = read_in(room, program("analyst"), texts()[0])
    opened = window(room, width=360)
    slowed(opened.page)
    page = opened.sign_in("analyst", "/now")

    # Now: how the deal stands. Incident: an incident becomes a case.
    assert page.locator("h1").inner_text()
    page.goto(f"{room.address}/incident?name={quote(FIRE)}")
    page.select_option("#case select[name=step]", "received")
    page.click("#case form button.main")
    page.wait_for_selector("article.case")
    # Inbox: a proposal is confirmed by a key. Log: somebody looks for a word.
    before = sum(isinstance(one.record, Claim) for one in room.site.desk.entries)
    page.goto(f"{room.address}/inbox?source={source}")
    page.locator("button[name=what][value=confirm]").first.click()
    page.wait_for_load_state()
    assert sum(isinstance(one.record, Claim) for one in room.site.desk.entries) == before + 1
    page.goto(f"{room.address}/log?q=fire")
    assert page.locator("main a[href^='/record/']").count() > 0


@pytest.mark.browser
@pytest.mark.slow
def test_an_observer_enters_what_was_seen_over_a_slow_line(room: Served, window: Callable[..., Opened]) -> None:
    opened = window(room, width=360)
    slowed(opened.page)
    page = opened.sign_in("observer", "/enter")

    page.fill("[name=incident]", "smoke over the crossing")
    page.fill("[name=from]", "2016-12-16T19:00")
    page.fill("[name=until]", "2016-12-16T19:10")
    page.click("form button.main")
    page.wait_for_selector(".done-mark")

    assert [one for one in room.site.desk.entries if isinstance(one.record, Observation)][-1].entered_by == "observer"
