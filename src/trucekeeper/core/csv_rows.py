"""Rows of a table in CSV, read so that a table which breaks off is told with its line."""

import csv
import io
from typing import Final

from trucekeeper.core.errors import TruceError

#: A spreadsheet guesses the encoding of a file without it, and guesses wrong for Arabic.
BOM: Final = "\ufeff"


class CsvError(TruceError):
    """A table in CSV that cannot be cut into cells: a quotation mark that nobody closed, as a rule."""

    def __init__(self, name: str, line: int, why: str) -> None:
        super().__init__(
            f"{name}: line {line} is no CSV, so nobody knows where its cells end: {why}",
            "look for a quotation mark that nobody closed, or save the table as CSV (UTF-8) again",
        )


def csv_rows(text: str, name: str, delimiter: str = ",") -> list[list[str]]:
    """The rows of a table, its header first; a byte order mark is passed over.

    Args:
        text: The whole table.
        name: Of the file, as whoever reads the error knows it.
        delimiter: What parts the cells.

    Raises:
        CsvError: When a cell does not end (the module reads cells of up to 131,072 characters).
    """
    rows = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=delimiter)
    try:
        return list(rows)
    except csv.Error as error:
        raise CsvError(name, rows.line_num, str(error)) from None


def csv_dicts(text: str, name: str, delimiter: str = ",") -> tuple[list[str], list[dict[str, str]]]:
    """The header, and below it each row that is not empty with its cells by the header's words.

    Raises:
        CsvError: As `csv_rows` does.
    """
    header, *rest = csv_rows(text, name, delimiter) or [[]]
    return header, [dict(zip(header, row, strict=False)) for row in rest if row]
