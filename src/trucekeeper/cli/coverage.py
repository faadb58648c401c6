"""`truce coverage`: who could have seen what is said to have happened."""

import json
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.case import coverage_shape
from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, practice_mark
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, local

if TYPE_CHECKING:
    from trucekeeper.ledger.view import KnownFrom

WIDTH = 80
_NOT_THERE = {"refused": "was not let in", "place not told": "nobody wrote where it was"}


class NoTimeError(TruceError):
    """A stretch of time that ends before it begins."""

    def __init__(self, start: datetime, end: datetime) -> None:
        super().__init__(f"{iso(end)} is not later than {iso(start)}", "give the earlier moment with --from")


@click.command(
    epilog="Exit codes: 0 answered; 2 wrong use or unreadable input. Example: truce coverage my.deal.md my.ledger "
    "--place BRIDGE --from 2016-12-14T05:00+02:00 --to 2016-12-14T09:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--place", "places", required=True, multiple=True, help="An id, a name or an alias; may be repeated.")
@click.option("--from", "start", required=True, type=MOMENT, help="From when.")
@click.option("--to", "end", required=True, type=MOMENT, help="Until when, this moment not included.")
@click.option("--known-by", type=MOMENT, help="Only what was known by then.")
@click.option("--known-from", type=click.Choice(["recorded", "said"]), default="recorded", help="See truce status.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def coverage(
    deal: Path,
    ledger: Path,
    places: tuple[str, ...],
    start: datetime,
    end: datetime,
    known_by: datetime | None,
    known_from: "KnownFrom",
    as_json: bool,
) -> None:
    """Say who could have seen a place in a stretch of time, who was refused, and when nobody was there.

    Silence counts only where an observer was present. Nothing here says what happened.
    """
    from trucekeeper.cli.brief import judged
    from trucekeeper.cli.inputs import now
    from trucekeeper.ledger.record import Happened, Spot
    from trucekeeper.status.coverage import coverage as covered
    from trucekeeper.status.engine import status

    if end <= start:
        raise NoTimeError(start, end)
    deals, entries, cut_off = deals_at(deal), entries_at(ledger), known_by or now()
    # Places are those of the text that was agreed last by then.
    text = judged(deals, status(deals, entries, at=start, known_by=cut_off, known_from=known_from))
    found = covered(
        text,
        entries,
        [Spot(place=one) for one in places],
        Happened(start=start, end=end),
        known_by=cut_off,
        known_from=known_from,
    )
    mark = practice_mark(ledger)
    if as_json:
        click.echo(json.dumps({"practice": bool(mark), **coverage_shape(found)}, ensure_ascii=False))
        return
    lines = mark + wrap(f"{', '.join(places)}, {local(start, text.zone)} to {local(end, text.zone)}", WIDTH)
    for one in found.watches:
        span = f"{local(one.start, text.zone)} to {local(one.end, text.zone)}"
        what = (
            f"saw {', '.join(one.saw)}"
            if one.saw
            else "recorded nothing of it"
            if one.silent
            else _NOT_THERE[one.standing]
        )
        by = f" by {one.refused_by}" if one.refused_by else ""
        lines += _folded(f"{one.team} ({one.means}), {one.outcome}{by}, {span}: {what} [{one.record}]")
    lines += [
        line
        for gap, until in found.gaps
        for line in _folded(f"nobody: {local(gap, text.zone)} to {local(until, text.zone)}")
    ]
    click.echo("\n".join(lines))


def _folded(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
