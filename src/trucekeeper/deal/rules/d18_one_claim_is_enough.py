"""One unverified claim is enough to hold or to end the deal.

## What

A `may` that holds or ends has no ground at all (`when`), or one that a claim alone makes true: an alleged or disputed
breach, lateness, or the word of a side in conflict.

## Why it matters

Whoever wants the deal to fail needs only to say something, or to fire one shot that is laid to the other side.

## Example

```deal
must A1
  by: A
  do: let people leave
may H1
  by: B
  do: end A1
  when: A1 alleged breach
```

## Write instead

```deal
must A1
  by: A
  do: let people leave
may H1
  by: B
  do: end A1
  when: A1 verified breach
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.rules.work import Work, speakers, states, warning
from trucekeeper.deal.said import say

_CLAIMS = ("alleged breach", "disputed")


def found(work: Work) -> Iterator[Finding]:
    """One finding for each power to hold or to end."""
    for clause in work.clauses("may"):
        if clause.action not in {"hold", "end"}:
            continue
        help = say("ask for a verified breach, or for the word of a guarantor")
        if "when" not in clause.keys:
            message = say("{clause} needs no ground: it may be used at any time", clause=clause.id)
            yield warning("D18", message, clause.at, help)
            continue
        weak = [state for state in states(clause.when) if state in _CLAIMS]
        word = [name.text for name in speakers(clause.when) if name.text in work.sides]
        if weak or word:
            ground = say('"{weak}"', weak=weak[0]) if weak else say("the word of {word}", word=word[0])
            message = say(
                "{clause} can be used on {ground} alone, which one unverified claim makes true",
                clause=clause.id,
                ground=ground,
            )
            yield warning("D18", message, clause.span("when"), help)
