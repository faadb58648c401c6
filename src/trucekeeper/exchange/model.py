"""What an exchange consists of, in whole seconds after its start, in persons and in vehicles.

A convoy loads at a site, leaves it, reaches the point, passes the gate there, is handed over and arrives where its
people are safe; then its vehicles come back. Whole seconds, because a plan is compared with a simulation exactly.
Windows are (open, close): an activity starts at or after `open` and has ended by `close`. No window means always open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

#: Later than any moment of an operation (35,000 years).
NEVER: Final = 1 << 40

#: What may be held back until the other side has delivered: the departure, or the passing of the gate.
GATED: Final = ("departed", "crossed")

#: What may count as delivered, in the order of the journey (a subset of core.movement.MOVEMENT_EVENTS).
COUNTED: Final = ("departed", "at the point", "crossed", "handed over", "arrived")

Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Travel:
    """How long a way takes: at best, as a rule, at worst. Plans use the rule, the stress test all three."""

    low_s: int
    likely_s: int
    high_s: int

    @classmethod
    def of(cls, likely_s: int) -> "Travel":
        """A way that always takes the same time."""
        return cls(likely_s, likely_s, likely_s)


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who give and receive; its people are those who leave its sites.

    Attributes:
        id: A clause of the deal, or several joined by a comma: the leg.
        escorts: At most so many convoys between departure and arrival; None = no limit.
        longest: At most so many vehicles in a convoy; None = no limit.
        shortest: At least so many, but for the last one.
    """

    id: str
    name: str = ""
    escorts: int | None = None
    longest: int | None = None
    shortest: int = 1


@dataclass(frozen=True, slots=True)
class Site:
    """Where people board.

    Attributes:
        side: Position in `Operation.sides`.
        to_point: From here to the gate.
        to_safety: From the gate to where its people are safe.
        back: The empty way from there to here.
        windows: When loading and departing are allowed.
        bays: Places for loading by position of the fleet; a fleet that is not named has as many as it needs.
        due_s: When the window of its clause ends; a plan says who leaves later.
    """

    id: str
    side: int
    to_point: Travel
    to_safety: Travel
    back: Travel
    name: str = ""
    windows: tuple[Window, ...] = ()
    bays: Mapping[int, int] = field(default_factory=dict)
    due_s: int = NEVER


