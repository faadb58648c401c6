"""Records as GeoJSON: what `truce export --to geojson` writes."""

from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.import_.format import Format, Given
from trucekeeper.ledger.codec import Read
from trucekeeper.ledger.geojson import from_geojson


def read(raw: bytes, name: str, given: Given) -> Read:
    """One record a feature."""
    return from_geojson(decoded(raw, name))


FORMAT = Format("geojson", "one record a feature", read)
