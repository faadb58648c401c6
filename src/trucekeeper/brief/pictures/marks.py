"""How sides look: by the order of the deal, in colours that say neither good nor bad, each with its own shape."""

from collections.abc import Sequence
from typing import Final

from trucekeeper.brief.pictures.svg import INK, PAPER, box, element, path

#: Dark blue and ochre: far apart for every common colour blindness, and 32 against 62 in lightness (CIELAB) on paper.
SIDES: Final = ("#1f4e79", "#d19000", "#7a5195", "#4f7f6f")
#: Everybody who is on no side.
OTHERS: Final = "#6b6b6b"


def colour(side: str, sides: Sequence[str]) -> str:
    """The colour of a side, by its place in the deal."""
    return SIDES[sides.index(side) % len(SIDES)] if side in sides else OTHERS


def mark(x: float, y: float, side: str, sides: Sequence[str], *, size: float = 4.5, hollow: bool = False) -> str:
    """A circle, square, diamond or triangle: the shape tells the side too; hollow means that somebody says no."""
    ink = colour(side, sides)
    look = {"fill": PAPER if hollow else ink, "stroke": ink, "stroke_width": 1.6}
    place = sides.index(side) if side in sides else -1
    if place == 0:
        return element("circle", cx=float(x), cy=float(y), r=float(size), **look)
    if place == 1:
        return box(x - size, y - size, 2 * size, 2 * size, **look)
    if place == 2:
        ends = ((x, y - size * 1.3), (x + size * 1.3, y), (x, y + size * 1.3), (x - size * 1.3, y))
        return path(ends, closed=True, **look)
    return path(((x, y - size * 1.2), (x + size * 1.1, y + size), (x - size * 1.1, y + size)), closed=True, **look)


def hatch(id: str) -> str:
    """A pattern of slanting lines, for what stands still."""
    stroke = element("line", x1=0, y1=0, x2=0, y2=7, stroke=INK, stroke_width=1, stroke_opacity=0.45)
    pattern = element(
        "pattern", stroke, id=id, width=7, height=7, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return element("defs", pattern)
