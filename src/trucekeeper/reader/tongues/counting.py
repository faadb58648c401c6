"""How many, in Arabic and Russian: the conventions of `quantity`, the words of `lexicon/LANGUAGE_numbers.txt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from msgspec import Struct

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.lexicon import folded_sections
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.tables import bare
from trucekeeper.reader.words import Words

_DIGITS = re.compile(r"\d{1,3}(?:[, .]\d{3})+(?!\d)|\d+(?:[.,]\d)?")


@dataclass(frozen=True)
class _Table:
    numbers: dict[str, float]
    scales: dict[str, int]
    many: dict[str, int]
    sizes: dict[str, int]
    units: dict[str, tuple[str, int]]
    before: dict[tuple[str, ...], str]
    instead: frozenset[tuple[str, ...]]
    behind: frozenset[tuple[str, ...]]
    none: frozenset[tuple[str, ...]]
    persons: frozenset[str]
    things: dict[str, str]


@cache
def _table(language: str) -> _Table:
    parts = folded_sections(f"{language}_numbers.txt")
    pairs = {name: [line.split() for line in parts[name]] for name in ("numbers", "scales", "many", "units")}
    units = {w: (unit, int(rest[0]) if rest else 0) for w, unit, *rest in pairs["units"]}
    before = {
        tuple(word.split("_")): mode for line in parts["before"] for mode, *words in [line.split()] for word in words
    }
    phrases = {
        name: frozenset(tuple(word.split("_")) for line in parts[name] for word in line.split())
        for name in ("instead of", "at least behind", "none", "one person")
    }
    scales, many = ({w: int(n) for w, n in pairs[name]} for name in ("scales", "many"))
    return _Table(
        {w: float(n) for w, n in pairs["numbers"]}, scales, many, {**many, **scales}, units, before,
        phrases["instead of"], phrases["at least behind"], phrases["none"],
        frozenset(word for (word,) in phrases["one person"]),
        {word: unit for line in parts["one thing"] for unit, *words in [line.split()] for word in words},
    )  # fmt: skip


#: What is no count of people.
_LENGTHS = frozenset(
    [
        "%",
        "كيلومتر",
        "كيلومترا",
        "متر",
        "ساعه",
        "ساعات",
        "يوم",
        "يوما",
        "ايام",
        "اسابيع",
        "اشهر",
        "شهرا",
        "سنه",
        "سنوات",
        "عاما",
        "دقيقه",
        "دقايق",
        "км",
        "километров",
        "метров",
        "часов",
        "часа",
        "час",
        "дней",
        "дня",
        "сутки",
        "суток",
        "минут",
        "минуты",
        "недель",
        "недели",
        "месяцев",
        "месяца",
        "лет",
        "года",
        "процентов",
        "утра",
        "вечера",
        "ночи",
    ]
)


def quantities(w: Words, first: int, last: int, language: str, unit: str = "people") -> list[Counted]:
    """All counted things among the words [first, last), in order.

    Args:
        w: The words.
        first: The first of them.
        last: After the last.
        language: ar or ru.
        unit: What a bare number counts (`العدد 470`).
    """
    table = _table(language)
    unit = _number_of(w, first, last, table, language) or unit
    found: list[Counted] = []
    k = first
    while k < last:
        made = _number_at(w, k, last, table, language, unit, first)
        if made is not None:
            found.append(made[0])
            k = made[1]
        else:
            k += 1
    if (not found or w.lows[first] in _NOT_ONE_OF) and (none := _nobody(w, first, last, table, language)) is not None:
        return [none]
    found = _subjects_first(w, found) if language == "ru" and len(found) > 1 else found
    meant = [one for one in found if not _instead(w, w.at(one.start), table, language)]
    if meant and len(meant) < len(found) and meant[0].end - meant[0].start < _BARE:
        instead = next(one for one in found if one not in meant)  # `instead of 1,300 fighters 650 came`
        meant[0] = replace(meant[0], quantity=replace(meant[0].quantity, unit=instead.quantity.unit))
    return meant or found


#: `никто из 40 пассажиров не пострадал`.
_NOT_ONE_OF = frozenset({"никто", "никого"})


def _subjects_first(w: Words, found: list[Counted]) -> list[Counted]:
    """`двадцатью автобусами проследовало 1150 человек`: by what they went, and where, stands behind who went."""
    means = [
        one
        for one in found
        if any(low.endswith(("ами", "ями", "ах", "ях")) for low in w.lows[w.at(one.start) : w.at(one.end)])
    ]
    return [one for one in found if one not in means] + means


#: A number of digits alone is no longer than this.
_BARE = 7


def _number_of(w: Words, first: int, last: int, table: _Table, language: str) -> str | None:
    """`عدد الحافلات ... ستون`, `число автобусов ... 10`: what is counted stands before."""
    if _NUMBER_WORDS.isdisjoint(w.lows):
        return None
    for k in range(first, last - 1):
        if w.lows[k] in _ITS_NUMBER:  # `حافلات ... عددها بين 20 و25`
            named = (_unit(w.lows[m], table, language) for m in range(k - 1, first - 1, -1))
            return next((unit[0] for unit in named if unit is not None and unit[0] not in _PLACES), None)
        if w.lows[k] in _NUMBER_WORDS:
            unit = _unit(w.lows[k + 1], table, language)
            return unit[0] if unit is not None else None
    return None


_ITS_NUMBER = frozenset({"عددها", "وعددها", "عددهم", "وعددهم"})
_NUMBER_WORDS = _ITS_NUMBER | frozenset({"عدد", "وعدد", "число", "числа", "количество", "количества"})
_PLACES = frozenset({"villages", "crossings", "points", "ports", "schools", "districts", "quarters"})
_THE_TWO = re.compile("[وف]?(?:[بك]?ال|لل)")
_TOTAL_WORDS = frozenset(
    {"حصيله", "الحصيله", "والحصيله", "عدد", "العدد", "الرقم", "число", "числа", "количество", "цифра", "цифру", "итог"}
)


#: `إذا لم يعترض أحد`, `если никто не помешает`: a condition.
_CONDITION = frozenset({"اذا", "شريطه", "شرط", "если"})
_NO = frozenset({"لا", "ولا", "بلا", "دون"})
_NOBODY = frozenset({"никто", "никого", "احد", "нет", "не", "لم", "ولم"}) | _NO
_NOT_SEEN = (
    "отмеч", "зафиксир", "было", "наблюд", "выявл", "зарегистр", "произош", "обнаруж", "поступ", "последов",
)  # fmt: skip
#: `لم تقع إصابات`, `لم تسجل خروقات`.
_HAPPENED = frozenset({"تقع", "يقع", "تسجل", "يسجل", "تسمع", "يسمع", "ترصد", "يرصد", "ترد", "توجد", "يسقط", "تسقط"})
#: Endings of a noun that is no genitive plural: of that there may be some.
_OTHER_CASES = ("ах", "ях", "ами", "ями", "а", "у", "е", "ом", "ы", "ам")


def _nobody(w: Words, first: int, last: int, table: _Table, language: str) -> Counted | None:
    """`لم يخرج أحد`, `никто не вышел`, `среди них нет гражданских`: none."""
    if _NOBODY.isdisjoint(w.lows) or not _CONDITION.isdisjoint(w.lows[first:last]):
        return None
    none_of = _none_in_arabic if language == "ar" else _none_in_russian
    for k in range(first, last):
        low = w.lows[k]
        if low in _NOT_ONE_OF or (low == "احد" and not _NOT["ar"].isdisjoint(w.lows[max(first, k - 4) : k])):
            return Counted(Quantity(0, 0, "people"), w.starts[k], w.ends[k])
        if low in _NOBODY and (none := none_of(w, k, first, last, table)) is not None:
            return none
    return None


def _none_in_arabic(w: Words, k: int, first: int, last: int, table: _Table) -> Counted | None:
    """`لا إصابات`, `لم تقع إصابات`, `لم تسجل خروقات`: none."""
    at = k + 1
    if w.lows[k] in {"لم", "ولم"}:
        at = k + 2 if at < last and w.lows[at] in _HAPPENED else last
    if at >= last or w.lows[at].startswith("ال"):
        return None
    unit = _unit(w.lows[at], table, "ar")
    return Counted(Quantity(0, 0, unit[0]), w.starts[k], w.ends[at]) if unit is not None else None


def _none_in_russian(w: Words, k: int, first: int, last: int, table: _Table) -> Counted | None:
    """`нет гражданских`, `Нарушений режима не отмечено`, `взрывов он не слышал`: none."""
    low, behind = w.lows[k], w.lows[k + 1] if k + 1 < last else ""
    if low == "нет" and behind and (unit := _unit(behind, table, "ru")) is not None:
        return Counted(Quantity(0, 0, unit[0]), w.starts[k], w.ends[k + 1])
    if low != "нет" and not behind.startswith(_NOT_SEEN):
        return None
    for m in range(k - 1, max(first, k - _NEAR) - 1, -1):
        if w.lows[m] == "," and m != first + 1:
            return None
        if not w.lows[m].endswith(_OTHER_CASES) and (unit := _unit(w.lows[m], table, "ru")) is not None:
            return Counted(Quantity(0, 0, unit[0]), w.starts[m], w.ends[k])
    return None


def _instead(w: Words, k: int, table: _Table, language: str) -> bool:
    """`вместо 1300 бойцов`, `من أصل 20`; `колонна из 40 машин` are forty."""
    if not _stands(w, k, table.instead):
        return False
    if w.lows[k - 1] != "из" or k < _FROM:
        return True  # `из 30 автобусов уехали только 11`
    return w.lows[k - _FROM] in _OPENING or _value(w, k - _FROM, table, language) is not None


_FROM = 2
_OPENING = frozenset({",", "что", ":", ".", "и", "а"})


def _stands(w: Words, k: int, phrases: frozenset[tuple[str, ...]], *, behind: bool = False) -> bool:
    """True where one of the phrases ends right before word k, or begins with it."""
    return any(
        tuple(w.lows[k : k + len(one)] if behind else w.lows[max(0, k - len(one)) : k]) == one for one in phrases
    )


def one_person(lows: list[str], language: str) -> Quantity | None:
    """`a driver was killed`: one, where nobody is counted."""
    persons = _table(language).persons
    found = any(low in persons or (language == "ru" and low[:6] in persons) for low in lows)
    return Quantity(1, 1, "people") if found else None


def one_thing(lows: list[str], language: str) -> Quantity | None:
    """`حافلة تعطلت`, `وقع انفجار`, `ракета попала в дом`: one, where the words begin with it and nothing is counted."""
    things = _table(language).things
    told = next((n + 1 for n, low in enumerate(lows) if low in _FELL), 0)
    for n, low in enumerate(lows[: max(_AT_THE_BEGINNING, told and told + 1)]):
        unit = things.get(low) or (things.get(low[1:]) if low[0] == "و" and language == "ar" else None)
        behind = lows[n + 1] if n + 1 < len(lows) else ""
        if unit == "cars" and behind == "اسعاف":
            unit = "ambulances"
        if unit is None or behind.startswith("ال") or behind in {"من", "تقل", "التي", "الذي"}:
            continue
        before = lows[n - 1] if n else ""
        return None if before in _NOT_ONE else Quantity(1, 1, unit)
    return None


_AT_THE_BEGINNING = 4
#: `عند الثالثة وقع انفجار`, `أوقف سيارة إسعاف`: one of what stands right behind.
_FELL = frozenset(
    ["وقع", "دوي", "هز", "سقطت", "سقط", "اوقف", "اوقفت", "اوقفوا", "قصف", "قصفت", "استهدف", "استهدفت", "دمر", "دمرت",
     "احرق", "احرقت", "احرقوا", "اعترض", "اعترضت", "صادر", "صادروا", "اسقط", "اسقطت"]
)  # fmt: skip
#: `every shell`, `the last plane`: no one thing is counted.
_NOT_ONE = frozenset(
    {
        "كل",
        "اي",
        "لكل",
        "عن",
        "اخر",
        "اول",
        "اولي",
        "ثاني",
        "ثالث",
        "ثالثه",
        "رابع",
        "каждый",
        "каждая",
        "каждую",
        "последний",
    }
)


def as_many(lows: list[str]) -> bool:
    """`ещё столько же`, `وعدد مماثل`: as many as were counted last."""
    return any(pair in _AS_MANY for pair in pairwise(lows))


_AS_MANY = frozenset({("столько", "же"), ("عدد", "مماثل"), ("وعدد", "مماثل"), ("العدد", "نفسه"), ("العدد", "ذاته")})


def number_words(language: str) -> dict[str, int]:
    """What number words mean that stand alone."""
    return {word: int(value) for word, value in _table(language).numbers.items()}


class _Number(Struct):
    """A number among the words, and what was read of it so far.

    Attributes:
        w: The words.
        k: The word with which it begins.
        first: The first word that is looked at.
        last: After the last of them.
        table: What the language's words mean.
        language: ar or ru.
        low: The number, or the least that it can mean.
        after: The word behind it.
        many: Whether it is only a round one: dozens.
        top: The second number, where two stand there.
        mode: How it is meant: `approx`, `no-top`, `up-to`, `fewer`, `between`.
    """

    w: Words
    k: int
    first: int
    last: int
    table: _Table
    language: str
    low: float
    after: int
    many: bool
    top: float | None = None
    mode: str = ""


def _number_at(
    w: Words, k: int, last: int, table: _Table, language: str, default: str = "people", first: int = 0
) -> tuple[Counted, int] | None:
    """What is counted beginning at word k, and the word behind it."""
    if (made := _in_the_noun(w, k, last, table, language)) is not None:
        return made
    read = _several(w, k, table, language) or _value(w, k, table, language)
    if read is None or _no_count(w, k, read[1], last, language):
        return None
    n = _Number(w, k, first, last, table, language, *read)
    if (out_of := _out_of(w, n.after, last, table, language)) is not None:
        low = 0.0 if k and w.lows[k - 1] == "ни" else n.low  # `ни один из 60 задержанных`
        quantity = _quantity(low, None, n.many, _mode(w, k, table), out_of[0])
        return Counted(quantity, w.starts[k], w.ends[n.after - 1]), out_of[1]
    _read_second(n)
    _read_mode(n)
    unit = _unit_behind(w, n.after, last, table, language)
    if _is_a_year(n, unit) or (unit := unit or _unit_elsewhere(n, default)) is None:
        return None
    if n.top is not None and any(one.startswith(_ROSE) for one in w.lows[max(0, k - 4) : k]):
        n.low, n.top, n.mode = n.top, None, ""
    if n.top is not None and n.mode != "between" and n.top < n.low:
        return None
    _read_mode_behind(n, unit[1])
    return Counted(_as_meant(n, unit[0]), w.starts[k], w.ends[unit[1] - 1]), unit[1]


def _in_the_noun(w: Words, k: int, last: int, table: _Table, language: str) -> tuple[Counted, int] | None:
    """A noun that itself says how many: a dual, `ни один автобус`, `حافله واحده`."""
    noun = _unit(w.lows[k], table, language)
    if noun is None:
        return None
    known = bool(noun[1]) and noun[0] in _PLACES and _THE_TWO.match(w.lows[k]) is not None
    if noun[1] and not known and not _value(w, k - 1, table, language):  # `البلدتين` are two that are known
        return _dual(w, k, last, noun, table, language)
    if not known and _stands(w, k, table.none) and _denied(w, k, language):
        return Counted(Quantity(0, 0, noun[0]), w.starts[k - 1], w.ends[k]), k + 1
    if not noun[1] and k + 1 < last and w.lows[k + 1] in _TWO:
        return Counted(Quantity(2, 2, noun[0]), w.starts[k], w.ends[k + 1]), k + 2  # `مسلحين اثنين`
    if not noun[1] and k + 1 < last and w.lows[k + 1] in {"واحد", "واحده"}:
        one = 0 if _denied(w, k, language) else 1  # `لم تغادر حافله واحده`
        return Counted(Quantity(one, one, noun[0]), w.starts[k], w.ends[k + 1]), k + 2
    return None


def _dual(
    w: Words, k: int, last: int, noun: tuple[str, int], table: _Table, language: str
) -> tuple[Counted, int]:  # fmt: skip
    """`حافلتان`, `غارتين جويتين علي الاقل`: two, or at least two."""
    ambulances = noun[0] == "cars" and k + 1 < last and bare(w.lows[k + 1]) == "اسعاف"
    behind = k + 2 if k + 1 < last and w.lows[k + 1].endswith(("ين", "ان")) else k + 1
    top = None if language == "ar" and _stands(w, behind, table.behind, behind=True) else noun[1]
    after = k + 2 if k + 1 < last and w.lows[k + 1] in _TWO else k + 1  # `حافلتين اثنتين`
    return Counted(Quantity(noun[1], top, "ambulances" if ambulances else noun[0]), w.starts[k], w.ends[k]), after


_TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان"})


def _read_second(n: _Number) -> None:
    """Read the second of two numbers: `from three to four thousand`, `بين خمسين وستين`."""
    w, after = n.w, n.after
    low = w.lows[after] if after < n.last else ""
    if low in _TO and after + 1 < n.last:
        if (second := _value(w, after + 1, n.table, n.language)) is not None:
            n.top, n.after = second[0], second[1]
            if n.low < 1000 and n.top >= 1000 and n.top % 1000 == 0 and n.low * 1000 < n.top:
                n.low *= 1000  # `from three to four thousand`, `from 300 to 350 thousand`
    elif low.startswith("و") and low[1:2].isdigit():
        n.top, n.after = float(low[1:].replace(",", "")), after + 1
    elif n.language == "ar" and low[:1] == "و" and _mode(w, n.k, n.table) == "between":
        second = _value(w, after, n.table, n.language)  # `بين الفين وخمسميه وثلاثه الاف`
        if second is None and (short := n.table.numbers.get(low[1:], n.table.scales.get(low[1:]))) is not None:
            second = short, after + 1, False  # `بين ست وعشر`
        if second is not None and second[0] > n.low:
            n.top, n.after = second[0], second[1]


_TO = frozenset({"و", "الي", "до", "и", "-", "–"})


def _read_mode(n: _Number) -> None:
    """Read how the number is meant, by `with some more` behind it and by the words before it."""
    if tuple(n.w.lows[n.after : n.after + 2]) in _AND_MORE:
        n.after, n.mode = n.after + 2, "no-top"
    else:
        n.mode = _mode(n.w, n.k, n.table)


def _is_a_year(n: _Number, unit: tuple[str, int] | None) -> bool:
    """`в 2016`, `عام 2016`: it counts something only where the noun stands right behind it."""
    return 1900 <= n.low <= 2100 and (unit is None or unit[1] > n.after + 1) and not n.mode


def _unit_elsewhere(n: _Number, default: str) -> tuple[str, int] | None:
    """What a number counts behind which no noun stands at once, and the word behind the whole."""
    w, after, last = n.w, n.after, n.last
    if n.language == "ru" and _for_as_many(n):
        nouns = (_unit(w.lows[m], n.table, "ru") for m in range(n.k - 1, n.first - 1, -1))
        return next((noun[0] for noun in nouns if noun is not None), default), after
    among = next((m for m in (after, after + 1) if m < last and w.lows[m] in _OF_THEM), None)
    if among is not None:
        return default, among + 1
    if n.language == "ru" and after < last and _PARTICIPLE.search(w.lows[after]) is not None:
        return _noun_behind_participle(w, after + 1, last, n.table, n.language) or ("people", after + 1)
    if after >= last and (named := _noun_before(w, n.first, n.k, n.table, n.language)) is not None:
        return named, after
    if n.language == "ru" and w.lows[n.k] in _ONE_OF and w.lows[after : after + 1] == ["из"] and after + 1 < last:
        of = _unit(w.lows[after + 1], n.table, "ru")
        return (of[0], after + 2) if of is not None and of[0] == "people" else None  # `одного из попутчиков`
    if after + 1 < last and w.lows[after] not in _NOT_ITS_NOUN and w.lows[after] not in _LENGTHS and _harmed_behind(n):
        return "people", after + 1
    if (n.many or n.low >= _HUNDRED or _stands_alone(n)) and w.lows[min(after, last - 1)] not in _LENGTHS:
        people = w.lows[n.k] in _OF_PEOPLE or _harmed_before(w, n.k, n.first)
        return "people" if people and default not in _HUMAN else default, after
    return None


def _stands_alone(n: _Number) -> bool:
    """True of a number that needs no noun: a total, `двое`, those harmed, or at the end behind what they did."""
    w, k, at_end = n.w, n.k, n.after >= n.last
    before = w.lows[k - 1] if k > n.first else ""
    if before in _OF_THEM or (at_end and (not before or before in _THEY)):
        return True  # `عادت منها ثلاث`, `تحدث عن سبع`
    if not at_end and n.language == "ar" and w.lows[n.after].endswith("وا"):
        return True  # `ثلاثة رفضوا السفر`
    if (at_end or w.lows[n.after] == ",") and not _TOTAL_WORDS.isdisjoint(w.lows[max(0, k - 8) : k]):
        return True
    if w.lows[k] in _OF_PEOPLE or (at_end and n.mode) or _harmed_before(w, k, n.first):
        return True
    if n.language != "ru":
        return False
    if k > n.first and ((at_end and w.lows[k - 1].endswith(_DID)) or _told_of(w, k, n.after, n.last)):
        return True
    return not at_end and _ALL_DID.search(w.lows[n.after]) is not None


_ONE_OF = frozenset({"одного", "одну", "одному", "одной"})


def _for_as_many(n: _Number) -> bool:
    """`обменялись пленными, 50 на 50`: so many for as many; `с 11 на 12 августа` is a night."""
    w, after = n.w, n.after
    if after + 1 >= n.last or w.lows[after] != "на" or not w.lows[after + 1][0].isdigit():
        return False
    return w.lows[n.k - 1] not in {"с", "со"} and _no_month(w, after + 2, n.last)


def _no_month(w: Words, k: int, last: int) -> bool:
    return k >= last or w.lows[k] not in _months("ru")


#: `الصحيح أنهم ستة عشر`.
_THEY = frozenset({"انهم", "هم", "انها", "انهن", "الصحيح", "والصحيح", "их", "они"})


def _read_mode_behind(n: _Number, behind: int) -> None:
    """Read what stands behind the noun and says how the number is meant: `علي الاقل`, `примерно`."""
    w, table = n.w, n.table
    other = behind < n.last and w.lows[behind] in _OTHERS  # `18 مريضا اخرين علي الاقل`
    other = other or (n.language == "ar" and behind + 1 < n.last and _stands(w, behind + 1, table.behind, behind=True))
    if _stands(w, behind + other, table.behind, behind=True):
        n.mode = "no-top"
    if not n.mode and behind < n.last and w.lows[behind] in {"تقريبا", "примерно"}:
        n.mode = "approx"


def _as_meant(n: _Number, unit: str) -> Quantity:
    """The quantity: none behind `ни один`, bodies behind `тела`, several hundred up to nine."""
    if _stands(n.w, n.k + 1, n.table.none):
        n.low = n.top = 0.0
    quantity = _quantity(n.low, n.top, n.many, n.mode, unit)
    rough = n.low == _FIFTEEN and n.w.lows[n.k].startswith("полтор")
    rough = rough or (n.w.lows[n.k].startswith(("пар", "десятка")) and n.low >= _TEN)
    if rough and not n.mode:
        quantity = replace(quantity, approx=True)  # `полтора десятка`
    if _stands_of(n.w, n.k, n.language):
        quantity = replace(quantity, unit="bodies")
    if n.many and n.low in {300.0, 3000.0}:
        quantity = replace(quantity, high=int(n.low) * 3)
    return quantity


def _harmed_before(w: Words, k: int, first: int) -> bool:
    """`مقتل اثنين`, `ранен был один`: a bare number of people harmed."""
    return any(low.lstrip("وبف").startswith(_HARM) for low in w.lows[max(first, k - _NEAR_HARM) : k])


_HARM = (
    "مقتل",
    "قتل",
    "اصاب",
    "اصيب",
    "جرح",
    "استشهاد",
    "وفاه",
    "اعتقال",
    "احتجاز",
    "ранен",
    "ранил",
    "погиб",
    "убит",
    "убил",
    "застрел",
)
_NEAR_HARM = 3


def _harmed_behind(n: _Number) -> bool:
    """`أربعة تلاميذ أصيبوا`, `трое скотоводов погибли`: whoever they are, those harmed are people."""
    return any(low.startswith(_HARM) for low in n.w.lows[n.after + 1 : min(n.last, n.after + 3)])


def _noun_before(w: Words, first: int, k: int, table: _Table, language: str) -> str | None:
    """`Машин было 23`: a number at the end counts the noun that opened the clause, if its verb is near."""
    if language != "ru" or k - first > _NEAR or k <= first:
        return None
    nouns = (_unit(w.lows[n], table, language) for n in range(first, k) if w.lows[n].endswith(_GENITIVES))
    return next((noun[0] for noun in nouns if noun is not None), None)


def _noun_behind_participle(w: Words, k: int, last: int, table: _Table, language: str) -> tuple[str, int] | None:
    """`110 сбитых за ночь украинских дронов`: the noun may stand some words behind."""
    for m in range(k, min(last, k + 4)):
        if w.lows[m] in {",", ".", ";", "и"}:
            return None
        if (unit := _unit(w.lows[m], table, language)) is not None:
            return unit[0], m + 1
    return None


#: `вернулись 57`.
_DID = ("лись", "али", "или", "ели", "ули", "шли")


def _told_of(w: Words, k: int, after: int, last: int) -> bool:
    """`сообщил о четырнадцати, включая двоих`: a bare number that somebody told; `о четырёх днях` is a length."""
    return w.lows[k - 1] in {"о", "об"} and (after >= last or w.lows[after] in {",", ";", "."})


def _stands_of(w: Words, k: int, language: str) -> bool:
    """`جثث خمسة أسرى`, `тела пяти солдат`."""
    return k > 0 and w.lows[k - 1].removeprefix("و").removeprefix("ب") in _BODIES[language]


_BODIES = {
    "ar": frozenset({"جثث", "جثامين", "رفات", "جثه", "جثمان"}),
    "ru": frozenset({"тела", "тел", "телами", "телах", "останки", "останков"}),
}
_FIFTEEN = 15.0
_NEAR = 8
#: Genitive plurals, as nouns stand before their number.
_GENITIVES = ("ов", "ев", "ий", "ей", "ин", "ек", "ок", "шин", "от", "ет", "н")
#: `80 вывезенных`, `110 сбитых за ночь дронов`.
_PARTICIPLE = re.compile("(?<!боль)(?<!на)(?<!ва)(?:нных|ших|щих|мых|тых|шихся|щихся)$")


def _several(w: Words, k: int, table: _Table, language: str) -> tuple[float, int, bool] | None:
    """`بضع مئات`, `несколько сотен`: three of them or more."""
    if w.lows[k].removeprefix("و") not in _SEVERAL or k + 1 >= len(w):
        return None
    many = table.many.get(_known(w.lows[k + 1], table.many, language))
    return (3.0 * many / 2 if many > _DOZENS else float(many), k + 2, True) if many is not None else None


_OTHERS = frozenset({"اخرين", "اخر", "اخري", "اخريات", "اخرون"})
_SEVERAL = frozenset({"بضع", "بضعه", "عده", "несколько", "нескольких"})
_DOZENS = 24


def _out_of(w: Words, k: int, last: int, table: _Table, language: str) -> tuple[str, int] | None:
    """`12 من أصل 20 حافلة`, `12 из 20 автобусов`: the noun stands behind the whole."""
    phrase = next(
        (p for p in table.instead if len(p) and tuple(w.lows[k : k + len(p)]) == p and p[0] in {"من", "из"}), None
    )
    if phrase is None:
        return None
    whole = _value(w, k + len(phrase), table, language)
    return _unit_behind(w, whole[1], last, table, language) if whole is not None else None


def _no_count(w: Words, k: int, after: int, last: int, language: str) -> bool:
    """Shares, hours (`الحادية عشرة`) and numbers that were wrong (`не 14, а 10`) count nothing."""
    before = w.lows[k - 1] if k else ""
    if after < last and w.lows[after] in _months(language):
        return True
    if language == "ru" and after + 1 < last and w.lows[after] == "-" and w.lows[after + 1] in _NTH:
        return True
    if before.startswith("بنسب") or w.lows[k] in {"بالميه", "الميه"} or before in {"الحاديه", "الثانيه"}:
        return True
    if before == "не" and after + 1 < last and w.lows[after] == "," and w.lows[after + 1] == "а":
        return True
    if after < last and w.lows[after].startswith("час") and before in {"в", "к", "до", "с", "около", "после"}:
        return True
    return after < last and w.lows[after] in {"%", "بالميه", "процентов", "процента"}


#: `колонна 276-го полка`: which one.
_NTH = frozenset({"й", "я", "е", "го", "м", "му", "ю", "ой", "ая", "ое", "ый"})


@cache
def _months(language: str) -> frozenset[str]:
    """The first words of the months' names: behind one of these a number is a day."""
    return frozenset(name.split()[0] for name in grammar(language).words["months"])


