"""Words of time that do not date what a sentence tells: those of clauses beside it, and those that fix nothing."""

import re

from trucekeeper.reader.time_words import Element

#: Words of time that fix none: every night, within days, hours after something else.
VAGUE = re.compile(
    r"\b(?:another|every|each|some|day\s+and)\s+(?:nights?|mornings?|evenings?|days?)\b|\bwithin\s+days\b|"
    r"\bwithin\s+(?:\w+[- ])?\w+\s+(?:hours|days)\s+of\b|"
    r"\bin\s+recent\s+(?:days|weeks|hours)\b|\b(?:days?|nights?)\s+(?:and|after)\s+(?:days?|nights?)\b|\bone\s+day\b|"
    r"\b(?:hours?|minutes?|days?)\s+(?:later|earlier|after|before)\b(?!\s+(?:noon|midnight|midday|tomorrow|yesterday))",
    re.IGNORECASE,
)


def may_be_vague(flat: str) -> bool:
    """False where no word stands that the pattern needs: `day` only by itself and not in a day's name."""
    low = flat.lower()
    if any(word in low for word in ("night", "hour", "morning", "evening", "minute", "recent")):
        return True
    return "day" in low and any(not before[-1:].isalnum() for before in low.split("day")[:-1])


#: `an arrangement announced on Saturday`: the day of the announcement.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:an?|the|of|its|this)\s+(?:[\w’'-]+\s+){1,3}?(?:announced|adopted|signed|published|posted|issued|released|agreed|"
    r"concluded|brokered)\s+"
    r"(?:in\s+[A-Z]\w+\s+)?(?:(?:late|early)\s+)?on\s+$"
)


#: Clauses that tell of something beside: what they date is not dated by it.
_BESIDE = {
    "en": re.compile(r",\s+(?:(?:to|of|from|in|on|by)\s+)?(?:which|who|whom|whose)\b[^,;]*", re.IGNORECASE),
    "ar": re.compile(r"\s(?:التي|الذي|الذين|اللذين|اللتين)\s[^,،;؛]*"),
    "ru": re.compile(
        r",\s+(?:(?:[а-я]{1,3}\s+)?котор[а-я]+|куда|где|откуда|"
        r"[а-я]+(?:нн|вш|ущ|ющ|ащ|ящ)(?:ый|ая|ое|ые|ого|ой|ых|ую|ий|ие|его|ей|их))(?:ся)?\b[^,;]*"
    ),
}
#: Clauses whose time is that of the whole only where the rest names none.
_AFTERWARDS = {
    "en": re.compile(
        r"(?:,\s+(?:when|where|although|though|while|after|as)|\b(?:that|which)\s+(?:was|were|had|has|is|are|began|runs?|ran|ends?))\b[^;.]*",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"[,،]?\s(?:بعد\s+ان|بعدما|فيما|بينما|حين|عندما|في\s+حين)\s[^;؛.]*"),
    "ru": re.compile(r",\s+(?:когда|хотя|пока|после\s+того)\b[^;.]*"),
}
#: So much stands before such a clause that it is not what is told.
_SOMETHING_TOLD = 4
#: `The first, which came on Tuesday`: with so short a head the clause is what is told.
_HEAD_OF_IT = {"en": 12, "ar": 8, "ru": 12}


def of_the_main_clause(flat: str, found: list[Element], language: str) -> list[Element]:
    """The words of time without those of relative clauses, and without those of other clauses where some remain."""
    beside: list[tuple[int, int]] = []
    if language == "ar" or "," in flat:
        beside = [m.span() for m in _BESIDE[language].finditer(flat) if m.start() > _SOMETHING_TOLD]
    outside = [one for one in found if not any(a <= one.start < b for a, b in beside)]
    found = outside if outside or any(a > _HEAD_OF_IT[language] for a, _ in beside) else found
    later = _AFTERWARDS[language].search(flat, _SOMETHING_TOLD) if len(found) > 1 else None
    main = [one for one in found if one.start < later.start()] if later is not None else []
    return main or found


def told_of_something_else(flat: str, one: Element) -> bool:
    """`an arrangement announced on Saturday`."""
    return (
        one.kind in {"weekday", "date"}
        and flat[max(0, one.start - 80) : one.start].rstrip().endswith("on")
        and _OF_SOMETHING_ELSE.search(flat, max(0, one.start - 80), one.start) is not None
    )
