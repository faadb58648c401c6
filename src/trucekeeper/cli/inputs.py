"""What commands are given, read once and the same way everywhere: deals, folders of deals, moments."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from trucekeeper.cli.deal_file import bytes_of, read_deal_file
from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Severity
from trucekeeper.core.moment import MomentError, iso, moment
from trucekeeper.deal.model import Deal
from trucekeeper.deal.versions import deals_apart
from trucekeeper.ledger.record import Entry, Record
from trucekeeper.ledger.view import KnownFrom

#: How a deal file is called, so that a folder's other texts are left alone.
ENDING = ".deal.md"


#: So that nobody takes an exercise for the day's news.
PRACTICE = "PRACTICE - PRACTICE - PRACTICE: an exercise, nothing of this has happened"


class UnreadableDealError(TruceError):
    """A deal whose text holds mistakes, so that an answer on it might rest on a clause that nobody wrote."""

    def __init__(self, file: str, mistakes: int, first: str) -> None:
        how_many = "one mistake" if mistakes == 1 else f"{mistakes} mistakes, the first"
        super().__init__(f"{file} cannot be judged, it has {how_many}: {first}", f"truce check {file}")


class NoDealError(TruceError):
    """A folder without a deal."""

    def __init__(self, folder: Path) -> None:
        inside = sorted({str(one.parent) for one in folder.glob(f"*/*{ENDING}")})
        others = f": {', '.join(inside[:3])}" if inside else ""
        super().__init__(
            f"{folder} holds no file that ends in {ENDING}", f"name a deal file, or a folder that holds some{others}"
        )


class SeveralDealsError(TruceError):
    """A folder with the texts of more than one deal, where one is to be judged."""

    def __init__(self, folder: str, deals: Sequence[str]) -> None:
        super().__init__(
            f"{folder} holds the texts of {len(deals)} deals: {', '.join(deals)}",
            "name one file, or give each deal a folder of its own",
        )


class AlteredLedgerError(TruceError):
    """A ledger that is not what was written into it."""

    def __init__(self, path: Path, how: str) -> None:
        super().__init__(
            f"{path} was altered ({how}), so no answer can rest on it",
            f"truce verify {path}; then go back to a copy that verifies against a kept seal",
        )


class Moment(click.ParamType[datetime]):
    """A moment with an offset, as in 2016-12-14T05:00+02:00; without one two readers may mean two moments."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or say what to write instead."""
        if isinstance(value, datetime):
            return value
        try:
            return moment(str(value))
        except MomentError as error:
            self.fail(f"{error.message}; {error.hint}", param, ctx)


MOMENT = Moment()


def now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def deal_at(path: Path) -> Deal:
    """Read one deal to be judged.

    Raises:
        UnreadableDealError: When reading it finds errors.
    """
    deal = read_deal_file(path)
    errors = [one for one in deal.findings if one.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise UnreadableDealError(str(path), len(errors), f"line {first.at.line}: {first.message}")
    return deal


def deals_at(path: Path) -> tuple[Deal, ...]:
    """Read one deal, or all its versions in a folder, by name.

    Raises:
        NoDealError: When a folder holds none.
        SeveralDealsError: When it holds texts of more than one deal.
    """
    apart = deals_of(path)
    if len(apart) > 1:
        raise SeveralDealsError(str(path), tuple(apart))
    return next(iter(apart.values()))


def deal_files(path: Path) -> tuple[Path, ...]:
    """The deal files of a folder by name; a file is itself.

    Raises:
        NoDealError: When a folder holds none.
    """
    if not path.is_dir():
        return (path,)
    files = tuple(sorted(path.glob(f"*{ENDING}")))
    if not files:
        raise NoDealError(path)
    return files


def deals_of(path: Path) -> dict[str, tuple[Deal, ...]]:
    """The versions of each deal by its id: of the one that a file holds, or of all that a folder holds.

    Raises:
        NoDealError: When a folder holds none.
    """
    return deals_apart(tuple(deal_at(file) for file in deal_files(path)))


def entries_at(path: Path) -> list[Entry]:
    """The entries of a ledger whose chain holds, or of a file of records, which count as recorded when they were said.

    Raises:
        AlteredLedgerError: When the ledger is not what was written; an answer on it would rest on somebody's change.
    """
    if path.suffix == ".jsonl":
        return as_said(records_at(path), 0)
    from trucekeeper.ledger.stores import opened

    with opened(path) as store:
        damage = store.damage()
        if damage is not None:
            raise AlteredLedgerError(path, damage.message)
        return list(store.entries())


def say_if_nothing_known(entries: Sequence[Entry], known_by: datetime, known_from: KnownFrom) -> None:
    """Tell whoever asks about a moment at which the ledger knew nothing, so that silence is not taken for calm."""
    from trucekeeper.ledger.view import known_at

    if any(known_at(one, known_from) <= known_by for one in entries):
        return
    if not entries:
        click.echo("truce: note: the ledger holds no record yet", err=True)
        return
    hint = "; for an archive entered afterwards ask with --known-from said" if known_from == "recorded" else ""
    click.echo(f"truce: note: no record was known by {iso(known_by)}{hint}", err=True)


def practice_mark(path: Path) -> list[str]:
    """The line that stands over whatever is said of a ledger for practice; nothing for a real one."""
    if path.suffix == ".jsonl":
        return []
    from trucekeeper.ledger.stores import opened

    with opened(path) as store:
        return [PRACTICE] if store.practice else []


def records_at(path: Path) -> tuple[Record, ...]:
    """The records of a JSONL file, all of them or none."""
    from trucekeeper.cli.decoding import decoded
    from trucekeeper.ledger.codec import records_of

    return records_of(decoded(bytes_of(path), str(path)), str(path))


def as_said(records: Iterable[Record], after: int) -> list[Entry]:
    """Records without a ledger: each counts as recorded when it was said."""
    listed = list(records)
    said = [one.said_at for one in listed if one.said_at is not None]
    earliest = min(said, default=now())
    return [
        Entry(position=number, recorded_at=one.said_at or earliest, entered_by="", record=one)
        for number, one in enumerate(listed, start=after + 1)
    ]
