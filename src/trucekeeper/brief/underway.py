"""Which records are about people who are on the road now: their details stay back until the journey has ended.

A convoy whose place is published while it moves can be attacked; the neutral intermediaries give no details of a
movement under way for this reason (domain.md, section 5.3).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from trucekeeper.ledger.record import Claim, Decision, Entry, Movement, Observation, VehicleMovement, said_at

_ON_THE_WAY: Final = frozenset({"boarded", "departed", "at the point", "crossed", "handed over", "turned back"})
_AT_AN_END: Final = frozenset({"arrived", "returned", "died", "done"})
_ABOUT_THE_ROAD: Final = frozenset({"movement", "arrival", "return", "access", "obstruction"})


#: What is older than this is told although the movement goes on: nobody is where they were a day ago.
HELD_BACK: Final = timedelta(hours=24)


def under_way(entries: Iterable[Entry], at: datetime) -> frozenset[str]:
    """The ids of the records of the last day about a movement that had not ended by the last of them.

    A group is a convoy of a clause, or all of a clause that names no convoy. It is under way when its latest record
    says that somebody is on the way, and as long as more have been counted out than in: a few arrivals lift nothing.
    """
    entries = tuple(entries)
    if not any(_time(one) > at - HELD_BACK for one in entries if isinstance(one.record, Movement | VehicleMovement)):
        return frozenset()  # the common case, in which not every claim is looked at
    entries = tuple(one for one in entries if _time(one) > at - HELD_BACK)
    groups: dict[tuple[str | None, str | None], list[Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.record, Movement):
            groups[entry.record.clause, entry.record.convoy].append(entry)
        elif isinstance(entry.record, VehicleMovement):
            groups[entry.record.clause, None].append(entry)
    moving = {key for key, group in groups.items() if _moving(group)}
    clauses = {clause for clause, _ in moving}
    return frozenset(
        {entry.record.id for key in moving for entry in groups[key]}
        | {entry.record.id for entry in entries if _tells_of(entry, clauses)}
    )


def _moving(group: list[Entry]) -> bool:
    """True while the latest record is on the way or some source counted more out than in."""
    events = [entry.record for entry in group if isinstance(entry.record, Movement | VehicleMovement)]
    latest = max(group, key=_time).record
    assert isinstance(latest, Movement | VehicleMovement)
    if latest.event in _ON_THE_WAY:
        return True
    people = [one for one in events if isinstance(one, Movement)]
    out = max((one.quantity.low for one in people if one.event in _ON_THE_WAY), default=0)
    ended = max((one.quantity.high or out for one in people if one.event in _AT_AN_END), default=0)
    return bool(people) and out > ended


def _time(entry: Entry) -> datetime:
    """When it is said to have happened, at the latest; else when it was said or recorded."""
    happened = getattr(entry.record, "happened", None)
    return happened.end if happened else said_at(entry.record) or entry.recorded_at


def _tells_of(entry: Entry, clauses: set[str | None]) -> bool:
    """True for a claim about the road of a clause on which people are."""
    record = entry.record
    if not isinstance(record, Claim | Observation | Decision):
        return False
    return record.event in _ABOUT_THE_ROAD and record.clause is not None and record.clause in clauses
