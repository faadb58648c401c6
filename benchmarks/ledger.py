"""How fast a ledger takes records and is verified: python benchmarks/ledger.py [COUNT] [BATCH].

Records as in a mission: 200 speakers, 40 incidents, some with words; recorded in batches, then read and verified.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

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


def main(count: int, batch: int) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "bench.ledger", create=True) as store:
        took = cpu = 0.0
        for first in range(0, count, batch):
            records = [claim(number) for number in range(first, min(first + batch, count))]
            start = begin()
            store.append(records, "bench")
            took, cpu = took + time.perf_counter() - start[0], cpu + time.process_time() - start[1]
        timed(f"appended, {batch:,} a batch", count, (time.perf_counter() - took, time.process_time() - cpu))
        start = begin()
        assert store.damage(store.newest()) is None
        timed("verified", count, start)
        if count <= 200_000:
            start = begin()
            entries = store.entries()
            timed("read", count, start)
            start = begin()
            view(entries, known_by=START + timedelta(days=10_000))
            timed("seen as known at a moment", count, start)
        print(f"{(Path(folder) / 'bench.ledger').stat().st_size / count:.0f} bytes a record")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
