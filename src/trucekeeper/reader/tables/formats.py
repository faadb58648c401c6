"""A file of somebody else's table as records: which rows can be taken, and what is wrong with each of the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from difflib import get_close_matches
from typing import Any, Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.ledger.codec import Read, RecordError, record_from
from trucekeeper.ledger.record import Record
from trucekeeper.reader.tables import acled, submissions, ucdp, ushahidi
from trucekeeper.reader.tables.cells import Row, Ways
from trucekeeper.reader.tables.mapped import columns_named, mapped
from trucekeeper.reader.tables.mapping import TableMap
from trucekeeper.reader.tables.sheet import Sheet, SheetRow, folded

Rows = Callable[[Row, TableMap], list[dict[str, Any]]]


class NoMappingError(TruceError):
    """A table without anybody saying what its columns mean."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__(
            f"{name} has the columns {', '.join(columns[:12])}, and nobody says what they mean",
            "truce import table FILE --draft my.map.toml writes a mapping to fill in; then give --mapping my.map.toml",
        )


class MissingColumnsError(TruceError):
    """A table without columns that are needed: another format, or a header that was changed."""

    def __init__(self, name: str, missing: Sequence[str], columns: Sequence[str]) -> None:
        near = get_close_matches(missing[0], columns, 1)
        super().__init__(
            f"{name} has no column {', '.join(missing)}; no row was read",
            f'did you mean "{near[0]}"?' if near else f"its columns: {', '.join(columns[:20]) or 'none'}",
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A format whose columns are known: those without which it is another one, and how a row is read."""

    columns: tuple[str, ...]
    rows: Rows


DATASETS: Final[Mapping[str, Known]] = {
    "ucdp": Known(ucdp.COLUMNS, ucdp.rows),
    "acled": Known(acled.COLUMNS, acled.rows),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside a table.

    Attributes:
        zone: That of the deal, where the mapping names none.
        clauses: Those that a record may name; None where no deal is at hand.
        seen: Told from time to time how many rows are read, of how many.
    """

    zone: tzinfo | None = None
    clauses: frozenset[str] | None = None
    seen: Callable[[int, int], None] = lambda _, __: None


#: After so many rows somebody who waits is told.
EACH: Final = 500


def records_in(sheet: Sheet, name: str, mapping: TableMap, format: str, setting: Setting) -> Read:
    """Read every row; nothing is raised for a row, so that all that is wrong is told at once.

    Args:
        sheet: The table.
        name: Of the file, for messages.
        mapping: What the desk says about it.
        format: A key of `DATASETS`; `ushahidi`, `kobo`; or `table` for one that the mapping alone explains.
        setting: What is known beside it.

    Raises:
        MissingColumnsError: When a column that is needed is not there at all.
        NoMappingError: When nobody says what the columns mean.
    """
    known = DATASETS.get(format)
    if known is not None:
        sheet, needed = as_called(sheet, known.columns), known.columns
    else:
        given, asked = sheet, mapping
        sheet, mapping = _arranged(sheet, mapping, format)
        lacking = _lacking(given, sheet, asked, format)
        if lacking and sheet.rows:
            raise MissingColumnsError(name, lacking, given.columns)
        if not mapping.records:
            raise NoMappingError(name, sheet.columns)
        needed = tuple(dict.fromkeys(columns_named(mapping)))
    missing = [one for one in needed if one not in sheet.columns]
    if missing and sheet.rows:
        raise MissingColumnsError(name, missing, sheet.columns)
    ways = Ways(mapping.zone or setting.zone, mapping.days, mapping.decimal)
    return _read(sheet, mapping, ways, known.rows if known is not None else mapped, setting)


def _arranged(sheet: Sheet, mapping: TableMap, format: str) -> tuple[Sheet, TableMap]:
    if format == "ushahidi":
        sheet = ushahidi.sheet(sheet)
        return sheet, ushahidi.mapping(mapping, sheet)
    if format == "kobo":
        return submissions.sheet(sheet), submissions.mapping(mapping, sheet)
    return sheet, mapping


def _lacking(given: Sheet, made: Sheet, mapping: TableMap, format: str) -> list[str]:
    """What a format needs, its file lacks under every name that servers give it, and no mapping gives."""
    if format == "ushahidi":
        return ushahidi.lacking(made, mapping)
    return submissions.lacking(given, mapping) if format == "kobo" else []


def as_called(sheet: Sheet, columns: Sequence[str]) -> Sheet:
    """The table with its columns by the names that a format gives them, whatever case or spaces the file has."""
    by_fold = {folded(one): one for one in columns}
    names = {one: by_fold.get(folded(one), one.casefold() if one.isupper() else one) for one in sheet.columns}
    if all(one == name for one, name in names.items()):
        return sheet
    rows = tuple(
        replace(row, cells={names.get(one, one): cell for one, cell in row.cells.items()}) for row in sheet.rows
    )
    return Sheet(tuple(names.values()), rows)


def _read(sheet: Sheet, mapping: TableMap, ways: Ways, rows: Rows, setting: Setting) -> Read:
    records: list[Record] = []
    lines: list[int] = []
    findings: list[Finding] = []
    first: dict[str, int] = {}
    for number, one in enumerate(sheet.rows, 1):
        if number % EACH == 0:
            setting.seen(number, len(sheet.rows))
        made, wrong = _records(one, mapping, ways, rows)
        for record in made:
            wrong += _unknown_clause(record, one.line, setting.clauses)
            if record.id in first:
                wrong.append(_twice(record.id, one.line, first[record.id]))
            first.setdefault(record.id, one.line)
        findings += wrong
        if not wrong:
            records += made
            lines += [one.line] * len(made)
    return Read(tuple(records), tuple(lines), tuple(findings))


def _records(one: SheetRow, mapping: TableMap, ways: Ways, rows: Rows) -> tuple[list[Record], list[Finding]]:
    row = Row(one, ways)
    if one.beyond:
        row.wrong(
            "T04",
            f"the row has {one.beyond} more cells than the header",
            "a cell that holds the separator stands in quotation marks",
        )
    if submissions.REJECTED in one.cells:
        return [], [_left_out(one.line, f'its reviewers marked it "{one.cells[submissions.REJECTED]}"')]
    values = rows(row, mapping)
    if not values and not row.faults:
        return [], [_left_out(one.line, "the mapping asks for no record of such a row")]
    wrong = [_finding(one.line, fault.code, fault.message, fault.help) for fault in row.faults]
    made: list[Record] = []
    for value in values if not wrong else ():
        try:
            made.append(record_from(value))
        except RecordError as error:
            wrong += [_finding(one.line, fault.code, fault.message, fault.help) for fault in error.faults]
    return made, wrong


def _unknown_clause(record: Record, line: int, clauses: frozenset[str] | None) -> list[Finding]:
    clause = getattr(record, "clause", None)
    if clauses is None or clause is None or clause in clauses:
        return []
    near = get_close_matches(clause, sorted(clauses), 1) or sorted(clauses)
    message = f'the deal has no clause "{clause}", so status could never use this record'
    return [_finding(line, "L16", message, f"one of {', '.join(near)}")]


def _twice(id: str, line: int, first: int) -> Finding:
    help = "give each row its own id; two rows without one that say the same are one row too many"
    return _finding(line, "L11", f'the id "{id}" is already used in row {first}', help)


def _left_out(line: int, why: str) -> Finding:
    return Finding(code="T00", severity=Severity.NOTE, message=f"left out: {why}", at=Span(line, 1, 0, 0))


def _finding(line: int, code: str, message: str, help: str | None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, at=Span(line, 1, 0, 0), help=help)
