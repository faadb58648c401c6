"""The report as Markdown (CommonMark with tables): for a mail, a wiki, a diff between two days."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from trucekeeper.brief.links import MARKS, Links, links
from trucekeeper.brief.model import (
    Annex,
    Block,
    Figure,
    Listing,
    Piece,
    Report,
    Row,
    Sentence,
    Table,
)
from trucekeeper.brief.paper import more_words, position_words
from trucekeeper.brief.plain import seen
from trucekeeper.brief.tongue import Tongue, tongue_of

#: Marks that mean something inside a line (CommonMark 0.31, GFM tables, strikethrough and autolinks).
_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|~&@$^])")
#: What turns into a link by itself on many sites: a scheme's `://` and a leading `www.`.
_LINKS: Final = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
#: What starts a list, a quotation, a heading or a rule where it stands first in a line.
_FIRST: Final = re.compile(r"^(\s*\d{0,9})([-+=.)])(?=\s|[-=]|$)")


def markdown(report: Report) -> str:
    """Write a report as Markdown; every text of others is escaped, so that it reads as it was written."""
    ways, t = links(report), tongue_of(report.language)
    lines = [f"# {escaped(report.title)}", ""]
    for mark in report.marks:
        lines += [f"**{escaped(mark)}**", ""]
    lines += [f"- {escaped(label)}: {_front(one, ways, t)}" for label, one in report.front]
    for section in report.sections:
        lines += ["", f"## {escaped(section.title)}", ""]
        for block in section.blocks:
            lines += [*_block(block, ways, t), ""]
        lines.pop()
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Escape whatever Markdown would read as markup inside a line."""
    return _LINKS.sub(lambda found: "\\" + found.group(), _MARKS.sub(r"\\\1", seen(text)))


def _opening(line: str) -> str:
    """Escape what would start a list, a quotation or a rule at the beginning of a line."""
    return _FIRST.sub(r"\1\\\2", line)


def _pieces(pieces: Iterable[Piece]) -> str:
    return "".join(f"“{escaped(one.text)}”" if one.voice == "quoted" else escaped(one.text) for one in pieces)


def _told(one: Sentence, ways: Links, t: Tongue) -> str:
    return _opening(_pieces(one.pieces)) + _refs(one, ways, t)


def _refs(one: Sentence | Row | Figure, ways: Links, t: Tongue) -> str:
    if one.records:
        rest = [f"\\[{escaped(more_words(one.more, t))}\\]"] if one.more else []
        return " " + " ".join([*(_ref(id, ways) for id in one.records), *rest])
    return f" \\[{escaped(t(MARKS[one.ground]))}\\]" if one.ground in MARKS else ""


def _ref(record: str, ways: Links) -> str:
    name = f"\\[{escaped(record)}\\]"
    return f"[{name}](#r{ways.records[record]})" if record in ways.records else name


def _front(one: Sentence, ways: Links, t: Tongue) -> str:
    """A line of the header: it says what was asked, and needs no mark for that."""
    return _told(one, ways, t) if one.records else _pieces(one.pieces)


def _block(block: Block, ways: Links, t: Tongue) -> Iterator[str]:
    match block:
        case Sentence():
            yield _told(block, ways, t)
        case Listing(items=items):
            yield from (f"- {_told(one, ways, t)}" for one in items)
        case Table():
            yield from _table(block, ways, t)
        case Figure(caption=caption, description=description):
            yield f"**{escaped(caption)}.** {escaped(description)}{_refs(block, ways, t)}"
        case Annex(entries=entries):
            for entry in entries:
                anchor = f'<a id="r{ways.records[entry.id]}"></a>'
                head = f"**{escaped(entry.id)}** ({escaped(position_words(entry, t))})"
                told = "; ".join(f"{escaped(label)}: {_pieces(words)}" for label, words in entry.lines)
                yield f"- {anchor}{head}: {told}."


def _table(table: Table, ways: Links, t: Tongue) -> Iterator[str]:
    head = (*table.head, t("Records")) if table.sourced else table.head
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield f"| {' | '.join(escaped(name) for name in head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in table.rows:
        yield f"| {' | '.join(_cells(row, table, ways, t))} |"


def _cells(row: Row, table: Table, ways: Links, t: Tongue) -> Iterator[str]:
    for inside in row.cells:
        own = [_told(one, ways, t) if one.records or not table.sourced else _pieces(one.pieces) for one in inside]
        yield "<br>".join(own)
    if table.sourced:
        yield _refs(row, ways, t).strip()
