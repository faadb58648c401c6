"""A process that records claims one by one and says each id when it is on the disk; run by tests that kill it.

Words: path of the ledger, first number, how many, size of each text.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.store_sqlite import opened

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def main(path: str, name: str, count: str, size: str) -> None:
    with opened(Path(path), create=True) as store:
        for number in range(int(count)):
            id = f"{name}-{number}"
            words = f"{id} " + "x" * int(size)
            store.append([Claim(id=id, speaker=f"witness {name}", said_at=SAID, words=words)], "writer")
            sys.stdout.write(id + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
