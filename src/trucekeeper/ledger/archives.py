"""Hashes of files that another tool has archived: the table that auto-archiver writes (bellingcat/auto-archiver).

Its columns are found by their words, whatever their case: the link, where the archive lies, when it was made, and the
hash, written `SHA-256:...`. A row without such a hash proves nothing later and is told, not taken.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from trucekeeper.core.csv_rows import csv_dicts
from trucekeeper.core.moment import MomentError, moment
from trucekeeper.ledger.record import Evidence

_SHA256 = re.compile(r"(?:sha-?256:)?\s*([0-9a-f]{64})", re.IGNORECASE)

#: What each of our keys is called there; the first column whose name holds one of the words counts.
COLUMNS = {
    "sha256": ("hash",),
    "address": ("link", "url"),
    "where": ("archive location", "folder", "location"),
    "said_at": ("archive date", "archived at", "timestamp"),
}


@dataclass(frozen=True, slots=True)
class Archived:
    """What a table of archived files says.

    Attributes:
        records: One a file.
        left: Row, from 1 for the first below the header, and why it was not taken.
    """

    records: tuple[Evidence, ...]
    left: tuple[tuple[int, str], ...]


def from_auto_archiver(text: str, *, by: str, said_at: datetime, name: str = "the table") -> Archived:
    """Read the table.

    Args:
        text: CSV with a header.
        by: Who brings it in.
        said_at: For rows that do not tell when they were archived.
        name: Of the file.

    Raises:
        CsvError: When it is no CSV.
    """
    header, rows = csv_dicts(text, name)
    names = {key: _column(header, words) for key, words in COLUMNS.items()}
    records: dict[str, Evidence] = {}
    left: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        cells = {key: (row.get(name) or "").strip() if name else "" for key, name in names.items()}
        found = _SHA256.fullmatch(cells["sha256"])
        if found is None:
            left.append((number, f"its hash is no SHA-256: {cells['sha256'][:20] or 'empty'}"))
            continue
        hash = found[1].lower()
        if hash in records:
            left.append((number, "the same file stands in a row before it"))
            continue
        records[hash] = Evidence(
            id=f"archived {hash[:16]}",
            sha256=hash,
            step="archived",
            said_at=_moment(cells["said_at"]) or said_at,
            by=by,
            where=cells["where"],
            address=cells["address"],
        )
    return Archived(tuple(records.values()), tuple(left))


def _column(names: list[str], words: tuple[str, ...]) -> str | None:
    return next((name for word in words for name in names if word in name.casefold()), None)


def _moment(text: str) -> datetime | None:
    try:
        return moment(text)
    except MomentError:
        return None
