"""Words by which a sentence claims something, by language: what `warrant` looks for in an editor's words.

The lists are ours and short; what they miss a second pair of eyes must find (docs/reference/report-check.md).
"""

import re
from dataclasses import dataclass
from typing import Final


def _any(*words: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """One language.

    Attributes:
        saying: Says that somebody says so.
        guard: Before a strong word it takes the strength away: not, alleged, whether.
        decided: Says that it is settled.
        breach: Says that an agreement was broken.
        admitted: Says that somebody took it upon themselves.
        corroborated: Says that more than one origin says so.
        done: Says that what was agreed was done.
        deal: The deal as a whole; `deal_states` what is said of it, by stage.
        doing: What forces do to others.
        by: Comes before whoever did it.
        maybe: Leaves open which of several did it.
        about: Says that a number is no exact one.
        partial: Takes a side, or is surer than any record; each with what to write instead.
        vehicles: What travels on the road.
        numerals: Numbers written as words.
    """

    saying: "re.Pattern[str]"
    guard: "re.Pattern[str]"
    decided: "re.Pattern[str]"
    breach: "re.Pattern[str]"
    admitted: "re.Pattern[str]"
    corroborated: "re.Pattern[str]"
    done: "re.Pattern[str]"
    deal: "re.Pattern[str]"
    deal_states: "tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]"
    doing: "re.Pattern[str]"
    by: "re.Pattern[str]"
    maybe: "re.Pattern[str]"
    about: "re.Pattern[str]"
    partial: "tuple[tuple[re.Pattern[str], str], ...]"
    vehicles: "re.Pattern[str]"
    numerals: dict[str, int]


ENGLISH: Final = ClaimWords(
    saying=_any(
        r"sa(?:id|ys?|ying)",
        r"t(?:old|ells?)",
        r"stat(?:ed?|es|ing)",
        r"claim(?:s|ed|ing)?",
        r"alleg\w+",
        r"accus\w+",
        r"den(?:y|ies|ied|ying)",
        r"report(?:s|ed|edly|ing)?",
        r"according to",
        r"by the (?:account|word) of",
        r"announc\w+",
        r"declar\w+",
        r"admit\w*",
        r"post(?:s|ed)",
        r"wrote",
        r"repeat(?:s|ed)",
        r"ask(?:s|ed)",
        r"demand(?:s|ed)",
        r"promis\w+",
        r"warn(?:s|ed)",
        r"predict\w+",
        r"agree[sd]?",
        r"record(?:s|ed)",
        r"count(?:s|ed)",
        r"named by",
        r"spoke of",
        r"recorded",
        r"question",
        r"disputed",
        r"took a position",
        r"blam(?:es|ed)",
        r"claimed responsibility",
        r"decided",
        r"observed",
        r"saw",
        r"heard",
        r"as seen by",
        r"withheld",
    ),
    guard=_any(
        r"not",
        r"no",
        r"nobody",
        r"never",
        r"neither",
        r"nor",
        r"without",
        r"whether",
        r"alleged(?:ly)?",
        r"claimed",
        r"possible",
        r"possibly",
        r"reported(?:ly)?",
        r"un",
        r"if",
        r"until",
        r"isn't",
        r"wasn't",
        r"cannot",
        r"disputed",
    ),
    decided=_any(
        r"verif(?:y|ies|ied|ication)",
        r"confirm(?:s|ed|ation)?",
        r"prove[sdn]?",
        r"proof",
        r"established",
        r"undisputed",
        r"undeniabl[ey]",
        r"beyond doubt",
        r"determined",
        r"found that",
        r"it is (?:clear|certain|known|a fact)",
        r"in fact",
        r"the truth",
        r"true",
        r"certain(?:ly)?",
        r"guilty",
        r"responsible for",
        r"perpetrat\w+",
    ),
    breach=_any(r"violat\w+", r"breach\w*", r"br(?:eaks?|oke|oken)", r"infring\w+", r"in contravention"),
    admitted=_any(
        r"admit\w*",
        r"admission",
        r"acknowledged? (?:it|having|that|firing|responsibility)",
        r"claim(?:s|ed)? responsibility",
        r"confess\w*",
    ),
    corroborated=_any(
        r"corroborat\w+", r"independently", r"several (?:independent )?sources agree", r"both sides (?:say|agree)"
    ),
    done=_any(
        r"fulfilled",
        r"completed",
        r"carried out (?:in full|fully)",
        r"fully implemented",
        r"honou?red",
        r"kept in full",
    ),
    deal=_any(r"truce", r"cease-?fire", r"deal", r"agreement"),
    deal_states=(
        (_any(r"collapsed", r"is (?:over|dead)", r"has failed", r"broken down", r"fallen apart"), ("collapsed",)),
        (_any(r"suspended", r"on hold"), ("suspended",)),
        (_any(r"resumed", r"back on track"), ("resumed",)),
        (_any(r"has ended", r"expired"), ("ended", "completed")),
        (_any(r"completed", r"a success"), ("completed",)),
        (_any(r"hold(?:s|ing)", r"in force", r"is kept", r"respected"), ("in_force", "resumed")),
    ),
    doing=_any(
        r"fir(?:ed|es|ing)",
        r"opened(?: fire)?",
        r"shell(?:ed|s|ing)",
        r"struck",
        r"hit",
        r"bomb(?:ed|s|ing)",
        r"attack(?:ed|s|ing)?",
        r"kill(?:ed|s|ing)",
        r"wound(?:ed|s|ing)",
        r"injur(?:ed|ing)",
        r"detain(?:ed|s|ing)",
        r"block(?:ed|s|ing)",
        r"obstruct(?:ed|s|ing)",
        r"seiz(?:ed|ing)",
        r"burn(?:ed|t|ing)",
        r"prevent(?:ed|s|ing)",
        r"violat(?:ed|es|ing)",
        r"breach(?:ed|es|ing)",
        r"broke",
        r"abduct(?:ed|ing)",
        r"execut(?:ed|ing)",
        r"loot(?:ed|ing)",
        r"raid(?:ed|ing)",
        r"shot",
        r"target(?:ed|ing)",
    ),
    by=_any(
        r"by(?: the)?",
        r"accused?(?: the)?",
        r"accuses(?: the)?",
        r"blames?d?(?: the)?",
        r"responsibility (?:of|lies with)(?: the)?",
    ),
    maybe=_any(r"or", r"either", r"one of", r"not known which", r"which of them"),
    about=_any(
        r"about",
        r"around",
        r"some",
        r"approximately",
        r"roughly",
        r"at least",
        r"more than",
        r"up to",
        r"nearly",
        r"almost",
        r"over",
        r"estimated",
        r"fewer than",
        r"less than",
        r"between",
        r"to",
        r"and",
        r"or more",
    ),
    partial=tuple(
        (_any(words), instead)
        for words, instead in (
            (r"r[ée]gimes?", "the government, or the name that the deal gives it"),
            (r"terroris\w+", "the name of the group as the deal has it"),
            (r"liberat\w+", "took control of"),
            (r"martyr\w*", "people who were killed"),
            (r"(?:thug|mercenar|henchm|gang)\w*", "the name of the group as the deal has it"),
            (r"massacre\w*|slaughter\w*|carnage|bloodbath", "the number that a record gives, and who gives it"),
            (
                r"barbari\w*|brutal\w*|savage\w*|heinous|cowardly|treacherous\w*|heroic\w*|atrocit\w*",
                "nothing: leave it out",
            ),
            (r"so-called", "the name itself"),
            (
                r"unprovoked|deliberate(?:ly)?|indiscriminate(?:ly)?|cynical\w*|flagrant\w*|blatant\w*",
                "who calls it so",
            ),
            (
                r"clearly|obviously|undoubtedly|of course|needless to say|without doubt|evidently",
                "nothing: leave it out",
            ),
            (
                r"(?:puppet|proxy|proxies|occupier|invader|infidel|apostate)\w*",
                "the name of the group as the deal has it",
            ),
            (r"fact|facts", "what was said, and by whom"),
        )
    ),
    vehicles=_any(
        r"convoys?", r"bus(?:es)?", r"vehicles?", r"ambulances?", r"trucks?", r"evacuees", r"people on the road"
    ),
    numerals={
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
        "dozen": 12,
        "dozens": 12,
        "hundreds": 100,
        "thousands": 1000,
    },
)

#: A conjunction or preposition that Arabic writes together with the next word, and the article.
_PRE = r"(?:[وفبلك]{0,2}(?:ال)?)"

ARABIC: Final = ClaimWords(
    saying=_any(
        r"[وف]?قال(?:ت|وا)?",
        r"[وف]?(?:ي|ت)قول(?:ون)?",
        r"[وف]?أفاد(?:ت|وا)?",
        r"[وف]?ذكر(?:ت|وا)?",
        r"[وف]?زعم(?:ت|وا)?",
        r"[وف]?ادعى",
        r"[وف]?ادّعى",
        r"[وف]?ادعت",
        r"[وف]?ادّعت",
        r"[وف]?اتهم(?:ت|وا)?",
        r"[وف]?نفى",
        r"[وف]?نفت",
        r"[وف]?أعلن(?:ت|وا)?",
        r"بحسب",
        r"[وف]?حسب",
        r"وفقًا?",
        r"[وف]?نقل(?:ت)?",
        r"[وف]?أقر(?:ّ|ت|ّت)?",
        r"[وف]?كرر(?:ت)?",
        r"[وف]?طلب(?:ت)?",
        r"[وف]?طالب(?:ت)?",
        r"[وف]?وعد(?:ت)?",
        r"[وف]?حذر(?:ت)?",
        r"[وف]?توقع(?:ت)?",
        r"[وف]?وافق(?:ت)?",
        r"[وف]?نشر(?:ت)?",
        r"[وف]?صرح(?:ت)?",
        r"مزعوم(?:ة)?",
        r"ادعاء",
        r"اتهام",
        r"متنازع",
        r"مختلف",
        r"[وف]?أحصى",
        r"قيد",
        r"قيود",
        r"[وف]?سجل(?:ت)?",
        r"[وف]?قرر(?:ت)?",
        r"محجوب(?:ة)?",
        r"بكلمة",
        r"برواية",
        r"[وف]?رأى",
        r"[وف]?سمع(?:ت)?",
        r"[وف]?عد(?:ت)?",
    ),
    guard=_any(
        r"لا",
        r"لم",
        r"لن",
        r"ليس(?:ت)?",
        r"غير",
        r"دون",
        r"بدون",
        r"إذا",
        r"هل",
        r"مزعوم(?:ة)?",
        r"محتمل(?:ة)?",
        r"أيّ?",
        r"أحد",
    ),
    decided=_any(
        rf"{_PRE}تحق[ّ]?ق\w*",
        r"[وف]?ثب(?:ت|تت|وت)",
        rf"{_PRE}مؤكد(?:ة|ا|ًا)?",
        r"[وف]?(?:ي|ت)?[ؤأ]ك[ّ]?د(?:ت|وا)?",
        r"تأكد(?:ت)?",
        r"[وف]?أثبت(?:ت)?",
        r"مما لا شك فيه",
        r"بلا شك",
        r"من المعروف",
        r"في الحقيقة",
        r"مسؤول(?:ة)? عن",
        r"مذنب(?:ة)?",
    ),
    breach=_any(
        rf"{_PRE}(?:ي|ت)?نتهك\w*",
        rf"{_PRE}انتهك\w*",
        rf"{_PRE}انتهاك\w*",
        r"[وف]?خرق(?:ت|وا)?",
        rf"{_PRE}خرق\w*",
        rf"{_PRE}إخلال",
        r"[وف]?أخل(?:ت)?",
    ),
    admitted=_any(r"[وف]?أقر(?:ّ|ت|ّت)?", r"إقرار", r"[وف]?اعترف(?:ت)?", r"[وف]?تبن[ّ]?(?:ى|ت)"),
    corroborated=_any(r"معز[ّ]?ز(?:ة)?", r"مصادر مستقلة", r"الطرفان يقولان"),
    done=_any(r"نُ?ف[ّ]?ذ(?:ت)? بالكامل", r"اكتمل(?:ت)?", r"أُ?نجز(?:ت)?"),
    deal=_any(rf"{_PRE}هدنة", rf"{_PRE}وقف إطلاق النار", rf"{_PRE}اتفاق(?:ية)?"),
    deal_states=(
        (_any(r"[وف]?انهار(?:ت)?", r"[وف]?فشل(?:ت)?"), ("collapsed",)),
        (_any(r"[وف]?عُ?ل[ّ]?ق(?:ت)?", r"معل[ّ]?ق(?:ة)?"), ("suspended",)),
        (_any(r"[وف]?استُ?ؤنف(?:ت)?"), ("resumed",)),
        (_any(r"[وف]?انته(?:ى|ت)"), ("ended", "completed")),
        (_any(r"صامد(?:ة)?", r"نافذ(?:ة)?", r"سار(?:ٍ|ية)?"), ("in_force", "resumed")),
    ),
    doing=_any(
        r"[وف]?قصف(?:ت|وا)?",
        r"[وف]?أطلق(?:ت|وا)?",
        r"[وف]?هاجم(?:ت|وا)?",
        r"[وف]?قتل(?:ت|وا)?",
        r"[وف]?اعتقل(?:ت|وا)?",
        r"[وف]?احتجز(?:ت|وا)?",
        r"[وف]?منع(?:ت|وا)?",
        r"[وف]?عرقل(?:ت|وا)?",
        r"[وف]?أحرق(?:ت|وا)?",
        r"[وف]?استهدف(?:ت|وا)?",
        r"[وف]?انتهك(?:ت|وا)?",
        r"[وف]?خرق(?:ت|وا)?",
        r"[وف]?أصاب(?:ت|وا)?",
        r"[وف]?ضرب(?:ت|وا)?",
    ),
    by=_any(r"من قبل", r"على يد", r"[وف]?اتهم(?:ت)?"),
    maybe=_any(r"أو", r"إما", r"أحد", r"إحدى"),
    about=_any(
        r"نحو",
        r"حوالي",
        r"قرابة",
        r"تقريبًا?",
        r"على الأقل",
        r"أكثر من",
        r"أقل من",
        r"بين",
        r"إلى",
        r"ما لا يقل عن",
        r"زهاء",
        r"حتى",
    ),
    partial=tuple(
        (_any(words), instead)
        for words, instead in (
            (rf"{_PRE}إرهاب\w*", "the name of the group as the deal has it"),
            (rf"{_PRE}نظام الحاكم|[وبل]?النظام", "the government, or the name that the deal gives it"),
            (rf"[وف]?حرّ?ر(?:ت|وا)?|{_PRE}تحرير", "took control of"),
            (rf"{_PRE}شهداء?|{_PRE}استشه\w+|[وف]?استشهد\w*", "people who were killed"),
            (rf"{_PRE}مجزرة|{_PRE}مذبحة|{_PRE}مجازر", "the number that a record gives, and who gives it"),
            (
                rf"{_PRE}مرتزقة|{_PRE}عصابات|{_PRE}شبيحة|{_PRE}تكفيري\w*|{_PRE}روافض",
                "the name of the group as the deal has it",
            ),
            (rf"{_PRE}وحشي\w*|{_PRE}همجي\w*|{_PRE}غاشم\w*|{_PRE}بطولي\w*|{_PRE}سافر\w*", "nothing: leave it out"),
            (r"ما يسمى|المزعوم كيان", "the name itself"),
            (r"بوضوح|بالطبع|بالتأكيد", "nothing: leave it out"),
        )
    ),
    vehicles=_any(
        rf"{_PRE}قافلة",
        rf"{_PRE}قوافل",
        rf"{_PRE}حافل(?:ة|ات)",
        rf"{_PRE}باص\w*",
        rf"{_PRE}مركب(?:ة|ات)",
        rf"{_PRE}سيار(?:ة|ات)",
    ),
    numerals={
        "اثنان": 2,
        "اثنين": 2,
        "ثلاثة": 3,
        "ثلاث": 3,
        "أربعة": 4,
        "أربع": 4,
        "خمسة": 5,
        "خمس": 5,
        "ستة": 6,
        "ست": 6,
        "سبعة": 7,
        "سبع": 7,
        "ثمانية": 8,
        "ثماني": 8,
        "تسعة": 9,
        "تسع": 9,
        "عشرة": 10,
        "عشر": 10,
        "عشرون": 20,
        "عشرين": 20,
        "ثلاثون": 30,
        "ثلاثين": 30,
        "أربعون": 40,
        "أربعين": 40,
        "خمسون": 50,
        "خمسين": 50,
        "مئة": 100,
        "مائة": 100,
        "مئتان": 200,
        "مئتين": 200,
        "ألف": 1000,
        "ألفان": 2000,
        "ألفين": 2000,
        "عشرات": 10,
        "مئات": 100,
        "آلاف": 1000,
    },
)

WORDS: Final = {"en": ENGLISH, "ar": ARABIC}
