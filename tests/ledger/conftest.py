import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
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


def program(name: str) -> str | None:
    """One of PostgreSQL's server programs, which Debian keeps off the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next((str(place) for place in places), None)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket in a folder of its own; gone at the end."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed (extra postgres)")
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None or shutil.which("setpriv") is None:
        pytest.skip("no PostgreSQL server (or no setpriv to run it) is installed")
    folder = Path(tempfile.mkdtemp(prefix="truce-pg-"))
    data = str(folder / "data")
    other = ["setpriv", "--pdeathsig=INT"]  # however the tests end, the server ends with them
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        other += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    made = [*other, initdb, "-D", data, "-U", "truce", "-A", "trust", "-N"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    settings = [f"unix_socket_directories={folder}", "listen_addresses=", "fsync=off", "shared_buffers=16MB"]
    running = [*other, postgres, "-D", data, *(word for one in settings for word in ("-c", one))]
    with subprocess.Popen(running, stderr=subprocess.PIPE, cwd=folder, text=True) as process:
        assert process.stderr is not None
        assert any("ready to accept connections" in line for line in process.stderr)
        yield f"host={folder} user=truce dbname=postgres"
        process.send_signal(signal.SIGINT)
        process.communicate()
    shutil.rmtree(folder)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Ticking) -> Iterator[Store]:
    def postgres() -> Store:
        address = request.getfixturevalue("server")
        from trucekeeper.ledger.store_postgres import PostgresStore

        return PostgresStore(address, tmp_path.name, create=True, now=clock)

    makers: dict[str, Callable[[], Store]] = {
        "memory": lambda: MemoryStore(now=clock),
        "sqlite": lambda: SqliteStore(tmp_path / "north.ledger", create=True, now=clock),
        "postgres": postgres,
    }
    made = makers[request.param]()
    yield made
    made.close()
