"""The exchange as a mixed-integer programme on a time grid, for HiGHS: what a modeller would write instead of a search.

The same columns and rows as the bound (`exchange.flow`), made for a plan instead of a bound: vehicles are whole,
durations are rounded up to slots and the rate of the gate down, and nobody is left at the horizon for nothing.
"""

import time
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from trucekeeper.exchange.flow import _Maker
from trucekeeper.exchange.model import Operation


@dataclass(frozen=True)
class Solved:
    """What HiGHS found within its time.

    Attributes:
        person_hours: Until safe; None where it found no plan. `bound` is what no plan on this grid can beat.
        at_point: Person-hours at the point in that plan, which the programme does not know of.
        makespan_h: When the last vehicle is safe.
    """

    status: str
    person_hours: float | None
    bound: float
    at_point: float
    makespan_h: float
    columns: int
    cpu_s: float


class TimeGrid(_Maker):
    """The programme; `solved_within` runs it."""

    def floor(self, seconds: int) -> int:
        """Durations in slots, rounded up."""
        return -(-seconds // self.slot_s)

    def _gates(self) -> None:
        operation = self.operation
        for lane in {gate.lane for gate in operation.gates}:
            sides = [side for side, gate in enumerate(operation.gates) if gate.lane == lane and gate.pass_s]
            own = [
                self.crosses[pair]
                for pair in self.pairs
                if operation.sites[operation.groups[pair[0]].site].side in sides
            ]
            most = self.slot_s // max(operation.gates[side].pass_s for side in sides) if sides else 0
            for t in range(self.slots) if sides else ():
                if terms := [(one[t], 1.0) for one in own if t in one]:
                    self.lp.add(terms, -float("inf"), float(most))

    def solved_within(self, limit_s: float) -> Solved:
        """Build and solve; the limit is by the clock, as HiGHS counts."""
        began = time.process_time()
        operation = self.operation
        for pair in self.pairs:
            self._columns(pair)
        for place, group in enumerate(operation.groups):
            seats = [
                (column, float(operation.fleets[fleet].seats))
                for one, fleet in self.pairs
                if one == place
                for column in self.loads[one, fleet].values()
            ]
            # The last vehicle may be partly empty.
            self.lp.add(seats, float(group.persons), float("inf"))
        self._chains()
        self._bays()
        self._pools()
        self._gates()
        for position in range(len(operation.couplings)):
            self._step(position)
        solver = self._solver(limit_s)
        solver.run()
        info, values = solver.getInfo(), list(solver.getSolution().col_value)
        found = info.primal_solution_status == 2
        return Solved(
            solver.modelStatusToString(solver.getModelStatus()),
            info.objective_function_value if found else None,
            info.mip_dual_bound,
            self._at_point(values) if found else 0.0,
            self._makespan_h(values) if found else 0.0,
            len(self.lp.cost),
            time.process_time() - began,
        )

    def _solver(self, limit_s: float) -> Any:
        lp, made = self.lp, highspy.HighsLp()
        order = np.lexsort((np.array(lp.row), np.array(lp.column)))
        columns = np.array(lp.column)[order]
        made.num_col_, made.num_row_ = len(lp.cost), len(lp.low)
        made.col_cost_ = np.array(lp.cost)
        made.col_lower_, made.col_upper_ = np.zeros(len(lp.cost)), np.array(lp.upper)
        made.row_lower_, made.row_upper_ = np.array(lp.low), np.array(lp.high)
        made.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        made.a_matrix_.start_ = np.searchsorted(columns, np.arange(len(lp.cost) + 1))
        made.a_matrix_.index_ = np.array(lp.row)[order]
        made.a_matrix_.value_ = np.array(lp.value)[order]
        whole = {c for table in (self.loads, self.outs, self.crosses) for one in table.values() for c in one.values()}
        kinds = highspy.HighsVarType
        made.integrality_ = [kinds.kInteger if c in whole else kinds.kContinuous for c in range(len(lp.cost))]
        maker: Any = highspy.Highs
        solver = maker()
        solver.silent()
        solver.setOptionValue("time_limit", limit_s)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 1e-4)
        solver.passModel(made)
        return solver

    def _at_point(self, values: list[float]) -> float:
        """Person-hours between coming to the point and passing, slot by slot."""
        total = 0.0
        for pair in self.pairs:
            group, fleet = self.operation.groups[pair[0]], self.operation.fleets[pair[1]]
            way = self.operation.sites[group.site].to_point.likely_s
            lag = self.floor(way) if self.departs_apart else self.floor(fleet.load_s + way)
            come = self.outs[pair] if self.departs_apart else self.loads[pair]
            there = 0.0
            for t in range(self.slots):
                there += values[come[t - lag]] if t - lag in come else 0.0
                there -= values[self.crosses[pair][t]] if t in self.crosses[pair] else 0.0
                total += max(0.0, there) * fleet.seats * self.slot_s / 3600
        return total

    def _makespan_h(self, values: list[float]) -> float:
        last = 0.0
        for pair in self.pairs:
            site = self.operation.sites[self.operation.groups[pair[0]].site]
            gate = self.operation.gates[site.side]
            rest = gate.pass_s + gate.hand_over_s + site.to_safety.likely_s
            passing = [t for t, column in self.crosses[pair].items() if values[column] > 0.5]
            last = max(last, (max(passing, default=0) * self.slot_s + rest) / 3600)
        return last


def by_time_grid(operation: Operation, until_s: int, slot_s: int, limit_s: float) -> Solved:
    """The best plan of the grid that HiGHS finds within so many seconds."""
    return TimeGrid(operation, until_s, slot_s).solved_within(limit_s)
