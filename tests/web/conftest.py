"""A control room, a browser, and what a page must never do; see docs/dev/web.md for how a test uses them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from httpx2 import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.web.browser import ARGUMENTS, chromium_path
from tests.web.served import PASSWORD, Moving, Served, serving, site_in_memory, with_story
from trucekeeper.people import password


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash with little effort: most tests make nine accounts and try to break none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def empty(tmp_path: Path, clock: Moving) -> Iterator[Served]:
    """A control room in which nothing is set up yet."""
    with serving(site_in_memory(tmp_path / "deals", clock), clock) as served:
        yield served


@pytest.fixture
def room(tmp_path: Path, clock: Moving) -> Iterator[Served]:
    """A control room with the bundled story and an account for each role, named as the role."""
    site = site_in_memory(tmp_path / "deals", clock)
    with_story(site)
    with serving(site, clock) as served:
        yield served


@pytest.fixture
def program(room: Served) -> Iterator[Callable[[str], Client]]:
    """Gives a client that acts as one account by a key, as programs do: `program("analyst").get("/now")`."""
    made: list[Client] = []

    def client(id: str) -> Client:
        key = room.site.people.new_token(id, "test")
        made.append(Client(base_url=room.address, headers={"authorization": f"Bearer {key}"}, timeout=30))
        return made[-1]

    yield client
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a test that needs it is skipped, with this reason, where there is none."""
    path = chromium_path()
    if path is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A browser window of one person; what it did wrong is collected and fails the test at its end.

    Attributes:
        page: Playwright's page.
        wrong: Violations of the policy, errors of scripts, requests to other hosts.
    """

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the room."""
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, id: str, path: str = "/now") -> Page:
        """Sign in as one of the accounts that `room` has."""
        self.page.goto(f"{self.address}/sign-in?next={path}")
        self.page.fill("[name=id]", id)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button.main")
        self.page.wait_for_url(f"**{path}")
        return self.page


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens windows: `window(room, width=360, language="ar")`. Each has cookies of its own."""
    opened: list[Opened] = []

    def open_one(
        served: Served, *, width: int = 1280, height: int = 800, language: str = "en", **context: Any
    ) -> Opened:
        made = chromium.new_context(viewport={"width": width, "height": height}, locale=language, **context)
        made.set_default_timeout(15_000)
        one = Opened(made.new_page(), served.address)
        watch(one)
        opened.append(one)
        return one

    yield open_one
    wrong = [fault for one in opened for fault in one.wrong]
    for one in opened:
        one.page.context.close()
    assert wrong == []


def watch(one: Opened) -> None:
    """Collect what a page must never do."""

    def console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            one.wrong.append(message.text)

    def request(sent: Request) -> None:
        if not sent.url.startswith((one.address, "data:", "blob:")):
            one.wrong.append(f"asked {sent.url}")

    one.page.on("console", console)
    one.page.on("pageerror", lambda error: one.wrong.append(f"script: {error}"))
    one.page.on("request", request)
