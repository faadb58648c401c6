"""Who speaks behind the verb: where his phrase ends, and where whom he tells or what he says begins."""

import re

from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.arabic.feelings import expressions, what_is_expressed
from trucekeeper.reader.tongues.arabic.vocabulary import (
    ANNOUNCING,
    BREAKS,
    CAN_STAND_ALONE,
    COUNTS,
    DIRECT,
    EXPRESSING,
    MASDAR,
    NOT_BY,
    OCCASIONS,
    OPEN,
    PICTURES,
    QUOTES,
    THINGS,
    WITNESS,
    his_doing,
    is_relative,
    listed,
    tells_day,
)
from trucekeeper.reader.tongues.tables import Cue, bare, tongue, without_proclitics
from trucekeeper.reader.words import Words


def is_addressee(w: Words, k: int) -> bool:
    """`قال لنا`, `اكده لاذاعتنا`, `قال للوكاله`: to whom, not who."""
    low = w.lows[k]
    if low in {
        "به",
        "بها",
        "عليه",
        "عليها",
        "عليهم",
        "لنا",
        "له",
        "لها",
        "لهم",
        "لي",
        "لمراسلنا",
        "لمراسلتنا",
        "لقناتنا",
        "لاذاعتنا",
    }:
        return True
    if low.startswith("ل") and low.endswith("نا") and len(low) > 6:
        return True  # `لوكالتنا`, `لصحيفتنا`
    return low.startswith("لل") and bare(low) in tongue("ar").kinds["media"] | {"صحافيين", "صحفيين"}


def shortest(w: Words, first: int) -> int:
    """Where the shortest noun phrase ends that begins at a word: its genitive and its adjectives, no second name."""
    if w.lows[first] in {"كل", "كلا"}:
        return min(len(w), first + (3 if w.lows[first + 1 : first + 2] == ["من"] else 2))
    k = first + 1
    while k < len(w) and w.lows[k] not in BREAKS:
        if w.lows[k] == "باسم" and k + 1 < len(w):
            k += 2
            continue
        a, b = w.lows[k - 1].startswith("ال"), w.lows[k].startswith("ال")
        plural = w.lows[k - 1].endswith("ون") and not w.lows[k].endswith(("ون", "ين", "ه"))
        if plural or tongue("ar").country(w.lows[k - 1]):
            return k
        open_ = bare(w.lows[k - 1]) in OPEN and not a
        if not (open_ or (a and b and k - first < 4)):
            return k
        k += 1
    return k


def names_another(w: Words, k: int, cue: Cue) -> bool:
    """True when a second phrase stands between the subject and what it is accused of; it may be in quotation marks."""
    if k + 1 < len(w) and w.lows[k] in QUOTES:
        return True
    if k + 3 < len(w) and w.lows[k] in {"في", "داخل", "شرق", "غرب", "شمال", "جنوب"} and marks_words(w, k + 2, cue):
        return False  # `وتتهم الفصايل في المنطقه بعرقله الاتفاق`: the accused and where they are
    return k < len(w) and w.lows[k] not in BREAKS and not marks_words(w, k, cue)


def subject_behind(w: Words, first: int, cue: Cue) -> tuple[int, int] | None:
    """The noun phrase behind the verb; of two of them (who accuses whom) the first."""
    known = tongue("ar")
    ends = known.lists["subject ends"]
    doing = first < len(w) and (bare(w.lows[first]) in MASDAR or his_doing(w.lows[first]))
    if cue.verb != "اظهر" and doing and cue.act not in {"accuses", "orders"}:
        return None  # `ايران تشترط اجلاء الجرحي`: what is asked for, not who asks
    if first < len(w) and cue.act == "reports" and (w.lows[first] in COUNTS or w.lows[first][:1].isdigit()):
        return None  # `شاهد اربع سيارات`
    if first < len(w) and w.lows[first] in THINGS and w.lows[first] != "هولاء":
        return None if w.lows[first] not in {"ذلك", "هذا"} else _behind_this(w, first + 1)
    if first < len(w) and w.lows[first] in QUOTES and (close := _name_closes(w, first, cue)) is not None:
        return first + 1, close
    k = first
    while k < len(w) and k - first < 14 and w.lows[k] not in BREAKS and not marks_words(w, k, cue):
        low = w.lows[k]
        if k > first and (_attaches(w, first, k, cue) or w.lows[k : k + 2] == ["علي", "الاقل"]):
            k += 2
            continue
        if (
            low in ends
            or (low in _SPANS and w.lows[k + 1 : k + 2] and w.lows[k + 1] in _LAST)
            or (k > first and (low in {"فيه", "فيها"} or is_addressee(w, k)))
            or tells_day(low)
            or (low in known.cues and not _is_name_of_cue(w, k, first))
        ):
            break
        if k > first and (_new_phrase(w, first, k, cue) or _is_told(w, k, cue) or is_relative(w, first, k)):
            break
        k += 1
    return (first, min(k, len(w))) if k > first else None


