"""What an accusation, a denial or a bare number is about that names no event of its own."""

from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.tables import bare

#: Events whose numbers go on in the next proposition, and those that somebody is blamed for.
_COUNTED = frozenset({"movement", "arrival", "killing", "detention", "shelling", "access", "agreement"})

BLAMED = frozenset({"fire", "shelling", "airstrike", "killing", "obstruction", "hold", "collapse"})

_FEW_WORDS = 7

_FAR = 600


#: Of whom these tell it is not said what hurt him or broke it: `three wounded`, `a roof is damaged`.
_HARMED = (
    "ранен", "ранил", "пострада", "травм", "контуж", "поврежд", "разруш", "воронк", "выбит", "выбил", "стекл", "осколк",
    "уцелел", "обруш", "اصيب", "اصاب", "جرح", "جريح", "مصاب", "شظايا", "تضرر", "اضرار", "دمر", "تهدم", "انهيار", "حفره",
)  # fmt: skip
#: With one of these beside it, it is.
_BY_WHAT = (
    "огн", "огон", "стрел", "снайпер", "мин", "бо", "столкнов", "перестрел", "взрыв", "подорв", "граната", "дтп",
    "نار", "رصاص", "قنص", "قناص", "اشتباك", "لغم", "الغام", "انفجار", "عبوه", "تفجير", "طلق", "هجوم", "حادث", "تدافع",
)  # fmt: skip
_FIRED = frozenset({"fire", "shelling", "airstrike"})


def by_what(told: Teller, kind: str, lows: list[str], begun: int) -> str | None:
    """`28 were wounded`, told beside a shelling or an air strike: part of it, where no other cause stands there."""
    if kind not in {"fire", "other"}:
        return None
    plain = [*map(bare, lows)] if told.language == "ar" else lows
    if not any(low.startswith(_HARMED) for low in plain) or any(low.startswith(_BY_WHAT) for low in plain):
        return None
    near = [one for one in told.made if max(begun - _NEAR, told.entry) <= one.content[0][0] < begun]
    last = next((one.event for one in reversed(near) if one.event in _FIRED), None)
    return last if last != "fire" else None


#: The toll of a shelling stands in the sentence that tells it or in the next.
_NEAR = 250


def gone_on(told: Teller, act: str, lows: list[str], begun: int) -> str | None:
    """The event of what was told last, where an accusation or a bare number names none of its own."""
    last = [one for one in told.last if 0 <= begun - one.content[0][0] < _FAR or one.content[0][0] == begun]
    last += [one for one in told.made if told.whole <= one.content[0][0] <= begun and one not in last]
    if act in {"accuses", "denies"}:
        return next((one.event for one in reversed(last) if one.event in BLAMED), None)
    bare_number = len(lows) <= _FEW_WORDS and any(low[:1].isdigit() for low in lows)
    return next((one.event for one in reversed(last) if one.event in _COUNTED), None) if bare_number else None
