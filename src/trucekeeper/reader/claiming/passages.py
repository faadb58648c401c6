"""The sentences of some paragraphs with all that can be known of each by itself.

One question is asked of all of them before the next one is: what a processor does again and again it does in half the
time that it takes where each step is another one.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.dateline import past_dateline
from trucekeeper.reader.claiming.entries import entry_of, without_stamp
from trucekeeper.reader.claiming.first_person import said_by, without_inner
from trucekeeper.reader.claiming.moments import times_of_saying
from trucekeeper.reader.claiming.own_words import told_by_the_author
from trucekeeper.reader.claiming.parts import propositions_of
from trucekeeper.reader.claiming.reading import Passage, Reading
from trucekeeper.reader.claiming.relays import nested
from trucekeeper.reader.claiming.unsaid import by_author, is_claim
from trucekeeper.reader.claiming.wording import Wording, look_at
from trucekeeper.reader.claiming.wording import begun as wording_begun
from trucekeeper.reader.corrections import told_before
from trucekeeper.reader.dating import Reference, tells_time
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.proposal import Span
from trucekeeper.reader.saying.trial import attributed
from trucekeeper.reader.sentences import Sentence, quotations, sentences
from trucekeeper.reader.words import words_of

#: So many characters are looked at together: a report or two, so that the words of a long text are not all kept.
_TOGETHER = 10_000


class Paragraph(Struct):
    """A paragraph that is to be read.

    Attributes:
        number: Counted from 0.
        whole: Its span.
        span: The same behind the time with which an entry begins.
        ref: What its times are counted from.
        passages: Its sentences.
    """

    number: int
    whole: Span
    span: Span
    ref: Reference
    passages: list[Passage]


def paragraphs_of(reading: Reading, spans: list[tuple[int, Span]]) -> Iterator[Paragraph]:
    """Paragraphs with their sentences, in order; as many as are looked at together are made ready at once."""
    begun = 0
    for n, (_, span) in enumerate(spans, 1):
        if n == len(spans) or span[1] - spans[begun][1][0] > _TOGETHER:
            yield from _made_ready(reading, spans[begun:n])
            begun = n


def _made_ready(reading: Reading, spans: list[tuple[int, Span]]) -> list[Paragraph]:
    """Paragraphs with all that can be known of each of their sentences by itself."""
    text = reading.document.text
    made = [Paragraph(n, span, without_stamp(text, span), entry_of(reading, span), []) for n, span in spans]
    _attributed(text, made)
    for paragraph in made:
        _heard(reading, paragraph.passages)
    telling = [(one, p) for p in made for one in p.passages if one.takes_back is None and not one.silent]
    for passage, paragraph in telling:
        passage.told = [(a, via, propositions_of(text, a, passage)) for a, via in _nested(passage)]
        passage.own = told_by_the_author(passage, verbless=paragraph.ref is not reading.published)
    _worded(reading, [passage for passage, _ in telling])
    for passage, _ in telling:
        passage.said = {
            (a.cue, a.contents): times_of_saying(a, passage) for a, _, _ in passage.told if a.cue is not None
        }
    return made


def _attributed(text: str, made: list[Paragraph]) -> None:
    """Give paragraphs their sentences, with the words and with what is attributed in each."""
    quotes = [quotations(text, one.span) for one in made]
    behind = [past_dateline(text, one.span) for one in made]
    cut = [sentences(text, span, one.number) for span, one in zip(behind, made, strict=True)]
    inside = [words_of(text, [(s.start, s.end) for s in several]) for several in cut]
    for paragraph, span, marks, several, all_words in zip(made, behind, quotes, cut, inside, strict=True):
        pairs = zip(several, all_words, strict=True)
        paragraph.passages = [Passage(sentence, w, marks, span, [], []) for sentence, w in pairs]
    every = [one for paragraph in made for one in paragraph.passages]
    found = attributed([(one.sentence, one.w, one.quotes) for one in every])
    for one, said in zip(every, found, strict=True):
        one.every = one.kept = said


def _worded(reading: Reading, passages: list[Passage]) -> None:
    """Find out what the words of all propositions tell by themselves."""
    for passage in passages:
        passage.timed = tells_time(passage.w.lows)
    begun: list[Wording] = []
    for one in passages:
        contents = [content for _, _, parts in one.told for content in parts] + [(span,) for span in one.own]
        one.wordings = {content: wording_begun(one.w, content) for content in contents}
        begun += one.wordings.values()
    if begun:
        look_at(reading.view, reading.document.text, begun)


def _nested(passage: Passage) -> Iterator[tuple[Attribution, list[Attribution]]]:
    return nested(passage.kept, passage.w) if passage.kept else iter(())


def _heard(reading: Reading, passages: list[Passage]) -> None:
    """Find out what of that which is attributed is a claim, and where a quotation goes on."""
    text = reading.document.text
    voice: Attribution | None = None
    for one in passages:
        span = (one.sentence.start, one.sentence.end)
        one.takes_back = told_before(text, span, one.every, one.w.lows)
        if one.takes_back is not None:
            continue
        if reading.parsed is not None:
            one.every = merged(one.every, reading.parsed.get(one.sentence.start, []))
        kept = without_inner(text, [a for a in one.every if is_claim(text, a)])
        if voice is not None and kept and _goes_on_quoting(one.sentence, one.quotes):
            kept = [said_by(text, a, voice) for a in kept]
        one.kept = kept
        if voice is not None and not kept and _goes_on_quoting(one.sentence, one.quotes):
            goes_on = replace(voice, contents=((span[0], _end_of(text, one.sentence)),), shape="quotation")
            one.every = one.kept = [goes_on]
        elif not all(a.quoted for a in kept) or not kept:
            voice = _quoting(text, kept, one)
            if voice is None and len(kept) == 1 and kept[0].act not in {"accuses", "denies"}:
                voice = kept[0] if _next_is_quoted(one) else None
        one.silent = bool(one.every) and not one.kept and not any(by_author(text, a) for a in one.every)


def _quoting(text: str, kept: list[Attribution], passage: Passage) -> Attribution | None:
    """The attribution whose quotation may go on in the next sentence: `"A," she said. "B."`, `She said: "A. B."`."""
    last = kept[-1] if kept else None
    if last is None or text[last.contents[0][0]] not in '"“«':
        return None
    if last.shape in {"before", "inverted"}:
        return last
    begins = last.contents[-1][0]
    open_ended = last.shape == "after" and any(a == begins and passage.sentence.end < b for a, b in passage.quotes)
    return last if open_ended else None


def _next_is_quoted(passage: Passage) -> bool:
    """True where a quotation begins right behind the sentence: `The agency said that A. "B. C."`."""
    return any(passage.sentence.end <= a <= passage.sentence.end + 2 for a, _ in passage.quotes)


def _goes_on_quoting(sentence: Sentence, quotes: list[Span]) -> bool:
    """True when a sentence is nothing but quotation."""
    return any(q[0] <= sentence.start and sentence.end <= q[1] + 1 for q in quotes)


def _end_of(text: str, sentence: Sentence) -> int:
    end = sentence.end
    while end > sentence.start + 1 and text[end - 1].isspace():
        end -= 1
    return end
