"""Who is said to have said what in Russian: by verbs in either order, `по словам`, colons and dashes.

Works on folded text (ё is е). A speaker stands before its verb in the clause, or behind it; `сообщили в министерстве`
names the body behind `в`.
"""

from dataclasses import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.tables import Cue, tongue
from trucekeeper.reader.words import Words

Span = tuple[int, int]
_BREAKS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", '"', "“", "”", "„", "(", ")", "-", "–", "—"})
_DASHES = frozenset({"-", "–", "—"})
_PREPOSITIONS = frozenset(
    ["в", "на", "во", "с", "со", "из", "к", "по", "о", "об", "от", "для", "после", "до", "при", "за", "у", "через",
     "около"]
)  # fmt: skip
_TIMES = frozenset(
    ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье", "утром", "вечером", "ночью",
     "днем", "сегодня", "вчера", "декабря", "ноября", "января", "февраля", "марта", "апреля", "мая", "июня", "июля",
     "августа", "сентября", "октября", "позже", "ранее", "интервью", "ходе", "эфире", "брифинге", "пресс-конференции"]
)  # fmt: skip
#: To whom something was told, before who told it.
_TOLD = frozenset(
    ["журналистам", "агентству", "телеканалу", "тасс", "изданию", "газете", "корреспондентам", "интерфаксу"]
)
_WHOSE = frozenset({"его", "ее", "их"})
_FALSE = ("лож", "выдум", "неправд", "фейк", "клевет")
_PRONOUNS = frozenset({"он", "она", "оно", "они", "мы", "я"})


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues."""
    known = tongue("ru")
    found: list[Attribution] = []
    for i, low in enumerate(w.lows):
        made = None
        if low in known.lists["according"] and i > 0 and w.lows[i - 1] == "по":
            made = _according(sentence, w, i - 1, i + 1)
        elif low in known.lists["according"] and i > 1 and w.lows[i - 2] == "по":
            own = w.lows[i - 1] in _WHOSE
            made = _according(sentence, w, i - 2, i - 1 if own else i + 1, i + 1)
        elif low == "согласно":
            made = _according(sentence, w, i, i + 1)
        elif (cue := known.cues.get(low)) is not None:
            if cue.needs and (i + 1 >= len(w) or w.lows[i + 1] != cue.needs):
                continue
            made = _at_verb(sentence, w, i, cue, found)
        if made is not None:
            found.append(made)
    if not found and (made := _headline(sentence, w)) is not None:
        found.append(made)
    return _parted(w, found)


def _parted(w: Words, found: list[Attribution]) -> list[Attribution]:
    """The words of each end where the next attribution beside it begins: `и обвинил ...`, `, рассказал источник`."""
    made: list[Attribution] = []
    for n, one in enumerate(found):
        start, end = one.contents[0]
        for other in found[n + 1 :]:
            assert other.cue is not None
            k = w.at(other.cue[0])
            if other.shape == "before" and start < other.contents[0][1] < end:
                end = min(end, other.contents[0][1])
            elif start < other.cue[0] < end and k and w.lows[k - 1] in {"и", "а", "но"}:
                end = w.ends[k - 2] if k > 1 else end
        text = w.text[start:end].rstrip(" ,")
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


def _according(sentence: Sentence, w: Words, i: int, first: int, behind: int | None = None) -> Attribution | None:
    """`По словам X, ...`, `..., по данным X`, `По его словам, ...`, and between commas in the middle."""
    end = behind if behind is not None and w.lows[first] in _WHOSE else first
    own = end != first
    while end < len(w) and w.lows[end] not in _BREAKS and end - first < 12:
        end += 1
    if end == first:
        return None
    cue = _span(w, i, behind or first)
    source = (first, first + 1) if own else (first, end)
    if i == 0 or (i <= 2 and not any(w.lows[m] in {","} for m in range(i))):
        if end + 1 >= len(w):
            return None
        words = (w.starts[end + 1], _stop(w, sentence))
    else:
        last = i - 1
        while last > 0 and w.lows[last] in {",", "—", "–", "-", "а"}:
            last -= 1
        words = (w.starts[_clause(w, last)], w.ends[last])
        if end + 1 < len(w) and w.lows[end] == "," and w.lows[end + 1] not in {"а", "но", "и", "что"}:
            rest = (w.starts[end + 1], _stop(w, sentence))
            return Attribution(_span(w, *source), cue, (words, rest), "says", "according", "according")
    return Attribution(_span(w, *source), cue, (words,), "says", "according", "according")


def _clause(w: Words, last: int) -> int:
    """Where the clause of word `last` begins: behind `поскольку`, a semicolon or a colon, at the latest."""
    for m in range(last, 0, -1):
        if w.lows[m] == "поскольку" or w.lows[m - 1] in {";", ":"}:
            return m + 1 if w.lows[m] == "поскольку" else m
    return 0


def _at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    as_said = i > 0 and w.lows[i - 1] == "как"
    before = _subject_before(w, i)
    joined = before is None and i > 1 and w.lows[i - 1] in {"и", "а", "но"} and bool(found)
    behind = _subject_behind(w, i + 1) if (before is None and not joined) or as_said else None
    subject = behind if before is None or as_said else before
    k = behind[1] if behind is not None else i + 1
    start = _words_begin(w, k, cue) if not as_said else None
    negated = i > 0 and w.lows[i - 1] == "не"
    if cue.act == "predicts" and start is None:
        return None
    if start is not None:
        contents: tuple[Span, ...] = ((w.starts[start], _until(w, start, sentence)),)
        shape = "after"
    else:
        first = before[0] if before is not None and not as_said else i - (1 if as_said else 0)
        contents, shape = _standing_before(w, first), "before"
        if as_said and first == 0 and k + 1 < len(w):
            contents, shape = ((w.starts[min(k + 1, len(w) - 1)], _stop(w, sentence)),), "after"
        elif as_said and contents and k + 1 < len(w) and w.lows[k] == ",":
            contents = (*contents, (w.starts[k + 1], _stop(w, sentence)))  # `Доха, как сообщают дипломаты, убедила`
    if not contents or contents[0][1] - contents[0][0] < 3:
        return None
    speaker = _span(w, *subject) if subject is not None else None
    if speaker is None:
        if not found or start is None:
            return None
        speaker, shape = found[-1].speaker, "shared"
    if cue.act == "says" and shape == "after" and start is not None and not _is_clause(w, k, start):
        return None
    span = (w.starts[i], w.ends[i])
    if cue.verb == "назвал" and any(low.startswith(_FALSE) for low in w.lows[k : k + 6]):
        return Attribution(speaker, span, (_span(w, k, k + 1),), "denies", cue.verb, shape, negated=negated)
    return Attribution(speaker, span, contents, cue.act, cue.verb, shape, negated=negated)


def _is_clause(w: Words, k: int, start: int) -> bool:
    """Words of saying attribute `что`, a colon or a quotation; `назвал X Y` and `оценил X в` name what they call."""
    return any(w.lows[m] in {"что", ":", "«", '"', "чтобы", "будто", "о", "об"} for m in range(k, start + 1)) or (
        w.lows[k - 1].startswith(("назв", "назы", "оцен"))
    )


def _subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """The nominal part of the clause before the verb."""
    adverbs = tongue("ru").lists["adverbs"]
    end = i
    while end > 0 and (w.lows[end - 1] in adverbs or w.lows[end - 1] == "не"):
        end -= 1
    if end > 1 and w.lows[end - 1] == ",":
        end = next((m for m in range(end - 2, max(0, end - 16), -1) if w.lows[m] == ","), 0)
    k = _clause_begins(w, end)
    plural = w.lows[i][-2:] in {"ют", "ут", "ят", "ат", "ли"}
    if plural and end - k > 1 and w.lows[k] in {"в", "во"} and w.lows[k + 1] not in _TIMES:
        return None if w.lows[k + 1][:1].isdigit() else (k, end)
    k = _past_adverbial(w, k, end)
    if k >= end:
        return None
    known = tongue("ru")
    if any(w.lows[m] in known.cues for m in range(k, end)):
        return None
    return k, end


def _clause_begins(w: Words, end: int) -> int:
    """How far left the clause reaches; a name in quotation marks is part of it."""
    k = end
    while k > 0 and end - k < 14 and w.lows[k - 1] not in {"что", "который", "которые"}:
        named = w.lows[k - 1] in {"»", "«"} and "«" in w.lows[max(0, k - 8) : k]
        if w.lows[k - 1] in _BREAKS and not named:
            break
        k -= 1
    return k


def _past_adverbial(w: Words, k: int, end: int) -> int:
    """Leave out `В четверг`, `Между тем`, `Утром 15 декабря` before the subject."""
    adverbs = tongue("ru").lists["adverbs"]
    while k < end:
        low = w.lows[k]
        if low in adverbs or low in _TIMES or low[:1].isdigit() or (low in {"и", "а", "но"}):
            k += 1
        elif low in _PREPOSITIONS:
            m = k + 1
            while m < end and (w.lows[m] in _TIMES or w.lows[m][:1].isdigit()):
                m += 1
            if m == k + 1:
                return end if low in {"в", "на", "по", "во"} else k
            k = m
        else:
            return k
    return k


def _subject_behind(w: Words, first: int) -> tuple[int, int] | None:
    """`заявил представитель министерства`, `сообщили в министерстве`."""
    k = first
    if k < len(w) and w.lows[k] in {"в", "во"} and k + 1 < len(w) and w.lows[k + 1] not in _TIMES:
        k += 1
    if k + 1 < len(w) and w.lows[k] in _TOLD:
        k += 1
    start = k
    while k < len(w) and w.lows[k] not in _BREAKS and w.lows[k] not in {"что", "как", "чтобы"} and k - start < 12:
        if (
            k > start
            and w.lows[k] in _PREPOSITIONS
            and k + 1 < len(w)
            and (w.lows[k + 1] in _TIMES or w.lows[k + 1][:1].isdigit())
        ):
            break
        if k > start and w.lows[k] in _TIMES:
            break
        k += 1
    return (start, k) if k > start else None


def _words_begin(w: Words, k: int, cue: Cue) -> int | None:
    for m in range(k, min(len(w) - 1, k + 14)):
        low = w.lows[m]
        if low in {"что", "чтобы", "будто"}:
            return m + 1
        if low == ":":
            return m + 1
        if low in {"«", '"', "“"} and m <= k + 1:
            return m
        if low in {".", ";"}:
            return None
    direct = (
        cue.act not in {"says", "shows"}
        or cue.verb in {"назвал", "оценил"}
        or w.lows[min(k, len(w) - 1)] in {"о", "об"}
    )
    if cue.act == "predicts" and k < len(w) and w.lows[k] in _PREPOSITIONS - {"на"}:
        return None
    if direct and k < len(w) - 1 and w.lows[k] not in _BREAKS:
        return k
    return None


def _until(w: Words, start: int, sentence: Sentence) -> int:
    stop = _stop(w, sentence)
    text = w.text
    semicolon = text.find(";", w.starts[start], stop)
    return len(text[:semicolon].rstrip()) if semicolon != -1 else stop


def _standing_before(w: Words, first: int) -> tuple[Span, ...]:
    if first <= 1 or w.lows[first - 1] not in {",", "—", "–", "-", "»", '"', "”"}:
        return ()
    last = first - 1
    while last > 0 and w.lows[last] in {",", "—", "–", "-"}:
        last -= 1
    return ((w.starts[0], w.ends[last]),)


def _headline(sentence: Sentence, w: Words) -> Attribution | None:
    """`Москва: боевики нарушили перемирие`."""
    colon = next((m for m in range(1, min(len(w), 8)) if w.lows[m] == ":"), None)
    if colon is None or colon + 2 >= len(w):
        return None
    known, lows = tongue("ru"), w.lows[:colon]
    if known.kind_of(lows) == "other" and not any(known.country(low) for low in lows):
        return None
    words = (w.starts[colon + 1], _stop(w, sentence))
    return Attribution(_span(w, 0, colon), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "headline")
