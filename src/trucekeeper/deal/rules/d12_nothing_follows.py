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
from trucekeeper.deal.rules.work import Work, named_in, warning


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause."""
    answered = {id for clause in work.clauses("may") for id in named_in(clause.when)}
    for clause in work.clauses("must", "must not"):
        exchange = work.steps.exchange_of.get(clause.id)
        if "if not" in clause.keys or clause.id in answered or (exchange and exchange.id in answered):
            continue
        help = "add `if not:` with a clause, or name it in the `when` of a may"
        yield warning("D12", f"nothing follows if {clause.id} is not kept", clause.at, help)
