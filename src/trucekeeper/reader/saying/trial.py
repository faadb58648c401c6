"""Who is said to have said what: cue by cue, sentence by sentence, without a parser.

The order of trial at a cue: a passive or a noun is no cue; `content, X said` and `content, said X` (the words stand
before); `X said content` (they stand behind); a participle or a second verb takes the speaker of the first.
"""

from dataclasses import replace
from functools import cache
from itertools import compress, count

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.cues import cues
from trucekeeper.reader.saying.colons import bracketed, headline_of, labelled, was_clear, without_dateline
from trucekeeper.reader.saying.frames import unlisted
from trucekeeper.reader.saying.going_on import gapped, going_on
from trucekeeper.reader.saying.likewise import likewise
from trucekeeper.reader.saying.noun_claims import NOUN_ACTS, noun_claim
from trucekeeper.reader.saying.observing import with_whereabouts
from trucekeeper.reader.saying.parting import parted
from trucekeeper.reader.saying.pictures import shown_in
from trucekeeper.reader.saying.search import Search
from trucekeeper.reader.saying.sources import (
    VIEWS,
    according,
    believed,
    by_count,
    cited_as_reason,
    cited_behind,
    citing_before,
    condition_of,
    in_view,
)
from trucekeeper.reader.saying.standpoints import SIGNS, standpoints
from trucekeeper.reader.saying.unlisted import told_unlisted
from trucekeeper.reader.saying.verbs import at_verb
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words

#: Cues that are no forms of a verb, and participles that are looked at before the others.
_OTHER_CUES = frozenset(NOUN_ACTS) | {"citing", "quoting", "according", "by"}


@cache
def _cue_words() -> frozenset[str]:
    return _OTHER_CUES | cues().keys()


#: Without one of these nothing is said but by a verb, a noun or under a picture.
_SIGNS = frozenset({":", "(", "condition", "citing", "quoting", "believed"}) | VIEWS


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues.

    Args:
        sentence: The sentence.
        w: Its words.
        quotes: The quotations of its paragraph.
    """
    return attributed([(sentence, w, quotes)])[0]


def attributed(several: list[tuple[Sentence, Words, list[Span]]]) -> list[list[Attribution]]:
    """The same of several sentences, step by step."""
    every = [Search(s, w, _near(s, quotes), []) for s, w, quotes in several]
    known = _cue_words()
    for at in every:
        listed = [*compress(count(), map(known.__contains__, at.w.lows))]
        others = unlisted(at)
        for i in sorted({*listed, *others}) if others else listed:
            made = _at_cue(at, i, at.w.lows[i]) if at.w.lows[i] in known else None
            if made is None and i in others:
                made = told_unlisted(at, i, others[i])
            if made is not None:
                at.found.append(made)
    for at in every:
        _without_verb(at)
    told = [going_on(at, [part for one in parted(at) for part in gapped(at, one)]) for at in every]
    return [likewise(at, found) for at, found in zip(every, told, strict=True)]


def _near(sentence: Sentence, quotes: list[Span]) -> list[Span]:
    """The quotations that reach into a sentence."""
    return [q for q in quotes if q[0] < sentence.end and sentence.start < q[1]] if quotes else quotes


def _at_cue(at: Search, i: int, low: str) -> Attribution | None:
    """What is said at word i, by the first reading that fits."""
    lows = at.w.lows
    if low in _OTHER_CUES:
        if low in {"citing", "quoting"} and at.found and (made := cited_behind(at, i)) is not None:
            return made
        if low in NOUN_ACTS and (made := noun_claim(at, i)) is not None:
            return made
        if low == "by" and (made := by_count(at, i)) is not None:
            return made
        if low == "according" and i + 1 < len(lows) and lows[i + 1] == "to":
            return according(at, i)
    for cue in cues().get(low, ()):
        if cue.particles and tuple(lows[i + 1 : i + 1 + len(cue.particles)]) != cue.particles:
            late = _when(lows, i + 1)
            if late == i + 1 or tuple(lows[late : late + len(cue.particles)]) != cue.particles:
                continue
            cue = replace(cue, particles=(*lows[i + 1 : late], *cue.particles))  # `called yesterday for`
        elif cue.particles[-1:] == ("on",) and _when(lows, i + len(cue.particles)) > i + len(cue.particles):
            continue  # `called on Monday for`
        if (made := at_verb(at, i, cue)) is not None:
            return with_whereabouts(at, made) if made.act == "reports" else made
    return None


def _when(lows: list[str], k: int) -> int:
    """Behind `yesterday`, `on Monday`, `again` at word k; k where none stands there."""
    if lows[k : k + 1] == ["on"] and lows[k + 1 : k + 2] != [] and lows[k + 1] in phrases.DAYS:
        return k + 2
    return k + 1 if k < len(lows) and (lows[k] in phrases.DAYS or lows[k] in _AGAIN) else k


_AGAIN = frozenset({"again", "also", "repeatedly", "publicly", "once", "instead", "too", "tonight"})


def _without_verb(at: Search) -> None:
    """Add what stands behind a colon, in brackets, under a picture, in somebody's view."""
    lows = at.w.lows
    if _SIGNS.isdisjoint(lows):
        if (made := shown_in(at)) is not None:
            at.found.append(made)
        if not SIGNS.isdisjoint(lows):
            at.found += standpoints(at)
        return
    at.found += labelled(at)
    at.found = without_dateline(at)
    at.found += bracketed(at)
    at.found += was_clear(at)
    if "believed" in lows and (made := believed(at)) is not None:
        at.found.append(made)
    if (made := condition_of(at)) is not None:
        at.found.append(made)
    if (made := shown_in(at)) is not None:
        at.found.append(made)
    if not at.found and not VIEWS.isdisjoint(lows) and (made := in_view(at)) is not None:
        at.found.append(made)
    if not at.found and (made := headline_of(at)) is not None:
        at.found.append(made)
    if not SIGNS.isdisjoint(lows):
        at.found += standpoints(at)
    if "citing" in lows or lows[0] == "quoting":
        reason = cited_as_reason(at) if not at.found and "citing" in lows else None
        at.found += [cited for one in at.found if (cited := citing_before(at, one)) is not None]
        at.found += [reason] if reason is not None else []