def _value(w: Words, k: int, table: _Table, language: str) -> tuple[float, int, bool] | None:
    """A number beginning at word k: its value, the word behind it, whether it is only a round one (dozens)."""
    if not 0 <= k < len(w):
        return None
    if w.lows[k] == "نصف" and k + 1 < len(w) and (half := table.scales.get(w.lows[k + 1])) is not None:
        return half / 2, k + 2, False
    low = _known(w.lows[k], table.sizes, language)
    if low in table.many and (made := _round_one(w, k, low, table, language)) is not None:
        return made
    value = _plain(w, k, table, language)
    if value is not None:
        return (*_multiplied(w, k, *_with_units(w, k, value, table, language), table, language), False)
    if low not in table.scales:
        return None
    return (*_and_more(w, k + 1, float(table.scales[low]), table, language), False)  # `الفين واربعميه`


def _round_one(w: Words, k: int, low: str, table: _Table, language: str) -> tuple[float, int, bool] | None:
    """`десятки`, `مئات الآلاف`: the least that the word means; `около тысячи` is one thousand."""
    if language == "ru" and low in {"тысячи", "сотни"} and _mode(w, k, table):
        return (*_and_more(w, k + 1, 1000.0 if low == "тысячи" else 100.0, table, language), False)
    if k and _plain(w, k - 1, table, language):
        return None
    scale = table.scales.get(_known(w.lows[k + 1], table.scales, language)) if k + 1 < len(w) else None
    if scale is not None and scale > table.many[low]:
        return float(table.many[low] * scale), k + 2, True
    return float(table.many[low]), k + 1, True


