"""`truce import`: a file of records into a ledger, as one batch that can be taken back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.import_.format import Given
from trucekeeper.cli.import_.formats import MODULES, format_named
from trucekeeper.cli.inputs import MOMENT, deal_at
from trucekeeper.cli.main import WRONG_USE
from trucekeeper.cli.outputs import write_whole
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.cli.import_.fates import Row
    from trucekeeper.ledger.codec import Read
    from trucekeeper.ledger.record import Batch, Record
    from trucekeeper.ledger.store import Store


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


class DraftThereError(TruceError):
    """A mapping that would be written over another file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already, so nothing was written", "give another name after --draft")


@click.command(
    name="import",
    epilog="Exit codes: 0 taken; 1 taken with --take-rest, and some rows were refused; 2 refused, and then nothing is "
    "written. Example: truce import ucdp ged.csv --into my.ledger --as desk --deal my.deal.md "
    "--published 2019-06-01T00:00Z --dry-run",
)
@click.argument("format", type=click.Choice([*MODULES, "undo"]), metavar="FORMAT")
@click.argument("file")
@click.option("--into", "ledger", type=click.Path(path_type=Path), help="The ledger; made when missing.")
@click.option("--as", "who", default="", help="Who imports it: a role or a code name.")
@click.option(
    "--deal", type=click.Path(path_type=Path), help="The deal whose zone is meant by times without an offset."
)
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="What the columns mean (table; others: what is added)."
)
@click.option("--form", type=click.Path(path_type=Path), help="The XLSForm that submissions (kobo) were made with.")
@click.option("--published", type=MOMENT, help="When a dataset was published (ucdp, and others without a time).")
@click.option("--encoding", default="", help="Of a text not in Unicode, such as cp1252 or cp1256.")
@click.option("--draft", type=click.Path(path_type=Path), help="Only write a mapping to fill in, from FILE's columns.")
@click.option("--take-rest", is_flag=True, help="Take the good rows even though others are refused.")
@click.option("--correct", is_flag=True, help="Rows that changed since they were imported become corrections.")
@click.option("--dry-run", is_flag=True, help="Say what would happen to each row; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with a report of every row.")
def command(
    format: str,
    file: str,
    ledger: Path | None,
    who: str,
    deal: Path | None,
    mapping: Path | None,
    form: Path | None,
    published: datetime | None,
    encoding: str,
    draft: Path | None,
    take_rest: bool,
    correct: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Read FILE in FORMAT and enter its records as one batch, all of them or none.

    \b
    records csv hxl xlsx geojson   what truce export writes
    jsonl                          a whole ledger with its seals
    observations                   the table of truce count
    ucdp acled                     event data: a claim of the dataset a row
    ushahidi kobo                  posts; submissions of forms
    table                          any table, with a mapping of its columns
    undo                           take back a batch, named in place of FILE

    A record that the ledger holds already with the same content is passed over, so a file may come twice. One with the
    same id and another content is refused. `truce import undo BATCH` takes a batch back: its records count for nothing
    from then on, and stay readable.
    """  # noqa: D301 (click reads the backspace)
    given = Given(
        deal=deal_at(deal) if deal is not None else None,
        mapping=_named(mapping),
        form=(form.name, bytes_of(form)) if form is not None else None,
        published=published,
        encoding=encoding,
    )
    if draft is not None:
        return _draft(draft, format, file, given)
    if ledger is None or not who:
        raise click.UsageError("--into and --as are needed: a ledger keeps who entered what")
    if format == "undo":
        return _undo(file, ledger, who, dry_run, as_json)
    return _import(format, file, ledger, who, given, _Wanted(take_rest, correct, dry_run, as_json))


#: Formats whose tables may lie in a folder, a file for each repeat group.
_FROM_FOLDERS = frozenset({"kobo", "table"})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How an import is to be done."""

    take_rest: bool
    correct: bool
    dry_run: bool
    as_json: bool


def _import(format: str, file: str, ledger: Path, who: str, given: Given, wanted: _Wanted) -> int:
    from trucekeeper.cli.import_.fates import batch_of, fates
    from trucekeeper.ledger.stores import opened, opened_or_empty

    raw = _raw(Path(file), format)
    read = format_named(format).read(raw, file, given)
    if not read.records and not read.findings:
        raise NothingInFileError(file, format)
    with opened_or_empty(ledger) as store:
        read = _for_the_deal(read, given, store)
        rows = fates(read, store, correct=wanted.correct)
    refused = any(row.fate == "refused" for row in rows)
    batch = ""
    if not wanted.dry_run and (wanted.take_rest or not refused) and any(row.record is not None for row in rows):
        with opened(ledger, create=True) as store:
            made = batch_of(rows, store, format, sha256(raw).hexdigest())
            assert made is not None, "some row is to be entered"
            store.append([*made[0], made[1]], who)
            batch = made[1].id
    _report(rows, batch, wanted, file)
    return (1 if wanted.take_rest else WRONG_USE) if refused else 0


def _raw(path: Path, format: str) -> bytes:
    """The bytes of a file; of a folder with the CSV files of a form those of an archive of them, always the same."""
    if format not in _FROM_FOLDERS or not path.is_dir():
        return bytes_of(path)
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        for one in sorted(one for one in path.iterdir() if one.suffix.casefold() == ".csv" and one.is_file()):
            packed.writestr(ZipInfo(one.name), bytes_of(one))
        if not packed.namelist():
            raise NothingInFileError(str(path), format)
    return made.getvalue()


def _for_the_deal(read: "Read", given: Given, store: "Store") -> "Read":
    """The records with the deal for which they come in, where the ledger's first text would claim them otherwise."""
    from trucekeeper.ledger.deals import first_deal, stamped

    if given.deal is None or given.deal.head is None:
        return read
    return replace(read, records=stamped(read.records, given.deal.head.id, first_deal(store.entries())))


def _named(mapping: Path | None) -> tuple[str, str] | None:
    from trucekeeper.cli.decoding import decoded

    return (mapping.name, decoded(bytes_of(mapping), mapping.name)) if mapping is not None else None


def _draft(path: Path, format: str, file: str, given: Given) -> int:
    """Write a mapping to fill in; a file that is there stays as it is."""
    made = format_named(format).draft
    if made is None:
        raise click.UsageError(f"{format} needs no mapping")
    if path.exists():
        raise DraftThereError(path)
    write_whole(path, made(_raw(Path(file), format), Path(file).name, given).encode())
    click.echo(f"{path} is written: fill it in, then truce import {format} {file} --mapping {path} --dry-run ...")
    return 0


def _report(rows: "Sequence[Row]", batch: str, wanted: _Wanted, file: str) -> None:
    from trucekeeper.cli.import_.fates import FATES

    counted: dict[str, int] = {fate: sum(row.fate == fate for row in rows) for fate in FATES}
    counted["refused"] = len({row.line for row in rows if row.fate == "refused"})
    if wanted.as_json:
        told = [{"line": row.line, "id": row.id, "fate": row.fate, "why": row.why, "help": row.help} for row in rows]
        made: dict[str, object] = {"batch": batch or None, "dry_run": wanted.dry_run, **counted, "rows": told}
        click.echo(json.dumps(made, ensure_ascii=False))
        return
    _tell_refused([row for row in rows if row.fate == "refused"], file)
    for row in rows:
        if row.fate in {"left out", "corrects"} and wanted.dry_run:
            click.echo(f"{file}:{row.line}: {row.fate} {row.id} {row.why}")
    told_rows = ", ".join(f"{number} {fate}" for fate, number in counted.items() if number)
    if counted["refused"] and not wanted.take_rest:
        click.echo(f"{file}: {told_rows}; nothing was recorded (--take-rest takes the good ones)", err=True)
    elif wanted.dry_run:
        click.echo(f"{file}: {told_rows} if it were done; nothing was written")
    else:
        click.echo(f"{file}: {told_rows}" + (f'; batch "{batch}"' if batch else ""))


#: On a terminal; `--json` tells of all.
_MOST_TOLD = 50


def _tell_refused(refused: "Sequence[Row]", file: str) -> None:
    for row in refused[:_MOST_TOLD]:
        click.echo(f"{file}:{row.line}: error {row.why}", err=True)
        click.echo(f"  help: {row.help}" if row.help else "", err=True, nl=bool(row.help))
    if len(refused) > _MOST_TOLD:
        click.echo(f"... and {len(refused) - _MOST_TOLD} more; --json tells of every row", err=True)


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
