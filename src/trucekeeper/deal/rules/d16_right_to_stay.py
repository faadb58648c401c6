"""People are to leave, and nothing lets each of them choose to stay.

## What

Every clause of type evacuation needs a clause of type stay-or-go that covers it (one without `covers` covers all): each
person is asked alone, by somebody who belongs to no side, whether to leave and where to go.

## Why it matters

A UN commission of inquiry found that an evacuation agreement under which civilians had no option to remain amounted to
the war crime of forced displacement. A deal without this clause may be one.

## Example

```deal
must A1
  by: A
  do: let people leave
  people: 500
```

## Write instead

```deal
party M
  role: intermediary
must A1
  by: A
  do: let people leave
  people: 500
must R1
  by: A, B
  type: stay-or-go
  do: let each person, asked alone by M, choose to leave or to stay, and where to go
  covers: A1
  evidence: M record of each answer, shown to neither side
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for the deal, which shows every clause that no such right covers."""
    rights = [clause for clause in work.deal.clauses if clause.type == "stay-or-go"]
    if any(not clause.covers.ids for clause in rights):
        return
    covered = {id for clause in rights for id in clause.covers.ids}
    bare = [clause for clause in work.moving() if clause.id not in covered]
    if bare:
        message = say(
            "nobody is given the choice to stay, or where to go, under {several}",
            several=listed([clause.id for clause in bare]),
        )
        also = tuple((say("{clause} too", clause=clause.id), clause.at) for clause in bare[1:])
        help = say("add a must of type stay-or-go: each person is asked alone, by somebody who belongs to no side")
        yield error("D16", message, bare[0].at, help, also)
