"""When it happened and when it was said: words of time, the entry of a live page, the order's own day."""

import re
from datetime import date, timedelta

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.entries import stamp_of
from trucekeeper.reader.claiming.reading import Reading, stretch_of
from trucekeeper.reader.dating import Reference, tells_time, when
from trucekeeper.reader.proposal import Span, Stretch
from trucekeeper.reader.propositions import first_verb
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words

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

_AS_IT_IS = frozenset({"narrates", "says", "reports", "shows"})


def time_of(
    text: str, content: tuple[Span, ...], ref: Reference, coming: bool, lows: list[str], current: date | None
) -> Stretch | None:
    """When it happened, by the first words of time in the proposition."""
    if not tells_time(lows):
        return None
    for a, b in content:
        if (made := when(text, a, b, ref, ahead=coming, current=current)) is None:
            continue
        if coming and _BEFORE_THE_ORDER.match(text, made.end_at, b) is not None:
            made = when(text, a, b, ref) or made
        return stretch_of(made)
    return None


def time_of_entry(
    reading: Reading, kind: str, act: str, w: Words, content: tuple[Span, ...], begun: int
) -> Stretch | None:  # fmt: skip
    """In an entry of a live page, what is going on goes on at the entry's time; so does what it begins with."""
    if reading.ref is not reading.published and begun < _STAMP and act == "narrates" and kind in _SEEN:
        low = w.lows[w.at(at)] if (at := first_verb(w, content[0])) is not None else ""
        if low in _HAPPENING or low.endswith("ing"):
            return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")
    if (
        reading.ref is reading.published
        or kind in {"agreement", "statement", "hold", "meeting", "collapse"}
        or (kind == "other" and act != "shows")
        or act not in _AS_IT_IS
    ):
        return None
    if act == "shows":
        return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")
    at = first_verb(w, content[0])
    if at is None or w.lows[w.at(at)] not in {"is", "are", "can"}:
        return None
    return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")


def said_when(reading: Reading, one: Attribution, s: Sentence, w: Words) -> Stretch | None:
    """When it was said: a time in the sentence before the speaker, or between the cue and the words."""
    text = reading.document.text
    assert one.cue is not None
    if not reading.timed:
        return None
    first, last = one.contents[0][0], one.contents[-1][1]
    regions = [(s.start, min(first, one.cue[0], one.speaker[0] if one.speaker else first)), (one.cue[1], first)]
    if last < s.end and one.cue[0] >= last:
        regions.append((one.cue[1], s.end))
    if one.speaker is not None and one.speaker[1] <= one.cue[0]:
        regions.append((one.speaker[1], one.cue[0]))
    entry = stamp_of(text, s.start, s.end)
    for a, b in regions:
        a = max(a, entry.end()) if entry is not None else a
        if (
            3 < b - a < 90
            and tells_time(w.lows[w.at(a) : w.at(b)])
            and (made := when(text, a, b, reading.ref)) is not None
        ):
            return stretch_of(made)
    return None