def _name_closes(w: Words, first: int, cue: Cue) -> int | None:
    """Where a speaker's name in marks closes, behind which his words begin: `افادت “حماس” بانها`."""
    close = next((m for m in range(first + 2, min(len(w) - 2, first + 6)) if w.lows[m] in {"»", "”", '"'}), None)
    return close if close is not None and marks_words(w, close + 1, cue) else None


#: `الشهر الماضي` tells when.
_SPANS = frozenset({"الشهر", "الاسبوع", "العام", "السنه"})
_LAST = frozenset({"الماضي", "الماضيه", "الفايت", "الجاري", "المنصرم", "الحالي"})
#: Verbs that tell somebody something: a second phrase is who was told.
_TELLING_WHOM = frozenset({"ابلغ", "اخبر", "طمان", "انذر", "وعد", "شكر"})
_THE_TOLD = listed("who is told")


_ADDRESSING = frozenset({"ناشد", "طالب", "دعا", "حث", "امهل"})


def _is_told(w: Words, k: int, cue: Cue) -> bool:
    """`ابلغ الجيش سايقي الحافلات ان`, `ابلغ مصدر الصحيفه ان`: whom, not who."""
    before = w.lows[k - 1]
    if cue.verb in _ADDRESSING and before.startswith("ال") and w.lows[k].startswith("ال"):
        # `ناشد الاهالي المنظمات`
        return tongue("ar").kind_of(w.lows[k : k + 1]) != "other" and not w.lows[k].endswith(("يه", "ي"))
    if cue.verb not in _TELLING_WHOM or (bare(before) in OPEN and not before.startswith("ال")):
        return False
    return bare(w.lows[k]) in _THE_TOLD or w.lows[k] in _THE_TOLD


def _behind_this(w: Words, first: int) -> tuple[int, int] | None:
    """`اكد ذلك الناطق باسم الهييه`: who confirms it stands behind what is pointed at."""
    known = tongue("ar")
    if first >= len(w) or w.lows[first][:1] in "وف" or known.kind_of(w.lows[first : first + 1]) == "other":
        return None
    k = first
    while k < len(w) and k - first < 8 and w.lows[k] not in BREAKS and w.lows[k] not in known.lists["that"]:
        if k > first and (w.lows[k] in known.lists["subject ends"] or tells_day(w.lows[k])):
            if not _attaches(w, first, k, Cue("confirms", "اكد")):
                break
            k += 1
        k += 1
    return first, min(k, len(w))


def _is_name_of_cue(w: Words, k: int, first: int) -> bool:
    """A noun that looks like a verb: behind an open noun (`وزاره شوون`), or with an article."""
    if k == first:
        return w.lows[k] in WITNESS and k > 0 and w.lows[k - 1] in tongue("ar").cues
    return bare(w.lows[k - 1]) in OPEN and not w.lows[k - 1].startswith("ال")


def _attaches(w: Words, first: int, k: int, cue: Cue) -> bool:
    """`مصدر في الهلال الاحمر`, `مفاوض من الفصائل`, `مسوول بالامم المتحده`: a phrase that belongs to the subject."""
    low = w.lows[k]
    if k + 1 >= len(w) or w.lows[k + 1] in BREAKS or tells_day(w.lows[k + 1]):
        return False
    behind = bare(w.lows[k + 1])
    if (
        behind in OCCASIONS
        or (len(behind) > 5 and behind.endswith(("ه", "ها", "هم")) and re.sub("(?:ها|هم|ه)$", "", behind) in OCCASIONS)
        or w.lows[k + 1] in OCCASIONS
        or behind[:1].isdigit()
        or w.lows[k + 1] in tongue("ar").lists["that"]
    ):
        return False
    if low in {"في", "لدي"}:
        return w.lows[first] not in _NO_PLACE
    if low == "من":
        near = bare(w.lows[k - 1]) in _NEAR
        return (near or cue.act not in {"warns", "demands"}) and w.lows[k + 1] not in {
            "قبل",
            "دون",
            "خلال",
            "اجل",
            "بين",
            "جانبه",
            "جهته",
        }
    if low == "عن":
        return bare(w.lows[first]) in _SPEAKS_FOR and "عن" not in cue.takes
    if low == "عند":
        return tongue("ar").kind_of(w.lows[first : first + 1]) in {"residents", "aid"} and not grammar_hour(behind)
    return False


