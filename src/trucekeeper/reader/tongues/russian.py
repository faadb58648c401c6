"""Who is said to have said what in Russian: by verbs in either order, `по словам`, colons and dashes.

Works on folded text (ё is е). A speaker stands before its verb in the clause, or behind it where a comma stands right
before the verb (`..., сообщил X`); `сообщили в министерстве` names the body behind `в`.
"""

import re

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.stretches import finite, has_verb
from trucekeeper.reader.tongues.tables import Cue, tongue
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
     "просьбу", "претензии"]
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
    known = tongue("ru")
    found: list[Attribution] = []
    for i, low in enumerate(w.lows):
        made = None
        if low == "по" and w.lows[max(0, i - 1)] != "судя" and (noun := _source_noun(w, i)) is not None:
            made = _according(sentence, w, i, noun)
        elif low == "слов" and i and w.lows[i - 1] == "со":
            made = _according(sentence, w, i - 1, i)
        elif low == "согласно" or (low == "судя" and i + 1 < len(w) and w.lows[i + 1] == "по"):
            made = _according(sentence, w, i, i if low == "согласно" else i + 1)
        elif low in {"ссылкой", "ссылаясь"} and w.lows[i + 1 : i + 2] == ["на"] and found:
            made = _cited(w, i, found[-1])
        elif low == "следует" and (i == 0 or w.lows[i - 1] != "что"):
            made = _follows_from(sentence, w, i)
        elif low == "верить" and i and w.lows[i - 1] == "если":
            made = _according(sentence, w, i - 1, i)
        elif low not in known.cues and _behind_quotation(w, i):
            made = _at_verb(sentence, w, i, Cue("says", low), found)
        elif low in _EXPRESSES and (cue := _expressed(w, i)) is not None:
            made = _at_verb(sentence, w, i, cue, found)
        elif (cue := known.cues.get(low)) is not None and _is_said(w, i, cue):
            cue = _by_complement(w, i, cue)
            made = _at_verb(sentence, w, i, cue, found)
        if made is not None:
            found.append(made)
    if not found and (made := _such_are(w)) is not None:
        found.append(made)
    found = [g for one in found for g in (one, *_gapped(sentence, w, one))]
    if sentence.headline and sentence.paragraph <= 1:  # a report's own headline attributes by `Name:` and by clauses
        found = [one for one in found if one.shape == "before" or w.lows[w.at(one.contents[0][0]) - 1] in {"что", ":"}]
    if not found and (made := _headline(sentence, w)) is not None:
        found.append(made)
    return _parted(w, found)


def _by_complement(w: Words, i: int, cue: Cue) -> Cue:
    """`указал на X` and `намекнул на X` accuse, `настаивает на X` demands; with a clause they only say."""
    counts = w.lows[i + 1 : i + 2] and (w.lows[i + 1][:1].isdigit() or w.lows[i + 1] in _FEW)
    if counts and cue.verb == "отметил":
        return Cue("reports", cue.verb)  # `миссия отметила три взрыва`
    if w.lows[i + 1 : i + 2] != ["на"] or w.lows[i + 2 : i + 3] in (["то"], ["том"]):
        return cue
    act = {"указал": "accuses", "намекнул": "accuses", "жаловался": "accuses", "настаивал": "demands"}.get(cue.verb)
    return Cue(act, cue.verb) if act is not None else cue


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


def _is_said(w: Words, i: int, cue: Cue) -> bool:
    """False where the verb says nothing: without the word it needs, impersonal, or behind `как ожидается`."""
    behind = w.lows[i + 1] if i + 1 < len(w) else ""
    if cue.needs and not any(low.startswith(cue.needs) for low in w.lows[i + 1 : i + 3]):
        return False
    if cue.verb == "принял":
        return "сведению" in w.lows[i + 1 : i + 4] or (
            i > 0 and w.lows[i - 1] == "не" and w.lows[i].endswith(("ет", "ют"))
        )
    if cue.verb == "говорится":
        return behind in {"в", "во", "на"} or _in_document(w, i) is not None
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
    return Attribution(_span(w, i + 2, end), _span(w, i, i + 2), outer.contents, "says", "ссылка", "cited")


