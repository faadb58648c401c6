"""Who did it: forces of the deal that are named, the speaker himself, or whoever stands in the doer's place."""

import re

from trucekeeper.reader import doers
from trucekeeper.reader.actors import Actor, actors, alternatives_near, named_doers, names_forces
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.cues import PREPOSITIONS
from trucekeeper.reader.incident import side_of_doer
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.propositions import first_verb
from trucekeeper.reader.speakers import country_of
from trucekeeper.reader.words import Words

#: What forces do, and what they make others do: who is turned back was turned back by somebody.
_MADE_TO = doers.HARM | {"return", "hold"}

_DONE_BY = FIRE | {"obstruction", "hold", "agreement", "detention", "return", "other", "access"}

_GERUND = re.compile(r"(?:having\s+)?[a-z]{3,}(?:ing|ed)\b(?!\s+(?:fire|of))", re.IGNORECASE)

_ADJECTIVES = frozenset({"rebel", "insurgent", "opposition"})
_BY_ADJECTIVE = re.compile(
    r"\b(?:rebel|insurgent|opposition)\s+(?:fire|shelling|shells|rockets|attacks?)\b", re.IGNORECASE
)


def who_did(reading: Reading, p: Proposition, last: Proposal | None) -> tuple[tuple[Actor, ...], bool]:
    """The forces that may have done it, and whether it is only one of them."""
    text, known = reading.document.text, reading.view.forces
    if "other" in p.there and (others := _of_the_other_side(reading, p)) is not None:
        return others, len(others) > 1
    found, alternative = _named_in(reading, p) if p.own_kind in _MADE_TO or p.own_act == "accuses" else ((), False)
    speaker = p.said.speaker
    if not found and speaker is not None and p.own_kind in _DONE_BY and _own_deed(p.own_act, text, p.start):
        own = _own_forces(speaker, reading)
        found, alternative = tuple(Actor(speaker.text, speaker.start, speaker.end, f) for f in own), len(own) > 1
    if p.own_kind in FIRE and not found:
        found = alternatives_near(text, p.start, p.passage.paragraph[1], known)
        alternative = len(found) > 1
    if not found or all(one.id is None for one in found):
        found = _doer(reading, p, last) or found
    if p.own_act == "denies" and (told := _denied(reading, p)) is not None:
        return _same(told), told.actors_alternative
    return found, alternative


def _same(told: Proposal) -> tuple[Actor, ...]:
    """Who did what was told before, as of what is told now."""
    return tuple(Actor(one.text, one.start, one.end, one.id) for one in told.actors)


def _denied(reading: Reading, p: Proposition) -> Proposal | None:
    """The claim whose very words are denied: who is said to have done it, it tells."""
    told = (one for one in reversed(reading.made) if one.content == p.content and one.act != "denies")
    return next((one for one in told if one.actors), None)


def _of_the_other_side(reading: Reading, p: Proposition) -> tuple[Actor, ...] | None:
    """`The other side fired`: the forces of whoever is on another side than the speaker."""
    text, speaker, sides = reading.document.text, p.said.speaker, reading.view.sides
    if speaker is None or speaker.side not in sides or "other" not in text[p.start : p.start + 12].split()[:2]:
        return None
    of_party = reading.view.forces.of_party
    others = [force for side in sides if side != speaker.side for force in of_party.get(side, ())]
    at = text.index("other", p.start)
    return tuple(Actor("other", at, at + 5, force) for force in others)


def _named_in(reading: Reading, p: Proposition) -> tuple[tuple[Actor, ...], bool]:
    """The forces of the deal that are named as doers, and whether it is only one of them."""
    text, known = reading.document.text, reading.view.forces
    found: tuple[Actor, ...] = ()
    alternative = False
    if names_forces(p.there):
        verb = first_verb(p.passage.w, p.content[0])
        if verb is not None and doers.befell(p.passage.w, verb, p.content[0][1]):
            verb = None  # `two soldiers were wounded`
        found, alternative = named_doers(text, p.start, p.end, p.own_act, verb, known)
    if not found and p.own_kind in FIRE and p.own_kind != "collapse" and not _ADJECTIVES.isdisjoint(p.there):
        found = _adjective_of_fire(text, p.start, p.end, reading)
    return found, alternative


def doer_of(one: Actor, view: Lens) -> Mention:
    """A doer with the side that answers for him."""
    party = view.roster.identify(one.text).id if one.id is None else None
    return Mention(one.text, one.start, one.end, one.id, side=side_of_doer(one.id, party, view.deal))


def _doer(reading: Reading, p: Proposition, last: Proposal | None) -> tuple[Actor, ...]:
    """Who does it by his place in the sentence, whether the deal has a force for him or not."""
    text, view, span, speaker = reading.document.text, reading.view, p.content[0], p.said.speaker
    w = p.wording.w
    moves = p.own_kind in doers.MOVED and p.own_act not in {"accuses", "agrees", "demands"}
    if moves and not doers.moves_arms(w, span):
        return _rolling(reading, p, last)
    if speaker is not None and doers.of_himself(w, span, p.own_act):
        if p.own_act == "promises" and p.own_kind in FIRE:
            return ()  # who promises quiet has not fired
        return doers.own_forces(speaker, (speaker.start, speaker.end), text, p.own_kind, view.forces)
    if last is not None and doers.goes_on(w, span) and w.starts[0] <= last.content[-1][1] <= span[0]:
        return _same(last)
    at = _place_of_doer(w, p, view)
    if at is None or (p.own_kind == "return" and not doers.armed(w, at)):
        return _whose_blow(w, p, view) if at is None else ()
    if speaker is not None and doers.is_own(w, at) and (speaker.id is not None or "militia" in speaker.text.lower()):
        return doers.own_forces(speaker, at, text, p.own_kind, view.forces)
    if p.own_kind in doers.HARM and w.lows[w.at(at[0])] in _THEY and (same := _named_before(p, last)):
        return same
    return _in_place(p, at, view)


