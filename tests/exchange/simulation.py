"""The exchange told event by event in SimPy, written from the rules and not from `evaluate`.

Left out: room at the point, which a plan keeps by leaving later, with knowledge of what will pass when.
"""

from collections.abc import Generator
from typing import Any

import simpy
from simpy.events import EventPriority

from trucekeeper.exchange.evaluate import Durations, Sequenced
from trucekeeper.exchange.model import NEVER, Operation, Times

Process = Generator[Any, Any, None]


class Simulation:
    def __init__(self, operation: Operation, plan: Sequenced, durations: Durations) -> None:
        self.operation, self.plan, self.durations = operation, plan, durations
        self.env = simpy.Environment()
        number = len(plan.convoys)
        self.log: list[dict[str, int]] = [{} for _ in range(number)]
        self.happened = [{name: self.env.event() for name in EVENTS} for _ in range(number)]
        self.news = self.env.event()
        rules = operation.couplings
        sides = range(len(operation.sides))
        self.gone = [[0 for _ in sides] for _ in rules]
        self.counted = [[0 for _ in sides] for _ in rules]
        self.streams = [simpy.Store(self.env) for _ in operation.fleets]
        for stream, fleet in zip(self.streams, operation.fleets, strict=True):
            for _ in range(fleet.vehicles):
                stream.put(None)
        self.gate = {gate.lane: simpy.Resource(self.env) for gate in operation.gates}
        for kind in range(len(operation.fleets)):
            self.env.process(self.give_vehicles(kind))
        self.loads: dict[tuple[int, int], list[tuple[int, int, Any, Any]]] = {}
        self.handed: list[list[Any]] = []
        self.loaded: list[list[Any]] = []
        for place, convoy in enumerate(plan.convoys):
            self.handed.append([self.env.event() for _ in range(convoy.vehicles)])
            self.loaded.append([self.env.event() for _ in range(convoy.vehicles)])
            vehicle = 0
            for part, (used, many) in enumerate(convoy.parts):
                for _ in range(many):
                    queue = self.loads.setdefault((convoy.site, used), [])
                    queue.append((place, part, self.handed[place][vehicle], self.loaded[place][vehicle]))
                    vehicle += 1
            self.env.process(self.journey(place))
        for site, used in self.loads:
            self.env.process(self.loading(site, used))
        for side in sides:
            self.env.process(self.departures(side))
            self.env.process(self.clerks(side))
        for lane in self.gate:
            self.env.process(self.gate_keeper(lane))

    def run(self) -> tuple[Times, ...]:
        self.env.run(until=self.operation.horizon_s)
        return tuple(
            Times(**{name: log.get(name, NEVER if name != "sitting_s" else 0) for name in (*EVENTS, "sitting_s")})
            for log in self.log
        )

    def note(self, place: int, event: str) -> None:
        self.log[place][event] = int(self.env.now)
        self.happened[place][event].succeed()
        self.tell()

    def tell(self) -> None:
        news, self.news = self.news, self.env.event()
        news.succeed()

    def settled(self) -> Any:
        """After everything else that happens at this moment."""
        event = self.env.event()
        event._ok, event._value = True, None
        self.env.schedule(event, priority=EventPriority(99))
        return event

    # Vehicles: one queue a fleet, convoys served in the order of departure.
    def give_vehicles(self, fleet: int) -> Process:
        for place, convoy in enumerate(self.plan.convoys):
            vehicle = 0
            for used, many in convoy.parts:
                for _ in range(many):
                    if used == fleet:
                        source = yield self.streams[fleet].get()
                        self.env.process(self.come(place, vehicle, fleet, source))
                    vehicle += 1

    def come(self, place: int, vehicle: int, fleet: int, source: int | None) -> Process:
        site = self.plan.convoys[place].site
        if source is None:
            yield self.env.timeout(max(0, self.operation.fleets[fleet].ready[site] - self.env.now))
        else:
            yield self.happened[source]["arrived"]
            yield self.env.timeout(self.durations.back_s[place])
        self.handed[place][vehicle].succeed()

    def loading(self, site: int, fleet: int) -> Process:
        many = self.operation.sites[site].bays.get(fleet, 0)
        bays = simpy.Resource(self.env, many) if many else None
        for place, part, there, loaded in self.loads[site, fleet]:
            yield there
            yield self.env.timeout(max(0, self.plan.convoys[place].release_s - self.env.now))
            bay = bays.request() if bays else None
            if bay is not None:
                yield bay
            lasts = self.durations.load_s[place][part]
            while not self.fits(lasts, self.operation.sites[site].windows):
                yield self.env.timeout(self.next_edge(self.operation.sites[site].windows))
            self.log[place].setdefault("load", int(self.env.now))
            self.log[place]["load"] = min(self.log[place]["load"], int(self.env.now))
            self.env.process(self.load_one(lasts, bays, bay, loaded))

    def load_one(self, lasts: int, bays: Any, bay: Any, loaded: Any) -> Process:
        yield self.env.timeout(lasts)
        if bay is not None:
            bays.release(bay)
        loaded.succeed(int(self.env.now))

    # Leaving: one convoy of a side after the other where the deal or the escorts make it so.
    def departures(self, side: int) -> Process:
        operation = self.operation
        escorts = operation.sides[side].escorts
        in_order = escorts is not None or any(rule.gated == "departed" for rule in operation.couplings)
        order = self.plan.of_side(side)
        for rank, place in enumerate(order):
            process = self.env.process(
                self.leave(place, side, order[rank - escorts] if escorts and rank >= escorts else None)
            )
            if in_order:
                yield process

    def leave(self, place: int, side: int, escorted_before: int | None) -> Process:
        ends = yield self.env.all_of(self.loaded[place])
        self.log[place]["loaded"] = max(ends.values())
        if escorted_before is not None and "arrived" not in self.log[escorted_before]:
            yield self.happened[escorted_before]["arrived"]
        site = self.operation.sites[self.plan.convoys[place].site]
        lasts = site.to_point.likely_s if self.operation.by_day else 0
        yield self.env.timeout(max(0, self.plan.convoys[place].leave_s - self.env.now))
        while True:
            if self.allowed(place, "departed") and self.fits(lasts, site.windows) and not self.held(side):
                break
            yield self.env.any_of([self.news, self.env.timeout(self.next_edge(site.windows))])
        self.let_go(place, "departed")
        self.log[place]["sitting_s"] = sum(int(self.env.now) - end for end in ends.values())
        self.note(place, "depart")

    # The way.
    def journey(self, place: int) -> Process:
        yield self.happened[place]["depart"]
        yield self.env.timeout(self.durations.to_point_s[place])
        self.note(place, "at_point")
        yield self.happened[place]["crossed"]
        yield self.env.timeout(self.durations.hand_over_s[place])
        self.note(place, "handed_over")
        yield self.env.timeout(self.durations.to_safety_s[place])
        self.note(place, "arrived")

    def gate_keeper(self, lane: int) -> Process:
        sides = [side for side, gate in enumerate(self.operation.gates) if gate.lane == lane]
        waiting = {side: self.plan.through_gate(side) for side in sides}
        while any(waiting.values()):
            yield self.settled()
            ready = [side for side in sides if waiting[side] and self.may_pass(waiting[side][0], side)]
            if not ready:
                windows = [window for side in sides for window in self.operation.gates[side].windows]
                yield self.env.any_of([self.news, self.env.timeout(self.next_edge(windows))])
                continue
            place = waiting[ready[0]].pop(0)
            self.let_go(place, "crossed")
            self.note(place, "crossing")
            for fleet, many in self.plan.convoys[place].parts:
                for _ in range(many if self.operation.fleets[fleet].returns else 0):
                    self.streams[fleet].put(place)
            yield self.env.timeout(self.durations.pass_s[place])
            self.note(place, "crossed")

    def may_pass(self, place: int, side: int) -> bool:
        there = "at_point" in self.log[place] and not self.held(side) and self.allowed(place, "crossed")
        return there and self.fits(self.durations.pass_s[place], self.operation.gates[side].windows)

    # Counting, in the order in which convoys leave or pass.
    def clerks(self, side: int) -> Process:
        for number, rule in enumerate(self.operation.couplings):
            self.env.process(self.clerk(side, number, rule.counted, rule.verify_s))
        yield self.env.timeout(0)

    def clerk(self, side: int, number: int, counted: str, verify_s: int) -> Process:
        order = self.plan.of_side(side) if counted == "departed" else self.plan.through_gate(side)
        for place in order:
            event = self.happened[place][FIELD[counted]]
            if not event.triggered:
                yield event
            self.env.process(self.publish(number, side, self.weight(number, place), verify_s))

    def publish(self, number: int, side: int, persons: int, verify_s: int) -> Process:
        yield self.env.timeout(verify_s)
        self.counted[number][side] += persons
        self.tell()

    def weight(self, number: int, place: int) -> int:
        category = self.operation.couplings[number].category
        groups = self.operation.groups
        return sum(n for group, n in self.plan.convoys[place].people if category in (None, groups[group].category))

    def let_go(self, place: int, event: str) -> None:
        for number, rule in enumerate(self.operation.couplings):
            if rule.gated == event:
                self.gone[number][self.plan.convoys[place].side] += self.weight(number, place)

    def allowed(self, place: int, event: str) -> bool:
        side = self.plan.convoys[place].side
        for number, rule in enumerate(self.operation.couplings):
            if rule.gated != event:
                continue
            gone = self.gone[number][side] + self.weight(number, place)
            for other in range(len(self.operation.sides)):
                if other == side:
                    continue
                there = self.counted[number][other]
                if rule.batches and rule.leads == other:
                    total = sum(self.weight(number, one) for one in self.plan.of_side(other))
                    batch = -(-gone // rule.batches[side])
                    if (batch - 1) * rule.batches[other] >= total or there < min(batch * rule.batches[other], total):
                        return False
                    continue
                ahead = rule.ahead[side]
                if ahead is not None and gone * rule.units[side] - there * rule.units[other] > ahead:
                    return False
        return True

    # Clock.
    def fits(self, lasts: int, windows: Any) -> bool:
        now = self.env.now
        return not windows or any(opens <= now < closes and now + lasts <= closes for opens, closes in windows)

    def held(self, side: int) -> bool:
        return any(h.side in (None, side) and h.start_s <= self.env.now < h.end_s for h in self.operation.holds)

    def next_edge(self, windows: Any) -> int:
        edges = [opens for opens, _ in windows] + [hold.end_s for hold in self.operation.holds]
        later = [edge for edge in edges if edge > self.env.now]
        return int(min(later) - self.env.now) if later else self.operation.horizon_s


EVENTS = ("load", "loaded", "depart", "at_point", "crossing", "crossed", "handed_over", "arrived")
FIELD = {
    "departed": "depart",
    "at the point": "at_point",
    "crossed": "crossed",
    "handed over": "handed_over",
    "arrived": "arrived",
}
