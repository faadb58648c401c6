"""The first runs of a test looked at closely: moment by moment, and each side apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from trucekeeper.exchange import kernel
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.stress.hazards import RATES, one_run
from trucekeeper.stress.run import Runs, parts_of

Array = Any

#: What is told of each side of a run, in the order of `Course.table`.
BY_SIDE = ("safe", "stranded", "caught_outside", "waiting_person_hours")


#: Runs that are looked at closely, and journeys of convoys in them all: some seconds of work.
MOST_RUNS, MOST_JOURNEYS = 500, 300_000


@dataclass(frozen=True, slots=True)
class Course:
    """How the first runs went.

    Attributes:
        at_s: Moments, evenly spaced up to the horizon.
        safe: People safe by then: [runs, sides, moments].
        table: What came of it: [runs, sides, BY_SIDE].
        exposure: The worst lead of each side: [runs, sides].
    """

    at_s: tuple[int, ...]
    safe: Array
    table: Array
    exposure: Array

    def band(self, side: int, share: float) -> list[float]:
        """At each moment, the number of people safe that a share of the runs do not reach."""
        return [float(one) for one in np.quantile(self.safe[:, side, :], share, axis=0)]


def course(operation: Operation, plan: Sequenced, runs: Runs, most: int = MOST_RUNS, moments: int = 120) -> Course:
    """Go through the first runs again, under the very same luck.

    Args:
        operation: The exchange.
        plan: As it was tested.
        runs: The test.
        most: So many runs, fewer where the plan has many convoys: each takes some 10 microseconds a convoy.
        moments: How finely time is cut.
    """
    number = min(most, len(runs.table), max(50, MOST_JOURNEYS // max(1, len(plan.convoys))))
    at = np.linspace(0, runs.horizon_s, moments + 1).astype(np.int64)
    _, convoys, hazards = parts_of(operation, plan, runs.horizon_s)
    safe = np.zeros((number, len(operation.sides), len(at)))
    table = np.zeros((number, len(operation.sides), len(BY_SIDE)))
    refusing = RATES.index("share_refusing")
    for run in range(number):
        durations, holds = one_run(hazards, convoys, runs.seed, run)
        # The stops that were planned with are among those of the run.
        times = kernel.evaluate_fast(replace(operation, holds=holds), plan, durations)
        stay = 1.0 - float(runs.rates[run, refusing])
        for side in range(len(operation.sides)):
            own = [(c, t) for c, t in zip(plan.convoys, times, strict=True) if c.side == side]
            arrived = np.array([one.arrived for _, one in own], np.int64)
            people = np.array([convoy.persons for convoy, _ in own], np.float64)
            order = np.argsort(arrived, kind="stable")
            reached = np.concatenate([[0.0], np.cumsum(people[order])]) * stay
            safe[run, side] = reached[np.searchsorted(arrived[order], at, side="right")]
            table[run, side] = _came_of_it(own, runs.horizon_s, stay)
    return Course(tuple(int(one) for one in at), safe, table, runs.exposure[:number])


def _came_of_it(own: Sequence[tuple[Convoy, Times]], horizon: int, stay: float) -> tuple[float, float, float, float]:
    """BY_SIDE of one side, counted as `stress.run` counts all."""
    safe = stranded = caught = waiting = 0.0
    for convoy, one in own:
        if one.arrived <= horizon:
            safe += convoy.persons * stay
        elif one.depart <= horizon:
            caught += convoy.persons
        else:
            stranded += convoy.persons
        if one.depart <= horizon:
            until = min(one.crossing, horizon)
            waiting += convoy.persons * max(0, until - min(one.at_point, horizon)) / 3600
            waiting += convoy.persons / max(1, convoy.vehicles) * one.sitting_s / 3600
    return safe, stranded, caught, waiting


def planned_course(operation: Operation, plan: Sequenced, side: int, at_s: Sequence[int]) -> list[float]:
    """People of a side safe by each moment if all goes as planned."""
    times = kernel.evaluate_fast(operation, plan)
    own = [(t.arrived, c.persons) for c, t in zip(plan.convoys, times, strict=True) if c.side == side]
    return [float(sum(persons for arrived, persons in own if arrived <= at < NEVER)) for at in at_s]
