"""Arabic as old programs wrote it into files: shapes of letters in place of letters, and lines from left to right.

What tells the order of a line: a shape that joins to the next letter stands before one that is joined to.
Plain letters tell less: ta marbuta and alef maqsura end a word, and most nouns begin with the article.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

_SHAPES: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_WORD: Final = re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]{3,}")
#: Stretches that are read from left to right inside an Arabic line: numbers, times, dates, Latin words.
_FORWARD: Final = re.compile(r"[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9](?:"
                             r"[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9 .,:/%'’&+@-]*"
                             r"[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9%])?")  # fmt: skip
#: Signs that are drawn the other way round in a line from right to left.
MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_arabic(text: str) -> bool:
    """True where a letter is Arabic, or the shape of one."""
    return _ARABIC.search(text) is not None


def mended(text: str) -> tuple[str, bool]:
    """The text in letters and in reading order, and whether anything had to be changed."""
    if not has_arabic(text):
        return text, False
    lines = text.split("\n")
    backwards = sum(_votes(line) for line in lines) < 0
    made = "\n".join(_letters(_turned(line) if backwards and _ARABIC.search(line) else line) for line in lines)
    return "\n".join(_brackets(line) for line in made.split("\n")), made != text


def _brackets(line: str) -> str:
    """Brackets drawn the other way round, as they are in a line from right to left, put right where all of them are."""
    if not _ARABIC.search(line) or line.count(")") != line.count("("):
        return line
    closed_first = re.fullmatch(r"[^()]*(?:\)[^()]*\([^()]*)+", line) is not None
    return line.translate(str.maketrans("()", ")(")) if closed_first else line


def _letters(line: str) -> str:
    """Each shape as its letters; nothing else of the line is touched."""
    return _SHAPES.sub(lambda one: unicodedata.normalize("NFKC", one[0]), line)


def _votes(line: str) -> int:
    """Above zero where the words of a line stand in reading order, below where they are turned round."""
    votes = 0
    for word in _WORD.findall(line):
        forms = [_form(char) for char in word]
        for one, other in pairwise(forms):
            votes += one in {"initial", "medial"} and other in {"medial", "final"}
            votes -= one in {"final", "medial"} and other in {"medial", "initial"}
        if not any(forms):
            votes += word.startswith("ال") + (word[-1] in "ةى")
            votes -= word.endswith("لا") + (word[0] in "ةى")
    return votes


def _form(char: str) -> str:
    """`initial`, `medial`, `final`, `isolated`, or "" for a plain letter."""
    return unicodedata.decomposition(char).partition(">")[0].removeprefix("<") if _SHAPES.match(char) else ""


def _turned(line: str) -> str:
    """The line from its other end; what is read from left to right inside it keeps its order.

    A shape that stands for two letters (lam-alef) is one character here and is taken apart only afterwards.
    """
    whole = line[::-1].translate(MIRRORED)
    return _FORWARD.sub(lambda one: one[0][::-1], whole)