@dataclass(frozen=True, slots=True)
class Group:
    """People of one site whom the deal or their needs keep together; families are never split.

    Attributes:
        site: Position in `Operation.sites`.
        families: How many families of each size, as (size, number); empty = single persons.
        fleets: Positions of the fleets that may carry them.
        rank: Lower ranks leave first.
        clause: The clause of the deal under which they leave.
    """

    id: str
    site: int
    persons: int
    fleets: tuple[int, ...]
    name: str = ""
    category: str | None = None
    families: tuple[tuple[int, int], ...] = ()
    rank: int = 0
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles of one kind that serve one side.

    Attributes:
        seats: Persons actually carried; `nominal` what the papers say.
        ready: When the first vehicles can be at each site, by position of the site.
        returns: False for private vehicles, which go once.
    """

    id: str
    side: int
    vehicles: int
    seats: int
    load_s: int
    ready: Mapping[int, int]
    name: str = ""
    nominal: int | None = None
    returns: bool = True


@dataclass(frozen=True, slots=True)
class Gate:
    """What one side's vehicles pass at the point.

    Attributes:
        pass_s: Seconds that one vehicle takes.
        room: At most so many vehicles standing at the point; None = no limit.
        lane: Sides with the same lane pass one after the other; different lanes do not know each other.
    """

    pass_s: int
    hand_over_s: int = 0
    room: int | None = None
    windows: tuple[Window, ...] = ()
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Coupling:
    """What keeps the sides in step: at every moment, gated(own) x unit - counted(other) x unit <= ahead.

    Attributes:
        units: Per side, what one person of it weighs; whole numbers, so that a ratio 15 : 4 is units (4, 15). A side
            that is no part of the rule weighs 0.
        ahead: Per side, in the same weight; None = this side is not bound.
        category: Only these people weigh; None = all.
        only: Only people who leave under these clauses weigh; empty = all.
        batches: Per side, persons in a batch; then a bound side's k-th batch waits for the other's k-th (`first`).
        leads: With batches: the side that leads; the others follow batch by batch.
        gated: What is held back, `departed` or `crossed`.
        counted: What counts as delivered.
        verify_s: From the event until both sides have the count.
        says: The rule in words, for messages.
    """

    units: tuple[int, ...]
    ahead: tuple[int | None, ...]
    category: str | None = None
    batches: tuple[int, ...] = ()
    leads: int | None = None
    gated: str = "departed"
    counted: str = "arrived"
    verify_s: int = 0
    says: str = ""
    only: tuple[str, ...] = ()

    def weighs(self, group: Group) -> bool:
        """True where the people of a group are counted by this rule."""
        return self.category in (None, group.category) and (not self.only or group.clause in self.only)

    def binds(self, side: int) -> bool:
        """True where a side is kept by it: bounded, or following batch by batch."""
        follows = bool(self.batches) and self.leads not in (None, side)
        return bool(self.units[side]) and (self.ahead[side] is not None or follows)


@dataclass(frozen=True, slots=True)
class Hold:
    """A stop that is known when planning: nobody of that side departs or passes in it; `side` None stops all."""

    start_s: int
    end_s: int
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Shelter:
    """A place under cover, or one to turn back to, for people whom a stop catches outside.

    Attributes:
        places: How many people it takes at a time.
        ways: Per site whose people may use it, seconds from the site and from its gate: 0 there, None not known.
    """

    id: str
    places: int
    ways: Mapping[int, tuple[int | None, int | None]]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """What may go wrong, as (low, likely, high); guesses, so a stress test varies each of them over its range.

    Attributes:
        holds_per_day: Stops that one side imposes.
        hold_h: Their mean length in hours.
        alarms_per_day: False reports that stop both sides.
        alarm_h: Their mean length in hours.
        chance_retaliation: That a stop is answered by the other side, after `retaliation_after_s`.
        retaliation_h: Mean length of the answer in hours.
        chance_walk_out: Per stop, that the deal ends there.
        chance_shortfall: Per convoy, that its composition is disputed; `shortfall_h` the mean delay.
        share_refusing: Of the people listed, who decide to stay.
    """

    holds_per_day: tuple[float, float, float] = (0.0, 0.0, 0.0)
    hold_h: tuple[float, float, float] = (4.0, 4.0, 4.0)
    alarms_per_day: tuple[float, float, float] = (0.0, 0.0, 0.0)
    alarm_h: tuple[float, float, float] = (2.0, 2.0, 2.0)
    chance_retaliation: tuple[float, float, float] = (0.0, 0.0, 0.0)
    retaliation_h: tuple[float, float, float] = (3.0, 3.0, 3.0)
    chance_walk_out: tuple[float, float, float] = (0.0, 0.0, 0.0)
    chance_shortfall: tuple[float, float, float] = (0.0, 0.0, 0.0)
    shortfall_h: tuple[float, float, float] = (6.0, 6.0, 6.0)
    share_refusing: tuple[float, float, float] = (0.0, 0.0, 0.0)
    retaliation_after_s: int = 1800


@dataclass(frozen=True, slots=True)
class Answer:
    """What the deal lets a stop of one side's people be that answers another stop.

    Attributes:
        after_s: Not sooner after the stop that it answers.
        longest_s: It ends by then.
        by: The clauses that say so.
    """

    after_s: int
    longest_s: int = NEVER
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """An exchange as it is to be carried out. Times count from `start`.

    Attributes:
        nights: When it is dark, for counting the hours that people wait at night.
        by_day: True where a convoy leaves only if it reaches the point within the window in which it leaves.
        shelters: Where people whom a stop catches outside find a place; who has one does not wait in the open.
        answers: Per side, what the deal says of answers in kind; empty = nothing.
        horizon_s: Windows are worked out up to here; what is not done by then is stranded.
        notes: What a plan of it takes for granted, in words.
    """

    start: datetime
    sides: tuple[Side, ...]
    sites: tuple[Site, ...]
    groups: tuple[Group, ...]
    fleets: tuple[Fleet, ...]
    gates: tuple[Gate, ...]
    couplings: tuple[Coupling, ...] = ()
    holds: tuple[Hold, ...] = ()
    nights: tuple[Window, ...] = ()
    by_day: bool = False
    shelters: tuple[Shelter, ...] = ()
    rates: Rates = Rates()
    answers: tuple[Answer, ...] = ()
    horizon_s: int = 60 * 86_400
    name: str = ""
    file: str = ""
    notes: tuple[str, ...] = ()

    def moment(self, after_s: int) -> datetime:
        """The moment so many seconds after the start."""
        # Through UTC: adding to a zoned moment moves the hands of the clock, not the time.
        return (self.start.astimezone(UTC) + timedelta(seconds=after_s)).astimezone(self.start.tzinfo)

    def seconds(self, at: datetime) -> int:
        """Whole seconds from the start to a moment."""
        return int(at.timestamp() - self.start.timestamp())

    def persons(self, side: int) -> int:
        """How many people of a side are to leave."""
        return sum(group.persons for group in self.groups if self.sites[group.site].side == side)

    def sites_of(self, side: int) -> tuple[int, ...]:
        """Positions of a side's sites."""
        return tuple(place for place, site in enumerate(self.sites) if site.side == side)