def _with_units(w: Words, k: int, value: float, table: _Table, language: str) -> tuple[float, int]:
    """A number with the groups of digits, tens, units and halves behind it: `1 200`, `двадцать пять`."""
    m = k + 1
    while m < len(w) and language == "ru" and w.lows[m].isdigit() and len(w.lows[m]) == 3 and w.lows[k].isdigit():
        value, m = value * 1000 + int(w.lows[m]), m + 1
    while m < len(w) and (more := _plain(w, m, table, language)) is not None and not w.lows[m][:1].isdigit():
        if language == "ar" and _TEN < value < _HUNDRED and more >= _TEN:
            break  # `بين خمسين وستين`
        if w.lows[m][0] == "و" and value <= _TEN and more <= _TEN:
            break  # `بين ستة وثمانية`
        value, m = value + more, m + 1
    if m + 1 < len(w) and w.lows[m] == "с" and w.lows[m + 1] == "половиной":
        return value + 0.5, m + 2
    return value, m


def _multiplied(w: Words, k: int, value: float, m: int, table: _Table, language: str) -> tuple[float, int]:
    """A number from word k on with the hundred, thousand or million at word m, and what goes on behind that."""
    scale = table.scales.get(_known(w.lows[m], table.scales, language)) if m < len(w) else None
    scale = _OF_RUSSIAN.get(w.lows[m]) if scale is None and m < len(w) else scale
    if scale is None:
        return value, m
    value, m = value * scale, m + 1
    if m < len(w) and w.lows[m] == "." and language == "ru" and w.lows[m - 1] in {"тыс", "млн"}:
        return value, m + 1
    return (value, m) if w.lows[k][0].isdigit() else _and_more(w, m, value, table, language)


