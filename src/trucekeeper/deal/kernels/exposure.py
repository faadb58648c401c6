"""Who has given how much and not yet got it back, at the worst moment that a deal allows; and who is on the road."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from trucekeeper.deal.kernels.cut import Exact, worst_moment
from trucekeeper.deal.kernels.steps import Step, Steps, amount_of, in_units, unit_of
from trucekeeper.deal.model import Clause, Deal, Exchange


@dataclass(frozen=True, slots=True)
class Exposed:
    """The worst moment of a side, or of all people on the road.

    Attributes:
        amount: In `unit`; a fraction only where a ratio or a share makes one.
        unit: `people`, `share` (of a hundred), `batches`, a category or another unit.
        order: What has happened by then, in an order in which it can.
        after: The clauses of `order` of which something has left or counted, in that order.
        exact: False when the deal has so many any-ofs that only an upper bound is known.
        exchange: The exchange whose unit this is, if one covers the clauses.
    """

    amount: float
    unit: str
    order: tuple[Step, ...]
    after: tuple[str, ...]
    exact: bool = True
    exchange: str | None = None


def sides(deal: Deal) -> tuple[str, ...]:
    """The parties that owe or are owed something in their own cause, in the order of the file."""
    named = {deal.side_of(id) for clause in deal.clauses for id in (*clause.by.ids, *clause.to.ids)}
    return tuple(party.id for party in deal.parties if party.id in named and deal.side_of(party.id) == party.id)


@dataclass(frozen=True, slots=True)
class Ledge:
    """What counts for one side in one unit: gains at departures, losses when the other side's count.

    Attributes:
        side: Whose exposure it is.
        unit: As in `Exposed`.
        exchange: The exchange whose unit it is, if one covers the clauses.
        gives: Whether the side gives anything in this unit.
        weights: By node, whole numbers; `scale` of them make one unit.
    """

    side: str
    unit: str
    exchange: Exchange | None
    gives: bool
    weights: dict[int, int]
    scale: int


def ledges(deal: Deal, steps: Steps) -> Iterable[Ledge]:
    """The weights of every side in every unit in which it gives or gets something."""
    all_sides = sides(deal)
    for unit, exchange, clauses in _groups(deal, steps):
        givers = [_giver(deal, clause) for clause in clauses]
        getters = [_getters(deal, clause, all_sides) for clause in clauses]
        for side in all_sides:
            gives = [clause for clause, giver in zip(clauses, givers, strict=True) if giver == side]
            gets = [clause for clause, several in zip(clauses, getters, strict=True) if side in several]
            if gives or gets:
                weights, scale = _weights(steps, exchange, gives, gets)
                yield Ledge(side, unit, exchange, bool(gives), weights, scale)


def exposures(
    deal: Deal, steps: Steps, happens: list[bool], exact: Exact | None = None
) -> dict[str, tuple[Exposed, ...]]:
    """The worst moment of each side, once for each unit in which it gives something."""
    worst: dict[str, tuple[Exposed, ...]] = {side: () for side in sides(deal)}
    for ledge in ledges(deal, steps):
        if ledge.gives:
            found = _exposed(steps, happens, ledge.weights, ledge.scale, ledge.unit, ledge.exchange, exact)
            worst[ledge.side] = (*worst[ledge.side], found)
    return worst


def on_the_road(deal: Deal, steps: Steps, happens: list[bool], exact: Exact | None = None) -> tuple[Exposed, ...]:
    """The most people (and other units) that have left and not yet counted, all sides together."""
    found: list[Exposed] = []
    moving = [clause for clause in deal.clauses if clause.kind == "must" and amount_of(clause)]
    for unit in dict.fromkeys(unit_of(clause) for clause in moving):
        weights: dict[int, int] = {}
        for clause in moving:
            if unit_of(clause) == unit:
                amounts = steps.amounts[clause.id]
                _add(weights, steps, clause, "departed", amounts)
                _add(weights, steps, clause, steps.counts[clause.id], [-n for n in amounts])
        found.append(_exposed(steps, happens, weights, 1, unit, None, exact))
    return tuple(found)


def _groups(deal: Deal, steps: Steps) -> Iterable[tuple[str, Exchange | None, list[Clause]]]:
    """Clauses whose amounts may be set against each other: those of an exchange, and the rest by their unit."""
    moving = [clause for clause in deal.clauses if clause.kind == "must" and clause.id in steps.amounts]
    for exchange in deal.exchanges:
        legs = [clause for clause in moving if steps.exchange_of.get(clause.id) is exchange]
        if legs:
            yield exchange.unit, exchange, legs
    rest = [clause for clause in moving if clause.id not in steps.exchange_of and amount_of(clause)]
    for unit in dict.fromkeys(unit_of(clause) for clause in rest):
        yield unit, None, [clause for clause in rest if unit_of(clause) == unit]


def _giver(deal: Deal, clause: Clause) -> str | None:
    """The one side that lets people go by a clause; None where several do it together."""
    givers = {deal.side_of(id) for id in clause.by.ids} - {"independent"}
    return givers.pop() if len(givers) == 1 else None


def _getters(deal: Deal, clause: Clause, all_sides: tuple[str, ...]) -> set[str]:
    giver = _giver(deal, clause)
    if giver is None:
        return set()
    named = {deal.side_of(id) for id in clause.to.ids} - {giver, "independent"}
    return named or {side for side in all_sides if side != giver}


def _weights(
    steps: Steps, exchange: Exchange | None, gives: list[Clause], gets: list[Clause]
) -> tuple[dict[int, int], int]:
    """Gains at departure and losses when the other side's count, as whole numbers with their common scale."""
    by_id = {clause.id: clause for clause in (*gives, *gets)}
    amounts, scale = _in_parts(steps, exchange, by_id) if exchange else (steps.amounts, 1)
    weights: dict[int, int] = {}
    given = exchange.together if exchange and exchange.together else "departed"
    for clause in gives:
        _add(weights, steps, clause, given, amounts[clause.id])
    for clause in gets:
        _add(weights, steps, clause, steps.counts[clause.id], [-part for part in amounts[clause.id]])
    return weights, scale


