"""`truce stress`: the plan of a deal under bad luck, many times over."""

import json
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from textwrap import wrap
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import click

from trucekeeper.cli.plan import read, solver_silent, write_pictures
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.exchange.evaluate import Sequenced
    from trucekeeper.exchange.model import Operation
    from trucekeeper.stress.course import Course
    from trucekeeper.stress.run import Runs
    from trucekeeper.stress.summary import Bar


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
@click.option("--out", type=click.Path(path_type=Path), help="A folder for the pictures.")
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
    out: Path | None,
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
    shape = shaped(first, seed)
    if second is not None:
        shape["compare"] = compared(str(compare), first, second)
    if out is not None:
        drawn(out, deal, compare, first, second)
    click.echo(json.dumps(shape, ensure_ascii=False) if as_json else "\n".join(told(shape)))


@dataclass(frozen=True, slots=True)
class Tested:
    """A plan and what became of it."""

    deal: "Deal"
    operation: "Operation"
    plan: "Sequenced"
    runs: "Runs"
    course: "Course"
    per_s: float


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
) -> Tested:
    """Plan, run the plan many times, and look at the first runs closely."""
    from trucekeeper.exchange.plan import make_plan
    from trucekeeper.stress.course import course
    from trucekeeper.stress.run import stress as many

    agreed, work = read(deal, operation)
    with solver_silent():
        plan = make_plan(work, prefer=prefer, with_bound=False)
    if plan.state == "infeasible":
        raise NoPlanError(str(deal), plan.why_not[0])
    many(work, plan.sequence, 2, seed)
    began = perf_counter()
    found = many(work, plan.sequence, runs, seed, pool=pool, workers=workers)
    per_s = runs / (perf_counter() - began)
    return Tested(agreed, work, plan.sequence, found, course(work, plan.sequence, found), per_s)


def shaped(test: Tested, seed: int) -> dict[str, Any]:
    """The JSON of a test."""
    from trucekeeper.stress.run import COMPLETED, WAITING
    from trucekeeper.stress.summary import by_side, completed, hours_when_done, spread, spreads, tornado

    runs, operation = test.runs, test.operation
    share, interval = completed(runs)
    hours = hours_when_done(runs)
    return {
        "runs": len(runs.table),
        "seed": seed,
        "runs_per_s": round(test.per_s),
        "horizon_s": runs.horizon_s,
        "people": sum(group.persons for group in operation.groups),
        **{name: asdict(one) for name, one in spreads(runs).items()},
        "completed": {"share": share, "ci": interval, "by_guess": [_bar(one) for one in tornado(runs, COMPLETED)]},
        "hours_when_completed": asdict(hours) if hours else None,
        "worst_exposure": {
            side.id: asdict(spread(runs.exposure[:, place])) for place, side in enumerate(operation.sides)
        },
        "by_side": {
            "runs": len(test.course.table),
            **{
                side.id: {name: asdict(one) for name, one in by_side(test.course, place).items()}
                for place, side in enumerate(operation.sides)
            },
        },
        "tornado": [_bar(one) for one in tornado(runs)],
        "tornado_waiting": [_bar(one) for one in tornado(runs, WAITING)],
    }


def _bar(bar: "Bar") -> dict[str, Any]:
    return {
        "rate": bar.rate,
        "range": list(bar.range),
        "low": bar.low,
        "high": bar.high,
        "difference": bar.difference.mean,
        "ci": list(bar.difference.ci),
        "clear": bar.difference.clear,
    }


def compared(name: str, first: Tested, second: Tested) -> dict[str, Any]:
    """Another deal against the first, under the same luck: all people, and each side."""
    from trucekeeper.stress.summary import compare as differences
    from trucekeeper.stress.summary import compare_side

    found = differences(first.runs, second.runs)
    sides = first.operation.sides if len(first.operation.sides) == len(second.operation.sides) else ()
    return {
        "deal": name,
        **{key: {**asdict(one), "clear": one.clear} for key, one in found.items()},
        "by_side": {
            side.id: {
                key: {**asdict(one), "clear": one.clear}
                for key, one in compare_side(first.course, second.course, place).items()
            }
            for place, side in enumerate(sides)
        },
    }


def drawn(out: Path, deal: Path, other: Path | None, first: Tested, second: Tested | None) -> None:
    """Write the pictures of a test."""
    from trucekeeper.brief.pictures.of_exchange import stress_pictures
    from trucekeeper.brief.pictures.plot import Look
    from trucekeeper.brief.pictures.tornado import versus_picture
    from trucekeeper.stress.summary import compare as differences
    from trucekeeper.stress.summary import compare_side

    look = Look(first.deal.zone)
    figures = stress_pictures(first.operation, first.plan, first.runs, first.course, look)
    if second is not None and other is not None:
        groups = {look.say("Everybody"): differences(first.runs, second.runs)}
        for place in range(min(len(first.operation.sides), len(second.operation.sides))):
            name = look.side(first.operation, place)
            groups[name] = compare_side(first.course, second.course, place)
        names = deal.name.removesuffix(".deal.md"), other.name.removesuffix(".deal.md")
        figures["versus"] = versus_picture(groups, names, len(first.runs.table), look, id="versus")
    write_pictures(out, figures)


