"""Who has a place under cover, and who waits in the open: shelters at sites, at the point and beside the road.

While a plan runs as planned, people who wait where a shelter is have its places. When a stop strikes, those on the road
and at the point may also drive to one: on, back, or to a place beside their way.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Shelter, Times

#: A shelter lies on the way if going by it takes at most so much longer than the way itself.
ON_THE_WAY: Final = 1.1

#: If everything stops for nobody knows how long, a shelter counts that is reached within so many seconds.
NEAR_S: Final = 2 * 3600

#: The place of those who stand at the point; those who sit in loaded vehicles are at the position of their site.
POINT: Final = -1

#: A side, and where its people wait.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lot:
    """People for whom the same shelters are within reach, as position of the shelter -> seconds to it."""

    side: int
    persons: float
    reach: Mapping[int, int]


def housed(lots: Sequence[Lot], places: Sequence[float]) -> list[dict[int, float]]:
    """Per lot, how many find a place in which shelter: as many in all as can be, the nearest served first.

    A greedy filling, made largest by letting people move on to another shelter that they reach (augmenting paths,
    Ford and Fulkerson 1956).
    """
    free, found = list(places), [dict[int, float]() for _ in lots]
    edges = sorted((away, lot, shelter) for lot, one in enumerate(lots) for shelter, away in one.reach.items())
    left = [one.persons for one in lots]
    for _, lot, shelter in edges:
        number = min(left[lot], free[shelter])
        if number > 0:
            _seat(found[lot], shelter, number)
            left[lot] -= number
            free[shelter] -= number
    for lot, one in enumerate(lots):
        while left[lot] > 0 and max(free, default=0) > 0 and (path := _path(one, lots, found, free)) is not None:
            last = path[-1][1]
            moved = min([left[lot], free[last], *(found[other][before] for other, before, _ in _moves(path))])
            for other, before, after in _moves(path):
                _seat(found[other], before, -moved)
                _seat(found[other], after, moved)
            _seat(found[lot], path[0][1], moved)
            left[lot] -= moved
            free[last] -= moved
    return found


def _seat(found: dict[int, float], shelter: int, number: float) -> None:
    seated = found.get(shelter, 0.0) + number
    if seated > 0:
        found[shelter] = seated
    else:
        found.pop(shelter, None)


def _moves(path: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """(lot, from shelter, to shelter) of those who move on so that somebody gets in."""
    return [(lot, before, after) for (_, before), (lot, after) in pairwise(path)]


def _path(
    start: Lot, lots: Sequence[Lot], found: Sequence[Mapping[int, float]], free: Sequence[float]
) -> list[tuple[int, int]] | None:
    """From a lot over people who can move on to a shelter with room: (who goes there, shelter), or None."""
    paths = [[(-1, shelter)] for shelter in start.reach]
    seen = set(start.reach)
    for path in paths:
        shelter = path[-1][1]
        if free[shelter] > 0:
            return path
        for lot, one in enumerate(lots):
            for other in one.reach if found[lot].get(shelter, 0.0) > 0 else ():
                if other not in seen:
                    seen.add(other)
                    paths.append([*path, (lot, other)])
    return None


def within_reach(operation: Operation, convoy: Convoy, one: Times, at_s: int) -> dict[int, int] | None:
    """Seconds to each shelter for a convoy that a stop catches; None where nobody sits in it or it is past the gate."""
    if at_s < one.loaded or at_s >= one.crossed:
        return None
    found = {}
    for place, shelter in enumerate(operation.shelters):
        away = _away(shelter, convoy.site, operation.sites[convoy.site].to_point.likely_s, one, at_s)
        if away is not None:
            found[place] = away
    return found


def _away(shelter: Shelter, site: int, way_s: int, one: Times, at_s: int) -> int | None:
    from_site, from_gate = shelter.ways.get(site, (None, None))
    if at_s < one.depart:
        return 0 if from_site == 0 else None
    if at_s >= one.at_point:
        return from_gate
    gone = min(way_s, at_s - one.depart)
    if from_site is not None and from_gate is not None and from_site + from_gate <= way_s * ON_THE_WAY:
        return abs(from_site - gone)
    ways = [gone + from_site] if from_site is not None else []
    ways += [way_s - gone + from_gate] if from_gate is not None else []
    return min(ways, default=None)


@dataclass(frozen=True, slots=True)
class Cover:
    """Where people find a place whom a stop catches.

    Attributes:
        by_side: Per side, how many have one.
        by_shelter: How many are in each.
    """

    by_side: tuple[int, ...]
    by_shelter: tuple[int, ...]


def cover(
    operation: Operation,
    plan: Sequenced,
    times: Sequence[Times],
    at_s: int,
    within_s: int = NEAR_S,
    loaded: bool = True,
) -> Cover:
    """Who finds a place if everything stops.

    Args:
        operation: With its shelters.
        plan: Convoys.
        times: Theirs.
        at_s: When.
        within_s: A shelter that takes longer to reach does not count.
        loaded: Also those in vehicles that have not left.
    """
    if not operation.shelters:
        return Cover((0,) * len(operation.sides), ())
    lots = []
    for convoy, one in zip(plan.convoys, times, strict=True):
        reach = within_reach(operation, convoy, one, at_s)
        if reach and (loaded or at_s >= one.depart):
            near = {place: away for place, away in reach.items() if away < within_s}
            lots.append(Lot(convoy.side, convoy.persons, near))
    found = housed(lots, [one.places for one in operation.shelters])
    by_side, by_shelter = [0.0] * len(operation.sides), [0.0] * len(operation.shelters)
    for lot, seats in zip(lots, found, strict=True):
        for shelter, number in seats.items():
            by_side[lot.side] += number
            by_shelter[shelter] += number
    return Cover(tuple(round(one) for one in by_side), tuple(round(one) for one in by_shelter))


class Open:
    """How much of a wait at a place is in the open, where more people may wait than a shelter there takes."""

    def __init__(self, operation: Operation, plan: Sequenced, times: Sequence[Times]) -> None:
        self.edges: list[int] = []
        self.sums: dict[Place, list[float]] = {}
        if operation.shelters:
            self._sweep(operation, plan, times)

    def seconds(self, place: Place, start: int, end: int) -> float:
        """Seconds in the open between two moments, on average over those who wait there."""
        if place not in self.sums:
            return float(max(0, end - start))
        return max(0.0, self._until(place, end) - self._until(place, start))

    def _until(self, place: Place, at: int) -> float:
        sums, number = self.sums[place], bisect_right(self.edges, at) - 1
        if number < 0:
            return 0.0
        if number >= len(self.edges) - 1:
            return sums[-1]
        begin, end = self.edges[number], self.edges[number + 1]
        return sums[number] + (sums[number + 1] - sums[number]) * (at - begin) / (end - begin)

    def _sweep(self, operation: Operation, plan: Sequenced, times: Sequence[Times]) -> None:
        near = {place: _there(operation, place) for place in _places(operation)}
        near = {place: reach for place, reach in near.items() if reach}
        waits = [
            wait
            for convoy, one in zip(plan.convoys, times, strict=True)
            for wait in waits_of(convoy, one)
            if wait[0] in near and wait[2] > wait[1]
        ]
        changes: dict[int, dict[Place, float]] = {}
        for place, start, end, persons in waits:
            for at, change in ((start, persons), (end, -persons)):
                there = changes.setdefault(at, {})
                there[place] = there.get(place, 0.0) + change
        self.edges = sorted(changes)
        now, share = dict.fromkeys(near, 0.0), dict.fromkeys(near, 0.0)
        self.sums = {place: [] for place in near}
        last = self.edges[0] if self.edges else 0
        for at in self.edges:
            for place, sums in self.sums.items():
                sums.append((sums[-1] if sums else 0.0) + share[place] * (at - last))
            for place, change in changes[at].items():
                now[place] += change
            share = _open_shares(operation, now, near)
            last = at
        if not self.edges:
            self.sums = {}


def _places(operation: Operation) -> list[Place]:
    sides = range(len(operation.sides))
    return [*((side, POINT) for side in sides), *((site.side, place) for place, site in enumerate(operation.sites))]


def _there(operation: Operation, place: Place) -> dict[int, int]:
    """The shelters that stand where people wait."""
    side, site = place
    if site != POINT:
        return {number: 0 for number, one in enumerate(operation.shelters) if one.ways.get(site, (None,))[0] == 0}
    sites = operation.sites_of(side)
    return {
        number: 0
        for number, one in enumerate(operation.shelters)
        if any(one.ways.get(each, (None, None))[1] == 0 for each in sites)
    }


def _open_shares(
    operation: Operation, now: Mapping[Place, float], near: Mapping[Place, Mapping[int, int]]
) -> dict[Place, float]:
    """Of those who wait at each place, the share without a roof."""
    lots = [Lot(place[0], max(0.0, now[place]), near[place]) for place in near]
    found = housed(lots, [float(one.places) for one in operation.shelters])
    return {
        place: 1.0 - sum(seats.values()) / lot.persons if lot.persons > 1e-6 else 0.0
        for place, lot, seats in zip(near, lots, found, strict=True)
    }


def waits_of(convoy: Convoy, one: Times) -> list[tuple[Place, int, int, float]]:
    """(place, start, end, people on average) of a convoy that gets there, as `measure` counts its waits."""
    if one.arrived >= NEVER:
        return []
    vehicles = max(1, convoy.vehicles)
    share = convoy.persons / vehicles
    sitting = share * one.sitting_s / max(1, one.depart - one.load)
    return [
        ((convoy.side, convoy.site), one.load, one.depart, sitting),
        ((convoy.side, POINT), one.at_point, one.crossing, float(convoy.persons)),
        ((convoy.side, POINT), one.crossing, one.crossed, share * (vehicles - 1) / 2),
    ]


def under_cover_at_night(operation: Operation, plan: Sequenced, times: Sequence[Times]) -> frozenset[int]:
    """Convoys that may be out in the dark, as all their people have a place where they wait; who comes first has it."""
    near = {place: list(_there(operation, place)) for place in _places(operation)} if operation.shelters else {}
    waits: dict[int, list[tuple[int, Place]]] = {}
    for number, one in enumerate(times):
        convoy = plan.convoys[number]
        for site, start, end in ((convoy.site, one.loaded, one.depart), (POINT, one.at_point, one.crossing)):
            for dark, (begin, over) in enumerate(operation.nights if end < NEVER else ()):
                if start < over and end > begin:
                    waits.setdefault(dark, []).append((number, (convoy.side, site)))
    outside: set[int] = set()
    inside: set[int] = set()
    for several in waits.values():
        free = [one.places for one in operation.shelters]
        for number, place in sorted(several, key=lambda one: (times[one[0]].loaded, one[0])):
            shelters, needed = near.get(place, []), plan.convoys[number].persons
            if sum(free[shelter] for shelter in shelters) < needed:
                outside.add(number)
                continue
            inside.add(number)
            for shelter in shelters:
                seated = min(needed, free[shelter])
                free[shelter] -= seated
                needed -= seated
    return frozenset(inside - outside)
