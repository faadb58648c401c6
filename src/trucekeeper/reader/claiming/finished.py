"""What is found out of claims when they have been told: where, who did it, which clauses, how sure it is.

As in `passages`, one question is asked of all of them before the next one is.
"""

from msgspec.structs import force_setattr

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.certainty import certainty, polarity
from trucekeeper.reader.claiming.begun import Begun
from trucekeeper.reader.claiming.number import exact_number
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.claiming.whereabouts import places_of
from trucekeeper.reader.claiming.who import doer_of, who_did
from trucekeeper.reader.doers import TALK
from trucekeeper.reader.incident import named
from trucekeeper.reader.linking import About
from trucekeeper.reader.matter import matters
from trucekeeper.reader.proposal import Mention, Proposal, Stretch
from trucekeeper.reader.tiers import tier


def finish(reading: Reading) -> None:
    """Complete the claims that have been begun, in the order in which they were told."""
    begun, text, view = reading.begun, reading.document.text, reading.view
    for one in begun:
        one.placed = places_of(view, one.p, one.before)
        force_setattr(one.made, "place", one.placed.place)
    for one in begun:
        one.who, one.either = who_did(reading, one.p, one.before[-1] if one.before else None)
        force_setattr(one.made, "actors", tuple([doer_of(actor, view) for actor in one.who]))
        force_setattr(one.made, "actors_alternative", one.either)
    _tied(reading)
    for one in begun:
        force_setattr(one.made, "polarity", _polarity(one.p, text))
    for one in begun:
        p = one.p
        force_setattr(one.made, "certainty", certainty(text, p.start, p.end, p.said.verb, p.lows))
    for one in begun:
        _set_rest(one)
    for one in begun:
        named(one.made, one.ref.now, view.deal, one.ref.zone)
    reading.begun, reading.ends = [], []


def _tied(reading: Reading) -> None:
    """Find the clauses that each claim may touch; what one sentence touched speaks for it in the next."""
    view, ends = reading.view, [*reading.ends, (len(reading.begun), None)]
    at = 0
    for one in reading.begun:
        one.spoken = matters(one.p.lows, "en")
    for n, one in enumerate(reading.begun):
        while ends[at][0] <= n:
            reading.near = _after(reading, ends[at][1])
            at += 1
        one.tied = view.links.candidates(_about(reading, one))
        force_setattr(one.made, "clauses", one.tied.clauses)
    for _, last in ends[at:]:
        reading.near = _after(reading, last)


def _after(reading: Reading, last: Proposal | None) -> tuple[str, ...]:
    """The clauses that were spoken of just before, behind the sentence that ends with a claim."""
    told = last.clauses if last is not None else ()
    return reading.view.links.remembered(told, reading.near) if told else reading.near


def _about(reading: Reading, one: Begun) -> About:
    """The proposition as far as it is held against clauses."""
    p, who, places = one.p, one.made.actors, one.placed.named
    talks = p.own_kind in TALK  # who talks has no force, but he is a party
    doers = reading.view.forces.parties(who if talks else [actor for actor in who if actor.id is not None])
    speaker, people = p.said.speaker.id if p.said.speaker else None, exact_number(one.made.quantity)
    return About(p.kind, p.lows, "en", places, reading.near, doers, speaker, people, one.spoken)


def _set_rest(one: Begun) -> None:
    """Set the tier and what stays open."""
    p, made = one.p, one.made
    lost = made.speaker is not None and made.speaker.kind == "unresolved"
    grade = tier(p.said.one, p.kind, p.end - p.start, relayed=bool(p.said.via), lost=lost, tied=one.tied.own)
    force_setattr(made, "tier", grade)
    force_setattr(made, "open", _still_open(made.speaker, one.either, one.dated, made.quantity))


def _polarity(p: Proposition, text: str) -> str:
    """`no` also where observers did not see it: `The mission did not observe any movement`."""
    if p.said.one is not None and p.said.one.negated:
        return "no"
    return polarity(text, p.start, p.end, p.act, p.lows, p.kind, p.there)


def _still_open(
    speaker: Mention | None, alternative: bool, happened: Stretch | None, quantity: Quantity | None
) -> tuple[str, ...]:
    """What the analyst has to settle, in words."""
    still: list[str] = []
    if speaker is not None and speaker.kind == "unresolved":
        still.append(f'whom "{speaker.text}" means')
    if alternative:
        still.append("which of the named forces did it")
    if happened is not None and happened.contradiction:
        still.append(happened.contradiction)
    if quantity is not None and quantity.high is None:
        still.append("no upper end of the number was said")
    return tuple(still)
