"""Words of time that do not date what a sentence tells: those of clauses beside it, and those that fix nothing."""

import re

from msgspec.structs import replace

from trucekeeper.reader.time_words import Element
from trucekeeper.reader.words import small

#: Words of time that fix none: every night, within days, hours after something else.
VAGUE = re.compile(
    r"\b(?:another|every|each|some|day\s+and|the\s+(?:first|second|third|fourth|fifth))\s+(?:nights?|mornings?|evenings?)\b|"
    r"\b(?:another|every|each|some|day\s+and)\s+days?\b|\bwithin\s+days\b|"
    r"\bwithin\s+(?:\w+[- ])?\w+\s+(?:minutes?|hours?|days?|weeks?)\s+of\b|"
    r"\bin\s+recent\s+(?:days|weeks|hours)\b|\b(?:days?|nights?)\s+(?:and|after)\s+(?:days?|nights?)\b|\bone\s+day\b|"
    r"\b(?:hours?|minutes?|days?)\s+(?:later|earlier|after|before)\b(?!\s+(?:noon|midnight|midday|tomorrow|yesterday|\d|(?:"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\s+(?:hours|days|minutes|shells|of))))"
)


def without_vague(flat: str) -> str:
    """A text in which strokes stand for words of time that fix none."""
    low = small(flat)
    for one in VAGUE.finditer(low) if may_be_vague(low) else ():
        flat = flat[: one.start()] + "-" * len(one.group()) + flat[one.end() :]
    return flat


def may_be_vague(low: str) -> bool:
    """False where no word stands that the pattern needs: `day` only by itself and not in a day's name."""
    if "night" in low or "hour" in low or "morning" in low or "evening" in low or "minute" in low:
        return True
    if "recent" in low or "week" in low:
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
    "en": re.compile(
        r",\s+(?:(?:to|of|from|in|on|by)\s+)?(?:which|who|whom|whose)\b[^,;]*|"
        r",\s+(?:submitted|signed|agreed|announced|brokered|issued|missing|held|detained|captured|seized|filed|sent)\s[^,;]*,"
    ),
    "ar": re.compile(
        r"\sما\s+(?:جري|حدث|حصل|وقع)\s[^,،;؛]*|\s(?:التي|الذي|الذين|اللذين|اللتين)\s(?!(?:وقع|حدث|جري?|حصل|دوي?|سمع|شهد)ت?\w{0,2}\s)[^,،;؛]*|"
        r"[,،]\s+(?:في|هي|هو|وهي|وهو)\s+(?:ال)?(?:اول|اولي|ثاني|ثالث|اكبر|اوسع|اضخم)\s[^,،;؛]*|"
        r"\s(?:بعد|عقب|اثر)\s+(?!ال)(?:ليله|ت[\u0600-\u06ff]{3,4}ه|[\u0600-\u06ff]{3,}(?:ها|هم|هما))\s[^,،;؛]*"
    ),
    "ru": re.compile(
        r",\s+(?:(?:[а-я]{1,3}\s+)?котор[а-я]+|куда|где|откуда|(?:о|об|у|с|для|за)\s+(?:ком|кого|кем)|чь[яеи]|"
        r"(?!прогремевш|произошедш|случивш)[а-я]+(?:нн|вш|ущ|ющ|ащ|ящ)(?:ый|ая|ое|ые|ого|ой|ых|ую|ий|ие|ее|его|ей|их|ему|ым|ыми|ими))(?:ся)?\b[^,;]*"
    ),
}
#: Clauses whose time is that of the whole only where the rest names none.
_AFTERWARDS = {
    "en": re.compile(
        r"(?:,\s+(?:when|where|although|though|while|after|as)|\b(?:that|which)\s+(?:was|were|had|has|is|are|began|runs?|ran|ends?))\b[^;.]*"
    ),
    "ar": re.compile(
        r"[,،]?\s(?:وكان(?:ت|وا)?\s+\w+(?:\s+\w+)?\s+قد|بعد\s+ان|بعدما|لكن\w*|غير\s+ان|الا\s+ان|اطولها|اخرها|فيما|بينما|حين|عندما|في\s+حين|من\s+بينها|بينها|منها|احد[اه]ما|احداها)\s[^;؛.]*"
    ),
    "ru": re.compile(
        r",\s+(?:когда|хотя|пока|а|но|однако|причем|сам(?:ый|ая|ое|ые)|после\s+того|в\s+том\s+числе|включая|из\s+(?:них|которых))\b[^;.]*"
    ),
}
#: What these tell is another thing: its time is never that of what stands before them.
_APART = {
    "ar": re.compile(r"[,،]?\s(?:فيما|بينما|في\s+حين|رغم\s+ان|مع\s+ان|علما\s+ب?ان)\s[^;؛.]*"),
    "ru": re.compile(r",\s+(?:хотя|тогда\s+как|в\s+то\s+время\s+как)\b[^;.]*"),
}
_MUCH_TOLD = 16
#: So much stands before such a clause that it is not what is told.
_SOMETHING_TOLD = 4
#: `The first, which came on Tuesday`: with so short a head the clause is what is told.
_HEAD_OF_IT = {"en": 12, "ar": 8, "ru": 12}


