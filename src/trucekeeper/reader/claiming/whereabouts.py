"""Where it happened: places of the deal, then those of an imported gazetteer, then words for any other."""

from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.proposal import Mention, Span
from trucekeeper.reader.where import Placed, where

#: So many proposals back `there` may reach.
_NEAR = 4


def places_of(reading: Reading, p: Proposition) -> Placed:
    """The place of a proposition, and the ids of the deal's places that it names, the likeliest first."""
    own, view = p.wording, reading.view
    before = reading.made[-_NEAR:] if "there" in p.there else ()
    found = where(own.w, own.parts, p.kind, view, p.there, own.places, before)
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
