"""A side that may have given more, and got less back, than the deal says it will bear.

## What

The moment is searched at which one side has let most people go while least has come back from the other, if everything
stopped just then. It is the exact worst case over all orders that the deal allows; the order is shown. Where an
exchange covers the clauses, its unit and its `ahead` count; otherwise heads are compared and no bound is stated. A side
to which the other owes nothing of its own gives freely, and one that gives only after everybody owed to it has come
answers: neither is looked at.

## Why it matters

The side that is far ahead has nothing left to answer with, knows it, and stops before it gets there. People on the road
or already in the other's hands are then the pledge.

## Example

```deal
must A1
  by: A
  to: B
  do: let people leave the first town
  people: 500
must B1
  by: B
  to: A
  do: let people leave the second town
  people: 500
  after: A1
```

## Write instead

```deal
must A1
  by: A
  to: B
  do: let people leave the first town
  people: 500
must B1
  by: B
  to: A
  do: let people leave the second town
  people: 500
exchange X1
  legs: A1 | B1
  batch: 50
  ahead: 0 | 50
  first: B1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding, Span
from trucekeeper.deal.kernels.exposure import Exposed
from trucekeeper.deal.model import Exchange
from trucekeeper.deal.rules.work import Also, Work, error, past
from trucekeeper.deal.said import Said, amount_words, listed, say

#: Aid is not given against aid: its amounts are shown, but nobody is at another's mercy by them.
_GOODS = frozenset({"trucks", "buses"})


def found(work: Work) -> Iterator[Finding]:
    """One finding for each side and unit."""
    for side, worst in work.exposure.items():
        for exposed in worst:
            if not exposed.amount or exposed.unit in _GOODS or not _is_answered(work, side):
                continue
            if _has_come_back(work, side, exposed):
                continue
            exchange = next((x for x in work.deal.exchanges if x.id == exposed.exchange), None)
            if exchange is not None and (exchange.ahead or exchange.first or exchange.together):
                continue
            at_most = "" if exposed.exact else say("at most ")
            amount = amount_words(exposed.amount, exposed.unit)
            message = say(
                "{side} may be ahead by {at_most}{amount}, and nothing says by how many at most: {witness}",
                side=side,
                at_most=at_most,
                amount=amount,
                witness=witness(exposed),
            )
            help = say("let the clauses go in step: exchange with `legs`, `batch` and `ahead`")
            yield error("D03", message, *_places(work, side, exposed, exchange, help))


def _is_answered(work: Work, side: str) -> bool:
    """Whether another side owes anything that this side does not; what is given for nothing exposes nobody."""
    owing = (work.sides_of(clause.by) for clause in work.clauses("must"))
    return any(sides and side not in sides for sides in owing)


def _has_come_back(work: Work, side: str, exposed: Exposed) -> bool:
    """Whether all people that the others owe have counted by then, in whatever unit: then this side only answers."""
    owed = [c for c in work.moving() if (sides := work.sides_of(c.by)) and side not in sides]
    come = {
        step.clause for step in exposed.order if step.batch == step.of and step.event == work.steps.counts[step.clause]
    }
    return bool(owed) and all(clause.id in come for clause in owed)


def _places(work: Work, side: str, exposed: Exposed, exchange: Exchange | None, help: Said) -> tuple[Span, Said, Also]:
    if exchange is not None:
        return exchange.at, say("add `ahead`: how far each side may run ahead, in the unit of `in`"), ()
    gone = [work.deal.clause(id) for id in exposed.after]
    own = [clause for clause in gone if clause is not None and side in work.sides_of(clause.by)]
    places = [(say("{clause} has begun by then", clause=clause.id), clause.at) for clause in own]
    return places[-1][1], help, tuple(places[:-1])


def witness(exposed: Exposed) -> Said:
    """Say in which order it comes to that: `B1 has arrived, 2 of 4 batches of A1 have departed`."""
    last: dict[str, tuple[int, int, str]] = {}
    for step in exposed.order:
        last.pop(step.clause, None)
        last[step.clause] = step.batch, step.of, step.event
    parts = []
    for clause, (batch, of, event) in last.items():
        parts.append(
            say("{clause} has {past}", clause=clause, past=past(event))
            if batch == of
            else say(
                "{batch} of {of} batches of {clause} have {past}", batch=batch, of=of, clause=clause, past=past(event)
            )
        )
    return say("that is when {parts}", parts=listed(parts))
