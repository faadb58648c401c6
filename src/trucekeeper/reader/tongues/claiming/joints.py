"""Where the words of one speaker tell several things, each of which could be true apart."""

import re

from trucekeeper.reader.proposal import Span
from trucekeeper.reader.tongues.stretches import has_verb
from trucekeeper.reader.words import Words, words

#: Forms that are verbs and no nouns behind an Arabic `and`: with them another clause begins.
_VERBS_AR = (
    r"(?:استهدف|هاجم|اصاب|انفجر|انهار|استشهد|توفي|نزح|رحل|استمر|تجدد|اندلع|اقلع|هبط|عولج|اسعف|انتشل|اخرج|اخلي|ادخل|تسلم|"
    r"استلم|افرج|اقتيد|اختطف|دمر|تضرر|صودر|انسحب|حاصر|فشل|نجح|تاجل|ارجي|مدد|ابرم|التقي|اجتمع|اعيد|اجبر|شوهد|سمع|سجل|بلغ|ارتفع|"
    r"تجاوز|بدا|اكتمل|تمكن|رافق|اشرف|انقطع|تعطل|احتشد|تجمع|انتظر|تفجر|احتجز|اوقع|خلف|اسفر|اودي)(?:ت|وا|تا)?|"
    r"(?:فتح|رفع|قطع|دفن|نزل|ركب|صعد|وقع|شن|القي|الق|دوي|دو|جر|ظل|بات|لقي|مر|فر)(?:ت|وا)|تم(?:ت|كن)?|جري|شنت|دوت|"
    r"[يت](?:بقي|نتظر|قدر|ستمر|عاني|تواصل|تضمن|شمل|قضي|نص|فترض|جري|تم|ستعد|حتاج|قيم|عيش|صل|غادر|خرج|دخل|عود|حاصر|قع)(?:ون)?"
)
#: Every joint begins so; asked first, it spares the rest at each letter.
_AT_A_JOINT = r"(?=[\s,،;؛])(?:"
_AND_THAT = {
    "ar": re.compile(
        _AT_A_JOINT + r"\s*[,،]?\s+(?:وان|وبان)\s+|\s*[,،]?\s+(?=وب?ان(?:ه|ها|هم|هما|هن|نا|ي|ني)\s)|\s*[;؛]\s*|"
        r"\s*,\s+(?=(?:و)?كان(?:ت)?\s+(?:من\s+ال)?مقرر)|"
        r"\s*,\s+(?:(?:غير|الا|بيد)\s+)(?=ان(?:ه|ها|هم|هما)\s)|\s*,\s+(?:لكن|ولكن|غير\s+ان|الا\s+ان|بيد\s+ان|بينما|فيما|في\s+حين|وذلك\s+بعد\s+ان|بعد\s+ان|بعدما|اما)\s+|"
        r"\s*,?\s+(?=مم?ا\s+(?:اسفر|اوقع|خلف)\s)|\s*,\s+(?=مم?ا\s+(?:ادي|اسفر|تسبب|اوقع))|"
        r"\s+(?=واصابه\s)|\s*,\s+(?=(?:نقل|توفي|قتل|اصيب|غادر|عاد|وصل|خرج)(?:ت|وا)?\s+(?:منهم|منها|بينهم))|\s*,\s+(?=(?:اسفرت?|خلفت?|اوقعت?|ادت|ادي|اودت|اودي)\s)|\s*,\s+(?=(?:ثم\s|تل(?:ته|تها|اه|اها)\s|و(?:نحو|حوالي|قرابه|زهاء)\s))|"
        r"\s*,?\s+(?=و(?:اطلق|جرح|قتل|اصيب|قصف|منع|غادر|خرج|وصل|احتجز|لم|اوقف|استانف|عاد|دخل|سقط|شوهد|تعرض|سلم|افرج|"
        r"صادر|احرق|توجه|توقف|انتهي|فتش|اعتقل|اجلي|انطلق|عبر|تحرك|بقي|استقبل|نقل)(?:ت|وا|نا|ه|ها|هم)?(?=\s))|"
        r"\s*,\s+(?=ف(?:اطلق|جرح|قتل|اصيب|قصف|منع|غادر|خرج|وصل|احتجز|لم\s|اوقف|عاد|توقف|تاخر|انطلق|عبر)(?:ت|وا)?\s?)|"
        r"\s*,\s+و(?:يتوقع|ينتظر|يرجح|من\s+ال?(?:متوقع|منتظر|مقرر|مرجح))\s+ان\s+|"
        r"\s*,\s+(?=وي(?!وم|ون|ول|من|هود|ناير)\S{3,}\s)|"
        r"\s*,\s+حيث\s+(?=ان)|\s*,\s+في\s+(?:ال)?وقت\s+(?:الذي\s+)?(?=[يت]\S{3})|"
        r"\s*,\s+فقد\s+|\s+(?:الا|غير|بيد)\s+ان\s+|"
        r"\s*,?\s+(?=وس[يتن]\S{2,}\s)(?!وس(?:يار|يد|يط|يو|يول|ياس|يناري|تين|تون|تمي|تما|تار|نوات|نتين|نوي|يناء|ييون|يدي|نجار|نار\s|يره?\s))|"
        r"\s*,?\s+(?=و(?:"
        + _VERBS_AR
        + r")\s)|\s*,\s+(?=و(?:ه[ويم]|هما|بعضه[ما]|بعضها|كلهم|جميعهم|معظمهم|غالبيتهم)\s)|"
        r"\s*,\s+(?=ف(?:" + _VERBS_AR + r")\s)|"
        r"\s*,\s+(?=ولا\s+[تي]زال|وما\s+[تي]?زال|وفي\s+\S+\s+نفسه|وبعدها|وبعد\s+ذلك))"
    ),
    "ru": re.compile(
        _AT_A_JOINT + r"\s*,?\s+(?:и|а\s+также|а|но)\s*,?\s+что\s+|"
        r"\s*,\s+что\s+(?=.{4,200}\sи\s+что\s)|\s*;\s*|\s*,\s+(?:хотя|тогда\s+как)\s+|\s*,\s+потому\s+что\s+|"
        r"\s*,\s+(?:а|но|однако|зато)\s+|\s*,?\s+и\s+|\s*,\s+|\s+[—–-]\s+)"
    ),
}

