"""The kernels agree with search, clingo and z3; the long run of 1,500 graphs is marked slow."""

import random
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tests.deal.kernels.oracles import by_clingo, by_search, by_z3, random_graph, random_times, shortest_by_trying
from trucekeeper.cli.main import main
from trucekeeper.deal.check import check
from trucekeeper.deal.kernels.cut import worst_moment
from trucekeeper.deal.kernels.deep import worst_by_z3
from trucekeeper.deal.kernels.exposure import ledges
from trucekeeper.deal.kernels.fixpoint import circles, reached
from trucekeeper.deal.kernels.graph import Waiting
from trucekeeper.deal.kernels.steps import steps_of
from trucekeeper.deal.kernels.timenet import AtMost, at_least, conflict, latest
from trucekeeper.deal.syntax import read_deal


def agree(seed: int, with_solvers: bool) -> bool:
    """Compare one random graph; returns whether something in it could never happen."""
    graph, weights = random_graph(seed)
    happens = reached(graph)
    can = {node for node, happened in enumerate(happens) if happened}
    worst = worst_moment(graph, weights)
    searched, best = by_search(graph, weights)
    assert can == searched, seed
    assert worst.weight == best, seed
    assert worst.exact
    if with_solvers:
        by_model, optimum = by_clingo(graph, weights)
        assert (can, worst.weight) == (by_model, optimum), seed
        assert worst.weight == by_z3(graph, weights), seed
    happened: set[int] = set()
    for node in worst.order:
        needs = [need in happened for need in graph.needs[node]]
        assert any(needs) if graph.any_of[node] else all(needs), seed
        happened.add(node)
    assert sum(weights.get(node, 0) for node in worst.order) == worst.weight
    stuck = set(range(len(graph))) - can
    found = circles(graph, happens)
    assert (len(found[0]) if found else 0) == shortest_by_trying(graph, stuck), seed
    for circle in found:
        assert all(need in graph.needs[node] for node, need in pairwise([*circle, circle[0]])), seed
    return bool(stuck)


def test_what_can_never_happen_and_the_worst_moment_agree_with_search_on_small_deals() -> None:
    assert sum(agree(seed, with_solvers=seed % 5 == 0) for seed in range(150)) > 20


@pytest.mark.slow
def test_1500_random_deals_agree_with_search_clingo_and_z3() -> None:
    assert sum(agree(seed, with_solvers=True) for seed in range(1000, 2500)) > 200


def holds(points: int, constraints: list[AtMost]) -> bool:
    """Whether times exist for all points: all shortest ways (Floyd and Warshall), no negative circle."""
    far = 10**9
    distance = [[0 if a == b else far for b in range(points)] for a in range(points)]
    for c in constraints:
        distance[c.earlier][c.later] = min(distance[c.earlier][c.later], c.seconds)
    for middle in range(points):
        for a in range(points):
            for b in range(points):
                distance[a][b] = min(distance[a][b], distance[a][middle] + distance[middle][b])
    return all(distance[point][point] >= 0 for point in range(points))


def test_times_that_cannot_be_kept_are_found_with_a_reason_that_cannot_hold() -> None:
    broken = 0
    for seed in range(1500):
        points, drawn = random_times(seed)
        constraints = [AtMost(a, b, seconds) for a, b, seconds in drawn]
        reason = conflict(points, constraints)
        assert bool(reason) is not holds(points, constraints), seed
        if reason:
            broken += 1
            assert sum(c.seconds for c in reason) < 0
            assert all(a.later == b.earlier for a, b in pairwise([*reason, reason[0]]))
    assert 300 < broken < 1400


def chain(length: int, gain: int, loss: int) -> tuple[Waiting, dict[int, int]]:
    graph, weights = Waiting(), {}
    for node in range(length):
        graph.add([node - 1] if node else [])
        weights[node] = gain if node % 2 else -loss
    return graph, weights


@pytest.mark.parametrize(("gain", "loss", "worst"), [(10, 10, 0), (75, 12, 630_000), (12, 75, 0), (10, 9, 10_000)])
def test_a_chain_of_20000_steps_has_an_answer(gain: int, loss: int, worst: int) -> None:
    # One call within another for each step would end the program; how long it takes, benchmarks/check_speed.py says.
    graph, weights = chain(20_000, gain, loss)
    assert worst_moment(graph, weights).weight == worst


