"""Where it happened: places of the deal, then those of an imported gazetteer."""

from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.where import where as place_of


def places_of(told: Teller, p: Proposition) -> tuple[Mention | None, tuple[str, ...]]:
    """The place of a proposition, and the ids of the deal's places that it names, the likeliest first."""
    view = told.view
    place, near = place_of(p.w, p.parts, p.kind, view, told.known, p.known)
    if (place is None or place.id is None) and view.atlas is not None:
        seen = view.atlas.first(p.w.text, *p.span)
        if seen is not None:
            text = p.w.text[seen.start : seen.end]
            return Mention(text, seen.start, seen.end, site=seen.site, like=seen.like), near
    return place, near
