"""Which files of a long reading are done, so that one that was interrupted goes on where it stopped.

The note lies beside the ledger while a reading is not finished, and is gone when it is. It holds only hashes: of what
was read, for which deal, into which ledger. Whatever it says, reading a file again never enters anything twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

import trucekeeper
from trucekeeper.cli.reports import Leaf

if TYPE_CHECKING:
    from trucekeeper.ledger.store import Store


@dataclass
class Journal:
    """What an interrupted reading has done.

    Attributes:
        there: Files that are done, by the first bytes of their hash.
        note: Where to write that another is; None where nothing is laid into a ledger.
    """

    there: set[bytes] = field(default_factory=set)
    note: IO[bytes] | None = None
    passed: int = 0

    def unread(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """The files that are not done yet."""
        for leaf in leaves:
            if self.there and leaf.error is None and _short(leaf.sha256) in self.there:
                self.passed += 1
            else:
                yield leaf
        if self.passed:
            click.echo(f"{self.passed:,} files were done before this reading was interrupted", err=True)

    def done(self, key: str, sources: Sequence[str]) -> None:
        """Note that what a file holds is in the ledger, with one of the sources that it gave."""
        if self.note is not None:
            self.note.write(f"{key} {sources[0] if sources else '-'}\n".encode())
            self.note.flush()


@contextmanager
def journal(ledger: Path | None, task: str, store: "Store | None") -> Iterator[Journal]:
    """The note of a reading into a ledger; it stays where the reading is interrupted.

    Args:
        ledger: Into which it goes; a ledger that is no file has no note, and is read into from the start.
        task: The key of what is read for: with another deal, nothing is done yet.
        store: The ledger, to see whether what the note says is in it.
    """
    if ledger is None or store is None or not ledger.is_file():
        yield Journal()
        return
    path = ledger.with_name(f"{ledger.name}.reading")
    first = sha256(f"{trucekeeper.__version__}|{task}".encode()).hexdigest().encode() + b"\n"
    there = _there(path, first, store) if path.is_file() else set()
    with path.open("ab" if there else "wb") as note:
        if not there:
            note.write(first)
        try:
            yield Journal(there, note)
        except KeyboardInterrupt:
            click.echo("\ninterrupted: the same command goes on where this one stopped", err=True)
            raise
    path.unlink(missing_ok=True)


def _there(path: Path, first: bytes, store: "Store") -> set[bytes]:
    """What the note says is done; nothing where it is of another reading, or of a ledger that is no longer this one."""
    with path.open("rb") as kept:
        if kept.readline() != first:
            return set()
        lines = [line.decode("ascii", "replace").split() for line in kept if line.endswith(b"\n")]
    named = {line[1] for line in lines[-100:] if len(line) == 2} - {"-"}
    if named - set(store.known_ids(named)):
        return set()
    return {_short(line[0]) for line in lines if len(line) == 2 and len(line[0]) == 64}


def _short(key: str) -> bytes:
    return bytes.fromhex(key[:16])
