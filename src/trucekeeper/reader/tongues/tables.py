"""The word lists of a language made ready: how a word is looked up, what it means."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from trucekeeper.reader.deeds import DONE_AGAIN, GONE_ON, STOPPED, deed_in
from trucekeeper.reader.lexicon import folded_sections

_DENIES_NOTHING = frozenset(
    [
        "يقل",
        "يزيد",
        "يتجاوز",
        "يزال",
        "تزال",
        "يزالون",
        "تزالون",
        "يعرف",
        "تعرف",
        "يتبع",
        "يتبعون",
        "نجد",
        "يجدوا",
        "يعد",
        "تعد",
        "يقتصر",
        "сколько",
        "менее",
        "более",
        "только",
        "раз",
        "позднее",
        "позже",
        "раньше",
        "больше",
        "меньше",
        "дольше",
        "исключено",
    ]
)


def _only_tells_which(low: str) -> bool:
    """`the besieged town`, `freed soldiers`: an adjective tells no event where another word does."""
    return low in _BESIEGED or low.endswith(_PARTICIPLE)


_BESIEGED = frozenset(["المحاصر", "المحاصره", "المحاصرين", "المحاصرتين"])
_PARTICIPLE = (
    "енного", "енном", "енную", "енной", "енные", "енных", "енным", "енными", "енный", "анных", "анные", "анными",
    "анным",
)  # fmt: skip
#: Words of the first sections of the lists go before any verb (`it was planned that`).
_DECIDED = 5
#: What stands behind these words is circumstance and not the event itself (as in `reader.event`).
_LATER = frozenset(
    ["بعد", "قبل", "اذا", "بينما", "لان", "بسبب", "عقب", "حيث", "ان", "الذين", "التي", "الذي",
     "после", "до", "если", "когда", "пока", "чтобы", "из-за", "который", "которые", "которую", "которых", "для"]
)  # fmt: skip
#: So many words from the front count as equally near to it.
_NEAR_THE_FRONT = 3
KINDS = ("unnamed", "un", "monitor", "media", "aid", "residents", "official", "fighters")
_ARTICLE = re.compile("^(?:[وف]?(?:بال|كال|فال|وال|لل|ال)|[وف])(?=..)")
#: Whose, whom or how many, written together with an Arabic verb or noun.
_ENDING = re.compile("(?:وا|ون|ها|هم|نا|ه|ا)$")
_PROCLITICS = re.compile("^[وف]?[بكل]?(?:ال)?(?=...)")


#: Whose armed forces, services and offices Russian abbreviations name; they are no stems of other words.
_ABBREVIATED = {
    "рф": "russia", "вкс": "russia", "всу": "ukraine", "сбу": "ukraine", "гур": "ukraine", "оос": "ukraine",
    "ато": "ukraine", "ова": "ukraine", "ога": "ukraine", "сар": "syria", "саа": "syria",
}  # fmt: skip
#: So short is no case form of a country's name.
_LONG = 4


@dataclass(frozen=True)
class Cue:
    """A verb that attributes: its act and its base form.

    Attributes:
        needs: Without this word behind it, it says nothing.
        takes: The Arabic prepositions that may stand before its words.
        we: The form says `we`: who speaks is in the verb.
        object_in_it: An object pronoun hangs on the verb, so that its words stand before it.
    """

    act: str
    verb: str
    needs: str = ""
    takes: tuple[str, ...] = ()
    we: bool = False
    object_in_it: bool = False


@dataclass(frozen=True)
class Trigger:
    """What a word, or words together, say about the event; the first in the order of the list decides."""

    event: str
    rank: int
    needs: tuple[str, ...]
    adjacent: bool


@dataclass(frozen=True)
class Tongue:
    """One language."""

    language: str
    cues: dict[str, Cue]
    triggers: dict[str, tuple[Trigger, ...]]
    kinds: dict[str, frozenset[str]]
    countries: dict[str, str]
    lists: dict[str, frozenset[str]]
    expressed: dict[str, frozenset[str]]

    def bare(self, low: str) -> str:
        """A word without article and proclitics."""
        return bare(low) if self.language == "ar" else low

    def has(self, low: str, words: frozenset[str]) -> bool:
        """True when a word is in a list: as it stands or without proclitics; in Russian by its stem."""
        if self.language == "ar":
            if low in words or bare(low) in words or bare(without_proclitics(low)) in words:
                return True
            return len(low) > 4 and low.endswith("ا") and bare(low[:-1]) in words  # `ناشطا`, `مسوولا`
        return _stem_in(low, words) is not None

    def country(self, low: str) -> str:
        """The country that a word names; "" where none."""
        if self.language == "ar":
            return self.countries.get(bare(low), "")
        if len(low) < _LONG:
            return _ABBREVIATED.get(low, "") or self.countries.get(low, "")
        return next((self.countries[low[:n]] for n in range(len(low), 1, -1) if low[:n] in self.countries), "")

    def kind_of(self, lows: list[str]) -> str:
        """What kind of source words name; those nearest to the front decide."""
        for low in lows[:6]:
            for kind in KINDS:
                if self.has(low, self.kinds[kind]):
                    return kind
        return "other"

    def event(self, lows: list[str]) -> str:
        """The event of a proposition."""
        main = next((n for n, low in enumerate(lows) if n > 2 and low in _LATER), len(lows))
        found = self._triggered(lows[:main]) or (self._triggered(lows) if main < len(lows) else [])
        best = min(found, key=self._weight)[1] if found else None
        decided = best is not None and (best.needs or (best.rank < _DECIDED and best.event in {"agreement", "other"}))
        stops = best is not None and bool(best.needs) and best.event in GONE_ON
        told = deed_in(self.language, lows[:main], bare) if not decided or stops else ""
        if told and (not decided or told in STOPPED):
            again = told in STOPPED and best is not None and best.event in DONE_AGAIN
            return best.event if again and best is not None else told
        return best.event if best is not None else "other"

    def _weight(self, found: tuple[int, Trigger]) -> tuple[int, ...]:
        """In Arabic words together come before single ones, and what stands near the front before the rest."""
        place, trigger = found
        if self.language != "ar":
            return (trigger.rank,)
        return 0 if trigger.needs else 1, place // _NEAR_THE_FRONT, trigger.rank

    def speaks(self, lows: list[str]) -> bool:
        """True when any word of the events' lists stands there."""
        return bool(self._triggered(lows))

    def denies(self, lows: list[str]) -> bool:
        """True when the first clause says that something did not happen; `at least` and `still` deny nothing."""
        negative = self.lists["negative"]
        for n, low in enumerate(lows):
            if n > 2 and low in {",", ";", "لكن", "لكنه", "لكنها", "но", "а"}:
                return False
            after = lows[n + 1] if n + 1 < len(lows) else ""
            if self.language == "ar" and len(low) > 2 and low[0] in "وف" and low[1:] in negative:
                low = low[1:]
            if low in negative and after not in _DENIES_NOTHING and (n == 0 or lows[n - 1] != "ما"):
                return True
        return False

    def _triggered(self, lows: list[str]) -> list[tuple[int, Trigger]]:
        words = [self._looked_up(low) for low in lows]
        found: list[tuple[int, Trigger]] = []
        beside: list[tuple[int, Trigger]] = []
        for n, word in enumerate(words):
            kept = beside if _only_tells_which(lows[n]) else found
            for trigger in self._of(word):
                rest = words[n + 1 : n + 1 + len(trigger.needs)] if trigger.adjacent else words
                if all(any(self._is(one, need) for one in rest) for need in trigger.needs):
                    kept.append((n, trigger))
        return found or beside

    def _looked_up(self, low: str) -> str:
        """The form under which an Arabic word stands in the list: `بقصف` is `قصف`."""
        return _arabic_form(low) if self.language == "ar" else low

    def _of(self, word: str) -> tuple[Trigger, ...]:
        if self.language == "ar":
            return self.triggers.get(word, ())
        return tuple(t for n in range(2, len(word) + 1) for t in self.triggers.get(word[:n], ()))

    def _is(self, word: str, need: str) -> bool:
        return word == need or (self.language == "ru" and word.startswith(need))


