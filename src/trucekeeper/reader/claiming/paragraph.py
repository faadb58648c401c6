"""A paragraph, sentence by sentence: whose channel it is, and words that are taken back."""

from msgspec.structs import force_setattr

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.entries import post_of
from trucekeeper.reader.claiming.passages import Paragraph
from trucekeeper.reader.claiming.reading import Passage, Reading, stretch_of
from trucekeeper.reader.claiming.sentence import read_sentence
from trucekeeper.reader.claiming.voices import named_at, topic_of
from trucekeeper.reader.corrections import takes_back
from trucekeeper.reader.dating import head
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words


def read_paragraph(reading: Reading, paragraph: Paragraph) -> None:
    """Add the claims of a paragraph to the reading."""
    text = reading.document.text
    reading.ref = paragraph.ref
    reading.understood.unit = None
    reading.taken_back = None
    post = post_of(text, *paragraph.whole)
    reading.channel = (named_at(reading, *post.span("who")), post.span("close")) if post is not None else None
    if not reading.seen.speakers and reading.seen.topic is None:
        reading.seen.topic = topic_of(reading, paragraph.span)
    reading.seen.before = None
    headed = head(text, *paragraph.span, reading.ref)
    reading.occasions.headed(stretch_of(headed) if headed is not None else None)
    for passage in paragraph.passages:
        asks = "?" in text[passage.sentence.end - 3 : passage.sentence.end]
        reading.occasions.next_sentence(paragraph.number, asks=asks)
        if passage.takes_back is not None:
            reading.taken_back = passage.takes_back
        elif not passage.silent:
            _read_passage(reading, passage, posted=post is not None)


def _read_passage(reading: Reading, passage: Passage, *, posted: bool) -> None:
    """Add the claims of a sentence in which nothing is taken back by its outlet."""
    kept = passage.kept
    if kept and not posted:
        reading.channel = _labels(reading, passage.w, kept[0])
    before = len(reading.made)
    read_sentence(reading, passage)
    _corrected(reading, passage.sentence, passage.w, before)
    reading.seen.before = passage.w if not kept else None


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
        force_setattr(reading.made[before], "corrects", old)
        force_setattr(reading.made[before], "retracts", retracts)
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
