"""Russian phrases and documents that tell: `по словам`, `согласно`, `если верить`, `следует из`, `в сводке сказано`."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.borders import (
    clause_begins,
    interposed,
    past_apposition,
    source_noun,
    time_at,
    words_around,
)
from trucekeeper.reader.tongues.russian.citing import cited
from trucekeeper.reader.tongues.russian.sources import is_source
from trucekeeper.reader.tongues.russian.vocabulary import BREAKS, PREPOSITIONS, TIMES, WHOSE, stems
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

PHRASES = frozenset(
    ["по", "слов", "согласно", "судя", "ссылкой", "ссылаясь", "следует", "видно", "явствует", "вытекает", "верить",
     "известно", "виден", "видна", "видны", "показано", "слышно", "слышны", "запечатлено",
     "запечатлены", "насколько",
     "зрения", "изложении", "пересказе", "трактовке", "интерпретации", "понимании", "представлении",
     "версии", "описании", "формулировке", "взгляд", "оценке", "глазах", "терминологии", "толковании"]
)  # fmt: skip
#: What a picture, a film or a sound does to what it shows.
_SEEN = frozenset({"видно", "виден", "видна", "видны", "показано", "слышно", "слышны", "запечатлено", "запечатлены"})
#: What shows it.
_PICTURES = ("видео", "кадр", "запис", "ролик", "снимк", "фото", "аудио", "съемк")


def in_phrase(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`по словам X`, `согласно`, `судя по`, `со ссылкой на`, `следует из`, `если верить`, `насколько известно`."""
    low, before = w.lows[i], w.lows[i - 1] if i else ""
    if low == "по":
        noun = (source_noun(w, i) or _unlisted_noun(w, i)) if before != "судя" else None
        return _according(sentence, w, i, noun) if noun is not None else None
    if low in {"ссылкой", "ссылаясь"}:
        return cited(w, i, found[-1]) if w.lows[i + 1 : i + 2] == ["на"] and found else None
    if low in _SEEN and (one := _pictured(sentence, w, i)) is not None:
        return one
    if low in {"следует", "видно", "явствует", "вытекает"}:
        return _follows_from(sentence, w, i) if before != "что" else None
    if (low, before) in {("слов", "со"), ("верить", "если")}:
        return _according(sentence, w, i - 1, i)
    if low == "насколько":
        return _as_far_as(sentence, w, i)
    if low == "зрения" and w.lows[max(0, i - 2) : i] == ["с", "точки"]:
        return _according(sentence, w, i - 2, i)
    if low in _VIEWS and before in {"в", "на"}:
        return _according(sentence, w, i - 1, i) if _set_off(w, i) else None
    if low == "согласно":
        told = i + 1 < len(w) and w.lows[i + 1] in tongue("ru").lists["according"] - _PAPERS
        return _according(sentence, w, i, i + told)
    if low == "судя" and w.lows[i + 1 : i + 2] == ["по"]:
        told = w.lows[i + 2 : i + 3] != [] and w.lows[i + 2] in tongue("ru").lists["according"] - _PAPERS
        return _according(sentence, w, i, i + 1 + told)
    return None


def _unlisted_noun(w: Words, i: int) -> int | None:
    """`по наблюдениям медиков, ...`: a noun in no list, where commas set it off and a source owns it.

    What is done by order or by a treaty (`по приказу штаба`) stands without commas; what may have them is listed.
    """
    if i and w.lows[i - 1] not in {",", "а", "но", "и", "что", "однако"} | _DASHED:
        return None
    for k in range(i + 1, min(i + 4, len(w) - 1)):
        low = w.lows[k]
        if low in BREAKS or low in PREPOSITIONS or low.startswith(_BY_WHAT):
            return None
        if low in WHOSE or low.endswith(_OF_THE_NOUN):
            continue
        if not low.endswith(_DATIVE) or len(low) < _LEAST or low.endswith(("ному", "нему")):
            return None
        owned = any(one in WHOSE for one in w.lows[i + 1 : k])
        end = next((n for n in range(k + 1, min(len(w), k + 9)) if w.lows[n] in BREAKS), len(w))
        if end < len(w) and w.lows[end] not in {",", "."}:
            return None
        named = any(is_source(w, n) for n in range(k + 1, min(end, k + 4)))
        return k if (owned and end == k + 1) or (named and not owned) else None
    return None


_DASHED = frozenset({"—", "–", "-", "(", "«"})
#: Endings of the noun behind `по`, and of the adjectives before it.
_DATIVE, _OF_THE_NOUN = ("ам", "ям", "у", "ю", "ке", "де", "ии"), ("ым", "им", "ому", "ему", "ой", "ей")
_LEAST = 5
#: By what something is done that nobody says.
_BY_WHAT = stems("done by")


