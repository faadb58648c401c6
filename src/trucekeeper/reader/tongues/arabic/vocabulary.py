"""Words that the reading of Arabic sentences shares: borders, nouns of action, negations, what opens an aside."""

import re

from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

Span = tuple[int, int]


def listed(section: str) -> frozenset[str]:
    """The words of a section of the Arabic list."""
    return frozenset(word for line in sections("ar_words.txt")[section] for word in line.split())


BREAKS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", '"', "“", "”", "(", ")", "-", "–", "—", "|"})
COMMAS = frozenset({",", ";", ":", "-", "–", "—", "|"})
QUOTES = frozenset({"«", '"', "“"})
OPEN = listed("open nouns")
MASDAR = listed("actions")
THINGS = listed("things")
COUNTS = listed("counts")
#: Verbs that attribute a noun of action without `ان`.
ANNOUNCING = frozenset(
    {"اعلن", "عرض", "نشر", "رصد", "وثق", "سجل", "توقع", "امل", "ذكر", "شاهد", "قدر", "بث", "اقترح", "تبني"}
)
#: Verbs of saying whose words stand right behind the subject.
DIRECT = frozenset(
    {
        "اعتبر",
        "عد",
        "برر",
        "سوغ",
        "علل",
        "فسر",
        "شكا",
        "استبعد",
        "قدر",
        "عزا",
        "ارجع",
        "نسب",
        "اورد",
        "شرح",
        "وصف",
        "حمل",
    }
)
ALL = frozenset({"جميع", "كل", "كافه", "الاطراف", "الطرفين", "الجانبين", "كلا"})
CAN_STAND_ALONE = frozenset(
    ["accuses", "denies", "demands", "shows", "reports", "confirms", "positions", "agrees", "predicts", "admits",
     "promises", "orders", "warns", "claims_responsibility"]
)  # fmt: skip
OCCASIONS = listed("occasions")
NEGATIONS = frozenset({"لم", "لا", "لن", "ولم", "ولا", "ولن", "فلم", "فلا", "ما", "وما"})
TOLD_AS = frozenset({"ما", "كما", "حسبما", "لما", "بحسبما", "مثلما", "وفقما", "ومثلما"})
CONTRAST = frozenset({"بينما", "فيما", "لكن", "ولكن", "غير", "الا", "اما", "واما", "حين", "كما", "ثم"})
#: Prepositions, and relative pronouns: behind these no verb of saying begins a clause of the author's.
NOUN_BEHIND = frozenset(
    ["في", "من", "الي", "علي", "عن", "بعد", "قبل", "اي", "كل", "دون", "منذ", "خلال", "رغم", "نحو", "الذي", "التي",
     "الذين", "اللذين", "اللتين"]
)  # fmt: skip
ADVERBIALS = listed("adverbials")


THEN = frozenset({"فان", "فقد"})


def behind_aside(w: Words, k: int) -> int | None:
    """`اتهم الجيش، في بيان نشره، قوات الدعم`: where the sentence goes on behind an aside between commas."""
    if k >= len(w) - 3 or w.lows[k] != "," or w.lows[k + 1] not in ASIDES:
        return None
    end = next((m for m in range(k + 2, min(len(w) - 2, k + 14)) if w.lows[m] in BREAKS), None)
    return end + 1 if end is not None and w.lows[end] == "," else None


ASIDES = listed("asides")
OF_WHOM = frozenset({"من", "منه", "منها", "منهم", "منا"})
PICTURES = (
    "مشاهد",
    "صور",
    "فيديو",
    "مقطع",
    "مقاطع",
    "تسجيل",
    "لقطات",
    "شريط",
    "وثيق",
    "خريط",
    "خراي",
    "بيان",
    "قايم",
    "اسماء",
    "كشوف",
    "لحظه",
    "لحظات",
)
HE_THAT = frozenset(
    {"انهما", "بانهما", "وانهما", "انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "وانهم"}
)
#: Before `انه` these make a contrast of it: `غير انها اعتبرت`.
BUT = frozenset({"غير", "الا", "بيد", "علي", "سوي"})


def is_aside(w: Words, k: int) -> bool:
    """`في المقابل`, `في السياق`: a turn of speech, nothing of the subject."""
    return w.lows[k] == "في" and w.lows[k + 1 : k + 2] in (["المقابل"], ["الاثناء"], ["السياق"])


EXPRESSING = frozenset({"اخفي", "ابدي", "جدد", "وجه", "قدم", "اعرب", "عبر"})


def is_relative(w: Words, first: int, k: int) -> bool:
    """`موظف شارك في المفاوضات`, `مصدر لم يشا`: what is told of somebody who has no article."""
    if w.lows[first].startswith("ال"):
        return False
    return w.lows[k] in TOLD_OF or (w.lows[k] in NEGATIONS and w.lows[k + 1 : k + 2] != ["يزال"])


TOLD_OF = listed("told of somebody")
#: A witness, and `he watched`.
WITNESS = frozenset({"شاهد", "شاهدا", "شاهده"})


def tells_day(low: str) -> bool:
    """True for a day of the week, today, yesterday: no speaker goes on with one."""
    known = grammar("ar").words
    return low in known["weekdays"] or low in known["days"]


NOT_BY = frozenset(
    {"باسم", "بدوره", "بدورها", "بينما", "بعض", "بعد", "بلده", "بيان", "بشكل", "باستمرار", "بيروت", "بغداد"}
)
BARE_THAT = frozenset({"ان", "بان", "لان", "كون", "وان"})


def that_follows(w: Words, k: int) -> bool:
    """True when `ان` follows before the clause ends."""
    that = tongue("ar").lists["that"]
    for m in range(k, min(len(w), k + 8)):
        if w.lows[m] in that:
            return True
        if w.lows[m] in BREAKS:
            return False
    return False


def is_told_as(w: Words, i: int) -> bool:
    """`وفق ما قال مصدر`, `كما قال`, `على ما افاد`: the words stand before."""
    return i > 0 and w.lows[i - 1] in TOLD_AS


def that_behind_preposition(w: Words, m: int) -> int | None:
    """`الي ان`, `من ان`: the words begin behind `ان`."""
    that = tongue("ar").lists["that"]
    return next((n for n in range(m + 1, min(len(w), m + 3)) if w.lows[n] in that), None)


_LEADS_TOLD = frozenset({"وفق", "حسب", "بحسب", "وفقا", "علي", "وذلك", "خلافا", "طبقا", "مع", "به"})


def is_joined(low: str) -> bool:
    """True for a verb with `و` or `ف` before it (`وقال`); in `وعدت` and `وافق` it is a letter of the verb."""
    known = tongue("ar").cues
    if low[:1] not in {"و", "ف"} or (plain := known.get(low[1:])) is None:
        return False
    return low not in known or known[low].verb == plain.verb


def leads(low: str) -> bool:
    """True for what stands before `ما قال X`: `وفق`, `علي`, `حسب`."""
    return low in _LEADS_TOLD or low[1:] in _LEADS_TOLD


def his_doing(low: str) -> bool:
    """True for a noun of action with its owner: `استعدادها`, `تسلمه`."""
    return len(low) > 4 and low.endswith(("ه", "ها", "هم")) and _OWNER.sub("", low) in MASDAR


_OWNER = re.compile("(?:ها|هم|ه)$")
