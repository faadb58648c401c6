"""What every ledger can do, wherever it is kept; the only way in and out of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal, Protocol

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.admit import Known
from trucekeeper.ledger.chain import Damage, Newest, Row, digest, exchanged, seal, sealed_bytes, texts_in
from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.record import Entry, Erasure, Record, Review

Clock = Callable[[], datetime]
State = Literal["open", "confirmed", "rejected", "accepted unread"]
Outcome = Literal["confirmed", "rejected", "accepted unread", "reopened"]

#: Which state of a proposal follows from which decision.
STATE_AFTER: Final[dict[str, State]] = {
    "confirmed": "confirmed",
    "rejected": "rejected",
    "accepted unread": "accepted unread",
    "reopened": "open",
}


class UnreadableEntryError(TruceError):
    """An entry whose sealed bytes are no record, so that no answer can rest on this ledger."""

    def __init__(self, name: str, position: int) -> None:
        super().__init__(
            f"entry {position} of {name} is no record that this program can read",
            f"truce verify {name} tells whether it was changed; if not, a newer truce wrote it",
        )


class NoProposalError(TruceError):
    """An id that no proposal of the inbox has."""

    def __init__(self, id: str) -> None:
        super().__init__(f'there is no proposal "{id}" in the inbox', "truce log LEDGER --inbox lists them")


class NobodyError(TruceError):
    """An entry that nobody wants to have made."""

    def __init__(self) -> None:
        super().__init__("nothing was recorded: it is not said who enters it", "name yourself, as in --as analyst-1")


class NothingToEraseError(TruceError):
    """A text that the ledger does not hold as a name or free text."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"nothing was erased: the ledger holds no {what}",
            "only whole names and free texts can be erased; truce log --search finds them",
        )


class MovedOnError(TruceError):
    """Something was to be recorded only if nothing else was recorded meanwhile, and something was."""

    def __init__(self, behind: int, newest: int) -> None:
        self.behind, self.newest = behind, newest
        super().__init__(
            f"nothing was recorded: the ledger has gone on from entry {behind} to {newest}, and what was to be "
            "recorded was worked out from the entries before",
            "work it out again and record that",
        )


class ErasingReasonError(TruceError):
    """A reason that would write down again what is to be erased."""

    def __init__(self) -> None:
        super().__init__("nothing was erased: the reason given holds the very text to be erased", "give another reason")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reader proposes: it counts for nothing until a person decides.

    Attributes:
        body: The proposal as the reader makes it.
        by, reason, at: Who decided, why and when; empty while it is open.
    """

    id: str
    source: str
    body: dict[str, Any]
    state: State = "open"
    by: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure reached, and where the text still stands.

    Attributes:
        entry: The record of the erasure.
        records: Ids of the records in which the text stood.
        inside: Records in which it stands inside a longer text, not erased.
        in_clear: Records and keys that are sealed in clear and hold it; it cannot be erased there.
        documents: Report texts that hold it, not erased.
        wiped: False where another process kept the old bytes in use; they go when it ends and `wipe` runs again.
    """

    entry: Entry
    records: tuple[str, ...]
    inside: tuple[str, ...] = ()
    in_clear: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    wiped: bool = True


class Store(Known, Protocol):
    """A ledger. Every call is whole or not at all; what a call returned is on the disk."""

    @property
    def name(self) -> str:
        """What to call it in messages."""
        ...

    @property
    def practice(self) -> bool:
        """True for a ledger that is only for practice."""
        ...

    def append(
        self,
        records: Sequence[Record],
        entered_by: str,
        *,
        documents: Iterable[bytes] = (),
        behind: int | None = None,
    ) -> tuple[Entry, ...]:
        """Record all of a batch or none of it.

        Args:
            records: In their order; a later one may name an earlier one.
            entered_by: Who enters them.
            documents: Report and deal texts that the records name by their SHA-256.
            behind: Only if the newest entry still is at this position: for what was worked out from all of them, such
                as the next number of a case.

        Raises:
            NotTaken: With every reason why the batch is refused.
            MovedOnError: Something was recorded behind that position.
        """
        ...

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """All entries behind a position, in their order; erased texts show as `[erased]`."""
        ...

    def take_over(
        self,
        several: Sequence[tuple[str, Record]],
        batches: Sequence[Record],
        by: str,
        *,
        waiting: Mapping[tuple[str, int], bytes],
        documents: Iterable[bytes],
    ) -> tuple[Entry, ...]:
        """Record what a packet brings, in one step with what of it must wait (see `arrival`)."""
        ...

    def waiting(self) -> tuple[bytes, ...]:
        """Lines of packets that wait for records that they name."""
        ...

    def follow(self, after: int = 0, *, patience_s: float = 15.0) -> Iterator[tuple[Entry, ...]]:
        """Entries behind a position as they come, whoever writes them, for ever.

        The first answer comes at once, each further one when something was written or `patience_s` seconds have
        passed; it may be empty, so that the caller can stop. An `Erasure` among them means that earlier entries read
        differently now.

        Args:
            after: The position of the last entry that the caller has.
            patience_s: Seconds after which an empty answer comes.
        """
        ...

    def entry(self, id: str) -> Entry | None:
        """The entry of a record, as it was entered."""
        ...

    def newest(self) -> Newest:
        """How far the chain reaches; position 0 and zero bytes while it is empty."""
        ...

    def rows(self) -> Iterator[Row]:
        """The sealed bytes and seals of all entries, in their order."""
        ...

    def salts(self) -> dict[str, tuple[bytes, str]]:
        """Salt and text by the hash that stands in the chain."""
        ...

    def document(self, sha256: str) -> bytes | None:
        """The bytes of a report or deal text, None where they are not kept or were erased."""
        ...

    def damage(self, kept: Newest | None = None) -> Damage | None:
        """The first place at which the ledger is not what was written."""
        ...

    def propose(self, proposals: Iterable[Proposal], documents: Iterable[bytes] = ()) -> tuple[str, ...]:
        """Lay proposals into the inbox; one whose id is there already is passed over.

        Returns:
            Ids of the new ones.
        """
        ...

    def proposals(self, state: State | None = None) -> tuple[Proposal, ...]:
        """The inbox in the order in which it was filled."""
        ...

    def decide(
        self, id: str, outcome: Outcome, *, by: str, reason: str = "", records: Sequence[Record] = ()
    ) -> tuple[Entry, ...]:
        """Note what a person decided about a proposal, and record the review and what came of it, all or nothing."""
        ...

    def erase(self, texts: Sequence[str], *, by: str, reason: str, documents: Sequence[str] = ()) -> Erased:
        """Delete names and free texts wherever they stand, report texts by their SHA-256, and record this."""
        ...

    def erase_again(self, erases: Iterable[str], *, by: str, reason: str) -> Entry | None:
        """Delete what was erased in another copy of this ledger, by the hashes that its erasures name."""
        ...

    def close(self) -> None:
        """Let the ledger go."""
        ...


