"""A picture as typst has to have it: its renderer of SVG does not know `direction`, browsers do."""

import re
from typing import Final

_RIGHT_TO_LEFT: Final = re.compile(r'(<text\b[^>]*?)text-anchor="(\w+)"([^>]*) direction="rtl"([^>]*)>([^<]*)</text>')
_SWAPPED: Final = {"start": "end", "end": "start"}


def turned(svg: str) -> str:
    """Each text from right to left at the same place, its direction in the text itself (RLI and PDI of Unicode)."""
    return _RIGHT_TO_LEFT.sub(_turn, svg)


def _turn(found: "re.Match[str]") -> str:
    before, anchor, middle, after, text = found.groups()
    return f'{before}text-anchor="{_SWAPPED.get(anchor, anchor)}"{middle}{after}>\u2067{text}\u2069</text>'