#: What a test counts, and the words for it.
_COUNTED: Final = {
    "safe": "people safe",
    "stranded": "people still at home",
    "caught_outside": "people caught outside",
    "waiting_person_hours": "person-hours waiting",
}


def told(shape: dict[str, Any]) -> list[str]:
    """The test for a terminal of 80 columns."""
    return [
        f"{shape['runs']:,} runs, seed {shape['seed']}, {shape['people']:,} people (guesses in: no forecast)",
        "",
        *_completed(shape),
        "",
        *_altogether(shape),
        "",
        *_by_side(shape["by_side"]),
        *_guesses(shape),
        *(_compared(shape["compare"]) if "compare" in shape else ()),
    ]


def _altogether(shape: dict[str, Any]) -> list[str]:
    """A row for each thing counted: its mean with the interval, and the spread of the runs."""
    rows = [(words, shape[key]) for key, words in _COUNTED.items()]
    if shape["hours_when_completed"]:
        rows.append(("hours, where completed", shape["hours_when_completed"]))
    rows += [(f"furthest ahead, {side}", one) for side, one in shape["worst_exposure"].items()]
    lines = [f"{'':<24}{'mean':>10}  {'95 % interval':<20}{'p10':>8}{'p50':>8}{'p90':>8}"]
    for words, one in rows:
        interval = f"{one['ci'][0]:,.0f} to {one['ci'][1]:,.0f}"
        lines.append(
            f"{words:<24}{one['mean']:>10,.0f}  {interval:<20}{one['p10']:>8,.0f}{one['p50']:>8,.0f}{one['p90']:>8,.0f}"
        )
    return lines


def _by_side(by_side: dict[str, Any]) -> list[str]:
    lines = [f"By side, over the first {by_side['runs']:,} runs", f"{'':<46}{'p10':>10}{'p50':>8}{'p90':>8}"]
    for side, figures in by_side.items():
        if side == "runs":
            continue
        for key, words in _COUNTED.items():
            one = figures[key]
            lines.append(f"{side[:20]:<21}{words:<25}{one['p10']:>10,.0f}{one['p50']:>8,.0f}{one['p90']:>8,.0f}")
    return lines


def _guesses(shape: dict[str, Any]) -> list[str]:
    """The five guesses that change most how many are safe, and how long people wait."""
    lines: list[str] = []
    for key, words in (("tornado", "People safe"), ("tornado_waiting", "Person-hours waiting")):
        if shape[key]:
            lines += ["", f"{words}, by thirds of the runs{'guess low':>{34 - len(words)}}{'guess high':>12}"]
        for bar in shape[key][:5]:
            rate = bar["rate"].replace("_", " ")
            lines.append(f"  {rate:<34}{bar['low']:>10,.0f}{bar['high']:>12,.0f}{_doubt(bar)}".rstrip())
    return lines


def _compared(other: dict[str, Any]) -> list[str]:
    """What another deal changes under the same luck, over all and side by side."""
    lines = ["", f"{other['deal']} instead, under the same luck:"]
    lines += [_change(words, other[key]) for key, words in _COUNTED.items()]
    lines.append(_change("share completed", other["completed"], 3))
    for side, figures in other["by_side"].items():
        lines.append(_change(f"{side[:8]}, people safe", figures["safe"]))
        lines.append(_change(f"{side[:8]}, furthest ahead", figures["worst_exposure"]))
    return lines


def _change(words: str, one: dict[str, Any], digits: int = 0) -> str:
    low, high = one["ci"]
    return f"  {words:<24}{one['mean']:>+12,.{digits}f}  ({low:+,.{digits}f} to {high:+,.{digits}f}){_doubt(one)}"


def _doubt(one: dict[str, Any]) -> str:
    return "" if one["clear"] else "  (may be chance)"


def _completed(shape: dict[str, Any]) -> list[str]:
    """In how many runs all are safe, as a range over the guess that matters most: one share would be a forecast."""
    share = shape["completed"]
    days = f"Everybody safe within {shape['horizon_s'] / 86400:.0f} days"
    interval = f"{share['ci'][0]:.0%} to {share['ci'][1]:.0%}"
    if not share["by_guess"]:
        return [f"{days}: in {interval} of the runs (95 % interval)"]
    widest = share["by_guess"][0]
    low, high = sorted((widest["low"], widest["high"]))
    return wrap(
        f"{days}: in {low:.0%} to {high:.0%} of the runs, by how one guess alone falls "
        f"({widest['rate'].replace('_', ' ')}); over all guesses {interval} (95 % interval).",
        80,
    )
