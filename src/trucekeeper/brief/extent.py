"""How much of a large ledger a daily report shows: a document that a person reads, whatever the ledger holds.

A small report says everything. Of a large one the period is told, newest first where even that is too much; the rest is
counted, and stands in the ledger. No bound looks at a side: clauses take turns, and the weightier and newer goes first,
so that nobody drowns the others by saying much.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

#: No bound.
ALL: Final = sys.maxsize
#: Up to here a report is small and says everything: a day of 2,000 records on 90 questions was 46 pages without annex.
SMALL_RECORDS: Final = 2000
SMALL_QUESTIONS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The most that a report shows of each; `ALL` for what has no bound.

    Attributes:
        questions: Told in full, with what every side says.
        statements: Of one side on one question, the newest.
        rows: Of a table or a list of single records, the newest of the period.
        named: Names in a row, such as of those who say yes.
        cited: Records that a sentence names; it says how many more it rests on.
        annexed: Records in the annex, the newest of those named.
        lanes: Clauses in the timeline, those with the most in the period.
    """

    questions: int = ALL
    statements: int = ALL
    rows: int = ALL
    named: int = ALL
    cited: int = ALL
    annexed: int = ALL
    lanes: int = ALL

    @property
    def bounded(self) -> bool:
        """True where not everything is told."""
        return self.questions < ALL


WHOLE: Final = Extent()
#: Seventy pages on A4 over 30,000 records, 25 of them annex (docs/measured.md).
LARGE: Final = Extent(questions=100, statements=2, rows=40, named=6, cited=4, annexed=200, lanes=24)


def extent_of(records: int, questions: Callable[[], int]) -> Extent:
    """Everything for a small ledger, the period for a large one; questions are counted only where that matters."""
    return WHOLE if records <= SMALL_RECORDS and questions() <= SMALL_QUESTIONS else LARGE


def chosen(ids: Sequence[str], most: int, standing: Callable[[str], tuple[str, int]]) -> tuple[str, ...]:
    """Some of the records that a sentence rests on, in the order in which it names them.

    Whoever says yes and whoever says no, on each side, is among them where there is room: the newest of each in turn.

    Args:
        ids: All of them.
        most: How many.
        standing: What a record is one of (side and answer), and its position.
    """
    if len(ids) <= most:
        return tuple(ids)
    groups: dict[str, list[tuple[int, str]]] = {}
    for id in ids:
        group, position = standing(id)
        groups.setdefault(group, []).append((position, id))
    in_turn = [(turn, -at, id) for each in groups.values() for turn, (at, id) in enumerate(sorted(each, reverse=True))]
    kept = {id for *_, id in sorted(in_turn)[:most]}
    return tuple(one for one in ids if one in kept)
