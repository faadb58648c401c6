"""Who sits with whom: people of a group into vehicles of so many seats, families whole.

First fit decreasing (Johnson, 1974), done on numbers of families of each size, so that it takes the same time for a
thousand people and for ten million.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucekeeper.core.errors import TruceError
from trucekeeper.exchange.model import Group, Load, Operation

#: Families as (size, number).
Families = tuple[tuple[int, int], ...]


class FamilyTooLargeError(TruceError):
    """A family that no vehicle can carry whole."""

    def __init__(self, group: str, size: int, seats: int) -> None:
        super().__init__(
            f"{group} has a family of {size}, and its largest vehicle carries {seats}: it could only leave divided",
            f"give {group} a vehicle with at least {size} seats, or ask the family how it wants to travel",
        )


@dataclass(slots=True)
class Chunk:
    """Vehicles still to be sent that are filled alike, with people of one group."""

    group: int
    fleet: int
    persons: int
    vehicles: int
    families: Families = ()

    def load(self, vehicles: int) -> Load:
        """So many of them, as they stand in a convoy."""
        return Load(self.fleet, self.group, vehicles, self.persons, self.families)


def vehicle_loads(persons: int, families: Iterable[tuple[int, int]], seats: int) -> Iterator[tuple[int, int, Families]]:
    """How full the vehicles are, as (persons, vehicles, families in each) from the largest families on.

    Args:
        persons: All people of the group.
        families: (size, number); people who are in none of them travel alone.
        seats: Of one vehicle; not smaller than the largest family.
    """
    left = {size: number for size, number in sorted(families, reverse=True) if size > 1 and number}
    alone = persons - sum(size * number for size, number in left.items())
    left[1] = max(0, alone)
    while any(left.values()):
        pattern: dict[int, int] = {}
        room = seats
        for size, number in left.items():
            taken = min(number, room // size)
            if taken:
                pattern[size] = taken
                room -= taken * size
        times = min(left[size] // taken for size, taken in pattern.items())
        for size, taken in pattern.items():
            left[size] -= taken * times
        yield seats - room, times, tuple((size, taken) for size, taken in pattern.items() if size > 1)


def seated(operation: Operation, split: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], deque[Chunk]]:
    """The vehicles to fill, by group and fleet, every family in one of them.

    Args:
        operation: The exchange.
        split: People wanted with each fleet, by group and fleet; kept but for what whole families ask.

    Raises:
        FamilyTooLargeError: When no vehicle of a group holds its largest family.
    """
    wanted: dict[int, dict[int, int]] = {}
    for (place, fleet), persons in split.items():
        if persons:
            wanted.setdefault(place, {})[fleet] = persons
    queues: dict[tuple[int, int], deque[Chunk]] = {}
    for place, shares in wanted.items():
        group = operation.groups[place]
        seats = {f: seats_used(operation, place, f) for f in group.fleets if operation.fleets[f].vehicles}
        for fleet, (persons, families) in apportioned(group, shares, seats).items():
            if persons:
                queues[place, fleet] = deque(
                    Chunk(place, fleet, full, many, pattern)
                    for full, many, pattern in vehicle_loads(persons, families, seats[fleet])
                )
    return queues


def seats_used(operation: Operation, group: int, fleet: int) -> int:
    """Seats of a vehicle that can be filled: a full one must not by itself go beyond an agreed bound."""
    one = operation.groups[group]
    side = operation.sites[one.site].side
    most = operation.fleets[fleet].seats
    for rule in operation.couplings:
        bound = rule.ahead[side]
        if bound and rule.units[side] and rule.weighs(one):
            most = min(most, max(1, bound // rule.units[side]))
    return most


def apportioned(group: Group, wanted: Mapping[int, int], seats: Mapping[int, int]) -> dict[int, tuple[int, Families]]:
    """People and whole families by fleet, as near to what is wanted as families allow.

    Args:
        group: Whose people.
        wanted: People by fleet; together all of those who are to be seated.
        seats: Of a vehicle, by fleet, for every fleet that may carry them.

    Raises:
        FamilyTooLargeError: When a family fits none of them.
    """
    room = {fleet: wanted.get(fleet, 0) for fleet in seats}
    persons = dict.fromkeys(seats, 0)
    given: dict[int, list[tuple[int, int]]] = {fleet: [] for fleet in seats}
    for size, number in sorted(group.families, reverse=True):
        if size < 2 or not number:
            continue
        able = [fleet for fleet in seats if seats[fleet] >= size]
        if not able:
            raise FamilyTooLargeError(group.id, size, max(seats.values(), default=0))
        for fleet, many in _shared_out(number, size, {f: room[f] for f in able}).items():
            room[fleet] -= many * size
            persons[fleet] += many * size
            given[fleet].append((size, many))
    alone = sum(wanted.values()) - sum(persons.values())
    for fleet in sorted(seats, key=lambda one: -room[one]):
        taken = max(0, min(alone, room[fleet]))
        persons[fleet] += taken
        alone -= taken
    return {fleet: (persons[fleet], tuple(given[fleet])) for fleet in seats if persons[fleet]}


def _shared_out(number: int, size: int, room: Mapping[int, int]) -> dict[int, int]:
    """So many families of a size by fleet, in proportion to the room, what is left over to the roomiest."""
    total = sum(max(0, one) for one in room.values())
    shares = {fleet: min(number * max(0, one) // total if total else 0, number) for fleet, one in room.items()}
    for _ in range(number - sum(shares.values())):
        fleet = max(room, key=lambda one: (room[one] - shares[one] * size, -one))
        if not total:
            return {**shares, fleet: number - sum(shares.values()) + shares[fleet]}
        shares[fleet] += 1
    return {fleet: many for fleet, many in shares.items() if many}


def portion(families: Sequence[tuple[int, int]], alone: int, room: int) -> tuple[int, Families]:
    """The most people out of one vehicle that fit into so much room, as (persons, whole families).

    Args:
        families: Aboard, as (size, number).
        alone: Aboard without a family.
        room: Fewer than are aboard.
    """
    best: dict[int, Families] = {0: ()}
    for size, number in families:
        for persons, chosen in list(best.items()):
            for many in range(1, min(number, (room - persons) // size) + 1):
                best.setdefault(persons + many * size, (*chosen, (size, many)))
    persons = max(best, key=lambda one: (one + min(alone, room - one), one))
    return persons + min(alone, room - persons), best[persons]
