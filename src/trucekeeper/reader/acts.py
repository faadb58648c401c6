"""The act of a claim: by its cue, except that time and will override it."""

import re

_FUTURE = re.compile(
    r"\b(?:will|would|shall|is\s+to|are\s+to|is\s+due\s+to|are\s+due\s+to|going\s+to)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:had\s+been\s+due|would\s+have|would\s+not\s+have|would\s+rather)\b", re.IGNORECASE)
_OWN = re.compile(r"^(?:that\s+)?(?:it|he|she|they|we|i|its|his|her|their)\b", re.IGNORECASE)
_PROBABLY = re.compile(r"\b(?:likely|unlikely|expected)\s+to\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:must|should|was\s+a\s+condition)\b", re.IGNORECASE)


_SIGNS = frozenset(
    ["will", "would", "shall", "to", "likely", "unlikely", "expected", "must", "should", "condition", "going"]
)


def act_of(cue_act: str, verb: str, text: str, start: int, end: int, lows: list[str] | None = None) -> str:
    """The speech act of text[start:end] said with a cue.

    A future proposition is a promise when the speaker is to do it, else a prediction; what must be is demanded.
    """
    if cue_act == "positions":
        return "says"
    if cue_act == "believes":
        return "predicts" if verb in {"expect", "hope"} else "says"
    if cue_act not in {"says", "reports"}:
        return cue_act
    if lows is not None and _SIGNS.isdisjoint(lows):
        return cue_act
    if _PROBABLY.search(text, start, end):
        return "predicts"
    clause = _FUTURE.search(text, start, min(end, start + 160))
    if clause is not None and not _PAST.search(text, start, end):
        return "promises" if _OWN.match(text[start : start + 24]) else "predicts"
    if _MUST.search(text, start, min(end, start + 120)) and cue_act == "says":
        return "demands"
    return cue_act


def ahead(act: str) -> bool:
    """True when the words are about what is still to come."""
    return act in {"predicts", "promises", "demands", "orders"}
