"""A clause after whose breach nothing happens.

## What

No `if not`, and no `may` whose `when` looks at the clause or at the exchange that it belongs to.

## Why it matters

A breach without a consequence is answered outside the deal.

## Example

```deal
must A1
  by: A
  do: open the crossing
```

## Write instead

```deal
must A1
  by: A
  do: open the crossing
  if not: H1
may H1
  by: B
  do: keep its own crossing closed
  until: A1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, named_in, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause, or one for the deal where nothing follows from anything."""
    answered = {id for clause in work.clauses("may") for id in named_in(clause.when)}
    duties = list(work.clauses("must", "must not"))
    bare = [clause for clause in duties if not _answered(work, clause, answered)]
    help = say("add `if not:` with a clause, or name it in the `when` of a may")
    if len(bare) == len(duties) > 1:
        also = tuple((say("{clause} too", clause=clause.id), clause.at) for clause in bare[1:])
        yield warning(
            "D12",
            say("nothing follows if {bare}, or any other clause, is not kept", bare=bare[0].id),
            bare[0].at,
            help,
            also,
        )
        return
    for clause in bare:
        yield warning("D12", say("nothing follows if {clause} is not kept", clause=clause.id), clause.at, help)


def _answered(work: Work, clause: Clause, answered: set[str]) -> bool:
    exchange = work.steps.exchange_of.get(clause.id)
    return "if not" in clause.keys or clause.id in answered or (exchange is not None and exchange.id in answered)
