"""A deal that does not say who may stop it, and how it goes on again.

## What

People are to leave, and no `may` lets anybody hold the departures.

## Why it matters

Departures will be stopped in any case. Without a rule the stop has no holder, no ground, no end, and nobody has to say
what happens to those on the road; each side then calls it a breach.

## Example

```deal
must A1
  by: A
  do: let people leave
  people: 500
```

## Write instead

```deal
must A1
  by: A
  do: let people leave
  people: 500
may H1
  by: A or B
  do: hold A1
  when: A1 verified breach
  until: A and B both say resume, or 6 hours pass
  on the road: go on
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for the deal, at the first clause under which people leave."""
    first = next(work.moving(), None)
    if first is not None and not any(clause.action == "hold" for clause in work.clauses("may")):
        message = say("nothing says who may hold the departures, on what ground, and when they go on")
        yield warning("D11", message, first.at, say("add a may with `do: hold`, `when` and `until`"))
