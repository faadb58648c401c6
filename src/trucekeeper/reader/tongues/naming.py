"""Whom and where the words of a language mean: the deal's parties, forces and places in Arabic and Russian letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from trucekeeper.deal.model import Deal
from trucekeeper.reader.actors import Actor
from trucekeeper.reader.folding import folded
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.places import bones, normal
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.speakers import Identity
from trucekeeper.reader.tongues.tables import Tongue, bare, tongue, without_proclitics
from trucekeeper.reader.words import Words, words

_SCRIPT = {"ar": re.compile("[\u0621-\u064a]"), "ru": re.compile("[\u0400-\u04ff]")}
_SIDES = {"ar": frozenset({"شرق", "شرقي", "شرقيه", "احياء"}), "ru": frozenset({"восточн", "восточные"})}


def forms(low: str, language: str) -> tuple[str, ...]:
    """What a word may be without what is written together with it."""
    if language == "ar":
        return tuple(dict.fromkeys((low, bare(low), without_proclitics(low), bare(without_proclitics(low)))))
    return (low,)


@dataclass(frozen=True, eq=False)
class Names:
    """A deal's parties and places in one language, made ready; `written` are the parties' names as they are written.

    Attributes:
        sided: Names that mean a place of the deal only behind `east` and the like (`شرق X`).
        phrases: Names of several words that are common nouns.
    """

    language: str
    parties: tuple[tuple[tuple[str, ...], str], ...]
    places: dict[str, str]
    skeletons: dict[str, str]
    halves: dict[str, str] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    sided: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    memo: dict[str, Identity] = field(default_factory=dict)


def names(deal: Deal, language: str) -> Names:
    """Prepare the names of a deal for a language."""
    written = tuple(
        folded(name).text.lower()
        for party in deal.parties
        for name in (party.name, *party.names.values(), *party.also)
        if _SCRIPT[language].search(name)
    )
    exact, skeletons, sided = _place_names(deal, language)
    return Names(
        language, _party_names(deal, language), exact, skeletons, _halves(deal), written, sided,
        _phrases(deal, language),
    )  # fmt: skip


#: Half of a city by the first word of its name, and how reports of each language call its districts.
_HALVES: dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "ar": {"eastern": (("احياء", "مناطق"), ("شرقيه",)), "western": (("احياء", "مناطق"), ("غربيه",))},
    "ru": {"eastern": (("восточн",), ("район", "кварт")), "western": (("западн",), ("район", "кварт"))},
}


def _halves(deal: Deal) -> dict[str, str]:
    """`Eastern X` of the deal is meant by `the eastern districts`, where only one place is called so."""
    found: dict[str, str] = {}
    for half in ("eastern", "western"):
        ids = [place.id for place in deal.places if place.name.lower().startswith(half)]
        if len(ids) == 1:
            found[half] = ids[0]
    return found


def _half(w: Words, k: int, last: int, known: Names) -> str | None:
    """The place that words k and k + 1 mean, where they are `the eastern districts`."""
    if k + 1 >= last:
        return None
    one, two = bare(without_proclitics(w.lows[k])), bare(w.lows[k + 1])
    for half, (first, second) in _HALVES[known.language].items():
        if half in known.halves and one.startswith(first) and two.startswith(second):
            return known.halves[half]
    return None


def _party_names(deal: Deal, language: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    found: list[tuple[tuple[str, ...], str]] = []
    for party in deal.parties:
        for name in (party.name, *party.names.values(), *party.also):
            if _SCRIPT[language].search(name):
                flat = folded(name).text
                key = tuple(name_key(low, language) for low in words(flat, 0, len(flat)).lows)
                found.append((key, party.id))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _place_names(deal: Deal, language: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    skeletons: dict[str, str] = {}
    sided: dict[str, str] = {}
    for place in deal.places:
        given = [part for name in (place.name, *place.names.values(), *place.also) for part in name.split(",")]
        spelt = any(_SCRIPT[language].search(name) for name in given)
        half = place.name.lower().startswith(("eastern ", "western "))
        for name in given:
            for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", _LIES.sub("", name)):
                if not (word[0].isupper() or _SCRIPT[language].match(word)) or word.lower() in _NO_NAMES:
                    continue
                if _SCRIPT[language].match(word) and _is_common(word, name, language):
                    continue
                same = _exonyms().get(normal(word), ())
                for other in (word, *same):
                    if _SCRIPT[language].match(other):
                        table = sided if half and other != word else exact
                        for key in _keys(folded(other).text.lower(), language):
                            table.setdefault(key, place.id)
                if (
                    len(key := bones(word)) >= 3
                    and not (half and same)
                    and not (spelt and language == "ar" and len(key) == _SHORT)
                ):
                    skeletons.setdefault(key, place.id)
    return exact, skeletons, sided


#: So few consonants are those of many words: they are no proof where the deal writes the name out.
_SHORT = 3
#: Behind these a name tells where the place lies.
_LIES = re.compile(r"\b(?:north|south|east|west|near|outside)\b(?:\s+of)?\s.*")


def _is_common(word: str, name: str, language: str) -> bool:
    """A word of several that is no name by itself: `the Old` of `the Old City`, `line` of `line of contact`."""
    if len(name.split()) == 1:
        return False
    return word.islower() if language == "ru" else bare(folded(word).text) in _COMMON


_COMMON = frozenset(
    ["بلد", "بلده", "بلدات", "مدينه", "قديمه", "شرقيه", "غربيه", "معبر", "ميناء", "مطار", "مخيم", "حي", "احياء",
     "محاصره", "نقطه", "خط", "مدينه", "مركز", "تبادل", "تماس"]
)  # fmt: skip


def _phrases(deal: Deal, language: str) -> dict[tuple[str, ...], str]:
    """Names of two words that are common nouns, and `the two villages` where the deal has one pair of them."""
    found: dict[tuple[str, ...], str] = {}
    pairs = [place.id for place in deal.places if " and " in place.name]
    for place in deal.places:
        for name in (place.name, *place.names.values(), *place.also):
            spoken = folded(name).text.split()
            if len(spoken) == 2 and all(_SCRIPT[language].match(w) and _is_common(w, name, language) for w in spoken):
                found[tuple(name_key(word.lower(), language) for word in spoken)] = place.id
    if language == "ar" and len(pairs) == 1:
        found |= dict.fromkeys((("بلدتين",), ("قريتين",)), pairs[0])
    return found


def _keys(low: str, language: str) -> tuple[str, ...]:
    """Under what a name is looked up; short Russian names of the first declension in each of their cases."""
    key = name_key(low, language)
    if language == "ru" and low.endswith(("а", "я")) and (len(low) - len(key) != 1 or len(low) == _STEM):
        return (key, *(low[:-1] + end for end in ("а", "я", "и", "ы", "е", "у", "ю", "ей", "ой")))
    return (key,)


_NO_NAMES = frozenset(
    ["eastern", "western", "northern", "southern", "old", "city", "exchange", "point", "centre", "reception", "new"]
)


@lru_cache(maxsize=50_000)
def name_key(low: str, language: str) -> str:
    """A word as names are looked up: in Arabic without article and in one case, in Russian without its ending."""
    if language == "ar":
        found = bare(low)
        return f"{found[:-2]}ين" if found.endswith(("ون", "تان")) and len(found) > 5 else found
    return next((low[: -len(end)] for end in _CASES if low.endswith(end) and len(low) - len(end) >= _STEM), low)


#: Endings of Russian names by case, longer ones first; `-ов` and `-ев` are as often part of a name.
_CASES = (
    "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ой", "ей", "ом", "ем", "ах", "ях", "ам", "ям", "ую", "юю",
    "ая", "яя", "ое", "ее", "ый", "ий", "ые", "ие", "ых", "их", "ым", "им", "а", "я", "о", "е", "у", "ю", "ы", "и", "й",
    "ь",
)  # fmt: skip
_STEM = 3


@cache
def _exonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in sections("exonyms.txt")[""]:
        same = tuple(line.split())
        for one in same:
            found[normal(one)] = same
    return found


def identify(w: Words, first: int, last: int, view: Lens, known: Names) -> Identity:
    """For whom a speaker's words speak."""
    first = min(first, len(w) - 1)  # who is named behind the sentence's last word is not known by it
    said = w.text[w.starts[first] : w.ends[min(last, len(w)) - 1]]
    if (one := known.memo.get(said)) is None:
        one = known.memo[said] = _identify(w.lows[first:last], view, known, tongue(known.language))
    return one


