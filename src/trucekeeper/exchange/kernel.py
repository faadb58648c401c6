"""The recursion of `evaluate` in machine code, for searches and stress runs: the same times, vehicle chunk by chunk.

What follows from the order alone (from whom vehicles come, how many of the other side must be counted, for which room
to wait) is worked out once a plan (`scripted`); `play` then only takes maxima, so that thousands of runs of one plan
cost little each. A convoy's vehicles that come from the same convoy before are equal, so they are handled as one chunk:
the work grows with the convoys, not with the vehicles. Only `plan`, `replan` and the stress test import this file,
inside functions: numba takes a second to load. Compiled code is cached beside the package (or under NUMBA_CACHE_DIR).
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from trucekeeper.exchange.bare import bare
from trucekeeper.exchange.evaluate import Durations, Sequenced, likely, weight
from trucekeeper.exchange.model import COUNTED, NEVER, Operation, Times

Array = Any  # numpy arrays of int64; numba does not read their types

LOAD, LOADED, DEPART, AT_POINT, CROSSING, CROSSED, OVER, ARRIVED, SITTING = range(9)

#: Column of the times for each counted event, in the order of `COUNTED`.
COLUMN = {"departed": DEPART, "at the point": AT_POINT, "crossed": CROSSED, "handed over": OVER, "arrived": ARRIVED}


class Rules(NamedTuple):
    """What does not change between plans of one operation."""

    windows: Array  # (opens, closes) of all sites, then of all gates
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
    units: Array  # [rules, sides], 0 = not part of it
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
    """Holds per side, by their starts.

    `until` is the latest end of a hold and of all before it: whoever is held then may go then.
    """

    count: Array  # [sides]
    start: Array  # [sides, room]
    until: Array  # [sides, room]


class Script(NamedTuple):
    """What the order of a plan settles before any time is known.

    For each convoy: how many departures and passages of each side must be known before its own departure (0) or
    passage (1) can be worked out; one more than there are = never.
    """

    need_out: Array  # [convoys, 2, sides]
    need_over: Array  # [convoys, 2, sides]
    needs: Array  # [convoys, 2, 2] offsets of what must be counted before
    after: Array  # [needs, 3] rule, other side, how many of its convoys; -1 = never enough
    chunks: Array  # [parts, 2] offsets
    source: Array  # [chunks] convoy that gives the vehicles, -1 = the depot
    many: Array  # [chunks]
    after_room: Array  # [convoys] who must have passed before it may reach the point; -1 nobody, -2 never
    after_escort: Array  # [convoys] who must have arrived before it may leave; -1 nobody
    in_order: Array  # [sides] one departure after the other
    alone: Array  # [sides] nobody else passes in its lane


class Work(NamedTuple):
    """Room for one play, used again by the next."""

    next_out: Array
    next_over: Array
    gate_free: Array
    pointer: Array  # [rules, sides, sides]
    latest: Array  # [rules, sides, sides]
    bay_free: Array  # [lanes, widest + 1] chunks of bays, the soonest free first
    bay_many: Array
    bay_chunks: Array
    last_load: Array
    hint: Array  # the window last used by each lane, each site's departures, each gate; the stop of each side
    ends: Array  # [3] of one convoy's loading


@njit(cache=True, inline="always")
def _window(at, need, windows, low, high, hint, which):  # type: ignore[no-untyped-def]
    """See window.first_fit; windows [low, high). The search begins where the last one of its kind ended."""
    if high <= low or at >= NEVER:
        return at
    place = min(max(hint[which], low), high - 1)
    if windows[place, 0] <= at and at + need <= windows[place, 1]:
        return at
    while place > low and windows[place - 1, 1] > at:
        place -= 1
    while place < high and windows[place, 1] < need + max(at, windows[place, 0]):
        place += 1
    hint[which] = place
    return NEVER if place == high else max(at, windows[place, 0])


@njit(cache=True, inline="always")
def _free_start(at, lasts, windows, low, high, hint, which, side, count, start, until):  # type: ignore[no-untyped-def]
    """See window.free_start."""
    need = max(lasts, 1)
    stops = hint.shape[0] - count.shape[0] + side
    while True:
        at = _window(at, need, windows, low, high, hint, which)
        place = hint[stops]
        while place < count[side] and start[side, place] <= at:
            place += 1
        while place > 0 and start[side, place - 1] > at:
            place -= 1
        hint[stops] = place
        if at >= NEVER or place == 0 or until[side, place - 1] <= at:
            return at
        at = until[side, place - 1]


@njit(cache=True)
def _needed(rule, side, other, gone, total, rules):  # type: ignore[no-untyped-def]
    """See evaluate.must_be_counted."""
    if rules.units[rule, side] == 0 or rules.units[rule, other] == 0:
        return 0
    if rules.batches[rule, side] > 0 and rules.leads[rule] == other:
        tranche = -(-gone // rules.batches[rule, side])
        full = tranche * rules.batches[rule, other]
        if full - rules.batches[rule, other] >= total:
            return -1
        return min(full, total)
    if rules.ahead[rule, side] < 0:
        return 0
    needed = -(-(gone * rules.units[rule, side] - rules.ahead[rule, side]) // rules.units[rule, other])
    if needed > total:
        return -1
    return max(0, needed)


@njit(cache=True)
def _ranks(rules, convoys, rank):  # type: ignore[no-untyped-def]
    """Fill how many convoys of each other side must be counted before each convoy goes, for each rule."""
    sides = convoys.offsets.shape[0] - 1
    for rule in range(rules.leads.shape[0]):
        own_order = convoys.departures if rules.gated[rule] == DEPART else convoys.crossings
        their_order = convoys.departures if rules.counted[rule] == DEPART else convoys.crossings
        for k in range(sides):
            for other in range(sides):
                if other == k:
                    continue
                low, high = convoys.offsets[other], convoys.offsets[other + 1]
                total = 0
                for place in range(low, high):
                    total += convoys.weights[rule, their_order[place]]
                gone, counted, place = 0, 0, low
                for own in range(convoys.offsets[k], convoys.offsets[k + 1]):
                    gone += convoys.weights[rule, own_order[own]]
                    need = _needed(rule, k, other, gone, total, rules)
                    while counted < need:
                        counted += convoys.weights[rule, their_order[place]]
                        place += 1
                    rank[rule, own_order[own], other] = -1 if need < 0 else (place - low if need > 0 else 0)


@njit(cache=True)
def _sources(rules, convoys, chunks, source, many, never):  # type: ignore[no-untyped-def]
    """Fill from where each part's vehicles come, and which convoys never get theirs."""
    fleets = rules.vehicles.shape[0]
    depot = rules.vehicles.copy()
    giver = np.zeros(fleets, np.int64)  # rank in the crossing order
    given = np.zeros(fleets, np.int64)  # vehicles already taken from it
    used = 0
    for k in range(convoys.offsets.shape[0] - 1):
        for rank in range(convoys.offsets[k], convoys.offsets[k + 1]):
            one = convoys.departures[rank]
            for part in range(convoys.parts[one], convoys.parts[one + 1]):
                fleet, left = convoys.fleet[part], convoys.number[part]
                chunks[part, 0] = used
                if depot[fleet] > 0 and left > 0:
                    source[used], many[used] = -1, min(left, depot[fleet])
                    depot[fleet] -= many[used]
                    left -= many[used]
                    used += 1
                low = convoys.offsets[rules.fleet_side[fleet]]
                high = convoys.offsets[rules.fleet_side[fleet] + 1]
                while left > 0:
                    if not rules.returns[fleet] or low + giver[fleet] >= high:
                        never[one] = 1
                        break
                    gives = convoys.crossings[low + giver[fleet]]
                    size = -given[fleet]
                    for other in range(convoys.parts[gives], convoys.parts[gives + 1]):
                        if convoys.fleet[other] == fleet:
                            size += convoys.number[other]
                    if size <= 0:
                        giver[fleet] += 1
                        given[fleet] = 0
                        continue
                    source[used], many[used] = gives, min(left, size)
                    given[fleet] += many[used]
                    left -= many[used]
                    used += 1
                chunks[part, 1] = used


