"""Who is said to have said what in Russian: by verbs in either order, `по словам`, colons and dashes.

Works on folded text (ё is е). A speaker stands before its verb in the clause, or behind it where a comma stands right
before the verb (`..., сообщил X`); `сообщили в министерстве` names the body behind `в`.
"""

import re
from functools import lru_cache

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.stretches import finite, has_verb
from trucekeeper.reader.tongues.tables import Cue, tongue, with_noun
from trucekeeper.reader.words import Words

Span = tuple[int, int]
_BREAKS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", '"', "“", "”", "„", "(", ")", "-", "–", "—"})
_DASHES = frozenset({"-", "–", "—"})
_PREPOSITIONS = frozenset(
    ["в", "на", "во", "с", "со", "из", "к", "по", "о", "об", "от", "для", "после", "до", "при", "за", "у", "через",
     "около", "перед", "накануне", "во", "ко", "под", "над", "между", "спустя", "из-за", "благодаря", "вопреки"]
)  # fmt: skip
_TIMES = frozenset(
    ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье", "утром", "вечером", "ночью",
     "днем", "сегодня", "вчера", "декабря", "ноября", "января", "февраля", "марта", "апреля", "мая", "июня", "июля",
     "августа", "сентября", "октября", "позже", "ранее", "интервью", "ходе", "эфире", "брифинге", "пресс-конференции",
     "заявлении", "среды", "полдень", "полночь", "рассвета", "полудня", "полуночи", "вечеру", "утру", "часов", "часа",
     "беседе", "разговоре", "комментарии", "соцсетях", "телеграм-канале", "телеграме", "твиттере", "обращении",
     "воскресенья", "субботы", "пятницы", "четверга", "вторника", "понедельника", "этим", "этом", "ответ", "свою"]
)  # fmt: skip
#: To whom something was told, before who told it.
_TOLD = frozenset(
    ["журналистам", "агентству", "агентствам", "телеканалу", "телеканалам", "тасс", "изданию", "изданиям", "газете",
     "газетам", "корреспондентам", "корреспонденту", "интерфаксу", "репортерам", "радиостанции", "нам", "прессе", "сми"]
)  # fmt: skip
_WHOSE = frozenset({"его", "ее", "их"})
_FALSE = (
    "лож", "выдум", "неправд", "фейк", "клевет", "вымыс", "абсурд", "чуш", "дезинформ", "провокац", "бред", "небылиц",
    "фантаз", "домысл", "инсинуац", "спекуляц", "сказк", "наговор", "пропаганд",
)  # fmt: skip
_NOT_SO = (
    "устаревш", "недостоверн", "неверн", "необоснован", "преувеличен", "несостоятельн", "надуман", "беспочвен",
    "безоснователь", "голословн", "нелеп", "лжив", "абсурдн",
)  # fmt: skip
_PRONOUNS = frozenset({"он", "она", "оно", "они", "мы", "я"})
#: What hangs between the subject and its verb and is neither: an object, an addressee.
_OBJECTS = frozenset(
    ["это", "этого", "этому", "его", "ее", "их", "нам", "им", "ему", "ей", "мне", "вам", "себе", "тем", "все", "лишь",
     "только", "также", "обвинения", "обвинение", "сообщения", "сообщение", "утверждения", "упреки", "слухи",
     "намеки", "подозрения", "такие", "эти", "эту", "этот", "трактовку", "предложение", "инициативу",
     "просьбу", "претензии", "идею", "план", "решение", "условие", "условия", "ультиматум"]
)  # fmt: skip
#: Of these the words that were said before are meant.
_TAKEN_UP = frozenset(
    [
        "это",
        "этого",
        "этому",
        "обвинения",
        "обвинение",
        "сообщения",
        "сообщение",
        "утверждения",
        "упреки",
        "слухи",
        "намеки",
        "подозрения",
        "версию",
        "трактовку",
        "претензии",
        "слова",
        "все",
        "этим",
        "предложение",
        "инициативу",
        "просьбу",
    ]
)
_OBLIQUE = frozenset({"котором", "которого", "которому", "которым", "которую", "которой", "которых", "которыми"})
_RELATIVE = frozenset({"который", "которая", "которое", "которые"})
#: What a feeling or will is said to be, by the noun behind `выразил`.
_EXPRESSES = frozenset(
    ["выразил", "выразила", "выразило", "выразили", "выражает", "выражают", "выражал", "выражала", "выражали",
     "высказал", "высказала", "высказало", "высказали", "высказывает", "высказывают"]
)  # fmt: skip
_EXPRESSED = {
    "надежд": "predicts", "опасен": "predicts", "обеспокоен": "predicts", "озабочен": "predicts", "тревог": "predicts",
    "уверен": "predicts", "готовн": "promises", "намерен": "promises", "сомнен": "denies", "несоглас": "denies",
    "соглас": "agrees", "мнени": "says", "предположен": "says", "сожален": "positions", "соболезн": "positions",
    "благодарн": "positions", "поддержк": "positions", "признательн": "positions", "удовлетвор": "positions",
    "возмущен": "positions", "протест": "positions",
}  # fmt: skip


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    quoted = "»" in w.lows or "”" in w.lows or '"' in w.lows
    for i, low in enumerate(w.lows):
        does = _does(low)
        if not does and not quoted:
            continue
        made = _in_phrase(sentence, w, i, found) if does == "phrase" else None
        if made is None and does != "verb" and quoted and _behind_quotation(w, i):
            made = _at_verb(sentence, w, i, Cue("says", low), found)
        elif made is None and does and (cue := _cue_at(w, i)) is not None:
            made = _at_verb(sentence, w, i, cue, found)
        elif made is None and does == "passive":
            made = _by_whom(sentence, w, i)
        elif made is None and does == "noun":
            made = _claimed_that(sentence, w, i)
        if made is not None:
            found.append(made)
    found = [g for one in found for g in (one, *_cited_before(w, one), *_and_by_whom(w, one))]
    if not found and (made := _such_are(w)) is not None:
        found.append(made)
    found = [g for one in found for g in (one, *_gapped(sentence, w, one))]
    if sentence.headline and sentence.paragraph <= 1:  # a report's own headline attributes by `Name:` and by clauses
        found = [one for one in found if one.shape == "before" or one.act in {"accuses", "denies"} or _clausal(w, one)]
    if not found and (made := _headline(sentence, w) or _ready(sentence, w)) is not None:
        found.append(made)
    return _parted(w, found)


def _clausal(w: Words, one: Attribution) -> bool:
    return w.lows[w.at(one.contents[0][0]) - 1] in {"что", ":"}


@lru_cache(maxsize=20_000)
def _does(low: str) -> str:
    """What a word may do in saying who said what: most words do nothing."""
    if low in _PHRASES:
        return "phrase"
    if low in tongue("ru").cues:
        return "verb"
    if low in _EXPRESSES or low in with_noun():
        return "light verb"
    if low in _PASSIVE:
        return "passive"
    return "noun" if low.startswith(_SAYINGS) else ""


_PHRASES = frozenset({"по", "слов", "согласно", "судя", "ссылкой", "ссылаясь", "следует", "верить", "известно"})


