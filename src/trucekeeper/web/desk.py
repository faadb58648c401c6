"""The ledger as the pages look at it: held in memory, fed by what is new, so that no request reads it all again."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, RLock, Thread
from time import monotonic
from typing import Any, Final

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.deals import OF_TEXTS, first_deal, stamped
from trucekeeper.ledger.record import Entry, Erasure, Record, Source
from trucekeeper.ledger.store import Outcome, Proposal, Store
from trucekeeper.ledger.view import KnownFrom
from trucekeeper.reader.ranking import Model, taught_by
from trucekeeper.status.engine import status
from trucekeeper.status.running import Running
from trucekeeper.status.verdict import Status
from trucekeeper.web.deals import Deals, Texts
from trucekeeper.web.protected import Protected
from trucekeeper.web.retellings import Retellings

#: How long a follower waits before it asks whether it is still wanted, seconds.
PATIENCE_S: Final = 1.0
#: How often the inbox is looked at for what other processes laid into it, seconds.
INBOX_S: Final = 5.0
#: Answers kept for being asked again.
KEPT: Final = 64
#: Questions kept up to date for each deal; each holds an index of the ledger in memory.
FOLLOWED: Final = 4
#: How old an answer about now may be while nothing is recorded.
FRESH: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Question:
    """A moment asked about, as far as was known by another."""

    at: datetime
    known_by: datetime
    known_from: KnownFrom = "recorded"


@dataclass
class _Kept:
    """A question that is asked again and again, with how much of the ledger its answer has taken in."""

    texts: int
    running: Running
    taken: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What happened while somebody looks on; `id` is the ledger's newest position then."""

    name: str
    id: int
    data: dict[str, Any] = field(default_factory=dict)


