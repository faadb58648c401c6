"""Somebody who is no party holds a place on the way.

## What

A place or route under a clause has `held by` in words that are neither a party of the deal nor one of the forces that
a party answers for.

## Why it matters

Convoys have been stopped for days by a group that had signed nothing and wanted something of its own.

## Example

```deal
place P1: the junction
  held by: the third brigade
must A1
  by: A
  do: let people leave
  via: P1
```

## Write instead

```deal
party C: the third brigade
place P1: the junction
  held by: C
must A1
  by: A
  do: let people leave
  via: P1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.core.name import folded
from trucekeeper.deal.model import Place, Route
from trucekeeper.deal.rules.work import Work, places_of, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each place."""
    known = {folded(name) for p in work.deal.parties for name in (p.id, p.name, *p.names.values(), *p.also, *p.forces)}
    used = {id for clause in work.deal.clauses for id in places_of(clause)}
    spots: tuple[Place | Route, ...] = (*work.deal.places, *work.deal.routes)
    for spot in spots:
        if spot.held_by and folded(spot.held_by) not in known and spot.id in used:
            message = say(
                '{spot} is held by "{held_by}", which is no party and answers to none',
                spot=spot.id,
                held_by=spot.held_by,
            )
            help = say("make it a party that must let people through, or name it in the forces of one")
            yield warning("D25", message, spot.span("held by"), help)
