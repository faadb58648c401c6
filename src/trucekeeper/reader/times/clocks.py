"""Clock times as they are told: pairs of zones, either half of the day, about and after, from and until an hour."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from trucekeeper.reader.time_words import BY_STORY, Element
from trucekeeper.reader.times.days import Days
from trucekeeper.reader.times.interval import MINUTE, When, at_hour

#: A day before or after the report's, and the part of it.
DAYPARTS = {
    "last-night": (-1, "night"), "night-before-last": (-2, "night"), "tonight": (0, "night"),
    "this-morning": (0, "morning"), "this-afternoon": (0, "afternoon"), "this-evening": (0, "evening"),
    "yesterday-evening": (-1, "evening"), "yesterday-morning": (-1, "morning"),
}  # fmt: skip
#: What follows an hour of the morning within so many hours is of the morning too.
_SOON = timedelta(hours=3)
_HALF_A_DAY = timedelta(hours=12)
#: Of the hours before this one those of the afternoon are told more often.
EARLY_HOUR = 7
_NEAR = 30
_NOON = 12
_HALF = re.compile(r"[ap]\.?m\b")
#: So near a part of the day belongs to an hour.
_BESIDE = 16
#: `в 10.30` is an hour.
_AT = re.compile(r"(?:^|\s)(?:в|к|ко|до|с|со|около|после|между|и|по)\s+$", re.IGNORECASE)
#: `about 1.50 metres`: what is measured so is no hour.
_MEASURED = re.compile(
    r"\s*(?:%|[a-z]+s\b|million|billion|per\s+cent|percent|metre|meter|m\b|km\b|kilo|dollar|euro|times|on\s+the\s+richter)"
)
#: `from about 1 p.m.`: the hour itself is vague.
_SOME = ("about ", "around ", "نحو ", "حوالي ", "около ", "примерно ")
_OR_AFTER = re.compile(r"\s+or\s+(?:shortly|soon|just|a\s+little)\s+(?:after|afterwards|later)\b")
_OF_MOSCOW = re.compile(
    r"(?:\bмск|по\s+московскому(?:\s+времени)?|moscow\s+time|بتوقيت\s+موسكو)\s*\(\s*\d", re.IGNORECASE
)


def own_clock(text: str) -> tzinfo | None:
    """Moscow's, where the text tells its hours by that clock and another's in brackets: `20:00 мск (19:00 по Дамаску)`.

    Args:
        text: The whole text; for Arabic and Russian folded.
    """
    if "мск" in text or "осковск" in text or "oscow time" in text or "موسكو" in text:
        return ZoneInfo("Europe/Moscow") if _OF_MOSCOW.search(text) is not None else None
    return None


class Clocks(Days):
    """What the elements say of hours."""

    def _clocks(self) -> list[Element]:
        kept = []
        for one in self._all("clock"):
            _, _, _, dotted = one.value
            if self.language == "ru" and self._so_many_hours(one):
                continue
            if dotted and self.language == "en" and self._is_dotted_hour(one):
                kept.append(one)
                continue
            if (
                dotted
                and not self._pair_of(one)
                and not (self.language == "ru" and _AT.search(self.flat, 0, one.start))
            ):
                continue
            kept.append(one)
        return kept

    def _is_dotted_hour(self, one: Element) -> bool:
        """`at 8.02`, `around 6.30`: an hour where nothing is measured by it."""
        asked = one.mode or self.flat.endswith("at ", 0, one.start)
        return bool(asked) and _MEASURED.match(self.flat, one.end) is None

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
        day = self._day_of(near) if near is not None else self._day_of_part(one)
        hours = self._hours(one)
        told_from_now = self._all("daypart")  # `shortly before 10 last night`, whatever day the story is on
        at = self._moment(hours, one.value[1], day or (self.ref.day if told_from_now else self.today))
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

    def _day_of_part(self, one: Element) -> date | None:
        """`هذا المساء في حدود العاشره`: the day of the part that stands beside an hour in Arabic."""
        if self.language != "ar":
            return None
        beside = (p for p in self._all("daypart") if min(abs(p.start - one.end), abs(one.start - p.end)) < _BESIDE)
        part = next(beside, None)
        return self.ref.day + timedelta(days=DAYPARTS[part.value][0]) if part is not None else None

    def _hours(self, one: Element) -> float:
        """A spelled hour may mean either half of the day; a part of the day beside it decides, else the latest past."""
        hours, zone, either, dotted = one.value
        if not either and not (self.language == "en" and zone is None and 1 <= hours < _NOON):
            return float(hours)
        if not either:  # `at 11.15 on Monday night`; `at 04:30 that night` is by the other clock
            part = self._part_for(one) if dotted or self.flat[one.start] != "0" else None
            name = "" if part is None else part.value if part.kind != "daypart" else DAYPARTS[part.value][1]
            late = name in {"afternoon", "evening"} or (name == "night" and hours >= 6)
            return float(hours + 12 if late and self._told_without_half(one) else hours)
        if (part := self._part_for(one)) is not None:
            name = part.value if part.kind != "daypart" else DAYPARTS[part.value][1]
            late = name in {"afternoon", "evening"} or (name == "night" and hours >= 6)
            return float(hours + 12 if late and hours < 12 else hours)
        return float(hours + 12 if self._is_late(one) else hours)

    def _told_without_half(self, one: Element) -> bool:
        """`11.15`, not `11 a.m.`."""
        return _HALF.search(self.flat, one.start, one.end) is None

    def _part_for(self, one: Element) -> Element | None:
        """The part of the day that stands near an hour, in Arabic and Russian also at the head of the sentence."""
        parts = self._all("part", "daypart", "thatpart")
        near = min(parts, key=lambda p: _apart(p, one), default=None)
        if near is not None and _apart(near, one) < _NEAR:
            return near
        heads = self.language != "en" and parts and parts[0].start < one.start
        return parts[0] if heads else None  # `ночью там, по данным штаба, стреляли около половины второго`

    def _is_late(self, one: Element) -> bool:
        """Whether an hour beside which no part of the day stands is one of the afternoon: by what was told before."""
        hours, zone, either, _ = one.value
        if self.ahead or hours >= 12:
            return False
        near = self._day_near(one)
        told_day = self._day_of(near) if near is not None else None
        if self.floor is not None:
            first = self._moment(hours, zone, told_day or self.floor.date())
            if first < self.floor <= first + _HALF_A_DAY <= self.ref.at:
                return True
            if timedelta() <= first - self.floor <= _SOON:
                return False
        unsure = self.language == "en" or near is None
        if not unsure or self._moment(hours + 12, zone, told_day or self.today) > self.ref.at:
            return False
        return bool(hours < EARLY_HOUR and either != BY_STORY)

    def _moment(self, hours: float, zone: str | None, day: date) -> datetime:
        if zone is None and self.ref.clock is not None:
            there = datetime.combine(day, time()) + timedelta(hours=hours)
            return there.replace(tzinfo=self.ref.clock).astimezone(self.ref.zone)
        if zone is None or zone == "local":
            return at_hour(day, hours, self.ref)
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
                finish = at_hour(at.date(), 12 if other.value == "noon" else 24, self.ref)
            else:
                return None
            return (finish if finish > at else finish + timedelta(days=1)), other
        return None

    def _moded(self, at: datetime, one: Element, last: Element) -> When | None:
        now, mode = self.ref.now, one.mode
        day = at.replace(hour=0, minute=0)
        if mode == "from" and self.flat[: one.start].endswith(_SOME):
            mode = "about"
        elif not mode and _OR_AFTER.match(self.flat, last.end) is not None:
            mode = "after"
        if mode == "about":
            return self._when(at - 30 * MINUTE, at + 30 * MINUTE, "hour", one, last)
        if mode in {"after", "just-after"}:
            return self._when(at, at + timedelta(hours=1), "hour", one, last)
        if mode == "since" or (mode == "from" and self.language == "ru" and not self.ahead):
            return self._when(at, max(now, at + MINUTE), "hour", one, last)
        if mode == "just-before":
            return self._when(at - timedelta(hours=1), at, "hour", one, last)
        if mode in {"from", "since"} and self.ahead and self.language == "ru":  # `завтра с девяти утра попробуют снова`
            ends = next(hours for hours in (12, 18, 24) if at < day + timedelta(hours=hours))
            return self._when(at, day + timedelta(hours=ends), "part_of_day", one, last)
        if mode in {"before", "until", "by"} and self.ahead:
            return self._when(min(now, at - MINUTE), at + (MINUTE if mode == "by" else 0 * MINUTE), "hour", one, last)
        if mode == "before" and at == day:  # midnight
            return self._when(at - timedelta(hours=6), at, "part_of_day", one, last)
        if mode in {"before", "until"}:
            end = at + MINUTE if mode == "until" else at
            return self._when(day if at > day else day - timedelta(days=1), end, "hour", one, last)
        return self._when(at, at + MINUTE, "minute", one, last)

    def _shifted(self, one: Element) -> When | None:
        midnight, direction, hours = one.value
        near = self._day_near(one)
        day = (self._day_of(near) if near is not None else None) or self.ref.day
        base = 12.0 if not midnight else 24.0 if direction == "before" else 0.0
        at = at_hour(day, base + (hours if direction == "after" else -hours), self.ref)
        if near is None and not self.ahead and at > self.ref.now:
            at -= timedelta(days=1)
        return self._when(at, at + MINUTE, "minute", one)


def _apart(one: Element, other: Element) -> int:
    return min(abs(one.start - other.end), abs(other.start - one.end))


def _closed(said: str) -> str:
    return said if said.count("(") == said.count(")") else said + ")"
