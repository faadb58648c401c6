"""What the pictures of an exchange share: a sheet as narrow as a telephone, its time axis, and its other direction.

A picture is drawn from left to right; a sheet for a right-to-left language mirrors every place, so that time runs
as its readers read. Nothing carries a style: attributes pass a strict content security policy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil, floor, log10
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.brief.model import Figure, Ground
from trucekeeper.brief.pictures import svg
from trucekeeper.brief.pictures.svg import BAND, INK, LINE, SOFT, box, element, line, path, width_of, words
from trucekeeper.exchange.model import Operation

#: A telephone shows 360 to 430 units; type of 12 to 13 of 480 stays readable there.
WIDTH: Final = 480.0
LEFT, RIGHT = 58.0, 466.0
SMALL, TEXT, HEAD = 12.0, 13.0, 16.0

Point = tuple[float, float]


def english(words: str) -> str:
    """Words as they stand in the code."""
    return words


@dataclass(frozen=True, slots=True)
class Look:
    """How pictures are shown to one reader.

    Attributes:
        zone: Whose clock.
        names: What the sides are called, in their order; else the operation's names.
        rtl: Mirrored, for a language that runs from right to left.
        say: Turns the English words of the pictures into the reader's; gettext's function fits.
    """

    zone: ZoneInfo | None = None
    names: tuple[str, ...] = ()
    rtl: bool = False
    say: Callable[[str], str] = english

    def side(self, operation: Operation, side: int) -> str:
        """The name of a side: the place that its people leave, up to the first comma."""
        if side < len(self.names):
            return self.names[side]
        one = operation.sides[side]
        return one.name.partition(",")[0] or one.id

    def clock(self, operation: Operation, at_s: int) -> str:
        """`Thu 15 Dec 07:40`."""
        here = self.here(operation, at_s)
        return f"{self.day(here)} {here:%H:%M}"

    def here(self, operation: Operation, at_s: int) -> datetime:
        """A moment on the mission's clock."""
        return operation.moment(at_s).astimezone(self.zone or operation.start.tzinfo or UTC)

    def day(self, here: datetime) -> str:
        """`Thu 15 Dec`."""
        return f"{self.say(_DAYS[here.weekday()])} {here.day} {self.say(_MONTHS[here.month - 1])}"


_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(slots=True)
class Sheet:
    """The picture while it is drawn; places are those of a left-to-right reader."""

    look: Look
    parts: list[str] = field(default_factory=list)

    def x(self, x: float) -> float:
        """Where a place lies for this reader."""
        return WIDTH - x if self.look.rtl else x

    def text(self, x: float, y: float, text: str, *, size: float = TEXT, anchor: str = "start", **more: object) -> None:
        """A line of text; `anchor` is where it begins for its reader."""
        if self.look.rtl:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        self.parts.append(words(self.x(x), y, text, size=size, anchor=anchor, **more))  # type: ignore[arg-type]

    def box(self, x: float, y: float, width: float, height: float, **look: object) -> None:
        """A rectangle."""
        self.parts.append(box(self.x(x) - (max(width, 0) if self.look.rtl else 0), y, width, height, **look))

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: object) -> None:
        """A straight line."""
        self.parts.append(line(self.x(x1), y1, self.x(x2), y2, **look))

    def path(self, points: Sequence[Point], *, closed: bool = False, **look: object) -> None:
        """A line through points, or an area."""
        self.parts.append(path(((self.x(x), y) for x, y in points), closed=closed, **look))

    def headline(self, text: str, below: str = "") -> float:
        """What the picture says, in large type, and a quieter line; returns where the rest may begin."""
        y = 22.0
        for part in svg.wrapped(text, WIDTH - 28, HEAD):
            self.text(14, y, part, size=HEAD, weight="bold")
            y += 20
        for part in svg.wrapped(below, WIDTH - 24, SMALL) if below else ():
            self.text(14, y, part, size=SMALL, fill=SOFT)
            y += 16
        return y

    def key(self, y: float, entries: Sequence[tuple[dict[str, object], str]]) -> float:
        """What fills and (with a stroke) lines mean, in as many rows as it needs; returns where the rest may begin."""
        x = 14.0
        for look, text in entries:
            wide = 22 + width_of(text, SMALL)
            if x > 14 and x + wide > WIDTH - 10:
                x, y = 14.0, y + 19
            if "stroke" in look:
                self.line(x - 2, y - 4, x + 16, y - 4, **look)
            else:
                self.box(x, y - 10, 14, 12, stroke=INK, stroke_width=0.8, **look)
            self.text(x + 19, y, text, size=SMALL)
            x += wide + 14
        return y + 12

    def done(self, height: float, title: str, description: str, id: str) -> Figure:
        """The finished picture."""
        drawn = svg.drawing(WIDTH, height, title, description, patterns(id), *self.parts, id=id)
        return Figure(title, description, drawn, ground=Ground.DEAL)


