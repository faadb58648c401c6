"""Opening a ledger wherever it is kept: a file, or `postgresql://user@host/database#LEDGER`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.asking import passphrase_of_ledger
from trucekeeper.ledger.store import Clock, Store, system_clock


class NoPostgresError(TruceError):
    """A ledger in PostgreSQL, where the package that speaks to it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "a ledger in PostgreSQL needs the package psycopg, which is not installed",
            "install Trucekeeper with its extra: pip install 'trucekeeper[postgres]'",
        )


@contextmanager
def opened(
    where: Path | str, *, create: bool = False, practice: bool = False, now: Clock = system_clock
) -> Iterator[Store]:
    """Open a ledger for as long as a `with` lasts.

    Args:
        where: A path, or the address of a database; behind `#` the name of the ledger in it (`ledger` if left out).
        create: Make it where there is none.
        practice: Make it one for practice.
        now: The store's clock.
    """
    store = open_store(where, create=create, practice=practice, now=now)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened_or_empty(where: Path | str) -> Iterator[Store]:
    """Open a ledger to look at it; an empty one in memory where there is none yet, so that looking makes no file."""
    from trucekeeper.ledger.store_memory import MemoryStore

    if is_missing(where):
        yield MemoryStore(str(where))
    else:
        with opened(where) as store:
            yield store


def is_missing(where: Path | str) -> bool:
    """True where no ledger is yet, so that one may be made; looking makes no file."""
    if _address(where) is None:
        path = Path(where)
        return not path.exists() or (path.is_file() and not path.stat().st_size)
    try:
        open_store(where).close()
    except TruceError as error:
        if type(error).__name__ != "NoServerLedgerError":
            raise
        return True
    return False


def open_store(where: Path | str, *, create: bool = False, practice: bool = False, now: Clock = system_clock) -> Store:
    """Open a ledger that the caller closes; see `opened`."""
    address = _address(where)
    if address is None:
        from trucekeeper.ledger.store_sqlite import SqliteStore

        if _is_locked(Path(where)):
            from trucekeeper.ledger.store_locked import LockedStore

            return LockedStore(Path(where), passphrase_of_ledger(), now=now)
        return SqliteStore(Path(where), create=create, practice=practice, now=now)
    try:
        from trucekeeper.ledger.store_postgres import PostgresStore
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise NoPostgresError from None
    server, _, name = address.partition("#")
    return PostgresStore(server, name or "ledger", create=create, practice=practice, now=now)


def _is_locked(path: Path) -> bool:
    """True for a ledger that is kept locked while it is used, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(20) == b"truce locked ledger "


def _address(where: Path | str) -> str | None:
    """The address of a database, None for a path.

    A path type makes one slash of several: where no slash is left between server and database, there was no server.
    """
    text = str(where)
    for scheme in ("postgresql:", "postgres:"):
        if text.startswith(scheme):
            rest = text.removeprefix(scheme)
            if rest.startswith("//"):
                return text
            rest = rest.lstrip("/")
            return f"{scheme}//{rest}" if "/" in rest.partition("?")[0] else f"{scheme}///{rest}"
    return None
