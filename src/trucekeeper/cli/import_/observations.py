"""Observation tables as missions keep them: what `truce count --to csv` writes."""

from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.ledger.codec import Read
from trucekeeper.ledger.observations import from_table


def read(raw: bytes, name: str, given: Given) -> Read:
    """One record of kind `counted` a row; times without an offset are meant in the zone of the deal."""
    return from_table(decoded(raw, name), given.zone, name)


FORMAT = Format("observations", "what patrols and cameras saw and heard, one row an observation", read)