#: `пара сотен`, `восемь десятков`.
_OF_RUSSIAN = {"сотни": 100, "сотен": 100, "десятков": 10, "десятка": 10}


def _and_more(w: Words, m: int, value: float, table: _Table, language: str) -> tuple[float, int]:
    """What a number goes on with: `тысяча сто пятнадцать`, `الف وميه وخمسه عشر`."""
    least = value
    while m < len(w) and not w.lows[m][0].isdigit():
        low = w.lows[m]
        hung = low[1:] if language == "ar" and low.startswith("و") else low
        more = table.numbers.get(hung, table.scales.get(hung))
        ten = language == "ar" and (low in {"عشر", "عشره"} or (least < _TEN <= (more or 0) < _HUNDRED))
        if language == "ar" and value >= _THOUSAND and m + 1 < len(w) and w.lows[m + 1] in {"الاف", "الف"}:
            break  # `الفين وخمسميه وثلاثه الاف`
        if more is None or (more >= least and not ten) or not (language == "ru" or low.startswith("و") or ten):
            break
        value, least, m = value + more, more, m + 1
    return value, m


_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
#: Monday is written as the second.
_DAY_NAMES = frozenset({"الاثنين", "والاثنين", "للاثنين", "الاحد"})


def _plain(w: Words, k: int, table: _Table, language: str) -> float | None:
    low = w.lows[k]
    if low in _DAY_NAMES:
        return None
    if low[:1].isdigit():
        if ":" in low or not _DIGITS.fullmatch(low):
            return None
        digits = low.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", low) else low.replace(",", ".")
        digits = digits.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits) else digits
        return float(digits)
    if language == "ar" and low[0] in "لبك" and low[1:] in table.numbers and low not in table.numbers:
        low = low[1:]  # `لثمانين`, `بثلاثة`
    return table.numbers.get(_known(low, table.numbers, language))


