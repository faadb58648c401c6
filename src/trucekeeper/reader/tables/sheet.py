"""A table as somebody sends it, cut into named cells: CSV in any dialect, a workbook, JSON.

Rows are counted as a spreadsheet counts them, the header being the first; objects of JSON from 1.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from trucekeeper.core.csv_rows import csv_rows
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
    """A header and its rows.

    Attributes:
        repeats: The repeat groups of a form that the file holds beside these rows.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    repeats: tuple[str, ...] = ()


#: Which of its repeat group a row is: `2`, or `1-2` in a group within a group.
REPEAT: Final = "_repeat"
#: How a form server ties a row of a repeat group to the row that it belongs to.
_INDEX, _PARENT, _TABLE = "_index", "_parent_index", "_parent_table_name"


def sheet_of(raw: bytes, name: str, *, encoding: str = "", part: str = "", repeat: str = "") -> Sheet:
    """Cut a file into cells, whatever it is.

    Args:
        raw: CSV, a workbook (.xlsx), JSON, or a zip with the CSV files of a form, told apart by their bytes.
        name: For messages.
        encoding: Of a text that is not in Unicode, such as cp1252 or cp1256; never guessed.
        part: The sheet of a workbook; the first one without it.
        repeat: A repeat group of a form, each row of which is to be a row, with what its submission says beside it.

    Raises:
        BadTableError: When it is none of these, or a column has no name of its own.
    """
    from trucekeeper.reader.tables.central import joined, with_points

    if raw.startswith(b"PK"):
        tables = _csv_files(raw, name, encoding)
        return joined(tables, name, repeat) if tables else _from_workbook(raw, name, part, repeat)
    text = _text(raw, name, encoding)
    if text.lstrip()[:1] in {"[", "{"}:
        return _from_json(text, name, repeat)
    if repeat:
        raise BadTableError(
            name,
            f'is one table and holds no repeat group "{repeat}"',
            "give KoboToolbox's workbook (XLS) or JSON, ODK Central's zip, or the folder with all its CSV files",
        )
    return with_points(_from_csv(text, name))


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
    rows: list[Sequence[Cell | None]] = [[*row] for row in csv_rows(body, name, dialect)]
    return _named(rows, name, 2 if told else 1)


def _delimiter(text: str) -> str:
    """The sign that stands most often between the cells of the first line that holds any, quoted text left out."""
    line = next((one for one in text.splitlines() if one.strip()), "")
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


def _csv_files(raw: bytes, name: str, encoding: str) -> Mapping[str, Sheet]:
    """The CSV files of an archive by their names; none where it is a workbook. Pictures beside them are passed over."""
    from trucekeeper.reader.tables.central import with_points

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            inside = [one for one in packed.infolist() if one.filename.casefold().endswith(".csv")]
            inside = [one for one in inside if not one.filename.rpartition("/")[2].startswith(".")]
            if sum(one.file_size for one in inside) > MOST_BYTES:
                raise BadTableError(name, "is larger unpacked than any table", "export the submissions of fewer days")
            files = {one.filename.rpartition("/")[2]: packed.read(one) for one in inside}
    except zipfile.BadZipFile:
        return {}  # said of the workbook that it is not either
    except (RuntimeError, NotImplementedError, OSError, zlib.error):
        raise BadTableError(name, "is locked, or packed in a way that is not known", "unpack it first") from None
    return {
        file: with_points(_from_csv(_text(one, f"{name}: {file}", encoding), f"{name}: {file}"))
        for file, one in files.items()
        if one.strip()
    }


def _from_workbook(raw: bytes, name: str, part: str, repeat: str) -> Sheet:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_BYTES:
                raise BadTableError(name, "is larger unpacked than any table", "save the sheet that matters as CSV")
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        if part and part not in book.sheetnames:
            raise BadTableError(name, f'has no sheet "{part}"', f"one of {', '.join(book.sheetnames)}")
        first = part or book.sheetnames[0]
        made = _named(book[first].iter_rows(values_only=True), name, 1)
        others = [one for one in book.sheetnames if one != first]
        if not others:
            return _alone(made, name, repeat)
        heads = {one: _header(book[one].iter_rows(values_only=True, max_row=1)) for one in others}
        repeats = tuple(one for one, head in heads.items() if _PARENT in head)
        if not repeat:
            return Sheet(made.columns, made.rows, repeats)
        if repeat not in repeats:
            return _alone(Sheet((), (), repeats), name, repeat)
        tables = {one: _named(book[one].iter_rows(values_only=True), name, 1) for one in repeats} | {first: made}
        return _with_parents(tables, repeat, first)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, IndexError):
        raise BadTableError(name, "is no workbook that can be read", "save it as .xlsx or CSV") from None


