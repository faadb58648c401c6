"""Where it is: the places and routes of the deal, and what is claimed there, no more exactly than it was said.

A plain projection (degrees east shrunk by the cosine of the middle latitude) is right to well under a percent over the
few hundred kilometres of a deal. What has no point is listed, never placed by guessing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Final

from trucekeeper.brief.matter import ANSWERS, KINDS_OF_ANSWERS, Matter
from trucekeeper.brief.model import Figure, Ground
from trucekeeper.brief.pictures.marks import mark
from trucekeeper.brief.pictures.mirror import mirrored
from trucekeeper.brief.pictures.svg import (
    BAND,
    INK,
    SOFT,
    box,
    drawing,
    element,
    line,
    path,
    shortened,
    tip,
    width_of,
    words,
)
from trucekeeper.brief.tongue import Tongue
from trucekeeper.core.place import Point
from trucekeeper.deal.model import Block, Place
from trucekeeper.ledger.record import Entry, Spot

WIDTH, HEIGHT, SIDE = 720.0, 520.0, 240.0
MARGIN, TOP = 46.0, 52.0
#: Kilometres of a degree of latitude (mean radius 6,371 km).
_DEGREE_KM: Final = 111.195
_ROUND_KM: Final = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class View:
    """Points of the earth to points of the picture."""

    north: float
    east: float
    per_km: float

    def at(self, point: Point) -> tuple[float, float]:
        """Where a point lies."""
        return self.x(point.east), TOP + HEIGHT / 2 - (point.north - self.north) * _DEGREE_KM * self.per_km

    def x(self, east: float) -> float:
        """How far from the left a meridian lies."""
        return WIDTH / 2 + (east - self.east) * _DEGREE_KM * cos(radians(self.north)) * self.per_km


@dataclass(frozen=True, slots=True)
class Heard:
    """What is claimed at one spot of the map."""

    point: Point
    name: str
    entries: tuple[Entry, ...]


def map_picture(matter: Matter, borders: Mapping[str, Any] | None = None) -> Figure | None:
    """Draw the deal's places and routes and what is claimed there; None where the deal gives no point.

    Args:
        matter: What the report is about; its audience decides which points may be shown.
        borders: GeoJSON with lines or areas to be drawn under it, such as border lines.
    """
    placed = {one.id: one.point for one in matter.deal.places if one.point is not None}
    spots, nowhere = heard(matter, placed)
    points = [*placed.values(), *(one.point for one in spots)]
    if not points:
        return None
    view = _view(points)
    parts = [
        _clip(),
        element("g", *_borders(borders, view), clip_path="url(#frame)"),
        *_routes(matter, placed, view),
        *_claims(matter, spots, view),
        *_places(matter, placed, view, _marked(spots, view)),
        box(8, TOP, WIDTH - 8, HEIGHT, fill="none", stroke=SOFT, stroke_width=1),
        *_scale(view, matter.tongue),
        _north(matter.tongue),
        *_sided(matter, _legend(matter), WIDTH),
        *_sided(matter, _unplaced(matter, placed, nowhere), 2 * WIDTH + SIDE + 6),
    ]
    title = matter.tongue("Places of the deal, and what is claimed there")
    description = _told(matter, placed, spots, nowhere)
    records = tuple(dict.fromkeys(e.record.id for one in spots for e in one.entries))
    svg = drawing(WIDTH + SIDE, TOP + HEIGHT + 14, title, description, *parts, id="map")
    return Figure(title, description, svg, records, Ground.RECORDS if records else Ground.DEAL)


def _sided(matter: Matter, parts: list[str], span: float) -> list[str]:
    """Words beside the map from the side where lines begin; the map itself has east on the right for everybody."""
    return mirrored(parts, span) if matter.tongue.right_to_left else parts


def heard(matter: Matter, placed: Mapping[str, Point]) -> tuple[list[Heard], list[Entry]]:
    """Claims by the point where they may be drawn, and those that have none; of a large ledger those of the period."""
    groups: dict[tuple[float, float], tuple[str, Point, list[Entry]]] = {}
    nowhere = []
    for entry in matter.of(*KINDS_OF_ANSWERS):
        if not isinstance(entry.record, ANSWERS) or entry.record.position or entry.record.id in matter.moving:
            continue
        if entry.record.place is None or not matter.by_now(entry):
            continue
        if matter.extent.bounded and not matter.since(entry):
            continue
        found = _point_of(matter, entry.record.place, placed)
        if found is None:
            nowhere.append(entry)
            continue
        name, point = found
        groups.setdefault((point.north, point.east), (name, point, []))[2].append(entry)
    return [Heard(point, name, tuple(several)) for name, point, several in groups.values()], nowhere


def _point_of(matter: Matter, spot: Spot, placed: Mapping[str, Point]) -> tuple[str, Point] | None:
    """The point of a claim: its own where this audience may see it, else that of the deal's place."""
    if matter.audience.sees.exact_places and spot.north is not None and spot.east is not None:
        return spot.place, Point(spot.north, spot.east, spot.radius_km)
    block = matter.place_block(spot)
    return (block.name or block.id, placed[block.id]) if block and block.id in placed else None


