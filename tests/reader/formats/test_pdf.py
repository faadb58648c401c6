"""PDFs: the text with its paragraphs, Arabic in reading order, and what could not be read by its page."""

import pytest
import typst

from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import NotReadableError, Part, Unread
from trucekeeper.reader.formats.letterforms import mended

ENGLISH = """#set page(height: 9cm)
The UN said on Wednesday that hundreds of people had left the eastern districts of the city by bus, and that others
waited for hours in the cold at the crossing.

The ministry denied that its forces had fired. #pagebreak() #rect(width: 3cm, height: 3cm, fill: red)
"""
ARABIC = """#set text(lang: "ar", font: "Noto Naskh Arabic")
قالت الأمم المتحدة يوم الأربعاء إن ٣٥٠ شخصا غادروا المدينة في 12 حافلة (صباحا) إلى الريف الغربي."""


def read(source: str) -> list[object]:
    return list(items(typst.compile(source.encode()), "report.pdf", None))


def test_lines_are_joined_to_paragraphs_and_a_page_without_text_is_named() -> None:
    found = read(ENGLISH)

    report, page = found
    assert isinstance(report, Part)
    assert report.document.text == (
        "The UN said on Wednesday that hundreds of people had left the eastern districts of the city by bus, and that "
        "others waited for hours in the cold at the crossing.\n\nThe ministry denied that its forces had fired."
    )
    assert page == Unread("page 2", "there is no text on it: a scanned picture, or empty")


def test_arabic_comes_out_in_reading_order_with_its_numbers_and_brackets() -> None:
    [report] = read(ARABIC)

    assert isinstance(report, Part)
    assert report.document.text == (
        "قالت الأمم المتحدة يوم الأربعاء إن ٣٥٠ شخصا غادروا المدينة في 12 حافلة (صباحا) إلى الريف الغربي."
    )


@pytest.mark.parametrize(
    ("stored", "letters"),
    [
        ("ﺔﻨﻳﺪﻤﻟﺍ ﺕﺭﺩﺎﻏ 12 ﺔﻠﻓﺎﺣ", "حافلة 12 غادرت المدينة"),  # shapes, from left to right
        ("ﻏﺎﺩﺭﺕ ﺍﻟﻤﺪﻳﻨﺔ 12 ﺣﺎﻓﻠﺔ", "غادرت المدينة 12 حافلة"),  # shapes in reading order
        ("ةنيدملا ترداغ 05:30 ةلفاح (2016)", "(2016) حافلة 05:30 غادرت المدينة"),  # letters, from left to right
        ("ﻡﻼﺴﻟﺍ", "السلام"),  # lam-alef is one shape
    ],
)
def test_shapes_become_letters_and_lines_are_turned_only_where_they_stand_the_wrong_way(
    stored: str, letters: str
) -> None:
    assert mended(stored) == (letters, True)


@pytest.mark.parametrize(
    "text",
    ["غادرت المدينة 12 حافلة", "The buses left.", "Автобусы ушли.", "قالت UN إن الحافلات غادرت", "لا لا لا", "إلى على"],
)
def test_what_stands_right_is_not_touched(text: str) -> None:
    assert mended(text) == (text, False)


def test_a_pdf_of_pictures_alone_says_what_to_do() -> None:
    with pytest.raises(NotReadableError) as refused:
        read("#rect(width: 3cm, height: 3cm, fill: red)")

    assert refused.value.message == "report.pdf cannot be read: its pages are pictures: there is no text in it"
    assert refused.value.hint is not None


@pytest.mark.parametrize("raw", [b"%PDF-1.4 junk", b"%PDF-", b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]/Count 9>>" * 50])
def test_a_broken_pdf_is_refused_with_one_sentence(raw: bytes) -> None:
    with pytest.raises(NotReadableError) as refused:
        list(items(raw, "report.pdf", None))

    assert refused.value.message == "report.pdf cannot be read: it is no whole PDF"


def test_half_a_pdf_is_no_pdf() -> None:
    whole = typst.compile(ENGLISH.encode())

    with pytest.raises(NotReadableError):
        list(items(whole[: len(whole) // 3], "report.pdf", None))
