"""What went, by the records: convoys and their moments read off movements, with or without a plan before them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trucekeeper.exchange.compose import letter
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.live import FIELDS, Live, filled
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.ledger.record import Movement, Record


@dataclass(frozen=True, slots=True)
class AsRecorded:
    """The course of an exchange by what was recorded.

    Attributes:
        sequence: Convoys in the order in which they set out; last, per side, those who have not set out.
        times: Moments that are recorded to have come; `NEVER` for all others.
        records: What it rests on.
    """

    sequence: Sequenced
    times: tuple[Times, ...]
    records: tuple[str, ...]


def as_recorded(operation: Operation, records: Iterable[Record], at: datetime, *, highest: bool) -> AsRecorded:
    """Read the course off movements that name a convoy and a clause of the exchange.

    Args:
        operation: Who is to leave in all, and from where.
        records: As they were known, corrections applied.
        at: What is said to have happened later is left out.
        highest: Where counts of a convoy differ, the highest holds, else the lowest; they are never added up.
    """
    sides = {clause: place for place, side in enumerate(operation.sides) for clause in side.id.split(", ")}
    found: dict[tuple[int, str], list[Movement]] = {}
    for one in records:
        if isinstance(one, Movement) and one.convoy and one.clause in sides and _when(one) <= at:
            found.setdefault((sides[one.clause], one.convoy), []).append(one)
    convoys: list[tuple[Times, Convoy]] = []
    used: list[str] = []
    for (side, name), moved in found.items():
        went = [one for one in moved if one.event in FIELDS]
        if not went or any(one.event in ("turned back", "returned") for one in moved):
            continue
        people = _people(went, highest)
        convoys.append((_times(operation, went), _convoy(operation, name, side, people)))
        used += [one.id for one in moved]
    convoys.sort(key=lambda pair: (min(pair[0].load, pair[0].depart), pair[1].id))
    for side in range(len(operation.sides)):
        left = operation.persons(side) - sum(convoy.persons for _, convoy in convoys if convoy.side == side)
        if left > 0:
            convoys.append((Times(), _convoy(operation, f"{letter(side)} at home", side, left)))
    return AsRecorded(
        Sequenced(tuple(convoy for _, convoy in convoys)), tuple(times for times, _ in convoys), tuple(used)
    )


def _when(one: Movement) -> datetime:
    return one.happened.start if one.happened is not None else one.said_at


def _people(moved: Sequence[Movement], highest: bool) -> int:
    """Of the counts of all people in the convoy; a category is a part of them."""
    counts = [one.quantity for one in moved if one.category is None] or [one.quantity for one in moved]
    if highest:
        return max(count.low if count.high is None else count.high for count in counts)
    return min(count.low for count in counts)


def _times(operation: Operation, moved: Sequence[Movement]) -> Times:
    times = Times()
    for one in moved:
        name = FIELDS[one.event]
        times = replace(times, **{name: min(getattr(times, name), operation.seconds(_when(one)))})
    return filled(times)


def _convoy(operation: Operation, name: str, side: int, people: int) -> Convoy:
    site = operation.sites_of(side)[0]
    fleet = next((place for place, fleet in enumerate(operation.fleets) if fleet.side == side), 0)
    group = next((place for place, group in enumerate(operation.groups) if group.site == site), 0)
    vehicles = -(-people // max(1, operation.fleets[fleet].seats))
    return Convoy(name, side, site, ((fleet, vehicles),), ((group, people),))


def until(course: AsRecorded, now_s: int) -> tuple[Times, ...]:
    """The moments as if all that has not come came now: for counting what people have waited so far.

    Who has boarded sits until the convoy leaves; who is at the point waits until it passes.
    """
    clipped = []
    for convoy, one in zip(course.sequence.convoys, course.times, strict=True):
        if one.loaded >= NEVER and one.depart >= NEVER:
            clipped.append(one)
            continue
        names = ("load", "loaded", "depart", "at_point", "crossing", "crossed", "handed_over", "arrived")
        moments = {name: min(getattr(one, name), now_s) for name in names}
        sits = convoy.vehicles * max(0, moments["depart"] - moments["loaded"])
        clipped.append(Times(**moments, sitting_s=sits))
    return tuple(clipped)


def gone_as_announced(announced: Sequence[Times], past: Live, until_s: int) -> Live:
    """The past, with convoys of which nothing is recorded taken to have gone as announced up to a moment."""
    fixed = dict(past.fixed)
    names = ("load", "loaded", "depart", "at_point", "crossing", "crossed", "handed_over", "arrived")
    for place, one in enumerate(announced):
        if place in fixed or place in past.turned_back or one.depart > until_s:
            continue
        came = {name: getattr(one, name) for name in names if getattr(one, name) <= until_s}
        fixed[place] = Times(**came, sitting_s=one.sitting_s)
    return replace(past, fixed=fixed)
