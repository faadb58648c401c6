"""Stretches of time as they are told: from one time until another, hours between, so many days ago, within or since."""

import re
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from trucekeeper.reader.time_words import Element
from trucekeeper.reader.times.clocks import EARLY_HOUR
from trucekeeper.reader.times.interval import MINUTE, When, at_hour
from trucekeeper.reader.times.parts_of_day import PartsOfDay

#: What may be an end of a stretch of time.
_ENDS = frozenset({"clock", "part", "daypart", "weekday", "date", "day"})
_DAYS = frozenset({"weekday", "date", "day"})
#: How an end of a stretch may be meant itself: `until shortly after three`.
_VAGUE_ENDS = frozenset({"about", "just-after", "just-before", "after"})
#: So near behind a time stands the day that it belongs to.
_CLOSE_BY = 12
_CLOSE_BEFORE = 24
_WENT_ON = re.compile(
    r"\b(?:went\s+on|continued|lasted|carried\s+on|dragged\s+on|held)\s+(?:\w+\s+)?(?:until|till|up\s+to)\b|"
    r"^\s*,?\s*and\s+(?:on\s+)?until\b"
)
#: `in the 24 hours to 06:00`: what ends with an hour.
_HOURS_TO = re.compile(
    r"\b(?:in|over|during)\s+the\s+(?:past\s+|last\s+|previous\s+)?(?P<n>\d{1,2}|twenty-four|forty-eight|twelve|two|three)\s+hours\s+"
    r"(?:to|until|up\s+to|ending(?:\s+at)?|through)\s+$",
    re.IGNORECASE,
)
_HOURS = {"twenty-four": 24, "forty-eight": 48, "twelve": 12, "two": 2, "three": 3}
_JOINED_ENDS = {
    "en": re.compile(
        r"\s*,?\s*(?:and|to|until|till|up\s+to)(?:\s+(?:about|around|(?:(?:shortly|just|well)\s+)?after|shortly\s+before|the|on|early))*\s+"
    ),
    "ar": re.compile(r"\s*،?\s*(?:و|الي|حتي|وحتي)\s*(?:نحو|حوالي|قرابه|الساعه|بعيد|قبيل)?\s*"),
    "ru": re.compile(r"\s*,?\s*(?:до|и|по)\s+(?:около\s+|примерно\s+)?"),
}
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(7)}
_COMING = re.compile(
    r"\b(?:will|would|due|should|might|may|could|to\s+(?:end|begin|start|leave|resume)|likely)\b", re.IGNORECASE
)
#: Without one of these, or an `-ing`, nothing is said to last in English.
_GOES_ON = ("way", "holds", "continues", "goes", "held")
#: `the ceasefire that took effect at midnight is holding`.
_LASTING = {
    "en": re.compile(
        r"\b(?:took\s+effect|came\s+into\s+(?:force|effect)|began|begun|started|in\s+force|declared)\b.{3,60}?\b(?:(?:is|are|was|were)\s+(?:\w+\s+)?"
        r"(?:holding|going\s+on|continuing|under\s+way|being\s+(?:kept|observed|respected))|holds|continues|goes\s+on|"
        r"ha[sd]\s+(?:\w+\s+)?held)\b"
    ),
    "ar": re.compile(
        r"(?:بدا|بدات|دخل|دخلت|سرت|سري|انطلقت)\s.{3,60}?\s(?:مستمر|متواصل|صامد|لا\s+[يت]زال|ما\s+زال|[يت]تواصل|[يت]ستمر)"
    ),
    "ru": re.compile(
        r"\b(?:нача(?:т\w+|вш\w+)|вступивш\w+|объявленн\w+|введенн\w+)\b.{3,60}?\b(?:продолжа[её]тся|соблюда[её]тся|действует|держится|длится)"
    ),
}


