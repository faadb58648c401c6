"""Which Russian words stand for somebody who can speak, where no list of offices and kinds of source has them."""

from trucekeeper.reader.tongues.russian.borders import apposed
from trucekeeper.reader.tongues.russian.sources import is_source
from trucekeeper.reader.tongues.russian.vocabulary import BREAKS, PREPOSITIONS, RELATIVE, TIMES, stems
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.words import Words

#: Stems of people by kin, age, trade and station, and of bodies that speak.
_PEOPLE = stems("people")
#: Endings of nouns of those who do something.
_AGENTS = (
    "тель", "тели", "ник", "ники", "ница", "ницы", "ист", "исты", "истка", "ец", "цы", "ач", "ачи", "арь", "ари", "ент",
    "енты", "ант", "анты", "лог", "логи", "граф", "графы", "чик", "чики", "щик", "щики", "щица", "чица", "анин", "яне",
    "ане",
)  # fmt: skip
#: So short words end so by chance.
_SHORT = 4
#: What speaks stands among the first words of a subject.
_FIRST = 5
#: What ends like one who acts and is a thing or a deed.
_THINGS = stems("no people")


def can_speak(w: Words, first: int, last: int) -> bool:
    """True where words that are a verb's subject name somebody who can speak.

    A source, a party, a name, a place behind `в`, or one who acts; no relative, no thing.
    """
    lows = w.lows[first : max(last, first + 1)]
    if lows[0] in PREPOSITIONS and lows[0] not in {"в", "во", "на"}:
        return False
    if lows[0] in {"это", "то", "что", "все"} or lows[0] in RELATIVE or lows[0].startswith(_THINGS):
        return False
    if any(is_source(w, k) for k in range(first, min(last, first + _FIRST))):
        return True
    if lows[0] in {"в", "во"}:
        return len(lows) > 1 and w.capital(first + 1) and lows[1] not in TIMES
    named = w.capital(first) and first > 0 and lows[0] not in TIMES
    return named or any(_acts(low) for low in lows[:_FIRST])


def _acts(low: str) -> bool:
    if low in BREAKS or low.startswith(_THINGS):
        return False
    return low.startswith(_PEOPLE) or (
        low.endswith(_AGENTS) and len(low) > _SHORT and not apposed(low) and not finite(low, "ru")
    )


def speaks_here(w: Words, k: int) -> bool:
    """True where somebody who can speak stands at word k, behind adjectives at most: `пожилой пассажир`."""
    k += 2 * (w.lows[k : k + 2] in _ONE_OF) or (w.lows[k : k + 1] != [] and w.lows[k] in _OWN)
    for m in range(k, min(len(w), k + 4)):
        if w.lows[m] in BREAKS or w.lows[m] in PREPOSITIONS:
            return False
        if is_source(w, m) or _acts(w.lows[m]):
            return True
        if not w.lows[m].endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ин", "из", "на")):
            return w.capital(m) and w.lows[m] not in TIMES
    return False


_ONE_OF = (["один", "из"], ["одна", "из"], ["двое", "из"], ["некоторые", "из"], ["многие", "из"])
_OWN = frozenset({"его", "ее", "их", "наш", "наша", "наши", "мой", "моя", "мои", "сам", "сама", "сами"})
