"""Who is said to have done it in Arabic and Russian: by the word, and by what stands before it.

Arabic tells a doer by his place: he opens the words behind `ان`, or stands behind the verb that opens them; who stands
behind a preposition is none. Russian tells him by case: a party's name as it is written, a plural or a feminine in the
nominative, `X стороной`, `X военными`. Ids are given as in English (`reader.doers`).
"""

from functools import lru_cache
from typing import Final

from trucekeeper.reader.actors import Actor
from trucekeeper.reader.doers import HARM, MOVED, doing, own_forces
from trucekeeper.reader.lens import Lens
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
_BY: Final = {"ar": frozenset({"قبل", "برصاص", "بنيران", "بقصف", "وراء", "سببه", "يد"}), "ru": frozenset({"стороны"})}
_BETWEEN: Final = frozenset({"بين", "между"})
_OTHER: Final = frozenset({"الاخر", "الاخري", "другую", "другая", "друг"})
_OR: Final = frozenset({"او", "ام", "или", "либо"})
#: Endings of a Russian word that is no subject.
_OBLIQUE: Final = ("ов", "ев", "ых", "их", "ого", "его", "ам", "ям", "ах", "ях", "ому", "ему", "ств")
_BY_CASE: Final = ("ыми", "ими", "ками", "ами", "ями", "стороной", "силами")
#: Whose is told by what is written together with an Arabic word: his soldiers, their fighters.
_HIS: Final = ("ه", "ها", "هم", "نا")
_FAR: Final = 3
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
    if speaker is not None and _of_himself(w, spans[0], told, known.language):
        return own_forces(speaker, (speaker.start, speaker.end), w.text, event, view.forces), False
    if event in MOVED | {"return"} and act != "accuses":
        return (), False
    found: list[Actor] = []
    for span in spans:
        for k in range(*span):
            if not _may_do(w, k, span, known, words_of, told):
                continue
            made = _meant(w, k, span[1], view, known, words_of, told, speaker)
            found += [one for one in made if all(one.id != other.id or one.id is None for other in found)]
            if not _joined(w, k, span[1], known.language):
                break
        if found:
            break
    either = any(not _OR.isdisjoint(w.lows[a:b]) for a, b in spans)
    return tuple(found[:_MOST]), either and len(found) > 1


def _of_himself(w: Words, span: tuple[int, int], told: tuple[str, str], language: str) -> bool:
    """`обещал открыть`, `وعدت بالافراج`, `отрицал причастность`: the speaker is who does it."""
    if span[0] >= span[1]:
        return False
    low, (act, event) = w.lows[span[0]], told
    if language == "ru" and act in {"promises", "agrees"}:
        return low.endswith(("ть", "ться", "чь", "ти", "тись")) or (low == "не" and w.lows[span[0] + 1 :][:1] != [])
    if language == "ar" and act in {"promises", "agrees"} and event in {"access", "agreement", "obstruction"}:
        return low[:1] == "ب" and len(low) > _FAR + 1 and low not in {"بان", "بانه", "بانها", "بعد", "بعض"}
    if act in {"denies", "admits", "claims_responsibility"}:
        return low == "свою" or without_proclitics(low) in _OWN_PART
    return False


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
    first = _keys(w.lows[k]) if arabic else ()
    for alias, id in known.parties:
        if arabic and alias[0] not in first:
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
    names = (
        _listed(low, language, "armed")
        or _listed(low, language, "other")
        or _party_at(w, k, known) is not None
        or (words_of.country(low) != "" and (language == "ar" or w.capital(k)))
        or (low in _OTHER and act == "accuses")
    )
    if not names:
        return False
    before = w.lows[k - 1] if k > span[0] else ""
    if act == "accuses":
        return not low.startswith("لل")
    if before in _BY[language]:
        return True
    if event == "killing" and language == "ru" and not low.endswith(_BY_CASE):
        return False  # who is killed is no doer
    if before in _BETWEEN:
        return event not in HARM
    if language == "ar":
        return _opens_arabic(w, k, span, before, act)
    return _in_nominative(w, k, span, before, known)


def _opens_arabic(w: Words, k: int, span: tuple[int, int], before: str, act: str) -> bool:
    if before in _NO_DOER_BEHIND["ar"] or w.lows[k].startswith(("لل", "بال")):
        return before == "من" and w.lows[k] in {"الجانبين", "الطرفين"}
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
    if k > span[0] and before.endswith(("ого", "его", "ых", "их", "ому")):
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
    w: Words, k: int, last: int, view: Lens, known: Names, words_of: Tongue, told: tuple[str, str],
    speaker: Mention | None,
) -> tuple[Actor, ...]:  # fmt: skip
    act, event = told
    forces, low = view.forces, w.lows[k]
    harm = act == "accuses" or event in HARM
    ids: tuple[str, ...] = ()
    near = w.lows[max(0, k - 1) : min(last, k + 3)]
    armed = any(_listed(one, known.language, "armed") for one in near[: 2 if k == 0 else 3])
    country = next((c for one in near if (c := words_of.country(one))), "")
    force = forces.by_country.get(country) if country else None
    party = _party_at(w, k, known)
    beside = k + 1 if known.language == "ar" else k - 1
    of_state = 0 <= beside < last and w.lows[beside].startswith(_GOVERNMENT[known.language])
    if armed and not party and of_state and forces.government:
        ids = forces.state
    elif low in _OTHER:
        ids = _foes(speaker, view)
    elif any(words_of.has(one, words_of.lists["militia"]) for one in near) and forces.militia:
        ids = (forces.militia,)
    elif force is not None and (armed or harm):
        ids = (force,)
    elif party is not None:
        ids = forces.meant(party[0], w.text[w.starts[k] : w.ends[party[1] - 1]], armed=armed, harm=harm)
    elif known.language == "ar" and _listed(low, "ar", "armed") and _is_his(low) and speaker is not None and speaker.id:
        ids = forces.meant(speaker.id, speaker.text, armed=True, harm=True)
    elif armed and words_of.has(low, words_of.lists["armed"]) and forces.armed:
        ids = (forces.armed,)
    elif armed or harm:
        who = identify(w, k, k + 1, view, known).id
        ids = forces.meant(who, w.raw(k), armed=armed, harm=harm) if who is not None else ()
    if not ids and harm and armed and party is None and not country:
        ids = _foes(speaker, view)
    return tuple(Actor(w.raw(k), w.starts[k], w.ends[k], id) for id in ids) or (
        Actor(w.raw(k), w.starts[k], w.ends[k], None),
    )


_GOVERNMENT: Final = {"ar": ("الحكوميه", "حكوميه", "النظاميه"), "ru": ("правительствен",)}


def _is_his(low: str) -> bool:
    return any(_own(form) != form for form in _forms(low, "ar"))


def _foes(speaker: Mention | None, view: Lens) -> tuple[str, ...]:
    if speaker is None or speaker.side not in view.sides:
        return ()
    others = [side for side in view.sides if side != speaker.side]
    return view.forces.of_party.get(others[0], ())[:1] if len(others) == 1 else ()