def _in_place(p: Proposition, at: Span, view: Lens) -> tuple[Actor, ...]:
    """Whom the words mean that stand where a doer stands."""
    w, speaker, blamed = p.wording.w, p.said.speaker, p.own_act == "accuses"
    orders = p.own_act == "orders" and speaker is not None and speaker.id is not None
    if orders and speaker is not None and doers.is_nobodys(w, at, view.roster):
        return doers.own_forces(speaker, at, w.text, p.own_kind, view.forces)
    if not doers.acts(w, at, view.roster) and not (blamed and doers.may_be_accused(w, at)):
        if orders and speaker is not None and speaker.id in view.forces.of_party and p.own_kind in _MADE_TO:
            return doers.own_forces(speaker, (speaker.start, speaker.end), w.text, "obstruction", view.forces)
        return _whose_blow(w, p, view)
    asked = p.own_act == "demands" and not doers.armed(w, at)  # of a party, which has yet to do it
    talks = asked or (not blamed and doers.only_speaks(w, p.content[0]))
    return doers.named_by(w.text, at, "agreement" if talks else p.own_kind, view, speaker, blamed=blamed)


def _rolling(reading: Reading, p: Proposition, last: Proposal | None) -> tuple[Actor, ...]:
    """A column or a gunboat that moves, also where it `rolled north` behind what was just said of it."""
    w, span = p.wording.w, p.content[0]
    if (at := doers.rolls(w, span)) is not None:
        found = doers.named_by(w.text, at, "fire", reading.view, p.said.speaker, blamed=False)
        return tuple(one for one in found if one.id is not None)
    if last is None or last.event not in doers.MOVED or not w.starts[0] <= last.content[-1][1] <= span[0]:
        return ()
    return _same(last) if doers.goes_on(w, span) else ()


_THEY = frozenset({"they", "it"})


def _named_before(p: Proposition, last: Proposal | None) -> tuple[Actor, ...]:
    """`They searched everybody`: whose deed the same speaker told of just before, in what stands next to it."""
    if last is None or last.act == "denies" or not 0 <= p.start - last.content[-1][1] <= _NEXT:
        return ()
    one, other = p.said.speaker, last.speaker
    if (one is None) != (other is None) or (one is not None and other is not None and one.text != other.text):
        return ()
    return tuple(one for one in _same(last) if one.id is not None)


#: So near stands what goes on, with a short word of saying between.
_NEXT = 60


def _whose_blow(w: Words, p: Proposition, view: Lens) -> tuple[Actor, ...]:
    """`Two men died in an Israeli strike`: the forces whose the blow was, where nobody else is told of."""
    if p.own_kind not in doers.HARM or p.own_act == "accuses":
        return ()
    at = doers.struck_by(w, p.content[0], view.roster) or doers.fired_from(w, p.content[0])
    if at is None:
        return ()
    found = doers.named_by(p.wording.w.text, at, p.own_kind, view, p.said.speaker, blamed=False)
    return tuple(one for one in found if one.id is not None)


def _place_of_doer(w: Words, p: Proposition, view: Lens) -> Span | None:
    content, act, span = p.content, p.own_act, p.content[0]
    if len(content) > 1 and first_verb(w, span) is None and w.lows[w.at(span[0])] in PREPOSITIONS:
        span = content[1]  # `In one case, it said, gunmen opened fire`
    elif len(content) > 1 and first_verb(w, span) is None:
        return span  # `The Houthis, he said, go on ...`
    if act == "accuses":
        return doers.accused(w, span)
    if act in {"demands", "orders"} and (found := doers.asked(w, span)) is not None:
        return found
    if p.own_kind in doers.MOVED and act == "demands":
        return None
    if p.own_kind == "meeting" and (found := doers.talking(w, span)) is not None:
        return found
    return doers.behind_by(w, span, view.roster) or doers.cleft(w, span) or doers.subject(w, span)


def _own_deed(act: str, text: str, start: int) -> bool:
    """`admitted shelling the road`, `claimed responsibility for the attack`: the speaker names himself."""
    return act == "claims_responsibility" or (act == "admits" and _GERUND.match(text, start) is not None)


def _own_forces(speaker: Mention, reading: Reading) -> tuple[str, ...]:
    """Whose forces a speaker's `its forces` are: his country's or, for a side, all that answer to it."""
    known = reading.view.forces
    country = known.by_country.get(country_of(speaker.text))
    return (country,) if country is not None else known.of_party.get(speaker.side or "", ())


def _adjective_of_fire(text: str, start: int, end: int, reading: Reading) -> tuple[Actor, ...]:
    found = _BY_ADJECTIVE.search(text, start, end)
    return actors(text, found.start(), found.end(), reading.view.forces)[0] if found is not None else ()
