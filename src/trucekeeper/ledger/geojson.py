"""Records as GeoJSON (RFC 7946): one feature a record, those without a point too, so that none is lost on a map."""

import json
from collections.abc import Iterable

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.codec import Read, flat, read_jsonl
from trucekeeper.ledger.record import Entry


def to_geojson(entries: Iterable[Entry], *, practice: bool = False) -> str:
    """Write entries as a feature collection; a record without a point has no geometry, and says its place in words."""
    features = [_feature(entry) for entry in entries]
    mark = {"practice": True} if practice else {}
    return json.dumps({"type": "FeatureCollection", **mark, "features": features}, ensure_ascii=False)


class NoFeaturesError(TruceError):
    """A text that is no collection of features."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no GeoJSON of records: {why}", "import what truce export --to geojson wrote")


def from_geojson(text: str) -> Read:
    """Read records from such features; findings count features as lines, from 1.

    Raises:
        NoFeaturesError: When the text is no feature collection.
    """
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError):
        raise NoFeaturesError('it has no list "features"') from None
    if not isinstance(features, list):
        raise NoFeaturesError('"features" is no list')
    return read_jsonl("\n".join(_line(one) for one in features))


def _line(feature: object) -> str:
    """The record of a feature as one line; the geometry repeats what the record says, and the entry is the store's."""
    values = feature.get("properties") if isinstance(feature, dict) else feature
    if isinstance(values, dict):
        values = {key: one for key, one in values.items() if key != "entry"}
    return json.dumps(values)


def _feature(entry: Entry) -> dict[str, object]:
    values = flat(entry.record)
    spot = values.get("place")
    point = None
    if isinstance(spot, dict) and spot.get("north") is not None and spot.get("east") is not None:
        point = {"type": "Point", "coordinates": [spot["east"], spot["north"]]}
    given = {"position": entry.position, "recorded_at": entry.recorded_at.isoformat(), "entered_by": entry.entered_by}
    return {"type": "Feature", "id": values["id"], "geometry": point, "properties": {"entry": given, **values}}
