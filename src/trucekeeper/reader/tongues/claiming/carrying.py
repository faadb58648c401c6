"""Whose time an Arabic or Russian claim carries that names none: what it counts again, names again, or goes on with.

What holds in all languages is decided in `occasion`; here stands what hangs on the words of these two.
"""

from datetime import timedelta
from itertools import islice, pairwise

from msgspec.structs import replace

from trucekeeper.reader.occasion import Told, since_then
from trucekeeper.reader.proposal import Mention, Stretch
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.stretches import has_verb

_A_DAY = timedelta(days=1)
#: Who answers for what was told, or says it too.
_NAMES_AGAIN = frozenset({"denies", "confirms", "admits", "accuses"})
_COUNTS_AGAIN = frozenset({"says", "reports", "confirms", "narrates", "denies"})
_NEVER = frozenset({"agreement", "statement", "meeting"})
#: With so few words nothing else is named.
_A_NOUN, _A_COUNT = 3, 9
#: What a count without a verb begins with, and what it counts.
_OF = frozenset({"о", "об", "про", "عن", "بنحو", "نحو", "قرابه", "حوالي", "около", "примерно"})
_SUM = frozenset({"العدد", "عددهم", "عددها", "الرقم", "число", "цифру", "числе", "цифре", "столько"})
#: More of the like, not the same.
_MORE = frozenset({"еще", "также", "ايضا", "اضافيه", "اخري", "اخر"})
#: What holds for good, and is no event of a day.
_HOLDS = ("соблюда", "молч", "держ", "придержива", "верн", "التزام", "ملتزم")


def carried(told: Teller, p: Proposition, this: Told, place: Mention | None) -> Stretch | None:
    """The time that a claim without one of its own carries, or None."""
    if this.group == "fire" and (_stands(p) or (this.act != "denies" and _elsewhere(told.fired_at, place))):
        return None
    if this.toll and this.act not in _NAMES_AGAIN and (told.language == "ru" or not _told_here(told)):
        return None  # people may die later; a Russian toll is a clause of its own
    if _another(p):
        return None
    made = told.occasions.time_of(this, p.ref.now)
    if made is not None or p.coming or this.kind in _NEVER or not _MORE.isdisjoint(p.lows[:2]):
        return made
    if this.act in _NAMES_AGAIN and _is_a_noun(p):
        return _last_dated(told, {this.group, "other", ""} if this.group != "other" else None)
    return _last_dated(told) if this.act in _COUNTS_AGAIN and _counts_again(p, this) else None


def joined(told: Teller, p: Proposition, this: Told) -> Stretch | None:
    """`утром военные заняли порт и увели двадцать человек`: what `and` joins to what was just dated is of its time."""
    end, act, when = told.behind
    if when is None or when.basis != "stated" or when.end - when.start > _A_DAY or act != p.act or p.coming:
        return None
    between = p.w.text[end : p.span[0]] if end < p.span[0] else ""
    fits = between.strip(" ,") == "и" and this.kind in _HAPPENS and not this.toll and not _stands(p)
    return replace(when, basis="carried") if fits else None


#: What is done and over, as what it is joined to is.
_HAPPENS = frozenset(
    {"movement", "arrival", "return", "access", "fire", "shelling", "airstrike", "detention", "obstruction", "resume"}
)


def _another(p: Proposition) -> bool:
    """True where the words tell of something else: of more, of earlier, of a sum, of what nobody can tell."""
    if p.lows[0] in _BESIDE or (not _ELSE.isdisjoint(p.lows[:3]) and "столько" not in p.lows[:3]):
        return True
    if (not _SINCE.isdisjoint(p.lows[1:]) and not since_then(p.lows)) or _cannot_tell(p.lows):
        return True
    if "начала" in p.lows and ("с", "начала") in pairwise(p.lows):
        return True
    cue = p.said.one.cue if p.said.one is not None else None
    if cue is None or not p.sentence.start <= cue[0] < p.span[0]:
        return False
    before = p.w.lows[p.w.at(p.sentence.start) : p.w.at(p.span[0])]
    return not _EARLIER.isdisjoint(before) or (
        before[0] in _HAD and p.w.at(cue[0]) > 0 and p.w.lows[p.w.at(cue[0]) - 1] == "قد"
    )


