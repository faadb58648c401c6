"""Where a proposition in Arabic or Russian says that its event happened: as `reader.where`, by these languages' words.

Arabic has no capital letters, so a name that is no place of the deal is known from a list or by the noun before it
(`معبر العيس`, `مستشفى في حماة`); in Russian it is told by its capital behind a preposition (`под Ереваном`).
"""

from functools import cache, lru_cache
from typing import Final

from trucekeeper.reader.lens import Lens
from trucekeeper.reader.lexicon import folded_sections
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.naming import Names, identify, places
from trucekeeper.reader.tongues.tables import Tongue, bare, without_proclitics
from trucekeeper.reader.where import ASKED, AT, FROM, OF, PASSED, TO, Placed, Seen, likeliest
from trucekeeper.reader.words import Words

_ROLE: Final[dict[str, dict[str, str]]] = {
    "ar": {
        **dict.fromkeys(("في", "عند", "قرب", "داخل", "علي", "حول", "عبر", "فوق", "قباله", "امام", "خارج", "وسط",
                         "بمحاذاه", "لدي", "وفي", "وعند", "بين"), AT),
        **dict.fromkeys(("من", "ومن", "عن"), FROM),
        **dict.fromkeys(("الي", "والي", "نحو", "باتجاه", "صوب"), TO),
    },
    "ru": {
        **dict.fromkeys(("в", "во", "на", "у", "под", "около", "возле", "близ", "вблизи", "по", "через", "над", "за",
                         "внутри", "неподалеку", "рядом"), AT),
        **dict.fromkeys(("из", "изо", "от", "с", "со", "из-под"), FROM),
        **dict.fromkeys(("до", "к", "ко"), TO),
    },
}  # fmt: skip
#: Verbs and their nouns that have the place behind them without a preposition.
_BY_VERB: Final[dict[str, dict[str, str]]] = {
    "ar": {
        **dict.fromkeys(("غادر", "غادرت", "غادروا", "يغادر", "تغادر", "مغادره", "يغادرون"), FROM),
        **dict.fromkeys(("بلغ", "بلغت", "بلغوا", "دخل", "دخلت", "دخلوا", "دخول", "يدخل", "تدخل", "زار", "زياره"), TO),
        **dict.fromkeys(
            ("عبر", "عبرت", "عبروا", "عبور", "اجتاز", "اجتازت", "اجتياز", "قصف", "قصفت", "قصفوا", "فتح", "يفتح", "فتحت",
             "اغلاق", "اغلق", "اغلقت", "قطع", "قطعت", "بقطع", "بفتح", "باغلاق", "بقصف", "حمايه", "بحمايه", "استهدف",
             "استهدفت", "استهداف"), AT),
    },
    "ru": {
        **dict.fromkeys(("покинул", "покинула", "покинули", "покинуть", "покидают", "покинут"), FROM),
        **dict.fromkeys(("достиг", "достигла", "достигли", "достигнет"), TO),
        **dict.fromkeys(
            ("обстрелял", "обстреляла", "обстреляли", "обстрел", "обстрелы", "обстрела", "пересек", "пересекла",
             "пересекли",
             "захватить", "открыть", "закрыть", "перекрыл", "перекрыли", "перекрыть", "бомбил", "бомбили"), AT),
    },
}  # fmt: skip
_BESIDE: Final = frozenset(
    ["الذي", "التي", "الذين", "اللذين", "حتي", "اذا", "قبل", "بعد", "لان", "حين", "عندما", "который", "которая",
     "которое", "которые", "которых", "которого", "которой", "пока", "если", "когда", "потому", "после", "прежде"]
)  # fmt: skip
#: Nouns of people and vehicles behind which `from X` tells whose they are.
_WHOSE: Final = {
    "ar": ("مقاتل", "مدني", "اهالي", "سكان", "جرحي", "مرضي", "حافل", "شخص", "نازح", "لاجي"),
    "ru": ("жител", "беженц", "больны", "ранен", "боевик", "люд", "автобус", "семь"),
}
_LONGEST: Final = 6


def where(w: Words, parts: list[tuple[int, int]], event: str, view: Lens, known: Names, words_of: Tongue) -> Placed:
    """The place of a proposition.

    Args:
        w: The words.
        parts: Of each part of the proposition the first word, and the word behind its last.
        event: The event kind.
        view: The deal made ready.
        known: Its names in the language.
        words_of: The language.
    """
    seen = [
        _as_seen(w, one, part[0], known.language, moved=event in ASKED)
        for part in parts
        for one in places(w, *part, known)
    ]
    free = [one for part in parts for one in _free(w, part, event, view, known, words_of)]
    within = {two: next((one.id for one in seen if two.start <= one.start < two.end), None) for two in free}
    seen = [one for one in seen if not any(two.start <= one.start < two.end for two in free)]
    seen += [two._replace(id=within[two]) for two in free]
    return likeliest(w.text, seen, event)


def _as_seen(w: Words, one: Mention, first: int, language: str, *, moved: bool) -> Seen:
    k = w.at(one.start)
    role = OF if _told_beside(w, k, first) else _role(w, k, first, language, moved=moved)
    return Seen(role, k, one.start, one.end, one.id)


