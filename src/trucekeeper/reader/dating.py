"""When, as it was said: intervals with a precision and the words they rest on.

Conventions (reader's reference page): dawn 04-08, morning 06-12, noon 11-13, afternoon 12-18, evening 18-24, night
18-06, overnight 20-08, early 00-08, late on a day 18-24, all local; a weekday is the last such day not after the
report, or the next one for what is still to come; within N hours = [said, said + N h). A pair such as
`5.00am (3.00am GMT)` is one moment; where the two disagree with the zone, the contradiction is said.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Start and end in hours from the day's midnight.
_PARTS = {
    "dawn": (4, 8), "daybreak": (4, 8), "sunrise": (4, 8), "first light": (4, 8), "morning": (6, 12), "noon": (11, 13),
    "midday": (11, 13), "afternoon": (12, 18), "evening": (18, 24), "night": (18, 30), "tonight": (18, 30),
    "overnight": (-4, 8), "early": (0, 8), "small hours": (0, 8), "early hours": (0, 8), "late": (18, 24),
    "dusk": (16, 20), "nightfall": (18, 24),
}  # fmt: skip
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "half an": 0.5}

_CLOCK = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d)\s?(?P<ap>[ap]\.?m\b\.?)?|"
    r"\s?(?P<ap2>[ap]\.?m\b\.?|o[’']clock)|(?P<m2>[0-5]\d)?(?=\s?(?:GMT|UTC)\b))"
    r"(?!\d|[.,]\d)(?:\s?(?P<z>GMT|UTC|Moscow time|local time|local))?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<name>midnight|noon|midday)\b", re.IGNORECASE)
_PAIR = re.compile(
    r"\s?\((?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s?(?P<ap>[ap]m)?\s?(?P<z>GMT|UTC|Moscow time)\)", re.IGNORECASE
)
_DAY = re.compile(
    r"\b(?P<week>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
    r"\b(?P<rel>today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b|"
    r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<mon>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b"
    r"(?:,? (?P<y>\d{4}))?|"
    r"\b(?P<mon2>(?:January|February|March|April|May|June|July|August|September|October|November|December)) "
    r"(?P<d2>\d{1,2})\b(?:,? (?P<y2>\d{4}))?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?P<part>dawn|daybreak|sunrise|first light|morning|afternoon|evening|overnight|small hours|early hours|"
    r"nightfall|dusk|midday|noon|night|"
    r"(?:early|late)(?= on (?:mon|tues|wed|thur|fri|sat|sun)| (?:mon|tues|wed|thur|fri|sat|sun)|\s+in\s+the\s+day))\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bwithin (?:the (?:next )?)?(?:(?P<n>\d+|a|an|one|two|three|four|five|six) )?(?P<u>hours?|days?)\b|"
    r"\bin (?:the next )?(?P<low>two|three|one|a|\d+) or (?P<high>two|three|four|\d+) (?P<u2>days|hours)\b|"
    r"\b(?P<ago>\d+|a|an|one|two|three|five|ten|half an) (?P<u3>minutes?|hours?) ago\b",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"\b(?P<by>half an hour|an hour|(?:\d+|five|ten|twenty|thirty) minutes) (?P<dir>before|after) "
    r"(?P<to>midnight|noon|midday)\b",
    re.IGNORECASE,
)
_MODE = re.compile(
    r"\b(?P<mode>about|around|shortly after|soon after|just after|after|since|shortly before|before|by|until|between|"
    r"from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:and|to|until|-|–)\s*(?:about\s+)?(?=\d|noon|midnight|midday)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """An interval, start in and end out, in the mission's zone.

    Attributes:
        basis: stated, carried or published.
        start_at, end_at: Offsets of the words.
        contradiction: What does not fit, where a pair of times disagrees with the zone; "" else.
    """

    start: datetime
    end: datetime
    precision: str
    basis: str
    start_at: int
    end_at: int
    contradiction: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What times are counted from: the report's publication (or an entry's time) in the zone they are told in."""

    at: datetime
    zone: tzinfo

    @property
    def day(self) -> date:
        """The local day of the reference."""
        return self.at.astimezone(self.zone).date()


