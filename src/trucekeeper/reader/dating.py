"""When, as it was said: intervals with a precision and the words they rest on.

Conventions (reader's reference page): dawn 04-08, morning 06-12, noon 11-13, afternoon 12-18, evening 18-24, night
18-06, overnight 20-08, early 00-08, late on a day 18-24, all local; a weekday is the last such day not after the
report, or the next one for what is still to come; within N hours = [said, said + N h). A pair such as
`5.00am (3.00am GMT)` is one moment; where the two disagree with the zone, the contradiction is said.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache, cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.time_words import Element, elements, grammar

#: Start and end in hours from the day's midnight.
_PARTS = {
    "dawn": (4, 8), "morning": (6, 12), "mid-morning": (9, 11), "noon": (11, 13), "afternoon": (12, 18),
    "evening": (18, 24), "night": (18, 30), "overnight": (-4, 8), "early": (0, 8), "late": (18, 24),
    "midnight": (24, 24),
}  # fmt: skip
_DAYPARTS = {
    "last-night": (-1, "night"), "tonight": (0, "night"), "this-morning": (0, "morning"),
    "this-afternoon": (0, "afternoon"), "this-evening": (0, "evening"), "yesterday-evening": (-1, "evening"),
    "yesterday-morning": (-1, "morning"),
}  # fmt: skip
#: Told of in a report these are the last that have been, whatever day the story is on.
_OF_THE_REPORT = frozenset({"night", "overnight", "early", "midnight"})
#: `в 10.30` is an hour.
_AT = re.compile(r"(?:^|\s)(?:в|к|ко|до|с|со|около|после|между|и|по)\s+$", re.IGNORECASE)
#: `has been extended until Wednesday`: until the next one; else `until Wednesday` is over.
_LASTS = {
    "en": re.compile(
        r"(?:extend|prolong|last|run|hold|postpon|suspend|put\s+off|shut|clos|delay|stay|remain|renew|adjourn)"
    ),
    "ar": re.compile("تمديد|تمدد|مدد|تستمر|يستمر|تاجيل|ارجاء|مغلق|ساري"),
    "ru": re.compile("продл|длит|отлож|перенес|закрыт|остан|действу"),
}
#: What may be an end of a stretch of time.
_ENDS = frozenset({"clock", "part", "daypart", "weekday", "date", "day"})
_DAYS = frozenset({"weekday", "date", "day"})
_JOINED_ENDS = {
    "en": re.compile(
        r"\s*,?\s*(?:and|to|until|till|up\s+to)(?:\s+(?:about|around|shortly\s+after|shortly\s+before|the|on|early))*\s+"
    ),
    "ar": re.compile(r"\s*،?\s*(?:و|الي|حتي|وحتي)\s*(?:نحو|حوالي|قرابه|الساعه|بعيد|قبيل)?\s*"),
    "ru": re.compile(r"\s*,?\s*(?:до|и|по)\s+(?:около\s+|примерно\s+)?"),
}
_DAYS_JOINED = frozenset(
    ["and", "or", "to", "until", "till", "-", "–", "through", "و", "او", "الي", "حتي", "и", "или", "по", "до"]
)
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(7)}
_MINUTE = timedelta(minutes=1)


class When(Struct, frozen=True):
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


@dataclass(frozen=True)
class Reference:
    """What times are counted from: the report's publication (or an entry's time) in the zone they are told in."""

    at: datetime
    zone: tzinfo

    @cached_property
    def day(self) -> date:
        """The local day of the reference."""
        return self.at.astimezone(self.zone).date()

    @cached_property
    def now(self) -> datetime:
        """The reference in its zone."""
        return self.at.astimezone(self.zone)


def _at(day: date, hours: float, ref: Reference) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ref.zone) + timedelta(hours=hours)  # by the clock on the wall


@cache
def _telling() -> frozenset[str]:
    names = ("weekdays", "months", "days", "parts", "day parts", "units", "zones")
    spoken = (word for name in names for line in sections("en_times.txt")[name] for word in line.split()[1:])
    parts = {part for word in spoken for part in word.split("_")} - {"the", "a", "day", "time"}
    return frozenset(parts | {f"{part}'s" for part in parts}) | {
        "day", "last", "past", "o'clock", "weekend", "late", "early", "am", "pm", "a.m.", "p.m.", "a.m", "p.m",
    }  # fmt: skip


def tells_time(lows: list[str]) -> bool:
    """False where no word of time and no number of a clock or a calendar stands, so that nothing need be looked for.

    `8,000` is none of those; `19:30`, `7pm`, `the 15th` and `by seven` are.
    """
    if not _telling().isdisjoint(lows):
        return True
    begins = {low[0] for low in lows}
    if not _FIGURES.isdisjoint(begins) and any(
        low[0] in _FIGURES and not low.isdigit() and "," not in low for low in lows
    ):
        return True
    if _BEFORE_AN_HOUR.isdisjoint(lows) and "-" not in begins:
        return False
    hours = grammar("en").words["numbers"]
    return any(b in hours and a in _BEFORE_AN_HOUR for a, b in pairwise(lows)) or _DATE_MARKS.issubset(lows)


#: What stands before a spelled hour and hardly ever before a number of people (`at four`, `about five` are both).
_BEFORE_AN_HOUR = frozenset(["by", "until", "before", "after", "since", "towards", "from", "between"])
_FIGURES = frozenset("0123456789")
#: The mark of 2016-12-14, which is cut into numbers.
_DATE_MARKS = frozenset({"-"})


def when(
    text: str, start: int, end: int, ref: Reference, *, ahead: bool = False, lows: list[str] | None = None,
    language: str = "en", current: date | None = None,
) -> When | None:  # fmt: skip
    """The time that text[start:end] names, or None.

    Args:
        text: The whole text; for Arabic and Russian with letters and digits folded.
        start: First character.
        end: After the last.
        ref: What the times are counted from.
        lows: The words in small letters, where they are at hand: most hold no word of time at all.
        ahead: The words are about what is still to come, so a weekday is the next one.
        language: Whose words of time are looked for.
        current: The day that the story is on: an hour without a day of its own is one of that day.
    """
    if lows is not None and language == "en" and not tells_time(lows):
        return None
    flat = text[start:end]
    found = elements(flat, language)
    if found and language == "en" and _may_be_vague(flat) and _VAGUE.search(flat) is not None:
        flat = _VAGUE.sub(lambda m: "-" * len(m.group()), flat)
        found = elements(flat, language)
    found = [one for one in found if not _told_of_something_else(flat, one)]
    found = _of_the_main_clause(flat, found, language) if found else found
    try:
        made = _Told(flat, found, ref, ahead, language, None if ahead else current).interval() if found else None
    except OverflowError:  # `99999999999 days ago`
        return None
    return replace(made, start_at=made.start_at + start, end_at=made.end_at + start) if made is not None else None


#: `26 May, night: calm`, `Friday: four dead`: what stands before the colon dates the paragraph.
_HEAD = re.compile(r"(?:\d{1,2}\s+\w+|\w+)(?:,?\s(?:[^.:;!?\n]|(?<=\d):(?=\d)){0,60})?:\s")


def head(text: str, start: int, end: int, ref: Reference, language: str = "en") -> When | None:
    """The time with which a paragraph begins, as the entries of a log do; None where it begins with something else.

    Args:
        text: The whole text, folded for Arabic and Russian.
        start: Where the paragraph begins.
        end: Where it ends.
        ref: What the times are counted from.
        language: Whose words of time are looked for.
    """
    found = _HEAD.match(text, start, end)
    if found is None:
        return None
    first = next(iter(elements(text[start : found.end() - 2], language)), None)
    if first is None or first.start > 0 or first.kind not in {"weekday", "date", "day"}:
        return None
    return when(text, start, found.end() - 2, ref, language=language)


#: Words of time that fix none: every night, within days, hours after something else.
_VAGUE = re.compile(
    r"\b(?:another|every|each|some|day\s+and)\s+(?:nights?|mornings?|evenings?|days?)\b|\bwithin\s+days\b|"
    r"\bwithin\s+(?:\w+[- ])?\w+\s+(?:hours|days)\s+of\b|"
    r"\bin\s+recent\s+(?:days|weeks|hours)\b|\b(?:days?|nights?)\s+(?:and|after)\s+(?:days?|nights?)\b|\bone\s+day\b|"
    r"\b(?:hours?|minutes?|days?)\s+(?:later|earlier|after|before)\b(?!\s+(?:noon|midnight|midday|tomorrow|yesterday))",
    re.IGNORECASE,
)


def _may_be_vague(flat: str) -> bool:
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


def _of_the_main_clause(flat: str, found: list[Element], language: str) -> list[Element]:
    """The words of time without those of relative clauses, and without those of other clauses where some remain."""
    beside: list[tuple[int, int]] = []
    if language == "ar" or "," in flat:
        beside = [m.span() for m in _BESIDE[language].finditer(flat) if m.start() > _SOMETHING_TOLD]
    outside = [one for one in found if not any(a <= one.start < b for a, b in beside)]
    found = outside if outside or any(a > _HEAD_OF_IT[language] for a, _ in beside) else found
    later = _AFTERWARDS[language].search(flat, _SOMETHING_TOLD) if len(found) > 1 else None
    main = [one for one in found if one.start < later.start()] if later is not None else []
    return main or found


def _told_of_something_else(flat: str, one: Element) -> bool:
    return (
        one.kind in {"weekday", "date"}
        and flat[max(0, one.start - 80) : one.start].rstrip().endswith("on")
        and _OF_SOMETHING_ELSE.search(flat, max(0, one.start - 80), one.start) is not None
    )


class _Told(Struct):
    """The elements of one stretch of text, looked at together."""

    flat: str
    found: list[Element]
    ref: Reference
    ahead: bool
    language: str
    current: date | None = None
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.current or self.ref.day  # the day of an hour that names none

    def interval(self) -> When | None:
        """Clock times first, then spans, then parts of days, then days."""
        if moments := self._all("moment"):
            return self._shifted(moments[0])
        if (made := self._hours_range() or self._from_until()) is not None:
            return made
        if clocks := self._clocks():
            return self._clock(clocks)
        for one in self._all("ago"):
            return self._ago(one)
        for one in self._all("span"):
            if (made := self._span(one)) is not None:
                return made
        for one in self._all("sofar"):
            first = self.today - timedelta(days=one.value - 1)
            return self._when(_at(first, 0, self.ref), min(self.ref.now, _at(self.today, 24, self.ref)), "days", one)
        for one in self._all("nightdate"):
            dated = self._dated(*one.value)
            return self._when(_at(dated, -6, self.ref), _at(dated, 6, self.ref), "part_of_day", one) if dated else None
        for one in self._all("nightto"):
            day = self._weekday(one.value)
            return self._when(_at(day, -6, self.ref), _at(day, 6, self.ref), "part_of_day", one)
        if (made := self._week() or self._end_of()) is not None:
            return made
        return self._part_of_day() or self._days() or self._month()

    def _month(self) -> When | None:
        """`in September`: the last one, or the next for what is to come; `early` and `late` are ten days of it."""
        for one in self._all("month"):
            month, year, since, third = one.value
            month = month or self.ref.day.month
            coming = self.ahead and not since
            shift = coming and month < self.ref.day.month
            named = year or self.ref.day.year - (month > self.ref.day.month and not coming) + shift
            start, after = date(named, month, 1), date(named + month // 12, month % 12 + 1, 1)
            if since:
                return self._when(_at(start, 0, self.ref), self.ref.now, "days", one)
            first, last = {"early": (1, 11), "mid": (11, 21), "late": (21, 0)}.get(third, (1, 0))
            until = _at(start.replace(day=last) if last else after, 0, self.ref)
            begun = _at(start.replace(day=first), 0, self.ref)
            until = min(until, self.ref.now) if not self.ahead and begun < self.ref.at else until
            return self._when(begun, until, "days", one)
        return None

    def _end_of(self) -> When | None:
        """`by the end of the year`: from now until then."""
        day = self.ref.day
        for one in self._all("endmonth"):
            year = day.year + (one.value < day.month)
            after = date(year + one.value // 12, one.value % 12 + 1, 1)
            if self.ahead or one.mode in {"by", "before", "until"}:
                return self._when(self.ref.now, _at(after, 0, self.ref), "days", one)
        for one in self._all("endof"):
            if not (self.ahead or one.mode in {"by", "before", "until"}):
                continue
            ends = {
                "day": day + timedelta(days=1),
                "week": day + timedelta(days=7 - day.weekday()),
                "month": date(day.year + day.month // 12, day.month % 12 + 1, 1),
                "year": date(day.year + 1, 1, 1),
            }
            return self._when(self.ref.now, _at(ends[one.value], 0, self.ref), "days", one)
        return None

    def _from_until(self) -> When | None:
        """`from Tuesday until this morning`, `between Thursday afternoon and about 10:00 on Friday`."""
        ends = [one for one in self.found if one.kind in _ENDS]
        opened = next((one for one in ends if one.mode in {"from", "between"}), None)
        if opened is None or self.ahead:
            return None
        for before, closed in pairwise([one for one in ends if one.start >= opened.start]):
            bare = before.kind in _DAYS and closed.kind in _DAYS and not self._part_behind(closed)
            if bare or not self._joined(before, closed):
                continue
            first = self._alone(opened, closed)
            last = self._alone(closed, None, first.start.date() if first is not None else None)
            if first is not None and last is not None and last.end <= first.start and closed.kind in {"clock", "part"}:
                day_after = first.start.date() + timedelta(days=1)  # `from 20:40 on Saturday to 5 in the morning`
                last = self._alone(closed, None, day_after)
            if first is None or last is None or last.end <= first.start:
                return None
            exact = first.precision == "minute"
            end = last.start if closed.value == "dawn" or last.precision == "minute" else last.end
            end = end - timedelta(hours=1) if closed.value == "noon" and exact and closed.mode != "just-after" else end
            precision = "hour" if exact else "part_of_day" if first.precision == "part_of_day" else "days"
            return replace(first, end=end, end_at=last.end_at, precision=precision) if end > first.start else None
        return None

    def _joined(self, one: Element, other: Element) -> bool:
        """True where `and`, `to`, `until` stands between two times; in Arabic it may hang on the second."""
        if _JOINED_ENDS[self.language].fullmatch(self.flat, one.end, other.start) is not None:
            return True
        hangs = other.mode == "until" or self.flat[other.start] == "و"
        return self.language == "ar" and hangs and not self.flat[one.end : other.start].strip()

    def _part_behind(self, one: Element) -> bool:
        """`Monday noon`: a day with an hour or a part of it."""
        return any(e.kind in {"part", "clock"} and 0 <= e.start - one.end < 12 for e in self.found)

    def _alone(self, one: Element, before: Element | None, current: date | None = None) -> When | None:
        """The time of one element with the days and parts that stand by it, without its mode."""
        own = [
            replace(e, mode=e.mode if e.mode in {"about", "just-after", "just-before"} else "")
            for e in self.found
            if e.start >= one.start and (before is None or e.start < before.start) and e.start - one.end < 30
        ]
        if len(own) == 1 and own[0].value == "midnight" and before is not None:
            day = self.today if self.current is not None else self.ref.day
            return self._when(_at(day, 0, self.ref), _at(day, 0, self.ref) + _MINUTE, "minute", one)
        return _Told(self.flat, own, self.ref, self.ahead, self.language, current or self.current).interval()

    def _hours_range(self) -> When | None:
        """`from 10 to 13`, `between ten and midnight`: without a half of the day the latest that is past."""
        for one in self._all("hours"):
            first, last, zone, open_ = one.value
            if (made := self._hours_of_days(one, first, last, zone)) is not None:
                return made
            near = self._day_near(one)
            day = (self._day_of(near) if near is not None else None) or self.today
            if open_ and not self.ahead and _at(day, first + 12, self.ref) <= self.ref.at and first < 12:
                first, last = first + 12, last if last >= 24 else last + 12
            start, end = self._moment(first, zone, day), self._moment(last, zone, day)
            if near is None and not self.ahead and start > self.ref.at:
                start, end = start - timedelta(days=1), end - timedelta(days=1)
            if near is None and self.ahead and end <= self.ref.at:
                start, end = start + timedelta(days=1), end + timedelta(days=1)
            return self._when(start, end, "hour", one)
        return None

    def _hours_of_days(self, one: Element, first: float, last: float, zone: str | None) -> When | None:
        """`from 8 to 18 on 5, 6 and 7 May`: from the first hour of the first day to the last of the last."""
        for days in self._all("range"):
            begun, ended = (self._dated(number, days.value[2], None) for number in days.value[:2])
            if begun is not None and ended is not None:
                start, end = self._moment(first, zone, begun), self._moment(last, zone, ended)
                return self._when(start, end, "days", one, days)
        return None

    def _all(self, *kinds: str) -> list[Element]:
        if len(self.found) == 1:
            return self.found if self.found[0].kind in kinds else []
        return [one for one in self.found if one.kind in kinds]

    def _when(
        self, start: datetime, end: datetime, precision: str, one: Element, last: Element | None = None,
        basis: str = "stated", contradiction: str = "",
    ) -> When | None:  # fmt: skip
        if end <= start:
            return None
        return When(start, end, precision, basis, one.start, (last or one).end, contradiction)

    # -- Days --------------------------------------------------------------------------------------------------------

    def _weekday(self, want: int, mode: str = "") -> date:
        """The last such day, or the next one for what is to come or goes on until then."""
        back = (self.ref.day.weekday() - want) % 7
        coming = (self.ahead and mode != "since") or (
            mode == "until" and _LASTS[self.language].search(self.flat) is not None
        )
        return self.ref.day + timedelta(days=(7 - back) % 7 if coming else -back)

    def _day_of(self, one: Element) -> date | None:
        if one.kind == "weekday":
            return self._weekday(one.value, one.mode)
        if one.kind == "day":
            return self.ref.day + timedelta(days=one.value)
        if one.kind == "sameday":
            return self.current
        if one.kind == "nth":
            return self._nth(one.value)
        if one.kind == "date":
            day, month, year = one.value
            return self._dated(day, month, year)
        return None

    def _nth(self, number: int) -> date | None:
        at = self.ref.day
        for _ in range(3):
            try:
                made = at.replace(day=number)
            except ValueError:
                made = None
            if made is not None and (self.ahead or made <= self.ref.day):
                return made
            at = at.replace(day=1) - timedelta(days=1)
        return None

    def _dated(self, day: int, month: int, year: int | None) -> date | None:
        try:
            made = date(year or self.ref.day.year, month, day)
            if year is None and made > self.ref.day + timedelta(days=180):
                made = made.replace(year=made.year - 1)
            elif year is None and self.ahead and made < self.ref.day - timedelta(days=180):
                made = made.replace(year=made.year + 1)
        except ValueError:
            return None
        return made

    def _day_near(self, one: Element) -> Element | None:
        """The day that a clock time or a part of the day belongs to: the nearest one that stands by it."""
        near = [d for d in self._all("weekday", "day", "date", "nth", "sameday") if self._day_of(d) is not None]
        return min(near, key=lambda d: max(d.start - one.end, one.start - d.end), default=None)

    def _days(self) -> When | None:
        for one in self._all("range"):
            first, last, month = one.value
            start, stop = self._dated(first, month, None), self._dated(last, month, None)
            if start is not None and stop is not None:
                return self._when(_at(start, 0, self.ref), _at(stop, 24, self.ref), "days", one)
        days = [
            (one, day) for one in self._all("weekday", "day", "date", "nth", "sameday") if (day := self._day_of(one))
        ]
        if not days:
            return None
        one, day = days[0]
        second = self._second_day(days)
        if second is not None:
            return self._when(_at(day, 0, self.ref), _at(second[1], 24, self.ref), "days", one, second[0])
        return self._moded_day(one, day)

    def _second_day(self, days: list[tuple[Element, date]]) -> tuple[Element, date] | None:
        """`Monday or Tuesday`, `between 15 and 22 December`, `from Monday to Wednesday`."""
        if len(days) < 2:
            return None
        (one, day), (other, second) = days[:2]
        between = self.flat[one.end : other.start].strip(" ,").lower()
        if between not in _DAYS_JOINED and not (
            self.language == "ar" and not between and self.flat[other.start] == "و"
        ):
            return None
        if second < day and other.kind == "weekday":
            second += timedelta(days=7)
        return (other, second) if second > day else None

    def _moded_day(self, one: Element, day: date) -> When | None:
        start, end, now = _at(day, 0, self.ref), _at(day, 24, self.ref), self.ref.now
        mode = one.mode or ("since" if self.language == "en" and _SINCE.search(self.flat, 0, one.start) else "")
        if mode in {"since", "from"} and start < self.ref.at and not self.ahead and day < self.ref.day:
            return self._when(start, now, "days", one)
        if mode == "since" and start < self.ref.at:
            return self._when(start, now, "days", one)
        if mode == "before":
            return self._when(now, start, "days", one) if start > now else None
        if mode == "after":
            return None
        if mode in {"until", "by"} and end > self.ref.at and (self.ahead or day > self.ref.day or mode == "until"):
            return self._when(now, end, "days", one)
        return self._when(start, end, "day", one)

    def _week(self) -> When | None:
        monday = self.ref.day - timedelta(days=self.ref.day.weekday())
        for one in self._all("weekend"):
            saturday = monday + timedelta(days=5)
            if one.value == "next" or (
                not self.ahead and one.mode != "by" and one.value in {"last", "the"} and saturday > self.ref.day
            ):
                saturday += timedelta(days=7 if one.value == "next" else -7)
            if one.mode in {"by", "before"} and _at(saturday, 0, self.ref) > self.ref.at:
                return self._when(self.ref.now, _at(saturday, 0, self.ref), "days", one)
            return self._when(_at(saturday, 0, self.ref), _at(saturday, 48, self.ref), "days", one)
        for one in self._all("thisweek"):
            begun = monday if one.value == "week" else self.ref.day.replace(day=1)
            return self._when(_at(begun, 0, self.ref), self.ref.now, "days", one)
        for one in self._all("week"):
            first = monday + timedelta(days={"last": -7, "next": 7}.get(one.value, 0))
            if one.mode == "since":
                return self._when(_at(first, 0, self.ref), self.ref.now, "days", one)
            if len(self.found) == 1 and one.value != "this":
                return self._when(_at(first, 0, self.ref), _at(first, 168, self.ref), "days", one)
        return None

    # -- Parts of a day ----------------------------------------------------------------------------------------------

    def _part_of_day(self) -> When | None:
        parts = self._all("part", "daypart", "end")
        if not parts:
            return None
        one = parts[0]
        if one.kind == "daypart":
            shift, part = _DAYPARTS[one.value]
            base: date | None = self.ref.day + timedelta(days=shift)
            near: Element | None = one
        else:
            part = one.value
            near = self._day_near(one)
            base = self._day_of(near) if near is not None else None
            if near is not None and self._apart(one, near):
                near, base = None, None
        if part == "night" and self.flat[max(0, one.start - 3) : one.start].lower() == "at " and base is None:
            return None
        made = self._parted(one, part, base, near)
        joined = {one.mode, near.mode if near is not None else ""} & {"between", "from"}
        return self._to_part(parts, made) if made is not None and joined else made

    def _to_part(self, parts: list[Element], first: When) -> When:
        """`between Thursday morning and Friday noon`: to the end of the second part."""
        for other in parts[1:2]:
            if other.kind != "part" or not re.search(r"\b(?:and|to|until)\b", self.flat[parts[0].end : other.start]):
                return first
            near = self._day_near(other)
            day = self._day_of(near) if near is not None else None
            last = self._parted(other, other.value, day, near)
            if last is not None and last.end > first.start:
                return replace(first, end=last.end, end_at=last.end_at)
        return first

    def _apart(self, one: Element, other: Element) -> bool:
        """True when a day does not belong to a part of a day: far from it, or behind a comma."""
        first, last = sorted((one, other), key=lambda e: e.start)
        between = self.flat[first.end : last.start]
        return len(between) > 24 or ("," in between and between.strip() != ",")

    def _parted(self, one: Element, part: str, day: date | None, near: Element | None) -> When | None:
        first, last = map(float, _PARTS[part])
        said = self.flat[one.start : one.end].lower()
        if part == "noon" and one.mode in {"about", "just-after", "just-before", "after"}:
            near_noon = (11.5, 12.5) if said == "noon" else (11.0, 13.0)
            around = {
                "about": near_noon,
                "just-after": (12.0, 13.0),
                "just-before": (11.0, 12.0),
                "after": (12.0, 18.0),
            }
            first, last = around[one.mode]
        base = day or (self.ref.day if part in _OF_THE_REPORT or one.mode == "since" else self.today)
        if day is None and self.ahead and part == "overnight":
            base += timedelta(days=1)
        if day is None and not self.ahead and part == "night":
            base -= timedelta(days=1)  # "during the night" in a report is the one before it
        start, finish = _at(base, first, self.ref), _at(base, last, self.ref)
        if day is None and not self.ahead and start > self.ref.at and part != "midnight":
            base -= timedelta(days=1)
            start, finish = _at(base, first, self.ref), _at(base, last, self.ref)
        if day is None and self.ahead and finish <= self.ref.at:
            base += timedelta(days=1)
            start, finish = _at(base, first, self.ref), _at(base, last, self.ref)
        return self._moded_part(one, part, start, finish, near)

    def _moded_part(
        self, one: Element, part: str, start: datetime, finish: datetime, near: Element | None
    ) -> When | None:
        now, mode = self.ref.now, one.mode
        if not mode and near is not None and near.start < one.start:
            mode = near.mode
        outer = sorted([one, near] if near is not None else [one], key=lambda e: e.start)
        if part == "midnight":
            return self._midnight(one, start - timedelta(days=1), start)
        if mode == "just-before" and part != "noon":
            start, finish = start - timedelta(hours=1), start
        elif mode == "before":
            noon = part == "noon"
            finish = start + timedelta(hours=1) if noon else start
            begun = start.replace(hour=6 if noon else 0, minute=0)
            start = max(now, start.replace(hour=0, minute=0)) if self.ahead else begun
        elif mode == "since" or (mode == "from" and self.language == "ru" and not self.ahead):
            finish = now
        elif (mode in {"by", "until"} and self.ahead) and finish <= now:
            start = start.replace(hour=0, minute=0)  # it was to be by then
        elif mode == "until" and not self.ahead and start < now < finish:
            finish = now
        elif (mode == "by" and self.ahead) or (mode == "until" and finish > now):
            start = now
        elif mode == "after" and part in {"evening"}:
            pass
        return self._when(start, finish, "part_of_day", outer[0], outer[-1])

    def _midnight(self, one: Element, before: datetime, after: datetime) -> When | None:
        """The midnight that ended the day before the report, or the one to come."""
        at = after if self.ahead else before
        if self._day_near(one) is not None:
            day = self._day_of(self._day_near(one) or one)
            at = _at(day, 24 if self.ahead or one.mode in {"before", "just-before"} else 0, self.ref) if day else at
        near = self._day_near(one)
        mode = one.mode or (near.mode if near is not None and near.start < one.start else "")
        if self.ahead and mode in {"until", "by"} and at > self.ref.at:
            return self._when(self.ref.now, at, "hour", one)
        return self._moded(at, one, one)

    # -- Clock times -------------------------------------------------------------------------------------------------

    def _clocks(self) -> list[Element]:
        kept = []
        for one in self._all("clock"):
            _, _, _, dotted = one.value
            if self.language == "ru" and self._so_many_hours(one):
                continue
            if (
                dotted
                and not self._pair_of(one)
                and not (self.language == "ru" and _AT.search(self.flat, 0, one.start))
            ):
                continue
            kept.append(one)
        return kept

    def _so_many_hours(self, one: Element) -> bool:
        """`ехали 15 часов`: a length, since nothing says that it is an hour of the day."""
        low = self.flat[one.start : one.end].lower()
        return (
            not one.mode
            and low[:1].isdigit()
            and low.endswith(("час", "часа", "часов"))
            and _AT.search(self.flat, 0, one.start) is None
        )

    def _pair_of(self, one: Element) -> Element | None:
        """`(3.00am GMT)` directly behind a clock time."""
        opened = re.compile(r"\s?[(\[,/]\s?").match(self.flat, one.end)
        if opened is None:
            return None
        return next((e for e in self._all("clock") if e.start == opened.end() and e.value[1]), None)

    def _clock(self, clocks: list[Element]) -> When | None:
        one = clocks[0]
        near = self._day_near(one)
        day = self._day_of(near) if near is not None else None
        hours = self._hours(one)
        at = self._moment(hours, one.value[1], day or self.today)
        if day is None:
            if not self.ahead and at > self.ref.at + timedelta(minutes=30):
                at -= timedelta(days=1)
            if self.ahead and at < self.ref.at - timedelta(hours=3):
                at += timedelta(days=1)
        contradiction, last = "", one
        if (pair := self._pair_of(one)) is not None:
            last = pair
            other = self._moment(pair.value[0], pair.value[1], at.date())
            if (other - at) % timedelta(days=1):
                said = self.flat[one.start : pair.end + 1].rstrip("., ")
                contradiction = f'"{said}": the second time is {other:%H:%M} in the mission\'s zone, not {at:%H:%M}'
                contradiction = contradiction.replace(f'"{said}"', f'"{_closed(said)}"')
        if (second := self._until(one, last, at)) is not None:
            return self._when(at, second[0], "hour", one, second[1], contradiction=contradiction)
        made = self._moded(at, one, last)
        return replace(made, contradiction=contradiction) if made is not None else None

    def _hours(self, one: Element) -> float:
        """A spelled hour may mean either half of the day; a part of the day beside it decides, else the latest past."""
        hours, zone, either, _ = one.value
        if not either:
            return float(hours)
        parts = self._all("part", "daypart")
        part = next((p for p in parts if min(abs(p.start - one.end), abs(one.start - p.end)) < 30), None)
        if part is not None:
            name = part.value if part.kind == "part" else _DAYPARTS[part.value][1]
            late = name in {"afternoon", "evening"} or (name == "night" and hours >= 6)
            return float(hours + 12 if late and hours < 12 else hours)
        near = self._day_near(one)
        day = self._day_of(near) if near is not None else self.ref.day
        later = self._moment(hours + 12, zone, day or self.ref.day)
        if self.ahead or near is not None or hours >= 12:
            return float(hours)
        return float(hours + 12 if later <= self.ref.at and hours < 7 else hours)

    def _moment(self, hours: float, zone: str | None, day: date) -> datetime:
        if zone is None or zone == "local":
            return _at(day, hours, self.ref)
        there = datetime.combine(day, time()) + timedelta(hours=hours)
        return there.replace(tzinfo=ZoneInfo(zone)).astimezone(self.ref.zone)

    def _until(self, one: Element, last: Element, at: datetime) -> tuple[datetime, Element] | None:
        """`between 07:30 and noon`, `from 5 to 7pm`."""
        for other in (e for e in self.found if e.start >= last.end):
            between = self.flat[last.end : other.start].strip().lower()
            joined = between in {"and", "to", "until", "-", "–", "and about", "و", "الي", "حتي", "и", "до"}
            if not joined or one.mode not in {"between", "from", "about"}:
                return None
            if other.kind == "clock":
                finish = self._moment(other.value[0], other.value[1], at.date())
            elif other.kind == "part" and other.value in {"noon", "midnight"}:
                finish = _at(at.date(), 12 if other.value == "noon" else 24, self.ref)
            else:
                return None
            return (finish if finish > at else finish + timedelta(days=1)), other
        return None

    def _moded(self, at: datetime, one: Element, last: Element) -> When | None:
        now, mode = self.ref.now, one.mode
        day = at.replace(hour=0, minute=0)
        if mode == "about":
            return self._when(at - 30 * _MINUTE, at + 30 * _MINUTE, "hour", one, last)
        if mode in {"after", "just-after"}:
            return self._when(at, at + timedelta(hours=1), "hour", one, last)
        if mode == "since" or (mode == "from" and self.language == "ru" and not self.ahead):
            return self._when(at, max(now, at + _MINUTE), "hour", one, last)
        if mode == "just-before":
            return self._when(at - timedelta(hours=1), at, "hour", one, last)
        if mode in {"before", "until", "by"} and self.ahead:
            return self._when(
                min(now, at - _MINUTE), at + (_MINUTE if mode == "by" else 0 * _MINUTE), "hour", one, last
            )
        if mode == "before" and at == day:  # midnight
            return self._when(at - timedelta(hours=6), at, "part_of_day", one, last)
        if mode in {"before", "until"}:
            end = at + _MINUTE if mode == "until" else at
            return self._when(day if at > day else day - timedelta(days=1), end, "hour", one, last)
        return self._when(at, at + _MINUTE, "minute", one, last)

    def _shifted(self, one: Element) -> When | None:
        midnight, direction, hours = one.value
        near = self._day_near(one)
        day = (self._day_of(near) if near is not None else None) or self.ref.day
        base = 12.0 if not midnight else 24.0 if direction == "before" else 0.0
        at = _at(day, base + (hours if direction == "after" else -hours), self.ref)
        return self._when(at, at + _MINUTE, "minute", one)

    # -- Spans -------------------------------------------------------------------------------------------------------

    def _ago(self, one: Element) -> When | None:
        number, unit = one.value
        at = self.ref.now - number * _UNITS[unit]
        if unit in {"day", "week"}:
            return self._when(_at(at.date(), 0, self.ref), _at(at.date(), 24, self.ref), "day", one)
        at = at.replace(second=0, microsecond=0)
        return self._when(at, at + _MINUTE, "minute", one)

    def _span(self, one: Element) -> When | None:
        how, number, top, unit, past, sided = one.value
        now = self.ref.now
        if past:
            return self._when(now - (number or 1) * _UNITS[unit], now, "days", one) if unit != "minute" else None
        coming = self.ahead or sided or (self.language == "en" and _COMING.search(self.flat) is not None)
        if not coming:
            return None
        if number is None:
            if unit != "hour" or how not in {"within", "خلال", "в течение"}:
                return None
            return self._when(now, now + timedelta(hours=24), "day", one, basis="published")
        if top is not None:
            either = not {"to", "الي"} & set(self.flat[one.start : one.end].lower().split())
            if sided or (how == "within" and either):
                return self._when(now, now + top * _UNITS[unit], "days", one)
            return self._when(now + number * _UNITS[unit], now + top * _UNITS[unit], "days", one)
        precision = "hour" if unit in {"hour", "minute"} else "days"
        return self._when(now, now + number * _UNITS[unit], precision, one)


def _closed(said: str) -> str:
    return said if said.count("(") == said.count(")") else said + ")"


#: `since it came into force on Tuesday`.
_SINCE = re.compile(r"\bsince\s+(?:[\w’'-]+\s+){1,7}(?:on\s+)?(?:last\s+)?$")
_COMING = re.compile(
    r"\b(?:will|would|due|should|might|may|could|to\s+(?:end|begin|start|leave|resume)|likely)\b", re.IGNORECASE
)