@njit(cache=True)
def _rooms(rules, convoys, after_room):  # type: ignore[no-untyped-def]
    """Fill who must have passed the gate before there is room at the point for each convoy."""
    for k in range(convoys.offsets.shape[0] - 1):
        if rules.room[k] < 0:
            continue
        low = convoys.offsets[k]
        first, there = 0, 0
        for rank in range(convoys.offsets[k + 1] - low):
            one = convoys.crossings[low + rank]
            size = 0
            for part in range(convoys.parts[one], convoys.parts[one + 1]):
                size += convoys.number[part]
            there += size
            if size > rules.room[k]:
                after_room[one] = -2
            while there > rules.room[k] and first < rank:
                gone = convoys.crossings[low + first]
                for part in range(convoys.parts[gone], convoys.parts[gone + 1]):
                    there -= convoys.number[part]
                first += 1
            if after_room[one] == -1 and first > 0:
                after_room[one] = convoys.crossings[low + first - 1]


@njit(cache=True)
def scripted(rules, convoys):  # type: ignore[no-untyped-def]
    """The script of a plan."""
    rules, convoys = bare(rules), bare(convoys)
    count, sides = convoys.side.shape[0], convoys.offsets.shape[0] - 1
    number_of_rules = rules.leads.shape[0]
    rank = np.zeros((number_of_rules, count, sides), np.int64)
    _ranks(rules, convoys, rank)
    parts = convoys.fleet.shape[0]
    chunks = np.zeros((parts, 2), np.int64)
    source = np.zeros(2 * parts + 2 * count + 2, np.int64)
    many = np.zeros(2 * parts + 2 * count + 2, np.int64)
    never = np.zeros(count, np.int64)
    _sources(rules, convoys, chunks, source, many, never)
    after_room = np.full(count, -1, np.int64)
    _rooms(rules, convoys, after_room)
    after_escort = np.full(count, -1, np.int64)
    in_order = np.zeros(sides, np.int64)
    out_rank = np.zeros(count, np.int64)
    over_rank = np.zeros(count, np.int64)
    for k in range(sides):
        in_order[k] = rules.escorts[k] >= 0
        for rule in range(number_of_rules):
            if rules.gated[rule] == DEPART and rules.units[rule, k] > 0:
                in_order[k] = 1
        low = convoys.offsets[k]
        for place in range(convoys.offsets[k + 1] - low):
            out_rank[convoys.departures[low + place]] = place
            over_rank[convoys.crossings[low + place]] = place
            if 0 <= rules.escorts[k] <= place:
                after_escort[convoys.departures[low + place]] = convoys.departures[low + place - rules.escorts[k]]
    need_out = np.zeros((count, 2, sides), np.int64)
    need_over = np.zeros((count, 2, sides), np.int64)
    for one in range(count):
        k = convoys.side[one]
        if never[one]:
            need_over[one, 0, k] = count + 1
        for part in range(convoys.parts[one], convoys.parts[one + 1]):
            for chunk in range(chunks[part, 0], chunks[part, 1]):
                if source[chunk] >= 0:
                    need_over[one, 0, k] = max(need_over[one, 0, k], over_rank[source[chunk]] + 1)
        if after_room[one] >= 0:
            need_over[one, 0, k] = max(need_over[one, 0, k], over_rank[after_room[one]] + 1)
        if after_escort[one] >= 0:
            need_over[one, 0, k] = max(need_over[one, 0, k], over_rank[after_escort[one]] + 1)
        need_out[one, 1, k] = out_rank[one] + 1
        for rule in range(number_of_rules):
            event = 0 if rules.gated[rule] == DEPART else 1
            for other in range(sides):
                if other == k or rank[rule, one, other] <= 0:
                    continue
                if rules.counted[rule] == DEPART:
                    need_out[one, event, other] = max(need_out[one, event, other], rank[rule, one, other])
                elif rules.counted[rule] == AT_POINT:
                    for place in range(rank[rule, one, other]):
                        seen = convoys.crossings[convoys.offsets[other] + place]
                        need_out[one, event, other] = max(need_out[one, event, other], out_rank[seen] + 1)
                else:
                    need_over[one, event, other] = max(need_over[one, event, other], rank[rule, one, other])
    needs, after = _needs(rules, convoys, rank)
    alone = np.ones(sides, np.int64)
    for k in range(sides):
        for other in range(sides):
            if other != k and rules.lane[k] == rules.lane[other]:
                alone[k] = 0
    return Script(need_out, need_over, needs, after, chunks, source, many, after_room, after_escort, in_order, alone)


