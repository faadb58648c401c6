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
from trucekeeper.exchange.model import NEVER, Answer, Hold, Operation

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
    after_s: Array  # [sides] an answer in kind comes so much later
    longest_s: Array  # [sides] and lasts so long at most, by the deal
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
def draw(hazards, seed, run, spans, rates):  # type: ignore[no-untyped-def]
    """Fill the durations and the rates of one run; what does not vary takes no draw."""
    for rate in range(hazards.rates.shape[0]):
        low, likely, high = hazards.rates[rate, 0], hazards.rates[rate, 1], hazards.rates[rate, 2]
        rates[rate] = low
        if high > low:
            rates[rate] = triangular(uniform(seed, run, RATE, rate), low, likely, high)
    for one in range(hazards.passing.shape[0]):
        spans.to_point[one] = _way(hazards.to_point, one, seed, run, 3 * one)
        spans.to_safety[one] = _way(hazards.to_safety, one, seed, run, 3 * one + 1)
        spans.back[one] = _way(hazards.back, one, seed, run, 3 * one + 2)
        spans.passing[one] = hazards.passing[one]
        spans.hand_over[one] = hazards.hand_over[one]
        if rates[7] > 0.0 and uniform(seed, run, DISPUTE, 2 * one) < rates[7]:
            spans.hand_over[one] += int(-np.log(uniform(seed, run, DISPUTE, 2 * one + 1)) * rates[8] * 3600.0)
    for part in range(hazards.load.shape[0]):
        factor = triangular(
            uniform(seed, run, LOADING, hazards.part_convoy[part]), LOADING_RANGE[0], LOADING_RANGE[1], LOADING_RANGE[2]
        )
        spans.load[part] = int(hazards.load[part] * factor)


@njit(cache=True, inline="always")
def _way(ways, one, seed, run, number):  # type: ignore[no-untyped-def]
    """How long a convoy's way takes in this run."""
    low, likely, high = ways[one, 0], ways[one, 1], ways[one, 2]
    if high <= low:
        return int(low)
    return int(triangular(uniform(seed, run, WAY, number), low, likely, high))


class Luck(NamedTuple):
    """How far the stops of one run have been drawn, by process: one a side, and the false alarms."""

    at: Array  # [sides + 1] start of the next stop, not yet in force
    number: Array  # [sides + 1] which it is
    drawn: Array  # [1] stops that begin before this are in


@njit(cache=True)
def no_stops_yet(hazards, seed, run, rates, luck, stops):  # type: ignore[no-untyped-def]
    """Begin a run with the stops that were known when it was planned."""
    sides = stops.count.shape[0]
    luck.drawn[0] = 0
    for side in range(sides):
        stops.count[side] = hazards.known.count[side]
        for place in range(hazards.known.count[side]):
            stops.start[side, place] = hazards.known.start[side, place]
            stops.until[side, place] = hazards.known.until[side, place]
    for process in range(sides + 1):
        luck.number[process] = 0
        luck.at[process] = _gap(seed, run, process, sides, 0, rates)


@njit(cache=True)
def _gap(seed, run, process, sides, number, rates):  # type: ignore[no-untyped-def]
    """Seconds from one stop of a process to the next."""
    per_day = rates[2] if process == sides else rates[0]
    if per_day <= 0.0 or number >= 1000:
        return 1e18
    stream = ALARM if process == sides else STOP
    return -np.log(uniform(seed, run, stream, 2 * (1024 * process + number))) * 86400.0 / per_day


