"""`truce reconcile`: everybody who was listed, by where they are now; nobody is lost silently."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.inputs import MOMENT, entries_at, now

if TYPE_CHECKING:
    from trucekeeper.exchange.reconcile import Account, Disagreement


@click.command(
    epilog="Exit codes: 0 all accounted for; 1 somebody is missing or unaccounted for, or counts differ; "
    "2 wrong use or unreadable input. Example: truce reconcile my.ledger --at 2016-12-23T00:00+02:00"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--at", type=MOMENT, help="The moment asked about; now where left out.")
@click.option("--known-by", type=MOMENT, help="Only what was known by then counts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def reconcile(ledger: Path, at: datetime | None, known_by: datetime | None, as_json: bool) -> int:
    """Account for everybody in the movements of LEDGER, by convoy and category.

    Listed = arrived + refused + turned back + returned + died + missing + still
    on the way. Each source is counted on its own; the sides' counts stand beside
    each other and are never added up.
    """
    from trucekeeper.exchange.reconcile import reconcile as accounts_of
    from trucekeeper.ledger.view import view

    moment = at or now()
    entries = view(entries_at(ledger), known_by=known_by or max(moment, now()))
    accounts, differ = accounts_of([entry.record for entry in entries], at=moment)
    if as_json:
        shape = {"accounts": [asdict(one) for one in accounts], "disagreements": [asdict(one) for one in differ]}
        click.echo(json.dumps(shape, ensure_ascii=False))
    else:
        click.echo("\n".join(told(accounts, differ)))
    return 1 if differ or any(one.unaccounted or one.ended.get("missing") for one in accounts) else 0


def told(accounts: "tuple[Account, ...]", differ: "tuple[Disagreement, ...]") -> list[str]:
    """The accounts for a terminal of 80 columns."""
    if not accounts:
        return ["No movement of people is recorded."]
    lines = [f"{'convoy':<9}{'category':<10}{'source':<22}{'listed':>8}{'ended':>8}{'on way':>8}{'unacc.':>8}"]
    for one in accounts:
        listed = "-" if one.listed is None else f"{one.listed:,}"
        lines.append(
            f"{(one.convoy or '-')[:8]:<9}{(one.category or 'all')[:9]:<10}{one.source[:21]:<22}{listed:>8}"
            f"{sum(one.ended.values()):>8,}{one.on_the_way:>8,}{one.unaccounted:>8,}"
        )
        if one.ended:
            lines.append("         " + ", ".join(f"{number:,} {event}" for event, number in one.ended.items()))
    for apart in differ:
        counts = "; ".join(f"{source} ({side}): {number:,}" for source, side, number in apart.counts)
        name = " ".join(part for part in (apart.convoy, apart.category) if part) or "all together"
        lines += ["", f"Counts differ on {name}, {apart.event}:", f"  {counts}"]
    for one in accounts:
        if one.unaccounted:
            lines += [
                "",
                f"{one.unaccounted:,} people of {one.convoy or 'those counted'} set out and are counted nowhere "
                f"({one.source}).",
            ]
    return lines
