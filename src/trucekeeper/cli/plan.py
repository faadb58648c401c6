"""`truce plan`: who leaves when, so that nobody is stranded, nobody too far ahead, and nobody waits in the open."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from time import perf_counter
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.inputs import deal_at
from trucekeeper.deal.encoding import decode

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from trucekeeper.brief.model import Figure
    from trucekeeper.deal.model import Deal
    from trucekeeper.exchange.model import Operation
    from trucekeeper.exchange.plan import Plan

WIDTH = 80
#: Convoys that a terminal is shown.
SHOWN = 40


@click.command(
    epilog="Exit codes: 0 a plan; 1 there is no plan, and why; 2 wrong use or unreadable input. "
    "Example: truce plan my.deal.md my.ops.md --out plan"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("operation", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="A folder for plan.json, plan.csv, convoys.txt, pictures.")
@click.option(
    "--prefer",
    type=click.Choice(["calm", "fast"]),
    default="calm",
    help="calm: nobody out at night and least waiting, even if it takes longer; fast: soonest safe.",
)
@click.option("--margin", default=0, metavar="MINUTES", help="Call convoys so much earlier than the latest moment.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def plan(deal: Path, operation: Path, out: Path | None, prefer: str, margin: int, as_json: bool) -> int:
    """Plan the exchange of DEAL with the sites, fleets and ways of OPERATION.

    Nobody is stranded, nobody is further ahead than agreed, people wait at home
    and not in buses, and then everybody is safe as soon as can be. Beside the plan
    stands the bound that no plan can beat. Nothing is ordered: a person decides.
    """
    from trucekeeper.exchange.plan import make_plan
    from trucekeeper.exchange.shape import plan_shape

    agreed, work = read(deal, operation)
    began = perf_counter()
    with solver_silent():
        found = make_plan(work, prefer=prefer, margin_s=margin * 60)
    took = perf_counter() - began
    shape = plan_shape(work, found, took)
    if out is not None:
        write(out, work, found, shape, agreed)
    if as_json:
        click.echo(json.dumps(shape, ensure_ascii=False))
    else:
        click.echo("\n".join(told(work, found, took, agreed)))
    return 1 if found.state == "infeasible" else 0


def read(deal: Path, operation: Path) -> "tuple[Deal, Operation]":
    """A deal and the operation that carries it out."""
    from trucekeeper.exchange.operation import read_operation

    agreed = deal_at(deal)
    return agreed, read_operation(decode(bytes_of(operation), str(operation)), str(operation), agreed)


@contextmanager
def solver_silent() -> Iterator[None]:
    """Keep the solver's banner, which its library writes past Python, out of the results."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def write(out: Path, operation: "Operation", found: "Plan", shape: dict[str, object], deal: "Deal") -> None:
    """Write the files of a plan into a folder."""
    from trucekeeper.brief.pictures.of_exchange import plan_pictures
    from trucekeeper.brief.pictures.plot import Look
    from trucekeeper.exchange.shape import plan_rows, sheet

    out.mkdir(parents=True, exist_ok=True)
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(plan_rows(operation, found))
    (out / "plan.csv").write_text(table.getvalue(), encoding="utf-8")
    (out / "plan.json").write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "convoys.txt").write_text("\n".join(sheet(operation, found, deal.zone)) + "\n", encoding="utf-8")
    if found.state != "infeasible" and len(operation.sides) > 1:
        write_pictures(out, plan_pictures(operation, found.sequence, found.times, Look(deal.zone)))


def write_pictures(out: Path, figures: "Mapping[str, Figure]") -> None:
    """One SVG a picture, named after it."""
    out.mkdir(parents=True, exist_ok=True)
    for name, figure in figures.items():
        (out / f"{name}.svg").write_text(figure.svg + "\n", encoding="utf-8")


def told(operation: "Operation", found: "Plan", took: float, deal: "Deal") -> list[str]:
    """The plan for a terminal of 80 columns."""
    if found.state == "infeasible":
        return _no_plan(found)
    return [
        operation.name or operation.file,
        "",
        *_sides_told(operation, found, deal.zone),
        "",
        *_measure_told(operation, found),
        "",
        *_bounds_told(found, took),
        "",
        *fairness(operation, found, deal.zone),
        "",
        *_convoys_told(operation, found, deal.zone),
    ]


def _no_plan(found: "Plan") -> list[str]:
    lines = ["There is no plan. These cannot all be kept:"]
    for says in found.why_not:
        lines += wrap(says, WIDTH, initial_indent="- ", subsequent_indent="  ")
    if found.measure.stranded:
        lines += ["", f"With all of them, {found.measure.stranded:,} people would be stranded."]
    return lines


def _sides_told(operation: "Operation", found: "Plan", zone: "ZoneInfo | None") -> list[str]:
    """A row a side: how many, in what, and from when to when."""
    from trucekeeper.exchange.shape import clock, in_order

    lines = [f"{'':<8}{'people':>8}{'convoys':>9}{'vehicles':>10}{'  first leaves':<19}{'  last is safe'}"]
    for side, one in enumerate(operation.sides):
        own = [(c, t) for c, t in in_order(found) if c.side == side]
        first, last = min(t.depart for _, t in own), max(t.arrived for _, t in own)
        loads = sum(c.vehicles for c, _ in own)
        people = sum(c.persons for c, _ in own)
        lines.append(
            f"{one.id[:8]:<8}{people:>8,}{len(own):>9}{loads:>10}  {clock(operation, first, zone):<17}"
            f"  {clock(operation, last, zone)}"
        )
    return lines


