"""Who rides where, by pseudonym: households to vehicles, whole. Names stay outside; no list of all people is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucekeeper.core.errors import TruceError
from trucekeeper.exchange.model import Convoy, Operation


class NoSeatError(TruceError):
    """A household for which a convoy has no vehicle with enough free seats."""

    def __init__(self, convoy: str, household: str, size: int) -> None:
        super().__init__(
            f"convoy {convoy} has no vehicle with {size} free seats left for household {household}",
            "move it to a later convoy, or give the convoy one vehicle more",
        )


@dataclass(frozen=True, slots=True)
class Household:
    """People who travel together, under a pseudonym; `group` is the id of the operation's group."""

    pseudonym: str
    persons: int
    group: str


@dataclass(frozen=True, slots=True)
class Seated:
    """One vehicle's list."""

    convoy: str
    vehicle: str
    seats: int
    households: tuple[Household, ...]

    @property
    def persons(self) -> int:
        """How many are on it."""
        return sum(one.persons for one in self.households)


def manifest(operation: Operation, convoy: Convoy, households: Sequence[Household]) -> Iterator[Seated]:
    """The lists of one convoy's vehicles, the largest households seated first.

    Raises:
        NoSeatError: When a household does not fit whole.
    """
    vehicles = [
        (f"{convoy.id}-{operation.fleets[fleet].id}-{number + 1}", operation.fleets[fleet].seats)
        for fleet, many in convoy.parts
        for number in range(many)
    ]
    free = [seats for _, seats in vehicles]
    riders: list[list[Household]] = [[] for _ in vehicles]
    for one in sorted(households, key=lambda one: (-one.persons, one.pseudonym)):
        place = next((place for place, left in enumerate(free) if left >= one.persons), None)
        if place is None:
            raise NoSeatError(convoy.id, one.pseudonym, one.persons)
        riders[place].append(one)
        free[place] -= one.persons
    for (name, seats), aboard in zip(vehicles, riders, strict=True):
        yield Seated(convoy.id, name, seats, tuple(aboard))
