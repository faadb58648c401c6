"""A whole ledger as JSONL: what `truce export --to jsonl` writes. Whether it is whole, docs/verify.md tells."""

import json

from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.ledger.codec import Read, read_jsonl


def read(raw: bytes, name: str, given: Given) -> Read:
    """The record of each entry, corrections too; seals and moments are those of the other ledger."""
    return read_jsonl("\n".join(_record(line) for line in decoded(raw, name).split("\n")))


def _record(line: str) -> str:
    try:
        entry = json.loads(line)
    except ValueError:
        return line  # reported by the reader of records, at its line
    return json.dumps(entry["record"]) if isinstance(entry, dict) and "record" in entry and "seal" in entry else line


FORMAT = Format("jsonl", "a whole ledger with its seals", read)
