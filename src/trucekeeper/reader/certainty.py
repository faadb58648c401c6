"""How firmly something is said, and whether it is said to have happened at all."""

import re

from trucekeeper.reader.words import Asked, runs

_HEDGED = re.compile(
    r"\b(?:apparently|reportedly|appears?|appeared|seems?|seemed|supposedly|allegedly|is\s+supposed|was\s+supposed|"
    r"likely|unlikely|probably|(?:believed|thought|understood|reported|assessed|alleged|rumoured)\s+to|expected|"
    r"it\s+(?:is|was)\s+(?:understood|reported|believed|thought|said|alleged)\s+that|said\s+to\s+(?:be|have))\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:it\s+(?:is|was)\s+feared|(?-i:may)|(?-i:May)(?=\s+(?:be|have|not)\b)|might|could(?!\s+not\b)|possibly|perhaps|maybe|believes?|assumes?|assumed|hopes?)"
    r"\b(?!\s+be\s+heard)|\bif\s+(?!not\b|any\b)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:not|never|nobody|nothing|neither|no\s+one|none|cannot|"
    r"no\s+(?!more\b|fewer\b|less\b|longer\b|later\b|larger\b|doubt\b|matter\b|end\b|sooner\b)[a-z]\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
#: What stands behind these is a condition or a reason, and no part of what is said to have happened or not.
_APART = re.compile(r"\s(?:if|unless|provided|because|who|whom|which|until|than|with\s+neither)\b", re.IGNORECASE)
_NO_LEFT = re.compile(
    r"\b(?:might\s+not|may\s+not|were\s+not\s+(?:allowed|permitted)|that\s+had\s+not|which\s+had\s+not|"
    r"had\s+never\s+been\s+broken|does\s+not\s+mention|is\s+not\s+part|no\s+agreement\s+even|not\s+only|not\s+just|"
    r"not\s+know|,?\s+and\s+not|,\s+not|(?:have|has|had)\s+not\s+been\s+(?:allowed|permitted))\b",
    re.IGNORECASE,
)


_GUESSES = frozenset({"assume", "hope", "suspect", "fear", "think", "believe", "guess", "suppose"})
#: Without one of these words nothing is hedged, possible or denied: looking for them is much quicker than the patterns.
_SIGNS = frozenset(
    [
        "apparently",
        "reportedly",
        "appears",
        "appear",
        "appeared",
        "seems",
        "seem",
        "seemed",
        "supposedly",
        "allegedly",
        "supposed",
        "likely",
        "unlikely",
        "probably",
        "believed",
        "thought",
        "said",
        "may",
        "might",
        "could",
        "possibly",
        "perhaps",
        "maybe",
        "believes",
        "believe",
        "assumes",
        "assume",
        "assumed",
        "hopes",
        "hope",
        "if",
        "understood",
        "reported",
        "assessed",
        "alleged",
        "rumoured",
        "feared",
        "expected",
    ]
)
_NEGATIVE = frozenset(["not", "never", "nobody", "nothing", "neither", "none", "cannot", "no"])
_DENIES = Asked(lambda low: low in _NEGATIVE or low.endswith("n't")).__getitem__


def certainty(text: str, start: int, end: int, verb: str = "", lows: list[str] | None = None) -> str:
    """`possible`, `hedged` or `stated`, by the words of the proposition and the verb that reports it."""
    if lows is not None and _SIGNS.isdisjoint(lows):
        return "possible" if verb in _GUESSES else "stated"
    if _POSSIBLE.search(text, start, end) or verb in _GUESSES:
        return "possible"
    return "hedged" if _HEDGED.search(text, start, end) else "stated"


#: Of fire: that there is none, or that it ends or is to end.
_CALM = re.compile(
    r"\b(?:quiet|calm(?:er)?|silent|silence|restraint|lull|without\s+(?:air\s?strikes|shots?|fire|shelling|incident)|"
    r"(?:end|halt|stop)\s+to|(?:hold|held|cease|ceased|stop|stopped|keep)\s+(?:their\s+|its\s+|the\s+)?fire|"
    r"(?:truce|ceasefire|pause|lull|halt)\b.{0,60}\b(?:began|begins|took\s+effect|came\s+into\s+force|entered?s?|held|holding|holds)|"
    r"(?:shelling|fire|fighting|guns|attacks|strikes)\b.{0,40}\b(?:stopped|ceased|ended|died\s+down|fell\s+silent))\b",
    re.IGNORECASE,
)
#: Of the detained: that they are free.
_FREED = re.compile(r"\b(?:been|were|was|be)\s+(?:let\s+go|released|freed|discharged|set\s+free)\b", re.IGNORECASE)
#: Without one of these words nothing is calm, ends or holds.
_CALMING = frozenset(
    ["quiet", "calm", "calmer", "silent", "silence", "restraint", "lull", "without", "end", "halt", "stop", "hold",
     "held", "cease", "ceased", "stopped", "keep", "truce", "ceasefire", "pause", "ended", "died", "fell"]
)  # fmt: skip
_FIRE = frozenset({"fire", "shelling", "airstrike"})
_LOOKED_AT = _FIRE | {"detention"}


def polarity(
    text: str, start: int, end: int, act: str, lows: list[str] | None = None, kind: str = "",
    there: set[str] | None = None,
) -> str:  # fmt: skip
    """`no` where the words say that it did not happen, in every denial, and of fire that ends or is to end."""
    if act == "denies":
        return "no"
    if lows is not None and kind not in _LOOKED_AT and not any(map(_DENIES, lows)):
        return "yes"
    calmed = kind in _FIRE and (lows is None or not _CALMING.isdisjoint(there or runs(lows)))
    if calmed and _CALM.search(text, start, end) is not None:
        return "no"
    if kind == "detention" and _FREED.search(text, start, end) is not None:
        return "no"
    if lows is not None and not any(map(_DENIES, lows)):
        return "yes"
    apart = _APART.search(text, min(start + 8, end), end)
    found = _NO.search(text, start, apart.start() if apart is not None else end)
    return "no" if found is not None and not _NO_LEFT.search(text, start, end) else "yes"
