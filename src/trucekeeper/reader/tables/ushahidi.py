"""Ushahidi: what a deployment exports as CSV (versions 2 and 3 on) or its API gives as JSON (versions 3 and 5).

A post is what somebody reported, read by nobody here; that it was published there does not mean that it was checked.
Names and addresses of those who reported are not read unless a mapping asks for their column.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trucekeeper.reader.tables.mapping import RecordMap, TableMap
from trucekeeper.reader.tables.sheet import Cell, Sheet, SheetRow, folded

SPEAKER: Final = "a report to Ushahidi"
#: Our name of a column by the names that the versions give it.
_CALLED: Final = {
    "post id": "id", "#": "id", "id": "id",
    "title": "title", "incident title": "title",
    "description": "description", "content": "description",
    "incident date": "incident date",
    "created (utc)": "created", "created": "created",
    "post date (utc)": "post date", "post date": "post date",
    "post status": "status", "status": "status", "verified": "verified",
    "approved": "approved",
    "location": "location", "latitude": "lat", "longitude": "lon",
}  # fmt: skip
_FIELD: Final = re.compile(r"post_content/(\d+)/fields/(\d+)/(label|value/value)(?:/(.+))?")


def sheet(given: Sheet) -> Sheet:
    """The table with the columns that all versions have under one name each; the survey's own keep theirs."""
    rows = tuple(replace(row, cells=_cells(row)) for row in given.rows)
    return Sheet(tuple(dict.fromkeys(["id", "title", "description", *(c for row in rows for c in row.cells)])), rows)


def lacking(made: Sheet, mapping: TableMap) -> list[str]:
    """What a file without them tells of no post, and no mapping gives: which one it is, and what was reported."""
    there = {column for row in made.rows for column in row.cells}
    own = bool(mapping.records)
    found = [] if "id" in there or (own and all(one.id for one in mapping.records)) else ["id (or Post ID, #)"]
    return found if "words" in there or own else [*found, "title or description (or INCIDENT TITLE, content)"]


def mapping(given: TableMap, made: Sheet) -> TableMap:
    """What is read where the desk does not say otherwise: who reported stays unnamed, nothing is tied to a clause."""
    columns = {"words": "words"}
    if "created" in made.columns:
        columns["said_at"] = "created"
    optional = {"happened": "incident date", "place.place": "location", "place.north": "lat", "place.east": "lon"}
    columns |= {key: column for key, column in optional.items() if column in made.columns}
    post = RecordMap("claim", "ushahidi-{id}", {}, columns, {"act": "reports", "basis": "relay"})
    records = tuple(
        replace(one, id=one.id or post.id, columns={"said_at": columns.get("said_at", "")} | dict(one.columns))
        if "said_at" in columns
        else replace(one, id=one.id or post.id)
        for one in given.records
    )
    return replace(given, speaker=given.speaker or SPEAKER, records=records or (post,))


def _cells(row: SheetRow) -> Mapping[str, Cell]:
    made: dict[str, Cell] = {}
    for column, cell in _labelled(row.cells).items():
        name = _CALLED.get(folded(column.replace("(", " (")), column)
        if column.endswith((".lat", "/lat", ".lon", "/lon")):
            name = column[-3:]
        made.setdefault(name, cell)
    for key in ("created", "post date"):
        made |= {key: in_utc(made[key])} if key in made else {}
    words = ". ".join(str(made[key]).strip().rstrip(".") for key in ("title", "description") if key in made)
    state = f" (Ushahidi: {made['status']})" if str(made.get("status", "published")) != "published" else ""
    if folded(str(made.get("approved", "yes"))) == "no":  # version 2
        state = " (Ushahidi: not approved)"
    return made | ({"words": f"{' '.join(words.split())}{state}"} if words else {})


def in_utc(cell: Cell) -> Cell:
    """A moment that a server wrote without an offset, which it does in UTC."""
    text = str(cell)
    return f"{text}Z" if re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?", text) else cell


def _labelled(cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """Of version 5: the answers under the labels of their questions."""
    labels = {
        found.group(1, 2): str(cell)
        for key, cell in cells.items()
        if (found := _FIELD.fullmatch(key)) and found[3] == "label"
    }
    made: dict[str, Cell] = {}
    for key, cell in cells.items():
        found = _FIELD.fullmatch(key)
        if found is None:
            if not key.startswith("post_content/"):
                made[key] = cell
        elif found[3] != "label" and found.group(1, 2) in labels:
            made[labels[found.group(1, 2)] + (f"/{found[4]}" if found[4] else "")] = cell
    return made
