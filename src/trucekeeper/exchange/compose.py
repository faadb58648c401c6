"""Convoys out of people and vehicles: of one size, or following the flows of the linear programme."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from trucekeeper.exchange.batches import by_batches
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.flow import Flow
from trucekeeper.exchange.model import Convoy, Load, Operation, Times
from trucekeeper.exchange.seats import Chunk, portion, seated


def shares(operation: Operation) -> dict[tuple[int, int], int]:
    """How many people of each group go with each fleet: by seats and by how often a vehicle comes round."""
    split: dict[tuple[int, int], int] = {}
    once: dict[int, int] = {}
    for place, group in sorted(enumerate(operation.groups), key=lambda one: len(one[1].fleets)):
        power = {f: _power(operation, f, group.site) for f in group.fleets}
        power = {f: max(p, 0.001) for f, p in power.items() if operation.fleets[f].vehicles}
        left, weights = group.persons, sum(power.values())
        # Who goes once carries no more than once; what rounding leaves goes with those that come back.
        ordered = sorted(power.items(), key=lambda one: (operation.fleets[one[0]].returns, one[0]))
        for number, (fleet, own) in enumerate(ordered):
            one = operation.fleets[fleet]
            part = left if number == len(power) - 1 else min(left, round(group.persons * own / weights))
            if not one.returns and number < len(power) - 1:
                part = min(part, max(0, one.vehicles * one.seats - once.get(fleet, 0)))
            once[fleet] = once.get(fleet, 0) + part
            split[place, fleet] = part
            left -= part
    return split


def _power(operation: Operation, fleet: int, site: int) -> float:
    """People an hour that a fleet can take from a site, waiting left out."""
    one, place = operation.fleets[fleet], operation.sites[site]
    cycle = one.load_s + place.to_point.likely_s + place.to_safety.likely_s + place.back.likely_s
    return one.vehicles * one.seats * 3600 / max(1, cycle)


def uniform(
    operation: Operation, sizes: Sequence[int], split: Mapping[tuple[int, int], int] | None = None
) -> Sequenced:
    """Convoys of `sizes[side]` vehicles; sites of a side take turns by how much of their people is left."""
    split = split or shares(operation)
    queues = seated(operation, split)
    per_side: list[list[Convoy]] = []
    for side in range(len(operation.sides)):
        batch, gone = batch_of(operation, side), 0
        sites = operation.sites_of(side)
        if batch and len(sites) == 1:
            filled = by_batches(operation, sites[0], split, batch)
            lines = {sites[0]: deque(chunk for one in filled for chunk in _interleaved(one))}
        else:
            lines = {site: _line(operation, site, queues) for site in sites}
        late = {site: _waits_for_another(operation, site) for site in sites}
        totals = {site: max(1, sum(c.vehicles for c in line)) for site, line in lines.items()}
        left = dict(totals)
        convoys: list[Convoy] = []
        while any(lines.values()):
            site = max((s for s in lines if lines[s]), key=lambda s: (-late[s], left[s] / totals[s], -s))
            convoy = _take(side, site, lines[site], sizes[side], len(convoys), _to_next(batch, gone))
            gone += convoy.persons
            left[site] -= convoy.vehicles
            convoys.append(convoy)
        per_side.append(convoys)
    return merged(operation, per_side)


def _waits_for_another(operation: Operation, site: int) -> int:
    """How many rules make the people of a site wait for another side: they leave after the others of their own."""
    side = operation.sites[site].side
    clauses = {group.clause for group in operation.groups if group.site == site}
    return sum(
        bool(rule.only) and rule.leads != side and bool(clauses & set(rule.only)) for rule in operation.couplings
    )


def _line(operation: Operation, site: int, filled: Mapping[tuple[int, int], deque[Chunk]]) -> deque[Chunk]:
    """A site's vehicles in the order of ranks; fleets of one group spread evenly over its convoys."""
    line: deque[Chunk] = deque()
    groups = sorted((g.rank, p) for p, g in enumerate(operation.groups) if g.site == site and g.persons)
    for rank in sorted({rank for rank, _ in groups}):
        own = {place for of, place in groups if of == rank}
        queues = [queue for (group, _), queue in sorted(filled.items()) if group in own]
        line += _interleaved(queues)
    return line


