"""What happens when convoys leave in a given order: every time follows from the ones before it.

With the order given and no overtaking, each start is the latest of a few earlier times, moved into the next window:
a max-plus recursion (timed event graphs; Baccelli, Cohen, Olsder, Quadrat, Synchronization and Linearity, 1992). As
early as possible is then best for every measure that grows with the times. This file is the meaning of a plan, vehicle
by vehicle; `kernel` computes the same in machine code, and the tests compare both with a SimPy simulation.

Rules that the order settles: vehicles go to convoys in the order of departure, those from the depot first, then as
their convoys pass the gate; a site loads in the order of departure; a side passes the gate in the order of `crossing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trucekeeper.exchange.model import NEVER, Convoy, Coupling, Operation, Times
from trucekeeper.exchange.window import first_fit, free_start


@dataclass(frozen=True, slots=True)
class Sequenced:
    """Convoys in the order of departure, and the order in which they pass the gate (positions among all convoys)."""

    convoys: tuple[Convoy, ...]
    crossing: tuple[int, ...] = ()

    def of_side(self, side: int) -> list[int]:
        """Positions of a side's convoys in the order of departure."""
        return [place for place, convoy in enumerate(self.convoys) if convoy.side == side]

    def through_gate(self, side: int) -> list[int]:
        """Positions of a side's convoys in the order in which they pass the gate."""
        if not self.crossing:
            return self.of_side(side)
        return [place for place in self.crossing if self.convoys[place].side == side]


@dataclass(frozen=True, slots=True)
class Durations:
    """How long each convoy takes, by its position; `pass_s` is for all its vehicles together, `load_s` per part."""

    to_point_s: tuple[int, ...]
    pass_s: tuple[int, ...]
    hand_over_s: tuple[int, ...]
    to_safety_s: tuple[int, ...]
    back_s: tuple[int, ...]
    load_s: tuple[tuple[int, ...], ...]


def likely(operation: Operation, convoys: Sequence[Convoy]) -> Durations:
    """The durations that a plan reckons with."""
    sites = [operation.sites[convoy.site] for convoy in convoys]
    gates = [operation.gates[convoy.side] for convoy in convoys]
    return Durations(
        to_point_s=tuple(site.to_point.likely_s for site in sites),
        pass_s=tuple(gate.pass_s * convoy.vehicles for gate, convoy in zip(gates, convoys, strict=True)),
        hand_over_s=tuple(gate.hand_over_s for gate in gates),
        to_safety_s=tuple(site.to_safety.likely_s for site in sites),
        back_s=tuple(site.back.likely_s for site in sites),
        load_s=tuple(tuple(operation.fleets[fleet].load_s for fleet, _ in convoy.parts) for convoy in convoys),
    )


def weight(operation: Operation, convoy: Convoy, rule: Coupling) -> int:
    """How many of a convoy's people a rule counts: all, or those of a category or of some clauses."""
    if rule.category is None and not rule.only:
        return convoy.persons
    return sum(persons for group, persons in convoy.people if rule.weighs(operation.groups[group]))