@dataclass(frozen=True, slots=True)
class Load:
    """Vehicles of one convoy that are filled alike, with people of one group.

    Attributes:
        fleet: Position of the fleet; `group` that of the group.
        persons: In each of the vehicles.
        families: In each of the vehicles, as (size, number); whoever is in none of them travels alone.
    """

    fleet: int
    group: int
    vehicles: int
    persons: int
    families: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Convoy:
    """Vehicles that leave one site together.

    Attributes:
        parts: (position of the fleet, vehicles).
        people: (position of the group, persons).
        release_s: Not loaded before.
        leave_s: Does not leave before.
        loads: Who sits with whom, so that no family is divided; empty where nobody has written it down.
        vehicles, persons: All of them together.
    """

    id: str
    side: int
    site: int
    parts: tuple[tuple[int, int], ...]
    people: tuple[tuple[int, int], ...]
    release_s: int = 0
    leave_s: int = 0
    loads: tuple[Load, ...] = ()
    vehicles: int = field(init=False, compare=False)
    persons: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Sums asked for again and again by searches over thousands of convoys; most have one part.
        for name, numbers in (("vehicles", self.parts), ("persons", self.people)):
            object.__setattr__(self, name, numbers[0][1] if len(numbers) == 1 else sum(one for _, one in numbers))


@dataclass(frozen=True, slots=True)
class Times:
    """When a convoy does what; `NEVER` where it does not come to it.

    Attributes:
        load: The first vehicle starts to load; `loaded` the last has ended.
        crossing: The first vehicle begins to pass the gate; `crossed` the last has passed.
        sitting_s: Vehicle-seconds between a vehicle's loading and the departure.
    """

    load: int = NEVER
    loaded: int = NEVER
    depart: int = NEVER
    at_point: int = NEVER
    crossing: int = NEVER
    crossed: int = NEVER
    handed_over: int = NEVER
    arrived: int = NEVER
    sitting_s: int = 0

    def of(self, event: str) -> int:
        """When the convoy has got to an event of `COUNTED`."""
        match event:
            case "departed":
                return self.depart
            case "at the point":
                return self.at_point
            case "crossed":
                return self.crossed
            case "handed over":
                return self.handed_over
            case "arrived":
                return self.arrived
        raise ValueError(f"{event} is none of {', '.join(COUNTED)}")