@lru_cache(maxsize=50_000)
def _arabic_form(low: str) -> str:
    """Without conjunction, article, preposition, the mark of the future, dual and pronoun, until the list has it."""
    listed = tongue("ar").triggers
    forms: tuple[str, ...] = (low, low[1:] if low[:1] in "وف" else low, bare(low), bare(without_proclitics(low)))
    forms = (*forms, *(form[1:] for form in forms if form[:1] == "س" and form[1:2] in "يتن" and len(form) > 4))
    forms = (*forms, *(form[:-3] + "ه" for form in forms if len(form) > 5 and form.endswith(("تين", "تان"))))
    forms = (*forms, *(_ENDING.sub("", form) for form in forms if len(form) > 5))
    return next((form for form in forms if form in listed), forms[-1])


@lru_cache(maxsize=50_000)
def bare(low: str) -> str:
    """`وبالحافلات` is `حافلات`; a word of which too little would be left keeps its letters."""
    found = _ARTICLE.match(low)
    if found is None or (found.end() == 1 and len(low) < 5):
        return low
    return low[found.end() :]


@lru_cache(maxsize=50_000)
def without_proclitics(low: str) -> str:
    """A word without one-letter prepositions too; only for names, which are known."""
    return _PROCLITICS.sub("", low, count=1)


