"""`truce replan`: the rest of an exchange anew, with the past as it happened and as few changes as possible."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.deal_file import text_of
from trucekeeper.cli.inputs import MOMENT, entries_at, now
from trucekeeper.cli.plan import WIDTH, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from trucekeeper.exchange.evaluate import Sequenced
    from trucekeeper.exchange.model import Operation
    from trucekeeper.exchange.replan import Replan
    from trucekeeper.ledger.record import Record


def _amounts(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, int]:
    """Read ID:NUMBER."""
    found = {}
    for value in values:
        name, _, number = value.rpartition(":")
        if not name or not number.isdigit():
            raise click.BadParameter(f'"{value}" is not a name and a number; write for example GREEN:3')
        found[name] = int(number)
    return found


@click.command(
    epilog="Exit codes: 0 a new plan; 1 somebody can no longer leave; 2 wrong use or unreadable input. "
    "Example: truce replan my.deal.md my.ops.md plan/plan.json --ledger my.ledger --at 2016-12-16T10:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("operation", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--ledger", type=click.Path(path_type=Path), help="Where movements and stops are recorded.")
@click.option("--at", type=MOMENT, help="Now, where left out; later records are left out.")
@click.option("--hold-hours", default=6, show_default=True, help="How long a stop nobody has lifted may still last.")
@click.option("--kept-until", type=MOMENT, help="Convoys without a record went as announced up to then.")
@click.option("--lost", multiple=True, callback=_amounts, metavar="FLEET:N", help="Vehicles less.")
@click.option("--extra", multiple=True, callback=_amounts, metavar="GROUP:N", help="People more.")
@click.option("--sooner", is_flag=True, help="People may be called before the moment that they were told.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the new plan.json here.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def replan(
    deal: Path,
    operation: Path,
    plan: Path,
    ledger: Path | None,
    at: datetime | None,
    hold_hours: int,
    kept_until: datetime | None,
    lost: dict[str, int],
    extra: dict[str, int],
    sooner: bool,
    out: Path | None,
    as_json: bool,
) -> int:
    """Plan the rest of an exchange anew, after PLAN (plan.json) met what happened.

    What has happened stays. Convoys, their people and their order stay too; only
    moments move, and each move is told; nobody is called sooner than they were told.
    Where the sides' counts differ, the plan holds even if the lower ones are true.
    """
    from trucekeeper.exchange.as_recorded import gone_as_announced
    from trucekeeper.exchange.live import live
    from trucekeeper.exchange.replan import Events
    from trucekeeper.exchange.replan import replan as anew
    from trucekeeper.exchange.shape import announced, replan_shape
    from trucekeeper.ledger.view import view

    agreed, work = read(deal, operation)
    sequence, times = announced(work, plan_in(plan), str(plan))
    moment = at or now()
    now_s = work.seconds(moment)
    records = [e.record for e in view(entries_at(ledger), known_by=moment)] if ledger else []
    for line in not_of_the_plan(records, sequence):
        click.echo("\n".join(wrap(line, WIDTH)), err=True)
    past = live(work, sequence, records, moment, now_s + hold_hours * 3600)
    if kept_until is not None:
        past = gone_as_announced(times, past, work.seconds(min(kept_until, moment)))
    found = anew(work, sequence, times, past, now_s, Events(lost, extra), sooner=sooner)
    shape = replan_shape(work, found, moment)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(json.dumps(shape, ensure_ascii=False) if as_json else "\n".join(told(work, found, now_s, agreed.zone)))
    return 1 if found.measure.stranded else 0


def plan_in(path: Path) -> dict[str, Any]:
    """The JSON of an announced plan.

    Raises:
        NotThisPlanError: When the file holds none.
    """
    from trucekeeper.exchange.shape import NotThisPlanError

    try:
        found = json.loads(text_of(path))
    except ValueError as why:
        raise NotThisPlanError(str(path), f"it is no JSON ({why})") from None
    if not isinstance(found, dict):
        raise NotThisPlanError(str(path), "it is no JSON object")
    return found


def not_of_the_plan(records: "Iterable[Record]", sequence: "Sequenced") -> list[str]:
    """A line on movements of convoys that the plan does not have: whoever passes them over must be told."""
    from trucekeeper.ledger.record import Movement

    known = {one.id for one in sequence.convoys}
    others = [one.convoy for one in records if isinstance(one, Movement) and one.convoy and one.convoy not in known]
    if not others:
        return []
    named = list(dict.fromkeys(others))
    more = f" and {len(named) - 6} more" if len(named) > 6 else ""
    return [
        f"note: {len(others)} recorded movements are of convoys that this plan does not have "
        f"({', '.join(named[:6])}{more}); nothing here counts them"
    ]


def told(operation: "Operation", found: "Replan", now_s: int, zone: "ZoneInfo | None") -> list[str]:
    """The changes for a terminal of 80 columns."""
    from trucekeeper.exchange.model import NEVER
    from trucekeeper.exchange.shape import clock

    safe = sum(c.persons for c, t in zip(found.sequence.convoys, found.times, strict=True) if t.arrived <= now_s)
    road = sum(
        c.persons for c, t in zip(found.sequence.convoys, found.times, strict=True) if t.depart <= now_s < t.arrived
    )
    end = timedelta(seconds=min(found.measure.makespan_s, 10**9))
    lines = [
        f"{clock(operation, now_s, zone)}: {safe:,} people are safe, {road:,} on the way",
        f"the last are safe {clock(operation, int(end.total_seconds()), zone)}",
    ]
    for note in found.notes:
        lines += wrap(note, WIDTH, initial_indent="- ", subsequent_indent="  ")
    if not found.changes:
        return [*lines, "", "Nothing changes for anybody who was told."]
    lines += ["", f"{len(found.changes)} convoys change; nobody else does, and nobody changes vehicle"]
    for one in found.changes:
        if one.what == "moves":
            words = f"moves {clock(operation, one.before_s, zone)} -> {clock(operation, one.after_s, zone)}"
        elif one.after_s >= NEVER:
            words = f"cannot leave any more (was {clock(operation, one.before_s, zone)})"
        else:
            words = f"is new, leaves {clock(operation, one.after_s, zone)}"
        lines.append(f"  {one.convoy:<7}{words}")
    return lines
