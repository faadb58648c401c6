"""Convoys out of people and vehicles: of one size, or following the flows of the linear programme."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.flow import Flow
from trucekeeper.exchange.model import Convoy, Operation, Times
from trucekeeper.exchange.seats import FamilyTooLargeError, vehicle_loads


@dataclass(slots=True)
class _Chunk:
    """Equal vehicles of one group and fleet."""

    group: int
    fleet: int
    persons: int
    vehicles: int


def shares(operation: Operation) -> dict[tuple[int, int], int]:
    """How many people of each group go with each fleet: by seats and by how often a vehicle comes round."""
    split: dict[tuple[int, int], int] = {}
    spoken: dict[int, float] = {}
    for place, group in sorted(enumerate(operation.groups), key=lambda one: len(one[1].fleets)):
        power = {f: _power(operation, f, group.site) - spoken.get(f, 0.0) for f in group.fleets}
        power = {f: max(p, 0.001) for f, p in power.items() if operation.fleets[f].vehicles}
        left, weights = group.persons, sum(power.values())
        for number, (fleet, own) in enumerate(power.items()):
            part = left if number == len(power) - 1 else min(left, round(group.persons * own / weights))
            split[place, fleet] = part
            left -= part
    return split


def _power(operation: Operation, fleet: int, site: int) -> float:
    """People an hour that a fleet can take from a site, waiting left out."""
    one, place = operation.fleets[fleet], operation.sites[site]
    cycle = one.load_s + place.to_point.likely_s + place.to_safety.likely_s + place.back.likely_s
    return one.vehicles * one.seats * 3600 / max(1, cycle)


def _queue(operation: Operation, group: int, fleet: int, persons: int) -> deque[_Chunk]:
    one = operation.groups[group]
    seats = operation.fleets[fleet].seats
    largest = max((size for size, number in one.families if number), default=1)
    if largest > seats and persons:
        raise FamilyTooLargeError(one.id, largest, seats)
    families = one.families if persons == one.persons else _part(one.families, persons, one.persons)
    return deque(_Chunk(group, fleet, full, many) for full, many in vehicle_loads(persons, families, seats))


def _part(families: Sequence[tuple[int, int]], persons: int, of: int) -> list[tuple[int, int]]:
    """The families of a part of a group, in proportion."""
    return [(size, number * persons // of) for size, number in families]


def uniform(
    operation: Operation, sizes: Sequence[int], split: Mapping[tuple[int, int], int] | None = None
) -> Sequenced:
    """Convoys of `sizes[side]` vehicles; sites of a side take turns by how much of their people is left."""
    split = split or shares(operation)
    per_side: list[list[Convoy]] = []
    for side in range(len(operation.sides)):
        lines = {site: _line(operation, site, split) for site in operation.sites_of(side)}
        totals = {site: max(1, sum(c.vehicles for c in line)) for site, line in lines.items()}
        left = dict(totals)
        batch, gone = batch_of(operation, side), 0
        convoys: list[Convoy] = []
        while any(lines.values()):
            site = max((s for s in lines if lines[s]), key=lambda s: (left[s] / totals[s], -s))
            convoy = _take(side, site, lines[site], sizes[side], len(convoys), _to_next(batch, gone))
            gone += convoy.persons
            left[site] -= convoy.vehicles
            convoys.append(convoy)
        per_side.append(convoys)
    return merged(operation, per_side)


def _line(operation: Operation, site: int, split: Mapping[tuple[int, int], int]) -> deque[_Chunk]:
    """A site's vehicles in the order of ranks; fleets of one group spread evenly over its convoys."""
    line: deque[_Chunk] = deque()
    groups = sorted((g.rank, p) for p, g in enumerate(operation.groups) if g.site == site and g.persons)
    for rank in sorted({rank for rank, _ in groups}):
        queues = [
            _queue(operation, place, fleet, persons)
            for of, place in groups
            if of == rank
            for (group, fleet), persons in split.items()
            if group == place and persons
        ]
        line += _interleaved(queues)
    return line


def _interleaved(queues: Sequence[deque[_Chunk]]) -> deque[_Chunk]:
    """One after the other in proportion to their lengths, vehicle by vehicle; a single queue stays as it is."""
    if len(queues) == 1:
        return queues[0]
    done = [0] * len(queues)
    total = [sum(chunk.vehicles for chunk in queue) for queue in queues]
    out: deque[_Chunk] = deque()
    while any(queues):
        place = min((p for p, queue in enumerate(queues) if queue), key=lambda p: (done[p] + 1) / total[p])
        chunk = queues[place][0]
        chunk.vehicles -= 1
        done[place] += 1
        if not chunk.vehicles:
            queues[place].popleft()
        if out and (out[-1].group, out[-1].fleet, out[-1].persons) == (chunk.group, chunk.fleet, chunk.persons):
            out[-1].vehicles += 1
        else:
            out.append(_Chunk(chunk.group, chunk.fleet, chunk.persons, 1))
    return out


