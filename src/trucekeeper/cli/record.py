"""`truce record`: enter what was said, seen, counted, stopped or agreed."""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.inputs import MOMENT, deal_at, now
from trucekeeper.cli.main import WRONG_USE
from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.core.moment import MomentError, moment
from trucekeeper.deal.model import Deal

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Entry, Record
    from trucekeeper.ledger.store import Store


class NothingToRecordError(TruceError):
    """A call without records."""

    def __init__(self) -> None:
        super().__init__(
            "there is nothing to record",
            'name a file with --from, or type one: truce record --into L --as desk claim speaker="a team" clause=CF',
        )


@click.command(
    epilog="Exit codes: 0 recorded; 2 refused, and then nothing is written. Example: truce record --into my.ledger "
    '--as desk claim speaker="a ministry" side=GOV clause=CF polarity=no said=2016-12-14T13:00+02:00'
)
@click.argument("words", nargs=-1)
@click.option("--into", "ledger", required=True, type=click.Path(path_type=Path), help="The ledger; made when missing.")
@click.option("--as", "who", required=True, help="Who enters it: a role or a code name.")
@click.option(
    "--from", "source", help="Records as JSONL, or a table that ends in .csv; - for JSONL on the standard input."
)
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
) -> int:
    """Enter records: a file of them, or one typed as KIND KEY=VALUE ... (docs/reference/records.md).

    All of them are written or none. A `deal version` typed with --deal takes name, hash and text from the file. A
    `case step` with case=new gets the next reference number, which is never given twice.
    """
    from trucekeeper.ledger.admit import NotTaken
    from trucekeeper.ledger.store import MovedOnError

    while True:
        try:
            return _enter(words, ledger, who, source, deal, said, practice, dry_run, as_json)
        except (_NumberTaken, MovedOnError):
            continue
        except NotTaken as error:
            if _new_case(words) is None or any(one.code != "L11" for one in error.refusals):
                raise  # else another desk took the number in this very second: the next one is free