def _known(low: str, words: Mapping[str, float], language: str) -> str:
    """A word as it stands in a list: `الاف` is a word of its own, `الثلاثه` is `ثلاثه`."""
    return low if low in words or language != "ar" else bare(low)


def _unit(low: str, table: _Table, language: str) -> tuple[str, int] | None:
    if language == "ar":
        own = low.removesuffix("ها").removesuffix("هم").removesuffix("ه")
        units = table.units
        hung = units.get(low[1:]) if low[0] in "لبك" else None  # `لسيارتي`
        known = units.get(bare(low)) or units.get(low) or units.get(bare(own)) or hung
        if known is not None or own == low or not own.endswith("ي"):
            return known
        theirs = units.get(bare(own) + "ن")  # `مقاتليه`; `مدفعية` are no two guns
        return theirs if theirs is not None and not theirs[1] else None
    if low in _MINES:
        return "mines", 0  # a stem of it would be one of `минут` too
    if low.endswith(_ADJECTIVES) and not low.startswith(("гражданск", "полицейск")):
        return None  # `грузинских солдат`
    return next((table.units[low[:n]] for n in range(len(low), 2, -1) if low[:n] in table.units), None)


_MINES = frozenset({"мин", "минами"})
_ADJECTIVES = ("ских", "ский", "ского", "ская", "ское", "ские", "скую", "ской", "скими", "ским")


