"""Moments for readers: mission time first, UTC in brackets, the year always."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from trucekeeper.brief.tongue import ENGLISH, Tongue
from trucekeeper.core.moment import Interval
from trucekeeper.ledger.record import Happened

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: datetime, t: Tongue = ENGLISH) -> str:
    """`14 Dec 2016`; no locale has a say in it."""
    return f"{at.day} {t(_MONTHS[at.month - 1])} {at.year}"


def both(at: datetime, zone: ZoneInfo | None, t: Tongue = ENGLISH) -> str:
    """`14 Dec 2016 05:00 (03:00 UTC)`; the day stands in the brackets too where it is another one there."""
    there = at.astimezone(UTC)
    if zone is None:
        return f"{day(there, t)} {there:%H:%M} UTC"
    here = at.astimezone(zone)
    abroad = f"{there:%H:%M} UTC" if here.date() == there.date() else f"{day(there, t)} {there:%H:%M} UTC"
    return f"{day(here, t)} {here:%H:%M} ({abroad})"


def offset(at: datetime, zone: ZoneInfo | None) -> str:
    """Name the zone with its offset at a moment: `Asia/Damascus, UTC+02:00`."""
    if zone is None:
        return "UTC"
    raw = at.astimezone(zone).strftime("%z")
    return f"{zone.key}, UTC{raw[:3]}:{raw[3:5]}"


def when(happened: Happened | None, zone: ZoneInfo | None, t: Tongue = ENGLISH) -> str:
    """Say when something is said to have happened, no more exactly than it was said."""
    if happened is None:
        return t("time not said")
    if happened.precision == "unknown":
        return t("between {stretch}, exact time not known").format(
            stretch=stretch(happened.start, happened.end, zone, t)
        )
    if happened.precision in {"day", "days"} and zone is not None:
        return _days(happened.start.astimezone(zone), happened.end.astimezone(zone), t)
    if happened.precision == "minute" and happened.end - happened.start <= timedelta(minutes=1):
        return both(happened.start, zone, t)
    return t("between {stretch}").format(stretch=stretch(happened.start, happened.end, zone, t))


def stretch(start: datetime, end: datetime, zone: ZoneInfo | None, t: Tongue = ENGLISH) -> str:
    """`2 Mar 2031 12:00 and 12:10 (10:00 and 10:10 UTC)` where all lies in one day on both clocks."""
    here, there = (
        (start.astimezone(zone or UTC), end.astimezone(zone or UTC)),
        (start.astimezone(UTC), end.astimezone(UTC)),
    )
    if zone is None or here[0].date() != here[1].date() or {here[0].date()} != {one.date() for one in there}:
        return t("{start} and {end}").format(start=both(start, zone, t), end=both(end, zone, t))
    abroad = t("{start} and {end}").format(start=f"{there[0]:%H:%M}", end=f"{there[1]:%H:%M} UTC")
    near = t("{start} and {end}").format(start=f"{day(here[0], t)} {here[0]:%H:%M}", end=f"{here[1]:%H:%M}")
    return f"{near} ({abroad})"


def _days(start: datetime, end: datetime, t: Tongue) -> str:
    """Whole days by their names: the end is not included."""
    last = end - timedelta(microseconds=1)
    if last.date() <= start.date():
        return t("on {day}").format(day=day(start, t))
    return t("from {start} to {end}").format(start=day(start, t), end=day(last, t))


def span(interval: Interval, zone: ZoneInfo | None) -> str:
    """A window of the deal in words."""
    if interval.start and interval.end:
        return f"{both(interval.start, zone)} to {both(interval.end, zone)}"
    if interval.start:
        return f"from {both(interval.start, zone)}"
    return f"until {both(interval.end, zone)}" if interval.end else "at any time"