def _enter(
    words: tuple[str, ...],
    ledger: Path,
    who: str,
    source: str | None,
    deal: Path | None,
    said: datetime | None,
    practice: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    from trucekeeper.ledger.admit import unknown_references
    from trucekeeper.ledger.deals import first_deal, stamped
    from trucekeeper.ledger.stores import opened, opened_or_empty

    given = deal_at(deal) if deal is not None else None
    with opened_or_empty(ledger) as store:
        behind = store.newest().position if _new_case(words) is not None else None
        batch = _batch(words, source, given, deal, said or now(), store)
        if given is not None and given.head is not None:
            own = stamped(batch.records, given.head.id, first_deal(store.entries()))
            batch = replace(batch, records=own)
        wrong = (*batch.findings, *_unknown_clauses(batch, given, store)) or tuple(_refused(batch, store))
        loose = () if wrong else unknown_references(batch.records, store)
    if wrong and _new_case(words) is not None and all(one.code == "L11" for one in wrong):
        raise _NumberTaken
    if wrong:
        _refuse(batch, wrong, as_json)
        return WRONG_USE
    for id, key, named in loose:
        click.echo(f'note: {id} {key} "{named}", and there is no such record (yet)', err=True)
    if dry_run:
        click.echo(f"{len(batch.records)} records could be entered; nothing was written")
        return 0
    with opened(ledger, create=True, practice=practice) as store:
        entries = store.append(batch.records, who, documents=batch.documents, behind=behind)
        newest = store.newest()
        marked = " (for practice)" if store.practice else ""
    if as_json:
        ids = [entry.record.id for entry in entries]
        click.echo(json.dumps({"ids": ids, "position": newest.position, "seal": newest.seal.hex()}))
        return 0
    entered = entries[0].record.id if len(entries) == 1 else f"{len(entries)} records"
    click.echo(f"{entered} entered into {ledger}{marked}")
    click.echo(f"seal {newest}")
    return 0


class _NumberTaken(Exception):
    """Another desk opened a case under the number that was just worked out."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is to be recorded, and where it came from; `lines` is empty for a typed record."""

    records: "tuple[Record, ...]"
    name: str = ""
    lines: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    documents: tuple[bytes, ...] = ()

    def finding(self, place: int, code: str, message: str, help: str | None) -> Finding:
        """Say what is wrong with one record."""
        line = self.lines[place] if self.lines else 1
        return Finding(code=code, severity=Severity.ERROR, message=message, at=Span(line, 1, 0, 0), help=help)


def _batch(
    words: Sequence[str], source: str | None, deal: Deal | None, path: Path | None, said: datetime, store: "Store"
) -> _Batch:
    from trucekeeper.ledger.codec import read_jsonl
    from trucekeeper.ledger.table import from_csv
    from trucekeeper.ledger.words import numbered, record_from_words

    if source is not None:
        name = "standard input" if source == "-" else source
        text = decoded(sys.stdin.buffer.read() if source == "-" else bytes_of(Path(source)), name)
        read = from_csv(text, name) if source.endswith(".csv") else read_jsonl(text)
        if not read.records and not read.findings:
            raise NothingToRecordError
        return _Batch(read.records, name, read.lines, read.findings)
    if not words:
        raise NothingToRecordError
    entries = store.entries()
    taken = (entry.record.id for entry in entries)
    typed, documents = list(words), list[bytes]()
    if (asked := _new_case(words)) is not None:
        judged = deal if deal is not None else _last_text(store)
        number = _reference(asked, judged, _said_in(words, judged) or said, entries)
        typed = [f"case={number}" if word.startswith("case=") else word for word in typed if word[:3] != "id="]
        typed.append(f"id={number}")
    if words[:2] == ("deal", "version") and deal is not None and path is not None:
        raw = bytes_of(path)
        typed += _about_text(words, deal, path, raw)
        documents.append(raw)
    zone = deal.zone if deal is not None else None
    made = record_from_words(typed, id=numbered(taken), said_at=said, zone=zone)
    return _Batch((made,), documents=tuple(documents))


def _new_case(words: Sequence[str]) -> str | None:
    """What stands behind `case=new`: the prefix asked for, or nothing; None where no new case is typed."""
    asked = next((word for word in words if word == "case=new" or word.startswith("case=new:")), None)
    return None if asked is None or tuple(words[:2]) != ("case", "step") else asked.partition(":")[2]


def _reference(prefix: str, deal: Deal | None, said: datetime, entries: "Sequence[Entry]") -> str:
    """The next number: under the prefix asked for, else that of the deal, of the year of the mission's own calendar."""
    from trucekeeper.ledger.reference import next_reference, prefix_of, references

    own = prefix.upper() or prefix_of(deal.head.id if deal is not None and deal.head else "CASE")
    there = said.astimezone(deal.zone) if deal is not None and deal.zone is not None else said
    return next_reference(references(entries), own, there.year)


def _said_in(words: Sequence[str], deal: Deal | None) -> datetime | None:
    """The moment that a typed record gives itself; what is no moment is reported when the record is made."""
    said = next((word.partition("=")[2] for word in words if word.startswith(("said=", "said_at="))), None)
    try:
        return None if said is None else moment(said, deal.zone if deal is not None else None)
    except MomentError:
        return None


def _refused(batch: _Batch, store: "Store") -> Iterator[Finding]:
    from trucekeeper.ledger.admit import refusals

    for one in refusals(batch.records, store):
        yield batch.finding(one.place, one.code, one.message, one.help)


def _refuse(batch: _Batch, wrong: Sequence[Finding], as_json: bool) -> None:
    """Name every bad line; nothing was written."""
    if as_json:
        told = [{"file": batch.name, **_told(one)} for one in wrong]
        click.echo(json.dumps({"refused": told}, ensure_ascii=False))
        return
    for one in sorted(wrong, key=lambda one: (one.at.line, one.at.column)):
        place = (
            f"{batch.name}:{one.at.line}:{one.at.column}: error {one.code} " if batch.lines or batch.findings else ""
        )
        click.echo(f"{place or 'truce: error: '}{one.message}", err=True)
        if one.help is not None:
            click.echo(f"  help: {one.help}" if place else f"hint: {one.help}", err=True)
    if batch.name:
        lines = len({one.at.line for one in wrong})
        bad = "1 line is" if lines == 1 else f"{lines} lines are"
        click.echo(f"{batch.name}: {bad} refused, so nothing was recorded", err=True)


def _told(one: Finding) -> dict[str, object]:
    return {
        "line": one.at.line,
        "column": one.at.column,
        "severity": str(one.severity),
        "code": one.code,
        "message": one.message,
        "help": one.help,
    }


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


def _unknown_clauses(batch: _Batch, deal: Deal | None, store: "Store") -> Iterator[Finding]:
    """Find clauses that the deal does not have: status could never use such a record.

    Without a deal the last text in the ledger of the deal that the record is about counts; where there is none,
    records are taken and status reports them.
    """
    from trucekeeper.deal.nearest import nearest
    from trucekeeper.ledger.deals import deal_named, first_deal
    from trucekeeper.status.scene import clauses_of

    first = (first_deal(store.entries()) if deal is None else None) or ""
    kept: dict[str, Deal | None] = {}
    for place, one in enumerate(batch.records):
        name = deal_named(one) or first
        if deal is None and name not in kept:
            kept[name] = _last_text(store, name)
        judged = deal if deal is not None else kept[name]
        if judged is None:
            continue
        version = Path(judged.file).name
        clauses = [name for clause in judged.clauses for name in (clause.id, *clause.also)]
        known = [*clauses, *(one.id for one in judged.exchanges), "deal"]
        deciders = [name for one in judged.verifies for name in (one.id, *one.also)]
        asked = [(clause, "clause", known, clauses) for clause in clauses_of(one)]
        if (decides := getattr(one, "decides", None)) is not None:
            asked.append((str(decides), "verify clause", deciders, deciders))
        for name, kind, right, listed in asked:
            if name not in right:
                close = nearest(name, right)
                help = f'did you mean "{close}"?' if close else _listed(kind, version, listed)
                message = f'{one.id} names {kind} "{name}", which {version} does not have; nothing was written'
                yield batch.finding(place, "L16", message, help)


def _listed(kind: str, version: str, known: Sequence[str]) -> str:
    return f"the {kind}s of {version} are {', '.join(known)}" if known else f"{version} has no {kind}"


def _last_text(store: "Store", deal: str = "") -> Deal | None:
    """The last deal version whose text the ledger holds, of one deal where it is named."""
    from trucekeeper.deal.syntax import read_deal
    from trucekeeper.ledger.record import DealVersion

    for entry in reversed(store.entries()):
        if isinstance(entry.record, DealVersion) and entry.record.sha256 and deal in ("", entry.record.deal):
            raw = store.document(entry.record.sha256)
            if raw is not None:
                return read_deal(raw.decode("utf-8-sig"), entry.record.file or entry.record.version)
    return None
