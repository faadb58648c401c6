"""To whom something was told, which is no part of what was told."""

from itertools import compress, count

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Span
from trucekeeper.reader.cues import DETERMINERS, PREPOSITIONS, Cue, finite
from trucekeeper.reader.words import Words

_ENDS = frozenset({";", ".", "!", "?"})
#: Behind these stands what was told: `of shelling`, `about the delay`, `the same`.
_MATTER = frozenset({"of", "about", "for", "same"})


def addressee(w: Words, k: int, cue: Cue) -> tuple[Span | None, int]:
    """Skip to whom it was told; returns that span and the index at which the words may begin."""
    if k >= len(w):
        return None, k
    if cue.verb in {"promise", "warn", "remind"} and w.lows[k] not in {"that", "to", "of"}:
        that = next((m for m in range(k, min(len(w), k + 7)) if w.lows[m] == "that" or finite(w.lows[m])), None)
        return (_told(w, k, that), that) if that is not None and w.lows[that] == "that" else (None, k)
    if cue.frames != "a" or w.lows[k] in {"that", '"', "“", ":"}:
        return None, k
    if w.lows[k] in _SOMEBODY and not _is_possessive(w, k):
        return (w.starts[k], w.ends[k]), k + 1
    end = min(len(w), k + 14)
    if cue.verb == "ask" and "for" in w.lows[k + 1 : k + 5]:
        return None, k  # `has asked both sides for maps`
    stop = next((m for m in range(k, end) if w.lows[m] in _BEFORE_WORDS), None)
    if stop is not None and w.lows[stop] in _ENDS and not _MATTER.isdisjoint(w.lows[k:stop]):
        stop = None  # `told agencies of shelling`
    verb = next(compress(count(k), map(finite, w.lows[k:end])), None)
    if stop is not None and (verb is None or stop < verb):
        return _told(w, k, stop), stop
    m = _behind_name(w, k, end)
    return (w.starts[k], w.ends[m - 1]), m


_SOMEBODY = frozenset({"him", "her", "them", "us", "me", "you"})
#: With these the words begin that were told to somebody.
_BEFORE_WORDS = frozenset({"that", ":", '"', "“", ",", "how", "what", "to", "whether"}) | _ENDS


def _is_possessive(w: Words, k: int) -> bool:
    """`told her brother`: it is not her who was told."""
    after = w.lows[k + 1] if k + 1 < len(w) else ""
    return w.lows[k] == "her" and after.isalpha() and after not in {"that", "to", "of", "how"}


def _behind_name(w: Words, k: int, end: int) -> int:
    """The word behind those who are told, where nothing marks where the words begin."""
    m = k + 1
    if w.lows[k] == "the" and m < end and w.capital(m):
        while m < end and w.capital(m):
            m += 1
        return m
    if w.lows[k] in {"reporters", "journalists", "agencies", "media"}:
        return m
    named = w.capital(k)
    while m < end and w.lows[m] not in _ENDS_NAME and not w.lows[m][:1].isdigit() and w.capital(m) == named:
        m += 1
    return m


_ENDS_NAME = DETERMINERS | phrases.SINGLE


def _told(w: Words, k: int, stop: int) -> Span:
    m = k + 1
    while m < stop and w.lows[m] not in PREPOSITIONS:
        m += 1
    return (w.starts[k], w.ends[m - 1])
