"""Many runs in the words of a decision: spreads with their intervals, what matters most, which of two is better."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from trucekeeper.stress.course import BY_SIDE, Course
from trucekeeper.stress.hazards import RATES
from trucekeeper.stress.run import COMPLETED, DONE_AT, OUTSIDE, SAFE, STRANDED, WAITING, Runs

#: Half width of a 95 % interval in standard errors.
Z95 = 1.959964

COLUMNS = {"safe": SAFE, "stranded": STRANDED, "caught_outside": OUTSIDE, "waiting_person_hours": WAITING}


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity over all runs; `ci` is the 95 % interval of the mean."""

    mean: float
    ci: tuple[float, float]
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of B minus A over runs with the same luck, with its 95 % interval."""

    mean: float
    ci: tuple[float, float]

    @property
    def clear(self) -> bool:
        """True when the interval leaves out zero."""
        return self.ci[0] > 0 or self.ci[1] < 0


def spread(values: Any) -> Spread:
    """Mean, interval and three quantiles."""
    mean, ci = _mean(values)
    low, middle, high = (float(one) for one in np.quantile(values, (0.1, 0.5, 0.9)))
    return Spread(mean, ci, low, middle, high)


def _mean(values: Any) -> tuple[float, tuple[float, float]]:
    mean = float(np.mean(values))
    error = float(np.std(values, ddof=1)) / sqrt(len(values)) if len(values) > 1 else 0.0
    return mean, (mean - Z95 * error, mean + Z95 * error)


def share(hits: int, of: int) -> tuple[float, tuple[float, float]]:
    """A share with its 95 % interval (Wilson, 1927), which stays sensible at 0 and at all."""
    if not of:
        return 0.0, (0.0, 1.0)
    p, z2 = hits / of, Z95 * Z95
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 * sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return p, (max(0.0, middle - half), min(1.0, middle + half))


def spreads(runs: Runs) -> Mapping[str, Spread]:
    """The quantities of COLUMNS."""
    return {name: spread(runs.table[:, column]) for name, column in COLUMNS.items()}


def completed(runs: Runs) -> tuple[float, tuple[float, float]]:
    """The share of runs in which everybody gets to safety in time."""
    return share(int(runs.table[:, COMPLETED].sum()), len(runs.table))


def hours_when_done(runs: Runs) -> Spread | None:
    """Hours until all are safe, over the runs that are completed."""
    done = runs.table[runs.table[:, COMPLETED] > 0][:, DONE_AT]
    return spread(done / 3600) if len(done) else None


def compare(a: Runs, b: Runs) -> Mapping[str, Difference]:
    """B against A, run by run under the same luck, which takes most of the chance out of the difference."""
    columns = {**COLUMNS, "completed": COMPLETED}
    return {name: difference(a.table[:, c], b.table[:, c]) for name, c in columns.items()}


def difference(a: Any, b: Any) -> Difference:
    """The mean of B minus A over runs in the same order, under the same luck."""
    return Difference(*_mean(b - a))


def by_side(found: Course, side: int) -> Mapping[str, Spread]:
    """The quantities of COLUMNS for one side, over the runs that were looked at closely, and its worst lead."""
    spreads = {name: spread(found.table[:, side, place]) for place, name in enumerate(BY_SIDE)}
    return {**spreads, "worst_exposure": spread(found.exposure[:, side])}


def compare_side(a: Course, b: Course, side: int) -> Mapping[str, Difference]:
    """B against A for one side, under the same luck."""
    found = {name: difference(a.table[:, side, p], b.table[:, side, p]) for p, name in enumerate(BY_SIDE)}
    return {**found, "worst_exposure": difference(a.exposure[:, side], b.exposure[:, side])}


@dataclass(frozen=True, slots=True)
class Bar:
    """What one guess does.

    Attributes:
        rate: Its name in RATES.
        range: The lowest and the highest value of the guess.
        low, high: Mean outcome in the third of the runs with the lowest, and with the highest.
        difference: high - low with its interval.
    """

    rate: str
    range: tuple[float, float]
    low: float
    high: float
    difference: Difference


def tornado(runs: Runs, column: int = SAFE) -> list[Bar]:
    """What the guesses do, the widest first; rates that do not vary are left out.

    The runs draw all rates at once, so a bar is the effect of one guess with all others as uncertain as they are.
    """
    bars = []
    outcome = runs.table[:, column]
    for place, name in enumerate(RATES):
        values = runs.rates[:, place]
        low, high = np.quantile(values, (1 / 3, 2 / 3))
        if low < high:
            below, above = outcome[values <= low], outcome[values >= high]
            mean = float(above.mean() - below.mean())
            error = sqrt(sum(float(np.var(one, ddof=1)) / len(one) for one in (below, above) if len(one) > 1))
            apart = Difference(mean, (mean - Z95 * error, mean + Z95 * error))
            reach = float(values.min()), float(values.max())
            bars.append(Bar(name, reach, float(below.mean()), float(above.mean()), apart))
    return sorted(bars, key=lambda bar: -abs(bar.difference.mean))
