"""When it happened and when it was said: words of time, the entry of a live page, the order's own day."""

import re
from datetime import timedelta

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.entries import stamp_of
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Passage, Reading, stretch_of
from trucekeeper.reader.dating import Reference, reckoned, tells_time, when
from trucekeeper.reader.occasion import counted_from
from trucekeeper.reader.proposal import Span, Stretch
from trucekeeper.reader.propositions import first_verb
from trucekeeper.reader.sentences import Sentence

#: `ordered its pilots on Monday to stay away`: the day of the order.
_BEFORE_THE_ORDER = re.compile(
    r"\s+(?:not\s+)?to\s+(?!(?:\d|mon|tues|wednes|thurs|fri|satur|sun|noon|midn))[a-z]+", re.I
)

#: No verb, or one of the present.
_HAPPENING = frozenset(
    ["", "is", "are", "arrive", "arrives", "leave", "leaves", "resume", "resumes", "begin", "begins", "stand", "stands",
     "move", "moves", "enter", "enters", "reach", "reaches", "cross", "crosses", "return", "returns"]
)  # fmt: skip

#: No longer is the time with which an entry begins, in characters.
_STAMP = 9

#: What the writer of an entry tells as he sees it.
_SEEN = frozenset({"movement", "arrival", "hold", "fire", "return", "resume"})

#: These are told when they are over.
_TOLD_LATER = frozenset({"agreement", "statement", "hold", "meeting", "collapse"})
_AS_IT_IS = frozenset({"narrates", "says", "reports", "shows"})


def time_of(reading: Reading, p: Proposition, said: Stretch | None) -> Stretch | None:
    """When it happened, by the first words of time in the proposition; in a live page's entry by the entry."""
    may_tell = reading.timed or p.start < p.passage.sentence.start  # else it stands in a sentence without a time
    if may_tell and p.wording.times and (told := _time_told(reading, p, said)) is not None:
        return told
    return _time_of_entry(reading, p) if reading.ref is not reading.published else None


def _time_told(reading: Reading, p: Proposition, said: Stretch | None) -> Stretch | None:
    text = reading.document.text
    ref = counted_from(reading.ref, said, coming=p.coming)
    current = reading.occasions.day(said) if reading.timed else None
    for named, (_, end) in zip(p.wording.times, p.content, strict=True):
        if (made := reckoned(named, ref, ahead=p.coming, current=current)) is None:
            continue
        if p.coming and _BEFORE_THE_ORDER.match(text, made.end_at, end) is not None:
            made = reckoned(named, ref) or made
        return stretch_of(made)
    return None


def _time_of_entry(reading: Reading, p: Proposition) -> Stretch | None:
    """What is going on goes on at the entry's time; so does what the entry begins with."""
    if p.act == "shows":
        goes_on = p.kind not in _TOLD_LATER
    elif p.kind in _GOES_ON_NOW:
        goes_on = not _NOW.isdisjoint(p.lows) and _going_on(p)
    else:
        goes_on = p.kind not in _TOLD_LATER and _is_present(p)
    if not (goes_on and p.act in _AS_IT_IS) and not _begins_entry(p):
        return None
    return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")


def _begins_entry(p: Proposition) -> bool:
    """`Buses arrive`, `Two bursts of gunfire`: what the writer of an entry sees as he writes."""
    if p.start - p.passage.paragraph[0] >= _STAMP or p.act != "narrates" or p.kind not in _SEEN:
        return False
    verb = _verb_of(p)
    return verb in _HAPPENING or verb.endswith("ing")


def _is_present(p: Proposition) -> bool:
    return _verb_of(p) in {"is", "are", "can"}


def _verb_of(p: Proposition) -> str:
    """The first verb; "" where there is none."""
    w = p.passage.w
    at = first_verb(w, p.content[0])
    return w.lows[w.at(at)] if at is not None else ""


def _going_on(p: Proposition) -> bool:
    """`is now clearing`, `are still parked there`: what is seen while it is written."""
    w = p.passage.w
    at = first_verb(w, p.content[0])
    k = w.at(at) if at is not None else len(w)
    if k >= len(w) or w.lows[k] not in {"is", "are"}:
        return False
    while k + 1 < len(w) and w.lows[k + 1] in _MEANWHILE:
        k += 1
    verb = w.lows[k + 1] if k + 1 < len(w) else ""
    return verb in _STANDING or (verb.endswith("ing") and verb not in _NOT_SEEN)


#: Of these only what is said to go on `now` is told as it goes on.
_GOES_ON_NOW = frozenset({"hold", "meeting", "other"})
_NOW = frozenset({"now", "currently"})
_MEANWHILE = frozenset({"now", "still", "already", "currently", "again", "all", "being", "just"})
_STANDING = frozenset({"parked", "stuck", "stranded", "lined", "queued", "blocked", "stopped", "held", "seated"})
#: What nobody sees going on.
_NOT_SEEN = frozenset({"nothing", "asking", "demanding", "considering", "refusing", "insisting", "hoping", "missing"})


def said_when(ref: Reference, one: Attribution, passage: Passage) -> Stretch | None:
    """When it was said: a time in the sentence before the speaker, or between the cue and the words."""
    if not passage.timed:
        return None
    w, s = passage.w, passage.sentence
    text = w.text
    entry = stamp_of(text, s.start, s.end)
    for a, b in _around(one, s):
        a = max(a, entry.end()) if entry is not None else a
        if not 3 < b - a < 90 or not tells_time(w.lows[w.at(a) : w.at(b)]):
            continue
        if (made := when(text, a, b, ref)) is not None:
            return stretch_of(made)
    return None


def _around(one: Attribution, s: Sentence) -> list[Span]:
    """The stretches of a sentence that are neither speaker nor cue nor words."""
    assert one.cue is not None
    first, last = one.contents[0][0], one.contents[-1][1]
    found = [(s.start, min(first, one.cue[0], one.speaker[0] if one.speaker else first)), (one.cue[1], first)]
    if last < s.end and one.cue[0] >= last:
        found.append((one.cue[1], s.end))
    if one.speaker is not None and one.speaker[1] <= one.cue[0]:
        found.append((one.speaker[1], one.cue[0]))
    return found