def system_clock() -> datetime:
    """The moment by the computer's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A batch ready to be written."""

    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    texts: dict[str, tuple[bytes, str]] = field(default_factory=dict)


def sealed_batch(
    records: Sequence[Record],
    flats: Sequence[dict[str, Any]],
    texts: Sequence[Sequence[str]],
    *,
    entered_by: str,
    recorded_at: datetime,
    newest: Newest,
    salts: dict[str, bytes],
    salt: Callable[[], bytes],
) -> Sealed:
    """Chain a batch to the newest seal.

    Args:
        records: In their order.
        flats: The same as JSON values.
        texts: The erasable texts of each.
        entered_by: Who enters them.
        recorded_at: The store's moment for all of them.
        newest: What they are chained to.
        salts: Salt of each text that the ledger holds already.
        salt: Draws a new one.
    """
    moment = flat_moment(recorded_at)
    hashes = {text: digest(one, text) for text, one in salts.items()}
    fresh: dict[str, tuple[bytes, str]] = {}
    rows: list[Row] = []
    entries: list[Entry] = []
    position, previous = newest
    for record, values, erasable in zip(records, flats, texts, strict=True):
        for text in erasable:
            if text not in hashes:
                drawn = salt()
                hashes[text] = digest(drawn, text)
                fresh[hashes[text]] = (drawn, text)
        position += 1
        entry = {"position": position, "recorded_at": moment, "entered_by": entered_by, "record": values}
        sealed = sealed_bytes(entry, hashes)
        previous = seal(previous, sealed)
        rows.append(Row(sealed, previous))
        entries.append(Entry(position=position, recorded_at=recorded_at, entered_by=entered_by, record=record))
    return Sealed(tuple(entries), tuple(rows), fresh)


def flat_moment(at: datetime) -> str:
    """Write the store's moment, always in UTC."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def texts_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The erasable texts of a batch, each once."""
    return tuple(dict.fromkeys(text for record in records for text in texts_in(flat(record))))


def review_of(id: str, outcome: Outcome, by: str, reason: str, position: int) -> Review:
    """Make the record of a decision; its id says about what and where in the ledger."""
    return Review(id=f"review {position} of {id}"[:200], reviews=id, outcome=outcome, by=by, reason=reason)


def erasure_of(
    digests: Iterable[str], documents: Iterable[str], records: Iterable[str], by: str, reason: str, position: int
) -> Erasure:
    """Make the record of an erasure; it names the hashes, never the texts."""
    erases = tuple(sorted((*digests, *documents)))
    return Erasure(id=f"erasure {position}", erases=erases, by=by, reason=reason, records=tuple(records))


def scrubbed(value: Any, texts: Sequence[str], instead: str) -> Any:
    """Replace texts wherever they stand in JSON values, keys left alone."""
    if isinstance(value, dict):
        return {key: scrubbed(one, texts, instead) for key, one in value.items()}
    if isinstance(value, list):
        return [scrubbed(one, texts, instead) for one in value]
    if isinstance(value, str):
        for text in texts:
            value = value.replace(text, instead)
    return value


def standing_in_clear(entries: Iterable[Entry], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Find records and keys that are sealed in clear and hold one of the texts."""
    found: list[tuple[str, str]] = []
    for entry in entries:
        values = flat(entry.record)
        clear = exchanged(values, {}, "") | {"entered_by": entry.entered_by}
        for key, value in clear.items():
            if scrubbed(value, texts, "") != value:
                found.append((entry.record.id, key))
    return tuple(found)