@njit(cache=True)
def _needs(rules, convoys, rank):  # type: ignore[no-untyped-def]
    """The ranks as a list for each convoy and event, without those that ask for nobody."""
    number_of_rules, count, sides = rank.shape
    needs = np.zeros((count, 2, 2), np.int64)
    after = np.zeros((rank.size, 3), np.int64)
    used = 0
    for one in range(count):
        for event in range(2):
            needs[one, event, 0] = used
            for rule in range(number_of_rules):
                for other in range(sides):
                    if rank[rule, one, other] != 0 and (rules.gated[rule] == DEPART) == (event == 0):
                        after[used, 0], after[used, 1], after[used, 2] = rule, other, rank[rule, one, other]
                        used += 1
            needs[one, event, 1] = used
    return needs, after


@njit(cache=True)
def workspace(rules, sides):  # type: ignore[no-untyped-def]
    """Room for playing plans of one operation."""
    sites, fleets = rules.bays.shape
    number_of_rules = rules.leads.shape[0]
    widest = 1
    for site in range(sites):
        for fleet in range(fleets):
            widest = max(widest, rules.bays[site, fleet])
    lanes = sites * fleets
    return Work(
        np.zeros(sides, np.int64),
        np.zeros(sides, np.int64),
        np.zeros(sides, np.int64),
        np.zeros((number_of_rules, sides, sides), np.int64),
        np.zeros((number_of_rules, sides, sides), np.int64),
        np.zeros((lanes, widest + 1), np.int64),
        np.zeros((lanes, widest + 1), np.int64),
        np.zeros(lanes, np.int64),
        np.zeros(lanes, np.int64),
        np.zeros(lanes + sites + 2 * sides, np.int64),
        np.zeros(3, np.int64),
    )


