"""Nouns of saying: `قول الجيش ان`, `اتهامات المعارضه ل`, documents, `علم من`, and verbs that lead up to one."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.vocabulary import BARE_THAT, BREAKS, NOUN_BEHIND, behind_aside
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

IN_A_TEXT = frozenset({"جاء", "وجاء", "جاءت", "وجاءت", "ورد", "وورد", "وردت"})
HELD_SAYINGS = {
    noun + it: act
    for noun, act in (("قول", "says"), ("تاكيد", "confirms"), ("اتهام", "accuses"), ("نفي", "denies"),
                      ("تحذير", "warns"), ("دعوت", "demands"), ("توقع", "predicts"), ("اعلان", "says"))
    for it in ("ه", "ها", "هم")
}  # fmt: skip
_SAYINGS_OF = frozenset({"تاكيدات", "تصريحات", "ادعاءات", "مزاعم", "تحذيرات", "تحذير", "تلميحات", "اقوال"})
_ACCUSATIONS = frozenset({"اتهامات", "اتهام"})


def _of_accusations(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`اشار الي اتهامات المعارضه لجماعات مواليه باطلاق النار`: who accuses, and whom of what."""
    k = next((m for m in range(i + 2, min(len(w) - 2, i + 7)) if w.lows[m].startswith("ل")), None)
    if k is None or any(w.lows[m] in BREAKS for m in range(i, k)):
        return None
    if not any(low.startswith("ب") and len(low) > 4 for low in w.lows[k + 1 : k + 8]):
        return None
    words = (w.starts[k], stop_of(w, sentence))
    return Attribution(span_of(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), "accuses", "اتهم", "after")


_SAYINGS = frozenset({"قول", "تاكيد", "تصريح", "اعلان", "زعم", "بقول", "بتاكيد"})


