"""What an operation orders of convoys beside the deal, and where a plan cannot obey: said, never dropped in silence."""

from collections.abc import Container, Iterator, Sequence

from trucekeeper.core.moment import iso
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Operation, Times


def largest(operation: Operation, side: int) -> tuple[int, str]:
    """The most vehicles that a convoy of a side can have, and what limits it, in words."""
    fleets = [fleet for fleet in operation.fleets if fleet.side == side]
    have = sum(fleet.vehicles for fleet in fleets)
    limits = [(have, f"there are {have} vehicles")]
    if (longest := operation.sides[side].longest) is not None:
        limits.append((longest, f"the escort takes at most {longest}"))
    if (room := operation.gates[side].room) is not None:
        limits.append((room, f"{room} have room at the point"))
    seats = max((fleet.seats for fleet in fleets if fleet.vehicles), default=1)
    for rule in operation.couplings:
        bound = rule.ahead[side]
        if bound and rule.units[side]:
            people = bound // rule.units[side]
            limits.append((max(1, people // seats), f"nobody may be more than {people:,} people ahead"))
        elif rule.batches and rule.batches[side]:
            full = -(-rule.batches[side] // seats)
            limits.append((full, f"a batch has {rule.batches[side]:,} people"))
    needed = -(-operation.persons(side) // seats)
    return min((*limits, (needed, "no more are needed")), key=lambda one: one[0])


def too_short(operation: Operation, plan: Sequenced, gone: Container[int] = ()) -> dict[int, list[int]]:
    """Convoys by side, as positions, that have fewer vehicles than ordered; the last one of a site may.

    Args:
        operation: With the shortest convoy of each side.
        plan: The convoys in order.
        gone: Positions of convoys that have left: nothing can be ordered of them any more.
    """
    if all(side.shortest <= 1 for side in operation.sides):
        return {}
    last: dict[int, int] = {}
    short: dict[int, list[int]] = {}
    for place, convoy in enumerate(plan.convoys):
        last[convoy.site] = place
        if convoy.vehicles < operation.sides[convoy.side].shortest and convoy.persons and place not in gone:
            short.setdefault(convoy.side, []).append(place)
    for side in list(short):
        short[side] = [place for place in short[side] if place != last[plan.convoys[place].site]]
    return {side: places for side, places in short.items() if places}


def disobeyed(
    operation: Operation, plan: Sequenced, times: Sequence[Times], gone: Container[int] = ()
) -> Iterator[str]:
    """What was ordered and is not kept, in words, with the reason as far as one limit alone is the reason."""
    for place, site in enumerate(operation.sites):
        late = [
            convoy.persons
            for convoy, one in zip(plan.convoys, times, strict=True)
            if convoy.site == place and site.due_s <= one.depart < NEVER
        ]
        if late:
            ends = iso(operation.moment(site.due_s))
            clause = next((group.clause for group in operation.groups if group.site == place), site.id)
            yield f"{clause}: {sum(late):,} people leave after its window, which ends {ends}"
    for side, places in too_short(operation, plan, gone).items():
        one = operation.sides[side]
        most, why = largest(operation, side)
        first = plan.convoys[places[0]]
        many = f"{len(places)} convoys have fewer, the first is" if len(places) > 1 else "one has fewer:"
        reason = (
            why if most < one.shortest else "no list of convoys that was tried keeps to it and brings all to safety"
        )
        asked = f"{one.id}: at least {one.shortest} vehicles a convoy are asked for"
        yield f"{asked}; {many} {first.id} ({first.vehicles}): {reason}"
