"""What a plan asks of people: who is where when, how long they wait, and how far one side is ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.lead import changes, rule_of
from trucekeeper.exchange.model import NEVER, Operation, Times
from trucekeeper.exchange.window import overlap_s


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures by which plans are compared, the weightiest first.

    Attributes:
        stranded: People who do not get to safety.
        waiting_person_hours: In loaded vehicles before they leave, and at the point until their vehicle's turn.
        waiting_at_night: The part of it that falls into the dark.
        at_point: The part of it at the point.
        person_hours: From the start until safe, over all who get there.
        makespan_s: Until the last one is safe.
        peak_waiting: Most people standing at the point at one moment.
        max_ahead: Per side, the most people gone and not yet answered, in the weight of the first rule.
        per_side: Person-hours of waiting by side.
    """

    stranded: int
    waiting_person_hours: float
    waiting_at_night: float
    at_point: float
    person_hours: float
    makespan_s: int
    peak_waiting: int
    max_ahead: tuple[int, ...]
    per_side: tuple[float, ...]


def measure(operation: Operation, plan: Sequenced, times: Sequence[Times]) -> Measure:
    """Work out the figures of a plan whose times are known."""
    seconds = night = at_point = until_safe = 0.0
    per_side = [0.0] * len(operation.sides)
    stranded = makespan = 0
    steps: list[tuple[int, int]] = []
    for convoy, one in zip(plan.convoys, times, strict=True):
        if one.arrived >= NEVER:
            stranded += convoy.persons
            continue
        share = convoy.persons / max(1, convoy.vehicles)
        queue = (
            convoy.persons * (one.crossing - one.at_point)
            + share * (one.crossed - one.crossing) * (convoy.vehicles - 1) / 2
        )
        waits = queue + share * one.sitting_s
        dark = overlap_s(one.at_point, one.crossing, operation.nights)
        dark += overlap_s(one.loaded, one.depart, operation.nights)
        seconds += waits
        per_side[convoy.side] += waits / 3600
        night += convoy.persons * dark
        at_point += queue
        until_safe += convoy.persons * one.arrived
        makespan = max(makespan, one.arrived)
        steps += [(one.at_point, convoy.persons), (one.crossing, -convoy.persons)]
    return Measure(
        stranded=stranded,
        waiting_person_hours=seconds / 3600,
        waiting_at_night=night / 3600,
        at_point=at_point / 3600,
        person_hours=until_safe / 3600,
        makespan_s=makespan,
        peak_waiting=_peak(steps),
        max_ahead=tuple(max_ahead(operation, plan, times, side) for side in range(len(operation.sides))),
        per_side=tuple(per_side),
    )


def _peak(steps: list[tuple[int, int]]) -> int:
    """The highest sum over time; who goes at a moment goes before who comes."""
    there = highest = 0
    for _, change in sorted(steps):
        there += change
        highest = max(highest, there)
    return highest


def max_ahead(operation: Operation, plan: Sequenced, times: Sequence[Times], side: int, rule_number: int = 0) -> int:
    """The most that one side is ahead of what is counted of any other, in the weight of a rule.

    Without a rule: departed against arrived, in heads. What happens at one moment happens together.
    """
    rule = rule_of(operation, rule_number)
    highest = 0
    for other in range(len(operation.sides)):
        if other != side:
            # A count that comes at the moment of a departure counts before it.
            steps = sorted(changes(operation, plan, times, rule, side, other))
            highest = max(highest, *accumulate((change for _, change in steps), initial=0))
    return highest
