from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/map", "/timeline"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_stumbles_over_nothing(
    room: Served, window: Callable[..., Opened], path: str, width: int, language: str
) -> None:
    page = window(room, width=width, language=language).sign_in("analyst", path)

    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_moves_where_the_browser_can_and_shows_the_same_on_paper(
    room: Served, window: Callable[..., Opened]
) -> None:
    page = window(room).sign_in("analyst", "/map")

    page.wait_for_selector("#map[data-ready=yes]")
    assert page.locator("#map-picture").is_hidden()
    page.emulate_media(media="print")
    assert page.locator("#map-picture").is_visible()


def test_without_webgl_the_picture_stands_in_its_place(room: Served, window: Callable[..., Opened]) -> None:
    opened = window(room)
    opened.page.add_init_script(
        "HTMLCanvasElement.prototype.getContext = () => null; OffscreenCanvas.prototype.getContext = () => null;"
    )
    page = opened.sign_in("analyst", "/map")

    page.wait_for_selector("#map-off:not([hidden])")
    assert page.locator("#map-picture").is_visible()
    assert page.locator("#map").is_hidden()


def test_what_has_no_point_is_listed_and_never_placed(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst", "/map")

    assert "western Aleppo" in page.inner_text("[aria-labelledby=h-nowhere]")
    drawn = page.evaluate(
        "JSON.parse(document.getElementById('layers').textContent).claims.features.map(f => f.properties.name)"
    )
    assert "western Aleppo" not in drawn


def test_dragging_back_shows_what_was_known_then(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst", "/timeline")
    before = page.locator("#board svg text").count()

    page.locator("[data-drag]").focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#h-later")

    assert page.locator("#board svg text").count() < before
    assert "known_by=2016-12-1" in page.url


def test_what_later_knowledge_changed_about_a_moment_is_told(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst", "/timeline?known_by=2016-12-15T10:00")

    assert "alleged breach" in page.inner_text("[aria-labelledby=h-later]")


def test_a_layer_is_only_a_file_beside_the_deal(room: Served, program: Callable[[str], Client]) -> None:
    (room.site.deals.folder / "lines.geojson").write_text(
        '{"type":"FeatureCollection","features":[]}', encoding="utf-8"
    )
    client = program("analyst")

    assert client.get("/map/layer/lines.geojson").status_code == 200
    assert client.get("/map/layer/lines.geojson", headers={"range": "bytes=0-5"}).status_code == 206
    for name in ("13dec.deal.md", "..%2flines.geojson", "%2e%2e%2fpeople.db", "nothing.geojson"):
        assert client.get(f"/map/layer/{name}").status_code == 404


@pytest.mark.parametrize(("path", "said"), [("/map", "أماكن الاتفاق"), ("/timeline", "متى حدث ومتى قيل")])
def test_the_picture_speaks_the_language_of_its_reader(program: Callable[[str], Client], path: str, said: str) -> None:
    client = program("analyst")

    arabic = client.get(path, headers={"accept-language": "ar"}).text
    english = client.get(path, headers={"accept-language": "en"}).text

    assert f">{said}" in arabic
    assert f">{said}" not in english
