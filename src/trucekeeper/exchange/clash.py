"""Why there is no plan: the smallest set of rules that cannot all be kept, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from trucekeeper.core.moment import iso
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.model import NEVER, Coupling, Operation, Window
from trucekeeper.exchange.seats import FamilyTooLargeError

#: So many vehicle loads are followed one by one; in larger exchanges one stands for several.
MOST_LOADS = 20_000

#: So many days later everything would be over, if the end alone were in the way.
LATER_DAYS = 400


@dataclass(frozen=True, slots=True)
class _Part:
    says: str
    without: Callable[[Operation], Operation]


def clashing(operation: Operation) -> tuple[str, ...]:
    """Rules without any one of which there would be a plan: none can be left out of the list.

    Every rule is dropped in turn and stays dropped where the exchange is still impossible without it (a deletion
    filter; Chinneck and Dravnieks, ORSA Journal on Computing 3, 1991). Possible means: single vehicles get through.
    """
    if _possible(operation):
        return ("single vehicles would all get through, but no list of convoys that was tried does",)
    left = operation
    kept = []
    for part in _parts(operation):
        without = part.without(left)
        if _possible(without):
            kept.append(part.says)
        else:
            left = without
    if not kept:
        return ("even without hours, bounds, room and limits on vehicles nobody would get through",)
    return tuple(kept)


def _possible(operation: Operation) -> bool:
    """True when single vehicles, one after the other, bring everybody to safety."""
    from trucekeeper.exchange.kernel import evaluate_fast

    small = _thinned(operation)
    try:
        plan = uniform(small, [1] * len(small.sides))
    except (ValueError, FamilyTooLargeError):
        return False
    carried = sum(convoy.persons for convoy in plan.convoys)
    if carried < sum(group.persons for group in small.groups):
        return False
    return all(one.arrived < NEVER for one in evaluate_fast(small, plan))


def _thinned(operation: Operation) -> Operation:
    """The same exchange with so few vehicles to follow that the question is quick to answer."""
    loads = sum(
        -(-g.persons // max(1, min(operation.fleets[f].seats for f in g.fleets))) for g in operation.groups if g.fleets
    )
    if loads <= MOST_LOADS:
        return operation
    # Seats times k stand for k vehicles that go one after the other.
    times = -(-loads // MOST_LOADS)
    fleets = tuple(replace(fleet, seats=fleet.seats * times) for fleet in operation.fleets)
    return replace(operation, fleets=fleets)


def _parts(operation: Operation) -> Iterator[_Part]:
    """What might be in the way; what is dropped first is named least."""
    open_ended = all(not site.windows for site in operation.sites) and all(not g.windows for g in operation.gates)
    if not open_ended:
        end = iso(operation.moment(operation.horizon_s))
        yield _Part(f"all have left and passed by {end}", _later)
    for place, group in enumerate(operation.groups):
        if group.families:
            yield _Part(f"families of {group.name or group.id} are never divided", _in_no_families(place))
    for place, rule in enumerate(operation.couplings):
        for side in range(len(operation.sides)):
            if rule.binds(side):
                yield _Part(_in_words(operation, rule, side), _without_rule(place, side))
    for place, site in enumerate(operation.sites):
        if site.windows:
            yield _Part(f"{site.name or site.id} loads and leaves in its hours only", _always_open(place))
    for side, gate in enumerate(operation.gates):
        who = operation.sides[side].name or operation.sides[side].id
        if gate.windows:
            yield _Part(f"{who} passes the gate in its hours only", _gate_open(side))
        if gate.room is not None:
            yield _Part(f"at most {gate.room} vehicles of {who} stand at the point", _with_room(side))
    for place, fleet in enumerate(operation.fleets):
        if not fleet.vehicles:
            yield _Part(f"{fleet.name or fleet.id} has no vehicles", _with_vehicles(place))
        elif not fleet.returns:
            yield _Part(f"{fleet.name or fleet.id} goes once and does not come back", _returning(place))
    if operation.by_day:
        yield _Part("convoys reach the point in the hours in which they leave", lambda o: replace(o, by_day=False))
    if any(hold.end_s >= operation.horizon_s for hold in operation.holds):
        yield _Part("a hold that does not end", lambda o: replace(o, holds=()))


def _in_words(operation: Operation, rule: Coupling, side: int) -> str:
    """A rule for one side; where the last of its people could never be answered, by how many."""
    who = operation.sides[side].name or operation.sides[side].id
    says = f"{who}: {rule.says or 'the sides stay in step'}"
    if rule.only:
        return rule.says
    if rule.batches and rule.leads not in (None, side):
        return f"{who}: each batch of {rule.batches[side]:,} waits for one of {rule.batches[rule.leads]:,}"
    totals = [
        sum(g.persons for g in operation.groups if operation.sites[g.site].side == one and rule.weighs(g))
        for one in range(len(operation.sides))
    ]
    over = []
    for other, there in enumerate(totals):
        if other != side and rule.units[other]:
            extra = totals[side] * rule.units[side] - there * rule.units[other] - (rule.ahead[side] or 0)
            if extra > 0:
                over.append((-(-extra // rule.units[side]), there))
    if not over:
        return says
    extra, there = max(over)
    return f"{says}; against {there:,} people its {totals[side]:,} would in the end be {extra:,} too many"


def _later(operation: Operation) -> Operation:
    """The same hours for so many days more."""

    def longer(windows: tuple[Window, ...]) -> tuple[Window, ...]:
        if not windows:
            return windows
        if len(windows) == 1:
            return ((windows[0][0], windows[0][1] + LATER_DAYS * 86_400),)
        # The last day may be cut off by the end: the one before it is whole.
        opens, closes = windows[-2]
        return (*windows[:-1], *((opens + d * 86_400, closes + d * 86_400) for d in range(1, LATER_DAYS)))

    return replace(
        operation,
        sites=tuple(replace(site, windows=longer(site.windows)) for site in operation.sites),
        gates=tuple(replace(gate, windows=longer(gate.windows)) for gate in operation.gates),
    )


def _in_no_families(place: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(
        o, groups=tuple(replace(g, families=()) if p == place else g for p, g in enumerate(o.groups))
    )


def _day_and_night(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Open from the first opening to the last close; the end of the operation stays."""
    return ((min(windows[0][0], -86_400), windows[-1][1]),) if windows else ()


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
    return lambda o: replace(
        o,
        sites=tuple(replace(s, windows=_day_and_night(s.windows)) if p == place else s for p, s in enumerate(o.sites)),
    )


def _gate_open(side: int) -> Callable[[Operation], Operation]:
    return lambda o: replace(
        o, gates=tuple(replace(g, windows=_day_and_night(g.windows)) if p == side else g for p, g in enumerate(o.gates))
    )


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
