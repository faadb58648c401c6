"""Convoys that are larger than what losses leave of their fleet, divided so that their people can still be carried.

Vehicles stay as they were told, with the families in them; only where a kind of vehicle is lost altogether are people
seated anew, and then whole families at a time.
"""

from dataclasses import replace
from string import ascii_lowercase

from trucekeeper.exchange.compose import of_loads
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Load, Operation, Times
from trucekeeper.exchange.seats import FamilyTooLargeError, apportioned, portion, seats_used, vehicle_loads


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
    left = {fleet: operation.fleets[fleet].vehicles for fleet, _ in convoy.parts}
    if all(number <= left[fleet] for fleet, number in convoy.parts):
        return [convoy]
    loads, stuck = _seated_anew(operation, convoy, notes)
    room = {load.fleet: operation.fleets[load.fleet].vehicles for load in loads}
    groups = _in_groups(loads, room)
    if stuck:
        # No vehicle of theirs is left: they stay in the plan, as people who cannot leave.
        groups.append(list(stuck))
    if not groups:
        return [convoy]
    ids = [convoy.id + _suffix(number) for number in range(len(groups))] if len(groups) > 1 else [convoy.id]
    if len(ids) > 1:
        notes.append(f"{convoy.id} is larger than the vehicles left: it goes as {', '.join(ids)}")
    return [
        of_loads(id, convoy.side, convoy.site, group, convoy.release_s, convoy.leave_s)
        for id, group in zip(ids, groups, strict=True)
    ]


def _seated_anew(operation: Operation, convoy: Convoy, notes: list[str]) -> tuple[list[Load], list[Load]]:
    """The loads of a convoy in vehicles that are left, and those for whom none is left; families stay whole."""
    kept = [load for load in loads_of(operation, convoy) if operation.fleets[load.fleet].vehicles]
    lost = [load for load in loads_of(operation, convoy) if not operation.fleets[load.fleet].vehicles]
    stuck: list[Load] = []
    for place in dict.fromkeys(load.group for load in lost):
        own = [load for load in lost if load.group == place]
        try:
            kept += _elsewhere(operation, place, own)
            notes.append(f"seat the people of {convoy.id} again who were to go by vehicles that are lost")
        except (FamilyTooLargeError, ValueError):
            stuck += own
    return kept, stuck


def _elsewhere(operation: Operation, place: int, loads: list[Load]) -> list[Load]:
    """People of one group in other vehicles that may carry them.

    Raises:
        ValueError: When there is none.
        FamilyTooLargeError: When none holds the largest family.
    """
    sizes: dict[int, int] = {}
    for load in loads:
        for size, number in load.families:
            sizes[size] = sizes.get(size, 0) + number * load.vehicles
    persons = sum(load.persons * load.vehicles for load in loads)
    seats = {f: seats_used(operation, place, f) for f in operation.groups[place].fleets if operation.fleets[f].vehicles}
    if not seats:
        raise ValueError("no vehicle is left")
    largest = max(seats, key=lambda fleet: seats[fleet])
    group = replace(operation.groups[place], families=tuple(sizes.items()), persons=persons)
    return [
        Load(fleet, place, many, full, families)
        for fleet, (people, own) in apportioned(group, {largest: persons}, seats).items()
        for full, many, families in vehicle_loads(people, own, seats[fleet])
    ]


def _in_groups(loads: list[Load], room: dict[int, int]) -> list[list[Load]]:
    """Vehicle by vehicle into pieces, none with more vehicles of a fleet than there are."""
    pieces: list[list[Load]] = []
    free: list[dict[int, int]] = []
    for load in loads:
        many = load.vehicles
        for place in range(len(pieces) + load.vehicles):
            if not many:
                break
            if place == len(pieces):
                pieces.append([])
                free.append(dict(room))
            taken = min(many, free[place][load.fleet])
            if taken:
                pieces[place].append(replace(load, vehicles=taken))
                free[place][load.fleet] -= taken
                many -= taken
    return pieces


def with_fewer(convoy: Convoy, less: int) -> Convoy:
    """A convoy with so many people less, vehicles that nobody needs any more left out.

    Who they are is not recorded: of those who go on, families stay together as far as their numbers allow.
    """
    if not convoy.loads:
        people = []
        for group, number in convoy.people:
            taken = min(less, number)
            people.append((group, number - taken))
            less -= taken
        return replace(convoy, people=tuple(people))
    loads: list[Load] = []
    for load in reversed(convoy.loads):
        whole = min(load.vehicles, less // load.persons) if load.persons else 0
        less -= whole * load.persons
        left = load.vehicles - whole
        if left and less:
            alone = load.persons - sum(size * number for size, number in load.families)
            _, families = portion(load.families, alone, load.persons - less)
            loads.append(replace(load, vehicles=1, persons=load.persons - less, families=families))
            left, less = left - 1, 0
        if left:
            loads.append(replace(load, vehicles=left))
    if not loads:
        return replace(convoy, people=tuple((group, 0) for group, _ in convoy.people), loads=())
    return of_loads(convoy.id, convoy.side, convoy.site, loads[::-1], convoy.release_s, convoy.leave_s)


def loads_of(operation: Operation, convoy: Convoy) -> tuple[Load, ...]:
    """Who sits with whom; where that is not written down, people fill the seats in the order of the convoy.

    Such a plan says nothing of families: they must then be seated by hand.
    """
    if convoy.loads:
        return convoy.loads
    loads: list[Load] = []
    people = [[group, number] for group, number in convoy.people if number]
    for fleet, vehicles in convoy.parts:
        seats = operation.fleets[fleet].seats
        for _ in range(vehicles):
            if not people:
                return tuple(loads)
            aboard = min(seats, people[0][1])
            loads.append(Load(fleet, people[0][0], 1, aboard))
            people[0][1] -= aboard
            if not people[0][1]:
                people.pop(0)
    if people and loads:
        # More people than seats: they stay counted with the last vehicle.
        loads += [Load(loads[-1].fleet, group, 1, number) for group, number in people]
    return tuple(loads)


def _suffix(number: int) -> str:
    """The letter of a piece: a to y, then za, zb and so on."""
    return "z" * (number // 25) + ascii_lowercase[number % 25]
