"""Faults of a server that keeps a ledger, while desks write to it."""

import importlib.util
import signal
import threading
import time
from datetime import UTC, datetime

import pytest

from tests.ledger.servers import Server, missing, running
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.store_postgres import PostgresStore

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
