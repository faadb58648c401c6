"""What goes wrong in one run, drawn from counters: (seed, run, stream, number) gives a draw, whoever asks and when.

So a run is the same on any number of workers, and two deals are compared under the same bad luck (common random
numbers). The mixing is SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Stops of a side arrive as a Poisson process with
exponential lengths; ways are triangular between low, likely and high (as PERT estimates are); every guessed rate is
drawn anew for each run over its range, because it is a guess.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from trucekeeper.exchange.evaluate import Durations, Sequenced
from trucekeeper.exchange.kernel import Convoys, Spans, Stops
from trucekeeper.exchange.model import NEVER, Hold, Operation

Array = Any

#: Streams of draws; a new one gets a new number, so that the old draws stay.
RATE, WAY, STOP, ALARM, ANSWER, LEAVING, DISPUTE, REFUSAL, LOADING = range(9)

#: Order of the rates in arrays, as in exchange.model.Rates.
RATES = (
    "holds_per_day",
    "hold_h",
    "alarms_per_day",
    "alarm_h",
    "chance_retaliation",
    "retaliation_h",
    "chance_walk_out",
    "chance_shortfall",
    "shortfall_h",
    "share_refusing",
)

#: Loading at best and at worst, against the planned time: an assumption, as no measurement was found.
LOADING_RANGE = (0.9, 1.0, 1.5)


class Hazards(NamedTuple):
    """The ranges of an operation as arrays."""

    rates: Array  # [10, 3]
    to_point: Array  # [convoys, 3]
    to_safety: Array
    back: Array
    passing: Array  # [convoys]
    hand_over: Array
    load: Array  # [parts]
    part_convoy: Array  # [parts]
    until_s: int  # stops begin before
    after_s: int  # an answer in kind comes so much later
    known: Stops  # stops that were planned with


@njit(cache=True)
def uniform(seed, run, stream, number):  # type: ignore[no-untyped-def]
    """A number in (0, 1) for this counter."""
    mixed = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(run) * np.uint64(0xD1342543DE82EF95)
    mixed += np.uint64(stream) * np.uint64(0xA0761D6478BD642F) + np.uint64(number) * np.uint64(0xE7037ED1A0B428DB)
    for _ in range(2):
        mixed += np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (float(mixed >> np.uint64(11)) + 0.5) / 9007199254740992.0


@njit(cache=True)
def triangular(u, low, likely, high):  # type: ignore[no-untyped-def]
    """The value below which a share u of a triangular distribution lies."""
    if high <= low:
        return low
    turn = (likely - low) / (high - low)
    if u < turn:
        return low + (u * (high - low) * (likely - low)) ** 0.5
    return high - ((1.0 - u) * (high - low) * (high - likely)) ** 0.5


@njit(cache=True)
def draw(hazards, seed, run, spans, starts, ends, counts, rates, sides):  # type: ignore[no-untyped-def]
    """Fill durations, stops per side (starts, ends [sides, room], counts [sides]) and the rates of one run."""
    for rate in range(hazards.rates.shape[0]):
        low, likely, high = hazards.rates[rate, 0], hazards.rates[rate, 1], hazards.rates[rate, 2]
        rates[rate] = triangular(uniform(seed, run, RATE, rate), low, likely, high)
    for one in range(hazards.passing.shape[0]):
        way = hazards.to_point[one]
        spans.to_point[one] = int(triangular(uniform(seed, run, WAY, 3 * one), way[0], way[1], way[2]))
        way = hazards.to_safety[one]
        spans.to_safety[one] = int(triangular(uniform(seed, run, WAY, 3 * one + 1), way[0], way[1], way[2]))
        way = hazards.back[one]
        spans.back[one] = int(triangular(uniform(seed, run, WAY, 3 * one + 2), way[0], way[1], way[2]))
        spans.passing[one] = hazards.passing[one]
        spans.hand_over[one] = hazards.hand_over[one]
        if rates[7] > 0.0 and uniform(seed, run, DISPUTE, 2 * one) < rates[7]:
            spans.hand_over[one] += int(-np.log(uniform(seed, run, DISPUTE, 2 * one + 1)) * rates[8] * 3600.0)
    for part in range(hazards.load.shape[0]):
        factor = triangular(
            uniform(seed, run, LOADING, hazards.part_convoy[part]), LOADING_RANGE[0], LOADING_RANGE[1], LOADING_RANGE[2]
        )
        spans.load[part] = int(hazards.load[part] * factor)
    room = starts.shape[1]
    for side in range(sides):
        counts[side] = 0
        for stop in range(hazards.known.offsets[side], hazards.known.offsets[side + 1]):
            _put(starts, ends, counts, side, hazards.known.start[stop], hazards.known.end[stop], room)
    for side in range(sides + 1):  # the last process: false alarms, which stop everybody
        alarm = side == sides
        per_day = rates[2] if alarm else rates[0]
        mean_s = (rates[3] if alarm else rates[1]) * 3600.0
        stream = ALARM if alarm else STOP
        at = 0.0
        number = 0
        while per_day > 0.0:
            key = 1024 * side + number
            at += -np.log(uniform(seed, run, stream, 2 * key)) * 86400.0 / per_day
            if at >= hazards.until_s or number >= 1000:
                break
            start = int(at)
            end = start + int(-np.log(uniform(seed, run, stream, 2 * key + 1)) * mean_s)
            if alarm:
                for other in range(sides):
                    _put(starts, ends, counts, other, start, end, room)
            else:
                if uniform(seed, run, LEAVING, key) < rates[6]:
                    for other in range(sides):
                        _put(starts, ends, counts, other, start, NEVER, room)
                _put(starts, ends, counts, side, start, end, room)
                for other in range(sides):
                    if other != side and uniform(seed, run, ANSWER, 2 * (key * sides + other)) < rates[4]:
                        lasts = -np.log(uniform(seed, run, ANSWER, 2 * (key * sides + other) + 1)) * rates[5] * 3600.0
                        answer = start + hazards.after_s
                        _put(starts, ends, counts, other, answer, answer + int(lasts), room)
            number += 1


@njit(cache=True)
def _put(starts, ends, counts, side, start, end, room):  # type: ignore[no-untyped-def]
    """Add a stop in the order of starts; where there is no room for more, the last one takes it in."""
    if end <= start:
        return
    place = counts[side]
    if place >= room:
        ends[side, room - 1] = max(ends[side, room - 1], end)
        return
    while place > 0 and starts[side, place - 1] > start:
        starts[side, place] = starts[side, place - 1]
        ends[side, place] = ends[side, place - 1]
        place -= 1
    starts[side, place] = start
    ends[side, place] = end
    counts[side] += 1


def hazards_of(operation: Operation, plan: Sequenced, likely: Durations, known: Stops, until_s: int) -> Hazards:
    """The ranges that an operation file gives, per convoy of a plan."""
    sites = [operation.sites[convoy.site] for convoy in plan.convoys]

    def ways(name: str) -> Array:
        return np.array(
            [(w.low_s, w.likely_s, w.high_s) for w in (getattr(site, name) for site in sites)], np.float64
        ).reshape(-1, 3)

    return Hazards(
        rates=np.array([getattr(operation.rates, name) for name in RATES], np.float64),
        to_point=ways("to_point"),
        to_safety=ways("to_safety"),
        back=ways("back"),
        passing=np.array(likely.pass_s, np.int64),
        hand_over=np.array(likely.hand_over_s, np.int64),
        load=np.array([one for convoy in likely.load_s for one in convoy], np.int64),
        part_convoy=np.array([p for p, c in enumerate(plan.convoys) for _ in c.parts], np.int64),
        until_s=until_s,
        after_s=operation.rates.retaliation_after_s,
        known=known,
    )


def one_run(hazards: Hazards, convoys: Convoys, seed: int, run: int) -> tuple[Durations, tuple[Hold, ...]]:
    """The bad luck of one run as values, for looking at it or telling it to another simulation."""
    sides = convoys.offsets.shape[0] - 1
    spans = empty_spans(hazards)
    starts, ends, counts = stops_room(sides)
    rates = np.zeros(len(RATES))
    draw(hazards, seed, run, spans, starts, ends, counts, rates, sides)
    parts = convoys.parts
    durations = Durations(
        to_point_s=tuple(map(int, spans.to_point)),
        pass_s=tuple(map(int, spans.passing)),
        hand_over_s=tuple(map(int, spans.hand_over)),
        to_safety_s=tuple(map(int, spans.to_safety)),
        back_s=tuple(map(int, spans.back)),
        load_s=tuple(tuple(map(int, spans.load[parts[p] : parts[p + 1]])) for p in range(parts.shape[0] - 1)),
    )
    holds = tuple(
        Hold(int(starts[side, stop]), int(ends[side, stop]), side)
        for side in range(sides)
        for stop in range(int(counts[side]))
    )
    return durations, holds


def empty_spans(hazards: Hazards) -> Spans:
    """Room for the durations of one run."""
    number = hazards.passing.shape[0]
    rows = np.zeros((5, number), np.int64)
    return Spans(rows[0], rows[1], rows[2], rows[3], rows[4], np.zeros(hazards.load.shape[0], np.int64))


def stops_room(sides: int) -> tuple[Array, Array, Array]:
    """Room for the stops of one run."""
    return np.zeros((sides, 512), np.int64), np.zeros((sides, 512), np.int64), np.zeros(sides, np.int64)
