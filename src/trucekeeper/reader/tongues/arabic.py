"""Who is said to have said what in Arabic: the verb first, then who, then `that` and the words; or who, then the verb.

Works on folded text. A subject ends where `ان`, a preposition or a word of time begins; where the verb has none behind
it, it stands before the verb, or is whoever spoke last (`واضاف ان`).
"""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.tables import Cue, bare, tongue
from trucekeeper.reader.words import Words

Span = tuple[int, int]
_BREAKS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", '"', "“", "”", "(", ")", "-", "–", "—"})
#: Nouns that are incomplete without the next one, so that a subject does not end behind them.
_OPEN = frozenset(
    ["قوات", "ميليشيات", "مجموعات", "فصائل", "وزاره", "حكومه", "رييس", "جيش", "وزير", "حزب", "سكان", "قايد"]
)
#: What a verb asks for before its words, where no `ان` follows.
_MASDAR = frozenset(
    ["دخول", "تعليق", "وقف", "بدء", "استيناف", "اجلاء", "خروج", "وصول", "مقتل", "تاجيل", "انتهاء", "تمديد",
     "انسحاب", "فتح", "اغلاق", "عوده", "هدنه", "سقوط", "اصابه", "احتجاز", "نقل", "ارتفاع", "مشاهد", "صور",
     "فيديو", "مقاطع", "تسجيل"]
)  # fmt: skip
#: Verbs that attribute a noun of action without `ان`.
_ANNOUNCING = frozenset({"اعلن", "عرض", "نشر", "رصد", "وثق", "سجل", "توقع", "امل", "ذكر"})
_ALL = frozenset({"جميع", "كل", "كافه", "الاطراف", "الطرفين", "الجانبين", "كلا"})
_ASKS_FOR = {
    "accuses": ("ب",), "demands": ("ب", "الي", "علي"), "promises": ("ب",), "agrees": ("علي",), "warns": ("من",),
    "predicts": (), "admits": ("ب",), "positions": ("ب",), "orders": ("ب",),
}  # fmt: skip


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues."""
    known = tongue("ar")
    found: list[Attribution] = []
    for i, low in enumerate(w.lows):
        made = None
        if bare(low) in known.lists["according"] and low not in {"حسبما"}:
            made = _according(sentence, w, i)
        elif (cue := known.cues.get(low)) is not None and not _is_noun(w, i):
            made = _at_verb(sentence, w, i, cue, found)
        if made is not None:
            found.append(made)
    if not found and (made := _headline(sentence, w)) is not None:
        found.append(made)
    return _parted(w, found)


def _is_noun(w: Words, i: int) -> bool:
    before = w.lows[i - 1] if i else ""
    if w.lows[i] in {"طالبا", "ذكرا"} or before in {"عدم", "يشا", "كشف", "دون", "يتم"}:
        return True
    return before in {"في", "من", "الي", "علي", "عن", "بعد", "قبل", "اي", "كل"}


def _span(w: Words, first: int, end: int) -> Span:
    return w.starts[first], w.ends[end - 1]


def _stop(w: Words, sentence: Sentence) -> int:
    stop = sentence.end
    while stop > sentence.start and w.text[stop - 1] in " .!?؟;:،,\n":
        stop -= 1
    return stop


def _according(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`وفقا لX`, `بحسب X`, `نقلا عن X`: X said what stands before, or what stands behind the comma."""
    k = i + 1
    while k < len(w) and w.lows[k] in {"الي", "عن", "ما"}:
        k += 1
    if w.lows[i].endswith("ما") or (k < len(w) and w.lows[k] in tongue("ar").cues):
        return None
    end = k
    while end < len(w) and w.lows[end] not in _BREAKS and w.lows[end] not in tongue("ar").lists["that"]:
        if w.lows[end] in {"فقد", "فان", "قد"}:
            break
        end += 1
    if end == k:
        return None
    speaker = (w.starts[k] + (1 if w.lows[k].startswith("ل") and w.lows[i] in {"وفقا", "طبقا"} else 0), w.ends[end - 1])
    cue = (w.starts[i], w.ends[i])
    opens = i == 0 or (i == 1 and w.lows[0] in _BREAKS)
    if opens and end + 1 < len(w):
        words = (w.starts[end if w.lows[end] in {"فقد", "فان", "قد"} else end + 1], _stop(w, sentence))
    elif i > 0:
        last = i - 1
        while last > 0 and w.lows[last] in _BREAKS:
            last -= 1
        words = (w.starts[0], w.ends[last])
    else:
        return None
    return Attribution(speaker, cue, (words,), "says", "according", "according") if words[1] > words[0] else None


