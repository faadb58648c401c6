"""One side that must act first, and is then at the other's mercy.

## What

A clause of one side waits for a clause of the other, and has no last moment of its own: who acts first gets a promise
without a date.

## Why it matters

The side that has acted has nothing left to hold back, and the other is never late.

## Example

```deal
must A1
  by: A
  do: leave its positions
  due: 2030-03-01 06:00
must B1
  by: B
  do: let people leave
  people: 500
  after: A1
```

## Write instead

```deal
must A1
  by: A
  do: leave its positions
  due: 2030-03-01 06:00
must B1
  by: B
  do: let people leave
  people: 500
  after: A1
  due: 12 hours after A1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, must_happen, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause that answers another and has no last moment."""
    for clause in work.clauses("must"):
        if {"due", "window"} & set(clause.keys) or clause.id in work.steps.exchange_of:
            continue
        own = work.sides_of(clause.by)
        first = [
            other
            for atom in must_happen(clause.after)
            if (other := work.deal.clause(atom.clause.text)) is not None
            and other.kind == "must"
            and work.sides_of(other.by)
            and not work.sides_of(other.by) & own
            and work.happens[work.steps.last(other.id)]
        ]
        if first and own:
            who = listed(sorted(set().union(*(work.sides_of(other.by) for other in first))))
            acts = listed([other.id for other in first])
            message = say(
                "{who} must do {acts} first, and {clause}, which answers it, has no last moment",
                who=who,
                acts=acts,
                clause=clause.id,
            )
            also = tuple((say("{other} comes first", other=other.id), other.at) for other in first)
            help = say("write for example: due: 12 hours after {first}", first=first[0].id)
            yield warning("D06", message, clause.at, help, also)
