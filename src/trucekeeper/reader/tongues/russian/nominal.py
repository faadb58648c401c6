"""Russian passives, nouns and adjectives that tell: `наблюдателями зафиксировано`, `утверждения X о том`, `готов`."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.borders import GOES_ON, apposed, clause_begins, own_end
from trucekeeper.reader.tongues.russian.sources import is_source, subject_before
from trucekeeper.reader.tongues.russian.vocabulary import BREAKS, FEW, INSTRUMENTAL, PREPOSITIONS
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

#: Passives whose doer stands in the instrumental: `наблюдателями зафиксировано`, `опровергнута пресс-службой`.
PASSIVE = {
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


def by_whom(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Наблюдателями зафиксировано девять нарушений`, `Информация опровергнута пресс-службой`."""
    act = PASSIVE[w.lows[i]]
    begin = clause_begins(w, i)
    k = next((m for m in (begin, i + 1) if m != i and m < len(w) and _is_doer(w, m)), None)
    if k is None:
        return None
    end = k + 1
    while end < len(w) and end != i and w.lows[end] not in BREAKS and w.lows[end] not in PREPOSITIONS and end - k < 5:
        if w.lows[end][:1].isdigit() or w.lows[end] in FEW:
            break
        end += 1
    if k < i:
        told = (w.starts[i + 1], own_end(sentence, w, i + 1)) if i + 2 < len(w) else None
    elif begin < i:
        told = (w.starts[begin], w.ends[i - 1])
    else:
        told = (w.starts[end], own_end(sentence, w, end)) if end + 1 < len(w) else None
    if told is None:
        return None
    return Attribution(span_of(w, k, end), (w.starts[i], w.ends[i]), (told,), act, "пассив", "after")


def _is_doer(w: Words, k: int) -> bool:
    return w.lows[k].endswith(INSTRUMENTAL) and is_source(w, k) and tongue("ru").country(w.lows[k]) == ""


#: Nouns that bring words with `о том, что`.
SAYINGS = (
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


def claimed_that(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`Утверждения Баку о том, что ...`: said by whom the noun belongs to."""
    that = next((m for m in range(i + 2, min(i + 10, len(w) - 2)) if w.lows[m] == "что" and w.lows[m - 1] == ","), None)
    if that is None or w.lows[that - 2] not in {"том", "тем"} or w.lows[i] in tongue("ru").cues:
        return None
    end = next((m for m in range(i + 1, that) if w.lows[m] in {"о", "об", "в", "с"}), that)
    if end == i + 1 or any(low in BREAKS or finite(low, "ru") for low in w.lows[i + 1 : end]):
        return None
    if not any(is_source(w, m) for m in range(i + 1, end)) or w.lows[i + 1] in PREPOSITIONS:
        return None
    stop = stop_of(w, sentence)
    for m in range(that + 3, len(w) - 2):
        if w.lows[m] != ",":
            continue
        close = next((n for n in range(m + 1, len(w)) if w.lows[n] == ","), len(w))
        clause = w.lows[m + 1 : close]
        if not clause:
            continue
        resumes = clause[0] == "не" or any(low in tongue("ru").cues for low in clause)
        if clause[0] not in GOES_ON and not apposed(clause[0]) and resumes:
            stop = w.ends[m - 1]
            break
    words = ((w.starts[that + 1], stop),)
    return Attribution(span_of(w, i + 1, end), (w.starts[i], w.ends[i]), words, "says", "утверждение", "noun")


def ready(sentence: Sentence, w: Words) -> Attribution | None:
    """`Красный Крест готов принять тела`: a source that says what it would do."""
    i = next((n for n, low in enumerate(w.lows) if n and low in {"готов", "готова", "готово", "готовы"}), None)
    if i is None or not any(low.endswith(("ть", "ти", "чь")) for low in w.lows[i + 1 : i + 4]):
        return None
    subject = subject_before(w, i)
    if subject is None or not all(is_source(w, k) or w.capital(k) for k in range(*subject)):
        return None
    words = ((w.starts[i + 1], stop_of(w, sentence)),)
    return Attribution(span_of(w, *subject), (w.starts[i], w.ends[i]), words, "promises", "готов", "after")
