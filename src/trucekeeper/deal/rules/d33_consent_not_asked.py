"""A party holds a place on the way, and nothing asks it to let people through.

## What

A place or route under a clause is `held by` a party of the deal that no clause binds.

## Why it matters

It was not asked, so it has agreed to nothing, and the first bus finds out.

## Example

```deal
party C: the border guard
place P1: the crossing
  held by: C
must A1
  by: A
  do: let people leave
  via: P1
```

## Write instead

```deal
party C: the border guard
place P1: the crossing
  held by: C
must A1
  by: A
  do: let people leave
  via: P1
must C1
  by: C
  do: let the buses of A1 through
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Place, Route
from trucekeeper.deal.rules.work import Work, error, places_of
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each place."""
    bound = {id for clause in work.deal.clauses for id in clause.by.ids}
    bound |= {party.side_of for party in work.deal.parties if party.side_of and party.id in bound}
    used = {id for clause in work.deal.clauses for id in places_of(clause)}
    spots: tuple[Place | Route, ...] = (*work.deal.places, *work.deal.routes)
    for spot in spots:
        holder = work.deal.party(spot.held_by) if spot.held_by else None
        if holder is not None and holder.id not in bound and spot.id in used:
            message = say(
                "{spot} is held by {holder}, and nothing asks {holder} to let people through",
                spot=spot.id,
                holder=holder.id,
            )
            help = say("add a must by {holder}, or name it in a clause", holder=holder.id)
            yield error(
                "D33",
                message,
                spot.span("held by"),
                help,
                ((say("{holder} is defined here", holder=holder.id), holder.at),),
            )
