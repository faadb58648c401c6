"""Where it happened: places of the deal, then those of an imported gazetteer."""

from trucekeeper.reader.lens import Lens
from trucekeeper.reader.proposal import Mention, Span


def place_of(view: Lens, text: str, content: tuple[Span, ...], there: set[str]) -> Mention | None:
    """The first place in a proposition."""
    for a, b in content:
        found = view.places.first(text, a, b, there)
        if found is not None:
            return Mention(found.text, found.start, found.end, found.id, suggestion=found.suggestion)
    return imported_place(view, text, content)


def reached(view: Lens, text: str, place: Mention, end: int) -> Mention:
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


def second_places(view: Lens, text: str, end: int, place: Mention | None, there: set[str]) -> tuple[str, ...]:
    """Where else it leads, for the clauses that name two places."""
    if place is None:
        return ()
    other = view.places.first(text, place.end, end, there)
    return (other.id,) if other is not None and other.id is not None and other.id != place.id else ()