def batch_of(operation: Operation, side: int) -> int:
    """People after whom a side waits for a count, where the deal counts by batches; 0 = it does not."""
    return next((rule.batches[side] for rule in operation.couplings if rule.batches), 0)


def _take(side: int, site: int, line: deque[_Chunk], vehicles: int, number: int, until: int = 0) -> Convoy:
    """The next convoy of a line; with `until` it stops short of so many people, so that no batch is broken."""
    parts: dict[int, int] = {}
    people: dict[int, int] = {}
    while line and vehicles > 0:
        chunk = line[0]
        taken = min(vehicles, chunk.vehicles)
        if until:
            fits = (until - sum(people.values())) // max(1, chunk.persons)
            if fits <= 0 and parts:
                break
            taken = min(taken, max(1, fits))
        parts[chunk.fleet] = parts.get(chunk.fleet, 0) + taken
        people[chunk.group] = people.get(chunk.group, 0) + taken * chunk.persons
        chunk.vehicles -= taken
        vehicles -= taken
        if not chunk.vehicles:
            line.popleft()
    return Convoy(f"{letter(side)}{number + 1}", side, site, tuple(parts.items()), tuple(people.items()))


def _to_next(batch: int, gone: int) -> int:
    """People until the next batch begins; 0 where there are no batches."""
    return batch - gone % batch if batch else 0


def letter(side: int) -> str:
    """Sides are A, B, C in the names of convoys."""
    return chr(ord("A") + side % 26)


def merged(operation: Operation, per_side: Sequence[Sequence[Convoy]]) -> Sequenced:
    """All sides in one order, by how much of each side has gone; the order between sides has no meaning."""
    keyed: list[tuple[float, int, int, Convoy]] = []
    for side, convoys in enumerate(per_side):
        gone, total = 0, max(1, sum(convoy.persons for convoy in convoys))
        for convoy in convoys:
            keyed.append((gone / total, side, len(keyed), convoy))
            gone += convoy.persons
    return Sequenced(tuple(convoy for _, _, _, convoy in sorted(keyed, key=lambda one: one[:3])))


def guided(operation: Operation, flow: Flow, largest: Sequence[int], least: Sequence[int]) -> Sequenced:
    """Convoys that follow the programme: its flows rounded to whole vehicles, gathered by site and slot.

    Vehicles of a slot leave together, in convoys of at most `largest[side]`; fewer than
    `least[side]` wait for those of the site's next slot. The order is that of passing the gate.
    """
    split = rounded_shares(operation, flow)
    queues = {pair: _queue(operation, *pair, persons) for pair, persons in split.items() if persons}
    apart = not any(rule.gated == "departed" for rule in operation.couplings)
    calls: list[tuple[int, int, int, tuple[int, int], int]] = []
    for pair, queue in queues.items():
        vehicles = sum(chunk.vehicles for chunk in queue)
        passing = _slots(flow.crosses[pair], vehicles)
        leading = _slots(flow.loads[pair], vehicles) if apart else passing
        emitted = 0
        while emitted < vehicles:
            many = 1
            while emitted + many < vehicles and leading[emitted + many] == leading[emitted]:
                many += 1
            site = operation.groups[pair[0]].site
            calls.append((leading[emitted], site, many, pair, passing[emitted + many - 1]))
            emitted += many
    calls.sort(key=lambda one: (one[0], one[1], operation.groups[one[3][0]].rank, one[3]))
    per_side: list[list[Convoy]] = [[] for _ in operation.sides]
    passes: dict[str, tuple[int, int]] = {}
    gathered: dict[int, deque[_Chunk]] = {}
    left = Counter(one[1] for one in calls)
    for place, (slot, site, many, pair, through) in enumerate(calls):
        line = gathered.setdefault(site, deque())
        line += _drawn(queues[pair], many)
        left[site] -= 1
        side = operation.sites[site].side
        if place + 1 < len(calls) and calls[place + 1][:2] == (slot, site):
            continue
        while line and (sum(chunk.vehicles for chunk in line) >= least[side] or not left[site]):
            until = _to_next(batch_of(operation, side), sum(convoy.persons for convoy in per_side[side]))
            convoy = _take(side, site, line, largest[side], len(per_side[side]), until)
            per_side[side].append(convoy)
            passes[convoy.id] = (through, place)
    whole = merged(operation, per_side)
    if not apart:
        return whole
    order = sorted(range(len(whole.convoys)), key=lambda place: passes[whole.convoys[place].id])
    return Sequenced(whole.convoys, tuple(order))


