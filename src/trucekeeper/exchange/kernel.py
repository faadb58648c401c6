"""The recursion of `evaluate` in machine code, for searches and stress runs: the same times, vehicle chunk by chunk.

A convoy's vehicles that come from the same convoy before are equal, so they are handled as one chunk: the work grows
with the convoys, not with the vehicles. Only `plan`, `replan` and the stress test import this file, inside functions:
numba takes a second to load. Compiled code is cached beside the package (or under NUMBA_CACHE_DIR).
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from trucekeeper.exchange.evaluate import Durations, Sequenced, likely, weight
from trucekeeper.exchange.model import COUNTED, NEVER, Operation, Times

Array = Any  # numpy arrays of int64; numba does not read their types

LOAD, LOADED, DEPART, AT_POINT, CROSSING, CROSSED, OVER, ARRIVED, SITTING = range(9)

#: Column of the times for each counted event, in the order of `COUNTED`.
COLUMN = {"departed": DEPART, "at the point": AT_POINT, "crossed": CROSSED, "handed over": OVER, "arrived": ARRIVED}


class Rules(NamedTuple):
    """What does not change between plans of one operation."""

    opens: Array  # windows of all sites, then of all gates
    closes: Array
    site_windows: Array  # [sites + 1] offsets
    gate_windows: Array  # [sides + 1]
    by_day_s: Array  # [sites] length that must fit after a departure
    bays: Array  # [sites, fleets], 0 = as many as needed
    vehicles: Array  # [fleets]
    returns: Array  # [fleets]
    fleet_side: Array  # [fleets]
    ready: Array  # [fleets, sites]
    lane: Array  # [sides]
    room: Array  # [sides], -1 = no limit
    escorts: Array  # [sides], -1 = no limit
    units: Array  # [rules, sides]
    ahead: Array  # [rules, sides], -1 = not bound
    batches: Array  # [rules, sides], 0 = none
    leads: Array  # [rules], -1 = nobody
    gated: Array  # [rules] column of the gated event's start: DEPART or CROSSING
    counted: Array  # [rules] column
    verify_s: Array  # [rules]


class Convoys(NamedTuple):
    """One plan."""

    side: Array
    site: Array
    parts: Array  # [convoys + 1] offsets
    fleet: Array  # [parts]
    number: Array  # [parts]
    release: Array
    leave: Array
    persons: Array
    weights: Array  # [rules, convoys]
    offsets: Array  # [sides + 1] into the two orders
    departures: Array
    crossings: Array


class Spans(NamedTuple):
    """How long each convoy takes."""

    to_point: Array
    passing: Array
    hand_over: Array
    to_safety: Array
    back: Array
    load: Array  # [parts]


class Stops(NamedTuple):
    """Holds per side: sorted, apart from each other."""

    offsets: Array  # [sides + 1]
    start: Array
    end: Array


@njit(cache=True, inline="always")
def _free_start(at, lasts, opens, closes, low, high, stop_low, stop_high, start, end):  # type: ignore[no-untyped-def]
    """See window.free_start; windows [low, high), holds [stop_low, stop_high)."""
    need = lasts if lasts > 1 else 1
    window = low
    while True:
        if high > low:
            while window < high and (closes[window] < need + (at if at > opens[window] else opens[window])):
                window += 1
            if window == high:
                return NEVER
            if opens[window] > at:
                at = opens[window]
        moved = False
        for stop in range(stop_low, stop_high):
            if start[stop] > at:
                break
            if at < end[stop]:
                at = end[stop]
                moved = True
        if not moved:
            return at


@njit(cache=True, inline="always")
def _needed(rule, side, other, gone, total, units, ahead, batches, leads):  # type: ignore[no-untyped-def]
    """See evaluate.must_be_counted."""
    if batches[rule, side] > 0 and leads[rule] == other:
        tranche = -(-gone // batches[rule, side])
        full = tranche * batches[rule, other]
        if full - batches[rule, other] >= total:
            return -1
        return min(full, total)
    if ahead[rule, side] < 0:
        return 0
    needed = -(-(gone * units[rule, side] - ahead[rule, side]) // units[rule, other])
    if needed > total:
        return -1
    return max(0, needed)


@njit(cache=True, inline="always")
def _in_step(k, own, column, rules, convoys, out, known_out, known_over, pointer, so_far, latest, totals):  # type: ignore[no-untyped-def]
    """When the other sides' counts allow side k to have `own` gone; -1 while that is not known."""
    earliest = 0
    sides = convoys.offsets.shape[0] - 1
    for rule in range(rules.leads.shape[0]):
        if rules.gated[rule] != column:
            continue
        for other in range(sides):
            if other == k:
                continue
            need = _needed(
                rule, k, other, own[rule], totals[rule, other], rules.units, rules.ahead, rules.batches, rules.leads
            )
            if need < 0:
                return NEVER
            low, high = convoys.offsets[other], convoys.offsets[other + 1]
            counted = rules.counted[rule]
            while so_far[rule, k, other] < need:
                rank = pointer[rule, k, other]
                if low + rank >= high:
                    return NEVER
                one = convoys.departures[low + rank] if counted == DEPART else convoys.crossings[low + rank]
                if counted in (DEPART, AT_POINT):
                    if not known_out[one]:
                        return -1
                elif not known_over[one]:
                    return -1
                if out[one, counted] > latest[rule, k, other]:
                    latest[rule, k, other] = out[one, counted]
                so_far[rule, k, other] += convoys.weights[rule, one]
                pointer[rule, k, other] = rank + 1
            if need > 0:
                at = latest[rule, k, other] + rules.verify_s[rule]
                if at > earliest:
                    earliest = at
    return min(earliest, NEVER)


