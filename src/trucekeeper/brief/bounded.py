"""A report whose sentences name no more records than a reader can follow; each says how many more it rests on."""

from dataclasses import replace
from typing import Final, TypeVar

from trucekeeper.brief.extent import chosen
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Block, Figure, Listing, Report, Row, Sentence, Table

#: Sentences of a list: two for each clause of a deal of 200, and more only where somebody floods it.
LONGEST: Final = 420

Holder = TypeVar("Holder", Sentence, Row, Figure)


def bounded(report: Report, matter: Matter) -> Report:
    """The report within the extent of its matter; the same one where that has no bound."""
    if not matter.extent.bounded:
        return report
    sections = tuple(
        replace(one, blocks=tuple(inside for block in one.blocks for inside in _block(block, matter)))
        for one in report.sections
    )
    return replace(report, front=tuple((label, _held(one, matter)) for label, one in report.front), sections=sections)


def _block(block: Block, matter: Matter) -> tuple[Block, ...]:
    match block:
        case Sentence():
            return (_held(block, matter),)
        case Figure():
            return (_held(block, matter),)
        case Listing(items=items):
            return _listing(items, matter)
        case Table(rows=rows):
            return (replace(block, rows=tuple(_row(one, matter) for one in rows)),)
        case _:
            return (block,)


def _listing(items: tuple[Sentence, ...], matter: Matter) -> tuple[Block, ...]:
    """A list; of one that no section has bounded, its beginning and its end."""
    most, t = max(LONGEST, 4 * matter.extent.rows), matter.tongue
    held = tuple(_held(one, matter) for one in items)
    if len(items) <= most:
        return (Listing(held),)
    left = t.overall("Sentences left out here: {number}.", number=f"{len(items) - most:,}")
    return Listing(held[: most // 2]), left, Listing(held[len(items) - most // 2 :])


def _row(row: Row, matter: Matter) -> Row:
    cells = tuple(tuple(_held(one, matter) for one in cell) for cell in row.cells)
    return _held(replace(row, cells=cells), matter)


def _held(one: Holder, matter: Matter) -> Holder:
    """The same with fewer records; whoever says yes and whoever says no, on each side, stays where there is room."""
    most = matter.extent.cited
    if len(one.records) <= most:
        return one

    def standing(id: str) -> tuple[str, int]:
        entry = matter.by_id.get(id)
        if entry is None:
            return "", 0
        record = entry.record
        kind = type(record).__name__
        return f"{kind} {getattr(record, 'side', '')} {getattr(record, 'polarity', '')}", entry.position

    kept = chosen(one.records, most, standing)
    return replace(one, records=kept, more=one.more + len(one.records) - len(kept))
