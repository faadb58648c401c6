"""`truce handover`: what the next shift must know."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.case import due_shape
from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, now, practice_mark
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, local

if TYPE_CHECKING:
    from trucekeeper.ledger.view import KnownFrom
    from trucekeeper.status.handover import Handover

WIDTH = 80


class NoShiftError(TruceError):
    """A shift that ends before it begins."""

    def __init__(self, since: datetime, at: datetime) -> None:
        super().__init__(f"the shift begins at {iso(since)} and ends at {iso(at)}", "give --since the earlier moment")


@click.command(
    epilog="Exit codes: 0 shown; 2 wrong use or unreadable input. "
    "Example: truce handover my.deal.md my.ledger --since 2016-12-15T08:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--since", required=True, type=MOMENT, help="When the shift began.")
@click.option("--at", type=MOMENT, help="When it ends; now if left out.")
@click.option("--hours", type=click.IntRange(1, 720), default=24, show_default=True, help="How far to look ahead.")
@click.option("--known-from", type=click.Choice(["recorded", "said"]), default="recorded", help="See truce status.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def handover(
    deal: Path,
    ledger: Path,
    since: datetime,
    at: datetime | None,
    hours: int,
    known_from: "KnownFrom",
    as_json: bool,
) -> None:
    """Say what changed since the shift began, what is promised by when, which cases are open, what is due next."""
    from trucekeeper.status.handover import handover as handed

    at = at or now()
    if at <= since:
        raise NoShiftError(since, at)
    deals = deals_at(deal)
    found = handed(deals, entries_at(ledger), since=since, at=at, known_from=known_from, horizon=timedelta(hours=hours))
    zone = next((one.zone for one in deals if one.zone is not None), None)
    mark = practice_mark(ledger)
    if as_json:
        click.echo(json.dumps({"practice": bool(mark), **_shape(found)}, ensure_ascii=False))
    else:
        click.echo("\n".join([*mark, *_lines(found, zone, hours)]))


def _folded(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _by(at: datetime | None, late: bool, zone: ZoneInfo | None) -> str:
    return "no moment named" if at is None else f"by {local(at, zone)}{', late' if late else ''}"


def _lines(found: "Handover", zone: ZoneInfo | None, hours: int) -> list[str]:
    seen = found.learnt
    lines = [f"Shift {local(seen.since, zone)} to {local(seen.until, zone)}", ""]
    lines.append(f"Changed ({len(seen.entries)} records came in)")
    if seen.deal_before != seen.deal_after:
        lines += _folded(f"the deal: {seen.deal_before} -> {seen.deal_after}".replace("_", " "))
    for one in seen.changes:
        before, after = (
            f"{cell.stage}, {cell.finding}".replace("_", " ") if cell is not None else "not in the text"
            for cell in (one.before, one.after)
        )
        lines += _folded(f"{one.clause} {one.side}: {before} -> {after} ({', '.join(one.because)})")
    if not seen.changes and seen.deal_before == seen.deal_after:
        lines.append("  no stage and no finding")
    lines += ["", "Promised"]
    for each in found.promises:
        to = f" to {each.to}" if each.to else ""
        lines += _folded(f"{each.who}{to}: {each.what} ({_by(each.by, each.late, zone)}) [{each.record}]")
    lines += ["  nothing that nobody has answered"] if not found.promises else []
    lines += ["", "Due from others and from us"]
    for due in found.due:
        case = f"{due.case}: " if due.case else ""
        lines += _folded(f"{case}{due.who}: {due.what} ({_by(due.by, due.late, zone)})")
    lines += ["  nothing"] if not found.due else []
    lines += ["", "Open cases"]
    for case_ in found.open_cases:
        about = ", ".join(part for part in (case_.clause, case_.incident) if part)
        lines += _folded(f"{case_.reference}, {case_.stage}: {about or 'tied to no clause yet'}")
    lines += ["  none"] if not found.open_cases else []
    lines += ["", f"The deal sets, next {hours} hours"]
    for moment in found.ahead:
        lines += _folded(f"{local(moment.at, zone)}  {moment.clause} {moment.what} ({moment.side})")
    lines += ["  nothing"] if not found.ahead else []
    return lines


def _shape(found: "Handover") -> dict[str, Any]:
    seen = found.learnt
    return {
        "since": iso(seen.since),
        "at": iso(seen.until),
        "records": [one.record.id for one in seen.entries],
        "changes": [{"clause": one.clause, "side": one.side, "because": list(one.because)} for one in seen.changes],
        "promises": [
            {
                "who": one.who,
                "to": one.to,
                "what": one.what,
                "by": None if one.by is None else iso(one.by),
                "late": one.late,
                "record": one.record,
            }
            for one in found.promises
        ],
        "due": [due_shape(one) for one in found.due],
        "open_cases": [
            {"reference": one.reference, "stage": one.stage, "clause": one.clause, "incident": one.incident}
            for one in found.open_cases
        ],
        "ahead": [{"at": iso(one.at), "what": one.what, "clause": one.clause, "side": one.side} for one in found.ahead],
    }
