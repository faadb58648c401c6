"""Stress runs a second: machine code here, against SimPy and against the same model vectorised in numpy, in one run.

All three get the same durations and stops and must give the same ends. Run: python -m benchmarks.stress_speed
"""

import time
from dataclasses import replace

import numpy as np

from tests.exchange.simulation import Simulation
from tests.exchange.suite import two_sides
from trucekeeper.exchange import kernel
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import likely
from trucekeeper.exchange.model import NEVER, Coupling, Gate, Operation, Rates
from trucekeeper.stress.hazards import one_run
from trucekeeper.stress.run import DONE_AT, parts_of, run_block

SEED = 20161215
BAD = Rates(
    (1.0, 1.0, 1.0), (4, 4, 4), (0.5, 0.5, 0.5), (2, 2, 2), (0.5, 0.5, 0.5), (3, 3, 3), (0.0, 0.0, 0.0)
)  # fmt: skip


def case(vehicles: int) -> tuple[Operation, object]:
    """15,000 and 15,000 people in convoys of so many vehicles; legs vary by a third."""
    base = two_sides()
    sites = tuple(
        replace(
            site,
            to_point=replace(site.to_point, low_s=site.to_point.likely_s * 3 // 4, high_s=site.to_point.likely_s * 2),
            back=replace(site.back, low_s=site.back.likely_s * 3 // 4, high_s=site.back.likely_s * 2),
        )
        for site in base.sites
    )
    operation = replace(base, sites=sites, rates=BAD)
    return operation, uniform(operation, (vehicles, vehicles))


def numpy_ends(operation: Operation, plan, drawn) -> np.ndarray:
    """The recursion with runs as vectors: the loop is over convoys, as a clever user would write it."""
    runs = len(drawn)
    sides = range(len(operation.sides))
    index = {side: [i for i, c in enumerate(plan.convoys) if c.side == side] for side in sides}
    way = {
        name: np.array([getattr(d, name) for d, _ in drawn])
        for name in ("to_point_s", "pass_s", "to_safety_s", "back_s")
    }
    load = np.array([[one[0] for one in d.load_s] for d, _ in drawn])
    room = max(sum(h.side == s for h in holds) for _, holds in drawn for s in sides) + 1
    start = np.full((len(operation.sides), runs, room), NEVER)
    end = np.full((len(operation.sides), runs, room), NEVER)
    for run, (_, holds) in enumerate(drawn):
        for side in sides:
            own = sorted((h.start_s, h.end_s) for h in holds if h.side == side)
            for k, (a, b) in enumerate(own):
                start[side, run, k], end[side, run, k] = a, b
    day, opens, closes = 86_400, 6 * 3600, 18 * 3600

    def window(at: np.ndarray, lasts: np.ndarray) -> np.ndarray:
        base, clock = at // day * day, at % day
        clock = np.maximum(clock, opens)
        late = clock + np.maximum(lasts, 1) > closes
        return np.where(late, base + day + opens, base + clock)

    def free(at: np.ndarray, lasts: np.ndarray, side: int) -> np.ndarray:
        while True:
            at = window(at, lasts)
            inside = (start[side] <= at[:, None]) & (at[:, None] < end[side])
            if not inside.any():
                return at
            at = np.maximum(at, np.where(inside, end[side], 0).max(axis=1))

    crossed = np.zeros((runs, len(plan.convoys)), np.int64)
    arrived = np.zeros((runs, len(plan.convoys)), np.int64)
    fleet = {s: [np.zeros(runs, np.int64)] * operation.fleets[s].vehicles for s in sides}
    home = {s: [True] * operation.fleets[s].vehicles for s in sides}
    bays = {s: np.zeros((runs, operation.sites[s].bays[s]), np.int64) for s in sides}
    last_load = {s: np.zeros(runs, np.int64) for s in sides}
    gate = {s: np.zeros(runs, np.int64) for s in sides}
    rule: Coupling | None = operation.couplings[0] if operation.couplings else None
    done = {s: 0 for s in sides}
    total = {s: np.cumsum([plan.convoys[i].persons for i in index[s]]) for s in sides}
    while any(done[s] < len(index[s]) for s in sides):
        for s in sides:
            while done[s] < len(index[s]):
                i = index[s][done[s]]
                other = 1 - s
                step = np.zeros(runs, np.int64)
                if rule is not None:
                    need = total[s][done[s]] * rule.units[s] - rule.ahead[s]
                    j = int(np.searchsorted(total[other] * rule.units[other], need)) if need > 0 else -1
                    if j >= done[other] and j >= 0:
                        break
                    if j >= 0:
                        step = crossed[:, index[other][: j + 1]].max(axis=1)
                n = plan.convoys[i].vehicles
                loaded = np.zeros(runs, np.int64)
                for _ in range(n):
                    there = fleet[s].pop(0) + (0 if home[s].pop(0) else way["back_s"][:, i])
                    k = bays[s].argmin(axis=1)
                    at = np.maximum(np.maximum(there, last_load[s]), bays[s][np.arange(runs), k])
                    at = window(at, load[:, i])
                    last_load[s] = at
                    bays[s][np.arange(runs), k] = at + load[:, i]
                    loaded = np.maximum(loaded, at + load[:, i])
                depart = free(loaded, np.zeros(runs, np.int64), s)
                at = np.maximum(np.maximum(depart + way["to_point_s"][:, i], gate[s]), step)
                crossing = free(at, way["pass_s"][:, i], s)
                crossed[:, i] = crossing + way["pass_s"][:, i]
                gate[s] = crossed[:, i]
                arrived[:, i] = crossed[:, i] + way["to_safety_s"][:, i]
                fleet[s] += [arrived[:, i]] * n
                home[s] += [False] * n
                done[s] += 1
    return arrived.max(axis=1)


def main() -> None:
    assert isinstance(two_sides().gates[0], Gate)
    for vehicles, runs, few in ((20, 20_000, 60), (5, 8_000, 25)):
        operation, plan = case(vehicles)
        horizon = 39 * 86_400
        run_block(operation, plan, SEED, 0, 10, horizon)
        began = time.perf_counter()
        table, _, _ = run_block(operation, plan, SEED, 0, runs, horizon)
        ours = runs / (time.perf_counter() - began)
        _, convoys, hazards = parts_of(operation, plan, horizon)
        some = [one_run(hazards, convoys, SEED, run) for run in range(2_000)]
        began = time.perf_counter()
        ends = numpy_ends(operation, plan, some)
        vector = len(some) / (time.perf_counter() - began)
        assert (ends == table[: len(some), DONE_AT]).all(), "numpy and machine code differ"
        began = time.perf_counter()
        for run in range(few):
            durations, holds = some[run]
            seen = Simulation(replace(operation, holds=holds), plan, durations).run()
            assert max(t.arrived for t in seen) == table[run, DONE_AT], "SimPy and machine code differ"
        simpy = few / (time.perf_counter() - began)
        told = f"{len(plan.convoys)} convoys: machine code {ours:,.0f} runs/s, numpy {vector:,.0f}, SimPy {simpy:,.1f}"
        print(f"{told}; ratios {ours / vector:.1f} and {ours / simpy:,.0f}; equal ends in {len(some)} and {few} runs")
    assert likely and kernel


if __name__ == "__main__":
    main()