def of_the_main_clause(flat: str, found: list[Element], language: str) -> list[Element]:
    """The words of time without those of relative clauses, and without those of other clauses where some remain."""
    clauses: list[tuple[int, int]] = []
    flat = small(flat)
    if language == "ar" or "," in flat:
        clauses = [m.span() for m in _BESIDE[language].finditer(flat) if m.start() > _SOMETHING_TOLD]
    outside = [one for one in found if not any(a <= one.start < b for a, b in clauses)]
    told = any(a > _HEAD_OF_IT[language] or _goes_on_behind(flat, a, b, language) for a, b in clauses)
    found = outside if outside or told else found
    if found and language != "en" and (apart := _APART[language].search(flat, _MUCH_TOLD)) is not None:
        found = [one for one in found if not apart.start() <= one.start < apart.end()]
    later = _AFTERWARDS[language].search(flat, _SOMETHING_TOLD) if len(found) > 1 else None
    main = [one for one in found if one.start < later.start()] if later is not None else []
    return main or found


#: What stands between a day and the weekday that it is.
_AGAIN = frozenset({" ", ", ", "، ", ", в ", ", во ", " يوم ", "، يوم "})
#: `неделю назад, 11 октября`.
_NAMED_AGAIN = frozenset({"weekday", "ago", "day"})


def _goes_on_behind(flat: str, start: int, end: int, language: str) -> bool:
    """`Обмен, назначенный на полдень, начался позже`: behind a Russian clause that is closed the sentence goes on."""
    if language == "ar":
        return flat.startswith(" ما ", start)  # `تكرار ما جرى يوم السبت`
    return language == "ru" and flat.startswith(",", end) and len(flat) - end > _SOMETHING_MORE


#: So much stands behind a closed clause that it is what is told.
_SOMETHING_MORE = 8


def one_day(flat: str, found: list[Element]) -> list[Element]:
    """`к пятнице, 22 августа`: of a weekday and the date that names it again the date is kept."""
    kept: list[Element] = []
    for one in found:
        last = kept[-1] if kept else None
        again = last is not None and last.kind in _NAMED_AGAIN and one.kind == "date"
        if last is not None and last.kind == "day" and one.kind == "weekday" and flat[last.end : one.start] in _AGAIN:
            kept[-1] = replace(last, end=one.end)  # `غدا الاربعاء`, `вчера, в среду`
        elif last is not None and again and flat[last.end : one.start] in {", ", "، ", " "}:
            kept[-1] = replace(one, start=last.start, mode=one.mode or last.mode)
        else:
            kept.append(one)
    return kept


#: `the first convoy since June`: what it is compared with.
_COMPARED = {
    "en": re.compile(
        r"\b(?:the|its|their|his|her|our)\s+(?:[\w-]+\s+)?(?:first|second|third|fourth|fifth|sixth|only|most|worst|best|fewest|least|\w{3,}est)\b(?:(?!\b(?:was|were|had|has|have|been|is|are|left|came|went)\b)"
        r"[^,;:.]){0,60}$",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)(?:و?هي\s+)?(?:ال)?(?:اولي|اول|اكبر|اعلي|اعنف|اسوا|اخطر|اضخم|ادني)(?:\s+[^,;:.\s]+){0,5}\s+(?:منذ\s+|خلال\s+|في\s+)?$"
    ),
    "ru": re.compile(
        r"\b(?:сам(?:ый|ая|ое|ые|ым|ой)\s+\w+|крупнейш\w+|наибольш\w+|рекордн\w+|впервые)(?:\s+[^,;:.\s]+){0,5}\s+$",
        re.IGNORECASE,
    ),
}
_SINCE_KINDS = frozenset(
    {"month", "year", "weekday", "date", "day", "part", "week", "weekend", "thisweek", "span", "nth"}
)


