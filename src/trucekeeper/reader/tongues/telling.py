"""What the author of an Arabic or Russian report tells himself, and what he says of his own not knowing.

`It is not known who fired`, `no comment from the ministry`, `we cannot check this` are no claims; of a correction what
is taken back is none either, what replaces it is one.
"""

import re
from typing import Final

from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.stretches import has_verb
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

_NOT_KNOWN: Final = {
    "ar": re.compile(
        r"^(?:مساء|صباح)\s+الخير|^و?ردا\s+علي\s+(?:سوال|اسيله)|^(?:ي|ن)ود\s|\b[وف]?(?:(?:لم|لن|لا)\s+(?:يصدر|تصدر|يعلق|تعلق|يوضح|توضح|يحدد|تحدد|يرد|ترد|يتسن|يتضح|تتضح|يعرف|تعرف|نعرف|يذكر|تذكر|"
        r"تؤكد|توكد|يوكد|يكشف|تكشف|نستطيع|نتمكن|يتمكن|تتمكن|يشا|تشا|يمكن\s+(?:التحقق|تاكيد)|تتوفر|تتوافر|يجب|تجب|تفصح|يفصح|"
        r"احد\s+يعرف|يعلم|تعلم|ينف|تنف|يدل|تدل)|ليس\s+(?:واضحا|معروفا|من\s+المعروف)|تعذر|يتعذر|(?:امتنع|امتنعت|رفض|رفضت)\s+(?:\S+\s+){0,4}"
        r"(?:التعليق|الادلاء|الكشف|الاجابه)|دون\s+تعليق|غير\s+معروف)\b"
    ),
    "ru": re.compile(
        r"\b(?:(?:не\s*известно|неясно|никто\s+не\s+(?:знает|берется)|не\s+бер(?:ется|утся)\s+судить|не\s+ясно|неизвестно|непонятно)|(?:проверить|подтвердить|установить|сказать)\s+(?:\w+\s+){0,3}не\s+(?:мож|смог|удал|берет|берут)\w*|"
        r"(?:проверить|подтвердить|установить)\b[^.;]{0,60}\bне\s+(?:мож|смог|удал)\w*|"
        r"не\s+(?:мож|смог|удал)\w*\s+(?:\w+\s+){0,3}(?:проверить|подтвердить|установить|сказать)|"
        r"не\s+(?:прокомментировал|комментир|уточн|сообща|сообщил|назва|называ|раскры|пояснил|ответил|отвеча|говор|привод|привел|"
        r"указа|указыв|подтвердил|подтвержда)\w*|"
        r"отказал\w+\s+(?:от\s+комментар|комментир|назвать|отвечать|ответить|уточн)\w*|без\s+комментар\w*|"
        r"(?:назвать|комментировать|уточнить|отвечать|сообщить|раскрыть)\s+(?:\w+\s+){0,3}отказал\w+|"
        r"комментари\w*\s+(?:\w+\s+){0,3}не\s+(?:поступ|последов|был)\w*|стороны\s+спорят)",
    ),
}  # fmt: skip
#: A line that corrects: what stands behind its colon, unless that tells what had been said.
_CORRECTS: Final = {
    "ar": re.compile(r"^\s*(?:\d\d:\d\d\s+|\d+\s*[-.)]\s*)?(?:تصحيح|تصويب|توضيح|استدراك|تنويه)[^:]{0,40}:\s*"),
    "ru": re.compile(
        r"^\s*(?:поправка|уточнение|исправление|исправлено|опечатка)(?:[^:]|:(?=\d\d)){0,40}:\s*", re.IGNORECASE
    ),
}
_HAD_SAID: Final = {
    "ar": re.compile(
        r"\b(?:ذكرنا|اوردنا|قلنا|نشرنا|كتبنا|ذكر\s+التقرير|جاء\s+في|ورد|وردت|نسخه\s+سابقه|نسخه\s+اولي)\b"
    ),
    "ru": re.compile(
        r"\b(?:перв\w+\s+верси|ранн\w+\s+верси|предыдущ\w+\s+верси|говорилось|было\s+указано|указывалось|было\s+сказано|"
        r"мы\s+(?:писали|сообщали|написали|сообщили)|сообщалось|ошибочно|прежн\w+\s+верси)",
        re.IGNORECASE,
    ),
}  # fmt: skip
#: Russian turns that announce what is told and name nobody who tells it.
_ANNOUNCES: Final = (
    r"(?:как\s+(?:ранее\s+|уже\s+)?(?:сообщалось|стало\s+известно|отмечалось)[^,]{0,40},\s*|"
    r"(?:напомним|отметим|добавим|уточним|напоминаем)\s*[,:]\s*(?:что\s+)?|(?:стало\s+)?известно\s*,\s*что\s+|"
    r"(?:сообща|отмеча|утвержда|уточня|указыва|подчеркива|передава)(?:ется|лось)\s*,\s*что\s+|"
    r"(?:сообща(?:ется|лось)|известно)\s+(?:также\s+)?(?=об?\s)|предварительно\s*[,—–-]\s*|"
    r"по\s+(?:предварительн|последн|имеющ|неподтвержденн|непроверенн|перв|уточненн|обновленн|свеж)\w+\s+"
    r"(?:данным|информации|сведениям|оценкам|подсчетам)\s*,\s*|"
    r"(?:появил(?:ась|ись)|поступил[аи]?|поступа(?:ет|ют)|есть|имеются|пришл[аи])\s+(?:\w+\s+)?"
    r"(?:информация|данные|сведения|сообщения|новости)\s*(?:,\s*(?:о\s+том\s*,\s*)?что\s+|(?=об?\s)))"
)
#: Of these it is only heard.
_ONLY_HEARD: Final = re.compile(
    r"сообща|утвержда|передава|предварит|имеющ|неподтвержд|непровер|перв|появил|поступ|есть\s|имеются|пришл",
    re.IGNORECASE,
)
_OPENERS: Final = {
    "ar": re.compile(
        r"^\s*(?:\(\*\)\s*|\d{1,2}\s?[-.)/]\s+|(?:اولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|اخيرا)\s*[:,.-]\s+)|"
        r"^\s*(?:تحديث|عاجل|جديد|خبر\s+عاجل|(?:ال)?(?:ملخص|مواقف|حمايه|وضع|خطوات|تطورات|احتياجات|متوقع|اسباب|خلاصه|خلفيه|حصيله)"
        r"(?:\s+\S+){0,2}|من\s+بقي)\s*:\s*"
    ),
    "ru": re.compile(
        r"^\s*(?:(?:обновлено|обновление|срочно|молния|важно|внимание|главное|upd)\s*[:!]\s*)?"
        r"(?:(?:ранее|также|накануне|кроме\s+того|при\s+этом|тем\s+временем|между\s+тем|вместе\s+с\s+тем)\s*,?\s+(?="
        + _ANNOUNCES
        + r"))?(?:"
        + _ANNOUNCES
        + r")?",
        re.IGNORECASE,
    ),
}


