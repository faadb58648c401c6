"""Whose time a claim carries: blame, denial and responsibility are about the attack that the report dated before.

The guideline of the marked reports (`examples/reading/README.md`): an accusation, a denial or a claim of responsibility
carries the time of the occurrence that it is about, and so does what is said of the same attack; its toll does not,
since people may die later.
"""

from typing import Final

#: Kinds of event that are an attack, or a breach by one.
FIRE: Final = frozenset({"fire", "shelling", "airstrike", "killing", "collapse"})
_ANSWERS: Final = frozenset({"accuses", "denies", "claims_responsibility"})
#: Words that name an attack once it is known which one, in the three languages (folded).
_ATTACK: Final = frozenset(
    ["attack", "bombing", "explosion", "blast", "assault", "shooting",
     "الهجوم", "التفجير", "الانفجار", "بالهجوم", "التفجيرات", "للهجوم",
     "нападение", "нападения", "нападении", "взрыв", "взрыва", "взрыве", "атаки", "атаке", "атаку"]
)  # fmt: skip
_BURNT: Final = ("burn", "ablaze", "torched", "احترق", "احرق", "حرق", "сожж", "сожгл", "сгоре", "подожг")
#: A denial of so few words (`any link to it`) says what it denies by what was said before.
_NO_MORE_WORDS: Final = 5
_THE: Final = frozenset({"the", "this", "that"})
#: Words of another occurrence than the one that is known.
_ANOTHER: Final = frozenset({"first", "before", "another", "earlier", "new", "next"})


def burnt(lows: list[str]) -> bool:
    """True when something was set on fire: an attack that no list of events holds."""
    return any(low.startswith(_BURNT) for low in lows)


def is_attack(kind: str, lows: list[str]) -> bool:
    """True when what is told is an attack whose time others may carry."""
    return (kind in FIRE and kind != "collapse") or burnt(lows)


def answers_for(act: str, kind: str, lows: list[str]) -> bool:
    """True when a claim without a time is about the attack that was dated before it.

    Args:
        act: The speech act.
        kind: The kind of event.
        lows: The words in small letters.
    """
    if not _ANOTHER.isdisjoint(lows):
        return False
    if act in _ANSWERS:
        bare = kind == "other" and (act != "denies" or len(lows) <= _NO_MORE_WORDS)
        return bare or (kind in FIRE and kind != "collapse")
    if kind == "other":
        return burnt(lows)
    if kind == "killing" or kind not in FIRE:
        return False
    return any(b in _ATTACK and (a in _THE or not b.isascii()) for a, b in zip(["", *lows], lows, strict=False))
