# ruff: noqa: E501 - rows of a printed table stand together
"""The Bus Evacuation Problem: routes of buses from depots over pick-up points and shelters, longest route least.

Reader of the nine Bish-named instances, a generator of random ones in the sizes and ranges of Goerigk, Gruen, Hessler (C&OR
40, 2013), simulated annealing in machine code, and lower bounds: an LP, then CP-SAT on trips that need not hang together, with
a cut for each loop that does not. Each bus goes depot -> point -> shelter -> point ..., with one bus load a visit and no
return. Run: TRUCEKEEPER_DATA=... python -m benchmarks.bep
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numba import njit
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from trucekeeper.exchange.bare import bare

#: Longest routes that an annealing of ours found before (data/bep/README.txt).
REFERENCE = {
    "1-4-2-4": 15, "1-5-3-6": 13, "2-12-3-6": 32, "2-22-4-10": 24, "2-32-5-18": 16, "2-9-7-5": 14, "3-11-10-7": 9,
    "5-25-12-15": 12, "8-40-20-20": 12,
}  # fmt: skip

#: (points, shelters, buses) of the nine random sets; ten instances each.
SETS = [(2, 2, 2), (3, 3, 2), (4, 4, 3), (5, 5, 3), (6, 6, 4), (7, 7, 4), (8, 8, 5), (9, 9, 5), (10, 10, 6)]


#: Buses times points times shelters up to which CP-SAT raised a bound within seconds; at 2,880 it no longer did.
MOST_COLUMNS = 1_000


@dataclass(frozen=True)
class Instance:
    """Loads and capacities in bus loads; `first[depot, point]`, `way[point, shelter]`."""

    name: str
    depot_of: np.ndarray
    loads: np.ndarray
    capacity: np.ndarray
    first: np.ndarray
    way: np.ndarray


def read(path: Path) -> Instance:
    """Read one file; persons become loads of the buses' seats, rounded up, capacities rounded down."""
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    fields = [[[int(n) for n in part.split()] for part in line.split(":")] for line in lines]
    (buses,), (seats,) = fields[0][0], fields[0][1]
    depots, points, shelters = (fields[i][0][0] for i in (1, 2, 3))
    at = fields[1][1]
    assert sum(at) == buses and len(at) == depots
    rows = [row[1] for row in fields[4:]]
    demand, room = fields[2][-1], fields[3][-1]
    return Instance(
        path.stem.removeprefix("InstanceBEP-"),
        np.repeat(np.arange(depots), at),
        np.array([-(-n // seats) for n in demand]),
        np.array([n // seats for n in room]),
        np.array(rows[:depots]).reshape(depots, points),
        np.array(rows[depots : depots + points]).reshape(points, shelters),
    )


def drawn(points: int, shelters: int, buses: int, seed: int) -> Instance:
    """One depot, distances and capacities from 1 to 10, demands from 1 to 5, until the shelters have room for all."""
    draw = np.random.default_rng(seed)
    while True:
        loads, capacity = draw.integers(1, 6, points), draw.integers(1, 11, shelters)
        if capacity.sum() >= loads.sum():
            break
    first, way = draw.integers(1, 11, (1, points)), draw.integers(1, 11, (points, shelters))
    return Instance(f"{points}-{shelters}-{buses}/{seed}", np.zeros(buses, np.int64), loads, capacity, first, way)


@njit(cache=True)
def _length(bus, count, point, shelter, depot, first, way):  # type: ignore[no-untyped-def]
    total = 0
    for k in range(count[bus]):
        p, s = point[bus, k], shelter[bus, k]
        total += first[depot[bus], p] if k == 0 else way[p, shelter[bus, k - 1]]
        total += way[p, s]
    return total


@njit(cache=True)
def anneal(depot, loads, capacity, first, way, moves, seed, target):  # type: ignore[no-untyped-def]
    """Move, swap and re-shelter single trips; the cost is the longest route, then the sum of squares."""
    np.random.seed(seed)
    buses, trips = depot.shape[0], int(loads.sum())
    shelters = capacity.shape[0]
    point = np.zeros((buses, trips), np.int64)
    shelter = np.zeros((buses, trips), np.int64)
    count = np.zeros(buses, np.int64)
    left = capacity.copy()
    length = np.zeros(buses, np.int64)
    kept = (point, shelter, count, left, length)
    point, shelter, count, left, length = bare(kept)
    depot, loads, capacity, first, way = bare((depot, loads, capacity, first, way))
    # Start: each load to the bus and shelter that end soonest.
    for p in range(loads.shape[0]):
        for _ in range(loads[p]):
            best, at_b, at_s = 1 << 60, 0, 0
            for b in range(buses):
                start = first[depot[b], p] if count[b] == 0 else way[p, shelter[b, count[b] - 1]]
                for s in range(shelters):
                    if left[s] > 0 and length[b] + start + way[p, s] < best:
                        best, at_b, at_s = length[b] + start + way[p, s], b, s
            point[at_b, count[at_b]], shelter[at_b, count[at_b]] = p, at_s
            count[at_b] += 1
            left[at_s] -= 1
            length[at_b] = best
    longest = length.max()
    answer = longest
    greedy = longest
    heat0 = 0.12 * longest * longest / max(1, buses) + 1.0
    for move in range(moves):
        if answer <= target:
            break
        heat = heat0 * (1.0 - move / moves) ** 3 + 1e-3
        kind = np.random.randint(0, 10)
        a = np.random.randint(0, buses)
        if count[a] == 0:
            continue
        i = np.random.randint(0, count[a])
        if np.random.random() < 0.5:  # prefer the longest route
            a = int(np.argmax(length))
            i = np.random.randint(0, count[a])
        if kind < 4:  # move a trip elsewhere, perhaps to another shelter
            b = np.random.randint(0, buses)
            p, s = point[a, i], shelter[a, i]
            new_s = s
            if np.random.random() < 0.5:
                new_s = np.random.randint(0, shelters)
                if new_s != s and left[new_s] == 0:
                    continue
            old_a, old_b = length[a], length[b]
            for k in range(i, count[a] - 1):
                point[a, k], shelter[a, k] = point[a, k + 1], shelter[a, k + 1]
            count[a] -= 1
            j = np.random.randint(0, count[b] + 1)
            for k in range(count[b], j, -1):
                point[b, k], shelter[b, k] = point[b, k - 1], shelter[b, k - 1]
            point[b, j], shelter[b, j] = p, new_s
            count[b] += 1
            length[a] = _length(a, count, point, shelter, depot, first, way)
            length[b] = _length(b, count, point, shelter, depot, first, way)
            change = float(length[a] ** 2 - old_a**2)
            if a != b:
                change += float(length[b] ** 2 - old_b**2)
            if change <= 0 or np.random.random() < np.exp(-change / heat):
                left[s] += 1
                left[new_s] -= 1
            else:
                for k in range(j, count[b] - 1):
                    point[b, k], shelter[b, k] = point[b, k + 1], shelter[b, k + 1]
                count[b] -= 1
                for k in range(count[a], i, -1):
                    point[a, k], shelter[a, k] = point[a, k - 1], shelter[a, k - 1]
                point[a, i], shelter[a, i] = p, s
                count[a] += 1
                length[a], length[b] = old_a, old_b
        else:  # swap points, shelters or both of two trips, or take a free shelter
            b = np.random.randint(0, buses)
            if count[b] == 0:
                continue
            j = np.random.randint(0, count[b])
            old_a, old_b = length[a], length[b]
            pa, sa, pb, sb = point[a, i], shelter[a, i], point[b, j], shelter[b, j]
            new_s = -1
            if kind < 6:
                point[a, i], point[b, j] = pb, pa
            elif kind < 8:
                shelter[a, i], shelter[b, j] = sb, sa
            elif kind < 9:
                new_s = np.random.randint(0, shelters)
                if left[new_s] == 0 or new_s == sa:
                    continue
                shelter[a, i] = new_s
            else:
                point[a, i], point[b, j], shelter[a, i], shelter[b, j] = pb, pa, sb, sa
            length[a] = _length(a, count, point, shelter, depot, first, way)
            length[b] = _length(b, count, point, shelter, depot, first, way)
            change = float(length[a] ** 2 - old_a**2)
            if a != b:
                change += float(length[b] ** 2 - old_b**2)
            if change <= 0 or np.random.random() < np.exp(-change / heat):
                if new_s >= 0:
                    left[sa] += 1
                    left[new_s] -= 1
            else:
                point[a, i], shelter[a, i], point[b, j], shelter[b, j] = pa, sa, pb, sb
                length[a], length[b] = old_a, old_b
        longest = length.max()
        if longest < answer:
            answer = longest
    return answer, greedy + 0 * kept[4][0]


def bound(one: Instance) -> int:
    """What no routes can beat: a single worst load, and the total driving shared by all buses (an LP).

    Sum: every trip goes point -> shelter once; every trip but the first of a bus also shelter -> point. The programme chooses
    shelters within their room, and which trips are first ones, so its optimum shared by the buses is a lower bound.
    """
    buses, (points, shelters) = len(one.depot_of), one.way.shape
    depots = one.first.shape[0]
    single = max(int(one.first[:, p].min() + one.way[p].min()) for p in range(points))
    lp = pywraplp.Solver.CreateSolver("GLOP")
    inf = lp.infinity()
    to = [[lp.NumVar(0, inf, "") for _ in range(shelters)] for _ in range(points)]
    back = [[lp.NumVar(0, inf, "") for _ in range(shelters)] for _ in range(points)]
    first = [[lp.NumVar(0, inf, "") for _ in range(points)] for _ in range(depots)]
    for p in range(points):
        lp.Add(sum(to[p]) == int(one.loads[p]))
        lp.Add(sum(back[p]) + sum(first[d][p] for d in range(depots)) == int(one.loads[p]))
    for s in range(shelters):
        lp.Add(sum(to[p][s] for p in range(points)) <= int(one.capacity[s]))
        lp.Add(sum(back[p][s] for p in range(points)) <= sum(to[p][s] for p in range(points)))
    for d in range(depots):
        lp.Add(sum(first[d]) <= int((one.depot_of == d).sum()))
    pairs = [(p, s) for p in range(points) for s in range(shelters)]
    driven = sum(float(one.way[p, s]) * (to[p][s] + back[p][s]) for p, s in pairs)
    lp.Minimize(driven + sum(float(one.first[d, p]) * first[d][p] for d in range(depots) for p in range(points)))
    lp.Solve()
    return max(single, int(np.ceil(lp.Objective().Value() / buses - 1e-6)))


class Trips:
    """Who drives how often where, bus by bus, as a constraint programme: routes may fall into loops."""

    def __init__(self, one: Instance, low: int, high: int) -> None:
        self.one, self.model = one, cp_model.CpModel()
        self.longest = self.model.new_int_var(low, high, "longest")
        buses, (points, shelters) = range(len(one.depot_of)), one.way.shape
        self.pairs = [(p, s) for p in range(points) for s in range(shelters)]
        most = {(p, s): int(min(one.loads[p], one.capacity[s])) for p, s in self.pairs}
        self.to, self.back = (
            [{pair: self.model.new_int_var(0, most[pair], "") for pair in self.pairs} for _ in buses] for _ in "ab"
        )
        self.first = [[self.model.new_bool_var("") for _ in range(points)] for _ in buses]
        lengths = [self._bus(bus) for bus in buses]
        for bus in buses[1:]:
            if one.depot_of[bus] == one.depot_of[bus - 1]:
                self.model.add(lengths[bus - 1] >= lengths[bus])
        for p in range(points):
            self.model.add(sum(to[p, s] for to in self.to for s in range(shelters)) == int(one.loads[p]))
        for s in range(shelters):
            self.model.add(sum(to[p, s] for to in self.to for p in range(points)) <= int(one.capacity[s]))
        self.model.minimize(self.longest)

    def _bus(self, bus: int) -> cp_model.IntVar:
        one, to, back, first = self.one, self.to[bus], self.back[bus], self.first[bus]
        points, shelters = one.way.shape
        last = [self.model.new_bool_var("") for _ in range(shelters)]
        self.model.add(sum(first) <= 1)
        self.model.add(sum(first) == sum(last))
        for p in range(points):
            came = first[p] + sum(back[p, s] for s in range(shelters))
            self.model.add(came == sum(to[p, s] for s in range(shelters)))
        for s in range(shelters):
            left = last[s] + sum(back[p, s] for p in range(points))
            self.model.add(left == sum(to[p, s] for p in range(points)))
        # Who drives at all has begun somewhere.
        self.model.add(sum(to.values()) <= int(one.loads.sum()) * sum(first))
        length = self.model.new_int_var(0, int(one.way.sum() * one.loads.sum()) + int(one.first.max()), "")
        driven = sum(int(one.way[pair]) * (to[pair] + back[pair]) for pair in self.pairs)
        self.model.add(length == driven + sum(int(one.first[one.depot_of[bus], p]) * first[p] for p in range(points)))
        self.model.add(length <= self.longest)
        return length

    def loops(self, solver: cp_model.CpSolver) -> set[tuple[frozenset[int], frozenset[int]]]:
        """Points and shelters of round trips that hang together with no beginning."""
        found = set()
        points = self.one.way.shape[0]
        for to, back, first in zip(self.to, self.back, self.first, strict=True):
            driven = [pair for pair in self.pairs if solver.value(to[pair]) + solver.value(back[pair])]
            start = [p for p in range(points) if solver.value(first[p])]
            left = {p for p, _ in driven}
            while left:
                inside = _together(driven, start or [min(left)])
                if not start:
                    found.add((frozenset(inside[0]), frozenset(inside[1])))
                left -= inside[0]
                start = []
        return found

    def cut(self, loop: tuple[frozenset[int], frozenset[int]]) -> None:
        """Whoever drives within these points and shelters has come in from outside."""
        points, shelters = loop
        within = sum(int(self.one.loads[p]) for p in points)
        for to, back, first in zip(self.to, self.back, self.first, strict=True):
            entries = [first[p] for p in points]
            entries += [back[p, s] for p, s in self.pairs if p in points and s not in shelters]
            entries += [to[p, s] for p, s in self.pairs if p not in points and s in shelters]
            self.model.add(sum(to[p, s] for p in points for s in shelters) <= within * sum(entries))


def _together(driven: list[tuple[int, int]], start: list[int]) -> tuple[set[int], set[int]]:
    points, shelters = set(start), set[int]()
    grown = True
    while grown:
        before = len(points) + len(shelters)
        shelters |= {s for p, s in driven if p in points}
        points |= {p for p, s in driven if s in shelters}
        grown = len(points) + len(shelters) > before
    return points, shelters


def raised(one: Instance, low: int, best: int, effort: float) -> tuple[int, int]:
    """(bound, longest route): a higher bound than `low`, or shorter routes than `best`, by CP-SAT on the trips.

    Args:
        one: The instance.
        low: A bound.
        best: The longest of known routes.
        effort: Deterministic time of CP-SAT, about as many seconds of one processor; the same on any machine.
    """
    trips = Trips(one, low, best - 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    while effort > 0.05:
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(trips.model)
        effort -= max(0.05, solver.response_proto.deterministic_time)
        if status == cp_model.INFEASIBLE:
            return best, best
        low = max(low, int(np.ceil(solver.best_objective_bound - 1e-6)))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        loops = trips.loops(solver)
        if not loops:
            best = int(solver.objective_value)
            return (best if status == cp_model.OPTIMAL else low), best
        for loop in loops:
            trips.cut(loop)
    return low, best


def solved(
    one: Instance, limit_s: float = 2.8, moves: int = 700_000, effort: float = 2.2
) -> tuple[int, int, int, float]:
    """(longest route, bound, greedy, seconds); seeds 0, 1, ... until the limit or the bound, then a better bound.

    Where CP-SAT is too slow to help, its time goes into more seeds.
    """
    began = time.process_time()
    low = bound(one)
    by_trips = len(one.depot_of) * one.way.size <= MOST_COLUMNS
    limit_s += 0.0 if by_trips else 0.6 * effort
    best, greedy = 1 << 60, 0
    seed = 0
    while best > low and time.process_time() - began < limit_s:
        found, greedy = anneal(one.depot_of, one.loads, one.capacity, one.first, one.way, moves, seed, low)
        best, seed = min(best, int(found)), seed + 1
    if best > low and by_trips:
        low, best = raised(one, low, best, effort)
    return best, low, int(greedy), time.process_time() - began


def main() -> None:
    """Print both tables."""
    small = drawn(2, 2, 2, 1)
    anneal(small.depot_of, small.loads, small.capacity, small.first, small.way, 10, 0, 0)
    data = os.environ.get("TRUCEKEEPER_DATA")
    if data is None:
        print("TRUCEKEEPER_DATA is not set: the nine named instances are left out")
    for path in sorted(Path(data, "bep").glob("InstanceBEP-*.txt")) if data else ():
        one = read(path)
        best, low, greedy, took = solved(one)
        told = "proved" if best == low else f"bound {low}"
        print(
            f"{one.name:<12} longest {best:>3}  reference {REFERENCE[one.name]:>3}  greedy {greedy:>3}  {told:<9} {took:.1f} s"
        )
    total = [0, 0, 0, 0]
    for points, shelters, buses in SETS:
        rows = [solved(drawn(points, shelters, buses, seed), 0.8, 300_000, 3.0) for seed in range(10)]
        sums = [sum(row[k] for row in rows) for k in range(3)]
        proved = sum(row[0] == row[1] for row in rows)
        total = [t + v for t, v in zip(total, [*sums, proved], strict=True)]
        print(
            f"{points:>2} points {shelters:>2} shelters {buses} buses: mean {sums[0] / 10:.1f}, bound {sums[1] / 10:.1f}, greedy "
            f"{sums[2] / 10:.1f}; proved {proved}/10; slowest {max(row[3] for row in rows):.1f} s",
            flush=True,
        )
    print(f"all 90: {total[0]}, bounds {total[1]}, greedy {total[2]}, proved {total[3]}")


if __name__ == "__main__":
    main()
