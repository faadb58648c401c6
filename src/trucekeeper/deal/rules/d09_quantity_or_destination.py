"""An evacuation that does not say how many or where to, or a withdrawal that does not say where to.

## What

A clause of type evacuation without `people`, or without `at`: a place at which they arrive. A clause of type withdrawal
without `at`: the place or line behind which the forces then stand.

## Why it matters

"All who wish to leave" has been 2,000 to one side and 10,000 to the other; a deal has stopped on that difference.
A withdrawal has been quarrelled about for months where the text said only that forces leave.

## Example

```deal
must A1
  by: A
  to: B
  type: evacuation
  do: let those who wish to leave go
```

## Write instead

```deal
place P1: reception centre
must A1
  by: A
  to: B
  type: evacuation
  do: let those who wish to leave go
  people: 1200 to 1500
  at: P1
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, note, too
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for all clauses that lack the same."""
    alike: dict[tuple[str, ...], list[Clause]] = {}
    for clause in work.clauses("must"):
        if clause.type in {"evacuation", "withdrawal"} and (missing := _missing(clause)):
            alike.setdefault(missing, []).append(clause)
    for missing, clauses in alike.items():
        ids, lacks = listed(clause.id for clause in clauses), listed(_LACKS[each] for each in missing)
        if clauses[0].type == "withdrawal":
            message = say("{clauses}: it is not said where they withdraw to", clauses=ids)
            help = say("add at: with the place or line behind which they then stand")
        else:
            message = say("{clauses}: it is not said {missing}", clauses=ids, missing=lacks)
            help = say("add people: with a number or a range, and at: with the place of arrival")
        yield note("D09", message, clauses[0].at, help, too(clauses))


_LACKS = {"people": say("how many people"), "at": say("where they arrive"), "line": say("where they withdraw to")}


def _missing(clause: Clause) -> tuple[str, ...]:
    if clause.type == "withdrawal":
        return () if "at" in clause.keys else ("line",)
    return tuple(key for key in ("people", "at") if key not in clause.keys)
