"""How often: `violated the truce 138 times`, `обстреляли дважды`, `فتشت القافلة مرتين` count breaches, attacks."""

from typing import Final

from trucekeeper.core.quantity import Quantity

_TWICE: Final = {
    "twice": 2, "thrice": 3, "дважды": 2, "трижды": 3, "четырежды": 4, "مرتين": 2,
}  # fmt: skip
_TIMES: Final = frozenset({"times", "раз", "раза", "مرات", "مره"})
#: Stems of what is counted so, and the unit.
OFTEN: Final = (
    (("violat", "breach", "broke", "broken", "breaking", "breaks", "наруш", "خرق", "انتهك"), "breaches"),
    (("interrupt", "прерыва", "прерва", "توقفت", "تعطلت"), "interruptions"),
    (("search", "обыск", "досмотр", "تفتيش", "بتفتيش", "فتش"), "searches"),
    (("refus", "denied", "отказал"), "refusals"),
    (("shell", "attack", "bomb", "fired", "обстрел", "стрел", "атаков", "бомбил", "قصف", "هاجم", "استهدف"), "attacks"),
)  # fmt: skip
SIGNS: Final = _TIMES | _TWICE.keys()


def how_often(lows: list[str], numbers: dict[str, int]) -> Quantity | None:
    """So many breaches, attacks, searches; None where it is not said how often, or of something else.

    Args:
        lows: The words in small letters, folded.
        numbers: What number words mean.
    """
    if SIGNS.isdisjoint(lows):
        return None
    unit = next(
        (unit for stems, unit in OFTEN if any(low.startswith(stems) or low[1:].startswith(stems) for low in lows)), None
    )
    for n, low in enumerate(lows):
        if unit is None or (low in _TIMES and not n):
            continue
        if (count := _TWICE.get(low)) is not None:
            return Quantity(count, count, unit)
        if low in _TIMES and (before := _number(lows[n - 1], numbers)):
            mode = _meant(lows, n)
            return Quantity(before, None if mode == "no-top" else before, unit, mode == "approx")
    return None


#: What may stand before the number, or behind the times, and says how it is meant.
_NO_TOP: Final = ("at least", "more than", "no fewer than", "over", "не менее", "не меньше", "более", "больше", "свыше",
                  "اكثر من", "ما لا يقل عن", "لا يقل عن", "ما يزيد علي")  # fmt: skip
_APPROX: Final = (
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "около",
    "примерно",
    "почти",
    "نحو",
    "حوالي",
    "قرابه",
)


def _meant(lows: list[str], n: int) -> str:
    """How the number before the times at n is meant: `at least 50 times`, `خمسين مرة على الأقل`."""
    before = " ".join(lows[max(0, n - 5) : n - 1])
    if before.endswith(_NO_TOP) or lows[n + 1 : n + 3] in (["علي", "الاقل"], ["or", "more"]):
        return "no-top"
    return "approx" if before.endswith(_APPROX) else ""


def _number(low: str, numbers: dict[str, int]) -> int:
    return int(low) if low.isdecimal() and len(low) < len("10000") else int(numbers.get(low, 0))
