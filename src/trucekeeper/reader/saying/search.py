"""Where the search for attributions stands in a sentence, and what several of its steps ask."""

from msgspec import Struct

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words


class Search(Struct):
    """Where the search stands: one sentence, its words, its quotations, what was found in it so far."""

    sentence: Sentence
    w: Words
    quotes: list[Span]
    found: list[Attribution]

    def quote_of(self, offset: int) -> Span | None:
        """The quotation in which an offset stands."""
        return next((q for q in self.quotes if q[0] <= offset < q[1]), None) if self.quotes else None


def span_of(w: Words, phrase: phrases.Phrase) -> Span:
    """Where a phrase stands in the text."""
    return w.starts[phrase[0]], w.ends[phrase[1] - 1]


def is_whole(at: Search, told: Span) -> bool:
    """True when words that stand before their cue can be somebody's: a quotation, or a clause with its verb."""
    return at.quote_of(told[0]) is not None or phrases.has_finite(at.w, at.w.at(told[0]), at.w.at(told[1]))


def looks_back(w: Words, speaker: Span) -> bool:
    """True for a pronoun: who it is was said before."""
    return w.text[slice(*speaker)].lower() in {"he", "she", "it", "they"}


#: What somebody else wants or settles is told by the one who speaks: `The groups had agreed to it, it said`.
WILLS = frozenset({"agrees", "promises", "demands", "believes", "orders"})
