from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trucekeeper.ledger.store import Store
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


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Ticking) -> Iterator[Store]:
    makers: dict[str, Callable[[], Store]] = {
        "memory": lambda: MemoryStore(now=clock),
        "sqlite": lambda: SqliteStore(tmp_path / "north.ledger", create=True, now=clock),
    }
    made = makers[request.param]()
    yield made
    made.close()
