"""Russian verbs of saying that stand in no list: known by the words they bring and by who does it.

Any verb says something where somebody who can speak does it and `что`, a colon or a quotation stands behind it, or
where it stands with its speaker behind the words (`..., обронил представитель штаба`). What takes such words and says
nothing stands in a list, which is short; so do verbs that take an infinitive and ask for nothing.
"""

from dataclasses import replace
from functools import lru_cache

from msgspec import structs

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.borders import PARTICIPLE, comes_after_comma
from trucekeeper.reader.tongues.russian.persons import can_speak, speaks_here
from trucekeeper.reader.tongues.russian.phrases import in_document
from trucekeeper.reader.tongues.russian.sources import is_source, speaks, subject_behind
from trucekeeper.reader.tongues.russian.verbs import at_verb
from trucekeeper.reader.tongues.russian.vocabulary import (
    ABOUT,
    BLAME,
    BREAKS,
    DASHES,
    FALSE,
    FEW,
    GERUNDS,
    NOT_SO,
    OBLIQUE,
    PREPOSITIONS,
    PRONOUNS,
    stems,
)
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.tongues.tables import Cue, tongue
from trucekeeper.reader.words import Words

#: Verbs that take `что`, `чтобы` or a colon and tell nobody anything: of knowing, waiting, causing, being.
_TELLS_NOBODY = stems("tells nobody")
#: Of these what stays or happens is the subject: `автобусы ушли, остались добровольцы`.
_STAYS = ("остал", "оста", "был", "стал", "погиб", "случ", "появ", "исчез", "собра", "потян", "толп", "дежур", "работа")
_BLAMED = ("винов", "ответственн")
#: Verbs that take an infinitive and ask for nothing and promise nothing.
_ONLY_DOES = stems("only does")
#: What observers count: with a number behind any verb of theirs.
_COUNTED = stems("counted")
#: What somebody else said, as the object of a verb.
_WORDS_OF_OTHERS = stems("words of others")
_THIS = frozenset({"это", "все"}) | {"эти", "такие", "подобные", "данные", "эту", "такую", "подобную"}
#: These do something else with what others said.
_PASSES_ON = stems("passes on")
_INFINITIVES = ("ать", "ять", "ить", "еть", "уть", "оть", "ыть", "ться", "тись", "вести", "нести", "везти", "спасти",
                "блюсти", "йти", "помочь", "беречь", "пресечь")  # fmt: skip
_NO_INFINITIVES = ("дцать", "пять", "десять", "девять", "мать", "нить", "треть", "сеть", "печать", "вспять")
#: Who is accused and is no listed source.
_ACCUSED = frozenset({"противника", "друг", "стороны", "их", "его", "ее", "соседей", "врага"})


@lru_cache(maxsize=20_000)
def may_say(low: str) -> bool:
    """True for a finite verb or a gerund that is in no list of saying and names no source."""
    known = tongue("ru")
    if low in known.cues or low in PREPOSITIONS or low in PRONOUNS or known.country(low) or len(low) < _LEAST:
        return False
    if not (finite(low, "ru") or (low.endswith(GERUNDS) and len(low) > _LEAST_GERUND)):
        return False
    return known.kind_of([low]) == "other"


@lru_cache(maxsize=20_000)
def _does_something(low: str) -> bool:
    """True for verbs of the deal's events: they are said to be done."""
    return tongue("ru").event([low]) not in {"other", "statement"}


@lru_cache(maxsize=20_000)
def _stays(low: str) -> bool:
    return low.startswith(_STAYS) or _does_something(low)


@lru_cache(maxsize=20_000)
def _tells_nobody(low: str) -> bool:
    return low.startswith((*_TELLS_NOBODY, *_BLAMED))


#: Endings of short participles: what was done is told of it.
_DONE = ("ен", "ан", "ена", "ано", "ены", "ана", "ено", "аны", "ята", "ято", "яты")
_LEAST, _LEAST_GERUND = 4, 6


