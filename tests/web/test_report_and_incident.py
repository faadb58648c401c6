from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pytest
from docx import Document
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served

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


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/report", "/incident", f"/incident?name={quote(FIRE)}"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_stumbles_over_nothing(room: Served, window: Windows, path: str, width: int) -> None:
    opened = window(room, width=width, language="ar" if width == 360 else "en")
    opened.sign_in("analyst")
    page = opened.open(path)

    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
