"""Rows of a table that are written again only where their verdict changed."""

from collections.abc import Callable
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
