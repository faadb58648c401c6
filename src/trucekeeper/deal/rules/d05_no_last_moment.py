"""A duty without a last moment, or a ban without a beginning and an end.

## What

A must needs a `due`, a `window` with an end, or `during`; a must not needs a `window` or `during`.

## Why it matters

Without a last moment a duty can never be late, so nothing that should follow from lateness ever does. A ban without an
end is kept until somebody decides that it has ended.

## Example

```deal
must A1
  by: A
  do: open the crossing
```

## Write instead

```deal
must A1
  by: A
  do: open the crossing
  due: 2030-03-01 06:00
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Clause
from trucekeeper.deal.rules.work import Work, too, warning
from trucekeeper.deal.said import Said, listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for all duties, and one for all bans."""
    open_ended = [clause for clause in work.clauses("must") if not _ends(clause)]
    if open_ended:
        help = say("write for example: due: 6 hours after A1 arrived, or a window with an end")
        yield _of(open_ended, _never_late(open_ended), help)
    timeless = [clause for clause in work.clauses("must not") if not ({"window", "during"} & set(clause.keys))]
    if timeless:
        help = say("write a window, or during: with the clauses that it protects")
        message = say("{clauses}: neither a beginning nor an end is written", clauses=listed(c.id for c in timeless))
        yield _of(timeless, message, help)


def _ends(clause: Clause) -> bool:
    ends = clause.due is not None or (clause.window is not None and clause.window.end is not None)
    unread = ("due" in clause.keys and clause.due is None) or ("window" in clause.keys and clause.window is None)
    return ends or unread or "during" in clause.keys


def _never_late(clauses: list[Clause]) -> Said:
    if len(clauses) == 1:
        return say("{clause} has no last moment, so it can never be late", clause=clauses[0].id)
    return say("{clauses} have no last moment, so they can never be late", clauses=listed(c.id for c in clauses))


def _of(clauses: list[Clause], message: Said, help: Said) -> Finding:
    return warning("D05", message, clauses[0].at, help, too(clauses))
