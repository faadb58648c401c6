"""What a mediator asks before signing: what mistrust costs, and how large a tranche should be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.flow import slot_for, solve
from trucekeeper.exchange.holdback import held_back
from trucekeeper.exchange.lead import rule_of
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import Coupling, Operation
from trucekeeper.exchange.plan import make_plan

#: A size that takes so many times longer than a smaller one is worth a warning.
RESONANT = 1.25

#: Sizes whose end differs by less than this count as equally quick.
ABOUT = 1.02


@dataclass(frozen=True, slots=True)
class Price:
    """What a bound costs.

    Attributes:
        ahead: In people of the first side; None = no bound.
        least_person_hours: Until safe, that any plan needs under it.
        planned: A plan under it; None where there is none, as when one vehicle carries more than the bound.
    """

    ahead: int | None
    least_person_hours: float
    planned: Measure | None = None


def price_of_mistrust(
    operation: Operation, bounds: Sequence[int | None], until_s: int, with_plans: bool = False
) -> list[Price]:
    """Solve the linear programme once per bound, which then binds all sides instead of batches and a leader.

    Args:
        operation: The exchange.
        bounds: In people of the first side; the others in proportion. None = the sides need not stay in step.
        until_s: Horizon, the same for all, so that the answers compare.
        with_plans: Also make a plan under each, for its waiting and its days; a second or two each.
    """
    slot_s = slot_for(operation, until_s, 6_000)
    prices = []
    for bound in bounds:
        rules = () if bound is None else tuple(_bounded(rule, bound) for rule in operation.couplings)
        work = replace(operation, couplings=rules)
        flow = solve(work, until_s, slot_s)
        if flow.optimal:
            prices.append(Price(bound, flow.person_hours, _planned(work) if with_plans else None))
    return prices


def _planned(operation: Operation) -> Measure | None:
    found = make_plan(operation, with_bound=False)
    return None if found.state == "infeasible" else found.measure


def _bounded(rule: Coupling, bound: int) -> Coupling:
    # `bound` people of the first side weigh as much as their share of any other side.
    weight = bound * rule.units[0]
    return replace(rule, ahead=(weight,) * len(rule.ahead), batches=(), leads=None)


@dataclass(frozen=True, slots=True)
class Tranche:
    """What happens with convoys of one size.

    Attributes:
        vehicles: A convoy of each side.
        persons: The most that one convoy carries.
        hours: Until all are safe; None where the exchange gets stuck.
        ahead: The most that a side is ahead, in its own people.
        idle: Per side, vehicles that never fill a convoy because the size does not divide the fleet.
        resonant: True where it takes a quarter longer than some smaller size.
    """

    vehicles: tuple[int, ...]
    persons: int
    hours: float | None
    person_hours: float
    waiting_person_hours: float
    ahead: tuple[int, ...]
    idle: tuple[int, ...]
    resonant: bool = False


def tranches(operation: Operation, sizes: Sequence[int], exposure: int | None = None) -> list[Tranche]:
    """Work out convoys of each size, both sides alike as far as their fleets allow, held back to the latest moments.

    Args:
        operation: The exchange.
        sizes: Vehicles in a convoy, ascending.
        exposure: Nobody may be further ahead, in people of the first side; else what the deal says.
    """
    from trucekeeper.exchange.kernel import evaluate_fast

    if exposure is not None:
        operation = replace(operation, couplings=tuple(_bounded(rule, exposure) for rule in operation.couplings))
    fleets = [
        sum(f.vehicles for f in operation.fleets if f.side == side and f.returns) or 1
        for side in range(len(operation.sides))
    ]
    seats = max((fleet.seats for fleet in operation.fleets), default=1)
    units = rule_of(operation).units
    table: list[Tranche] = []
    for size in sizes:
        each = tuple(min(size, fleet) for fleet in fleets)
        plan = uniform(operation, each)
        times = evaluate_fast(operation, plan)
        found = measure(operation, plan, times)
        late = held_back(operation, plan, times)
        waits_less = measure(operation, late, evaluate_fast(operation, late))
        if not found.stranded and waits_less.makespan_s <= found.makespan_s:
            found = waits_less
        hours = None if found.stranded else found.makespan_s / 3600
        quickest = min((one.hours for one in table if one.hours is not None), default=hours)
        table.append(
            Tranche(
                each, size * seats, hours, found.person_hours, found.waiting_person_hours,
                tuple(ahead // unit for ahead, unit in zip(found.max_ahead, units, strict=True)),
                tuple(fleet % vehicles for fleet, vehicles in zip(fleets, each, strict=True)),
                hours is not None and quickest is not None and hours > quickest * RESONANT,
            )
        )  # fmt: skip
    return table


def smallest_tranche(table: Sequence[Tranche]) -> Tranche | None:
    """The smallest size that is done about as soon as any: who wants little at risk need not take more."""
    through = [one for one in table if one.hours is not None]
    if not through:
        return None
    quickest = min(one.hours or 0.0 for one in through)
    return next(one for one in through if (one.hours or 0.0) <= quickest * ABOUT)


def allowed_sizes(operation: Operation, sizes: Sequence[int]) -> list[int]:
    """Those that no escort rule forbids and some fleet can fill."""
    shortest = max(side.shortest for side in operation.sides)
    limits = [side.longest for side in operation.sides if side.longest is not None]
    largest = min([max(fleet.vehicles for fleet in operation.fleets), *limits])
    return [size for size in sizes if shortest <= size <= largest]