@lru_cache(maxsize=100_000)
def _stem_in(low: str, words: frozenset[str]) -> str | None:
    return next((low[:n] for n in range(len(low), 1, -1) if low[:n] in words), None)


def _arabic_cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for head, lines in folded_sections("ar_words.txt").items():
        if not head.startswith("cue "):
            continue
        for line in lines:
            he, she, present, *takes = line.split()
            needs = next((one[1:] for one in takes if one.startswith("+")), "")
            plain = Cue(head[4:], he, needs, tuple(one.removeprefix("+") for one in takes))
            for cue, forms in _arabic_forms(plain, he, she, present):
                for lead in ("", "و", "ف"):
                    for form in forms:
                        found.setdefault(lead + form, cue)
    for he, form in _I_SAY.items():
        found.setdefault(form, replace(found[he], we=True))
        found.setdefault("و" + form, replace(found[he], we=True))
    for he, seen in _I_SAW.items():
        found.update({lead + form: replace(found[he], we=True) for form in seen for lead in ("", "و")})
    for form in ("ينف", "تنف"):  # behind `لم`
        found.setdefault(form, found["ينفي"])
    for form in ("عد", "عدت"):  # with `و` it is a promise
        found.setdefault(form, Cue("says", "عد"))
    return found


#: What somebody who is quoted says of himself: forms that are no other words.
_I_SAY = {
    "دعا": "ادعو", "طالب": "اطالب", "ناشد": "اناشد", "اكد": "اوكد", "قال": "اقول", "اعتقد": "اعتقد", "توقع": "اتوقع",
    "تمني": "اتمني", "شكر": "اشكر", "حذر": "احذر", "رجا": "ارجو", "شدد": "اشدد", "حث": "احث", "تعهد": "اتعهد",
    "نفي": "انفي", "اعترف": "اعترف", "كرر": "اكرر",
}  # fmt: skip


#: What a witness tells of himself.
_I_SAW = {
    "شاهد": ("رايت", "راينا", "اشاهد", "لمحت", "شاهدنا"), "سمع": ("اسمع", "سمعنا"), "احصي": ("احصيت", "عددت", "احصينا"),
}  # fmt: skip


#: With an object pronoun these are other words: campaign, ability, students, belonging to, indication.
_NO_OBJECT = frozenset(
    {"حمل", "قدر", "طلب", "تابع", "امر", "وعد", "امل", "عرض", "شكر", "عبر", "لفت", "حث", "سمع", "وجه", "نسب"}
)


#: `She shows` and `was exposed to` are written alike.
_OTHER_WORDS = frozenset({"تعرض"})


def _arabic_forms(plain: Cue, he: str, she: str, present: str) -> list[tuple[Cue, list[str]]]:
    """Persons, numbers and tenses of a verb; `we`; and the forms on which an object pronoun hangs."""
    stem = he[:-1] if he.endswith(("ي", "ا")) else he
    past = [he, she, stem + "وا", he + "ا", she + "ا"]
    now = [] if present == "-" else ["ي" + present, "ت" + present]
    weak = present[:-1] if present.endswith(("ي", "و")) else present
    many = [] if present == "-" else ["ي" + weak + "ون", "ي" + present + "ان", "ت" + present + "ان"]
    we = ["ن" + present] if len(present) > 2 else []  # `نصف` is half
    hollow = len(he) > 2 and he[-2] == "ا"
    we.append(he[:-2] + he[-1] + "نا" if hollow else stem + "ونا" if he.endswith("ا") else he + "نا")
    masculine = stem + "ا" if he.endswith("ي") else he
    noun = he in _NO_OBJECT or (hollow and he.startswith("ا"))
    held = [*now] if noun else [masculine, she, stem + "و", *now]
    held = [one + it for one in held for it in ("ه", "ها", "هم", "هما")]
    now = [one for one in now if one not in _OTHER_WORDS]
    return [(plain, [*past, *now, *many]), (replace(plain, we=True), we), (replace(plain, object_in_it=True), held)]


@cache
def saying() -> dict[str, str]:
    """Arabic participles that go on with what the subject says (`محذرا من`), by their act."""
    return {
        lead + form: head[7:]
        for head, lines in folded_sections("ar_words.txt").items()
        if head.startswith("saying ")
        for line in lines
        for word in line.split()
        for form in _of_participle(word, head[7:])
        for lead in ("", "و")
    }