@njit(cache=True)
def run(rules, convoys, spans, stops, fixed, now, out):  # type: ignore[no-untyped-def]
    """Fill `out` [convoys, 9] with the times; see evaluate.evaluate."""
    count, sides = convoys.side.shape[0], convoys.offsets.shape[0] - 1
    sites, fleets = rules.bays.shape
    number_of_rules = rules.leads.shape[0]
    frozen = fixed.shape[0] > 0
    known_out = np.zeros(count, np.bool_)
    known_over = np.zeros(count, np.bool_)
    gate_free = np.zeros(sides, np.int64)
    next_out = np.zeros(sides, np.int64)
    next_over = np.zeros(sides, np.int64)
    own_out = np.zeros((sides, number_of_rules), np.int64)
    own_over = np.zeros((sides, number_of_rules), np.int64)
    own = np.zeros(number_of_rules, np.int64)
    pointer = np.zeros((number_of_rules, sides, sides), np.int64)
    so_far = np.zeros((number_of_rules, sides, sides), np.int64)
    latest = np.zeros((number_of_rules, sides, sides), np.int64)
    totals = np.zeros((number_of_rules, sides), np.int64)
    in_order = np.zeros(sides, np.bool_)
    for one in range(count):
        for rule in range(number_of_rules):
            totals[rule, convoys.side[one]] += convoys.weights[rule, one]
        for column in range(8):
            out[one, column] = NEVER
        out[one, SITTING] = 0
    for k in range(sides):
        in_order[k] = rules.escorts[k] >= 0
        for rule in range(number_of_rules):
            if rules.gated[rule] == DEPART:
                in_order[k] = True
    # Vehicles of a fleet as a stream: those of the depot, then those of the convoys as they pass the gate.
    depot = rules.vehicles.copy()
    giver = np.zeros(fleets, np.int64)  # rank in the crossing order
    given = np.zeros(fleets, np.int64)  # vehicles already taken from it
    # Bays of a lane (site, fleet): chunks (free from, how many), earliest first.
    widest = 1
    for site in range(sites):
        for fleet in range(fleets):
            widest = max(widest, rules.bays[site, fleet])
    bay_free = np.zeros((sites * fleets, widest + 1), np.int64)
    bay_many = np.zeros((sites * fleets, widest + 1), np.int64)
    bay_chunks = np.zeros(sites * fleets, np.int64)
    last_load = np.zeros(sites * fleets, np.int64)
    for site in range(sites):
        for fleet in range(fleets):
            if rules.bays[site, fleet] > 0:
                bay_many[site * fleets + fleet, 0] = rules.bays[site, fleet]
                bay_chunks[site * fleets + fleet] = 1
    # Room at the point: per side the rank of the first convoy still standing when the next arrives.
    room_rank = np.full(count, -1, np.int64)
    for k in range(sides):
        if rules.room[k] >= 0:
            low = convoys.offsets[k]
            first, there = 0, 0
            for rank in range(convoys.offsets[k + 1] - low):
                one = convoys.crossings[low + rank]
                size = 0
                for part in range(convoys.parts[one], convoys.parts[one + 1]):
                    size += convoys.number[part]
                there += size
                if size > rules.room[k]:
                    room_rank[one] = NEVER
                while there > rules.room[k] and first < rank:
                    gone = convoys.crossings[low + first]
                    for part in range(convoys.parts[gone], convoys.parts[gone + 1]):
                        there -= convoys.number[part]
                    first += 1
                if room_rank[one] < 0:
                    room_rank[one] = first - 1

    moved = True
    while moved:
        moved = False
        for k in range(sides):
            low, high = convoys.offsets[k], convoys.offsets[k + 1]
            while low + next_out[k] < high:
                rank = next_out[k]
                one = convoys.departures[low + rank]
                site = convoys.site[one]
                if frozen and fixed[one, DEPART] < NEVER:
                    depart = fixed[one, DEPART]
                    out[one, LOAD] = min(fixed[one, LOAD], depart)
                    out[one, LOADED] = min(fixed[one, LOADED], depart)
                    out[one, DEPART] = depart
                    if fixed[one, AT_POINT] < NEVER:
                        out[one, AT_POINT] = fixed[one, AT_POINT]
                    else:
                        out[one, AT_POINT] = min(NEVER, max(now, depart + spans.to_point[one]))
                    for part in range(convoys.parts[one], convoys.parts[one + 1]):
                        _take(convoys.fleet[part], convoys.number[part], depot, giver, given, rules, convoys)
                else:
                    earliest = 0
                    if rank > 0 and in_order[k]:
                        earliest = out[convoys.departures[low + rank - 1], DEPART]
                    if rules.escorts[k] >= 0 and rank >= rules.escorts[k]:
                        before = convoys.departures[low + rank - rules.escorts[k]]
                        if not known_over[before]:
                            break
                        earliest = max(earliest, out[before, ARRIVED])
                    if room_rank[one] >= 0:
                        if room_rank[one] == NEVER:
                            earliest = NEVER
                        else:
                            before = convoys.crossings[low + room_rank[one]]
                            if not known_over[before]:
                                break
                            earliest = max(earliest, out[before, CROSSED] - spans.to_point[one])
                    for rule in range(number_of_rules):
                        own[rule] = own_out[k, rule] + convoys.weights[rule, one]
                    step = _in_step(
                        k, own, DEPART, rules, convoys, out, known_out, known_over, pointer, so_far, latest, totals
                    )
                    if step < 0:
                        break
                    earliest = max(earliest, step)
                    if not _vehicles_known(one, depot, giver, given, rules, convoys, known_over):
                        break
                    floor = now
                    boarded = frozen and fixed[one, LOADED] < NEVER
                    if frozen:
                        floor = min(fixed[one, LOAD], now)
                    if convoys.release[one] > floor:
                        floor = convoys.release[one]
                    first, loaded, ends, many = NEVER, 0, 0, 0
                    for part in range(convoys.parts[one], convoys.parts[one + 1]):
                        fleet, left = convoys.fleet[part], convoys.number[part]
                        lane = site * fleets + fleet
                        lasts = spans.load[part]
                        many += left
                        while left > 0:
                            # The next chunk of equal vehicles.
                            if depot[fleet] > 0:
                                chunk = min(left, depot[fleet])
                                depot[fleet] -= chunk
                                there = rules.ready[fleet, site]
                            else:
                                source, size = _giver(fleet, giver, given, rules, convoys)
                                chunk = min(left, size - given[fleet])
                                given[fleet] += chunk
                                there = min(NEVER, out[source, ARRIVED] + spans.back[one])
                            left -= chunk
                            if boarded:
                                continue
                            while chunk > 0:
                                at = max(max(there, floor), last_load[lane])
                                now_loading = chunk
                                if bay_chunks[lane] > 0:
                                    at = max(at, bay_free[lane, 0])
                                    now_loading = min(chunk, bay_many[lane, 0])
                                start = _free_start(
                                    at, lasts, rules.opens, rules.closes,
                                    rules.site_windows[site], rules.site_windows[site + 1],
                                    0, 0, stops.start, stops.end,
                                )  # fmt: skip
                                end = min(NEVER, start + lasts)
                                last_load[lane] = start
                                if bay_chunks[lane] > 0:
                                    _occupy(lane, now_loading, end, bay_free, bay_many, bay_chunks)
                                first = min(first, start)
                                loaded = max(loaded, end)
                                ends += now_loading * end
                                chunk -= now_loading
                    if boarded:
                        loaded = fixed[one, LOADED]
                        first = min(fixed[one, LOAD], loaded)
                        ends = many * loaded
                    at = max(max(loaded, earliest), max(convoys.leave[one], now))
                    depart = _free_start(
                        at, rules.by_day_s[site], rules.opens, rules.closes,
                        rules.site_windows[site], rules.site_windows[site + 1],
                        stops.offsets[k], stops.offsets[k + 1], stops.start, stops.end,
                    ) if at < NEVER else NEVER  # fmt: skip
                    out[one, LOAD], out[one, LOADED], out[one, DEPART] = first, loaded, depart
                    out[one, AT_POINT] = min(NEVER, depart + spans.to_point[one])
                    out[one, SITTING] = many * depart - ends if depart < NEVER else 0
                for rule in range(number_of_rules):
                    own_out[k, rule] += convoys.weights[rule, one]
                known_out[one] = True
                next_out[k] += 1
                moved = True
        # The side whose next convoy can begin to pass first.
        best, best_start = -1, 0
        for k in range(sides):
            low, high = convoys.offsets[k], convoys.offsets[k + 1]
            if low + next_over[k] >= high:
                continue
            one = convoys.crossings[low + next_over[k]]
            if not known_out[one]:
                continue
            for rule in range(number_of_rules):
                own[rule] = own_over[k, rule] + convoys.weights[rule, one]
            step = _in_step(
                k, own, CROSSING, rules, convoys, out, known_out, known_over, pointer, so_far, latest, totals
            )
            if step < 0:
                continue
            if frozen and fixed[one, CROSSING] < NEVER:
                start = fixed[one, CROSSING]
            else:
                earliest = 0 if frozen and fixed[one, AT_POINT] < NEVER else now
                at = max(max(out[one, AT_POINT], gate_free[rules.lane[k]]), max(step, earliest))
                start = _free_start(
                    at, spans.passing[one], rules.opens, rules.closes,
                    rules.gate_windows[k], rules.gate_windows[k + 1],
                    stops.offsets[k], stops.offsets[k + 1], stops.start, stops.end,
                ) if at < NEVER else NEVER  # fmt: skip
            if best < 0 or start < best_start:
                best, best_start = k, start
        if best >= 0:
            k = best
            one = convoys.crossings[convoys.offsets[k] + next_over[k]]
            out[one, CROSSING] = best_start
            out[one, CROSSED] = min(NEVER, max(now, best_start + spans.passing[one]))
            if frozen and fixed[one, CROSSED] < NEVER:
                out[one, CROSSED] = fixed[one, CROSSED]
            out[one, OVER] = min(NEVER, out[one, CROSSED] + spans.hand_over[one])
            if frozen and fixed[one, OVER] < NEVER:
                out[one, OVER] = fixed[one, OVER]
            out[one, ARRIVED] = min(NEVER, max(now, out[one, OVER] + spans.to_safety[one]))
            if frozen and fixed[one, ARRIVED] < NEVER:
                out[one, ARRIVED] = fixed[one, ARRIVED]
            gate_free[rules.lane[k]] = max(gate_free[rules.lane[k]], out[one, CROSSED])
            for rule in range(number_of_rules):
                own_over[k, rule] += convoys.weights[rule, one]
            known_over[one] = True
            next_over[k] += 1
            moved = True


