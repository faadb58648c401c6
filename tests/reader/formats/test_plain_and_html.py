"""Text and pages: read by their letters, the moment of a page as it says, formats known by what they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.reader.formats.only import document_of
from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import NotReadableError, Part
from trucekeeper.reader.formats.html import NoArticleError
from trucekeeper.reader.formats.markup import text_of

ZONE = ZoneInfo("Asia/Damascus")
WORDS = "The UN said on Wednesday that hundreds of people had left the eastern districts of the city by bus. " * 4
ARABIC = "قالت الأمم المتحدة إن الحافلات غادرت المدينة يوم الأربعاء وإن آخرين ينتظرون."
RUSSIAN = "Министерство заявило, что автобусы ушли из города в среду, а другие ждут."


def page(head: str = "", body: str = WORDS) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article><p>{body}</p></article></body></html>".encode()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("The president’s café “reopened” on Wednesday.", "cp1252"),
        (ARABIC, "utf-16"),
        (f"An English line and then: {RUSSIAN}", "cp1251"),
    ],
)
def test_text_of_an_old_code_page_is_read_by_its_letters(text: str, encoding: str) -> None:
    assert document_of(text.encode(encoding), "report.txt").text == text


def test_a_single_damaged_letter_does_not_make_another_language_of_a_text() -> None:
    raw = bytearray(ARABIC.encode())
    raw[20] = 0xFF

    assert (
        document_of(bytes(raw), "report.txt").text[30:] == ARABIC[30:] or "المدينة" in document_of(bytes(raw), "r").text
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2016-12-14T05:12:00+02:00">',
        '<meta content="2016-12-14T03:12:00Z" property="article:published_time">',
        '<script type="application/ld+json">{"datePublished": "2016-12-14T05:12:00+02:00"}</script>',
    ],
)
def test_a_page_that_says_when_it_was_published_is_believed_until_somebody_says_otherwise(head: str) -> None:
    [one] = items(page(head), "page.html", ZONE)

    assert isinstance(one, Part)
    assert one.published == datetime(2016, 12, 14, 3, 12, tzinfo=UTC)
    assert not one.sure


def test_a_page_that_names_only_a_day_counts_from_the_end_of_it() -> None:
    [one] = items(page('<meta name="date" content="2016-12-14">'), "page.html", ZONE)

    assert isinstance(one, Part)
    assert one.published == datetime(2016, 12, 14, 23, 59, 59, tzinfo=ZONE)
    assert one.dated == "2016-12-14 without an hour (the end of that day is taken)"


@pytest.mark.parametrize("text", ["on 3 March 2017 that", "that", "يوم الأربعاء 14 كانون الأول 2016"])
def test_a_day_that_the_text_speaks_of_is_not_when_the_page_was_published(text: str) -> None:
    [one] = items(page("", f"The army said {text} two soldiers had died. (c) 2016 An outlet"), "page.html", ZONE)

    assert isinstance(one, Part)
    assert one.published is None


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(NoArticleError) as refused:
        list(items(b"<html><body></body></html>", "page.html", ZONE))

    assert refused.value.message == "no article was found in page.html"


def test_a_page_is_known_by_what_it_is_and_not_by_its_ending() -> None:
    [one] = items(page(), "saved-page", ZONE)

    assert isinstance(one, Part)
    assert one.media_type == "text/html"


@pytest.mark.parametrize(("name", "instead"), [("a.doc", "save it as .docx"), ("a.msg", "save the message as .eml")])
def test_a_format_that_is_not_read_says_what_to_save_it_as(name: str, instead: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        list(items(b"\xd0\xcf\x11\xe0\0\0", name, ZONE))

    assert refused.value.hint == instead


def test_markup_nested_without_end_is_walked_without_failing() -> None:
    assert text_of("<div>" * 20_000 + "deep" + "</div>" * 20_000) in {"deep", ""}
    assert text_of("<p>one<p>two<br>three<td>four") == "one\n\ntwo\nthree\n\nfour"


def test_five_megabytes_in_one_line_of_markup_are_walked_in_bounded_time() -> None:
    import time

    start = time.process_time()

    assert len(text_of("<b>said</b> and " * 300_000)) > 2_000_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_no_report(raw: bytes) -> None:
    with pytest.raises(NotReadableError) as refused:
        list(items(raw, "report.txt", None))

    assert refused.value.message == "report.txt cannot be read: it is empty"
