"""A text as the reader looks at it, with the way back: no vowel signs or invisible characters, one form of a letter.

Engines work on the folded text; every span goes back to the stored one, of which nothing is ever changed.
"""

import re
from dataclasses import dataclass

#: Vowel signs and tatweel of Arabic, soft hyphens, characters without width, marks of writing direction.
_DROPPED = re.compile("[\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIGITS = "".join(chr(0x0660 + n) for n in range(10)) + "".join(chr(0x06F0 + n) for n in range(10))
_SAME = str.maketrans(
    "أإآٱىةؤئیک٫٬؛،؟ёЁ" + _DIGITS + "\u00a0\u202f\u2009",
    "اااايهويىك.,;,?еЕ" + "01234567890123456789" + "   ",
)
_CHANGED = re.compile(f"{_DROPPED.pattern[:-1]}{''.join(map(chr, _SAME))}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters stands in the stored one."""

    text: str
    origin: tuple[int, ...] | None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the stored text; signs that were dropped inside it belong to it."""
        if self.origin is None:
            return start, end
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end]


def folded(text: str) -> Folded:
    """Fold a text; one that needs nothing is returned as it is."""
    if text.isascii() or _CHANGED.search(text) is None:
        return Folded(text, None)
    same = text.translate(_SAME)
    if _DROPPED.search(same) is None:
        return Folded(same, None)
    origin = tuple(n for n, char in enumerate(same) if not _DROPPED.match(char))
    return Folded("".join(same[n] for n in origin), (*origin, len(text)))
