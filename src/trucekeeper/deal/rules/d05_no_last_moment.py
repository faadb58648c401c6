"""A duty without a last moment, or a ban without a beginning and an end.

## What

A must needs a `due`, a `window` with an end, or `during`; a must not needs a `window` or `during`.

## Why it matters

Without a last moment a duty can never be late, so nothing that should follow from lateness ever does. A ban without an
end is kept until somebody decides that it has ended.

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
  due: 2030-03-01 06:00
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause."""
    for clause in work.clauses("must"):
        ends = clause.due is not None or (clause.window is not None and clause.window.end is not None)
        unread = ("due" in clause.keys and clause.due is None) or ("window" in clause.keys and clause.window is None)
        if not ends and not unread and "during" not in clause.keys:
            help = say("write for example: due: 6 hours after A1 arrived, or a window with an end")
            yield warning(
                "D05", say("{clause} has no last moment, so it can never be late", clause=clause.id), clause.at, help
            )
    for clause in work.clauses("must not"):
        if not ({"window", "during"} & set(clause.keys)):
            help = say("write a window, or during: with the clauses that it protects")
            yield warning("D05", say("{clause} has neither a beginning nor an end", clause=clause.id), clause.at, help)