def _as_far_as(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Колонна, насколько мы знаем, вышла`, `насколько известно мэрии`: who knows is whose word it is."""
    end = next((m for m in range(i + 1, min(len(w), i + 8)) if w.lows[m] in {",", "."}), None)
    who = next((m for m in range(i + 1, end or i) if w.lows[m] in _KNOWERS or is_source(w, m)), None)
    if end is None or who is None or not any(low.startswith(_KNOW) for low in w.lows[i + 1 : end]):
        return None
    contents = words_around(sentence, w, i, end)
    last = who + 1
    while last < end and not finite(w.lows[last], "ru") and not w.lows[last].startswith(_KNOW):
        last += 1
    speaker = span_of(w, who, last)
    return Attribution(speaker, span_of(w, i, i + 1), contents, "says", "according", "according") if contents else None


_KNOWERS = frozenset({"мы", "я", "нам", "мне", "ему", "ей", "им", "они", "он", "она"})
_KNOW = ("зна", "извест", "поня", "поним", "суд", "ясно", "видно", "помн", "слыш", "удалось")


def _set_off(w: Words, i: int) -> bool:
    """True for `в изложении мэрии,`: commas set it off and a source stands in it."""
    opens = i < _EARLY or w.lows[i - 2] in {",", "а", "но", "и", "что"}
    end = next((m for m in range(i + 1, min(len(w), i + 8)) if w.lows[m] in BREAKS), len(w) - 1)
    return opens and w.lows[end] in {",", "."} and end > i + 1 and is_source(w, i + 1)


_EARLY = 2
#: `В изложении X`, `на взгляд X`.
_VIEWS = frozenset(
    ["изложении", "пересказе", "трактовке", "интерпретации", "понимании", "представлении", "версии", "описании",
     "формулировке", "взгляд", "оценке", "глазах", "терминологии", "толковании"]
)  # fmt: skip
_PAPERS = frozenset({"сводке", "отчету", "докладу"})


def _pictured(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`На кадрах видно, как колонна стоит`, `На снимках видны воронки`: what was filmed shows it."""
    begin = clause_begins(w, i)
    k = next((m for m in range(begin, i - 1) if w.lows[m] in {"на", "в", "во"}), None)
    if k is None or not w.lows[k + 1].startswith(_PICTURES):
        k = k if k is not None and k + 2 < i and w.lows[k + 2].startswith(_PICTURES) else None
    start = i + 1
    if w.lows[start : start + 2] in ([",", "как"], [",", "что"]):
        start += 2
    if k is None or start >= len(w) - 1 or w.lows[start] in BREAKS:
        return None
    end = i - (w.lows[i - 1] in tongue("ru").lists["adverbs"] or w.lows[i - 1].endswith(("ливо", "сно", "рошо")))
    words = ((w.starts[start], stop_of(w, sentence)),)
    return Attribution(span_of(w, k + 1, end), span_of(w, i, i + 1), words, "shows", "видно", "after")


def on_which(sentence: Sentence, w: Words) -> Attribution | None:
    """`Разошлось видео, на котором горят автобусы`: it shows what stands behind it."""
    for m in range(1, len(w) - 4):
        if w.lows[m] != "," or not w.lows[m - 1].startswith(_PICTURES) or w.lows[m + 1] not in {"на", "в", "где"}:
            continue
        start = m + 2 if w.lows[m + 1] == "где" else m + 3
        if w.lows[m + 1] != "где" and not w.lows[m + 2].startswith("котор"):
            continue
        if w.lows[start : start + 3] in (["видно", ",", "как"], ["видно", ",", "что"]):
            start += 3
        if start < len(w) - 1:
            words = ((w.starts[start], stop_of(w, sentence)),)
            return Attribution(span_of(w, m - 1, m), span_of(w, m + 1, start), words, "shows", "видно", "after")
    return None


def _follows_from(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Из текста следует, что ...`, `как следует из сводки, ...`: a document speaks."""
    as_said = i > 0 and w.lows[i - 1] == "как"
    turned = w.lows[i + 1 : i + 2] == ["из"] and i > 1 and w.lows[i - 1] == ","
    start = i + 1 if as_said or turned else next((m for m in range(i - 1, max(-1, i - 8), -1) if w.lows[m] == "из"), i)
    if w.lows[start : start + 1] != ["из"]:
        return None
    end = start + 1
    while end < len(w) and w.lows[end] not in BREAKS and end != i:
        end += 1
    if as_said or turned:
        contents = words_around(sentence, w, i - as_said, end)
    else:
        that = next((m for m in range(i, min(len(w) - 1, i + 4)) if w.lows[m] == "что"), None)
        contents = ((w.starts[that + 1], stop_of(w, sentence)),) if that is not None else ()
    if not contents or end == start + 1:
        return None
    return Attribution(span_of(w, start + 1, end), span_of(w, i, i + 1), contents, "says", "следует", "according")


def as_a_document_says(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`..., как утверждается в сводке, ...`; `как ожидается` names nobody."""
    end = i + 1
    if w.lows[end : end + 1] not in (["в"], ["во"], ["на"]) or w.lows[end + 1 : end + 2] == [] or time_at(w, end):
        return None
    while end < len(w) and w.lows[end] not in BREAKS:
        end += 1
    contents = words_around(sentence, w, i - 1, end)
    if not contents:
        return None
    return Attribution(span_of(w, i + 2, end), span_of(w, i, i + 1), contents, "says", "сказано", "according")


def in_document(w: Words, i: int) -> tuple[int, int] | None:
    """`В сводке ведомства сказано`: the document behind `в` that opens the clause."""
    opening = i - 1
    if i > 2 and w.lows[i - 1] == "," and interposed(w, i):  # `в докладе, подготовленном для совета, сказано`
        opening = next(m for m in range(i - 2, -1, -1) if w.lows[m] == ",")
        i = opening
    k = clause_begins(w, i)
    end = i
    while end > k and w.lows[end - 1] in tongue("ru").lists["adverbs"]:
        end -= 1
    return (
        (k + 1, end) if w.lows[k] in {"в", "во", "на"} and end - k > 1 and w.lows[k + 1] not in TIMES - _TEXTS else None
    )


#: In these one speaks, and these speak: `в заявлении ведомства сообщается`.
_TEXTS = frozenset({"заявлении", "обращении", "комментарии"})


def such_are(w: Words) -> Attribution | None:
    """`...; таковы данные прокуратуры`: what was told just before."""
    so = w.lows[:1] == ["так"] and w.lows[1:2] and w.lows[1] in tongue("ru").cues
    if len(w) < 3 or not (so or w.lows[0] in {"таковы", "таково", "такова"}):
        return None
    end = 2
    while end < len(w) and w.lows[end] not in BREAKS:
        end += 1
    return (
        Attribution(span_of(w, 2, end), span_of(w, 0, 2), (span_of(w, 0, 1),), "says", "таковы", "retold")
        if end > 2
        else None
    )


def _according(sentence: Sentence, w: Words, i: int, noun: int) -> Attribution | None:
    """`По словам X, ...`, `..., по данным X`, `По его словам, ...`, and between commas in the middle."""
    own = next((m for m in range(i + 1, noun) if w.lows[m] in WHOSE), None)
    has = next((m for m in range(i + 1, noun - 1) if w.lows[m] == "у"), None)
    end = noun + 1
    if has is not None:  # `по имеющимся у миссии данным`
        contents = words_around(sentence, w, i, end)
        who = span_of(w, has + 1, noun)
        return Attribution(who, span_of(w, i, has), contents, "says", "according", "according") if contents else None
    if own is None:
        while end < len(w) and end - noun < 13 and not finite(w.lows[end], "ru"):
            if w.lows[end] == "«" and "»" in w.lows[end : end + 5]:
                end += w.lows[end:].index("»") + 1  # a name: `по данным «Мемориала»`
                continue
            if w.lows[end] in BREAKS:
                break
            if end > noun + 1 and (w.lows[end] in TIMES or (w.lows[end] in PREPOSITIONS and time_at(w, end))):
                break
            end += 1
    if own is not None:
        source, cue = (own, own + 1), span_of(w, i, noun + 1)
    elif end > noun + 1:
        source, cue = (noun + 1, end), span_of(w, i, noun + 1)
    elif noun > i + 1 and w.lows[i + 1].startswith(_NOBODYS) and not {"там", "здесь"} & set(w.lows[i:noun]):
        return None  # `по предварительным данным`
    elif noun > i + 1:
        source, cue = (i + 1, noun + 1), span_of(w, i, i + 1)  # `по разным оценкам`
        there = next((m for m in range(i + 1, noun) if w.lows[m] in {"там", "здесь"}), None)
        if there is not None:  # `по имеющимся там сведениям`
            source, cue = (there, there + 1), span_of(w, i, noun + 1)
    else:
        return None
    if w.lows[source[0]] in PREPOSITIONS or (
        w.lows[source[0]] in {"всему", "этому", "тому"} and source[1] - source[0] == 1
    ):
        return None
    if w.lows[i] == "согласно" and any(low.startswith(_TERMS) for low in w.lows[slice(*source)][:3]):
        return None  # `согласно договоренности`: its terms, told by the author
    end = past_apposition(w, end)
    act = "reports" if w.lows[noun].startswith("подсчет") else "says"
    contents = words_around(sentence, w, i, end)
    return Attribution(span_of(w, *source), cue, contents, act, "according", "according") if contents else None


#: Data of which nobody is named as giving them.
_NOBODYS = ("предварит", "последн", "имеющ", "неподтвержд", "непровер", "перв", "уточн", "обновл", "свеж")
_TERMS = ("договор", "соглашени", "план", "график", "услови", "закон", "меморандум")
