"""Sentences that stand in one quotation are all said by whoever is named beside one of them.

`"First thing. Second thing", said the governor`, and the other way round. A paragraph that is nothing but a quotation
goes on with whoever spoke last.
"""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.claim import claim_of
from trucekeeper.reader.tongues.claiming.joints import last_word, parts_of
from trucekeeper.reader.tongues.claiming.teller import Said, Teller
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words, words

_MARKS = frozenset("\"“”„«»'—–- \n,.;:!…")
#: Fewer words of a quoted sentence tell nothing.
_FEW = 2
#: So many characters may stand beside a quotation that is its whole paragraph.
_BESIDE = 3


def quoted_on(
    told: Teller, made: list[Proposal], cut: list[Sentence], quotes: list[Span], text: str, ref: Reference
) -> list[Proposal]:
    """The claims of a paragraph, with those of its quotations laid to whom they belong.

    Args:
        told: What is remembered.
        made: The claims that were found sentence by sentence.
        cut: The sentences of the paragraph.
        quotes: Its quotations.
        text: The folded text.
        ref: What times are counted from.
    """
    if not cut:
        return made
    for quote in quotes:
        inside = [one for one in cut if _lies_in(one, quote, text)]
        alone = len(inside) == len(cut) and quote[0] - cut[0].start < _BESIDE and cut[-1].end - quote[1] < _BESIDE
        if not inside or not (len(inside) > 1 or alone):
            continue
        beside = _by_whom(told, made, quote, alone=alone)
        if beside is not None:
            made = _laid_to(told, beside, made, inside, quote, text, ref)
    return made


def _lies_in(one: Sentence, quote: Span, text: str) -> bool:
    """True where more than a few marks of a sentence stand in a quotation."""
    start, end = max(one.start, quote[0]), min(one.end, quote[1])
    return end - start > 8 and text[start:end].strip("".join(_MARKS)) != ""


def _by_whom(told: Teller, made: list[Proposal], quote: Span, *, alone: bool) -> tuple[Mention, Span] | None:
    """Who says a quotation and with which cue; of one that is its paragraph whoever spoke last, its mark the cue."""
    for one in made:
        if one.speaker is None or one.cue is None or quote[0] <= one.cue[0] < quote[1]:
            continue
        if any(a < quote[1] and quote[0] < b for a, b in one.content):
            return one.speaker, one.cue
    goes_on = alone and bool(told.speakers) and all(one.speaker is None for one in made)
    return (told.speakers[-1], (quote[0], quote[0] + 1)) if goes_on else None


def _laid_to(
    told: Teller, beside: tuple[Mention, Span], made: list[Proposal], inside: list[Sentence], quote: Span,
    text: str, ref: Reference,
) -> list[Proposal]:  # fmt: skip
    """What the sentences of a quotation tell that nobody else in it is said to say."""
    speaker, cue = beside
    kept = list(made)
    for sentence in inside:
        start, end = max(sentence.start, quote[0]), min(sentence.end, quote[1])
        w = words(text, start, end)
        told_here = [p for p in kept if any(a < end and start < b for a, b in p.content)]
        own = [p for p in told_here if p.speaker is None or _only_passed_on(told, p, cue, quote, text)]
        if len(own) < len(told_here):
            continue
        whole = _without_marks(w)
        if whole is None or "?" in w.lows:
            continue
        one = Attribution((speaker.start, speaker.end), cue, (whole,), "says", "сказал", "shared")
        said = Said(speaker, (), one)
        told_now = [claim_of(told, said, (part,), sentence, w, ref) for part in parts_of(text, whole, told.language)]
        at = next((n for n, p in enumerate(kept) if p.content[0][0] > start and p not in own), len(kept))
        kept[at:at] = told_now
        kept = [p for p in kept if not any(p is gone for gone in own)]
    return kept


def _only_passed_on(told: Teller, one: Proposal, cue: Span, quote: Span, text: str) -> bool:
    """True where an outlet that is named behind the quotation of another only passes it on (`..., بحسب وكاله X`)."""
    if one.cue is None or one.cue == cue or one.cue[0] < quote[1] - 1 or cue[0] > quote[0] or one.speaker is None:
        return False
    return tongue(told.language).kind_of(words(text, one.speaker.start, one.speaker.end).lows) == "media"


def _without_marks(w: Words) -> Span | None:
    """The words of a quoted sentence, without what opens and ends it."""
    first, last = 0, last_word(w)
    while first < last and not w.raw(first)[0].isalnum():
        first += 1
    return (w.starts[first], w.ends[last - 1]) if last - first >= _FEW else None
