"""Sums of what observers saw and heard, which anybody can work out again from the rows they name.

A counted event is no breach: it has no author and nobody has judged it. What the body of the deal decided stands in
the status, and the two never share a figure. Live-fire exercises are summed apart; a row that says that another row
already holds its events is listed and not counted again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import Interval
from trucekeeper.ledger.record import Counted, Entry
from trucekeeper.ledger.view import KnownFrom, view

By = Literal["day", "place", "kind", "team", "weapon"]

#: What stands where a row does not say it.
NOT_TOLD: Final = "not told"


@dataclass(frozen=True, slots=True)
class Total:
    """One sum and the rows that make it: `number` and `exercise` are the sums of their numbers, nothing else."""

    key: tuple[str, ...]
    number: int
    exercise: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of a stretch of time, those left out because another row holds their events, and the sums."""

    by: tuple[By, ...]
    rows: tuple[Counted, ...]
    doubled: tuple[Counted, ...]
    totals: tuple[Total, ...]

    @property
    def number(self) -> int:
        """All events that are no exercise."""
        return sum(one.number for one in self.totals)

    @property
    def exercise(self) -> int:
        """All events of live-fire exercises."""
        return sum(one.exercise for one in self.totals)


def counts(
    entries: Iterable[Entry],
    *,
    by: Sequence[By],
    known_by: datetime,
    known_from: KnownFrom = "recorded",
    span: Interval | None = None,
    zone: ZoneInfo | None = None,
) -> Counts:
    """Sum the rows whose time begins in a stretch of time.

    Args:
        entries: The ledger, in any order.
        by: What the sums are parted by.
        known_by: Only what was known by then counts.
        known_from: Known since it was recorded, or since its team said it.
        span: Of which time; all of it where None.
        zone: Whose days are meant; UTC where None.
    """
    known = view(entries, known_by=known_by, known_from=known_from)
    asked = [one.record for one in known if isinstance(one.record, Counted)]
    asked = [one for one in asked if span is None or span.contains(one.happened.start)]
    asked.sort(key=lambda one: (one.happened.start, one.id))
    there = {one.record.id for one in known}
    doubled = tuple(one for one in asked if one.same_as in there)
    rows = tuple(one for one in asked if one.same_as not in there)
    return Counts(tuple(by), rows, doubled, totals(rows, by, zone))


def totals(rows: Iterable[Counted], by: Sequence[By], zone: ZoneInfo | None = None) -> tuple[Total, ...]:
    """Sums by key, in the order of their keys."""
    parted: dict[tuple[str, ...], list[Counted]] = defaultdict(list)
    for one in rows:
        parted[tuple(_key(one, each, zone) for each in by)].append(one)
    return tuple(_total(key, several) for key, several in sorted(parted.items()))


def _total(key: tuple[str, ...], rows: Sequence[Counted]) -> Total:
    number = sum(one.number for one in rows if not one.exercise)
    return Total(key, number, sum(one.number for one in rows if one.exercise), tuple(one.id for one in rows))


def _key(row: Counted, by: By, zone: ZoneInfo | None) -> str:
    match by:
        case "day":
            return row.happened.start.astimezone(zone or UTC).strftime("%Y-%m-%d")
        case "place":
            return (row.place.place if row.place else "") or (f"from {row.position}" if row.position else NOT_TOLD)
        case "kind":
            return kind_of(row)
        case "team":
            return row.team
        case "weapon":
            return row.weapon or NOT_TOLD


def kind_of(row: Counted) -> str:
    """What was observed, explosions and projectiles by what they were: `explosion, outgoing`."""
    natured = row.observation in {"explosion", "projectile"}
    return f"{row.observation}, {row.nature}" if natured else row.observation


def distance_words(row: Counted) -> str:
    """`2-7 km NNE`, `3 km`, or nothing where neither is told."""
    near, far = row.km_low, row.km_high
    reach = "" if near is None else f"{near:g} km" if far in {None, near} else f"{near:g}-{far:g} km"
    return " ".join(part for part in (reach, row.direction or "") if part)
