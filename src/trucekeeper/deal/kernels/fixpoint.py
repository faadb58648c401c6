"""What can never happen: all that the least fixpoint of "happens once its needs have happened" does not reach.

Linear in nodes and needs (Dowling and Gallier 1984, unit propagation for Horn clauses). Needs here are positive: "not",
"unless", holds and what people say are free to come true, so a deadlock found is one under every course of events.
"""

from collections import deque

from trucekeeper.deal.kernels.graph import Waiting

#: So many starts are tried in the search for a shortest circle of a knot; in a larger knot a longer one may be shown.
_STARTS = 400


def reached(graph: Waiting) -> list[bool]:
    """Tell for each node whether it can happen."""
    waiting_for: list[list[int]] = [[] for _ in range(len(graph))]
    missing = [0] * len(graph)
    ready: list[int] = []
    happens = [False] * len(graph)
    for node, needs in enumerate(graph.needs):
        for need in needs:
            waiting_for[need].append(node)
        missing[node] = 1 if graph.any_of[node] else len(needs)
        if not missing[node]:
            happens[node] = True
            ready.append(node)
    while ready:
        node = ready.pop()
        for waiter in waiting_for[node]:
            missing[waiter] -= 1
            if missing[waiter] <= 0 and not happens[waiter]:
                happens[waiter] = True
                ready.append(waiter)
    return happens


def circles(graph: Waiting, happens: list[bool]) -> list[list[int]]:
    """Return a shortest circle of waiting for each knot of nodes that never happen, the shortest circle first.

    Each node of a circle waits for the next, the last for the first. A node that never happens without any circle
    waits for something that there is not.
    """
    stuck = {node: [n for n in needs if not happens[n]] for node, needs in enumerate(graph.needs) if not happens[node]}
    found: list[list[int]] = []
    for knot in knots(stuck):
        inside = set(knot)
        best: list[int] = []
        for start in sorted(knot)[:_STARTS]:
            circle = _circle_from(start, stuck, inside, len(best))
            if circle and (not best or len(circle) < len(best)):
                best = circle
        found.append(best)
    return sorted(found, key=lambda circle: (len(circle), min(circle)))


def _circle_from(start: int, stuck: dict[int, list[int]], inside: set[int], shorter_than: int) -> list[int]:
    """A shortest way from a node back to itself, by breadth-first search; [] when none is shorter than asked."""
    came_from: dict[int, int] = {}
    depth = {start: 1}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if shorter_than and depth[node] >= shorter_than:
            return []
        for need in stuck[node]:
            if need == start:
                circle = [node]
                while node != start:
                    node = came_from[node]
                    circle.append(node)
                return circle[::-1]
            if need in inside and need not in depth:
                depth[need] = depth[node] + 1
                came_from[need] = node
                queue.append(need)
    return []


def knots(stuck: dict[int, list[int]]) -> list[list[int]]:
    """Sets of nodes that wait for each other: strongly connected components with a circle (Tarjan 1972, iterative)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    knots: list[list[int]] = []
    for root in stuck:
        if root in index:
            continue
        work = [(root, iter(stuck[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, needs = work[-1]
            for need in needs:
                if need not in index:
                    index[need] = low[need] = len(index)
                    stack.append(need)
                    on_stack.add(need)
                    work.append((need, iter(stuck[need])))
                    break
                if need in on_stack:
                    low[node] = min(low[node], index[need])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    place = stack.index(node) if stack[-1] != node else len(stack) - 1
                    knot = stack[place:]
                    del stack[place:]
                    on_stack.difference_update(knot)
                    if len(knot) > 1 or node in stuck[node]:
                        knots.append(knot)
    return knots
