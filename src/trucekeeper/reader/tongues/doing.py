"""Who is said to have done it in Arabic and Russian: by the word, and by what stands before it.

Arabic tells a doer by his place: he opens the words behind `ان`, or stands behind the verb that opens them; who stands
behind a preposition is none. Russian tells him by case: a party's name as it is written, a plural or a feminine in the
nominative, `X стороной`, `X военными`. Ids are given as in English (`reader.doers`).
"""

from functools import lru_cache
from typing import Final

from trucekeeper.reader.actors import Actor
from trucekeeper.reader.doers import HARM, MOVED, TALK, doing, militia, own_forces
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.naming import Names, identify, name_key
from trucekeeper.reader.tongues.tables import Tongue, bare, without_proclitics
from trucekeeper.reader.words import Words

_NO_DOER_BEHIND: Final = {
    "ar": frozenset(
        ["من", "في", "الي", "علي", "عن", "ضد", "نحو", "مع", "قرب", "داخل", "تجاه", "باسم", "لدي", "عند", "باتجاه",
         "مواقع", "سيطره", "مناطق", "احياء", "مواقف", "حدود", "اهالي", "طلب", "موافقه", "مشاركه", "برعايه", "بوساطه",
         "خروج", "اجلاء", "مغادره", "جثامين", "نقل", "عايلات", "انسحاب", "عدد"]
    ),
    "ru": frozenset(
        ["в", "во", "на", "с", "со", "из", "от", "для", "к", "ко", "по", "у", "о", "об", "до", "под", "за", "между",
         "через", "при", "против", "без", "над", "около", "возле", "среди", "рядом"]
    ),
}  # fmt: skip
_BY: Final = {
    "ar": frozenset({"قبل", "برصاص", "بنيران", "بقصف", "وراء", "سببه", "يد"}),
    "ru": frozenset({"стороны", "позиций"}),
}
_BETWEEN: Final = frozenset({"بين", "между"})
_OTHER: Final = frozenset({"الاخر", "الاخري", "другую", "другая", "друг"})
_OR: Final = frozenset({"او", "ام", "или", "либо"})
#: Endings of a Russian word that is no subject.
_OBLIQUE: Final = ("ов", "ев", "ых", "их", "ого", "его", "ам", "ям", "ах", "ях", "ому", "ему", "ств")
_BY_CASE: Final = ("ыми", "ими", "ками", "ами", "ями", "стороной", "силами")


@lru_cache(maxsize=50_000)
def was_struck(low: str) -> bool:
    """`ранены`, `погибли`, `اصيب`: a verb by which something befell whoever stands beside it."""
    return low.startswith(_STRUCK) and "вш" not in low and "бши" not in low


def _was_hurt(w: Words, first: int, k: int) -> bool:
    """`قتل سته عناصر من قوات X`: who stands behind such a verb, unless right behind it and with an article."""
    n = next((n for n in range(first, k) if was_struck(w.lows[n])), None)
    return n is not None and (k > n + 1 or not w.lows[k].startswith("ال"))


_STRUCK: Final = (
    "ранен", "убит", "погиб", "подорвал", "контужен", "пострада", "اصيب", "اصاب", "جرح", "قتل", "مقتل", "استشه"
)  # fmt: skip
_TALKS: Final = ("переговор", "встреч", "консультац", "контакт", "разговор")
#: Whose is told by what is written together with an Arabic word: his soldiers, their fighters.
_HIS: Final = ("ه", "ها", "هم", "نا")
_FAR: Final = 3
_NEAR: Final = 6
_MOST: Final = 3


