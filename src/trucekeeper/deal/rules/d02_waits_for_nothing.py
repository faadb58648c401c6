"""A condition that waits for something the deal does not have.

## What

A condition names a clause that is not in the deal, or more of a clause than there is (2,000 of a clause about 1,500
people, batch 4 of 3), or asks of an exchange what only a clause can do.

## Why it matters

What waits for it never begins, or a remedy never applies, and the reason is a slip that each side may read in its own
way on the day.

## Example

```deal
must A1
  by: A
  do: let people leave
  people: 1500
must B1
  by: B
  do: let people leave
  people: 1500
  after: 2000 of A1 arrived
```

## Write instead

```deal
must A1
  by: A
  do: let people leave
  people: 1500
must B1
  by: B
  do: let people leave
  people: 1500
  after: 1000 of A1 arrived
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.condition import OutOfStep, clause_names
from trucekeeper.deal.nearest import did_you_mean
from trucekeeper.deal.rules.work import Work, atoms, conditions, error
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each name that is no clause, and each amount that there is not."""
    clauses = {clause.id for clause in work.deal.clauses}
    exchanges = {exchange.id for exchange in work.deal.exchanges}
    for clause in work.deal.clauses:
        for _, condition in conditions(clause):
            for atom in atoms(condition):
                known = exchanges if isinstance(atom, OutOfStep) else clauses
                what = say("an exchange") if isinstance(atom, OutOfStep) else say("a clause")
                for name in clause_names(atom):
                    if name.text not in known:
                        guess = did_you_mean(name.text, sorted(known))
                        message = say(
                            '{clause} waits for "{name}", which is not {what} of this deal{guess}',
                            clause=clause.id,
                            name=name.text,
                            what=what,
                            guess=guess,
                        )
                        yield error(
                            "D02", message, name.span, say("name {what} that the deal has, or add it", what=what)
                        )
    for asker, what in work.steps.unreachable:
        waiting = work.deal.clause(asker)
        if waiting is not None:
            message = say("{asker} waits for {what}: it can never begin", asker=asker, what=what)
            yield error("D02", message, waiting.span("after"), say("wait for at most what there is"))