def _told_beside(w: Words, k: int, first: int) -> bool:
    for n in range(k - 1, first, -1):
        if w.lows[n] == ",":
            return w.lows[min(n + 1, k)].startswith("котор")
        if w.lows[n] in _BESIDE:
            return True
    return False


def _role(w: Words, k: int, first: int, language: str, *, moved: bool) -> str:
    """How the place that begins at word k stands to the event; one word may part it from its preposition."""
    for n in (k - 1, k - 2):
        if n < first:
            break
        low = w.lows[n]
        role = _ROLE[language].get(low) or _BY_VERB[language].get(low)
        if role is not None:
            whose = role == FROM and n > first and w.lows[n - 1].lstrip("ال").startswith(_WHOSE[language])
            return OF if whose and not moved else role
        if not w.text[w.starts[n]].isalpha():
            break
    low = w.lows[k]
    if language == "ar" and low[:1] == "ب" and len(low) > 3 and bare(low) != low:
        return AT
    return OF


def _free(w: Words, part: tuple[int, int], event: str, view: Lens, known: Names, words_of: Tongue) -> list[Seen]:
    """Places that the deal may not have, behind a preposition or a verb that asks for a place."""
    first, last = part
    language = known.language
    signs, verbs = _ROLE[language], _BY_VERB[language]
    found: list[Seen] = []
    if event in PASSED and first + 1 < last and (language == "ar" or event == "obstruction"):
        end = _arabic(w, first, last) if language == "ar" else first + 1 if _is_place_noun(w.lows[first]) else None
        if end is not None:
            found.append(Seen(AT, first, w.starts[first], w.ends[end - 1], None))
    beside = False
    for k in range(first, last - 1):
        low = w.lows[k]
        if low in _BESIDE:
            beside = k > first
        elif low == ",":
            beside = False
        if beside or low == "بين" or not (low in signs or _verb_role(low, verbs)):
            continue
        role = signs.get(low) or _verb_role(low, verbs)
        at = k + 1
        end = _arabic(w, at, last) if language == "ar" else _russian(w, at, last, view, known, words_of)
        if end is None and low == "علي" and k > first and _is_hit(w, k):
            end = at + 1
        while end is None and language == "ar" and low not in signs and at < min(last, k + 4) - 1:
            at += 1  # the subject stands between: `غادرت حافلتان سجن عوفر`
            if w.lows[at] in signs or w.lows[at - 1] in signs:
                break
            end = _arabic(w, at, last)
        if end is not None and (not found or w.starts[at] >= found[-1].end):
            found.append(Seen(role, at, w.starts[at], w.ends[end - 1], None))
    return found


def _is_hit(w: Words, k: int) -> bool:
    """`غارات على زملكا`: what stands behind is a place, whatever its name; no things and no people are."""
    low, before = w.lows[k + 1], w.lows[k - 1]
    if not any(one.removeprefix("ال").startswith(_ATTACKS) for one in (before, w.lows[k - 2] if k > 1 else "")):
        return False
    return _may_name(low) and low != "محيط" and not low.startswith("ال") and not low.endswith(("ات", "ين", "ون", "يه"))


_ATTACKS: Final = ("غار", "قصف", "هجوم", "هجمات", "هجمه", "ضرب", "قذايف", "صواريخ", "براميل")


def _verb_role(low: str, verbs: dict[str, str]) -> str:
    return verbs.get(low) or verbs.get(without_proclitics(low)) or (AT if low.startswith("обстрел") else "")


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(word for line in folded_sections("places.txt")[section] for word in line.split())


def _arabic(w: Words, k: int, last: int) -> int | None:
    """Behind `معبر العيس`, `الاحياء الغربية`, `مستشفى في حماة`, `عدن`."""
    if (name := _arabic_name(w, k, last)) is not None:
        return name
    n = k + 1 if w.lows[k] in _ONE_OF and k + 1 < last else k
    if bare(w.lows[n]) not in _listed("nouns ar") or (w.lows[n] in _NEED_MORE and n + 1 >= last):
        return None
    end = n + 1
    definite = w.lows[n].startswith("ال")
    while end < last and end - k < _LONGEST:
        low = w.lows[end]
        if definite and low.startswith("ال") and low not in _TIMES and not w.lows[end].startswith("الي"):
            end += 1
        elif not definite and end == n + 1 and (_belongs(low) or _names_it(w.lows[n], low)):
            end += 1
            definite = low.startswith("ال") or low in _listed("names ar")
        elif low in _BY_WHICH and not definite and end + 1 < last and end == n + 1:
            return _arabic_name(w, end + 1, last) or (end + 2 if _may_name(w.lows[end + 1]) else end)
        else:
            break
    if end == n + 1 and not definite and w.lows[n] in _NEED_MORE:
        return None
    return end


