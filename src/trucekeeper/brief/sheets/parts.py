"""What all sheets are made of: plain sentences, blanks to be filled in by hand, one header."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.brief.matter import named
from trucekeeper.brief.model import Ground, Piece, Report, Row, Section, Sentence, Table, sentence
from trucekeeper.brief.times import both, offset
from trucekeeper.deal.model import Deal
from trucekeeper.exchange.model import NEVER, Operation
from trucekeeper.exchange.shape import clock

#: A line for a pen; wide enough for a number or a short name.
BLANK: Final = "________"

#: Stands on everything that tells where people will be and when.
EMBARGO: Final = "NOT TO BE PUBLISHED: tells where people will be and when"


def plain(*parts: str | Piece) -> Sentence:
    """A sentence that rests on the plan and the operation named in the header, and so carries no mark."""
    return sentence(*parts, ground=Ground.PLAN)


def plain_cell(*parts: str | Piece) -> tuple[Sentence, ...]:
    """A cell without a mark; empty where nothing is given."""
    one = plain(*parts)
    return (one,) if one.pieces else ()


def grid(
    caption: str,
    head: tuple[str, ...],
    rows: Iterable[Sequence[str | Piece]],
    widths: tuple[float, ...] = (),
    ruled: bool = False,
) -> Table:
    """A table of short texts."""
    made = tuple(Row(tuple(plain_cell(one) for one in row), ground=Ground.PLAN) for row in rows)
    return Table(caption, head, made, sourced=False, widths=widths, ruled=ruled)


def called(deal: Deal, id: str) -> Piece:
    """A party, place or clause by its name, else by its id."""
    blocks = (*deal.parties, *deal.places, *deal.routes, *deal.clauses)
    found = next((one for one in blocks if one.id == id), None)
    return named((found.name if found else "") or id)


def short_clock(operation: Operation, after_s: int, zone: ZoneInfo | None) -> str:
    """`Thu 15 Dec 07:40` in mission time, where the sheet's header names the zone."""
    return "does not come to it" if after_s >= NEVER else clock(operation, after_s, zone)


def times_line(operation: Operation, zone: ZoneInfo | None) -> tuple[str, Sentence]:
    """The line of the header that says which clock a sheet goes by."""
    return "Times", plain(f"{offset(operation.start, zone)}, unless UTC is written.")


def clock_words(operation: Operation, after_s: int, zone: ZoneInfo | None) -> str:
    """A moment of the operation in mission time and UTC."""
    return "does not come to it" if after_s >= NEVER else both(operation.moment(after_s), zone)


def sheet(
    title: str,
    front: list[tuple[str, Sentence]],
    sections: list[Section],
    running: str,
    *,
    made: datetime | None = None,
    marks: tuple[str, ...] = (),
    zone: ZoneInfo | None = None,
    language: str = "en",
) -> Report:
    """Put a sheet together; `made` is the moment that every page names."""
    foot = running if made is None else f"{running} · made {both(made, zone)}"
    return Report(title, marks, tuple(front), tuple(sections), foot, known=0, language=language, at=made)
