"""A hold that nobody has to end, or that leaves people standing on the road.

## What

A `may` that holds needs an `until`. If it holds clauses under which people move, it must say what happens to those
already on the road: by `on the road`, or by the `settle` of the exchange that they move under. An `until` that only
waits for what is held to be late never comes: while it is held its time stands still.

## Why it matters

People have been held for two days at an exchange point because nothing said that those already on their way go on.

## Example

```deal
must A1
  by: A
  do: let people leave
  people: 500
may H1
  by: A
  do: hold A1
  when: A1 late
```

## Write instead

```deal
must A1
  by: A
  do: let people leave
  people: 500
may H1
  by: A
  do: hold A1
  when: A1 late
  until: 6 hours pass
  on the road: go on
  waiting: back
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.condition import All, AnyOf, Condition, InState
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """Up to two findings for each hold: no end, and nothing for people on the road."""
    for clause in work.clauses("may"):
        if clause.action != "hold":
            continue
        if "until" not in clause.keys:
            help = say("add until: such as: 6 hours pass, or GOV says resume")
            yield error(
                "D13", say("{clause} lets departures be held without an end", clause=clause.id), clause.at, help
            )
        elif clause.until is not None and _never_comes(clause.until, set(acted_on(work, clause))):
            message = say(
                "{clause} ends only when what it holds is late, and while it is held its time stands still",
                clause=clause.id,
            )
            yield error("D13", message, clause.at, say("add another way to end: `or 6 hours pass`"))
        stranded = [id for id in held(work, clause) if not _settled(work, id)]
        if stranded and "on the road" not in clause.keys:
            message = say(
                "{clause} does not say what happens to people already on the road under {stranded}",
                clause=clause.id,
                stranded=listed(stranded),
            )
            yield error("D13", message, clause.at, say("add `on the road:` go on, back, or shelter at a place"))


def held(work: Work, clause: Clause) -> list[str]:
    """The clauses under which people move that a power acts on, its exchanges taken apart."""
    ids = acted_on(work, clause)
    moving = {c.id for c in work.clauses("must") if c.people is not None}
    return [id for id in dict.fromkeys(ids) if id in moving]


def acted_on(work: Work, clause: Clause) -> list[str]:
    """The clauses that a power acts on, its exchanges taken apart."""
    legs = {x.id: [id for leg in x.legs for id in leg.ids] for x in work.deal.exchanges}
    return [id for acted in clause.acts_on.ids for id in legs.get(acted, [acted])]


def _never_comes(condition: Condition, stopped: set[str]) -> bool:
    """True where a condition asks in every way that something be late whose time stands still."""
    match condition:
        case AnyOf(of=several):
            return all(_never_comes(one, stopped) for one in several)
        case All(of=several):
            return any(_never_comes(one, stopped) for one in several)
        case InState(clause=name, state="late"):
            return name.text in stopped
        case _:
            return False


def _settled(work: Work, id: str) -> bool:
    exchange = work.steps.exchange_of.get(id)
    return exchange is not None and bool(exchange.settle)
