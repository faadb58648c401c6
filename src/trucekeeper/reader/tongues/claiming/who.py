"""Who did it: forces of the deal that are named, or whoever stands in the doer's place."""

from trucekeeper.reader.actors import Actor
from trucekeeper.reader.incident import side_of_doer
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.doing import doers
from trucekeeper.reader.tongues.naming import actors, identify
from trucekeeper.reader.words import Words


def who_did(told: Teller, p: Proposition) -> tuple[tuple[Actor, ...], bool]:
    """Who did it, and whether only one of those did."""
    who: tuple[Actor, ...] = ()
    alternative = False
    if (p.kind in FIRE or p.kind in {"obstruction", "detention"}) and p.said.act != "accuses":
        who, alternative = actors(p.w, p.parts[0][0], p.parts[-1][1], told.view, p.known)
    if not who and p.said.act != "positions":
        who, alternative = doers(p.w, p.parts, told.view, told.known, p.known, (p.said.act, p.kind), p.said.speaker)
    return who, alternative


def doer_of(one: Actor, told: Teller, w: Words) -> Mention:
    """One of those who did it, with his side."""
    first, last = w.at(one.start), w.at(one.end)
    party = identify(w, first, max(last, first + 1), told.view, told.known).id if one.id is None else None
    return Mention(one.text, one.start, one.end, one.id, side=side_of_doer(one.id, party, told.view.deal))
