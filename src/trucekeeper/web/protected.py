"""Which records may give a protected source away: kept up to date with the ledger, so that no page goes through it all.

A source that was ever called confidential stays so here, as entered or by a correction: what was once promised to it is
not taken back by whoever writes the last correction. A record follows its source, and a record about another one (its
correction, translation, review, withdrawal) follows that one.
"""

from collections.abc import Iterable
from typing import Any, Final

from trucekeeper.brief.redact import protected
from trucekeeper.ledger.record import Correction, Entry, Source

#: Keys that name the record that another one speaks about, and so repeats.
SPEAKS_OF: Final = ("corrects", "translates", "reviews", "withdraws")


class Protected:
    """What is known of protected sources so far."""

    def __init__(self) -> None:
        self._sources: set[str] = set()
        #: Grows when a source becomes protected, so that what was worked out before can be told.
        self.number = 0
        self._read_in: dict[str, set[str]] = {}
        self._speaks_of: dict[str, str] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        """Take in entries in the order of the ledger."""
        for entry in entries:
            record: Any = entry.record
            if isinstance(record, Source) and protected(record):
                self._protect(record.id)
            if source := getattr(record, "source", None):
                self._read_in.setdefault(record.id, set()).add(source)
            if of := next((one for key in SPEAKS_OF if (one := getattr(record, key, None))), None):
                self._speaks_of[record.id] = of
            if isinstance(record, Correction):
                self._correction(record)

    def _correction(self, record: Correction) -> None:
        kind, source = record.changes.get("kind"), record.changes.get("source")
        if isinstance(kind, str) and kind.casefold().startswith("confidential"):
            self._protect(self.root(record.id))
        if isinstance(source, str):
            self._read_in.setdefault(self.root(record.id), set()).add(source)
            self.number += 1

    def _protect(self, source: str) -> None:
        self._sources.add(source)
        self.number += 1

    def root(self, id: str) -> str:
        """The record that one speaks of in the end: of a translation of a correction, the one corrected."""
        seen = {id}
        while (of := self._speaks_of.get(id)) is not None and of not in seen:
            seen.add(of)
            id = of
        return id

    def __contains__(self, id: str) -> bool:
        """True for a record that may give a protected source away."""
        if not self._sources:
            return False
        for one in (id, self.root(id)):
            if one in self._sources or not self._sources.isdisjoint(self._read_in.get(one, ())):
                return True
        return False
