"""The report as plain values, for renderers of pages: every text as it is to be seen, every mark with its target."""

from collections.abc import Iterable
from typing import Any, Final

from trucekeeper.brief.links import MARKS, Links, links
from trucekeeper.brief.model import (
    Annex,
    AnnexEntry,
    Block,
    Figure,
    Listing,
    Piece,
    Report,
    Row,
    Sentence,
    Table,
)
from trucekeeper.brief.plain import seen
from trucekeeper.brief.tongue import Tongue, tongue_of

#: A text and the number of the annex entry that it leads to, 0 where it leads nowhere.
Mark = tuple[str, int]


def paper(report: Report) -> dict[str, Any]:
    """Give a report as lists, texts and numbers; pieces are pairs of voice and text."""
    ways, t = links(report), tongue_of(report.language)
    return {
        "title": seen(report.title),
        "marks": [seen(one) for one in report.marks],
        "running": seen(report.running),
        "front": [
            [label, _pieces(one.pieces, t), _marks(one, ways, t) if one.records else []] for label, one in report.front
        ],
        "sections": [
            {"title": seen(one.title), "apart": one.apart, "blocks": [_block(block, ways, t) for block in one.blocks]}
            for one in report.sections
        ],
    }


#: Unicode 16, annex 9: what stands between these is laid out by itself.
_SET_APART: Final = {"ours": "{}", "name": "\u2068{}\u2069", "quoted": "«\u2068{}\u2069»"}
#: Quotation marks that are mirrored with the line stand in the text itself.
_VOICE: Final = {"ours": "ours", "name": "name", "quoted": "name"}


def _pieces(pieces: Iterable[Piece], t: Tongue) -> list[tuple[str, str]]:
    """Pieces as they are seen; in a language from right to left names and words of others are set apart."""
    if not t.right_to_left:
        return [(one.voice, seen(one.text)) for one in pieces]
    return [(_VOICE[one.voice], _SET_APART[one.voice].format(seen(one.text))) for one in pieces]


def _marks(one: Sentence | Row | Figure, ways: Links, t: Tongue) -> list[Mark]:
    named = [(f"[{seen(id)}]", ways.records.get(id, 0)) for id in one.records]
    rest = [(f"[{more_words(one.more, t)}]", 0)] if one.more else []
    return [*named, *rest] if named else ([(f"[{t(MARKS[one.ground])}]", 0)] if one.ground in MARKS else [])


def more_words(more: int, t: Tongue) -> str:
    """How many records a sentence rests on beside those that it names."""
    return t("and {number} more").format(number=f"{more:,}")


def _told(one: Sentence, ways: Links, t: Tongue) -> dict[str, Any]:
    return {"pieces": _pieces(one.pieces, t), "marks": _marks(one, ways, t)}


def _block(block: Block, ways: Links, t: Tongue) -> dict[str, Any]:
    match block:
        case Sentence():
            return {"kind": "sentence", **_told(block, ways, t)}
        case Listing(items=items):
            return {"kind": "listing", "items": [_told(one, ways, t) for one in items]}
        case Table():
            return _table(block, ways, t)
        case Figure():
            return {
                "kind": "figure",
                "caption": seen(block.caption),
                "description": seen(block.description),
                "svg": block.svg,
                "marks": _marks(block, ways, t),
            }
        case Annex(entries=entries):
            return {
                "kind": "annex",
                "entries": [
                    {
                        "number": ways.records[one.id],
                        "id": seen(one.id),
                        "about": position_words(one, t),
                        "lines": [[label, _pieces(words, t)] for label, words in one.lines],
                    }
                    for one in entries
                ],
            }


def position_words(entry: AnnexEntry, t: Tongue) -> str:
    """What kind of record it is, where it stands in the ledger, and what of it is withheld."""
    where = t("{kind}, position {position}").format(kind=entry.kind, position=entry.position)
    return where + (f"; {entry.withheld}" if entry.withheld else "")


def _table(table: Table, ways: Links, t: Tongue) -> dict[str, Any]:
    return {
        "kind": "table",
        "records": t("Records"),
        "caption": seen(table.caption),
        "head": list(table.head),
        "sourced": table.sourced,
        "widths": list(table.widths),
        "ruled": table.ruled,
        "rows": [_row(row, table, ways, t) for row in table.rows],
    }


def _row(row: Row, table: Table, ways: Links, t: Tongue) -> dict[str, Any]:
    """Cells as lists of sentences; under a sourced table a sentence without records of its own has no mark."""
    cells = [
        [
            {"pieces": _pieces(one.pieces, t), "marks": []}
            if table.sourced and not one.records
            else _told(one, ways, t)
            for one in inside
        ]
        for inside in row.cells
    ]
    return {"cells": cells, "marks": _marks(row, ways, t)}
