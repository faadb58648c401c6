"""How firmly something is said, and whether it is said to have happened at all."""

import re

_HEDGED = re.compile(
    r"\b(?:apparently|reportedly|appears?|appeared|seems?|seemed|supposedly|allegedly|is\s+supposed|was\s+supposed|"
    r"likely|unlikely|probably|believed\s+to|thought\s+to|said\s+to\s+(?:be|have))\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|maybe|believes?|assumes?|assumed|hopes?)\b(?!\s+be\s+heard)", re.IGNORECASE
)
_NO = re.compile(
    r"\b(?:not|never|nobody|nothing|neither|no\s+one|none|cannot|no\s+(?:casualties|stone|stones|arrests|colleague|shooting|partial|violence|lists|bus|buses|armed|one|man|fighter|shot|shots|convoy|"
    r"civilian|civilians|evacuation|agreement|attack|fire|person|people|observer|observers|trucks?|vehicles?))\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_LEFT = re.compile(
    r"\b(?:might\s+not|may\s+not|were\s+not\s+(?:allowed|permitted)|that\s+had\s+not|which\s+had\s+not|"
    r"had\s+never\s+been\s+broken|does\s+not\s+mention|is\s+not\s+part|no\s+agreement\s+even|not\s+only|not\s+just|"
    r"not\s+know|, and not|,\s+not)\b",
    re.IGNORECASE,
)


_GUESSES = frozenset({"assume", "hope", "suspect"})
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
    ]
)
_NEGATIVE = frozenset(["not", "never", "nobody", "nothing", "neither", "none", "cannot", "no"])


def certainty(text: str, start: int, end: int, verb: str = "", lows: list[str] | None = None) -> str:
    """`possible`, `hedged` or `stated`, by the words of the proposition and the verb that reports it."""
    if lows is not None and _SIGNS.isdisjoint(lows):
        return "possible" if verb in _GUESSES else "stated"
    if _POSSIBLE.search(text, start, end) or verb in _GUESSES:
        return "possible"
    return "hedged" if _HEDGED.search(text, start, end) else "stated"


def polarity(text: str, start: int, end: int, act: str, lows: list[str] | None = None) -> str:
    """`no` where the words say that it did not happen, and in every denial."""
    if act == "denies":
        return "no"
    if lows is not None and _NEGATIVE.isdisjoint(lows) and not any(low.endswith("n't") for low in lows):
        return "yes"
    found = _NO.search(text, start, end)
    return "no" if found is not None and not _NO_LEFT.search(text, start, end) else "yes"
