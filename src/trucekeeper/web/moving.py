"""Where convoys are, by what is recorded: at the place of their last record, or somewhere on a stretch of the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from trucekeeper.core.place import Point
from trucekeeper.deal.model import Clause, Deal
from trucekeeper.web.carrying import Carried, Row

#: State of a convoy -> which ends of its way it is at, or between: 0 where it boards, 1 the point, 2 where it is safe.
WHERE: Final = {"planned": (0,), "overdue": (0,), "turned back": (0,), "departed": (0, 1), "at the point": (1,),
                "crossed": (1, 2), "arrived": (2,)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Convoys in one state at one place, or on one stretch.

    Attributes:
        places: Ids of one place of the deal, or of both ends of the stretch.
        points: The points of those that have one.
        operation: The operation file.
        clause: Whose people they are.
    """

    operation: str
    clause: str
    state: str
    places: tuple[str, ...]
    points: tuple[Point, ...]
    convoys: tuple[str, ...]
    persons: int

    @property
    def shown(self) -> bool:
        """True where every end has a point; else it is only listed."""
        return len(self.points) == len(self.places)


def convoys_seen(one: Carried, listed: Sequence[Row], deal: Deal) -> tuple[Seen, ...]:
    """All convoys of an operation by clause, state and place, in the order of the plan.

    Args:
        one: The operation as it is carried out.
        listed: Its convoys with their states.
        deal: The text that its clauses and places stand in.
    """
    points = {place.id: place.point for place in deal.places if place.point is not None}
    found: dict[tuple[str, str, tuple[str, ...]], list[Row]] = {}
    for row in listed:
        leg = one.operation.sides[row.convoy.side].id
        clause = next((named for id in leg.split(",") if (named := deal.clause(id.strip())) is not None), None)
        ends = _ends(clause)
        places = tuple(ends[place] for place in WHERE[row.state])
        found.setdefault((leg, row.state, places), []).append(row)
    return tuple(
        Seen(
            one.file,
            leg,
            state,
            places,
            tuple(points[id] for id in places if id in points),
            tuple(row.convoy.id for row in rows),
            sum(row.convoy.persons for row in rows),
        )
        for (leg, state, places), rows in found.items()
    )


def _ends(clause: Clause | None) -> tuple[str, str, str]:
    """Where people of a clause board, pass and are safe, by its keys from, via and at; empty where it names none."""
    if clause is None:
        return ("", "", "")
    return (_first(clause.start.ids), _first(clause.via.ids), _first(clause.at_place.ids))


def _first(ids: tuple[str, ...]) -> str:
    return ids[0] if ids else ""


def convoy_layer(seen: Sequence[Seen]) -> dict[str, Any]:
    """GeoJSON: a point for those at a place, a line for those on a stretch, with how many convoys and people."""
    return {"type": "FeatureCollection", "features": list(_features(seen))}


def _features(seen: Sequence[Seen]) -> Iterator[dict[str, Any]]:
    for one in seen:
        if not one.shown:
            continue
        at = [[point.east, point.north] for point in one.points]
        shape = {"type": "LineString", "coordinates": at} if len(at) > 1 else {"type": "Point", "coordinates": at[0]}
        about = {"clause": one.clause, "state": one.state, "convoys": len(one.convoys), "persons": one.persons}
        yield {"type": "Feature", "geometry": shape, "properties": about}