_ONE_OF: Final = frozenset({"احد", "احدي", "كل", "اربع", "ثلاث", "بعض", "عده", "مشارف"})
#: These are prepositions or parts of a date, unless a name follows.
_NEED_MORE: Final = frozenset(
    {"شمال", "جنوب", "شرق", "غرب", "خط", "مناطق", "منطقه", "خطوط", "اطراف", "نقاط", "مركز", "مراكز", "حدود", "حقل"}
)
_TIMES: Final = frozenset(
    ["الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "اليوم", "الليله", "الساعه", "الماضي",
     "الماضيه", "الان", "المقبل", "المقبله", "التي", "الذي", "الذين", "الاول", "الي"]
)  # fmt: skip


#: An indefinite noun of a place is told by where it lies: `مستشفى في حماة`, `حاجز قرب نوى`.
_BY_WHICH: Final = frozenset({"في", "قرب"})
#: Behind these stands their name, whatever letter it begins with.
_NAMED: Final = frozenset(["بلده", "قريه", "مدينه", "مخيم", "حي", "بلدتي", "محافظه", "ريف", "سجن", "معبر", "مطار"])


def _names_it(noun: str, low: str) -> bool:
    return bare(noun) in _NAMED and _may_name(low) and low not in _BESIDE


def _may_name(low: str) -> bool:
    return low.isalpha() and len(low) > 2 and low not in _TIMES and low not in _ROLE["ar"] and low not in _SPANS


#: What stands behind `in` and is a time.
_SPANS: Final = frozenset(
    ["الليل", "الصباح", "المساء", "الفجر", "النهار", "وقت", "ساعه", "يوم", "ليله", "صباح", "مساء", "فجر", "حيث", "بعد",
     "قبل", "منذ", "خلال", "حتي", "عند", "انتظار", "حين", "اليوم", "امس", "غدا"]
)  # fmt: skip


def _belongs(low: str) -> bool:
    """Whether a word may go on with an indefinite noun of a place: a name or an adjective, no verb, no preposition."""
    return (
        low.isalpha()
        and low not in _ROLE["ar"]
        and low not in _BESIDE
        and low not in _TIMES
        and not (low[0] in "وفيتسل" and not low.startswith(("تفتيش", "وادي")))
    )


def _arabic_name(w: Words, k: int, last: int) -> int | None:
    names = _listed("names ar")
    one = bare(w.lows[k])
    if k + 1 < last and f"{one}_{w.lows[k + 1]}" in names:
        return k + 2
    return k + 1 if one in names else None


def _russian(w: Words, k: int, last: int, view: Lens, known: Names, words_of: Tongue) -> int | None:
    """Behind `Луганской области`, `трёх участках фронта`, `блокпосту у Еленовки`, `Ереваном`."""
    end = k
    while end < last and end - k < _LONGEST and w.lows[end].isalpha() and w.lows[end] not in _ROLE["ru"]:
        if _is_place_noun(w.lows[end]):
            return _told_further(w, end + 1, last)
        if not w.lows[end].endswith(_ADJECTIVE) and w.lows[end] not in _NUMBERS:
            break
        end += 1
    end = k
    while end < last and w.capital(end) and w.lows[end].isalpha() and not w.raw(end).isupper():
        end += 1
    if end == k or w.lows[k] in _NO_NAMES or end - k > 3:
        return None
    who = identify(w, k, end, view, known)
    country = words_of.country(w.lows[k]) != ""
    if (who.id is not None or who.kind != "other") and not country:
        return None
    return end if not country or w.lows[k - 1] in {"в", "во", "под", "близ", "около", "на"} else None


_ADJECTIVE: Final = (
    "ом", "ем", "ой", "ей", "ый", "ий", "ая", "яя", "ого", "его", "ому", "ему", "ую", "юю", "ых", "их", "ые", "ие",
    "ым", "им", "ыми", "ими", "ое", "ее",
)  # fmt: skip
_NUMBERS: Final = frozenset(
    {"два", "двух", "две", "три", "трех", "четырех", "пяти", "его", "их", "ее", "свою", "нескольких"}
)
_NO_NAMES: Final = frozenset({"рождество", "пасху", "совбезе", "думе", "красный", "красного"})
#: By which a noun of a place is told which it is.
_NEAR: Final = frozenset({"у", "под", "возле", "около", "близ", "южнее", "севернее", "западнее", "восточнее", "в"})


def _told_further(w: Words, end: int, last: int) -> int:
    while end < last and w.capital(end) and w.lows[end].isalpha():
        end += 1
    if end < last and w.lows[end] in {"фронта", "города", "сбора", "пропуска", "центра", "связи"}:
        return end + 1
    if end + 1 < last and w.lows[end] in _NEAR and w.capital(end + 1):
        end += 2
        while end < last and w.capital(end):
            end += 1
    return end


@lru_cache(20_000)
def _is_place_noun(low: str) -> bool:
    nouns = _listed("nouns ru")
    return low not in _NO_NOUNS and any(low[:n] in nouns and len(low) - n <= 3 for n in range(3, len(low) + 1))


#: Words that begin like a noun of a place.
_NO_NOUNS: Final = frozenset(
    {"дома", "портал", "сельским", "зонд", "селили", "мостят", "гора", "городской", "городским"}
)
