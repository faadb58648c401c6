"""One claim out of one proposition: its act, event, time, place, doers, number, clauses, tier."""

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.actors import Actor
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.doers import TALK
from trucekeeper.reader.incident import named
from trucekeeper.reader.linking import About
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.certainty import certainty
from trucekeeper.reader.tongues.claiming.moments import times_of
from trucekeeper.reader.tongues.claiming.number import counted_in, number_of
from trucekeeper.reader.tongues.claiming.polarity import polarity_of
from trucekeeper.reader.tongues.claiming.proposition import Proposition, proposition
from trucekeeper.reader.tongues.claiming.teller import Said, Teller
from trucekeeper.reader.tongues.claiming.topic import BLAMED
from trucekeeper.reader.tongues.claiming.whereabouts import places_of
from trucekeeper.reader.tongues.claiming.who import doer_of, who_did
from trucekeeper.reader.words import Words

#: Verbs that lay something to a cause: to a force is to accuse it.
_LAYS_TO = frozenset({"عزا", "ارجع", "نسب", "لمح", "المح"})


def claim_of(told: Teller, said: Said, content: tuple[Span, ...], s: Sentence, w: Words, ref: Reference) -> Proposal:
    """The claim of one proposition, with all that is read out of its words."""
    p = proposition(told, said, content, s, w, ref)
    counted = counted_in(told, p)
    who, alternative = who_did(told, p)
    if _lays_blame(p, who):
        p.act = "accuses"
    done_by = tuple([doer_of(a, told, p.w) for a in who])
    place, near = places_of(told, p)
    happened, spoken = times_of(told, p, counted, place)
    quantity = number_of(told, p, counted)
    clauses, tied = told.view.links.candidates(_about(told, p, near, done_by, quantity))
    one, position = said.one, said.act == "positions"
    made = Proposal(
        source=told.source, speaker=said.speaker, via=said.via, cue=one.cue if one is not None else None,
        content=content, words=" … ".join([w.text[a:b] for a, b in content]), act=p.act, polarity=polarity_of(p),
        event="statement" if position else p.kind, actors=done_by,
        actors_alternative=alternative, place=place, happened=happened, said=spoken, quantity=quantity,
        certainty=certainty(p.lows, told.language, p.known, one), basis=_basis(p),
        clauses=clauses, position=position, tier=_tier(p, tied=tied),
        shape=one.shape if one is not None else "narration", engines=_engines_of(one),
    )  # fmt: skip
    told.made.append(made)
    return named(made, ref.at, told.view.deal, ref.zone)


def _lays_blame(p: Proposition, who: tuple[Actor, ...]) -> bool:
    """True where something is laid to a cause, and the cause is somebody: that is to accuse him."""
    return p.said.verb in _LAYS_TO and bool(who) and p.kind in BLAMED and p.act == "says"


def _about(
    told: Teller, p: Proposition, places: tuple[str, ...], who: tuple[Mention, ...], quantity: Quantity | None
) -> About:
    """The proposition as far as it is held against clauses."""
    exact = int(quantity.low) if quantity is not None and quantity.low == quantity.high else 0
    speaker = p.said.speaker.id if p.said.speaker else None
    doers = told.view.forces.parties(who if p.kind in TALK else [one for one in who if one.id is not None])
    return About(p.kind, p.lows, told.language, places, told.near, doers, speaker, exact)


def _basis(p: Proposition) -> str:
    return "video" if p.act == "shows" else "relay" if p.said.via else "statement"


def _engines_of(one: Attribution | None) -> tuple[str, ...]:
    """Which engines found an attribution."""
    return ("surface", one.second) if one is not None and one.agreed else ("surface",)


def _tier(p: Proposition, *, tied: bool) -> str:
    """A only where a verb with its own speaker and `that` was found; these languages have one engine, so mostly B."""
    one, speaker = p.said.one, p.said.speaker
    if one is not None and one.agreed and p.kind != "other":
        return "A"
    if speaker is not None and (speaker.kind == "unresolved" or (one is not None and one.shape == "shared")):
        return "C"
    return "C" if p.kind == "other" and not tied else "B"
