"""A table as somebody sends it, cut into named cells: CSV in any dialect, a workbook, JSON.

Rows are counted as a spreadsheet counts them, the header being the first; objects of JSON from 1.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from trucekeeper.core.errors import TruceError

Cell = str | int | float | bool | datetime | date | time

#: A workbook unpacked may not be larger.
MOST_BYTES: Final = 500_000_000
#: A cell longer than this is no cell but a quotation mark that nobody closed.
LONGEST_CELL: Final = 100_000
_DELIMITERS: Final = ",;\t|"
#: Under which key the programs that we know put their rows.
_LISTS: Final = ("results", "value", "data", "features", "records")
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class BadTableError(TruceError):
    """A file that cannot be cut into rows and cells."""

    def __init__(self, name: str, why: str, instead: str) -> None:
        super().__init__(f"{name} {why}", instead)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its place in the file; empty cells are left out.

    Attributes:
        beyond: How many cells stand beyond the last column.
    """

    line: int
    cells: Mapping[str, Cell]
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and its rows."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def sheet_of(raw: bytes, name: str, *, encoding: str = "", part: str = "") -> Sheet:
    """Cut a file into cells, whatever it is.

    Args:
        raw: CSV, a workbook (.xlsx) or JSON, told apart by their bytes.
        name: For messages.
        encoding: Of a text that is not in Unicode, such as cp1252 or cp1256; never guessed.
        part: The sheet of a workbook; the first one without it.

    Raises:
        BadTableError: When it is none of these, or a column has no name of its own.
    """
    if raw.startswith(b"PK"):
        return _from_workbook(raw, name, part)
    text = _text(raw, name, encoding)
    if text.lstrip()[:1] in {"[", "{"}:
        return _from_json(text, name)
    return _from_csv(text, name)


def folded(word: str) -> str:
    """A column's name as it is compared: case, spaces and underscores do not count."""
    return re.sub(r"[\s_]+", " ", word).strip().casefold()


def _text(raw: bytes, name: str, encoding: str) -> str:
    known = encoding or next((code for mark, code in _MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(known)
    except UnicodeDecodeError as why:
        line = raw.count(b"\n", 0, why.start) + 1
        told = f"is not in {known}: byte {why.start} (0x{raw[why.start]:02x}, line {line}) fits no letter"
        help = "save it as UTF-8, or say what it is in: --encoding cp1252 (Western Europe), cp1251 (Russian), cp1256"
        raise BadTableError(name, told, f"{help} (Arabic)") from None
    except LookupError:
        raise BadTableError(name, f"cannot be read as {known}: no such encoding", "one of utf-8, cp1252") from None


def _from_csv(text: str, name: str) -> Sheet:
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)", first.strip())
    body = rest if told else text
    dialect = told[1] if told else _delimiter(body)
    try:
        rows: list[Sequence[Cell | None]] = [
            [*row] for row in csv.reader(io.StringIO(body, newline=""), delimiter=dialect)
        ]
    except csv.Error as why:
        raise BadTableError(name, f"is no CSV: {why}", "look for a quotation mark that nobody closed") from None
    return _named(rows, name, 2 if told else 1)


def _delimiter(text: str) -> str:
    """The sign that stands most often between the cells of the first line that holds any, quoted text left out."""
    line = next((one for one in text.splitlines() if one.strip()), "")
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


def _from_workbook(raw: bytes, name: str, part: str) -> Sheet:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_BYTES:
                raise BadTableError(name, "is larger unpacked than any table", "save the sheet that matters as CSV")
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        if part and part not in book.sheetnames:
            raise BadTableError(name, f'has no sheet "{part}"', f"one of {', '.join(book.sheetnames)}")
        return _named((book[part] if part else book.worksheets[0]).iter_rows(values_only=True), name, 1)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, IndexError):
        raise BadTableError(name, "is no workbook that can be read", "save it as .xlsx or CSV") from None


def _from_json(text: str, name: str) -> Sheet:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as why:
        raise BadTableError(name, f"is no JSON: {str(why)[:80]}", "export it again") from None
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
    if not all(isinstance(one, dict) for one in value):
        raise BadTableError(name, "holds something else than objects", "one object a row, in a list")
    rows = tuple(SheetRow(number, dict(_flat(one, ""))) for number, one in enumerate(value, 1))
    return Sheet(tuple(dict.fromkeys(column for row in rows for column in row.cells)), rows)


def _flat(value: Any, path: str) -> Iterable[tuple[str, Cell]]:
    """Nested keys as `group/question`, the way form servers write them as columns; lists of words parted by `;`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}/{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, inner in enumerate(value, 1):
            yield from _flat(inner, f"{path}/{number}")
    elif isinstance(value, list):
        if value:
            yield path, ";".join(str(one) for one in value)
    elif value is not None and value != "":
        yield path, value


def _named(rows: Iterable[Sequence[Cell | None]], name: str, first: int) -> Sheet:
    """Name the cells by the first row that holds any; rows of HXL tags and empty rows are read over."""
    numbered = [(line, row) for line, row in enumerate(rows, first) if any(_filled(cell) for cell in row)]
    if not numbered:
        return Sheet((), ())
    header = [" ".join(str(cell).split()) if _filled(cell) else "" for cell in numbered[0][1]]
    while header and not header[-1]:
        header.pop()
    doubled = [one for one in header if one and header.count(one) > 1]
    if doubled:
        raise BadTableError(name, f'has two columns "{doubled[0]}"', "give each its own name")
    made = tuple(_row(line, row, header, name) for line, row in numbered[1:] if not _is_tags(row))
    return Sheet(tuple(one for one in header if one), made)


def _row(line: int, row: Sequence[Cell | None], header: Sequence[str], name: str) -> SheetRow:
    cells = {
        column: cell for column, cell in zip(header, row, strict=False) if column and cell is not None and cell != ""
    }
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells.values()):
        raise BadTableError(
            name,
            f"has a cell of over {LONGEST_CELL:,} characters in row {line}",
            "look for a quotation mark that nobody closed",
        )
    return SheetRow(line, cells, sum(_filled(cell) for cell in row[len(header) :]))


def _filled(cell: Cell | None) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _is_tags(row: Sequence[Cell | None]) -> bool:
    return all(isinstance(cell, str) and cell.startswith("#") for cell in row if _filled(cell))
