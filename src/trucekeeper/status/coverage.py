"""Who could have seen what is said to have happened at a place in a stretch of time.

Silence counts only where an observer was present: a patrol that was refused, or a post that stood elsewhere, has
nothing to be silent about. Nothing here says what happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trucekeeper.core.moment import Interval, local
from trucekeeper.core.name import folded
from trucekeeper.core.place import Point, distance_km
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Counted, Entry, Happened, Observation, Patrol, Spot
from trucekeeper.ledger.view import KnownFrom, view
from trucekeeper.status.telling import joined, listed, tell, word

#: How far an observer is taken to see where its record does not say: within the place that it names, and no further.
_HERE_KM = 0.0

Standing = Literal["present", "refused", "place not told"]


@dataclass(frozen=True, slots=True)
class Watch:
    """One observer and the part of the time for which its record speaks.

    Attributes:
        standing: present; refused = wanted to be there and was not let; place not told = was on the way, nobody wrote
            where, so that its silence says nothing.
        saw: Ids of what the same team recorded of this place and time; empty = it is silent.
    """

    record: str
    team: str
    means: str
    standing: Standing
    outcome: str
    start: datetime
    end: datetime
    saw: tuple[str, ...] = ()
    refused_by: str = ""

    @property
    def silent(self) -> bool:
        """True where it was there and recorded nothing of this place and time."""
        return self.standing == "present" and not self.saw


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who could have seen a place in a stretch of time, and when nobody could."""

    places: tuple[str, ...]
    start: datetime
    end: datetime
    watches: tuple[Watch, ...]
    gaps: tuple[tuple[datetime, datetime], ...]
    reason: str

    @property
    def present(self) -> tuple[Watch, ...]:
        """Observers that were there for some of the time."""
        return tuple(one for one in self.watches if one.standing == "present")

    @property
    def refused(self) -> tuple[Watch, ...]:
        """Observers that were not let in."""
        return tuple(one for one in self.watches if one.standing == "refused")

    @property
    def because(self) -> tuple[str, ...]:
        """The records that the answer rests on."""
        return tuple(dict.fromkeys(id for one in self.watches for id in (one.record, *one.saw)))


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place as it can be compared: by every name that the deal has for it, and by a point where one is known."""

    names: frozenset[str]
    point: Point | None

    def reached_from(self, other: "Whereabouts") -> bool:
        """True where the two are one place by name, or their circles touch."""
        if self.names & other.names:
            return True
        if self.point is None or other.point is None:
            return False
        reach = (self.point.within_km or _HERE_KM) + (other.point.within_km or _HERE_KM)
        return distance_km(self.point, other.point) <= reach


class Places:
    """The places and routes of a deal by every name; a route is at the places that it leads through."""

    def __init__(self, deal: Deal) -> None:
        self._known: dict[str, tuple[frozenset[str], Point | None]] = {}
        for place in deal.places:
            names = frozenset(folded(one) for one in (place.id, place.name, *place.names.values(), *place.also) if one)
            self._known |= {name: (names, place.point) for name in names}
        for route in deal.routes:
            own = {folded(one) for one in (route.id, route.name, *route.names.values(), *route.also) if one}
            ends = {folded(one) for part in (route.start, route.via, route.to) for one in part.ids}
            self._known |= {name: (frozenset(own | ends), None) for name in own}

    def of(self, spot: Spot) -> Whereabouts:
        """What is known of where a spot is, from its own words and point and from the deal."""
        word = folded(spot.place)
        names, point = self._known.get(word, (frozenset({word} - {""}), None))
        if spot.north is not None and spot.east is not None:
            point = Point(spot.north, spot.east, spot.radius_km)
        return Whereabouts(names, point)


def coverage(
    deal: Deal,
    entries: Iterable[Entry],
    places: Sequence[Spot],
    happened: Happened,
    *,
    known_by: datetime,
    known_from: KnownFrom = "recorded",
) -> Coverage:
    """Say who could have seen what happened at any of some places in a stretch of time.

    Args:
        deal: For the names and points of places and routes.
        entries: The ledger, in any order.
        places: Where; an id, a name or an alias of the deal, other words, or a point.
        happened: When; its start is in, its end is not.
        known_by: Only what was known by then counts.
        known_from: Known since it was recorded, or since its source said it.
    """
    known = view(entries, known_by=known_by, known_from=known_from)
    named = Places(deal)
    wanted = tuple(named.of(one) for one in places)
    watches = tuple(
        watch
        for entry in known
        if isinstance(entry.record, Patrol) and (watch := _watch(named, entry.record, wanted, happened, known))
    )
    gaps = _gaps(happened, [one for one in watches if one.standing == "present"])
    names = tuple(one.place or f"{one.north} N {one.east} E" for one in places)
    told = _told(watches, gaps, happened, deal)
    return Coverage(names, happened.start, happened.end, watches, gaps, told)


def _watch(
    named: Places, patrol: Patrol, wanted: Sequence[Whereabouts], happened: Happened, known: Sequence[Entry]
) -> Watch | None:
    """The part of a patrol that concerns the question; None where it was elsewhere or at another time."""
    start, end = max(patrol.happened.start, happened.start), min(patrol.happened.end, happened.end)
    if start >= end:
        return None
    spots = [Spot(place=one) for one in patrol.places] + ([patrol.place] if patrol.place is not None else [])
    there = [named.of(one) for one in spots]
    if spots and not any(one.reached_from(other) for one in wanted for other in there):
        return None
    standing: Standing = "refused" if patrol.outcome == "refused" else "present" if spots else "place not told"
    saw = _saw(named, patrol, wanted, happened, known) if standing == "present" else ()
    return Watch(patrol.id, patrol.team, patrol.means, standing, patrol.outcome, start, end, saw, patrol.refused_by)


def _saw(
    named: Places, patrol: Patrol, wanted: Sequence[Whereabouts], happened: Happened, known: Sequence[Entry]
) -> tuple[str, ...]:
    """What the same team recorded of the place and time: observations, and rows of its tables."""
    span = Interval(happened.start, happened.end)
    found = []
    for entry in known:
        record = entry.record
        match record:
            case Observation(speaker=team, happened=when, place=spot) if record.polarity == "yes":
                pass
            case Counted(team=team, happened=when, place=spot):
                pass
            case _:
                continue
        where = named.of(spot) if spot is not None else None
        here = where is None or any(one.reached_from(where) for one in wanted)
        then = when is None or span.overlaps(Interval(when.start, when.end))
        if folded(team) == folded(patrol.team) and here and then:
            found.append(record.id)
    return tuple(found)


def _gaps(happened: Happened, present: Sequence[Watch]) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches in which nobody was there."""
    gaps: list[tuple[datetime, datetime]] = []
    at = happened.start
    for one in sorted(present, key=lambda one: one.start):
        if one.start > at:
            gaps.append((at, one.start))
        at = max(at, one.end)
    if at < happened.end:
        gaps.append((at, happened.end))
    return tuple(gaps)


