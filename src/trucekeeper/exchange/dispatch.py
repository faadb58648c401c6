"""Vehicle by vehicle, as a dispatcher on the day: whichever comes free goes where it is most overdue.

Where sites and kinds of vehicle are many, no list of equal convoys is good. Here the exchange is told event by event,
with the rules as far as one sees them on the day, and each free vehicle is sent by `Needs`. Out comes a list of
convoys of one vehicle; `kernel` then works it out exactly.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from trucekeeper.exchange.compose import letter, of_loads
from trucekeeper.exchange.evaluate import Sequenced, must_be_counted
from trucekeeper.exchange.flow import Flow
from trucekeeper.exchange.model import NEVER, Convoy, Load, Operation
from trucekeeper.exchange.seats import Chunk, seated
from trucekeeper.exchange.window import first_fit, free_start

#: A group of people and a fleet that carries it.
Pair = tuple[int, int]

#: How urgent a vehicle is: pair, how many were sent, when it would be there and when it would load. Least first.
Needs = Callable[[Pair, int, int, int], float]

#: What happens, in the order in which it counts at one moment.
COUNTED, FREE, LOADED, AT_POINT, SAFE, LOOK = range(6)


@dataclass(slots=True)
class _Trip:
    side: int
    site: int
    pair: Pair
    persons: int
    load: Load


@dataclass(slots=True)
class _Side:
    """Trips of one side, by what they wait for."""

    ready: list[int] = field(default_factory=list)
    standing: list[int] = field(default_factory=list)
    departed: list[int] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    on_road: int = 0
    at_point: int = 0
    looks: set[int] = field(default_factory=set)


def dispatched(operation: Operation, split: Mapping[Pair, int], needs: Needs) -> Sequenced | None:
    """The list that comes out; None where vehicles give out before everybody is fetched."""
    day = _Day(operation, seated(operation, split), needs)
    day.pass_by()
    return None if any(day.left.values()) else day.sequence()


class _Day:
    """One telling of the exchange."""

    def __init__(self, operation: Operation, left: dict[Pair, deque[Chunk]], needs: Needs) -> None:
        self.operation, self.left, self.needs = operation, left, needs
        self.pairs: dict[int, list[Pair]] = {}
        for pair in left:
            self.pairs.setdefault(pair[1], []).append(pair)
        self.sent = dict.fromkeys(left, 0)
        self.trips: list[_Trip] = []
        self.events: list[tuple[int, int, int, tuple[int, ...]]] = []
        self.happened = 0
        sides = range(len(operation.sides))
        self.sides = [_Side() for _ in sides]
        self.gone = [[0 for _ in sides] for _ in operation.couplings]
        self.counted = [[0 for _ in sides] for _ in operation.couplings]
        self.total = [
            [
                sum(g.persons for g in operation.groups if operation.sites[g.site].side == side and rule.weighs(g))
                for side in sides
            ]
            for rule in operation.couplings
        ]
        self.lane_free = {gate.lane: 0 for gate in operation.gates}
        self.bays = {
            (place, fleet): [0] * many
            for place, site in enumerate(operation.sites)
            for fleet, many in site.bays.items()
        }
        self.last_load: dict[tuple[int, int], int] = {}

    def put(self, at: int, kind: int, *what: int) -> None:
        self.happened += 1
        heappush(self.events, (at, kind, self.happened, what))

    def pass_by(self) -> None:
        """Let everything happen, in its order."""
        for place, fleet in enumerate(self.operation.fleets):
            for _ in range(fleet.vehicles):
                self.put(0, FREE, place, 0)
        while self.events:
            at, kind, _, what = heappop(self.events)
            if at >= self.operation.horizon_s:
                return
            if kind == COUNTED:
                rule, side, persons = what
                self.counted[rule][side] += persons
                self.look_at(at, (other for other in range(len(self.sides)) if other != side))
            elif kind == FREE:
                self.send(at, *what)
            elif kind == LOOK:
                self.sides[what[0]].looks.discard(at)
                self.look_at(at, what)
            else:
                trip = self.trips[what[0]]
                if kind == LOADED:
                    self.sides[trip.side].ready.append(what[0])
                elif kind == AT_POINT:
                    self.sides[trip.side].standing.append(what[0])
                else:
                    self.sides[trip.side].on_road -= 1
                self.look_at(at, (trip.side,))

    def look_at(self, at: int, sides: Iterable[int]) -> None:
        for side in sides:
            self.leave(at, side)
            self.go_through(at, side)

    def again(self, at: int, side: int) -> None:
        if at < NEVER and at not in self.sides[side].looks:
            self.sides[side].looks.add(at)
            self.put(at, LOOK, side)

    def send(self, at: int, fleet: int, came_back: int) -> None:
        """Send a free vehicle to the most urgent of its groups."""
        one = self.operation.fleets[fleet]
        found: list[tuple[float, Pair, int]] = []
        for pair in self.pairs.get(fleet, ()):
            place = self.operation.groups[pair[0]].site
            if not self.left[pair] or self.waits_its_turn(pair):
                continue
            site = self.operation.sites[place]
            there = at + site.back.likely_s if came_back else one.ready[place]
            bays = self.bays.get((place, fleet))
            earliest = max(there, bays[0] if bays else 0, self.last_load.get((place, fleet), 0))
            start = first_fit(earliest, one.load_s, site.windows)
            found.append((self.needs(pair, self.sent[pair], there, start), pair, start))
        if not found:
            return
        _, pair, start = min(found)
        chunk = self.left[pair][0]
        load = chunk.load(1)
        chunk.vehicles -= 1
        if not chunk.vehicles:
            self.left[pair].popleft()
        self.sent[pair] += 1
        place = self.operation.groups[pair[0]].site
        self.last_load[place, fleet] = start
        if bays := self.bays.get((place, fleet)):
            bays[0] = start + one.load_s
            bays.sort()
        self.trips.append(_Trip(self.operation.sites[place].side, place, pair, load.persons, load))
        if start < NEVER:
            self.put(start + one.load_s, LOADED, len(self.trips) - 1)

    def waits_its_turn(self, pair: Pair) -> bool:
        """True while people of a lower rank at the same site still want this kind of vehicle."""
        own = self.operation.groups[pair[0]]
        return any(
            self.left[other] and self.operation.groups[other[0]].rank < own.rank
            for other in self.pairs[pair[1]]
            if self.operation.groups[other[0]].site == own.site
        )

    def may_go(self, side: int, trip: _Trip, event: str) -> bool:
        """True when the counts so far let these people go."""
        group = self.operation.groups[trip.pair[0]]
        for number, rule in enumerate(self.operation.couplings):
            if rule.gated != event or not rule.weighs(group):
                continue
            gone = self.gone[number][side] + trip.persons
            for other in range(len(self.sides)):
                if other != side:
                    needed = must_be_counted(rule, side, other, gone, self.total[number][other])
                    if needed < 0 or self.counted[number][other] < needed:
                        return False
        return True

    def let_go(self, side: int, trip: _Trip, event: str, counts: Mapping[str, int]) -> None:
        group = self.operation.groups[trip.pair[0]]
        for number, rule in enumerate(self.operation.couplings):
            if not rule.weighs(group):
                continue
            if rule.gated == event:
                self.gone[number][side] += trip.persons
            if rule.counted in counts:
                self.put(counts[rule.counted] + rule.verify_s, COUNTED, number, side, trip.persons)

    def leave(self, at: int, side: int) -> None:
        """Let the loaded vehicles leave that may."""
        operation, own = self.operation, self.sides[side]
        escorts, room = operation.sides[side].escorts, operation.gates[side].room
        for number in list(own.ready):
            trip = self.trips[number]
            site = operation.sites[trip.site]
            if (escorts is not None and own.on_road >= escorts) or (room is not None and own.at_point >= room):
                return
            lasts = site.to_point.likely_s if operation.by_day else 0
            start = free_start(at, lasts, site.windows, side, operation.holds)
            if start > at:
                self.again(start, side)
            elif self.may_go(side, trip, "departed"):
                own.ready.remove(number)
                own.departed.append(number)
                own.on_road += 1
                own.at_point += 1
                there = at + site.to_point.likely_s
                self.let_go(side, trip, "departed", {"departed": at, "at the point": there})
                self.put(there, AT_POINT, number)

    def go_through(self, at: int, side: int) -> None:
        """Let the vehicles at the point pass that may, the first there first."""
        operation, own = self.operation, self.sides[side]
        gate = operation.gates[side]
        refused = NEVER
        for number in list(own.standing):
            trip = self.trips[number]
            start = free_start(max(at, self.lane_free[gate.lane]), gate.pass_s, gate.windows, side, operation.holds)
            if start > at:
                self.again(start, side)
                return
            if trip.persons >= refused:
                continue
            if not self.may_go(side, trip, "crossed"):
                refused = (
                    trip.persons if len(operation.couplings) == 1 and not operation.couplings[0].category else NEVER
                )
                continue
            own.standing.remove(number)
            own.passed.append(number)
            own.at_point -= 1
            crossed = at + gate.pass_s
            over = crossed + gate.hand_over_s
            safe = over + operation.sites[trip.site].to_safety.likely_s
            self.lane_free[gate.lane] = crossed
            self.let_go(side, trip, "crossed", {"crossed": crossed, "handed over": over, "arrived": safe})
            self.put(safe, SAFE, number)
            if operation.fleets[trip.pair[1]].returns:
                self.put(safe, FREE, trip.pair[1], 1)
            for other, one in enumerate(operation.gates):
                if one.lane == gate.lane:
                    self.again(crossed, other)

    def sequence(self) -> Sequenced:
        """Convoys of one vehicle: in the order of leaving where that is a rule, else in the order of sending."""
        in_turn = any(rule.gated == "departed" for rule in self.operation.couplings)
        keyed = []
        for side, own in enumerate(self.sides):
            numbers = [number for number, trip in enumerate(self.trips) if trip.side == side]
            if in_turn or self.operation.sides[side].escorts is not None:
                left = set(numbers) - set(own.departed)
                numbers = [*own.departed, *sorted(left)]
            keyed += [(rank / len(numbers), side, rank, number) for rank, number in enumerate(numbers)]
        convoys: list[Convoy] = []
        place: dict[int, int] = {}
        for _, side, rank, number in sorted(keyed):
            trip = self.trips[number]
            place[number] = len(convoys)
            convoys.append(of_loads(f"{letter(side)}{rank + 1}", side, trip.site, [trip.load]))
        passed = [number for own in self.sides for number in own.passed]
        waiting = [number for number in place if number not in set(passed)]
        return Sequenced(tuple(convoys), tuple(place[number] for number in [*passed, *waiting]))


def by_share(operation: Operation, split: Mapping[Pair, int]) -> Needs:
    """Where the largest share of the vehicles is still to come, then where it loads soonest."""
    total = {pair: sum(chunk.vehicles for chunk in line) for pair, line in seated(operation, split).items()}
    return lambda pair, sent, there, start: sent / total[pair] + start / 1e9


def by_flow(
    operation: Operation, split: Mapping[Pair, int], flow: Flow, part: float, tired: float, night_s: int
) -> Needs:
    """Where a vehicle is most overdue against the programme.

    Args:
        operation: The exchange.
        split: People by group and fleet.
        flow: The programme's answer.
        part: The n-th vehicle is due when the flow has reached n and this part of one.
        tired: How much an hour of waiting for a bay weighs.
        night_s: How much weighs that it would come to the point too late for the day.
    """
    due = {
        pair: due_times(flow, pair, sum(chunk.vehicles for chunk in line), part)
        for pair, line in seated(operation, split).items()
    }

    def needs(pair: Pair, sent: int, there: int, start: int) -> float:
        place = operation.groups[pair[0]].site
        site = operation.sites[place]
        gate = operation.gates[site.side]
        come = start + operation.fleets[pair[1]].load_s + site.to_point.likely_s
        passes = free_start(come, gate.pass_s, gate.windows, site.side, operation.holds) if start < NEVER else NEVER
        late = night_s if passes > come + 3600 else 0
        return due[pair][sent] - there + tired * (start - there) + late

    return needs


def due_times(flow: Flow, pair: Pair, vehicles: int, part: float) -> Sequence[float]:
    """When the programme has sent so many vehicles of a pair, in seconds."""
    series = flow.loads[pair]
    total = sum(series) or 1.0
    due: list[float] = []
    running = 0.0
    for slot, amount in enumerate(series):
        more = amount * vehicles / total
        while more > 0 and len(due) < vehicles and running + more >= len(due) + part:
            due.append((slot + (len(due) + part - running) / more) * flow.slot_s)
        running += more
    return due + [float(len(series) * flow.slot_s)] * (vehicles - len(due))
