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

from trucekeeper.core.finding import Finding, Span
from trucekeeper.core.name import folded
from trucekeeper.deal.condition import Name
from trucekeeper.deal.lines import ID
from trucekeeper.deal.model import Clause, Names
from trucekeeper.deal.nearest import did_you_mean, nearest
from trucekeeper.deal.rules.work import Work, conditions, error, note, speakers
from trucekeeper.deal.said import Said, say

_FIRST = re.compile(ID)
A_PARTY, A_PLACE, A_CLAUSE = say("a party"), say("a place"), say("a clause")
A_STEP, A_VERIFY = say("a clause or an exchange"), say("a verify clause")


def found(work: Work) -> Iterator[Finding]:
    """One finding for each name, in the order of the file."""
    kinds = _ids(work)
    for who, names, what in _lists(work):
        for name in names:
            yield from _unknown(who, name, what, kinds)
    yield from _in_words(work, kinds[A_PLACE])
    for route in work.deal.routes:
        for key, places in (("from", route.start), ("to", route.to), ("via", route.via)):
            for name in places.names:
                yield from _unknown(route.id, name, A_PLACE, kinds)
            if places.words is not None:
                at = route.span(key)
                yield note(
                    "D08",
                    say('{route}: "{words}" is no place of this deal', route=route.id, words=places.words),
                    at,
                    say("define it as a place"),
                )


def _ids(work: Work) -> Mapping[str, frozenset[str]]:
    deal = work.deal
    clauses = frozenset(clause.id for clause in deal.clauses)
    return {
        A_PARTY: frozenset(party.id for party in deal.parties),
        A_PLACE: frozenset(place.id for place in (*deal.places, *deal.routes)),
        A_CLAUSE: clauses,
        A_STEP: clauses | {exchange.id for exchange in deal.exchanges},
        A_VERIFY: frozenset(verify.id for verify in deal.verifies),
    }


def _lists(work: Work) -> Iterator[tuple[str, tuple[Name, ...], Said]]:
    deal = work.deal
    if deal.head:
        yield deal.head.id, deal.head.brokers.names, A_PARTY
    for party in deal.parties:
        if party.side_of:
            yield party.id, (Name(party.side_of, party.span("for")),), A_PARTY
    for clause in deal.clauses:
        yield clause.id, (*clause.by.names, *clause.to.names), A_PARTY
        for _, condition in conditions(clause):
            yield clause.id, speakers(condition), A_PARTY
        for _, places in _places(clause):
            yield clause.id, places.names, A_PLACE
        steps = (*clause.during.names, *clause.covers.names, *clause.acts_on.names)
        yield clause.id, (*steps, *clause.if_not.names, *clause.on_hold.names), A_STEP
        if clause.decided_by:
            yield clause.id, (clause.decided_by,), A_VERIFY
        for words, key in ((clause.on_the_road, "on the road"), (clause.waiting, "waiting")):
            if words.startswith("shelter at "):
                yield clause.id, (Name(words.removeprefix("shelter at "), clause.span(key)),), A_PLACE
    for exchange in deal.exchanges:
        yield exchange.id, tuple(name for leg in exchange.legs for name in leg.names), A_CLAUSE
        if exchange.first:
            yield exchange.id, (exchange.first,), A_CLAUSE
    for verify in deal.verifies:
        yield verify.id, verify.who.names, A_PARTY
        yield verify.id, verify.covers.names, A_STEP


def _places(clause: Clause) -> tuple[tuple[str, Names], ...]:
    return (("from", clause.start), ("via", clause.via), ("at", clause.at_place), ("where", clause.where))


def _unknown(who: str, name: Name, what: Said, kinds: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    if name.text in kinds[what]:
        return
    guess = did_you_mean(name.text, sorted(kinds[what]))
    message = say(
        '{who}: "{name}" is not {what} defined in this deal{guess}', who=who, name=name.text, what=what, guess=guess
    )
    yield error("D08", message, name.span, say("define it, or name {what} that is", what=what))


def _in_words(work: Work, ids: frozenset[str]) -> Iterator[Finding]:
    """Places in plain words: a finding for each that is meant for a defined one, a note for all others together."""
    called = {
        folded(name): spot.id
        for spot in (*work.deal.places, *work.deal.routes)
        for name in (spot.name, *spot.names.values(), *spot.also)
        if name
    }
    plain: list[tuple[Clause, str, Span]] = []
    for clause in work.deal.clauses:
        for key, places in _places(clause):
            if places.words is None:
                continue
            at = clause.span(key)
            first = _FIRST.match(places.words)
            if id := called.get(folded(places.words)):
                message = say(
                    '{clause}: "{words}" is what {place} is called', clause=clause.id, words=places.words, place=id
                )
                yield note("D08", message, at, say("write {place}, so that it is mapped and matched", place=id))
            elif first and (near := nearest(first[0], sorted(ids))):
                message = say(
                    '{clause}: "{words}" comes near the place {near} but is not it',
                    clause=clause.id,
                    words=places.words,
                    near=near,
                )
                yield error("D08", message, at, say("write {near}, or words that nobody takes for it", near=near))
            else:
                plain.append((clause, places.words, at))
    if plain:
        clause, words, at = plain[0]
        message = say(
            '{clause}: "{words}" is no place of this deal, so it is neither mapped nor matched',
            clause=clause.id,
            words=words,
        )
        also = tuple((say('"{words}" too', words=others), there) for _, others, there in plain[1:])
        yield note("D08", message, at, say("define it as a place with a point"), also)