def must_be_counted(coupling: Coupling, side: int, other: int, gone: int, total: int) -> int:
    """How many people of the other side must be counted before `gone` people of this side may have gone; -1 = never.

    Args:
        coupling: The rule.
        side: Who wants to go.
        other: On whom it depends.
        gone: People of this side that are then gone, the next convoy included.
        total: All people of the other side that weigh.
    """
    if not coupling.units[side] or not coupling.units[other]:
        return 0
    if coupling.batches and coupling.leads == other and side != other:
        tranche = -(-gone // coupling.batches[side])
        full = tranche * coupling.batches[other]
        return min(full, total) if full - coupling.batches[other] < total else -1
    ahead = coupling.ahead[side]
    if ahead is None:
        return 0
    needed = -(-(gone * coupling.units[side] - ahead) // coupling.units[other])
    return -1 if needed > total else max(0, needed)


@dataclass(slots=True)
class _State:
    """What is known while the recursion runs."""

    times: list[Times]
    departed: list[bool]
    passed: list[bool]
    lanes: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # site, fleet: when its bays are free
    last_load: dict[tuple[int, int], int] = field(default_factory=dict)
    gate_free: dict[int, int] = field(default_factory=dict)


def evaluate(
    operation: Operation,
    plan: Sequenced,
    durations: Durations | None = None,
    fixed: Mapping[int, Times] | None = None,
    now_s: int = 0,
) -> tuple[Times, ...]:
    """Work out when each convoy does what, as early as the rules allow.

    Args:
        operation: Sites, fleets, gates and rules.
        plan: Which convoys, in which order.
        durations: Other than the likely ones.
        fixed: What has happened already, per convoy; `NEVER` where it has not. It is not asked whether it was allowed.
        now_s: What has not happened yet does not start earlier.

    Returns:
        Times in the order of the convoys; `NEVER` from the first event that the rules never allow.
    """
    return _Run(operation, plan, durations or likely(operation, plan.convoys), fixed or {}, now_s).times()


class _Run:
    """One evaluation."""

    def __init__(
        self, operation: Operation, plan: Sequenced, durations: Durations, fixed: Mapping[int, Times], now_s: int
    ) -> None:
        self.operation, self.plan, self.durations = operation, plan, durations
        self.fixed, self.now_s = fixed, now_s
        sides = range(len(operation.sides))
        self.departures = [plan.of_side(side) for side in sides]
        self.crossings = [plan.through_gate(side) for side in sides]
        self.vehicles = _vehicles(operation, plan)
        self.weights = [[weight(operation, convoy, rule) for convoy in plan.convoys] for rule in operation.couplings]
        number = len(plan.convoys)
        self.state = _State([Times()] * number, [False] * number, [False] * number)

    def times(self) -> tuple[Times, ...]:
        next_out, next_through = [0] * len(self.departures), [0] * len(self.crossings)
        moved = True
        while moved:
            moved = False
            for side, order in enumerate(self.departures):
                while next_out[side] < len(order) and self._depart(order[next_out[side]], next_out[side]):
                    next_out[side] += 1
                    moved = True
            first = self._first_at_a_gate(next_through)
            if first is not None:
                self._cross(self.crossings[first][next_through[first]], next_through[first])
                next_through[first] += 1
                moved = True
        return tuple(self.state.times)

    # -- departure

    def _depart(self, place: int, rank: int) -> bool:
        """Work out a departure; False while something that it waits for is not known."""
        known = self.fixed.get(place, Times())
        if known.depart >= NEVER:
            earliest = self._may_depart(place, rank)
            if earliest is None or not self._vehicles_known(place):
                return False
            self.state.times[place] = self._loaded_and_gone(place, earliest, known)
        else:
            depart = known.depart
            at_point = (
                known.at_point if known.at_point < NEVER else self._later(depart + self.durations.to_point_s[place])
            )
            self.state.times[place] = Times(min(known.load, depart), min(known.loaded, depart), depart, at_point)
        self.state.departed[place] = True
        return True

    def _vehicles_known(self, place: int) -> bool:
        """True when every convoy that gives vehicles to this one has passed the gate."""
        return all(source is None or self.state.passed[source] for part in self.vehicles[place] for source in part)

    def _loaded_and_gone(self, place: int, earliest: int, known: Times) -> Times:
        """Load a convoy and let it leave at `earliest` or later."""
        convoy = self.plan.convoys[place]
        if known.loaded < NEVER:
            runs = [(min(known.load, known.loaded), known.loaded)] * convoy.vehicles
        else:
            runs = [run for part in range(len(convoy.parts)) for run in self._load(place, part, known)]
        loaded = max(end for _, end in runs)
        depart = self._start(max(loaded, earliest, convoy.leave_s), convoy)
        return Times(
            load=min(start for start, _ in runs),
            loaded=loaded,
            depart=depart,
            at_point=min(NEVER, depart + self.durations.to_point_s[place]),
            sitting_s=sum(depart - end for _, end in runs) if depart < NEVER else 0,
        )

    def _start(self, at: int, convoy: Convoy) -> int:
        """The first allowed moment of departure."""
        site = self.operation.sites[convoy.site]
        lasts = site.to_point.likely_s if self.operation.by_day else 0
        return free_start(max(at, self.now_s), lasts, site.windows, convoy.side, self.operation.holds)

    def _load(self, place: int, part: int, known: Times) -> list[tuple[int, int]]:
        """Load one part's vehicles into the bays, none before the one ahead of it: (start, end) of each."""
        convoy = self.plan.convoys[place]
        fleet, number = convoy.parts[part]
        site = self.operation.sites[convoy.site]
        lane = (convoy.site, fleet)
        bays = self.state.lanes.setdefault(lane, [0] * site.bays.get(fleet, 0))
        lasts = self.durations.load_s[place][part]
        floor = max(convoy.release_s, min(known.load, self.now_s))
        runs = []
        for source in self.vehicles[place][part][:number]:
            there = self.operation.fleets[fleet].ready[convoy.site]
            if source is not None:
                there = min(NEVER, self.state.times[source].arrived + self.durations.back_s[place])
            at = max(there, floor, self.state.last_load.get(lane, 0), bays[0] if bays else 0)
            start = first_fit(at, lasts, site.windows)
            end = min(NEVER, start + lasts)
            self.state.last_load[lane] = start
            if bays:
                bays[0] = end
                bays.sort()
            runs.append((start, end))
        return runs

    def _may_depart(self, place: int, rank: int) -> int | None:
        """The latest of what a departure waits for besides its vehicles, or None while that is not known."""
        convoy = self.plan.convoys[place]
        side = self.operation.sides[convoy.side]
        order = self.departures[convoy.side]
        earliest = 0
        if rank and (side.escorts is not None or any(rule.gated == "departed" for rule in self.operation.couplings)):
            earliest = self.state.times[order[rank - 1]].depart
        if side.escorts is not None and rank >= side.escorts:
            before = order[rank - side.escorts]
            if not self.state.passed[before]:
                return None
            earliest = max(earliest, self.state.times[before].arrived)
        room = self._room_at_point(place)
        if room is None:
            return None
        gate = self._in_step(place, order[: rank + 1], "departed")
        return None if gate is None else max(earliest, room, gate)

    def _room_at_point(self, place: int) -> int | None:
        """When it must not leave before, so that there is room where it arrives."""
        convoy = self.plan.convoys[place]
        room = self.operation.gates[convoy.side].room
        if room is None:
            return 0
        order = self.crossings[convoy.side]
        there = 0
        for before in range(order.index(place), -1, -1):
            there += self.plan.convoys[order[before]].vehicles
            if there > room:
                if before == order.index(place):
                    return NEVER
                if not self.state.passed[order[before]]:
                    return None
                return max(0, self.state.times[order[before]].crossed - self.durations.to_point_s[place])
        return 0

    # -- the gate

    def _first_at_a_gate(self, next_through: list[int]) -> int | None:
        """The side whose next convoy can pass first of all; sides in their order where two are equal."""
        starts = []
        for side, order in enumerate(self.crossings):
            if next_through[side] < len(order):
                start = self._may_cross(order[next_through[side]], next_through[side])
                if start is not None:
                    starts.append((start, side))
        return min(starts)[1] if starts else None

    def _may_cross(self, place: int, rank: int) -> int | None:
        """When a convoy can begin to pass, or None while that is not known."""
        if not self.state.departed[place]:
            return None
        convoy = self.plan.convoys[place]
        step = self._in_step(place, self.crossings[convoy.side][: rank + 1], "crossed")
        if step is None:
            return None
        gate = self.operation.gates[convoy.side]
        known = self.fixed.get(place, Times())
        # Nobody records when passing begins: who is at the point may be passing already.
        floor = 0 if known.at_point < NEVER else self.now_s
        at = max(self.state.times[place].at_point, self.state.gate_free.get(gate.lane, 0), step, floor)
        if known.crossing < NEVER:
            return known.crossing
        return free_start(at, self.durations.pass_s[place], gate.windows, convoy.side, self.operation.holds)

    def _cross(self, place: int, rank: int) -> None:
        """Let a convoy pass and go on to where it is safe."""
        start = self._may_cross(place, rank)
        assert start is not None
        known = self.fixed.get(place, Times())
        before = self.state.times[place]
        crossed = known.crossed if known.crossed < NEVER else self._later(start + self.durations.pass_s[place])
        over = min(NEVER, crossed + self.durations.hand_over_s[place])
        over = known.handed_over if known.handed_over < NEVER else over
        safe = known.arrived if known.arrived < NEVER else self._later(over + self.durations.to_safety_s[place])
        self.state.times[place] = Times(
            before.load, before.loaded, before.depart, before.at_point, start, crossed, over, safe, before.sitting_s
        )
        lane = self.operation.gates[self.plan.convoys[place].side].lane
        self.state.gate_free[lane] = max(self.state.gate_free.get(lane, 0), crossed)
        self.state.passed[place] = True

    def _later(self, at: int) -> int:
        """What has not happened by now happens now at the earliest."""
        return min(NEVER, max(at, self.now_s))

    # -- reciprocity

    def _in_step(self, place: int, gone: Sequence[int], event: str) -> int | None:
        """When the other side's counts allow these convoys to have gone; None while that is not known."""
        convoys, operation = self.plan.convoys, self.operation
        side = convoys[place].side
        earliest = 0
        for position, rule in enumerate(operation.couplings):
            if rule.gated != event:
                continue
            own = sum(self.weights[position][one] for one in gone)
            for other in range(len(operation.sides)):
                if other != side:
                    at = self._counted(position, side, other, own)
                    if at is None:
                        return None
                    earliest = max(earliest, at)
        return earliest

    def _counted(self, position: int, side: int, other: int, own: int) -> int | None:
        """When enough people of the other side are counted; None while that is not known."""
        rule = self.operation.couplings[position]
        order = self.departures[other] if rule.counted == "departed" else self.crossings[other]
        weights = [self.weights[position][one] for one in order]
        needed = must_be_counted(rule, side, other, own, sum(weights))
        if needed < 0:
            return NEVER
        at = sum_so_far = 0
        for one, persons in zip(order, weights, strict=True):
            if sum_so_far >= needed:
                break
            known = self.state.departed if rule.counted in ("departed", "at the point") else self.state.passed
            if not known[one]:
                return None
            at = max(at, self.state.times[one].of(rule.counted))
            sum_so_far += persons
        return min(NEVER, at + rule.verify_s) if needed else 0


def _vehicles(operation: Operation, plan: Sequenced) -> list[list[list[int | None]]]:
    """Per convoy and part, from where each vehicle comes: None = the depot, else the convoy it served before.

    A vehicle that no convoy gives back has the convoy itself as its source: it never comes.
    """
    streams: dict[int, list[int | None]] = {}
    for position, fleet in enumerate(operation.fleets):
        streams[position] = [None] * fleet.vehicles
        if fleet.returns:
            for place in plan.through_gate(fleet.side):
                for number in (number for used, number in plan.convoys[place].parts if used == position):
                    streams[position] += [place] * number
    taken = dict.fromkeys(streams, 0)
    sources: list[list[list[int | None]]] = []
    for place, convoy in enumerate(plan.convoys):
        parts: list[list[int | None]] = []
        for used, number in convoy.parts:
            start = taken[used]
            taken[used] += number
            part = streams[used][start : start + number]
            parts.append(part + [place] * (number - len(part)))
        sources.append(parts)
    return sources
