"""Pictures, videos, messages: `X posted a video in which shelling could be heard`."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES
from trucekeeper.reader.saying.search import Search, span_of
from trucekeeper.reader.words import Words

_SPREAD = frozenset(
    ["posted", "posts", "released", "published", "shared", "circulated", "uploaded", "broadcast", "aired", "sent",
     "send", "sends", "showing", "showed", "shown", "shows", "show", "airing"]
)  # fmt: skip

_MEDIUM = frozenset(
    ["video", "videos", "footage", "pictures", "images", "photographs", "photos", "messages", "message", "recording",
     "recordings", "clip"]
)  # fmt: skip


def shown_in(at: Search) -> Attribution | None:
    """`X posted a video in which shelling could be heard`: X shows what is seen or heard in it."""
    w = at.w
    if _SPREAD.isdisjoint(w.lows) or _MEDIUM.isdisjoint(w.lows):
        return None
    for i, low in enumerate(w.lows):
        if low not in _SPREAD:
            continue
        medium = next((m for m in range(i + 1, min(len(w), i + 5)) if w.lows[m] in _MEDIUM), None)
        if medium is None:
            continue
        first = _shown(w, medium)
        j = i - 1
        while j > 0 and (w.lows[j] in AUXILIARIES or w.lows[j] in ADVERBS or w.lows[j] in {"to", "begun"}):
            j -= 1
        subject = phrases.before(w, j, 0)
        if first is None or subject is None:
            continue
        contents = after_cue(w, first, at.sentence.end, at.quotes)
        span = (w.starts[i], w.ends[i])
        at.found = [one for one in at.found if one.cue != span]
        act = "reports" if w.lows[medium].startswith("message") else "shows"
        return Attribution(span_of(w, subject), span, contents, act, "show", "after") if contents else None
    return None


def _shown(w: Words, medium: int) -> int | None:
    """Where what is shown begins: after `in which`, `showing`, `of`, `that shows`."""
    for m in range(medium + 1, min(len(w) - 1, medium + 9)):
        if (w.lows[m] == "in" and w.lows[m + 1] == "which") or (
            w.lows[m] == "that" and w.lows[m + 1] in {"show", "shows"}
        ):
            return m + 2
        if w.lows[m] in {"showing", "of"}:
            return m + 1
    return None
