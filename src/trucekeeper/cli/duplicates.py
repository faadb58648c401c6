"""`truce duplicates`: records that may speak of the same thing, for a person to decide."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.inputs import MOMENT, entries_at, now, practice_mark

if TYPE_CHECKING:
    from trucekeeper.ledger.alike import Alike
    from trucekeeper.ledger.record import Entry

WIDTH = 80


@click.command(
    epilog="Exit codes: 0 shown; 2 wrong use or a ledger that cannot be read. Example: truce duplicates my.ledger"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--known-by", type=MOMENT, help="Only what was recorded by then.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a pair, one a line.")
def duplicates(ledger: Path, known_by: datetime | None, as_json: bool) -> None:
    """List pairs of records in LEDGER that may be the same, and why. Nothing is ever merged by itself.

    Reports that tell the same story in the same words come first: ten papers with one wire are one origin (rule R2).
    """
    from trucekeeper.ledger.alike import alike
    from trucekeeper.ledger.view import view

    known = view(entries_at(ledger), known_by=known_by or now())
    found = [*told_again(ledger, known), *alike(known)]
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


def told_again(ledger: Path, entries: "Sequence[Entry]") -> "Iterator[Alike]":
    """Sources whose text is told again by another, with what to write of the claims that come from both."""
    from trucekeeper.ledger.alike import Alike, in_both
    from trucekeeper.ledger.record import Source
    from trucekeeper.ledger.retold import retold
    from trucekeeper.ledger.stores import opened

    if ledger.suffix == ".jsonl":
        return  # a file of records has no texts beside it
    with opened(ledger) as store:
        sources = [one.record for one in entries if isinstance(one.record, Source)]
        kept = ((one.id, store.document(one.text_sha256)) for one in sources)
        texts = ((id, text.decode("utf-8", "replace")) for id, text in kept if text is not None)
        for one in retold(entries, texts):
            pairs = in_both(entries, one.first, one.second)
            instead = "; ".join(f"correction corrects={b} changes.relays={a}" for a, b in pairs)
            ask = f"confirm what {one.second} says with --repeats and the record of {one.first}"
            yield Alike(one.first, one.second, one.why, f'{instead} reason="one wire"' if instead else ask)