def knows_nothing(text: str, language: str) -> bool:
    """True for a remark about what is not known, not said or not checked.

    Args:
        text: A sentence, folded.
        language: `ar` or `ru`.
    """
    found = _NOT_KNOWN[language].search(text.lower())
    return found is not None and (language != "ar" or found.start() < 30)


_MONTHS: Final = frozenset(
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
     "декабря"]
)  # fmt: skip
_SHORT: Final = 11


def dateline(w: Words, language: str) -> bool:
    """True for `Geneva, Friday` and `Geneva, 20 April 2016`: a place and a day, and nothing told of them."""
    if len(w) > 13:
        return False
    if language == "ru":
        return len(w) < _SHORT and w.capital(0) and not _MONTHS.isdisjoint(w.lows) and not has_verb(w.lows)
    known = grammar("ar").words
    months = set(known.get("months", {}))
    dated = [low for low in w.lows if low in known["weekdays"] or low in months or low[:4].isdigit()]
    if not dated or len(w) < 2:
        return False
    opens = w.lows[1] in {",", "/"} or w.lows[0] in known["weekdays"]
    return opens and (tongue("ar").event(w.lows) == "other" or "/" in w.lows[0])


def corrects(text: str, language: str) -> int | None:
    """How many characters of a sentence announce a correction; None where it is none."""
    found = _CORRECTS[language].match(text)
    return found.end() if found is not None else None


def had_said(text: str, language: str) -> bool:
    """True when a sentence tells what an earlier version said: that is no claim."""
    return _HAD_SAID[language].search(text) is not None


_ERRED: Final = {
    "ar": re.compile(r"^\s*(?:\d\d:\d\d\s+)?(?:وكنا\s+(?:قد\s+)?|كنا\s+(?:قد\s+)?)?(?:ذكرنا|اوردنا|قلنا|كتبنا)\s"),
    "ru": re.compile(
        r"^\s*(?:[^.,]{0,40}\s)?мы\s+(?:ошибочно\s+)?(?:писали|написали|сообщали|сообщили)\s", re.IGNORECASE
    ),
}


def says_it_erred(text: str, language: str) -> bool:
    """True for `we wrote before that ...`: what the outlet takes back, or only repeats."""
    return _ERRED[language].match(text) is not None


