"""What all stores do alike; where and how the bytes are kept is left to each."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import Any, Final

import msgspec

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.admit import NotTaken, Refusal, refusals
from trucekeeper.ledger.chain import SALT_BYTES, Damage, Newest, Row, hashes_in, opened, texts_in
from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.record import ERASED, Correction, Entry, Erasure, Record, Withdrawal
from trucekeeper.ledger.store import (
    STATE_AFTER,
    Clock,
    Erased,
    ErasingReasonError,
    MovedOnError,
    NobodyError,
    NoProposalError,
    NothingToEraseError,
    Outcome,
    Proposal,
    Sealed,
    State,
    UnreadableEntryError,
    erasure_of,
    review_of,
    scrubbed,
    sealed_batch,
    standing_in_clear,
    system_clock,
    texts_of,
)

#: Entries that are copied at a time.
AT_ONCE: Final = 20_000


class NotEmptyError(TruceError):
    """A ledger with entries, where a copy was to be written into an empty one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} holds records already, so nothing was restored into it", "name a new ledger")


class BaseStore(ABC):
    """A ledger without a place; see `Store` for what each call promises.

    Args:
        name: What to call it in messages.
        practice: Only for practice.
        now: The store's clock.
        salt: Draws the salt of a text.
    """

    def __init__(
        self,
        name: str,
        *,
        practice: bool = False,
        now: Clock = system_clock,
        salt: Callable[[], bytes] = lambda: secrets.token_bytes(SALT_BYTES),
    ) -> None:
        self.name, self.practice = name, practice
        self._now, self._salt = now, salt
        self._seen: list[Entry] = []
        self._seen_erasures = 0

    def append(
        self,
        records: Sequence[Record],
        entered_by: str,
        *,
        documents: Iterable[bytes] = (),
        behind: int | None = None,
    ) -> tuple[Entry, ...]:
        """Record all of a batch or none of it."""
        kept = {sha256(one).hexdigest(): one for one in documents}
        only_ours = [
            Refusal(place, one.id, "L17", f'"{one.id}" is an erasure, which only the ledger records', "use truce erase")
            for place, one in enumerate(records)
            if isinstance(one, Erasure)
        ]
        if only_ours:
            raise NotTaken(only_ours)
        with self._writing():
            newest = self._end()[0].position if behind is not None else None
            if behind is not None and newest is not None and newest != behind:
                raise MovedOnError(behind, newest)
            return self._append(records, entered_by, kept).entries

    def _append(self, records: Sequence[Record], entered_by: str, documents: dict[str, bytes]) -> Sealed:
        if not entered_by.strip():
            raise NobodyError
        flats = [flat(record) for record in records]
        refused = refusals(records, self, flats)
        if refused:
            raise NotTaken(refused)
        texts = [texts_in(values) for values in flats]
        newest, last = self._end()
        now = self._now().astimezone(UTC)
        sealed = sealed_batch(
            records,
            flats,
            texts,
            entered_by=entered_by,
            recorded_at=now if last is None else max(now, last),
            newest=newest,
            salts=self._salts(list(dict.fromkeys(one for several in texts for one in several))),
            salt=self._salt,
        )
        self._insert(sealed, documents)
        return sealed

    def take_over(
        self,
        several: Sequence[tuple[str, Record]],
        batches: Sequence[Record],
        by: str,
        *,
        waiting: Mapping[tuple[str, int], bytes],
        documents: Iterable[bytes],
    ) -> tuple[Entry, ...]:
        """Record what a packet brings, in one step with what of it must wait.

        Args:
            several: Who entered each record where it comes from, and the record.
            batches: The records of the import.
            by: Who takes it.
            waiting: The lines that wait from now on, by signer and position.
            documents: Report texts that the records name.
        """
        found: list[Entry] = []
        with self._writing():
            for who, together in groupby(several, key=lambda one: one[0]):
                found += self._append([record for _, record in together], who, {}).entries
            if batches:
                self._append(batches, by, {})
            self._keep({sha256(one).hexdigest(): one for one in documents})
            self._wait(waiting)
        return tuple(found)

    def copy_into(self, other: "BaseStore") -> None:
        """Write this ledger, as it is, into an empty one of any kind: the same bytes and seals, the inbox too."""
        with self._reading(), other._writing():
            if other._end()[0].position or other.proposals():
                raise NotEmptyError(other.name)
            kept, rows = self.salts(), self._rows_after(0)
            texts = {name: text for name, (_, text) in kept.items()}
            for start in range(0, len(rows), AT_ONCE):
                some = rows[start : start + AT_ONCE]
                fresh = {name: kept.pop(name) for name in _digests(some) if name in kept}
                other._insert(Sealed(tuple(self._opened(some, texts, start)), tuple(some), fresh), {})
            other._keep(dict(self._documents()))
            other._put(self.proposals())
            for one in self.proposals():
                if one.at is not None:
                    other._settle(one.id, one.state, one.by, one.reason, one.at)
            lines = [line.split(b"\n", 1) for line in self.waiting()]
            other._wait(
                {(signer.decode(), number): signer + b"\n" + line for number, (signer, line) in enumerate(lines)}
            )

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """All entries behind a position, in their order."""
        with self._reading():
            if after > len(self._seen):  # only the end is asked for: the rest need not be in memory
                rows = self._rows_after(after)
                return tuple(self._opened(rows, self._texts(_digests(rows)), after))
            erasures = self._erasures()
            if erasures != self._seen_erasures:
                self._seen, self._seen_erasures = [], erasures
            rows = self._rows_after(len(self._seen))
            if rows:
                texts = self._texts(_digests(rows) if len(rows) < 1000 else None)
                self._seen += self._opened(rows, texts, len(self._seen))
            return tuple(self._seen[after:])

    def follow(self, after: int = 0, *, patience_s: float = 15.0) -> Iterator[tuple[Entry, ...]]:
        """Entries behind a position as they come, whoever writes them, for ever."""
        with self._listening() as wait:
            while True:
                fresh = self.entries(after)
                after += len(fresh)
                yield fresh
                wait(patience_s)

    def _opened(self, rows: Sequence[Row], texts: Mapping[str, str], after: int) -> list[Entry]:
        found: list[Entry] = []
        try:
            for row in rows:
                found.append(opened(row.sealed, texts))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise UnreadableEntryError(self.name, after + len(found) + 1) from None
        return found

    def entry(self, id: str) -> Entry | None:
        """The entry of a record, as it was entered."""
        with self._reading():
            row = self._row_of(id)
            return None if row is None else opened(row.sealed, self._texts(_digests([row])))

    def family(self, id: str) -> tuple[Entry, ...]:
        """The entry of an id and all that correct or withdraw it, and what these correct or withdraw in turn."""
        with self._reading():
            found: dict[str, Row] = {}
            ask = [id]
            while ask:
                row = self._row_of(one := ask.pop())
                if row is None or one in found:
                    continue
                found[one] = row
                ask += self._changing(one)
                record = opened(row.sealed, {}).record
                match record:
                    case Correction(corrects=target) | Withdrawal(withdraws=target):
                        ask.append(target)
            texts = self._texts(_digests(found.values()))
            return tuple(opened(row.sealed, texts) for row in found.values())

    def newest(self) -> Newest:
        """How far the chain reaches."""
        with self._reading():
            return self._end()[0]

    def propose(self, proposals: Iterable[Proposal], documents: Iterable[bytes] = ()) -> tuple[str, ...]:
        """Lay proposals into the inbox; one whose id is there already is passed over."""
        with self._writing():
            fresh = {one.id: one for one in proposals}
            for id in self.known_proposals(fresh):
                del fresh[id]
            self._put(fresh.values())
            self._keep({sha256(one).hexdigest(): one for one in documents})
            return tuple(fresh)

    def decide(
        self, id: str, outcome: Outcome, *, by: str, reason: str = "", records: Sequence[Record] = ()
    ) -> tuple[Entry, ...]:
        """Note what a person decided about a proposal, and record the review and what came of it."""
        with self._writing():
            if not self.known_proposals([id]):
                raise NoProposalError(id)
            position = self._end()[0].position + len(records) + 1
            review = review_of(id, outcome, by, reason, position)
            sealed = self._append([*records, review], by, {})
            self._settle(id, STATE_AFTER[outcome], by, reason, sealed.entries[-1].recorded_at)
            return sealed.entries

    def erase(self, texts: Sequence[str], *, by: str, reason: str, documents: Sequence[str] = ()) -> Erased:
        """Delete names and free texts wherever they stand, and report texts by their SHA-256."""
        texts = [text for text in texts if text]
        if any(text in reason for text in texts):
            raise ErasingReasonError
        with self._writing():
            digests = {text: name for name, (_, text) in self.salts().items() if text in texts}
            missing = [text for text in texts if text not in digests]
            lost = [name for name in documents if self.document(name) is None]
            if missing or lost or not (digests or documents):
                raise NothingToEraseError(f"text {lost[0][:12]}..." if lost else "name or text that reads so")
            before = self.entries()
            stood = [entry.record.id for entry in before if set(texts) & set(texts_of([entry.record]))]
            stood += [entry.record.id for entry in before if _document(entry.record) in documents]
            position = self._end()[0].position + 1
            record = erasure_of(digests.values(), documents, dict.fromkeys(stood), by, reason, position)
            sealed = self._append([record], by, {})
            self._drop(digests.values(), documents)
            for proposal in self.proposals():
                body = scrubbed(proposal.body, texts, ERASED)
                if body != proposal.body:
                    self._rewrite(proposal.id, body)
            inside = [
                entry.record.id
                for entry in before
                if any(text in one and text != one for one in texts_of([entry.record]) for text in texts)
            ]
            in_clear = standing_in_clear(before, texts)
            holding = [name for name, content in self._documents() if any(text.encode() in content for text in texts)]
        return Erased(
            entry=sealed.entries[0],
            records=record.records,
            inside=tuple(inside),
            in_clear=in_clear,
            documents=tuple(holding),
            wiped=self.wipe(),
        )

    def erase_again(self, erases: Iterable[str], *, by: str, reason: str) -> Entry | None:
        """Delete what was erased in another copy of this ledger, by the hashes that its erasures name.

        Returns:
            The record of it; None where nothing of it stands here.
        """
        wanted = set(erases)
        with self._writing():
            kept = {name: text for name, (_, text) in self.salts().items() if name in wanted}
            documents = [name for name in wanted if name not in kept and self.document(name) is not None]
            if not kept and not documents:
                return None
            texts = set(kept.values())
            before = self.entries()
            stood = [
                one.record.id
                for one in before
                if texts & set(texts_of([one.record])) or _document(one.record) in documents
            ]
            position = self._end()[0].position + 1
            record = erasure_of(kept, documents, dict.fromkeys(stood), by, reason, position)
            sealed = self._append([record], by, {})
            self._drop(kept, documents)
            for proposal in self.proposals():
                body = scrubbed(proposal.body, list(texts), ERASED)
                if body != proposal.body:
                    self._rewrite(proposal.id, body)
        self.wipe()
        return sealed.entries[0]

    @abstractmethod
    def close(self) -> None:
        """Let the ledger go."""

    @abstractmethod
    def wipe(self) -> bool:
        """Remove the bytes of erased texts from the disk; False where another process keeps them in use."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """Hold the ledger alone; all that is written inside is kept at the end, or none of it after an error."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[None]:
        """See one state of the ledger."""

    @abstractmethod
    def _listening(self) -> AbstractContextManager[Callable[[float], None]]:
        """Hear of what is written from now on; what is given waits for it, at most so many seconds."""

    @abstractmethod
    def _end(self) -> tuple[Newest, datetime | None]:
        """The newest seal, and when the last entry was recorded."""

    @abstractmethod
    def _salts(self, texts: Sequence[str]) -> dict[str, bytes]:
        """The salts of those texts that are there."""

    @abstractmethod
    def _insert(self, sealed: Sealed, documents: dict[str, bytes]) -> None:
        """Write a batch."""

    @abstractmethod
    def _keep(self, documents: dict[str, bytes]) -> None:
        """Keep documents that are not there yet."""

    @abstractmethod
    def _rows_after(self, position: int) -> list[Row]:
        """The rows behind a position."""

    @abstractmethod
    def _row_of(self, id: str) -> Row | None:
        """The row of a record."""

    @abstractmethod
    def _changing(self, id: str) -> list[str]:
        """Ids of the corrections and withdrawals that name a record."""

    @abstractmethod
    def _texts(self, digests: Sequence[str] | None) -> dict[str, str]:
        """Texts by their hash in the chain; all of them for None."""

    @abstractmethod
    def _erasures(self) -> int:
        """How often something was erased."""

    @abstractmethod
    def _documents(self) -> Iterator[tuple[str, bytes]]:
        """All report and deal texts."""

    @abstractmethod
    def _drop(self, digests: Iterable[str], documents: Iterable[str]) -> None:
        """Delete texts, their salts and documents, and count the erasure."""

    @abstractmethod
    def _put(self, proposals: Iterable[Proposal]) -> None:
        """Add proposals."""

    @abstractmethod
    def _settle(self, id: str, state: State, by: str, reason: str, at: datetime) -> None:
        """Set the state of a proposal."""

    @abstractmethod
    def _rewrite(self, id: str, body: dict[str, Any]) -> None:
        """Replace the body of a proposal, to erase a text."""

    @abstractmethod
    def waiting(self) -> tuple[bytes, ...]:
        """Lines of packets that wait for records that they name."""

    @abstractmethod
    def _wait(self, lines: Mapping[tuple[str, int], bytes]) -> None:
        """Let these lines wait, by signer and position, and no others."""

    @abstractmethod
    def known_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are records of the ledger."""

    @abstractmethod
    def known_proposals(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are proposals in the inbox."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """The sealed bytes and seals of all entries, in their order."""

    @abstractmethod
    def damage(self, kept: Newest | None = None) -> Damage | None:
        """The first place at which the ledger is not what was written."""

    @abstractmethod
    def salts(self) -> dict[str, tuple[bytes, str]]:
        """Salt and text by the hash that stands in the chain."""

    @abstractmethod
    def document(self, sha256: str) -> bytes | None:
        """The bytes of a report or deal text."""

    @abstractmethod
    def proposals(self, state: State | None = None) -> tuple[Proposal, ...]:
        """The inbox in the order in which it was filled."""


def _digests(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in hashes_in(row.sealed)))


def _document(record: Record) -> str | None:
    name = getattr(record, "text_sha256", None) or getattr(record, "sha256", None)
    return None if name is None else str(name)
