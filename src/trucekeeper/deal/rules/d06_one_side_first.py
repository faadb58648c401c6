"""One side that must act first, and is then at the other's mercy.

## What

A clause of one side waits for a clause of the other, and has no last moment of its own: who acts first gets a promise
without a date.

## Why it matters

The side that has acted has nothing left to hold back, and the other is never late.

## Example

```deal
must A1
  by: A
  do: leave its positions
  due: 2030-03-01 06:00
must B1
  by: B
  do: let people leave
  people: 500
  after: A1
```

## Write instead

```deal
must A1
  by: A
  do: leave its positions
  due: 2030-03-01 06:00
must B1
  by: B
  do: let people leave
  people: 500
  after: A1
  due: 12 hours after A1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, must_happen, too, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each side that must act first."""
    by_side: dict[tuple[str, ...], list[tuple[Clause, list[Clause]]]] = {}
    for clause in work.clauses("must"):
        if {"due", "window"} & set(clause.keys) or clause.id in work.steps.exchange_of:
            continue
        own = work.sides_of(clause.by)
        first = [
            other
            for atom in must_happen(clause.after)
            if (other := work.deal.clause(atom.clause.text)) is not None
            and other.kind == "must"
            and work.sides_of(other.by)
            and not work.sides_of(other.by) & own
            and work.happens[work.steps.last(other.id)]
        ]
        if first and own:
            owing = tuple(sorted(set().union(*(work.sides_of(other.by) for other in first))))
            by_side.setdefault(owing, []).append((clause, first))
    for who, pairs in by_side.items():
        answers = [clause for clause, _ in pairs]
        firsts = list({other.id: other for _, several in pairs for other in several}.values())
        message = say(
            "{who} must do {acts} first, and what answers it, {answers}, has no last moment",
            who=listed(who),
            acts=listed(other.id for other in firsts),
            answers=listed(clause.id for clause in answers),
        )
        also = tuple((say("{other} comes first", other=other.id), other.at) for other in firsts)
        help = say("write for example: due: 12 hours after {first}", first=firsts[0].id)
        yield warning("D06", message, answers[0].at, help, (*also, *too(answers)))
