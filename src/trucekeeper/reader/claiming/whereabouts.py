"""Where it happened: places of the deal, then those of an imported gazetteer, then words for any other."""

from collections.abc import Sequence

from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.where import Placed, of_before, of_deal, where
from trucekeeper.reader.words import Words

#: With these a sentence opens that first says where: `In the port, the observers say ...`.
_OPENERS = frozenset({"in", "at", "near", "outside", "inside", "around", "along"})
#: Of these kinds a witness tells what happened where he is; what observers report did so too.
_SEEN_THERE = frozenset({"fire", "shelling", "airstrike", "killing", "access"})


def told_there(kind: str, act: str) -> bool:
    """Whether what is told happened where the sentence opens: not so what somebody wants, thinks or has agreed."""
    return act not in _OF_ELSEWHERE and (kind in _SEEN_THERE or act in {"reports", "narrates", "shows"})


_OF_ELSEWHERE = frozenset({"accuses", "denies", "demands", "promises", "predicts", "warns", "agrees", "orders"})


def opens_with(place: Mention | None, speaker: Mention | None) -> bool:
    """Whether words that open a sentence name a place: one of the deal, or one told by a noun; no seat of a speaker."""
    if place is None or (speaker is not None and speaker.start <= place.start < speaker.end):
        return False
    return place.id is not None or (" " in place.text and not place.text[:1].isupper())


def _where_it_opens(w: Words, p: Proposition, view: Lens) -> Placed | None:
    """`At a checkpoint near X, the mission saw ...`: the place with which the sentence opens."""
    if not told_there(p.own_kind, p.own_act):
        return None
    opens = (0, opening(w.lows, w.at(p.start)))
    there = set(w.lows[: opens[1]])
    alike = view.places.resembling(w.text, w.starts[0], p.start)
    found = where(w, [opens], p.own_kind, view, there, [of_deal(w, opens, view, there, alike)])
    return found if opens_with(found.place, p.said.speaker) else None


def opening(lows: list[str], end: int) -> int:
    """Behind the words with which a sentence opens: at its first comma, before the words told if that comes first."""
    return next((n for n, low in enumerate(lows[:end]) if low in {",", "،"}), end)


def places_of(view: Lens, p: Proposition, before: Sequence[Proposal]) -> Placed:
    """The place of a proposition, and the ids of the deal's places that it names, the likeliest first."""
    own = p.wording
    found = where(own.w, own.parts, p.own_kind, view, p.there, own.places, before)
    w = p.passage.w
    if found.place is None and w.starts and w.lows[0] in _OPENERS and w.starts[0] < p.start:
        found = _where_it_opens(w, p, view) or found
    found = of_before(w.text, found, view)
    if view.atlas is not None and (found.place is None or found.place.id is None):
        return Placed(imported_place(view, own.w.text, p.content) or found.place, found.named)
    return found


def imported_place(view: Lens, text: str, content: tuple[Span, ...]) -> Mention | None:
    """The first place of an imported gazetteer, where the deal has none of the words."""
    for a, b in content if view.atlas is not None else ():
        seen = view.atlas.first(text, a, b) if view.atlas is not None else None
        if seen is not None:
            return Mention(text[seen.start : seen.end], seen.start, seen.end, site=seen.site, like=seen.like)
    return None