def _interleaved(queues: Sequence[deque[Chunk]]) -> deque[Chunk]:
    """One after the other in proportion to their lengths, vehicle by vehicle; a single queue stays as it is."""
    if not queues:
        return deque()
    if len(queues) == 1:
        return queues[0]
    done = [0] * len(queues)
    total = [sum(chunk.vehicles for chunk in queue) for queue in queues]
    out: deque[Chunk] = deque()
    while any(queues):
        place = min((p for p, queue in enumerate(queues) if queue), key=lambda p: (done[p] + 1) / total[p])
        chunk = queues[place][0]
        chunk.vehicles -= 1
        done[place] += 1
        if not chunk.vehicles:
            queues[place].popleft()
        if out and out[-1].load(1) == chunk.load(1):
            out[-1].vehicles += 1
        else:
            out.append(replace(chunk, vehicles=1))
    return out


def batch_of(operation: Operation, side: int) -> int:
    """People after whom a side waits for a count, where the deal counts by batches; 0 = it does not."""
    return next((rule.batches[side] for rule in operation.couplings if rule.batches), 0)


def _take(side: int, site: int, line: deque[Chunk], vehicles: int, number: int, until: int = 0) -> Convoy:
    """The next convoy of a line; with `until` it stops at so many people, so that no batch is broken."""
    loads: list[Load] = []
    while line and vehicles > 0:
        chunk = line[0]
        taken = min(vehicles, chunk.vehicles)
        if until:
            room = until - sum(load.vehicles * load.persons for load in loads)
            fits = room // max(1, chunk.persons)
            if fits <= 0:
                if loads and not room:
                    break
                # One vehicle leaves less full, so that the batch is full.
                _filled_up_to(line, room)
                chunk, fits = line[0], 1
                if chunk.persons > room and loads:
                    break
            taken = min(taken, chunk.vehicles, fits)
        loads.append(chunk.load(taken))
        chunk.vehicles -= taken
        vehicles -= taken
        if not chunk.vehicles:
            line.popleft()
    return of_loads(f"{letter(side)}{number + 1}", side, site, loads)


def _filled_up_to(line: deque[Chunk], room: int) -> None:
    """Put a vehicle with at most so many people, exactly so many if families allow, at the head of a line."""
    best, found = 0, None
    for place, chunk in enumerate(line):
        if chunk.persons <= room:
            persons, families = chunk.persons, chunk.families
        else:
            alone = chunk.persons - sum(size * number for size, number in chunk.families)
            persons, families = portion(chunk.families, alone, room)
        if persons > best:
            best, found = persons, (place, families)
        if best == room or place > 50:
            break
    if found is None:
        return
    place, families = found
    chunk = line[place]
    chunk.vehicles -= 1
    if rest := chunk.persons - best:
        more = {size: number for size, number in chunk.families}
        for size, number in families:
            more[size] -= number
        left = tuple((size, number) for size, number in more.items() if number)
        line.insert(place + 1, Chunk(chunk.group, chunk.fleet, rest, 1, left))
    if not chunk.vehicles:
        del line[place]
    line.appendleft(Chunk(chunk.group, chunk.fleet, best, 1, families))


def of_loads(id: str, side: int, site: int, loads: Sequence[Load], release_s: int = 0, leave_s: int = 0) -> Convoy:
    """A convoy of vehicles that are filled; those filled alike stand together."""
    alike = Counter[tuple[int, int, int, tuple[tuple[int, int], ...]]]()
    parts, people = Counter[int](), Counter[int]()
    for load in loads:
        alike[load.fleet, load.group, load.persons, load.families] += load.vehicles
        parts[load.fleet] += load.vehicles
        people[load.group] += load.vehicles * load.persons
    merged = tuple(Load(fleet, group, many, full, kin) for (fleet, group, full, kin), many in alike.items())
    return Convoy(id, side, site, tuple(parts.items()), tuple(people.items()), release_s, leave_s, merged)


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
    queues = seated(operation, split)
    apart = not any(rule.gated == "departed" for rule in operation.couplings)
    calls: list[tuple[int, int, int, tuple[int, int], int]] = []
    for pair, queue in queues.items():
        vehicles = sum(chunk.vehicles for chunk in queue)
        passing = _slots(flow.crosses.get(pair, ()), vehicles)
        leading = _slots(flow.loads.get(pair, ()), vehicles) if apart else passing
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
    gathered: dict[int, deque[Chunk]] = {}
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


def _drawn(queue: deque[Chunk], vehicles: int) -> list[Chunk]:
    out = []
    while vehicles and queue:
        taken = min(vehicles, queue[0].vehicles)
        out.append(replace(queue[0], vehicles=taken))
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
        one = plan.convoys[bundle[0]]
        numbers[one.side] += 1
        id = f"{letter(one.side)}{numbers[one.side]}"
        convoys.append(
            of_loads(id, one.side, one.site, [load for place in bundle for load in plan.convoys[place].loads])
        )
    order = sorted(range(len(bundles)), key=lambda number: max(passing[place] for place in bundles[number]))
    return Sequenced(tuple(convoys), tuple(order))
