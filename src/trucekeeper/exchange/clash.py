"""Why there is no plan: the smallest set of rules that cannot all be kept, in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import evaluate
from trucekeeper.exchange.model import NEVER, Operation


@dataclass(frozen=True, slots=True)
class _Part:
    says: str
    without: Callable[[Operation], Operation]


def clashing(operation: Operation) -> tuple[str, ...]:
    """Rules without any one of which there would be a plan: none can be left out of the list.

    Every rule is dropped in turn and stays dropped where the exchange is still impossible without it (a deletion
    filter; Chinneck and Dravnieks, ORSA Journal on Computing 3, 1991). Possible means: single vehicles get through.
    """
    left = operation
    kept = []
    for part in _parts(operation):
        without = part.without(left)
        if _possible(without):
            kept.append(part.says)
        else:
            left = without
    if not kept:
        return ("no vehicles: there is nothing that could carry anybody",)
    return tuple(kept)


def _possible(operation: Operation) -> bool:
    """True when single vehicles, one after the other, bring everybody to safety."""
    small = _thinned(operation)
    try:
        plan = uniform(small, [1] * len(small.sides))
    except ValueError:
        return False
    carried = sum(convoy.persons for convoy in plan.convoys)
    if carried < sum(group.persons for group in small.groups):
        return False
    return all(one.arrived < NEVER for one in evaluate(small, plan))


def _thinned(operation: Operation) -> Operation:
    """The same exchange, with unlimited time and so few vehicles to follow that the question is quick to answer."""
    loads = sum(
        -(-g.persons // max(1, min(operation.fleets[f].seats for f in g.fleets))) for g in operation.groups if g.fleets
    )
    if loads <= 1500:
        return operation
    # Larger exchanges: seats times k stand for k vehicles that go one after the other.
    times = -(-loads // 1500)
    fleets = tuple(replace(fleet, seats=fleet.seats * times) for fleet in operation.fleets)
    return replace(operation, fleets=fleets)


def _parts(operation: Operation) -> list[_Part]:
    parts: list[_Part] = []
    for place, rule in enumerate(operation.couplings):
        says = rule.says or "the sides stay in step"
        for side, ahead in enumerate(rule.ahead):
            if ahead is None and not (rule.batches and rule.leads not in (None, side)):
                continue
            who = operation.sides[side].name or operation.sides[side].id
            parts.append(_Part(f"{who}: {says}", _without_rule(place, side)))
    for place, site in enumerate(operation.sites):
        if site.windows:
            parts.append(_Part(f"{site.name or site.id} loads and leaves in its hours only", _always_open(place)))
    for side, gate in enumerate(operation.gates):
        who = operation.sides[side].name or operation.sides[side].id
        if gate.windows:
            parts.append(_Part(f"{who} passes the gate in its hours only", _gate_open(side)))
        if gate.room is not None:
            parts.append(_Part(f"at most {gate.room} vehicles of {who} stand at the point", _with_room(side)))
    for place, fleet in enumerate(operation.fleets):
        if not fleet.vehicles:
            parts.append(_Part(f"{fleet.name or fleet.id} has no vehicles", _with_vehicles(place)))
        elif not fleet.returns:
            parts.append(_Part(f"{fleet.name or fleet.id} goes once and does not come back", _returning(place)))
    if operation.by_day:
        parts.append(
            _Part("convoys reach the point in the hours in which they leave", lambda o: replace(o, by_day=False))
        )
    if any(hold.end_s >= operation.horizon_s for hold in operation.holds):
        parts.append(_Part("a hold that does not end", lambda o: replace(o, holds=())))
    return parts


def _without_rule(place: int, side: int) -> Callable[[Operation], Operation]:
    def without(operation: Operation) -> Operation:
        rules = list(operation.couplings)
        ahead = list(rules[place].ahead)
        ahead[side] = None
        leads = None if rules[place].leads not in (None, side) else rules[place].leads
        rules[place] = replace(rules[place], ahead=tuple(ahead), leads=leads)
        return replace(operation, couplings=tuple(rules))

    return without


def _always_open(place: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(o, sites=tuple(replace(s, windows=()) if p == place else s for p, s in enumerate(o.sites)))


def _gate_open(side: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(o, gates=tuple(replace(g, windows=()) if p == side else g for p, g in enumerate(o.gates)))


def _with_room(side: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(o, gates=tuple(replace(g, room=None) if p == side else g for p, g in enumerate(o.gates)))


def _with_vehicles(place: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(
        o, fleets=tuple(replace(f, vehicles=1) if p == place else f for p, f in enumerate(o.fleets))
    )


def _returning(place: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(
        o, fleets=tuple(replace(f, returns=True) if p == place else f for p, f in enumerate(o.fleets))
    )