def _told(watches: Sequence[Watch], gaps: Sequence[tuple[datetime, datetime]], happened: Happened, deal: Deal) -> str:
    """The answer in one sentence, with the records."""
    present = [one for one in watches if one.standing == "present"]
    refused = [one for one in watches if one.standing == "refused"]
    parts = []
    if not present:
        parts.append(tell("nobody is recorded to have been there, so silence says nothing"))
    for one in present:
        saw = tell("recorded {records}", records=listed(one.saw)) if one.saw else tell("records nothing of it")
        parts.append(
            tell(
                "{team} ({means}, {record}) was there and {saw}",
                team=one.team,
                means=word(one.means),
                record=one.record,
                saw=saw,
            )
        )
    for one in refused:
        refusal = tell("{team} ({record}) was refused", team=one.team, record=one.record)
        parts.append(tell("{told} by {who}", told=refusal, who=one.refused_by) if one.refused_by else refusal)
    lost = [one for one in watches if one.standing == "place not told"]
    if lost:
        teams = listed(f"{one.team} ({one.record})" for one in lost)
        parts.append(tell("{teams} was on the way, it is not said where", teams=teams))
    if present and gaps:
        hours = sum((end - start).total_seconds() for start, end in gaps) / 3600
        whole = (happened.end - happened.start).total_seconds() / 3600
        parts.append(
            tell(
                "for {hours} of {whole} hours nobody was there (first {start} to {end})",
                hours=f"{hours:.1f}",
                whole=f"{whole:.1f}",
                start=local(gaps[0][0], deal.zone),
                end=local(gaps[0][1], deal.zone),
            )
        )
    return joined(parts)
