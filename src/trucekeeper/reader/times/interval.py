"""An interval of time as it was told, and what it is counted from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property

from msgspec import Struct

MINUTE = timedelta(minutes=1)


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
    """What times are counted from: the report's publication (or an entry's time) in the zone they are told in.

    Attributes:
        clock: Whose hours the text tells where it names no zone, if they are not those of `zone`.
    """

    at: datetime
    zone: tzinfo
    clock: tzinfo | None = None

    @cached_property
    def day(self) -> date:
        """The local day of the reference."""
        return self.at.astimezone(self.zone).date()

    @cached_property
    def now(self) -> datetime:
        """The reference in its zone."""
        return self.at.astimezone(self.zone)


def at_hour(day: date, hours: float, ref: Reference) -> datetime:
    """So many hours after a day's midnight, by the clock on the wall."""
    return datetime(day.year, day.month, day.day, tzinfo=ref.zone) + timedelta(hours=hours)
