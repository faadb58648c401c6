"""Only one side has a remedy.

## What

Powers to hold, to end or to turn back belong to one side only (a guarantor counts for its side), although both sides
owe something.

## Why it matters

The side without a remedy answers outside the deal.

## Example

```deal
must A1
  by: A
  do: open the crossing
must B1
  by: B
  do: open the road
may H1
  by: A
  do: hold A1
  when: B1 verified breach
```

## Write instead

```deal
must A1
  by: A
  do: open the crossing
must B1
  by: B
  do: open the road
may H1
  by: A or B
  do: hold A1, B1
  when: A1 verified breach or B1 verified breach
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for the deal, at the first power."""
    powers = [clause for clause in work.clauses("may") if clause.action in {"hold", "end", "turn back"}]
    owing = set().union(*(work.sides_of(clause.by) for clause in work.clauses("must", "must not")), set())
    if not powers or len(owing) < 2 or any(work.deal.side_of(id) == "independent" for p in powers for id in p.by.ids):
        return
    holding = set().union(*(work.sides_of(clause.by) for clause in powers))
    without = [side for side in work.sides if side in owing and side not in holding]
    if without and holding:
        message = say(
            "{without} may hold or end nothing, {others} may", without=listed(without), others=listed(sorted(holding))
        )
        yield warning(
            "D19", message, powers[0].span("by"), say("give the power to both sides, or to somebody between them")
        )
