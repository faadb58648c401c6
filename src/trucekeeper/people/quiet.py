"""Quiet hours: when somebody is told at once, and until when the rest waits."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A stretch of each day, in a zone, over midnight where it ends before it begins.

    Attributes:
        wake: True where what is urgent is told all the same.
    """

    begins: time
    ends: time
    zone: ZoneInfo
    wake: bool = True

    def over_at(self, moment: datetime) -> datetime | None:
        """When the quiet hours around a moment end; None outside them. Both clocks of a changed night are meant."""
        here = moment.astimezone(self.zone)
        clock = here.time().replace(tzinfo=None, fold=0)
        if self.begins == self.ends or not self._holds(clock):
            return None
        day = here.date() if clock < self.ends else here.date() + timedelta(days=1)
        return datetime.combine(day, self.ends, self.zone)

    def _holds(self, clock: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends
