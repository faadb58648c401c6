"""Several deals in one ledger: which deal a record is about.

A record names its deal in the key `deal`. One that names none is about the ledger's first deal, whose text was recorded
before that of any other; as long as only one deal is known at all, everything is about it, as in a ledger that was kept
before records could name a deal. Kinds that tell what teams and sources did on the ground (patrols, counts, evidence,
sources, translations) belong to no deal and are there for all.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from msgspec.structs import replace

from trucekeeper.ledger.record import Correction, DealVersion, Entry, Record, Withdrawal
from trucekeeper.ledger.view import KnownFrom, view

#: Kinds that decide which text was the first.
OF_TEXTS: Final = (DealVersion, Correction, Withdrawal)


def deal_named(record: Record) -> str:
    """The deal that a record names itself; empty where it names none, or its kind cannot."""
    return getattr(record, "deal", "")


def may_name_a_deal(record: Record | type[Record]) -> bool:
    """True for a record of the kinds that are about a deal, and for such a kind."""
    return "deal" in record.__struct_fields__


class Known:
    """Which deals are known at a moment, fed with the records as they are known then: corrected, not withdrawn."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._named: Counter[str] = Counter()
        self._texts: dict[int, str] = {}
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Know of a record."""
        name = deal_named(entry.record)
        if name:
            self._named[name] += 1
            if type(entry.record) is DealVersion:
                self._texts[entry.position] = name

    def take(self, entry: Entry) -> None:
        """A record counts no longer."""
        name = deal_named(entry.record)
        if name:
            self._named[name] -= 1
            self._texts.pop(entry.position, None)

    @property
    def first(self) -> str | None:
        """The deal whose text was recorded before that of any other; None while there is no text."""
        return self._texts[min(self._texts)] if self._texts else None

    @property
    def names(self) -> tuple[str, ...]:
        """All deals that a record names: the first one, then the others by name."""
        first = self.first
        there = sorted(name for name, count in self._named.items() if count and name != first)
        return (first, *there) if first is not None else tuple(there)

    def elsewhere(self, asked: Collection[str]) -> tuple[tuple[str, int], ...]:
        """How many records name each other deal."""
        return tuple((name, self._named[name]) for name in self.names if name not in asked)

    def about(self, asked: Collection[str]) -> "About":
        """What counts for a deal.

        Args:
            asked: Its ids: those of its texts that have one.
        """
        names = self.names
        return About(frozenset(asked), self.first, len(names) < 2)


class About:
    """Tells which records count for one deal; two that tell the same are equal."""

    def __init__(self, asked: frozenset[str], first: str | None, alone: bool) -> None:
        self._key = (asked, first, alone)
        self.alone = alone
        self._of_none = alone or first is None or first in asked
        self._of_text = alone
        self._asked = asked

    def counts(self, record: Any) -> bool:
        """True for a record that is about the deal, or about none."""
        name: str = getattr(record, "deal", "")
        if name:
            return name in self._asked or (self._of_text and type(record) is DealVersion)
        return self._of_none or "deal" not in record.__struct_fields__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, About) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def deal_of(record: Record, known: Known) -> str:
    """The deal that a record is about; empty where it is about none, or no text says which."""
    if not may_name_a_deal(record):
        return ""
    return deal_named(record) or known.first or ""


def counts_for(record: Record, deal: str, first: str | None) -> bool:
    """True for a record that is about a deal.

    Args:
        record: Any record.
        deal: The id of the deal.
        first: The deal of the ledger's first text, which claims what names none; None while there is no text.
    """
    return (deal_named(record) or first or deal) == deal


def known_deals(entries: Sequence[Entry]) -> Known:
    """The deals that a whole ledger knows."""
    last = max((one.recorded_at for one in entries), default=None)
    if last is None or not any(deal_named(one.record) for one in entries):
        return Known()
    return Known(view(entries, known_by=last))


def first_deal(entries: Sequence[Entry]) -> str | None:
    """The deal of a ledger's first text; None while there is none."""
    return known_deals([one for one in entries if isinstance(one.record, OF_TEXTS)]).first


def stamped(records: Iterable[Record], deal: str, first: str | None) -> tuple[Record, ...]:
    """Records entered for a deal, with its id where the ledger's first text would claim them otherwise.

    Args:
        records: As typed or read.
        deal: The id of the deal for which they are entered; empty where its text has none.
        first: The deal of the ledger's first text.
    """
    if not deal or first is None or deal == first:
        return tuple(records)
    return tuple(replace(one, deal=deal) if may_name_a_deal(one) and not deal_named(one) else one for one in records)


def only(
    entries: Iterable[Entry], asked: Collection[str], *, known_by: datetime, known_from: KnownFrom = "recorded"
) -> tuple[Entry, ...]:
    """A ledger without the records that are about another deal; corrections and withdrawals stay.

    Args:
        entries: The ledger, in any order.
        asked: The ids of the deal.
        known_by: Deals count as known by then.
        known_from: As in `view`.
    """
    everything = tuple(entries)
    if not any(deal_named(one.record) for one in everything):
        return everything
    standing = view(everything, known_by=known_by, known_from=known_from)
    about = Known(standing).about(asked)
    now = {one.record.id: one.record for one in standing}
    return tuple(one for one in everything if about.counts(now.get(one.record.id, one.record)))
