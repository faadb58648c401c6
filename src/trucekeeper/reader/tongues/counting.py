"""How many, in Arabic and Russian: the conventions of `quantity`, the words of `lexicon/LANGUAGE_numbers.txt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.lexicon import folded_sections
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.tongues.tables import bare
from trucekeeper.reader.words import Words

_DIGITS = re.compile(r"\d{1,3}(?:[, .]\d{3})+(?!\d)|\d+(?:[.,]\d)?")


@dataclass(frozen=True)
class _Table:
    numbers: dict[str, float]
    scales: dict[str, int]
    many: dict[str, int]
    units: dict[str, tuple[str, int]]
    before: dict[tuple[str, ...], str]
    instead: frozenset[tuple[str, ...]]
    behind: frozenset[tuple[str, ...]]
    none: frozenset[tuple[str, ...]]
    persons: frozenset[str]


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
    return _Table(
        {w: float(n) for w, n in pairs["numbers"]}, {w: int(n) for w, n in pairs["scales"]},
        {w: int(n) for w, n in pairs["many"]}, units, before, phrases["instead of"], phrases["at least behind"],
        phrases["none"], frozenset(word for (word,) in phrases["one person"]),
    )  # fmt: skip


#: What is no count of people.
_LENGTHS = frozenset(
    ["%", "كيلومتر", "كيلومترا", "متر", "ساعه", "يوم", "км", "метров", "часов", "часа", "дней", "минут"]
)


def quantities(w: Words, first: int, last: int, language: str) -> list[Counted]:
    """All counted things among the words [first, last), in order."""
    table = _table(language)
    found: list[Counted] = []
    k = first
    while k < last:
        made = _number_at(w, k, last, table, language)
        if made is not None:
            found.append(made[0])
            k = made[1]
        else:
            k += 1
    meant = [one for one in found if not _stands(w, w.at(one.start), table.instead)]
    return meant or found


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


def _number_at(w: Words, k: int, last: int, table: _Table, language: str) -> tuple[Counted, int] | None:
    dual = _unit(w.lows[k], table, language)
    if dual is not None and dual[1] and not _value(w, k - 1, table, language):
        ambulances = dual[0] == "cars" and k + 1 < last and bare(w.lows[k + 1]) == "اسعاف"
        unit_of = "ambulances" if ambulances else dual[0]
        return Counted(Quantity(dual[1], dual[1], unit_of), w.starts[k], w.ends[k]), k + 1
    if dual is not None and _stands(w, k, table.none) and _denied(w, k, language):
        return Counted(Quantity(0, 0, dual[0]), w.starts[k - 1], w.ends[k]), k + 1
    read = _value(w, k, table, language)
    if read is None:
        return None
    low, k_after, many = read
    top: float | None = None
    if k_after + 1 < last and w.lows[k_after] in {"و", "الي", "до", "и", "-", "–"}:
        second = _value(w, k_after + 1, table, language)
        if second is not None:
            top, k_after = second[0], second[1]
            if low < 100 and top >= 1000 and top % 1000 == 0:
                low *= 1000  # `from three to four thousand`
    elif k_after < last and w.lows[k_after].startswith("و") and w.lows[k_after][1:2].isdigit():
        top, k_after = float(w.lows[k_after][1:].replace(",", "")), k_after + 1
    unit = _unit_behind(w, k_after, last, table, language)
    mode = _mode(w, k, table)
    if 1900 <= low <= 2100 and (unit is None or unit[1] > k_after + 1) and not mode:
        return None
    if unit is None and (many or low >= 100) and w.lows[min(k_after, last - 1)] not in _LENGTHS:
        unit = ("people", k_after)
    if unit is None:
        return None
    if top is not None and mode != "between" and top < low:
        return None
    if _stands(w, unit[1], table.behind, behind=True):
        mode = "no-top"
    if _stands(w, k + 1, table.none):
        low = top = 0.0  # `ни один`
    quantity = _quantity(low, top, many, mode, unit[0])
    return Counted(quantity, w.starts[k], w.ends[unit[1] - 1]), unit[1]


def _value(w: Words, k: int, table: _Table, language: str) -> tuple[float, int, bool] | None:
    """A number beginning at word k: its value, the word behind it, whether it is only a round one (dozens)."""
    if not 0 <= k < len(w):
        return None
    low = _known(w.lows[k], {**table.many, **table.scales}, language)
    if low in table.many and language == "ru" and _mode(w, k, table) and low in {"тысячи", "сотни"}:
        return (1000.0 if low == "тысячи" else 100.0), k + 1, False  # `около тысячи` is one thousand
    if low in table.many and not (k and _plain(w, k - 1, table, language)):
        scale = table.scales.get(_known(w.lows[k + 1], table.scales, language)) if k + 1 < len(w) else None
        if scale is not None and scale > table.many[low]:
            return float(table.many[low] * scale), k + 2, True  # `hundreds of thousands`
        return float(table.many[low]), k + 1, True
    value = _plain(w, k, table, language)
    if value is None:
        if low in table.scales:
            return float(table.scales[low]), k + 1, False
        return None
    m = k + 1
    while m < len(w) and language == "ru" and w.lows[m].isdigit() and len(w.lows[m]) == 3 and w.lows[k].isdigit():
        value, m = value * 1000 + int(w.lows[m]), m + 1
    while m < len(w) and (more := _plain(w, m, table, language)) is not None and not w.lows[m][:1].isdigit():
        value, m = value + more, m + 1
    if m < len(w) and (scale := table.scales.get(_known(w.lows[m], table.scales, language))) is not None:
        value, m = value * scale, m + 1
        if m < len(w) and w.lows[m] == "." and language == "ru" and w.lows[m - 1] in {"тыс", "млн"}:
            m += 1
    return value, m, False


def _plain(w: Words, k: int, table: _Table, language: str) -> float | None:
    low = w.lows[k]
    if low[:1].isdigit():
        if ":" in low or not _DIGITS.fullmatch(low):
            return None
        digits = low.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", low) else low.replace(",", ".")
        digits = digits.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits) else digits
        return float(digits)
    return table.numbers.get(_known(low, table.numbers, language))


def _known(low: str, words: Mapping[str, float], language: str) -> str:
    """A word as it stands in a list: `الاف` is a word of its own, `الثلاثه` is `ثلاثه`."""
    return low if low in words or language != "ar" else bare(low)


def _unit(low: str, table: _Table, language: str) -> tuple[str, int] | None:
    if language == "ar":
        own = low.removesuffix("ها").removesuffix("هم")
        return table.units.get(bare(low)) or table.units.get(low) or table.units.get(bare(own))
    return next((table.units[low[:n]] for n in range(len(low), 2, -1) if low[:n] in table.units), None)


def _unit_behind(w: Words, k: int, last: int, table: _Table, language: str) -> tuple[str, int] | None:
    """The unit within the next words; `سيارة اسعاف` is an ambulance."""
    for m in range(k, min(last, k + 3)):
        if w.lows[m] in {",", ".", ";", ":", "و", "и", "в"} and m > k - 1:
            return None
        unit = _unit(w.lows[m], table, language)
        if unit is not None:
            after = w.lows[m + 1] if m + 1 < last else ""
            if unit[0] == "cars" and (bare(after) == "اسعاف" or after.startswith("скор")):
                return "ambulances", m + 2
            return unit[0], m + 1
    return None


_NOT = {"ar": frozenset({"لم", "ولم", "لا", "ولا", "لن", "دون"}), "ru": frozenset({"не", "ни"})}


def _denied(w: Words, k: int, language: str) -> bool:
    return not _NOT[language].isdisjoint(w.lows[max(0, k - 8) : k])


def _mode(w: Words, k: int, table: _Table) -> str:
    for length in (4, 3, 2, 1):
        words = tuple(w.lows[max(0, k - length) : k])
        words = (words[0].removeprefix("و"), *words[1:]) if words else words
        if len(words) == length and (mode := table.before.get(words)) is not None:
            return mode
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
