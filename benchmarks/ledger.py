"""How fast a ledger takes records, is opened and verified: python -m benchmarks.ledger [COUNT] [BATCH].

Records as in a mission: 200 speakers, 40 incidents, some with words; recorded in batches, then verified and read.
Beside it, in the same run, the same records as plain SQLAlchemy inserts into one table, with no chain and no checks.
"""

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sql

from trucekeeper.ledger.record import Claim, Happened
from trucekeeper.ledger.store_sqlite import opened
from trucekeeper.ledger.view import view

START = datetime(2016, 12, 1, tzinfo=UTC)


def claim(number: int) -> Claim:
    said = START + timedelta(seconds=number)
    return Claim(
        id=f"c{number}",
        speaker=f"speaker {number % 200}",
        side=("N", "S", "independent")[number % 3],
        clause="CF",
        incident=f"fire {number % 40}",
        polarity="yes" if number % 3 else "no",
        actors=("northern army",),
        happened=Happened(start=said - timedelta(hours=1), end=said, precision="hour"),
        said_at=said,
        words=f"words of record {number}" if number % 10 == 0 else "",
    )


Start = tuple[float, float]


def begin() -> Start:
    return time.perf_counter(), time.process_time()


def timed(what: str, count: int, start: Start) -> None:
    took, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
    print(f"{what:<28} {count:>9,} in {took:6.2f} s ({cpu:6.2f} s of CPU)  {count / took:>9,.0f} a second")


def plain(records: list[Claim], path: Path, batch: int) -> None:
    """The same columns by SQLAlchemy Core, synced to the disk as the ledger is."""
    engine = sql.create_engine(f"sqlite:///{path}")
    texts = ("id", "speaker", "side", "clause", "incident", "polarity", "words")
    columns = [sql.Column(name, sql.Text, primary_key=name == "id") for name in texts]
    table = sql.Table("plain", sql.MetaData(), *columns, sql.Column("said_at", sql.Text))
    with engine.begin() as db:
        db.exec_driver_sql("PRAGMA journal_mode = WAL")
        db.exec_driver_sql("PRAGMA synchronous = FULL")
    table.create(engine)
    start = begin()
    for first in range(0, len(records), batch):
        with engine.begin() as db:
            some = records[first : first + batch]
            rows = [{name: getattr(one, name) for name in texts} | {"said_at": one.said_at.isoformat()} for one in some]
            db.execute(table.insert(), rows)
    timed(f"plain inserts, {batch:,} a batch", len(records), start)


def memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most so far"


def main(count: int, batch: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.ledger"
        plain([claim(number) for number in range(min(count, 100_000))], Path(folder) / "plain.sqlite", batch)
        print(memory())
        with opened(path, create=True) as store:
            took = cpu = 0.0
            for first in range(0, count, batch):
                records = [claim(number) for number in range(first, min(first + batch, count))]
                start = begin()
                store.append(records, "bench")
                took, cpu = took + time.perf_counter() - start[0], cpu + time.process_time() - start[1]
            timed(f"appended, {batch:,} a batch", count, (time.perf_counter() - took, time.process_time() - cpu))
            newest = store.newest()
        start = begin()
        with opened(path) as store:
            assert store.damage(newest) is None
            timed("opened and verified", count, start)
            print(memory())
            start = begin()
            entries = store.entries()
            timed("read", count, start)
            print(memory())
            start = begin()
            view(entries, known_by=START + timedelta(days=10_000))
            timed("seen as known at a moment", count, start)
        print(f"{path.stat().st_size / count:.0f} bytes a record")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
