"""A mapping to fill in, from a table: its columns with what stands in them, and the keys that a record has."""

import json
from collections.abc import Iterator

from trucekeeper.reader.tables.mapping import keys_of
from trucekeeper.reader.tables.sheet import Sheet, folded

_HEAD = """\
# How {name} becomes records. Lines that begin with # are not read: take the sign away where a line fits.
# The page "import tables" of the documentation explains every line.

# zone = "Asia/Damascus"      # where times without an offset are meant; else the zone of --deal
# days = "dmy"                # 03/04/2016 is 3 April; "mdy": 4 March. Needed only where both can be meant
# decimal = ","               # the sign before decimals, where the table uses commas
# speaker = "a registry"      # who says all of it, as an institution or a role
# side = "independent"        # or a party of the deal
# clause = "A1"               # only where every row is about one clause

[[record]]
kind = "claim"                # or movement, vehicle movement, observation, counted, demand, hold, ...
# id = "{id}"
# only = "a column"           # rows in which this column is empty give no such record

[record.columns]              # key of the record = column of the table
{columns}
[record.always]               # the same in every row
# basis = "relay"

# [words.polarity]            # words of the table = words of the record
# "succeeded" = "yes"
# "failed" = "no"
"""


def draft(sheet: Sheet, name: str, kind: str = "claim") -> str:
    """A mapping in which only columns that are called like a key are mapped; the others wait as comments."""
    example = f"{name.split('.')[0]} {{{sheet.columns[0]}}}" if sheet.columns else "row {number}"
    return _HEAD.format(name=name, id=example, columns="\n".join([*_columns(sheet, kind), ""]))


def _columns(sheet: Sheet, kind: str) -> Iterator[str]:
    keys = {folded(one): one for one in keys_of(kind)}
    for column in sheet.columns:
        found = next((str(row.cells[column]) for row in sheet.rows if column in row.cells), "")
        shown = f"# {' '.join(found.split())[:50]}" if found else "# always empty"
        quoted = json.dumps(column, ensure_ascii=False)
        key = keys.get(folded(column))
        yield f'"{key}" = {quoted}  {shown}' if key else f'# "" = {quoted}  {shown}'
