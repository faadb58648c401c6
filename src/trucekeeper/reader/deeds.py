"""What the verb of a proposition says of its event, before any noun beside it: `the ministry deplored the attack`.

The first verb of the main clause that the list knows decides (`lexicon/deeds.txt`); verbs that mean several events
need a word behind them (`send back`, `hold talks`).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple

from trucekeeper.reader.cues import conjugated
from trucekeeper.reader.lexicon import folded_sections


class _Deed(NamedTuple):
    event: str
    needs: tuple[str, ...]
    form: str = ""


#: `The exchange of prisoners was put off`: what stops or goes on again is told by the verb, whatever it is that does.
STOPPED: Final = frozenset({"hold", "resume"})
GONE_ON: Final = frozenset({"access", "movement", "arrival", "return"})
#: `Jets resumed bombing raids`: what is not of the operation is told by what is done.
DONE_AGAIN: Final = frozenset({"fire", "shelling", "airstrike", "meeting"})
#: A word that must follow does so within so many.
_REACH: Final = 5
#: Behind these another clause tells of somebody or of another time.
_ASIDE: Final = frozenset(
    ["who", "which", "whose", "whom", "because", "until", "when", "while", "after", "before", "if", "since",
     "although", "unless", "الذي", "التي", "الذين", "اللذين", "حين", "عندما", "اذا", "حيث", "قبل", "بعد", "который",
     "которая", "которое", "которые", "которых", "которого", "которой", "которому", "когда", "если", "после",
     "пока", "чтобы"]
)  # fmt: skip


@cache
def _english() -> dict[str, tuple[_Deed, ...]]:
    found: dict[str, list[_Deed]] = {}
    for event, entry in _entries("en"):
        verb, *needs = entry.split("+")
        forms = [(form, "past") for form in _BE] if verb.startswith("be/") else conjugated(verb)
        if _DOUBLES.fullmatch(verb):
            forms = [*forms, (f"{verb}{verb[-1]}ed", "past"), (f"{verb}{verb[-1]}ing", "ing")]
        for form, kind in forms:
            found.setdefault(form, []).append(_Deed(event, tuple(needs), kind))
    return _longest_first(found)


#: Stop, bar, swap, trap: the last letter is doubled.
_DOUBLES: Final = re.compile(r"[^aeiou]+[aeiou][bdgmnprt]")
_BE: Final = ("is", "are", "was", "were", "be", "been")


def _entries(language: str) -> list[tuple[str, str]]:
    return [
        (head.split()[1], entry)
        for head, lines in folded_sections("deeds.txt").items()
        if head.startswith(language)
        for line in lines
        for entry in line.split()
    ]


def _longest_first(found: dict[str, list[_Deed]]) -> dict[str, tuple[_Deed, ...]]:
    return {word: tuple(sorted(deeds, key=lambda one: -len(one.needs))) for word, deeds in found.items()}


class _Word(NamedTuple):
    """What a form of a verb tells: by the first word that must follow, and alone."""

    firsts: frozenset[str]
    by_first: dict[str, tuple[_Deed, ...]]
    alone: tuple[_Deed, ...]


@cache
def _english_words() -> tuple[dict[str, _Word], frozenset[str]]:
    made: dict[str, _Word] = {}
    for word, deeds in _english().items():
        by_first: dict[str, list[_Deed]] = {}
        for one in deeds:
            if one.needs:
                by_first.setdefault(one.needs[0], []).append(one)
        ready = {first: tuple(several) for first, several in by_first.items()}
        made[word] = _Word(frozenset(ready), ready, tuple(one for one in deeds if not one.needs))
    return made, frozenset(made) | _ASIDE


def deed(lows: list[str]) -> str:
    """The event that the verb of English words tells; "" where none of the list stands in their main clause."""
    known, looked_at = _english_words()
    best: _Deed | None = None
    if looked_at.isdisjoint(lows):
        return ""
    for k in [k for k, low in enumerate(lows) if low in looked_at]:
        word = known.get(lows[k])
        if word is not None and not word.alone and word.firsts.isdisjoint(lows):
            word = None  # most forms of `have` and `be`
        found = _told(word, lows, k) if word is not None else None
        if found is not None and (best is None or len(found.needs) >= _TELLING):
            best = found
            if len(found.needs) >= _TELLING:
                break
        if k and lows[k] in _ASIDE:
            break
    return best.event if best is not None else ""


def _told(word: _Word, lows: list[str], k: int) -> _Deed | None:
    """What the verb at k tells: by most words behind it first."""
    behind = lows[k + 1 : k + 1 + _REACH]
    fit: Sequence[_Deed] = word.alone
    if not word.firsts.isdisjoint(behind):
        needy = [one for low in behind for one in word.by_first.get(low, ()) if _follow(one.needs, behind)]
        needy.sort(key=lambda one: -len(one.needs))
        fit = (*needy, *fit)
    for one in fit:
        if _is_verb(one, lows, k):
            return one
    return None


def from_guns(event: str, lows: list[str]) -> str:
    """`Three rockets landed`, `four shells were fired`: what falls or is fired there tells the event."""
    if event not in _FIRED or _SHELLS.isdisjoint(lows) or _FALLING.isdisjoint(lows):
        return event
    return "airstrike" if "drones" in lows else "shelling"


_FIRED: Final = frozenset({"arrival", "fire"})


def let_nobody_pass(lows: list[str]) -> bool:
    """`no bus was allowed through`: whoever is not let through is stopped; who is not let go stays a captive."""
    if _PASSING.isdisjoint(lows) or _NONE.isdisjoint(lows):
        return False
    at = next(k for k, low in enumerate(lows) if low in _PASSING)
    near = lows[max(0, at - _REACH) : at + 2]
    return not _NONE.isdisjoint(near) and "go" not in lows[at : at + _REACH]


_PASSING: Final = frozenset(["let", "lets", "letting", "allow", "allows", "allowed", "permit", "permits", "permitted"])
_NONE: Final = frozenset(["not", "no", "never", "nobody", "none", "nothing", "wouldn't", "didn't"])
#: So many words behind a verb tell more than a verb before it.
_TELLING: Final = 2
_FALLING: Final = frozenset(
    ["land", "landed", "landing", "fell", "fallen", "falling", "hit", "hits", "struck", "striking",
     "fired", "launched"]
)  # fmt: skip
_SHELLS: Final = frozenset(
    ["shell", "shells", "rocket", "rockets", "mortar", "mortars", "missile", "missiles", "projectile", "projectiles"]
)  # fmt: skip


def _is_verb(one: _Deed, lows: list[str], k: int) -> bool:
    """`the swap`, `exchanges of fire`, `the wounded`, `buses carrying ...`, `shells fired by ...` are no main verbs."""
    before = lows[k - 1] if k else ""
    if one.form == "base":
        return before in _BEFORE_BASE or before.endswith("n't")
    if one.form == "s":
        return k > 0 and (bool(one.needs) or lows[k] in _NO_PLURALS)
    if one.form == "ing":
        return before in _BEFORE_GERUND
    if before in _BEFORE_NOUN:
        return False
    return before in _HELPING or k + 1 == len(lows) or lows[k + 1] != "by"


_NO_PLURALS: Final = frozenset(
    ["arrives", "departs", "reaches", "resumes", "restarts", "welcomes", "agrees", "meets", "accepts", "frees",
     "prevents", "hinders", "returns", "lands", "refuses", "releases", "condemns", "approves"]
)  # fmt: skip
_HELPING: Final = frozenset(
    ["was", "were", "been", "be", "is", "are", "being", "had", "has", "have", "not", "also", "now", "got"]
)
_BEFORE_GERUND: Final = _HELPING | frozenset(
    ["", "of", "for", "from", "without", "began", "started", "begun", "stopped", "kept", "still", "resumed", "and",
     "by", "after", "before", "be"]
)  # fmt: skip
_BEFORE_BASE: Final = frozenset(
    ["to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "not", "never", "they",
     "we", "did", "does", "do", "cannot"]
)  # fmt: skip
_BEFORE_NOUN: Final = frozenset(
    ["the", "a", "an", "its", "their", "his", "her", "our", "of", "in", "for", "from", "with", "by", "any", "no",
     "more", "these", "those", "all", "some", "many", "other", "among", "between", "to", "and", "two", "three",
     "four", "several", "hundreds", "dozens", "new", "first", "second", "on"]
)  # fmt: skip


def _follow(needs: tuple[str, ...], behind: list[str]) -> bool:
    return all(need in behind for need in needs)


@cache
def _arabic() -> dict[str, tuple[_Deed, ...]]:
    found: dict[str, list[_Deed]] = {}
    for event, entry in _entries("ar"):
        verb, *needs = entry.split("+")
        past, present, noun = [*verb.split("/"), "-", "-"][:3]
        for form in _arabic_forms(past, present, alone="/" not in verb):
            for lead in ("", "و", "ف"):
                found.setdefault(lead + form, []).append(_Deed(event, tuple(needs), "past"))
        if noun != "-":
            for lead in ("", "ب", "و", "ال", "بال", "وال"):
                found.setdefault(lead + noun, []).append(_Deed(event, tuple(needs), "noun"))
    return _longest_first(found)


def _arabic_forms(past: str, present: str, *, alone: bool) -> list[str]:
    """Persons and numbers of a verb; of one that is written `alone` just that word."""
    if alone:
        return [past]
    weak = past.endswith(("ي", "ا"))
    she = past[:-1] + "ت" if weak else past + "ت"
    forms = [past, she, (past[:-1] if weak else past) + "وا", past + "ا", she + "ا"]
    if present != "-":
        stem = present[:-1] if present.endswith(("ي", "و")) else present
        now = [*(one + present for one in "يتن"), "ي" + stem + "ون", "ي" + present + "ان", "ت" + present + "ان"]
        forms += [*now, *("س" + one for one in now)]
    return forms


@cache
def _russian() -> dict[str, tuple[_Deed, ...]]:
    found: dict[str, list[_Deed]] = {}
    for event, entry in _entries("ru"):
        stem, *needs = entry.split("+")
        found.setdefault(stem, []).append(_Deed(event, tuple(needs)))
    return _longest_first(found)


#: Verbs behind which the noun of a verb is what happens: `began the evacuation of ...`.
_LIGHT: Final = frozenset(
    ["بدا", "بدات", "تم", "تمت", "جري", "جرت", "يجري", "تجري", "وبدا", "بدء", "عمليه", "وتم", "يتم"]
)


def deed_in(language: str, lows: list[str], bare: Callable[[str], str]) -> str:
    """As `deed`, for Arabic or Russian words; `bare` takes an Arabic word out of what is written to it."""
    return _deed_arabic(lows, bare) if language == "ar" else _deed_russian(lows)


def _deed_arabic(lows: list[str], bare: Callable[[str], str]) -> str:
    known = _arabic()
    if known.keys().isdisjoint(lows):
        return ""
    for k, low in enumerate(lows):
        if low in _ASIDE and k:
            return ""
        for one in known.get(low, ()):
            if one.form == "noun" and k and lows[k - 1] not in _LIGHT:
                continue
            if not one.needs or _follow(one.needs, [form for low in lows for form in _forms(low, bare)]):
                return "shelling" if one.event in {"movement", "arrival"} and _shells(lows, bare) else one.event
    return ""


def _forms(low: str, bare: Callable[[str], str]) -> tuple[str, ...]:
    """A word as it stands, without what is written to it, and without the ending of an indefinite object (`حاجزا`)."""
    plain = bare(low)
    return (low, plain, plain[:-1]) if len(plain) > _SHORT_NOUN and plain[-1] == "ا" else (low, plain)


#: A noun that is no longer keeps an alef.
_SHORT_NOUN: Final = 4


def _shells(lows: list[str], bare: Callable[[str], str]) -> bool:
    return any(bare(low) in _ARABIC_SHELLS for low in lows[:_REACH])


_ARABIC_SHELLS: Final = frozenset(["قذيفه", "قذايف", "صاروخ", "صواريخ", "صاروخين", "قذيفتان", "قذيفتين"])


def _deed_russian(lows: list[str]) -> str:
    known = _russian()
    for k, low in enumerate(lows):
        if low in _ASIDE and k:
            return ""
        if low.endswith(_PARTICIPLE):
            continue  # `all who were brought out`
        for length in range(min(len(low), _LONGEST_STEM), 1, -1):
            for one in known.get(low[:length], ()):
                if not one.needs or all(any(w.startswith(need) for w in lows) for need in one.needs):
                    return "shelling" if one.event == "fire" and any(w.startswith(_GUNS) for w in lows) else one.event
    return ""


_LONGEST_STEM: Final = 12
#: Long forms of participles stand for those to whom it was done.
_PARTICIPLE: Final = (
    "нные", "нных", "нным", "нный", "нного", "нная", "нной", "нное", "вший", "вшие", "вших", "щие", "щих", "щий",
    "нными",
)  # fmt: skip
_GUNS: Final = ("миномет", "артиллери", "гаубиц", "снаряд")
