"""`truce status`: how a deal stands at a moment, as far as was known by another."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.inputs import (
    MOMENT,
    as_said,
    deals_at,
    entries_at,
    now,
    practice_mark,
    records_at,
    say_if_nothing_known,
)
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import local, utc
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.view import KnownFrom
from trucekeeper.status.verdict import ClauseVerdict, QuestionVerdict, Status

WIDTH = 80
#: Stands where nobody is recorded to have agreed to the text: a draft binds nobody.
UNBOUND = "It binds nobody yet: stages and findings are told as they would be if it were in force."


class NotSupposedError(TruceError):
    """A record given to --suppose that does not say of itself that it is invented."""

    def __init__(self, file: str, id: str) -> None:
        super().__init__(
            f'{file}: record "{id}" is not marked as supposed, so it could be mistaken for one that somebody made',
            'add "suppose": true to it, or enter it with truce record',
        )


class NoSuchClauseError(TruceError):
    """A clause that the text judged does not have."""

    def __init__(self, clause: str, version: str, known: Sequence[str]) -> None:
        super().__init__(f'"{clause}" is no clause of {version}', f"its clauses are {', '.join(known)}")


@click.command(
    epilog="Exit codes: 0 answered; 2 wrong use or unreadable input. "
    "Example: truce status my.deal.md my.ledger --at 2016-12-14T14:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--at", type=MOMENT, help="The moment asked about; now where left out.")
@click.option("--known-by", type=MOMENT, help="Only what was known by then counts; --at where left out.")
@click.option(
    "--known-from",
    type=click.Choice(["recorded", "said"]),
    default="recorded",
    help="Known since it was recorded here, or since its source said it (for an archive entered afterwards).",
)
@click.option(
    "--suppose", type=click.Path(path_type=Path), help="Invented records (JSONL) to see what they would change."
)
@click.option("--why", metavar="CLAUSE", help="Show both sides of every question about one clause.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def status(
    deal: Path,
    ledger: Path,
    at: datetime | None,
    known_by: datetime | None,
    known_from: KnownFrom,
    suppose: Path | None,
    why: str | None,
    as_json: bool,
) -> None:
    """Say how DEAL stands by the records of LEDGER, clause by clause, and why.

    DEAL is a deal file, or a folder with all versions, of which the one agreed last by then is judged. What was
    recorded after --at does not count; with a later --known-by, that moment is seen as it is known then.
    LEDGER is a ledger, or a file of records in JSONL. Nothing is written.
    """
    from trucekeeper.status.engine import status as judge
    from trucekeeper.status.shape import shape

    deals = deals_at(deal)
    entries = entries_at(ledger)
    if suppose is not None:
        entries = [*entries, *_supposed(suppose, len(entries))]
    moment = at or now()
    cut_off = known_by or moment
    say_if_nothing_known(entries, cut_off, known_from)
    answer = judge(deals, entries, at=moment, known_by=cut_off, known_from=known_from)
    if as_json:
        click.echo(json.dumps(shape(answer), ensure_ascii=False))
        return
    zone = next((one.zone for one in deals if one.zone is not None), None)
    lines = told(answer, entries, zone) if why is None else why_told(answer, why, entries, deals, zone)
    click.echo("\n".join([*practice_mark(ledger), *lines]))


def _supposed(path: Path, after: int) -> list[Entry]:
    """Invented records; each must say of itself that it is."""
    records = records_at(path)
    for one in records:
        if not getattr(one, "suppose", False):
            raise NotSupposedError(str(path), one.id)
    return as_said(records, after)


def told(answer: Status, entries: Sequence[Entry], zone: ZoneInfo | None) -> list[str]:
    """The answer for a terminal of 80 columns."""
    known = {"recorded": "as recorded", "said": "as published"}[answer.known_from]
    lines = [f"{answer.deal.version} at {local(answer.at, zone)} ({utc(answer.at)})"]
    lines += [f"known by {local(answer.known_by, zone)}, {known}", ""]
    if answer.supposed:
        lines += [*_folded("SUPPOSED: ", f"rests on invented records {', '.join(answer.supposed)}", 0), ""]
    lines += _folded(f"The deal: {_words(answer.deal.stage)}. ", answer.deal.reason, 2)
    lines += [f"  {line}" for line in wrap(UNBOUND, WIDTH - 2)] if answer.deal.stage in {"draft", "offered"} else []
    lines += ["", _row("clause", "side", "label", "stage", "finding")]
    lines += [_row(one.clause, one.side, one.label, one.stage, one.finding) for one in answer.clauses]
    lines += ["", "Why"]
    for one in answer.clauses:
        lines += _folded(f"{one.clause} {one.side}: ", one.reason, 2)
    lines += _section("Stops", [one.reason for one in answer.holds if one.ended_at is None])
    lines += _section("Exposure", [one.reason for one in answer.exposure])
    lines += _section("Asked for", [_demand(one.by, one.asks, one.record, one.agreed_by) for one in answer.demands])
    by_id: dict[str, Any] = {entry.record.id: entry.record for entry in entries}
    positions = [f"{by_id[id].speaker} {by_id[id].words} ({id})" for id in answer.positions]
    lines += _section("Positions of third parties, no evidence", positions)
    unknown = [f"{clause}: {', '.join(ids)}" for clause, ids in answer.unknown_clauses]
    lines += _section("Records on clauses that this text does not have", unknown)
    others = [f"{name}: {count:,}" for name, count in answer.other_deals]
    return lines + _section("Records of other deals in this ledger, which do not count here", others)


def why_told(
    answer: Status, clause: str, entries: Sequence[Entry], deals: Sequence[Deal], zone: ZoneInfo | None
) -> list[str]:
    """Both sides of every question about one clause, each statement with its words and when it was said."""
    found = [one for one in answer.clauses if one.clause == clause]
    if not found:
        raise NoSuchClauseError(clause, answer.deal.version, sorted({one.clause for one in answer.clauses}))
    by_id: dict[str, Any] = {entry.record.id: entry.record for entry in entries}
    owed = next((one.do for deal in deals for one in deal.clauses if one.id == clause and one.do), "")
    lines = _folded(f"{clause}: ", owed, 2)
    for one in found:
        lines += ["", *_folded(f"{one.side}: {_words(one.label)}. ", one.reason, 2)]
        for ask in one.questions:
            lines += _question(ask, by_id, zone)
        lines += _counts(one, zone)
    return lines


def _question(ask: QuestionVerdict, by_id: dict[str, Any], zone: ZoneInfo | None) -> list[str]:
    lines = ["", f'  "{ask.incident}": {_words(ask.finding)}']
    for answer, ids in (("yes", ask.yes), ("no", ask.no)):
        lines.append(f"    {answer}:" if ids else f"    {answer}: nobody")
        for id in ids:
            lines += _statement(by_id[id], zone)
    return lines


def _statement(record: Any, zone: ZoneInfo | None) -> list[str]:
    who = f"{record.id} {record.speaker} ({record.side}), {record.basis}, said {local(record.said_at, zone)}"
    lines = [f"      {line}" for line in wrap(who, WIDTH - 6)]
    return lines + [f"        {line}" for line in wrap(record.words, WIDTH - 8)]


def _counts(one: ClauseVerdict, zone: ZoneInfo | None) -> list[str]:
    lines = ["", "  counted, by source:"] if one.progress else []
    for count in one.progress:
        high = "or more" if count.high is None else f"to {count.high:,}" if count.high != count.low else ""
        number = " ".join(part for part in (f"{count.low:,}", high, count.unit, count.event) if part)
        lines += [f"    {line}" for line in wrap(f"{number}, {count.by} ({', '.join(count.records)})", WIDTH - 4)]
    return lines


def _demand(by: str, asks: str, record: str, agreed_by: Sequence[str]) -> str:
    agreed = f"agreed by {', '.join(agreed_by)}" if agreed_by else "nobody has agreed"
    return f"{by} asks {asks} ({record}); {agreed}"


def _row(*cells: object) -> str:
    widths = (10, 14, 16, 16, 14)
    return "".join(f"{_words(cell):<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _section(title: str, several: Sequence[str]) -> list[str]:
    if not several:
        return []
    return ["", title, *(line for one in several for line in _folded("", one, 2))]


def _folded(head: str, text: str, indent: int) -> list[str]:
    return wrap(f"{head}{text}", WIDTH, subsequent_indent=" " * indent) or [head.rstrip()]


def _words(token: object) -> str:
    return str(token).replace("_", " ")