_SPEAKS_FOR = listed("speaks for")
#: `اعلام مقرب من حزب الله`.
_NEAR = frozenset({"مقرب", "مقربه", "مقربون", "مقربين", "قريب", "قريبه", "قريبون", "قريبين"})


def grammar_hour(low: str) -> bool:
    """True for the name of an hour or a part of the day: `عند الثالثه` tells when."""
    known = grammar("ar").words
    return any(low in words or "ال" + low in words for words in (known["hours"], known["parts"]))


_NO_PLACE = frozenset({"موسكو", "دمشق", "انقره", "طهران", "واشنطن", "الدوحه", "القاهره", "كييف"})


def _new_phrase(w: Words, first: int, k: int, cue: Cue) -> bool:
    """True where the subject is complete and what is said of something begins."""
    low, known = w.lows[k], tongue("ar")
    open_ = bare(w.lows[k - 1]) in OPEN and not w.lows[k - 1].startswith("ال")
    open_ = open_ or (without_proclitics(w.lows[k - 1]) in OPEN and not w.lows[k - 1].startswith("ال"))
    direct = cue.act in CAN_STAND_ALONE or cue.verb in DIRECT or cue.verb in ANNOUNCING or cue.verb in EXPRESSING
    if not direct:
        return False
    if (cue.verb == "تبني" and low in THINGS) or (cue.act == "shows" and low.startswith(PICTURES) and not open_):
        return True
    if (low in THINGS or (cue.act == "denies" and low in _HIS_WORDS)) and not open_:
        return True
    if len(low) > 4 and low.endswith(("ها", "هم")) and low not in _NO_SUFFIX and not open_ and cue.act != "accuses":
        return True
    if (
        cue.verb in EXPRESSING
        and len(low) > 4
        and low.endswith("ه")
        and not open_
        and what_is_expressed(w, k - 1, cue) is not None
    ):
        return True
    if (low in MASDAR or bare(low) in MASDAR) and not open_:
        return True
    if cue.act != "accuses" and _is_closed(w, first, k):
        return True
    eleven = low in {"احدي", "اثنتي", "اثني"} and w.lows[k + 1 : k + 2] in (["عشره"], ["عشر"])
    if eleven or low in COUNTS or low[:1].isdigit():
        return not open_
    if low.endswith("ه") and (low[:-1] in MASDAR or low[:-1] in expressions()["promises"]):
        return True  # `يوكد التحالف التزامه`
    if cue.verb in {"وصف", "قدر", "عزا", "ارجع"} and low.startswith("ال") and w.lows[k - 1].startswith("ال") is False:
        return not open_ and k - first >= 1 and bare(low) in known.triggers
    return low in known.lists["entity heads"] and cue.act in {"accuses", "demands", "orders"} and not open_


#: What somebody else said: `كذب ناشط كلامه`.
_HIS_WORDS = frozenset(
    word + it
    for word in ("كلام", "اقوال", "روايت", "ادعاء", "ادعاءات", "تصريحات", "مزاعم", "اتهامات", "قول", "حديث")
    for it in ("ه", "ها", "هم")
)


def _is_closed(w: Words, first: int, k: int) -> bool:
    """`الجيش الاسراييلي اعتراض`: behind a word with its article a noun without one begins another phrase."""
    before, low = w.lows[k - 1], w.lows[k]
    if not before.startswith("ال") or low.startswith(("ال", "و", "ب", "ل", "ك")) or len(low) < 4:
        return False
    names = tongue("ar").country(low) or low in _GO_ON or not low.isalpha()
    return not names and (low in MASDAR or bare(before) not in _NAMED)


#: These go on with the phrase before them.
_GO_ON = listed("goes on")
#: Behind these a name may stand without an article: `حركه المقاومه حماس`, `الرييس فلان`.
_NAMED = listed("named")
_NO_SUFFIX = frozenset({"المتهم", "الاهم", "المهم", "الدرهم", "بعضهم", "احدهم", "معظمهم", "غيرهم"})


def marks_words(w: Words, k: int, cue: Cue) -> bool:
    """True where the words of a verb begin: `ان`, or the preposition it takes."""
    low = w.lows[k]
    if low in tongue("ar").lists["that"]:
        return True
    if cue.verb == "حمل":
        return low in {"مسووليه", "المسووليه"}
    defined = cue.act in {"positions", "demands", "promises", "orders"}  # `رحبت بالاتفاق`; `اتهم X بالامس Y` is no such
    for one in cue.takes or (("ب",) if cue.act in {"accuses", "orders", "positions"} else ()):
        if low == one and one != "ب":
            return True
        if one == "ب" and low == "بما":
            return True
        if one == "ب" and low.startswith("ب") and len(low) > 3 and low not in NOT_BY and (defined or low[1:3] != "ال"):
            return True
    return False