#: `7 July district`: a name.
_NAMED_SO = re.compile(
    r"\s+(?:district|street|square|quarter|neighbourhood|bridge|road|hospital|airport|camp|brigade)\b", re.IGNORECASE
)
_NAME_OF = re.compile(
    r"(?:\bот|\bdated|حي|شارع|ساحه|جسر|دوار|مستشفي|مدرسه|لواء|улиц\w+|площад\w+|квартал\w*|район\w*|имени)\s+$"
)
#: `more mines than in September`, `as against 49 in May`, `of those released on Friday`: with what, and which ones.
_BESIDE_THAT = re.compile(
    r"\b(?:(?<!later )(?<!earlier )(?<!sooner )than|"
    r"(?:against|compared\s+(?:with|to)|unlike|чем|по\s+сравнению\s+с|مقارنه\s+ب\w*)(?:\s+\d[\d,]*)?)\s+"
    r"(?:(?:in|on|at|the|last|during|over|в|во|на|за)\s+)*$|"
    r"\bthose\s+(?:\w+ed|held|taken|sent|freed|let\s+go)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


#: Without one of these the pattern cannot fit.
_COMPARING = ("than", "against", "compared", "unlike", "those", "чем", "сравнению", "مقارنه")


def _names_or_compares(flat: str, one: Element) -> bool:
    if one.kind == "part" and flat.startswith((" اخري", " اضافيه"), one.end):
        return True  # `ليلة أخرى`
    if one.kind == "day" and flat.startswith((" الاول", " الثاني", " الثالث", " الرابع", " الاخير"), one.end):
        return not flat[: one.start].endswith("في ")  # `وكان اليوم الأول قد شهد`
    if one.kind == "day" and flat[: one.start].endswith("ذلك "):
        return True  # `منذ ذلك اليوم`
    if one.kind == "date":
        named = _NAMED_SO.match(flat, one.end) or _NAME_OF.search(flat, max(0, one.start - 12), one.start)
        if named is not None:
            return True
    if one.kind not in _SINCE_KINDS:
        return False
    first = max(0, one.start - 60)
    before = flat[first : one.start].lower()
    return any([word in before for word in _COMPARING]) and _BESIDE_THAT.search(flat, first, one.start) is not None


_DATES = frozenset(
    {"weekday", "date", "day", "nth", "month", "relmonth", "week", "clock", "part", "daypart", "range", "weekend"}
)


def told_of_something_else(flat: str, one: Element, language: str) -> bool:
    """`an arrangement announced on Saturday`, `the first convoy since June`."""
    if _names_or_compares(flat, one) or (one.kind in _SINCE_KINDS and _compares(flat, one, language)):
        return True
    if language == "en" and one.kind in _DATES and _dates_a_name(small(flat), one):
        return True
    return (
        language == "en"
        and one.kind in {"weekday", "date"}
        and flat[max(0, one.start - 80) : one.start].rstrip().endswith("on")
        and _OF_SOMETHING_ELSE.search(flat, max(0, one.start - 80), one.start) is not None
    )


#: A participle that stands behind its noun: one in -ed, or one of those that have no such ending.
_DONE = (
    r"(?:[a-z]{2,}ed|made|given|taken|held|sent|found|brought|lost|shot|kept|met|built|begun|seen|struck|drawn|written)"
)
_NO_VERB = (
    r"(?!(?:was|were|been|be|had|has|have|is|are|did|who|that|which|when|while|where|would|will|could)\b)[\w’'-]+\s+"
)
#: `to the categories settled on in Istanbul on Monday`, `under the deal reached there on Friday`: what is only named.
_NAMED_BY_IT = re.compile(
    r"(?:(?P<opens>^)|\b(?:was|were|had|has|have|having|is|are|did|does|do|will|would|could|must|despite)\b[^,;:]*?\s)"
    r"(?:under|despite|of|in|for|to|with|from|by|against|about|on|at|into|like|without)\s+(?:the|an?|its|this|that|their|his|her|those|these)\s+"
    rf"(?:{_NO_VERB}){{1,3}}?(?<!ly\s){_DONE}\s(?:{_NO_VERB}){{0,6}}$"
)
#: `the lorries that set out on the 13th`: who or what did, as far as the day; a truce that began then may go on.
_OF_THE_SUBJECT = re.compile(
    rf"^(?:[^,;:]{{0,40}},\s+)?(?:{_NO_VERB}){{1,6}}?(?:that|which|who)\s+(?:(?:had|have|has|were|was|should|would)\s+)?(?:been\s+|have\s+)?"
    rf"(?!took|came|began|started|entered|went|resumed)[a-z]+\s+(?:{_NO_VERB}){{0,9}}$"
)
#: Behind such a day stands what is told.
_IS_TOLD = re.compile(
    r"(?:\s+(?:at\s+(?:dawn|noon|midnight|dusk)|morning|evening|afternoon|night))?\s+(?:was|were|had|has|have|is|are|will|would|could|can|may|might|"
    r"did|do|does|remains?|stands?)\s"
)


def _dates_a_name(flat: str, one: Element) -> bool:
    """`the lorries that set out on the 13th remain there`: the day is one of who or what is spoken of."""
    named = _NAMED_BY_IT.search(flat, 0, one.start)
    if named is not None and (named["opens"] is None or flat.startswith(",", one.end)):
        return True
    return _IS_TOLD.match(flat, one.end) is not None and _OF_THE_SUBJECT.match(flat, 0, one.start) is not None


def _compares(flat: str, one: Element, language: str) -> bool:
    said = flat[one.start : one.end].lower()
    since = one.mode == "since" or said.startswith(_SINCE_WORDS) or (language == "ru" and one.mode == "from")
    since = since or (language == "ru" and one.kind in {"span", "thisweek"})
    return since and _COMPARED[language].search(flat, max(0, one.start - 80), one.start) is not None


_SINCE_WORDS = ("since ", "منذ ", "с ", "in the past", "in the last")
