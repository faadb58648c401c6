"""A gap between signing and entry into force in which nobody has to hold fire.

## What

The deal is `signed` before it is `in force`, and no ban on fire holds from the signing on.

## Why it matters

Both sides have used such gaps to take ground: the last hours before a ceasefire are among the worst.

## Example

```deal
deal EX
  zone: Europe/Kyiv
  signed: 2030-03-01 12:00
  in force: 2030-03-03 12:00
party A
must not F1
  by: A
  do: fire
  window: 2030-03-03 12:00 to 2030-03-09 12:00
```

## Write instead

```deal
deal EX
  zone: Europe/Kyiv
  signed: 2030-03-01 12:00
  in force: 2030-03-03 12:00
party A
must not F1
  by: A
  do: fire
  window: 2030-03-01 12:00 to 2030-03-09 12:00
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import say


def found(work: Work) -> Iterator[Finding]:
    """One finding for the deal."""
    head = work.deal.head
    if head is None or head.signed is None or head.in_force is None or head.signed >= head.in_force:
        return
    bans = [c for c in work.clauses("must not") if c.type in {"fire", "advance"}]
    if not any(c.window and (c.window.start is None or c.window.start <= head.signed) for c in bans):
        message = say("between signing and entry into force nobody has to hold fire or to stay where they are")
        help = say("let a ban on fire and on advance begin with the signing")
        yield warning("D31", message, head.span("in force"), help, ((say("signed here"), head.span("signed")),))
