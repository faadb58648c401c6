"""Which words of a Russian sentence name who speaks: before the verb, behind it, behind `в`."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.tongues.russian.borders import PARTICIPLE, apposed, clause_begins, that_behind, time_at
from trucekeeper.reader.tongues.russian.vocabulary import (
    BREAKS,
    OBJECTS,
    POSTED,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    TIMES,
    TOLD,
    WHOSE,
    Span,
)
from trucekeeper.reader.tongues.spans import span_of
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words


def of_clause(w: Words, i: int) -> Span | None:
    """The subject of the first verb before word `i`: who goes on with `и обвинил`, `но подтверждает`, `заявив`."""
    verb = next((m for m in range(1, i) if finite(w.lows[m], "ru")), None)
    subject = subject_before(w, verb) if verb is not None else None
    return span_of(w, *subject) if subject is not None and w.lows[subject[0]] not in _NOBODY else None


def cites(one: Attribution, w: Words, subject: tuple[int, int]) -> bool:
    """True when a would-be subject is the source of a `по словам` before it."""
    return one.shape == "according" and one.speaker is not None and one.speaker[0] == w.starts[subject[0]]


def is_source(w: Words, k: int) -> bool:
    """True for a word that names a party, an office, a kind of source, or stands for one."""
    known = tongue("ru")
    low = w.lows[k]
    if low in PRONOUNS or low in {"там", "здесь", "тут", "обе", "центр", "сторона", "стороны", "сторону", "комитет"}:
        return True
    return known.country(low) != "" or known.kind_of([low]) != "other"


def speaks(w: Words, k: int, *, at_place: bool = True) -> bool:
    """True where a phrase that names a source begins, also behind `в`; a place that is no source only if `at_place`."""
    if k >= len(w):
        return False
    if w.lows[k] in {"в", "во", "на"} and k + 1 < len(w):
        own = k + 2 < len(w) and w.lows[k + 1] in {"самой", "самом", "этой", "этом"} and is_source(w, k + 2)
        return own or is_source(w, k + 1) or (at_place and w.capital(k + 1) and w.lows[k + 1] not in TIMES)
    return is_source(w, k)


def subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """The nominal part of the clause before the verb."""
    end = _nominal_end(w, i)
    if end == 0:
        return None
    if end > 1 and w.lows[end - 1] == ",":
        end = next((m for m in range(end - 2, max(0, end - 16), -1) if w.lows[m] == ","), 0)
    if w.lows[end - 1] in RELATIVE and end > 1:
        return _antecedent(w, end - 2) if that_behind(w, i) else None
    k = clause_begins(w, end)
    if (aside := _aside_before(w, k, end)) is not None:
        k, end = clause_begins(w, aside), aside
    if "ссылкой" in w.lows[k:end]:
        end = max(k + 1, k + w.lows[k:end].index("ссылкой") - 1)
    plural = w.lows[i].removesuffix("ся").removesuffix("сь")[-2:] in {"ют", "ут", "ят", "ат", "ли"}
    plural = plural or w.lows[i] in {"согласны", "уверены", "убеждены", "намерены", "готовы"}
    k += end - k > 1 and w.lows[k] in {"и", "а", "но", "однако", "зато"}
    k += 2 * (w.lows[k : k + 2] == ["на", "это"])
    k += plural and end - k > 2 and w.lows[k] in TOLD  # `Нам в мэрии сказали`
    if plural and end - k > 1 and w.lows[k] in {"в", "во"} and (
        w.lows[k + 1] not in TIMES or (end - k == 2 and w.lows[k + 1] in POSTED)
    ):  # fmt: skip
        return _behind_in(w, k, end)
    late = late_source(w, k, end) if w.lows[k] in PREPOSITIONS else None
    fresh = _past_adverbial(w, k, end)
    if plural and fresh >= end and (inside := _in_behind_time(w, k, end)) is not None:
        return _behind_in(w, inside, end)
    late = (late_source(w, k, end) or _agreeing(w, i, k, end)) if fresh >= end and late is None else late
    k = late if fresh >= end and late is not None else fresh
    if (
        k >= end
        or (plural and _is_object(w, i, k, end))
        or (end - k == 1 and w.lows[k].endswith(("ть", "ти")) and not is_source(w, k))
    ):
        return None
    if w.lows[k] in {"о", "об"} and late is not None:
        k = late
    end = next((m for m in range(k + 1, end) if w.lows[m] in {"в", "во"} and time_at(w, m)), end)
    while plural and k > 2 and w.lows[k - 1] == "," and w.capital(k) and w.capital(k - 2) and _alone(w, k - 2):
        k -= 2  # `Вашингтон, Париж и Берлин`
    known = tongue("ru").cues
    return None if any(w.lows[m] in known for m in range(k, end)) else (k, end)


def _aside_before(w: Words, k: int, end: int) -> int | None:
    """`Комендант, встречавший колонну, в разговоре с журналистами признал`: where the subject ends, before both."""
    if k < 3 or w.lows[k - 1] != "," or w.lows[k] not in {"в", "во", "на"} or w.lows[k + 1] not in _TALKS:
        return None
    comma = next((m for m in range(k - 2, max(0, k - 16), -1) if w.lows[m] == ","), None)
    if comma is None or not (
        apposed(w.lows[comma + 1]) or PARTICIPLE.match(w.lows[k - 2]) or _holds_participle(w, comma, k)
    ):
        return None
    return comma


def _holds_participle(w: Words, comma: int, k: int) -> bool:
    return any(PARTICIPLE.match(low) for low in w.lows[comma + 1 : min(k, comma + 5)])


#: Where one speaks to somebody: `в разговоре с`, `в интервью`.
_TALKS = frozenset(
    ["разговоре", "беседе", "интервью", "эфире", "комментарии", "обращении", "видеообращении", "ответе", "письме",
     "выступлении", "ходе", "заявлении", "брифинге", "пресс-конференции", "посте", "послании"]
)  # fmt: skip


def _in_behind_time(w: Words, k: int, end: int) -> int | None:
    """Where `в Армении` stands behind a time: `В понедельник в Армении заявили`, `5 апреля в Баку заявили`."""
    m = k + (w.lows[k] in {"в", "во", "на"})
    while m < end and (w.lows[m] in TIMES or w.lows[m][:1].isdigit() or w.lows[m] in tongue("ru").lists["adverbs"]):
        m += 1
    begins = k < m < end - 1 and w.lows[m] in {"в", "во"} and w.lows[m + 1] not in TIMES
    return m if begins and speaks(w, m) else None


def _nominal_end(w: Words, i: int) -> int:
    """Where the subject before a verb ends: before adverbs, objects, asides and a bracket."""
    adverbs = tongue("ru").lists["adverbs"]
    end = i - (w.lows[i - 1] == "не") if i else 0
    for aside in _ASIDES:
        if end > len(aside) and tuple(w.lows[end - len(aside) : end]) == aside:
            end -= len(aside)
    while end > 0 and w.lows[end - 1] not in {"и", "а", "но"} and (
        w.lows[max(0, end - 2) : end] == ["с", "этим"]
        or w.lows[end - 1] in adverbs or w.lows[end - 1] == "не" or w.lows[end - 1] in OBJECTS
        or w.lows[end - 1].endswith(("ически", "ительно", "енно", "ончиво"))
        or (end > 1 and w.lows[end - 1] in {"утром", "вечером", "днем", "ночью"})
    ):  # fmt: skip
        end -= 1 + (w.lows[end - 1] == "этим")
    if end > 2 and w.lows[end - 1] == ")":  # `советник (его слова приводит агентство) предупредил`
        end = next((m for m in range(end - 2, max(0, end - 14), -1) if w.lows[m] == "("), 0)
    return end


def _behind_in(w: Words, k: int, end: int) -> tuple[int, int] | None:
    """Who speaks where a plural has `в` before it: `в министерстве`, or `в городе жители`."""
    late = late_source(w, k, end)
    if late is not None and w.lows[end - 1].endswith(("ели", "исты", "люди", "жители", "чики", "сты", "чи")):
        return late, end
    return None if w.lows[k + 1][:1].isdigit() else (k, end)


def _is_object(w: Words, i: int, k: int, end: int) -> bool:
    """True for what an impersonal plural is about: `Остальным велели`, `Автобусов обещают`, `Боевиков обвинили`."""
    low = w.lows[k]
    if low.endswith(("ым", "им", "ам", "ям", "ому", "ему")):
        return not is_source(w, k)
    if end - k > 1 or not low.endswith(("ов", "ев")):
        return False
    cue = tongue("ru").cues.get(w.lows[i])
    return (k == 0 and not is_source(w, k)) or (cue is not None and cue.act == "accuses")


#: What stands between a speaker and the verb and names neither.
_ASIDES = (
    ("в", "свою", "очередь"),
    ("со", "своей", "стороны"),
    ("в", "ответ"),
    ("тем", "временем"),
    ("в", "частности"),
)


def _alone(w: Words, k: int) -> bool:
    return k == 0 or w.lows[k - 1] in BREAKS


def late_source(w: Words, k: int, end: int) -> int | None:
    """The subject behind an adverbial: `За первое полугодие миссия`, `Об обстрелах она`."""
    for m in range(end - 1, k + 1, -1):
        if is_source(w, m) and w.lows[m - 1] not in PREPOSITIONS:
            while m - 1 > k + 1 and (is_source(w, m - 1) or w.lows[m - 1].endswith(_like(w.lows[m]))):
                if w.lows[m - 2] in PREPOSITIONS:
                    break  # `в Анкаре глава МИД`
                m -= 1
            return m if w.lows[m - 1] not in PREPOSITIONS else None
    return None


def _agreeing(w: Words, i: int, k: int, end: int) -> int | None:
    """`В больнице Горловки медработник рассказал`: a noun right before its verb that agrees with it."""
    low, verb = w.lows[end - 1], w.lows[i]
    if end - 1 <= k + 1 or w.capital(end - 1) or w.lows[end - 2] in PREPOSITIONS or len(low) < 4:
        return None
    he = verb.endswith("л") and low.endswith(_HE) and not low.endswith(_OTHER_CASES)
    she = verb.endswith("ла") and low.endswith(_SHE)
    they = verb.endswith("ли") and low.endswith(_THEY)
    return end - 1 if he or she or they else None


_HE = ("ник", "тель", "ист", "ент", "ант", "ер", "ор", "ец", "рач", "ин", "ой", "арь", "ун", "лог", "гент")
_OTHER_CASES = ("ов", "ев", "ей")
_SHE = ("ница", "ица", "щина", "ушка", "истка", "ентка", "стра", "дама", "мать", "ставительница")
_THEY = ("ники", "тели", "исты", "енты", "ицы", "щины", "чики", "тые", "ачи", "цы")


def _like(noun: str) -> tuple[str, ...]:
    """Endings of an adjective that goes with a noun in the nominative."""
    if noun.endswith(("а", "я")):
        return ("ая", "яя")
    return ("ые", "ие") if noun.endswith(("и", "ы")) else ("ый", "ий", "ое", "ее")


def _antecedent(w: Words, comma: int) -> tuple[int, int] | None:
    """The phrase before `, который`."""
    k = comma
    while k > 0 and comma - k < 6 and w.lows[k - 1] not in BREAKS and not finite(w.lows[k - 1], "ru"):
        k -= 1
    return (k, comma) if k < comma and w.lows[comma] == "," else None


def _past_adverbial(w: Words, k: int, end: int) -> int:
    """Leave out `В четверг`, `Между тем`, `Утром 15 декабря`, `до рассвета` before the subject."""
    adverbs = tongue("ru").lists["adverbs"]
    while k < end:
        low = w.lows[k]
        if w.lows[k : k + 3] == ["тем", "не", "менее"] or w.lows[k : k + 2] == ["тем", "временем"]:
            k += 3 - (w.lows[k + 1] == "временем")
            continue
        if low in adverbs or low in TIMES or low[:1].isdigit() or (low in {"и", "а", "но"}):
            k += 1
        elif low in PREPOSITIONS:
            m = k + 1
            while m < end and (w.lows[m] in TIMES or w.lows[m][:1].isdigit()):
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


def subject_behind(w: Words, first: int) -> tuple[int, int] | None:
    """`заявил представитель министерства`, `сообщили в министерстве`, `сообщили в четверг в министерстве`."""
    k = first
    paper = first > 0 and w.lows[first - 1].endswith(("тся", "лось", "зано"))
    while k + 1 < len(w) and w.lows[k] in {"и", "лишь", "только", "сразу", "еще", "уже", "даже"}:
        k += 1
    if k + 2 < len(w) and w.lows[k] == "из" and w.capital(k + 1) and is_source(w, k + 2):
        k += 2  # `передает из Степанакерта корреспондент`
    k += k + 1 < len(w) and w.lows[k] in {"сказать", "сообщить", "заявить", "рассказать", "добавить"}
    while k + 1 < len(w) and w.lows[k] in {"в", "во", "на", "также", "ранее", "сегодня", "вчера", "позже", "позднее"}:
        if w.lows[k] not in {"в", "во", "на"}:
            k += 1
        elif paper and w.lows[k + 1] in _TEXTS:
            break  # `говорится в заявлении ведомства`
        elif time_at(w, k) and not (w.lows[k + 1] in POSTED and (k + 2 >= len(w) or w.lows[k + 2] in BREAKS)):
            k += 1
            while k < len(w) and (w.lows[k] in TIMES or w.lows[k][:1].isdigit()):
                k += 1
        else:
            break
    while k + 1 < len(w) and (
        (w.lows[k] in TOLD and not _alone_behind(w, k))
        or w.lows[k] in _DAYTIME
        or w.lows[k] in _LATER
        or w.lows[k] == "нас"
    ):
        k += 1
    k = _past_whom(w, k)
    if w.lows[k : k + 1] and w.lows[k] in WHOSE and w.lows[k + 1 : k + 2] == ["слова"]:
        return k, k + 1  # `приводит его слова агентство`
    if w.lows[k : k + 1] == ["слова"] and k + 1 < len(w) and is_source(w, k + 1):
        outlet = (m for m in range(k + 2, min(len(w), k + 8)) if w.lows[m] in BREAKS or _is_outlet(w.lows[m]))
        return k + 1, next(outlet, k + 2)  # `приводит слова дипломата агентство`
    start = k
    k += w.lows[k : k + 1] in (["в"], ["во"], ["на"]) and k + 1 < len(w)
    while k < len(w) and w.lows[k] not in {"что", "как", "чтобы", "будто"} and k - start < 13:
        if w.lows[k] in BREAKS and not _named_at(w, start, k):
            break
        if 0 < k - start < 3 and w.lows[k] in PREPOSITIONS and time_at(w, k) and PARTICIPLE.match(w.lows[k - 1]):
            start = k = k + 2  # `говорится в распространенном в четверг бюллетене`
            continue
        if 0 < k - start < 3 and w.lows[k] in _DAYTIME and PARTICIPLE.match(w.lows[k - 1]):
            start = k = k + 1  # `сказано в опубликованном вечером обращении`
            continue
        if (
            k > start
            and not (paper and w.lows[k] in _TEXTS)
            and ((w.lows[k] in TIMES and w.lows[k] not in POSTED) or (w.lows[k] in PREPOSITIONS and time_at(w, k)))
        ):
            break
        if k > start and w.lows[k] in {"о", "об", "со"}:
            break
        if k > start and w.lows[k] in {"и", "а", "но"} and k + 1 < len(w) and finite(w.lows[k + 1], "ru"):
            break
        k += 1
    if start < len(w) and w.lows[start].endswith(("ться", "тись")):
        return None  # `обещают двинуться через час`
    if start < len(w) and w.lows[start] in {"на", "в", "во", "по"} and not speaks(w, start, at_place=False):
        # `заявил на заседании премьер-министр`, `написала в Twitter координатор`
        person = next((m for m in range(start + 2, k) if w.lows[m].startswith(_PERSONS)), start)
        start = person if w.lows[person].endswith(_NOMINATIVE) and w.lows[person - 1] not in PREPOSITIONS else start
    return (start, k) if k > start and w.lows[start] not in _NOBODY else None


#: In these one speaks, and these speak.
_TEXTS = frozenset({"заявлении", "обращении", "комментарии", "ответе", "послании", "интервью"})


#: With these no speaker begins.
_NOBODY = frozenset(
    ["о", "об", "это", "после", "до", "из-за", "при", "перед", "к", "от", "для", "через", "за", "без", "ради", "вместо"]
)


def _is_outlet(low: str) -> bool:
    return low.isascii() or tongue("ru").kind_of([low]) == "media"


def _alone_behind(w: Words, k: int) -> bool:
    """True for `передает ТАСС.`: nobody else stands there who could speak."""
    return w.lows[k] == "тасс" and (k + 1 >= len(w) or w.lows[k + 1] in BREAKS)


def _past_whom(w: Words, k: int) -> int:
    """Behind whom something is told: `рассказал наблюдателям`, `заявил РИА Новости начальник гарнизона`."""
    m = k
    while m < len(w) - 1 and m - k < 3 and w.lows[m].endswith(_TO_MANY_OF) and w.lows[m] not in TIMES:
        m += 1
    told = m < len(w) and w.lows[m].endswith(_TO_MANY) and len(w.lows[m]) > 5
    end = min(len(w), k + 7)
    if k >= len(w):
        return k
    if told:  # `врачам миссии`: whose they are is no speaker either
        return next((n for n in range(m + 1, end) if w.lows[n] in BREAKS or w.lows[n].startswith(_PERSONS)), m + 1)
    person = next((n for n in range(k + 1, end) if w.lows[n].startswith(_PERSONS)), None)
    if person is None or not BREAKS.isdisjoint(w.lows[k:person]) or not w.capital(k):
        return k
    outlet = tongue("ru").kind_of(w.lows[k : k + 1]) == "media" or w.lows[k].isascii()
    return person if outlet and w.lows[person].endswith(_NOMINATIVE) else k


#: The plural to which something is told, and what goes before it.
_TO_MANY, _TO_MANY_OF = ("ам", "ям"), ("ым", "им")
#: Who speaks to an outlet, in the nominative.
_PERSONS = (
    "глава", "начальник", "руководител", "представител", "источник", "собеседник", "директор", "командир", "министр",
    "губернатор", "мэр", "депутат", "помощник", "советник", "замести", "пресс-секретар", "омбудсмен", "жител",
    "водител", "врач", "сотрудни", "дипломат", "посол", "координатор", "секретар", "председател", "президент",
    "премьер", "лидер", "полковник", "генерал", "эксперт", "очевид", "свидетел", "волонтер", "чиновник", "офицер",
    "спикер", "участни", "переговорщик", "комендант", "уполномочен",
)  # fmt: skip
_NOMINATIVE = ("а", "ь", "к", "р", "т", "н", "л", "ц", "ы", "и", "й")
_LATER = frozenset({"потом", "затем", "тогда", "вскоре", "недавно", "снова", "вновь", "опять", "наконец"})
_DAYTIME = frozenset({"утром", "вечером", "днем", "ночью", "накануне", "сегодня", "вчера"})


def _is_name(w: Words, k: int) -> bool:
    """True for a short name in marks that ends the clause: `передает «Интерфакс»`."""
    close = next((m for m in range(k + 2, min(len(w), k + 5)) if w.lows[m] == "»"), None)
    if close is None or any(finite(low, "ru") for low in w.lows[k:close]):
        return False
    return close + 1 >= len(w) or w.lows[close + 1] in BREAKS


def _named_at(w: Words, start: int, k: int) -> bool:
    """True inside or at the marks of a name that belongs to the phrase: `группировка «Ахрар аш-Шам»`."""
    if w.lows[k] == "«":
        return k + 1 < len(w) and w.capital(k + 1) and (k > start or _is_name(w, k))
    return w.lows[k] == "»" and "«" in w.lows[start:k]
