"""A monitor that nobody has to let in.

## What

A party with the role monitor, named as observer or decider, and no clause of type access is owed to it (one without
`to` is owed to all).

## Why it matters

Monitors have counted from a hotel, because no clause obliged anybody to let them through.

## Example

```deal
party M
  role: monitor
must A1
  by: A
  do: let people leave
  evidence: M count at the crossing
```

## Write instead

```deal
party M
  role: monitor
must A1
  by: A
  do: let people leave
  evidence: M count at the crossing
must M1
  by: A, B
  to: M
  type: access
  do: let M move freely to every place named here
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each monitor."""
    access = [clause for clause in work.clauses("must") if clause.type == "access"]
    used = {name.text for clause in work.deal.clauses for name in clause.observers}
    used |= {id for verify in work.deal.verifies for id in verify.who.ids}
    for party in work.deal.parties:
        let_in = any(not clause.to.ids or party.id in clause.to.ids for clause in access)
        if party.role == "monitor" and party.id in used and not let_in:
            message = say("nobody has to let {party} in, although the deal counts on what it sees", party=party.id)
            yield warning("D28", message, party.at, say("add a must of type access, by all sides, to it"))
