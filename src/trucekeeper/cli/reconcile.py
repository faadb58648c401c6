"""`truce reconcile`: everybody who was listed, by where they are now; nobody is lost silently."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.inputs import MOMENT, entries_at, now

if TYPE_CHECKING:
    from trucekeeper.exchange.reconcile import Account, Disagreement


@click.command(
    epilog="Exit codes: 0 all accounted for; 1 somebody is missing, unaccounted for or on no list, or counts differ; "
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
    from trucekeeper.exchange.reconcile import totals
    from trucekeeper.ledger.view import view

    moment = at or now()
    entries = view(entries_at(ledger), known_by=known_by or max(moment, now()))
    accounts, differ = accounts_of([entry.record for entry in entries], at=moment)
    if as_json:
        shape = {
            "accounts": [asdict(one) for one in accounts],
            "totals": [asdict(one) for one in totals(accounts)],
            "disagreements": [asdict(one) for one in differ],
        }
        click.echo(json.dumps(shape, ensure_ascii=False))
    else:
        click.echo("\n".join(told(accounts, differ)))
    return 1 if differ or any(one.unaccounted or one.beyond or one.ended.get("missing") for one in accounts) else 0


def told(accounts: "tuple[Account, ...]", differ: "tuple[Disagreement, ...]") -> list[str]:
    """The accounts for a terminal of 80 columns."""
    if not accounts:
        return ["No movement of people is recorded."]
    from trucekeeper.exchange.reconcile import totals

    lines = [f"{'convoy':<9}{'category':<10}{'source (side)':<22}{'listed':>8}{'ended':>8}{'on way':>8}{'unacc.':>8}"]
    for one in accounts:
        lines += _row(one, one.convoy or "-")
    over = totals(accounts)
    if over:
        lines += ["", "Over all convoys, each source on its own"]
    for one in over:
        lines += _row(one, "all")
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
        if one.beyond:
            lines += [
                "",
                f"{one.beyond:,} people more than listed are counted of {one.convoy or 'those counted'} "
                f"({one.source}).",
            ]
    return lines


def _row(one: "Account", name: str) -> list[str]:
    """One account: its sum, and below it where the journeys ended."""
    listed = "-" if one.listed is None else f"{one.listed:,}"
    source = f"{one.source[: max(8, 18 - len(one.side))]} ({one.side})"
    row = (
        f"{name[:8]:<9}{(one.category or 'all')[:9]:<10}{source[:21]:<22}{listed:>8}"
        f"{sum(one.ended.values()):>8,}{one.on_the_way:>8,}{one.unaccounted:>8,}"
    )
    ended = ", ".join(f"{number:,} {event}" for event, number in one.ended.items())
    return [row, *wrap(ended, 80, initial_indent="         ", subsequent_indent="         ")]
