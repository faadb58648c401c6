"""What a report is made of, before it looks like anything: sentences that know the records they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

#: ours = our own words; name = words of the deal or of a record, set apart by the renderer; quoted = a source's words,
#: in quotation marks.
Voice = Literal["ours", "name", "quoted"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence with one voice. Only renderers escape; the text is as it was written."""

    text: str
    voice: Voice = "ours"


class Ground(StrEnum):
    """What a sentence rests on."""

    RECORDS = "records"
    #: Computed from the text of the deal (and the moments asked for) alone.
    DEAL = "deal"
    #: Counted over everything known, too many to name one by one.
    LEDGER = "ledger"
    #: Nothing of the kind is recorded: the absence of records, which no id can name.
    ABSENCE = "absence"
    #: On a sheet: follows from the plan and the operation that the header names. Carries no mark.
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the ids of the records it rests on.

    Attributes:
        records: All of them, or some where there are too many to be named (`extent`).
        more: How many further records it rests on; they stand in the ledger.
    """

    pieces: tuple[Piece, ...]
    records: tuple[str, ...] = ()
    ground: Ground = Ground.RECORDS
    more: int = 0

    @property
    def text(self) -> str:
        """The sentence as plain text, quoted words in quotation marks."""
        return "".join(f"“{one.text}”" if one.voice == "quoted" else one.text for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell is a few sentences, which rest on their own records or else on those of the row.

    Attributes:
        more: As in `Sentence`.
    """

    cells: tuple[tuple[Sentence, ...], ...]
    records: tuple[str, ...] = ()
    ground: Ground = Ground.RECORDS
    more: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; with `sourced` the renderer adds a column that leads to the records of each row.

    Attributes:
        widths: Shares of the width, a number a column; empty = by the words.
        ruled: To be filled in by hand: rows high enough for a pen, cells with borders.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    sourced: bool = True
    widths: tuple[float, ...] = ()
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences, one below the other."""

    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG (already escaped), its caption, and what it shows in words for those who do not see it.

    Attributes:
        more: As in `Sentence`.
    """

    caption: str
    description: str
    svg: str
    records: tuple[str, ...] = ()
    ground: Ground = Ground.RECORDS
    more: int = 0


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One record as the annex shows it: label and value, in the order of reading."""

    id: str
    position: int
    kind: str
    lines: tuple[tuple[str, tuple[Piece, ...]], ...]
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """The records that the sentences lead to, in the order of the ledger; the newest where there are too many."""

    entries: tuple[AnnexEntry, ...]


Block = Sentence | Table | Listing | Figure | Annex


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; `id` stays the same from day to day; `apart` begins a page, to be handed out alone."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        title: In one line.
        marks: What must be read before anything else, such as PRACTICE; shown on every page.
        front: Label and sentence of the header, in the order of reading.
        running: One line that stands on every page.
        known: How many records it could rest on.
        language: Of our own words; decides the direction of the page.
        at: By what was known until when it was written; None for a blank form.
    """

    title: str
    marks: tuple[str, ...]
    front: tuple[tuple[str, Sentence], ...]
    sections: tuple[Section, ...]
    running: str
    known: int
    language: str = "en"
    at: datetime | None = None

    @property
    def right_to_left(self) -> bool:
        """True where the page runs from right to left."""
        return self.language in {"ar", "fa", "he", "ur"}


def part(text: str | Piece) -> Piece:
    """A piece in our own voice, unless it is a piece already."""
    return text if isinstance(text, Piece) else Piece(text)


def sentence(*parts: str | Piece, records: tuple[str, ...] = (), ground: Ground | None = None) -> Sentence:
    """Put a sentence together; without records and without a ground it rests on the deal."""
    pieces = tuple(part(one) for one in parts if (one if isinstance(one, str) else one.text))
    return Sentence(pieces, tuple(dict.fromkeys(records)), ground or (Ground.RECORDS if records else Ground.DEAL))


def absent(*parts: str | Piece) -> Sentence:
    """A sentence that says that nothing of the kind is recorded."""
    return sentence(*parts, ground=Ground.ABSENCE)


def over_all(*parts: str | Piece) -> Sentence:
    """A sentence that counts over everything known."""
    return sentence(*parts, ground=Ground.LEDGER)


def cell(*parts: str | Piece) -> tuple[Sentence, ...]:
    """A cell of one short sentence, which rests on what its row rests on; empty where nothing is given."""
    made = sentence(*parts)
    return (made,) if made.pieces else ()


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Every sentence of a block, those in cells with the records of their row where they have none of their own."""
    match block:
        case Sentence():
            yield block
        case Listing(items=items):
            yield from items
        case Table(rows=rows):
            for row in rows:
                for inside in row.cells:
                    for one in inside:
                        yield one if one.records else Sentence(one.pieces, row.records, row.ground, row.more)
        case Figure() | Annex():
            return


def sentences(report: Report) -> Iterator[Sentence]:
    """Every sentence of a report, from the top to the bottom."""
    yield from (one for _, one in report.front)
    for section in report.sections:
        for block in section.blocks:
            yield from sentences_of(block)


def cited(report: Report) -> tuple[str, ...]:
    """The ids of all records that sentences and pictures lead to, in the order of their first use."""
    found: dict[str, None] = {}
    for one in sentences(report):
        found.update(dict.fromkeys(one.records))
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                found.update(dict.fromkeys(block.records))
    return tuple(found)