@njit(cache=True, inline="always")
def _giver(fleet, giver, given, rules, convoys):  # type: ignore[no-untyped-def]
    """The convoy whose vehicles of a fleet come next, and how many it has; (-1, 0) when none comes any more."""
    k = rules.fleet_side[fleet]
    low, high = convoys.offsets[k], convoys.offsets[k + 1]
    while rules.returns[fleet] and low + giver[fleet] < high:
        one = convoys.crossings[low + giver[fleet]]
        size = 0
        for part in range(convoys.parts[one], convoys.parts[one + 1]):
            if convoys.fleet[part] == fleet:
                size += convoys.number[part]
        if size > given[fleet]:
            return one, size
        giver[fleet] += 1
        given[fleet] = 0
    return -1, 0


@njit(cache=True, inline="always")
def _take(fleet, number, depot, giver, given, rules, convoys):  # type: ignore[no-untyped-def]
    """Take vehicles out of a fleet's stream."""
    chunk = min(number, depot[fleet])
    depot[fleet] -= chunk
    number -= chunk
    while number > 0:
        source, size = _giver(fleet, giver, given, rules, convoys)
        if source < 0:
            return
        chunk = min(number, size - given[fleet])
        given[fleet] += chunk
        number -= chunk


@njit(cache=True, inline="always")
def _vehicles_known(one, depot, giver, given, rules, convoys, known_over):  # type: ignore[no-untyped-def]
    """True when all vehicles that a convoy takes come from the depot or from convoys that have passed the gate."""
    for part in range(convoys.parts[one], convoys.parts[one + 1]):
        fleet, left = convoys.fleet[part], convoys.number[part]
        for earlier in range(convoys.parts[one], part):
            if convoys.fleet[earlier] == fleet:
                left += convoys.number[earlier]
        left -= depot[fleet]
        k = rules.fleet_side[fleet]
        low, high = convoys.offsets[k], convoys.offsets[k + 1]
        rank, used = giver[fleet], given[fleet]
        while left > 0:
            if not rules.returns[fleet] or low + rank >= high:
                return False
            source = convoys.crossings[low + rank]
            size = -used
            for other in range(convoys.parts[source], convoys.parts[source + 1]):
                if convoys.fleet[other] == fleet:
                    size += convoys.number[other]
            if size > 0:
                if not known_over[source]:
                    return False
                left -= size
            rank += 1
            used = 0
    return True