#: `متوقفه منذ ساعه` lasts, `سقطت منذ ساعه` does not.
_LASTS_SINCE = re.compile(
    r"(?<!\w)(?:و|ف)?(?:[لم]ا\s+[يت]?زال\w*|متوقف\w*|عالق\w*|محاصر\w*|[يت]نتظر\w*|منتظر\w*|مستمر\w*|متواصل\w*|"
    r"[يت]ستمر\w*|[يت]تواصل\w*|مغلق\w*|معلق\w*|محتجز\w*|لم|هدوء|الهدوء|[يت]سود|منقطع\w*|[يت]قف\w*)(?!\w)"
)
#: So near to the beginning a length of days is the time of the whole.
_OPENS = 4
#: Until this hour a bulletin is one of the morning.
_MORNING_BULLETIN = 12


class Told(PartsOfDay):
    """All that the elements of one stretch of text say together."""

    def interval(self) -> When | None:
        """What they say; what has begun and is said to last, lasts until now."""
        made = self._first()
        if made is None or self.ahead or made.end >= self.ref.at or not self._lasts():
            return made
        return replace(made, end=self.ref.now, precision="days")

    def _lasts(self) -> bool:
        """True where what has begun is said to go on."""
        may = self.language != "en" or "ing" in self.flat or any(one in self.flat for one in _GOES_ON)
        return may and _LASTING[self.language].search(self.flat) is not None

    def _first(self) -> When | None:
        """Clock times first, then spans, then parts of days, then days."""
        if len(self.found) == 1 and self.found[0].kind in _DAYS:
            return self._days()  # so it is with most
        if moments := self._all("moment"):
            return self._shifted(moments[0])
        if (made := self._hours_range() or self._from_until()) is not None:
            return made
        if clocks := self._clocks():
            return self._hours_to(clocks[0], self._clock(clocks))
        if (nights := self._night_of_two_days()) is not None:
            return nights
        for one in self._all("ago"):
            if self.ahead and self.language == "ar":
                continue  # `استبعد العوده قبل يومين`: within two days
            return self._ago(one)
        if (made := self._counted_from_now()) is not None:
            return made
        for one in self._all("span"):
            if (made := self._span(one)) is not None:
                return made
        for one in self._all("sofar"):
            first = self.today - timedelta(days=one.value - 1)
            return self._when(
                at_hour(first, 0, self.ref), min(self.ref.now, at_hour(self.today, 24, self.ref)), "days", one
            )
        for one in self._all("thatpart"):
            return self._parted(replace(one, kind="part"), one.value, self.current, one) if self.current else None
        for one in self._all("wholedays"):
            if self.language == "ru" and one.start > _OPENS:
                continue  # `вторая за два дня попытка`: how long, not when
            first = self.today - timedelta(days=one.value - 1)
            return self._when(at_hour(first, 0, self.ref), at_hour(self.today, 24, self.ref), "days", one)
        for one in self._all("nightdate"):
            dated = self._dated(*one.value)
            return (
                self._when(at_hour(dated, -6, self.ref), at_hour(dated, 6, self.ref), "part_of_day", one)
                if dated
                else None
            )
        for one in self._all("nightto"):
            day = self._weekday(one.value)
            return self._when(at_hour(day, -6, self.ref), at_hour(day, 6, self.ref), "part_of_day", one)
        if (made := self._week() or self._end_of()) is not None:
            return made
        return self._part_of_day() or self._days() or self._month() or self._season() or self._year()

    def _hours_to(self, one: Element, made: When | None) -> When | None:
        """`in the 24 hours to 06:00`."""
        if made is None or "hours " not in self.flat:
            return made
        found = _HOURS_TO.search(self.flat, 0, one.start)
        if found is None:
            return made
        hours = _HOURS.get(found["n"]) or int(found["n"])
        at = made.end - MINUTE if one.mode == "until" else made.start
        return replace(made, start=at - timedelta(hours=hours), end=at, precision="days")

    def _night_of_two_days(self) -> When | None:
        """`on the evening and night of 10-11 August`: from one evening to the next morning."""
        for one in self._all("range"):
            first, last, month = one.value
            begun, ended = self._dated(first, month, None), self._dated(last, month, None)
            night = any(
                e.value in {"night", "overnight"} for e in self._all("part") if 0 <= one.start - e.end < _CLOSE_BY
            )
            if night and begun is not None and ended is not None and (ended - begun).days == 1:
                return self._when(at_hour(begun, 18, self.ref), at_hour(ended, 6, self.ref), "part_of_day", one)
        return None

    def _counted_from_now(self) -> When | None:
        """`через полчаса`, `منذ نصف ساعة`, `за истекшие сутки`."""
        for one in self._all("intime", "lately", "daylong"):
            if one.kind == "daylong":
                return self._daylong(one)
            number, unit = one.value
            if one.kind == "lately":
                if _LASTS_SINCE.search(self.flat) is None:
                    return self._ago(one)
                return self._when(self.ref.now - number * _UNITS[unit], self.ref.now, "hour", one)
            if self.ahead:
                return self._ago(replace(one, value=(-number, unit)))
        return None

    def _daylong(self, one: Element) -> When | None:
        """A bulletin's last day and night: until now, or in one of the morning the calendar day before it."""
        days, now = one.value, self.ref.now
        if self.ahead:
            return self._when(now, now + timedelta(days=1), "days", one)
        end = at_hour(self.ref.day, 0, self.ref) if now.hour <= _MORNING_BULLETIN else now
        return self._when(end - timedelta(days=days), end - timedelta(days=days - 1), "days", one)

    def _from_until(self) -> When | None:
        """`from Tuesday until this morning`, `between Thursday afternoon and about 10:00 on Friday`."""
        ends = [one for one in self.found if one.kind in _ENDS]
        opens = {"from", "between", "since"} if self.language == "ar" else {"from", "between"}
        opened = next((one for one in ends if one.mode in opens), None)
        opened = opened or self._begun_early(ends) or self._begun_by_a_date(ends)
        if self.ahead:
            return None
        if opened is None:
            return self._went_on(ends) if self.language == "en" else None
        for before, closed in pairwise([one for one in ends if one.start >= opened.start]):
            bare = before.kind in _DAYS and closed.kind in _DAYS and not self._part_behind(closed)
            if bare or not self._joined(before, closed):
                continue
            first = self._alone(opened, closed, self._day_behind(opened, closed))
            last = self._closing(closed, first)
            if first is not None and last is not None and last.end <= first.start and closed.kind in {"clock", "part"}:
                last = self._closing(closed, first, later=1)  # `from 20:40 on Saturday to 5 in the morning`
            if first is None or last is None or last.end <= first.start:
                return None
            exact = first.precision == "minute"
            end = last.start if closed.value == "dawn" or last.precision == "minute" else last.end
            end = end - timedelta(hours=1) if closed.value == "noon" and exact and closed.mode != "just-after" else end
            if (closed.value == "midnight" or closed.kind == "clock") and "noon" in {opened.value, before.value}:
                first = replace(first, start=first.start.replace(hour=12, minute=0))  # `between noon and midnight`
                exact = exact or (closed.kind == "clock" and first.precision == "part_of_day")
            precision = "hour" if exact else "part_of_day" if first.precision == "part_of_day" else "days"
            return replace(first, end=end, end_at=last.end_at, precision=precision) if end > first.start else None
        return None

    def _closing(self, closed: Element, first: When | None, later: int = 0) -> When | None:
        """The end of a stretch; a midnight without a day of its own is the one that ends the day of the beginning."""
        own = any(e.kind in _DAYS for e in self.found if e.start < closed.start)
        if closed.value == "midnight" and first is not None and not (own and self._behind(closed)):
            at = at_hour(first.start.date(), 24, self.ref)
            vague = closed.mode in {"just-after", "after"}
            return self._when(at, at + 60 * MINUTE if vague else at + MINUTE, "hour" if vague else "minute", closed)
        about = self.flat.endswith(("about ", "around "), 0, closed.start)
        meant = replace(closed, mode="about") if about and closed.kind == "clock" else closed
        return self._alone(meant, None, first.start.date() + timedelta(days=later) if first is not None else None)

    def _behind(self, one: Element) -> list[Element]:
        return [e for e in self.found if 0 <= e.start - one.end < _CLOSE_BY]

    def _day_behind(self, opened: Element, closed: Element) -> date | None:
        """`between noon and three on Sunday`: the day of both, where it stands behind the second."""
        if any(e.kind in _DAYS for e in self.found if opened.start <= e.start < closed.end):
            return None
        behind = [e for e in self._behind(closed) if e.kind in _DAYS]
        before = [e for e in self.found if e.kind in _DAYS and 0 <= opened.start - e.end < _CLOSE_BEFORE]
        return next((self._day_of(e) for e in (*behind, *before[-1:])), None)

    def _went_on(self, ends: list[Element]) -> When | None:
        """`broke out late on Tuesday and went on until about three`."""
        last = (e for e in ends[1:] if e.mode in {"until", "about", "just-after"} and e.kind in {"clock", "part"})
        closed = next(last, None)
        begun = [e for e in self.found if closed is not None and e.start < closed.start]
        if closed is None or _WENT_ON.search(self.flat[begun[-1].end : closed.start]) is None:
            return None
        first = Told(self.flat, begun, self.ref, self.ahead, self.language, self.current, self.floor).interval()
        until = self._closing(closed, first)
        if first is not None and until is not None and until.end <= first.start:
            until = self._closing(closed, first, later=1)
        if first is None or until is None or until.end <= first.start:
            return None
        end = until.start if until.precision == "minute" else until.end
        return replace(first, end=end, end_at=until.end_at, precision="hour")

    def _begun_early(self, ends: list[Element]) -> Element | None:
        """`from early morning until 15:30`."""
        early = next((one for one in self.found if one.kind == "end" and one.mode in {"from", "between"}), None)
        if early is not None and len(ends) > 1 and 0 <= ends[0].start - early.end < _CLOSE_BY:
            return early
        return None

    def _begun_by_a_date(self, ends: list[Element]) -> Element | None:
        """`22 May 21:45 to 27 May 18:00`: two dates with hours need no word before the first."""
        kinds = [one.kind for one in ends]
        if kinds not in (["date", "clock", "date", "clock"], ["clock", "date", "clock", "date"]):
            return None
        return ends[0] if self._joined(ends[1], ends[2]) else None

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
            replace(e, mode=e.mode if e.mode in _VAGUE_ENDS else "")
            for e in self.found
            if e.start >= one.start and (before is None or e.start < before.start) and e.start - one.end < 30
        ]
        own[0] = replace(own[0], mode=one.mode if one.mode in _VAGUE_ENDS else "")
        if len(own) == 1 and own[0].value == "midnight" and before is not None:
            day = self.today if self.current is not None else self.ref.day
            return self._when(at_hour(day, 0, self.ref), at_hour(day, 0, self.ref) + MINUTE, "minute", one)
        now = current or self.current
        return Told(self.flat, own, self.ref, self.ahead, self.language, now, self.floor).interval()

    def _hours_range(self) -> When | None:
        """`from 10 to 13`, `between ten and midnight`: without a half of the day the latest that is past."""
        for one in self._all("hours"):
            first, last, zone, open_ = one.value
            if (made := self._hours_of_days(one, first, last, zone)) is not None:
                return made
            near = self._day_near(one)
            day = (self._day_of(near) if near is not None else None) or self.today
            early = near is not None and first > EARLY_HOUR and last < 24
            late = at_hour(day, first + 12, self.ref) <= self.ref.at and first < 12 and not early
            if open_ and not self.ahead and late:
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

    def _ago(self, one: Element) -> When | None:
        number, unit = one.value
        at = self.ref.now - number * _UNITS[unit]
        if unit in {"day", "week"}:
            return self._when(at_hour(at.date(), 0, self.ref), at_hour(at.date(), 24, self.ref), "day", one)
        at = at.replace(second=0, microsecond=0)
        return self._when(at, at + MINUTE, "minute", one)

    def _span(self, one: Element) -> When | None:
        how, number, top, unit, past, sided = one.value
        now = self.ref.now
        if past:
            return self._when(now - (number or 1) * _UNITS[unit], now, "days", one) if unit != "minute" else None
        coming = self.ahead or sided or (self.language == "en" and _COMING.search(self.flat) is not None)
        if not coming:
            return None
        if number is None and unit == "week" and sided and self.language == "en":
            number = 1  # `over the coming week`
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
