"""Silence on people of fighting age, on belongings and on weapons.

## What

People are to leave, and there is neither a clause of type weapons or search nor a category of people.

## Why it matters

At the checkpoint somebody will be taken off the bus, or a bag opened, and the deal says nothing about it.

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
must W1
  by: B
  type: weapons
  do: carry no more than one personal weapon each
must not W2
  by: A
  type: search
  do: take anybody off a bus
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for the deal, at the first clause under which people leave."""
    first = next(work.moving(), None)
    settled = work.deal.categories or any(c.type in {"weapons", "search"} for c in work.deal.clauses)
    if first is not None and not settled:
        message = say("nothing says who may not be taken off, what people may carry, and what is searched")
        help = say("add clauses of type weapons and search, or categories of people")
        yield warning("D26", message, first.at, help)