def _view(points: Sequence[Point]) -> View:
    """All points with some room around them, and never closer than ten kilometres across."""
    norths = [one.north for one in points]
    easts = [one.east for one in points]
    north, east = (min(norths) + max(norths)) / 2, (min(easts) + max(easts)) / 2
    wide = max(10.0, (max(easts) - min(easts)) * _DEGREE_KM * cos(radians(north)))
    high = max(10.0, (max(norths) - min(norths)) * _DEGREE_KM)
    return View(north, east, min((WIDTH - 4 * MARGIN) / wide, (HEIGHT - 3 * MARGIN) / high))


def _clip() -> str:
    frame = element("clipPath", box(8, TOP, WIDTH - 8, HEIGHT), id="frame")
    return element("defs", frame) + box(8, TOP, WIDTH - 8, HEIGHT, fill=BAND, fill_opacity=0.45)


def _borders(borders: Mapping[str, Any] | None, view: View) -> Iterator[str]:
    for points in _lines((borders or {}).get("features", ())):
        drawn = [view.at(Point(float(one[1]), float(one[0]))) for one in points]
        yield path(drawn, fill="none", stroke=SOFT, stroke_width=1.2, stroke_dasharray="9 3 2 3")


def _lines(features: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Sequence[float]]]:
    """The lines of all features; areas as their edges."""
    for feature in features:
        shape = feature.get("geometry") or {}
        held = shape.get("coordinates") or ()
        match shape.get("type"):
            case "LineString":
                yield held
            case "MultiLineString" | "Polygon":
                yield from held
            case "MultiPolygon":
                yield from (ring for area in held for ring in area)
            case _:
                pass


def _routes(matter: Matter, placed: Mapping[str, Point], view: View) -> Iterator[str]:
    """Straight lines between the places that a route names: the deal says no more about the way."""
    for route in matter.deal.routes:
        stops = [placed[id] for id in (*route.start.ids, *route.via.ids, *route.to.ids) if id in placed]
        if len(stops) > 1:
            drawn = path(
                [view.at(one) for one in stops], fill="none", stroke=INK, stroke_width=2, stroke_dasharray="7 4"
            )
            told = matter.tongue("route {id}: {name}; drawn straight")
            yield tip(drawn, told.format(id=route.id, name=matter.name_of(route) or route.id))


