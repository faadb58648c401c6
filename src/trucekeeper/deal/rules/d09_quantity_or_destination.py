"""An evacuation that does not say how many, or where to.

## What

A clause of type evacuation without `people`, or without `at` or `to`: a place at which they arrive.

## Why it matters

"All who wish to leave" has been 2,000 to one side and 10,000 to the other; a deal has stopped on that difference.

## Example

```deal
must A1
  by: A
  to: B
  type: evacuation
  do: let those who wish to leave go
```

## Write instead

```deal
place P1: reception centre
must A1
  by: A
  to: B
  type: evacuation
  do: let those who wish to leave go
  people: 1200 to 1500
  at: P1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, note
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each clause."""
    for clause in work.moving():
        missing = []
        if "people" not in clause.keys:
            missing.append(say("how many people"))
        if "at" not in clause.keys:
            missing.append(say("where they arrive"))
        if missing:
            help = say("add people: with a number or a range, and at: with the place of arrival")
            yield note(
                "D09",
                say("{clause} does not say {missing}", clause=clause.id, missing=listed(missing)),
                clause.at,
                help,
            )