def doers(
    w: Words, spans: list[tuple[int, int]], view: Lens, known: Names, words_of: Tongue, told: tuple[str, str],
    speaker: Mention | None,
) -> tuple[tuple[Actor, ...], bool]:  # fmt: skip
    """Who is said to have done it, and whether the named are alternatives.

    Args:
        w: The words.
        spans: Of each part of the proposition the first word, and the word behind its last.
        view: The deal made ready.
        known: Its names in the language.
        words_of: The language.
        told: The act of the cue and the event.
        speaker: Who says so.
    """
    act, event = told
    if event in FIRE and any(low.startswith(_SHOT_DOWN) for a, b in spans for low in w.lows[a:b]):
        return (), False  # who shoots down what was sent has not struck
    if act == "promises" and event in FIRE and _of_himself(w, spans[0], told, known.language, None):
        return (), False  # who promises quiet has not fired
    if speaker is not None and _of_himself(
        w, spans[0], told, known.language, view.forces.of_party.get(speaker.id or "")
    ):
        return own_forces(speaker, (speaker.start, speaker.end), w.text, event, view.forces), False
    if event in MOVED and act not in _LAID_ON:
        return _rolling(w, spans[0], view, words_of), False
    if event == "return" and act not in _LAID_ON:
        return (), False
    found: list[Actor] = []
    for span in spans:
        for k in range(*span):
            if not _may_do(w, k, span, known, words_of, told):
                continue
            made = _meant(w, k, span, view, known, words_of, told, speaker)
            found += [one for one in made if all(one.id != other.id or one.id is None for other in found)]
            if not _joined(w, k, span[1], known.language):
                break
        if found:
            break
    if not found and event in HARM and act != "accuses":
        found += _blow(w, spans[-1], view, words_of)
    either = any(not _OR.isdisjoint(w.lows[a:b]) for a, b in spans)
    return tuple(found[:_MOST]), either and len(found) > 1


def _of_himself(
    w: Words, span: tuple[int, int], told: tuple[str, str], language: str, own_forces: tuple[str, ...] | None
) -> bool:
    """`обещал открыть`, `وعدت بالافراج`, `отрицал причастность`: the speaker is who does it."""
    if span[0] >= span[1]:
        return False
    low, (act, event) = w.lows[span[0]], told
    if language == "ru" and act in {"promises", "agrees"}:
        return low.endswith(("ть", "ться", "чь", "ти", "тись")) or (low == "не" and w.lows[span[0] + 1 :][:1] != [])
    if language == "ar" and act in {"promises", "agrees"} and event in FIRE | {"access", "agreement", "obstruction"}:
        return low[:1] == "ب" and len(low) > _FAR + 1 and low not in {"بان", "بانه", "بانها", "بعد", "بعض"}
    if act in {"denies", "admits", "claims_responsibility"}:
        own = low == "свою" or low.startswith("причастност") or without_proclitics(low) in _OWN_PART
        return own or (event in HARM and _did_it(low, w.lows[span[0] + 1 : span[0] + 2]))
    if own_forces and low in _THAT_HE:
        after = w.lows[span[0] + 1 : span[0] + 2]
        return event in HARM | {"access"} and after != [] and after[0] in _ACTIVE
    return False


def _did_it(low: str, after: list[str]) -> bool:
    """`نفي ان يكونوا قد اطلقوا`, `отрицает, что стрелял`: a verb without a subject is the speaker's."""
    if after != [] and ((low in _THAT_HE and after[0] in _ACTIVE) or (low in _HAVING and after[0] in _HE_DID)):
        return True
    return low.endswith(("ал", "ял", "ил", "ала", "яла", "ила")) and after in ([], ["по"], ["в"], ["на"], [","])


