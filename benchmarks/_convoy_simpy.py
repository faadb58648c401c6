"""The stress model in SimPy as one would write it for speed: processes for convoys, arithmetic for their vehicles.

Written apart from the recursion and from `tests/exchange/simulation.py`, which moves every vehicle. For one rule that
holds back passing, with lanes of their own, and without escorts or rooms: what the benchmark has.
"""

from collections import deque
from collections.abc import Generator
from heapq import heapreplace
from typing import Any

import simpy

from trucekeeper.exchange.evaluate import Durations, Sequenced, must_be_counted
from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.window import first_fit, free_start

Process = Generator[Any, Any, None]


class ConvoySimulation:
    """One run; `run` gives the moment at which each convoy arrives."""

    def __init__(self, operation: Operation, plan: Sequenced, durations: Durations) -> None:
        self.operation, self.plan, self.durations = operation, plan, durations
        self.env = simpy.Environment()
        sides = range(len(operation.sides))
        self.order = [plan.of_side(side) for side in sides]
        self.total = [sum(plan.convoys[one].persons for one in order) for order in self.order]
        self.at_point = [self.env.event() for _ in plan.convoys]
        self.arrived = [0] * len(plan.convoys)
        self.counted = [0 for _ in sides]
        self.changed = self.env.event()
        #: Vehicles that have become free, as [how many, when they arrived, or 0 from the depot].
        self.free: list[deque[list[int]]] = [deque([[operation.fleets[side].vehicles, 0]]) for side in sides]
        self.freed = [self.env.event() for _ in sides]

    def run(self) -> list[int]:
        for side in range(len(self.order)):
            self.env.process(self.loading(side))
            self.env.process(self.gate(side))
        self.env.run()
        return self.arrived

    def loading(self, side: int) -> Process:
        """Load one convoy after the other, vehicle by vehicle into the bays."""
        operation, env = self.operation, self.env
        site = operation.sites[side]
        bays, last = [0] * site.bays[side], 0
        for one in self.order[side]:
            needed, loaded = self.plan.convoys[one].vehicles, 0
            lasts = self.durations.load_s[one][0]
            while needed:
                if not self.free[side]:
                    self.freed[side] = env.event()
                    yield self.freed[side]
                batch = self.free[side][0]
                there = batch[1] + self.durations.back_s[one] if batch[1] else 0
                number = min(needed, batch[0])
                for _ in range(number):
                    start = first_fit(max(there, last, bays[0]), lasts, site.windows)
                    loaded = max(loaded, start + lasts)
                    last = start
                    heapreplace(bays, start + lasts)
                needed -= number
                batch[0] -= number
                if not batch[0]:
                    self.free[side].popleft()
            env.process(self.journey(one, side, loaded))

    def journey(self, one: int, side: int, loaded: int) -> Process:
        """Leave when allowed, and come to the point."""
        leaves = free_start(loaded, 0, self.operation.sites[side].windows, side, self.operation.holds)
        yield self.env.timeout(leaves - self.env.now)
        yield self.env.timeout(self.durations.to_point_s[one])
        self.at_point[one].succeed()

    def gate(self, side: int) -> Process:
        """Let one convoy after the other pass when the counts allow."""
        env, gone = self.env, 0
        other = 1 - side
        rules = self.operation.couplings
        for one in self.order[side]:
            yield self.at_point[one]
            gone += self.plan.convoys[one].persons
            for rule in rules:
                while self.counted[other] < must_be_counted(rule, side, other, gone, self.total[other]):
                    yield self.changed
            lasts = self.durations.pass_s[one]
            windows = self.operation.gates[side].windows
            start = free_start(env.now, lasts, windows, side, self.operation.holds)
            yield env.timeout(start - env.now + lasts)
            self.counted[side] += self.plan.convoys[one].persons
            told, self.changed = self.changed, env.event()
            told.succeed()
            env.process(self.way_to_safety(one, side))

    def way_to_safety(self, one: int, side: int) -> Process:
        """Arrive; the vehicles are free then."""
        yield self.env.timeout(self.durations.hand_over_s[one] + self.durations.to_safety_s[one])
        self.arrived[one] = int(self.env.now)
        self.free[side].append([self.plan.convoys[one].vehicles, int(self.env.now)])
        if not self.freed[side].triggered:
            self.freed[side].succeed()
