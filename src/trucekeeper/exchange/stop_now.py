"""If everything stopped now: where each side's people would be, and who would still hold whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Operation, Times
from trucekeeper.exchange.shelter import cover


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a side's people are at one moment, if everything stopped now.

    Attributes:
        home: Not yet in a vehicle; `loaded`: in one that has not left.
        road: Between home and the point.
        waiting: At the point or passing it.
        beyond: Past the gate, not yet safe.
        covered: Of those loaded, on the road and waiting, how many would find a place in a shelter (`shelter.NEAR_S`).
    """

    at_s: int
    side: int
    home: int
    loaded: int
    road: int
    waiting: int
    beyond: int
    safe: int
    covered: int = 0

    @property
    def held(self) -> int:
        """People still with the side that is to let them go: until their convoy has passed the gate."""
        return self.home + self.loaded + self.road + self.waiting

    @property
    def outside(self) -> int:
        """People in vehicles, at the point or past the gate: neither at home nor safe."""
        return self.loaded + self.road + self.waiting + self.beyond

    @property
    def in_open(self) -> int:
        """People outside for whom no shelter within reach has a place."""
        return self.outside - self.covered


def stop_now(operation: Operation, plan: Sequenced, times: Sequence[Times], step_s: int = 1800) -> list[Moment]:
    """The curve: at every step, per side, how many are where; one pass over the events in order."""
    end = max((one.arrived for one in times if one.arrived < NEVER), default=0)
    sides = range(len(operation.sides))
    there = [[0] * 6 for _ in sides]
    events: list[tuple[int, int, int, int]] = []
    for convoy, one in zip(plan.convoys, times, strict=True):
        there[convoy.side][0] += convoy.persons
        edges = sorted((one.loaded, one.depart, one.at_point, one.crossed, one.arrived))
        events += [(at, convoy.side, place, convoy.persons) for place, at in enumerate(edges) if at < NEVER]
    events.sort()
    curve, next_event = [], 0
    for at in range(0, end + step_s, step_s):
        while next_event < len(events) and events[next_event][0] <= at:
            _, side, place, persons = events[next_event]
            there[side][place] -= persons
            there[side][place + 1] += persons
            next_event += 1
        roofs = cover(operation, plan, times, at).by_side
        curve += [_moment(at, side, there[side], roofs[side]) for side in sides]
    return curve


def moment_of(operation: Operation, plan: Sequenced, times: Sequence[Times], at_s: int) -> list[Moment]:
    """One moment of the curve, a value a side."""
    found = []
    roofs = cover(operation, plan, times, at_s).by_side
    for side in range(len(operation.sides)):
        there = [0] * 6
        for convoy, one in zip(plan.convoys, times, strict=True):
            if convoy.side == side:
                edges = (one.loaded, one.depart, one.at_point, one.crossed, one.arrived)
                there[sum(at_s >= edge for edge in edges)] += convoy.persons
        found.append(_moment(at_s, side, there, roofs[side]))
    return found


def _moment(at_s: int, side: int, there: Sequence[int], covered: int) -> Moment:
    home, loaded, road, waiting, beyond, safe = there
    return Moment(at_s, side, home, loaded, road, waiting, beyond, safe, covered)
