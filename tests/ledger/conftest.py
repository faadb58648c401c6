import importlib.util
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.ledger.servers import missing, running
from trucekeeper.ledger.store import Store
from trucekeeper.ledger.store_locked import LockedStore
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.ledger.store_sqlite import SqliteStore

START = datetime(2016, 12, 14, 10, tzinfo=UTC)


class Ticking:
    """A clock that goes on by one minute each time it is read; `at` may be set back."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket in a folder of its own; gone at the end."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed (extra postgres)")
    if (why := missing()) is not None:
        pytest.skip(why)
    with running("fsync=off") as one:
        yield one.address


@pytest.fixture(params=["memory", "sqlite", "locked", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Ticking) -> Iterator[Store]:
    def postgres() -> Store:
        address = request.getfixturevalue("server")
        from trucekeeper.ledger.store_postgres import PostgresStore

        return PostgresStore(address, tmp_path.name, create=True, now=clock)

    def locked() -> Store:
        request.getfixturevalue("monkeypatch").setattr("trucekeeper.ledger.locked.MEMORY_KIB", 64)
        return LockedStore(tmp_path / "north.ledger", "seven grey herons wading", create=True, now=clock)

    makers: dict[str, Callable[[], Store]] = {
        "memory": lambda: MemoryStore(now=clock),
        "sqlite": lambda: SqliteStore(tmp_path / "north.ledger", create=True, now=clock),
        "locked": locked,
        "postgres": postgres,
    }
    made = makers[request.param]()
    yield made
    made.close()