def _unit_behind(w: Words, k: int, last: int, table: _Table, language: str) -> tuple[str, int] | None:
    """The unit within the next words; `سيارة اسعاف` is an ambulance."""
    for m in range(k, min(last, k + 3)):
        if w.lows[m] in _NOT_ITS_NOUN or w.lows[m] in _LENGTHS or w.lows[m][0].isdigit():
            return None
        unit = _unit(w.lows[m], table, language)
        if unit is not None:
            after = w.lows[m + 1] if m + 1 < last else ""
            if unit[0] == "planes" and after.startswith(_UNMANNED):
                return "drones", m + 2
            if unit[0] in {"cars", "vehicles"} and (bare(after) == "اسعاف" or after.startswith("скор")):
                return "ambulances", m + 2
            return unit[0], m + 1
        if m == k and _are_people(w, m, last, language):
            return "people", m + 1
    return None


def _are_people(w: Words, k: int, last: int, language: str) -> bool:
    """Whether a noun that no list has names people: by its ending, in Arabic also by the verb behind it."""
    low = w.lows[k]
    if language == "ru":
        return _RUSSIAN_PERSON.search(low) is not None and not low.startswith(_NO_PERSONS)
    if len(low) > _SHORT and low.endswith(_MASCULINE) and low not in _NO_PERSONS:
        return True
    return k + 1 < last and w.lows[k + 1].endswith("وا")  # `خمسة طهاة غادروا`


