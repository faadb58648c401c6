"""Whose word a post passes on, by what stands before its colon: `Army page on Facebook`, `Statement of the mediators`.

A page, a channel, a platform or a statement makes whoever is named with it a teller, also where his name alone would
not; a moment behind it (`an hour later`) is no part of him.
"""

from trucekeeper.reader.phrases import DAYS
from trucekeeper.reader.words import Words

#: `the army's page`, `Civil defence channel`: what somebody tells on.
_PLACES = frozenset(
    ["page", "channel", "account", "feed", "website", "site", "spokesman", "spokeswoman", "spokesperson", "hotline",
     "bulletin", "statement", "communique", "press", "service", "radio", "tv", "television"]
)  # fmt: skip
_PLATFORMS = frozenset(
    ["facebook", "twitter", "x", "telegram", "vk", "instagram", "whatsapp", "tiktok", "youtube", "viber", "signal",
     "radio", "tv", "television", "air"]
)  # fmt: skip
_STATEMENTS = frozenset(
    ["statement", "communique", "message", "post", "tweet", "note", "bulletin", "announcement", "word", "release",
     "declaration", "notice", "letter", "appeal"]
)  # fmt: skip
#: `Correction to our note of Tuesday` is nobody's statement.
_BEFORE_IT = frozenset({"joint", "new", "latest", "official", "a", "the", "written", "short", "brief", "first"})
_OF = frozenset({"of", "by", "from"})
_OUR_OWN = frozenset({"take", "view", "reading", "guess", "verdict", "impression", "assessment", "opinion", "bet"})
_UNITS = frozenset({"minute", "minutes", "hour", "hours", "days", "day", "while", "moments", "bit"})
_MOMENTS = frozenset(
    {"later", "now", "again", "meanwhile", "today", "tonight", "yesterday", "earlier", "afterwards", "since"}
)
_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_COUNTS = frozenset({"a", "an", "half", "one", "two", "three", "four", "five", "ten", "twenty", "few", "some", "this"})
#: `Army, press release: A`: so many words at most stand behind the comma.
_SHORT = 4
Part = tuple[int, int]


def post_teller(w: Words, first: int, colon: int) -> Part | None:
    """The words of [first, colon) that name who posted what stands behind the colon; None where it is no post."""
    last = _without_moment(w, first, colon)
    if last <= first:
        return None
    if w.lows[first] in {"our", "my"}:
        return (first, first + 1) if last == first + 2 and w.lows[first + 1] in _OUR_OWN else None
    stated = next((k for k in range(first, min(last - 2, first + 4)) if w.lows[k] in _STATEMENTS), None)
    if stated is not None and w.lows[stated + 1] in _OF and _BEFORE_IT.issuperset(w.lows[first:stated]):
        dated = w.lows[stated + 2][:1].isdigit() or w.lows[stated + 2] in DAYS
        return None if dated else (stated + 2, last)
    if last - first > 2 and w.lows[last - 2] in {"on", "via"} and w.lows[last - 1] in _PLATFORMS:
        return first, last
    if last - first > 2 and w.lows[last - 1] in _STATEMENTS:
        comma = next((m for m in range(first + 1, last - 1) if w.lows[m] == ","), None)
        if comma is not None and last - comma <= _SHORT:
            return first, _without_moment(w, first, comma)
    if last - first > 3 and w.lows[last - 3 : last - 1] == ["in", "a"] and w.lows[last - 1] in _STATEMENTS:
        return first, last - 3 - (w.lows[last - 4] == ",")
    return (first, last) if last - first > 1 and w.lows[last - 1] in _PLACES else None


def _without_moment(w: Words, first: int, last: int) -> int:
    """Where the teller ends: before `an hour later`, `this morning`, `two hours ago`, `now`."""
    tail = w.lows[last - 1]
    if tail in _PARTS and last - first > 2 and w.lows[last - 2] in {"this", "yesterday", "last"}:
        return last - 2
    if tail not in _MOMENTS and tail != "ago":
        return last
    last -= 1
    if last - first > 1 and w.lows[last - 1] in _UNITS:
        last -= 1
        while last - first > 1 and (w.lows[last - 1] in _COUNTS or w.lows[last - 1].isdigit()):
            last -= 1
    return last - (last > first and w.lows[last - 1] == ",")
