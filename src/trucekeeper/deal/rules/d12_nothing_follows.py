"""A clause after whose breach nothing happens.

## What

No `if not`, no `may` whose `when` looks at the clause or at the exchange that it belongs to, and no exchange with a
bound, in which the other side's next batch stays.

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
from trucekeeper.deal.rules.work import Work, named_in, too, warning
from trucekeeper.deal.said import Said, listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for all clauses that nothing follows from."""
    answered = {id for clause in work.clauses("may") for id in named_in(clause.when)}
    duties = list(work.clauses("must", "must not"))
    bare = [clause for clause in duties if not _answered(work, clause, answered)]
    if bare:
        help = say("add `if not:` with a clause, or name it in the `when` of a may")
        yield warning("D12", _message(bare, len(bare) == len(duties)), bare[0].at, help, too(bare))


def _message(bare: list[Clause], all_are: bool) -> Said:
    if len(bare) == 1:
        return say("nothing follows if {clause} is not kept", clause=bare[0].id)
    if all_are:
        return say("nothing follows if {bare}, or any other clause, is not kept", bare=bare[0].id)
    return say("nothing follows if {clauses} are not kept", clauses=listed(clause.id for clause in bare))


def _answered(work: Work, clause: Clause, answered: set[str]) -> bool:
    exchange = work.steps.exchange_of.get(clause.id)
    if exchange is not None and (exchange.ahead or exchange.first or exchange.together):
        return True
    return "if not" in clause.keys or clause.id in answered or (exchange is not None and exchange.id in answered)
