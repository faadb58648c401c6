"""Reading many files: in this process, in several, or on a cluster; the same results in the same order each time."""

import json
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.engines import Second, WouldLeaveError, host_of, second_engine
from trucekeeper.cli.reports import Leaf, Report, opened_leaf
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.deal.model import Deal

if TYPE_CHECKING:
    from trucekeeper.reader.lens import Lens
    from trucekeeper.reader.proposal import Proposal

#: Files go to a worker in bundles of about this many bytes, so that handing them over costs little beside reading; at
#: the end the workers wait for the last bundle, so it must not be long in reading either: about four reports.
BUNDLE: int = 20_000
#: Bundles that each worker has before it; more would only fill the memory.
AHEAD: int = 8
#: Seconds in which a cluster must answer.
PATIENCE_S: int = 10


class WorkerEndedError(TruceError):
    """A worker that is gone, with what it was at."""

    def __init__(self) -> None:
        super().__init__(
            "a worker ended while it was reading: the machine may be short of memory",
            "run the same command again with fewer workers; with --into it goes on where it stopped",
        )


class NoClusterError(TruceError):
    """A cluster that cannot be used."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"no work can be done at {address}: {why}",
            'start a scheduler and workers with this version of Trucekeeper; pip install "trucekeeper[dask]"',
        )


@dataclass(frozen=True)
class Task:
    """All that a worker needs beside the files; it travels to where the work is done.

    Attributes:
        gazetteers: Name and bytes of each.
        engine: pipeline, program, endpoint, model, hosts of a second engine.
        key: The same for the same task.
        as_lines: What is proposed is only printed, as JSON: the lines are made where the reading is done.
    """

    deal: Deal
    gazetteers: tuple[tuple[str, bytes], ...] = ()
    engine: tuple[str | None, str | None, str | None, str, tuple[str, ...]] = (None, None, None, "local", ())
    key: str = ""
    as_lines: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """The proposals of a report as the lines that are printed of them; some of the work and a third of the bytes."""

    count: int
    text: str

    def __len__(self) -> int:
        return self.count


def lines_of(report: Report, proposals: "Sequence[Proposal]") -> Lines:
    """One JSON object a proposal (docs/reference/json.md)."""
    about = {"name": report.name, "publisher": report.publisher, "published": iso(report.published)}
    made = [json.dumps(one.shown() | {"report": about}, ensure_ascii=False) for one in proposals]
    return Lines(len(made), "\n".join(made))


@dataclass
class Outcome:
    """What came of one file.

    Attributes:
        found: Each report with what is proposed for it, as lines where the task says so.
        key: Of what the file holds and what is told of it.
        refused: What a second engine returned that was not taken, by reason.
    """

    file: str
    key: str
    found: "list[tuple[Report, tuple[Proposal, ...] | Lines]]" = field(default_factory=list)
    unread: list[tuple[str, str, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    error: TruceError | None = None


def task_for(deal: Deal, files: Iterable[Path] = (), engine: tuple[Any, ...] | None = None, text: bytes = b"") -> Task:
    """What is needed to read for a deal, with gazetteers and perhaps a second engine.

    Args:
        deal: The deal.
        files: Gazetteers.
        engine: As in `Task`.
        text: The text of the deal, which tells this task from others.
    """
    gazetteers = tuple((file.name, bytes_of(file)) for file in files)
    made = Task(deal, gazetteers, engine or (None, None, None, "local", ()))
    told = repr((text, made.gazetteers, made.engine)).encode()
    return replace(made, key=sha256(told).hexdigest())


class Reader:
    """Reads files for a task; made once in each process."""

    def __init__(self, task: Task) -> None:
        from trucekeeper.reader import atlas
        from trucekeeper.reader.lens import lens

        sites = [site for name, raw in task.gazetteers for site in atlas.read(raw.decode("utf-8", "replace"), name)]
        self.deal, self.as_lines = task.deal, task.as_lines
        self.view: Lens = lens(task.deal, atlas.atlas(sites) if sites else None)
        self.second: Second = second_engine(*task.engine)

    def outcome(self, leaf: Leaf) -> Outcome:
        """Read a file; whatever goes wrong with it stays with it."""
        opened = opened_leaf(leaf, self.deal.zone)
        made = Outcome(leaf.name, leaf.sha256, notes=opened.notes)
        for report in opened.reports:
            try:
                proposals = self.proposals(report)
                made.found.append((report, lines_of(report, proposals) if self.as_lines else proposals))
            except TruceError as why:
                opened.lose(report.name, why)
        made.unread, made.error = opened.unread, _plain(opened.error)
        made.refused = self.second.take_refusals()
        return made

    def proposals(self, report: Report) -> "tuple[Proposal, ...]":
        """What is proposed for one report.

        Raises:
            WouldLeaveError: When the report would leave the machine and its source does not allow it.
        """
        from trucekeeper.reader.engines.surface import read_surface

        other = self.second.for_report(report.document.address or report.publisher, report.may_leave)
        return read_surface(report.document, self.deal, report.published, self.deal.zone or UTC, self.view, other)


def outcomes(task: Task, leaves: Iterable[Leaf], workers: int = 1, dask: str = "") -> Iterator[Outcome]:
    """What comes of each file, in the order of the files, whoever reads them.

    Raises:
        WorkerEndedError: When a worker is gone.
        NoClusterError: When there is no cluster at the address.
    """
    if dask:
        yield from _on_cluster(task, dask, leaves)
    elif workers > 1:
        with _processes(task, workers) as send:
            yield from _in_order(send, workers * AHEAD, leaves)
    else:
        reader = Reader(task)
        yield from map(reader.outcome, leaves)


_Send = Callable[[list[Leaf]], "Future[list[Outcome]]"]


def _in_order(send: _Send, ahead: int, leaves: Iterable[Leaf]) -> Iterator[Outcome]:
    """Keep a few bundles under way, and give back what comes of them in the order in which they were sent."""
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for bundle in _bundles(leaves):
            waiting.append(send(bundle))
            if len(waiting) >= ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise WorkerEndedError from None
    finally:
        for one in waiting:
            one.cancel()


def _bundles(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    bundle: list[Leaf] = []
    size = 0
    for leaf in leaves:
        bundle.append(leaf if leaf.error is None else replace(leaf, error=_plain(leaf.error)))
        size += len(leaf.raw)
        if size >= BUNDLE or len(bundle) >= 64:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def _plain(error: "TruceError | str | None") -> Any:
    """An error as it may travel between processes: with its sentences, without its class."""
    return TruceError(error.message, error.hint) if isinstance(error, TruceError) else error


@contextmanager
def _processes(task: Task, workers: int) -> Iterator[_Send]:
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(task,)) as pool:
        yield lambda bundle: pool.submit(_work, bundle)


_HERE: list[Reader] = []


def _begin(task: Task) -> None:
    """In a worker: an interruption is for the process that began it, and that ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HERE[:] = [Reader(task)]


