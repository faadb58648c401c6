"""What goes on being somebody's words: behind a semicolon, and where the verb is understood."""

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import OPENERS, PREPOSITIONS
from trucekeeper.reader.saying.search import Search
from trucekeeper.reader.speakers import country_of, kind_of
from trucekeeper.reader.words import Words


def going_on(at: Search, found: list[Attribution]) -> list[Attribution]:
    """`X said A; B` and `A, X said; B`: B is X's too, where it goes on about the same and nobody else speaks in it."""
    if ";" not in at.w.lows and ":" not in at.w.lows:
        return found
    last = max((one for one in found if one.cue is not None), key=lambda one: one.cue or (0, 0), default=None)
    if last is None or last.cue is None or last.act not in {"says", "reports"}:
        return found
    w, text = at.w, at.w.text
    if last.shape in {"after", "shared"}:
        stop = last.contents[-1][1]
        known = text.startswith(";", stop) and stop > last.cue[1]
    else:
        k = w.at(last.cue[1])
        marks = {";", ":"} if last.shape == "inverted" else {";"}
        semicolon = next((m for m in range(k, min(len(w), k + 10)) if w.lows[m] in marks), None)
        known = semicolon is not None and last.shape in {"before", "inverted"}
        stop = w.starts[semicolon] if semicolon is not None else 0
    k = w.at(stop + 1)
    colon = known and w.lows[k - 1] == ":"
    if not known or k >= len(w) or not (colon or _same_matter(w, k, last.shape)):
        return found
    words = after_cue(w, k, at.sentence.end, at.quotes)
    return [*found, replace(last, contents=words, shape="shared")] if words else found


def gapped(at: Search, one: Attribution) -> list[Attribution]:
    """`X spoke of five dead, Y of nine`, `X said that A, and Y that B`: the verb is understood with Y."""
    w = at.w
    if one.shape not in {"after", "shared"} or one.cue is None or len(one.contents) != 1 or one.quoted:
        return [one]
    first, last = w.at(one.contents[0][0]), w.at(one.contents[0][1])
    particle = w.lows[first - 1] if first else ""
    if particle not in {"of", "that", "at"} or particle not in w.lows[first + 1 : last]:
        return [one]
    for k in range(first + 1, last - 2):
        joint = w.lows[k] == "," or (w.lows[k] == "and" and particle == "that")
        if not joint:
            continue
        begin = k + 2 if w.lows[k + 1] in {"and", "but"} else k + 1
        m = next((m for m in range(begin, min(last - 1, begin + 6)) if w.lows[m] == particle), None)
        if m is None or m == begin or phrases.has_finite(w, begin, m) or not _may_be_named(w, begin, m):
            continue
        kept = replace(one, contents=((one.contents[0][0], w.ends[k - 1]),))
        speaker = (w.starts[begin], w.ends[m - 1])
        other = replace(one, speaker=speaker, contents=((w.starts[m + 1], one.contents[0][1]),), shape="shared")
        return [kept, other]
    return [one]


def _may_be_named(w: Words, begin: int, end: int) -> bool:
    """True when words [begin, end) are somebody who speaks: a kind of source, a name, or a bare number of them."""
    if w.lows[begin] in PREPOSITIONS or w.lows[begin] in OPENERS:
        return False
    kind = kind_of(w.lows[begin:end]) != "other" or country_of(" ".join(w.lows[begin:end])) != ""
    return kind or (w.capital(begin) and end - begin <= 3) or (w.lows[begin].isdigit() and end - begin == 1)


def _same_matter(w: Words, k: int, shape: str) -> bool:
    """True when the part behind a semicolon goes on telling: it takes something up, and it is not the outlet's word."""
    lows = w.lows[k:]
    if not {"we", "our", "us"}.isdisjoint(lows) or lows[0] in {"no", "how", "why", "who", "but"}:
        return False
    if lows[0] in _TAKES_UP:
        return True
    behind = shape in {"before", "inverted"}
    return behind and (lows[0] == "the" or lows[0][:1].isdigit() or lows[0] in _HOW_MANY)


_TAKES_UP = frozenset(
    ["it", "they", "he", "she", "there", "in", "this", "that", "all", "its", "their", "his", "her", "by", "at"]
)
_HOW_MANY = frozenset({"one", "two", "three", "nobody", "none", "only", "more", "most", "both", "dozens", "hundreds"})
