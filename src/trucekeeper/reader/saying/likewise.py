"""`X denies it, and so does Y`: another speaker says the same, and no verb of saying is told again."""

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.saying.search import Search, span_of
from trucekeeper.reader.saying.verb_forms import heard

_DO = frozenset({"do", "does", "did", "have", "has", "had"})
_SAME = frozenset({"so", "as", "nor", "neither"})
_JOINS = frozenset({",", "and", "but", "–", "—"})


def likewise(at: Search, found: list[Attribution]) -> list[Attribution]:
    """What is found, with those who say the same; their words end before `and so does`."""
    w = at.w
    if not found or _DO.isdisjoint(w.lows):
        return found
    for i in range(2, len(w) - 1):
        if w.lows[i] not in _DO or w.lows[i - 1] not in _SAME:
            continue
        source = phrases.after(w, i + 1, len(w))
        first = i - 1
        while first > 0 and w.lows[first - 1] in _JOINS:
            first -= 1
        last = next((one for one in reversed(found) if one.cue is not None and one.cue[1] <= w.starts[first]), None)
        if source is None or last is None or first == i - 1 or last.contents[-1][0] >= w.starts[first]:
            continue
        if heard().isdisjoint(w.lows[slice(*source)]) and not w.capital(source[0]):
            continue
        end = w.ends[first - 1]
        words = (*last.contents[:-1], (last.contents[-1][0], min(last.contents[-1][1], end)))
        other = replace(last, speaker=span_of(w, source), cue=(w.starts[i], w.ends[i]), contents=words, shape="shared")
        found = [replace(one, contents=words) if one is last else one for one in found]
        found.append(other)
    return found
