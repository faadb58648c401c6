"""What has happened to each convoy, as the ledger has it: when, and how many by whose count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Hold, Operation, Times
from trucekeeper.ledger.record import Hold as HoldRecord
from trucekeeper.ledger.record import Movement, Record, Resume

#: Field of `Times` for each recorded event.
FIELDS = {
    "boarded": "loaded",
    "departed": "depart",
    "at the point": "at_point",
    "crossed": "crossed",
    "handed over": "handed_over",
    "arrived": "arrived",
}


@dataclass(frozen=True, slots=True)
class Live:
    """The past of an operation.

    Attributes:
        fixed: Per position of the announced plan, the moments that have happened.
        turned_back: Convoys that went home again, with when.
        back_alone: People who went home again, per convoy, while the others went on.
        refused: People who stayed, per convoy.
        in_doubt: Per side, people by which the counts of the two sides differ on convoys that have gone.
        holds: Stops in force or past, as recorded.
        unknown: Convoys that records name and the plan does not.
    """

    fixed: Mapping[int, Times]
    turned_back: Mapping[int, int] = field(default_factory=dict)
    refused: Mapping[int, int] = field(default_factory=dict)
    in_doubt: tuple[int, ...] = ()
    holds: tuple[Hold, ...] = ()
    unknown: tuple[str, ...] = ()
    back_alone: Mapping[int, int] = field(default_factory=dict)


def live(
    operation: Operation, announced: Sequenced, records: Sequence[Record], at: datetime, hold_until_s: int = NEVER
) -> Live:
    """Read the past off records that were known; the earliest moment that a source gives for an event counts.

    Args:
        operation: The exchange.
        announced: The plan that people were told.
        records: In the order of recording, corrections already applied.
        at: What is said to have happened later is left out.
        hold_until_s: When a stop without a resumption is taken to end.
    """
    places = {convoy.id: place for place, convoy in enumerate(announced.convoys)}
    moved = [one for one in records if isinstance(one, Movement) and one.convoy and _when(one) <= at]
    fixed: dict[int, Times] = {}
    turned: dict[int, int] = {}
    alone: dict[int, int] = {}
    refused: dict[int, int] = {}
    for one in sorted(moved, key=_when):
        place = places.get(one.convoy or "")
        if place is None:
            continue
        after_s = _seconds(operation, _when(one))
        if one.event in FIELDS:
            name = FIELDS[one.event]
            before = fixed.get(place, Times())
            fixed[place] = replace(before, **{name: min(getattr(before, name), after_s)})
            # Whoever is seen on the way after turning back has left again.
            turned.pop(place, None)
        elif one.event in ("turned back", "returned"):
            most = one.quantity.low if one.quantity.high is None else one.quantity.high
            if most < announced.convoys[place].persons - refused.get(place, 0):
                alone[place] = max(alone.get(place, 0), most)
            else:
                turned[place] = after_s
                fixed.pop(place, None)
        elif one.event == "refused":
            refused[place] = max(refused.get(place, 0), one.quantity.low)
    return Live(
        fixed={place: filled(times) for place, times in fixed.items() if place not in turned},
        turned_back=turned,
        refused=refused,
        in_doubt=tuple(_in_doubt(moved, announced.convoys, side) for side in range(len(operation.sides))),
        holds=tuple(_holds(operation, records, at, hold_until_s)),
        back_alone=alone,
        unknown=tuple(sorted({one.convoy for one in moved if one.convoy} - set(places))),
    )


def _when(one: Movement) -> datetime:
    return one.happened.start if one.happened is not None else one.said_at


def _seconds(operation: Operation, at: datetime) -> int:
    return operation.seconds(at)


def filled(times: Times) -> Times:
    """What must have happened before a recorded event has happened too, at the latest then."""
    names = ("load", "loaded", "depart", "at_point", "crossing", "crossed", "handed_over", "arrived")
    latest = NEVER
    found = {}
    for name in reversed(names):
        latest = min(latest, getattr(times, name))
        found[name] = latest
    return Times(**found)


def _in_doubt(moved: Iterable[Movement], convoys: Sequence[Convoy], side: int) -> int:
    """The sum over a side's convoys of how far the highest and the lowest count of one event lie apart."""
    own = {convoy.id for convoy in convoys if convoy.side == side}
    seen: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for one in moved:
        if one.convoy in own and one.event in FIELDS and one.category is None:
            high = one.quantity.low if one.quantity.high is None else one.quantity.high
            seen.setdefault((one.convoy or "", one.event), []).append((one.quantity.low, high))
    widest: dict[str, int] = {}
    for (convoy, _), counts in seen.items():
        apart = max(high for _, high in counts) - min(low for low, _ in counts)
        widest[convoy] = max(widest.get(convoy, 0), apart)
    return sum(widest.values())


def _holds(operation: Operation, records: Sequence[Record], at: datetime, until_s: int) -> Iterable[Hold]:
    """A stop runs from when it is said to have begun until somebody resumes its clauses."""
    resumes = [one for one in records if isinstance(one, Resume) and one.said_at <= at]
    for one in records:
        if not isinstance(one, HoldRecord) or one.said_at > at:
            continue
        begins = one.happened.start if one.happened is not None else one.said_at
        ends = [
            _seconds(operation, r.said_at)
            for r in resumes
            if r.said_at >= begins and (r.ends == one.id or set(r.clauses) & set(one.clauses))
        ]
        for side, who in enumerate(operation.sides):
            if set(who.id.split(", ")) & set(one.clauses):
                yield Hold(_seconds(operation, begins), min(ends, default=until_s), side)
