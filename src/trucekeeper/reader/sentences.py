"""Sentences and quotations of a paragraph, by offsets; a paragraph is always a border."""

import re

from msgspec import Struct

from trucekeeper.reader.document import LONGEST_SENTENCE, bounded

_STOP = re.compile(r"[.!?…؟۔]+[\"”’»'\)\]]*\s+")
_OPENERS = "\"“‘'«([„"
#: A full stop after these ends no sentence. Ranks and titles as news agencies write them.
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "sgt",
        "capt",
        "cpt",
        "brig",
        "adm",
        "sen",
        "rep",
        "gov",
        "st",
        "no",
        "nos",
        "vs",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "est",
        "fig",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "etc",
        "approx",
        "ca",
        "ayatollah",
        "hon",
        "rev",
        "pres",
        "sec",
        "rt",
        "lt-gen",
        "maj-gen",
        "ген",
        "лейт",
        "им",
        "г",
        "ок",
        "тыс",
        "чел",
        "млн",
        "руб",
        "см",
        "ул",
        "д",
    ]
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*$")


class Sentence(Struct, frozen=True):
    """A sentence by its offsets.

    Attributes:
        paragraph: Counted from 0.
        headline: A paragraph of one sentence without a full stop: headlines, captions, dates.
    """

    start: int
    end: int
    paragraph: int
    headline: bool


def sentences(text: str, paragraph: tuple[int, int], number: int = 0) -> list[Sentence]:
    """Cut one paragraph into its sentences."""
    start, end = paragraph
    cuts = [found.end() for found in _STOP.finditer(text, start, end) if _ends(text, start, found)]
    begins = [start, *cuts]
    finishes = [*cuts, end]
    whole = len(begins) == 1 and text[end - 1] not in '.!?…"”»:؟;,'
    made: list[Sentence] = []
    for a, b in zip(begins, finishes, strict=True):
        last = a + len(text[a:b].rstrip())
        if last - a <= LONGEST_SENTENCE:
            made += [Sentence(a, last, number, whole)] if last > a else []
        else:
            made += [Sentence(c, d, number, whole) for c, d in bounded(text, (a, last), LONGEST_SENTENCE)]
    return made


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    after = text[stop.end() : stop.end() + 1]
    follows = after.isupper() or after.isdigit() or after in _OPENERS or (after.isalpha() and not after.islower())
    if not follows:
        return False
    if text[stop.start()] != "." or stop.group().rstrip() != ".":
        return True
    word = _last_word(text[max(start, stop.start() - 24) : stop.start()])
    if word is None:
        return True
    last = word.group().lower()
    return last not in _SHORT and not (len(last) == 1 and word.group().isupper()) and "." not in last


def _last_word(before: str) -> re.Match[str] | None:
    """The word that ends a stretch of text; it holds no white space, so only what stands behind that is looked at."""
    if before[-1:].isspace():
        return _LAST_WORD.search(before)
    *_, last = before.rsplit(None, 1) or [""]
    return _LAST_WORD.search(last)


def quotations(text: str, paragraph: tuple[int, int]) -> list[tuple[int, int]]:
    """The spans between quotation marks, marks included. One that is never closed ends with its paragraph.

    Double marks only, and single ones where they stand as marks and not as apostrophes; quotations inside quotations
    belong to the outer one.
    """
    start, end = paragraph
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    closer = ""
    for mark in _MARKS.finditer(text, start, end):
        i, sign = mark.start(), mark.group()
        if opened is None:
            if _opens(text, i, sign, start):
                opened, closer = i, _CLOSERS[sign]
        elif sign in closer and not (sign in "'’" and _inside_word(text, i, end)):
            spans.append((opened, i + 1))
            opened = None
    if opened is not None and closer not in "'’":
        spans.append((opened, end))
    return spans


_MARKS = re.compile("[\"“”„«»'‘’]")
_CLOSERS = {'"': '"”', "“": '”"“', "„": "“”", "«": "»", "‘": "’'", "'": "'"}


def _opens(text: str, i: int, sign: str, start: int) -> bool:
    if sign not in _CLOSERS:
        return False
    if sign in "'‘":
        before = text[i - 1] if i > start else " "
        after = text[i + 1 : i + 2]
        return (before.isspace() or before in '(["“') and after.isalpha()
    return True


def _inside_word(text: str, i: int, end: int) -> bool:
    return i + 1 < end and text[i + 1].isalnum()