def by_unlisted(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """What a verb that no list has says, where its subject can speak and it brings words."""
    if i and (w.lows[i - 1] in PREPOSITIONS or w.lows[i - 1] in OBLIQUE):
        return None
    cue, strict = _cue(w, i)
    if cue is None or _inside(w, i, found):
        return None
    named = cue.act == "calls"  # looked for as an object is, told as what is said
    made = at_verb(sentence, w, i, replace(cue, act="demands") if named else cue, found)
    made = structs.replace(made, act="says") if made is not None and named else made
    if made is None or made.speaker is None:
        return None
    first, last = w.at(made.speaker[0]), w.at(made.speaker[1])
    if strict and not any(is_source(w, k) for k in range(first, max(last, first + 1))):
        return None
    return made if can_speak(w, first, last) else None


def _cue(w: Words, i: int) -> tuple[Cue | None, bool]:
    """The act of the verb by what stands around it, and whether only a listed source can be meant."""
    low = w.lows[i]
    if (
        (not _stays(low) and _turned(w, i))
        or w.lows[i - 2 : i] == ["о", "чем"]
        or (i < _SOON and w.lows[:2] == ["об", "этом"])
    ):
        return Cue("says", low), False
    if _tells_nobody(low) or (_does_something(low) and w.lows[i + 1 : i + 3] != [",", "что"]):
        return None, False
    if (act := _that(w, i)) is not None:
        document = low.endswith(("тся", "лось", "но")) and in_document(w, i) is not None
        return Cue("says", "говорится") if document else Cue(act, low), False
    if low.endswith((*GERUNDS, *_DONE)) or i + 2 >= len(w):
        return None, False
    if low.endswith(("тся", "лось")):
        spoken = w.lows[i + 1] in {"в", "во", "на"} and i > 1 and w.lows[i - 1] == "," and _paper(w, i + 2)
        return (Cue("says", "говорится") if spoken else None), False
    if w.lows[i + 1] in ABOUT:
        return Cue("says", low), False
    return _by_object(w, i), True


def _paper(w: Words, k: int) -> bool:
    return k < len(w) and w.lows[k].startswith(_PAPERS)


#: Papers that speak.
_PAPERS = (
    "сообщени", "заявлени", "сводк", "доклад", "отчет", "документ", "текст", "письм", "обращени", "бюллетен",
    "коммюнике", "пост", "релиз",
)  # fmt: skip


#: A verb that tells of what was said before stands so near to the front.
_SOON = 5


def _by_object(w: Words, i: int) -> Cue | None:
    """The act of a verb by its object: an infinitive, blame, what others said, what observers count."""
    low, ahead = w.lows[i], w.lows[i + 1 : i + 8]
    ahead = ahead[: next((n for n, one in enumerate(ahead) if one in BREAKS and one != "«"), len(ahead))]
    if not ahead:
        called = w.lows[i - 1] in _THIS or w.lows[0].startswith(
            (*_WORDS_OF_OTHERS, "сообщени", "информаци", "заявлени")
        )
        return Cue("denies", low) if called and not low.startswith(_PASSES_ON) else None
    if ahead[0] == "на" and any(one.startswith(BLAME) for one in w.lows[max(0, i - 6) : i]):
        return Cue("accuses", low)
    if w.lows[i - 1] == "это" and ahead[0].startswith((*FALSE, *NOT_SO)):
        return Cue("says", "назвал")
    if any(one.startswith((*FALSE, *NOT_SO)) for one in ahead[1:4]) and ahead[0].startswith(
        ("это", "эт", "тако", *_WORDS_OF_OTHERS)
    ):
        return Cue("says", "назвал")
    if any(one.startswith(("вин", "ответственност")) for one in ahead[:2]) and "на" in ahead:
        return Cue("accuses", low)
    if _counts(ahead):
        return Cue("reports", low)
    takes = ahead[0] in _THIS and len(ahead) > 1
    if ahead[takes].startswith(_WORDS_OF_OTHERS) and not low.startswith(_PASSES_ON):
        return Cue("denies", low)
    if _charges(w, i, ahead):
        return Cue("accuses", low)
    if low.startswith(("выступ", "высказ")) and ahead[0] in {"за", "против"}:
        return Cue("demands", low)
    if (act := _judges(w, i, ahead)) is not None:
        return Cue(act, low)
    if low.startswith(_ONLY_DOES):
        return None
    for n, one in enumerate(ahead[:5]):
        if one.endswith(_INFINITIVES) and len(one) > _LEAST and not one.endswith(_NO_INFINITIVES):
            return Cue("promises" if n == 0 or ahead[0] == "не" else "demands", low)
        if finite(one, "ru"):
            return None
    return None


def _judges(w: Words, i: int, ahead: list[str]) -> str | None:
    """`хвалит обе стороны за выдержку`, `подаёт удары как ответ`, `счёл операцию сорванной`: a judgement."""
    behind = ahead[1:5]
    if "за" in behind and any(is_source(w, i + 1 + n) for n in range(1 + behind.index("за"))):
        n = 2 + behind.index("за")
        return "accuses" if n < len(ahead) and ahead[n].startswith(_WRONGS) else "positions"
    if "как" in behind and ahead[0] not in PREPOSITIONS and not ahead[0].endswith(_INFINITIVES):
        return "calls"
    called = [
        one for one in behind if one.endswith(("нным", "нной", "нными", "тым", "той", "тыми")) and PARTICIPLE.match(one)
    ]
    return "calls" if called and ahead[0] not in PREPOSITIONS else None


def _counts(ahead: list[str]) -> bool:
    """`отметили 12 взрывов`, `засекла за ночь три пуска`."""
    number = next((n for n, one in enumerate(ahead) if one[:1].isdigit() or one in FEW), None)
    return number is not None and any(one.startswith(_COUNTED) for one in ahead[number + 1 : number + 3])


def _charges(w: Words, i: int, ahead: list[str]) -> bool:
    """`уличило Киев в обстреле`, `уличила в срыве обмена противника`: somebody, and of what behind `в`."""
    k = next((n for n, one in enumerate(ahead) if one in {"в", "во"}), None)
    if k is None or k + 1 >= len(ahead) or k > _NEAR:
        return False
    of = ahead[k + 1 : k + 3]
    wrong = of[0] in {"этом", "том"} or any(one.startswith(_WRONGS) and one.endswith(_LOCATIVE) for one in of)
    whom = range(k) if k else range(k + 2, len(ahead))
    return wrong and any(ahead[n] in _ACCUSED or is_source(w, i + 1 + n) or w.capital(i + 1 + n) for n in whom)


_LOCATIVE = ("е", "и", "ах", "ях", "у")


_NEAR = 3
#: What one is accused of.
_WRONGS = stems("charged with")


def _turned(w: Words, i: int) -> bool:
    """`..., обронил представитель штаба`, `как обмолвился источник,`: who speaks stands behind, and ends the clause."""
    if i + 1 >= len(w) or i == 0 or w.lows[i].endswith(GERUNDS):
        return False
    as_said = w.lows[i - 1] == "как" and (i == 1 or w.lows[i - 2] in {",", "и", "а", "но"})
    if not as_said and not comes_after_comma(w, i):
        return False
    if w.lows[i].endswith(_OF_ITSELF) and not as_said and w.lows[i - 1] == ",":
        return False  # `отошли гвардейцы, подтянулись миротворцы`: what moves of itself
    who = subject_behind(w, i + 1)
    if who is None or w.lows[0] in _WHEN or w.lows[:2] == ["после", "того"]:
        return False
    k = who[0]
    if not (speaks(w, k) or speaks_here(w, k)):
        return False
    end = next((m for m in range(k, min(len(w), k + 12)) if w.lows[m] in {",", ".", ";", ":", "!"} | DASHES), len(w))
    return not any(finite(low, "ru") for low in w.lows[k:end])


_OF_ITSELF = ("лся", "лась", "лось", "лись")
#: Behind these a verb and its subject end the circumstance of what is told.
_WHEN = frozenset({"когда", "если", "пока", "едва"})


def _that(w: Words, i: int) -> str | None:
    """The act where `что`, `чтобы`, a colon or a quotation stands behind the verb in its clause."""
    for m in range(i + 1, min(len(w) - 1, i + 9)):
        low = w.lows[m]
        if low == ",":
            return _by_conjunction(w, i, m)
        if low == ":":
            return "says" if m - i < _SOON else None
        if low in {"«", '"', "“"}:
            return "says" if m == i + 1 else None
        if low in BREAKS or (finite(low, "ru") and w.lows[m - 1] not in PREPOSITIONS) or low in {"и", "а", "но"}:
            return None
    return None


def _by_conjunction(w: Words, i: int, comma: int) -> str | None:
    """The act by the conjunction behind a comma, and by what it leans on: `в том, что` accuses, `так, что` is none."""
    that, before = w.lows[comma + 1], w.lows[comma - 1]
    if that not in {"что", "чтобы", "будто"}:
        return None
    if before in {"то", "том"} and comma - 2 >= i and w.lows[comma - 2] in {"о", "на", "в"}:
        return "accuses" if w.lows[comma - 2] == "в" and comma - i > 3 else "says"
    if before in {"так", "то", "том", "тем", "тому", "того", "потому", "такой", "столько"}:
        return None
    return "demands" if that == "чтобы" else "says"


def _inside(w: Words, i: int, found: list[Attribution]) -> bool:
    """True within words that somebody is said to say already."""
    joined = next((m for m in range(i - 1, max(0, i - 6), -1) if w.lows[m] in {"и", "а", "но", "однако"}), None)
    if joined == i - 1 or (joined is not None and w.lows[joined + 1].startswith(BLAME)):
        return False
    at = w.starts[i]
    return any(start <= at < end for one in found for start, end in one.contents)
