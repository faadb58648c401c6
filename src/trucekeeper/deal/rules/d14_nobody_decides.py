"""Nobody can decide whether the deal was kept, or one side can prevent that anybody does.

## What

There is no `verify` clause, although something is left that no count settles: a ban, or a number that nobody outside
the sides counts. Or a verify clause leaves clauses out; or a single body decides; or so many must agree that the
members of one side can block every decision; or nothing says what stands until they have decided.

## Why it matters

Two guarantors registered breaches separately for four years, each day, and confirmed none of each other's. A quorum
with a veto for each side verifies nothing.

## Example

```deal
party G
  role: guarantor
  for: A
party H
  role: guarantor
  for: B
must A1
  by: A
  to: B
  do: open the crossing
verify V1
  who: G, H
  needs: all
  within: 24 hours
  default: alleged
```

## Write instead

```deal
party G
  role: guarantor
  for: A
party H
  role: guarantor
  for: B
party M
  role: monitor
must A1
  by: A
  to: B
  do: open the crossing
verify V1
  who: G, H, M
  needs: two of three
  within: 24 hours
  default: alleged
```
"""

from collections.abc import Iterator

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Clause, Verify
from trucekeeper.deal.rules.work import Work, signed_for, warning
from trucekeeper.deal.said import listed, say


def found(work: Work) -> Iterator[Finding]:
    """The deal's want of a decider, or what is wrong with each verify clause."""
    duties = list(work.clauses("must", "must not"))
    if not work.deal.verifies:
        if any(not _settled(work, clause) for clause in duties):
            at = work.deal.head.at if work.deal.head else duties[0].at
            message = say("nobody decides whether a clause was kept: what is disputed stays disputed")
            yield warning("D14", message, at, say("add a verify clause: who, needs, within, default"))
        return
    for verify in work.deal.verifies:
        yield from _of(work, verify)
    if all(verify.covers.ids for verify in work.deal.verifies):
        covered = {id for verify in work.deal.verifies for id in verify.covers.ids}
        open_ones = [c for c in duties if c.id not in covered and c.decided_by is None]
        if open_ones:
            message = say("no verify clause covers {several}", several=listed([c.id for c in open_ones]))
            last = work.deal.verifies[-1]
            yield warning(
                "D14", message, last.span("covers"), say("add them, or leave `covers` out to mean all clauses")
            )


def _settled(work: Work, clause: Clause) -> bool:
    """Whether a count settles it: people counted by somebody of no side, or signed for when they are handed over."""
    counts = any(work.deal.side_of(name.text) not in work.sides for name in clause.observers)
    return clause.kind == "must" and clause.people is not None and (counts or signed_for(work, clause))


def _of(work: Work, verify: Verify) -> Iterator[Finding]:
    who, needs = verify.who.ids, verify.needs
    if len(who) == 1:
        message = say("{verify}: {who} decides alone", verify=verify.id, who=who[0])
        yield warning("D14", message, verify.span("who"), say("name three bodies, of which two must agree"))
    elif needs == 1:
        message = say(
            "{verify}: any one of {who} decides alone, and they may decide differently",
            verify=verify.id,
            who=listed(who),
        )
        yield warning("D14", message, verify.span("needs"), say("let two of them agree"))
    elif needs is not None:
        blocking = {
            side: members
            for side in work.sides
            if (members := [id for id in who if work.deal.side_of(id) == side]) and len(who) - len(members) < needs
        }
        if blocking:
            each = [
                say("{members} can block every decision against {side}", members=listed(members), side=side)
                for side, members in blocking.items()
            ]
            help = say("let fewer agree, or add bodies that belong to no side")
            yield warning(
                "D14",
                say("{verify}: {several}", verify=verify.id, several=listed(each, ", and ")),
                verify.span("needs"),
                help,
            )
    elif "needs" not in verify.keys and who:
        message = say("{verify} does not say how many must agree", verify=verify.id)
        yield warning("D14", message, verify.at, say("add needs: such as: two of three"))
    if "default" not in verify.keys:
        message = say("{verify} does not say what stands until they have decided", verify=verify.id)
        yield warning("D14", message, verify.at, say("add default: such as: stays alleged"))
