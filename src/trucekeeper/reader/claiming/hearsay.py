"""Whether the author's own words tell anything, where they tell no event: deaths, burnt things, what is said to be."""

from trucekeeper.reader.event import speaks


def told_by_words(lows: list[str]) -> bool:
    """True where a word of the list stands, or where something is told as heard from others."""
    return _by_hearsay(lows) or speaks(lows)


#: What is told so has been told by somebody, who is not named.
_HEARSAY = frozenset({"reportedly", "allegedly"})
_SAID = frozenset(
    ["said", "reported", "thought", "believed", "understood", "assessed", "feared", "alleged", "rumoured"]
)
_ARE = frozenset({"is", "are", "was", "were", "been"})


def _by_hearsay(lows: list[str]) -> bool:
    """`One family was reportedly threatened`, `Families are said to have been informed`, `it is feared that`."""
    if not _HEARSAY.isdisjoint(lows):
        return True
    if _SAID.isdisjoint(lows):
        return False
    return any(
        a in _ARE and b in _SAID and c in {"to", "that"} for a, b, c in zip(lows, lows[1:], lows[2:], strict=False)
    )
