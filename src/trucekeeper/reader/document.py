"""The text of a report as it is stored: never changed, named by its hash, cut into paragraphs by offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

from trucekeeper.core.errors import TruceError

#: A text longer than this is refused: no report is so long, and a reader must answer in bounded time.
LONGEST_TEXT = 20_000_000
#: A line longer than this is no paragraph (a page without line ends, a dump); it is cut, and so is a sentence.
LONGEST_PARAGRAPH = 20_000
LONGEST_SENTENCE = 2_000

_LINE = re.compile(r"[^\n]*\S[^\n]*")
#: Lines that begin with a time are entries of their own, where they are more than chance would bring.
_STAMPED = re.compile(r"[\[(]?(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")
#: Lines of a text wrapped by hand or by a program end between these columns.
_WRAPPED = range(55, 132)


class TextTooLongError(TruceError):
    """A text that is no report."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"the text has {length:,} characters, more than the {LONGEST_TEXT:,} that are read at once",
            "split it into its reports and read them one by one",
        )


@dataclass(frozen=True)
class Document:
    """A text version. Every span anywhere in the reader is a pair of character offsets into `text`.

    Attributes:
        text: Exactly as stored; nothing is normalised.
        title: Known from the format; it may also stand in the text.
        address: Where it was found, for the record of the source only.
    """

    text: str
    title: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST_TEXT:
            raise TextTooLongError(len(self.text))

    @cached_property
    def sha256(self) -> str:
        """The hash of the UTF-8 bytes, by which the text is stored and named."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """The spans of the paragraphs: lines, or blocks of lines where the text is wrapped."""
        lines = [trimmed(self.text, *line.span()) for line in _LINE.finditer(self.text)]
        entries = _entries(self.text, lines)
        blocks = _blocks(self.text, lines, entries) if _is_wrapped(self.text, lines, entries) else lines
        return tuple(part for block in blocks for part in bounded(self.text, block, LONGEST_PARAGRAPH))


def bounded(text: str, span: tuple[int, int], longest: int) -> Iterator[tuple[int, int]]:
    """Cut a span longer than anything people write, so that what follows stays linear; at white space if any."""
    start, end = span
    while end - start > longest:
        stop = text.rfind(". ", start + longest // 2, start + longest) + 1
        stop = stop or text.rfind(" ", start + longest // 2, start + longest)
        cut = stop if stop > start else start + longest
        yield trimmed(text, start, cut)
        start = trimmed(text, cut, end)[0]
    if end > start:
        yield start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _entries(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Where the lines begin that open an entry with its time; none where only a few do, as wrapping may bring them."""
    stamped = [start for start, _ in lines if _STAMPED.match(text, start) is not None]
    return frozenset(stamped) if len(stamped) > 2 and len(stamped) * 5 >= len(lines) else frozenset()


def _is_wrapped(text: str, lines: list[tuple[int, int]], entries: frozenset[int]) -> bool:
    """True when most lines directly followed by another end inside the usual columns and in mid-sentence."""
    inner = [(a, b) for a, b in pairwise(lines) if text.count("\n", a[1], b[0]) == 1 and b[0] not in entries]
    if len(inner) < 2:
        return False
    broken = sum(1 for a, b in inner if a[1] - a[0] in _WRAPPED and text[a[1] - 1] not in '.!?:"”')
    return broken * 2 > len(inner)


def _blocks(text: str, lines: list[tuple[int, int]], entries: frozenset[int]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and start not in entries and text.count("\n", blocks[-1][1], start) == 1:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks
