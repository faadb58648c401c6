"""The same act of the same side both owed and forbidden.

## What

A `must` and a `must not` of one type bind one party, at one place (or anywhere), with windows that overlap.

## Why it matters

Whatever the party does, it breaches the deal, and the other side may choose which breach to answer.

## Example

```deal
place P1: the ridge
must A1
  by: A
  type: withdrawal
  do: withdraw
  from: P1
  window: 2030-03-01 06:00 to 2030-03-02 06:00
must not A2
  by: A
  type: withdrawal
  do: move its positions
  from: P1
  window: 2030-03-01 00:00 to 2030-03-05 00:00
```

## Write instead

```deal
place P1: the ridge
must A1
  by: A
  type: withdrawal
  do: withdraw
  from: P1
  window: 2030-03-01 06:00 to 2030-03-02 06:00
must not A2
  by: A
  type: withdrawal
  do: move its positions
  from: P1
  window: 2030-03-02 06:00 to 2030-03-05 00:00
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.core.moment import Interval
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, error, places_of
from trucekeeper.deal.said import say

#: Types that hold several different acts: one type is then no sign of one act.
_MIXED = frozenset({"other", "protection", "orders", "announcement"})
_ALWAYS = Interval(None, None)


def found(work: Work) -> Iterator[Finding]:
    """One finding for each pair."""
    bans = [clause for clause in work.clauses("must not") if clause.type not in _MIXED]
    for must in work.clauses("must"):
        for ban in bans:
            if ban.type == must.type and _meet(must, ban):
                both = next(id for id in must.by.ids if id in ban.by.ids)
                message = say(
                    "{both} must do {must} and must not do it by {ban}, at the same place and time",
                    both=both,
                    must=must.id,
                    ban=ban.id,
                )
                help = say("let their windows or places differ, or write `unless` in the ban")
                yield error("D15", message, must.at, help, ((say("{ban} forbids it", ban=ban.id), ban.at),))


def _meet(must: Clause, ban: Clause) -> bool:
    if not set(must.by.ids) & set(ban.by.ids) or ban.unless is not None:
        return False
    here, there = set(places_of(must)), set(places_of(ban))
    if here and there and not here & there:
        return False
    if ban.during.ids and must.id not in ban.during.ids:
        return False
    return (must.window or _ALWAYS).overlaps(ban.window or _ALWAYS)
