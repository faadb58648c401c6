"""The times of a deal as constraints between its steps: windows, last moments, and the shortest journeys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from trucekeeper.core.finding import Span
from trucekeeper.deal.condition import Happened
from trucekeeper.deal.kernels.steps import Steps
from trucekeeper.deal.kernels.timenet import AtMost, at_least
from trucekeeper.deal.model import Clause, Deal


@dataclass(frozen=True, slots=True)
class Bound:
    """What a constraint comes from: a key of a clause, or a journey (`travel`, `order`)."""

    clause: str
    key: str
    span: Span | None = None


def times_of(deal: Deal, steps: Steps, happens: list[bool], times: Mapping[str, timedelta]) -> tuple[int, list[AtMost]]:
    """Lay out the network: one point a node of the graph, and one more for the beginning of the count of seconds.

    What never happens and what may happen after any one of several is left out: then nothing is said about it.
    """
    origin = len(steps.graph)
    zero = _zero(deal)
    constraints: list[AtMost] = []
    if zero is None:
        return origin + 1, constraints
    for node, needs in enumerate(steps.graph.needs):
        step = steps.step.get(node)
        if happens[node] and not steps.graph.any_of[node]:
            label = Bound(step.clause, "order") if step else None
            constraints += [at_least(need, node, 0, label) for need in needs]
    for clause in deal.clauses:
        if clause.kind == "must" and all(happens[node] for node in steps.nodes[clause.id, steps.counts[clause.id]]):
            constraints += _of_clause(deal, steps, clause, times, origin, zero)
    return origin + 1, constraints


def _of_clause(
    deal: Deal, steps: Steps, clause: Clause, times: Mapping[str, timedelta], origin: int, zero: datetime
) -> list[AtMost]:
    counted = steps.nodes[clause.id, steps.counts[clause.id]]
    departed = steps.nodes.get((clause.id, "departed"), counted)
    found: list[AtMost] = []
    if clause.window and clause.window.start:
        label = Bound(clause.id, "window", clause.span("window"))
        found.append(at_least(origin, departed[0], _seconds(clause.window.start, zero), label))
    if clause.window and clause.window.end:
        label = Bound(clause.id, "window", clause.span("window"))
        found.append(AtMost(origin, counted[-1], _seconds(clause.window.end, zero), label))
    if clause.due and clause.due.moment:
        label = Bound(clause.id, "due", clause.span("due"))
        found.append(AtMost(origin, counted[-1], _seconds(clause.due.moment, zero), label))
    if clause.due and clause.due.delay is not None and isinstance(clause.due.after, Happened):
        name, event = clause.due.after.clause.text, clause.due.after.event
        row = steps.nodes.get((name, event or steps.counts.get(name, "")))
        if row:
            label = Bound(clause.id, "due", clause.span("due"))
            found.append(AtMost(row[-1], counted[-1], int(clause.due.delay.total_seconds()), label))
    journey = times.get(clause.id) or shortest_journey(deal, clause, steps.counts[clause.id])
    if journey and departed is not counted:
        label = Bound(clause.id, "travel")
        found += [
            at_least(leaves, comes, int(journey.total_seconds()), label)
            for leaves, comes in zip(departed, counted, strict=True)
        ]
    return found


def shortest_journey(deal: Deal, clause: Clause, counts: str) -> timedelta:
    """The least time that the deal's routes give from departure to the counted event; zero where they say nothing."""
    if counts in {"listed", "consented", "boarded", "departed"}:
        return timedelta()
    stops = [*clause.start.ids[:1], *clause.via.ids, *clause.at_place.ids[:1]]
    if counts in {"at the point", "crossed", "handed over"} and clause.via.ids:
        stops = stops[: 1 + len(clause.via.ids)]
    stops = [stop for stop in stops if any(place.id == stop for place in deal.places)]
    total = timedelta()
    for here, there in pairwise(stops):
        known = [
            route.time_low
            for route in deal.routes
            if route.time_low and {here, there} <= {*route.start.ids, *route.to.ids}
        ]
        total += min(known, default=timedelta())
    return total


def _zero(deal: Deal) -> datetime | None:
    moments = [
        moment
        for clause in deal.clauses
        for moment in (
            clause.window.start if clause.window else None,
            clause.window.end if clause.window else None,
            clause.due.moment if clause.due else None,
        )
        if moment is not None
    ]
    return min(moments, default=None)


def _seconds(moment: datetime, zero: datetime) -> int:
    return int((moment - zero).total_seconds())
