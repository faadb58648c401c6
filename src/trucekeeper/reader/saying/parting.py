"""Where the words of one end because another, standing beside him, begins."""

import re

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES
from trucekeeper.reader.saying.search import WILLS, Search, looks_back
from trucekeeper.reader.words import Words

_JOINT = re.compile(r"(?:and|but|while)\b")


def parted(at: Search) -> list[Attribution]:
    """Let the words of each end where the next one, standing beside it, begins."""
    found = at.found
    if not found or (len(found) == 1 and _is_one_piece(at.w, found[0].contents)):
        return found
    made: list[Attribution] = []
    for n, one in enumerate(found):
        contents = _behind_its_own_cue(at.w, found[:n], one)
        for other in found[n + 1 :]:
            if (
                one.cue is None
                or other.cue is None
                or other.quoted
                or (other.shape == "before" and one.shape == "before")
            ):
                continue
            begins = _begins(at.w, other, one)
            if begins is None:
                continue
            contents = tuple(
                _cut(at.w.text, c, begins) if c[0] < begins < c[1] else c
                for piece, c in enumerate(contents)
                if not (piece and begins <= c[0] < other.cue[0] < c[1] and _JOINT.match(at.w.text, c[0]))
            )
        contents = tuple(c for c in contents if c[1] > c[0])
        if contents and not _only_when(at.w, contents):
            made.append(one if contents == one.contents else replace(one, contents=contents))
    return made


def _is_one_piece(w: Words, contents: tuple[Span, ...]) -> bool:
    return len(contents) == 1 and contents[0][0] < contents[0][1] and not _only_when(w, contents)


def _only_when(w: Words, contents: tuple[Span, ...]) -> bool:
    """`which Russia had announced on Tuesday evening`: a time is nobody's words."""
    first, last = w.at(contents[0][0]), w.at(contents[-1][1])
    return 0 < last - first <= 4 and all(w.lows[k] in phrases.TIMES for k in range(first, last))


def _behind_its_own_cue(w: Words, earlier: list[Attribution], one: Attribution) -> tuple[Span, ...]:
    """`He admitted that A, in answer, he maintained, to B`: what he maintained begins with A."""
    if one.shape != "before" or not earlier or one.speaker is None or not looks_back(w, one.speaker):
        return one.contents  # `X had agreed to A, Y said`: all of it is Y's
    first = one.contents[0]
    plain = [
        e
        for e in earlier
        if not e.quoted and e.shape == "after" and e.cue is not None and first[0] <= e.cue[0] and e.act not in WILLS
    ]
    begun = [e for e in plain if e.contents[0][0] < first[1]]
    return ((max(e.contents[0][0] for e in begun), first[1]), *one.contents[1:]) if begun else one.contents


def _begins(w: Words, other: Attribution, one: Attribution | None = None) -> int | None:
    """Where an attribution begins that stands beside another and not in its words: after `and`, `but`, `;`, a comma."""
    assert other.cue is not None
    if one is not None and other.speaker == one.speaker and one.cue is not None and one.cue[1] < other.cue[0]:
        comma = w.at(other.cue[0]) - 1  # `The army, which says that A, blamed B`
        if w.lows[comma] == "," and w.lows[w.at(one.cue[0]) - 1] in {"which", "who"}:
            return w.starts[comma]
    shared = other.shape == "shared"
    inside = other.speaker is not None and other.speaker[0] > other.cue[0]
    beside = other.speaker is not None and 0 <= other.cue[0] - other.speaker[1] <= 2
    start = other.cue[0] if other.speaker is None or inside or (shared and not beside) else other.speaker[0]
    if other.shape == "according" and other.contents[0][0] < other.cue[0]:
        return other.cue[0]
    if other.shape in {"before", "inverted"}:
        start = other.cue[0] if other.shape == "inverted" or other.speaker is None else other.speaker[0]
        comma = w.at(start) - 1
        return w.starts[comma] if comma > 0 and w.lows[comma] == "," else None
    m = w.at(start) - 1
    while m >= 0 and (w.lows[m] in ADVERBS or w.lows[m] == "with" or (shared and w.lows[m] in AUXILIARIES)):
        m -= 1
    if m < 0:
        return None
    if w.lows[m] == "and" and m > 0 and w.lows[m - 1] in phrases.SINGLE and not shared:
        return None  # `he and Turkey's president agreed` is one subject
    if w.lows[m] in {"and", "but", "while", ";", "although", "though", "whereas"}:
        if m > 0 and w.lows[m - 1] == ",":
            m -= 1
        return w.starts[m]
    if w.lows[m] == "," and (shared or other.shape == "after"):
        return w.starts[m]
    return None


def _cut(text: str, span: Span, at: int) -> Span:
    part = text[span[0] : at].rstrip().rstrip(",;")
    return span[0], span[0] + len(part.rstrip())