_THAT_HE: Final = frozenset({"он", "она", "انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "وانهم"})
_HE_DID: Final = frozenset({"قد", "هو", "هي", "هم"})
_HAVING: Final = frozenset({"يكون", "تكون", "يكونوا", "يكونون"})
#: What a party does, keeps or does not do; other Arabic verbs read alike where it was done to it.
_ACTIVE: Final = frozenset(
    ["لم", "لا", "لن", "ملتزم", "ملتزمه", "ملتزمون", "التزم", "التزمت", "احترم", "احترمت", "اطلق", "اطلقت", "رد",
     "ردت", "شن", "شنت", "سلم", "سلمت", "افرجت", "افرج", "سمحت", "سمح", "فتحت", "فتح"]
)  # fmt: skip


_SHOT_DOWN: Final = ("сбит", "сбил", "перехва")
_OWN_PART: Final = frozenset(
    ["مسووليته", "مسووليتها", "ضلوعه", "ضلوعها", "تورطه", "تورطها", "علمها", "علمه", "صلتها", "صلته"]
)


def _forms(low: str, language: str) -> tuple[str, ...]:
    return (low, bare(low), bare(without_proclitics(low))) if language == "ar" else (low,)


@lru_cache(maxsize=50_000)
def _listed(low: str, language: str, section: str) -> bool:
    words = doing(f"{section} {language}")
    if language == "ar":
        return any(form in words for form in _forms(low, language)) or (
            section == "armed" and any(_own(form) in words for form in _forms(low, language))
        )
    return any(low[:length] in words for length in range(2, len(low) + 1))


def _own(form: str) -> str:
    """An Arabic word without whose it is."""
    return next((form[: -len(end)] for end in _HIS if form.endswith(end) and len(form) > len(end) + 3), form)


def _party_at(w: Words, k: int, known: Names) -> tuple[str, int] | None:
    """The party whose name begins at word k, and the word behind the name."""
    arabic = known.language == "ar"
    low = w.lows[k]
    first = _keys(low) if arabic else ()
    for alias, id in known.parties:
        if alias[0] not in first if arabic else not low.startswith(alias[0]):
            continue
        if k + len(alias) <= len(w) and all(_same(w.lows[k + n], part, known) for n, part in enumerate(alias)):
            return id, k + len(alias)
    return None


@lru_cache(maxsize=50_000)
def _keys(low: str) -> tuple[str, ...]:
    """The keys of an Arabic word as it stands and without what is written together with it."""
    return tuple(name_key(form, "ar") for form in _forms(low, "ar"))


def _same(low: str, part: str, known: Names) -> bool:
    if known.language == "ar":
        return part in _keys(low)
    return low.startswith(part) and len(low) - len(part) <= _FAR


def _may_do(w: Words, k: int, span: tuple[int, int], known: Names, words_of: Tongue, told: tuple[str, str]) -> bool:
    low, language, (act, event) = w.lows[k], known.language, told
    before = w.lows[k - 1] if k > span[0] else ""
    names = (
        _listed(low, language, "armed")
        or _listed(low, language, "other")
        or _party_at(w, k, known) is not None
        or (words_of.country(low) != "" and (language == "ar" or w.capital(k) or before in _BY[language]))
        or ((low in _OTHER or low.startswith("противник")) and act == "accuses")
    )
    if not names:
        return False
    if act in {"demands", "orders"} and k - span[0] < _FAR:
        return k <= span[0] + 1 or before in _ASKED_OF or without_proclitics(before) in _EVERY
    if act == "accuses":
        return not low.startswith("لل")
    if before in _BY[language]:
        return True
    if language == "ru" and not low.endswith(_BY_CASE) and any(map(was_struck, w.lows[slice(*span)])):
        return False  # nor is who is wounded
    if event in HARM and language == "ar" and _was_hurt(w, span[0], k) and not _of_his_doing(before):
        return False
    if event == "meeting" and before.startswith(_TALKS):
        return True
    if event == "killing" and language == "ru" and not low.endswith(_BY_CASE):
        return False  # who is killed is no doer
    if before in _BETWEEN:
        return event not in HARM
    if language == "ar":
        return _opens_arabic(w, k, span, before, told)
    return _in_nominative(w, k, span, before, known)


@lru_cache(maxsize=50_000)
def _of_his_doing(before: str) -> bool:
    """`قصف X`, `خروقات ارتكبتها X`: a noun of harm, or a verb with its object, behind which he stands who did it."""
    form = bare(without_proclitics(before))
    return form in _HARMS or (before.endswith(("تها", "تهم")) and len(before) > _NEAR and bare(before) == before)


_HARMS: Final = frozenset(
    ["قصف", "نيران", "غاره", "غارات", "ضربه", "ضربات", "هجوم", "هجمات", "خرق", "خروقات", "منع", "عرقله", "مماطله",
     "احتجاز", "رصاص", "قناصه"]
)  # fmt: skip
#: Before whom something is asked of, and before several of them.
_ASKED_OF: Final = frozenset({"من", "الي", "علي", "от", "ко", "к"})
_EVERY: Final = frozenset({"обе", "обеих", "обоих", "все", "всех", "стран", "جميع", "كل", "كلا"})


def _opens_arabic(w: Words, k: int, span: tuple[int, int], before: str, told: tuple[str, str]) -> bool:
    act, event = told
    if event in HARM and k > span[0] and _of_his_doing(before):
        return True
    if before in _NO_DOER_BEHIND["ar"] or w.lows[k].startswith(("لل", "بال")):
        return before == "من" and w.lows[k] in {"الجانبين", "الطرفين"}
    if w.lows[k].endswith(("فان", "بان", "دان")) and k - span[0] <= _NEAR:
        return True  # two in the nominative
    return k - span[0] <= (_FAR + 1 if act == "narrates" else _FAR - 1)


def _in_nominative(w: Words, k: int, span: tuple[int, int], before: str, known: Names) -> bool:
    low = w.lows[k]
    if low.endswith(_BY_CASE):
        return before not in {"с", "со", "между", "перед", "над"}
    if before in _NO_DOER_BEHIND["ru"]:
        return False
    if _is_name(w, k, known):
        return low in _as_written(known)
    if low.endswith(_OBLIQUE):
        return False
    if k > span[0] and before.endswith(("ого", "его", "ых", "их", "ому")) and before not in _THEIR_OWN:
        return False
    return k == span[0] or not low.endswith(("ии", "у", "ю", "е")) or low.endswith("ые") or low in {"все", "обе"}


def _is_name(w: Words, k: int, known: Names) -> bool:
    return w.capital(k) and not (
        _listed(w.lows[k], known.language, "armed") or _listed(w.lows[k], known.language, "other")
    )


@lru_cache(64)
def _as_written(known: Names) -> frozenset[str]:
    """The words of a deal's own names for its parties: in Russian their nominative."""
    return frozenset(word for name in known.written for word in name.split())


def _joined(w: Words, k: int, last: int, language: str) -> bool:
    """`X and Y`: the next doer belongs to this one."""
    after = w.lows[k + 1 : k + 4]
    if language == "ar":
        return any(low.startswith("و") and len(low) > 3 for low in after) or not _OR.isdisjoint(after)
    return bool({"и", "или", "либо"} & set(after)) and k + 1 < last


def _meant(
    w: Words, k: int, span: tuple[int, int], view: Lens, known: Names, words_of: Tongue, told: tuple[str, str],
    speaker: Mention | None,
) -> tuple[Actor, ...]:  # fmt: skip
    (act, event), (begin, last) = told, span
    if event in TALK and act != "accuses":
        return () if w.lows[k].startswith(_THINGS) else (Actor(w.raw(k), w.starts[k], w.ends[k], None),)
    forces, low = view.forces, w.lows[k]
    harm = act == "accuses" or (event in HARM and act != "demands")
    ids: tuple[str, ...] = ()
    near = w.lows[max(begin, k - 1) : min(last, k + 3)]
    armed = any(_listed(one, known.language, "armed") for one in near[: 2 if k == begin else 3])
    country = next((c for one in near if (c := words_of.country(one))), "")
    force = forces.by_country.get(country) if country else None
    armed = armed or (act == "demands" and force is not None and _sends_arms(w.lows[k + 1 : last]))
    party = _party_at(w, k, known) or (_owner(w, k, last, known) if _listed(low, known.language, "armed") else None)
    own = known.language == "ru" and k > begin and w.lows[k - 1] in _THEIR_OWN and armed
    beside = _beside(w, k, last, known.language)
    of_state = 0 <= beside < last and (
        w.lows[beside].startswith(_GOVERNMENT[known.language]) or bare(without_proclitics(w.lows[beside])) in _STATES
    )
    if armed and not party and of_state and forces.government:
        ids = forces.state
    elif low in _OTHER or low.startswith("противник"):
        ids = _foes(speaker, view)
    elif speaker is not None and speaker.id is not None and (own or (act == "orders" and armed and not party)):
        ids = forces.meant(speaker.id, speaker.text, armed=True, harm=True)
    elif _may_be_militia(view, party, country) and any(words_of.has(x, words_of.lists["militia"]) for x in near):
        ids = militia(view)
    elif force is not None and (armed or harm):
        ids = (force,)
    elif party is not None:
        ids = forces.meant(party[0], w.text[w.starts[k] : w.ends[party[1] - 1]], armed=armed, harm=harm)
    elif known.language == "ar" and _listed(low, "ar", "armed") and _is_his(low) and speaker is not None and speaker.id:
        ids = forces.meant(speaker.id, speaker.text, armed=True, harm=True)
    elif harm and not country and bare(low) in _OF_THE_STATE and forces.government:
        ids = forces.state
    elif armed and words_of.has(low, words_of.lists["armed"]) and forces.armed:
        ids = (forces.armed,)
    elif armed or harm:
        who = identify(w, k, k + 1, view, known).id
        ids = forces.meant(who, w.raw(k), armed=armed, harm=harm) if who is not None else ()
    if not ids and harm and armed and party is None and not country and not own:
        ids = _foes(speaker, view)
    if not ids and known.language == "ru" and low.startswith(_THINGS):
        return ()  # a drone without an owner is nobody
    return tuple(Actor(w.raw(k), w.starts[k], w.ends[k], id) for id in ids) or (
        Actor(w.raw(k), w.starts[k], w.ends[k], None),
    )


#: What is blamed on somebody, or asked of him, is his wherever he is named.
_LAID_ON: Final = frozenset({"accuses", "demands", "orders"})
_GOVERNMENT: Final = {
    "ar": ("الحكوميه", "حكوميه", "النظاميه", "الحكومه", "النظام", "نظام", "حكومه"), "ru": ("правительствен",)
}  # fmt: skip
#: Without a name these are the state's.
_OF_THE_STATE: Final = frozenset({"اجهزه", "شرطه", "امن", "مخابرات", "استخبارات"})
_THEIR_OWN: Final = frozenset({"его", "ее", "их", "свои", "своя", "наши", "наша"})
#: Arms that do nothing of themselves, by their beginning.
_THINGS: Final = ("беспилотник", "дрон", "танк", "колонн", "бронетехник", "вертолет", "истребител", "катер")
#: Between an armed word and whose it is: `عناصر من X`, `حاجز تابع لX`.
_OF: Final = frozenset({"من", "تابع", "تابعه", "تابعون", "تابعين"})


def _sends_arms(lows: list[str]) -> bool:
    """`потребовал от X вывести войска`: what is asked of a state is asked of its forces."""
    return any(low.startswith(("войск", "вооружен", "тяжел")) or low in {"قواتها", "قواته"} for low in lows[:5])


def _beside(w: Words, k: int, last: int, language: str) -> int:
    """Where it stands of what state the armed are: `قوات الحكومه`, `قناص من قوات النظام`, `طيران تابع للنظام`."""
    if language != "ar":
        return k - 1
    near = range(k + 1, min(last, k + _NEAR - 1))
    return next((n for n in near if bare(without_proclitics(w.lows[n])) in _STATES and _leads(w, k, n)), k + 1)


def _leads(w: Words, k: int, n: int) -> bool:
    """True where only `of`, an adjective or another armed word stands between."""
    between = w.lows[k + 1 : n]
    return not between or any(bare(low) in _OF for low in between)


_STATES: Final = frozenset({"نظام", "حكومه", "جيش", "امن"})


def _owner(w: Words, k: int, last: int, known: Names) -> tuple[str, int] | None:
    """Whose fighters, whose checkpoint it is: the party named right behind an armed word."""
    after = k + 1
    if known.language == "ar":
        after += 1 if after + 1 < last and bare(w.lows[after + 1]) in _OF - {"من"} else 0  # behind an adjective
        after += 1 if after < last and bare(w.lows[after]) in _OF else 0
    if after >= last:
        return None
    found = _party_at(w, after, known)
    people = _of_people(w.lows[after], known) if not found and known.language == "ar" else None
    return (people, after + 1) if people is not None else found


def _of_people(low: str, known: Names) -> str | None:
    """`قناص حوثي`: the party that is called by its people, by the adjective of one of them."""
    key = name_key(bare(low).removesuffix("ه"), "ar")
    return next((id for alias, id in known.parties if alias == (f"{key}ين",)), None) if key.endswith("ي") else None


def _blow(w: Words, span: tuple[int, int], view: Lens, words_of: Tongue) -> tuple[Actor, ...]:
    """`российский обстрел`, `удар российских дронов`, `غاره اسراييليه`: whose the blow is, he struck."""
    arabic = words_of.language == "ar"
    for k in range(*span):
        if not _is_blow(w.lows[k], words_of.language):
            continue
        beside = [k + 1] if arabic else [k - 1, *([k + 1] if _has_weapon(w.lows[k + 2 : k + 3]) else [])]
        for n in beside:
            country = words_of.country(w.lows[n]) if span[0] <= n < span[1] else ""
            force = view.forces.by_country.get(country) if country else None
            if force is not None and (arabic or not w.capital(n)):
                return (Actor(w.raw(n), w.starts[n], w.ends[n], force),)
    return ()


@lru_cache(maxsize=50_000)
def _is_blow(low: str, language: str) -> bool:
    if language == "ar":
        return bare(without_proclitics(low)) in _HARMS
    return low.startswith(("удар", "обстрел", "атак", "налет", "авиаудар", "бомбардир"))


def _has_weapon(lows: list[str]) -> bool:
    return any(low.startswith(("дрон", "беспилотн", "ракет", "авиац", "артиллер")) for low in lows)


def _rolling(w: Words, span: tuple[int, int], view: Lens, words_of: Tongue) -> tuple[Actor, ...]:
    """`Колонна российской бронетехники`, `دبابات روسيه`: what is driven and armed goes by order, unlike people."""
    lows = w.lows[span[0] : span[1]]
    rolling = next((n for n, low in enumerate(lows) if _driven(low)), None)
    if rolling is None or any(low.startswith(_UNARMED) for low in lows[rolling : rolling + _FAR]):
        return ()
    for n in (rolling - 1, rolling, rolling + 1, rolling + 2):
        country = words_of.country(lows[n]) if 0 <= n < len(lows) else ""
        force = view.forces.by_country.get(country) if country else None
        if force is not None:
            k = span[0] + rolling
            return (Actor(w.raw(k), w.starts[k], w.ends[k], force),)
    return ()


@lru_cache(maxsize=50_000)
def _driven(low: str) -> bool:
    """In Russian a nominative: what is attacked or followed does not drive."""
    return low in _DRIVEN or bare(low) in _DRIVEN


_DRIVEN: Final = frozenset(
    ["колонна", "колонны", "бронетехника", "танки", "войска", "подразделения", "катера", "دبابات", "مدرعات", "رتل",
     "ارتال", "زوارق", "قوات"]
)  # fmt: skip
_UNARMED: Final = ("автобус", "автомоб", "грузов", "скор", "حافل", "شاحن", "اسعاف")


def _may_be_militia(view: Lens, party: tuple[str, int] | None, country: str) -> bool:
    """True where the deal has a force of that name, or where it is not said whose it is."""
    return bool(view.forces.militia) or not (party or country)


def _is_his(low: str) -> bool:
    return any(_own(form) != form for form in _forms(low, "ar"))


def _foes(speaker: Mention | None, view: Lens) -> tuple[str, ...]:
    if speaker is None or speaker.side not in view.sides:
        return ()
    others = [side for side in view.sides if side != speaker.side]
    return view.forces.of_party.get(others[0], ())[:1] if len(others) == 1 else ()
