"""`truce import`: a file of records into a ledger, as one batch that can be taken back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.import_.formats import MODULES, format_named
from trucekeeper.cli.inputs import deal_at
from trucekeeper.cli.main import WRONG_USE
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.codec import Read
    from trucekeeper.ledger.record import Batch, Record
    from trucekeeper.ledger.store import Store

Fate = Literal["taken", "there already", "refused"]


class NoSuchBatchError(TruceError):
    """A batch that the ledger does not hold, or that was taken back before."""

    def __init__(self, id: str, known: Sequence[str], undone: bool) -> None:
        why = "was taken back already" if undone else "is no import of this ledger"
        listed = ", ".join(known[-5:]) or "none"
        super().__init__(f'"{id}" {why}, so nothing was changed', f"imports that stand: {listed}")


class NothingInFileError(TruceError):
    """A file without a single record."""

    def __init__(self, name: str, format: str) -> None:
        super().__init__(f"{name} holds no record in the format {format}", "look at the format and at the header")


@dataclass(frozen=True, slots=True)
class _Row:
    """What happened to one row of a file."""

    line: int
    id: str
    fate: Fate
    why: str = ""
    help: str | None = None


@click.command(
    epilog="Exit codes: 0 taken; 2 refused, and then nothing is written. "
    "Example: truce import observations night.csv --into my.ledger --as desk --deal my.deal.md --dry-run"
)
@click.argument("format", type=click.Choice([*MODULES, "undo"]))
@click.argument("file")
@click.option("--into", "ledger", required=True, type=click.Path(path_type=Path), help="The ledger; made when missing.")
@click.option("--as", "who", required=True, help="Who imports it: a role or a code name.")
@click.option(
    "--deal", type=click.Path(path_type=Path), help="The deal whose zone is meant by times without an offset."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen to each row; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with a report of every row.")
def command(format: str, file: str, ledger: Path, who: str, deal: Path | None, dry_run: bool, as_json: bool) -> int:
    """Read FILE in FORMAT and enter its records as one batch, all of them or none.

    A record that the ledger holds already with the same content is passed over, so a file may come twice. One with the
    same id and another content is refused. `truce import undo BATCH` takes a batch back: its records count for nothing
    from then on, and stay readable.
    """
    from trucekeeper.ledger.stores import opened, opened_or_empty

    if format == "undo":
        return _undo(file, ledger, who, dry_run, as_json)
    raw = bytes_of(Path(file))
    read = format_named(format).read(raw, file, deal_at(deal).zone if deal is not None else None)
    if not read.records and not read.findings:
        raise NothingInFileError(file, format)
    with opened_or_empty(ledger) as store:
        rows = tuple(_fates(read, store))
    refused = any(row.fate == "refused" for row in rows)
    batch = ""
    if not refused and not dry_run:
        with opened(ledger, create=True) as store:
            batch = _take(read, rows, store, format, sha256(raw).hexdigest(), who)
    _report(rows, batch, dry_run, as_json, file)
    return WRONG_USE if refused else 0


def _fates(read: "Read", store: "Store") -> Iterator[_Row]:
    """What would happen to each row, in the order of the file."""
    from trucekeeper.ledger.admit import refusals
    from trucekeeper.ledger.codec import flat

    rows = [_Row(one.at.line, "", "refused", f"{one.code} {one.message}", one.help) for one in read.findings]
    there = {one.id: entry.record for one in read.records if (entry := store.entry(one.id)) is not None}
    new = [(line, one) for line, one in zip(read.lines, read.records, strict=True) if one.id not in there]
    wrong = {one.place: one for one in reversed(refusals([one for _, one in new], store))}
    for place, (line, one) in enumerate(new):
        why = wrong.get(place)
        told = f"{why.code} {why.message}" if why is not None else ""
        rows.append(_Row(line, one.id, "refused" if why else "taken", told, why.help if why else None))
    for line, one in zip(read.lines, read.records, strict=True):
        if one.id in there and flat(there[one.id]) == flat(one):
            rows.append(_Row(line, one.id, "there already"))
        elif one.id in there:
            help = "give it another id; to change a record, write a correction that names it"
            rows.append(_Row(line, one.id, "refused", "the ledger holds this id with another content", help))
    yield from sorted(rows, key=lambda row: row.line)


def _take(read: "Read", rows: Sequence[_Row], store: "Store", format: str, name: str, who: str) -> str:
    """Enter what is new, and the batch that names it; an empty batch is not written."""
    from trucekeeper.ledger.record import Batch

    taken = {row.id for row in rows if row.fate == "taken"}
    new: list[Record] = [one for one in read.records if one.id in taken]
    if not new:
        return ""
    id = f"import {name[:8]} after entry {store.newest().position}"
    ids = tuple(one.id for one in new)
    store.append([*new, Batch(id=id, direction="in", format=format, file_sha256=name, ids=ids)], who)
    return id


def _report(rows: Sequence[_Row], batch: str, dry_run: bool, as_json: bool, file: str) -> None:
    counted = {fate: sum(row.fate == fate for row in rows) for fate in ("taken", "there already", "refused")}
    if as_json:
        told = [{"line": row.line, "id": row.id, "fate": row.fate, "why": row.why, "help": row.help} for row in rows]
        click.echo(
            json.dumps({"batch": batch or None, "dry_run": dry_run, **counted, "rows": told}, ensure_ascii=False)
        )
        return
    for row in rows:
        if row.fate == "refused":
            click.echo(f"{file}:{row.line}: error {row.why}", err=True)
            click.echo(f"  help: {row.help}" if row.help else "", err=True, nl=bool(row.help))
    told_rows = ", ".join(f"{number} {fate}" for fate, number in counted.items() if number)
    if counted["refused"]:
        click.echo(f"{file}: {told_rows}; nothing was recorded", err=True)
    elif dry_run:
        click.echo(f"{file}: {told_rows} if it were done; nothing was written")
    else:
        click.echo(f"{file}: {told_rows}" + (f'; batch "{batch}"' if batch else ""))


def _undo(id: str, ledger: Path, who: str, dry_run: bool, as_json: bool) -> int:
    """Withdraw the records of a batch that nobody has withdrawn yet, and record that it was taken back."""
    from trucekeeper.ledger.record import Batch, Withdrawal
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        entries = store.entries()
        batches = {one.record.id: one.record for one in entries if isinstance(one.record, Batch)}
        undone = {batch.undoes for batch in batches.values() if batch.undoes is not None}
        found = batches.get(id)
        if found is None or found.direction != "in" or found.undone or id in undone:
            raise NoSuchBatchError(id, _standing(batches, undone), id in undone)
        gone = {one.record.withdraws for one in entries if isinstance(one.record, Withdrawal)}
        back = [one for one in found.ids if one not in gone]
        position = store.newest().position
        made: list[Record] = [
            Withdrawal(id=f"undo {position}: {one}"[:200], withdraws=one, reason=f"the import {id} was taken back")
            for one in back
        ]
        mark = Batch(
            id=f"undo {found.file_sha256[:8]} after entry {position}",
            direction="in",
            format=found.format,
            file_sha256=found.file_sha256,
            ids=tuple(back),
            undone=True,
            undoes=id,
        )
        if not dry_run:
            store.append([*made, mark], who)
    if as_json:
        click.echo(json.dumps({"batch": id, "dry_run": dry_run, "withdrawn": back}, ensure_ascii=False))
    else:
        click.echo(f"{len(back)} records {'would be' if dry_run else 'were'} withdrawn")
    return 0


def _standing(batches: "dict[str, Batch]", undone: set[str]) -> list[str]:
    return [id for id, one in batches.items() if one.direction == "in" and not one.undone and id not in undone]
