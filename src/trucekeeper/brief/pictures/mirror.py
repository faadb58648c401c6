"""A picture for readers whose lines run from right to left: every place is mirrored, no letter and no shape is."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Final

from trucekeeper.brief.pictures.svg import number

_SWAPPED: Final = {"start": "end", "end": "start"}
_PLACED: Final = ("x1", "x2", "cx")
_POINT: Final = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_TURNED: Final = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\) rotate\((-?[\d.]+)\)")


def mirrored(parts: Iterable[str], span: float) -> list[str]:
    """Parts of a picture with each place x at `span` - x; definitions of patterns and arrow heads stay as they are."""
    whole = ET.fromstring(f"<g>{''.join(parts)}</g>")
    for one in whole:
        _mirror(one, span)
    return [ET.tostring(one, encoding="unicode", short_empty_elements=True) for one in whole]


def _mirror(one: ET.Element, span: float) -> None:
    if one.tag == "defs":
        return
    inside = span
    if turned := _TURNED.fullmatch(one.get("transform", "")):
        x, y, angle = map(float, turned.groups())
        one.set("transform", f"translate({number(span - x)} {number(y)}) rotate({number(-angle)})")
        inside = 0.0
    for key in _PLACED:
        if key in one.attrib:
            one.set(key, number(span - float(one.attrib[key])))
    if one.tag in {"rect", "text"}:
        one.set("x", number(span - float(one.attrib["x"]) - float(one.get("width", 0))))
    if one.tag == "text":
        anchor = one.get("text-anchor", "start")
        one.set("text-anchor", _SWAPPED.get(anchor, anchor))
    if one.tag == "path":
        one.set("d", _POINT.sub(lambda at: f"{number(span - float(at[1]))} {at[2]}", one.attrib["d"]))
    for child in one:
        _mirror(child, inside)
