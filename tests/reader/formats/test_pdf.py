"""PDFs: the text with its paragraphs, Arabic in reading order, and what could not be read by its page."""

import pytest
import typst

from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import NotReadableError, Part, Unread
from trucekeeper.reader.formats.letterforms import has_arabic, mended
from trucekeeper.reader.formats.placed import Sign, ordered

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


def signs(*placed: tuple[str, float]) -> list[Sign]:
    """Characters with the places where their drawing begins; several in one string are drawn as one."""
    every = [(char, x) for chars, x in placed for char in chars]
    return [Sign(char, place, x) for place, (char, x) in enumerate(every, 7)]


@pytest.mark.parametrize(
    "placed",
    [
        # as a browser's pages come out of the library: a word without lam-alef from its end
        [("لا", 63.0), ("م", 60.0), (" ", 57.0), ("ف", 45.0), ("ي", 50.0), (" ", 40.0), ("1", 30.0), ("2", 35.0)],
        # as an office program's do: alef before its lam, a space that is drawn at the end of the line
        [("ال", 63.0), ("م", 60.0), (" ", 57.0), ("ي", 50.0), ("ف", 45.0), (" ", 12.0), ("1", 30.0), ("2", 35.0)],
        # from left to right, a space that begins where a letter does
        [("1", 30.0), ("2", 35.0), (" ", 40.0), ("ف", 45.0), ("ي", 50.0), (" ", 55.0), ("م", 60.0), ("لا", 63.0)],
    ],
)
def test_a_line_is_read_off_the_places_of_its_signs_in_whatever_order_the_file_has_them(
    placed: list[tuple[str, float]],
) -> None:
    assert ordered(signs(*placed)) == "لام يف 12"


def drawn(*pieces: str) -> list[Sign]:
    """Pieces of a line as a page shows them, the first one at the right; words in Arabic letters turned round."""
    shown = [piece[::-1] if has_arabic(piece) else piece for piece in reversed(pieces)]
    return signs(*((char, float(place)) for place, char in enumerate("".join(shown))))


@pytest.mark.parametrize(
    "pieces",
    [
        ("قتلوا ", "15:30", " ", "2016/12/15", " في حلب."),
        ("قالت ", "UN News", " إن"),
        ("نحو ", "50%", " من ", "1,500", " شخص"),
        ("البند ", "(", "2", ")", " من"),
    ],
)
def test_numbers_and_latin_words_in_an_arabic_line_keep_their_direction(pieces: tuple[str, ...]) -> None:
    mirrored = [{"(": ")", ")": "("}.get(piece, piece) for piece in pieces]

    assert ordered(drawn(*mirrored)) == "".join(pieces)


def test_arabic_words_in_a_line_of_latin_letters_are_turned_where_they_stand() -> None:
    line = "The road to " + "مدينة حلب"[::-1] + " is open"

    assert ordered(signs(*((char, float(place)) for place, char in enumerate(line)))) == "The road to مدينة حلب is open"


def test_no_line_begins_with_the_stop_that_a_program_drew_at_the_wrong_end() -> None:
    assert ordered(drawn(". ", "غادروا المدينة")) == "غادروا المدينة."


def test_a_vowel_sign_stands_with_its_letter() -> None:
    assert ordered(signs(("ا", 1.0), ("\u064b", 1.4), ("ب", 6.0))) == "با\u064b"


def test_a_heading_is_a_paragraph_of_its_own_however_short_the_report_is() -> None:
    [report] = read(
        "#set page(width: 9cm)\n*Truce holds*\n\nThe UN said on Wednesday that people had left by bus. " * 2
    )

    assert isinstance(report, Part)
    assert report.document.text.startswith("Truce holds\n\nThe UN said")


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
