"""Plans that are being worked out: one at a time for each operation, beside the pages, so that nobody waits blindly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from trucekeeper.core.errors import TruceError

#: A plan that is there within this time comes with the page that asked for it, seconds.
QUICK_S: Final = 1.5


@dataclass(frozen=True, slots=True)
class Work:
    """How far the last plan that was asked for is.

    Attributes:
        since: By the real clock.
        by: Who asked for it.
        running: False once it is there or could not be made.
        error: Why it could not be made; None where it could, or while it is worked out.
    """

    since: datetime
    by: str
    running: bool = True
    error: TruceError | None = None


class BusyError(TruceError):
    """A plan asked for while one is being worked out for the same operation."""

    def __init__(self, work: Work) -> None:
        super().__init__(
            f"a plan for this operation is being worked out since {work.since:%H:%M:%S} UTC, asked for by {work.by}",
            "wait until it is there; the page shows it by itself",
        )


class Planning:
    """The work on plans of one site."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._works: dict[Path, Work] = {}
        self._threads: dict[Path, Thread] = {}

    def of(self, path: Path) -> Work | None:
        """The last work on an operation; None where nothing was asked for since the server began."""
        return self._works.get(path)

    def begin(self, path: Path, make: Callable[[], None], *, by: str, now: datetime, done: Callable[[], None]) -> Work:
        """Begin to work out a plan, and wait a moment for it.

        Args:
            path: The operation file.
            make: Makes the plan and lays it down.
            by: Who asks.
            now: The real clock.
            done: Called when it is there or could not be made.

        Raises:
            BusyError: When one is being worked out for the same operation.
        """
        with self._lock:
            there = self._works.get(path)
            if there is not None and there.running:
                raise BusyError(there)
            self._works[path] = Work(now, by)
            thread = Thread(target=self._run, args=(path, make, done), name="plan", daemon=True)
            self._threads[path] = thread
        thread.start()
        thread.join(QUICK_S)
        return self._works[path]

    def _run(self, path: Path, make: Callable[[], None], done: Callable[[], None]) -> None:
        error: TruceError | None = None
        try:
            make()
        except TruceError as why:
            error = why
        except Exception as why:
            error = TruceError(f"the plan could not be worked out: {type(why).__name__}", "truce plan says more")
        begun = self._works[path]
        self._works[path] = Work(begun.since, begun.by, running=False, error=error)
        done()

    def wait(self, path: Path, seconds: float) -> Work | None:
        """Wait until a plan is there, at most so long."""
        thread = self._threads.get(path)
        if thread is not None:
            thread.join(seconds)
        return self.of(path)
