"""The few parts of SVG that the pictures are made of. All text passes through `words`, which escapes it."""

import unicodedata
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from trucekeeper.brief.plain import seen

#: Ink that reads on white paper and in grey: text, lines, quiet lines, quiet areas.
INK: Final = "#1a1a1a"
SOFT: Final = "#555555"
LINE: Final = "#b8b8b8"
BAND: Final = "#ecece8"
PAPER: Final = "#ffffff"

FONT: Final = "'Noto Sans', 'Segoe UI', 'Noto Naskh Arabic', 'Noto Sans Arabic', sans-serif"

#: Mean width of a letter against the size of the type, measured on Noto Sans with English report text.
_LETTER: Final = 0.54


def number(value: float) -> str:
    """A coordinate with at most one place, so that the same picture gives the same bytes everywhere."""
    return f"{round(value, 1):g}"


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element; in attribute names an underscore stands for a hyphen, and None leaves the attribute out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(number(value) if isinstance(value, float) else str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 12,
    anchor: str = "start",
    fill: str = INK,
    weight: str | None = None,
    halo: bool = False,
) -> str:
    """A line of text. One that begins in a right-to-left script runs from right to left, at the same place."""
    clean = seen(text)
    direction = None
    if right_to_left(clean):
        direction, anchor = "rtl", {"start": "end", "end": "start"}.get(anchor, anchor)
    around = {"stroke": PAPER, "stroke_width": 3.0, "paint_order": "stroke", "stroke_linejoin": "round"} if halo else {}
    return element(
        "text",
        escape(clean),
        x=float(x),
        y=float(y),
        font_size=float(size),
        text_anchor=anchor,
        fill=fill,
        font_weight=weight,
        direction=direction,
        unicode_bidi="isolate",
        **around,
    )


def right_to_left(text: str) -> bool:
    """True where the first letter that has a direction runs from right to left."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return False


def width_of(text: str, size: float = 12) -> float:
    """About how wide a line of text is; wide scripts count double."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WF" else _LETTER for one in text) * size


def wrapped(text: str, width: float, size: float = 12) -> list[str]:
    """Break a text into lines of about a width; a word that is too long is cut."""
    lines = [""]
    room = max(4, int(width / (size * _LETTER)))
    for word in seen(text).split():
        for part in (word[at : at + room] for at in range(0, len(word), room)):
            grown = f"{lines[-1]} {part}".strip()
            if len(grown) <= room:
                lines[-1] = grown
            else:
                lines.append(part)
    return lines


def shortened(text: str, width: float, size: float = 12) -> str:
    """Cut a text to about a width, with an ellipsis where something is missing."""
    clean = seen(text)
    room = max(2, int(width / (size * _LETTER)))
    return clean if len(clean) <= room else clean[: room - 1].rstrip() + "…"


def path(points: Iterable[tuple[float, float]], *, closed: bool = False, **attributes: object) -> str:
    """A line through points."""
    steps = " ".join(f"{'L' if at else 'M'}{number(x)} {number(y)}" for at, (x, y) in enumerate(points))
    return element("path", d=steps + (" Z" if closed else ""), **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    """A straight line."""
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), **attributes)


def box(x: float, y: float, width: float, height: float, **attributes: object) -> str:
    """A rectangle."""
    return element(
        "rect", x=float(x), y=float(y), width=float(max(width, 0)), height=float(max(height, 0)), **attributes
    )


def tip(inside: str, text: str) -> str:
    """A group that says what it is when pointed at, and to those who have the picture read to them."""
    return element("g", element("title", escape(seen(text))), inside)


def drawing(width: float, height: float, title: str, description: str, *parts: str, id: str) -> str:
    """A whole picture, with its title and what it shows in words.

    Args:
        width: In units of the picture; it scales to the room there is.
        height: Likewise.
        title: Short; read first by a screen reader.
        description: What the picture shows, for those who do not see it.
        parts: What is drawn, from the back to the front.
        id: Letters only, unique among the pictures of a page.
    """
    head = (
        element("title", escape(seen(title)), id=f"{id}-title"),
        element("desc", escape(seen(description)), id=f"{id}-desc"),
        box(0, 0, width, height, fill=PAPER),
    )
    return element(
        "svg",
        *head,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
        font_family=FONT,
        direction="ltr",
    )