def _slots(series: Sequence[float], vehicles: int) -> list[int]:
    """The slot of each whole vehicle of a flow, in order; what rounding leaves over goes last."""
    total = sum(series) or 1.0
    slots: list[int] = []
    running = 0.0
    for slot, amount in enumerate(series):
        running += amount * vehicles / total
        slots += [slot] * (min(vehicles, int(running + 0.5 + 1e-6)) - len(slots))
    return slots + [len(series)] * (vehicles - len(slots))


def _drawn(queue: deque[_Chunk], vehicles: int) -> list[_Chunk]:
    out = []
    while vehicles and queue:
        taken = min(vehicles, queue[0].vehicles)
        out.append(_Chunk(queue[0].group, queue[0].fleet, queue[0].persons, taken))
        queue[0].vehicles -= taken
        vehicles -= taken
        if not queue[0].vehicles:
            queue.popleft()
    return out


def rounded_shares(operation: Operation, flow: Flow) -> dict[tuple[int, int], int]:
    """People by group and fleet as the programme carries them, all of them accounted for.

    Whole vehicles, the largest first and the smallest for the rest, so that few seats stay empty; what rounding takes
    from a fleet at one group it gets back at the next.
    """
    split: dict[tuple[int, int], int] = {}
    owed: dict[int, float] = {}
    for place, group in enumerate(operation.groups):
        pairs: dict[int, float] = {
            f: sum(flow.crosses.get((place, f), ())) * operation.fleets[f].seats for f in group.fleets
        }
        pairs = {f: amount for f, amount in pairs.items() if amount > 0.5 and operation.fleets[f].vehicles}
        if not pairs:
            pairs = {f: 1.0 for f in group.fleets if operation.fleets[f].vehicles}
        total, left = sum(pairs.values()), group.persons
        ordered = sorted(pairs.items(), key=lambda one: (-operation.fleets[one[0]].seats, one[0]))
        for number, (fleet, flown) in enumerate(ordered):
            seats = operation.fleets[fleet].seats
            wanted = group.persons * flown / total / seats + owed.get(fleet, 0.0)
            vehicles = max(0, min(round(wanted), left // seats))
            owed[fleet] = wanted - vehicles
            split[place, fleet] = left if number == len(ordered) - 1 else vehicles * seats
            left -= split[place, fleet]
    return split


def gathered(
    operation: Operation,
    plan: Sequenced,
    times: Sequence[Times],
    within_s: int,
    largest: Sequence[int],
    least: Sequence[int],
) -> Sequenced:
    """Vehicles of one site that are loaded within so many seconds as one convoy, at the place of its last vehicle.

    Args:
        operation: The exchange.
        plan: A list of single vehicles.
        times: As they were worked out for it.
        within_s: From the loading of the first to that of the last; fewer than `least` vehicles wait longer.
        largest: Vehicles in a convoy at most, by side.
        least: At least, by side, but for the last of a site.
    """
    passing = {place: rank for rank, place in enumerate(plan.crossing or range(len(plan.convoys)))}
    open_at: dict[int, list[int]] = {}
    bundles: list[list[int]] = []
    for place in sorted(range(len(plan.convoys)), key=lambda one: (times[one].loaded, one)):
        convoy = plan.convoys[place]
        own = open_at.get(convoy.site)
        full = own is not None and len(own) >= largest[convoy.side]
        late = own is not None and times[place].loaded > times[own[0]].loaded + within_s
        if own is None or full or (late and len(own) >= least[convoy.side]):
            own = open_at[convoy.site] = []
            bundles.append(own)
        own.append(place)
    bundles.sort(key=max)
    numbers = [0] * len(operation.sides)
    convoys = []
    for bundle in bundles:
        parts, people = Counter[int](), Counter[int]()
        for place in bundle:
            parts.update(dict(plan.convoys[place].parts))
            people.update(dict(plan.convoys[place].people))
        one = plan.convoys[bundle[0]]
        numbers[one.side] += 1
        id = f"{letter(one.side)}{numbers[one.side]}"
        convoys.append(Convoy(id, one.side, one.site, tuple(parts.items()), tuple(people.items())))
    order = sorted(range(len(bundles)), key=lambda number: max(passing[place] for place in bundles[number]))
    return Sequenced(tuple(convoys), tuple(order))