def _in_phrase(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`по словам X`, `согласно`, `судя по`, `со ссылкой на`, `следует из`, `если верить`, `насколько известно`."""
    low, before = w.lows[i], w.lows[i - 1] if i else ""
    if low == "по":
        noun = _source_noun(w, i) if before != "судя" else None
        return _according(sentence, w, i, noun) if noun is not None else None
    if low in {"ссылкой", "ссылаясь"}:
        return _cited(w, i, found[-1]) if w.lows[i + 1 : i + 2] == ["на"] and found else None
    if low == "следует":
        return _follows_from(sentence, w, i) if before != "что" else None
    if (low, before) in {("слов", "со"), ("верить", "если"), ("известно", "насколько")}:
        return _according(sentence, w, i - 1, i)
    if low == "согласно":
        return _according(sentence, w, i, i)
    if low == "судя" and w.lows[i + 1 : i + 2] == ["по"]:
        told = w.lows[i + 2 : i + 3] != [] and w.lows[i + 2] in tongue("ru").lists["according"] - _PAPERS
        return _according(sentence, w, i, i + 1 + told)
    return None


def _cue_at(w: Words, i: int) -> Cue | None:
    """The cue that word i is, by itself or with the noun behind it."""
    if w.lows[i] in _EXPRESSES and (cue := _expressed(w, i)) is not None:
        return cue
    cue = tongue("ru").cues.get(w.lows[i]) or _by_noun(w, i)
    return _by_complement(w, i, cue) if cue is not None and _is_said(w, i, cue) else None


#: Passives whose doer stands in the instrumental: `наблюдателями зафиксировано`, `опровергнута пресс-службой`.
_PASSIVE = {
    stem + end: act
    for stems, act in (
        ("зафиксирован отмечен зарегистрирован выявлен установлен обнаружен", "reports"),
        ("подтвержден", "confirms"),
        ("опровергнут отвергнут отклонен", "denies"),
        ("заявлен объявлен", "says"),
    )
    for stem in stems.split()
    for end in ("", "а", "о", "ы")
}
_INSTRUMENTAL = ("ами", "ями", "ом", "ем", "ой", "ей", "ью", "ою")


def _by_whom(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Наблюдателями зафиксировано девять нарушений`, `Информация опровергнута пресс-службой`."""
    act = _PASSIVE[w.lows[i]]
    begin = _clause_begins(w, i)
    k = next((m for m in (begin, i + 1) if m != i and m < len(w) and _is_doer(w, m)), None)
    if k is None:
        return None
    end = k + 1
    while end < len(w) and end != i and w.lows[end] not in _BREAKS and w.lows[end] not in _PREPOSITIONS and end - k < 5:
        if w.lows[end][:1].isdigit() or w.lows[end] in _FEW:
            break
        end += 1
    if k < i:
        told = (w.starts[i + 1], _own_end(sentence, w, i + 1)) if i + 2 < len(w) else None
    elif begin < i:
        told = (w.starts[begin], w.ends[i - 1])
    else:
        told = (w.starts[end], _own_end(sentence, w, end)) if end + 1 < len(w) else None
    if told is None:
        return None
    return Attribution(_span(w, k, end), (w.starts[i], w.ends[i]), (told,), act, "пассив", "after")


def _is_doer(w: Words, k: int) -> bool:
    return w.lows[k].endswith(_INSTRUMENTAL) and _is_source(w, k) and tongue("ru").country(w.lows[k]) == ""


#: Nouns that bring words with `о том, что`.
_SAYINGS = (
    "утвержден",
    "заявлен",
    "сообщени",
    "обвинен",
    "замечани",
    "слов",
    "жалоб",
    "предположен",
    "заверен",
    "уверен",
)


def _claimed_that(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Утверждения Баку о том, что ...`: said by whom the noun belongs to."""
    that = next((m for m in range(i + 2, min(i + 10, len(w) - 2)) if w.lows[m] == "что" and w.lows[m - 1] == ","), None)
    if that is None or w.lows[that - 2] not in {"том", "тем"} or w.lows[i] in tongue("ru").cues:
        return None
    end = next((m for m in range(i + 1, that) if w.lows[m] in {"о", "об", "в", "с"}), that)
    if end == i + 1 or any(low in _BREAKS or finite(low, "ru") for low in w.lows[i + 1 : end]):
        return None
    if not any(_is_source(w, m) for m in range(i + 1, end)) or w.lows[i + 1] in _PREPOSITIONS:
        return None
    stop = _stop(w, sentence)
    for m in range(that + 3, len(w) - 2):
        if w.lows[m] != ",":
            continue
        close = next((n for n in range(m + 1, len(w)) if w.lows[n] == ","), len(w))
        clause = w.lows[m + 1 : close]
        resumes = clause[0] == "не" or any(low in tongue("ru").cues for low in clause)
        if clause[0] not in _GOES_ON and not _apposed(clause[0]) and resumes:
            stop = w.ends[m - 1]
            break
    words = ((w.starts[that + 1], stop),)
    return Attribution(_span(w, i + 1, end), (w.starts[i], w.ends[i]), words, "says", "утверждение", "noun")


def _ready(sentence: Sentence, w: Words) -> Attribution | None:
    """`Красный Крест готов принять тела`: a source that says what it would do."""
    i = next((n for n, low in enumerate(w.lows) if n and low in {"готов", "готова", "готово", "готовы"}), None)
    if i is None or not any(low.endswith(("ть", "ти", "чь")) for low in w.lows[i + 1 : i + 4]):
        return None
    subject = _subject_before(w, i)
    if subject is None or not all(_is_source(w, k) or w.capital(k) for k in range(*subject)):
        return None
    words = ((w.starts[i + 1], _stop(w, sentence)),)
    return Attribution(_span(w, *subject), (w.starts[i], w.ends[i]), words, "promises", "готов", "after")


_PAPERS = frozenset({"сводке", "отчету", "докладу"})


def _by_noun(w: Words, i: int) -> Cue | None:
    """The cue of a verb and the noun behind it: `выступил с обвинениями`, `дал понять`, `исходит из`."""
    ahead = w.lows[i + 1 : i + 7]
    ahead = ahead[: next((n for n, low in enumerate(ahead) if low in _BREAKS), len(ahead))]
    return next(
        (one for one in with_noun().get(w.lows[i], ()) if any(low.startswith(one.needs) for low in ahead)), None
    )


def _by_complement(w: Words, i: int, cue: Cue) -> Cue:
    """`указал на X` and `намекнул на X` accuse, `настаивает на X` demands; with a clause they only say."""
    counts = w.lows[i + 1 : i + 2] and (w.lows[i + 1][:1].isdigit() or w.lows[i + 1] in _FEW)
    if counts and cue.verb == "отметил":
        return Cue("reports", cue.verb)  # `миссия отметила три взрыва`
    if cue.verb == "убеждал" and not _that_behind(w, i) and _to_do(w, i):
        return Cue("demands", cue.verb)
    if w.lows[i + 1 : i + 2] != ["на"] or w.lows[i + 2 : i + 3] in (["то"], ["том"]):
        return cue
    act = {"указал": "accuses", "намекнул": "accuses", "жаловался": "accuses", "настаивал": "demands"}.get(cue.verb)
    return Cue(act, cue.verb) if act is not None else cue


def _to_do(w: Words, i: int) -> bool:
    """True where an infinitive follows in the clause: `убеждал коллегу снять осаду`."""
    for low in w.lows[i + 1 : i + 7]:
        if low in _BREAKS:
            return False
        if low.endswith(("ать", "ять", "ить", "еть", "уть", "ться", "сти", "йти")):
            return True
    return False


def _behind_quotation(w: Words, i: int) -> bool:
    """`«...», — бросил чиновник`: whatever verb stands behind a quotation and a dash says it."""
    k = i
    while k > 0 and i - k < 2 and w.lows[k - 1] not in _BREAKS:
        k -= 1
    closes = w.lows[k - 3 : k] if k > 2 else []
    quoted = closes[:2] in (["»", ","], ["”", ","], ['"', ","]) and closes[-1] in _DASHES
    return quoted and finite(w.lows[i], "ru") and not any(finite(w.lows[m], "ru") for m in range(k, i))


_FEW = frozenset(
    ["один", "одно", "одну", "два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
     "десятки", "несколько", "сотни"]
)  # fmt: skip


#: Of speech only where they stand behind the words: `..., отрезал советник`.
_ONLY_BEHIND = frozenset({"отрезал"})
#: What is seen is told by the author, unless it is counted: `обнаружила мины`, `обнаружила 12 мин`.
_SEES = frozenset({"обнаружил", "выявил", "засек", "наблюдал"})


def _is_said(w: Words, i: int, cue: Cue) -> bool:
    """False where the verb says nothing: without the word it needs, impersonal, or behind `как ожидается`."""
    behind = w.lows[i + 1] if i + 1 < len(w) else ""
    if cue.verb in _ONLY_BEHIND:
        return _comes_after_comma(w, i) and i + 1 < len(w) and _speaks(w, i + 1)
    if cue.verb in _SEES:
        return behind in {"что", ","} or behind[:1].isdigit() or behind in _FEW
    if cue.verb in {"договорился", "условился"}:
        return w.lows[i + 1 : i + 3] in ([",", "что"], [",", "чтобы"])  # else the author tells what they agreed on
    if cue.verb == "скрывал":
        return i > 0 and w.lows[i - 1] == "не"
    if cue.verb == "принял":
        return "сведению" in w.lows[i + 1 : i + 4] or (
            i > 0 and w.lows[i - 1] == "не" and w.lows[i].endswith(("ет", "ют"))
        )
    if cue.verb == "говорится":
        return behind in {"в", "во", "на"} or _in_document(w, i) is not None
    if cue.act == "denies" and i and w.lows[i - 1].endswith(("ать", "ять", "ить", "еть", "ться", "сти")):
        return False  # `о потерях говорить отказался`
    if cue.act == "denies" and behind in {"комментировать", "назвать", "отвечать", "ответить", "уточнить"}:
        return False
    return not (cue.act == "denies" and w.lows[i + 1 : i + 3] == ["от", "комментариев"])


def _cited(w: Words, i: int, outer: Attribution) -> Attribution | None:
    """`передает X со ссылкой на Y`: the words are Y's, X passes them on."""
    end = i + 2
    known = tongue("ru").cues
    while end < len(w) and w.lows[end] not in _BREAKS and end - i < 12 and w.lows[end] not in known:
        end += 1
    if end < len(w) and w.lows[end] in known:
        return None  # `агентство со ссылкой на X передало`: of the words behind
    if end == i + 2:
        return None
    begin = i - (w.lows[i] == "ссылкой" and w.lows[i - 1] == "со")
    return Attribution(_span(w, i + 2, end), _span(w, begin, i + 2), outer.contents, "says", "ссылка", "cited")


def _and_by_whom(w: Words, one: Attribution) -> list[Attribution]:
    """`Это подтвердили и в Киеве, и в Москве`: the second speaker too."""
    if one.speaker is None or one.cue is None or one.speaker[0] < one.cue[0]:
        return []
    end = w.at(one.speaker[1])
    if w.lows[w.at(one.speaker[0]) - 1] != "и" or w.lows[end : end + 2] != [",", "и"] or not _speaks(w, end + 2):
        return []
    who = _subject_behind(w, end + 2)
    return [replace(one, speaker=_span(w, *who))] if who is not None else []


def _cited_before(w: Words, one: Attribution) -> list[Attribution]:
    """`Агентство со ссылкой на X сообщило`, `Ссылаясь на X, агентство передало`: the words are X's."""
    if one.shape != "after" or one.cue is None or one.speaker is None:
        return []
    verb, who = w.at(one.cue[0]), w.at(one.speaker[0])
    k = next((m for m in range(verb - 2) if w.lows[m] in {"ссылкой", "ссылаясь"} and w.lows[m + 1] == "на"), None)
    if k is None or any(w.lows[m] in tongue("ru").cues for m in range(k + 1, verb)):
        return []
    end = k + 2
    while end < verb and w.lows[end] not in _BREAKS and (k > who or end < who):
        end += 1
    if end == k + 2 or not any(_is_source(w, m) for m in range(k + 2, end)):
        return []
    begin = k - (w.lows[k] == "ссылкой" and k > 0)
    return [Attribution(_span(w, k + 2, end), _span(w, begin, k + 2), one.contents, "says", "ссылка", "cited")]


def _follows_from(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Из текста следует, что ...`, `как следует из сводки, ...`: a document speaks."""
    as_said = i > 0 and w.lows[i - 1] == "как"
    turned = w.lows[i + 1 : i + 2] == ["из"] and i > 1 and w.lows[i - 1] == ","
    start = i + 1 if as_said or turned else next((m for m in range(i - 1, max(-1, i - 8), -1) if w.lows[m] == "из"), i)
    if w.lows[start : start + 1] != ["из"]:
        return None
    end = start + 1
    while end < len(w) and w.lows[end] not in _BREAKS and end != i:
        end += 1
    if as_said or turned:
        contents = _around(sentence, w, i - as_said, end)
    else:
        that = next((m for m in range(i, min(len(w) - 1, i + 4)) if w.lows[m] == "что"), None)
        contents = ((w.starts[that + 1], _stop(w, sentence)),) if that is not None else ()
    if not contents or end == start + 1:
        return None
    return Attribution(_span(w, start + 1, end), _span(w, i, i + 1), contents, "says", "следует", "according")


def _as_a_document_says(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`..., как утверждается в сводке, ...`; `как ожидается` names nobody."""
    end = i + 1
    if w.lows[end : end + 1] not in (["в"], ["во"], ["на"]) or w.lows[end + 1 : end + 2] == [] or _time_at(w, end):
        return None
    while end < len(w) and w.lows[end] not in _BREAKS:
        end += 1
    contents = _around(sentence, w, i - 1, end)
    if not contents:
        return None
    return Attribution(_span(w, i + 2, end), _span(w, i, i + 1), contents, "says", "сказано", "according")


def _in_document(w: Words, i: int) -> tuple[int, int] | None:
    """`В сводке ведомства сказано`: the document behind `в` that opens the clause."""
    opening = i - 1
    if i > 2 and w.lows[i - 1] == "," and _interposed(w, i):  # `в докладе, подготовленном для совета, сказано`
        opening = next(m for m in range(i - 2, -1, -1) if w.lows[m] == ",")
        i = opening
    k = _clause_begins(w, i)
    end = i
    while end > k and w.lows[end - 1] in tongue("ru").lists["adverbs"]:
        end -= 1
    return (k + 1, end) if w.lows[k] in {"в", "во", "на"} and end - k > 1 and w.lows[k + 1] not in _TIMES else None


def _expressed(w: Words, i: int) -> Cue | None:
    for m in range(i + 1, min(i + 5, len(w))):
        act = next((act for stem, act in _EXPRESSED.items() if w.lows[m].startswith(stem)), None)
        if act is not None and w.lows[m].startswith(("обеспокоен", "озабочен", "тревог")) and not _that_behind(w, m):
            act = "positions"
        if act is not None:
            return Cue(act, "надеялся" if w.lows[m].startswith(("надежд", "опасен", "предположен")) else "выразил")
    return None


def _source_noun(w: Words, i: int) -> int | None:
    """`по словам`, `по последним данным`, `по его подсчетам`: where the noun stands."""
    nouns = tongue("ru").lists["according"]
    for m in range(i + 1, min(i + 4 + 3 * (w.lows[i + 2 : i + 3] == ["у"]), len(w))):
        if w.lows[m] in nouns:
            return m
        if w.lows[m] in _BREAKS or (w.lows[m] in _PREPOSITIONS and w.lows[m] != "у"):
            return None
    return None


def _such_are(w: Words) -> Attribution | None:
    """`...; таковы данные прокуратуры`: what was told just before."""
    so = w.lows[:1] == ["так"] and w.lows[1:2] and w.lows[1] in tongue("ru").cues
    if len(w) < 3 or not (so or w.lows[0] in {"таковы", "таково", "такова"}):
        return None
    end = 2
    while end < len(w) and w.lows[end] not in _BREAKS:
        end += 1
    return (
        Attribution(_span(w, 2, end), _span(w, 0, 2), (_span(w, 0, 1),), "says", "таковы", "retold")
        if end > 2
        else None
    )


def _gapped(sentence: Sentence, w: Words, one: Attribution) -> list[Attribution]:
    """`X говорит о ста погибших, Y — о сорока`: the verb of the first, understood."""
    if one.shape != "after" or one.speaker is None:
        return []
    first = w.at(one.contents[0][0])
    opens = w.lows[first] if first < len(w) else ""
    if opens not in _ABOUT:
        opens = w.lows[first - 1] if first else ""
    if one.cue is not None and one.verb in {"исходит", "исходят", "исходил"}:
        opens = "из"
    if opens not in {*_ABOUT, "что", "из"}:
        return []
    alike = _ABOUT if opens in _ABOUT else {opens}
    made = []
    for dash in range(first + 2, len(w) - 1):
        if w.lows[dash] in _DASHES and w.lows[dash + 1] in alike:
            k = dash
            while k > first and w.lows[k - 1] != "," and not finite(w.lows[k - 1], "ru"):
                k -= 1
            if k > first and k < dash and w.lows[k - 1] == ",":
                k += w.lows[k] in {"а", "но", "и"}
                start = dash + 2 if opens == "что" else dash + 1
                words = (w.starts[start], _stop(w, sentence))
                made.append(replace(one, speaker=_span(w, k, dash), contents=(words,), shape="gapped"))
    return made[:2] or (_gapped_plainly(sentence, w, one, first, alike) if opens != "что" else [])


_ABOUT = frozenset({"о", "об"})


def _gapped_plainly(
    sentence: Sentence, w: Words, one: Attribution, first: int, alike: set[str] | frozenset[str]
) -> list[Attribution]:
    """`Медики говорят о восьми раненых, полиция о двенадцати`: a source and `о` behind a comma, without a verb."""
    for m in range(first + 1, len(w) - 2):
        if w.lows[m] != ",":
            continue
        k = m + 1 + (w.lows[m + 1] in {"а", "но"})
        about = next((n for n in range(k + 1, min(k + 5, len(w) - 1)) if w.lows[n] in alike), None)
        if about is None or not (_speaks(w, k) or w.capital(k)) or any(finite(low, "ru") for low in w.lows[k:about]):
            continue
        words = (w.starts[about], _stop(w, sentence))
        return [replace(one, speaker=_span(w, k, about), contents=(words,), shape="gapped")]
    return []


def _begins(one: Attribution) -> int:
    """Where an attribution's own words begin that are not what was said."""
    assert one.cue is not None
    if one.shape == "gapped":
        return one.speaker[0] if one.speaker is not None else one.cue[0]
    return min(one.cue[0], one.speaker[0]) if one.speaker and one.shape == "after" else one.cue[0]


def _parted(w: Words, found: list[Attribution]) -> list[Attribution]:
    """The words of each end where the next attribution beside it begins: `и обвинил ...`, `, рассказал источник`."""
    made: list[Attribution] = []
    for n, one in enumerate(found):
        start, end = one.contents[0]
        clause = w.lows[max(0, w.at(start) - 1)] in {"что", "чтобы", "будто", ":"}
        for other in found[n + 1 :]:
            begins = _begins(other)
            k = w.at(begins)
            if other.shape == "before" and start < other.contents[0][1] < end:
                if other.contents[0][0] > start:
                    end = min(end, other.contents[0][0] - 1)
                else:
                    end = min(end, other.contents[0][1])
            elif start < begins < end and k:
                joint = w.lows[k - 1]
                apart = not clause or (other.shape == "shared" and w.lows[k].endswith(_GERUNDS))
                if joint == "как" and w.lows[k - 2] == "тогда":
                    end = min(end, w.ends[k - 3])
                elif joint in {"и", "а", "но", "однако", "хотя"} or other.shape == "gapped" or (joint == "," and apart):
                    end = w.ends[k - 2] if k > 1 and joint not in _BREAKS else w.starts[k - 1]
        text = _HANGING.sub("", w.text[start:end].rstrip(" ,—–-"))
        if text:
            made.append(
                replace(one, contents=((start, start + len(text)), *_until(w, one.contents[1:], found[n + 1 :])))
            )
    return made


#: What opens a clause that somebody else's words fill.
_HANGING = re.compile(r",\s+(?:котор\w+|где|куда|хотя|что)$")


def _until(w: Words, rest: tuple[Span, ...], others: list[Attribution]) -> tuple[Span, ...]:
    """The second part of what is said, up to where somebody else is said to speak."""
    if len(rest) != 1:
        return rest
    (start, end) = rest[0]
    for other in others:
        begins = _begins(other)
        if start < begins < end and other.shape in {"after", "shared", "gapped"}:
            k = w.at(begins)
            end = w.ends[max(0, k - 2)] if w.lows[k - 1] in {"и", "а", "но", "хотя"} else w.starts[k - 1]
    text = w.text[start:end].rstrip(" ,—–-")
    return ((start, start + len(text)),) if text else ()


def _span(w: Words, first: int, end: int) -> Span:
    return w.starts[first], w.ends[end - 1]


def _stop(w: Words, sentence: Sentence) -> int:
    stop = sentence.end
    while stop > sentence.start and w.text[stop - 1] in " .!?;:,\n":
        stop -= 1
    return stop


def _past_apposition(w: Words, end: int) -> int:
    """Behind `источника, близкого к переговорам`: where the apposition ends."""
    if end + 2 >= len(w) or w.lows[end] != ",":
        return end
    related = w.lows[end + 1] in _PREPOSITIONS and w.lows[end + 2] in _OBLIQUE
    if related or _apposed(w.lows[end + 1]):
        closing = next((m for m in range(end + 2, min(len(w), end + 16)) if w.lows[m] == ","), None)
        return closing if closing is not None else end
    return end


_PARTICIPLE = re.compile(
    r".{2,}(?:[вдсрхгк]ш|щ|нн)(?:ий|ый|ая|ее|ое|ие|ые|его|ого|ей|ой|их|ых|им|ым|ую|юю|ем|ом|ему|ому|ими|ыми)(?:ся)?$"
)


def _apposed(low: str) -> bool:
    """True for a word that opens a relative or participle clause about the noun before it."""
    return low in _RELATIVE or low.startswith(("близк", "знаком", "осведомлен")) or _PARTICIPLE.match(low) is not None


def _according(sentence: Sentence, w: Words, i: int, noun: int) -> Attribution | None:
    """`По словам X, ...`, `..., по данным X`, `По его словам, ...`, and between commas in the middle."""
    own = next((m for m in range(i + 1, noun) if w.lows[m] in _WHOSE), None)
    has = next((m for m in range(i + 1, noun - 1) if w.lows[m] == "у"), None)
    end = noun + 1
    if has is not None:  # `по имеющимся у миссии данным`
        contents = _around(sentence, w, i, end)
        who = _span(w, has + 1, noun)
        return Attribution(who, _span(w, i, has), contents, "says", "according", "according") if contents else None
    if own is None:
        while end < len(w) and w.lows[end] not in _BREAKS and end - noun < 13 and not finite(w.lows[end], "ru"):
            if end > noun + 1 and (w.lows[end] in _TIMES or (w.lows[end] in _PREPOSITIONS and _time_at(w, end))):
                break
            end += 1
    if own is not None:
        source, cue = (own, own + 1), _span(w, i, noun + 1)
    elif end > noun + 1:
        source, cue = (noun + 1, end), _span(w, i, noun + 1)
    elif noun > i + 1:
        source, cue = (i + 1, noun + 1), _span(w, i, i + 1)  # `по разным оценкам`
        there = next((m for m in range(i + 1, noun) if w.lows[m] in {"там", "здесь"}), None)
        if there is not None:  # `по имеющимся там сведениям`
            source, cue = (there, there + 1), _span(w, i, noun + 1)
    else:
        return None
    if w.lows[source[0]] in _PREPOSITIONS or w.lows[source[0]] in {"всему", "этому", "тому"}:
        return None
    if w.lows[i] == "согласно" and w.lows[source[0]].startswith(_TERMS):
        return None  # `согласно договоренности`: its terms, told by the author
    end = _past_apposition(w, end)
    act = "reports" if w.lows[noun].startswith("подсчет") else "says"
    contents = _around(sentence, w, i, end)
    return Attribution(_span(w, *source), cue, contents, act, "according", "according") if contents else None


_TERMS = ("договор", "соглашени", "план", "график", "услови", "закон", "меморандум")


def _time_at(w: Words, k: int) -> bool:
    return k + 1 < len(w) and (w.lows[k + 1] in _TIMES or w.lows[k + 1][:1].isdigit() or w.lows[k + 1] in _AS_OF)


#: What a count is of: `по данным штаба на утро 5 мая`.
_AS_OF = frozenset({"утро", "вечер", "начало", "конец", "середину", "минувшие", "минувшую", "минувшей"})


def _around(sentence: Sentence, w: Words, i: int, end: int) -> tuple[Span, ...]:
    """The words about a phrase `i` to `end`: behind it where it opens a clause, else before it and behind it."""
    behind = end + 1 if end < len(w) and w.lows[end] == "," else end
    adverbs = tongue("ru").lists["adverbs"]
    opens = all(low in adverbs or low in {"и", "а", "но", "что"} for low in w.lows[:i])
    joined = i > 0 and w.lows[i - 1] in {"а", "но", "и", "однако", "что"}
    joined = joined or (i > 2 and w.lows[i - 1] == "," and w.lows[i - 2] in {"а", "но", "и", "что"})
    if i == 0 or opens or joined:
        return ((w.starts[behind], _stop(w, sentence)),) if behind < len(w) - 1 else ()
    last = i - 1
    while last > 0 and w.lows[last] in {",", "—", "–", "-"}:
        last -= 1
    words = (w.starts[_clause(w, last)], w.ends[last])
    if end + 1 < len(w) and w.lows[end] == "," and w.lows[end + 1] not in {"а", "но", "и", "что"}:
        return words, (w.starts[end + 1], _stop(w, sentence))
    return (words,)


def _clause(w: Words, last: int) -> int:
    """Where the clause of word `last` begins: behind `поскольку`, `, а`, a semicolon or a colon, at the latest."""
    for m in range(last, 0, -1):
        if w.lows[m] == "поскольку" or w.lows[m - 1] in {";", ":"}:
            return m + 1 if w.lows[m] == "поскольку" else m
        if w.lows[m] in {"а", "но", "однако", "хотя"} and w.lows[m - 1] == "," and m < last:
            return m + 1
        if w.lows[m] == "что" and w.lows[m - 1] == "," and m < last:
            return m + 1
    return 0


def _at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    as_said = i > 0 and w.lows[i - 1] == "как"
    if as_said and w.lows[i].endswith(("ется", "сказано", "указано", "отмечено")):
        return _as_a_document_says(sentence, w, i)
    if i > 0 and w.lows[i - 1] in _OBLIQUE:
        return None
    if w.lows[i].endswith(_GERUNDS):
        return _at_gerund(sentence, w, i, cue, found)
    joined = i > 1 and w.lows[i - 1] in {"и", "а", "но", "однако", "зато", "где", "куда"}
    opens = _that_behind(w, i)
    turned = as_said or (_comes_after_comma(w, i) and not opens and not _interposed(w, i))
    noun = _noun_of(w, i + 1, cue)
    behind = _subject_behind(w, i + 1 if noun is None else noun + 1)
    begin = _clause_begins(w, i)
    if i - begin > 1 and w.lows[begin] in {"о", "об"} and behind is not None and _speaks(w, behind[0]):
        return _of_this(w, i, cue)  # `О гибели водителей сообщил губернатор`
    negated = i > 0 and w.lows[i - 1] == "не"
    cue, negated = _turned(cue, negated)
    cue = Cue("accuses", cue.verb) if not negated and _blames(w, i, cue) else cue
    before = None if joined or as_said else _subject_before(w, i)
    if before is not None and (w.lows[before[0]] in _THIS or _object_stands(w, i, cue, before)):
        made = _this_by(w, i, cue, before)
        if made is not None:
            return made
    if before is not None and behind is not None and cue.act in {"says", "reports"} and _told_by(w, i, before, behind):
        before = None  # `Хаос у ворот описал водитель`
    subject = None if joined else (behind or before) if turned else (before or behind)
    if cue.verb == "говорится":
        subject = (None if turned else _in_document(w, i)) or behind
        if subject is not None and subject == behind and w.lows[subject[0]] in {"в", "во", "на"}:
            subject = subject[0] + 1, subject[1]
    if subject is not None and any(_cites(one, w, subject) for one in found):
        return None
    if subject == behind and behind is not None and not as_said and found and _goes_without(w, i, cue, behind):
        subject, turned = None, False  # `генштаб X отрицал, затем признал двоих`
    k = behind[1] if behind is not None and subject == behind else i + 1
    start = None if turned and subject == behind else _words_begin(w, k, cue)
    made = _worded(sentence, w, i, (cue, negated), found, subject, k, start, as_said)
    return _with_when(w, made, begin) if made is not None and subject == before else made


def _with_when(w: Words, made: Attribution, begin: int) -> Attribution:
    """`В 14:25 патруль слышал взрывы`: what stands before an observer belongs to what he observed."""
    if made.act not in {"reports", "shows"} or made.speaker is None or made.shape != "after":
        return made
    who = w.at(made.speaker[0])
    apart = w.lows[begin] not in _PREPOSITIONS or w.lows[begin + 1] == "ответ"
    if not begin < who - 1 or apart or made.contents[0][0] < made.speaker[0]:
        return made
    end = who - (w.lows[who - 1] == ",")
    return replace(made, contents=(_span(w, begin, end), *made.contents))


def _goes_without(w: Words, i: int, cue: Cue, behind: tuple[int, int]) -> bool:
    """True for a verb behind a comma whose subject is that of the verb before: an object stands behind it."""
    if cue.act in {"says", "reports", "predicts"} or w.lows[behind[0]] in {"в", "во", "на"}:
        return False
    return w.lows[i - 1] in {"затем", "потом", "позже", "позднее"} and not _speaks(w, behind[0])


_GERUNDS = ("в", "вшись", "ая", "яя", "уя", "ясь", "оря")


def _at_gerund(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    """`..., заявив, что`, `обвинив Киев в`: said by the subject of the clause."""
    start = _words_begin(w, i + 1, cue)
    leads = not found and all(low in tongue("ru").lists["adverbs"] or low == "не" for low in w.lows[:i])
    if leads:
        return _leading_gerund(w, i, cue, start)  # `Обвинив Киев в обстреле, командование ...`
    speaker = found[-1].speaker if found else _of_clause(w, i)
    if start is None or speaker is None or (cue.act == "says" and not _is_clause(w, i + 1, start)):
        return None
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), cue.act, cue.verb, "shared")


def _leading_gerund(w: Words, i: int, cue: Cue, start: int | None) -> Attribution | None:
    """`Упрекая Москву в пособничестве, канцлер ...`: said by the subject of the clause behind."""
    comma = next((m for m in range(i + 2, min(len(w) - 2, i + 16)) if w.lows[m] == ","), None)
    plain = cue.act in {"says", "reports"} and w.lows[i + 1 : i + 2] not in (["о"], ["об"])
    if start is None or comma is None or start >= comma or plain:
        return None
    verb = next((m for m in range(comma + 1, len(w)) if finite(w.lows[m], "ru")), None)
    subject = _subject_before(w, verb) if verb is not None else None
    if subject is None or subject[0] <= comma:
        return None
    return Attribution(
        _span(w, *subject), (w.starts[i], w.ends[i]), (_span(w, start, comma),), cue.act, cue.verb, "after"
    )


def _of_clause(w: Words, i: int) -> Span | None:
    """The subject of the first verb before word `i`: who goes on with `и обвинил`, `но подтверждает`, `заявив`."""
    verb = next((m for m in range(1, i) if finite(w.lows[m], "ru")), None)
    subject = _subject_before(w, verb) if verb is not None else None
    return _span(w, *subject) if subject is not None else None


def _cites(one: Attribution, w: Words, subject: tuple[int, int]) -> bool:
    """True when a would-be subject is the source of a `по словам` before it."""
    return one.shape == "according" and one.speaker is not None and one.speaker[0] == w.starts[subject[0]]


def _interposed(w: Words, i: int) -> bool:
    """True when the commas before the verb close a relative or participle clause of its subject."""
    if i < 3 or w.lows[i - 1] != ",":
        return False
    opening = next((m for m in range(i - 2, max(0, i - 18), -1) if w.lows[m] == ","), None)
    if opening is None or opening == 0:
        return False
    low = w.lows[opening + 1]
    if low == "по" and _source_noun(w, opening + 1) is not None:
        return True
    if (low == "как" and w.lows[opening + 2] != "только") or (opening == i - 3 and low in _PARENTHETIC):
        return True
    if any(finite(one, "ru") for one in w.lows[_clause_begins(w, opening) : opening]):
        return low in _RELATIVE  # `колонна встала, не доехав до моста, сообщил X`: the clause before has its verb
    aside = w.lows[opening + 1 : i - 1]
    if not _OBLIQUE.isdisjoint(aside[:3]) or low.startswith(("чей", "чья", "чьи", "чье")):
        return True  # `комитет, сотрудники которого ждали самолет, благодарит`
    return _apposed(low) or _doing(low, aside) or (_PARTICIPLE.match(aside[-1]) is not None and len(aside) > 1)


def _doing(low: str, aside: list[str]) -> bool:
    """True for a gerund phrase: `обращаясь к нации`, `не называя имен`."""
    first = aside[1] if low == "не" and len(aside) > 1 else low
    return len(aside) > 1 and first.endswith(("ая", "яя", "уя", "ясь", "ив", "ав", "вшись", "оря", "дя", "шись"))


_PARENTHETIC = frozenset(
    {"напротив", "однако", "впрочем", "наконец", "конечно", "кстати", "похоже", "видимо", "например"}
)


def _worded(
    sentence: Sentence, w: Words, i: int, said: tuple[Cue, bool], found: list[Attribution],
    subject: tuple[int, int] | None, k: int, start: int | None, as_said: bool,
) -> Attribution | None:  # fmt: skip
    cue, negated = said
    span = (w.starts[i], w.ends[i])
    if subject is not None and found and found[-1].shape == "noun":
        untrue = _called_false(w, i, cue)
        if untrue == i + 1 or (cue.act == "denies" and w.lows[i + 1 : i + 2] in ([], ["."])):
            return Attribution(_span(w, *subject), span, found[-1].contents, "denies", cue.verb, "after")
    if subject is not None and (taken := _taken_up(w, i, cue)) is not None:
        false = "denies" if _called_false(w, i, cue) is not None else cue.act
        first = subject[0] + (w.starts[subject[0]] == taken[0] and subject[1] - subject[0] > 1)
        shape = "taken" if cue.act == "confirms" else "after"
        return Attribution(_span(w, first, subject[1]), span, (taken,), false, cue.verb, shape, negated=negated)
    if subject is not None and subject[1] <= i and (two := _object_first(w, subject, i, cue)) is not None:
        who, what = two
        false = "denies" if _called_false(w, i, cue) is not None else cue.act
        told: tuple[Span, ...] = (_span(w, *what),)
        if cue.verb in {"считал", "объяснил", "воспринял", "расценил"} or cue.act in {"accuses", "reports"}:
            told = (*told, (w.starts[i + 1], _stop(w, sentence)))
        return Attribution(_span(w, *who), span, told, false, cue.verb, "after", negated=negated)
    if w.lows[:2] in _OF_THIS or (subject is not None and w.lows[subject[0]] in {"о", "об"}):
        return _of_this(w, i, cue)
    if cue.act == "predicts" and start is None and (subject is None or subject[0] < i):
        return None
    if start is not None:
        contents: tuple[Span, ...] = ((w.starts[start], _own_end(sentence, w, start)),)
        shape = "after"
    elif subject is not None and subject[1] <= i and not as_said and i + 1 < len(w) and w.lows[i + 1] not in _BREAKS:
        return None  # `один из них упомянул приказ`: neither `что` behind it nor words before it
    else:
        contents, shape = _inverted(sentence, w, i, k, subject, found, as_said)
    if not contents or contents[0][1] - contents[0][0] < 3:
        return None
    speaker = _span(w, *subject) if subject is not None else None
    if speaker is None:
        own = [one.speaker for one in found if one.shape not in {"according", "cited", "noun"}]
        last = (own or [one.speaker for one in found])[-1] if found else _of_clause(w, i)
        if last is None or start is None or w.lows[i - 1] in {"что", "чтобы"}:
            return None
        speaker, shape = last, "shared"
    if cue.act == "says" and shape == "after" and start is not None and not _is_clause(w, k, start):
        return None
    if (untrue := _called_false(w, i, cue)) is not None:
        called = (_span(w, k, max(untrue, min(len(w), k + 1))),)
        return Attribution(speaker, span, called, "denies", cue.verb, shape, negated=negated)
    return Attribution(speaker, span, contents, cue.act, cue.verb, shape, negated=negated)


def _object_first(
    w: Words, subject: tuple[int, int], i: int, cue: Cue
) -> tuple[tuple[int, int], tuple[int, int]] | None:  # fmt: skip
    """`X удары по городу отрицает`, `Удары там отвергают`, `Эти оценки Центр считает устаревшими`: who, and what."""
    leads = w.lows[subject[0]] in {"в", "во"} and cue.act == "accuses"
    counted = cue.act == "reports" and w.lows[subject[0]] not in _PREPOSITIONS and _of_many(w.lows[subject[0]])
    heads = leads or counted or w.lows[subject[0]].startswith(_BLAME if cue.act == "accuses" else _MESSAGES)
    if heads and not _that_behind(w, i) and (both := _blame_first(w, subject)) is not None:
        return both
    if cue.verb == "считал" and _is_called(w, i + 1) and not _is_source(w, subject[0]):
        return _blame_first(w, subject)
    named = _called_false(w, i, cue) is not None and w.lows[i + 1].startswith((*_FALSE, *_NOT_SO))
    ends = i + 1 >= len(w) or w.lows[i + 1] in _BREAKS or w.lows[i + 1] == "и"
    if (
        not (named or (cue.act in {"denies", "confirms", "admits"} and ends))
        or subject[1] - subject[0] < 2
        or _that_behind(w, i)
    ):
        return None
    first, last = subject
    if all(_is_source(w, k) for k in range(first, last)):
        return None
    if _is_source(w, last - 1) or (last - first > 2 and w.lows[last - 2] in {"в", "во"} and w.capital(last - 1)):
        k = last - 1 if _is_source(w, last - 1) and w.lows[last - 2] not in {"в", "во"} else last - 2
        while k - 1 > first and _is_source(w, k - 1):
            k -= 1
        if k > first:
            return (k, last), (first, k)
    k = first + (2 if w.lows[first] in {"в", "во"} else 0)
    if k > first:
        taken = next((m for m in range(k, last) if w.lows[m] in _POINTS or w.lows[m].startswith(_MESSAGES)), None)
        if taken is not None:
            return (first, taken), (taken, last)
    if w.lows[first] == "«" and "»" in w.lows[first:last]:
        k = first + w.lows[first:last].index("»") + 1
    while k < last and _is_source(w, k):
        k += 1
    return ((first, k), (k, last)) if first < k < last else None


def _of_many(low: str) -> bool:
    """True for a genitive plural that a count goes with: `нарушений`, `автобусов`."""
    return low.endswith(("ов", "ев", "ей", "ий", "ых", "их", "ин"))


_POINTS = frozenset({"данную", "эту", "эти", "это", "такие", "подобные", "его", "ее", "их"})
_BLAME = ("ответственност", "вину", "вина")
#: What is told, explained or called something, standing before who does so.
_MESSAGES = (
    "сообщени", "утвержден", "обвинен", "заявлени", "слух", "информаци", "верси", "упрек", "претензи", "предложени",
    "задержк", "остановк", "причин", "срыв", "удар", "обстрел", "решени", "отказ", "цифр", "оценк",
)  # fmt: skip


def _blame_first(w: Words, subject: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """`Вину за срыв в Анкаре возлагают на X`, `Ответственность Киев возложил на X`: who, and what."""
    first, last = subject
    if w.lows[first] in {"в", "во"}:
        taken = next((m for m in range(first + 2, last) if w.lows[m].startswith((*_BLAME, *_MESSAGES))), None)
        return ((first, taken), (taken, last)) if taken is not None else None
    k = next((m for m in range(last - 1, first, -1) if w.lows[m] in {"в", "во"} and _speaks(w, m)), None)
    k = _late_source(w, first, last) if k is None else k
    if k is None and last - first == 2 and _is_source(w, last - 1):
        k = last - 1
        return (k, last), (first, k)
    if k is None and w.capital(last - 1) and w.lows[last - 2] not in _PREPOSITIONS:
        k = last - 1
    return ((k, last), (first, k)) if k is not None and k > first + 1 else None


def _is_source(w: Words, k: int) -> bool:
    """True for a word that names a party, an office, a kind of source, or stands for one."""
    known = tongue("ru")
    low = w.lows[k]
    if low in _PRONOUNS or low in {"там", "здесь", "тут", "обе", "центр", "сторона", "стороны", "сторону", "комитет"}:
        return True
    return known.country(low) != "" or known.kind_of([low]) != "other"


def _speaks(w: Words, k: int) -> bool:
    """True where a phrase that names a source begins, also behind `в`."""
    if w.lows[k] in {"в", "во", "на"} and k + 1 < len(w):
        return _is_source(w, k + 1) or (w.capital(k + 1) and w.lows[k + 1] not in _TIMES)
    return _is_source(w, k)


_OF_THIS = (["об", "этом"], ["о", "нем"], ["о", "ней"], ["о", "них"])


def _own_end(sentence: Sentence, w: Words, start: int) -> int:
    """Where words that stand right behind a verb end: at the next comma behind which a clause of its own begins."""
    if w.lows[start - 1] in {"что", "чтобы", "будто", ":"} or w.lows[start] in {"«", '"', "“"}:
        return _stop(w, sentence)
    for m in range(start + 1, len(w) - 3):
        if w.lows[m] != ",":
            continue
        end = next((n for n in range(m + 1, len(w)) if w.lows[n] == ","), len(w))
        clause = w.lows[m + 1 : end]
        if clause and has_verb(clause) and clause[0] not in _GOES_ON and not _apposed(clause[0]) and len(clause) > 2:
            if _doing(clause[0], clause):  # goes on about the speaker
                ends = w.lows[start] in _ABOUT or clause[0] == "не"
                return w.ends[m - 1] if ends else _stop(w, sentence)
            if _OBLIQUE.isdisjoint(clause[:2]) and "чтобы" not in clause[:2]:
                return w.ends[m - 1]
    return _stop(w, sentence)


_GOES_ON = frozenset(
    ["что", "чтобы", "если", "когда", "где", "как", "хотя", "пока", "поскольку", "потому", "так", "и", "или", "чем",
     "куда", "откуда", "ли", "то", "кого", "кто", "кому", "чей", "пусть", "дабы", "причем"]
)  # fmt: skip


_THIS = frozenset({"эту", "эти", "это", "этот", "такую", "такие", "ту"})


def _told_by(w: Words, i: int, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """True where an object leads and a source stands behind the verb and ends the clause."""
    ends = behind[1] >= len(w) or w.lows[behind[1]] in {":", ",", "."}
    lead = range(*before)
    named = any(_is_source(w, k) or (k and w.capital(k)) for k in lead)
    return ends and behind[0] == i + 1 and _speaks(w, behind[0]) and not named and before[1] == i


def _object_stands(w: Words, i: int, cue: Cue, before: tuple[int, int]) -> bool:
    """True for an object before a verb that takes one: `Гибель офицера подтвердил губернатор`."""
    takes = cue.act in {"confirms", "denies", "admits"} or cue.verb == "оперировал"
    if not takes or _that_behind(w, i) or before[1] != i:
        return False
    last = before[1] - 1
    owned = last > before[0] and w.lows[last].endswith(("а", "я", "ов", "ев", "ей"))  # `гибель офицера`
    named = _is_source(w, before[0]) or (_is_source(w, last) and not owned)
    return not named and not w.lows[before[0]].endswith(("и", "ы"))


def _this_by(w: Words, i: int, cue: Cue, before: tuple[int, int]) -> Attribution | None:
    """`Эту цифру подтвердил и представитель X`: the object first, who behind the verb."""
    first = i + 1 + (w.lows[i + 1 : i + 2] in (["и"], ["также"]))
    who = _subject_behind(w, first)
    taken = w.lows[before[0]] in _THIS
    if who is None or not _speaks(w, who[0]) or cue.act not in {"confirms", "denies", "says", "admits"}:
        return None
    return Attribution(
        _span(w, *who), (w.starts[i], w.ends[i]), (_span(w, *before),), cue.act, cue.verb, "taken" if taken else "after"
    )


def _of_this(w: Words, i: int, cue: Cue) -> Attribution | None:
    """`Об этом сообщил X`: what was told just before; `О перемирии договорились` is the author's."""
    who = _subject_behind(w, i + 1)
    lead = w.lows[:2]
    if who is not None and lead in (["о", "нем"], ["о", "ней"], ["о", "них"]) and cue.act in {"says", "reports"}:
        return Attribution(_span(w, *who), (w.starts[i], w.ends[i]), (_span(w, 0, 2),), cue.act, cue.verb, "after")
    begin = _clause_begins(w, i)
    if who is not None and w.lows[begin] in {"о", "об"} and lead != ["об", "этом"] and cue.act in {"says", "reports"}:
        if i - begin < 2 or w.lows[i - 1] in _PRONOUNS:
            return None
        return Attribution(_span(w, *who), (w.starts[i], w.ends[i]), (_span(w, begin, i),), cue.act, cue.verb, "after")
    if lead != ["об", "этом"] or who is None or cue.act not in {"says", "reports"}:
        return None
    return Attribution(_span(w, *who), (w.starts[i], w.ends[i]), (_span(w, 0, 2),), cue.act, cue.verb, "retold")


def _blames(w: Words, i: int, cue: Cue) -> bool:
    """`виновными он называет военных`, `считает ответственным Киев`."""
    near = w.lows[max(0, i - 3) : i] + w.lows[i + 1 : i + 4]
    return cue.verb in {"назвал", "считал", "признал"} and any(
        low.startswith(("виновн", "виноват", "ответственн")) for low in near
    )


def _turned(cue: Cue, negated: bool) -> tuple[Cue, bool]:
    """`не исключил` says that it may be, `исключил` denies it; `не согласился` denies."""
    if cue.verb == "исключил":
        return Cue("says" if negated else "denies", cue.verb), False
    if cue.verb == "верил":
        return Cue("denies" if negated else "says", cue.verb), False
    if negated and cue.verb in _TURNS:
        return Cue(_TURNS[cue.verb], cue.verb), False
    if negated and (cue.act == "agrees" or cue.verb == "принял"):
        return Cue("denies", cue.verb), False
    return cue, negated


#: What a verb does where it is negated: `не считает соглашение сорванным`, `не сомневается`, `не скрывает`.
_TURNS = {"считал": "denies", "усомнился": "says", "скрывал": "admits", "отрицал": "admits"}


def _called_false(w: Words, i: int, cue: Cue) -> int | None:
    """Where `назвал это ложью`, `считает сообщения не соответствующими действительности` say that it is untrue."""
    if cue.verb not in {"назвал", "считал", "охарактеризовал", "признал"}:
        return None
    for m in range(i + 1, min(len(w), i + 7)):
        low = w.lows[m]
        unlike = low == "не" and w.lows[m + 1 : m + 2] != [] and w.lows[m + 1].startswith("соответств")
        if unlike or low.startswith((*_FALSE, *_NOT_SO)):
            return m
        if low in _BREAKS:
            return None
    return None


def _taken_up(w: Words, i: int, cue: Cue) -> Span | None:
    """`Киев это опроверг`, `обвинения отвергли`, `В Москве это назвали вымыслом`: what stands for the words before."""
    false = _called_false(w, i, cue) is not None
    if not (cue.act in {"denies", "confirms"} or false):
        return None
    if w.lows[i - 1] == "все" and cue.act != "denies":
        return None
    behind = w.lows[i + 1] if i + 1 < len(w) else "."
    for m in (i - 1, i - 2):
        ends = behind in _BREAKS or behind in {"и", "категорически"} or (m == 0 and i == 1)
        if m >= 0 and w.lows[m] in _TAKEN_UP and (false or ends):
            return _span(w, m, m + 1)
    if (
        cue.act == "denies"
        and i + 2 <= len(w)
        and w.lows[i + 1 : i + 3][:1] == ["и"]
        and w.lows[i + 2 : i + 3] == ["это"]
    ):
        return _span(w, i + 2, i + 3)
    return None


def _inverted(
    sentence: Sentence, w: Words, i: int, k: int, subject: tuple[int, int] | None, found: list[Attribution],
    as_said: bool,
) -> tuple[tuple[Span, ...], str]:  # fmt: skip
    """`..., сообщил X` and `..., добавил он, ...`: the words before the verb, and what goes on behind the speaker."""
    first = subject[0] if subject is not None and subject[1] <= i and not as_said else i - (1 if as_said else 0)
    while first > 1 and w.lows[first - 1] in tongue("ru").lists["adverbs"]:
        first -= 1
    if as_said and first == 0 and k + 1 < len(w):
        k = next((m for m in range(k, len(w)) if w.lows[m] == ","), k)
        k = _past_apposition(w, k)
        return ((w.starts[min(k + 1, len(w) - 1)], _stop(w, sentence)),), "after"
    contents = _standing_before(w, first, found)
    k = _past_apposition(w, k)
    if w.lows[k : k + 2] == ["со", "ссылкой"]:
        k = next((m for m in range(k, len(w)) if w.lows[m] == ","), len(w))
    if k + 2 < len(w) and w.lows[k] == "," and _PARTICIPLE.match(w.lows[k + 1]) and "," not in w.lows[k + 1 :]:
        k = len(w)  # `рассказал врач, встречавший колонну`
    if contents and _goes_on(w, k):
        begin = _clause(w, w.at(contents[0][1]) - 1)
        if contents[0][0] < w.starts[begin] < contents[0][1]:
            contents = ((w.starts[begin], contents[0][1]),)  # `..., однако списки, жалуются там, не переданы`
        contents = (*contents, (w.starts[k + 1], _stop(w, sentence)))  # `Доха, как сообщают дипломаты, убедила`
    if len(contents) > 1 and w.text[slice(*contents[0])].lower() in _INTROS:
        contents = contents[1:]
    return contents, "before"


#: What opens a sentence and is no part of what is told.
_INTROS = frozenset(
    ["как бы то ни было", "впрочем", "кроме того", "при этом", "вместе с тем", "между тем", "тем не менее", "правда",
     "однако", "таким образом", "в частности", "более того", "в то же время"]
)  # fmt: skip


def _goes_on(w: Words, k: int) -> bool:
    """True when the words go on behind `, добавил он,`: not with a conjunction, a relative or a gerund."""
    if k + 2 >= len(w) or w.lows[k] != ",":
        return False
    low = w.lows[k + 1]
    if low in {"а", "но", "и", "что", "где", "когда", "хотя", "со", "чтобы", "однако"} or low.startswith("котор"):
        return False
    low = w.lows[k + 2] if low == "не" else low
    return not low.endswith(("ив", "ав", "вшись", "ая", "уя", "ясь", "ув", "яв", "ыв"))


def _comes_after_comma(w: Words, i: int) -> bool:
    """True when a comma, a dash or a closing mark stands right before the verb and its adverbs."""
    k = i
    while k > 0 and w.lows[k - 1] in tongue("ru").lists["adverbs"] and w.lows[k - 1] not in {"и", "а", "но", "как"}:
        k -= 1
    if k > 1 and w.lows[k - 1] == "»" and _closes_name(w, k - 1):
        return False
    return k > 0 and w.lows[k - 1] in {",", "—", "–", "-", "»", '"', "”"}


def _closes_name(w: Words, k: int) -> bool:
    """True where a mark closes a name («Ахрар аш-Шам») and no quotation."""
    opened = next((m for m in range(k - 1, max(-1, k - 6), -1) if w.lows[m] == "«"), None)
    return opened is not None and w.lows[k - 1] != "," and not any(finite(low, "ru") for low in w.lows[opened:k])


def _that_behind(w: Words, i: int) -> bool:
    """True when `что`, a colon or a quotation follows before the clause ends."""
    for m in range(i + 1, min(len(w), i + 14)):
        low = w.lows[m]
        if low in {"и", "а", "но"} and m + 1 < len(w) and w.lows[m + 1] in tongue("ru").cues:
            return False
        if low in {"«", "»"} and _closes_near(w, m):
            continue
        if low == ",":
            return m + 1 < len(w) and w.lows[m + 1] in {"что", "чтобы", "будто", "как"}
        if low == ":" or (low in {"о", "об"} and m == i + 1):
            return True
        if low in _BREAKS:
            return False
    return False


def _closes_near(w: Words, m: int) -> bool:
    """True at the marks of a short name: `подтвердили «Рейтер», что`."""
    return "»" in w.lows[m : m + 4] and "," in w.lows[m : m + 6]


def _is_clause(w: Words, k: int, start: int) -> bool:
    """Words of saying attribute `что`, a colon or a quotation; `назвал X Y` and `оценил X в` name what they call."""
    if w.lows[k - 1].startswith("переда") and ":" in w.lows[k : start + 1]:
        return not any(low[:1].isdigit() for low in w.lows[k:start])
    if w.lows[k - 1].startswith(("объясн", "счита")) and w.lows[k : start + 1] == w.lows[k : k + 1]:
        return _is_called(w, k)
    last = start + 2 if w.lows[start] in {"примерно", "приблизительно"} else start + 1
    return any(w.lows[m] in {"что", ":", "«", '"', "чтобы", "будто", "о", "об"} for m in range(k, last)) or (
        w.lows[k - 1].startswith(_NAMING) or w.lows[start - 1] == "как"
    )


def _is_called(w: Words, k: int) -> bool:
    """True where an instrumental follows: `объяснил задержку непогодой`, `считают город занятым`."""
    ahead = [low for low in w.lows[k : k + 5] if low not in _PREPOSITIONS]
    return any(low.endswith(("ым", "им", "ыми", "ими", "ой", "ей", "ом", "ем", "ами", "ями")) for low in ahead)


#: Verbs that name what they call, offer or refer to, without `что`.
_NAMING = (
    "назв", "назы", "оцен", "предлаг", "предлож", "упом", "прин", "охаракт", "характ", "расцен", "воспри", "исход",
    "сосл", "ссыла", "посет", "сету", "описа", "описыва", "анонс", "оглас", "оглаш", "провозгл",
    "отмет", "отмеч", "подчерк", "констат",
)  # fmt: skip


def _subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """The nominal part of the clause before the verb."""
    adverbs = tongue("ru").lists["adverbs"]
    end = i
    if w.lows[max(0, end - 2) : end] == ["не"]:
        end -= 1
    for aside in _ASIDES:
        if end > len(aside) and tuple(w.lows[end - len(aside) : end]) == aside:
            end -= len(aside)
    while end > 0 and (
        w.lows[max(0, end - 2) : end] == ["с", "этим"]
        or w.lows[end - 1] in adverbs or w.lows[end - 1] == "не" or w.lows[end - 1] in _OBJECTS
        or w.lows[end - 1].endswith(("ически", "ительно", "енно", "ончиво"))
        or (end < i + 1 and end > 1 and w.lows[end - 1] in {"утром", "вечером", "днем", "ночью"})
    ):  # fmt: skip
        if w.lows[end - 1] in {"и", "а", "но"}:
            break
        end -= w.lows[end - 1] == "этим"
        end -= 1
    if end == 0:
        return None
    if end > 1 and w.lows[end - 1] == ",":
        end = next((m for m in range(end - 2, max(0, end - 16), -1) if w.lows[m] == ","), 0)
    if w.lows[end - 1] in _RELATIVE and end > 1:
        return _antecedent(w, end - 2) if _that_behind(w, i) else None
    k = _clause_begins(w, end)
    if "ссылкой" in w.lows[k:end]:
        end = max(k + 1, k + w.lows[k:end].index("ссылкой") - 1)
    plural = w.lows[i][-2:] in {"ют", "ут", "ят", "ат", "ли"}
    if end - k > 1 and w.lows[k] in {"и", "а", "но"}:
        k += 1
    if w.lows[k : k + 2] == ["на", "это"]:
        k += 2
    late = _late_source(w, k, end) if w.lows[k] in _PREPOSITIONS else None
    if plural and end - k > 1 and w.lows[k] in {"в", "во"} and w.lows[k + 1] not in _TIMES:
        if late is not None and w.lows[end - 1].endswith(("ели", "исты", "люди", "жители", "чики", "сты", "чи")):
            return late, end
        return None if w.lows[k + 1][:1].isdigit() else (k, end)
    fresh = _past_adverbial(w, k, end)
    late = _late_source(w, k, end) if fresh >= end and late is None else late
    k = late if fresh >= end and late is not None else fresh
    if k >= end or (end - k == 1 and w.lows[k].endswith(("ть", "ти"))):
        return None
    if plural and w.lows[k].endswith(("ым", "им", "ам", "ям", "ому", "ему")) and not _is_source(w, k):
        return None  # `Остальным велели ждать`
    if plural and end - k == 1 and w.lows[k].endswith(("ов", "ев")) and not _is_source(w, k) and k == 0:
        return None  # `Автобусов обещают полсотни`
    if w.lows[k] in {"о", "об"} and late is not None:
        k = late
    end = next((m for m in range(k + 1, end) if w.lows[m] in {"в", "во"} and _time_at(w, m)), end)
    while plural and k > 2 and w.lows[k - 1] == "," and w.capital(k) and w.capital(k - 2) and _alone(w, k - 2):
        k -= 2  # `Вашингтон, Париж и Берлин`
    known = tongue("ru")
    if any(w.lows[m] in known.cues for m in range(k, end)):
        return None
    return k, end


#: What stands between a speaker and the verb and names neither.
_ASIDES = (
    ("в", "свою", "очередь"),
    ("со", "своей", "стороны"),
    ("в", "ответ"),
    ("тем", "временем"),
    ("в", "частности"),
)


def _alone(w: Words, k: int) -> bool:
    return k == 0 or w.lows[k - 1] in _BREAKS


def _late_source(w: Words, k: int, end: int) -> int | None:
    """The subject behind an adverbial: `За первое полугодие миссия`, `Об обстрелах она`."""
    for m in range(end - 1, k + 1, -1):
        if _is_source(w, m) and w.lows[m - 1] not in _PREPOSITIONS:
            while m - 1 > k + 1 and (_is_source(w, m - 1) or w.lows[m - 1].endswith(_like(w.lows[m]))):
                m -= 1
            return m if w.lows[m - 1] not in _PREPOSITIONS else None
    return None


def _like(noun: str) -> tuple[str, ...]:
    """Endings of an adjective that goes with a noun in the nominative."""
    if noun.endswith(("а", "я")):
        return ("ая", "яя")
    return ("ые", "ие") if noun.endswith(("и", "ы")) else ("ый", "ий", "ое", "ее")


def _antecedent(w: Words, comma: int) -> tuple[int, int] | None:
    """The phrase before `, который`."""
    k = comma
    while k > 0 and comma - k < 6 and w.lows[k - 1] not in _BREAKS and not finite(w.lows[k - 1], "ru"):
        k -= 1
    return (k, comma) if k < comma and w.lows[comma] == "," else None


def _clause_begins(w: Words, end: int) -> int:
    """How far left the clause reaches; a name in quotation marks is part of it."""
    k = end
    while k > 0 and end - k < 14 and w.lows[k - 1] not in _CLAUSE_OPENS:
        if w.lows[max(0, k - 2) : k] == ["тогда", "как"]:
            break
        named = w.lows[k - 1] in {"»", "«"} and "«" in w.lows[max(0, k - 8) : k]
        if w.lows[k - 1] in _BREAKS and not named:
            break
        k -= 1
    return k


_CLAUSE_OPENS = _RELATIVE | _OBLIQUE | {"что", "чтобы", "поскольку", "если", "когда", "хотя"}


def _past_adverbial(w: Words, k: int, end: int) -> int:
    """Leave out `В четверг`, `Между тем`, `Утром 15 декабря`, `до рассвета` before the subject."""
    adverbs = tongue("ru").lists["adverbs"]
    while k < end:
        low = w.lows[k]
        if w.lows[k : k + 3] == ["тем", "не", "менее"]:
            k += 3
            continue
        if low in adverbs or low in _TIMES or low[:1].isdigit() or (low in {"и", "а", "но"}):
            k += 1
        elif low in _PREPOSITIONS:
            m = k + 1
            while m < end and (w.lows[m] in _TIMES or w.lows[m][:1].isdigit()):
                m += 1
            if m == k + 1:
                return end if low in _ADVERBIAL else k
            k = m
        else:
            return k
    return k


_ADVERBIAL = frozenset(
    {"через", "спустя", "к", "в", "на", "по", "во", "до", "после", "перед", "при", "для", "с", "со", "за", "накануне"}
)


def _subject_behind(w: Words, first: int) -> tuple[int, int] | None:
    """`заявил представитель министерства`, `сообщили в министерстве`, `сообщили в четверг в министерстве`."""
    k = first
    while k + 1 < len(w) and w.lows[k] in {"и", "лишь", "только", "сразу", "еще", "уже", "даже"}:
        k += 1
    while k + 1 < len(w) and w.lows[k] in {"в", "во", "на", "также", "ранее", "сегодня", "вчера", "позже", "позднее"}:
        if w.lows[k] not in {"в", "во", "на"}:
            k += 1
        elif _time_at(w, k):
            k += 1
            while k < len(w) and (w.lows[k] in _TIMES or w.lows[k][:1].isdigit()):
                k += 1
        else:
            break
    while k + 1 < len(w) and (w.lows[k] in _TOLD or w.lows[k] in _DAYTIME):
        k += 1
    start = k
    k += w.lows[k : k + 1] in (["в"], ["во"], ["на"]) and k + 1 < len(w)
    while k < len(w) and w.lows[k] not in {"что", "как", "чтобы", "будто"} and k - start < 13:
        if w.lows[k] in _BREAKS and not _named_at(w, start, k):
            break
        if k > start and (w.lows[k] in _TIMES or (w.lows[k] in _PREPOSITIONS and _time_at(w, k))):
            break
        if k > start and w.lows[k] in {"о", "об", "со"}:
            break
        if k > start and w.lows[k] in {"и", "а", "но"} and k + 1 < len(w) and finite(w.lows[k + 1], "ru"):
            break
        k += 1
    return (start, k) if k > start and w.lows[start] not in {"о", "об", "это"} else None


_DAYTIME = frozenset({"утром", "вечером", "днем", "ночью", "накануне", "сегодня", "вчера"})


def _named_at(w: Words, start: int, k: int) -> bool:
    """True inside or at the marks of a name that belongs to the phrase: `группировка «Ахрар аш-Шам»`."""
    if w.lows[k] == "«":
        return k > start and w.capital(k + 1) if k + 1 < len(w) else False
    return w.lows[k] == "»" and "«" in w.lows[start:k]


def _words_begin(w: Words, k: int, cue: Cue) -> int | None:
    if k < len(w) - 2 and w.lows[k] in {"о", "об"} and w.lows[k + 1] in {"«", '"', "“"}:
        return k
    for m in range(k, min(len(w) - 1, k + 14)):
        low = w.lows[m]
        if m > k and low in {"и", "а", "но"} and w.lows[m + 1] in tongue("ru").cues:
            break
        if low in {"что", "чтобы", "будто"} or (low == "как" and w.lows[m - 1] == "," and cue.verb in _REMEMBERS):
            return m + 1
        if low == ":":
            return m + 1
        if low in {"«", '"', "“"} and m <= k + 1:
            return m
        if low in {".", ";"}:
            return None
    if k + 1 < len(w) - 1 and w.lows[k] in {"примерно", "приблизительно"} and w.lows[k + 1] in _ABOUT:
        return k
    while k + 1 < len(w) and w.lows[k] in _ONLY | _TOLD and w.lows[k + 1] in {"о", "об"}:
        k += 1
    if (noun := _noun_of(w, k, cue)) is not None:
        if w.lows[noun + 1 : noun + 3] in ([",", "на"], [",", "в"]) and w.lows[noun + 3 : noun + 4] != []:
            return noun + 4 if noun + 4 < len(w) - 1 else None  # `видео, на котором ...`
        return noun + 1 if noun + 1 < len(w) - 1 and w.lows[noun + 1] not in _BREAKS else None
    direct = cue.act != "says" or cue.verb in _DIRECT or w.lows[min(k, len(w) - 1)] in {"о", "об"}
    if cue.act == "predicts" and k < len(w) and w.lows[k] in _PREPOSITIONS - {"на"}:
        return None
    if direct and k < len(w) - 1 and w.lows[k] not in _BREAKS:
        return k
    return None


def _noun_of(w: Words, k: int, cue: Cue) -> int | None:
    """Where the noun stands that a verb says nothing without: `выступил с обвинениями в адрес Киева`."""
    if len(cue.needs) < 4:
        return None
    return next((m for m in range(k, min(k + 7, len(w))) if w.lows[m].startswith(cue.needs)), None)


_REMEMBERS = frozenset({"вспомнил", "рассказал", "видел", "слышал", "описал", "наблюдал", "показал"})
_DIRECT = frozenset(
    ["отметил", "подчеркнул", "констатировал", "анонсировал", "огласил", "провозгласил", "объяснил", "считал",
     "назвал", "оценил", "предложил", "принял", "охарактеризовал", "расценил", "воспринял", "посетовал", "описал",
     "сослался", "исходит", "исходят", "исходил"]
)  # fmt: skip


_ONLY = frozenset({"примерно", "лишь", "только", "также", "уже", "скорее", "даже", "и", "прежде", "всего"})


def _standing_before(w: Words, first: int, found: list[Attribution]) -> tuple[Span, ...]:
    """The words before `, сообщил X`: the sentence so far, from behind what was attributed before on."""
    if first <= 1 or w.lows[first - 1] not in {",", "—", "–", "-", "»", '"', "”"}:
        return ()
    last = first - 1
    while last > 0 and w.lows[last] in {",", "—", "–", "-"}:
        last -= 1
    begin = 0
    if found and found[-1].shape in {"before", "according"}:
        told = found[-1]
        assert told.cue is not None
        ends = max(told.cue[1], told.speaker[1] if told.speaker else 0)
        begin = next((m for m in range(w.at(ends), last) if w.lows[m] == ","), -1) + 1
        begin += begin < last and w.lows[begin] in {"а", "но", "и"}
    elif found:
        begin = next((m + 1 for m in range(last - 1, 0, -1) if w.lows[m] == ","), 0)
    return ((w.starts[begin], w.ends[last]),) if begin <= last else ()


def _headline(sentence: Sentence, w: Words) -> Attribution | None:
    """`Москва: боевики нарушили перемирие`; a topic (`Карабах: второй день`) says nothing."""
    colon = next((m for m in range(1, min(len(w), 8)) if w.lows[m] == ":"), None)
    if colon is None or colon + 2 >= len(w):
        return None
    known, lows = tongue("ru"), w.lows[:colon]
    if known.kind_of(lows) == "other" and not any(known.country(low) for low in lows):
        return None
    if sentence.headline and not any(finite(low, "ru") for low in w.lows[colon + 1 :]):
        return None
    words = (w.starts[colon + 1], _stop(w, sentence))
    return Attribution(_span(w, 0, colon), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "headline")
