"""No limit to the time that deciding takes.

## What

A verify clause has no `within`.

## Why it matters

What is undecided for weeks is decided on the ground.

## Example

```deal
party M
  role: monitor
must A1
  by: A
  do: open the crossing
verify V1
  who: A, B, M
  needs: two of three
```

## Write instead

```deal
party M
  role: monitor
must A1
  by: A
  do: open the crossing
verify V1
  who: A, B, M
  needs: two of three
  within: 24 hours
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each verify clause."""
    for verify in work.deal.verifies:
        if "within" not in verify.keys:
            message = say("{verify} does not say by when a decision must be taken", verify=verify.id)
            yield warning("D29", message, verify.at, say("add within: such as: 24 hours"))
