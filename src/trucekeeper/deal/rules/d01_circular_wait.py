"""Clauses that wait for each other in a circle.

## What

Each clause of a circle begins only after the next is complete, and the last only after the first. Nothing in it can
ever happen. The shortest such circle is shown, with the place of every link.

## Why it matters

Nobody needs to break such a deal for it to fail: each side keeps its word by waiting. Both sides will then say,
truthfully, that the other has not moved.

## Example

```deal
must A1
  by: A
  to: B
  do: let people leave the first town
  people: 500
  after: B1
must B1
  by: B
  to: A
  do: let people leave the second town
  people: 500
  after: A1
```

## Write instead

Let them go in step, with a leader and a bound:

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
from itertools import groupby, pairwise

from trucekeeper.core.finding import Finding, Span
from trucekeeper.deal.kernels.steps import Step
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, error, past
from trucekeeper.deal.said import Said, listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for each knot of clauses."""
    for circle in work.circles:
        links = links_of(work, circle)
        clauses = [clause for clause, _ in links if clause is not None]
        if not clauses:
            continue
        parts = [
            say(
                "{who} will not do {clause} until {until}",
                who=listed(c.by.ids) or say("nobody"),
                clause=c.id,
                until=_until(step),
            )
            for c, step in links
            if c
        ]
        message = say("{waits}. {closing}", waits=listed(parts, ", "), closing=_closing(work, clauses))
        places = [(say("{clause} waits here", clause=clause.id), _place(work, clause)) for clause in clauses]
        help = say("put them into an exchange with `batch`, `ahead` and `first`, or take one `after` out")
        yield error("D01", message, places[0][1], help, tuple(places[1:]))


def links_of(work: Work, circle: list[int]) -> list[tuple[Clause | None, Step]]:
    """The clauses of a circle, each with the step of the next clause that it waits for, beginning with the first."""
    steps = [work.steps.step[node] for node in circle if node in work.steps.step]
    runs = [list(run) for _, run in groupby(steps, key=lambda step: step.clause)]
    if len(runs) > 1 and runs[0][0].clause == runs[-1][0].clause:
        runs[0] = [*runs.pop(), *runs[0]]
    links = [
        (work.deal.clause(run[0].clause), following[0])
        for run, following in pairwise([*runs, runs[0]])
        if len(runs) > 1 or run
    ]
    order = [clause.id for clause in work.deal.clauses]
    first = min(range(len(links)), key=lambda n: order.index(links[n][1].clause))
    turned = (first + 1) % len(links)
    return links[turned:] + links[:turned]


def _until(step: Step) -> Said:
    if step.batch < step.of:
        return say("batch {batch} of {clause} has {past}", batch=step.batch, clause=step.clause, past=past(step.event))
    return (
        say("{clause} is complete", clause=step.clause)
        if step.event in {"arrived", "done"}
        else say("{clause} has {past}", clause=step.clause, past=past(step.event))
    )


def _closing(work: Work, clauses: list[Clause]) -> Said:
    if len(clauses) == 1:
        return say("It can never begin.")
    several = {side for clause in clauses for side in work.sides_of(clause.by)}
    return say("Neither side can move first.") if len(several) == 2 else say("None of them can begin.")


def _place(work: Work, clause: Clause) -> Span:
    exchange = work.steps.exchange_of.get(clause.id)
    if clause.after is None and exchange is not None:
        return exchange.span("ahead")
    return clause.span("after")
