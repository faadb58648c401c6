"""What is put in between a source and its words, between commas."""

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import OPENERS, PREPOSITIONS
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.words import Words

_APART = frozenset({"which", "who", "whose", "a", "an", "and", "but", "while", "although", "though"})
#: `figures, published on 25 August,`
_DATED = frozenset({"dated", "published", "released", "issued", "updated", "compiled"})
_OPENING = PREPOSITIONS | OPENERS | phrases.TIMES


def only_opens(w: Words, first: int, i: int) -> bool:
    """True when what stands left of word i has no verb and counts nothing: `On Friday,`, not `Friday: four dead,`."""
    if phrases.has_finite(w, first, i):
        return False
    if w.lows[i - 1] == "," and w.lows[first] not in _OPENING and first < i - 1:
        return False  # `The van, according to him, came`
    told = i > 1 and w.lows[i - 1] == "," and any(counts(w, m) for m in range(first, i))
    return not (told or w.lows[first] in {"none", "nobody"})


def is_broken(w: Words, first: int, i: int, end: int) -> bool:
    """`The van, according to him, came from there`: the clause goes on behind the speaker."""
    inserted = w.lows[i - 1] == "," and end + 1 < len(w) and w.lows[end] == "," and w.lows[end + 1] not in _APART
    begun = w.lows[first] == "what" or not phrases.has_finite(w, first, i)
    return inserted and begun and phrases.has_finite(w, end + 1, len(w))


def after_apposition(w: Words, k: int) -> int:
    """Skip `, the team's coach,` or `on Friday,` between the source and the words."""
    end = len(w)
    if k < end and w.lows[k] != ",":
        m = k
        while m < end and m - k < 12 and w.lows[m] != ",":
            m += 1
        k = m if m < end and w.lows[m] == "," and not phrases.has_finite(w, k, m) else k
    if k < end and w.lows[k] == ",":
        m = k + 1
        while m < end and m - k < 14 and w.lows[m] not in {",", ";", '"', "“"}:
            m += 1
        dated = k + 1 < end and w.lows[k + 1] in _DATED
        apposed = m < end and w.lows[m] == "," and (dated or not phrases.has_finite(w, k + 1, m)) and m - k > 2
        return (m if apposed and w.lows[k + 1] not in PREPOSITIONS else k) + 1
    return k


def past_relative(w: Words, k: int) -> int:
    """Behind `, which had spent months on it,`; k where no such clause begins there."""
    if k < len(w) and w.lows[k] in {"which", "who", "whose", "whom"}:
        return next((m + 1 for m in range(k, len(w) - 1) if w.lows[m] == ","), k)
    return k