def _identify(lows: list[str], view: Lens, known: Names, words_of: Tongue) -> Identity:
    lows = _without_seat(lows, words_of)
    kind = words_of.kind_of(lows)
    roster, deal = view.roster, view.deal
    joined = " ".join(bare(low) if known.language == "ar" else low for low in lows)
    if "امم متحده" in joined or "امميه" in joined or "объединенн" in joined or "оон" in lows or "اممي" in joined:
        return Identity(roster.un, deal.side_of(roster.un), "un") if roster.un else Identity(None, "independent", "un")
    if known.language == "ar":
        if any(one in joined for one in _OF_THE_UN):
            return Identity(None, "independent", "un")
        if any(one in joined for one in _UN_OFFICES) and roster.un:
            return Identity(roster.un, deal.side_of(roster.un), "un")
        if not _FORMER.isdisjoint(lows):
            return Identity(None, "unknown", kind)  # no longer speaks for anybody
        if not _OUR_OWN.isdisjoint(lows):
            return Identity(None, "unknown", kind)  # the publisher's, wherever they are
    crescent = "هلال" in joined or "полумесяц" in joined
    if crescent or "صليب" in joined or "красн" in joined or "мккк" in lows:
        icrc = _red(deal, ("crescent", "هلال", "полумесяц")) if crescent else None
        if crescent and icrc is None and "فلسطيني" in joined:
            return Identity(None, "unknown", "aid")  # another country's than the one that the deal knows
        icrc = icrc or _red(deal, ("cross", "صليب", "крест"))
        return Identity(icrc, deal.side_of(icrc), "party") if icrc else Identity(None, "independent", "aid")
    if kind == "un":
        return Identity(None, "independent", "un")
    if known.language == "ru" and (office := _of_no_country(lows, view, kind)) is not None:
        return Identity(office, deal.side_of(office), kind)
    if kind in {"residents", "aid", "monitor"}:
        return Identity(None, "unknown", kind)
    if roster.un and "انسانيه" in joined and "شوون" in joined:
        return Identity(roster.un, deal.side_of(roster.un), "un")
    party = _party(lows, view, known, words_of, kind)
    if known.language == "ru" and kind == "media" and party is not None and not _is_state_media(lows):
        return Identity(None, "independent", kind)
    if party is not None and any(low.startswith(_CLOSE[known.language]) for low in lows[:4]):
        return Identity(None, deal.side_of(party), kind)  # close to a party: its side, not its word
    if party is not None:
        return Identity(party, deal.side_of(party), "party" if kind in {"official", "fighters", "other"} else kind)
    return Identity(None, "independent" if kind == "media" else "unknown", kind)


