"""Records as CSV, with HXL tags or without: what `truce export --to csv` and `--to hxl` write."""

from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.ledger.codec import Read
from trucekeeper.ledger.table import from_csv


def read(raw: bytes, name: str, given: Given) -> Read:
    """One record a row; a row of tags is read over."""
    return from_csv(decoded(raw, name), name)


FORMAT = Format("csv", "one record a row, a column for each key", read)
