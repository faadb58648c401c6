"""Moments and intervals. A moment always has an offset; an interval includes its start and not its end."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.core.errors import TruceError


class MomentError(TruceError):
    """A moment that cannot be placed on the clock."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f'"{text}" {why}', "write it like 2016-12-14T05:00+02:00 or 2016-12-14T03:00Z")
        self.text, self.why = text, why


def moment(text: str, zone: ZoneInfo | None = None) -> datetime:
    """Read an ISO 8601 moment; a space may stand for the T.

    Args:
        text: Such as `2016-12-14T05:00+02:00`, `2016-12-14 03:00Z`.
        zone: Where a moment without an offset is meant; without it such a moment is refused.

    Raises:
        MomentError: When the text is no moment, or has no offset and no zone, or falls into a clock change of the zone.
    """
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        raise MomentError(text, f"is not a moment{_which_is_none(text)}") from None
    if read.tzinfo is not None:
        return read
    if zone is None:
        raise MomentError(text, "has no offset, so that two readers may take it for two different moments")
    return in_zone(read, zone)


_PARTS: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?")


def _which_is_none(text: str) -> str:
    """Which number of a moment that is written well is none: `: there is no month 13`."""
    found = _PARTS.match(text.strip())
    if found is None:
        return ""
    year, month, day = (int(found[one]) for one in ("year", "month", "day"))
    if not 1 <= month <= 12:
        return f": there is no month {month}"
    if year < 1 or not 1 <= day <= monthrange(year, month)[1]:
        return f": there is no day {day} in {month_name[month]} {year}"
    if found["hour"] and int(found["hour"]) > 23:
        return f": there is no hour {found['hour']}; midnight is 00:00 of the day that begins"
    return f": there is no minute {found['minute']}" if found["minute"] and int(found["minute"]) > 59 else ""


def in_zone(naive: datetime, zone: ZoneInfo) -> datetime:
    """Place a wall-clock time in a zone.

    Raises:
        MomentError: When a clock change skips this time or makes it happen twice.
    """
    early, late = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    if early.utcoffset() != late.utcoffset():
        there_and_back = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        why = "happens twice" if there_and_back == naive else "does not exist"
        raise MomentError(naive.isoformat(" ", "minutes"), f"{why} in {zone.key}: the clock changes there")
    return early


def iso(at: datetime) -> str:
    """Write a moment with its own offset, to the second, so that equal texts are equal moments at equal places."""
    return at.isoformat(timespec="seconds" if not at.microsecond else "microseconds")


def utc(at: datetime) -> str:
    """Write a moment for readers anywhere: `2016-12-14 03:00 UTC`."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def local(at: datetime, zone: ZoneInfo | None) -> str:
    """Write a moment in the mission's own time with its offset, or in UTC where no zone is known."""
    if zone is None:
        return utc(at)
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M %z")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time; None at an end means that it is open there."""

    start: datetime | None
    end: datetime | None

    def contains(self, at: datetime) -> bool:
        """True from the start on and before the end."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)

    def overlaps(self, other: "Interval") -> bool:
        """True when some moment lies in both."""
        starts_before = other.end is None or self.start is None or self.start < other.end
        return starts_before and (self.end is None or other.start is None or other.start < self.end)
