"""Whether times can be kept: a simple temporal network (Dechter, Meiri and Pearl 1991) and its shortest reason if not.

A constraint says that one point comes at most so many seconds after another. The network can be kept exactly when no
circle of constraints has a negative sum; such a circle is the reason, because its constraints cannot all hold.
"""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AtMost:
    """`later` happens at most `seconds` after `earlier` (negative: at least so long before it)."""

    earlier: int
    later: int
    seconds: int
    label: object = None


def at_least(earlier: int, later: int, seconds: int, label: object = None) -> AtMost:
    """`later` happens at least so many seconds after `earlier`."""
    return AtMost(later, earlier, -seconds, label)


def conflict(points: int, constraints: list[AtMost]) -> list[AtMost]:
    """Return constraints that cannot hold together, in a circle; [] when all can be kept.

    Bellman and Ford with a queue; a point that is improved as often as there are points lies behind a negative circle,
    which the chain of its improvements leads to. Chains are looked at early, so that a conflict costs no full run.
    """
    outgoing: list[list[int]] = [[] for _ in range(points)]
    for number, constraint in enumerate(constraints):
        outgoing[constraint.earlier].append(number)
    distance = [0] * points
    came_by = [-1] * points
    length = [0] * points
    queued = [True] * points
    queue = deque(range(points))
    check_at = 8
    while queue:
        point = queue.popleft()
        queued[point] = False
        for number in outgoing[point]:
            constraint = constraints[number]
            if distance[point] + constraint.seconds < distance[constraint.later]:
                distance[constraint.later] = distance[point] + constraint.seconds
                came_by[constraint.later] = number
                length[constraint.later] = length[point] + 1
                if length[constraint.later] >= check_at:
                    if circle := _circle(constraint.later, came_by, constraints):
                        return circle
                    check_at = min(2 * length[constraint.later], points + 1)
                if not queued[constraint.later]:
                    queued[constraint.later] = True
                    queue.append(constraint.later)
    return []


def latest(points: int, constraints: list[AtMost], origin: int) -> list[AtMost]:
    """Return the upper bound that is missed by most when everything happens as early as it can, with the way to it.

    Args:
        points: How many points there are.
        constraints: Lower bounds (`at_least`) that run in no circle, and upper bounds after the origin; others are
            left out of account.
        origin: The point from which moments are counted.

    Returns:
        The constraints from the bound back to the origin, a circle whose negative sum is what lacks; [] if none is
        missed.
    """
    after: list[list[AtMost]] = [[] for _ in range(points)]
    missing = [0] * points
    for constraint in constraints:
        if constraint.seconds <= 0 and constraint.earlier != origin:
            after[constraint.later].append(constraint)
            missing[constraint.earlier] += 1
    earliest = [0] * points
    came_by: list[AtMost | None] = [None] * points
    ready = [point for point in range(points) if not missing[point]]
    while ready:
        point = ready.pop()
        for constraint in after[point]:
            following = constraint.earlier
            if earliest[point] - constraint.seconds > earliest[following] or came_by[following] is None:
                earliest[following] = max(earliest[following], earliest[point] - constraint.seconds)
                came_by[following] = constraint
            missing[following] -= 1
            if not missing[following]:
                ready.append(following)
    missed = [c for c in constraints if c.earlier == origin and c.seconds >= 0 and earliest[c.later] > c.seconds]
    if not missed:
        return []
    worst = max(missed, key=lambda c: earliest[c.later] - c.seconds)
    way = [worst]
    point = worst.later
    while point != origin and (step := came_by[point]) is not None:
        way.append(step)
        point = step.later
    return way if point == origin else []


def _circle(point: int, came_by: list[int], constraints: list[AtMost]) -> list[AtMost]:
    """Follow the improvements back from a point; the constraints of the circle, if they run in one."""
    seen: dict[int, int] = {}
    way: list[AtMost] = []
    while came_by[point] >= 0:
        if point in seen:
            return way[seen[point] :][::-1]
        seen[point] = len(way)
        way.append(constraints[came_by[point]])
        point = way[-1].earlier
    return []
