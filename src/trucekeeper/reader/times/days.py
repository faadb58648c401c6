"""Days as they are told: weekdays, dates, the 15th, two days that are joined, weeks, months and their ends."""

import re
from datetime import date, datetime, timedelta

from msgspec import Struct, field

from trucekeeper.reader.time_words import Element
from trucekeeper.reader.times.interval import Reference, When, at_hour

#: `has been extended until Wednesday`: until the next one; else `until Wednesday` is over.
LASTS = {
    "en": re.compile(
        r"(?:extend|prolong|last|run|hold|postpon|suspend|put\s+off|shut|clos|delay|stay|remain|renew|adjourn)"
    ),
    "ar": re.compile("تمديد|تمدد|مدد|تستمر|يستمر|تاجيل|ارجاء|مغلق|ساري"),
    "ru": re.compile("продл|длит|отлож|перенес|закрыт|остан|действу"),
}
#: Words by a weekday that say which one is meant; a figure `for Friday` may be that of a day that has been.
_NAMED = {
    "en": re.compile(
        r"(?:(?P<next>\b(?:next|coming)|(?:planned|due|expected|set|scheduled|promised|announced|fixed|called|put\s+off)\s+for)"
        r"|\b(?:last|past))\s+$"
    ),
    "ar": re.compile(r"\s+(?:(?P<next>المقبل|القادم)|الماضي|الفايت|المنصرم)(?!\w)"),
    "ru": re.compile(
        r"\b(?:(?P<next>следующ\w+|ближайш\w+|будущ\w+|(?:назначен\w*|намечен\w*|запланирован\w*|готов\w+|отлож\w+|перенес\w+)\s+на)|"
        r"прошл\w+|минувш\w+|прошедш\w+)\s+$"
    ),
}
#: With one of these ends what says which day is meant, in English.
_WHICH_ONE = ("next", "coming", "last", "past", "for")
_HALF_A_YEAR = 6
#: What joins two days.
_DAYS_JOINED = frozenset(
    ["and", "or", "to", "until", "till", "-", "–", "through", "و", "او", "الي", "حتي", "и", "или", "по", "до"]
)
#: `since it came into force on Tuesday`.
SINCE = re.compile(r"\bsince\s+(?:[\w’'-]+\s+){1,7}(?:on\s+)?(?:last\s+)?$", re.IGNORECASE)


