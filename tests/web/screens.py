"""Pictures of all pages, to be looked at: `make screens` writes them to a folder.

In English and Arabic, on a desk and on a telephone, and one page as it is printed.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from httpx2 import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.house.repository import ROOT
from tests.web.browser import ARGUMENTS, chromium_path
from tests.web.served import PASSWORD, Moving, Served, serving, site_in_memory, with_story
from trucekeeper.web.pages import PAGES

#: Pages that are reached from others: a name for the file and the address.
MORE = {
    "now-then": "/now?at=2016-12-14T04:30:00%2B02:00",
    "record": "/record/d14-07",
    "account": "/account",
    "error": "/record/nothing",
}
STORY = ROOT / "examples" / "aleppo-2016"
#: Reports that wait in the Inbox, and when they came out.
REPORTS = {
    "2016-12-14_agency_truce-fails-on-its-first-morning.txt": "2016-12-14T14:00",
    "2016-12-16_live-blog_the-day-the-convoys-stopped.txt": "2016-12-16T18:00",
}
#: Width and height of a window.
SIZES = {"desk": (1280, 800), "phone": (360, 740)}


def main(folder: Path) -> int:
    """Write all pictures."""
    path = chromium_path()
    if path is None:
        sys.stderr.write("there is no Chromium here\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    clock = Moving()
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        site = site_in_memory(Path(place) / "deals", clock)
        empty = site_in_memory(Path(place) / "none", clock)
        with_story(site)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with serving(site, clock) as served, serving(empty, clock) as unset:
            with_work(served)
            for language in ("en", "ar"):
                for size in SIZES:
                    shoot(browser, served, unset, language, size, folder)
        browser.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    return 0


def with_work(served: Served) -> None:
    """Lay an operation with its plan beside the deal and two reports into the Inbox, so that no page stands empty."""
    work = served.site.deals.folder / "exchange.ops.md"
    shutil.copy(STORY / work.name, work)
    with acting(served, "coordinator") as client:
        client.post("/exchange/plan", data={"operation": work.name}).raise_for_status()
    served.site.planning.wait(work, 120)
    with acting(served, "analyst") as client:
        for name, published in REPORTS.items():
            text = (STORY / "reports" / name).read_text(encoding="utf-8")
            told = {"text": text, "publisher": "an agency", "published": published}
            client.post("/inbox/read", data=told).raise_for_status()


def acting(served: Served, id: str) -> Client:
    """A program that acts as one account."""
    head = {"authorization": f"Bearer {served.site.people.new_token(id, 'screens')}"}
    return Client(base_url=served.address, headers=head, timeout=60, follow_redirects=True)


def shoot(browser: Browser, served: Served, unset: Served, language: str, size: str, folder: Path) -> None:
    """Write the pictures of one language and size."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=language)
    page = context.new_page()

    def keep(name: str, address: str) -> None:
        page.goto(address)
        settle(page)
        page.screenshot(path=folder / f"{name}-{language}-{size}.png", full_page=True)

    keep("first-run", unset.address)
    keep("sign-in", f"{served.address}/sign-in")
    page.fill("[name=id]", "admin")
    page.fill("[name=password]", PASSWORD)
    page.click("button.main")
    page.wait_for_url("**/now")
    for one in PAGES:
        keep(one.id, served.address + one.path)
    for name, address in MORE.items():
        keep(name, served.address + address)
    page.emulate_media(media="print")
    keep("now-print", f"{served.address}/now")
    context.close()


def settle(page: Page) -> None:
    """Wait until fonts and live parts are there, and give islands a moment to draw."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(400)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens")))
