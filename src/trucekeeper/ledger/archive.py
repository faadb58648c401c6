"""A whole ledger as lines of JSON that a stranger can verify with a few lines of any language.

One object a line, for each entry: position, recorded_at, entered_by, record (readable, erased texts as `[erased]`),
texts (salt and text by their hash), sealed (the very bytes that were sealed) and seal. docs/verify.md checks them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from trucekeeper.ledger.chain import Row, exchanged, texts_in
from trucekeeper.ledger.record import ERASED


def archive_lines(rows: Iterable[Row], salts: Mapping[str, tuple[bytes, str]]) -> Iterator[str]:
    """Write the entries.

    Args:
        rows: Sealed bytes and seals, in their order.
        salts: Salt and text by the hash that stands in the chain.
    """
    texts = {name: text for name, (_, text) in salts.items()}
    for row in rows:
        entry = msgspec.json.decode(row.sealed)
        names = dict.fromkeys(name for name in texts_in(entry["record"]) if name in salts)
        line = {
            "position": entry["position"],
            "recorded_at": entry["recorded_at"],
            "entered_by": entry["entered_by"],
            "record": exchanged(entry["record"], texts, ERASED),
            "texts": {name: {"salt": salts[name][0].hex(), "text": salts[name][1]} for name in names},
            "sealed": row.sealed.decode(),
            "seal": row.seal.hex(),
        }
        yield json.dumps(line, ensure_ascii=False)


def erasures_in(text: str) -> tuple[str, ...]:
    """The hashes of all that the erasures in such an archive name."""
    records = (json.loads(line)["record"] for line in text.splitlines() if line.strip())
    return tuple(one for record in records if record["record"] == "erasure" for one in record["erases"])