@njit(cache=True, inline="always")
def _occupy(lane, number, until, bay_free, bay_many, bay_chunks):  # type: ignore[no-untyped-def]
    """Take bays from the first chunk and put them back as free from `until`, in order."""
    chunks = bay_chunks[lane]
    bay_many[lane, 0] -= number
    if bay_many[lane, 0] == 0:
        for place in range(chunks - 1):
            bay_free[lane, place] = bay_free[lane, place + 1]
            bay_many[lane, place] = bay_many[lane, place + 1]
        chunks -= 1
    place = chunks
    while place > 0 and bay_free[lane, place - 1] > until:
        bay_free[lane, place] = bay_free[lane, place - 1]
        bay_many[lane, place] = bay_many[lane, place - 1]
        place -= 1
    if place > 0 and bay_free[lane, place - 1] == until:
        bay_many[lane, place - 1] += number
        for back in range(place, chunks):
            bay_free[lane, back] = bay_free[lane, back + 1]
            bay_many[lane, back] = bay_many[lane, back + 1]
    else:
        bay_free[lane, place] = until
        bay_many[lane, place] = number
        chunks += 1
    bay_chunks[lane] = chunks


def rules_of(operation: Operation) -> Rules:
    """The operation as arrays."""
    sites, fleets, sides = operation.sites, operation.fleets, operation.sides
    couplings = operation.couplings
    windows = [site.windows for site in sites] + [gate.windows for gate in operation.gates]
    offsets = np.cumsum([0, *(len(one) for one in windows)]).astype(np.int64)
    flat = [window for one in windows for window in one]
    lanes = {lane: place for place, lane in enumerate(dict.fromkeys(gate.lane for gate in operation.gates))}
    return Rules(
        opens=_ints([opens for opens, _ in flat]),
        closes=_ints([closes for _, closes in flat]),
        site_windows=offsets[: len(sites) + 1].copy(),
        gate_windows=offsets[len(sites) :].copy(),
        by_day_s=_ints([site.to_point.likely_s if operation.by_day else 0 for site in sites]),
        bays=_ints([[site.bays.get(fleet, 0) for fleet in range(len(fleets))] for site in sites]),
        vehicles=_ints([fleet.vehicles for fleet in fleets]),
        returns=_ints([fleet.returns for fleet in fleets]),
        fleet_side=_ints([fleet.side for fleet in fleets]),
        ready=_ints([[fleet.ready.get(site, NEVER) for site in range(len(sites))] for fleet in fleets]),
        lane=_ints([lanes[gate.lane] for gate in operation.gates]),
        room=_ints([-1 if gate.room is None else gate.room for gate in operation.gates]),
        escorts=_ints([-1 if side.escorts is None else side.escorts for side in sides]),
        units=_ints([rule.units for rule in couplings]).reshape(-1, len(sides)),
        ahead=_ints([[-1 if one is None else one for one in rule.ahead] for rule in couplings]).reshape(-1, len(sides)),
        batches=_ints([rule.batches or [0] * len(sides) for rule in couplings]).reshape(-1, len(sides)),
        leads=_ints([-1 if rule.leads is None else rule.leads for rule in couplings]),
        gated=_ints([DEPART if rule.gated == "departed" else CROSSING for rule in couplings]),
        counted=_ints([COLUMN[rule.counted] for rule in couplings]),
        verify_s=_ints([rule.verify_s for rule in couplings]),
    )