class Desk:
    """One ledger with its deal, shared by everybody who is signed in.

    Args:
        store: The ledger; closed with the desk.
        deals: The texts.
    """

    def __init__(self, store: Store, deals: Deals) -> None:
        self.store, self.deals = store, deals
        self._lock = RLock()
        self._entries: list[Entry] = []
        self._by_id: dict[str, Entry] = {}
        #: Records that may give a protected source away.
        self.protected = Protected()
        self._answers: OrderedDict[tuple[Any, ...], Status] = OrderedDict()
        self._past: OrderedDict[tuple[Any, ...], Status] = OrderedDict()
        self._running: OrderedDict[tuple[str, str, KnownFrom], _Kept] = OrderedDict()
        self._current: dict[str, tuple[tuple[int, int, KnownFrom], Status]] = {}
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Queue[News]]] = set()
        self._over = Event()
        self._thread: Thread | None = None
        self._first_deal: str | None = None
        self._proposals: tuple[int, tuple[Proposal, ...]] | None = None
        self._taught: tuple[int, Model] | None = None
        self._changed = 0
        self._looked = monotonic()
        self.retellings = Retellings(self.text)
        self.refresh()

    # ---- what is recorded

    @property
    def practice(self) -> bool:
        """True for a ledger that is only for practice."""
        return self.store.practice

    @property
    def position(self) -> int:
        """How far the ledger reaches here."""
        return self._entries[-1].position if self._entries else 0

    @property
    def newest_at(self) -> datetime | None:
        """When the newest entry was recorded; None while there is none."""
        return self._entries[-1].recorded_at if self._entries else None

    @property
    def first_deal(self) -> str | None:
        """The deal of the ledger's first text, which claims records that name none; None while there is no text."""
        return self._first_deal

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries in their order, corrections and withdrawals among them, as they were entered; it only grows."""
        return self._entries

    def entry(self, id: str) -> Entry | None:
        """The entry of a record."""
        return self._by_id.get(id)

    def text(self, source: Source) -> str | None:
        """The text of a report as it was read; None where it is not kept."""
        kept = self.store.document(source.text_sha256)
        return kept.decode("utf-8", "surrogatepass") if kept is not None else None

    def inbox(self) -> tuple[Proposal, ...]:
        """The proposals that wait for a person; read again only after a change."""
        with self._lock:
            if self._proposals is None or self._proposals[0] != self._changed:
                self._proposals = (self._changed, self.store.proposals("open"))
            return self._proposals[1]

    def taught(self) -> Model:
        """What the decisions in this ledger teach about what waits; worked out again only after a change."""
        with self._lock:
            if self._taught is None or self._taught[0] != self._changed:
                self._taught = (self._changed, taught_by(self.store.proposals()))
            return self._taught[1]

    # ---- what follows from it

    def answer(self, question: Question, follows: str = "") -> Status | None:
        """How the deal stands; None where there is no text that can be judged.

        Worked out once for everybody who asks the same before anything new is recorded.

        Args:
            question: The moments asked about.
            follows: Names a question that is asked again and again with later moments (`now`, `24h`): its answer is
                kept up to date at the cost of what is new. Without it, everything is gone through.
        """
        texts = self.deals.texts()
        if not texts.judged:
            return None
        with self._lock:
            key, entries = (texts.number, self._extent(question), question), len(self._entries)
            known = self._kept(key) or (self._keep(key, self._kept_up(question, texts, follows)) if follows else None)
        if known is not None:
            return known
        # A look back goes through everything: meanwhile the others are answered about now.
        found = status(
            texts.judged,
            self._entries[:entries],
            at=question.at,
            known_by=question.known_by,
            known_from=question.known_from,
        )
        with self._lock:
            return self._keep(key, found)

    def _shelf(self, key: tuple[Any, ...]) -> OrderedDict[tuple[Any, ...], Status]:
        """Where an answer is kept: one about the past, which no record changes, is not crowded out by those of now."""
        return self._answers if key[1] else self._past

    def _kept(self, key: tuple[Any, ...]) -> Status | None:
        shelf = self._shelf(key)
        if key in shelf:
            shelf.move_to_end(key)
        return shelf.get(key)

    def _keep(self, key: tuple[Any, ...], found: Status) -> Status:
        shelf = self._shelf(key)
        shelf[key] = found
        while len(shelf) > KEPT:
            shelf.popitem(last=False)
        return found

    def current(self, ask: Callable[[], Question]) -> Status | None:
        """The answer about now: the newest one, unless something was recorded since or it is older than some seconds.

        A deadline that passes shows that much later; what is recorded shows at once.

        Args:
            ask: Gives the question. It is asked when its turn has come, not before: what is kept up to date cannot go
                back by a moment without going through everything.
        """
        texts = self.deals.texts()
        with self._lock:
            question = ask()
            reached = (texts.number, self.position, question.known_from)
            kept = self._current.get(texts.deal)
            if kept is not None and kept[0] == reached and timedelta(0) <= question.at - kept[1].at < FRESH:
                return kept[1]
            found = self.answer(question, "now")
            if found is not None:
                self._current[texts.deal] = (reached, found)
            return found

    def with_earlier(
        self, ask: Callable[[], Question], earlier: Callable[[Status], Question], follows: str
    ) -> tuple[Status | None, Status | None]:
        """The answer about now and the one to compare it with, both kept up to date.

        Args:
            ask: As in `current`.
            earlier: Gives the question to compare with; its moments go forward as those of now do.
            follows: As in `answer`.
        """
        with self._lock:  # else another reader could be served in between, and an earlier moment is all gone through
            now = self.current(ask)
            return now, now and self.answer(earlier(now), follows)

    def _extent(self, question: Question) -> int:
        """How much of the ledger an answer may rest on: what is recorded later never changes what was known then."""
        newest = self._entries[-1].recorded_at if self._entries else question.known_by
        return 0 if question.known_from == "recorded" and question.known_by < newest else self.position

    def _kept_up(self, question: Question, texts: Texts, follows: str) -> Status:
        key = (texts.deal, follows, question.known_from)
        kept = self._running.pop(key, None)
        if kept is None or kept.texts != texts.number:
            kept = _Kept(texts.number, Running(texts.judged, known_from=question.known_from))
        self._running[key] = kept
        while len(self._running) > FOLLOWED * max(1, len(self.deals.names())):
            self._running.popitem(last=False)
        kept.running.add(self._entries[kept.taken :])
        kept.taken = len(self._entries)
        return kept.running.status(at=question.at, known_by=question.known_by)

    # ---- entering

    def append(
        self, records: Sequence[Record], by: str, *, documents: Iterable[bytes] = (), behind: int | None = None
    ) -> tuple[Entry, ...]:
        """Record a batch, all or nothing, and tell everybody who looks on; `behind` as in `Store.append`."""
        entered = self.store.append(self._of_the_deal(records), by, documents=documents, behind=behind)
        self.refresh()
        return entered

    def propose(self, proposals: Iterable[Proposal], documents: Iterable[bytes] = ()) -> tuple[str, ...]:
        """Lay proposals into the inbox, and tell everybody who looks on."""
        fresh = self.store.propose(proposals, documents)
        self._forget_inbox()
        return fresh

    def decide(
        self, id: str, outcome: Outcome, *, by: str, reason: str = "", records: Sequence[Record] = ()
    ) -> tuple[Entry, ...]:
        """Decide about a proposal, and tell everybody who looks on."""
        about = next((str(one.body.get("deal", "")) for one in self.inbox() if one.id == id), "")
        own = self._of_the_deal(records, about)
        entered = self.store.decide(id, outcome, by=by, reason=reason, records=own)
        self._forget_inbox()
        self.refresh()
        return entered

    def _of_the_deal(self, records: Sequence[Record], deal: str = "") -> tuple[Record, ...]:
        """What is entered while one of several deals is looked at is about that one."""
        return stamped(records, deal or self.deals.texts().deal, self._first_deal)

    def _forget_inbox(self) -> None:
        with self._lock:
            self._changed += 1
        self.announce("inbox", {})

    # ---- what is new

    def refresh(self) -> bool:
        """Take in what was recorded meanwhile, by us or by others; True where there was something."""
        return self._take(self.store.entries(self.position))

    def _take(self, fresh: Sequence[Entry]) -> bool:
        """Add entries that are not here yet; an erasure among them makes us read all anew, for what was erased."""
        with self._lock:
            fresh = [one for one in fresh if one.position > self.position]
            if not fresh:
                return False
            if self._entries and any(isinstance(one.record, Erasure) for one in fresh):
                self._entries, self._answers, self._running = list(self.store.entries()), OrderedDict(), OrderedDict()
                self._past, self._current = OrderedDict(), {}
                self._by_id = {one.record.id: one for one in self._entries}
                self.retellings = Retellings(self.text)
            else:
                self._entries.extend(fresh)
                again = any(isinstance(one.record, OF_TEXTS) for one in fresh)
                self._first_deal = first_deal(self._entries) if again else self._first_deal
                self._by_id.update((one.record.id, one) for one in fresh)
            self.protected.take(fresh)
            self._changed += 1
        self.announce("ledger", told(fresh))
        return True

    def announce(self, name: str, data: dict[str, Any]) -> None:
        """Tell everybody who looks on; `data` goes to every signed-in reader, so it holds ids, never words or names."""
        news = News(name, self.position, data)
        for loop, queue in tuple(self._listeners):
            with suppress(RuntimeError):  # that reader's loop has ended
                loop.call_soon_threadsafe(_put, queue, news)

    def listen(self) -> tuple["asyncio.Queue[News]", Callable[[], None]]:
        """A queue of what will be new, for one open page, and how to stop it; called in the loop of the page."""
        queue: asyncio.Queue[News] = asyncio.Queue(maxsize=256)
        mine = (asyncio.get_running_loop(), queue)
        self._listeners.add(mine)
        return queue, lambda: self._listeners.discard(mine)

    def watch(self) -> None:
        """Take in, from now on, what other processes record."""
        self._thread = Thread(target=self._follow, name="desk", daemon=True)
        self._thread.start()

    def _follow(self) -> None:
        while not self._over.is_set():
            # A server that does not answer for a moment is asked again; pages say since when nothing came.
            with suppress(TruceError):
                for fresh in self.store.follow(self.position, patience_s=PATIENCE_S):
                    if self._over.is_set():
                        return
                    self._take(fresh)
                    self._look_at_inbox()
            self._over.wait(PATIENCE_S)

    def _look_at_inbox(self) -> None:
        """Now and then, whether another process has laid something into the inbox."""
        if monotonic() - self._looked < INBOX_S:
            return
        self._looked = monotonic()
        there = self.store.proposals("open")
        with self._lock:
            known = self._proposals
            same = known is not None and [one.id for one in known[1]] == [one.id for one in there]
            if not same:
                self._changed += 1
                self._proposals = (self._changed, there)
        if known is not None and not same:
            self.announce("inbox", {})

    def close(self) -> None:
        """Stop looking and let the ledger go."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        self.store.close()


def told(fresh: Sequence[Entry]) -> dict[str, Any]:
    """What may be said of new entries to anybody: their positions, kinds and clauses."""
    clauses: dict[str, None] = {}
    for entry in fresh:
        one = getattr(entry.record, "clause", None)
        several = getattr(entry.record, "clauses", ())
        clauses.update(dict.fromkeys(([one] if one else []) + list(several)))
    return {
        "from": fresh[0].position,
        "to": fresh[-1].position,
        "kinds": sorted({str(type(one.record).__struct_config__.tag) for one in fresh}),
        "clauses": list(clauses),
    }


def _put(queue: "asyncio.Queue[News]", news: News) -> None:
    # A reader that does not keep up loses single events, never the newest position: the last one tells all.
    if queue.full():
        with suppress(asyncio.QueueEmpty):
            queue.get_nowait()
    queue.put_nowait(news)