def _header(rows: Iterable[Sequence[Cell | None]]) -> frozenset[str]:
    return frozenset(str(cell) for row in rows for cell in row if cell is not None)


def _alone(sheet: Sheet, name: str, repeat: str) -> Sheet:
    """A file without repeat groups: fine unless one is asked for."""
    if repeat:
        known = f"one of {', '.join(sheet.repeats)}" if sheet.repeats else "leave out `repeat`: the file has none"
        raise BadTableError(name, f'has no repeat group "{repeat}"', known)
    return sheet


def _with_parents(tables: Mapping[str, Sheet], repeat: str, first: str) -> Sheet:
    """The rows of a repeat group, each with the row that it belongs to, and with that one's, up to the submission."""
    by_index = {
        table: {str(row.cells[_INDEX]): row for row in sheet.rows if _INDEX in row.cells}
        for table, sheet in tables.items()
    }
    count: dict[tuple[str, str], int] = {}
    number: dict[tuple[str, int], int] = {}
    for table, sheet in tables.items():
        for row in sheet.rows:
            key = (table, str(row.cells.get(_PARENT, "")))
            count[key] = count.get(key, 0) + 1
            number[table, row.line] = count[key]

    def whole(table: str, row: SheetRow) -> tuple[dict[str, Cell], str]:
        """The cells of a row and all above it, its own first; and which of its group it is, groups above first."""
        above = str(row.cells.get(_TABLE, first))
        parent = by_index.get(above if above in tables else first, {}).get(str(row.cells.get(_PARENT, "")))
        if table == first or parent is None:
            return dict(row.cells), ""
        cells, path = whole(above if above in tables else first, parent)
        return cells | dict(row.cells), f"{path}-{number[table, row.line]}".strip("-")

    rows = []
    for row in tables[repeat].rows:
        cells, path = whole(repeat, row)
        rows.append(SheetRow(row.line, {**cells, REPEAT: path or str(number[repeat, row.line])}, row.beyond))
    columns = dict.fromkeys([*tables[first].columns, *tables[repeat].columns, *(c for row in rows for c in row.cells)])
    return Sheet(tuple(columns), tuple(rows))


def _repeated(value: Any, path: str) -> Iterable[str]:
    """The paths of the lists of objects in an object: the repeat groups of a submission."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _repeated(inner, f"{path}/{key}" if path else str(key))
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield path
        for one in value:
            yield from (inner for inner in _repeated(one, path) if inner != path)


def _taken_apart(value: dict[str, Any], repeat: str, above: dict[str, Cell], path: str) -> Iterable[dict[str, Cell]]:
    """The rows of a repeat group in one object, each with what stands around it."""
    here: dict[str, Cell] = dict(above)
    lists: dict[str, list[dict[str, Any]]] = {}
    for where, inner in _leaves(value, ""):
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            lists[where] = inner
        else:
            here |= dict(_flat(inner, where))
    for where, several in lists.items():
        for number, one in enumerate(several, 1):
            deeper = f"{path}-{number}".strip("-")
            if where == repeat or where.rsplit("/", 1)[-1] == repeat:
                yield here | dict(_flat({key: v for key, v in one.items() if not _is_group(v)}, "")) | {REPEAT: deeper}
            else:
                yield from _taken_apart(one, repeat, here, deeper)


def _is_group(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _leaves(value: dict[str, Any], path: str) -> Iterable[tuple[str, Any]]:
    for key, inner in value.items():
        where = f"{path}/{key}" if path else str(key)
        if isinstance(inner, dict):
            yield from _leaves(inner, where)
        else:
            yield where, inner


def _from_json(text: str, name: str, repeat: str) -> Sheet:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as why:
        raise BadTableError(name, f"is no JSON: {str(why)[:80]}", "export it again") from None
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
    if not all(isinstance(one, dict) for one in value):
        raise BadTableError(name, "holds something else than objects", "one object a row, in a list")
    repeats = tuple(dict.fromkeys(path for one in value for path in _repeated(one, "")))
    if repeat:
        known = {name for path in repeats for name in (path, path.rsplit("/", 1)[-1])}
        if repeat not in known:
            return _alone(Sheet((), (), repeats), name, repeat)
        rows = tuple(
            SheetRow(number, cells)
            for number, one in enumerate(value, 1)
            for cells in _taken_apart(one, repeat, {}, "")
        )
    else:
        rows = tuple(SheetRow(number, dict(_flat(one, ""))) for number, one in enumerate(value, 1))
    return Sheet(tuple(dict.fromkeys(column for row in rows for column in row.cells)), rows, repeats)


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
