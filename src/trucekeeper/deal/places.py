"""Where things stand in a text: offsets, lines, and values that run over several lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from trucekeeper.core.finding import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class Places:
    """Turns offsets of one text into spans; CRLF counts as the two characters it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The stretch from start to end, with the line and column of its start."""
        line = bisect_right(self.starts, start)
        return Span(line, start - self.starts[line - 1] + 1, start, end)

    def lines(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The lines of a stretch that begins at a line's start, as (offset, line without its end)."""
        number = bisect_right(self.starts, start) - 1
        while number < len(self.starts) and self.starts[number] < end:
            first = self.starts[number]
            number += 1
            last = self.starts[number] if number < len(self.starts) else len(self.text)
            yield first, self.text[first : min(last, end)].rstrip("\r\n")


class Value(NamedTuple):
    """What stands after a key, without comments, its lines joined by one space.

    Attributes:
        text: The value.
        pieces: Where each of its lines begins, as (offset in `text`, offset in the file).
        places: Of the file.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    places: Places

    def offset(self, position: int) -> int:
        """The offset in the file of a position in the value."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + position
        here, there = self.pieces[bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1]
        return there + position - here

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """A stretch of the value as a stretch of the file."""
        end = len(self.text) if end is None else end
        if len(self.pieces) == 1:
            moved = self.pieces[0][1]
            return self.places.span(moved + start, moved + end)
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        return self.places.span(first, last)

    def more(self, text: str, offset: int) -> "Value":
        """The value with one further line."""
        return Value(f"{self.text} {text}", (*self.pieces, (len(self.text) + 1, offset)), self.places)
