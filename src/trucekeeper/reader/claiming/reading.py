"""A report being read: what was found in it so far, and what its later sentences look back to."""

from bisect import bisect_left
from dataclasses import dataclass, field

from msgspec import Struct

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference, When
from trucekeeper.reader.document import Document
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import Occasions
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch
from trucekeeper.reader.references import Seen
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.understood import Understood
from trucekeeper.reader.words import Words, words


@dataclass(slots=True)
class Reading:
    """A report being read."""

    document: Document
    view: Lens
    ref: Reference
    seen: Seen
    made: list[Proposal] = field(default_factory=list)
    near: tuple[str, ...] = ()
    published: Reference | None = None
    understood: Understood = field(default_factory=Understood)
    timed: bool = True
    parsed: dict[int, list[Attribution]] | None = None
    taken_back: Span | None = None
    occasions: Occasions = field(default_factory=Occasions)
    channel: tuple[Mention, Span] | None = None


class Passage(Struct, frozen=True):
    """Where the reading stands: a sentence, its words, and the span and the quotations of its paragraph."""

    sentence: Sentence
    w: Words
    quotes: list[Span]
    paragraph: Span


def lows_of(text: str, w: Words, content: tuple[Span, ...]) -> list[str]:
    """The words of a proposition in small letters, piece by piece."""
    if len(content) == 1 and w.starts and w.starts[0] <= content[0][0] and content[0][1] <= w.ends[-1] + 1:
        return w.lows[bisect_left(w.starts, content[0][0]) : bisect_left(w.starts, content[0][1])]
    lows: list[str] = []
    for a, b in content:
        inside = w if w.starts and w.starts[0] <= a and b <= w.ends[-1] + 1 else words(text, a, b)
        part = inside.lows[inside.at(a) : inside.at(b)]
        lows = lows + part if lows else part
    return lows


def stretch_of(made: When) -> Stretch:
    """A time that was read, as a proposal carries it."""
    return Stretch(made.start, made.end, made.precision, made.basis, made.contradiction)
