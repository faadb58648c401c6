"""The report as plain values, for renderers of pages: every text as it is to be seen, every mark with its target."""

from collections.abc import Iterable
from typing import Any

from trucekeeper.brief.links import MARKS, Links, links
from trucekeeper.brief.model import (
    Annex,
    Block,
    Figure,
    Ground,
    Listing,
    Piece,
    Report,
    Row,
    Sentence,
    Table,
)
from trucekeeper.brief.plain import seen

#: A text and the number of the annex entry that it leads to, 0 where it leads nowhere.
Mark = tuple[str, int]


def paper(report: Report) -> dict[str, Any]:
    """Give a report as lists, texts and numbers; pieces are pairs of voice and text."""
    ways = links(report)
    return {
        "title": seen(report.title),
        "marks": [seen(one) for one in report.marks],
        "running": seen(report.running),
        "front": [[label, _pieces(one.pieces), _marks(one.records, None, ways)] for label, one in report.front],
        "sections": [
            {"title": seen(one.title), "apart": one.apart, "blocks": [_block(block, ways) for block in one.blocks]}
            for one in report.sections
        ],
    }


def _pieces(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    return [(one.voice, seen(one.text)) for one in pieces]


def _marks(records: Iterable[str], ground: Ground | None, ways: Links) -> list[Mark]:
    named = [(f"[{seen(one)}]", ways.records.get(one, 0)) for one in records]
    return named or ([(f"[{MARKS[ground]}]", 0)] if ground in MARKS else [])


def _told(one: Sentence, ways: Links) -> dict[str, Any]:
    return {"pieces": _pieces(one.pieces), "marks": _marks(one.records, one.ground, ways)}


def _block(block: Block, ways: Links) -> dict[str, Any]:
    match block:
        case Sentence():
            return {"kind": "sentence", **_told(block, ways)}
        case Listing(items=items):
            return {"kind": "listing", "items": [_told(one, ways) for one in items]}
        case Table():
            return _table(block, ways)
        case Figure():
            return {
                "kind": "figure",
                "caption": seen(block.caption),
                "description": seen(block.description),
                "svg": block.svg,
                "marks": _marks(block.records, block.ground, ways),
            }
        case Annex(entries=entries):
            return {
                "kind": "annex",
                "entries": [
                    {
                        "number": ways.records[one.id],
                        "id": seen(one.id),
                        "about": f"{one.kind}, position {one.position}" + (f"; {one.withheld}" if one.withheld else ""),
                        "lines": [[label, _pieces(words)] for label, words in one.lines],
                    }
                    for one in entries
                ],
            }


def _table(table: Table, ways: Links) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": seen(table.caption),
        "head": list(table.head),
        "sourced": table.sourced,
        "widths": list(table.widths),
        "ruled": table.ruled,
        "rows": [_row(row, table, ways) for row in table.rows],
    }


def _row(row: Row, table: Table, ways: Links) -> dict[str, Any]:
    """Cells as lists of sentences; under a sourced table a sentence without records of its own has no mark."""
    cells = [
        [
            {"pieces": _pieces(one.pieces), "marks": []} if table.sourced and not one.records else _told(one, ways)
            for one in inside
        ]
        for inside in row.cells
    ]
    return {"cells": cells, "marks": _marks(row.records, row.ground, ways)}
