"""Rows of a table that are written again only where their verdict changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from markupsafe import Markup

from trucekeeper.status.verdict import ClauseVerdict

#: Tables kept at once: one for each language and each set of rights that somebody reads with.
KEPT: Final = 16


class Rows:
    """The rows of one table, by clause and side."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, str], tuple[ClauseVerdict, Markup]] = {}

    def of(self, verdict: ClauseVerdict, write: Callable[[ClauseVerdict], Markup]) -> Markup:
        """The row of a verdict.

        Args:
            verdict: Compared by identity: the status that is kept up to date gives the same one while nothing of it
                changed, and two that are equal may rest on a hundred thousand records each.
            write: Writes it.
        """
        place = verdict.clause, verdict.side
        known = self._written.get(place)
        if known is None or known[0] is not verdict:
            known = self._written[place] = (verdict, write(verdict))
        return known[1]


class Tables:
    """The tables that readers look at, the last ones used."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Hashable, ...], Rows] = OrderedDict()

    def of(self, *key: Hashable) -> Rows:
        """The table for everything that a row depends on besides its verdict."""
        with self._lock:
            found = self._kept.setdefault(key, Rows())
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found
