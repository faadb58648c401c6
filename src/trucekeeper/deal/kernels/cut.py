"""The worst moment: the set of things happened, closed under what they need, with the greatest sum of weights.

A greatest closure is a minimum cut (Picard 1976). The flow runs from gains (positive nodes) to losses (negative nodes)
that they need, directly or not; it is kept as an assignment of gains to losses instead of a flow on every edge, so that
a chain of 20,000 steps costs no 20,000 edges a path. Exact where every node needs all of its needs; where a node needs
any one of several, each choice is tried as long as they are few (`MOST_CHOICES`), else the answer is an upper bound.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise, product
from math import prod

from trucekeeper.deal.kernels.fixpoint import reached
from trucekeeper.deal.kernels.graph import Waiting

#: So many ways through the any-ofs of a deal are tried one by one.
MOST_CHOICES = 256


@dataclass(frozen=True, slots=True)
class Worst:
    """The greatest sum and a smallest set of nodes that reaches it, in an order in which they can happen.

    Attributes:
        weight: The sum; 0 when nothing happened is the worst.
        order: The nodes that have happened by then.
        exact: False when the any-ofs were too many, and the weight is an upper bound.
    """

    weight: int
    order: tuple[int, ...]
    exact: bool = True


#: Another engine for the worst moment: graph, weights, what can happen.
Exact = Callable[[Waiting, dict[int, int], list[bool]], Worst | None]


def worst_moment(
    graph: Waiting, weights: dict[int, int], happens: list[bool] | None = None, exact: Exact | None = None
) -> Worst:
    """Find the moment of the greatest sum of weights.

    Args:
        graph: What needs what.
        weights: Whole numbers, for the nodes that count.
        happens: What `reached` says of the graph, if it has been asked already.
        exact: Another engine, asked where the any-ofs are too many; None from it stands for no answer.
    """
    choices = graph.choices()
    ways = prod(len(graph.needs[node]) for node in choices[:20])
    if len(choices) > 20 or ways > MOST_CHOICES:
        if exact is not None and (answer := exact(graph, weights, happens or reached(graph))) is not None:
            return answer
        loose = Waiting([[] if graph.any_of[n] else needs for n, needs in enumerate(graph.needs)], [False] * len(graph))
        for node, needs in enumerate(graph.needs):
            if graph.any_of[node] and not needs:
                loose.any_of[node] = True
        found = _worst(loose, weights)
        return Worst(found.weight, found.order, False)
    if not choices:
        return _worst(graph, weights, happens)
    best = Worst(0, ())
    for way in product(*(graph.needs[node] for node in choices)):
        chosen = Waiting([list(needs) for needs in graph.needs], list(graph.any_of))
        for node, need in zip(choices, way, strict=True):
            chosen.needs[node] = [need]
        found = _worst(chosen, weights)
        if found.weight > best.weight:
            best = found
    return best


def _worst(graph: Waiting, weights: dict[int, int], happens: list[bool] | None = None) -> Worst:
    happens = happens or reached(graph)
    gains = {node: weight for node, weight in weights.items() if weight > 0 and happens[node]}
    losses = {node: -weight for node, weight in weights.items() if weight < 0 and happens[node]}
    unpaid = _Assignment(graph, gains, losses).solve()
    weight = sum(unpaid.open.values())
    if not weight:
        return Worst(0, ())
    return Worst(weight, tuple(in_order(graph, unpaid.closure())))


class _Assignment:
    """Gains paid by losses that they need; what stays open of the gains is the weight of the worst moment."""

    def __init__(self, graph: Waiting, gains: dict[int, int], losses: dict[int, int]) -> None:
        self.graph, self.open, self.free = graph, dict(gains), dict(losses)
        self.paid: dict[int, dict[int, int]] = {node: {} for node in losses}

    def solve(self) -> "_Assignment":
        """Pay until a whole pass changes nothing; the first pass alone is enough for chains and alternations."""
        order = in_order(self.graph, self._needed(self.open))
        gains = [node for node in order if node in self.open]
        while True:
            visited: set[int] = set()
            changed = False
            for gain in gains:
                while self.open.get(gain) and self._pay(gain, visited):
                    changed = True
            self.open = {node: amount for node, amount in self.open.items() if amount}
            if not changed or not self.open:
                return self
            gains = [node for node in gains if node in self.open]

    def _pay(self, gain: int, visited: set[int]) -> bool:
        """Search one loss with something left that this gain, perhaps by moving other payments, can use."""
        steps: dict[int, tuple[int, bool]] = {}
        stack = [gain]
        while stack:
            node = stack[-1]
            if self.free.get(node, 0) > 0:
                self._move(gain, node, steps)
                return True
            following = next(self._residual(node, visited, steps, gain), None)
            if following is None:
                visited.add(node)
                stack.pop()
                continue
            need, back = following
            steps[need] = node, back
            stack.append(need)
        return False

    def _residual(
        self, node: int, visited: set[int], steps: dict[int, tuple[int, bool]], gain: int
    ) -> Iterator[tuple[int, bool]]:
        for need in self.graph.needs[node]:
            if need not in visited and need not in steps and need != gain:
                yield need, False
        for payer, amount in self.paid.get(node, {}).items():
            if amount and payer not in visited and payer not in steps and payer != gain:
                yield payer, True

    def _move(self, gain: int, loss: int, steps: dict[int, tuple[int, bool]]) -> None:
        """Pay along the way found: each payment that it goes back over moves on to the next loss."""
        chain: list[tuple[int, int]] = []
        target, node = loss, loss
        while node != gain:
            before, back = steps[node]
            if back:
                chain.append((node, target))
                target = before
            node = before
        chain.append((gain, target))
        amount = min(self.open[gain], self.free[loss])
        for (payer, _), (_, earlier) in pairwise(chain):
            amount = min(amount, self.paid[earlier][payer])
        for place, (payer, to) in enumerate(chain):
            self.paid[to][payer] = self.paid[to].get(payer, 0) + amount
            if place + 1 < len(chain):
                taken_from = chain[place + 1][1]
                self.paid[taken_from][payer] -= amount
                if not self.paid[taken_from][payer]:
                    del self.paid[taken_from][payer]
        self.free[loss] -= amount
        self.open[gain] -= amount

    def closure(self) -> set[int]:
        """The smallest set of the greatest weight: what open gains need, with the gains that those losses pay."""
        inside = set(self.open)
        stack = list(inside)
        while stack:
            node = stack.pop()
            for following in (*self.graph.needs[node], *self.paid.get(node, ())):
                if following not in inside:
                    inside.add(following)
                    stack.append(following)
        return inside

    def _needed(self, start: Iterable[int]) -> set[int]:
        inside = set(start)
        stack = list(inside)
        while stack:
            for need in self.graph.needs[stack.pop()]:
                if need not in inside:
                    inside.add(need)
                    stack.append(need)
        return inside


def in_order(graph: Waiting, nodes: set[int]) -> list[int]:
    """The nodes in an order in which they can happen; among those that can, the one added first comes first."""
    missing = {node: sum(need in nodes for need in graph.needs[node]) for node in nodes}
    waiters: dict[int, list[int]] = {node: [] for node in nodes}
    for node in nodes:
        for need in graph.needs[node]:
            if need in nodes:
                waiters[need].append(node)
    ready = [node for node, count in missing.items() if not count]
    heapify(ready)
    order: list[int] = []
    while ready:
        node = heappop(ready)
        order.append(node)
        for waiter in waiters[node]:
            missing[waiter] -= 1
            if not missing[waiter]:
                heappush(ready, waiter)
    return order
