"""A clause or a power that can never come to life.

## What

Every clause that waits, directly or not, for something that can never happen; and every `may` that acts only on such
clauses. What makes them dead is reported apart (D01, D02, D30).

## Why it matters

A promise that cannot fall due reassures without binding.

## Example

```deal
must A1
  by: A
  do: open the crossing
  after: B1
must B1
  by: B
  do: open the road
  after: A1
must C1
  by: A
  do: let buses in
  after: B1
```

## Write instead

```deal
must A1
  by: A
  do: open the crossing
must B1
  by: B
  do: open the road
  after: A1
must C1
  by: A
  do: let buses in
  after: B1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.condition import clause_names
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each dead clause that is not itself part of what kills it."""
    dead = {c.id for c in work.clauses("must", "must not") if not work.happens[work.steps.last(c.id)]}
    told = {work.steps.step[node].clause for circle in work.circles for node in circle if node in work.steps.step}
    told |= {asker for asker, _ in work.steps.unreachable} | {stop[0] for stop in work.steps.stops_at.values()}
    for clause in work.deal.clauses:
        if clause.id in dead - told and clause.after is not None:
            waits = [name.text for name in clause_names(clause.after) if name.text in dead]
            message = say(
                "{clause} can never begin, because {what} never happens",
                clause=clause.id,
                what=listed(waits) or say("what it waits for"),
            )
            yield warning("D21", message, clause.span("after"), say("mend what it waits for, or take the clause out"))
        elif clause.kind == "may" and clause.acts_on.ids and set(clause.acts_on.ids) <= dead:
            message = say("{clause} acts on nothing that can ever happen", clause=clause.id)
            yield warning("D21", message, clause.span("do"), say("mend the clauses, or take the power out"))
