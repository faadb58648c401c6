"""`truce count`: what observers saw and heard, in sums that anybody can work out again from the rows they name."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, now, practice_mark
from trucekeeper.core.moment import Interval, iso

if TYPE_CHECKING:
    from trucekeeper.ledger.view import KnownFrom
    from trucekeeper.status.counts import By, Counts, Total

WIDTH = 80
#: What sums can be parted by, in the order in which they are.
PARTS: Final = ("day", "place", "kind", "team", "weapon")
#: Stands with every sum, on the screen and in the file.
NO_RULING = "Events as seen or heard. Nobody has judged them here: who fired, and whether it may be, is not in them."


@click.command(
    epilog="Exit codes: 0 counted; 2 wrong use or unreadable input. "
    "Example: truce count my.deal.md my.ledger --by day,kind --since 2016-12-15T00:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--by", "parts", default="day,place,kind", show_default=True, help="Of day, place, kind, team, weapon.")
@click.option("--since", type=MOMENT, help="Only what began at this moment or later.")
@click.option("--until", type=MOMENT, help="Only what began before this moment.")
@click.option("--known-by", type=MOMENT, help="Only what was known by then.")
@click.option("--known-from", type=click.Choice(["recorded", "said"]), default="recorded", help="See truce status.")
@click.option("--to", "form", type=click.Choice(["csv"]), help="Write the rows as a table that truce import reads.")
@click.option("--out", type=click.Path(path_type=Path), help="The file of --to; the standard output where left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def count(
    deal: Path,
    ledger: Path,
    parts: str,
    since: datetime | None,
    until: datetime | None,
    known_by: datetime | None,
    known_from: "KnownFrom",
    form: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Sum the rows of the observation tables in LEDGER, each sum with the ids of its rows.

    A counted event is no breach: what the body of the deal decided stands in truce status, and no figure holds both.
    Live-fire exercises are summed apart; rows that repeat another row's events are named and not counted.
    """
    from trucekeeper.ledger.observations import to_table
    from trucekeeper.status.counts import counts

    zone = next((one.zone for one in deals_at(deal) if one.zone is not None), None)
    found = counts(
        entries_at(ledger),
        by=_by(parts),
        known_by=known_by or now(),
        known_from=known_from,
        span=Interval(since, until),
        zone=zone,
    )
    mark = practice_mark(ledger)
    if form is not None:
        click.echo("".join(mark), err=True, nl=bool(mark))
        _write(to_table((*found.rows, *found.doubled), zone), out)
    elif as_json:
        click.echo(json.dumps({"practice": bool(mark), **_shape(found, zone)}, ensure_ascii=False))
    else:
        click.echo("\n".join([*mark, *_lines(found, zone)]))


def _by(parts: str) -> "tuple[By, ...]":
    asked = tuple(part.strip() for part in parts.split(",") if part.strip())
    wrong = [part for part in asked if part not in PARTS]
    if wrong or not asked:
        raise click.BadParameter(f'"{(wrong or [parts])[0]}" is none of {", ".join(PARTS)}', param_hint="--by")
    return tuple(part for part in PARTS if part in asked)


def _write(table: str, out: Path | None) -> None:
    from trucekeeper.cli.outputs import write_whole

    if out is None:
        sys.stdout.buffer.write(table.encode())
    else:
        write_whole(out, table.encode())
        click.echo(f"written: {out}", err=True)


def _lines(found: "Counts", zone: ZoneInfo | None) -> list[str]:
    lines = [f"days in {zone.key if zone else 'UTC'}", *wrap(NO_RULING, WIDTH), ""]
    for one in found.totals:
        exercise = f" (and {one.exercise} of an exercise)" if one.exercise else ""
        lines += wrap(f"{one.number:>5}  {'  '.join(one.key)}{exercise}", WIDTH, subsequent_indent=" " * 7)
        lines += _folded(f"rows {', '.join(one.rows)}")
    exercise = f"; {found.exercise} of exercises" if found.exercise else ""
    lines += ["", f"{found.number} events in {len(found.rows)} rows{exercise}"]
    if found.doubled:
        told = ", ".join(f"{one.id} (in {one.same_as})" for one in found.doubled)
        lines += _folded(f"not counted again: {told}")
    return lines


def _folded(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=" " * 7, subsequent_indent=" " * 7)


def _shape(found: "Counts", zone: ZoneInfo | None) -> dict[str, object]:
    return {
        "zone": zone.key if zone else "UTC",
        "by": list(found.by),
        "events": found.number,
        "exercise_events": found.exercise,
        "totals": list(_totals(found.totals)),
        "not_counted_again": [{"row": one.id, "same_as": one.same_as} for one in found.doubled],
        "rows": [
            {"row": one.id, "number": one.number, "exercise": one.exercise, "start": iso(one.happened.start)}
            for one in found.rows
        ],
    }


def _totals(totals: "Iterable[Total]") -> Iterable[dict[str, object]]:
    for one in totals:
        yield {"key": list(one.key), "events": one.number, "exercise_events": one.exercise, "rows": list(one.rows)}
