"""Stress runs a second: machine code here, against SimPy and against the same model vectorised in numpy, in one run.

SimPy twice: a simulation at convoy level, which is the fair peer (`_convoy_simpy`), and that of the tests, which moves
every vehicle. All get the same durations and stops and must give the same ends; the two of SimPy are handed the bad
luck, the others draw it within their time. Run: python -m benchmarks.stress_speed
"""

import time
from dataclasses import replace

import numpy as np

from benchmarks._convoy_simpy import ConvoySimulation
from tests.exchange.simulation import Simulation
from tests.exchange.suite import two_sides
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Coupling, Operation, Rates
from trucekeeper.stress.hazards import ALARM, ANSWER, LOADING, LOADING_RANGE, STOP, WAY, Hazards, one_run
from trucekeeper.stress.run import DONE_AT, horizon_of, parts_of, run_block

SEED = 20161215
VECTOR = 5_000
BAD = Rates(
    (1.0, 1.0, 1.0), (4, 4, 4), (0.5, 0.5, 0.5), (2, 2, 2), (0.5, 0.5, 0.5), (3, 3, 3), (0.0, 0.0, 0.0)
)  # fmt: skip


def case(vehicles: int) -> tuple[Operation, Sequenced]:
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


def uniforms(runs: np.ndarray, stream: int, number: int) -> np.ndarray:
    """hazards.uniform for many runs at once."""
    with np.errstate(over="ignore"):  # counters wrap around
        mixed = np.uint64(SEED) * np.uint64(0x9E3779B97F4A7C15) + runs * np.uint64(0xD1342543DE82EF95)
        mixed += np.uint64(stream) * np.uint64(0xA0761D6478BD642F) + np.uint64(number) * np.uint64(0xE7037ED1A0B428DB)
        for _ in range(2):
            mixed += np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed ^= mixed >> np.uint64(31)
        return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 9007199254740992.0


def triangular(u: np.ndarray, low: float, likely: float, high: float) -> np.ndarray:
    """hazards.triangular for many runs at once."""
    if high <= low:
        return np.full(u.shape, low)
    rising = low + np.sqrt(u * (high - low) * (likely - low))
    falling = high - np.sqrt((1.0 - u) * (high - low) * (high - likely))
    return np.where(u < (likely - low) / (high - low), rising, falling)


def numpy_luck(hazards: Hazards, sides: int, many: int) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """The draws of a stress run for many runs at once; stops sorted by start, each with the latest end so far."""
    runs = np.arange(many, dtype=np.uint64)
    way = {}
    for name, place in (("to_point", 0), ("to_safety", 1), ("back", 2)):
        ways = getattr(hazards, name)
        way[name] = np.stack(
            [
                triangular(uniforms(runs, WAY, 3 * one + place) if w[2] > w[0] else np.zeros(many), *w)
                for one, w in enumerate(ways)
            ]
        ).astype(np.int64)
    factor = [triangular(uniforms(runs, LOADING, convoy), *LOADING_RANGE) for convoy in hazards.part_convoy]
    way["load"] = (np.stack(factor) * hazards.load[:, None]).astype(np.int64)
    starts: list[list[np.ndarray]] = [[] for _ in range(sides)]
    ends: list[list[np.ndarray]] = [[] for _ in range(sides)]

    def put(side: int, start: np.ndarray, end: np.ndarray, there: np.ndarray) -> None:
        starts[side].append(np.where(there & (end > start), start, NEVER))
        ends[side].append(np.where(there & (end > start), end, 0))

    rates = hazards.rates[:, 1]  # this benchmark's rates do not vary
    for process in range(sides + 1):
        alarm = process == sides
        per_day, mean_s = (rates[2], rates[3] * 3600) if alarm else (rates[0], rates[1] * 3600)
        at, number = np.zeros(many), 0
        while per_day > 0:
            key = 1024 * process + number
            at = at + -np.log(uniforms(runs, ALARM if alarm else STOP, 2 * key)) * 86_400 / per_day
            there = at < hazards.until_s
            if not there.any():
                break
            start = at.astype(np.int64)
            end = start + (-np.log(uniforms(runs, ALARM if alarm else STOP, 2 * key + 1)) * mean_s).astype(np.int64)
            for other in range(sides):
                if alarm or other == process:
                    put(other, start, end, there)
                    continue
                pick = 2 * (key * sides + other)
                lasts = (-np.log(uniforms(runs, ANSWER, pick + 1)) * rates[5] * 3600).astype(np.int64)
                answer, most = start + hazards.after_s[other], hazards.longest_s[other]
                answers = there & (uniforms(runs, ANSWER, pick) < rates[4])
                put(other, answer, answer + np.minimum(lasts, most), answers)
            number += 1
    widest = max(len(one) for one in starts)
    start = np.full((sides, many, widest), NEVER)
    until = np.zeros((sides, many, widest), np.int64)
    for side in range(sides):
        begins, over = np.stack(starts[side], axis=1), np.stack(ends[side], axis=1)
        order = np.argsort(begins, axis=1, kind="stable")
        start[side, :, : begins.shape[1]] = np.take_along_axis(begins, order, 1)
        until[side, :, : begins.shape[1]] = np.maximum.accumulate(np.take_along_axis(over, order, 1), axis=1)
    return way, start, until