def _in_parts(steps: Steps, exchange: Exchange, by_id: dict[str, Clause]) -> tuple[dict[str, list[int]], int]:
    """What each batch counts in the exchange's unit, as whole parts of it, and how many parts make one."""
    amounts: dict[str, list[Fraction]] = {}
    for side, leg in enumerate(exchange.legs):
        batches = [(by_id[id], n) for id in leg.ids if id in by_id for n in steps.amounts[id]]
        before = Fraction(0)
        for (clause, _), total in zip(batches, in_units(exchange, side, batches), strict=True):
            amounts.setdefault(clause.id, []).append(total - before)
            before = total
    scale = lcm(*(part.denominator for parts in amounts.values() for part in parts), 1)
    return {id: [int(part * scale) for part in parts] for id, parts in amounts.items()}, scale


def _add(weights: dict[int, int], steps: Steps, clause: Clause, event: str, amounts: list[int]) -> None:
    row = steps.nodes.get((clause.id, event)) or steps.nodes[clause.id, steps.counts[clause.id]]
    for node, amount in zip(row, amounts, strict=True):
        weights[node] = weights.get(node, 0) + amount


def _exposed(
    steps: Steps,
    happens: list[bool],
    weights: dict[int, int],
    scale: int,
    unit: str,
    exchange: Exchange | None,
    exact: Exact | None,
) -> Exposed:
    worst = worst_moment(steps.graph, weights, happens, exact)
    order = tuple(step for node in worst.order for step in steps.at(node))
    amount = Fraction(worst.weight, scale)
    return Exposed(
        amount=int(amount) if amount.denominator == 1 else float(amount),
        unit=unit,
        order=order,
        after=tuple(dict.fromkeys(step.clause for step in order)),
        exact=worst.exact,
        exchange=exchange.id if exchange else None,
    )
