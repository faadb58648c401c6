"""A paragraph, sentence by sentence: quotations that go on, words that are taken back."""

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.entries import entry_of, post_of, without_stamp
from trucekeeper.reader.claiming.reading import Passage, Reading, stretch_of
from trucekeeper.reader.claiming.sentence import read_sentence
from trucekeeper.reader.claiming.unsaid import by_author, is_claim
from trucekeeper.reader.claiming.voices import named_at, topic_of
from trucekeeper.reader.corrections import takes_back, told_before
from trucekeeper.reader.dating import head
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.saying.trial import attributions
from trucekeeper.reader.sentences import Sentence, quotations, sentences
from trucekeeper.reader.words import Words, words


def read_paragraph(reading: Reading, paragraph: Span, number: int) -> None:
    """Add the claims of a paragraph to the reading."""
    text = reading.document.text
    reading.ref = entry_of(reading, paragraph)
    reading.understood.unit = None
    reading.taken_back = None
    post = post_of(text, *paragraph)
    reading.channel = (named_at(reading, *post.span("who")), post.span("close")) if post is not None else None
    paragraph = without_stamp(text, paragraph)
    if not reading.seen.speakers and reading.seen.topic is None:
        reading.seen.topic = topic_of(reading, paragraph)
    quotes = quotations(text, paragraph)
    reading.seen.before = None
    voice: Attribution | None = None
    headed = head(text, *paragraph, reading.ref)
    reading.occasions.headed(stretch_of(headed) if headed is not None else None)
    for sentence in sentences(text, paragraph, number):
        reading.occasions.next_sentence(number)
        w = words(text, sentence.start, sentence.end)
        found = attributions(sentence, w, quotes)
        old = told_before(text, (sentence.start, sentence.end), found, w.lows)
        if old is not None:
            reading.taken_back = old
            continue
        if reading.parsed is not None:
            found = merged(found, reading.parsed.get(sentence.start, []))
        kept = [a for a in found if is_claim(text, a)]
        if voice is not None and not kept and _goes_on_quoting(sentence, quotes):
            found = kept = [replace(voice, contents=((sentence.start, _end_of(text, sentence)),), shape="quotation")]
        elif not all(a.quoted for a in kept) or not kept:
            voice = _quoting(text, kept)
        if found and not kept and not any(by_author(text, a) for a in found):
            continue
        if post is None and kept:
            reading.channel = _labels(reading, w, kept[0])
        before = len(reading.made)
        read_sentence(reading, Passage(sentence, w, quotes, paragraph), kept, found)
        _corrected(reading, sentence, w, before)
        reading.seen.before = w if not kept else None


def _labels(reading: Reading, w: Words, first: Attribution) -> tuple[Mention, Span] | None:
    """`07:40 City council: A. B.`: in an entry that begins with a speaker's name, what follows is his as well."""
    entry = reading.ref is not reading.published
    if not entry or first.speaker is None or first.cue is None:
        return None
    own = reading.document.text[slice(*first.speaker)].lower() in {"our", "my"}
    if own or first.shape != "label" or w.at(first.speaker[0]) > _OPENS:
        return None
    return named_at(reading, *first.speaker), first.cue


#: Within so many words a label begins (`Joint statement of X:`).
_OPENS = 3


def _quoting(text: str, kept: list[Attribution]) -> Attribution | None:
    """The attribution whose quotation may go on in the next sentence, as in `"A," she said. "B."`."""
    last = kept[-1] if kept else None
    quoted = last is not None and last.shape in {"before", "inverted"} and text[last.contents[0][0]] in '"“«'
    return last if quoted else None


def _goes_on_quoting(sentence: Sentence, quotes: list[Span]) -> bool:
    """True when a sentence is nothing but quotation."""
    return any(q[0] <= sentence.start and sentence.end <= q[1] + 1 for q in quotes)


def _end_of(text: str, sentence: Sentence) -> int:
    end = sentence.end
    while end > sentence.start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _corrected(reading: Reading, s: Sentence, w: Words, before: int) -> None:
    """Tie what replaces to what was taken back: by the outlet just before, or by the same speaker earlier."""
    if len(reading.made) == before:
        return
    old, retracts = reading.taken_back, False
    if old is None and (takes := takes_back(reading.document.text, (s.start, s.end), w.lows)) is not None:
        fresh = reading.made[before]
        retracts = takes[0] >= fresh.content[0][0] and len(reading.made) == before + 1
        old = _said_before(reading, before, reading.made[before])
    if old is not None:
        reading.made[before] = replace(reading.made[before], corrects=old, retracts=retracts)
        reading.taken_back = None


def _said_before(reading: Reading, before: int, fresh: Proposal) -> Span | None:
    """The last words of the same speaker about the same kind of thing."""
    who = fresh.speaker
    for earlier in reversed(reading.made[:before]):
        same = who is None or (
            earlier.speaker is not None
            and (earlier.speaker.id or earlier.speaker.text.lower()) == (who.id or who.text.lower())
        )
        if same and (earlier.event == fresh.event or earlier.quantity is not None):
            return earlier.content[0]
    return None
