"""A side that must hold fire and does not say which forces it answers for.

## What

A party that a ban on fire or advance binds has no `forces`, and the clause does not say `and every force under their
command`.

## Why it matters

An attack by an ally then answers to nobody: the possible actors of an incident can be laid to a side only if every one
of them is among the forces that some party answers for.

## Example

```deal
must not F1
  by: A
  do: fire
  window: 2030-03-01 06:00 to 2030-03-05 06:00
```

## Write instead

```deal
must not F1
  by: A, and every force under their command
  do: fire
  window: 2030-03-01 06:00 to 2030-03-05 06:00
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding, Span
from trucekeeper.deal.model import Party
from trucekeeper.deal.rules.work import Work, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """One finding for all parties, at the first ban that binds one of them."""
    silent: dict[str, tuple[Span, Party]] = {}
    for clause in work.clauses("must not"):
        if clause.type not in {"fire", "advance"} or clause.by.and_forces:
            continue
        for name in clause.by.names:
            party = work.deal.party(name.text)
            if party is not None and not party.forces and "forces" not in party.keys:
                silent.setdefault(party.id, (name.span, party))
    if silent:
        names = listed(silent)
        if len(silent) == 1:
            message = say(
                "{party} does not say which forces it answers for, so an ally's fire answers to nobody", party=names
            )
        else:
            message = say(
                "{parties} do not say which forces they answer for, so an ally's fire answers to nobody", parties=names
            )
        help = say("add `forces:` to the party, or write `and every force under their command`")
        also = tuple((say("defined here"), party.at) for _, party in silent.values())
        yield warning("D17", message, next(iter(silent.values()))[0], help, also)
