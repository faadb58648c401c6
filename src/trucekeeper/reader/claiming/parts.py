"""The claims of one attribution: each of its speakers with each of the propositions that are said."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.claim import claim_of
from trucekeeper.reader.claiming.proposition import Said
from trucekeeper.reader.claiming.reading import Passage, Reading, Told
from trucekeeper.reader.claiming.unsaid import knows_nothing
from trucekeeper.reader.claiming.voices import is_outlet, named_at, speakers_of
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.propositions import accused_of, first_verb, infinitives, propositions, spliced
from trucekeeper.reader.sentences import sentences
from trucekeeper.reader.taken_up import calls_false, claimed, gives_the_lie, taken_up, takes_up
from trucekeeper.reader.words import Words

#: What is to be done stands in the infinitive.
_WILLED = frozenset({"demands", "promises", "agrees", "orders"})

_CLAUSES = frozenset({"says", "reports", "confirms", "denies", "admits", "warns", "predicts", "believes", "shows"})

_AND = re.compile(r"(?:and|but)\s+(?:that\s+)?")


def claims_of(reading: Reading, told: Told, passage: Passage) -> Iterator[Proposal]:
    """The claims of one attribution, in the order of its speakers and of its propositions."""
    one, outer, parts = told
    who = one.speaker
    if who is None:
        return
    text, first = reading.document.text, one.contents[0]
    via = _relays(reading, one, outer)
    if one.act == "denies":
        first = claimed(text, one.contents[0])
        parts = [(first,)] if first != one.contents[0] and len(one.contents) == 1 else parts
    false = one.act in {"says", "reports"} and calls_false(text, first)
    if false:
        one = replace(one, act="denies")
    if false or (one.act in {"denies", "confirms"} and takes_up(text, first, one.act)):
        if one.verb == "contradict":
            return  # `contradicted this: ...`: what he says instead follows
        parts = taken_up(text, first, reading.made, passage.paragraph) or parts
    denied, own = _denied_first(reading, one, passage) if one.shape == "label" else ([], None)
    if own is not None:
        parts = propositions_of(text, replace(one, contents=(own,)), passage)
    if one.act not in {"denies", "accuses"}:
        parts = [part for part in parts if not knows_nothing(text, part[0])]
    for speaker in speakers_of(reading, who, passage.w, first[0], passage.kept):
        said = Said(speaker, via, one, one.act, one.verb)
        for part in denied:
            yield claim_of(reading, Said(speaker, via, replace(one, act="denies"), "denies", "deny"), part, passage)
        for part in parts:
            yield claim_of(reading, said, part, passage)


def _denied_first(
    reading: Reading, one: Attribution, passage: Passage
) -> tuple[list[tuple[Span, ...]], Span | None]:  # fmt: skip
    """`RSF: army lying, its own planes hit the mill`: what is denied, and the words behind that."""
    text, first = reading.document.text, one.contents[0]
    begins = gives_the_lie(text, first)
    if begins is None:
        return [], None
    return taken_up(text, first, reading.made, passage.paragraph), (begins, first[1])


def _relays(reading: Reading, one: Attribution, outer: list[Attribution]) -> tuple[Mention, ...]:
    """Who passes the words on, outermost first; an outlet that was told them is one of those."""
    via = tuple([named_at(reading, *o.speaker) for o in outer if o.speaker is not None])
    if one.told is not None and (one.verb == "quote" or is_outlet(reading, one.told)):
        return (*via, named_at(reading, *one.told))
    return via


def propositions_of(text: str, one: Attribution, passage: Passage) -> list[tuple[Span, ...]]:
    """The propositions of an attribution; what is demanded, ordered, promised with an infinitive stays whole."""
    contents, w, quotes = one.contents, passage.w, passage.quotes
    if contents[0][0] < w.starts[0] < contents[0][1]:
        return [*_earlier(text, (contents[0][0], w.starts[0])), ((w.starts[0], contents[0][1]), *contents[1:])]
    if len(contents) > 1:
        if one.shape != "before" or text[contents[0][0]] in '"“«':
            return [contents]
        if _one_clause(text, contents, w):
            first, *rest = propositions(w, contents[-1], quotes)
            return [(*contents[:-1], first), *((span,) for span in rest)]
        return [(span,) for c in contents for span in propositions(w, _unjoined(text, c), quotes)]
    if one.act == "accuses":
        return [(span,) for span in accused_of(w, contents[0])]
    if one.act in _WILLED:
        contents_in_turn = infinitives(w, contents[0])
        if len(contents_in_turn) > 1:
            return [(span,) for span in contents_in_turn]
    clause = one.cue is None or " that " in text[one.cue[1] : contents[0][0] + 1] or one.act in _CLAUSES
    spans = propositions(w, contents[0], quotes) if clause else list(contents)
    return [(part,) for span in spans for part in (spliced(w, span) if one.shape == "label" else (span,))]


def _earlier(text: str, span: Span) -> list[tuple[Span, ...]]:
    """The sentences of `"A. B. C," she said` that stand before the last, each of them told by itself."""
    told = [(one.start, one.end) for one in sentences(text, span)]
    return [((start, end),) for start, end in told if any(c.isalnum() for c in text[start:end])]


def _one_clause(text: str, contents: tuple[Span, ...], w: Words) -> bool:
    """`The rebels, it said, had broken the truce`: one clause, parted by who says it; `A, he said, and B` is two."""
    return _AND.match(text, *contents[-1]) is None or first_verb(w, contents[-1]) is None


def _unjoined(text: str, span: Span) -> Span:
    joined = _AND.match(text, *span)
    return (joined.end(), span[1]) if joined is not None else span
