"""The exchange as a linear programme on a time grid: what no plan can beat, and a guide for one that comes close.

Vehicles may be divided and convoys do not exist; every duration between two decisions is rounded down to slots, and
every cost uses the start of a slot. So the least person-hours of the programme are a lower bound for every plan. Its
size does not depend on how many people or vehicles there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil, gcd
from typing import Any

from trucekeeper.exchange.model import Coupling, Operation, Window

#: Slots tried, coarse to fine; the finest whose programme stays below `columns` is used.
SLOTS_S = (1800, 900, 600, 300, 120, 60)

#: With more columns no slot below five minutes: 88,000 columns in slots of a minute took 22 s, 55,000 in slots of a
#: quarter of an hour 4 s.
LONG_CHAINS = 20_000

#: The interior point method ends this close to the optimum; the bound is taken so much lower.
SOLVED_TO = 1e-6


@dataclass(frozen=True, slots=True)
class Flow:
    """The best of the programme.

    Attributes:
        person_hours: Until safe, from the start; a lower bound.
        loads: (group, fleet) -> vehicles starting to load, by slot.
        crosses: The same, beginning to pass the gate.
        optimal: False where the solver stopped early; then `person_hours` is no bound and 0.
        unserved: People that the programme does not bring to safety before the horizon.
    """

    person_hours: float
    slot_s: int
    loads: dict[tuple[int, int], list[float]]
    crosses: dict[tuple[int, int], list[float]]
    optimal: bool
    unserved: float
    columns: int


@dataclass(slots=True)
class _Programme:
    """Columns and rows as they are added."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def new(self, cost: float = 0.0, upper: float = float("inf")) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        return len(self.cost) - 1

    def add(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        for column, value in terms:
            self.row.append(len(self.low))
            self.column.append(column)
            self.value.append(value)
        self.low.append(low)
        self.high.append(high)


def slot_for(operation: Operation, until_s: int, columns: int = 8_000) -> int:
    """The slot that rounds least away among those whose programme stays small; where none does, the coarsest."""
    pairs = sum(len(group.fleets) for group in operation.groups)
    large = [slot for slot in SLOTS_S if 3 * pairs * (until_s // slot + 1) > LONG_CHAINS]
    small = [slot for slot in SLOTS_S if 3 * pairs * (until_s // slot + 1) <= columns]
    small = [slot for slot in small if slot >= 300 or slot not in large]
    return min(small or SLOTS_S[:1], key=lambda slot: _rounded_away(operation, slot))


def _rounded_away(operation: Operation, slot_s: int) -> float:
    """Seconds that a slot takes off one round of a vehicle, on average over groups and their fleets."""
    lost = [0.5 * slot_s]
    for group in operation.groups:
        site = operation.sites[group.site]
        gate = operation.gates[site.side]
        out = gate.pass_s + gate.hand_over_s + site.to_safety.likely_s
        for fleet in group.fleets:
            there = operation.fleets[fleet].load_s + site.to_point.likely_s
            lost.append(slot_s / 2 + there % slot_s + out % slot_s + site.back.likely_s % slot_s)
    return sum(lost) / len(lost)


def solve(operation: Operation, until_s: int, slot_s: int, iterations: int = 400) -> Flow:
    """Solve the programme up to a horizon; who is not safe by then costs the horizon.

    Args:
        operation: The exchange; rooms, escorts and lengths of convoys are left out, which only lowers the bound.
        until_s: The horizon; best a good deal later than the end of a known plan.
        slot_s: Width of a slot.
        iterations: The solver gives up after so many; it does not look at the clock.
    """
    maker = _Maker(operation, until_s, slot_s)
    return maker.solved(iterations)


class _Maker:
    def __init__(self, operation: Operation, until_s: int, slot_s: int) -> None:
        self.operation, self.slot_s = operation, slot_s
        self.slots = until_s // slot_s + 1
        self.until_h = self.slots * slot_s / 3600
        self.lp = _Programme()
        self.pairs = [
            (place, fleet)
            for place, group in enumerate(operation.groups)
            for fleet in group.fleets
            if group.persons and operation.fleets[fleet].vehicles
        ]
        self.departs_apart = any(rule.gated == "departed" for rule in operation.couplings)
        self.loads: dict[tuple[int, int], dict[int, int]] = {}
        self.outs: dict[tuple[int, int], dict[int, int]] = {}
        self.crosses: dict[tuple[int, int], dict[int, int]] = {}

    def floor(self, seconds: int) -> int:
        return seconds // self.slot_s

    def is_open(self, slot: int, windows: tuple[Window, ...], lasts_s: int = 0) -> bool:
        """True when something in this slot may start in a window and end in it."""
        start = slot * self.slot_s
        end = start + self.slot_s
        return not windows or any(o < end and max(start, o) + max(lasts_s, 1) <= c for o, c in windows)

    def solved(self, iterations: int) -> Flow:
        operation = self.operation
        for pair in self.pairs:
            self._columns(pair)
        left = [self.lp.new(self.until_h) for _ in operation.groups]
        for place, group in enumerate(operation.groups):
            terms = [
                (column, float(operation.fleets[fleet].seats))
                for one, fleet in self.pairs
                if one == place
                for column in self.loads[one, fleet].values()
            ]
            self.lp.add([*terms, (left[place], 1.0)], float(group.persons), float(group.persons))
        self._chains()
        self._bays()
        self._pools()
        self._gates()
        for position in range(len(operation.couplings)):
            self._step(position)
        return self._run(iterations, left)

    def _columns(self, pair: tuple[int, int]) -> None:
        operation = self.operation
        group, fleet = operation.groups[pair[0]], operation.fleets[pair[1]]
        site, gate = operation.sites[group.site], operation.gates[operation.sites[group.site].side]
        rest_h = (gate.pass_s + gate.hand_over_s + site.to_safety.likely_s) / 3600
        ready = self.floor(fleet.ready.get(group.site, 0))
        gone = ready + self.floor(fleet.load_s)
        there = (
            gone + self.floor(site.to_point.likely_s)
            if self.departs_apart
            else ready + self.floor(fleet.load_s + site.to_point.likely_s)
        )
        slots = range(self.slots)
        self.loads[pair] = {
            t: self.lp.new() for t in slots if t >= ready and self.is_open(t, site.windows, fleet.load_s)
        }
        if self.departs_apart:
            lasts = site.to_point.likely_s if operation.by_day else 0
            self.outs[pair] = {t: self.lp.new() for t in slots if t >= gone and self.is_open(t, site.windows, lasts)}
        self.crosses[pair] = {
            t: self.lp.new(fleet.seats * (t * self.slot_s / 3600 + rest_h))
            for t in slots
            if t >= there and self.is_open(t, gate.windows, gate.pass_s)
        }

    def _chains(self) -> None:
        """Nobody leaves who has not loaded, nobody passes who has not come; all who load pass or stay for good."""
        operation = self.operation
        for pair in self.pairs:
            group, fleet = operation.groups[pair[0]], operation.fleets[pair[1]]
            way = operation.sites[group.site].to_point.likely_s
            if self.departs_apart:
                self._chain(self.loads[pair], self.outs[pair], self.floor(fleet.load_s))
                self._chain(self.outs[pair], self.crosses[pair], self.floor(way))
            else:
                self._chain(self.loads[pair], self.crosses[pair], self.floor(fleet.load_s + way))

    def _chain(self, first: dict[int, int], then: dict[int, int], lag: int) -> None:
        waiting: int | None = None
        for t in range(self.slots):
            come, go = first.get(t - lag), then.get(t)
            if come is None and go is None:
                continue
            terms = [(come, 1.0)] if come is not None else []
            terms += [(go, -1.0)] if go is not None else []
            terms += [(waiting, 1.0)] if waiting is not None else []
            waiting = self.lp.new()
            self.lp.add([*terms, (waiting, -1.0)], 0.0, 0.0)
        for t, column in first.items():
            if t + lag >= self.slots:
                self.lp.upper[column] = 0.0
        if waiting is not None:
            self.lp.upper[waiting] = 0.0

    def _bays(self) -> None:
        operation = self.operation
        for place, site in enumerate(operation.sites):
            for fleet, bays in site.bays.items():
                lasts = self.floor(operation.fleets[fleet].load_s)
                own = [
                    self.loads[pair]
                    for pair in self.pairs
                    if operation.groups[pair[0]].site == place and pair[1] == fleet
                ]
                for t in range(self.slots) if own and bays and lasts else ():
                    terms = [(one[s], 1.0) for one in own for s in range(max(0, t - lasts + 1), t + 1) if s in one]
                    if terms:
                        self.lp.add(terms, -float("inf"), float(bays))

    def _pools(self) -> None:
        """A vehicle serves a site again only when it has come back."""
        operation = self.operation
        for position, fleet in enumerate(operation.fleets):
            takes: dict[int, list[tuple[int, float]]] = {}
            for pair in self.pairs:
                if pair[1] != position:
                    continue
                site = operation.sites[operation.groups[pair[0]].site]
                gate = operation.gates[site.side]
                away = gate.pass_s + gate.hand_over_s + site.to_safety.likely_s
                # The vehicle's way back is counted with the way out of the place it goes to next.
                for t, column in self.loads[pair].items():
                    takes.setdefault(max(0, t - self.floor(site.back.likely_s)), []).append((column, 1.0))
                for t, column in self.crosses[pair].items() if fleet.returns else ():
                    takes.setdefault(t + self.floor(away), []).append((column, -1.0))
            idle = self.lp.new(upper=float(fleet.vehicles))
            self.lp.add([(idle, 1.0)], float(fleet.vehicles), float(fleet.vehicles))
            for t in sorted(takes):
                if t >= self.slots:
                    break
                then = self.lp.new()
                self.lp.add([(idle, 1.0), (then, -1.0), *((c, -v) for c, v in takes[t])], 0.0, 0.0)
                idle = then

    def _gates(self) -> None:
        operation = self.operation
        for lane in {gate.lane for gate in operation.gates}:
            sides = [side for side, gate in enumerate(operation.gates) if gate.lane == lane and gate.pass_s]
            if not sides:
                continue
            # Starts in a span of whole passes: at most span / pass of them, exactly, when the span divides.
            pass_s = min(operation.gates[side].pass_s for side in sides)
            wide = pass_s // gcd(pass_s, self.slot_s)
            wide = wide if wide <= 12 else 1
            most = ceil(wide * self.slot_s / pass_s)
            own = [
                self.crosses[pair]
                for pair in self.pairs
                if operation.sites[operation.groups[pair[0]].site].side in sides
            ]
            weigh = 1.0
            for t in range(self.slots):
                terms = [(one[s], weigh) for one in own for s in range(max(0, t - wide + 1), t + 1) if s in one]
                if terms:
                    self.lp.add(terms, -float("inf"), float(most))

    def _step(self, position: int) -> None:
        """gated(own) x unit - counted(other) x unit <= ahead at the end of every slot."""
        operation, rule = self.operation, self.operation.couplings[position]
        counted = [self._running(side, rule.counted, rule, rule.verify_s) for side in range(len(operation.sides))]
        gated = [
            self._running(side, "departed" if rule.gated == "departed" else "crossing", rule, 0)
            for side in range(len(operation.sides))
        ]
        for side in range(len(operation.sides)):
            for other in range(len(operation.sides)):
                ahead = rule.ahead[side]
                if rule.batches and rule.leads == other and side != other:
                    own_unit, other_unit = rule.batches[other], rule.batches[side]
                    # The leader's last batch may be smaller and still answers a whole one.
                    ahead = own_unit * other_unit if operation.persons(other) % own_unit else 0
                else:
                    own_unit, other_unit = rule.units[side], rule.units[other]
                if side == other or ahead is None or not rule.units[side] or not rule.units[other]:
                    continue
                for t in range(self.slots):
                    if gated[side][t] is not None:
                        terms = [(gated[side][t], float(own_unit))]
                        terms += [(counted[other][t], -float(other_unit))] if counted[other][t] is not None else []
                        self.lp.add([(c, v) for c, v in terms if c is not None], -float("inf"), float(ahead))

    def _running(self, side: int, event: str, rule: Coupling, later_s: int) -> list[int | None]:
        """One column a slot: people of a side that have got to an event by the end of it."""
        operation = self.operation
        by_slot: dict[int, list[tuple[int, float]]] = {}
        for pair in self.pairs:
            group, fleet = operation.groups[pair[0]], operation.fleets[pair[1]]
            site = operation.sites[group.site]
            if site.side != side or not rule.weighs(group):
                continue
            gate = operation.gates[side]
            early = self.outs[pair] if self.departs_apart else self.loads[pair]
            before = 0 if self.departs_apart else fleet.load_s
            after = {
                "departed": (early, before),
                "at the point": (early, before + site.to_point.likely_s),
                "crossing": (self.crosses[pair], 0),
                "crossed": (self.crosses[pair], gate.pass_s),
                "handed over": (self.crosses[pair], gate.pass_s + gate.hand_over_s),
                "arrived": (self.crosses[pair], gate.pass_s + gate.hand_over_s + site.to_safety.likely_s),
            }[event]
            for t, column in after[0].items():
                by_slot.setdefault(t + self.floor(after[1] + later_s), []).append((column, float(fleet.seats)))
        running: list[int | None] = []
        last: int | None = None
        for t in range(self.slots):
            if t in by_slot:
                new = self.lp.new()
                self.lp.add([(new, -1.0), *([(last, 1.0)] if last is not None else []), *by_slot[t]], 0.0, 0.0)
                last = new
            running.append(last)
        return running

    def _run(self, iterations: int, left: list[int]) -> Flow:
        import highspy
        import numpy as np

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
        maker: Any = highspy.Highs
        solver = maker()
        solver.silent()
        solver.setOptionValue("ipm_iteration_limit", iterations)
        solver.setOptionValue("threads", 1)
        # Measured: 55,000 columns in 4 s; the simplex method did not end in 180 s. No vertex is needed.
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
        solver.passModel(made)
        solver.run()
        optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = list(solver.getSolution().col_value) if optimal else [0.0] * len(lp.cost)
        told = solver.getInfo().objective_function_value if optimal else 0.0
        return Flow(
            person_hours=told * (1 - SOLVED_TO),
            slot_s=self.slot_s,
            loads={pair: self._series(self.loads[pair], value) for pair in self.pairs},
            crosses={pair: self._series(self.crosses[pair], value) for pair in self.pairs},
            optimal=optimal,
            unserved=sum(value[column] for column in left),
            columns=len(lp.cost),
        )

    def _series(self, columns: dict[int, int], value: list[float]) -> list[float]:
        return [value[columns[t]] if t in columns else 0.0 for t in range(self.slots)]