def numpy_ends(operation: Operation, plan: Sequenced, hazards: Hazards, runs: int) -> np.ndarray:
    """Draws and recursion with runs as vectors: the loop is over convoys, as a clever user would write it.

    Only the ends: machine code also tells waiting, people caught outside and exposure.
    """
    sides = range(len(operation.sides))
    index = {side: [i for i, c in enumerate(plan.convoys) if c.side == side] for side in sides}
    way, start, until = numpy_luck(hazards, len(sides), runs)
    rows = np.arange(runs)
    day, opens, closes = 86_400, 6 * 3600, 18 * 3600

    def window(at: np.ndarray, lasts: np.ndarray) -> np.ndarray:
        base, clock = at // day * day, at % day
        clock = np.maximum(clock, opens)
        late = clock + np.maximum(lasts, 1) > closes
        return np.where(late, base + day + opens, base + clock)

    def free(at: np.ndarray, lasts: np.ndarray, side: int) -> np.ndarray:
        while True:
            at = window(at, lasts)
            begun = (start[side] <= at[:, None]).sum(axis=1) - 1
            held = np.where(begun >= 0, until[side][rows, begun], 0)
            if not (held > at).any():
                return at
            at = np.maximum(at, held)

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
                    there = fleet[s].pop(0) + (0 if home[s].pop(0) else way["back"][i])
                    k = bays[s].argmin(axis=1)
                    at = np.maximum(np.maximum(there, last_load[s]), bays[s][rows, k])
                    at = window(at, way["load"][i])
                    last_load[s] = at
                    bays[s][rows, k] = at + way["load"][i]
                    loaded = np.maximum(loaded, at + way["load"][i])
                depart = free(loaded, np.zeros(runs, np.int64), s)
                at = np.maximum(np.maximum(depart + way["to_point"][i], gate[s]), step)
                crossing = free(at, np.full(runs, hazards.passing[i]), s)
                crossed[:, i] = crossing + hazards.passing[i]
                gate[s] = crossed[:, i]
                arrived[:, i] = crossed[:, i] + way["to_safety"][i]
                fleet[s] += [arrived[:, i]] * n
                home[s] += [False] * n
                done[s] += 1
    return arrived.max(axis=1)


def main() -> None:
    for vehicles, runs, many, few in ((20, 20_000, 1_000, 60), (5, 8_000, 400, 25)):
        operation, plan = case(vehicles)
        horizon = horizon_of(operation, plan)
        run_block(operation, plan, SEED, 0, 10, horizon)
        began = time.process_time()
        table, _, _ = run_block(operation, plan, SEED, 0, runs, horizon)
        ours = runs / (time.process_time() - began)
        _, convoys, hazards = parts_of(operation, plan, horizon)
        some = [one_run(hazards, convoys, SEED, run) for run in range(many)]
        unlucky = [replace(operation, holds=holds) for _, holds in some]
        began = time.process_time()
        ends = numpy_ends(operation, plan, hazards, VECTOR)
        vector = VECTOR / (time.process_time() - began)
        assert (ends == table[:VECTOR, DONE_AT]).all(), "numpy and machine code differ"
        began = time.process_time()
        for run in range(many):
            last = max(ConvoySimulation(unlucky[run], plan, some[run][0]).run())
            assert last == table[run, DONE_AT], "SimPy at convoy level and machine code differ"
        by_convoy = many / (time.process_time() - began)
        began = time.process_time()
        for run in range(few):
            seen = Simulation(unlucky[run], plan, some[run][0]).run()
            assert max(t.arrived for t in seen) == table[run, DONE_AT], "SimPy and machine code differ"
        by_vehicle = few / (time.process_time() - began)
        print(
            f"{len(plan.convoys)} convoys: machine code {ours:,.0f} runs/s, numpy {vector:,.0f}, SimPy by convoys "
            f"{by_convoy:,.0f}, by vehicles {by_vehicle:,.1f}"
        )
        print(
            f"  ratios {ours / vector:.1f}, {ours / by_convoy:,.0f}, {ours / by_vehicle:,.0f}; equal ends in "
            f"{VECTOR:,}, {many:,} and {few} runs"
        )


if __name__ == "__main__":
    main()
