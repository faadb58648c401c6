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
    r"\b(?:not|never|nobody|nothing|neither|no\s+one|none|cannot|no\s+(?:bus|buses|armed|one|man|fighter|shot|shots|convoy|"
    r"civilian|civilians|evacuation|agreement|attack|fire|person|people|observer|observers|trucks?|vehicles?))\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_LEFT = re.compile(r"\b(?:not\s+only|not\s+just|not\s+know|, and not|,\s+not)\b", re.IGNORECASE)


def certainty(text: str, start: int, end: int, verb: str = "") -> str:
    """`possible`, `hedged` or `stated`, by the words of the proposition and the verb that reports it."""
    if _POSSIBLE.search(text, start, end) or verb in {"assume", "hope", "suspect"}:
        return "possible"
    return "hedged" if _HEDGED.search(text, start, end) else "stated"


def polarity(text: str, start: int, end: int, act: str) -> str:
    """`no` where the words say that it did not happen, and in every denial."""
    if act == "denies":
        return "no"
    found = _NO.search(text, start, end)
    return "no" if found is not None and not _NO_LEFT.search(text, start, end) else "yes"