def opener(text: str, language: str) -> int:
    """How many characters of a sentence only announce it (`Update:`)."""
    found = _OPENERS[language].match(text)
    return found.end() if found is not None else 0


def only_heard(opening: str) -> bool:
    """True where the words that open a Russian sentence say that it is hearsay (`сообщается, что`)."""
    return _ONLY_HEARD.search(opening) is not None


#: Passives and nouns that name nobody: `it was reported that`, `news came that`.
_HEARSAY: Final = frozenset(
    [
        "افيد",
        "وافيد",
        "قيل",
        "وقيل",
        "يقال",
        "ويقال",
        "تردد",
        "وتردد",
        "اشيع",
        "واشيع",
        "يشاع",
        "ذكر",
        "وذكر",
        "نمي",
        "انباء",
        "معلومات",
    ]
)
#: Turns with which the author himself adds something: `يذكر ان`, `وتجدر الاشاره الي ان`.
_ADDS: Final = frozenset({"يذكر", "ويذكر", "تجدر", "وتجدر", "جدير", "والجدير", "الجدير", "يشار", "ويشار", "معلوم"})


def added_ends(w: Words) -> int | None:
    """Where the words begin that the author only adds (`يذكر ان`, `وتجدر الاشاره الي ان`); None where he does not."""
    if w.lows[0] not in _ADDS:
        return None
    that = tongue("ar").lists["that"]
    k = next((n for n in range(1, min(len(w) - 1, 7)) if w.lows[n] in that), None)
    return None if k is None else k + (w.lows[k] in _BARE)


def hearsay_ends(w: Words) -> int | None:
    """Where the words begin that an Arabic passive passes on without naming anybody (`افيد بان`, `قيل لنا ان`).

    None where none does.
    """
    that = tongue("ar").lists["that"]
    for m, low in enumerate(w.lows[:9]):
        if low in _NEWS and w.lows[m + 1 : m + 2] == ["عن"] and m < _EARLY:
            return m + 1  # `وردت انباء عن سقوط قذيفتين`
        if low in _HEARSAY:
            k = next((n for n in range(m + 1, min(len(w) - 1, m + 6)) if w.lows[n] in that), None)
            return None if k is None else k + (w.lows[k] in _BARE)
    return None


_BARE: Final = frozenset({"ان", "بان"})
_NEWS: Final = frozenset({"انباء", "معلومات", "بانباء", "وانباء", "اخبار"})
#: News of something is announced among the first words.
_EARLY: Final = 4


#: Turns that tie a sentence to the one before and tell nothing, as they begin it.
_CONNECTORS: Final = re.compile(
    r"\s*(?:و?(?:في\s+المقابل|بالمقابل|في\s+(?:ال)?سياق(?:\s+(?:متصل|ذاته|نفسه|منفصل))?|في\s+(?:هذه\s+)?الاثناء|في\s+غضون\s+ذلك|"
    r"الي\s+ذلك|من\s+جهه\s+(?:اخري|ثانيه)|من\s+ناحيه\s+اخري|علي\s+صعيد\s+(?:اخر|متصل)|علي\s+الصعيد\s+\S+|ميدانيا|انسانيا|سياسيا|"
    r"في\s+التفاصيل)\s*,\s*|"
    r"و?(?:بحسب|وفق|حسب|وفقا)\s+(?:ل?ال)?ل?(?:معلومات|انباء|حصيله|تقديرات)\s+(?:ال)?(?:اوليه|اولي|متوفره|متداوله)\s*,\s*|و?(?:علي\s+الرغم\s+من\s+ذلك|رغم\s+ذلك|مع\s+ذلك)\s*,?\s*|"
    r"(?:و?لكن|فقد|غير\s+ان|الا\s+ان|بيد\s+ان|والصحيح\s+ان|الصحيح\s+ان|وبحسب\s+الاتفاق|وبموجب\s+الاتفاق|بموجب\s+الاتفاق)\s+)"
)


def past_connectors(w: Words) -> int:
    """The word behind what only ties an Arabic sentence to the one before (`الي ذلك،`, `لكن`)."""
    if not w.starts or w.lows[0] not in _TIES:
        return 0
    found = _CONNECTORS.match(w.text, w.starts[0])
    return w.at(found.end()) if found is not None else 0


#: The words with which one of them begins.
_TIES: Final = frozenset(
    lead + word
    for word in (
        "في",
        "بالمقابل",
        "الي",
        "من",
        "علي",
        "رغم",
        "مع",
        "لكن",
        "الصحيح",
        "بحسب",
        "بموجب",
        "وفق",
        "حسب",
        "وفقا",
    )
    for lead in ("", "و")
) | {"ميدانيا", "انسانيا", "سياسيا", "فقد", "غير", "الا", "بيد"}
