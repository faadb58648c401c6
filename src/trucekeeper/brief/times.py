"""Moments for readers: mission time first, UTC in brackets, the year always."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import Interval
from trucekeeper.ledger.record import Happened

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: datetime) -> str:
    """`14 Dec 2016`; no locale has a say in it."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def both(at: datetime, zone: ZoneInfo | None) -> str:
    """`14 Dec 2016 05:00 (03:00 UTC)`; the day stands in the brackets too where it is another one there."""
    there = at.astimezone(UTC)
    if zone is None:
        return f"{day(there)} {there:%H:%M} UTC"
    here = at.astimezone(zone)
    abroad = f"{there:%H:%M} UTC" if here.date() == there.date() else f"{day(there)} {there:%H:%M} UTC"
    return f"{day(here)} {here:%H:%M} ({abroad})"


def offset(at: datetime, zone: ZoneInfo | None) -> str:
    """Name the zone with its offset at a moment: `Asia/Damascus, UTC+02:00`."""
    if zone is None:
        return "UTC"
    raw = at.astimezone(zone).strftime("%z")
    return f"{zone.key}, UTC{raw[:3]}:{raw[3:5]}"


def when(happened: Happened | None, zone: ZoneInfo | None) -> str:
    """Say when something is said to have happened, no more exactly than it was said."""
    if happened is None:
        return "time not said"
    if happened.precision == "unknown":
        return f"between {stretch(happened.start, happened.end, zone)}, exact time not known"
    if happened.precision in {"day", "days"} and zone is not None:
        return _days(happened.start.astimezone(zone), happened.end.astimezone(zone))
    if happened.precision == "minute" and happened.end - happened.start <= timedelta(minutes=1):
        return both(happened.start, zone)
    return f"between {stretch(happened.start, happened.end, zone)}"


def stretch(start: datetime, end: datetime, zone: ZoneInfo | None) -> str:
    """`2 Mar 2031 12:00 and 12:10 (10:00 and 10:10 UTC)` where all lies in one day on both clocks."""
    here, there = (
        (start.astimezone(zone or UTC), end.astimezone(zone or UTC)),
        (start.astimezone(UTC), end.astimezone(UTC)),
    )
    if zone is None or here[0].date() != here[1].date() or {here[0].date()} != {one.date() for one in there}:
        return f"{both(start, zone)} and {both(end, zone)}"
    abroad = f"{there[0]:%H:%M} and {there[1]:%H:%M} UTC"
    return f"{day(here[0])} {here[0]:%H:%M} and {here[1]:%H:%M} ({abroad})"


def _days(start: datetime, end: datetime) -> str:
    """Whole days by their names: the end is not included."""
    last = end - timedelta(microseconds=1)
    return f"on {day(start)}" if last.date() <= start.date() else f"from {day(start)} to {day(last)}"


def span(interval: Interval, zone: ZoneInfo | None) -> str:
    """A window of the deal in words."""
    if interval.start and interval.end:
        return f"{both(interval.start, zone)} to {both(interval.end, zone)}"
    if interval.start:
        return f"from {both(interval.start, zone)}"
    return f"until {both(interval.end, zone)}" if interval.end else "at any time"
