"""To whom something was told, which is no part of what was told."""

from itertools import compress, count

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Span
from trucekeeper.reader.cues import DETERMINERS, PREPOSITIONS, Cue, finite
from trucekeeper.reader.words import Words


def addressee(w: Words, k: int, cue: Cue) -> tuple[Span | None, int]:
    """Skip to whom it was told; returns that span and the index at which the words may begin."""
    if k >= len(w):
        return None, k
    if cue.verb in {"promise", "warn", "remind"} and w.lows[k] not in {"that", "to", "of"}:
        that = next((m for m in range(k, min(len(w), k + 7)) if w.lows[m] == "that" or finite(w.lows[m])), None)
        return (_told(w, k, that), that) if that is not None and w.lows[that] == "that" else (None, k)
    if cue.frames != "a":
        return None, k
    low = w.lows[k]
    if low in {"that", '"', "“", ":"}:
        return None, k
    own = (
        low == "her" and k + 1 < len(w) and w.lows[k + 1].isalpha() and w.lows[k + 1] not in {"that", "to", "of", "how"}
    )
    if low in {"him", "her", "them", "us", "me", "you"} and not own:
        return (w.starts[k], w.ends[k]), k + 1
    end = min(len(w), k + 14)
    stop = next(
        (m for m in range(k, end) if w.lows[m] in {"that", ":", '"', "“", ",", "how", "what", "to", "whether"}), None
    )
    verb = next(compress(count(k), map(finite, w.lows[k:end])), None)
    if stop is not None and (verb is None or stop < verb):
        return _told(w, k, stop), stop
    m = k + 1
    if low == "the" and m < end and w.capital(m):
        while m < end and w.capital(m):
            m += 1
        return (w.starts[k], w.ends[m - 1]), m
    if low in {"reporters", "journalists", "agencies", "media"}:
        return (w.starts[k], w.ends[k]), m
    if w.capital(k):
        while m < end and w.capital(m) and w.lows[m] not in DETERMINERS and w.lows[m] not in phrases.SINGLE:
            m += 1
        return (w.starts[k], w.ends[m - 1]), m
    while m < end and w.lows[m] not in DETERMINERS and w.lows[m] not in phrases.SINGLE and not w.capital(m):
        m += 1
    return (w.starts[k], w.ends[m - 1]), m


def _told(w: Words, k: int, stop: int) -> Span:
    m = k + 1
    while m < stop and w.lows[m] not in PREPOSITIONS:
        m += 1
    return (w.starts[k], w.ends[m - 1])
