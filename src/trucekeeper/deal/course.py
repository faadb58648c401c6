"""One course that a deal allows, step by step: who is exposed by how much after each, and who waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from trucekeeper.deal.condition import clause_names
from trucekeeper.deal.kernels.cut import in_order
from trucekeeper.deal.kernels.exposure import Ledge, ledges
from trucekeeper.deal.kernels.fixpoint import reached
from trucekeeper.deal.kernels.steps import Step, Steps, allowed, in_units, steps_of
from trucekeeper.deal.model import Clause, Deal, Exchange


@dataclass(frozen=True, slots=True)
class Level:
    """After a step, how far each side is ahead of what has come back; negative where it has got more than it gave."""

    step: Step
    ahead: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Course:
    """The levels of one unit.

    Attributes:
        unit: What is counted.
        exchange: The exchange whose unit it is, if one covers the clauses.
        sides: In the order of the deal.
        bounds: What the deal allows each side; None where it states nothing.
        levels: In an order in which the deal allows the steps, each clause as early as it can.
    """

    unit: str
    exchange: str | None
    sides: tuple[str, ...]
    bounds: Mapping[str, float | None]
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """`waiting` may not begin before `first` has come so far, by a condition or by an exchange (`by`)."""

    waiting: str
    first: str
    by: str


def courses(deal: Deal) -> tuple[Course, ...]:
    """The course of a deal in each unit that its sides set against each other."""
    steps = steps_of(deal)
    happens = reached(steps.graph)
    order = in_order(steps.graph, {node for node, happened in enumerate(happens) if happened})
    groups: dict[tuple[str, str | None], list[Ledge]] = {}
    for ledge in ledges(deal, steps):
        groups.setdefault((ledge.unit, ledge.exchange.id if ledge.exchange else None), []).append(ledge)
    return tuple(_course(deal, steps, order, several) for several in groups.values())


def _course(deal: Deal, steps: Steps, order: list[int], several: list[Ledge]) -> Course:
    sums = dict.fromkeys((ledge.side for ledge in several), 0)
    levels: list[Level] = []
    for node in order:
        if not any(node in ledge.weights for ledge in several):
            continue
        for ledge in several:
            sums[ledge.side] += ledge.weights.get(node, 0)
        ahead = {ledge.side: sums[ledge.side] / ledge.scale for ledge in several}
        levels += [Level(step, ahead) for step in steps.at(node)]
    exchange = several[0].exchange
    bounds = {ledge.side: _bound(deal, steps, exchange, ledge.side) for ledge in several}
    return Course(several[0].unit, exchange.id if exchange else None, tuple(sums), bounds, tuple(levels))


def _bound(deal: Deal, steps: Steps, exchange: Exchange | None, side: str) -> float | None:
    """What an exchange allows a side: its `ahead`, or what `first` makes of it."""
    if exchange is None:
        return None
    sums = []
    own: int | None = None
    leader: int | None = None
    for place, leg in enumerate(exchange.legs):
        clauses = [clause for id in leg.ids if (clause := deal.clause(id)) is not None]
        sums.append(in_units(exchange, place, [(c, n) for c in clauses for n in steps.amounts[c.id]]))
        if any(deal.side_of(id) == side for clause in clauses for id in clause.by.ids):
            own = place
        if exchange.first and exchange.first.text in leg.ids:
            leader = place
    if own is None or not sums[own]:
        return None
    bound = allowed(exchange, own, leader, sums)
    return None if bound is None else float(bound)


def waits(deal: Deal) -> tuple[Wait, ...]:
    """Every wait between clauses of the deal, in the order of the file."""
    known = {clause.id for clause in deal.clauses}
    found = [wait for clause in deal.clauses for wait in _waits_of(clause, known)]
    for exchange in deal.exchanges:
        for leg in exchange.legs:
            others = [id for other in exchange.legs if other is not leg for id in other.ids]
            leads = exchange.first is not None and exchange.first.text in leg.ids
            if exchange.ahead or (exchange.first and not leads):
                found += [Wait(id, other, exchange.id) for id in leg.ids for other in others if {id, other} <= known]
    return tuple(dict.fromkeys(found))


def _waits_of(clause: Clause, known: set[str]) -> list[Wait]:
    if clause.after is None:
        return []
    return [Wait(clause.id, name.text, "after") for name in clause_names(clause.after) if name.text in known]
