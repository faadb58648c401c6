"""Numbers of the deal that do not fit together.

## What

The legs of an exchange, divided by its `ratio`, do not make the same; or `ahead` keeps one leg from ever being
complete, because the other has too little to answer it; or batches that pass `together` have none to pass with, or
differ by more than `ahead`.

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
from fractions import Fraction

from trucekeeper.core.finding import Finding, Span
from trucekeeper.deal.kernels.steps import in_units
from trucekeeper.deal.model import Exchange
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import amount_words, listed, say


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
        elif exchange.together:
            yield from _together(work, exchange)
        elif exchange.ratio and exchange.unit == "people":
            yield from _ratio(work, exchange)


def _at(work: Work, id: str) -> Span:
    clause = work.deal.clause(id)
    assert clause is not None
    return clause.span("people")


def _together(work: Work, exchange: Exchange) -> Iterator[Finding]:
    """Batches without one to pass with, and moments at which one side has passed more than `ahead` lets it."""
    sums = [_sums(work, exchange, side) for side in range(len(exchange.legs))]
    counts = [len(each) for each in sums]
    if len(set(counts)) > 1:
        message = say(
            "{exchange}: the legs have {several} batches, so some have none to pass with",
            exchange=exchange.id,
            several=listed((str(count) for count in counts), " against "),
        )
        help = say("give each leg as many batches, by `batch` or by a clause for each")
        yield error("D30", message, exchange.span("together"), help)
        return
    for k, passed in enumerate(zip(*sums, strict=True), 1):
        for side, leg in enumerate(exchange.legs):
            bound = exchange.ahead[min(side, len(exchange.ahead) - 1)] if exchange.ahead else None
            lead = passed[side] - min(passed)
            if bound is not None and lead > bound:
                message = say(
                    "{exchange}: when batch {batch} passes, {leg} is ahead by {amount}, and `ahead` allows {bound}",
                    exchange=exchange.id,
                    batch=k,
                    leg=listed(leg.ids),
                    amount=amount_words(int(lead) if lead.denominator == 1 else float(lead), exchange.unit),
                    bound=bound,
                )
                help = say("let the batches fit the ratio, or allow as much as they differ")
                yield error("D30", message, exchange.span("ahead"), help)
                return


def _sums(work: Work, exchange: Exchange, side: int) -> list[Fraction]:
    """What of a leg has gone after each of its batches, in the exchange's unit."""
    clauses = [clause for id in exchange.legs[side].ids if (clause := work.deal.clause(id)) is not None]
    return in_units(exchange, side, [(clause, n) for clause in clauses for n in work.steps.amounts.get(clause.id, ())])


def _ratio(work: Work, exchange: Exchange) -> Iterator[Finding]:
    sums = [each[-1] if (each := _sums(work, exchange, side)) else None for side in range(len(exchange.legs))]
    if all(sums) and len(set(sums)) > 1:
        message = say(
            "{exchange}: the legs do not make the ratio: {several}",
            exchange=exchange.id,
            several=listed((f"{float(s or 0):,g}" for s in sums), " against "),
        )
        yield error("D30", message, exchange.span("ratio"), say("let the numbers of people and the ratio fit"))
