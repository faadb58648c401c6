"""A clause that nobody is named to see or count.

## What

A must or must not has no `evidence`, or one that names neither a party of the deal as observer nor a verify clause that
is to decide.

## Why it matters

Without a named observer every count is a claim of a side, and stays disputed.

## Example

```deal
must A1
  by: A
  do: open the crossing
  due: 2030-03-01 06:00
```

## Write instead

```deal
party M
  role: monitor
must A1
  by: A
  do: open the crossing
  due: 2030-03-01 06:00
  evidence: M at the crossing
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause, or one for the deal where nobody is named to see anything."""
    duties = list(work.clauses("must", "must not"))
    silent = [clause for clause in duties if "evidence" not in clause.keys]
    help = say("write evidence: with the party that sees or counts, such as: evidence: M count on arrival")
    if len(silent) == len(duties) > 1:
        also = tuple((say("{clause} too", clause=clause.id), clause.at) for clause in silent[1:])
        message = say("neither {silent} nor any other clause says who sees whether it is kept", silent=silent[0].id)
        yield warning("D07", message, silent[0].at, help, also)
        return
    for clause in duties:
        if clause in silent:
            yield warning(
                "D07", say("{clause} does not say who sees whether it is kept", clause=clause.id), clause.at, help
            )
        elif clause.evidence and not clause.observers and not clause.decided_by and clause.rung_asked != 1:
            message = say("the evidence of {clause} names no observer of this deal", clause=clause.id)
            yield warning("D07", message, clause.span("evidence"), help)
