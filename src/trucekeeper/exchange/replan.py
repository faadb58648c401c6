"""The plan after something went otherwise: the past stays, and as little as possible changes for people already told.

Convoys, their people, their vehicles and their order stay; only moments move. What cannot stay is said: a convoy that
turned back leaves again at the end of its side, one that is larger than what is left of its fleet goes in pieces,
people who are more than planned get convoys of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from trucekeeper.exchange.compose import letter
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.holdback import held_back
from trucekeeper.exchange.live import Live
from trucekeeper.exchange.measure import Measure, measure
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.exchange.split import split_to_fit, told_as

#: Calling people at other moments than they were told must save this share of the person-hours.
WORTH_A_CHANGE = 0.02

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
) -> Replan:
    """Plan the rest anew.

    Args:
        operation: As it was planned.
        announced: What people were told.
        announced_times: Its moments.
        past: What has happened.
        now_s: Nothing that has not happened begins before.
        events: What is reported beside the ledger.
    """
    happened = events or Events()
    found = _anew(operation, announced, announced_times, past, now_s, happened)
    if found.measure.stranded and any(past.in_doubt):
        settled = _anew(operation, announced, announced_times, replace(past, in_doubt=()), now_s, happened)
        if settled.measure.stranded < found.measure.stranded:
            left = found.measure.stranded
            says = f"the sides' counts differ by {sum(past.in_doubt)} people: settle them, or {left:,} cannot leave"
            return replace(settled, notes=(says, *settled.notes))
    return found


def _anew(
    operation: Operation,
    announced: Sequenced,
    announced_times: Sequence[Times],
    past: Live,
    now_s: int,
    happened: Events,
) -> Replan:
    from trucekeeper.exchange.kernel import evaluate_fast

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
    sequence = _with_extra(changed, sequence, happened, notes)
    waiting = _not_before(sequence, fixed, now_s)
    first = evaluate_fast(changed, waiting, fixed=dict(fixed), now_s=now_s)
    late = held_back(changed, waiting, first)
    times = evaluate_fast(changed, late, fixed=dict(fixed), now_s=now_s)
    if max((one.arrived for one in times), default=0) > max((one.arrived for one in first), default=0):
        late, times = waiting, first
    told = _as_told(sequence, announced, announced_times, fixed)
    kept = evaluate_fast(changed, told, fixed=dict(fixed), now_s=now_s)
    as_told, anew = measure(changed, told, kept), measure(changed, late, times)
    if as_told.stranded <= anew.stranded and _cost(as_told) <= _cost(anew) * (1 + WORTH_A_CHANGE):
        late, times = told, kept
    stuck = [convoy.id for convoy, one in zip(late.convoys, times, strict=True) if one.arrived >= NEVER]
    if stuck:
        notes.append(f"{len(stuck)} convoys cannot leave any more under the agreed bound, from {stuck[0]} on")
    return Replan(
        changed,
        late,
        times,
        measure(changed, late, times),
        tuple(_changes(announced, announced_times, late, times, fixed)),
        tuple(notes),
    )


def _with_losses(operation: Operation, events: Events, past: Live, notes: list[str]) -> Operation:
    """Fewer vehicles, the stops so far, and bounds that hold even if the lower counts are the true ones."""
    fleets = tuple(
        replace(fleet, vehicles=max(0, fleet.vehicles - events.lost.get(fleet.id, 0))) for fleet in operation.fleets
    )
    for name, number in events.lost.items():
        notes.append(f"{name} has {number} vehicles less")
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
    convoys = []
    for place, convoy in enumerate(announced.convoys):
        less = past.refused.get(place, 0)
        people = convoy.people
        if less and people:
            people = ((people[0][0], max(0, people[0][1] - less)), *people[1:])
            notes.append(f"{less} people of {convoy.id} stay")
        convoys.append(replace(convoy, people=people))
    order = [place for place in range(len(convoys)) if place not in past.turned_back]
    again = sorted(past.turned_back)
    for place in again:
        notes.append(f"{convoys[place].id} turned back and leaves again after the others of its side")
        convoys[place] = replace(convoys[place], release_s=0, leave_s=0)
    kept = [*order, *again]
    at = {place: number for number, place in enumerate(kept)}
    crossing = tuple(at[p] for p in announced.crossing if p not in past.turned_back)
    crossing += tuple(at[place] for place in again) if crossing else ()
    fixed = {at[place]: times for place, times in past.fixed.items()}
    return Sequenced(tuple(convoys[place] for place in kept), crossing), fixed


def _with_extra(operation: Operation, sequence: Sequenced, events: Events, notes: list[str]) -> Sequenced:
    """Convoys for people who are more than were planned, at the end of their side."""
    convoys = list(sequence.convoys)
    for name, persons in events.extra.items():
        for place, group in enumerate(operation.groups):
            if group.id != name or persons <= 0:
                continue
            fleet = group.fleets[0]
            vehicles = -(-persons // operation.fleets[fleet].seats)
            side = operation.sites[group.site].side
            number = sum(convoy.side == side for convoy in convoys) + 1
            most = max((c.vehicles for c in convoys if c.side == side), default=vehicles)
            left = persons
            while left > 0:
                many = min(vehicles, most)
                aboard = min(left, many * operation.fleets[fleet].seats)
                id = f"{letter(side)}{number}"
                convoys.append(Convoy(id, side, group.site, ((fleet, many),), ((place, aboard),)))
                notes.append(f"{aboard} more people of {group.id} go with the new convoy {id}")
                left, vehicles, number = left - aboard, vehicles - many, number + 1
    new = range(len(sequence.convoys), len(convoys))
    return Sequenced(tuple(convoys), (*sequence.crossing, *new) if sequence.crossing else ())


def _as_told(
    sequence: Sequenced, announced: Sequenced, times: Sequence[Times], fixed: Mapping[int, Times]
) -> Sequenced:
    """Nobody is called earlier than was announced: what can stay as told stays."""
    said = {convoy.id: one for convoy, one in zip(announced.convoys, times, strict=True)}
    convoys = []
    for place, convoy in enumerate(sequence.convoys):
        one = said.get(convoy.id) or said.get(told_as(convoy.id))
        if one is not None and place not in fixed and 0 < convoy.release_s < NEVER and one.depart < NEVER:
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
