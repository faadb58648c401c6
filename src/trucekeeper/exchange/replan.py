"""The plan after something went otherwise: the past stays, and as little as possible changes for people already told.

Convoys, their people, their vehicles and their order stay; only moments move, and nobody is called before the moment
that they were told. What cannot stay is said: a convoy that turned back leaves again at the end of its side, one larger
than what is left of its fleet goes in pieces, people who are more than planned get convoys of their own. Where calling
people sooner than they were told would save hours, that is said too, and done when asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trucekeeper.core.errors import TruceError
from trucekeeper.deal.nearest import did_you_mean
from trucekeeper.exchange.compose import letter, of_loads
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.holdback import held_back
from trucekeeper.exchange.live import Live
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import NEVER, Convoy, Load, Operation, Times
from trucekeeper.exchange.orders import disobeyed
from trucekeeper.exchange.seats import seats_used, vehicle_loads
from trucekeeper.exchange.split import split_to_fit, told_as, with_fewer

#: From this share of the person-hours on it is worth a word that calling people sooner than they were told would save.
WORTH_A_WORD = 0.02

#: Moments that differ by less are not told as changes.
UNCHANGED_S = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What is new for one convoy: its departure moves, it is new, or it does not get through."""

    convoy: str
    what: str
    before_s: int
    after_s: int


@dataclass(frozen=True, slots=True)
class Replan:
    """The plan as it now stands."""

    operation: Operation
    sequence: Sequenced
    times: tuple[Times, ...]
    measure: Measure
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