def _places(matter: Matter, placed: Mapping[str, Point], view: View, marked: Sequence["Area"] = ()) -> Iterator[str]:
    """A square a place with the circle of `within`, and its name where it covers no other name and no mark."""
    shown = [one for one in matter.deal.places if one.id in placed]
    squares = [(x - 5, y - 5, x + 5, y + 5) for x, y in (view.at(placed[one.id]) for one in shown)]
    taken = [*squares, *marked]
    for place in shown:
        x, y = view.at(placed[place.id])
        within = placed[place.id].within_km
        if within:
            look = {"fill": "none", "stroke": SOFT, "stroke_width": 1, "stroke_dasharray": "3 3"}
            yield element("circle", cx=x, cy=y, r=within * view.per_km, **look)
        yield box(x - 4, y - 4, 8, 8, fill=INK)
        name = shortened(_label(place), 330, 12)
        left, at, anchor = _free(x, y, width_of(name, 12) * 1.06, taken)
        yield words(left, at, name, size=12, weight="bold", anchor=anchor, halo=True)


#: Left, top, right, bottom.
Area = tuple[float, float, float, float]


def _free(x: float, y: float, width: float, taken: list[Area]) -> tuple[float, float, str]:
    """The first place around a point for a name that lies in the frame and on no other name; it is taken then."""
    heights = (-7.0, 16.0, -22.0, 31.0, -37.0, 46.0, -52.0)
    spots = [(dx, dy, side) for dy in heights for side, dx in (("start", 9.0), ("end", -9.0))]
    for dx, dy, side in spots:
        start = x + dx if side == "start" else x + dx - width
        area = (start, y + dy - 11, start + width, y + dy + 3)
        if start >= 12 and start + width <= WIDTH - 6 and not any(_meet(area, other) for other in taken):
            taken.append(area)
            return x + dx, y + dy, side
    return x + 9, y - 7, "start"


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label(place: Place | Block) -> str:
    """The name in our language, and in the country's own where the deal gives one."""
    other = next((name for language, name in place.names.items() if language in {"ar", "ru", "fa"}), "")
    own = place.name or place.id
    return own if not other or other == own else f"{own} · {other}"


