"""`truce export`: the records of a ledger for other programs, and the whole ledger for whoever wants to verify it."""

import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from trucekeeper.cli.inputs import MOMENT, PRACTICE, now

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Entry
    from trucekeeper.ledger.store import Store

    Keep = Callable[[tuple[Entry, ...], datetime], tuple[Entry, ...]]

Format = Literal["jsonl", "csv", "hxl", "geojson", "records", "xlsx"]

#: Up to so many records the note of an export names each by its id; beyond, the file's hash says what was in it.
NAMED: Final = 2_000


@click.command(
    epilog="Exit codes: 0 written; 2 wrong use or a ledger that cannot be read. "
    "Example: truce export my.ledger --to csv --out day.csv"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(["jsonl", "records", "csv", "hxl", "geojson", "xlsx"]),
    help="jsonl: every entry with seal, salts and texts (docs/verify.md). The others give the records as they stand "
    "after corrections; truce import reads all of them. hxl is csv with tags.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The file; the standard output where left out.")
@click.option("--as", "who", help="Note in the ledger that this was exported, by whom, with the file's hash.")
@click.option("--known-by", type=MOMENT, help="Only what was recorded by then.")
@click.option(
    "--audience",
    metavar="WHO",
    help="Only what public, partner or party:ID may have (docs/reference/audiences.md); needs --deal.",
)
@click.option("--deal", type=click.Path(path_type=Path), help="For --audience: the deal, for its parties and places.")
@click.option("--as-entered", is_flag=True, help="Every entry as it was entered, corrections apart; not for jsonl.")
def export(
    ledger: Path,
    form: Format,
    out: Path | None,
    who: str | None,
    known_by: datetime | None,
    audience: str | None,
    deal: Path | None,
    as_entered: bool,
) -> None:
    """Write the records of LEDGER in an open format.

    All names in it are written out, unless --audience says who will read it.
    """
    from trucekeeper.ledger.stores import opened

    if audience is not None and (form == "jsonl" or as_entered or deal is None):
        raise click.UsageError(
            "--audience needs --deal, and gives records as they stand: neither --to jsonl, whose sealed lines hold "
            "everything, nor --as-entered"
        )
    if form == "jsonl" and (known_by is not None or as_entered):
        raise click.UsageError("--to jsonl writes the whole chain, or nobody could verify it: leave the rest out")
    with opened(ledger) as store:
        keep = None if audience is None or deal is None else _keeper(audience, deal)
        written, ids = _bytes(store, form, known_by, as_entered, keep)
        if store.practice:
            click.echo(PRACTICE, err=True)
        if out is None:
            sys.stdout.buffer.write(written)
        else:
            out.write_bytes(written)
            click.echo(f"written: {out}", err=True)
        if who is not None:
            _note(store, f"{form} for {audience}" if audience else form, written, who, ids)


def _note(store: "Store", form: str, written: bytes, who: str, ids: tuple[str, ...]) -> None:
    from trucekeeper.ledger.record import Batch

    name = sha256(written).hexdigest()
    id = f"export after entry {store.newest().position}"
    store.append([Batch(id=id, direction="out", format=form, file_sha256=name, ids=ids)], who)
    click.echo(f"noted as {id}; file SHA-256 {name}", err=True)


def _keeper(audience: str, deal: Path) -> "Keep":
    """Leaves out of entries what an audience may not have, and says how many there were."""
    from trucekeeper.brief.audience import audience as reader_of
    from trucekeeper.brief.redact import redacted
    from trucekeeper.cli.inputs import deals_at

    deals = deals_at(deal)
    reader = reader_of(audience, deals[0])

    def keep(entries: tuple["Entry", ...], at: datetime) -> tuple["Entry", ...]:
        given = redacted(entries, reader, deals, at)
        click.echo(f"for {reader}: {len(given.entries)} records, {given.left_out} left out", err=True)
        return given.entries

    return keep


def _bytes(
    store: "Store", form: Format, known_by: datetime | None, as_entered: bool, keep: "Keep | None" = None
) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the ids of what is in it, where they are not too many to be noted."""
    from trucekeeper.ledger.archive import archive_lines
    from trucekeeper.ledger.codec import write_jsonl
    from trucekeeper.ledger.geojson import to_geojson
    from trucekeeper.ledger.table import to_csv
    from trucekeeper.ledger.view import view
    from trucekeeper.ledger.workbook import to_xlsx

    if form == "jsonl":
        return "".join(f"{line}\n" for line in archive_lines(store.rows(), store.salts())).encode(), ()
    entries = store.entries()
    last = known_by or max((entry.recorded_at for entry in entries), default=None)
    if last is not None:
        entries = tuple(e for e in entries if e.recorded_at <= last) if as_entered else view(entries, known_by=last)
    if keep is not None and last is not None:
        entries = keep(entries, known_by or now())
    ids = tuple(entry.record.id for entry in entries) if len(entries) <= NAMED else ()
    if form == "records":
        return write_jsonl(entry.record for entry in entries).encode(), ids
    if form == "xlsx":
        return to_xlsx(entries, practice=store.practice), ids
    text = (
        to_geojson(entries, practice=store.practice)
        if form == "geojson"
        else to_csv(entries, hxl=form == "hxl", practice=store.practice)
    )
    return text.encode(), ids