def _at(day: date, hours: float, ref: Reference) -> datetime:
    midnight = datetime.combine(day, time(), tzinfo=ref.zone)
    naive = midnight.replace(tzinfo=None) + timedelta(hours=hours)
    return naive.replace(tzinfo=ref.zone)


def tells_time(lows: list[str]) -> bool:
    """False where no word of time and no number stands, so that nothing need be looked for."""
    return not _TELLING.isdisjoint(lows) or any(low[0].isdigit() for low in lows)


def when(
    text: str, start: int, end: int, ref: Reference, *, ahead: bool = False, lows: list[str] | None = None
) -> When | None:
    """The time that text[start:end] names, or None.

    Args:
        text: The whole text.
        start: First character.
        end: After the last.
        ref: What the times are counted from.
        lows: The words in small letters, where they are at hand: most hold no word of time at all.
        ahead: The words are about what is still to come, so a weekday is the next one.
    """
    if lows is not None:
        if not tells_time(lows):
            return None
    elif not _HINT.search(text, start, end):
        return None
    shift = _SHIFT.search(text, start, end)
    day_match = _DAY.search(text, start, end)
    day, day_part = _day(day_match, ref, ahead) if day_match is not None else (None, None)
    if shift is not None:
        return _shifted(shift, day or ref.day, ref)
    clock = _clock_match(text, start, end)
    if clock is not None:
        return _clock(text, clock, day, ref, end, ahead)
    if day is None and _VAGUE.search(text, start, end):
        return None
    relative = _WITHIN.search(text, start, end)
    weekend = _WEEKEND.search(text, start, end)
    if weekend is not None:
        saturday = ref.day + timedelta(days=(5 - ref.day.weekday()) % 7)
        return When(_at(saturday, 0, ref), _at(saturday, 48, ref), "days", "stated", *weekend.span())
    if relative is not None and (ahead or relative["ago"] or _COMING.search(text, start, end)):
        return _relative(relative, ref)
    night_to = _NIGHT_TO.search(text, start, end)
    if night_to is not None and day is not None:
        return When(_at(day, -6, ref), _at(day, 6, ref), "part_of_day", "stated", *night_to.span())
    part = day_part or _part(text, start, end)
    if part is not None:
        made = _part_of_day(text, part, day, ref, ahead)
        if made is not None:
            return made
    if day is not None and day_match is not None:
        mode = _MODE.search(text, max(start, day_match.start() - 16), day_match.start())
        word = mode["mode"].lower() if mode is not None else ""
        if word == "since" and _at(day, 0, ref) < ref.at:
            return When(_at(day, 0, ref), ref.at.astimezone(ref.zone), "days", "stated", *day_match.span())
        if word in {"before", "after"}:
            return None
        if word in {"until", "by"} and _at(day, 24, ref) > ref.at:
            return When(ref.at.astimezone(ref.zone), _at(day, 24, ref), "days", "stated", *day_match.span())
        second = _OR_DAY.match(text, day_match.end(), end)
        if second is not None and day_match["week"]:
            days = (_DAYS.index(second["week"].lower()) - day.weekday()) % 7
            return When(_at(day, 0, ref), _at(day + timedelta(days=days), 24, ref), "days", "stated", *day_match.span())
        return When(_at(day, 0, ref), _at(day, 24, ref), "day", "stated", *day_match.span())
    return None


_NIGHT_TO = re.compile(r"\bnight\s+to\s+(?=[A-Z])")
_VAGUE = re.compile(r"\b(?:another|every|each|at)\s+(?:night|morning|evening|day)\b|\bwithin\s+days\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\b(?:over|by|at|during|this)\s+the\s+weekend\b|\bthis\s+weekend\b", re.IGNORECASE)
_OR_DAY = re.compile(r"\s+(?:or|and)\s+(?P<week>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:will|would|due|should|might|may|could|to\s+(?:end|begin|start|leave|resume)|likely)\b", re.IGNORECASE
)
_TELLING = frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "last",
        "this",
        "morning",
        "afternoon",
        "evening",
        "night",
        "overnight",
        "midday",
        "noon",
        "midnight",
        "dawn",
        "daybreak",
        "sunrise",
        "light",
        "hours",
        "hour",
        "minutes",
        "minute",
        "days",
        "day",
        "weekend",
        "dusk",
        "nightfall",
        "late",
        "early",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
) | frozenset(_DAYS)
_HINT = re.compile(
    r"\d[:.]\d\d|\d\s?[ap]m|GMT|UTC|days?\b|dawn|daybreak|sunrise|light|morning|noon|evening|night|hours?\b|minutes|tomorrow|weekend|o[’']clock|"
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|dusk",
    re.IGNORECASE,
)


