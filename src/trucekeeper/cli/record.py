"""`truce record`: enter what was said, seen, counted, stopped or agreed."""

import hashlib
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.inputs import MOMENT, deal_at, now
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Record
    from trucekeeper.ledger.store import Store


class NothingToRecordError(TruceError):
    """A call without records."""

    def __init__(self) -> None:
        super().__init__(
            "there is nothing to record",
            'name a file with --from, or type one: truce record --into L --as desk claim speaker="a team" clause=CF',
        )


class UnknownClauseError(TruceError):
    """A record that names a clause which the deal does not have; status could never use it."""

    def __init__(self, record: str, clause: str, version: str, near: str | None, known: Sequence[str]) -> None:
        hint = f'did you mean "{near}"?' if near else f"the clauses of {version} are {', '.join(known)}"
        super().__init__(f'{record} names clause "{clause}", which {version} does not have; nothing was written', hint)


@click.command(
    epilog="Exit codes: 0 recorded; 2 refused, and then nothing is written. Example: truce record --into my.ledger "
    '--as desk claim speaker="a ministry" side=GOV clause=CF polarity=no said=2016-12-14T13:00+02:00'
)
@click.argument("words", nargs=-1)
@click.option("--into", "ledger", required=True, type=click.Path(path_type=Path), help="The ledger; made when missing.")
@click.option("--as", "who", required=True, help="Who enters it: a role or a code name.")
@click.option("--from", "source", help="Records as JSONL, one object a line; - for standard input.")
@click.option("--deal", type=click.Path(path_type=Path), help="The deal whose clauses the records name.")
@click.option("--said", type=MOMENT, help="When it was said, for a typed record that does not tell; now if left out.")
@click.option("--practice", is_flag=True, help="Make a ledger for practice, marked so everywhere.")
@click.option("--dry-run", is_flag=True, help="Check everything, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: ids, position and seal.")
def record(
    words: tuple[str, ...],
    ledger: Path,
    who: str,
    source: str | None,
    deal: Path | None,
    said: datetime | None,
    practice: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Enter records: a file of them, or one typed as KIND KEY=VALUE ... (docs/reference/records.md).

    All of them are written or none. A `deal version` typed with --deal takes name, hash and text from the file.
    """
    from trucekeeper.ledger.store_memory import MemoryStore
    from trucekeeper.ledger.store_sqlite import SqliteStore

    given = deal_at(deal) if deal is not None else None
    made = MemoryStore() if dry_run and not ledger.exists() else SqliteStore(ledger, create=True, practice=practice)
    with closing(made) as store:
        records, documents = _records(words, source, given, deal, said or now(), store)
        _check_clauses(records, given, store)
        if dry_run:
            click.echo(f"{len(records)} records could be entered; nothing was written")
            return
        entries = store.append(records, who, documents=documents)
        newest = store.newest()
    if as_json:
        ids = [entry.record.id for entry in entries]
        click.echo(json.dumps({"ids": ids, "position": newest.position, "seal": newest.seal.hex()}))
        return
    entered = entries[0].record.id if len(entries) == 1 else f"{len(entries)} records"
    click.echo(f"{entered} entered into {ledger}")
    click.echo(f"seal {newest}")


def _records(
    words: Sequence[str], source: str | None, deal: Deal | None, path: Path | None, said: datetime, store: "Store"
) -> "tuple[Sequence[Record], list[bytes]]":
    """The records given, and the texts that belong to them."""
    from trucekeeper.ledger.codec import records_of
    from trucekeeper.ledger.words import numbered, record_from_words

    if source is not None:
        text = sys.stdin.read() if source == "-" else bytes_of(Path(source)).decode("utf-8", "replace")
        return records_of(text, source), []
    if not words:
        raise NothingToRecordError
    taken = (entry.record.id for entry in store.entries())
    typed, documents = list(words), list[bytes]()
    if words[:2] == ("deal", "version") and deal is not None and path is not None:
        raw = bytes_of(path)
        typed += _about_text(words, deal, path, raw)
        documents.append(raw)
    zone = deal.zone if deal is not None else None
    return (record_from_words(typed, id=numbered(taken), said_at=said, zone=zone),), documents


def _about_text(words: Sequence[str], deal: Deal, path: Path, raw: bytes) -> list[str]:
    """What a `deal version` can take from the file, where the words do not say it."""
    about = {
        "deal": deal.head.id if deal.head else path.name,
        "version": path.name.removesuffix(".deal.md"),
        "file": path.name,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "speaker": "desk",
    }
    said = {word.partition("=")[0] for word in words if "=" in word}
    return [f"{key}={value}" for key, value in about.items() if key not in said]


def _check_clauses(records: "Sequence[Record]", deal: Deal | None, store: "Store") -> None:
    """Refuse clauses that the deal does not have; without a deal, records are taken and status reports them."""
    from trucekeeper.deal.nearest import nearest
    from trucekeeper.status.scene import clauses_of

    judged = deal if deal is not None else _last_text(store)
    if judged is None:
        return
    clauses = [name for clause in judged.clauses for name in (clause.id, *clause.also)]
    known = [*clauses, *(one.id for one in judged.exchanges), "deal"]
    for one in records:
        for clause in clauses_of(one):
            if clause not in known:
                version = Path(judged.file).name
                raise UnknownClauseError(one.id, clause, version, nearest(clause, known), clauses)


def _last_text(store: "Store") -> Deal | None:
    """The last deal version whose text the ledger holds."""
    from trucekeeper.deal.syntax import read_deal
    from trucekeeper.ledger.record import DealVersion

    for entry in reversed(store.entries()):
        if isinstance(entry.record, DealVersion) and entry.record.sha256:
            raw = store.document(entry.record.sha256)
            if raw is not None:
                return read_deal(raw.decode("utf-8-sig"), entry.record.file or entry.record.version)
    return None