def _marked(heard: Sequence[Heard], view: View) -> list[Area]:
    """What the marks of the claims cover, row by row, so that no name is written over them."""
    areas: list[Area] = []
    for one in heard:
        x, y = view.at(one.point)
        for row in range((min(len(one.entries), _MOST) + _ROW - 1) // _ROW):
            in_row = min(_ROW, len(one.entries) - row * _ROW)
            middle = y + 12 + 11 * row
            areas.append((x + 8, middle - 6, x + 14 + 11 * (in_row - 1) + 6, middle + 6))
        if len(one.entries) > _MOST:
            areas.append((x + 12, y + 12 + 11 * 4 - 2, x + 80, y + 12 + 11 * 4 + 11))
    return areas


def _claims(matter: Matter, heard: Sequence[Heard], view: View) -> Iterator[str]:
    """Marks beside each spot, one a record, in the order of the ledger; the circle is how exact it was said."""
    for one in heard:
        x, y = view.at(one.point)
        if one.point.within_km:
            yield element("circle", cx=x, cy=y, r=one.point.within_km * view.per_km, fill=INK, fill_opacity=0.06)
        for place, entry in enumerate(one.entries[:_MOST]):
            record = entry.record
            assert isinstance(record, ANSWERS)
            dx, dy = 14 + 11 * (place % _ROW), 12 + 11 * (place // _ROW)
            side = record.side if record.side in matter.sides else ""
            drawn = mark(x + dx, y + dy, side, matter.sides, size=3.6, hollow=record.polarity == "no")
            yield tip(drawn, f"{matter.who(entry).text}: {record.incident or record.event} [{record.id}]")
        if len(one.entries) > _MOST:
            more = matter.tongue("and {number} more").format(number=f"{len(one.entries) - _MOST:,}")
            yield words(x + 14, y + 12 + 11 * 4 + 8, more, size=9.5, fill=SOFT, halo=True)


#: Marks at one spot, and in one row of them.
_MOST: Final = 40
_ROW: Final = 10


def _scale(view: View, t: Tongue) -> list[str]:
    """A bar of a round length, about a fifth of the width."""
    km = max((one for one in _ROUND_KM if one * view.per_km <= WIDTH / 4), default=_ROUND_KM[0])
    x, y, long = 28.0, TOP + HEIGHT - 20, km * view.per_km
    return [
        box(x - 10, y - 22, long + 24, 34, fill="#ffffff", fill_opacity=0.85),
        line(x, y, x + long, y, stroke=INK, stroke_width=3),
        line(x, y - 5, x, y + 5, stroke=INK, stroke_width=1.5),
        line(x + long, y - 5, x + long, y + 5, stroke=INK, stroke_width=1.5),
        words(x, y - 8, t("{number} km").format(number=f"{km:g}"), size=11),
    ]


def _north(t: Tongue) -> str:
    x, y = WIDTH - 28, TOP + 46
    arrow = path(((x, y - 26), (x + 7, y), (x, y - 5), (x - 7, y)), closed=True, fill=INK)
    return arrow + words(x, y + 14, t("N"), size=12, anchor="middle", weight="bold", halo=True)


def _legend(matter: Matter) -> list[str]:
    parts: list[str] = []
    t, x = matter.tongue, 14.0
    for side in (*matter.sides, ""):
        name = t("claimed by {side}").format(side=side) if side else t("by others")
        parts += [mark(x + 5, 24, side, matter.sides), words(x + 16, 28, name, size=11)]
        x += 36 + width_of(name, 11)
    parts += [mark(x + 5, 24, "", (), hollow=True), words(x + 16, 28, t("hollow: denied"), size=11)]
    x += 120
    return [*parts, box(x, 20, 8, 8, fill=INK), words(x + 14, 28, t("place of the deal"), size=11)]


def _unplaced(matter: Matter, placed: Mapping[str, Point], nowhere: Sequence[Entry]) -> list[str]:
    """What could not be drawn, by name: places of the deal without a point, and claims that name no known point."""
    t = matter.tongue
    x, y = WIDTH + 20, TOP + 14
    without = [one for one in matter.deal.places if one.id not in placed]
    parts = [words(x, y, t("Not on the map"), size=13, weight="bold")]
    rows = [f"{one.id}: {name}" if (name := matter.name_of(one)) else one.id for one in without]
    if rows:
        y += 22
        parts.append(words(x, y, t("places without a point:"), size=11, fill=SOFT))
    for row in rows[:14]:
        y += 17
        parts.append(words(x, y, shortened(row, SIDE - 34, 11), size=11))
    names: dict[str, int] = {}
    for entry in nowhere:
        piece = matter.place(getattr(entry.record, "place", None))
        name = piece.text if piece else t("places not in the deal")
        names[name] = names.get(name, 0) + 1
    if names:
        y += 30
        parts.append(words(x, y, t("records of places without a point:"), size=11, fill=SOFT))
    for name, times in list(names.items())[:12]:
        y += 17
        parts.append(words(x, y, shortened(f"{name}: {times}", SIDE - 34, 11), size=11))
    return parts if rows or names else []


def _told(matter: Matter, placed: Mapping[str, Point], heard: Sequence[Heard], nowhere: Sequence[Entry]) -> str:
    t = matter.tongue
    apart = t(", ")
    on = apart.join(matter.name_of(one) or one.id for one in matter.deal.places if one.id in placed)
    off = apart.join(matter.name_of(one) or one.id for one in matter.deal.places if one.id not in placed)
    told = [t("On the map: {names}.").format(names=on) if on else t("On the map: none.")]
    if off:
        told.append(t("Without a point, so not on it: {names}.").format(names=off))
    counted = t("{claims} drawn at these places; {records} of other places beside it.").format(
        claims=t.many(sum(len(one.entries) for one in heard), "{number} claim", "{number} claims"),
        records=t.many(len(nowhere), "{number} record", "{number} records"),
    )
    return " ".join([*told, counted])
