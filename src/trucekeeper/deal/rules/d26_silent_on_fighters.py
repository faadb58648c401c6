"""Silence on people of fighting age, on belongings and on weapons.

## What

People are to leave, and a clause of type weapons is missing (what they may carry), or there is neither a clause of type
search nor a category of people (who may be stopped). The message says which.

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
    if first is None:
        return
    types = {clause.type for clause in work.deal.clauses}
    carry = "weapons" in types
    taken = bool(work.deal.categories) or "search" in types
    if carry and taken:
        return
    help = say("add clauses of type weapons and search, or categories of people")
    if not carry and not taken:
        message = say("nothing says who may not be taken off, what people may carry, and what is searched")
    elif carry:
        message = say("nothing says who may not be taken off, and what is searched")
    else:
        message = say("nothing says what people may carry, weapons above all")
    yield warning("D26", message, first.at, help)
