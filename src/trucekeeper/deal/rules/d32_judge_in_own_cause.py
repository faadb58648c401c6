"""A decider that may be judge in its own cause.

## What

A verify clause lets a party decide about clauses that bind this party itself.

## Why it matters

It will not find against itself, and the other side will not accept that it finds for itself. A guarantor of a side may
decide, because the rule against blocking (D14) looks at it.

## Example

```deal
party M
  role: monitor
must A1
  by: A
  do: open the crossing
verify V1
  who: A, M
  needs: all
```

## Write instead

```deal
party M
  role: monitor
party N
  role: monitor
must A1
  by: A
  do: open the crossing
verify V1
  who: M, N
  needs: all
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, error, listed


def found(work: Work) -> Iterator[Finding]:
    """One finding for each decider."""
    for verify in work.deal.verifies:
        for name in verify.who.names:
            own = [
                clause.id
                for clause in work.clauses("must", "must not")
                if name.text in clause.by.ids and (not verify.covers.ids or clause.id in verify.covers.ids)
            ]
            if own:
                message = f"{verify.id}: {name.text} would decide about what it owes itself: {listed(own)}"
                yield error("D32", message, name.span, "name its guarantor, or a body that owes nothing here")
