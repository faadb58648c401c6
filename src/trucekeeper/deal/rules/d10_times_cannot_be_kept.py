"""Windows, last moments and travel times that cannot all be kept.

## What

All batches, in the order that the deal forces on them, are laid out with the shortest travel times known (from the
deal's routes, or from a plan). If some last moment cannot be met even so, the clauses that stand in each other's way
are named, with the time that lacks.

## Why it matters

A timetable that cannot be kept makes both sides late without anybody's fault, and lateness is then used as a reason.

## Example

```deal
place P1: first town
place P2: crossing
route R1
  from: P1
  to: P2
  time: 4 hours
must A1
  by: A
  to: B
  do: let people leave
  people: 500
  from: P1
  at: P2
  window: 2030-03-01 06:00 to 2030-03-01 09:00
```

## Write instead

```deal
place P1: first town
place P2: crossing
route R1
  from: P1
  to: P2
  time: 4 hours
must A1
  by: A
  to: B
  do: let people leave
  people: 500
  from: P1
  at: P2
  window: 2030-03-01 06:00 to 2030-03-01 12:00
```
"""

from collections.abc import Iterator
from datetime import timedelta

from trucekeeper.core.finding import Finding
from trucekeeper.deal.kernels.clock import Bound, times_of
from trucekeeper.deal.kernels.timenet import conflict, latest
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import Said, listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding: the tightest set of times that cannot all be kept."""
    points, constraints = times_of(work.deal, work.steps, work.happens, work.times)
    reason = conflict(points, constraints)
    if not reason:
        return
    reason = latest(points, constraints, points - 1) or reason
    bounds = [constraint.label for constraint in reason if isinstance(constraint.label, Bound)]
    lacking = timedelta(seconds=-sum(constraint.seconds for constraint in reason))
    clauses = sorted({bound.clause for bound in bounds}, key=[c.id for c in work.deal.clauses].index)
    batches = sum(bound.key == "travel" for bound in bounds)
    rounds = say(" with {batches} journeys one after the other", batches=batches) if batches > 1 else ""
    message = say(
        "{clauses} cannot be done within their times{rounds}: at least {hours} are lacking",
        clauses=listed(clauses),
        rounds=rounds,
        hours=hours(lacking),
    )
    spans = {
        bound.span: say("{clause}: {key}", clause=bound.clause, key=bound.key)
        for bound in bounds
        if bound.span is not None
    }
    places = sorted(spans, key=lambda span: span.start)
    help = say("give more time, let fewer steps wait for each other, or make the batches larger")
    yield error("D10", message, places[-1], help, tuple((spans[span], span) for span in places[:-1]))


def hours(length: timedelta) -> Said:
    """Say a length of time in hours and minutes."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        return say("{minutes} minutes", minutes=minutes)
    if minutes % 60:
        return say("{hours} hours {minutes} minutes", hours=minutes // 60, minutes=minutes % 60)
    return say("{hours} hours", hours=minutes // 60)
