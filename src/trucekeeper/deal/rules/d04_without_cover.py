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
    """One finding for each thing that the cover of a clause lacks; clauses that lack the same are told together."""
    fire = work.fire()
    alike: dict[tuple[str, tuple[str, ...]], list[Clause]] = {}
    cover_of: dict[str, list[Clause]] = {}
    for clause in work.moving():
        cover_of[clause.id] = [f for f in fire if covers(f, clause)]
        lack = _lacking(work, clause, cover_of[clause.id])
        if lack is not None:
            alike.setdefault(lack, []).append(clause)
    for (what, names), clauses in alike.items():
        also = [(say("{clause} too", clause=clause.id), clause.at) for clause in clauses[1:]]
        also += [(say("{clause} is the cover", clause=f.id), f.at) for f in cover_of[clauses[0].id]]
        help = say("write a must not of type fire by all sides, with a window from the gathering to the last arrival")
        message = _message(what, listed(names), listed(clause.id for clause in clauses))
        yield error("D04", message, clauses[0].at, help, tuple(also))


def covers(fire: Clause, clause: Clause) -> bool:
    """Whether a ban on fire means this clause: it names it, a place of it, or nothing at all."""
    if clause.id in (*fire.during.ids, *fire.covers.ids):
        return True
    named = bool(fire.during.ids or fire.covers.ids)
    places = fire.where.ids
    return bool(set(places) & set(places_of(clause))) if places else not named


def _message(what: str, names: Said, clauses: Said) -> Said:
    match what:
        case "nobody":
            return say("nobody has to hold fire while people gather, wait and move under {clauses}", clauses=clauses)
        case "side":
            return say("{sides} need not hold fire while people move under {clauses}", sides=names, clauses=clauses)
        case "only during":
            return say(
                "{cover} holds only during {clauses}: people who gather before that are not covered",
                cover=names,
                clauses=clauses,
            )
        case "begins":
            return say("people move under {clauses} before {cover} begins", clauses=clauses, cover=names)
        case "ends":
            return say("{cover} ends while people may still move under {clauses}", cover=names, clauses=clauses)
        case _:
            return say(
                "nobody has to hold fire at {places}, where people are under {clauses}", places=names, clauses=clauses
            )


def _lacking(work: Work, clause: Clause, cover: list[Clause]) -> tuple[str, tuple[str, ...]] | None:
    """What is lacking first, and the names that the sentence about it needs."""
    if not cover:
        return "nobody", ()
    bound = set().union(*(work.sides_of(f.by) for f in cover))
    free = tuple(side for side in work.sides if side not in bound)
    if free:
        return "side", free
    lasting = [f for f in cover if clause.id not in f.during.ids or f.window is not None]
    if not lasting:
        return "only during", (cover[0].id,)
    return _time_lacking(clause, lasting) or _place_lacking(clause, lasting)


def _time_lacking(clause: Clause, cover: list[Clause]) -> tuple[str, tuple[str, ...]] | None:
    window = clause.window
    if window is None or any(f.window is None for f in cover):
        return None
    starts = [f.window.start for f in cover if f.window]
    ends = [f.window.end for f in cover if f.window]
    if window.start and all(start and start > window.start for start in starts):
        return "begins", tuple(f.id for f in cover)
    if all(end and (window.end is None or end < window.end) for end in ends):
        return "ends", tuple(f.id for f in cover)
    return None


def _place_lacking(clause: Clause, cover: list[Clause]) -> tuple[str, tuple[str, ...]] | None:
    if any(not f.where.ids or (f.where.and_routes and not places_of(clause)) for f in cover):
        return None
    covered = {id for f in cover for id in f.where.ids}
    bare = tuple(id for id in places_of(clause) if id not in covered)
    return ("at", bare) if bare else None
