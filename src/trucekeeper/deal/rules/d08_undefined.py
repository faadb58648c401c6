"""A party, place, clause or other name that the deal does not define.

## What

Every id in `by`, `to`, `who`, `for`, `during`, `covers`, `legs` and so on must be defined in the file. A place may be
said in plain words; then it is kept, but neither shown on a map nor matched, and this note says so. Words that come
near the id of a place are an error, because they are probably a slip.

## Why it matters

Nobody can be held to a clause whose party or place is not agreed; and "whatever is not dealt with in negotiation is
harder once disputed".

## Example

```deal
must A1
  by: A
  to: C
  do: open the crossing
```

## Write instead

```deal
party C: the third party
must A1
  by: A
  to: C
  do: open the crossing
```
"""

import re
from collections.abc import Iterator, Mapping

from trucekeeper.core.finding import Finding
from trucekeeper.deal.condition import Name
from trucekeeper.deal.lines import ID
from trucekeeper.deal.model import Clause, Names
from trucekeeper.deal.nearest import did_you_mean, nearest
from trucekeeper.deal.rules.work import Work, conditions, error, note, speakers

_FIRST = re.compile(ID)


def found(work: Work) -> Iterator[Finding]:
    """One finding for each name, in the order of the file."""
    kinds = _ids(work)
    for who, names, what in _lists(work):
        for name in names:
            yield from _unknown(who, name, what, kinds)
    for clause in work.deal.clauses:
        for key, places in _places(clause):
            if places.words is not None:
                yield _in_words(clause, key, places.words, kinds["a place"])
    for route in work.deal.routes:
        for key, places in (("from", route.start), ("to", route.to), ("via", route.via)):
            for name in places.names:
                yield from _unknown(route.id, name, "a place", kinds)
            if places.words is not None:
                at = route.span(key)
                yield note("D08", f'{route.id}: "{places.words}" is no place of this deal', at, "define it as a place")


def _ids(work: Work) -> Mapping[str, frozenset[str]]:
    deal = work.deal
    clauses = frozenset(clause.id for clause in deal.clauses)
    return {
        "a party": frozenset(party.id for party in deal.parties),
        "a place": frozenset(place.id for place in (*deal.places, *deal.routes)),
        "a clause": clauses,
        "a clause or an exchange": clauses | {exchange.id for exchange in deal.exchanges},
        "a verify clause": frozenset(verify.id for verify in deal.verifies),
    }


def _lists(work: Work) -> Iterator[tuple[str, tuple[Name, ...], str]]:
    deal = work.deal
    if deal.head:
        yield deal.head.id, deal.head.brokers.names, "a party"
    for party in deal.parties:
        if party.side_of:
            yield party.id, (Name(party.side_of, party.span("for")),), "a party"
    for clause in deal.clauses:
        yield clause.id, (*clause.by.names, *clause.to.names), "a party"
        for _, condition in conditions(clause):
            yield clause.id, speakers(condition), "a party"
        for _, places in _places(clause):
            yield clause.id, places.names, "a place"
        steps = (*clause.during.names, *clause.covers.names, *clause.acts_on.names)
        yield clause.id, (*steps, *clause.if_not.names, *clause.on_hold.names), "a clause or an exchange"
        if clause.decided_by:
            yield clause.id, (clause.decided_by,), "a verify clause"
        for words, key in ((clause.on_the_road, "on the road"), (clause.waiting, "waiting")):
            if words.startswith("shelter at "):
                yield clause.id, (Name(words.removeprefix("shelter at "), clause.span(key)),), "a place"
    for exchange in deal.exchanges:
        yield exchange.id, tuple(name for leg in exchange.legs for name in leg.names), "a clause"
        if exchange.first:
            yield exchange.id, (exchange.first,), "a clause"
    for verify in deal.verifies:
        yield verify.id, verify.who.names, "a party"
        yield verify.id, verify.covers.names, "a clause or an exchange"


def _places(clause: Clause) -> tuple[tuple[str, Names], ...]:
    return (("from", clause.start), ("via", clause.via), ("at", clause.at_place), ("where", clause.where))


def _unknown(who: str, name: Name, what: str, kinds: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    if name.text in kinds[what]:
        return
    guess = did_you_mean(name.text, sorted(kinds[what]))
    message = f'{who}: "{name.text}" is not {what} defined in this deal{guess}'
    yield error("D08", message, name.span, f"define it, or name {what} that is")


def _in_words(clause: Clause, key: str, words: str, places: frozenset[str]) -> Finding:
    at = clause.span(key)
    first = _FIRST.match(words)
    near = nearest(first[0], sorted(places)) if first else None
    if near:
        message = f'{clause.id}: "{words}" comes near the place {near} but is not it'
        return error("D08", message, at, f"write {near}, or words that nobody takes for it")
    message = f'{clause.id}: "{words}" is no place of this deal, so it is neither mapped nor matched'
    return note("D08", message, at, "define it as a place with a point")
