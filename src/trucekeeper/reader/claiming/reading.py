"""A report being read: what was found in it so far, and what its later sentences look back to."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.wording import Wording
from trucekeeper.reader.dating import Named, Reference, When
from trucekeeper.reader.document import Document
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import Occasions
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch
from trucekeeper.reader.references import Seen
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.understood import Understood
from trucekeeper.reader.words import Words


@dataclass(slots=True)
class Reading:
    """A report being read.

    Attributes:
        begun: Claims that have still to be completed (`finished`).
        posted_on: The day that a line by itself has named, of which the entries behind it are.
        ends: Of each sentence with claims: behind how many of these it ends, and with which claim.
    """

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
    entry: Reference | None = None
    posted_on: date | None = None
    begun: "list[Begun]" = field(default_factory=list)
    ends: list[tuple[int, Proposal]] = field(default_factory=list)


if TYPE_CHECKING:
    from trucekeeper.reader.claiming.begun import Begun

#: An attribution that is told, with those that pass it on and its propositions.
Told = tuple[Attribution, list[Attribution], list[tuple[Span, ...]]]


class Passage(Struct):
    """A sentence with all that can be known of it by itself.

    Attributes:
        sentence, w: Its span and its words.
        quotes, paragraph: The quotations and the span of its paragraph.
        every: All that is attributed in it.
        kept: Those of them that are claims.
        takes_back: The words that its outlet takes back in it.
        silent: All that is attributed in it is none.
        timed: It names a time, or seems to.
        told: What somebody is said to have said.
        own: What its author tells beside that.
        said: Words of time that tell when that was said, by cue and words.
        wordings: What the words of its propositions tell by themselves, by their pieces.
    """

    sentence: Sentence
    w: Words
    quotes: list[Span]
    paragraph: Span
    every: list[Attribution]
    kept: list[Attribution]
    takes_back: Span | None = None
    silent: bool = False
    timed: bool = True
    told: list[Told] = []
    own: list[Span] = []
    said: dict[tuple[Span | None, tuple[Span, ...]], list[Named]] = {}
    wordings: dict[tuple[Span, ...], Wording] = {}


def stretch_of(made: When) -> Stretch:
    """A time that was read, as a proposal carries it."""
    return Stretch(made.start, made.end, made.precision, made.basis, made.contradiction)
