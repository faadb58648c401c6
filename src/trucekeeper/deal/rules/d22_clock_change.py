"""A time without a zone, or across a change of the clock.

## What

A time needs an offset, or the deal a `zone`. A time that a clock change skips or doubles is refused where it stands;
this and the missing zone are told when the deal is read. A window of up to two weeks in which the clock changes is a
note.

## Why it matters

Half of the parties may sit in another country. An hour's difference has let buses arrive before anybody held fire.

## Example

```deal
deal EX
  zone: Europe/Kyiv
party A
must A1
  by: A
  do: open the crossing
  window: 2030-03-30 06:00 to 2030-03-31 06:00
```

## Write instead

```deal
deal EX
  zone: Europe/Kyiv
party A
must A1
  by: A
  do: open the crossing
  window: 2030-03-28 06:00 to 2030-03-29 06:00
```
"""

from collections.abc import Iterator
from datetime import timedelta

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, note
from trucekeeper.deal.said import say

#: In a window of months nobody counts hours.
_AN_HOUR_MATTERS = timedelta(days=14)


def found(work: Work) -> Iterator[Finding]:
    """One note for each window in which the deal's clock changes."""
    zone = work.deal.zone
    if zone is None:
        return
    for clause in work.deal.clauses:
        window = clause.window
        if window is None or window.start is None or window.end is None:
            continue
        if window.end - window.start > _AN_HOUR_MATTERS:
            continue
        before, after = window.start.astimezone(zone).utcoffset(), window.end.astimezone(zone).utcoffset()
        if before != after:
            message = say(
                "the clock of {key} changes in the window of {clause}: it is longer or shorter than it looks",
                key=zone.key,
                clause=clause.id,
            )
            help = say("write offsets, or say which clock is meant")
            yield note("D22", message, clause.span("window"), help)
