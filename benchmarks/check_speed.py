"""How long checking takes, against what answers the same questions: clingo, z3 and explicit search.

Generated deals: parallel exchanges whose batches wait for each other, each batch a clause. Every answer is compared:
a row that differs stops the run. Seconds of CPU, because other work may run; the last column is a process of
`truce check` from start to finish. python benchmarks/check_speed.py [LARGEST].
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.deal.kernels.oracles import by_search
from trucekeeper.cli.check import rarely_collecting
from trucekeeper.deal.check import check
from trucekeeper.deal.kernels.cut import worst_moment
from trucekeeper.deal.kernels.exposure import ledges
from trucekeeper.deal.kernels.fixpoint import reached
from trucekeeper.deal.kernels.graph import Waiting
from trucekeeper.deal.kernels.steps import steps_of
from trucekeeper.deal.syntax import read_deal

SIZES = (18, 48, 100, 400, 2_000, 20_000)
#: Above so many clauses an engine is left out, because it takes minutes, gives up or does not end (tried by hand).
LIMITS = {"clingo deadlock": 20_000, "z3 exposure": 100, "search": 18}

_Answer = TypeVar("_Answer")


def generated(clauses: int) -> str:
    """A deal of parallel exchanges with up to 40 batches a side."""
    lines = ["```deal", "deal BENCH", "  zone: UTC", "party A", "party B"]
    rows = max(3, clauses // 80)
    for number in range(clauses):
        row, place = number % rows, number // rows
        by, to = ("A", "B") if place % 2 else ("B", "A")
        lines += [f"must C{row}-{place}", f"  by: {by}", f"  to: {to}", "  do: let people leave"]
        lines.append(f"  people: {100 + 37 * number % 50}")
        if place:
            lines.append(f"  after: C{row}-{place - 1}")
    return "\n".join([*lines, "```", ""])


def timed(question: Callable[[], _Answer]) -> tuple[float, _Answer]:
    """Seconds and answer."""
    start = process_time()
    answer = question()
    return process_time() - start, answer


def deadlock_by_clingo(graph: Waiting) -> set[int]:
    """The least model, without any choice."""
    import clingo

    rules = []
    for node, needs in enumerate(graph.needs):
        if graph.any_of[node]:
            rules += [f"can({node}) :- can({need})." for need in needs]
        else:
            rules.append(f"can({node}) :- {', '.join(f'can({need})' for need in needs) or '#true'}.")
    control = clingo.Control(message_limit=0)
    control.add("base", [], "\n".join(rules))
    control.ground([("base", [])])
    can: set[int] = set()
    with control.solve(yield_=True) as models:
        for model in models:
            can = {atom.arguments[0].number for atom in model.symbols(atoms=True)}
    return can


def exposure_by_z3(graph: Waiting, weights: dict[int, int]) -> int:
    """The heaviest set that is closed under its needs, as weighted MaxSAT; enough where nothing waits in a circle."""
    import z3

    now = [z3.Bool(f"n{node}") for node in range(len(graph))]
    engine = z3.Optimize()
    for node, needs in enumerate(graph.needs):
        engine.add(*(z3.Implies(now[node], now[need]) for need in needs))
    for node, weight in weights.items():
        engine.add_soft(now[node] if weight > 0 else z3.Not(now[node]), abs(weight))
    assert engine.check() == z3.sat
    model = engine.model()
    return sum(weight for node, weight in weights.items() if z3.is_true(model.eval(now[node], model_completion=True)))


def whole_command(text: str) -> float:
    """Seconds of CPU of a process that checks a file and prints all it finds."""
    with TemporaryDirectory() as folder:
        deal = Path(folder) / "bench.deal.md"
        deal.write_text(text, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "trucekeeper", "check", str(deal)], stdout=subprocess.DEVNULL, check=False
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(clauses: int) -> list[str]:
    """One row of the table."""
    text = generated(clauses)
    with rarely_collecting():
        return _measured(clauses, text)


def _measured(clauses: int, text: str) -> list[str]:
    reading, deal = timed(lambda: read_deal(text, "bench"))
    laying_out, steps = timed(lambda: steps_of(deal))
    fix, happens = timed(lambda: reached(steps.graph))
    ledge = next(each for each in ledges(deal, steps) if each.side == "A")
    cut, worst = timed(lambda: worst_moment(steps.graph, ledge.weights, happens))
    whole, _ = timed(lambda: check(deal))
    row = [f"{clauses:,}", *(f"{seconds:.4f}" for seconds in (reading, laying_out, fix, cut, whole))]
    if clauses <= LIMITS["clingo deadlock"]:
        seconds, can = timed(lambda: deadlock_by_clingo(steps.graph))
        assert can == {node for node, happened in enumerate(happens) if happened}
        row.append(f"{seconds:.3f} ({seconds / max(fix, 1e-6):.0f}x)")
    else:
        row.append("-")
    if clauses <= LIMITS["z3 exposure"]:
        seconds, best = timed(lambda: exposure_by_z3(steps.graph, ledge.weights))
        assert best == worst.weight
        row.append(f"{seconds:.3f} ({seconds / max(cut, 1e-6):.0f}x)")
    else:
        row.append("-")
    if clauses <= LIMITS["search"]:
        seconds, searched = timed(lambda: by_search(steps.graph, ledge.weights))
        assert searched[1] == worst.weight
        row.append(f"{seconds:.3f}")
    else:
        row.append("-")
    return [*row, f"{whole_command(text):.2f}"]


def main(arguments: list[str]) -> int:
    """Print the table in Markdown; seconds."""
    largest = int(arguments[0]) if arguments else SIZES[-1]
    heads = ["clauses", "read", "lay out", "fixpoint", "min cut", "check, all rules", "clingo deadlock", "z3 exposure"]
    print("| " + " | ".join([*heads, "search", "whole command"]) + " |")
    print("|" + "---|" * 10)
    for size in SIZES:
        if size <= largest:
            print("| " + " | ".join(measured(size)) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
