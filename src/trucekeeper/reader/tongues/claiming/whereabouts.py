"""Where it happened: places of the deal, then those of an imported gazetteer."""

from trucekeeper.reader.claiming.whereabouts import opening, opens_with, told_there
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.naming import places
from trucekeeper.reader.tongues.where import where as place_of
from trucekeeper.reader.where import is_town


def places_of(told: Teller, p: Proposition) -> tuple[Mention | None, tuple[str, ...]]:
    """The place of a proposition, and the ids of the deal's places that it names, the likeliest first."""
    view = told.view
    place, near = place_of(p.w, p.parts, p.kind, view, told.known, p.known)
    opens = p.w.lows[0] if place is None and len(p.w) and told_there(p.kind, p.act) else ""
    if opens in _OPENERS[told.language] and p.w.starts[0] < p.span[0]:
        parts = [(0, opening(p.w.lows, p.w.at(p.span[0])))]
        opened = place_of(p.w, parts, p.kind, view, told.known, p.known)
        if opens_with(opened.place, p.said.speaker):
            place, near = opened
    if place is not None and place.id is None and (id := _of_before(told, p, place)) is not None:
        place, near = Mention(place.text, place.start, place.end, id), (id, *near)
    told.town = next((id for id in near if is_town(view, id)), told.town)
    if (place is None or place.id is None) and view.atlas is not None:
        seen = view.atlas.first(p.w.text, *p.span)
        if seen is not None:
            text = p.w.text[seen.start : seen.end]
            return Mention(text, seen.start, seen.end, site=seen.site, like=seen.like), near
    return place, near


#: With these a sentence opens that first says where: `В Донецкой области наблюдатели зафиксировали ...`.
_OPENERS = {
    "ar": frozenset({"في", "وفي", "عند", "وعند", "قرب", "وقرب", "داخل", "وداخل"}),
    "ru": frozenset({"в", "во", "на", "под", "у", "около", "возле", "близ", "вблизи"}),
}


#: A town, and a crossing, told of before.
_THE_TOWN = frozenset({"المدينه", "البلده", "المدينة", "البلدة", "город", "города", "городе", "городу", "городом"})
_THE_CROSSING = frozenset({"المعبر"})


def _of_before(told: Teller, p: Proposition, place: Mention) -> str | None:
    """`в городе`, `المدينة`: the town of the deal that was named last; `المعبر`: its only crossing."""
    low = place.text.lower()
    if low in _THE_CROSSING:
        ids = [one.id for one in told.view.deal.places if "crossing" in one.name.lower()]
        return ids[0] if len(ids) == 1 else None
    if low not in _THE_TOWN:
        return None
    inside = [one.id for one in places(p.w, 0, p.w.at(place.start), told.known) if one.id is not None]
    return next((id for id in reversed(inside) if is_town(told.view, id)), told.town)
