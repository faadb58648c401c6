"""Numbers of the deal that do not fit together.

## What

The legs of an exchange, divided by its `ratio`, do not make the same; or `ahead` keeps one leg from ever being
complete, because the other has too little to answer it.

## Why it matters

The exchange stops near its end, with the last people waiting.

## Example

```deal
must A1
  by: A
  do: let people leave
  people: 500
must B1
  by: B
  do: let people leave
  people: 300
exchange X1
  legs: A1 | B1
  batch: 50
  ahead: 50
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
  people: 300
exchange X1
  legs: A1 | B1
  ratio: 5 : 3
  batch: 50 | 30
  ahead: 10
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding, Span
from trucekeeper.deal.kernels.steps import in_units
from trucekeeper.deal.model import Exchange
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """At most one finding for each exchange."""
    for exchange in work.deal.exchanges:
        stop = work.steps.stops_at.get(exchange.id)
        if stop is not None:
            clause, batch, _ = stop
            whole = len(work.steps.amounts[clause])
            message = say(
                "{exchange}: batch {batch} of {whole} of {clause} may never leave, because the other leg ends",
                exchange=exchange.id,
                batch=batch + 1,
                whole=whole,
                clause=clause,
            )
            help = say("let the numbers, `ratio` and `ahead` fit, or count shares: in: share")
            yield error(
                "D30",
                message,
                exchange.span("ahead"),
                help,
                ((say("{clause} is stopped", clause=clause), _at(work, clause)),),
            )
        elif exchange.ratio and exchange.unit == "people":
            yield from _ratio(work, exchange)


def _at(work: Work, id: str) -> Span:
    clause = work.deal.clause(id)
    assert clause is not None
    return clause.span("people")


def _ratio(work: Work, exchange: Exchange) -> Iterator[Finding]:
    sums = []
    for side, leg in enumerate(exchange.legs):
        clauses = [clause for id in leg.ids if (clause := work.deal.clause(id)) is not None]
        batches = [(clause, n) for clause in clauses for n in work.steps.amounts.get(clause.id, ())]
        sums.append(in_units(exchange, side, batches)[-1] if batches else None)
    if all(sums) and len(set(sums)) > 1:
        message = say(
            "{exchange}: the legs do not make the ratio: {several}",
            exchange=exchange.id,
            several=listed((f"{float(s or 0):,g}" for s in sums), " against "),
        )
        yield error("D30", message, exchange.span("ratio"), say("let the numbers of people and the ratio fit"))
