"""Who sits with whom: people of a group into vehicles of so many seats, families whole.

First fit decreasing (Johnson, 1974), done on numbers of families of each size, so that it takes the same time for a
thousand people and for ten million.
"""

from collections.abc import Iterable, Iterator

from trucekeeper.core.errors import TruceError


class FamilyTooLargeError(TruceError):
    """A family that no vehicle can carry whole."""

    def __init__(self, group: str, size: int, seats: int) -> None:
        super().__init__(
            f"{group} has a family of {size}, and its largest vehicle carries {seats}: it could only leave divided",
            f"give {group} a vehicle with at least {size} seats, or ask the family how it wants to travel",
        )


def vehicle_loads(persons: int, families: Iterable[tuple[int, int]], seats: int) -> Iterator[tuple[int, int]]:
    """How full the vehicles are, as (persons, vehicles) from the fullest families on.

    Args:
        persons: All people of the group.
        families: (size, number); people who are in none of them travel alone.
        seats: Of one vehicle; larger than every family.
    """
    left = {size: number for size, number in sorted(families, reverse=True) if size > 1}
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
        yield seats - room, times


def vehicles_needed(persons: int, families: Iterable[tuple[int, int]], seats: int) -> int:
    """How many vehicles the group fills."""
    return sum(vehicles for _, vehicles in vehicle_loads(persons, families, seats))
