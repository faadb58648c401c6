"""A process that is killed in the middle of bringing a ledger up to date. Words: address or path, `before` or `after`.

It is killed by itself, so that the moment is the same each time: before the work of the migration, or after it and
before its end is on the disk.
"""

import os
import signal
import sys

from trucekeeper.ledger.migrations import to_2
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.stores import opened

work = to_2.upgrade


def killed(op: object) -> None:
    if sys.argv[2] == "after":
        work(op)  # type: ignore[arg-type]
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    to_2.upgrade = killed
    with opened(sys.argv[1]) as store:
        from tests.ledger.writer import SAID

        store.append([Claim(id="late", speaker="a team", said_at=SAID)], "desk")
