"""A stretch of text as words with their offsets. Punctuation marks are words too."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate, compress, count
from typing import Final, Generic, TypeVar

from msgspec import Struct

#: Numbers with inner marks (5.00am, 15,000), initials (U.S.), words with inner hyphens and apostrophes, single marks.
#: Every branch consumes at least one character and none can match the same text in two ways: the time is linear.
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[ap]m\b)?(?:st|nd|rd|th)?\b|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-’'./&][^\W_]+)*|[\d_]+|[^\w\s]"
)

#: The same for text without other letters: sets of few characters are found in a third less time than classes.
_ASCII_WORD = re.compile(
    r"([A-Za-z]{2,}+(?:[-'./&][A-Za-z0-9]+)*+|\d+(?:[.,:]\d+)*(?:[ap]m\b)?(?:st|nd|rd|th)?\b|(?:[A-Za-z]\.){2,}|"
    r"[A-Za-z](?:[-'./&][A-Za-z0-9]+)*|[\d_]+|[^\w\s])"
)


_SPAN = re.Match.span
_Answer = TypeVar("_Answer")
#: So many words are remembered with what was found out about them; each number of a long reading is a word of its own.
_REMEMBERED: Final = 4_096


class Asked(dict[str, _Answer], Generic[_Answer]):
    """What is to be known about single words, found out once for each word: `any(map(asked.__getitem__, lows))`."""

    def __init__(self, question: Callable[[str], _Answer]) -> None:
        self._question = question

    def __missing__(self, low: str) -> _Answer:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[low] = answer = self._question(low)
        return answer


#: Names that in small letters are other words: the WHO, the US, IS.
_SHOUTED = frozenset({"who", "us", "is", "it"})


class Words(Struct):
    """Words side by side: word i is `text[starts[i]:ends[i]]`, `lows[i]` in lower case."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]

    def __len__(self) -> int:
        return len(self.lows)

    def raw(self, i: int) -> str:
        """The word as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def capital(self, i: int) -> bool:
        """True when the word begins with a capital letter."""
        return self.text[self.starts[i]].isupper()

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def small(text: str) -> str:
    """A text in small letters, character by character: offsets stay what they are.

    Patterns on such a text need not ignore case, which makes their alternatives several times quicker.
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words(text: str, start: int, end: int) -> Words:
    """Cut text[start:end] into words."""
    part = text[start:end]
    return _told_apart(_plain_words(text, part, start) if part.isascii() else _other_words(text, part, start, end))


def words_of(text: str, spans: list[tuple[int, int]]) -> list[Words]:
    """The words of stretches that follow each other with nothing but white space between them, cut at once."""
    part = text[spans[0][0] : spans[-1][1]] if len(spans) > 1 else "\u00a0"
    if not part.isascii():
        return [words(text, a, b) for a, b in spans]
    whole = _told_apart(_plain_words(text, part, spans[0][0]))
    made: list[Words] = []
    for a, b in spans:
        first, last = whole.at(a), whole.at(b)
        if last and whole.ends[last - 1] > b:  # so long a word that it was cut in the middle
            return [words(text, a, b) for a, b in spans]
        made.append(Words(text, whole.starts[first:last], whole.ends[first:last], whole.lows[first:last]))
    return made


def _told_apart(made: Words) -> Words:
    """Words with a point behind those that are names and look like others: `WHO`, `United States`."""
    lows = made.lows
    if not _SHOUTED.isdisjoint(lows):
        for i in [*compress(count(), map(_SHOUTED.__contains__, lows))]:
            if made.raw(i).isupper():
                lows[i] += "."
    if "states" in lows:
        for i, low in enumerate(lows):
            if low == "states" and i and lows[i - 1] == "united":
                lows[i] += "."  # no verb of saying
    return made


def _plain_words(text: str, part: str, start: int) -> Words:
    """The words of a text without other letters: what stands between them tells where they are."""
    pieces = _ASCII_WORD.split(part)
    if len(pieces) == 1:
        return Words(text, [], [], [])
    borders = [*accumulate(map(len, pieces), initial=start)]
    return Words(text, borders[1:-1:2], borders[2::2], "\n".join(pieces[1::2]).lower().split("\n"))


def _other_words(text: str, part: str, start: int, end: int) -> Words:
    spans = [*map(_SPAN, _WORD.finditer(text, start, end))]
    part = small(part)
    lows = [part[a - start : b - start] for a, b in spans]
    if "’" in part:
        lows = [low.replace("’", "'") for low in lows]
    return Words(text, [a for a, _ in spans], [b for _, b in spans], lows)


def runs(lows: list[str]) -> set[str]:
    """The words of a list and the parts of those that are joined by marks: to ask quickly what cannot be there."""
    found = set(lows)
    for parts in filter(None, map(_PARTS, lows)):
        found.update(parts)
    return found


_RUN = re.compile(r"\w+")
#: The parts of a word that marks join; none of any other.
_PARTS = Asked(lambda low: () if low.isalnum() or len(low) == 1 else tuple(_RUN.findall(low))).__getitem__
