"""Who speaks before the verb: `وزاره الدفاع قالت`, `اما انقره فتصر`, behind an aside, as a leaflet or a picture."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.vocabulary import (
    ASIDES,
    BARE_THAT,
    BREAKS,
    NEGATIONS,
    PICTURES,
    TOLD_AS,
    is_joined,
    is_relative,
    listed,
    tells_day,
)
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import bare, tongue
from trucekeeper.reader.words import Words


def is_nominal(w: Words, first: int, end: int) -> bool:
    """`ان اليه المراقبه رصدت`: behind `ان` a noun and then its verb."""
    if first == 0 or w.lows[first - 1] not in BARE_THAT or end - first > 6:
        return False
    return w.lows[first][:1] not in "يتنس" or tongue("ar").kind_of(w.lows[first : first + 1]) != "other"


def agrees_before(w: Words, i: int, before: tuple[int, int]) -> bool:
    """A verb in the plural follows its subject: `جرحي من القافله يكذبون روايته`."""
    return w.lows[i].endswith(("ون", "وا")) and before[1] == i and before[1] - before[0] < 7


def is_source(w: Words, first: int, end: int) -> bool:
    """True for a phrase that names a party, an office or another kind of source, and begins no adverbial."""
    known = tongue("ar")
    attached = w.lows[first][:1] in {"ب", "ل"} and bare(w.lows[first]) not in known.countries
    if attached or tells_day(w.lows[first]):
        return False
    if w.lows[first] in _ONE_OF and (end - first == 1 or w.lows[first + 1].endswith(("ين", "ون"))):
        return True
    return any(known.country(low) for low in w.lows[first:end]) or known.kind_of(w.lows[first : first + 2]) != "other"


#: `احد العاملين في المعبر`, `احدهم`: one of them, whoever they are.
_ONE_OF = frozenset({"احد", "احدهم", "احداهن", "احدهما", "بعضهم", "كثيرون", "اخرون", "كثيرين"})


WHICH = frozenset({"ما", "التي", "الذي"})


def subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """`وزاره الدفاع قالت`, `اما انقره فتصر`: the phrase that begins the clause; no verb with `و` has one."""
    known = tongue("ar")
    joined = is_joined(w.lows[i])
    that = known.lists["that"]
    if w.lows[i] in _LEAFLETS_DO and (sheet := _leaflet_before(w, i)) is not None:
        return sheet
    if pictures_do(w.lows[i]) and i and bare(w.lows[i - 1]).startswith(PICTURES):
        return i - 1, i  # `تداول ناشطون مقطعا يظهر`
    if w.lows[i - 2 : i] == [",", "قد"] and 3 < i < _NEAR and w.lows[0].removeprefix("و") in {"كان", "كانت"}:
        return 1, i - 2  # `وكان الجيش، قد اعلن`
    k = i
    while k > 0 and w.lows[k - 1] not in BREAKS and w.lows[k - 1].removeprefix("و") not in that and i - k < 12:
        k -= 1
    if k == i and w.lows[k - 1 : k] == [","] and (open_ := _before_aside(w, k - 1)) is not None:
        return open_
    fronted = w.lows[k].removeprefix("و") == "اما"
    if joined and not (fronted and w.lows[i].startswith("ف")):
        return None
    adverbs = known.lists["adverbs"]
    end = i
    while end > k and (w.lows[end - 1] in adverbs or w.lows[end - 1] in NEGATIONS):
        if w.lows[end - 1] in {"ولم", "ولا", "ولن"}:
            return None
        end -= 1
    while k < end and (w.lows[k] in adverbs or w.lows[k].removeprefix("و") in {"اما", "كان", "كانت", "كانوا"}):
        k += 1
    k += k + 1 < end and bare(w.lows[k]) in known.lists["according"]  # `وفق مصدر توقع هدنه`
    if end - k > 2 and w.lows[k].lstrip("وق") in _ISSUES and bare(w.lows[end - 1]) in _ISSUED:
        k, end = k + 1, end - 1  # `اصدرت القياده بيانا اعلنت فيه`: who issued it
    if k >= end or w.lows[k].removeprefix("و") in known.lists["subject ends"] or w.lows[k] in TOLD_AS:
        return None
    if any(w.lows[m] in known.cues for m in range(k, end)):
        return None
    return k, _before_relative(w, k, end)


#: A subject between `كان` and `قد` has fewer words.
_NEAR = 12
_ISSUES = frozenset({"اصدر", "اصدرت", "نشر", "نشرت", "بث", "بثت", "عقد", "عقدت", "وجه", "وجهت"})
_ISSUED = frozenset({"بيانا", "تصريحا", "بلاغا", "تعميما", "موتمرا", "رساله", "كلمه", "تقريرا", "تغريده"})
_LEAFLETS_DO = frozenset({"تدعو", "تطالب", "تحذر", "تامر", "تحث", "تتوعد", "تهدد", "يدعو", "يطالب", "يحذر", "يامر"})
LEAFLETS = listed("leaflets")


def _leaflet_before(w: Words, i: int) -> tuple[int, int] | None:
    """`القت طايرات مناشير فوق القريه تدعو السكان الي الرحيل`: what was dropped or sent asks for it."""
    m = next((m for m in range(i - 1, max(-1, i - 12), -1) if w.lows[m] in LEAFLETS), None)
    return (
        (m, m + 1)
        if m is not None and m > 0 and not any(low in tongue("ar").cues for low in w.lows[m + 1 : i])
        else None
    )


def pictures_do(low: str) -> bool:
    """True for what pictures and recordings do: show, document."""
    return low in {"يظهر", "تظهر", "يوثق", "توثق", "يصور", "تصور"}


def _before_aside(w: Words, comma: int) -> tuple[int, int] | None:
    """`غير ان عاملا، اشترط عدم كشف اسمه، شكك`: the phrase before the comma that opens the aside."""
    known = tongue("ar")
    opened = next((m for m in range(comma - 2, max(0, comma - 14), -1) if w.lows[m] == ","), None)
    if opened is None or w.lows[opened + 1] not in ASIDES:
        return None
    k = opened
    while k > 0 and w.lows[k - 1] not in BREAKS and w.lows[k - 1].removeprefix("و") not in known.lists["that"]:
        k -= 1
    while k < opened and w.lows[k] in known.lists["adverbs"]:
        k += 1
    if not 0 < opened - k < 8 or any(w.lows[m] in known.cues for m in range(k, opened)):
        return None
    return (k, opened) if is_source(w, k, opened) else None


def _before_relative(w: Words, k: int, end: int) -> int:
    """`سيده من القريه اتصلت بنا قالت`: the phrase before what is told of it."""
    return next((m for m in range(k + 1, end) if w.lows[m] in {"الذي", "التي", "الذين"} or is_relative(w, k, m)), end)


READY = frozenset({"مستعد", "مستعده", "مستعدون", "مستعدان", "مستعدتان"})
_WE = frozenset({"نحن", "ونحن", "نحنا"})


def at_ready(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`الحركه مستعده لتسليم الجثامين`, `نحن مستعدون لزياره الاسري`: a source that says what it would do."""
    behind = w.lows[i + 1] if i + 2 < len(w) else ""
    who = subject_before(w, i) if behind == "ان" or (behind.startswith("ل") and len(behind) > 3) else None
    if who is None or who[1] != i or not (w.lows[who[0]] in _WE or is_source(w, *who)):
        return None
    words = (w.starts[i + 1], stop_of(w, sentence))
    return Attribution(span_of(w, *who), (w.starts[i], w.ends[i]), (words,), "promises", "تعهد", "after")