def _at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    known = tongue("ar")
    first = i + 1
    while first < len(w) and w.lows[first] in known.lists["adverbs"]:
        first += 1
    subject = _subject_behind(w, first, cue)
    if cue.verb == "حمل" and not {"مسووليه", "المسووليه"} & set(w.lows[first : first + 16]):
        return None
    if cue.act == "demands" and subject is not None and w.lows[subject[0]] in _ALL:
        subject = None
    if cue.act == "accuses" and subject is not None and not _names_another(w, subject[1], cue):
        subject = None  # the only phrase behind `اتهم` is the accused
    before = _subject_before(w, i) if subject is None else None
    behind = subject[1] if subject is not None else first
    k = _words_begin(w, behind, cue)
    shape = "after"
    speaker = _span(w, *subject) if subject is not None else _span(w, *before) if before is not None else None
    if k is None or _as_told(w, i):
        contents = _standing_before(sentence, w, i, before)
        shape = "before"
    else:
        contents = ((w.starts[k], _stop(w, sentence)),)
    if not contents or contents[0][1] - contents[0][0] < 3:
        return None
    if speaker is None:
        speaker, shape = (found[-1].speaker if found else None), "shared"
    negated = i > 0 and w.lows[i - 1] in {"لم", "لا", "لن"}
    return Attribution(speaker, (w.starts[i], w.ends[i]), contents, cue.act, cue.verb, shape, negated=negated)


def _names_another(w: Words, k: int, cue: Cue) -> bool:
    """True when a second phrase stands between the subject and what it is accused of; it may be in quotation marks."""
    if k + 1 < len(w) and w.lows[k] in {"«", '"', "“"}:
        return True
    return k < len(w) and w.lows[k] not in _BREAKS and not _marks_words(w, k, cue)


def _subject_behind(w: Words, first: int, cue: Cue) -> tuple[int, int] | None:
    """The noun phrase behind the verb; of two of them (who accuses whom) the first."""
    known = tongue("ar")
    ends = known.lists["subject ends"]
    if first < len(w) and bare(w.lows[first]) in _MASDAR and cue.act in {"says", "demands", "predicts"}:
        return None  # `ايران تشترط اجلاء الجرحي`: what is asked for, not who asks
    k = first
    while k < len(w) and k - first < 12 and w.lows[k] not in _BREAKS and not _marks_words(w, k, cue):
        low = w.lows[k]
        own = k > first and low.endswith(("ها", "هم")) and len(low) > 5 and cue.act in {"confirms", "denies", "admits"}
        if (
            own
            or low in ends
            or tells_day(low)
            or low in known.cues
            or (k > first and cue.verb in _ANNOUNCING and bare(low) in _MASDAR)
        ):
            break
        open_ = bare(w.lows[k - 1]) in _OPEN and not w.lows[k - 1].startswith("ال")
        if k > first and low in known.lists["entity heads"] and cue.act in {"accuses", "demands"} and not open_:
            break
        k += 1
    return (first, k) if k > first else None


def tells_day(low: str) -> bool:
    """True for a day of the week, today, yesterday: no speaker goes on with one."""
    known = grammar("ar").words
    return low in known["weekdays"] or low in known["days"]


def _marks_words(w: Words, k: int, cue: Cue) -> bool:
    low = w.lows[k]
    if low in tongue("ar").lists["that"]:
        return True
    asks = (
        ("عن",) if cue.verb == "تحدث" else ("مسووليه", "المسووليه") if cue.verb == "حمل" else _ASKS_FOR.get(cue.act, ())
    )
    defined = cue.act in {"positions", "demands", "promises", "orders"}  # `رحبت بالاتفاق`; `اتهم X بالامس Y` is no such
    return any(
        low == one or (one == "ب" and low.startswith("ب") and len(low) > 3 and (defined or low[1:3] != "ال"))
        for one in asks
    )


def _as_told(w: Words, i: int) -> bool:
    """`وفق ما قال مصدر`, `كما قال`: the words stand before."""
    return i > 1 and w.lows[i - 1] in {"ما", "كما", "حسبما", "لما", "بحسبما"}


