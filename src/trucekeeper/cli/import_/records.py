"""Records as JSONL: what `truce export --to records` writes."""

from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.ledger.codec import Read, read_jsonl


def read(raw: bytes, name: str, given: Given) -> Read:
    """One object a line."""
    return read_jsonl(decoded(raw, name))


FORMAT = Format("records", "one record a line, as JSON", read)
