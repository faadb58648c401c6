"""Where the words begin that a Russian verb brings, and whether they are words at all."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.borders import (
    GOES_ON,
    PARTICIPLE,
    as_said_at,
    bare_word,
    clause_at,
    closes_near,
    goes_on,
    past_apposition,
    time_at,
)
from trucekeeper.reader.tongues.russian.cues import noun_of
from trucekeeper.reader.tongues.russian.vocabulary import (
    ABOUT,
    BREAKS,
    DASHES,
    GERUNDS,
    PREPOSITIONS,
    TIMES,
    TOLD,
    Span,
)
from trucekeeper.reader.tongues.spans import stop_of
from trucekeeper.reader.tongues.stretches import has_verb
from trucekeeper.reader.tongues.tables import Cue, tongue
from trucekeeper.reader.words import Words


def inverted(
    sentence: Sentence, w: Words, i: int, k: int, subject: tuple[int, int] | None, found: list[Attribution],
    as_said: bool,
) -> tuple[tuple[Span, ...], str]:  # fmt: skip
    """`..., сообщил X` and `..., добавил он, ...`: the words before the verb, and what goes on behind the speaker."""
    first = subject[0] if subject is not None and subject[1] <= i and not as_said else i
    how = as_said_at(w, i) if as_said else None
    first = first if how is None else how
    while first > 1 and w.lows[first - 1] in tongue("ru").lists["adverbs"]:
        first -= 1
    first -= 2 * (first > 2 and w.lows[first - 1] in TIMES and w.lows[first - 2][:1].isdigit())
    if as_said and first == 0 and k + 1 < len(w):
        k = next((m for m in range(k, len(w)) if w.lows[m] == ","), k)
        k = past_apposition(w, k)
        return ((w.starts[min(k + 1, len(w) - 1)], stop_of(w, sentence)),), "after"
    contents = standing_before(w, first, found)
    k = past_apposition(w, k)
    if w.lows[k : k + 2] == ["со", "ссылкой"]:
        k = next((m for m in range(k, len(w)) if w.lows[m] == ","), len(w))
    if k + 2 < len(w) and w.lows[k] == "," and PARTICIPLE.match(bare_word(w, k + 1)) and "," not in w.lows[k + 1 :]:
        k = len(w)  # `рассказал врач, встречавший колонну`
    waits = k + 2 < len(w) and w.lows[k] == "," and w.lows[k + 1] not in {"что", "чтобы", "и", "а", "но"}
    if contents and (goes_on(w, k) or (waits and not has_verb(w.lows[w.at(contents[0][0]) : w.at(contents[0][1])]))):
        begin = clause_at(w, w.at(contents[0][1]) - 1)
        if contents[0][0] < w.starts[begin] < contents[0][1]:
            contents = ((w.starts[begin], contents[0][1]),)  # `..., однако списки, жалуются там, не переданы`
        contents = (*contents, (w.starts[k + 1], stop_of(w, sentence)))  # `Доха, как сообщают дипломаты, убедила`
    if len(contents) > 1 and w.text[slice(*contents[0])].lower() in _INTROS:
        contents = contents[1:]
    return contents, "before"


#: What opens a sentence and is no part of what is told.
_INTROS = frozenset(
    ["как бы то ни было", "впрочем", "кроме того", "при этом", "вместе с тем", "между тем", "тем не менее", "правда",
     "однако", "таким образом", "в частности", "более того", "в то же время"]
)  # fmt: skip


def is_clause(w: Words, k: int, start: int) -> bool:
    """Words of saying attribute `что`, a colon or a quotation; `назвал X Y` and `оценил X в` name what they call."""
    if w.lows[k - 1].startswith("переда") and ":" in w.lows[k : start + 1]:
        return not any(low[:1].isdigit() for low in w.lows[k:start])
    if w.lows[k - 1].startswith(("объясн", "счита")) and w.lows[k : start + 1] == w.lows[k : k + 1]:
        return is_called(w, k)
    last = start + 2 if w.lows[start] in {"примерно", "приблизительно"} else start + 1
    return any(w.lows[m] in {"что", ":", "«", '"', "чтобы", "будто", "о", "об"} for m in range(k, last)) or (
        w.lows[k - 1].startswith(_NAMING) or w.lows[start - 1] == "как" or w.lows[start - 1] in DASHES
    )


def bare_clause(w: Words, i: int, subject: Span | None) -> int | None:
    """`Жители говорят, мост взорвали`: a clause behind a bare comma, where speaker and verb open the sentence."""
    if subject is None or subject[0] > 1 or subject[1] != i or i + 4 >= len(w) or w.lows[i + 1] != ",":
        return None
    low = w.lows[i + 2]
    if low in GOES_ON or low in _PIVOTS or low in {"а", "но"} or low.endswith(GERUNDS) or low.startswith("котор"):
        return None
    end = next((m for m in range(i + 2, len(w)) if w.lows[m] == ","), len(w))
    cues = tongue("ru").cues
    clause = w.lows[i + 2 : end]
    return i + 2 if has_verb(clause) and not any(low in cues for low in clause) else None


def is_called(w: Words, k: int) -> bool:
    """True where an instrumental follows: `объяснил задержку непогодой`, `считают город занятым`."""
    ahead = [low for low in w.lows[k : k + 5] if low not in PREPOSITIONS]
    return any(low.endswith(("ым", "им", "ыми", "ими", "ой", "ей", "ом", "ем", "ами", "ями")) for low in ahead)


#: Verbs that name what they call, offer or refer to, without `что`.
_NAMING = (
    "назв", "назы", "оцен", "предлаг", "предлож", "упом", "прин", "охаракт", "характ", "расцен", "воспри", "исход",
    "сосл", "ссыла", "посет", "сету", "описа", "описыва", "анонс", "оглас", "оглаш", "провозгл",
    "отмет", "отмеч", "подчерк", "констат",
)  # fmt: skip


_TO_DO = ("ать", "ять", "ить", "еть", "уть", "ться", "тись", "йти", "вести", "нести", "спасти")
#: With these another clause begins.
_PIVOTS = frozenset({"а", "но", "и", "как", "однако"})


def words_begin(w: Words, k: int, cue: Cue) -> int | None:
    """The first word of what a verb brings, from word k on; None where it brings none."""
    if cue.we and k < len(w) - 3 and w.lows[k] == "," and has_verb(w.lows[k + 1 :]) and w.lows[k + 1] not in _PIVOTS:
        return k + 1 + (w.lows[k + 1] in {"что", "чтобы"})  # `Надеемся, они передумают`
    k += cue.verb == "хотел" and k < len(w) - 2 and w.lows[k] == "бы"
    if k < len(w) - 2 and w.lows[k] in {"о", "об"} and w.lows[k + 1] in {"«", '"', "“"}:
        return k
    for m in range(k, min(len(w) - 1, k + 14)):
        low = w.lows[m]
        if m > k and low in {"и", "а", "но"} and w.lows[m + 1] in tongue("ru").cues:
            break
        if m > k and low == "," and cue.act != "says" and _goes_on_saying(w, m + 1):
            break  # `призвали стороны к тишине, напомнив, что`
        if low in DASHES and m == k + 1 and w.lows[k] in _THE_OTHER:
            return m + 1  # `утверждают обратное — вышло 300 человек`
        if low == "чтобы" and cue.act != "says" and any(one.endswith(_TO_DO) for one in w.lows[k : m - 1]):
            break  # `призвал стороны прекратить огонь, чтобы`
        if low == "что" and m > k + 3 and w.lows[k] in ABOUT and w.lows[k + 1] != "том" and "о" in w.lows[k + 2 : m]:
            return k  # `сообщил о пожаре и о том, что`
        if low in {"что", "чтобы", "будто"} or (low == "как" and w.lows[m - 1] == "," and cue.verb in _REMEMBERS):
            return m + 1
        if low == ":":
            return m + 1
        if low in {"«", '"', "“"} and m <= k + 1 and not closes_near(w, m):
            return k if cue.verb in _CALLS else m  # `назвал ситуацию «сложной»`
        if low in {".", ";"}:
            return None
    if k + 1 < len(w) - 1 and w.lows[k] in {"примерно", "приблизительно"} and w.lows[k + 1] in ABOUT:
        return k
    while k + 1 < len(w) and w.lows[k] in _ONLY | TOLD and w.lows[k + 1] in {"о", "об"}:
        k += 1
    if cue.act in {"says", "reports"} and (about := _past_when(w, k)) is not None:
        return about
    if (noun := noun_of(w, k, cue)) is not None:
        if w.lows[noun + 1 : noun + 3] in ([",", "на"], [",", "в"]) and w.lows[noun + 3 : noun + 4] != []:
            return noun + 4 if noun + 4 < len(w) - 1 else None  # `видео, на котором ...`
        if w.lows[noun + 1 : noun + 3] == [",", "где"]:
            return noun + 3 if noun + 3 < len(w) - 1 else None
        return noun + 1 if noun + 1 < len(w) - 1 and w.lows[noun + 1] not in BREAKS else None
    direct = cue.act != "says" or cue.verb in _DIRECT or w.lows[min(k, len(w) - 1)] in {"о", "об"}
    if cue.act == "predicts" and k < len(w) and w.lows[k] in PREPOSITIONS - {"на", "за"}:
        return None
    if direct and k < len(w) - 1 and w.lows[k] not in BREAKS:
        return k
    return None


def _past_when(w: Words, k: int) -> int | None:
    """`говорил в субботу о двадцати`: where `о` stands behind a time."""
    m = k
    while m < len(w) - 2 and m - k < 5:
        if w.lows[m] in {"в", "во", "на"} and time_at(w, m):
            m += 2
        elif w.lows[m] in TIMES or w.lows[m] in _DAYS:
            m += 1
        else:
            break
    return m if m > k and w.lows[m] in ABOUT else None


_DAYS = frozenset({"накануне", "ранее", "сегодня", "вчера", "утром", "вечером", "днем", "ночью", "позже", "позднее"})


def _goes_on_saying(w: Words, k: int) -> bool:
    """True where a gerund of saying begins: what it brings is another claim."""
    return w.lows[k].endswith(GERUNDS) and w.lows[k] in tongue("ru").cues


#: Verbs that call something something.
_CALLS = frozenset({"назвал", "охарактеризовал", "оценил", "описал"})
#: What waits for its words behind a dash.
_THE_OTHER = frozenset({"обратное", "другое", "иное", "иначе", "противоположное", "следующее", "так", "коротко"})
_REMEMBERS = frozenset({"вспомнил", "рассказал", "видел", "слышал", "описал", "наблюдал", "показал"})


_DIRECT = frozenset(
    ["отметил", "подчеркнул", "констатировал", "анонсировал", "огласил", "провозгласил", "объяснил", "считал",
     "назвал", "оценил", "предложил", "принял", "охарактеризовал", "расценил", "воспринял", "посетовал", "описал",
     "сослался", "исходит", "исходят", "исходил"]
)  # fmt: skip


_ONLY = frozenset({"примерно", "лишь", "только", "также", "уже", "скорее", "даже", "и", "прежде", "всего"})


def standing_before(w: Words, first: int, found: list[Attribution]) -> tuple[Span, ...]:
    """The words before `, сообщил X`: the sentence so far, from behind what was attributed before on."""
    if first <= 1 or w.lows[first - 1] not in {",", "—", "–", "-", "»", '"', "”"}:
        return ()
    last = first - 1
    while last > 0 and w.lows[last] in {",", "—", "–", "-"}:
        last -= 1
    begin = 0
    if w.lows[0] in {"«", "“", '"'} and w.lows[last] in {"»", "”", '"'} and w.lows[last - 1] != w.lows[0]:
        found = []  # `«Миссия зафиксировала три взрыва», — сказано в отчёте`: all that stands in the marks
    if found and found[-1].shape in {"before", "according"}:
        told = found[-1]
        assert told.cue is not None
        ends = max(told.cue[1], told.speaker[1] if told.speaker else 0)
        begin = next((m for m in range(w.at(ends), last) if w.lows[m] == ","), -1) + 1
        begin += begin < last and w.lows[begin] in {"а", "но", "и"}
    elif found:
        begin = next((m + 1 for m in range(last - 1, 0, -1) if w.lows[m] == ","), 0)
        if w.lows[begin] in {"что", "чтобы", "будто"} and found[-1].shape == "after" and found[-1].speaker is not None:
            begin = w.at(found[-1].speaker[0])  # `X заявил, что дорога закрыта, передаёт Y`: passed on whole
    return ((w.starts[begin], w.ends[last]),) if begin <= last else ()