@dataclass(frozen=True, slots=True)
class Days:
    """Seconds after the start to places from left to right."""

    operation: Operation
    until_s: int
    from_s: int = 0
    left: float = LEFT
    right: float = RIGHT

    def x(self, at_s: float) -> float:
        """Where a moment lies; what lies outside is moved to the edge."""
        share = (at_s - self.from_s) / max(1, self.until_s - self.from_s)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def drawn(self, sheet: Sheet, top: float, bottom: float, *, named: bool = True, under: float = 0) -> None:
        """Nights as grey bands, midnights as lines, days below and hours where there is room."""
        for start, end in self.operation.nights:
            if end > self.from_s and start < self.until_s:
                left = self.x(start)
                sheet.box(left, top, self.x(end) - left, bottom - top, fill=BAND)
        hours = self._hours()
        for at, here in self._ticks(hours):
            x = self.x(at)
            sheet.line(x, top, x, bottom + 4, stroke=LINE, stroke_width=1.6 if here.hour == 0 else 0.7)
            if named and hours < 24:
                half = width_of("00:00", SMALL) / 2
                sheet.text(min(x, WIDTH - half), bottom + 17 + under, f"{here:%H:%M}", size=SMALL, anchor="middle")
        if named:
            self._name_days(sheet, bottom + under + (17 if hours >= 24 else 33))

    def _name_days(self, sheet: Sheet, y: float) -> None:
        """Each day in its middle, in the longest form for which all have room; the month where it begins."""
        starts = self._days()
        ends = [at for at, _ in starts[1:]] + [self.until_s]
        days = [(at, here, self.x(end) - self.x(at)) for (at, here), end in zip(starts, ends, strict=True)]
        rooms = [self.x(end) - self.x(at) for (at, _), end in zip(starts, ends, strict=True) if end - at >= 36_000]
        rooms = rooms or [self.right - self.left]
        room = min(rooms)
        say = sheet.look.say
        forms = (sheet.look.day, lambda here: f"{say(_DAYS[here.weekday()])} {here.day}", lambda here: str(here.day))
        form = next((one for one in forms if all(width_of(one(h), SMALL) + 4 <= room for _, h, _ in days)), forms[2])
        labelled, month = -1e9, 0
        for at, here, mine in days:
            label = form(here)
            if form is forms[2] and here.month != month:
                label = f"{here.day} {say(_MONTHS[here.month - 1])}"
            half = width_of(label, SMALL) / 2
            x = max(self.left + half, self.x(at) + mine / 2)
            if x - half > labelled and x + half <= WIDTH - 2 and (mine >= half or form is forms[2]):
                sheet.text(x, y, label, size=SMALL, anchor="middle", fill=SOFT)
                labelled, month = x + half + 5, here.month

    def _hours(self) -> int:
        wanted = (self.until_s - self.from_s) / 3600 * 46 / (self.right - self.left)
        return next((one for one in (1, 2, 3, 6, 12) if one >= wanted), 24)

    def _ticks(self, hours: int) -> list[tuple[int, datetime]]:
        found = []
        for _, midnight in self._days():
            for hour in range(0, 24, hours):
                here = midnight.replace(hour=hour)
                at = self.operation.seconds(here)
                if self.from_s <= at <= self.until_s:
                    found.append((at, here))
        return found

    def _days(self) -> list[tuple[int, datetime]]:
        """Midnights from before the beginning to the end, on the clock of the operation's zone."""
        tz = self.operation.start.tzinfo
        first = self.operation.moment(self.from_s).astimezone(tz)
        here = first.replace(hour=0, minute=0, second=0, microsecond=0)
        found = []
        while (at := self.operation.seconds(here)) <= self.until_s:
            found.append((max(at, self.from_s), here))
            here = (here.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=tz)
        return found


def patterns(id: str) -> str:
    """Hatchings and dots that tell areas apart without colour; their names begin with the picture's."""
    slant = element("line", x1=0, y1=0, x2=0, y2=6, stroke=INK, stroke_width=2.2)
    thin = element("line", x1=0, y1=0, x2=0, y2=7, stroke=INK, stroke_width=0.8)
    kinds = (("slant", slant, 6, "rotate(45)"), ("thin", thin, 7, "rotate(-45)"))
    return element(
        "defs",
        *(
            element(
                "pattern", box(0, 0, size, size, fill="#ffffff"), stroke, id=f"{id}-{name}", width=size, height=size,
                patternUnits="userSpaceOnUse", patternTransform=turn,
            )
            for name, stroke, size, turn in kinds
        ),
    )  # fmt: skip


def ceiling(most: float) -> float:
    """The next round number above a value."""
    if most <= 0:
        return 1.0
    power = 10.0 ** floor(log10(most))
    return float(next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= most * 0.999))


def short(value: float) -> str:
    """`1,250`, `15k`, `2.1M`: for an axis."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= (size if letter == "M" else 10_000):
            most = f"{value / size:#.3g}"
            return (most.rstrip("0").rstrip(".") if value % size == 0 else most.rstrip(".")) + letter
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}"


def whole_hours(seconds: float) -> int:
    """Seconds up to the next full hour."""
    return ceil(seconds / 3600) * 3600
