"""The act of a claim: by its cue, except that time and will override it."""

import re

_FUTURE = re.compile(r"\b(?:(?<!the )will|would|shall|is\s+due\s+to|are\s+due\s+to|going\s+to)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:had\s+been\s+due|would\s+have|would\s+not\s+have|would\s+rather)\b", re.IGNORECASE)
_OWN = re.compile(r"^(?:that\s+)?(?:it|he|she|they|we|i|its|his|her|their)\b", re.IGNORECASE)
_PROBABLY = re.compile(
    r"\b(?:likely|unlikely|expected)\s+to\b|\b(?:is|are|was|were)\s+(?:still\s+|also\s+)?expected\b", re.IGNORECASE
)
_MUST = re.compile(
    r"\b(?:must|should|(?:have|has)\s+to\s+be|(?:is|are|was|were)\s+needed|was\s+a\s+condition)\b", re.IGNORECASE
)
#: Behind these the main clause is over; a condition may stand before it.
_APART = re.compile(r"\s(?:who|which|whom|that|because|although|after)\b", re.IGNORECASE)
#: What may come: `might return`, `could be finished`; not `may be as many as`, `could have been`.
_MAY = re.compile(
    r"\b(?:(?-i:may)|might|could)\s+(?:not\s+)?(?:be\s+\w+(?:ed|en)\b|(?!be\b|have\b|not\b|want\b|do\b|also\b|still\b|well\b|only\b)[a-z]+)",
    re.IGNORECASE,
)
_SUBJUNCTIVE = re.compile(
    r"\b(?!(?:to|will|would|may|might|could|should|must|can|cannot|not|shall)\b)\w+\s+be\s+\w+", re.IGNORECASE
)
_ONLY_IF = re.compile(
    r"\b(?:not|no|nobody|never|nothing)\b.{0,60}\b(?:will|would)\b.{0,60}\b(?:until|before|unless)\s+(?!the\s+(?:end|week|day)|\d|mid|noon|dawn|dark)"
    r"|\b(?:will|would)\s+(?:not|never)\b.{0,60}\b(?:until|before|unless)\s+(?!the\s+(?:end|week|day)|\d|mid|noon|dawn|dark)",
    re.IGNORECASE,
)


_SIGNS = frozenset(
    [
        "will",
        "would",
        "shall",
        "likely",
        "unlikely",
        "expected",
        "must",
        "should",
        "condition",
        "going",
        "needed",
        "may",
        "might",
        "could",
    ]
)


#: `is due to`, `has to be`.
_BESIDE_TO = frozenset({"due", "be"})


_LIES_AHEAD = re.compile(r"^to\b|\bto\s|\bwill\b|\bwould\b|\bshall\b|\bsafe|\bsecur", re.IGNORECASE)


def act_of(cue_act: str, verb: str, text: str, start: int, end: int, lows: list[str] | None = None) -> str:
    """The speech act of text[start:end] said with a cue.

    A future proposition is a promise when the speaker is to do it, else a prediction; what must be is demanded.
    """
    if cue_act == "positions":
        return "says"
    if cue_act == "believes":
        guessed = _MAY.search(text, start, end) is not None or _FUTURE.search(text, start, end) is not None
        if verb == "hope" and text.startswith("to ", start) and not text.startswith("to be ", start):
            return "promises"  # `We hope to bring in medicine`
        return "predicts" if verb in {"expect", "hope", "fear"} or guessed else "says"
    if cue_act == "confirms" and _OWN.match(text[start : start + 24]) and _FUTURE.search(text, start, end):
        return "promises"  # `confirmed it would tighten the blockade`
    if cue_act == "promises" and verb in {"swear", "guarantee"} and not _LIES_AHEAD.search(text, start, end):
        return "says"  # `swore that no captive had been harmed`
    if cue_act not in {"says", "reports"}:
        return cue_act
    if verb == "insist" and _SUBJUNCTIVE.search(text, start, end) is not None:
        return "demands"
    if lows is not None and _SIGNS.isdisjoint(lows) and ("to" not in lows or _BESIDE_TO.isdisjoint(lows)):
        return cue_act
    return _by_time(cue_act, verb, text, start, end)


def _by_time(cue_act: str, verb: str, text: str, start: int, end: int) -> str:
    """What saying and reporting become where the words lie ahead or must be."""
    if _PROBABLY.search(text, start, end):
        return "predicts"
    apart = _APART.search(text, min(start + 12, end), end)
    main = apart.start() if apart is not None else end
    clause = _FUTURE.search(text, start, min(main, start + 160))
    if clause is not None and cue_act == "says" and _ONLY_IF.search(text, start, end) is not None:
        return "demands"  # `no bus will cross until the detainees are here`
    if clause is not None and not _PAST.search(text, start, end):
        own = verb == "assure" or _OWN.match(text[start : start + 24]) is not None
        return "promises" if own else "predicts"
    if _MUST.search(text, start, min(main, start + 120)) and cue_act == "says":
        return "demands"
    return "predicts" if cue_act == "says" and _MAY.search(text, start, main) is not None else cue_act


def ahead(act: str) -> bool:
    """True when the words are about what is still to come."""
    return act in {"predicts", "promises", "demands", "orders"}
