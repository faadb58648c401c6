"""Whether it happened or did not: denials, `that not` in one word, fire that is held."""

from itertools import pairwise

from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.quiet import bars, holds_fire
from trucekeeper.reader.tongues.tables import Tongue

#: `That not` in one word: the words begin behind it.
_THAT_NOT = frozenset({"الا", "بالا", "والا"})

_HOLDS_FIRE = frozenset(word for line in sections("ar_words.txt")["holds fire"] for word in line.split())

_OF_BREACH = ("خرق", "خرو", "انتها", "قتل", "مقتل", "اصيب", "جرح", "استهداف", "تجدد", "استيناف", "انفجار")


def polarity_of(p: Proposition) -> str:
    """`no` where it did not happen; also behind `that not` in one word."""
    first = p.parts[0][0]
    if first > 0 and p.w.lows[first - 1] in _THAT_NOT:
        return "no"
    return _polarity(p.said.act, p.lows, p.known, p.kind)


def _polarity(act: str, lows: list[str], known: Tongue, event: str) -> str:
    """`no` where the event did not happen: also where fire is held, and not where somebody was not let through."""
    if act == "denies":
        return "no"
    if known.language == "ru" and event == "fire" and act != "positions" and (held := holds_fire(lows)) is not None:
        return "no" if held else "yes"
    if known.language == "ar" and event == "fire" and act != "positions" and _fire_held(lows, known):
        return "no"
    if known.language == "ru" and event == "obstruction" and bars(lows):
        return "yes"
    return "no" if known.denies(lows) else "yes"


def _fire_held(lows: list[str], known: Tongue) -> bool:
    """`التزامه بالهدنه`, `وقف اطلاق النار`, `هدوء`: no fire, unless a breach is told too."""
    plain = [known.bare(low) for low in lows]
    held = not _HOLDS_FIRE.isdisjoint(plain) or ("وقف", "اطلاق") in pairwise(plain)
    return held and not any(low.startswith(_OF_BREACH) for low in plain)
