"""Moments for a page: in the mission's own time, UTC beside it, the day in the reader's language."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from trucekeeper.web.language import Language


def day(at: datetime, language: Language) -> str:
    """`14 Dec 2016` in the reader's language; the year always."""
    return _day(at.date(), language.locale)


@lru_cache(4096)
def _day(at: date, locale: str) -> str:
    return format_date(at, "d MMM y", locale=locale)


def local_time(at: datetime, zone: ZoneInfo | None, language: Language) -> str:
    """`14 Dec 2016 05:00` in the mission's time; in UTC where no zone is known, and then it says so."""
    here = at.astimezone(zone or UTC)
    return f"{day(here, language)} {here:%H:%M}" + ("" if zone else " UTC")


def utc_time(at: datetime, zone: ZoneInfo | None, language: Language) -> str:
    """`03:00 UTC`, with the day where it is another one there."""
    there = at.astimezone(UTC)
    same = zone is not None and at.astimezone(zone).date() == there.date()
    return f"{there:%H:%M} UTC" if same else f"{day(there, language)} {there:%H:%M} UTC"


def offset(at: datetime, zone: ZoneInfo | None) -> str:
    """`Asia/Damascus, UTC+02:00`."""
    if zone is None:
        return "UTC"
    raw = at.astimezone(zone).strftime("%z")
    return f"{zone.key}, UTC{raw[:3]}:{raw[3:5]}"


def clock(left: timedelta) -> str:
    """A stretch of time as a clock shows it: `26:05` hours and minutes, days before them beyond two: `3d 04:10`.

    Without words, so that it reads the same in every language and the browser can count it down.
    """
    minutes = int(abs(left).total_seconds()) // 60
    days, rest = divmod(minutes, 1440)
    if days < 3:
        return f"{minutes // 60}:{minutes % 60:02d}"
    return f"{days}d {rest // 60:02d}:{rest % 60:02d}"


def for_input(at: datetime, zone: ZoneInfo | None) -> str:
    """A moment as a form's `datetime-local` field takes it, in the mission's time."""
    return at.astimezone(zone or UTC).strftime("%Y-%m-%dT%H:%M")