def _without_seat(lows: list[str], words_of: Tongue) -> list[str]:
    """Who sends a delegate, without where he sits: `مندوب سوريا لدي الامم المتحده`, `постпред Сирии при ООН`."""
    at = next((n for n, low in enumerate(lows) if n and low in {"لدي", "при"}), None)
    return lows[:at] if at is not None and any(words_of.country(low) for low in lows[:at]) else lows


#: Agencies of the United Nations, and its offices that need no name, as they read without articles.
_OF_THE_UN = ("صحه عالميه", "اغذيه عالمي", "شوون لاجيين", "هجره دوليه", "يونيسف", "يونسيف", "اوتشا", "اونروا")
_UN_OFFICES = ("امين عام", "مبعوث خاص", "مجلس امن")
_FORMER = frozenset({"سابق", "سابقه", "سابقون", "سابقين", "سابقا", "السابق", "السابقه", "متقاعد", "منشق", "منشقون"})

#: What a publisher calls its own: where they are does not say whose they are.
_OUR_OWN = frozenset({"بعثتنا", "مكتبنا", "فرقنا", "موظفينا", "موظفونا", "طواقمنا", "فريقنا", "منظمتنا", "مديرتنا"})


def _of_no_country(lows: list[str], view: Lens, kind: str) -> str | None:
    """The party that `наблюдатели`, `патруль миссии`, `генеральный секретарь` are of, where the deal has one such."""
    if lows[0].startswith(("генсек", "генеральн")) and not any(
        low.startswith(("нато", "лиг", "прокур")) for low in lows
    ):
        return view.roster.un if len(lows) < 2 or lows[1].startswith(("секретар", "оон")) else None
    if not any(low.startswith(("наблюдател", "мисси", "патрул")) for low in lows):
        return None
    if kind == "official" and any(tongue("ru").country(low) for low in lows):
        return None
    monitors = [party.id for party in view.deal.parties if party.role == "monitor"]
    return monitors[0] if len(monitors) == 1 else None


_CLOSE = {"ar": ("مقرب", "موال", "قريب"), "ru": ("близк",)}