#: Sound masculine plurals, which are people behind a number: `إعلاميين`, `نجارون`.
_MASCULINE = ("ين", "ون")
_SHORT = 4
#: `связисток`, `погорельцев`, `наставников`, `строителей`: who does it, or where he is from.
_RUSSIAN_PERSON = re.compile(
    r"(?:тел(?:ь|я|и|ей|ям|ями)|[чщн]ик(?:а|и|ов|ам|ами)?|ниц(?:а|ы|ам|ами)?|ист(?:а|ы|ов|ам|ами|ок)?|"
    r"[нйлрмвс]ь?ц(?:а|ы|ев|ам|ами)|чан(?:е|ин|ина|ам|ами)?|янин(?:а)?|лог(?:а|и|ов)|[дгт][еа]нт(?:а|ы|ов))$"
)
#: With such endings these are things.
_NO_PERSONS = (
    "ящик", "грузовик", "погрузчик", "подъемник", "источник", "понедельник", "двигател", "месяц", "гостиниц", "границ",
    "единиц", "страниц", "сантиметр", "свит", "лист", "списк", "километр", "площад", "выключател", "глушител", "теплиц",
    "пистолет", "каталог", "диалог", "залог", "налог", "лестниц", "пшениц", "датчик", "счетчик", "ледник", "рудник",
    "рынк", "памятник", "праздник", "сборник", "дневник", "холодильник", "светильник", "инцидент", "прецедент",
    "سنين", "ملايين", "عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين", "بلايين", "براهين",
    "قوانين", "موازين", "بساتين", "عناوين", "تمارين", "دكاكين", "شرايين", "مضامين", "صناديق", "مليون", "تريليون",
)  # fmt: skip