class NotInOperationError(TruceError):
    """Vehicles or people are reported for a fleet or group that the operation does not have."""

    def __init__(self, what: str, name: str, known: Collection[str]) -> None:
        said = f'"{name}" is no {what} of this operation{did_you_mean(name, known)}'
        super().__init__(said, f"write one of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Events:
    """What is reported beside the ledger.

    Attributes:
        lost: Vehicles less, by fleet id.
        extra: People more, by group id.
    """

    lost: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[str, int] = field(default_factory=dict)


def replan(
    operation: Operation,
    announced: Sequenced,
    announced_times: Sequence[Times],
    past: Live,
    now_s: int,
    events: Events | None = None,
    *,
    sooner: bool = False,
) -> Replan:
    """Plan the rest anew.

    Args:
        operation: As it was planned.
        announced: What people were told.
        announced_times: Its moments.
        past: What has happened.
        now_s: Nothing that has not happened begins before.
        events: What is reported beside the ledger.
        sooner: People may be called before the moments that they were told.

    Raises:
        NotInOperationError: When `events` names a fleet or group that is not there.
    """
    happened = events or Events()
    _known("fleet", happened.lost, [fleet.id for fleet in operation.fleets])
    _known("group", happened.extra, [group.id for group in operation.groups])
    found = _anew(operation, announced, announced_times, past, now_s, happened, sooner)
    if found.measure.stranded and any(past.in_doubt):
        settled = _anew(operation, announced, announced_times, replace(past, in_doubt=()), now_s, happened, sooner)
        if settled.measure.stranded < found.measure.stranded:
            left = found.measure.stranded
            says = f"the sides' counts differ by {sum(past.in_doubt)} people: settle them, or {left:,} cannot leave"
            return replace(settled, notes=(says, *settled.notes))
    return found


def _known(what: str, named: Mapping[str, int], known: Collection[str]) -> None:
    for name in named:
        if name not in known:
            raise NotInOperationError(what, name, known)


def _anew(
    operation: Operation,
    announced: Sequenced,
    announced_times: Sequence[Times],
    past: Live,
    now_s: int,
    happened: Events,
    sooner: bool,
) -> Replan:
    notes: list[str] = []
    changed = _with_losses(operation, happened, past, notes)
    begun = {
        place: Times(load=one.load)
        for place, one in enumerate(announced_times)
        if one.load < now_s and place not in past.fixed and place not in past.turned_back
    }
    # Nobody records when loading begins: it is taken to have begun as announced.
    sequence, fixed = _with_returns(announced, replace(past, fixed={**begun, **past.fixed}), notes)
    if happened.lost:
        sequence, fixed = split_to_fit(changed, sequence, fixed, notes)
    sequence = _with_extra(changed, sequence, _more(operation, announced, past, happened), notes)
    again = {announced.convoys[place].id for place in past.turned_back}
    told = _as_told(sequence, announced, announced_times, fixed, again)
    late, times = _just_in_time(changed, told, fixed, now_s)
    found = measure(changed, late, times)
    lifted = any(hold.end_s <= now_s for hold in past.holds)
    if sooner or lifted or found.stranded:
        free, free_times = _just_in_time(changed, _not_before(sequence, fixed, now_s), fixed, now_s)
        other = measure(changed, free, free_times)
        saves = other.waiting_at_night <= found.waiting_at_night and _cost(other) < _cost(found)
        if other.stranded < found.stranded or (sooner and saves and other.stranded == found.stranded):
            late, times, found = free, free_times, other
        elif saves and _cost(other) * (1 + WORTH_A_WORD) < _cost(found):
            saved = found.person_hours - other.person_hours
            notes.append(f"calling people sooner than they were told would save {saved:,.0f} person-hours until safe")
    left = {place for place, one in fixed.items() if one.depart < NEVER}
    notes += disobeyed(changed, late, times, left)
    stuck = [convoy.id for convoy, one in zip(late.convoys, times, strict=True) if one.arrived >= NEVER]
    if stuck:
        notes.append(_why_stuck(changed, late, times, stuck))
    return Replan(
        changed, late, times, found, tuple(_changes(announced, announced_times, late, times, fixed)), tuple(notes)
    )


def _just_in_time(
    operation: Operation, sequence: Sequenced, fixed: Mapping[int, Times], now_s: int
) -> tuple[Sequenced, tuple[Times, ...]]:
    """The convoys with their moments, held back as late as nobody's arrival suffers from."""
    from trucekeeper.exchange.kernel import evaluate_fast

    times = evaluate_fast(operation, sequence, fixed=dict(fixed), now_s=now_s)
    late = held_back(operation, sequence, times)
    late_times = evaluate_fast(operation, late, fixed=dict(fixed), now_s=now_s)
    if any(new.arrived > old.arrived for new, old in zip(late_times, times, strict=True)):
        return sequence, times
    return late, late_times


def _why_stuck(operation: Operation, sequence: Sequenced, times: Sequence[Times], stuck: Sequence[str]) -> str:
    """Who cannot leave, and for want of what."""
    many = f"{len(stuck)} convoys" if len(stuck) > 1 else "1 convoy"
    gone = [
        operation.fleets[fleet]
        for convoy, one in zip(sequence.convoys, times, strict=True)
        if one.arrived >= NEVER
        for fleet, _ in convoy.parts
        if not operation.fleets[fleet].vehicles
    ]
    if gone:
        return f"{many} cannot leave any more, from {stuck[0]} on: {gone[0].name or gone[0].id} has no vehicle left"
    return f"{many} cannot leave any more under the agreed bound, from {stuck[0]} on"


def _with_losses(operation: Operation, events: Events, past: Live, notes: list[str]) -> Operation:
    """Fewer vehicles, the stops so far, and bounds that hold even if the lower counts are the true ones."""
    fleets = tuple(
        replace(fleet, vehicles=max(0, fleet.vehicles - events.lost.get(fleet.id, 0))) for fleet in operation.fleets
    )
    for name, number in events.lost.items():
        has = next(fleet.vehicles for fleet in operation.fleets if fleet.id == name)
        notes.append(f"{name} has {min(number, has)} vehicles less" + ("" if number <= has else ", it had no more"))
    doubt = sum(past.in_doubt)
    rules = operation.couplings
    if doubt:
        rules = tuple(
            replace(
                rule,
                ahead=tuple(None if bound is None else max(0, bound - doubt * max(rule.units)) for bound in rule.ahead),
            )
            for rule in rules
        )
        notes.append(f"the sides' counts differ by {doubt} people: planned as if the lower counts were the true ones")
    if past.unknown:
        notes.append(f"recorded, but in no plan: {', '.join(past.unknown)}")
    return replace(operation, fleets=fleets, couplings=rules, holds=(*operation.holds, *past.holds))


def _with_returns(announced: Sequenced, past: Live, notes: list[str]) -> tuple[Sequenced, dict[int, Times]]:
    """Convoys that turned back go again, after all others of their side; people who refused are left out."""
    convoys = list(announced.convoys)
    for place, less in past.refused.items():
        notes.append(f"{less} people of {convoys[place].id} stay")
        convoys[place] = with_fewer(convoys[place], less)
    for place, less in past.back_alone.items():
        convoys[place] = with_fewer(convoys[place], less)
    order = [p for p in range(len(convoys)) if p not in past.turned_back and _is_wanted(convoys[p], announced, past, p)]
    again = sorted(past.turned_back)
    for place in again:
        notes.append(f"{convoys[place].id} turned back and leaves again after the others of its side")
        convoys[place] = replace(convoys[place], release_s=0, leave_s=0)
    kept = [*order, *again]
    at = {place: number for number, place in enumerate(kept)}
    crossing = tuple(at[p] for p in announced.crossing if p in at and p not in past.turned_back)
    crossing += tuple(at[place] for place in again) if crossing else ()
    fixed = {at[place]: times for place, times in past.fixed.items() if place in at}
    return Sequenced(tuple(convoys[place] for place in kept), crossing), fixed


def _is_wanted(convoy: Convoy, announced: Sequenced, past: Live, place: int) -> bool:
    """False for a convoy that has not left and has nobody to carry any more."""
    gone = place in past.fixed and past.fixed[place].depart < NEVER
    return bool(gone or convoy.persons or not announced.convoys[place].persons)


def _more(operation: Operation, announced: Sequenced, past: Live, events: Events) -> dict[str, int]:
    """People by group who are to leave with convoys of their own: reported beside the ledger, or turned back alone."""
    more = dict(events.extra)
    for place, persons in past.back_alone.items():
        for group, aboard in announced.convoys[place].people:
            taken = min(persons, aboard)
            id = operation.groups[group].id
            more[id] = more.get(id, 0) + taken
            persons -= taken
    return {id: persons for id, persons in more.items() if persons > 0}


def _with_extra(operation: Operation, sequence: Sequenced, more: Mapping[str, int], notes: list[str]) -> Sequenced:
    """Convoys for people who are more than were planned, at the end of their side."""
    convoys = list(sequence.convoys)
    for place, group in enumerate(operation.groups):
        if not more.get(group.id):
            continue
        fleet = max(group.fleets, key=lambda f: operation.fleets[f].vehicles * operation.fleets[f].seats)
        side = operation.sites[group.site].side
        own = [convoy for convoy in convoys if convoy.side == side]
        number = max((int(digits) for c in own if (digits := told_as(c.id)[1:]).isdigit()), default=0) + 1
        most = max((convoy.vehicles for convoy in own), default=1)
        most = max(1, min(most, operation.fleets[fleet].vehicles))
        loads = [
            Load(fleet, place, 1, full)
            for full, many, _ in vehicle_loads(more[group.id], (), seats_used(operation, place, fleet))
            for _ in range(many)
        ]
        for first in range(0, len(loads), most):
            convoy = of_loads(f"{letter(side)}{number}", side, group.site, loads[first : first + most])
            notes.append(f"{convoy.persons} more people of {group.id} go with the new convoy {convoy.id}")
            convoys.append(convoy)
            number += 1
        if group.families:
            notes.append(f"which families these people of {group.id} are is not known: seat each in one vehicle")
    new = range(len(sequence.convoys), len(convoys))
    return Sequenced(tuple(convoys), (*sequence.crossing, *new) if sequence.crossing else ())


def _as_told(
    sequence: Sequenced,
    announced: Sequenced,
    times: Sequence[Times],
    fixed: Mapping[int, Times],
    again: Collection[str],
) -> Sequenced:
    """Nobody is called earlier than was announced; `again` are convoys that turned back and go when they can."""
    said = {convoy.id: one for convoy, one in zip(announced.convoys, times, strict=True)}
    convoys = []
    for place, convoy in enumerate(sequence.convoys):
        one = said.get(convoy.id) or said.get(told_as(convoy.id))
        if one is not None and place not in fixed and told_as(convoy.id) not in again and one.depart < NEVER:
            convoy = replace(convoy, leave_s=max(convoy.leave_s, one.depart))
        convoys.append(convoy)
    return Sequenced(tuple(convoys), sequence.crossing)


def _cost(found: Measure) -> float:
    """Person-hours until safe, those of waiting outside counted twice."""
    return found.person_hours + found.waiting_person_hours


def _not_before(sequence: Sequenced, fixed: Mapping[int, Times], now_s: int) -> Sequenced:
    """Convoys that have not begun may load and leave from now on; what was announced is no earlier limit."""
    convoys = tuple(
        convoy if place in fixed else replace(convoy, release_s=min(convoy.release_s, now_s), leave_s=0)
        for place, convoy in enumerate(sequence.convoys)
    )
    return Sequenced(convoys, sequence.crossing)


def _changes(
    announced: Sequenced,
    told: Sequence[Times],
    sequence: Sequenced,
    times: Sequence[Times],
    fixed: Mapping[int, Times],
) -> list[Change]:
    before = {convoy.id: one for convoy, one in zip(announced.convoys, told, strict=True)}
    changes = []
    for place, (convoy, one) in enumerate(zip(sequence.convoys, times, strict=True)):
        if place in fixed and fixed[place].depart < NEVER:
            continue
        old = before.get(convoy.id)
        if old is None:
            changes.append(Change(convoy.id, "new", NEVER, one.depart))
        elif one.depart >= NEVER:
            changes.append(Change(convoy.id, "cannot leave", old.depart, NEVER))
        elif abs(one.depart - old.depart) >= UNCHANGED_S:
            changes.append(Change(convoy.id, "moves", old.depart, one.depart))
    return changes
