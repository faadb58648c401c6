"""Lists of names are handed over, and nothing protects those who stand on them.

## What

A clause of type lists that no clause of type protection covers (one without `covers` covers all).

## Why it matters

A list of evacuees or detainees is a list of targets. It needs a holder, an end, and a ban on any other use.

## Example

```deal
must L1
  by: A
  to: B
  type: lists
  do: hand over the names of those who leave
```

## Write instead

```deal
must L1
  by: A
  to: B
  type: lists
  do: hand over the names of those who leave
must not L2
  by: A, B
  type: protection
  do: use the names for anything else, or keep them longer than 30 days
  covers: L1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each list."""
    guards = [clause for clause in work.deal.clauses if clause.type == "protection"]
    for clause in work.clauses("must"):
        if clause.type == "lists" and not any(g.covers.ids == () or clause.id in g.covers.ids for g in guards):
            message = say(
                "nothing protects the people named under {clause}: who holds the list, for what, until when",
                clause=clause.id,
            )
            help = say("add a must not of type protection that covers it")
            yield warning("D20", message, clause.at, help)
