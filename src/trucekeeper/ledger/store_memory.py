"""A ledger that is gone when the process ends: for tests, for trying out, and as the plainest account of a store."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from threading import Condition, RLock
from typing import Any

from trucekeeper.ledger.chain import NOTHING, Beside, Damage, Newest, Row, first_damage
from trucekeeper.ledger.record import Correction, Withdrawal
from trucekeeper.ledger.store import Clock, Proposal, Sealed, State, system_clock
from trucekeeper.ledger.store_base import BaseStore


class MemoryStore(BaseStore):
    """A ledger in memory."""

    def __init__(self, name: str = "memory", *, practice: bool = False, now: Clock = system_clock) -> None:
        super().__init__(name, practice=practice, now=now)
        self._lock = RLock()
        self._written = Condition(self._lock)
        self._empty()

    def _empty(self) -> None:
        """Hold nothing."""
        self._seen, self._seen_erasures = [], 0
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._changes: dict[str, list[str]] = {}
        self._last: datetime | None = None
        self._beside: dict[str, tuple[bytes, str]] = {}
        self._files: dict[str, bytes] = {}
        self._inbox: dict[str, Proposal] = {}
        self._erased = 0
        self._lines: dict[tuple[str, int], bytes] = {}

    @contextmanager
    def _writing(self) -> Iterator[None]:
        # Nothing is written before all has been checked, so there is nothing to take back.
        with self._lock:
            yield

    _reading = _writing

    @contextmanager
    def _listening(self) -> Iterator[Callable[[float], None]]:
        heard = len(self._rows)

        def wait(seconds: float) -> None:
            nonlocal heard
            with self._written:
                self._written.wait_for(lambda: len(self._rows) > heard, seconds)
                heard = len(self._rows)

        yield wait

    def _end(self) -> tuple[Newest, datetime | None]:
        return Newest(len(self._rows), self._rows[-1].seal if self._rows else NOTHING), self._last

    def _salts(self, texts: Sequence[str]) -> dict[str, bytes]:
        by_text = {text: salt for salt, text in self._beside.values()}
        return {text: by_text[text] for text in texts if text in by_text}

    def _insert(self, sealed: Sealed, documents: dict[str, bytes]) -> None:
        for entry, row in zip(sealed.entries, sealed.rows, strict=True):
            self._places[entry.record.id] = len(self._rows)
            self._rows.append(row)
            self._last = entry.recorded_at
            match entry.record:
                case Correction(corrects=target) | Withdrawal(withdraws=target):
                    self._changes.setdefault(target, []).append(entry.record.id)
        self._beside |= sealed.texts
        self._keep(documents)
        self._written.notify_all()

    def _keep(self, documents: dict[str, bytes]) -> None:
        self._files = documents | self._files

    def _rows_after(self, position: int) -> list[Row]:
        return self._rows[position:]

    def _row_of(self, id: str) -> Row | None:
        place = self._places.get(id)
        return None if place is None else self._rows[place]

    def _changing(self, id: str) -> list[str]:
        return self._changes.get(id, [])

    def _texts(self, digests: Sequence[str] | None) -> dict[str, str]:
        return {name: text for name, (_, text) in self._beside.items()}

    def _erasures(self) -> int:
        return self._erased

    def _documents(self) -> Iterator[tuple[str, bytes]]:
        yield from self._files.items()

    def _drop(self, digests: Iterable[str], documents: Iterable[str]) -> None:
        for name in digests:
            del self._beside[name]
        for name in documents:
            del self._files[name]
        self._erased += 1

    def _put(self, proposals: Iterable[Proposal]) -> None:
        self._inbox |= {one.id: one for one in proposals}

    def _settle(self, id: str, state: State, by: str, reason: str, at: datetime) -> None:
        self._inbox[id] = replace(self._inbox[id], state=state, by=by, reason=reason, at=at)

    def _rewrite(self, id: str, body: dict[str, Any]) -> None:
        self._inbox[id] = replace(self._inbox[id], body=body)

    def waiting(self) -> tuple[bytes, ...]:
        """Lines of packets that wait for records that they name."""
        return tuple(line for _, line in sorted(self._lines.items()))

    def _wait(self, lines: Mapping[tuple[str, int], bytes]) -> None:
        self._lines = dict(lines)

    def known_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are records of the ledger."""
        return frozenset(self._places.keys() & set(ids))

    def known_proposals(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are proposals in the inbox."""
        return frozenset(self._inbox.keys() & set(ids))

    def rows(self) -> Iterator[Row]:
        """The sealed bytes and seals of all entries, in their order."""
        yield from list(self._rows)

    def salts(self) -> dict[str, tuple[bytes, str]]:
        """Salt and text by the hash that stands in the chain."""
        return dict(self._beside)

    def document(self, sha256: str) -> bytes | None:
        """The bytes of a report or deal text."""
        return self._files.get(sha256)

    def proposals(self, state: State | None = None) -> tuple[Proposal, ...]:
        """The inbox in the order in which it was filled."""
        return tuple(one for one in self._inbox.values() if state is None or one.state == state)

    def damage(self, kept: Newest | None = None) -> Damage | None:
        """The first place at which the ledger is not what was written."""
        texts = ((name, *of) for name, of in self._beside.items())
        documents = ((name, sha256(content).hexdigest()) for name, content in self._files.items())
        return first_damage(self._rows, Beside(texts, documents), kept)

    def wipe(self) -> bool:
        """Memory that was let go is not kept."""
        return True

    def close(self) -> None:
        """Let the ledger go."""