class Days(Struct):
    """The elements of one stretch of text, looked at together: what they say of days.

    Attributes:
        flat: The text, folded.
        found: Its words of time.
        ref: What times are counted from.
        ahead: What is told is still to come.
        language: Whose words they are.
        current: The day that the story is on.
        floor: The hour that was told last: what follows hardly ever lies before it.
        today: The day of an hour that names none.
    """

    flat: str
    found: list[Element]
    ref: Reference
    ahead: bool
    language: str
    current: date | None = None
    floor: datetime | None = None
    today: date = field(default=date.min)

    def __post_init__(self) -> None:
        self.today = self.current or self.ref.day  # the day of an hour that names none

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

    def _weekday(self, want: int, mode: str = "", one: Element | None = None) -> date:
        """The last such day, or the next one for what is to come or goes on until then."""
        for week in self._all("week"):
            monday = self.ref.day - timedelta(days=self.ref.day.weekday())
            if week.value != "this":  # `on Monday of last week`
                return monday + timedelta(days={"last": -7, "next": 7}[week.value] + want)
        back, named = (self.ref.day.weekday() - want) % 7, self._last_or_next(one)
        coming = (
            (self.ahead and mode != "since")
            or named == "next"
            or (mode == "until" and LASTS[self.language].search(self.flat) is not None)
        )
        if back == 0 and named:
            return self.ref.day + timedelta(days=7 if named == "next" else -7)
        return self.ref.day + timedelta(days=(7 - back) % 7 if coming and named != "last" else -back)

    def _last_or_next(self, one: Element | None) -> str:
        """`last Friday`, `الجمعة المقبل`; `planned for Friday` is the next one too."""
        if one is None:
            return ""
        said = _NAMED[self.language]
        behind = self.language == "ar"
        if self.language == "en" and not self.flat[: one.start].rstrip().endswith(_WHICH_ONE):
            return ""
        found = said.match(self.flat, one.end) if behind else said.search(self.flat, max(0, one.start - 24), one.start)
        if found is None:
            return ""
        return "next" if found["next"] else "last"

    def _day_of(self, one: Element) -> date | None:
        if one.kind == "weekday":
            return self._weekday(one.value, one.mode, one)
        if one.kind == "day" and self.language == "en" and not self.ahead and self._is_the_next(one):
            made = self.current + timedelta(days=1) if self.current is not None else None
            return made if made is not None and made <= self.ref.day else None
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

    def _is_the_next(self, one: Element) -> bool:
        """`the next day`: of what has been the day behind the one that the story is on."""
        return one.value == 1 and self.flat[one.start : one.start + 3].lower() == "the"

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
                return self._when(at_hour(start, 0, self.ref), at_hour(stop, 24, self.ref), "days", one)
        days = [
            (one, day) for one in self._all("weekday", "day", "date", "nth", "sameday") if (day := self._day_of(one))
        ]
        if not days:
            return None
        one, day = days[0]
        second = self._last_of_list(days) or self._second_day(days)
        if second is not None:
            return self._when(at_hour(day, 0, self.ref), at_hour(second[1], 24, self.ref), "days", one, second[0])
        return self._moded_day(one, day)

    def _last_of_list(self, days: list[tuple[Element, date]]) -> tuple[Element, date] | None:
        """`on Monday, Tuesday and Wednesday`: the last of three or more that follow each other."""
        last = 0
        for n in range(1, len(days) if self.language == "en" else 0):
            between = self.flat[days[n - 1][0].end : days[n][0].start].strip()
            if between not in {",", "and", ", and"} or (days[n][1] - days[n - 1][1]).days != 1:
                break
            last = n
            if between != ",":
                break
        return days[last] if last > 1 else None

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
        start, end, now = at_hour(day, 0, self.ref), at_hour(day, 24, self.ref), self.ref.now
        mode = one.mode or ("since" if self.language == "en" and SINCE.search(self.flat, 0, one.start) else "")
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
            saturday = monday + timedelta(days=4 if self.language == "ar" else 5)  # there it begins on Friday
            if one.value == "next" or (
                not self.ahead and one.mode != "by" and one.value in {"last", "the"} and saturday > self.ref.day
            ):
                saturday += timedelta(days=7 if one.value == "next" else -7)
            if one.mode == "since" and self.language == "en":
                return self._when(at_hour(saturday, 0, self.ref), self.ref.now, "days", one)
            if one.mode in {"by", "before"} and at_hour(saturday, 0, self.ref) > self.ref.at:
                return self._when(self.ref.now, at_hour(saturday, 0, self.ref), "days", one)
            return self._when(at_hour(saturday, 0, self.ref), at_hour(saturday, 48, self.ref), "days", one)
        for one in self._all("overweek"):
            if self.ahead:
                return None
            return self._when(at_hour(self.ref.day - timedelta(days=6), 0, self.ref), self.ref.now, "days", one)
        for one in self._all("thisweek"):
            begun = {"week": monday, "day": self.ref.day}.get(one.value, self.ref.day.replace(day=1))
            return self._when(at_hour(begun, 0, self.ref), self.ref.now, "days", one)
        for one in self._all("week"):
            first = monday + timedelta(days={"last": -7, "next": 7}.get(one.value, 0))
            if one.mode == "since":
                return self._when(at_hour(first, 0, self.ref), self.ref.now, "days", one)
            if one.value == "this" and self.ahead:
                return self._when(self.ref.now, at_hour(first, 168, self.ref), "days", one)
            if one.value == "this" and self.language == "en" and len(self.found) == 1:
                return self._when(at_hour(first, 0, self.ref), self.ref.now, "days", one)
            if len(self.found) == 1 and one.value != "this":
                return self._when(at_hour(first, 0, self.ref), at_hour(first, 168, self.ref), "days", one)
        return None

    def _month(self) -> When | None:
        """`in September`: the last one, or the next for what is to come; `early` and `late` are ten days of it."""
        for one in self._all("relmonth"):
            return self._month_from_now(one)
        for one in self._all("month"):
            month, year, since, third = one.value
            month = month or self.ref.day.month
            past = self.flat.startswith((" الماضي", " الفايت", " المنصرم"), one.end)
            coming = self.ahead and not since and not past
            shift = coming and month < self.ref.day.month
            named = year or self.ref.day.year - (month > self.ref.day.month and not coming) + shift
            start, after = date(named, month, 1), date(named + month // 12, month % 12 + 1, 1)
            if since:
                begun = start.replace(day={"mid": 11, "late": 21}.get(third, 1))
                return self._when(at_hour(begun, 0, self.ref), self.ref.now, "days", one)
            if third == "before":  # `no round before June`
                return self._when(self.ref.now, at_hour(start, 0, self.ref), "days", one) if self.ahead else None
            first, last = {"early": (1, 11), "mid": (11, 21), "late": (21, 0)}.get(third, (1, 0))
            until = at_hour(start.replace(day=last) if last else after, 0, self.ref)
            begun = at_hour(start.replace(day=first), 0, self.ref)
            if self.language != "en" and self.ahead and one.mode in {"before", "by", "until"} and begun > self.ref.at:
                return self._when(self.ref.now, begun if one.mode == "before" else until, "days", one)
            until = min(until, self.ref.now) if not coming and begun < self.ref.at else until
            return self._when(begun, until, "days", one)
        return None

    def _season(self) -> When | None:
        """`in the autumn`, `since the summer`: three months of the north, the last such or the next."""
        for one in self._all("season"):
            month, year, how = one.value
            now = self.ref.now
            named = year or now.year - (date(now.year, month, 1) > self.ref.day)
            if not year and (how == "next" or (self.ahead and how != "since" and date(named, month, 1) < self.ref.day)):
                named += 1
            start, after = at_hour(date(named, month, 1), 0, self.ref), at_hour(_months_on(named, month), 0, self.ref)
            if how == "last" and after > now and not year:
                named -= 1
                start, after = (
                    at_hour(date(named, month, 1), 0, self.ref),
                    at_hour(_months_on(named, month), 0, self.ref),
                )
            if how == "since" and not self.ahead:
                return self._when(start, now, "days", one)
            return self._when(start, after if self.ahead or start > now else min(after, now), "days", one)
        return None

    def _month_from_now(self, one: Element) -> When | None:
        """`next month`; `this month` lasts until now, or from now until it ends."""
        month = self.ref.day.year * 12 + self.ref.day.month - 1 + one.value
        start, after = (at_hour(date(m // 12, m % 12 + 1, 1), 0, self.ref) for m in (month, month + 1))
        if one.value == 0:
            start, after = (self.ref.now, after) if self.ahead else (start, self.ref.now)
        if one.value < 0 and one.mode in {"since", "from"}:
            after = self.ref.now
        return self._when(start, after, "days", one)

    def _year(self) -> When | None:
        """`in 2014`, `с 2022 года`: the year, or from its beginning until now."""
        for one in self._all("year"):
            year, since = one.value
            until = self.ref.now if since else min(self.ref.now, at_hour(date(year + 1, 1, 1), 0, self.ref))
            return self._when(at_hour(date(year, 1, 1), 0, self.ref), until, "days", one)
        return None

    def _end_of(self) -> When | None:
        """`by the end of the year`: from now until then."""
        day = self.ref.day
        for one in self._all("endmonth"):
            year = day.year + (one.value < day.month)
            after = date(year + one.value // 12, one.value % 12 + 1, 1)
            ended = self.language == "en" and not self.ahead and 0 < (day.month - one.value) % 12 < _HALF_A_YEAR
            if (self.ahead or one.mode in {"by", "before", "until"}) and not ended:
                return self._when(self.ref.now, at_hour(after, 0, self.ref), "days", one)
        for one in self._all("startof"):
            monday = day - timedelta(days=day.weekday())
            first = {"day": day, "week": monday, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
            begun = at_hour(first[one.value], 0, self.ref)
            return self._when(begun, self.ref.now, "days", one) if one.mode in {"since", "from"} else None
        for one in self._all("endof"):
            if not (self.ahead or one.mode in {"by", "before", "until"}):
                continue
            ends = {
                "day": day + timedelta(days=1),
                "week": day + timedelta(days=7 - day.weekday()),
                "month": date(day.year + day.month // 12, day.month % 12 + 1, 1),
                "year": date(day.year + 1, 1, 1),
                "next week": day + timedelta(days=14 - day.weekday()),
                "next month": date(day.year + (day.month + 1) // 12, (day.month + 1) % 12 + 1, 1),
                "next year": date(day.year + 2, 1, 1),
            }
            return self._when(self.ref.now, at_hour(ends[one.value], 0, self.ref), "days", one)
        return None


def _months_on(year: int, month: int) -> date:
    """The day on which the season that begins in a month has ended."""
    return date(year + (month + 2) // 12, (month + 2) % 12 + 1, 1)
