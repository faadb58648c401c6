"""A report as bytes that can be read again: what was released is kept so, and every file of it is made from them.

Not the records are kept but the sentences: a later version of this program must not change what was given out.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from trucekeeper.brief.model import (
    Annex,
    AnnexEntry,
    Block,
    Figure,
    Ground,
    Listing,
    Piece,
    Report,
    Row,
    Section,
    Sentence,
    Table,
)
from trucekeeper.core.errors import TruceError

#: Of this shape of the bytes; a reader that does not know it refuses.
VERSION: Final = 1


class NotAReportError(TruceError):
    """Bytes that hold no released report, or one of a later version of this program."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"this is no released report: {why}", "use the version of truce that released it, or a later one"
        )


def kept(report: Report) -> bytes:
    """Write a report as canonical JSON; the same report gives the same bytes."""
    held: dict[str, Any] = {
        "version": VERSION,
        "title": report.title,
        "marks": list(report.marks),
        "front": [[label, _sentence(one)] for label, one in report.front],
        "sections": [
            {"id": one.id, "title": one.title, "apart": one.apart, "blocks": [_block(it) for it in one.blocks]}
            for one in report.sections
        ],
        "running": report.running,
        "known": report.known,
        "language": report.language,
    }
    if report.at is not None:
        held["at"] = report.at.isoformat()
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(content: bytes) -> Report:
    """Read a report that was kept.

    Raises:
        NotAReportError: When these bytes hold none.
    """
    try:
        held = json.loads(content)
        if held["version"] != VERSION:
            raise NotAReportError(f"its shape has number {held['version']}, and {VERSION} is known here")
        return Report(
            title=held["title"],
            marks=tuple(held["marks"]),
            front=tuple((label, _sentence_from(one)) for label, one in held["front"]),
            sections=tuple(
                Section(one["id"], one["title"], tuple(map(_block_from, one["blocks"])), one["apart"])
                for one in held["sections"]
            ),
            running=held["running"],
            known=held["known"],
            language=held["language"],
            at=datetime.fromisoformat(held["at"]) if "at" in held else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotAReportError(f"{type(error).__name__}: {error}") from None


def _pieces(pieces: tuple[Piece, ...]) -> list[list[str]]:
    return [[one.voice, one.text] for one in pieces]


def _pieces_from(held: Any) -> tuple[Piece, ...]:
    return tuple(Piece(text, voice) for voice, text in held)


def _sentence(one: Sentence) -> list[Any]:
    return [_pieces(one.pieces), list(one.records), str(one.ground), *_more(one)]


def _more(one: Sentence | Row | Figure) -> list[int]:
    """How many further records; nothing where it names all, so that such a report keeps its bytes."""
    return [one.more] if one.more else []


def _sentence_from(held: Any) -> Sentence:
    pieces, records, ground, *more = held
    return Sentence(_pieces_from(pieces), tuple(records), Ground(ground), *more)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Sentence():
            return {"kind": "sentence", "sentence": _sentence(block)}
        case Listing(items=items):
            return {"kind": "listing", "items": [_sentence(one) for one in items]}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "head": list(block.head),
                "rows": [_row(one) for one in block.rows],
                "sourced": block.sourced,
                "widths": list(block.widths),
                "ruled": block.ruled,
            }
        case Figure():
            return {
                "kind": "figure",
                "caption": block.caption,
                "description": block.description,
                "svg": block.svg,
                "records": list(block.records),
                "ground": str(block.ground),
                **({"more": block.more} if block.more else {}),
            }
        case Annex(entries=entries):
            return {"kind": "annex", "entries": [_entry(one) for one in entries]}


def _row(row: Row) -> list[Any]:
    cells = [[_sentence(one) for one in cell] for cell in row.cells]
    return [cells, list(row.records), str(row.ground), *_more(row)]


def _row_from(held: Any) -> Row:
    cells, records, ground, *more = held
    return Row(tuple(tuple(map(_sentence_from, cell)) for cell in cells), tuple(records), Ground(ground), *more)


def _entry(one: AnnexEntry) -> list[Any]:
    return [one.id, one.position, one.kind, [[label, _pieces(words)] for label, words in one.lines], one.withheld]


def _entry_from(held: Any) -> AnnexEntry:
    id, position, kind, lines, withheld = held
    return AnnexEntry(id, position, kind, tuple((label, _pieces_from(words)) for label, words in lines), withheld)


def _block_from(held: Any) -> Block:
    return _READERS[held["kind"]](held)


_READERS: Final[dict[str, Callable[[Any], Block]]] = {
    "sentence": lambda held: _sentence_from(held["sentence"]),
    "listing": lambda held: Listing(tuple(map(_sentence_from, held["items"]))),
    "table": lambda held: Table(
        held["caption"],
        tuple(held["head"]),
        tuple(map(_row_from, held["rows"])),
        held["sourced"],
        tuple(held["widths"]),
        held["ruled"],
    ),
    "figure": lambda held: Figure(
        held["caption"],
        held["description"],
        held["svg"],
        tuple(held["records"]),
        Ground(held["ground"]),
        held.get("more", 0),
    ),
    "annex": lambda held: Annex(tuple(map(_entry_from, held["entries"]))),
}
