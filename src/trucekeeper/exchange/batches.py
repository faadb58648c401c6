"""People of a site in the order in which they leave, batch by batch: each batch exactly full as far as families allow.

A batch counts when so many people are counted. Whole vehicles seldom make so many, so the last vehicle of a batch
leaves less full; and who travels alone is spread over all batches, so that each can be made up to its number.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.seats import Chunk, Families, apportioned, portion, seats_used, vehicle_loads

#: A group of people and a fleet that carries it.
Pair = tuple[int, int]


@dataclass(slots=True)
class _Left:
    """People of a group who are not yet in a batch."""

    group: int
    families: dict[int, int]
    alone: int

    def persons(self) -> int:
        return self.alone + sum(size * number for size, number in self.families.items())

    def take(self, wanted: int) -> tuple[int, Families]:
        """As many as wanted, or fewer where families do not allow it: their share of families of each size."""
        total = self.persons()
        if wanted >= total:
            chosen, alone = dict(self.families), self.alone
        else:
            chosen = {size: number * wanted // total for size, number in self.families.items()}
            alone = self.alone * wanted // total
            room = wanted - alone - sum(size * number for size, number in chosen.items())
            rest = [(size, number - chosen[size]) for size, number in self.families.items()]
            persons, more = portion(rest, self.alone - alone, room)
            alone += persons - sum(size * number for size, number in more)
            for size, number in more:
                chosen[size] += number
        aboard = sum(size * number for size, number in chosen.items())
        for size, number in chosen.items():
            self.families[size] -= number
        self.alone -= alone
        return aboard + alone, tuple((size, number) for size, number in chosen.items() if number)


def by_batches(operation: Operation, site: int, split: Mapping[Pair, int], batch: int) -> list[list[deque[Chunk]]]:
    """The vehicles of a site to fill, batch after batch; within a batch the queues that fill it, lower ranks first.

    Args:
        operation: The exchange.
        site: Where they board; the only one of its side, else batches are made up of several sites.
        split: People wanted with each fleet, by group and fleet.
        batch: People in one.
    """
    groups = sorted((g.rank, p) for p, g in enumerate(operation.groups) if g.site == site and g.persons)
    left = {place: _left(operation, place) for _, place in groups}
    batches = []
    while any(one.persons() for one in left.values()):
        room, queues = batch, []
        for rank in sorted({rank for rank, _ in groups}):
            own = [left[place] for of, place in groups if of == rank and left[place].persons()]
            taken, filled = _from(operation, own, min(room, sum(one.persons() for one in own)), split)
            queues += filled
            room -= taken
            if any(one.persons() for one in own):
                break
        if room == batch:
            # Not one family fits: they go all the same, and the plan says what cannot be kept.
            _, queues = _from(operation, list(left.values()), sum(one.persons() for one in left.values()), split)
        batches.append(queues)
    return batches


def _left(operation: Operation, place: int) -> _Left:
    group = operation.groups[place]
    families = {size: number for size, number in group.families if size > 1 and number}
    return _Left(place, families, group.persons - sum(size * number for size, number in families.items()))


def _from(
    operation: Operation, own: Sequence[_Left], wanted: int, split: Mapping[Pair, int]
) -> tuple[int, list[deque[Chunk]]]:
    """So many people of groups of one rank, each giving its share; how many it came to, and the vehicles they fill."""
    taken, queues = 0, []
    total = sum(one.persons() for one in own)
    for number, one in enumerate(own):
        share = wanted - taken if number == len(own) - 1 else wanted * one.persons() // max(1, total)
        persons, families = one.take(min(share, one.persons()))
        taken += persons
        if not persons:
            continue
        group = operation.groups[one.group]
        seats = {f: seats_used(operation, one.group, f) for f in group.fleets if operation.fleets[f].vehicles}
        wish = {f: split.get((one.group, f), 0) * persons // group.persons for f in seats}
        most = max(seats, key=lambda f: wish[f])
        wish[most] += persons - sum(wish.values())
        for fleet, (people, kin) in apportioned(replace(group, families=families), wish, seats).items():
            loads = vehicle_loads(people, kin, seats[fleet])
            queues.append(deque(Chunk(one.group, fleet, full, many, pattern) for full, many, pattern in loads))
    return taken, queues
