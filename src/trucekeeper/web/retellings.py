"""Which reports tell another one again, kept up as reports come in, so that no page compares them anew (rule R2)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import RLock
from typing import Any, Final

from trucekeeper.core.name import folded
from trucekeeper.ledger.alike import told_alike
from trucekeeper.ledger.record import Claim, Entry, Movement, Source, VehicleMovement, Withdrawal
from trucekeeper.ledger.retold import Told
from trucekeeper.ledger.store import Proposal

#: So many of the newest reports are compared; a wire is told again within days, and each costs some kilobytes.
COMPARED: Final = 5_000

#: What a proposal becomes, and may repeat.
Statement = Claim | Movement | VehicleMovement


@dataclass(frozen=True, slots=True)
class Twin:
    """Another report that tells the same in the same words.

    Attributes:
        share: Of the shorter text's word sequences, how many stand in both; 0 to 1.
        exact: The very same text.
        earlier: Published before, or laid in before where the moments are equal or not known.
        proposals: Of the other report, those that wait.
    """

    entry: Entry
    share: float
    exact: bool
    earlier: bool = True
    proposals: tuple[Proposal, ...] = ()

    @property
    def source(self) -> Source:
        """The other report's record."""
        assert isinstance(self.entry.record, Source)
        return self.entry.record


@dataclass(frozen=True, slots=True)
class Again:
    """Where another report holds what a proposal says: a record to be named as its origin, or a proposal that waits."""

    twin: Twin
    record: Statement | None = None
    proposal: Proposal | None = None


@dataclass
class Retellings:
    """What was compared so far; asked while pages are made.

    Args:
        text: The text of a report, None where it is not kept.
    """

    text: Callable[[Source], str | None]
    _lock: RLock = field(default_factory=RLock)
    _taken: int = 0
    _told: Told = field(default_factory=Told)
    _many: int = 0
    _alike: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    _claims: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    #: Claims by a digest of their words and speaker: what was erased in the ledger shall not live on here.
    _by_words: dict[bytes, list[str]] = field(default_factory=lambda: defaultdict(list))
    _withdrawn: set[str] = field(default_factory=set)

    def of(self, source: str, entries: Sequence[Entry]) -> dict[str, float]:
        """The reports that share their words with one, the most alike first, with the share of common sequences.

        Args:
            source: Id of the report.
            entries: All of the ledger, which only grows from one call to the next.
        """
        with self._lock:
            self._take(entries)
            return dict(sorted(self._alike.get(source, {}).items(), key=lambda one: (-one[1], one[0])))

    def claims(self, source: str) -> tuple[Statement, ...]:
        """What was recorded of a report and is no repetition itself, without what was withdrawn."""
        with self._lock:
            return tuple(one for one in self._claims.get(source, ()) if one.id not in self._withdrawn)

    def same(self, words: str, speaker: str, entries: Sequence[Entry]) -> tuple[str, ...]:
        """Ids of the claims that have these words by this speaker and repeat none, without what was withdrawn."""
        with self._lock:
            self._take(entries)
            found = self._by_words.get(_digest(words, speaker), ())
            return tuple(one for one in found if one not in self._withdrawn)

    def _take(self, entries: Sequence[Entry]) -> None:
        fresh, self._taken = entries[self._taken :], len(entries)
        for entry in fresh:
            record = entry.record
            if isinstance(record, Claim) and record.words and not record.relays:
                self._by_words[_digest(record.words, record.speaker)].append(record.id)
            if (
                isinstance(record, Claim | Movement | VehicleMovement)
                and record.source
                and record.words
                and not record.relays
            ):
                self._claims[record.source].append(record)
            elif isinstance(record, Withdrawal):
                self._withdrawn.add(record.withdraws)
        self._compare([one.record for one in fresh if isinstance(one.record, Source)][-COMPARED:], entries)

    def _compare(self, sources: Sequence[Source], entries: Sequence[Entry]) -> None:
        if self._many + len(sources) > 2 * COMPARED:
            # Begun anew with the newest, so that a server that runs for months does not fill its memory.
            self._told, self._many = Told(), 0
            sources = [one.record for one in entries if isinstance(one.record, Source)][-COMPARED:]
        for one in sources:
            text = self.text(one)
            for other, share in self._told.add(one.id, text) if text is not None else ():
                self._alike[one.id][other] = self._alike[other][one.id] = share
        self._many += len(sources)


def _digest(words: str, speaker: str) -> bytes:
    return blake2b(f"{folded(speaker)}\0{folded(words)}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def said_again(
    twins: Iterable[Twin], body: dict[str, Any], recorded: Callable[[str], Iterable[Statement]]
) -> Again | None:
    """Where another report says what a proposal says; a record before a proposal that nobody has decided.

    Args:
        twins: The other reports, the most alike first.
        body: Of the proposal that is looked at.
        recorded: What was recorded of a report.
    """
    listed = list(twins)
    return next(_in_records(listed, body, recorded), None) or next(_in_proposals(listed, body), None)


def _in_records(
    twins: Sequence[Twin], body: dict[str, Any], recorded: Callable[[str], Iterable[Statement]]
) -> Iterator[Again]:
    said = _said(body)
    for twin in twins:
        for one in recorded(twin.source.id):
            speaker = "" if one.speaker == twin.source.publisher else one.speaker
            if told_alike(said, (one.words, speaker, getattr(one, "polarity", "yes"))):
                yield Again(twin, record=one)


def _in_proposals(twins: Sequence[Twin], body: dict[str, Any]) -> Iterator[Again]:
    said = _said(body)
    # Only the earlier one is named, else each of two reports would send the reader to the other.
    for twin in (one for one in twins if one.earlier):
        for one in twin.proposals:
            if told_alike(said, _said(one.body)):
                yield Again(twin, proposal=one)


def _said(body: dict[str, Any]) -> tuple[str, str, str]:
    """Words, speaker and polarity; what the report itself says has no speaker, whoever published it."""
    speaker = body["speaker"]
    named = str((speaker.get("refers_to") or speaker)["text"]) if speaker else ""
    return str(body["words"]), named, str(body["polarity"])
