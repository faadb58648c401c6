"""A guarantor that nothing ever calls on.

## What

A party with the role guarantor stands in no clause: it decides nothing, may hold or resume nothing, is asked to say
nothing and to see nothing.

## Why it matters

A guarantee without a trigger is a name on a page.

## Example

```deal
party G
  role: guarantor
  for: A
must A1
  by: A
  do: open the crossing
```

## Write instead

```deal
party G
  role: guarantor
  for: A
must A1
  by: A
  do: open the crossing
must G1
  by: G
  do: see to it within the day that A keeps A1
  after: A1 late
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, conditions, speakers, too, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for all guarantors that nothing calls on."""
    called = {id for clause in work.deal.clauses for id in clause.by.ids}
    called |= {name.text for clause in work.deal.clauses for name in clause.observers}
    called |= {id for verify in work.deal.verifies for id in verify.who.ids}
    for clause in work.deal.clauses:
        for _, condition in conditions(clause):
            called |= {name.text for name in speakers(condition)}
    idle = [party for party in work.deal.parties if party.role == "guarantor" and party.id not in called]
    if idle:
        names = listed(party.id for party in idle)
        message = (
            say("{party} guarantees, but nothing says when it must act, or what it may do", party=names)
            if len(idle) == 1
            else say("{parties} guarantee, but nothing says when they must act, or what they may do", parties=names)
        )
        help = say("give it a clause, a power, or a voice in a verify clause")
        yield warning("D27", message, idle[0].at, help, too(idle))
