"""Forms of a verb of saying that say nothing: impersonal ones, other meanings, what is refused or not named."""

from itertools import pairwise

from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.arabic.fronted import is_source, subject_before
from trucekeeper.reader.tongues.arabic.vocabulary import BREAKS, CONTRAST, NEGATIONS, PICTURES, listed
from trucekeeper.reader.tongues.tables import Cue, bare, tongue
from trucekeeper.reader.words import Words

#: Third person singulars that name nobody: `it is expected that`.
_IMPERSONAL = frozenset(
    ["يتوقع", "يرجح", "ينتظر", "يعتقد", "يفترض", "يظن", "يقدر", "يخشي", "يذكر", "يقال", "يشار", "يحتمل", "يومل", "يامل"]
)


def asked_of_things(w: Words, i: int) -> bool:
    """True where what stands before the verb is what was asked, not who asks: no source, no people in the plural."""
    who = subject_before(w, i)
    return (
        who is not None
        and not is_source(w, *who)
        and not any(low.endswith(("ون", "ين")) for low in w.lows[slice(*who)])
    )


def either(w: Words, i: int) -> bool:
    """`لم تنف ولم توكد`: says neither."""
    return any(low in {"ولم", "ولا", "او"} for low in w.lows[i + 1 : i + 5])


_RESOLVED = listed("resolved")


def no_person(w: Words, i: int) -> bool:
    """`ملف الجثامين يهدد بنسف كل شيء`: no one threatens."""
    who = subject_before(w, i)
    return who is not None and bare(w.lows[who[0]]) in _NO_PERSON


_NO_PERSON = listed("no person")


def unnamed(w: Words, first: int) -> bool:
    """`طلب عدم ذكر اسمه`, `اشترط عدم الكشف عن هويته`: how he speaks, nothing said."""
    hidden = {"اسمه", "اسمها", "اسمهم", "هويته", "هويتها", "هويتهم", "اسماءهم"}
    return w.lows[first : first + 1] == ["عدم"] and not hidden.isdisjoint(w.lows[first : first + 7])


def is_passive(w: Words, i: int, first: int) -> bool:
    """True where no source stands on either side of a verb of perceiving."""
    before = subject_before(w, i)
    known = tongue("ar")
    return (before is None or not is_source(w, *before)) and known.kind_of(w.lows[first : first + 2]) == "other"


def stands_free(w: Words, i: int) -> bool:
    """True where a clause begins at word i: behind a mark, a conjunction, `قد`, or with `و`."""
    before = w.lows[i - 1]
    if w.lows[i - 2 : i] == ["الامر", "الذي"]:
        return True
    return before in BREAKS or before in CONTRAST or before in NEGATIONS or before == "قد" or w.lows[i][:1] in "وف"


_WITH_THEM = frozenset({"به", "بها", "بهم", "بهما"})
_CALLED = frozenset({"وصف", "اعتبر", "عد"})


def _is_number(low: str) -> bool:
    return low[:1].isdigit() or low in grammar("ar").words["numbers"]


def says_nothing(w: Words, i: int, first: int, cue: Cue) -> bool:
    """True where the form is impersonal, or the verb lacks the word without which it is another."""
    if cue.verb == "رفض" and not _STAYING.isdisjoint(w.lows[first : first + 5]):
        return True  # `رفضوا المغادره`: what people want
    if cue.verb == "رفض" and not _REFUSED.isdisjoint(bare(low) for low in w.lows[first : first + 6]):
        return True
    low = w.lows[i].removeprefix("و")
    if cue.object_in_it and cue.needs == "بان":
        return True  # `سلمتهم الي اللجنه`
    if cue.verb == "اتفق" and tongue("ar").lists["that"].isdisjoint(w.lows[first : first + 12]):
        return True  # `اتفق الطرفان علي تبادل`: the author tells what they agreed on
    if w.lows[first : first + 1] == ["انباء"] and cue.act == "says":
        return True  # `تحدثت انباء عن`: nobody
    if low in _IMPERSONAL and first < len(w) and (
        w.lows[first] in tongue("ar").lists["that"] or w.lows[first].startswith("عدد")
    ):  # fmt: skip
        who = subject_before(w, i)
        return who is None or who[1] != i or not is_source(w, *who)  # `رييس الوزراء يامل ان`
    if cue.verb in {"طلب", "اشترط", "فضل", "ابدي"} and unnamed(w, first):
        return True  # `مسوول طلب عدم ذكر اسمه`
    if cue.verb == "وعد" and not _WITH_THEM.isdisjoint(w.lows[i + 1 : i + 2]):
        return True  # `اسري وعدوا بهم`: what was promised to them
    if cue.verb in _CALLED and i and w.lows[i - 1] in {"بما", "لما", "مما", "عما"}:
        return True  # `ندد بما وصفه تهجيرا`
    if cue.verb in {"نسب", "عزا"} and (of := subject_before(w, i)) is not None and _is_number(w.lows[of[0]]):
        return True  # `تسعه منها نسبت الي القوات`
    if cue.verb == "التزم" and "الصمت" in w.lows[first : first + 4]:
        return True
    if cue.verb == "حمل" and not {"مسووليه", "المسووليه"} & set(w.lows[first : first + 16]):
        return True
    if cue.act == "shows" and cue.verb != "اظهر" and not _shows(w, first):
        return True  # `عرضت الافراج`: offered
    if cue.verb in {"القي", "انحي"}:
        blame = {"اللوم", "باللوم", "المسووليه", "بالمسووليه", "باللايمه"}
        return not blame & set(w.lows[i + 1 : first + 10])
    if (
        cue.verb in {"ذكر", "اعلن"}
        and w.lows[first : first + 1] == ["في"]
        and subject_before(w, i) is None
        and (tongue("ar").country(w.lows[min(first + 1, len(w) - 1)]))
    ):
        return True  # `ذكر في دمشق ان`
    if cue.verb == "تبني" and not _RESOLVED.isdisjoint(bare(low) for low in w.lows[first : first + 6]):
        return True  # `تبني المجلس القرار`
    if cue.verb == "وجه" or not cue.needs or cue.object_in_it:
        return False
    window = w.lows[first : first + 12]
    if cue.needs == "عن" and any(a in _HIDING and b == "عن" for a, b in pairwise(window)) and window.count("عن") == 1:
        return True  # `تحدث مصدر طلب عدم الكشف عن هويته`
    if cue.needs == "ب":
        return not any(one.startswith("ب") and len(one) > 3 for one in window)
    return cue.needs not in window and (cue.needs != "عن" or {"عنه", "عنها", "عنهم"}.isdisjoint(window[:1]))


_HIDING = frozenset({"الكشف", "كشف", "الافصاح", "الاعلان"})


def _shows(w: Words, first: int) -> bool:
    """True where pictures, a text or a clause are what is shown."""
    near = w.lows[first : first + 9]
    return any(bare(low).startswith(PICTURES) or low in tongue("ar").lists["that"] for low in near)


_STAYING = frozenset({"المغادره", "الخروج", "السفر", "الصعود", "العوده", "الرحيل", "النزول", "الركوب", "النزوح"})
_REFUSED = frozenset({"تعليق", "ادلاء", "افصاح", "كشف", "اجابه", "خوض", "حديث"})
