"""What the map shows, as GeoJSON: places and routes of the deal, and what is claimed there, as exactly as said."""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians, sin
from typing import Any, Final

from trucekeeper.brief.matter import Matter
from trucekeeper.brief.pictures.map import Heard, heard
from trucekeeper.core.place import Point
from trucekeeper.ledger.record import Entry

#: Corners of a circle: at 48 its edge is off by 0.2 % of the radius.
CORNERS: Final = 48
#: Records of a spot that the page names, the newest; the rest is counted.
MOST: Final = 60
#: Kilometres of a degree of latitude (mean radius 6,371 km).
DEGREE_KM: Final = 111.195


def mapped(matter: Matter) -> tuple[dict[str, Any], tuple[Entry, ...]]:
    """Give the layers by name, and the records that name no point we may show; those are listed, never guessed."""
    placed = {one.id: one.point for one in matter.deal.places if one.point is not None}
    spots, nowhere = heard(matter, placed)
    layers = {
        "places": _collection(_places(matter)),
        "around": _collection(_around(matter, placed.values(), spots)),
        "routes": _collection(_routes(matter)),
        "claims": _collection(_claims(matter, spots)),
    }
    return layers, tuple(nowhere)


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _feature(shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties}


def _places(matter: Matter) -> Iterator[dict[str, Any]]:
    for one in matter.deal.places:
        if one.point is not None:
            at = [one.point.east, one.point.north]
            yield _feature("Point", at, id=one.id, name=one.name or one.id, held=one.held_by or "")


def _routes(matter: Matter) -> Iterator[dict[str, Any]]:
    """Straight lines between the places that a route names: the deal says no more about the way."""
    placed = {one.id: one.point for one in matter.deal.places if one.point is not None}
    for route in matter.deal.routes:
        stops = [placed[id] for id in (*route.start.ids, *route.via.ids, *route.to.ids) if id in placed]
        if len(stops) > 1:
            yield _feature("LineString", [[one.east, one.north] for one in stops], id=route.id, name=route.name)


def _around(matter: Matter, points: Iterable[Point], spots: Sequence[Heard]) -> Iterator[dict[str, Any]]:
    """How far around a point still counts as there: of the deal's places, and of what was said."""
    for kind, several in (("deal", points), ("said", [one.point for one in spots])):
        for point in several:
            if point.within_km:
                yield _feature("Polygon", [circle(point, point.within_km)], kind=kind)


def circle(point: Point, radius_km: float) -> list[list[float]]:
    """A closed ring of corners around a point, east before north as GeoJSON has it."""
    north = radius_km / DEGREE_KM
    east = north / max(0.01, cos(radians(point.north)))
    turns = [radians(360 * place / CORNERS) for place in range(CORNERS)]
    ring = [[point.east + east * sin(turn), point.north + north * cos(turn)] for turn in turns]
    return [*ring, ring[0]]


def _claims(matter: Matter, spots: Sequence[Heard]) -> Iterator[dict[str, Any]]:
    """A point a spot, with its newest records in the order of the ledger; colour and shape by side are the page's."""
    for spot in spots:
        records = [_record(matter, one) for one in spot.entries[-MOST:]]
        sides = sorted({_side(matter, one) for one in spot.entries})
        at = [spot.point.east, spot.point.north]
        side = sides[0] if len(sides) == 1 else "several"
        yield _feature("Point", at, name=spot.name, count=len(spot.entries), side=side, records=records)


def _record(matter: Matter, entry: Entry) -> dict[str, Any]:
    record = entry.record
    return {
        "id": record.id,
        "who": matter.who(entry).text,
        "about": str(getattr(record, "incident", "") or getattr(record, "event", "")),
        "side": _side(matter, entry),
        "polarity": str(getattr(record, "polarity", "yes")),
    }


def _side(matter: Matter, entry: Entry) -> str:
    side = str(getattr(entry.record, "side", ""))
    return side if side in matter.sides else ""