def _of_participle(he: str, act: str) -> tuple[str, ...]:
    """`موكدا`, `موكده`, `موكدين`, `موكدتين`; `نافيا`, `نافين`; a word behind `=` alone.

    Plurals of accusing and threatening are those who are accused and threatened.
    """
    if he.startswith("="):
        return (he[1:],)
    stem = he[:-1]
    if act in {"accuses", "promises"}:
        return he, stem + "ه"
    many = stem[:-1] if stem.endswith("ي") else stem
    return he, stem + "ه", many + "ين", stem + "تين"


def _russian_cues() -> dict[str, Cue]:
    """Past forms by gender and number and gerunds are made of the past stem; forms of the present stand in the list."""
    found: dict[str, Cue] = {}
    for head, lines in folded_sections("ru_words.txt").items():
        if not head.startswith("cue "):
            continue
        for line in lines:
            verbs = line.split()
            if "+" in verbs[0]:
                continue
            for word in verbs:
                for form in _russian_forms(word):
                    found.setdefault(form, Cue(head[4:], verbs[0]))
                for form in _russian_we(word):
                    found.setdefault(form, Cue(head[4:], verbs[0], we=True))
    for form in _OTHER_RUSSIAN:
        found.pop(form, None)
    return found


#: First persons that are other words: nouns, adjectives, other verbs.
_OTHER_RUSSIAN = frozenset(
    {"судим", "любим", "видим", "мотивируем", "ожидаем", "передаем", "сообщаем", "пишем", "пишу"}
)


def _russian_we(word: str) -> tuple[str, ...]:
    """`мы осуждаем`, `просим`, `надеюсь`: the first persons of a form that `they` have."""
    if word.endswith(("ают", "яют", "уют", "еют")):
        return word[:-2] + "ем", word[:-1]
    if word.endswith(("аются", "яются", "уются", "еются")):
        return word[:-4] + "емся", word[:-3] + "сь"
    if word.endswith(("ятся", "атся")):
        return (word[:-4] + "имся",)
    return (word[:-2] + "им",) if word.endswith("ят") and len(word) > _A_STEM else ()


#: A shorter form is other words too.
_A_STEM = 4


@cache
def with_noun() -> dict[str, tuple[Cue, ...]]:
    """Russian verbs that say nothing without the word behind them (`выступил с обвинениями`), by their forms."""
    found: dict[str, tuple[Cue, ...]] = {}
    for head, lines in folded_sections("ru_words.txt").items():
        if not head.startswith("cue "):
            continue
        for verb, needs in (word.split("+") for line in lines for word in line.split() if "+" in word):
            for form in (verb, verb[:-1] + "в") if verb.endswith("л") else (verb,):
                found[form] = (*found.get(form, ()), Cue(head[4:], verb, needs))
    return found


def _russian_forms(word: str) -> tuple[str, ...]:
    if word.endswith("лся"):
        return word, *(word[:-2] + end for end in ("ась", "ось", "ись")), word[:-3] + "вшись"
    if word.endswith("л"):
        return word, word + "а", word + "о", word + "и", word[:-1] + "в"
    if word.endswith("ются"):
        return word, word[:-4] + "ясь"
    return (word, word[:-2] + "я") if word.endswith(("ают", "яют", "уют", "ят")) else (word,)


@cache
def tongue(language: str) -> Tongue:
    """Load a language once."""
    name = f"{language}_words.txt"
    parts = folded_sections(name)

    def words(section: str) -> frozenset[str]:
        return frozenset(w for line in parts.get(section, ()) for w in line.split())

    triggers: dict[str, list[Trigger]] = {}
    heads = [head for head in parts if head.startswith("event ")]
    for rank, head in enumerate(heads):
        for entry in (e for line in parts[head] for e in line.split()):
            adjacent = "_" in entry
            first, *needs = entry.split("_" if adjacent else "+")
            triggers.setdefault(first, []).append(Trigger(head.split()[1], rank, tuple(needs), adjacent))
    countries = {w: head[8:] for head in parts if head.startswith("country ") for w in words(head)}
    cues = _arabic_cues() if language == "ar" else _russian_cues()
    names = (
        "that", "according", "taken up", "subject ends", "adverbs", "entity heads", "armed", "state", "forces",
        "militia", "hedged", "possible", "negative", "must",
    )  # fmt: skip
    return Tongue(
        language, cues, {w: tuple(t) for w, t in triggers.items()}, {kind: words(f"kind {kind}") for kind in KINDS},
        countries, {one: words(one) for one in names},
        {head[10:]: words(head) for head in parts if head.startswith("expressed ")},
    )  # fmt: skip
