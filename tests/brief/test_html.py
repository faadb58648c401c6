import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlparse

import pytest

from tests.brief.hostile import HOSTILE, hostile_report
from tests.brief.world import report
from trucekeeper.brief.html import css_string, html


class Page(HTMLParser):
    """All that a browser would follow, run or jump to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.jumps: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.jumps.append(value or "")
            if name in {"src", "srcset", "data", "action", "poster", "background", "xlink:href"}:
                self.fetched.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("reader", ["public", "partner", "party:HILL", "internal"])
def test_a_page_asks_nothing_of_anybody_and_runs_nothing(reader: str) -> None:
    text = html(report(for_whom=reader))
    page = Page(text)

    assert not page.tags & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert not page.fetched
    assert not page.handlers
    assert all(urlparse(one).scheme == "" and one.startswith("#") for one in page.jumps)
    assert not re.search(r"url\((?!#)|@import", text)
    assert "default-src 'none'" in text


def test_every_jump_lands_and_every_record_leads_back() -> None:
    page = Page(html(report()))

    assert len(page.ids) == len(set(page.ids))
    assert {one.removeprefix("#") for one in page.jumps} <= set(page.ids)
    assert {one for one in page.jumps if one.startswith("#r")}
    assert {one for one in page.jumps if one.startswith("#s")}


def test_hostile_text_comes_out_as_it_was_written() -> None:
    text = html(hostile_report())
    page = Page(text)

    words = "".join(page.words)
    for one in HOSTILE:
        assert one in words
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in words
    assert not page.tags & {"script", "img", "b"}
    assert not page.handlers


def test_a_page_can_be_turned_from_right_to_left() -> None:
    text = html(replace(report(), language="ar"))

    assert '<html lang="ar" dir="rtl">' in text
    assert "<bdi>spokesman of HILL</bdi>" in text


def test_a_mark_in_the_head_of_each_printed_page_cannot_leave_its_string() -> None:
    made = replace(report(), marks=('PRACTICE"; } body { display: none',))

    assert css_string(made.marks[0]) == '"PRACTICE\\000022; \\00007d body \\00007b display: none"'
    assert 'content: "PRACTICE\\000022' in html(made)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html(report()) == html(report())
