"""What the author of a report tells in a sentence, beside that which somebody says in it."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.reading import Passage
from trucekeeper.reader.narration import narrated
from trucekeeper.reader.proposal import Span
from trucekeeper.reader.propositions import propositions
from trucekeeper.reader.saying.leaflets import ORDERING
from trucekeeper.reader.words import Words


def told_by_the_author(passage: Passage, *, verbless: bool) -> list[Span]:
    """The propositions of a sentence that stand in no quotation and beside everything that somebody says in it."""
    s, w, quotes = passage.sentence, passage.w, passage.quotes
    taken = [_hull(one) for one in passage.every if one.verb != "correct"]
    if taken and _all_taken(w, taken):
        return []
    part = narrated(s, w, [], verbless=verbless)
    if part is None or any(q[0] <= s.start and s.end <= q[1] for q in quotes):
        return []
    spans = propositions(w, part, quotes)
    return [clear for one in spans if (clear := _clear_of(w, one, taken)) is not None]


def _clear_of(w: Words, span: Span, taken: list[Span]) -> Span | None:
    """What of a span stands before everything that is taken; None where that is not a clause."""
    begins = [a for a, b in taken if a < span[1] and span[0] < b]
    if not begins:
        return span
    k = w.at(min(begins)) - 1
    first = w.at(span[0])
    if w.lows[k + 1] in ORDERING and k - first > 2 and phrases.has_finite(w, first, k + 1):
        return span[0], w.ends[k]
    cites = w.lows[k] == "," and w.lows[k + 1] in _PARTICIPLES
    if k - first < 4 or not (cites or w.lows[k] in {"and", "but"}):
        return None
    k -= w.lows[k - 1] == ","
    return (span[0], w.ends[k - 1]) if phrases.has_finite(w, first, k) else None


#: `They paused the evacuation, accusing the army of firing`: what they did is told as well as what they say of it.
_PARTICIPLES = frozenset(
    ["citing", "accusing", "blaming", "saying", "alleging", "claiming", "warning", "insisting", "arguing", "demanding",
     "promising", "pledging", "vowing", "urging"]
)  # fmt: skip


def _all_taken(w: Words, taken: list[Span]) -> bool:
    """True where one attribution reaches over all words of the sentence, as most do."""
    last = len(w.lows) - 1
    while last > 0 and not w.lows[last][0].isalnum():
        last -= 1
    first, end = w.starts[0], w.ends[last]
    return any([a <= first and end <= b for a, b in taken])


def _hull(one: Attribution) -> Span:
    start, end = one.contents[0]
    shared = one.shape == "shared" and one.speaker and one.cue and one.speaker[1] < one.cue[0]
    for span in (*one.contents[1:], None if shared else one.speaker, one.cue):
        if span is not None:
            start, end = min(start, span[0]), max(end, span[1])
    return start, end
