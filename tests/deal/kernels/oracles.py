"""Random graphs of waiting, and three other ways to answer what the kernels answer: search, clingo and z3."""

import random
from itertools import combinations

from trucekeeper.deal.kernels.graph import Waiting


def random_graph(seed: int, most: int = 9, any_of: bool = True) -> tuple[Waiting, dict[int, int]]:
    """A graph of up to so many nodes, now and then with circles and any-ofs, and weights for most of its nodes."""
    chance = random.Random(seed)
    graph = Waiting()
    size = chance.randint(2, most)
    backwards = chance.random() < 0.6
    for node in range(size):
        pool = range(node) if backwards else [n for n in range(size) if n != node]
        needs = chance.sample(list(pool), min(len(pool), chance.choice([0, 1, 1, 2, 3])))
        graph.add(needs, any_of=any_of and len(needs) > 1 and chance.random() < 0.3)
    if chance.random() < 0.1:
        graph.any_of[chance.randrange(size)] = True
    weights = {node: chance.randint(-6, 6) for node in range(size) if chance.random() < 0.9}
    return graph, {node: weight for node, weight in weights.items() if weight}


def ready(graph: Waiting, happened: frozenset[int], node: int) -> bool:
    """Whether a node can happen next."""
    needs = (need in happened for need in graph.needs[node])
    return any(needs) if graph.any_of[node] else all(needs)


def by_search(graph: Waiting, weights: dict[int, int]) -> tuple[set[int], int]:
    """All states that can be reached, one by one: the nodes that can happen, and the greatest sum."""
    seen = {frozenset[int]()}
    queue = list(seen)
    while queue:
        happened = queue.pop()
        for node in range(len(graph)):
            if node not in happened and ready(graph, happened, node):
                following = happened | {node}
                if following not in seen:
                    seen.add(following)
                    queue.append(following)
    happens = set().union(*seen)
    return happens, max(sum(weights.get(node, 0) for node in state) for state in seen)


def by_clingo(graph: Waiting, weights: dict[int, int]) -> tuple[set[int], int]:
    """The least model, and the best choice of nodes that happen in some order."""
    import clingo

    lines = []
    for node, needs in enumerate(graph.needs):
        if graph.any_of[node]:
            lines += [f"can({node}) :- can({need})." for need in needs]
            lines += [f"{{now({node})}} :- now({need})." for need in needs]
        else:
            lines.append(f"can({node}) :- {', '.join(f'can({need})' for need in needs) or '#true'}.")
            lines.append(f"{{now({node})}} :- {', '.join(f'now({need})' for need in needs) or '#true'}.")
    weighed = "; ".join(f"{weight},{node} : now({node})" for node, weight in weights.items())
    lines.append(f"#maximize {{ {weighed} }}.")
    control = clingo.Control(["--models=0", "--opt-mode=opt"], message_limit=0)
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    can: set[int] = set()
    best = 0
    with control.solve(yield_=True) as models:
        for model in models:
            atoms = model.symbols(atoms=True)
            can = {atom.arguments[0].number for atom in atoms if atom.name == "can"}
            best = sum(weights.get(atom.arguments[0].number, 0) for atom in atoms if atom.name == "now")
    return can, best


def by_z3(graph: Waiting, weights: dict[int, int]) -> int:
    """The greatest sum, with a moment for every node that happens, later than what it needs."""
    import z3

    size = len(graph)
    now = [z3.Bool(f"now{node}") for node in range(size)]
    moment = [z3.Int(f"at{node}") for node in range(size)]
    best = z3.Optimize()
    for node, needs in enumerate(graph.needs):
        before = [z3.And(now[need], moment[need] < moment[node]) for need in needs]
        best.add(z3.Implies(now[node], z3.Or(*before) if graph.any_of[node] else z3.And(*before)))
    goal = best.maximize(z3.Sum([z3.If(now[node], weight, 0) for node, weight in weights.items()] or [z3.IntVal(0)]))
    assert best.check() == z3.sat
    return int(goal.value().as_long())


def shortest_by_trying(graph: Waiting, stuck: set[int]) -> int:
    """The length of a shortest circle among nodes that never happen; 0 when there is none."""
    for length in range(1, len(stuck) + 1):
        for start in stuck:
            ends = {start}
            for _ in range(length):
                ends = {need for node in ends for need in graph.needs[node] if need in stuck}
            if start in ends:
                return length
    return 0


def random_times(seed: int) -> tuple[int, list[tuple[int, int, int]]]:
    """Points and constraints (earlier, later, at most so many seconds) that half of the time cannot all hold."""
    chance = random.Random(seed)
    points = chance.randint(2, 7)
    pairs = [pair for pair in combinations(range(points), 2) for pair in (pair, pair[::-1])]
    return points, [(a, b, chance.randint(-4, 9)) for a, b in pairs if chance.random() < 0.5]
