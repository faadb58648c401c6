import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import quote

import pytest
from docx import Document
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.ledger.record import Claim
from trucekeeper.web.routes.incident import MOST

Program = Callable[[str], Client]
Windows = Callable[..., Opened]

FIRE = "fire on eastern Aleppo 14 Dec"


def test_an_audience_gets_no_more_in_the_preview_than_in_the_file(room: Served, program: Program) -> None:
    client = program("editor")

    public = client.get("/report", params={"audience": "public"}).text
    internal = client.get("/report", params={"audience": "internal"}).text
    file = client.get("/report/file.md", params={"audience": "public"}).text

    assert "INTERNAL" in internal
    assert "INTERNAL" not in public
    assert "INTERNAL" not in file
    assert "PRACTICE" in file


def test_each_form_of_the_report_can_be_kept(room: Served, program: Program) -> None:
    client = program("editor")

    kept = {one: client.get(f"/report/file.{one}").content for one in ("html", "md", "pdf", "docx")}

    assert kept["pdf"].startswith(b"%PDF")
    assert Document(BytesIO(kept["docx"])).paragraphs
    assert b"<html" in kept["html"]
    assert client.get("/report/file.exe").status_code == 400


def test_only_who_drafts_sees_the_report(room: Served, program: Program) -> None:
    for role in ("observer", "party", "partner", "coordinator"):
        assert program(role).get("/report").status_code == 403
        assert program(role).get("/report/file.md?audience=internal").status_code == 403


def test_an_incident_shows_both_sides_in_their_columns(room: Served, program: Program) -> None:
    client = program("analyst")

    listed = client.get("/incident").text
    told = client.get("/incident", params={"name": FIRE}).text

    assert quote(FIRE) in listed
    assert "GOV says" in told
    assert "OPP says" in told
    assert "disputed" in told


def test_of_many_incidents_the_open_ones_come_first_and_the_rest_is_found_by_its_words(
    room: Served, program: Program
) -> None:
    said = datetime(2016, 12, 16, 17, 0, tzinfo=UTC)
    many = [
        Claim(
            id=f"many-{number}",
            speaker="a monitor",
            said_at=said,
            clause="CF",
            incident=f"shots number {number:03}",
            event="fire",
            actors=("southern army",),
        )
        for number in range(MOST + 60)
    ]
    room.site.desk.append(many, "analyst")

    whole = program("analyst").get("/incident").text
    found = program("analyst").get("/incident", params={"q": "NUMBER 259", "clause": "CF"}).text
    none = program("analyst").get("/incident", params={"q": "no such words"}).text

    assert whole.count('<a href="/incident?name=') == MOST
    assert re.search(r"and \d+ more", whole)
    assert 'type="search"' in whole
    assert found.count('<a href="/incident?name=') == 1
    assert "shots number 259" in found
    assert "Nothing found here." in none


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/report", "/incident", f"/incident?name={quote(FIRE)}"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_stumbles_over_nothing(room: Served, window: Windows, path: str, width: int) -> None:
    opened = window(room, width=width, language="ar" if width == 360 else "en")
    opened.sign_in("analyst")
    page = opened.open(path)

    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
