"""`truce duplicates`: records that may speak of the same thing, for a person to decide."""

import json
from datetime import datetime
from pathlib import Path
from textwrap import wrap

import click

from trucekeeper.cli.inputs import MOMENT, entries_at, now, practice_mark

WIDTH = 80


@click.command(
    epilog="Exit codes: 0 shown; 2 wrong use or a ledger that cannot be read. Example: truce duplicates my.ledger"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--known-by", type=MOMENT, help="Only what was recorded by then.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a pair, one a line.")
def duplicates(ledger: Path, known_by: datetime | None, as_json: bool) -> None:
    """List pairs of records in LEDGER that may be the same, and why. Nothing is ever merged by itself."""
    from trucekeeper.ledger.alike import alike
    from trucekeeper.ledger.view import view

    found = alike(view(entries_at(ledger), known_by=known_by or now()))
    for line in () if as_json else practice_mark(ledger):
        click.echo(line)
    for one in found:
        if as_json:
            told = {"first": one.first, "second": one.second, "why": one.why, "instead": one.instead}
            click.echo(json.dumps(told, ensure_ascii=False))
            continue
        click.echo(f"{one.first}  {one.second}"[:WIDTH])
        click.echo("\n".join(wrap(one.why, WIDTH, initial_indent="  ", subsequent_indent="  ")))
        same = wrap(f"if they are the same: {one.instead}", WIDTH, initial_indent="  ", subsequent_indent="    ")
        click.echo("\n".join(same))
    click.echo(f"{len(found)} {'pair' if len(found) == 1 else 'pairs'}; nothing was merged", err=True)
