"""What became known between two moments, and what it changed in the answer about one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.deals import only
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.view import KnownFrom, known_at
from trucekeeper.status.engine import status
from trucekeeper.status.index import ids_of
from trucekeeper.status.verdict import ClauseVerdict


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of the answer before and after; None where the text judged then did not have it."""

    clause: str
    side: str
    before: ClauseVerdict | None
    after: ClauseVerdict | None

    @property
    def because(self) -> tuple[str, ...]:
        """The records on which one of the two answers rests and the other does not."""
        here = set(self.before.because if self.before else ())
        there = set(self.after.because if self.after else ())
        return tuple(sorted(here ^ there))


@dataclass(frozen=True, slots=True)
class Learnt:
    """The entries that became known after `since` and by `until`, and the cells whose stage or finding they changed."""

    at: datetime
    since: datetime
    until: datetime
    entries: tuple[Entry, ...]
    deal_before: str
    deal_after: str
    changes: tuple[Change, ...]


def learnt(
    deals: Deal | Sequence[Deal],
    entries: Iterable[Entry],
    *,
    at: datetime,
    since: datetime,
    until: datetime,
    known_from: KnownFrom = "recorded",
) -> Learnt:
    """Compare the answers about one moment as known by two others; only knowledge differs, never the moment."""
    listed = tuple(entries)
    before = status(deals, listed, at=at, known_by=since, known_from=known_from)
    after = status(deals, listed, at=at, known_by=until, known_from=known_from)
    texts = (deals,) if isinstance(deals, Deal) else deals
    mine = only(listed, ids_of(texts), known_by=until, known_from=known_from)
    cells = {(one.clause, one.side): one for one in before.clauses}
    later = {(one.clause, one.side): one for one in after.clauses}
    changes = (Change(*cell, cells.get(cell), later.get(cell)) for cell in dict.fromkeys((*cells, *later)))
    return Learnt(
        at=at,
        since=since,
        until=until,
        entries=tuple(one for one in mine if since < known_at(one, known_from) <= until),
        deal_before=before.deal.stage,
        deal_after=after.deal.stage,
        changes=tuple(one for one in changes if _words(one.before) != _words(one.after)),
    )


def _words(one: ClauseVerdict | None) -> tuple[str, str] | None:
    return None if one is None else (str(one.stage), str(one.finding))
