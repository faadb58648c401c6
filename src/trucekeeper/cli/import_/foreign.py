"""Tables of others: event datasets, submissions of forms, any table with a mapping."""

import sys
from dataclasses import replace

import click

from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.core.moment import iso
from trucekeeper.ledger.codec import Read
from trucekeeper.reader.tables import xlsform
from trucekeeper.reader.tables.draft import draft
from trucekeeper.reader.tables.formats import EACH, Setting, records_in
from trucekeeper.reader.tables.mapping import NOTHING_SAID, BadMappingError, TableMap, against, clauses_of, mapping_of
from trucekeeper.reader.tables.sheet import Sheet, sheet_of


def _mapping(given: Given) -> TableMap:
    """What the desk says, its ids checked against the deal where one is given.

    Raises:
        BadMappingError: With every problem of it.
    """
    made = mapping_of(given.mapping[1], given.mapping[0]) if given.mapping is not None else NOTHING_SAID
    if given.deal is not None and given.mapping is not None:
        problems = [*against(given.deal, made)]
        if problems:
            raise BadMappingError(given.mapping[0], problems)
    return replace(made, published=iso(given.published)) if given.published is not None else made


def _sheet(raw: bytes, name: str, given: Given, mapping: TableMap) -> Sheet:
    encoding = given.encoding or mapping.encoding
    sheet = sheet_of(raw, name, encoding=encoding, part=mapping.sheet, repeat=mapping.repeat)
    if sheet.repeats and not mapping.repeat:
        groups = ", ".join(sheet.repeats)
        click.echo(
            f'{name} holds repeat groups that are not read: {groups}; repeat = "{sheet.repeats[0]}" in a mapping makes '
            "each row of that group a row",
            err=True,
        )
    return xlsform.answered(sheet, xlsform.form_of(given.form[1], given.form[0])) if given.form is not None else sheet


def _seen(rows: int, of: int) -> None:
    """How far it is, for whoever waits at a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r{rows:,} of {of:,} rows ", nl=rows + EACH > of, err=True)


def _reader(name: str, summary: str) -> Format:
    def read(raw: bytes, file: str, given: Given) -> Read:
        mapping = _mapping(given)
        sheet = _sheet(raw, file, given, mapping)
        if given.form is not None:
            mapping = xlsform.mapping(mapping, xlsform.form_of(given.form[1], given.form[0]))
        clauses = clauses_of(given.deal) if given.deal is not None else None
        return records_in(sheet, file, mapping, name, Setting(given.zone, clauses, _seen))

    def drafted(raw: bytes, file: str, given: Given) -> str:
        mapping = _mapping(given)
        return draft(_sheet(raw, file, given, mapping), file)

    return Format(name, summary, read, drafted)


FORMATS = {
    one.name: one
    for one in (
        _reader("table", "any CSV, workbook or JSON, with a mapping"),
        _reader("ucdp", "UCDP GED: claims of the dataset about deadly events"),
        _reader("acled", "ACLED: claims of the dataset about events"),
        _reader("ushahidi", "posts of an Ushahidi deployment"),
        _reader("kobo", "submissions exported by KoboToolbox or ODK Central"),
    )
}
