"""Faults of a server that keeps a ledger, while desks write to it."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from tests.ledger.servers import Server, missing, running
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Claim, Source
from trucekeeper.ledger.store_postgres import PostgresStore, ServerError

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def desk(server: Server, name: str, acknowledged: list[str], stop: threading.Event) -> None:
    """Record until told to stop; go on by itself when the server comes back."""
    store = PostgresStore(server.address, "north")
    number = 0
    while not stop.is_set():
        id = f"{name}{number}"
        number += 1
        try:
            store.append([Claim(id=id, speaker=f"witness {number}", said_at=SAID)], name)
        except TruceError:
            time.sleep(0.05)
        else:
            acknowledged.append(id)
    store.close()


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of that size, for the server's tables; skips where none can be mounted."""
    place = Path(tempfile.mkdtemp(prefix="truce-small-"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True, text=True
    )
    if made.returncode:
        place.rmdir()
        pytest.skip(f"no small file system can be mounted here: {made.stderr.strip()}")
    try:
        if os.geteuid() == 0:
            shutil.chown(place, "postgres")
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


def big(store: PostgresStore, id: str) -> None:
    """Record a report of 200 kB that no server can press together."""
    text = os.urandom(200_000)
    store.append([Source(id=id, publisher="desk", text_sha256=sha256(text).hexdigest())], "desk", documents=[text])


def filled(store: PostgresStore) -> list[str]:
    """Record until the server refuses; the ids that it acknowledged."""
    acknowledged: list[str] = []
    with pytest.raises(ServerError) as refused:
        for number in range(400):
            big(store, f"s{number}")
            acknowledged.append(f"s{number}")
    assert "ledger north: " in refused.value.message
    return acknowledged


def is_whole(store: PostgresStore, acknowledged: list[str]) -> None:
    recorded = [entry.record.id for entry in store.entries()]
    assert recorded == acknowledged, "all that was acknowledged, and nothing of what was refused"
    assert store.damage() is None


@pytest.mark.parametrize("how", ["a full file system", "files that may not grow"])
def test_a_servers_full_disk_refuses_the_record_and_leaves_the_ledger_whole(how: str) -> None:
    if (why := missing()) is not None:
        pytest.skip(why)
    with ExitStack() as stack:
        full = how == "a full file system"
        place = stack.enter_context(small_disk(24)) if full else None
        server = stack.enter_context(running("fsync=on"))
        if place is not None:
            with psycopg.connect(server.address, autocommit=True) as db:
                db.execute(f"CREATE TABLESPACE small LOCATION '{place}'".encode())
                db.execute("ALTER SYSTEM SET default_tablespace = 'small'")
                db.execute("SELECT pg_reload_conf()")
            ballast = place / "ballast"
            ballast.write_bytes(bytes(8 * 2**20))

            def room() -> None:
                ballast.unlink()

        else:
            server.stop()
            server.largest = 17 * 2**20  # a file of the write-ahead log has 16
            server.start()

            def room() -> None:
                server.stop()
                server.largest = None
                server.start()
                with suppress(ServerError):  # the desk learns that its line was cut; the next call makes a new one
                    store.newest()

        store = PostgresStore(server.address, "north", create=True)
        stack.callback(store.close)
        acknowledged = filled(store)
        assert acknowledged
        is_whole(store, acknowledged)
        room()
        big(store, "after")
        is_whole(store, [*acknowledged, "after"])


def test_a_server_killed_under_the_desks_loses_nothing_that_was_acknowledged() -> None:
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed (extra postgres)")
    if (why := missing()) is not None:
        pytest.skip(why)
    with running("fsync=on") as server:
        PostgresStore(server.address, "north", create=True).close()
        acknowledged: list[str] = []
        stop = threading.Event()
        desks = [threading.Thread(target=desk, args=[server, name, acknowledged, stop]) for name in "abc"]
        for one in desks:
            one.start()
        for _ in range(3):
            before = len(acknowledged)
            while len(acknowledged) < before + 20:
                time.sleep(0.02)
            server.stop(signal.SIGKILL)
            (server.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
            time.sleep(0.2)
            server.start()
        before = len(acknowledged)
        while len(acknowledged) < before + 20:
            time.sleep(0.02)
        stop.set()
        for one in desks:
            one.join()

        store = PostgresStore(server.address, "north")
        recorded = [entry.record.id for entry in store.entries()]
        assert store.damage() is None
        assert set(acknowledged) <= set(recorded)
        assert len(recorded) == len(set(recorded))
        assert len(recorded) - len(acknowledged) <= 9  # at most one a desk and kill, written and not yet acknowledged
        store.close()
