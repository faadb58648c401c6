"""Records as a workbook (.xlsx) and back without loss: the table of `ledger.table`, every cell a text.

Cells hold texts only, so that no program reads a date, a number or a formula into what a source said.
"""

import io
import re
from collections.abc import Iterable
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.codec import Read
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.table import from_rows, table_rows

#: The most characters that a cell of a workbook holds; whoever writes more loses the rest in silence.
CELL_MOST: Final = 32_767


class CellTooLongError(TruceError):
    """A text that no cell of a workbook can hold."""

    def __init__(self, id: str, length: int) -> None:
        super().__init__(
            f'"{id}" holds a text of {length:,} characters; a cell of a workbook holds {CELL_MOST:,}, so nothing was '
            "written",
            "export it as csv or records",
        )


class NoWorkbookError(TruceError):
    """A file that is no workbook."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no workbook that can be read", "save it as .xlsx, or as CSV and import it as csv")


def to_xlsx(entries: Iterable[Entry], *, practice: bool = False) -> bytes:
    """Write entries on one sheet, the header frozen.

    Raises:
        CellTooLongError: When a text is longer than a cell.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=False)
    sheet = book.active
    sheet.title = "PRACTICE" if practice else "records"
    rows = table_rows(entries, practice=practice)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            shown = _escaped(text)
            if len(shown) > CELL_MOST:
                raise CellTooLongError(row[rows[0].index("id")], len(text))
            if shown:
                cell = sheet.cell(number, column)
                cell.value = shown
                cell.data_type = "s"  # else a text that begins with = would be a formula
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def from_xlsx(raw: bytes, name: str) -> Read:
    """Read records from the first sheet; findings count its rows as lines.

    Raises:
        NoWorkbookError: When the bytes are no workbook.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True)
    except (BadZipFile, KeyError, ValueError, OSError):
        raise NoWorkbookError(name) from None
    rows = [[_unescaped(_plain(value)) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    return from_rows(rows)


def _plain(value: object) -> str:
    """A cell as text; what somebody typed as a number or a yes is written as JSON would."""
    if value is None:
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _escaped(text: str) -> str:
    """Signs that a workbook cannot hold, in its own way to write them (ECMA-376, ST_Xstring): `_x000D_`."""
    return _NEEDS.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS.sub("_x005F_", text))


def _unescaped(text: str) -> str:
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)


#: What XML does not allow, and the line break that its readers rewrite.
_NEEDS: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
#: A text that itself looks like such an escape: its first stroke is escaped, the rest stays.
_LOOKS: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