def _follows_from(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Из текста следует, что ...`, `как следует из сводки, ...`: a document speaks."""
    as_said = i > 0 and w.lows[i - 1] == "как"
    start = i + 1 if as_said else next((m for m in range(i - 1, max(-1, i - 8), -1) if w.lows[m] == "из"), i)
    if w.lows[start : start + 1] != ["из"]:
        return None
    end = start + 1
    while end < len(w) and w.lows[end] not in _BREAKS and end != i:
        end += 1
    if as_said:
        contents = _around(sentence, w, i - 1, end)
    else:
        that = next((m for m in range(i, min(len(w) - 1, i + 4)) if w.lows[m] == "что"), None)
        contents = ((w.starts[that + 1], _stop(w, sentence)),) if that is not None else ()
    if not contents or end == start + 1:
        return None
    return Attribution(_span(w, start + 1, end), _span(w, i, i + 1), contents, "says", "следует", "according")


def _in_document(w: Words, i: int) -> tuple[int, int] | None:
    """`В сводке ведомства сказано`: the document behind `в` that opens the clause."""
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
            return Cue(act, "выразил")
    return None


def _source_noun(w: Words, i: int) -> int | None:
    """`по словам`, `по последним данным`, `по его подсчетам`: where the noun stands."""
    nouns = tongue("ru").lists["according"]
    for m in range(i + 1, min(i + 4, len(w))):
        if w.lows[m] in nouns:
            return m
        if w.lows[m] in _BREAKS or w.lows[m] in _PREPOSITIONS:
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
    if opens not in {"о", "об"}:
        opens = w.lows[first - 1] if first else ""
    if opens not in {"о", "об", "что"}:
        return []
    alike = {"о", "об"} if opens != "что" else {"что"}
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
    return made[:2]


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
                if joint in {"и", "а", "но", "однако"} or other.shape == "gapped" or (joint == "," and not clause):
                    end = w.ends[k - 2] if k > 1 and joint not in _BREAKS else w.starts[k - 1]
        text = w.text[start:end].rstrip(" ,—–-")
        if text:
            made.append(replace(one, contents=((start, start + len(text)), *one.contents[1:])))
    return made


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


_PARTICIPLE = re.compile(r".{2,}(?:[вдсрхгк]ш|щ|нн)(?:ий|ый|ая|ее|ое|ие|ые|его|ого|ей|ой|их|ых|им|ым|ую|юю)$")


def _apposed(low: str) -> bool:
    """True for a word that opens a relative or participle clause about the noun before it."""
    return low in _RELATIVE or low.startswith(("близк", "знаком", "осведомлен")) or _PARTICIPLE.match(low) is not None


def _according(sentence: Sentence, w: Words, i: int, noun: int) -> Attribution | None:
    """`По словам X, ...`, `..., по данным X`, `По его словам, ...`, and between commas in the middle."""
    own = next((m for m in range(i + 1, noun) if w.lows[m] in _WHOSE), None)
    end = noun + 1
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
    return k + 1 < len(w) and (w.lows[k + 1] in _TIMES or w.lows[k + 1][:1].isdigit())


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
        if w.lows[m] in {"а", "но", "однако"} and w.lows[m - 1] == "," and m < last:
            return m + 1
        if w.lows[m] == "что" and w.lows[m - 1] == "," and m < last:
            return m + 1
    return 0


def _at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    as_said = i > 0 and w.lows[i - 1] == "как"
    if i > 0 and (w.lows[i - 1] in _OBLIQUE or (as_said and w.lows[i].endswith("ется"))):
        return None
    if w.lows[i].endswith(_GERUNDS):
        return _at_gerund(sentence, w, i, cue, found)
    joined = i > 1 and w.lows[i - 1] in {"и", "а", "но", "однако", "зато", "где", "куда"}
    opens = _that_behind(w, i)
    turned = as_said or (_comes_after_comma(w, i) and not opens and not _interposed(w, i))
    behind = _subject_behind(w, i + 1)
    begin = _clause_begins(w, i)
    if i - begin > 1 and w.lows[begin] in {"о", "об"} and behind is not None and _is_source(w, behind[0]):
        return _of_this(w, i, cue)  # `О гибели водителей сообщил губернатор`
    before = None if joined or as_said else _subject_before(w, i)
    if before is not None and w.lows[before[0]] in _THIS and (made := _this_by(w, i, cue, before)) is not None:
        return made
    subject = None if joined else (behind or before) if turned else (before or behind)
    if cue.verb == "говорится" and not turned:
        subject = _in_document(w, i) or behind
    if subject is not None and any(_cites(one, w, subject) for one in found):
        return None
    k = behind[1] if behind is not None and subject == behind else i + 1
    start = None if turned and subject == behind else _words_begin(w, k, cue)
    return _worded(sentence, w, i, cue, found, subject, k, start, as_said)


_GERUNDS = ("в", "вшись", "ая", "яя")


def _at_gerund(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    """`..., заявив, что`, `обвинив Киев в`: said by the subject of the clause."""
    start = _words_begin(w, i + 1, cue)
    speaker = found[-1].speaker if found else _of_clause(w, i)
    if start is None or speaker is None or (cue.act == "says" and not _is_clause(w, i + 1, start)):
        return None
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), cue.act, cue.verb, "shared")


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
    return (
        _apposed(low)
        or (low == "как" and w.lows[opening + 2] != "только")
        or (opening == i - 3 and low in _PARENTHETIC)
    )


_PARENTHETIC = frozenset(
    {"напротив", "однако", "впрочем", "наконец", "конечно", "кстати", "похоже", "видимо", "например"}
)


def _worded(
    sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution], subject: tuple[int, int] | None, k: int,
    start: int | None, as_said: bool,
) -> Attribution | None:  # fmt: skip
    negated = i > 0 and w.lows[i - 1] == "не"
    cue, negated = _turned(cue, negated)
    span = (w.starts[i], w.ends[i])
    if subject is not None and (taken := _taken_up(w, i, cue)) is not None:
        false = "denies" if _called_false(w, i, cue) else cue.act
        return Attribution(_span(w, *subject), span, (taken,), false, cue.verb, "after", negated=negated)
    if subject is not None and subject[1] <= i and (two := _object_first(w, subject, i, cue)) is not None:
        who, what = two
        false = "denies" if _called_false(w, i, cue) else cue.act
        told: tuple[Span, ...] = (_span(w, *what),)
        if cue.verb == "считал":
            told = (*told, (w.starts[i + 1], _stop(w, sentence)))
        return Attribution(_span(w, *who), span, told, false, cue.verb, "after", negated=negated)
    if w.lows[:2] in _OF_THIS or (subject is not None and w.lows[subject[0]] in {"о", "об"}):
        return _of_this(w, i, cue)
    if cue.verb == "договорился" and w.lows[_clause_begins(w, i)] in {"о", "об"}:
        return None
    if cue.act == "predicts" and start is None:
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
        last = found[-1].speaker if found else _of_clause(w, i)
        if last is None or start is None or w.lows[i - 1] in {"что", "чтобы"}:
            return None
        speaker, shape = last, "shared"
    if cue.act == "says" and shape == "after" and start is not None and not _is_clause(w, k, start):
        return None
    if _called_false(w, i, cue):
        return Attribution(
            speaker, span, (_span(w, k, min(len(w), k + 1)),), "denies", cue.verb, shape, negated=negated
        )
    return Attribution(speaker, span, contents, cue.act, cue.verb, shape, negated=negated)


def _object_first(
    w: Words, subject: tuple[int, int], i: int, cue: Cue
) -> tuple[tuple[int, int], tuple[int, int]] | None:  # fmt: skip
    """`X удары по городу отрицает`, `Удары там отвергают`, `Эти оценки Центр считает устаревшими`: who, and what."""
    named = _called_false(w, i, cue) and w.lows[i + 1].startswith((*_FALSE, *_NOT_SO))
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
    if w.lows[first] == "«" and "»" in w.lows[first:last]:
        k = first + w.lows[first:last].index("»") + 1
    while k < last and _is_source(w, k):
        k += 1
    return ((first, k), (k, last)) if first < k < last else None


def _is_source(w: Words, k: int) -> bool:
    """True for a word that names a party, an office, a kind of source, or stands for one."""
    known = tongue("ru")
    low = w.lows[k]
    if low in _PRONOUNS or low in {"там", "здесь", "тут", "обе", "центр", "сторона", "стороны", "сторону", "комитет"}:
        return True
    return known.country(low) != "" or known.kind_of([low]) != "other"


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
            gerund = clause[0].endswith(("ив", "ав", "ая", "уя", "яя", "вшись", "ясь"))
            if not gerund and _OBLIQUE.isdisjoint(clause[:2]) and "чтобы" not in clause[:2]:
                return w.ends[m - 1]
    return _stop(w, sentence)


_GOES_ON = frozenset(
    ["что", "чтобы", "если", "когда", "где", "как", "хотя", "пока", "поскольку", "потому", "так", "и", "или", "чем",
     "куда", "откуда", "ли", "то", "кого", "кто", "кому", "чей", "пусть", "дабы", "причем"]
)  # fmt: skip


_THIS = frozenset({"эту", "эти", "это", "этот", "такую", "такие", "ту"})


def _this_by(w: Words, i: int, cue: Cue, before: tuple[int, int]) -> Attribution | None:
    """`Эту цифру подтвердил и представитель X`: the object first, who behind the verb."""
    first = i + 1 + (w.lows[i + 1 : i + 2] in (["и"], ["также"]))
    who = _subject_behind(w, first)
    if who is None or not _is_source(w, who[0]) or cue.act not in {"confirms", "denies", "says", "admits"}:
        return None
    return Attribution(_span(w, *who), (w.starts[i], w.ends[i]), (_span(w, *before),), cue.act, cue.verb, "taken")


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


def _turned(cue: Cue, negated: bool) -> tuple[Cue, bool]:
    """`не исключил` says that it may be, `исключил` denies it; `не согласился` denies."""
    if cue.verb == "исключил":
        return Cue("says" if negated else "denies", cue.verb), False
    if cue.verb == "верил":
        return Cue("denies" if negated else "says", cue.verb), False
    if negated and (cue.act == "agrees" or cue.verb == "принял"):
        return Cue("denies", cue.verb), False
    return cue, negated


def _called_false(w: Words, i: int, cue: Cue) -> bool:
    """`назвал это ложью`, `считает сообщения выдумкой`."""
    if cue.verb not in {"назвал", "считал", "охарактеризовал", "признал"}:
        return False
    return any(low.startswith((*_FALSE, *_NOT_SO)) for low in w.lows[i + 1 : i + 6])


def _taken_up(w: Words, i: int, cue: Cue) -> Span | None:
    """`Киев это опроверг`, `обвинения отвергли`, `В Москве это назвали вымыслом`: what stands for the words before."""
    false = _called_false(w, i, cue)
    if not (cue.act in {"denies", "confirms"} or false):
        return None
    if w.lows[i - 1] == "все" and cue.act != "denies":
        return None
    behind = w.lows[i + 1] if i + 1 < len(w) else "."
    for m in (i - 1, i - 2):
        if m >= 0 and w.lows[m] in _TAKEN_UP and (false or behind in _BREAKS or behind in {"и", "категорически"}):
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
    if contents and _goes_on(w, k):
        begin = _clause(w, w.at(contents[0][1]) - 1)
        if contents[0][0] < w.starts[begin] < contents[0][1]:
            contents = ((w.starts[begin], contents[0][1]),)  # `..., однако списки, жалуются там, не переданы`
        contents = (*contents, (w.starts[k + 1], _stop(w, sentence)))  # `Доха, как сообщают дипломаты, убедила`
    return contents, "before"


def _goes_on(w: Words, k: int) -> bool:
    """True when the words go on behind `, добавил он,`: not with a conjunction, a relative or a gerund."""
    if k + 2 >= len(w) or w.lows[k] != ",":
        return False
    low = w.lows[k + 1]
    if low in {"а", "но", "и", "что", "где", "когда", "хотя", "со", "чтобы", "однако"} or low.startswith("котор"):
        return False
    return not low.endswith(("ив", "ав", "вшись", "ая", "уя", "ясь", "ув", "яв"))


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
        if low == ",":
            return m + 1 < len(w) and w.lows[m + 1] in {"что", "чтобы", "будто"}
        if low == ":" or (low in {"о", "об"} and m == i + 1):
            return True
        if low in _BREAKS:
            return False
    return False


def _is_clause(w: Words, k: int, start: int) -> bool:
    """Words of saying attribute `что`, a colon or a quotation; `назвал X Y` and `оценил X в` name what they call."""
    if w.lows[k - 1].startswith("переда") and ":" in w.lows[k : start + 1]:
        return not any(low[:1].isdigit() for low in w.lows[k:start])
    return any(w.lows[m] in {"что", ":", "«", '"', "чтобы", "будто", "о", "об"} for m in range(k, start + 1)) or (
        w.lows[k - 1].startswith(_NAMING)
    )


#: Verbs that name what they call, offer or refer to, without `что`.
_NAMING = (
    "назв", "назы", "оцен", "предлаг", "предлож", "упом", "прин", "охаракт", "характ", "расцен", "воспри", "исход",
    "сосл", "ссыла", "посет", "сету", "описа", "описыва",
)  # fmt: skip


def _subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """The nominal part of the clause before the verb."""
    adverbs = tongue("ru").lists["adverbs"]
    end = i
    if w.lows[max(0, end - 2) : end] == ["не"]:
        end -= 1
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
    k = late if fresh >= end and late is not None else fresh
    if k >= end or (end - k == 1 and w.lows[k].endswith(("ть", "ти"))):
        return None
    if plural and w.lows[k].endswith(("ым", "им", "ам", "ям", "ому", "ему")) and not _is_source(w, k):
        return None  # `Остальным велели ждать`
    if w.lows[k] in {"о", "об"} and late is not None:
        k = late
    known = tongue("ru")
    if any(w.lows[m] in known.cues for m in range(k, end)):
        return None
    return k, end


def _late_source(w: Words, k: int, end: int) -> int | None:
    """The subject behind an adverbial: `За первое полугодие миссия`, `Об обстрелах она`."""
    for m in range(end - 1, k + 1, -1):
        if _is_source(w, m) and w.lows[m - 1] not in _PREPOSITIONS:
            while m - 1 > k + 1 and (
                _is_source(w, m - 1) or w.lows[m - 1].endswith(("ый", "ий", "ая", "ое", "ые", "ие"))
            ):
                m -= 1
            return m if w.lows[m - 1] not in _PREPOSITIONS else None
    return None


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
    while k + 1 < len(w) and w.lows[k] in {"в", "во", "на", "также", "ранее", "сегодня", "вчера", "позже", "позднее"}:
        if w.lows[k] not in {"в", "во", "на"}:
            k += 1
        elif _time_at(w, k):
            k += 1
            while k < len(w) and (w.lows[k] in _TIMES or w.lows[k][:1].isdigit()):
                k += 1
        else:
            k += 1
            break
    while k + 1 < len(w) and w.lows[k] in _TOLD:
        k += 1
    start = k
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
        if low in {"что", "чтобы", "будто"}:
            return m + 1
        if low == ":":
            return m + 1
        if low in {"«", '"', "“"} and m <= k + 1:
            return m
        if low in {".", ";"}:
            return None
    while k + 1 < len(w) and w.lows[k] in _ONLY | _TOLD and w.lows[k + 1] in {"о", "об"}:
        k += 1
    direct = cue.act != "says" or cue.verb in _DIRECT or w.lows[min(k, len(w) - 1)] in {"о", "об"}
    if cue.act == "predicts" and k < len(w) and w.lows[k] in _PREPOSITIONS - {"на"}:
        return None
    if direct and k < len(w) - 1 and w.lows[k] not in _BREAKS:
        return k
    return None


_DIRECT = frozenset(
    ["назвал", "оценил", "предложил", "принял", "охарактеризовал", "расценил", "воспринял", "посетовал", "описал",
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
