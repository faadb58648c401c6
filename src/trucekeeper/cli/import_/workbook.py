"""Records as a workbook: what `truce export --to xlsx` writes."""

from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.ledger.codec import Read
from trucekeeper.ledger.workbook import from_xlsx


def read(raw: bytes, name: str, given: Given) -> Read:
    """One record a row of the first sheet."""
    return from_xlsx(raw, name)


FORMAT = Format("xlsx", "one record a row of a workbook", read)
