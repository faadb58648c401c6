"""The worst moment of a deal with many any-ofs, exactly, by z3 (extra `deep`).

With any-ofs a greatest closure is hard to find (weighted set cover is a case of it), so the cut only has an upper bound
beyond a few hundred ways. Here each node is a truth, gains and losses are soft clauses, and z3 finds the heaviest model
(weighted MaxSAT; Bjørner and Phan 2014, nuZ). Nodes that could wait for each other in a circle have a moment too, so
that none happens by itself. The search has a limit in z3's own count of steps, which is the same on every machine.
"""

from trucekeeper.deal.kernels.cut import Worst, in_order
from trucekeeper.deal.kernels.fixpoint import knots
from trucekeeper.deal.kernels.graph import Waiting

#: Larger graphs are left to the upper bound; 600 clauses with an any-of each have 2,400 nodes.
MOST_NODES = 4_000
#: In z3's count: after some 3 s of CPU it gives up, and the answer stays an upper bound.
MOST_STEPS = 20_000_000


def worst_by_z3(graph: Waiting, weights: dict[int, int], happens: list[bool]) -> Worst | None:
    """The greatest sum of weights and a set of nodes that reaches it; None when it is too large or z3 gives up.

    Raises:
        ImportError: Where z3 is not installed.
    """
    import z3

    alive = [node for node, happened in enumerate(happens) if happened]
    if len(alive) > MOST_NODES:
        return None
    now = {node: z3.Bool(f"n{node}") for node in alive}
    needed = {node: [need for need in graph.needs[node] if happens[need]] for node in alive}
    moment = {node: z3.Int(f"t{node}") for knot in knots(needed) for node in knot}
    engine = z3.Optimize()
    engine.set("rlimit", MOST_STEPS)
    for node in alive:
        needs = [
            z3.And(now[need], moment[need] < moment[node]) if node in moment and need in moment else now[need]
            for need in needed[node]
        ]
        if needs:
            engine.add(z3.Implies(now[node], z3.Or(needs) if graph.any_of[node] else z3.And(needs)))
    for node, weight in weights.items():
        if weight and happens[node]:
            engine.add_soft(now[node] if weight > 0 else z3.Not(now[node]), abs(weight))
    if engine.check() != z3.sat:
        return None
    model = engine.model()
    happened = {node for node in alive if z3.is_true(model.eval(now[node], model_completion=True))}
    weight = sum(weights.get(node, 0) for node in happened)
    return Worst(weight, tuple(_needed(graph, weights, happened)))


def _needed(graph: Waiting, weights: dict[int, int], happened: set[int]) -> list[int]:
    """An order of what has happened, without what neither counts nor is needed by what does."""
    chosen = Waiting(
        [
            next(([need] for need in needs if need in happened), []) if graph.any_of[node] else needs
            for node, needs in enumerate(graph.needs)
        ],
        list(graph.any_of),
    )
    order = _well_founded(graph, happened)
    place = {node: at for at, node in enumerate(order)}
    for node in happened:
        if graph.any_of[node] and graph.needs[node]:
            chosen.needs[node] = [min((n for n in graph.needs[node] if n in happened), key=place.__getitem__)]
    wanted = {node for node in happened if weights.get(node, 0)}
    stack = list(wanted)
    while stack:
        for need in chosen.needs[stack.pop()]:
            if need not in wanted:
                wanted.add(need)
                stack.append(need)
    return in_order(chosen, wanted)


def _well_founded(graph: Waiting, happened: set[int]) -> list[int]:
    """The nodes in an order in which each has what it needs before it, any-ofs at least one."""
    order: list[int] = []
    left = dict.fromkeys(sorted(happened))
    done: set[int] = set()
    while left:
        ready = [
            node
            for node in left
            if (any if graph.any_of[node] else all)(need in done for need in graph.needs[node]) or not graph.needs[node]
        ]
        if not ready:
            break
        order += ready
        done.update(ready)
        for node in ready:
            del left[node]
    return order
