"""Convoys that are larger than what losses leave of their fleet, divided so that their people can still be carried."""

from string import ascii_lowercase

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times


def split_to_fit(
    operation: Operation, sequence: Sequenced, fixed: dict[int, Times], notes: list[str]
) -> tuple[Sequenced, dict[int, Times]]:
    """Each convoy that has not left, in pieces no larger than its fleets.

    Args:
        operation: With the vehicles that are left.
        sequence: What was told.
        fixed: What has happened, by position; what began to load goes on as the first piece.
        notes: What is new is added in words.
    """
    convoys: list[Convoy] = []
    moved: dict[int, list[int]] = {}
    known: dict[int, Times] = {}
    for place, convoy in enumerate(sequence.convoys):
        gone = place in fixed and fixed[place].depart < NEVER
        pieces = [convoy] if gone else _pieces(operation, convoy, notes)
        moved[place] = list(range(len(convoys), len(convoys) + len(pieces)))
        if place in fixed:
            known[len(convoys)] = fixed[place]
        convoys += pieces
    crossing = tuple(new for old in sequence.crossing for new in moved[old])
    return Sequenced(tuple(convoys), crossing), known


def told_as(id: str) -> str:
    """The convoy that a piece was told as: B4 for B4a."""
    return id.rstrip(ascii_lowercase)


def _pieces(operation: Operation, convoy: Convoy, notes: list[str]) -> list[Convoy]:
    if all(number <= operation.fleets[fleet].vehicles for fleet, number in convoy.parts):
        return [convoy]
    left = dict(convoy.people)
    loads = []
    while (load := _load(operation, convoy, left))[1]:
        loads.append(load)
    if any(left.values()):
        # No vehicle of theirs is left: they stay in the plan, as people who cannot leave.
        loads.append((convoy.parts, tuple((group, number) for group, number in left.items() if number)))
    if not loads:
        return [convoy]
    ids = [convoy.id + _suffix(number) for number in range(len(loads))] if len(loads) > 1 else [convoy.id]
    if len(ids) > 1:
        notes.append(f"{convoy.id} is larger than the vehicles left: it goes as {', '.join(ids)}")
    if any(operation.groups[group].families for group, _ in convoy.people):
        notes.append(f"seat the families of {convoy.id} again: its vehicles are fewer")
    return [
        Convoy(id, convoy.side, convoy.site, parts, people, convoy.release_s, convoy.leave_s)
        for id, (parts, people) in zip(ids, loads, strict=True)
    ]


def _load(
    operation: Operation, convoy: Convoy, left: dict[int, int]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """What one piece takes; `left` is lessened by it."""
    parts: list[tuple[int, int]] = []
    people: dict[int, int] = {}
    for fleet, number in convoy.parts:
        vehicles = min(number, operation.fleets[fleet].vehicles)
        room = full = vehicles * operation.fleets[fleet].seats
        for group in left:
            if fleet in operation.groups[group].fleets and (aboard := min(room, left[group])):
                people[group] = people.get(group, 0) + aboard
                left[group] -= aboard
                room -= aboard
        if room < full:
            parts.append((fleet, -(-(full - room) // operation.fleets[fleet].seats)))
    return tuple(parts), tuple(people.items())


def _suffix(number: int) -> str:
    """The letter of a piece: a to y, then za, zb and so on."""
    return "z" * (number // 25) + ascii_lowercase[number % 25]
