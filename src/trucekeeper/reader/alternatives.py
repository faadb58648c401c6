"""One of many phrases as a pattern in which those that begin alike share their beginning."""

import re
from collections.abc import Iterable

#: What may follow, character by character; "" where a phrase may end.
_Branches = dict[str, "_Branches"]


def one_of(phrases: Iterable[str]) -> str:
    """The alternatives for a group, longest first; a space stands for any white space.

    `sun|mon|monday` becomes `sun|mon(?:day)?`: the same matches in the same order of trial, with a tenth of the steps.
    """
    root: _Branches = {}
    for phrase in phrases:
        here = root
        for character in (*phrase, ""):
            here = here.setdefault(character, {})
    return "|".join(_joined(root))


def _joined(here: _Branches) -> list[str]:
    return [_symbol(character) + _behind(then) for character, then in here.items() if character]


def _behind(here: _Branches) -> str:
    """What follows a character; nothing more is tried last."""
    several = _joined(here)
    if not several:
        return ""
    if "" in here:
        return f"(?:{'|'.join(several)})?"
    return several[0] if len(several) == 1 else f"(?:{'|'.join(several)})"


def _symbol(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)
