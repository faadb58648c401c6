"""Ways between sentences and records: both directions, numbered in the order of reading."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trucekeeper.brief.model import Annex, Figure, Ground, Listing, Report, Row, Sentence, Table

#: What stands where a sentence can name no record.
MARKS: Final = {Ground.DEAL: "deal", Ground.LEDGER: "ledger", Ground.ABSENCE: "none"}


@dataclass(frozen=True, slots=True)
class Links:
    """Where things stand on the page.

    Attributes:
        records: Number of a record in the annex, by its id; a record that this audience may not see has none.
        numbers: Number of each thing that names records, by identity of the object.
        back: The numbers of all that names a record, by its id.
    """

    records: Mapping[str, int]
    numbers: Mapping[int, int]
    back: Mapping[str, tuple[int, ...]]


def links(report: Report) -> Links:
    """Number everything that names a record, from the top to the bottom."""
    holders = [one for one in _holders(report) if one.records]
    numbers = {id(one): number for number, one in enumerate(holders, 1)}
    back: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(holders, 1):
        for record in dict.fromkeys(one.records):
            back[record].append(number)
    annexed = [one for section in report.sections for block in section.blocks for one in _annexed(block)]
    return Links({one: place for place, one in enumerate(annexed, 1)}, numbers, {k: tuple(v) for k, v in back.items()})


def _annexed(block: object) -> tuple[str, ...]:
    return tuple(one.id for one in block.entries) if isinstance(block, Annex) else ()


def _holders(report: Report) -> list[Sentence | Row | Figure]:
    found: list[Sentence | Row | Figure] = [one for _, one in report.front]
    for section in report.sections:
        for block in section.blocks:
            match block:
                case Sentence() | Figure():
                    found.append(block)
                case Listing(items=items):
                    found += items
                case Table(rows=rows, sourced=sourced):
                    for row in rows:
                        found += [one for cell in row.cells for one in cell]
                        found += [row] if sourced else []
                case Annex():
                    pass
    return found
