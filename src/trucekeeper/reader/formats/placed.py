"""A line with Arabic, read off the places of its signs: programs write them into a PDF in many orders.

Libraries guess the order word by word, and guess wrong as soon as a word holds one sign for two letters (lam-alef): of
pages printed by a browser every second word came out from its end, and office programs gave alef before lam. What is
drawn has one order only.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from trucekeeper.reader.formats.letterforms import MIRRORED, has_arabic

_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_DIGIT: Final = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]")
#: What stands inside a number, a time, an address.
_JOINS: Final = frozenset(".,:/'’&+@-")
#: By the kinds of signs, what is read from left to right in an Arabic line: words with what is between them, numbers
#: each for itself; and what is read from right to left in a Latin line.
_FORWARD: Final = re.compile("L(?:[LDj ]*[LD])?|%?D(?:[Dj]*D)?")
_BACKWARD: Final = re.compile("R(?:[Rj ]*R)?")
#: A stop that a program drew at the wrong end of the line: no line begins with one.
_STOP_FIRST: Final = re.compile(r"([.!؟])\s*(?=[^\s.!؟])(.+)")
_ALEFS: Final = frozenset("اأإآ")


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of a line.

    Attributes:
        place: Its number in the file.
        x: Where its drawing begins, in points from the left; letters that are drawn as one begin together.
    """

    char: str
    place: int
    x: float


#: Characters that are drawn as one.
_Drawn = list[Sign]


def ordered(signs: Sequence[Sign]) -> str:
    """A line in reading order.

    Args:
        signs: Its characters, in whatever order the file has them.
    """
    arabic = sum(has_arabic(one.char) for one in signs) >= sum(_LATIN.match(one.char) is not None for one in signs)
    drawn = _drawn(signs, arabic)
    if arabic:
        drawn.reverse()
    kinds = "".join(_kind(one) for one in drawn)
    for stretch in (_FORWARD if arabic else _BACKWARD).finditer(kinds):
        drawn[slice(*stretch.span())] = drawn[slice(*stretch.span())][::-1]
    text = " ".join("".join(_spaced([sign for one in drawn for sign in one], signs)).split())
    return _STOP_FIRST.sub(r"\2\1", text.translate(MIRRORED), count=1) if arabic else text


def _kind(sign: _Drawn) -> str:
    """`R` read from the right, `L` and `D` (letters, digits) from the left, `j` what joins such signs, `n` others."""
    char = sign[0].char
    if char in "% ":
        return char
    if _DIGIT.match(char):
        return "D"
    return "L" if _LATIN.match(char) else "R" if has_arabic(char) else "j" if char in _JOINS else "n"


def _drawn(signs: Sequence[Sign], arabic: bool) -> list[_Drawn]:
    """What stands on the line from left to right; a mark stands with the letter that it belongs to."""
    drawn: list[_Drawn] = []
    bases = sorted((one for one in signs if not unicodedata.combining(one.char)), key=lambda one: one.x)
    for _, group in groupby(bases, key=lambda one: round(one.x, 2)):
        drawn += _one_place(list(group), arabic)
    lettered = [one for one in drawn if not one[0].char.isspace()]
    for mark in (one for one in signs if lettered and unicodedata.combining(one.char)):
        min(lettered, key=lambda one: abs(one[0].x - mark.x)).append(mark)
    return drawn


def _one_place(signs: _Drawn, arabic: bool) -> list[_Drawn]:
    """What begins at one place: the letters of a sign, lam before its alef; and a space, on its side of them."""
    letters = [one for one in signs if not one.char.isspace()]
    if not letters:
        return [signs]
    before = [one for one in signs if one.char.isspace() and one.place < letters[0].place]
    behind = [one for one in signs if one.char.isspace() and one.place > letters[0].place]
    if len(letters) == 2 and letters[0].char in _ALEFS and letters[1].char == "ل":
        letters.reverse()
    parts = [before, letters, behind]
    return [one for one in (reversed(parts) if arabic else parts) if one]


def _spaced(ordered: Sequence[Sign], signs: Sequence[Sign]) -> Iterator[str]:
    """The characters, with a space also where the file has one and draws it elsewhere."""
    first = signs[0].place if signs else 0
    for one, other in pairwise(ordered):
        yield one.char
        between = signs[one.place + 1 - first : other.place - first]
        if between and all(sign.char.isspace() for sign in between):
            yield " "
    yield from (one.char for one in ordered[-1:])
