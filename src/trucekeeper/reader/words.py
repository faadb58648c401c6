"""A stretch of text as words with their offsets. Punctuation marks are words too."""

import re
from bisect import bisect_left
from dataclasses import dataclass

#: Numbers with inner marks (5.00am, 15,000), initials (U.S.), words with inner hyphens and apostrophes, single marks.
#: Every branch consumes at least one character and none can match the same text in two ways: the time is linear.
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[ap]m\b)?(?:st|nd|rd|th)?\b|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-’'./&][^\W_]+)*|[\d_]+|[^\w\s]"
)


#: Names that in small letters are other words: the WHO, the US, IS.
_SHOUTED = frozenset({"who", "us", "is", "it"})


@dataclass(slots=True)
class Words:
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


def words(text: str, start: int, end: int) -> Words:
    """Cut text[start:end] into words."""
    spans = [found.span() for found in _WORD.finditer(text, start, end)]
    lows = [text[a:b].lower() for a, b in spans]
    if text.find("’", start, end) != -1:
        lows = [low.replace("’", "'") for low in lows]
    if not _SHOUTED.isdisjoint(lows):
        for i, (a, b) in enumerate(spans):
            if lows[i] in _SHOUTED and text[a:b].isupper():
                lows[i] += "."
    return Words(text, [a for a, _ in spans], [b for _, b in spans], lows)