@njit(cache=True)
def _reset(rules, work):  # type: ignore[no-untyped-def]
    """Everything as before the first convoy."""
    fleets = rules.bays.shape[1]
    next_out, next_over, gate_free = work.next_out, work.next_over, work.gate_free
    pointer, latest, last_load, hint = work.pointer, work.latest, work.last_load, work.hint
    bay_free, bay_many, bay_chunks, bays = work.bay_free, work.bay_many, work.bay_chunks, rules.bays
    for k in range(next_out.shape[0]):
        next_out[k] = next_over[k] = gate_free[k] = 0
        for other in range(next_out.shape[0]):
            for rule in range(pointer.shape[0]):
                pointer[rule, k, other] = latest[rule, k, other] = 0
    for place in range(hint.shape[0]):
        hint[place] = 0
    for lane in range(last_load.shape[0]):
        last_load[lane] = bay_free[lane, 0] = 0
        bay_many[lane, 0] = bays[lane // fleets, lane % fleets]
        bay_chunks[lane] = 1 if bay_many[lane, 0] > 0 else 0


@njit(cache=True, inline="always")
def _known(one, event, need_out, need_over, next_out, next_over):  # type: ignore[no-untyped-def]
    """True when everything that a departure (0) or a passage (1) waits for has been worked out."""
    for side in range(next_out.shape[0]):
        if next_out[side] < need_out[one, event, side] or next_over[side] < need_over[one, event, side]:
            return False
    return True


@njit(cache=True, inline="always")
def _in_step(k, first, last, after, counted, verify_s, offsets, departures, crossings, pointer, latest, out):  # type: ignore[no-untyped-def]
    """When the other sides' counts allow a convoy to go; they are all known."""
    earliest = 0
    for row in range(first, last):
        rule, other, need = after[row, 0], after[row, 1], after[row, 2]
        if need < 0:
            return NEVER
        at = latest[rule, k, other]
        for place in range(offsets[other] + pointer[rule, k, other], offsets[other] + need):
            seen = departures[place] if counted[rule] == DEPART else crossings[place]
            at = max(at, out[seen, counted[rule]])
        pointer[rule, k, other] = max(pointer[rule, k, other], need)
        latest[rule, k, other] = at
        earliest = max(earliest, at + verify_s[rule])
    return min(earliest, NEVER)


@njit(cache=True, inline="always")
def _loaded(there, left, lane, lasts, windows, low, high, hint, last_load, bay_free, bay_many, bay_chunks, ends):  # type: ignore[no-untyped-def]
    """Load equal vehicles into the bays of a lane; `ends`: first start, last end, sum of the ends."""
    need = max(lasts, 1)
    while left > 0:
        at, now_loading = max(there, last_load[lane]), left
        if bay_chunks[lane] > 0:
            at = max(at, bay_free[lane, 0])
            now_loading = min(left, bay_many[lane, 0])
        start = _window(at, need, windows, low, high, hint, lane)
        end = min(NEVER, start + lasts)
        last_load[lane] = start
        if bay_chunks[lane] > 0:
            _occupy(lane, now_loading, end, bay_free, bay_many, bay_chunks)
        ends[0] = min(ends[0], start)
        ends[1] = max(ends[1], end)
        ends[2] += now_loading * end
        left -= now_loading


@njit(cache=True, inline="always")
def _pass(one, at, k, now, fixed, passing, hand_over, to_safety, gate_free, lane_of, out):  # type: ignore[no-untyped-def]
    """Let a convoy pass at a moment, and go on to where it is safe."""
    frozen = fixed.shape[0] > 0
    out[one, CROSSING] = min(at, NEVER)
    out[one, CROSSED] = min(NEVER, max(now, at + passing[one]))
    if frozen and fixed[one, CROSSED] < NEVER:
        out[one, CROSSED] = fixed[one, CROSSED]
    out[one, OVER] = min(NEVER, out[one, CROSSED] + hand_over[one])
    if frozen and fixed[one, OVER] < NEVER:
        out[one, OVER] = fixed[one, OVER]
    out[one, ARRIVED] = min(NEVER, max(now, out[one, OVER] + to_safety[one]))
    if frozen and fixed[one, ARRIVED] < NEVER:
        out[one, ARRIVED] = fixed[one, ARRIVED]
    gate_free[lane_of[k]] = max(gate_free[lane_of[k]], out[one, CROSSED])


@njit(cache=True)
def play(rules, convoys, script, spans, stops, fixed, now, work, out):  # type: ignore[no-untyped-def]
    """Fill `out` [convoys, 9] with the times; see evaluate.evaluate."""
    _reset(rules, work)
    sides, (sites, fleets) = convoys.offsets.shape[0] - 1, rules.bays.shape
    rules, convoys, script, spans = bare(rules), bare(convoys), bare(script), bare(spans)
    stops, fixed, work, out = bare(stops), bare(fixed), bare(work), bare(out)
    windows, site_windows, gate_windows, by_day_s = (
        rules.windows,
        rules.site_windows,
        rules.gate_windows,
        rules.by_day_s,
    )
    ready, lane_of, counted, verify_s = rules.ready, rules.lane, rules.counted, rules.verify_s
    site_of, parts, fleet_of, number = convoys.site, convoys.parts, convoys.fleet, convoys.number
    release, leave, offsets = convoys.release, convoys.leave, convoys.offsets
    departures, crossings = convoys.departures, convoys.crossings
    need_out, need_over, needs, after, chunks = (
        script.need_out, script.need_over, script.needs, script.after, script.chunks,
    )  # fmt: skip
    source_of, many_of, after_room, after_escort = script.source, script.many, script.after_room, script.after_escort
    in_order, alone = script.in_order, script.alone
    to_point, passing, hand_over, to_safety = spans.to_point, spans.passing, spans.hand_over, spans.to_safety
    back, load_s = spans.back, spans.load
    stop_count, stop_start, stop_until = stops.count, stops.start, stops.until
    next_out, next_over, gate_free = work.next_out, work.next_over, work.gate_free
    pointer, latest, hint, last_load = work.pointer, work.latest, work.hint, work.last_load
    bay_free, bay_many, bay_chunks, ends = work.bay_free, work.bay_many, work.bay_chunks, work.ends
    frozen = fixed.shape[0] > 0
    for one in range(out.shape[0]):
        for column in range(8):
            out[one, column] = NEVER
        out[one, SITTING] = 0
    moved = True
    while moved:
        moved = False
        for k in range(sides):
            low, high = offsets[k], offsets[k + 1]
            while low + next_out[k] < high:
                one = departures[low + next_out[k]]
                if frozen and fixed[one, DEPART] < NEVER:
                    depart = fixed[one, DEPART]
                    out[one, LOAD] = min(fixed[one, LOAD], depart)
                    out[one, LOADED] = min(fixed[one, LOADED], depart)
                    out[one, DEPART] = depart
                    out[one, AT_POINT] = fixed[one, AT_POINT]
                    if fixed[one, AT_POINT] >= NEVER:
                        out[one, AT_POINT] = min(NEVER, max(now, depart + to_point[one]))
                elif _known(one, 0, need_out, need_over, next_out, next_over):
                    site = site_of[one]
                    first, until = site_windows[site], site_windows[site + 1]
                    earliest = 0
                    if next_out[k] > 0 and in_order[k]:
                        earliest = out[departures[low + next_out[k] - 1], DEPART]
                    if after_escort[one] >= 0:
                        earliest = max(earliest, out[after_escort[one], ARRIVED])
                    if after_room[one] == -2:
                        earliest = NEVER
                    elif after_room[one] >= 0:
                        earliest = max(earliest, out[after_room[one], CROSSED] - to_point[one])
                    if needs[one, 0, 0] < needs[one, 0, 1]:
                        step = _in_step(
                            k, needs[one, 0, 0], needs[one, 0, 1], after, counted, verify_s, offsets, departures,
                            crossings, pointer, latest, out,
                        )  # fmt: skip
                        earliest = max(earliest, step)
                    floor = max(min(fixed[one, LOAD], now) if frozen else now, release[one])
                    boarded = frozen and fixed[one, LOADED] < NEVER
                    many = 0
                    ends[0], ends[1], ends[2] = NEVER, 0, 0
                    for part in range(parts[one], parts[one + 1]):
                        many += number[part]
                        if boarded:
                            continue
                        for chunk in range(chunks[part, 0], chunks[part, 1]):
                            there = ready[fleet_of[part], site]
                            if source_of[chunk] >= 0:
                                there = min(NEVER, out[source_of[chunk], ARRIVED] + back[one])
                            _loaded(
                                max(there, floor), many_of[chunk], site * fleets + fleet_of[part], load_s[part],
                                windows, first, until, hint, last_load, bay_free, bay_many, bay_chunks, ends,
                            )  # fmt: skip
                    if boarded:
                        ends[1] = fixed[one, LOADED]
                        ends[0] = min(fixed[one, LOAD], ends[1])
                        ends[2] = many * ends[1]
                    depart = _free_start(
                        max(max(ends[1], earliest), max(leave[one], now)), by_day_s[site], windows, first, until,
                        hint, sites * fleets + site, k, stop_count, stop_start, stop_until,
                    )  # fmt: skip
                    depart = min(depart, NEVER)
                    out[one, LOAD], out[one, LOADED], out[one, DEPART] = ends[0], ends[1], depart
                    out[one, AT_POINT] = min(NEVER, depart + to_point[one])
                    out[one, SITTING] = many * depart - ends[2] if depart < NEVER else 0
                else:
                    break
                next_out[k] += 1
                moved = True
        # In a lane of several sides the next convoy that can begin to pass first; alone, whoever is next.
        best, best_start = -1, 0
        for k in range(sides):
            while offsets[k] + next_over[k] < offsets[k + 1]:
                one = crossings[offsets[k] + next_over[k]]
                if not _known(one, 1, need_out, need_over, next_out, next_over):
                    break
                step = 0
                if needs[one, 1, 0] < needs[one, 1, 1]:
                    step = _in_step(
                        k, needs[one, 1, 0], needs[one, 1, 1], after, counted, verify_s, offsets, departures, crossings,
                        pointer, latest, out,
                    )  # fmt: skip
                if frozen and fixed[one, CROSSING] < NEVER:
                    at = fixed[one, CROSSING]
                else:
                    # Nobody records when passing begins: who is at the point may be passing already.
                    floor = 0 if frozen and fixed[one, AT_POINT] < NEVER else now
                    at = _free_start(
                        max(max(out[one, AT_POINT], gate_free[lane_of[k]]), max(step, floor)), passing[one], windows,
                        gate_windows[k], gate_windows[k + 1], hint, sites * fleets + sites + k, k, stop_count,
                        stop_start, stop_until,
                    )  # fmt: skip
                if not alone[k]:
                    if best < 0 or at < best_start:
                        best, best_start = k, at
                    break
                _pass(one, at, k, now, fixed, passing, hand_over, to_safety, gate_free, lane_of, out)
                next_over[k] += 1
                moved = True
        if best >= 0:
            one = crossings[offsets[best] + next_over[best]]
            _pass(one, best_start, best, now, fixed, passing, hand_over, to_safety, gate_free, lane_of, out)
            next_over[best] += 1
            moved = True


@njit(cache=True)
def run(rules, convoys, spans, stops, fixed, now, out):  # type: ignore[no-untyped-def]
    """One plan, once."""
    work = workspace(rules, convoys.offsets.shape[0] - 1)
    play(rules, convoys, scripted(rules, convoys), spans, stops, fixed, now, work, out)


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
        windows=_ints(flat).reshape(-1, 2),
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
            [[weight(operation, convoy, rule) for convoy in convoys] for rule in operation.couplings]
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


def likely_spans(operation: Operation, convoys: Convoys) -> Spans:
    """The durations that a plan reckons with, as evaluate.likely gives them."""
    sites, gates = operation.sites, operation.gates
    vehicles = np.add.reduceat(convoys.number, convoys.parts[:-1]) if len(convoys.side) else _ints([])
    return Spans(
        to_point=_ints([site.to_point.likely_s for site in sites])[convoys.site],
        passing=_ints([gate.pass_s for gate in gates])[convoys.side] * vehicles,
        hand_over=_ints([gate.hand_over_s for gate in gates])[convoys.side],
        to_safety=_ints([site.to_safety.likely_s for site in sites])[convoys.site],
        back=_ints([site.back.likely_s for site in sites])[convoys.site],
        load=_ints([fleet.load_s for fleet in operation.fleets])[convoys.fleet],
    )


def stops_of(operation: Operation) -> Stops:
    """The known holds as arrays, per side."""
    per_side = [
        sorted((hold.start_s, hold.end_s) for hold in operation.holds if hold.side in (None, side))
        for side in range(len(operation.sides))
    ]
    room = max(1, *(len(holds) for holds in per_side))
    stops = Stops(_ints([len(holds) for holds in per_side]), *np.zeros((2, len(per_side), room), np.int64))
    for side, holds in enumerate(per_side):
        if holds:
            stops.start[side, : len(holds)] = [start for start, _ in holds]
            stops.until[side, : len(holds)] = np.maximum.accumulate([end for _, end in holds])
    return stops


NOTHING_FIXED: Array = np.zeros((0, 9), np.int64)


def fixed_of(fixed: dict[int, Times], number: int) -> Array:
    """What has happened as an array."""
    if not fixed:
        return NOTHING_FIXED
    table = np.full((number, 9), NEVER, np.int64)
    for place, times in fixed.items():
        table[place] = _row(times)
    return table


class Score(NamedTuple):
    """What a search compares plans by, as in measure.Measure."""

    stranded: float
    person_hours: float
    waiting_person_hours: float
    waiting_at_night: float
    makespan_s: float


@njit(cache=True)
def _scored(side, persons, parts, number, nights, out):  # type: ignore[no-untyped-def]
    """Stranded, person-seconds until safe, waiting, waiting at night, makespan."""
    stranded, until_safe, waiting, night, makespan = 0.0, 0.0, 0.0, 0.0, 0.0
    for one in range(side.shape[0]):
        if out[one, ARRIVED] >= NEVER:
            stranded += persons[one]
            continue
        vehicles = 0
        for part in range(parts[one], parts[one + 1]):
            vehicles += number[part]
        share = persons[one] / max(1, vehicles)
        waiting += persons[one] * (out[one, CROSSING] - out[one, AT_POINT])
        waiting += share * (out[one, CROSSED] - out[one, CROSSING]) * (vehicles - 1) / 2
        waiting += share * out[one, SITTING]
        until_safe += persons[one] * float(out[one, ARRIVED])
        makespan = max(makespan, float(out[one, ARRIVED]))
        for first, last in ((out[one, AT_POINT], out[one, CROSSING]), (out[one, LOADED], out[one, DEPART])):
            for place in range(np.searchsorted(nights[:, 1], first, side="right"), nights.shape[0]):
                if nights[place, 0] >= last:
                    break
                night += persons[one] * max(0, min(last, nights[place, 1]) - max(first, nights[place, 0]))
    return stranded, until_safe, waiting, night, makespan


def scored(operation: Operation, convoys: Convoys, out: Array) -> Score:
    """The score of a plan that was played."""
    nights = _ints(sorted(operation.nights)).reshape(-1, 2)
    stranded, until_safe, waiting, night, makespan = _scored(
        convoys.side, convoys.persons, convoys.parts, convoys.number, nights, out
    )
    return Score(stranded, until_safe / 3600, waiting / 3600, night / 3600, makespan)


def played(operation: Operation, plan: Sequenced, rules: Rules, stops: Stops) -> tuple[Convoys, Array]:
    """A plan worked out, as arrays."""
    convoys = convoys_of(operation, plan)
    out = np.zeros((len(plan.convoys), 9), np.int64)
    run(rules, convoys, likely_spans(operation, convoys), stops, NOTHING_FIXED, 0, out)
    return convoys, out


def times_of(out: Array) -> tuple[Times, ...]:
    """Rows of a table as times."""
    return tuple(Times(*row) for row in out.tolist())


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
    return times_of(out)


def _row(times: Times) -> tuple[int, ...]:
    return (
        times.load, times.loaded, times.depart, times.at_point, times.crossing,
        times.crossed, times.handed_over, times.arrived, times.sitting_s,
    )  # fmt: skip


def _ints(values: Any) -> Array:
    return np.array(values, np.int64)


assert tuple(COLUMN) == COUNTED
