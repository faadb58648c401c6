"""The claims of one sentence: what is said in it, and what its author tells beside that."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.claim import claim_of, narration_of
from trucekeeper.reader.claiming.hearsay import told_by_words, told_without_verb
from trucekeeper.reader.claiming.parts import claims_of
from trucekeeper.reader.claiming.proposition import NARRATED, Said
from trucekeeper.reader.claiming.reading import Passage, Reading, lows_of, stretch_of
from trucekeeper.reader.claiming.relays import nested
from trucekeeper.reader.dating import tells_time, when
from trucekeeper.reader.narration import narrated
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.propositions import propositions
from trucekeeper.reader.saying.leaflets import ORDERING
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words


def read_sentence(reading: Reading, passage: Passage, found: list[Attribution], every: list[Attribution]) -> None:
    """Add what is said in a sentence to the reading, and what its author tells beside that.

    Args:
        reading: What was read so far.
        passage: The sentence.
        found: The attributions that are claims.
        every: All that were found in it.
    """
    before = len(reading.made)
    reading.timed = tells_time(passage.w.lows)
    for one, via in nested(found, passage.w) if found else ():
        for made in claims_of(reading, one, via, found, passage):
            reading.made.append(made)
    live = reading.ref is not reading.published
    if spans := _told_by_the_author(passage, every, verbless=live):
        reading.made += _narrations(reading, passage, spans, alone=not every)
        if every:
            reading.made[before:] = sorted(reading.made[before:], key=lambda one: one.content[0][0])
    if len(reading.made) == before and reading.timed:
        _note_time(reading, passage.sentence)
    elif len(reading.made) > before and reading.made[-1].clauses:
        reading.near = reading.view.links.remembered(reading.made[-1].clauses, reading.near)


def _narrations(reading: Reading, passage: Passage, spans: list[Span], *, alone: bool) -> list[Proposal]:
    """What the author tells, as far as it tells something; where nobody else speaks, with what leads to it."""
    w = passage.w
    said = NARRATED if reading.channel is None else _posted(*reading.channel)
    leads = alone and len(spans) > 1 and w.text[spans[0][1] :][:1] != ":"
    first = (
        claim_of(reading, said, (spans[0],), passage) if leads else narration_of(reading, said, (spans[0],), passage)
    )
    rest = [narration_of(reading, said, (span,), passage) for span in spans[1:]]
    telling = [one for one in (first, *rest) if one is not None and _tells_something(reading, one, w)]
    if leads and first is not None and telling and telling[0] is not first:
        return [first, *telling]  # `They waited for seven hours and then drove off empty`
    return telling


def _posted(channel: Mention, cue: Span) -> Said:
    """What a post tells is said by the channel that sent it."""
    who = (channel.start, channel.end)
    return Said(channel, (), Attribution(who, cue, (who,), "says", "say", "label"), "says", "say")


def _note_time(reading: Reading, s: Sentence) -> None:
    """A sentence that claims nothing may still say when the next one happened."""
    told = when(reading.document.text, s.start, s.end, reading.ref)
    if told is not None:
        reading.occasions.passes(stretch_of(told))


def _told_by_the_author(passage: Passage, found: list[Attribution], *, verbless: bool) -> list[Span]:
    """The propositions of a sentence that stand in no quotation and beside everything that somebody says in it."""
    s, w, quotes = passage.sentence, passage.w, passage.quotes
    taken = [_hull(one) for one in found if one.verb != "correct"]
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
    cites = w.lows[k] == "," and w.lows[k + 1] == "citing"
    if k - first < 4 or not (cites or w.lows[k] in {"and", "but"}):
        return None
    k -= w.lows[k - 1] == ","
    return (span[0], w.ends[k - 1]) if phrases.has_finite(w, first, k) else None


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


def _tells_something(reading: Reading, made: Proposal, w: Words) -> bool:
    """True when the author's words tell an event, a state, a number, a day or that somebody spoke."""
    dated = made.happened is not None and made.happened.basis == "stated"
    tells = made.event not in {"other", "statement"} or made.state or made.quantity or dated
    lows = lows_of(w.text, w, made.content)
    return bool(tells) or told_by_words(lows) or (reading.ref is not reading.published and told_without_verb(lows))
