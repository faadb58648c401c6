"""How firmly something is said: by its own words, by `if`, and by verbs of guessing and hoping."""

from itertools import pairwise

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.tongues.claiming.tense import future
from trucekeeper.reader.tongues.tables import Tongue

_HEDGES = frozenset(
    {("скорее", "всего"), ("по", "всему"), ("всей", "видимости"), ("всей", "вероятности"), ("предполагается", ",")}
)

_MAY = frozenset({"قد", "وقد", "فقد"})

_BEFORE_THAT = frozenset(
    {"بعد", "قبل", "منذ", "الي", "علي", "من", "عن", "غير", "الا", "بيد", "في", "حتي", "يبدو", "بين"}
)

_WAS = frozenset({"كان", "كانت", "كانوا", "يكون", "تكون", "يكونون", "يكونوا"})

_IF = frozenset({"если", "اذا", "واذا", "فاذا", "لو", "شرط", "شريطه", "бы"})

#: With the noun of a hope or a fear.
_FELT = frozenset({"اعرب", "عبر", "ابدي"})

#: Verbs that believe, assume, hope or fear (the guideline: possible).
_GUESSES = frozenset(
    ["надеялся", "опасался", "полагал", "думал", "допустил", "предположил", "верил", "исключил", "усомнился",
     "считал", "готов", "исходит", "исходят", "исходил", "надеется",
     "امل", "خشي", "ظن", "اعتقد", "رجح", "استبعد", "تمني"]
)  # fmt: skip


def certainty(lows: list[str], language: str, known: Tongue, one: Attribution | None = None) -> str:
    """How firmly something is said: by its own words, by `if`, and by verbs of guessing and hoping."""
    doubt = any(low in _MAY and _imperfect(lows, n + 1) for n, low in enumerate(lows))
    doubt = doubt or (language == "ar" and _on_condition(lows))
    guessed = (
        one is not None
        and (one.verb in _GUESSES or (one.verb in _FELT and one.act == "predicts"))
        and one.act in {"says", "predicts", "denies", "promises"}
    )
    guessed = guessed and one is not None and (one.verb, one.act) != ("считал", "denies")
    if doubt or guessed or _conditional(lows) or any(low in known.lists["possible"] for low in lows):
        return "possible"
    if language == "ar":
        return "hedged" if any(_is_awaited(lows, n, known) for n in range(len(lows))) else "stated"
    phrase = any(pair in _HEDGES for pair in pairwise(lows))
    return "hedged" if phrase or any(low in known.lists["hedged"] for low in lows) else "stated"


def _is_awaited(lows: list[str], n: int, known: Tongue) -> bool:
    """`من المنتظر`, `وينتظر وصول`; where people wait (`ينتظر الاهالي`) nothing is uncertain."""
    low = known.bare(lows[n])
    if low not in known.lists["hedged"]:
        return False
    after = lows[n + 1] if n + 1 < len(lows) else ""
    return low[0] not in "يت" or not after.startswith("ال") or low == "يبدو"


def _conditional(lows: list[str]) -> bool:
    """`if`, `would`, `as soon as` of what lies ahead; `хотя бы` is at least."""
    if ("как", "только") in pairwise(lows) and future(lows, "ru"):
        return True
    return any(low in _IF and (low != "бы" or n == 0 or lows[n - 1] != "хотя") for n, low in enumerate(lows))


def _imperfect(lows: list[str], n: int) -> bool:
    """True when `قد` before word n means `may`: an imperfect follows and no form of `be` came before it."""
    if n >= len(lows) or lows[n][:1] not in "يت" or lows[n].endswith(("ت", "وا")) or len(lows[n]) < 4:
        return False
    return not any(low.lstrip("وف") in _WAS for low in lows[max(0, n - 8) : n - 1])


def _on_condition(lows: list[str]) -> bool:
    """`ما لم يكشف`, `ان صدرت التاشيرات`: `ان` before a verb of the past, and behind no preposition, is `if`."""
    for n, (a, b) in enumerate(pairwise(lows)):
        if a in {"ما", "وما"} and b == "لم" and n > 0:
            return True
        if (
            a == "ان"
            and n > 2
            and lows[n - 1] not in _BEFORE_THAT
            and b.endswith("ت")
            and b[:1] not in "يتا"
            and len(b) > 3
        ):
            return True
    return False
