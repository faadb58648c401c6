"""Whether one attribution stands in the words of another, passes it on, or fills it."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.proposal import Span


def passes(outer: Attribution, inner: Attribution) -> bool:
    """True when the outer one passes the inner one on: it holds it, or only cites the same words (`quoting Y`)."""
    if inner.shape == "cited":
        (a, b), (c, d) = inner.contents[0], outer.contents[0]
        return outer.shape != "cited" and min(b, d) > max(a, c)
    return outer.shape != "cited" and holds(outer, inner)


def fills(inner: Attribution, part: Span) -> bool:
    """True when most of a part is somebody else's words."""
    start, end = min(begin_of(inner), inner.contents[0][0]), inner.contents[-1][1]
    if inner.shape == "before":  # `Мост взорван, сказал комендант`: with who says it
        end = max([end, *(span[1] for span in (inner.cue, inner.speaker) if span is not None)])
    return (min(end, part[1]) - max(start, part[0])) * 10 >= (part[1] - part[0]) * 6


def holds(outer: Attribution, inner: Attribution) -> bool:
    """True when one attribution stands whole in the words of another."""
    assert inner.cue is not None
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.contents)


def begin_of(one: Attribution) -> int:
    """Where an attribution begins, with its speaker or its cue."""
    assert one.cue is not None
    if one.shape == "shared":
        return one.cue[0]  # whose speaker stands before the words of another
    return min(one.cue[0], one.speaker[0] if one.speaker is not None else one.cue[0])