def _measure_told(operation: "Operation", found: "Plan") -> list[str]:
    from trucekeeper.exchange.shape import ahead_in_persons

    m = found.measure
    ahead = ", ".join(
        f"{side.id} {lead:,}" for side, lead in zip(operation.sides, ahead_in_persons(operation, found), strict=True)
    )
    return [
        f"stranded                 {m.stranded:>12,} people",
        f"furthest ahead           {ahead:>12} people",
        f"waiting outside          {m.waiting_person_hours:>12,.0f} person-hours, {m.waiting_at_night:,.0f} at night",
        *_under_cover(operation, found),
        f"most at the point        {m.peak_waiting:>12,} people at once",
        f"until safe               {m.person_hours:>12,.0f} person-hours",
        f"all safe after           {m.makespan_s / 3600:>12.1f} hours",
    ]


def _bounds_told(found: "Plan", took: float) -> list[str]:
    """What no plan can beat, and by what; then what the planner remarks."""
    b = found.bounds
    lines = [
        f"No plan is done before {b.makespan_s / 3600:.1f} hours. The causes, each alone:",
        f"  vehicles {b.fleet / 3600:.1f}, bays {b.bays / 3600:.1f}, gate {b.gate / 3600:.1f}, daylight "
        f"{b.daylight / 3600:.1f}, keeping in step {b.coupling / 3600:.1f} hours",
    ]
    if found.gap is not None:
        lines += wrap(
            f"No plan needs less than {b.person_hours:,.0f} person-hours until safe; this one needs "
            f"{found.gap:.1%} more. ({found.tried} plans worked out in {took:.1f} s; {found.how}.)",
            WIDTH,
        )
    for note in found.notes:
        lines += wrap(note, WIDTH, initial_indent="- ", subsequent_indent="  ")
    return lines


def _convoys_told(operation: "Operation", found: "Plan", zone: "ZoneInfo | None") -> list[str]:
    from trucekeeper.exchange.shape import clock, in_order

    lines = [f"{'convoy':<7}{'veh.':>5}{'people':>7}  {'load not before':<17}{'leaves':<17}{'passes':<8}{'safe'}"]
    pairs = in_order(found)
    for convoy, times in pairs[:SHOWN]:
        lines.append(
            f"{convoy.id:<7}{convoy.vehicles:>5}{convoy.persons:>7}  {clock(operation, convoy.release_s, zone):<17}"
            f"{clock(operation, times.depart, zone):<17}{clock(operation, times.crossing, zone)[-5:]:<8}"
            f"{clock(operation, times.arrived, zone)}"
        )
    if len(pairs) > SHOWN:
        lines.append(f"... and {len(pairs) - SHOWN} more convoys: --out DIR writes them all")
    return lines


def _under_cover(operation: "Operation", found: "Plan") -> list[str]:
    """How much of the waiting is in shelters, where there are any."""
    from trucekeeper.exchange.fairness import burdens

    if not operation.shelters:
        return []
    sides = [one for one in burdens(operation, found.sequence, found.times) if one.category is None]
    hours = sum(one.waiting_person_hours - one.in_open for one in sides)
    night = sum(one.at_night - one.open_at_night for one in sides)
    return [f"  of it in shelters      {hours:>12,.0f} person-hours, {night:,.0f} at night"]


def fairness(operation: "Operation", found: "Plan", zone: "ZoneInfo | None") -> list[str]:
    """Who bears the waiting, by side and category, and where two of a kind bear notably different shares."""
    from trucekeeper.exchange.fairness import burdens, contrasts

    bearing = burdens(operation, found.sequence, found.times)
    heads = f"{'hours a head':<15}{'people':>8}{'waiting':>9}{'at night':>9}{'until safe':>11}"
    lines = [f"{heads}  {'first safe':<12}  last safe"]
    for one in bearing:
        name = operation.sides[one.side].id if one.category is None else f"  {one.category or 'no category'}"
        first, last = (_day_and_hour(operation, at, zone) for at in (one.first_safe_s, one.last_safe_s))
        lines.append(
            f"{name[:14]:<15}{one.people:>8,}{one.a_head(one.waiting_person_hours):>9.2f}"
            f"{one.a_head(one.at_night):>9.2f}{one.a_head(one.person_hours):>11.1f}  {first:<12}  {last}"
        )
    for more, less in contrasts(bearing):
        names = [
            operation.sides[one.side].id if one.category is None else one.category or "people of no category"
            for one in (more, less)
        ]
        hours = [one.a_head(one.waiting_person_hours) for one in (more, less)]
        lines += wrap(f"{names[0]} waits {hours[0]:.1f} h a head, {names[1]} {hours[1]:.1f} h.", WIDTH)
    return lines


def _day_and_hour(operation: "Operation", at: int, zone: "ZoneInfo | None") -> str:
    """`15 Dec 07:40`, or `never`."""
    from trucekeeper.exchange.shape import clock

    told = clock(operation, at, zone)
    return told if told == "never" else told.partition(" ")[2]
