"""Where and when people wait: in loaded vehicles at their site, or at the point; by place and hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times


@dataclass(frozen=True, slots=True)
class Waiting:
    """Person-hours waited at one place within one step of time.

    Attributes:
        side: Whose people.
        site: Where they sit in loaded vehicles; -1 at the point.
        at_s: The beginning of the step.
    """

    side: int
    site: int
    at_s: int
    person_hours: float


def waiting(operation: Operation, plan: Sequenced, times: Sequence[Times], step_s: int = 3600) -> list[Waiting]:
    """Spread every wait over its steps, so that the sum is the `waiting_person_hours` of `measure`.

    Steps begin with the operation's clock hours. Within a convoy's loading, and within its passing, a wait is spread
    evenly: nobody plans which vehicle is the first.
    """
    into = operation.start.minute * 60 + operation.start.second
    found: dict[tuple[int, int, int], float] = {}
    for convoy, one in zip(plan.convoys, times, strict=True):
        for site, start, end, person_s in _waits(convoy, one):
            for at, share in _steps(start, end, step_s, into):
                key = convoy.side, site, at
                found[key] = found.get(key, 0.0) + person_s * share / 3600
    return [Waiting(*key, hours) for key, hours in sorted(found.items()) if hours > 0]


def _waits(convoy: Convoy, one: Times) -> Iterator[tuple[int, int, int, float]]:
    """(site or -1, start, end, person-seconds) of a convoy that gets there, as `measure` counts them."""
    if one.arrived >= NEVER:
        return
    share = convoy.persons / max(1, convoy.vehicles)
    yield convoy.site, one.load, one.depart, share * one.sitting_s
    yield -1, one.at_point, one.crossing, convoy.persons * (one.crossing - one.at_point)
    yield -1, one.crossing, one.crossed, share * (one.crossed - one.crossing) * (convoy.vehicles - 1) / 2


def _steps(start: int, end: int, step_s: int, into: int) -> Iterator[tuple[int, float]]:
    """The steps that a wait touches, each with its share; an instant lies in one."""
    at = (start + into) // step_s * step_s - into
    if end <= start:
        yield at, 1.0
        return
    while at < end:
        yield at, (min(end, at + step_s) - max(start, at)) / (end - start)
        at += step_s
