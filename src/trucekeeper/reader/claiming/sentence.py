"""The claims of one sentence: what is said in it, and what its author tells beside that."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.claim import claim_of, narration_of
from trucekeeper.reader.claiming.hearsay import told_by_words, told_without_verb
from trucekeeper.reader.claiming.parts import claims_of
from trucekeeper.reader.claiming.proposition import NARRATED, Said
from trucekeeper.reader.claiming.reading import Passage, Reading, stretch_of
from trucekeeper.reader.claiming.wording import lows_of
from trucekeeper.reader.dating import when
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.times.interval import MINUTE
from trucekeeper.reader.words import Words


def read_sentence(reading: Reading, passage: Passage) -> None:
    """Add what is said in a sentence to the reading, and what its author tells beside that."""
    before = len(reading.made)
    reading.timed = passage.timed
    if reading.timed and all(word in passage.w.lows for word in _BASED_ON):
        _note_period(reading, passage.sentence)
    for one in passage.told:
        for made in claims_of(reading, one, passage):
            reading.made.append(made)
    if passage.own:
        reading.made += _narrations(reading, passage, passage.own, alone=not passage.every)
        if passage.every:
            reading.made[before:] = sorted(reading.made[before:], key=lambda one: one.content[0][0])
    if len(reading.made) == before and reading.timed:
        _note_time(reading, passage.sentence)
    elif len(reading.made) > before:
        reading.ends.append((len(reading.begun), reading.made[-1]))


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


def _note_period(reading: Reading, s: Sentence) -> None:
    """`Based on information received as of 19:30 on 11 August`: when the reporting period ends."""
    told = when(reading.document.text, s.start, s.end, reading.ref)
    if told is not None:
        exact = told.precision in {"minute", "hour"}
        reading.occasions.period_ended(stretch_of(told), told.end - MINUTE if exact else told.end)


#: Both stand in what says how far a report reaches.
_BASED_ON = ("information", "received")


def _tells_something(reading: Reading, made: Proposal, w: Words) -> bool:
    """True when the author's words tell an event, a state, a number, a day or that somebody spoke."""
    dated = made.happened is not None and made.happened.basis == "stated"
    tells = made.event not in {"other", "statement"} or made.state or made.quantity or dated
    lows = lows_of(w.text, w, made.content)
    return bool(tells) or told_by_words(lows) or (reading.ref is not reading.published and told_without_verb(lows))
