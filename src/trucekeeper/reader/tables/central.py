"""The CSV files in which ODK Central gives the submissions of a form: one for the form, one for each repeat group.

A submission has a `KEY`; a row of a repeat group has one of its own (`uuid:.../posts[2]/seen[1]`) and in `PARENT_KEY`
that of the row to which it belongs. Nothing else ties the files; their names only say how a group is called.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from trucekeeper.reader.tables.sheet import REPEAT, BadTableError, Cell, Sheet, SheetRow

_KEY, _PARENT = "KEY", "PARENT_KEY"
_NUMBER: Final = re.compile(r"\[(\d+)\]")
_PARTS: Final = ("-Latitude", "-Longitude", "-Altitude", "-Accuracy")


def joined(tables: Mapping[str, Sheet], name: str, repeat: str) -> Sheet:
    """The table of the submissions, or of a repeat group with what its submission and the groups around it say.

    Args:
        tables: By the names of the files; those that are tied to nothing (logs of the phones) are left out.
        name: Of all of them, for messages.
        repeat: The group that is asked for; "" for the submissions.

    Raises:
        BadTableError: When there is no form, more than one, or no such group.
    """
    if len(tables) == 1 and not repeat:
        return next(iter(tables.values()))
    forms = [one for one, sheet in tables.items() if _KEY in sheet.columns and _PARENT not in sheet.columns]
    if len(forms) != 1:
        found = f"the submissions of several forms: {', '.join(forms)}" if forms else "no file of submissions"
        raise BadTableError(name, f"holds {found}", "one form at a time, as ODK Central exports it (columns KEY)")
    form = tables[forms[0]]
    groups = {_group(one, forms[0]): sheet for one, sheet in tables.items() if _PARENT in sheet.columns}
    if not repeat:
        return replace(form, repeats=tuple(groups))
    if repeat not in groups:
        known = f"one of {', '.join(groups)}" if groups else "leave out `repeat`: there is none"
        raise BadTableError(name, f'has no repeat group "{repeat}"', known)
    by_key = {str(row.cells[_KEY]): row for sheet in tables.values() for row in sheet.rows if _KEY in row.cells}
    rows = tuple(_with_parents(row, by_key) for row in groups[repeat].rows)
    columns = dict.fromkeys([*form.columns, *groups[repeat].columns, *(one for row in rows for one in row.cells)])
    return Sheet(tuple(one for one in columns if one != _PARENT), rows)


def _group(file: str, form: str) -> str:
    """`day-posts.csv` beside `day.csv` is the group `posts`."""
    return PurePath(file).stem.removeprefix(f"{PurePath(form).stem}-")


def _with_parents(row: SheetRow, by_key: Mapping[str, SheetRow]) -> SheetRow:
    """A row with the cells of all above it, its own first; its key is that of the submission."""
    key = str(row.cells.get(_KEY, ""))
    cells: dict[str, Cell] = dict(row.cells)
    above = str(row.cells.get(_PARENT, ""))
    submission = above.partition("/")[0]
    for _ in range(key.count("/") + 1):
        parent = by_key.get(above)
        if parent is None:
            break
        cells = {**parent.cells, **cells}
        above = str(parent.cells.get(_PARENT, ""))
    del cells[_KEY], cells[_PARENT]
    return replace(row, cells={**cells, _KEY: submission, REPEAT: "-".join(_NUMBER.findall(key)) or str(row.line - 1)})


def with_points(sheet: Sheet) -> Sheet:
    """A table in which a point that stands in up to four columns (`spot-Latitude` ...) stands in one as well."""
    points = [
        one.removesuffix(_PARTS[0])
        for one in sheet.columns
        if one.endswith(_PARTS[0]) and one.removesuffix(_PARTS[0]) + _PARTS[1] in sheet.columns
    ]
    fresh = [one for one in points if one and one not in sheet.columns]
    if not fresh:
        return sheet
    rows = tuple(replace(row, cells={**row.cells, **_points(row, fresh)}) for row in sheet.rows)
    return replace(sheet, columns=(*sheet.columns, *fresh), rows=rows)


def _points(row: SheetRow, points: list[str]) -> dict[str, Cell]:
    made = {one: [str(row.cells.get(one + part, "")) for part in _PARTS] for one in points}
    return {one: " ".join(parts).strip() for one, parts in made.items() if parts[0] and parts[1]}
