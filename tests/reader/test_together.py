"""How many sentences and claims are looked at together changes nothing of what is read."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.reader.test_perturbation import HALF, NAMES, read
from trucekeeper.deal.model import Deal
from trucekeeper.reader.claiming import passages
from trucekeeper.reader.engines import surface
from trucekeeper.reader.words import words, words_of

SEVERAL = HALF[:6]


@pytest.mark.parametrize("at_once", [1, 700])
@pytest.mark.parametrize("report", SEVERAL, ids=NAMES[: len(SEVERAL)])
def test_a_report_is_read_the_same_paragraph_by_paragraph_and_at_once(
    report: tuple[Path, datetime], at_once: int, repaired: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, published = report
    text = path.read_text("utf-8")
    whole = read(text, published, repaired)

    monkeypatch.setattr(passages, "_TOGETHER", at_once)
    monkeypatch.setattr(surface, "_TOGETHER", at_once // 100)
    assert [one.shown() for one in read(text, published, repaired)] == [one.shown() for one in whole]
    assert len(whole) > 5


def test_a_long_text_is_read_stretch_by_stretch_and_its_beginning_stays_what_it_was(repaired: Deal) -> None:
    path, published = HALF[0]
    text = path.read_text("utf-8")
    first = read(text, published, repaired)
    long = read("\n\n".join([text] * 5), published, repaired)

    assert len(text) * 5 > passages._TOGETHER
    begun = [one for one in long if one.content[-1][1] <= len(text)]
    assert [(one.content, one.act, one.event, one.clauses, one.tier) for one in begun] == [
        (one.content, one.act, one.event, one.clauses, one.tier) for one in first
    ]


def test_sentences_cut_at_once_have_the_words_that_each_has_alone() -> None:
    text = "The WHO said so at 5pm. U.S. planes (two) didn't fly, it's said; 15,000 left. IS denied it!"
    spans = [(0, 23), (24, 80), (81, len(text))]

    assert words_of(text, spans) == [words(text, a, b) for a, b in spans]


def test_a_word_that_is_cut_in_its_middle_is_cut_in_both_ways() -> None:
    text = "Aleppo-Idlib road"

    assert words_of(text, [(0, 9), (9, 17)]) == [words(text, 0, 9), words(text, 9, 17)]
