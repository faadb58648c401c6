"""Records as GeoJSON (RFC 7946): one feature a record, those without a point too, so that none is lost on a map."""

import json
from collections.abc import Iterable

from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.record import Entry


def to_geojson(entries: Iterable[Entry]) -> str:
    """Write entries as a feature collection; a record without a point has no geometry, and says its place in words."""
    features = [_feature(entry) for entry in entries]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _feature(entry: Entry) -> dict[str, object]:
    values = flat(entry.record)
    spot = values.get("place")
    point = None
    if isinstance(spot, dict) and spot.get("north") is not None and spot.get("east") is not None:
        point = {"type": "Point", "coordinates": [spot["east"], spot["north"]]}
    given = {"position": entry.position, "recorded_at": entry.recorded_at.isoformat(), "entered_by": entry.entered_by}
    return {"type": "Feature", "id": values["id"], "geometry": point, "properties": {"entry": given, **values}}