THAT = frozenset({"что", "чтобы", "ان", "بان", "انه", "انها", "بانه", "بانها"})

_FEW = frozenset(
    ["один", "одна", "два", "две", "двое", "три", "трое", "четыре", "четверо", "пять", "пятеро", "шесть", "шестеро",
     "семь", "семеро", "восемь", "девять", "десять"]
)  # fmt: skip

_SUBORDINATE = frozenset(
    ["что", "чтобы", "если", "когда", "где", "как", "хотя", "пока", "поскольку", "который", "которая", "которое",
     "которые", "которых", "которого", "которой", "которому", "которым", "которыми", "потому", "так", "чем", "куда",
     "откуда", "кто", "кого", "кому", "едва", "дабы", "ибо", "тогда", "прежде"]
)  # fmt: skip


def last_word(w: Words) -> int:
    """The place behind the last word that is no mark."""
    last = len(w)
    while last > 1 and not w.raw(last - 1)[0].isalnum():
        last -= 1
    return last


def parts_of(text: str, span: Span, language: str) -> list[Span]:
    """What could be true apart: `..., وان ...`, `и что`, a semicolon, two verbs of one subject."""
    parts: list[Span] = []
    start = span[0]
    for joint in _AND_THAT[language].finditer(text, *span):
        if joint.start() - start > 8 and span[1] - joint.end() > 8:
            if language == "ru" and not _two_clauses(text, (start, joint.start()), (joint.end(), span[1]), joint[0]):
                continue
            parts.append((start, joint.start()))
            start = joint.end()
    parts.append((start, span[1]))
    return parts


def _two_clauses(text: str, left: Span, right: Span, joint: str) -> bool:
    """True when both sides of a Russian joint have a verb; behind `и` and a bare comma it must come at once."""
    said = joint.strip(" ,")
    if said.endswith("что") or ";" in joint:
        return True
    behind = words(text, *right).lows
    clause = behind[: next((n for n, low in enumerate(behind) if n and low in {",", ";"}), len(behind))]
    before = words(text, *left).lows
    if said == "" and joint.strip() == "," and _two_counts(before, clause):
        return True
    if not _SUBORDINATE.isdisjoint(clause[:2]) or not has_verb(clause):
        return False
    last = max((n + 1 for n, low in enumerate(before) if low == ","), default=0)
    if before[:2] == ["как", "минимум"]:
        before = before[2:] or before
    if before[0] in _SUBORDINATE or (last and not _SUBORDINATE.isdisjoint(before[last : last + 2])):
        return False
    if before[0] in {"между", "с", "от"} and len(before) < 5:
        return False  # `между вечером 11 и вечером 12 августа`
    told = before[last:] if said not in {"а", "но", "однако", "зато", "и"} else before
    if said == "" and joint.strip() == "," and told[:1] and _counted_at(told) and (_is_short(clause)):
        return True  # `под огнем два села, погиб человек`
    numbered = said == "и" and (told[-1][:1].isdigit() or any(low[:1].isdigit() for low in clause[:3]))
    return has_verb(told) or (numbered and any(low[:1].isdigit() for low in told))


def _two_counts(before: list[str], clause: list[str]) -> bool:
    """`13 погибших, среди них трое детей, свыше 45 раненых`: two counts of people, without a verb."""
    of_whom = clause[-1:] != [] and clause[-1].endswith(("ых", "их", "ые", "ие", "ый"))
    few = 1 < len(clause) < _COUNT and any(low[:1].isdigit() for low in clause[:2])
    return few and of_whom and any(low[:1].isdigit() for low in before[:2]) and not has_verb([*before, *clause])


#: So many words make no count alone.
_COUNT = 5


def _counted_at(lows: list[str]) -> bool:
    return any(low[:1].isdigit() or low in _FEW for low in lows)


def _is_short(lows: list[str]) -> bool:
    """A clause that begins with its verb or with a number and its verb."""
    return has_verb(lows[:1]) or (_counted_at(lows[:1]) and has_verb(lows[1:3]))
