"""A paragraph in Arabic or Russian, stretch by stretch, in the shape of every other proposal."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.reading import stretch_of
from trucekeeper.reader.dating import Reference, head
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.proposal import Proposal, Span
from trucekeeper.reader.sentences import Sentence, quotations, sentences
from trucekeeper.reader.tongues.arabic import sentence as arabic
from trucekeeper.reader.tongues.arabic.going_on import who_is_asked
from trucekeeper.reader.tongues.claiming.quoted import quoted_on
from trucekeeper.reader.tongues.claiming.stretch import claims_of_stretch
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.claiming.voices import speaker_of
from trucekeeper.reader.tongues.russian import sentence as russian
from trucekeeper.reader.tongues.stretches import stretches
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

_ENGINES = {"ar": arabic.attributions, "ru": russian.attributions}


def claims(
    told: Teller, text: str, paragraph: Span, number: int, ref: Reference,
    second: dict[int, list[Attribution]] | None = None,
) -> list[Proposal]:  # fmt: skip
    """Propose the claims of one paragraph.

    Args:
        told: What is remembered.
        text: The folded text.
        paragraph: Its span.
        number: Which paragraph it is.
        ref: What times are counted from.
        second: What another engine found, by the start of the sentence.
    """
    quotes = quotations(text, paragraph)
    _begin(told, text, paragraph, ref)
    made: list[Proposal] = []
    opened = 0
    cut = sentences(text, paragraph, number)
    for whole in cut:
        told.occasions.next_sentence(number)
        others = second.get(whole.start, []) if second is not None else None
        told.open = told.lately = None
        told.sentence, opened, told.whole = opened, len(made), whole.start
        for sentence, w in stretches(text, whole, tongue(told.language)):
            found = _found(told, sentence, w, quotes, others)
            made += claims_of_stretch(told, found, sentence, w, ref, made)
            _remember(told, made, sentence, w)
    made = quoted_on(told, made, cut, quotes, text, ref) if quotes else made
    told.last = made or told.last
    kept = [one for one in made if id(one) not in told.retold]
    told.retold.clear()  # by id, which is theirs only while they are held
    return kept


#: With these a post begins that has no time: it is an entry too.
_FLASHES = ("СРОЧНО", "Срочно", "МОЛНИЯ", "Молния", "UPD", "⚡", "❗", "‼", "🔴", "🚨", "عاجل", "#عاجل")


def _begin(told: Teller, text: str, paragraph: Span, ref: Reference) -> None:
    """Forget what only the paragraph before could mean, and note the day with which this one is headed."""
    told.unit = "people"
    stamped = paragraph[0] and text[paragraph[0] - 1] != "\n"
    told.entry = paragraph[0] if stamped or text.startswith(_FLASHES, paragraph[0]) else -1
    headed = head(text, *paragraph, ref, told.language)
    told.occasions.headed(stretch_of(headed) if headed is not None else None)


def _found(
    told: Teller, sentence: Sentence, w: Words, quotes: list[Span], others: list[Attribution] | None
) -> list[Attribution]:
    """Who says something in a stretch, with what another engine found there."""
    read = _ENGINES[told.language](sentence, w, quotes)
    found = [one for one in read if not one.negated]
    if not found and read and read[0].speaker is not None:
        speaker_of(told, read[0].speaker, w)  # who did not say so may be meant by `he` behind it
    if others is None:
        return found
    inside = [o for o in others if o.cue is not None and sentence.start <= o.cue[0] < sentence.end]
    return merged(found, inside)


def _remember(told: Teller, made: list[Proposal], sentence: Sentence, w: Words) -> None:
    """Note what the next stretch may look back to."""
    if told.language == "ar" and (asked := who_is_asked(w)) is not None:
        speaker_of(told, asked, w)  # `سيل المتحدث عن قول الجيش ان ... . فاجاب`
    told.last = made or told.last
    told.before = _trimmed(w.text, (sentence.start, sentence.end))
    if made and made[-1].clauses:
        told.near = told.view.links.remembered(made[-1].clauses, told.near)


def _trimmed(text: str, span: Span) -> Span:
    """A sentence without its stop."""
    start, end = span
    while end > start and text[end - 1] in " .!;:,\n":
        end -= 1
    return start, end
