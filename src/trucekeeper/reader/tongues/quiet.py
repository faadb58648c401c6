"""Whether a Russian proposition says that fire is held, and whether its `not` tells of a bar rather than of no event.

`Перемирие вступило в силу` and `огонь стих` say that nobody fires; `огонь не стих` says that somebody does. Who is `не
пропущен` has been stopped, so that the obstruction took place (the guideline: polarity is that of the event).
"""

from typing import Final

#: Words of a state in which nobody fires.
_STATES: Final = ("перемири", "тишин", "затиш", "тише", "спокойн", "прекращени", "молчит", "молчат")
#: Verbs with which fire ends.
_ENDS: Final = ("прекра", "переста", "стих", "утих", "затих", "смолк", "замолч", "останов", "приостанов", "унял")
_FIRE: Final = (
    "огонь", "огня", "стрел", "обстрел", "удар", "бои", "боев", "наступлен", "атак", "снаряд", "налет", "канонад",
    "бомб", "ракет",
)  # fmt: skip
#: With these a truce does not hold.
_BROKEN: Final = ("наруш", "сорва", "срыв", "отлож", "неудач", "возобнов", "отказ")
_NOUNS: Final = ("прекращени", "остановк", "приостановк")
#: What stands behind these is circumstance.
_THEN: Final = frozenset({"после", "до", "если", "когда", "пока", "несмотря", "вопреки"})
#: Verbs of letting somebody through.
_LETS: Final = ("пропу", "выпус", "впус", "пуст", "пуска", "допус", "подпус", "дали", "дают", "разреш")


def holds_fire(lows: list[str]) -> bool | None:
    """True where nobody fires any more, False where that is denied, None where nothing is said of it."""
    lows = lows[: next((n for n, low in enumerate(lows) if n > 2 and low in _THEN), len(lows))]
    if any(low.startswith(_BROKEN) for low in lows):
        return None
    ends = next((n for n, low in enumerate(lows) if low.startswith(_ENDS) and not low.startswith(_NOUNS)), None)
    if ends is not None and any(low.startswith(_FIRE) for low in lows):
        return lows[max(0, ends - 1)] != "не"
    if not any(low.startswith(_STATES) for low in lows):
        return None
    return not any(low == "не" for low in lows)


def bars(lows: list[str]) -> bool:
    """True for `не пропустили`, `так и не выпустили`: somebody is kept from passing."""
    return any(low == "не" and lows[n + 1].startswith(_LETS) for n, low in enumerate(lows[:-1]))
