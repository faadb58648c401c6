"""What no plan can beat, each from one cause, so that a coordinator sees which one to ask for more of."""

from dataclasses import dataclass

from trucekeeper.exchange.evaluate import must_be_counted
from trucekeeper.exchange.model import NEVER, Operation, Window


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lower bounds on the moment when the last one is safe (seconds), by cause, and on person-hours until safe.

    Attributes:
        fleet: Vehicles going round and round without ever waiting.
        bays: Loading places always busy.
        gate: The gate always passing.
        daylight: Bays and gate, in their windows only.
        coupling: The side that waits for the other's counts.
        person_hours: The least of the programme of `flow`; 0 where it was not solved.
    """

    fleet: int
    bays: int
    gate: int
    daylight: int
    coupling: int
    person_hours: float = 0.0

    @property
    def makespan_s(self) -> int:
        """The strongest of them."""
        return max(self.fleet, self.bays, self.gate, self.daylight, self.coupling)


def bounds(operation: Operation, person_hours: float = 0.0) -> Bounds:
    """All bounds that follow from the operation alone."""
    sides = range(len(operation.sides))
    return Bounds(
        fleet=max((_fleet(operation, side, operation.persons(side)) for side in sides), default=0),
        bays=max((_bays(operation, side, operation.persons(side), False) for side in sides), default=0),
        gate=max((_gate(operation, side, operation.persons(side), False) for side in sides), default=0),
        daylight=max((_daylight(operation, side, operation.persons(side)) for side in sides), default=0),
        coupling=max((_coupling(operation, side) for side in sides), default=0),
        person_hours=person_hours,
    )


def _rest(operation: Operation, side: int) -> int:
    """From the end of passing until safe, at the quickest site."""
    over = operation.gates[side].hand_over_s
    return over + min((operation.sites[p].to_safety.likely_s for p in operation.sites_of(side)), default=0)


def _way(operation: Operation, side: int) -> int:
    """From leaving to the gate, at the quickest site."""
    return min((operation.sites[p].to_point.likely_s for p in operation.sites_of(side)), default=0)


def _first(operation: Operation, side: int) -> int:
    """When the first vehicle of a side can have loaded."""
    return min(
        (fleet.ready[site] + fleet.load_s for fleet in operation.fleets if fleet.side == side for site in fleet.ready),
        default=0,
    )


def _fleet(operation: Operation, side: int, persons: int) -> int:
    """The moment by which all rounds of all vehicles have enough seats."""
    pass_s = operation.gates[side].pass_s
    rounds = []
    for fleet in operation.fleets:
        if fleet.side != side or not fleet.vehicles:
            continue
        sites = [operation.sites[site] for site in fleet.ready]
        way = min(site.to_point.likely_s for site in sites) + pass_s + _rest(operation, side)
        first = min(fleet.ready.values()) + fleet.load_s + way
        again = fleet.load_s + way + min(site.back.likely_s for site in sites)
        rounds.append((first, again if fleet.returns else NEVER, fleet.vehicles * fleet.seats))
    if not rounds or not persons:
        return 0 if not persons else NEVER

    def carried(at: int) -> int:
        return sum(seats * ((at - first) // again + 1) for first, again, seats in rounds if at >= first)

    low, high = 0, NEVER
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if carried(middle) >= persons else (middle + 1, high)
    return low


def _bays(operation: Operation, side: int, persons: int, by_day: bool) -> int:
    """The end when every bay loads without a pause; vehicles without bays are no limit."""
    latest = 0
    for place in operation.sites_of(side):
        site = operation.sites[place]
        fleets = {f for group in operation.groups if group.site == place for f in group.fleets}
        if not fleets or any(not site.bays.get(f) or not operation.fleets[f].load_s for f in fleets):
            continue
        people = sum(group.persons for group in operation.groups if group.site == place)
        people = people * persons // max(1, operation.persons(side))
        rate = sum(site.bays[f] * operation.fleets[f].seats / operation.fleets[f].load_s for f in fleets)
        begin = min(operation.fleets[f].ready.get(place, 0) for f in fleets)
        end = _running(begin, int(people / rate), site.windows if by_day else ())
        latest = max(latest, end + site.to_point.likely_s + operation.gates[side].pass_s + _rest(operation, side))
    return min(latest, NEVER)


def _gate(operation: Operation, side: int, persons: int, by_day: bool) -> int:
    """The end when vehicles pass without a pause, sides of one lane together."""
    gate = operation.gates[side]
    busy = 0
    for other, one in enumerate(operation.gates):
        if one.lane == gate.lane and (other == side or persons == operation.persons(side)):
            seats = max((f.seats for f in operation.fleets if f.side == other), default=1)
            many = persons if other == side else operation.persons(other)
            busy += -(-many // seats) * one.pass_s
    begin = _first(operation, side) + _way(operation, side)
    return min(NEVER, _running(begin, busy, gate.windows if by_day else ()) + _rest(operation, side))


def _daylight(operation: Operation, side: int, persons: int) -> int:
    return max(_bays(operation, side, persons, True), _gate(operation, side, persons, True))


def _coupling(operation: Operation, side: int) -> int:
    """When the last of a side may go at the earliest: after the others' counts, plus its own way."""
    latest = 0
    for rule in operation.couplings:
        weighing = [g for g in operation.groups if rule.weighs(g)]
        own = sum(g.persons for g in weighing if operation.sites[g.site].side == side)
        for other in range(len(operation.sides)):
            if other == side or not own:
                continue
            total = sum(g.persons for g in weighing if operation.sites[g.site].side == other)
            needed = must_be_counted(rule, side, other, own, total)
            if needed < 0:
                return NEVER
            if not needed or rule.category is not None or rule.only:
                continue
            there = max(_fleet(operation, other, needed), _daylight(operation, other, needed))
            there -= _rest(operation, other) if rule.counted in ("departed", "at the point", "crossed") else 0
            there -= _way(operation, other) if rule.counted in ("departed", "at the point") else 0
            way = _way(operation, side) if rule.gated == "departed" else 0
            latest = max(latest, there + rule.verify_s + way + operation.gates[side].pass_s + _rest(operation, side))
    return latest


def _running(begin: int, lasts: int, windows: tuple[Window, ...]) -> int:
    """When `lasts` seconds of work are done that may be done in the windows only."""
    if not windows:
        return begin + lasts
    for opens, closes in windows:
        start = max(begin, opens)
        if start < closes:
            if lasts <= closes - start:
                return start + lasts
            lasts -= closes - start
    return NEVER
