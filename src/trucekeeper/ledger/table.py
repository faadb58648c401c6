"""Records as a table and back without loss: CSV that a spreadsheet opens, Arabic too, and CSV with HXL tags.

One record a row, one key a column, and one for each part of `happened`, `quantity`, `vehicles`, `place` and `to`.
Lists and other parts are JSON in their cell. An empty cell means that the key is left out.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from msgspec import inspect

from trucekeeper.core.csv_rows import BOM, csv_rows
from trucekeeper.core.finding import Span
from trucekeeper.ledger.codec import Read, flat, read_jsonl
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.shape import shapes

#: What the store gave; read over when a table is read back.
GIVEN: Final = ("position", "recorded_at", "entered_by")
_ENTRY: Final = "entry."

#: In every row of an exercise, so that no sheet of it is taken for the day's news.
PRACTICE: Final = "entry.practice"

#: Parts of a record that get a column for each of their keys.
_PARTS: Final = ("happened", "quantity", "vehicles", "place", "to")

#: First signs that make a spreadsheet run a cell as a formula; the last marks a cell that was made harmless.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")

#: A negative number begins like a formula and is none.
_NUMBER: Final = re.compile(r"-\d+(?:\.\d+)?(?:e-?\d+)?")

#: HXL tags (hxlstandard.org, version 1.1) for the columns that have one; the rest are #meta.
HXL: Final = {
    "id": "#event+id",
    "record": "#meta+type",
    "speaker": "#contact+type+source",
    "side": "#group+side",
    "said_at": "#date+reported",
    "happened.start": "#date+start",
    "happened.end": "#date+end",
    "clause": "#item+clause",
    "incident": "#event+name",
    "polarity": "#status+polarity",
    "actors": "#actor+list",
    "event": "#event+type",
    "place.place": "#loc+name",
    "place.north": "#geo+lat",
    "place.east": "#geo+lon",
    "to.place": "#loc+name+to",
    "to.north": "#geo+lat+to",
    "to.east": "#geo+lon+to",
    "quantity.low": "#reached+min",
    "quantity.high": "#reached+max",
    "quantity.unit": "#reached+unit",
    "vehicles.low": "#item+vehicles+min",
    "vehicles.high": "#item+vehicles+max",
    "words": "#description",
    "publisher": "#org+source",
    "address": "#meta+url",
}


def to_csv(entries: Iterable[Entry], *, hxl: bool = False, practice: bool = False) -> str:
    """Write entries as a table; with `hxl` a row of tags follows the header."""
    columns, *rows = table_rows(entries, practice=practice)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    if hxl:
        writer.writerow([HXL.get(column, f"#meta+{column.replace('.', '_').lower()}") for column in columns])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BOM + text.getvalue()


def table_rows(entries: Iterable[Entry], *, practice: bool = False) -> list[list[str]]:
    """The header and a row an entry, every cell as it is written; what a spreadsheet would run is not yet harmless."""
    rows = [_row(entry) for entry in entries]
    keys = [key for key in _columns() if any(key in row for row in rows)]
    columns = [f"{_ENTRY}{key}" for key in GIVEN] + keys
    if practice:
        columns.insert(0, PRACTICE)
        rows = [{PRACTICE: "PRACTICE"} | row for row in rows]
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def from_csv(text: str, name: str = "the table") -> Read:
    """Read records from such a table; the columns of the store are read over, findings count rows as lines.

    Raises:
        CsvError: When it is no CSV.
    """
    header, *rows = csv_rows(text, name) or [[]]
    return from_rows([header, *([as_written(cell) for cell in row] for row in rows)])


def from_rows(rows: Sequence[Sequence[str]]) -> Read:
    """Read records from a header and rows whose cells are as they were written."""
    if not rows:
        return Read((), (), ())
    header, *rest = rows
    lines = [""]  # the header's line, so that findings count like a spreadsheet does
    for cells in rest:
        tags = len(lines) == 1 and all(cell.startswith("#") for cell in cells if cell)
        beyond = [f"column {number}" for number in range(len(header) + 1, len(cells) + 1)]
        row = dict(zip([*header, *beyond], cells, strict=False))
        lines.append("" if tags or not any(cells) else json.dumps(_object(row)))
    read = read_jsonl("\n".join(lines))
    findings = (replace(one, at=Span(one.at.line, 1, 0, 0)) for one in read.findings)  # a row, no place in its JSON
    return replace(read, findings=tuple(findings))


def _columns() -> list[str]:
    """All columns in a fixed order: those of the kinds one after the other, `id` and `record` first."""
    columns = {"id": None, "record": None}
    for shape in shapes().values():
        for field in shape.fields:
            part = _part(field.type) if field.encode_name in _PARTS else None
            names = [f"{field.encode_name}.{one.encode_name}" for one in part.fields] if part else [field.encode_name]
            columns |= dict.fromkeys(names)
    return list(columns)


def _part(shape: inspect.Type) -> inspect.StructType | None:
    options = shape.types if isinstance(shape, inspect.UnionType) else (shape,)
    return next((one for one in options if isinstance(one, inspect.StructType)), None)


def _row(entry: Entry) -> dict[str, str]:
    values = flat(entry.record)
    row = {f"{_ENTRY}{key}": str(value) for key, value in _given(entry).items()}
    for key, value in values.items():
        if key in _PARTS and isinstance(value, dict):
            row |= {f"{key}.{inner}": _cell(one) for inner, one in value.items() if one is not None}
        else:
            row[key] = _cell(value)
    return row


def _given(entry: Entry) -> dict[str, object]:
    return {"position": entry.position, "recorded_at": entry.recorded_at.isoformat(), "entered_by": entry.entered_by}


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula: marked with an apostrophe where its first sign would do that."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def as_written(cell: str) -> str:
    """Take the mark of `harmless` away again."""
    return cell[1:] if cell.startswith("'") else cell


def _object(cells: Mapping[str, str]) -> dict[str, Any]:
    """Make the JSON object of a row."""
    made: dict[str, Any] = {}
    shape = shapes().get(cells.get("record", ""))
    fields = {} if shape is None else {field.encode_name: field for field in shape.fields}
    for column, cell in cells.items():
        key, _, inner = column.partition(".")
        if column.startswith(_ENTRY) or not (cell or (key in made and inner)):
            continue
        if key in _PARTS and inner and (key in fields or cell):
            part = _part(fields[key].type) if key in fields else None
            inners = {} if part is None else {field.encode_name: field.type for field in part.fields}
            made.setdefault(key, {})
            if cell:
                made[key][inner] = _value(cell, inners.get(inner))
        elif cell:
            made[column] = _value(cell, fields[column].type if column in fields else None)
    for key, field in fields.items():
        if field.required and key not in made and isinstance(field.type, inspect.StrType):
            made[key] = ""
    for part_key in ("quantity", "vehicles"):
        if part_key in made and "low" in made[part_key]:
            made[part_key].setdefault("high", None)
    return made


def _value(cell: str, shape: inspect.Type | None) -> Any:
    """Read a cell: texts as they stand, everything else as JSON; what is no JSON stays a text and is reported."""
    options = shape.types if isinstance(shape, inspect.UnionType) else (shape,)
    texts = (inspect.StrType, inspect.LiteralType, inspect.DateTimeType)
    if shape is None or any(isinstance(one, texts) for one in options):
        return cell
    try:
        return json.loads(cell)
    except ValueError:
        return cell
