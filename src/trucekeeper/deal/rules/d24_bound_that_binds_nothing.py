"""An `ahead` as large as everything that a side gives.

## What

`ahead` is compared with the whole leg of each side, in the unit of the exchange.

## Why it matters

Such an exchange lets one side go first with everything; it reads like a safeguard and is none.

## Example

```deal
must A1
  by: A
  do: let people leave
  people: 500
must B1
  by: B
  do: let people leave
  people: 500
exchange X1
  legs: A1 | B1
  ahead: 500
```

## Write instead

```deal
must A1
  by: A
  do: let people leave
  people: 500
must B1
  by: B
  do: let people leave
  people: 500
exchange X1
  legs: A1 | B1
  ahead: 50
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.kernels.steps import in_units
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import amount_words, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each exchange and side."""
    for exchange in work.deal.exchanges:
        for side, leg in enumerate(exchange.legs):
            clauses = [clause for id in leg.ids if (clause := work.deal.clause(id)) is not None]
            batches = [(clause, n) for clause in clauses for n in work.steps.amounts.get(clause.id, ())]
            if not batches or not exchange.ahead or not any(amount for _, amount in batches):
                continue
            whole = in_units(exchange, side, batches)[-1]
            ahead = exchange.ahead[min(side, len(exchange.ahead) - 1)]
            if ahead and ahead >= whole:
                amount = amount_words(int(whole) if whole.denominator == 1 else float(whole), exchange.unit)
                message = say(
                    "{exchange}: `ahead` is as large as all of {several}, which is {amount}",
                    exchange=exchange.id,
                    several=", ".join(leg.ids),
                    amount=amount,
                )
                yield warning("D24", message, exchange.span("ahead"), say("write a small part of it"))