def convoys_of(operation: Operation, plan: Sequenced) -> Convoys:
    """A plan as arrays."""
    convoys = plan.convoys
    sides = range(len(operation.sides))
    departures = [plan.of_side(side) for side in sides]
    parts = [part for convoy in convoys for part in convoy.parts]
    return Convoys(
        side=_ints([convoy.side for convoy in convoys]),
        site=_ints([convoy.site for convoy in convoys]),
        parts=np.cumsum([0, *(len(convoy.parts) for convoy in convoys)]).astype(np.int64),
        fleet=_ints([fleet for fleet, _ in parts]),
        number=_ints([number for _, number in parts]),
        release=_ints([convoy.release_s for convoy in convoys]),
        leave=_ints([convoy.leave_s for convoy in convoys]),
        persons=_ints([convoy.persons for convoy in convoys]),
        weights=_ints(
            [[weight(operation, convoy, rule.category) for convoy in convoys] for rule in operation.couplings]
        ).reshape(-1, len(convoys)),
        offsets=np.cumsum([0, *(len(order) for order in departures)]).astype(np.int64),
        departures=_ints([one for order in departures for one in order]),
        crossings=_ints([one for side in sides for one in plan.through_gate(side)]),
    )


def spans_of(durations: Durations) -> Spans:
    """Durations as arrays."""
    return Spans(
        to_point=_ints(durations.to_point_s),
        passing=_ints(durations.pass_s),
        hand_over=_ints(durations.hand_over_s),
        to_safety=_ints(durations.to_safety_s),
        back=_ints(durations.back_s),
        load=_ints([one for convoy in durations.load_s for one in convoy]),
    )