def test_a_circle_in_20000_steps_is_found() -> None:
    graph = Waiting()
    for node in range(20_000):
        graph.add([node - 1] if node else [])
    graph.needs[7_000].append(7_001)
    happens = reached(graph)
    assert circles(graph, happens) == [[7_000, 7_001]]
    assert happens.count(True) == 7_000


def test_the_bound_missed_by_most_is_missed_by_what_the_whole_way_to_it_lacks() -> None:
    chance = random.Random(7)
    missed = 0
    for _ in range(300):
        size = chance.randint(2, 7)
        origin = size
        lower = [at_least(a, b, chance.randint(0, 9)) for a, b in combinations(range(size), 2) if chance.random() < 0.4]
        lower += [at_least(origin, point, chance.randint(0, 9)) for point in range(size)]
        upper = [AtMost(origin, point, chance.randint(0, 25)) for point in range(size) if chance.random() < 0.5]
        reason = latest(size + 1, [*lower, *upper], origin)
        assert bool(reason) is not holds(size + 1, [*lower, *upper])
        if reason:
            missed += 1
            lacking = -sum(c.seconds for c in reason)
            eased = [AtMost(c.earlier, c.later, c.seconds + lacking) for c in upper]
            almost = [AtMost(c.earlier, c.later, c.seconds + lacking - 1) for c in upper]
            assert holds(size + 1, [*lower, *eased])
            assert not holds(size + 1, [*lower, *almost])
    assert missed > 30


def many_ways(size: int) -> str:
    """A deal in which each clause may begin after either of two earlier ones."""
    chance = random.Random(size)
    lines = ["```deal", "deal D", "party A", "party B"]
    for number in range(size):
        by, to = ("A", "B") if chance.random() < 0.5 else ("B", "A")
        lines += [f"must C{number}", f"  by: {by}", f"  to: {to}", "  do: let people leave"]
        lines.append(f"  people: {chance.randint(50, 500)}")
        if number > 3:
            one, other = chance.sample(range(max(0, number - 8), number), 2)
            lines.append(f"  after: C{one} or C{other}")
    return "\n".join([*lines, "```", ""])


def test_many_any_ofs_have_an_upper_bound_without_z3_and_the_exact_moment_with_it() -> None:
    deal = read_deal(many_ways(30), "x")
    loose, deep = check(deal), check(deal, exact=worst_by_z3)
    for side in "AB":
        bound, exact = loose.exposure[side][0], deep.exposure[side][0]
        assert (bound.exact, exact.exact) == (False, True)
        assert bound.amount >= exact.amount > 0
        steps = steps_of(deal)
        ledge = next(each for each in ledges(deal, steps) if each.side == side)
        assert exact.amount == by_z3(steps.graph, ledge.weights)


@pytest.mark.parametrize(
    "seeds", [range(100), pytest.param(range(100, 700), marks=pytest.mark.slow)], ids=["100", "600"]
)
def test_z3_and_search_find_the_same_worst_moment(seeds: range) -> None:
    for seed in seeds:
        graph, weights = random_graph(seed)
        found = worst_by_z3(graph, weights, reached(graph))
        assert found is not None
        assert found.weight == by_search(graph, weights)[1], seed
        happened: set[int] = set()
        for node in found.order:
            needs = [need in happened for need in graph.needs[node]]
            assert any(needs) if graph.any_of[node] else all(needs), seed
            happened.add(node)
        assert sum(weights.get(node, 0) for node in found.order) == found.weight, seed


def test_a_deal_beyond_the_exact_engine_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = tmp_path / "ways.deal.md"
    deal.write_text(many_ways(40), "utf-8")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trucekeeper.deal.kernels.deep.MOST_NODES", 10)
        main(["check", str(deal)])
    beyond = capsys.readouterr().out
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "z3", None)
        patch.setattr("importlib.util.find_spec", lambda name: None)
        main(["check", str(deal)])
    without = capsys.readouterr().out

    assert "are beyond the exact engine; split the deal, or name one way" in beyond
    assert "A at most " in beyond
    assert "need the extra deep, pip install 'trucekeeper[deep]'" in without