def _clock_match(text: str, start: int, end: int) -> re.Match[str] | None:
    for found in _CLOCK.finditer(text, start, end):
        before = text[max(start, found.start() - 1) : found.start()]
        if before and (before.isalnum() or before in ".,:$€£"):
            continue
        if (
            not (found["ap"] or found["ap2"] or found["z"])
            and ":" not in found.group()
            and not _pair_after(text, found)
        ):
            continue
        return found
    named = _NAMED.search(text, start, end)
    return named if named is not None and named["name"].lower() == "midnight" else None


def _pair_after(text: str, found: re.Match[str]) -> bool:
    return _PAIR.match(text, found.end()) is not None


def _hours(match: re.Match[str]) -> float:
    groups = match.groupdict()
    if groups.get("name"):
        return 0.0
    hour = int(groups["h"])
    minute = int(groups.get("m") or groups.get("m2") or 0)
    half = (groups.get("ap") or groups.get("ap2") or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return hour + minute / 60


def _moment(hours: float, day: date, zone_word: str, ref: Reference) -> datetime:
    if zone_word.upper() in {"GMT", "UTC"}:
        local = datetime.combine(day, time(), tzinfo=UTC) + timedelta(hours=hours)
        return local.astimezone(ref.zone)
    if zone_word.lower() == "moscow time":
        return (datetime.combine(day, time(), tzinfo=UTC) + timedelta(hours=hours - 3)).astimezone(ref.zone)
    return _at(day, hours, ref)


def _clock(text: str, found: re.Match[str], day: date | None, ref: Reference, end: int, ahead: bool) -> When:
    named_day = day is not None
    day = day or ref.day
    at = _moment(_hours(found), day, found.groupdict().get("z") or "", ref)
    if not named_day and not ahead and at > ref.at + timedelta(minutes=30):
        day -= timedelta(days=1)
        at = _moment(_hours(found), day, found.groupdict().get("z") or "", ref)
    stop, contradiction = found.end(), ""
    pair = _PAIR.match(text, found.end(), end)
    if pair is not None:
        stop = pair.end()
        other = _moment(_hours(pair), day, pair["z"], ref)
        if other.astimezone(UTC) != at.astimezone(UTC) and (other - at) % timedelta(days=1):
            said = text[found.start() : stop]
            contradiction = f'"{said}": the second time is {other:%H:%M} in the mission\'s zone, not {at:%H:%M}'
    mode = _MODE.search(text, max(0, found.start() - 16), found.start())
    word = mode["mode"].lower() if mode is not None else ""
    second = _RANGE.match(text, stop, end)
    if second is not None and word in {"between", "from", "about"}:
        till = _CLOCK.match(text, second.end(), end) or re.compile("noon|midday|midnight", re.I).match(
            text, second.end(), end
        )
        if till is not None:
            named = {"noon": 12.0, "midday": 12.0, "midnight": 24.0}.get(till.group().lower())
            finish = _at(day, named if named is not None else _hours(till), ref)
            return When(at, finish, "hour", "stated", found.start(), till.end(), contradiction)
    start, finish, precision = _moded(at, word, ref)
    return When(start, finish, precision, "stated", found.start(), stop, contradiction)


def _moded(at: datetime, word: str, ref: Reference) -> tuple[datetime, datetime, str]:
    if word in {"about", "around"}:
        return at - timedelta(minutes=30), at + timedelta(minutes=30), "hour"
    if "after" in word:
        return at, at + timedelta(hours=1), "hour"
    if word == "since":
        return at, max(ref.at.astimezone(ref.zone), at + timedelta(minutes=1)), "hour"
    if word in {"before", "shortly before", "by", "until"}:
        return _at(at.date(), 0, ref), at if at.hour or at.minute else at + timedelta(minutes=1), "hour"
    return at, at + timedelta(minutes=1), "minute"


def _day(match: re.Match[str], ref: Reference, ahead: bool) -> tuple[date | None, str | None]:
    if match["week"]:
        want = _DAYS.index(match["week"].lower())
        back = (ref.day.weekday() - want) % 7
        return ref.day + timedelta(days=(-back if not ahead else (7 - back) % 7)), None
    if match["rel"]:
        rel = match["rel"].lower()
        shift = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(rel, 0)
        part = {"tonight": "tonight", "last night": "night"}.get(rel) or (
            rel.split()[1] if rel.startswith("this") else None
        )
        return ref.day + timedelta(days=shift), part
    month = _MONTHS.index((match["mon"] or match["mon2"])[:3].lower()) + 1
    number, year = int(match["d"] or match["d2"]), match["y"] or match["y2"]
    try:
        made = date(int(year) if year else ref.day.year, month, number)
    except ValueError:
        return None, None
    if not year and made > ref.day + timedelta(days=180):
        made = made.replace(year=made.year - 1) if (month, number) != (2, 29) else made
    return made, None


def _part(text: str, start: int, end: int) -> str | None:
    found = _PART.search(text, start, end)
    return found["part"].lower() if found is not None else None


def _part_of_day(text: str, part: str, day: date | None, ref: Reference, ahead: bool) -> When | None:
    found = re.compile(rf"\b{part}\b" if part != "tonight" else r"\btonight\b", re.IGNORECASE).search(text)
    first, last = _PARTS[part]
    base = day or ref.day
    if part == "overnight" and day is None and ahead:
        base += timedelta(days=1)
    if part == "night" and day is None and not ahead:
        base = base - timedelta(days=1)  # "during the night" in a report is the one before it
    start, finish = _at(base, first, ref), _at(base, last, ref)
    if day is None and not ahead and start > ref.at:
        start, finish = _at(base - timedelta(days=1), first, ref), _at(base - timedelta(days=1), last, ref)
    at = found.span() if found is not None else (0, 0)
    mode = _MODE.search(text, max(0, at[0] - 16), at[0])
    if mode is not None and mode["mode"].lower() == "shortly before":
        start, finish = start - timedelta(hours=1), start
    if mode is not None and mode["mode"].lower() == "since":
        finish = ref.at.astimezone(ref.zone)
    if mode is not None and mode["mode"].lower() == "by" and ahead:
        start = ref.at.astimezone(ref.zone)
    return When(start, finish, "part_of_day", "stated", *at) if finish > start else None


def _shifted(match: re.Match[str], day: date, ref: Reference) -> When:
    words = match["by"].lower()
    minutes = 30 if words == "half an hour" else 60 if words == "an hour" else _number(words.split()[0])
    base = 24.0 if match["to"].lower() == "midnight" and match["dir"].lower() == "before" else 0.0
    if match["to"].lower() != "midnight":
        base = 12.0
    at = _at(day, base + (minutes if match["dir"].lower() == "after" else -minutes) / 60, ref)
    return When(at, at + timedelta(minutes=1), "minute", "stated", *match.span())


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float({**_COUNT, "twenty": 20, "thirty": 30}.get(word, 1))


def _relative(match: re.Match[str], ref: Reference) -> When | None:
    now = ref.at.astimezone(ref.zone)
    if match["u"]:
        number = _number(match["n"].lower()) if match["n"] else (24 if match["u"].startswith("hour") else 3)
        unit = timedelta(hours=1) if match["u"].lower().startswith("hour") else timedelta(days=1)
        precision = "hour" if match["n"] and unit == timedelta(hours=1) else "day" if not match["n"] else "days"
        return When(now, now + number * unit, precision, "stated" if match["n"] else "published", *match.span())
    if match["u2"]:
        unit = timedelta(hours=1) if match["u2"].lower().startswith("hour") else timedelta(days=1)
        return When(
            now + _number(match["low"]) * unit, now + _number(match["high"]) * unit, "days", "stated", *match.span()
        )
    unit = timedelta(hours=1) if match["u3"].lower().startswith("hour") else timedelta(minutes=1)
    at = (now - _number(match["ago"].lower()) * unit).replace(second=0, microsecond=0)
    return When(at, at + timedelta(minutes=1), "minute", "stated", *match.span())