def _work(bundle: list[Leaf]) -> list[Outcome]:
    return [_HERE[0].outcome(leaf) for leaf in bundle]


def _on_cluster(task: Task, address: str, leaves: Iterable[Leaf]) -> Iterator[Outcome]:
    with _cluster(task, address) as (send, ahead):
        from distributed import KilledWorker

        try:
            yield from _in_order(send, ahead, may_leave(leaves, address))
        except (KilledWorker, CancelledError):
            raise WorkerEndedError from None


@contextmanager
def _cluster(task: Task, address: str) -> Iterator[tuple[_Send, int]]:
    """Workers of a Dask cluster that is there already."""
    try:
        from distributed import Client
    except ImportError:
        raise NoClusterError(address, "the package distributed is not installed") from None
    try:
        connect: Any = Client
        client = connect(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as why:
        raise NoClusterError(address, str(why).partition("\n")[0] or type(why).__name__) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise NoClusterError(address, "it has no workers")
        [there] = client.scatter([task], broadcast=True, hash=False)
        yield (lambda bundle: client.submit(_work_there, there, bundle, pure=False)), threads * AHEAD


def _work_there(task: Task, bundle: list[Leaf]) -> list[Outcome]:
    reader = _THERE.get(task.key)
    if reader is None:
        reader = Reader(task)
        _THERE.clear()
        _THERE[task.key] = reader
    return [reader.outcome(leaf) for leaf in bundle]


#: The reader of the last task, in a worker of a cluster.
_THERE: dict[str, Reader] = {}


def may_leave(leaves: Iterable[Leaf], address: str) -> Iterator[Leaf]:
    """Files that may go to the cluster; the others stay here and are told, as with a model on another machine."""
    host = host_of(address, ("tcp", "tls"))
    for leaf in leaves:
        stays = host and leaf.error is None and leaf.told.get("may_leave") is not True
        yield Leaf(leaf.name, error=WouldLeaveError(host, leaf.name)) if stays else leaf