#: `طائرات مسيرة`.
_UNMANNED = ("مسير", "بدون", "المسير")
_AND_MORE = frozenset({("с", "лишним"), ("с", "небольшим")})
#: Units of people, which a bare number of people may count.
_HUMAN = frozenset(
    [
        "people",
        "civilians",
        "fighters",
        "soldiers",
        "detainees",
        "prisoners",
        "hostages",
        "children",
        "men",
        "observers",
    ]
)
#: Russian numerals that count people only: `погибли двое`.
_OF_PEOPLE = frozenset(
    ["двое", "трое", "четверо", "пятеро", "шестеро", "семеро", "восьмеро", "девятеро", "десятеро", "двоих", "троих",
     "четверых", "пятерых", "шестерых", "семерых", "восьмерых", "девятерых", "десятерых", "двоим", "троим"]
)  # fmt: skip
_OF_THEM = frozenset({"منهم", "منها", "منهن", "них"})
#: `59 присоединились`: those counted did it.
_ALL_DID = re.compile("(?:лись|[аиыяу]ли|ены|аны|яты)$")
#: Behind these stands no noun of the number before.
_NOT_ITS_NOUN = frozenset(
    [",", ".", ";", ":", "و", "и", "в", "في", "علي", "الي", "عن", "قرب", "خلال", "بعد", "قبل", "за", "на", "до",
     "после", "по", "из", "у", "к", "о"]
)  # fmt: skip
_NOT = {"ar": frozenset({"لم", "ولم", "لا", "ولا", "لن", "دون"}), "ru": frozenset({"не", "ни"})}


def _denied(w: Words, k: int, language: str) -> bool:
    return not _NOT[language].isdisjoint(w.lows[max(0, k - 8) : k + 4])


#: `выросло до 14`, `ارتفع الي`: what it became.
_ROSE = ("вырос", "увелич", "возрос", "сократил", "уменьшил", "достиг", "ارتفع", "وارتفع", "انخفض", "وصل")


def _mode(w: Words, k: int, table: _Table) -> str:
    if k > 1 and w.lows[k - 1] in {"о", "об", "из"} and (aside := _mode(w, k - 1, table)):
        return aside  # `примерно о ста`
    for length in (4, 3, 2, 1):
        words = tuple(w.lows[max(0, k - length) : k])
        words = (words[0].removeprefix("و"), *words[1:]) if words else words
        if len(words) == length and (mode := table.before.get(words)) is not None:
            return "" if k > length and w.lows[k - length - 1].startswith(_ROSE) else mode
    return ""


def _quantity(low: float, top: float | None, many: bool, mode: str, unit: str) -> Quantity:
    bottom, high = int(low), int(top) if top is not None else int(low)
    if many:
        return Quantity(bottom, None, unit, True)
    if mode == "no-top":
        return Quantity(bottom, None, unit)
    if mode == "up-to":
        return Quantity(0, high, unit)
    if mode == "fewer":
        return Quantity(0, max(0, high - 1), unit)
    return Quantity(bottom, high, unit, mode == "approx")
