"""Parts of a day as they are told: morning and evening, nights and midnights, by and since and before them."""

import re
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from trucekeeper.reader.time_words import Element
from trucekeeper.reader.times.clocks import DAYPARTS, Clocks
from trucekeeper.reader.times.days import LASTS, SINCE
from trucekeeper.reader.times.interval import When, at_hour

#: Start and end in hours from the day's midnight.
_PARTS = {
    "dawn": (4, 8), "morning": (6, 12), "mid-morning": (9, 11), "noon": (11, 13), "afternoon": (12, 18),
    "evening": (18, 24), "night": (18, 30), "overnight": (-4, 8), "early": (0, 8), "late": (18, 24),
    "midnight": (24, 24),
}  # fmt: skip
_TWO_HOURS = timedelta(hours=2)
#: Told of in a report these are the last that have been, whatever day the story is on.
_OF_THE_REPORT = frozenset({"night", "overnight", "early", "midnight"})


class PartsOfDay(Clocks):
    """What the elements say of parts of a day."""

    def _part_of_day(self) -> When | None:
        parts = self._all("part", "daypart", "end")
        if not parts:
            return None
        one = parts[0]
        if one.kind == "daypart":
            shift, part = DAYPARTS[one.value]
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
        start, finish = at_hour(base, first, self.ref), at_hour(base, last, self.ref)
        if day is None and not self.ahead and start > self.ref.at and part != "midnight":
            base -= timedelta(days=1)
            start, finish = at_hour(base, first, self.ref), at_hour(base, last, self.ref)
        if day is None and self.ahead and finish <= self.ref.at:
            base += timedelta(days=1)
            start, finish = at_hour(base, first, self.ref), at_hour(base, last, self.ref)
        return self._moded_part(one, part, start, finish, near)

    def _moded_part(
        self, one: Element, part: str, start: datetime, finish: datetime, near: Element | None
    ) -> When | None:
        now, mode = self.ref.now, one.mode
        if not mode and near is not None and near.start < one.start:
            mode = near.mode
        if not mode and self.language == "en" and SINCE.search(self.flat, 0, one.start) is not None:
            mode = "since"
        outer = sorted([one, near] if near is not None else [one], key=lambda e: e.start)
        if part == "midnight":
            return self._midnight(one, start - timedelta(days=1), start)
        if mode == "just-before" and part != "noon":
            start, finish = start - timedelta(hours=1), start
        elif mode == "before":
            noon = part == "noon"
            finish = start + timedelta(hours=1) if noon else start
            begun = start.replace(hour=6 if noon else 0, minute=0)
            day_begins = start.replace(hour=0, minute=0)
            lasts = self.language == "ar" or (self.language == "ru" and LASTS["ru"].search(self.flat) is not None)
            start = now if self.ahead and lasts else max(now, day_begins) if self.ahead else begun
        elif mode == "until" and part == "dawn" and self.ahead and start > now:
            start, finish = now, start
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

    def _night_of(self, one: Element) -> bool:
        """`منتصف ليل الجمعه`: the middle of the night that begins on that day."""
        return self.language == "ar" and self.flat[one.start : one.end].split()[-1] == "ليل"

    def _midnight(self, one: Element, before: datetime, after: datetime) -> When | None:
        """The midnight that ended the day before the report, or the one to come."""
        at = after if self.ahead else before
        if self._day_near(one) is not None:
            day = self._day_of(self._day_near(one) or one)
            of_week = (self._day_near(one) or one).kind == "weekday"  # `midnight on Monday` ends it
            over = of_week and day is not None and day < self.ref.day
            until = self.language == "en" and one.mode in {"until", "by"}  # `until midnight on 23 March`
            ends = self.ahead or over or until or one.mode in {"before", "just-before"} or self._night_of(one)
            at = at_hour(day, 24 if ends else 0, self.ref) if day else at
        elif not self.ahead and one.mode in {"by", "just-before"} and self.ref.at >= after - _TWO_HOURS:
            at = after
        near = self._day_near(one)
        mode = one.mode or (near.mode if near is not None and near.start < one.start else "")
        if self.ahead and mode in {"until", "by"} and at > self.ref.at:
            return self._when(self.ref.now, at, "hour", one)
        return self._moded(at, replace(one, mode=mode) if mode == "since" else one, one)
