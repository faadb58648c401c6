"""The report in Arabic: every sentence from its message file, sides swapped, names and numbers set apart."""

import re
from io import BytesIO

import pytest
from docx import Document

from tests.brief.world import BEFORE, NOW, before, deal, history, now
from tools.report_strings import missing
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.docx import docx
from trucekeeper.brief.html import html
from trucekeeper.brief.markdown import markdown
from trucekeeper.brief.model import Report, sentences
from trucekeeper.brief.tongue import LanguageError, tongue

#: Templates of punctuation alone, and plurals, whose forms are asked for apart.
SAME = {" x ", "event", "row", "further row", "{at}. {how}", "{id}{name}."}


def arabic(reader: str = "public", a: str = "HILL", b: str = "RIVER") -> Report:
    text = deal(a, b)
    return daily(text, history(a, b), now(a, b), audience=audience(reader, text), before=before(a, b), language="ar")


def test_every_template_of_the_report_has_its_arabic() -> None:
    assert [one for one in missing("ar") if one not in SAME and not one.startswith("{number} ")] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا قيود"), (1, "قيد واحد"), (2, "قيدان"), (3, "3 قيود"), (11, "11 قيدًا"), (100, "100 قيد")],
)
def test_arabic_counts_in_six_forms(number: int, said: str) -> None:
    assert tongue("ar").many(number, "{number} record", "{number} records") == said


@pytest.mark.parametrize("reader", ["public", "partner", "party:HILL", "internal"])
def test_no_english_sentence_is_left_in_our_own_words(reader: str) -> None:
    """Words of our own voice hold no English; names, moments and words of others stand as they are."""
    left = {
        piece.text
        for one in sentences(arabic(reader))
        for piece in one.pieces
        if piece.voice == "ours" and re.search(r"[A-Za-z]{3,}", piece.text)
    }

    assert left == set()


def test_the_same_sentences_with_the_same_records_in_both_languages() -> None:
    text = deal()
    english = daily(text, history(), now(), audience=audience("public", text), before=before())

    assert [(one.records, one.ground) for one in sentences(arabic())] == [
        (one.records, one.ground) for one in sentences(english)
    ]
    assert BEFORE < NOW


def test_swapping_the_sides_swaps_the_arabic_report() -> None:
    def swapped(text: str) -> str:
        return re.sub("HILL|RIVER", lambda found: {"HILL": "RIVER", "RIVER": "HILL"}[found.group()], text)

    assert swapped(markdown(arabic())) == markdown(arabic(a="RIVER", b="HILL"))


def test_the_page_runs_from_right_to_left_and_numbers_and_names_are_set_apart() -> None:
    page = html(arabic())

    assert '<html lang="ar" dir="rtl">' in page
    assert "<bdi>2 مارس 2031 20:00 (18:00 UTC)</bdi>" in page
    assert "ما لا نعرفه" in page
    paragraphs = Document(BytesIO(docx(arabic()))).paragraphs
    assert any("\u2068HILL\u2069" in one.text for one in paragraphs)


def test_a_language_without_messages_is_refused() -> None:
    with pytest.raises(LanguageError):
        tongue("fr")
