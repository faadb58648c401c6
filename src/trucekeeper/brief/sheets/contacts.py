"""Whom to call: functions with call sign and telephone, from a small table; never a list of evacuees."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trucekeeper.brief.model import Table
from trucekeeper.brief.sheets.parts import BLANK, grid
from trucekeeper.core.csv_rows import csv_rows
from trucekeeper.core.errors import TruceError

COLUMNS: Final = ("function", "side", "call_sign", "telephone")


class ContactsError(TruceError):
    """A table of contacts that cannot be read."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(
            f"{file}:{line}: {why}, so a sheet would send somebody to a wrong number",
            f"write a first line {','.join(COLUMNS)} and below it one line a function, such as "
            "convoy leader east,GOV,GREEN 1,+963 000 0000",
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody to be reached, by function."""

    function: str
    side: str = ""
    call_sign: str = ""
    telephone: str = ""


def contacts(text: str, file: str) -> tuple[Desk, ...]:
    """Read a table of contacts.

    Raises:
        ContactsError: When a column is missing or a line has no function.
        CsvError: When it is no CSV.
    """
    if "," not in text.partition("\n")[0]:
        raise ContactsError(file, 1, "this is no table with columns parted by commas")
    header, *rows = csv_rows(text, file)
    missing = [one for one in COLUMNS if one not in header]
    if missing:
        raise ContactsError(file, 1, f"there is no column {missing[0]}")
    found = []
    for number, cells in enumerate(rows, 2):
        row = dict(zip(header, cells, strict=False))
        if row and not row.get("function", "").strip():
            raise ContactsError(file, number, "this line names no function")
        if row:
            found.append(Desk(*(row.get(one, "").strip() for one in COLUMNS)))
    return tuple(found)


def contact_table(desks: Iterable[Desk]) -> Table:
    """Whom to call; where nothing was given, lines for a pen."""
    rows = [(one.function, one.side, one.call_sign or BLANK, one.telephone or BLANK) for one in desks]
    empty = [(words, "", BLANK, BLANK) for words in ("Convoy leader", "Coordinator", "Medical", "Other side's desk")]
    head = ("Function", "Side", "Call sign", "Telephone")
    return grid("Whom to call", head, rows or empty, (3, 1, 2, 3), ruled=not rows)