def at_noun(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`سئل عن قول الجيش ان ...`: a noun of saying with who and `that`."""
    behind = i > 0 and w.lows[i - 1].removeprefix("و") in NOUN_BEHIND
    if behind and w.lows[i] in _ACCUSATIONS:
        return _of_accusations(sentence, w, i)
    if w.lows[i].removeprefix("و") not in _SAYINGS and not (behind and w.lows[i] in _SAYINGS_OF):
        return None
    if found and i and w.lows[i - 1] in {"في", "وفي"}:
        return None  # `قال المصدر في تصريح للقناه ان`
    that = tongue("ar").lists["that"]
    k = next((m for m in range(i + 2, min(len(w) - 1, i + 9)) if w.lows[m] in that), None)
    if k is None or any(w.lows[m] in BREAKS for m in range(i, k)):
        return None
    start = k if w.lows[k] not in BARE_THAT else k + 1
    act = "confirms" if "تاكيد" in w.lows[i] else "warns" if "تحذير" in w.lows[i] else "says"
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(span_of(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), act, "قول", "after")


def in_document(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`جاء في بيان للوزاره ان ...`: a document speaks."""
    if w.lows[i + 1 : i + 2] != ["في"]:
        return None
    that = tongue("ar").lists["that"]
    k = next((m for m in range(i + 3, min(len(w) - 1, i + 13)) if w.lows[m] in that), None)
    if k is None or any(w.lows[m] in {".", ";"} for m in range(i, k)):
        return None
    end = next((m for m in range(i + 2, k) if w.lows[m] in BREAKS), k)
    start = k + 1 if w.lows[k] in BARE_THAT else k
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(span_of(w, i + 2, end), (w.starts[i], w.ends[i]), (words,), "says", "جاء", "after")


LEARNT = frozenset({"علم", "علمت", "علمنا", "وعلم", "وعلمت", "وعلمنا", "فهم", "فهمت"})


def learnt(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`علمت قناتنا من مصدرين ان`: who told it stands behind `من`; `علم المرصد ان`: the observer himself."""
    that = tongue("ar").lists["that"]
    k = next((m for m in range(i + 1, min(len(w) - 1, i + 13)) if w.lows[m] in that), None)
    source = next((m for m in range(i + 1, min(len(w), i + 5)) if w.lows[m] == "من"), None)
    if source is None and k is not None and _observes(w, i + 1, k):
        words = (w.starts[k + (w.lows[k] in BARE_THAT)], stop_of(w, sentence))
        return Attribution(span_of(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), "says", "علم", "after")
    if k is None or source is None or k - source < 2 or any(w.lows[m] in BREAKS for m in range(i, k)):
        return None
    start = k if w.lows[k] not in BARE_THAT else k + 1
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(span_of(w, source + 1, k), (w.starts[i], w.ends[i]), (words,), "says", "علم", "after")


def _observes(w: Words, first: int, end: int) -> bool:
    """True for a body that reports what it learns: an observatory, an outlet."""
    if not 0 < end - first < 7 or not BREAKS.isdisjoint(w.lows[first:end]):
        return False
    return tongue("ar").kind_of(w.lows[first : first + 1]) in {"monitor", "media"}


def each_other(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`تبادل الطرفان الاتهامات بخرق الهدنه`: both accuse."""
    k = next(
        (m for m in range(i + 2, min(len(w) - 1, i + 7)) if w.lows[m] in {"الاتهامات", "الاتهام", "اتهامات"}), None
    )
    if not w.lows[i].endswith("تبادل") or k is None:
        return None
    words = (w.starts[k + 1], stop_of(w, sentence))
    return Attribution(span_of(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), "accuses", "تبادل", "after")


#: `اعاد المتحدث التاكيد علي ان`.
_REPEATS = frozenset({"اعاد", "اعادت", "كرر", "كررت", "يكرر", "تكرر", "يعيد", "تعيد"})
_AGAIN = {
    "التاكيد": "confirms", "تاكيد": "confirms", "القول": "says", "التحذير": "warns", "الدعوه": "demands",
    "المطالبه": "demands", "النفي": "denies", "نفي": "denies",
}  # fmt: skip
_TO_SAY = {"بالقول": "says", "بالاشاره": "says", "بالتاكيد": "confirms"}
_TO_DO = {
    "نفي": "denies", "تاكيد": "confirms", "اتهام": "accuses", "ادانه": "positions", "القول": "says",
    "التاكيد": "confirms", "التحذير": "warns", "مطالبه": "demands", "الترحيب": "positions", "التنديد": "positions",
    "دعوه": "demands",
}  # fmt: skip


def names_saying(low: str) -> bool:
    """True for a noun of saying, and for what a verb leads up to (`بالقول`, `الي نفي`)."""
    noun = low.removeprefix("و") in _SAYINGS or low in _SAYINGS_OF or low in _ACCUSATIONS
    return noun or low in _TO_SAY or low in _TO_DO or low in _AGAIN


def went_on_to(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`اكتفي البيان بالقول ان`, `سارعت الفصايل الي نفي الاتهام`: a verb that leads up to what is said."""
    act = _TO_SAY.get(w.lows[i]) or (_TO_DO.get(w.lows[i]) if w.lows[i - 1 : i] == ["الي"] else None)
    again = _AGAIN.get(w.lows[i]) if act is None else None
    if again is not None and any(low.lstrip("وف") in _REPEATS for low in w.lows[max(0, i - 7) : i]):
        act = again
    if act is None or i + 2 >= len(w):
        return None
    begin = i - (w.lows[i - 1] == "الي")
    first = begin
    while first > 0 and w.lows[first - 1] not in BREAKS and begin - first < 8:
        first -= 1
    if any(w.lows[m] in tongue("ar").cues for m in range(first, begin)):
        return None
    speaker = span_of(w, first + 1, begin) if begin - first > 1 and w.lows[first] not in {"بل", "ثم"} else None
    if w.lows[first].removeprefix("و") == "اما" and begin - first > 2:
        speaker = span_of(w, first + 1, begin - 1)  # `اما الدوحه فاكتفت بالقول`
    if speaker is None and found:
        speaker = found[-1].speaker
    past = behind_aside(w, i + 1) or i + 1
    that = next((m for m in range(past, min(len(w) - 1, past + 3)) if w.lows[m] in tongue("ar").lists["that"]), None)
    start = that + (w.lows[that] in BARE_THAT) if that is not None else i + 1
    if act == "says" and that is None and w.lows[i + 1] != ":":
        return None
    start += w.lows[start] == ":" and start < len(w) - 1
    shape = "after" if speaker is not None else "shared"
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), act, "قول", shape)
