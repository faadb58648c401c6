"""`truce stress`: the plan of a deal under bad luck, many times over."""

import json
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.plan import read, solver_silent
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.exchange.model import Operation
    from trucekeeper.stress.run import Runs


class NoPlanError(TruceError):
    """A deal under which there is no plan even without bad luck, so that there is nothing to test."""

    def __init__(self, file: str, says: str) -> None:
        super().__init__(f"{file} cannot be carried out even if all goes well: {says}", "truce plan says more")


class NoDaskError(TruceError):
    """The option for a cluster without the package that talks to it."""

    def __init__(self) -> None:
        super().__init__("--dask needs the package distributed, which is not here", "pip install distributed")


@click.command(
    epilog="Exit codes: 0 tested; 2 wrong use, unreadable input, or no plan to test. "
    "Example: truce stress my.deal.md my.ops.md --runs 10000 --seed 7"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("operation", type=click.Path(path_type=Path))
@click.option("--runs", type=click.IntRange(2, 100_000_000), default=10_000, show_default=True, help="How many.")
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True, help="Same seed, same answer.")
@click.option("--compare", type=click.Path(path_type=Path), help="Another deal, under the same bad luck.")
@click.option("--prefer", type=click.Choice(["calm", "fast"]), default="calm", help="As for truce plan.")
@click.option("--workers", type=click.IntRange(1, 1024), default=1, show_default=True, help="Processes.")
@click.option("--dask", metavar="ADDRESS", help="Runs on a Dask cluster instead, such as tcp://10.0.0.5:8786.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def stress(
    deal: Path,
    operation: Path,
    runs: int,
    seed: int,
    compare: Path | None,
    prefer: str,
    workers: int,
    dask: str | None,
    as_json: bool,
) -> None:
    """Test the plan of DEAL and OPERATION against holds, alarms, answers in kind and slow roads.

    The rates are the guesses of the operation file; each run draws them anew over
    their ranges. The answer is the same for any number of workers. It is no
    forecast: it says which clause, size or rate changes most.
    """
    with pool_of(workers, dask) as pool:
        first = tested(deal, operation, runs, seed, prefer, pool, workers)
        second = tested(compare, operation, runs, seed, prefer, pool, workers) if compare else None
    shape = shaped(*first, seed)
    if second is not None:
        from trucekeeper.stress.summary import compare as differences

        found = differences(first[1], second[1])
        shape["compare"] = {
            "deal": str(compare),
            **{name: {**asdict(one), "clear": one.clear} for name, one in found.items()},
        }
    click.echo(json.dumps(shape, ensure_ascii=False) if as_json else "\n".join(told(shape)))


@contextmanager
def pool_of(workers: int, dask: str | None) -> Iterator[Executor | None]:
    """Where the runs are done: here, in processes, or on a cluster."""
    if dask is not None:
        try:
            distributed = import_module("distributed")
        except ImportError:
            raise NoDaskError from None
        with distributed.Client(dask) as client:
            yield client.get_executor()
    elif workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            yield pool
    else:
        yield None


def tested(
    deal: Path, operation: Path, runs: int, seed: int, prefer: str, pool: Executor | None, workers: int
) -> "tuple[Operation, Runs, float]":
    """Plan, then run the plan many times."""
    from trucekeeper.exchange.plan import make_plan
    from trucekeeper.stress.run import stress as many

    _, work = read(deal, operation)
    with solver_silent():
        plan = make_plan(work, prefer=prefer, with_bound=False)
    if plan.state == "infeasible":
        raise NoPlanError(str(deal), plan.why_not[0])
    many(work, plan.sequence, 2, seed)
    began = perf_counter()
    found = many(work, plan.sequence, runs, seed, pool=pool, workers=workers)
    return work, found, runs / (perf_counter() - began)


def shaped(operation: "Operation", runs: "Runs", per_s: float, seed: int) -> dict[str, Any]:
    """The JSON of a test."""
    from trucekeeper.stress.summary import completed, hours_when_done, spread, spreads, tornado

    share, interval = completed(runs)
    hours = hours_when_done(runs)
    return {
        "runs": len(runs.table),
        "seed": seed,
        "runs_per_s": round(per_s),
        "horizon_s": runs.horizon_s,
        "people": sum(group.persons for group in operation.groups),
        **{name: asdict(one) for name, one in spreads(runs).items()},
        "completed": {"share": share, "ci": interval},
        "hours_when_completed": asdict(hours) if hours else None,
        "worst_exposure": {
            side.id: asdict(spread(runs.exposure[:, place])) for place, side in enumerate(operation.sides)
        },
        "tornado": [{"rate": name, "low": low, "high": high} for name, low, high in tornado(runs)],
    }


def told(shape: dict[str, Any]) -> list[str]:
    """The test for a terminal of 80 columns."""
    share = shape["completed"]
    lines = [
        f"{shape['runs']:,} runs, seed {shape['seed']}, {shape['people']:,} people (guesses in: no forecast)",
        "",
        f"Everybody safe within {shape['horizon_s'] / 86400:.0f} days: {share['share']:.1%} of the runs "
        f"(95 % interval {share['ci'][0]:.1%} to {share['ci'][1]:.1%})",
        "",
        f"{'':<24}{'mean':>10}  {'95 % interval':<20}{'p10':>8}{'p50':>8}{'p90':>8}",
    ]
    names = {
        "safe": "people safe",
        "stranded": "people still at home",
        "caught_outside": "people caught outside",
        "waiting_person_hours": "person-hours waiting",
    }
    rows = [(words, shape[key]) for key, words in names.items()]
    if shape["hours_when_completed"]:
        rows.append(("hours, where completed", shape["hours_when_completed"]))
    rows += [(f"furthest ahead, {side}", one) for side, one in shape["worst_exposure"].items()]
    for words, one in rows:
        interval = f"{one['ci'][0]:,.0f} to {one['ci'][1]:,.0f}"
        lines.append(
            f"{words:<24}{one['mean']:>10,.0f}  {interval:<20}{one['p10']:>8,.0f}{one['p50']:>8,.0f}{one['p90']:>8,.0f}"
        )
    if shape["tornado"]:
        lines += ["", "People safe where a guess is low, and where it is high (a third of the runs each)"]
        for bar in shape["tornado"][:6]:
            lines.append(f"  {bar['rate'].replace('_', ' '):<24}{bar['low']:>10,.0f}{bar['high']:>10,.0f}")
    if "compare" in shape:
        other = shape["compare"]
        lines += ["", f"{other['deal']} instead, under the same luck:"]
        for key, words in (*names.items(), ("completed", "share completed")):
            one = other[key]
            digits = 3 if key == "completed" else 0
            verdict = "" if one["clear"] else "  (may be chance)"
            lines.append(
                f"  {words:<24}{one['mean']:>+12,.{digits}f}  ({one['ci'][0]:+,.{digits}f} to "
                f"{one['ci'][1]:+,.{digits}f}){verdict}"
            )
    return lines
