"""Letters that the bundled fonts have no shape for, such as emoji: shown by their code point, as nothing may be lost.

Without it one emoji in a record would leave a mission without its PDF: the standards forbid a letter without a shape.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from struct import unpack_from
from typing import Final

#: They choose between the looks of one letter and have no shape of their own.
_SELECTORS: Final = range(0xFE00, 0xFE10)


def shapely(text: str) -> str:
    """A text in which each letter without a shape stands as `⟨U+1F600⟩`; private and unassigned ones too."""
    drawn = _drawn()
    return "".join(one if one.isascii() or ord(one) in drawn else _shown(one) for one in text)


def _shown(letter: str) -> str:
    if ord(letter) in _SELECTORS:
        return ""
    # Marks of direction and joining, and spaces, need no shape.
    return letter if unicodedata.category(letter) in {"Cf", "Zs"} else f"⟨U+{ord(letter):04X}⟩"


@cache
def _drawn() -> frozenset[int]:
    fonts = files("trucekeeper.brief") / "fonts"
    named = ("NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
    return frozenset(
        code
        for one in named
        for code in _codes((fonts / one).read_bytes())
        if unicodedata.category(chr(code)) not in {"Co", "Cn", "Cs"}
    )


def _codes(font: bytes) -> Iterator[int]:
    """The code points of a font's table `cmap` in its forms 4 and 12 (OpenType 1.9, cmap)."""
    (tables,) = unpack_from(">H", font, 4)
    places = {font[at : at + 4]: unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    start = places[b"cmap"]
    (several,) = unpack_from(">H", font, start + 2)
    for at in range(start + 4, start + 4 + 8 * several, 8):
        table = start + unpack_from(">I", font, at + 4)[0]
        form = unpack_from(">H", font, table)[0]
        if form == 4:
            half = unpack_from(">H", font, table + 6)[0] // 2
            ends = unpack_from(f">{half}H", font, table + 14)
            starts = unpack_from(f">{half}H", font, table + 16 + 2 * half)
            for first, last in zip(starts, ends, strict=True):
                yield from range(first, min(last, 0xFFFE) + 1)
        elif form == 12:
            (groups,) = unpack_from(">I", font, table + 12)
            for group in range(groups):
                first, last = unpack_from(">2I", font, table + 16 + 12 * group)
                yield from range(first, last + 1)