def _subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """`وزاره الدفاع قالت`: the phrase that begins the clause; no verb with `و` has one."""
    if w.lows[i][:1] in "وف" and w.lows[i][1:] in tongue("ar").cues:
        return None
    k = i
    that = tongue("ar").lists["that"]
    while k > 0 and w.lows[k - 1] not in _BREAKS and w.lows[k - 1].removeprefix("و") not in that and i - k < 10:
        k -= 1
    adverbs = tongue("ar").lists["adverbs"]
    end = i
    while end > k and w.lows[end - 1] in adverbs:
        end -= 1
    while k < end and w.lows[k] in adverbs:
        k += 1
    if k >= end or w.lows[k] in tongue("ar").lists["subject ends"]:
        return None
    return k, end


def _words_begin(w: Words, k: int, cue: Cue) -> int | None:
    """Where the words begin: behind `ان`, a colon or a quotation mark, or what the verb asks for."""
    that = tongue("ar").lists["that"]
    for m in range(k, min(len(w) - 1, k + 16)):
        low = w.lows[m]
        if low in that:
            return m + 1
        if low in {":", "«", '"', "“"}:
            return m + 1 if low == ":" else m
        if low in {".", ";"}:
            return None
        if (cue.act in _ASKS_FOR or cue.verb == "تحدث") and _marks_words(w, m, cue):
            return k if cue.act in {"accuses", "demands"} and m > k else m
        if cue.verb in _ANNOUNCING and bare(low) in _MASDAR:
            return m
    direct = {
        "accuses",
        "denies",
        "demands",
        "shows",
        "reports",
        "confirms",
        "positions",
        "agrees",
        "predicts",
        "admits",
    }
    return k if cue.act in direct and k < len(w) - 1 and w.lows[k] not in _BREAKS else None


def _standing_before(sentence: Sentence, w: Words, i: int, before: tuple[int, int] | None) -> tuple[Span, ...]:
    """`..., قال المتحدث`: the words stand before the verb."""
    first = before[0] if before is not None else i
    while first > 1 and w.lows[first - 1] in {"ما", "كما", "وفق", "حسب", "بحسب", "حسبما", "وفقا", "لما", "بحسبما"}:
        first -= 1
    if first == 0 or w.lows[first - 1] not in _BREAKS:
        return ()
    last = first - 1
    while last > 0 and w.lows[last] in {",", ";", ":", "-", "–", "—"}:
        last -= 1
    return ((w.starts[0], w.ends[last]),) if last > 1 else ()


def _headline(sentence: Sentence, w: Words) -> Attribution | None:
    """`موسكو: المسلحون خرقوا الهدنه`."""
    colon = next((m for m in range(1, min(len(w), 8)) if w.lows[m] == ":"), None)
    if colon is None or colon + 2 >= len(w):
        return None
    known = tongue("ar")
    lows = w.lows[:colon]
    if known.kind_of(lows) == "other" and not any(known.country(low) for low in lows):
        return None
    words = (w.starts[colon + 1], _stop(w, sentence))
    return Attribution(_span(w, 0, colon), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "headline")


def _parted(w: Words, found: list[Attribution]) -> list[Attribution]:
    """The words of each end where the next attribution beside it begins (`..., واضاف ان`)."""
    made: list[Attribution] = []
    for n, one in enumerate(found):
        contents = one.contents
        for other in found[n + 1 :]:
            assert other.cue is not None
            start = min(other.cue[0], other.speaker[0] if other.speaker and other.shape == "after" else other.cue[0])
            k = w.at(other.cue[0])
            if other.shape == "before":
                start = other.contents[0][1] if other.contents[0][1] > contents[0][0] else start
            beside = (
                w.lows[k].startswith(("و", "ف")) or (k > 0 and w.lows[k - 1] in {",", ";"}) or other.shape == "before"
            )
            if beside and contents[0][0] < start < contents[0][1]:
                text = w.text[contents[0][0] : start].rstrip(" ،,;؛")
                contents = ((contents[0][0], contents[0][0] + len(text)),)
        if contents[0][1] > contents[0][0]:
            made.append(Attribution(
                one.speaker, one.cue, contents, one.act, one.verb, one.shape, negated=one.negated
            ))  # fmt: skip
    return made
