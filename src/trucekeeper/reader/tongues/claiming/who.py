"""Who did it: forces of the deal that are named, or whoever stands in the doer's place."""

from trucekeeper.reader.actors import Actor
from trucekeeper.reader.doers import HARM
from trucekeeper.reader.incident import side_of_doer
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Mention, Proposal
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.doing import doers, was_struck
from trucekeeper.reader.tongues.naming import actors, identify
from trucekeeper.reader.words import Words, words


def who_did(told: Teller, p: Proposition) -> tuple[tuple[Actor, ...], bool]:
    """Who did it, and whether only one of those did."""
    who: tuple[Actor, ...] = ()
    alternative = False
    if (p.kind in FIRE or p.kind in {"obstruction", "detention"}) and p.said.act != "accuses":
        who, alternative = _forces_named(told, p)
    if not who and p.said.act != "positions":
        who, alternative = doers(p.w, p.parts, told.view, told.known, p.known, (p.said.act, p.kind), p.said.speaker)
    if (before := _told_before(told, p, none=not who)) is not None:
        return tuple(Actor(one.text, one.start, one.end, one.id) for one in before.actors), before.actors_alternative
    if not who and p.said.act == "accuses":
        return _accused_before(told, p)
    return who, alternative


def _forces_named(told: Teller, p: Proposition) -> tuple[tuple[Actor, ...], bool]:
    """The forces that its words name, unless they tell who was struck: that is told by his place."""
    if any(map(was_struck, p.lows)):
        return (), False
    for first, last in p.parts:
        if (found := actors(p.w, first, last, told.view, p.known))[0]:
            return found
    return (), False


def _told_before(told: Teller, p: Proposition, *, none: bool) -> Proposal | None:
    """The claim whose very words are denied, or with which one accusation or one sentence goes on."""
    begun, one = p.content[0][0], p.said.one
    for before in reversed(told.made):
        if not before.actors:
            continue
        if p.said.act == "denies" and before.content == p.content and before.act != "denies":
            return before
        if none and one is not None and p.said.act == before.act == "accuses" and before.cue == one.cue:
            return before
        near = 0 <= begun - before.content[-1][1] <= _AND
        if none and near and _goes_on(p.lows[0]) and p.kind in HARM and (before.speaker is None) == (one is None):
            return before
    return None


#: Of ` and ` between two verbs.
_AND = 3


def _goes_on(low: str) -> bool:
    """`застрелили двух и ранили десятерых`, `فتشوا الحقايب وصادروا هاتفين`: a verb of those named before it."""
    if low.startswith("و"):
        return low.endswith("وا")
    return low.endswith(("ал", "ил", "ял", "али", "или", "яли", "ели", "ала", "ила")) and not low.startswith("был")


def _accused_before(told: Teller, p: Proposition) -> tuple[tuple[Actor, ...], bool]:
    """`обвинил X в том, что ...`: who is accused stands between the cue and what he is accused of."""
    one, speaker, begun = p.said.one, p.said.speaker, p.content[0][0]
    if one is None or one.cue is None or not 0 < begun - one.cue[1] < _NEAR:
        return (), False
    start = one.cue[1] if speaker is None or not one.cue[1] <= speaker.start < begun else speaker.end
    w = words(p.w.text, start, begun)
    if not len(w):
        return (), False
    return doers(w, [(0, len(w))], told.view, told.known, p.known, ("accuses", p.kind), speaker)


_NEAR = 120


def doer_of(one: Actor, told: Teller, w: Words) -> Mention:
    """One of those who did it, with his side."""
    first, last = w.at(one.start), w.at(one.end)
    party = identify(w, first, max(last, first + 1), told.view, told.known).id if one.id is None else None
    return Mention(one.text, one.start, one.end, one.id, side=side_of_doer(one.id, party, told.view.deal))