def _red(deal: Deal, signs: tuple[str, ...]) -> str | None:
    """The party of the deal that a cross or a crescent stands for; one of its own before one that has both."""
    fit = [
        (sum(len(name) for name in (party.name, *party.names.values())), party.id)
        for party in deal.parties
        if any(sign in name.lower() for name in (party.name, *party.names.values(), *party.also) for sign in signs)
    ]
    return min(fit)[1] if fit else None


def _party(lows: list[str], view: Lens, known: Names, words_of: Tongue, kind: str) -> str | None:
    ru = known.language == "ru"
    if not ru and "syria" in view.roster.countries and (of_syria := _of_syria(lows, view)) is not None:
        return of_syria
    keys = lows if ru else [name_key(low, known.language) for low in lows]
    for alias, id in known.parties:
        if any(_names_it(keys[i : i + len(alias)], alias, known.language) for i in range(len(keys) - len(alias) + 1)):
            return id
    council = any(low.startswith(("мэр", "горсовет")) for low in lows) or ("городской" in lows and "совет" in lows)
    council = council or (
        any(low.startswith("областн") for low in lows) and any(low.startswith("администрац") for low in lows)
    )
    if ru and council:
        return next((id for alias, id in known.parties if alias[0].startswith("горсов")), None)
    country = next((c for low in lows if (c := words_of.country(low))), "")
    if ru and not {"днр", "лнр", "ордло"}.isdisjoint(lows):
        return _armed(view)
    if ru and not country and kind != "media" and _of_karabakh(lows):
        return view.roster.countries.get("armenia")
    if lows == ["المحافظه"]:
        return view.roster.state  # who governs it; behind a name it is a place
    if not ru and (seat := _seat(lows, known)) is not None:
        return seat
    armed = [low for low in lows if words_of.has(low, words_of.lists["armed"])]
    if not ru and "تحرير" not in lows:
        armed = [low for low in armed if bare(low) != "هييه"]  # any board
    if not ru and not armed and "ميداني" in lows and any(bare(low) in {"قايد", "قيادي"} for low in lows):
        armed = ["ميداني"]  # `قايد ميداني`
    if armed and not (country and all(bare(low) == "هييه" for low in armed)):
        return _armed(view) if ru else view.roster.armed
    if country:
        return view.roster.countries.get(country)
    if ru and any(low.startswith(("милици", "ополчен")) for low in lows) and view.roster.armed is None:
        return _armed(view)
    if ru and any(low.startswith("движен") for low in lows):
        return next((id for alias, id in known.parties if alias[-1].startswith("движен")), None)
    if any(words_of.has(low, words_of.lists["state"]) and low not in _BARE_OFFICES for low in lows):
        return view.roster.state
    return None


#: Whose the offices of a town are, where the deal has a party of that name: by the town, without article.
_SEATS = {town: tuple(names) for town, *names in (line.split() for line in sections("ar_words.txt")["seats"])}


def _of_karabakh(lows: list[str]) -> bool:
    """True for who spoke for Nagorny Karabakh: `Степанакерт`, `глава НКР`, `омбудсмен Карабаха`."""
    named = any(low.startswith(("степанакерт", "арцах")) or low == "нкр" for low in lows)
    return named or (lows[-1] == "карабаха" and lows[0].startswith(("глав", "омбудсмен", "президент", "представит")))


def _of_syria(lows: list[str], view: Lens) -> str | None:
    """Whose Syria's armed and political bodies are that bear no country's name, or one that misleads."""
    names = [bare(low) for low in lows]
    two = {*pairwise(names), *pairwise(bare(without_proclitics(low)) for low in lows)}
    if not two.isdisjoint(_ALLIES) or "منار" in names:
        return view.roster.countries["syria"]
    opposed = not two.isdisjoint(_ARMIES) or ("ايتلاف" in names and not {"وطني", "سوري"}.isdisjoint(names))
    return view.roster.armed if opposed else None


_ALLIES = frozenset({("حزب", "الله"), ("حزب", "له"), ("اعلام", "حربي")})
_ARMIES = frozenset(
    [("جيش", "اسلام"), ("جيش", "فتح"), ("جيش", "حر"), ("جيش", "نصر"), ("جيش", "عزه"), ("فيلق", "رحمن"),
     ("فيلق", "شام"), ("هييه", "عليا")]
)  # fmt: skip


def _seat(lows: list[str], known: Names) -> str | None:
    """`وزاره الصحه في غزه`, `لجنه الاسري بصنعاء`, `صنعاء`: who governs there."""
    for low in lows:
        named = _SEATS.get(low) or _SEATS.get(bare(low)) or _SEATS.get(without_proclitics(low))
        if named is not None:
            return next((id for alias, id in known.parties if any(one.startswith(named) for one in alias)), None)
    return None