def stops_of(operation: Operation) -> Stops:
    """The known holds as arrays, per side."""
    per_side = [
        sorted((hold.start_s, hold.end_s) for hold in operation.holds if hold.side in (None, side))
        for side in range(len(operation.sides))
    ]
    flat = [hold for holds in per_side for hold in holds]
    return Stops(
        np.cumsum([0, *(len(holds) for holds in per_side)]).astype(np.int64),
        _ints([start for start, _ in flat]),
        _ints([end for _, end in flat]),
    )


NOTHING_FIXED: Array = np.zeros((0, 9), np.int64)


def fixed_of(fixed: dict[int, Times], number: int) -> Array:
    """What has happened as an array."""
    if not fixed:
        return NOTHING_FIXED
    table = np.full((number, 9), NEVER, np.int64)
    for place, times in fixed.items():
        table[place] = _row(times)
    return table


def evaluate_fast(
    operation: Operation,
    plan: Sequenced,
    durations: Durations | None = None,
    fixed: dict[int, Times] | None = None,
    now_s: int = 0,
) -> tuple[Times, ...]:
    """The same as evaluate.evaluate, in machine code."""
    out = np.zeros((len(plan.convoys), 9), np.int64)
    spans = spans_of(durations or likely(operation, plan.convoys))
    run(
        rules_of(operation), convoys_of(operation, plan), spans, stops_of(operation),
        fixed_of(fixed or {}, len(plan.convoys)), now_s, out,
    )  # fmt: skip
    return tuple(Times(*(int(value) for value in row)) for row in out)


def _row(times: Times) -> tuple[int, ...]:
    return (
        times.load, times.loaded, times.depart, times.at_point, times.crossing,
        times.crossed, times.handed_over, times.arrived, times.sitting_s,
    )  # fmt: skip


def _ints(values: Any) -> Array:
    return np.array(values, np.int64)


assert tuple(COLUMN) == COUNTED
