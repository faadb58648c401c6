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


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause."""
    for clause in work.clauses("must", "must not"):
        if clause.observers or clause.decided_by or clause.rung_asked == 1:
            continue
        help = "write evidence: with the party that sees or counts, such as: evidence: ICRC count on arrival"
        if not clause.evidence and "evidence" not in clause.keys:
            yield warning("D07", f"{clause.id} does not say who sees whether it is kept", clause.at, help)
        elif clause.evidence:
            message = f"the evidence of {clause.id} names no observer of this deal"
            yield warning("D07", message, clause.span("evidence"), help)