@njit(cache=True)
def stops_before(until_s, hazards, seed, run, rates, luck, stops):  # type: ignore[no-untyped-def]
    """Draw on, so that every stop that begins before `until_s` is among the stops."""
    sides = stops.count.shape[0]
    until = min(until_s, hazards.until_s)
    for process in range(sides + 1):
        alarm = process == sides
        mean_s = (rates[3] if alarm else rates[1]) * 3600.0
        stream = ALARM if alarm else STOP
        while luck.at[process] < until:
            key = 1024 * process + luck.number[process]
            start = int(luck.at[process])
            end = start + int(-np.log(uniform(seed, run, stream, 2 * key + 1)) * mean_s)
            if alarm:
                for other in range(sides):
                    _put(stops, other, start, end)
            else:
                if rates[6] > 0.0 and uniform(seed, run, LEAVING, key) < rates[6]:
                    for other in range(sides):
                        _put(stops, other, start, NEVER)
                _put(stops, process, start, end)
                for other in range(sides):
                    number = 2 * (key * sides + other)
                    if other != process and rates[4] > 0.0 and uniform(seed, run, ANSWER, number) < rates[4]:
                        lasts = -np.log(uniform(seed, run, ANSWER, number + 1)) * rates[5] * 3600.0
                        answer = start + hazards.after_s[other]
                        _put(stops, other, answer, answer + min(int(lasts), hazards.longest_s[other]))
            luck.number[process] += 1
            luck.at[process] += _gap(seed, run, process, sides, luck.number[process], rates)
    luck.drawn[0] = until_s


@njit(cache=True)
def _put(stops, side, start, end):  # type: ignore[no-untyped-def]
    """Add a stop in the order of starts; where there is no room for more, the last one takes it in."""
    if end <= start:
        return
    place, room = stops.count[side], stops.start.shape[1]
    if place >= room:
        stops.until[side, room - 1] = max(stops.until[side, room - 1], end)
        return
    while place > 0 and stops.start[side, place - 1] > start:
        stops.start[side, place] = stops.start[side, place - 1]
        stops.until[side, place] = max(stops.until[side, place - 1], end)
        place -= 1
    stops.start[side, place] = start
    stops.until[side, place] = max(end, stops.until[side, place - 1]) if place > 0 else end
    stops.count[side] += 1


def hazards_of(operation: Operation, plan: Sequenced, likely: Durations, known: Stops, until_s: int) -> Hazards:
    """The ranges that an operation file gives, per convoy of a plan."""
    sites = [operation.sites[convoy.site] for convoy in plan.convoys]

    answers = operation.answers or (Answer(operation.rates.retaliation_after_s),) * len(operation.sides)

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
        after_s=np.array([one.after_s for one in answers], np.int64),
        longest_s=np.array([one.longest_s for one in answers], np.int64),
        known=known,
    )


def one_run(hazards: Hazards, convoys: Convoys, seed: int, run: int) -> tuple[Durations, tuple[Hold, ...]]:
    """The bad luck of one run as values, for looking at it or telling it to another simulation."""
    sides = convoys.offsets.shape[0] - 1
    spans, stops, luck, rates = empty_spans(hazards), empty_stops(sides), empty_luck(sides), np.zeros(len(RATES))
    draw(hazards, seed, run, spans, rates)
    no_stops_yet(hazards, seed, run, rates, luck, stops)
    stops_before(hazards.until_s, hazards, seed, run, rates, luck, stops)
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
        Hold(int(stops.start[side, stop]), int(stops.until[side, stop]), side)
        for side in range(sides)
        for stop in range(int(stops.count[side]))
    )
    return durations, holds


def empty_spans(hazards: Hazards) -> Spans:
    """Room for the durations of one run."""
    number = hazards.passing.shape[0]
    rows = np.zeros((5, number), np.int64)
    return Spans(rows[0], rows[1], rows[2], rows[3], rows[4], np.zeros(hazards.load.shape[0], np.int64))


def empty_stops(sides: int) -> Stops:
    """Room for the stops of one run."""
    return Stops(np.zeros(sides, np.int64), np.zeros((sides, 512), np.int64), np.zeros((sides, 512), np.int64))


def empty_luck(sides: int) -> Luck:
    """Room for the state of the processes that stop an exchange."""
    return Luck(np.zeros(sides + 1), np.zeros(sides + 1, np.int64), np.zeros(1, np.int64))
