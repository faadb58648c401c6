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
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each verify clause."""
    for verify in work.deal.verifies:
        duties = [c for c in work.clauses("must", "must not") if not verify.covers.ids or c.id in verify.covers.ids]
        judges = {name.text: [c.id for c in duties if name.text in c.by.ids] for name in verify.who.names}
        own = {judge: clauses for judge, clauses in judges.items() if clauses}
        if own:
            at = next(name.span for name in verify.who.names if name.text in own)
            parts = [
                say("{judge} would decide about what it owes itself ({ids})", judge=judge, ids=listed(ids))
                for judge, ids in own.items()
            ]
            yield error(
                "D32",
                say("{verify}: {several}", verify=verify.id, several=listed(parts, ", and ")),
                at,
                say("name guarantors, or bodies that owe nothing here"),
            )
