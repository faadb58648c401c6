"""Many runs of a plan, each with its own bad luck; the same answer on any number of workers."""

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from trucekeeper.exchange import kernel
from trucekeeper.exchange.bare import bare
from trucekeeper.exchange.evaluate import Sequenced, likely
from trucekeeper.exchange.model import NEVER, Operation
from trucekeeper.stress.hazards import (
    RATES,
    Hazards,
    draw,
    empty_luck,
    empty_spans,
    empty_stops,
    hazards_of,
    no_stops_yet,
    stops_before,
)

Array = Any

SAFE, STRANDED, OUTSIDE, WAITING, DONE_AT, COMPLETED = range(6)

#: Runs handed to a worker at a time.
BLOCK = 2_000


@dataclass(frozen=True, slots=True)
class Runs:
    """What came out, one row a run.

    Attributes:
        table: [runs, 6] persons safe, stranded at home, caught outside, waiting person-hours, end (s), completed.
        exposure: [runs, sides] people gone and not yet answered, at the worst moment.
        rates: [runs, 10] the rates that the run was drawn with.
        horizon_s: What is not safe by then counts as stranded.
    """

    table: Array
    exposure: Array
    rates: Array
    horizon_s: int
    seed: int


def stress(
    operation: Operation, plan: Sequenced, runs: int, seed: int, *, pool: Executor | None = None, workers: int = 1
) -> Runs:
    """Run a plan many times.

    Args:
        operation: With its ranges and rates.
        plan: As it was planned, with the moments before which nobody loads or leaves.
        runs: Run number 0 to `runs` - 1; the same number is the same luck in every deal.
        seed: Of all draws.
        pool: Runs blocks of runs elsewhere (processes, or a Dask client's executor); None = here.
        workers: How many blocks to make at least.
    """
    horizon = horizon_of(operation, plan)
    block = max(1, min(BLOCK, -(-runs // max(1, workers)))) if pool else runs
    pieces = [(start, min(runs, start + block)) for start in range(0, runs, block)]
    if pool is None:
        results = [run_block(operation, plan, seed, *piece, horizon) for piece in pieces]
    else:
        waiting = [pool.submit(run_block, operation, plan, seed, *piece, horizon) for piece in pieces]
        results = [one.result() for one in waiting]
    table, exposure, rates = (np.concatenate([one[part] for one in results]) for part in range(3))
    return Runs(table, exposure, rates, horizon, seed)


def horizon_of(operation: Operation, plan: Sequenced) -> int:
    """Twice the planned length and a week: by then it is done, or it has failed."""
    ends = [one.arrived for one in kernel.evaluate_fast(operation, plan) if one.arrived < NEVER]
    return min(operation.horizon_s, 2 * max(ends, default=0) + 7 * 86_400)


def run_block(
    operation: Operation, plan: Sequenced, seed: int, first: int, end: int, horizon: int
) -> tuple[Array, Array, Array]:
    """The runs from `first` to before `end`."""
    rules, convoys, hazards = parts_of(operation, plan, horizon)
    sides = len(operation.sides)
    table = np.zeros((end - first, 6))
    exposure = np.zeros((end - first, sides), np.int64)
    rates = np.zeros((end - first, len(RATES)))
    _many(
        rules, convoys, hazards, empty_spans(hazards), empty_stops(sides), empty_luck(sides), seed, first, horizon,
        kernel.NOTHING_FIXED, table, exposure, rates,
    )  # fmt: skip
    return table, exposure, rates


def parts_of(operation: Operation, plan: Sequenced, horizon: int) -> tuple[kernel.Rules, kernel.Convoys, Hazards]:
    """Everything that all runs share, as arrays."""
    known = kernel.stops_of(operation)
    hazards = hazards_of(operation, plan, likely(operation, plan.convoys), known, horizon)
    return kernel.rules_of(operation), kernel.convoys_of(operation, plan), hazards


@njit(cache=True)
def _many(rules, convoys, hazards, spans, stops, luck, seed, first, horizon, fixed, table, exposure, rates):  # type: ignore[no-untyped-def]
    script = kernel.scripted(rules, convoys)
    work = kernel.workspace(rules, convoys.offsets.shape[0] - 1)
    out = np.zeros((convoys.side.shape[0], 9), np.int64)
    hazards, spans, stops, luck = bare(hazards), bare(spans), bare(stops), bare(luck)
    for row in range(table.shape[0]):
        draw(hazards, seed, first + row, spans, rates[row])
        no_stops_yet(hazards, seed, first + row, rates[row], luck, stops)
        until = horizon // 2
        # Stops that begin after the last event change nothing: they are drawn only as far as a run needs them.
        while True:
            stops_before(until, hazards, seed, first + row, rates[row], luck, stops)
            kernel.play(rules, convoys, script, spans, stops, fixed, 0, work, out)
            last = _last(out)
            if last < until or until >= horizon:
                break
            until = min(horizon, max(last + 86_400, until + 2 * 86_400))
        _tell(rules, convoys, out, horizon, rates[row, 9], table[row], exposure[row])


@njit(cache=True)
def _last(out):  # type: ignore[no-untyped-def]
    """The last moment that anything happens in a run."""
    last = 0
    for one in range(out.shape[0]):
        for column in (kernel.CROSSING, kernel.DEPART):
            if last < out[one, column] < NEVER:
                last = out[one, column]
    return last


@njit(cache=True)
def _tell(rules, convoys, out, horizon, refusing, row, exposure):  # type: ignore[no-untyped-def]
    """One run in six figures, and how exposed each side was at its worst moment."""
    rules, convoys, out = bare(rules), bare(convoys), bare(out)
    safe, left, caught, waiting, last, completed = 0.0, 0.0, 0.0, 0.0, 0, 1.0
    for one in range(out.shape[0]):
        persons = float(convoys.persons[one])
        arrived = out[one, kernel.ARRIVED]
        if arrived <= horizon:
            safe += persons * (1.0 - refusing)
            last = max(last, arrived)
        else:
            completed = 0.0
            if out[one, kernel.DEPART] <= horizon:
                caught += persons
            else:
                left += persons
        if out[one, kernel.DEPART] <= horizon:
            many = 0
            for part in range(convoys.parts[one], convoys.parts[one + 1]):
                many += convoys.number[part]
            until = min(out[one, kernel.CROSSING], horizon)
            waiting += persons * max(0, until - min(out[one, kernel.AT_POINT], horizon)) / 3600.0
            waiting += persons / max(1, many) * out[one, kernel.SITTING] / 3600.0
    row[SAFE], row[STRANDED], row[OUTSIDE] = safe, left, caught
    row[WAITING], row[DONE_AT], row[COMPLETED] = waiting, last, completed
    sides = convoys.offsets.shape[0] - 1
    has_rule = rules.leads.shape[0] > 0
    column = rules.gated[0] if has_rule else kernel.DEPART
    counted = rules.counted[0] if has_rule else kernel.ARRIVED
    for k in range(sides):
        worst = 0
        for other in range(sides):
            if other == k:
                continue
            unit = rules.units[0, k] if has_rule else 1
            theirs = rules.units[0, other] if has_rule else 1
            if unit == 0 or theirs == 0:
                continue
            gone, there, rank = 0, 0, convoys.offsets[other]
            order = convoys.departures if column == kernel.DEPART else convoys.crossings
            answers = convoys.departures if counted == kernel.DEPART else convoys.crossings
            for place in range(convoys.offsets[k], convoys.offsets[k + 1]):
                one = order[place]
                at = out[one, column]
                if at > horizon:
                    break
                while rank < convoys.offsets[other + 1] and out[answers[rank], counted] <= at:
                    there += convoys.weights[0, answers[rank]] if has_rule else convoys.persons[answers[rank]]
                    rank += 1
                gone += convoys.weights[0, one] if has_rule else convoys.persons[one]
                worst = max(worst, (gone * unit - there * theirs) // unit)
        exposure[k] = worst