def _is_state_media(lows: list[str]) -> bool:
    """True for an agency or a channel of the state; one that is only called by its country speaks for itself."""
    return any(low.startswith(_STATE_MEDIA) for low in lows)


_STATE_MEDIA = (
    "телевиден",
    "государствен",
    "гос",
    "официал",
    "сана",
    "армейск",
    "правительствен",
    "тасс",
    "риа",
    "корреспондент",
)


def _armed(view: Lens) -> str | None:
    """The party whose forces bear arms without being a state's: armed groups, armed formations."""
    formations = (p.id for p in view.deal.parties if any("armed formation" in one.lower() for one in p.forces))
    return view.roster.armed or next(formations, None)


#: Of these it is not said whose they are: the office named before.
_BARE_OFFICES = frozenset({"الوزاره", "الوزير", "للوزاره", "بالوزاره"})


def _names_it(keys: list[str], alias: tuple[str, ...], language: str) -> bool:
    """True when words are a party's name; the first may have a preposition written to it (`لحماس`)."""
    if language == "ru":
        return all(low.startswith(one) and len(low) - len(one) <= 4 for low, one in zip(keys, alias, strict=True))
    if tuple(keys) == alias:
        return True
    first = name_key(without_proclitics(keys[0]), "ar")
    return len(first) > 2 and (first, *keys[1:]) == alias


def place(w: Words, first: int, last: int, known: Names) -> Mention | None:
    """The first place of the deal that the words name."""
    return next(places(w, first, last, known), None)


def places(w: Words, first: int, last: int, known: Names) -> Iterator[Mention]:
    """The places of the deal that the words name, in the order of the text."""
    for k in range(first, last):
        if (half := _half(w, k, last, known)) is not None:
            yield Mention(w.text[w.starts[k] : w.ends[k + 1]], w.starts[k], w.ends[k + 1], half)
            continue
        if (id := _place_at(w, k, known)) is not None:
            start = k - 1 if k > first and _is_side(w.lows[k - 1], known.language) else k
            yield Mention(w.text[w.starts[start] : w.ends[k]], w.starts[start], w.ends[k], id)


def _place_at(w: Words, k: int, known: Names) -> str | None:
    behind_side = bool(known.sided) and k > 0 and _is_side(w.lows[k - 1], known.language)
    for form in forms(w.lows[k], known.language):
        key = name_key(form, known.language)
        id = known.places.get(key) if _fits(form, key, known) else None
        if id is None and known.language == "ru":
            id = known.places.get(form) if w.capital(k) else None
        if id is None and behind_side:
            id = known.sided.get(key)
        if id is None and known.phrases:
            id = _by_phrase(w, k, key, known)
        if id is None and len(form) > 3 and (known.language == "ar" or w.capital(k)):
            id = known.skeletons.get(bones(form))
        if id is not None:
            return id
    return None


def _by_phrase(w: Words, k: int, key: str, known: Names) -> str | None:
    if (id := known.phrases.get((key,))) is not None or k + 1 >= len(w):
        return id
    return known.phrases.get((key, name_key(w.lows[k + 1], known.language)))


def _fits(form: str, key: str, known: Names) -> bool:
    return known.language == "ar" or len(form) - len(key) <= 3


def _is_side(low: str, language: str) -> bool:
    if language == "ar":
        return bare(low) in _SIDES["ar"] or without_proclitics(low) in _SIDES["ar"]
    return low.startswith("восточн")


def actors(w: Words, first: int, last: int, view: Lens, words_of: Tongue) -> tuple[tuple[Actor, ...], bool]:
    """The forces that words name: a country's, armed groups, militias; two joined by `or` are alternatives."""
    found: list[Actor] = []
    for k in range(first, last):
        low = w.lows[k]
        id: str | None = None
        if words_of.has(low, words_of.lists["militia"]):
            id = view.forces.militia
        elif words_of.has(low, words_of.lists["armed"]):
            id = view.forces.armed
        elif words_of.country(low) and any(
            words_of.has(w.lows[m], words_of.lists["forces"]) for m in range(max(first, k - 2), min(last, k + 2))
        ):
            id = view.forces.by_country.get(words_of.country(low))
        if id is not None and all(a.id != id for a in found):
            found.append(Actor(w.raw(k), w.starts[k], w.ends[k], id))
    either = any(low in {"او", "ام", "или", "либо"} for low in w.lows[first:last])
    return tuple(found[:3]), either and len(found) > 1
