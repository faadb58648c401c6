"""Eight desks that write to one ledger in PostgreSQL at once, each batch of 50 on the disk before the next.

Beside it, in the same run: the same records by the same eight connections as plain SQLAlchemy inserts into one table,
with no chain, no checks and no order among the writers. fsync is on. Run: python -m benchmarks.ledger_writers [COUNT]
"""

import sys
import threading
import time
from collections.abc import Callable

import sqlalchemy as sql

from benchmarks.ledger import claim
from tests.ledger.servers import missing, running
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.store_postgres import PostgresStore

WRITERS, BATCH = 8, 50


def together(write: Callable[[int], None]) -> float:
    """Seconds until the last of the writers is done."""
    threads = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    start = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return time.perf_counter() - start


def batches(records: list[Claim], writer: int) -> list[list[Claim]]:
    return [records[first : first + BATCH] for first in range(writer * BATCH, len(records), WRITERS * BATCH)]


def ours(address: str, records: list[Claim]) -> float:
    stores = [PostgresStore(address, "bench", create=True) for _ in range(WRITERS)]

    def write(number: int) -> None:
        for batch in batches(records, number):
            stores[number].append(batch, f"desk {number}")

    took = together(write)
    assert stores[0].newest().position == len(records)
    assert stores[0].damage() is None
    for one in stores:
        one.close()
    return took


def plain(address: str, records: list[Claim]) -> float:
    folder = address.split()[0].removeprefix("host=")
    engine = sql.create_engine(f"postgresql+psycopg://truce@/postgres?host={folder}", pool_size=WRITERS)
    texts = ("id", "speaker", "side", "clause", "incident", "polarity", "words")
    columns = [sql.Column(name, sql.Text, primary_key=name == "id") for name in texts]
    table = sql.Table("plain", sql.MetaData(), *columns, sql.Column("said_at", sql.DateTime(timezone=True)))
    table.create(engine)

    def write(number: int) -> None:
        for batch in batches(records, number):
            with engine.begin() as db:
                rows = [{name: getattr(one, name) for name in (*texts, "said_at")} for one in batch]
                db.execute(table.insert(), rows)

    return together(write)


def main(count: int) -> None:
    if (why := missing()) is not None:
        print(f"skipped: {why}")
        return
    records = [claim(number) for number in range(count)]
    with running("fsync=on", "synchronous_commit=on") as server:
        for name, run in (("plain SQLAlchemy inserts", plain), ("the ledger", ours)):
            took = run(server.address, records)
            print(f"{name:<26} {count:>8,} by {WRITERS} in batches of {BATCH}: {count / took:>8,.0f} a second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
