"""Where it happened: places of the deal, then those of an imported gazetteer."""

from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.proposal import Mention, Span


def places_of(view: Lens, text: str, p: Proposition) -> tuple[Mention | None, tuple[str, ...]]:
    """The place of a proposition, and the ids of the deal's places that it names: of this and of one behind it."""
    place = _first_of(view, text, p)
    if place is None:
        return None, ()
    if p.kind == "arrival":
        place = _reached(view, text, place, p.end)
    other = view.places.first(text, place.end, p.end, p.there)
    second = (other.id,) if other is not None and other.id is not None and other.id != place.id else ()
    return place, (place.id, *second) if place.id else second


def _first_of(view: Lens, text: str, p: Proposition) -> Mention | None:
    for a, b in p.content:
        if (found := view.places.first(text, a, b, p.there)) is not None:
            return Mention(found.text, found.start, found.end, found.id, suggestion=found.suggestion)
    return imported_place(view, text, p.content)


def _reached(view: Lens, text: str, place: Mention, end: int) -> Mention:
    """`People from X reached Y`: it is told of Y."""
    if not text[max(0, place.start - 5) : place.start].lower().endswith(("from ", "of ")):
        return place
    other = view.places.first(text, place.end, end)
    if other is None or other.id in {None, place.id}:
        return place
    return Mention(other.text, other.start, other.end, other.id, suggestion=other.suggestion)


def imported_place(view: Lens, text: str, content: tuple[Span, ...]) -> Mention | None:
    """The first place of an imported gazetteer, where the deal has none of the words."""
    for a, b in content if view.atlas is not None else ():
        seen = view.atlas.first(text, a, b) if view.atlas is not None else None
        if seen is not None:
            return Mention(text[seen.start : seen.end], seen.start, seen.end, site=seen.site, like=seen.like)
    return None
