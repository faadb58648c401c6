"""A clause that nobody is named to see or count.

## What

A must or must not has no `evidence`, or one that names neither a party of the deal as observer nor a verify clause that
is to decide. What is handed over in an exchange (`count: handed over`) is signed for by those who receive it, and needs
no other.

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
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, signed_for, too, warning
from trucekeeper.deal.said import Said, listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for all clauses that nobody is named to see, and one for each that names nobody of the deal."""
    every = list(work.clauses("must", "must not"))
    duties = [clause for clause in every if not signed_for(work, clause)]
    silent = [clause for clause in duties if "evidence" not in clause.keys]
    help = say("write evidence: with the party that sees or counts, such as: evidence: M count on arrival")
    if silent:
        yield warning("D07", _message(silent, len(silent) == len(every)), silent[0].at, help, too(silent))
    for clause in duties:
        if clause.evidence and not clause.observers and not clause.decided_by and clause.rung_asked != 1:
            message = say("the evidence of {clause} names no observer of this deal", clause=clause.id)
            yield warning("D07", message, clause.span("evidence"), help)


def _message(silent: list[Clause], all_are: bool) -> Said:
    if len(silent) == 1:
        return say("{clause} does not say who sees whether it is kept", clause=silent[0].id)
    if all_are:
        return say("neither {silent} nor any other clause says who sees whether it is kept", silent=silent[0].id)
    return say("{clauses} do not say who sees whether they are kept", clauses=listed(c.id for c in silent))
