"""People who gather, wait or move while nobody has to hold fire.

## What

For each clause under which people leave, a `must not` of type fire must bind every side, at every place named, from the
beginning to the end of its window. Cover `during` a clause begins only with it: those who gather before are outside.

## Why it matters

The place where people wait is the dangerous one: at exchange points and bus parks people stand for hours or days, and
attacks have come there, not on the road.

## Example

```deal
must A1
  by: A
  to: B
  do: let people leave
  people: 500
  window: 2030-03-01 06:00 to 2030-03-02 18:00
must not F1
  by: A, B
  do: fire
  during: A1
```

## Write instead

```deal
must A1
  by: A
  to: B
  do: let people leave
  people: 500
  window: 2030-03-01 06:00 to 2030-03-02 18:00
must not F1
  by: A, B
  do: fire
  covers: A1
  window: 2030-02-28 18:00 to 2030-03-03 00:00
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, error, places_of
from trucekeeper.deal.said import Said, listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause under which people leave: the first thing that its cover lacks."""
    fire = work.fire()
    for clause in work.moving():
        cover = [f for f in fire if covers(f, clause)]
        lacking = _lacking(work, clause, cover)
        if lacking is not None:
            also = tuple((say("{f} is the cover", f=f.id), f.at) for f in cover)
            help = say(
                "write a must not of type fire by all sides, with a window from the gathering to the last arrival"
            )
            yield error("D04", lacking, clause.at, help, also)


def covers(fire: Clause, clause: Clause) -> bool:
    """Whether a ban on fire means this clause: it names it, a place of it, or nothing at all."""
    if clause.id in (*fire.during.ids, *fire.covers.ids):
        return True
    named = bool(fire.during.ids or fire.covers.ids)
    places = fire.where.ids
    return bool(set(places) & set(places_of(clause))) if places else not named


def _lacking(work: Work, clause: Clause, cover: list[Clause]) -> Said | None:
    if not cover:
        return say("nobody has to hold fire while people gather, wait and move under {clause}", clause=clause.id)
    bound = set().union(*(work.sides_of(f.by) for f in cover))
    free = [side for side in work.sides if side not in bound]
    if free:
        return say("{free} need not hold fire while people move under {clause}", free=listed(free), clause=clause.id)
    lasting = [f for f in cover if clause.id not in f.during.ids or f.window is not None]
    if not lasting:
        return say(
            "{cover} holds only during {clause}: people who gather before it begins are not covered",
            cover=cover[0].id,
            clause=clause.id,
        )
    return _time_lacking(clause, lasting) or _place_lacking(clause, lasting)


def _time_lacking(clause: Clause, cover: list[Clause]) -> Said | None:
    window = clause.window
    if window is None or any(f.window is None for f in cover):
        return None
    starts = [f.window.start for f in cover if f.window]
    ends = [f.window.end for f in cover if f.window]
    if window.start and all(start and start > window.start for start in starts):
        return say(
            "people move under {clause} before {several} begins",
            clause=clause.id,
            several=listed([f.id for f in cover]),
        )
    if all(end and (window.end is None or end < window.end) for end in ends):
        return say(
            "{several} ends while people may still move under {clause}",
            several=listed([f.id for f in cover]),
            clause=clause.id,
        )
    return None


def _place_lacking(clause: Clause, cover: list[Clause]) -> Said | None:
    if any(not f.where.ids or (f.where.and_routes and not places_of(clause)) for f in cover):
        return None
    covered = {id for f in cover for id in f.where.ids}
    bare = [id for id in places_of(clause) if id not in covered]
    return (
        say("nobody has to hold fire at {bare}, where people are under {clause}", bare=listed(bare), clause=clause.id)
        if bare
        else None
    )
