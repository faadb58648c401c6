"""`truce brief`: the daily report, for one audience, as one file."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import click

from trucekeeper.cli.draw import read_borders
from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, now, say_if_nothing_known
from trucekeeper.cli.outputs import Written, write_whole
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.view import KnownFrom
from trucekeeper.status.verdict import Status

DAY = timedelta(days=1)


class PeriodError(TruceError):
    """A period that ends before it begins."""

    def __init__(self, since: datetime, at: datetime) -> None:
        super().__init__(
            f"the report is for {iso(at)}, and the period before it would begin at {iso(since)}, which is not earlier",
            "give a --since before --at, or leave it out: then it is a day earlier",
        )


@click.command(
    epilog="Exit codes: 0 written; 2 wrong use, unreadable input, or a file that would be written over. Example: "
    "truce brief my.deal.md my.ledger --at 2016-12-14T20:00+02:00 --audience public --out 14dec.html"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--at", type=MOMENT, help="The moment reported on; now where left out.")
@click.option("--known-by", type=MOMENT, help="The cut-off: only what was known by then counts; --at where left out.")
@click.option(
    "--known-from",
    type=click.Choice(["recorded", "said"]),
    default="recorded",
    help="Known since it was recorded here, or since its source said it (for an archive entered afterwards).",
)
@click.option("--since", type=MOMENT, help="Compare with this moment; a day before --at where left out.")
@click.option("--audience", required=True, metavar="WHO", help="public, partner, party:ID or internal.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The file; its ending decides the form: .html, .md, .pdf or .docx.",
)
@click.option("--borders", type=click.Path(path_type=Path), help="GeoJSON with lines to draw under the map.")
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", help="Of the report's own words.")
@click.option("--practice", is_flag=True, help="An exercise: every page says so (always for a practice ledger).")
@click.option("--force", is_flag=True, help="Write over a file that holds something else.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on what was written.")
def brief(
    deal: Path,
    ledger: Path,
    at: datetime | None,
    known_by: datetime | None,
    known_from: KnownFrom,
    since: datetime | None,
    audience: str,
    out: Path,
    borders: Path | None,
    language: str,
    practice: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write the daily report on DEAL by the records of LEDGER.

    DEAL is a deal file, or a folder with all versions. LEDGER is a ledger, or a file of records in JSONL. The file is
    written whole or not at all; a file that holds something else is not written over without --force.
    """
    from trucekeeper.brief.audience import audience as reader_of
    from trucekeeper.brief.content import daily
    from trucekeeper.brief.formats import writer

    write = writer(out.name)
    deals, entries = deals_at(deal), entries_at(ledger)
    moment = at or now()
    cut_off = known_by or moment
    earlier = since or moment - DAY
    if earlier >= moment:
        raise PeriodError(earlier, moment)
    before, today = both(deals, entries, (earlier, cut_off - (moment - earlier)), (moment, cut_off), known_from)
    text = judged(deals, today)
    seal, exercise = chain_of(ledger)
    report = daily(
        text,
        entries,
        today,
        audience=reader_of(audience, text),
        before=before,
        practice=practice or exercise,
        seal=seal,
        borders=read_borders(borders),
        language=language,
    )
    done = write_whole(out, write(report), force=force)
    known = report.known
    say_if_nothing_known(entries, cut_off, known_from)
    click.echo(json.dumps(_shape(done, today, audience, known)) if as_json else _told(done))


def both(
    deals: Sequence[Deal],
    entries: Iterable[Entry],
    earlier: tuple[datetime, datetime],
    later: tuple[datetime, datetime],
    known_from: KnownFrom,
) -> tuple[Status, Status]:
    """How a deal stood and how it stands, the ledger gone through once.

    Each moment comes with the one by which it was known.
    """
    from trucekeeper.status.running import Running

    running = Running(deals, known_from=known_from)
    running.add(entries)
    before = running.status(at=earlier[0], known_by=earlier[1])
    return before, running.status(at=later[0], known_by=later[1])


def judged(deals: Sequence[Deal], answer: Status) -> Deal:
    """The text that an answer is about: the one of that version, else the first."""
    from trucekeeper.status.whole import version_of

    return next((one for one in deals if version_of(one) == answer.deal.version), deals[0])


def chain_of(ledger: Path) -> tuple[tuple[int, str] | None, bool]:
    """Where the chain stands, and whether it is a practice ledger; a file of records has no chain."""
    if ledger.suffix == ".jsonl":
        return None, False
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        newest = store.newest()
        return (newest.position, newest.seal.hex()), store.practice


def _told(done: Written) -> str:
    state = "written" if done.new else "there already, unchanged"
    return f"{done.path} ({done.size:,} bytes, {state})\nsha256 {done.sha256}"


def _shape(done: Written, answer: Status, audience: str, known: int) -> dict[str, object]:
    return {
        "file": str(done.path),
        "sha256": done.sha256,
        "bytes": done.size,
        "new": done.new,
        "at": iso(answer.at),
        "known_by": iso(answer.known_by),
        "known_from": answer.known_from,
        "audience": audience,
        "records": known,
    }