def _cannot_tell(lows: list[str]) -> bool:
    """`لا تستطيع أن تحدد الجهة`, `не может назвать виновного`."""
    return any(a in _NOT and b in _CAN for a, b in pairwise(lows[:5]))


_ELSE = frozenset({"еще", "также", "ايضا"})
_BESIDE = frozenset({"علي", "بين", "всего", "итого"})
_SINCE = frozenset({"منذ", "مذ"})
_EARLIER = frozenset({"ранее", "раньше", "прежде", "всего", "итого", "سابقا"})
_HAD = frozenset({"كان", "كانت", "وكان", "وكانت"})
_NOT = frozenset({"لا", "لم", "لن", "не"})
_CAN = frozenset({"تستطيع", "يستطيع", "تعرف", "يعرف", "تعلم", "يعلم", "может", "могут", "знает", "знают"})


def _is_a_noun(p: Proposition) -> bool:
    """`обстрел`, `возвращение 307 человек`, `وصول الشحنه`: an event named in a few words."""
    if len(p.lows) > _A_NOUN or has_verb(p.lows):
        return False
    return p.known.language == "ru" or (p.kind != "other" and p.lows[0][0] not in "يت")


def _elsewhere(one: Mention | None, other: Mention | None) -> bool:
    """True where fire is told of at another place than that of the fire dated last."""
    if one is None or other is None:
        return False
    if one.id is not None and other.id is not None:
        return one.id != other.id
    return _has_a_name(one) and _has_a_name(other) and not _alike(one.text, other.text)


def _has_a_name(place: Mention) -> bool:
    """`حي المساكن`, `улице Мира`, not `сёла` or `городу`: of no particular place."""
    return place.id is not None or " " in place.text or place.text[:1].isupper()


def _alike(one: str, other: str) -> bool:
    """True where two names of places share a word."""
    return not {*map(_root, one.split())}.isdisjoint(map(_root, other.split()))


def _root(word: str) -> str:
    return word.lower().removeprefix("ال")[:4]


def _told_here(told: Teller) -> bool:
    """True where this sentence has already dated something."""
    past = told.occasions.past
    return any(one.sentence == told.occasions.sentence and one.when is not None for one in past)


def _stands(p: Proposition) -> bool:
    """`строго соблюдает договорённость`: told as what holds."""
    return p.act in {"says", "confirms", "narrates"} and any(low.startswith(_HOLDS) for low in p.lows)


def _counts_again(p: Proposition, this: Told) -> bool:
    """`о том же числе`, `عن نحو 1500`, `العدد 611`: a number and what is understood with it."""
    if len(p.lows) > _A_COUNT or this.toll:
        return False
    if not _SUM.isdisjoint(p.lows[:4]):
        return True
    begins = p.lows[0] in _OF or p.lows[0][:1].isdigit()
    number = this.counted or any(low[:1].isdigit() for low in p.lows[:3])
    return number and begins and not (p.known.language == "ru" and has_verb(p.lows))


def _last_dated(told: Teller, groups: set[str] | None = None) -> Stretch | None:
    """The time of what was dated last in this paragraph, of these groups of events."""
    occasions = told.occasions
    for one in islice(reversed(occasions.past), 4):
        if one.sentence < occasions.begun or occasions.sentence - one.sentence > _NEAR:
            return None
        if one.when is None:
            continue
        fits = groups is None or one.group in groups
        return one.when if fits and one.when.end - one.when.start <= _A_DAY else None
    return None


#: In sentences.
_NEAR = 2
