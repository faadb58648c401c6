"""A time axis: mission time above, UTC below, ticks where a reader would put them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.brief.pictures.svg import LINE, SOFT, line, width_of, words
from trucekeeper.brief.times import day
from trucekeeper.brief.tongue import ENGLISH, Tongue

_STEPS: Final = tuple(
    timedelta(minutes=one) for one in (15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7 * 1440, 28 * 1440)
)


@dataclass(frozen=True, slots=True)
class Axis:
    """Moments to places from left to right."""

    start: datetime
    end: datetime
    left: float
    right: float
    zone: ZoneInfo | None

    def x(self, at: datetime) -> float:
        """Where a moment lies; what lies outside is moved to the edge."""
        share = (at - self.start) / (self.end - self.start)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def ticks(self) -> Iterator[datetime]:
        """Round moments on the mission's clock, some 80 units apart."""
        wanted = (self.end - self.start) * 80 / (self.right - self.left)
        step = next((one for one in _STEPS if one >= wanted), _STEPS[-1])
        here = self.zone or UTC
        midnight = self.start.astimezone(here).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        at = midnight
        while (moment := at.replace(tzinfo=here)) <= self.end:
            if moment >= self.start:
                yield moment
            at += step


def drawn(axis: Axis, top: float, bottom: float, t: Tongue = ENGLISH) -> list[str]:
    """Lines over the whole height, times above them; the day where it begins and at the first tick."""
    here = axis.zone or UTC
    parts = [
        words(axis.left - 8, top - 20, axis.zone.key if axis.zone else "UTC", size=10, anchor="end", fill=SOFT),
        words(axis.left - 8, top - 7, "UTC" if axis.zone else "", size=10, anchor="end", fill=SOFT),
    ]
    dayed = None
    for at in axis.ticks():
        x, local = axis.x(at), at.astimezone(here)
        parts.append(line(x, top, x, bottom, stroke=LINE, stroke_width=1 if local.hour or local.minute else 1.8))
        parts.append(words(x, top - 20, f"{local:%H:%M}", size=10, anchor="middle"))
        if axis.zone:
            parts.append(words(x, top - 7, f"{at.astimezone(UTC):%H:%M}", size=9, anchor="middle", fill=SOFT))
        if local.date() != dayed and x + width_of(day(local, t), 10) / 2 < axis.right + 30:
            parts.append(words(x, top - 34, day(local, t), size=10, anchor="middle", weight="bold"))
            dayed = local.date()
    return parts
