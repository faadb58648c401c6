"""Whether the words are about what is still to come."""

import re
from itertools import pairwise

from trucekeeper.reader.lexicon import sections

_WILL = frozenset(
    ["будет", "будут", "намерен", "намерены", "намерена", "планирует", "планируют", "готов", "готовы", "готова"]
)  # fmt: skip

#: Perfective verbs whose present forms are the future, whole.
_TO_COME = frozenset(
    ["поедет", "поедут", "доедет", "доедут", "въедет", "въедут", "уедет", "уедут", "выедет", "выедут", "приедут",
     "дойдет", "дойдут", "войдет", "войдут", "уйдет", "уйдут", "подойдет", "подойдут", "перейдет", "перейдут",
     "доберется", "доберутся", "соберется", "соберутся", "поднимет", "поднимут", "займет", "займут", "снимет",
     "снимут", "возьмет", "возьмут", "передаст", "передадут", "отдаст", "отдадут", "даст", "дадут", "выдаст", "выдадут",
     "откроет", "откроют", "закроет", "закроют", "попробует", "попробуют", "потребует", "потребуют", "потребуется",
     "придется", "останется", "останутся", "начнет", "начнут", "кончится", "отпустит", "отпустят", "выпустит",
     "выпустят", "пустит", "пустят", "пропустит", "пропустят", "допустит", "допустят", "впустит", "впустят", "ответит",
     "ответят", "вывезет", "вывезут", "привезет", "привезут", "ввезет", "ввезут", "довезут", "завезут", "выведет",
     "выведут", "отведет", "отведут", "проведет", "проведут", "приведет", "решит", "решат", "объявит", "объявят",
     "представит", "представят", "доставит", "доставят", "отправит", "отправят", "направит", "направят", "вернет",
     "вернут", "освободит", "освободят", "остановит", "остановят", "прекратит", "прекратят", "завершит", "завершат",
     "закончит", "закончат", "продлит", "продлят", "продлится", "продлятся", "продолжит", "продолжат", "обменяет",
     "обменяют", "пришлет", "пришлют", "назовет", "назовут", "подпишет", "подпишут", "обсудит", "обсудят",
     "опубликует", "опубликуют", "последует", "последуют", "рассмотрит", "рассмотрят", "появится", "появятся",
     "состоятся", "произойдет", "сдаст", "сдадут", "сложит", "сложат", "прилетит", "прилетят", "вылетит", "вылетят",
     "сядет", "сядут", "приземлится", "сорвет", "сорвут", "нарушит", "нарушат", "выполнит", "выполнят", "заработает",
     "заработают", "понесет", "понесут", "накажут", "приступит", "приступят", "отложат", "перенесут", "хватит"]
)  # fmt: skip

_PRESENT = re.compile(r"(?:ит|[^аяу]ет|[^аяу]ут|ят|[^а]ат|аст)(?:ся)?$")

#: Stems of which the present forms are the future, as reports on convoys and truces use them.
_PERFECTIVE = (
    "передас", "предлож", "налож", "начн", "законч", "заверш", "откро", "закро", "выйд", "покин", "прибуд", "получ",
    "продолж", "состо", "возобнов", "освобод", "выпуст", "верн", "приед", "отправ", "достав", "вывез", "пойд", "примет",
    "обсуд", "встрет", "прилет", "провед", "прекрат", "останов", "приостанов", "продерж", "пройд", "соберу",
     "подпиш", "согласу", "назнач", "сообщат", "опублику", "пропуст", "впуст", "уйд", "уед", "позвол", "станет",
    "станут", "сможет", "смогут", "допуст", "обеспеч",
)  # fmt: skip

#: Prefixed verbs of motion and giving in the present form: `отойдут`, `подвезут`, `раздадут`.
_GOING = re.compile(
    r"(?:вы|в(?!е)|за|на|обо|об|ото|от|о|пере|по|подо|под|при|про|со|с|у|до|раз|воз|вз)"
    r"(?:йд(?:ет|ут|ем)|(?<=при)д(?:ет|ут|ем)|ъ?ед(?:ет|ут|ем)|вез(?:ет|ут|ем)|вед(?:ет|ут|ем)|нес(?:ет|ут|ем)|дадут|даст|дадим|шлет|шлют|бер(?:ет|ут)"
    r"|кроют|кроет|пуст(?:ят|ит|им)|лож(?:ат|ит)|правят|правит|ступит|ступят)(?:ся)?$"
)

_MUST = ("должн", "должен")

_WAS_TO = frozenset({"был", "была", "было", "были"})

#: What is fixed for a day to come.
_DUE = frozenset({"مقرر", "مقرره", "المقرر", "المقرره", "مرتقب", "المرتقب", "متوقع", "المتوقع"})

_AWAITED = frozenset({"ينتظر", "وينتظر", "يتوقع", "ويتوقع"})

_WHAT_COMES = frozenset({"ان", "وصول", "خروج", "مغادره", "عوده", "بدء", "استيناف"})

#: Perfective verbs in the present tell what will be.
_COMING = (
    "продолжатся", "продолжится", "возобновится", "возобновятся", "начнется", "начнутся", "прибудет", "прибудут",
    "выйдет", "выйдут", "откроется", "откроются", "откроют", "состоится", "завершится", "отправится", "отправятся",
    "вернется", "вернутся", "передадут", "освободят", "встретятся", "прилетит", "прилетят", "приедет", "приедут",
    "поступит", "получит", "получат", "сможет", "смогут", "пойдет", "пойдут", "закончится", "дойдет", "дойдут",
    "выпустят",
)  # fmt: skip

_PLANNED = (
    "намечен", "запланирован", "предстоит", "назначен", "ожидается", "приказано", "предписано", "велено", *_COMING,
)  # fmt: skip

#: Behind these an infinitive is still to be done.
_SET_ON = frozenset(
    ["обещают", "обещает", "обещали", "обещал", "условились", "договорились", "собираются", "собирается", "планируют",
     "готовятся", "рассчитывают", "надеются", "предлагают", "намереваются", "хотят"]
)  # fmt: skip
_INFINITIVE = ("ть", "ти", "ться", "тись", "чь")

#: Perfects that begin as the imperfect does: `قد توقفت`.
_IS_OVER = (
    "تم", "توقف", "تحرك", "تاخر", "توصل", "تعرض", "تسلم", "تبادل", "توفي", "تراجع", "تقدم", "تجدد", "تعثر", "تاجل",
    "تسبب", "تدخل", "تلق", "تعهد", "تحدث",
)  # fmt: skip

#: Behind these an imperfect tells what did not happen.
_DID_NOT = frozenset({"لم", "ولم", "فلم"})

_IMPERFECT = frozenset(
    ["تبدا", "يبدا", "يغلق", "تغلق", "يغادر", "تغادر", "يخرج", "تخرج", "يصل", "تصل", "يستانف", "تستانف", "ينتهي",
     "تنتهي", "يعود", "تعود", "يبقي", "تبقي", "يتوقف", "تتوقف", "يفتح", "تفتح"]
)  # fmt: skip

_NOT_FUTURE = frozenset(word for line in sections("ar_words.txt")["not future"] for word in line.split())


def to_come(act: str, lows: list[str], language: str) -> bool:
    """True where the words are about what is still to come."""
    if language == "ru" and not _WAS_TO.isdisjoint(lows) and any(low.startswith(_MUST) for low in lows):
        return False  # it was to be then
    return act in _AHEAD or future(lows, language) or _goes_on(lows, language) or _may_come(lows, language)


#: Acts that are about what is still to be done.
_AHEAD = frozenset({"predicts", "promises", "demands", "orders", "agrees"})


def future(lows: list[str], language: str) -> bool:
    """True where a form of the future stands among the words, or a verb whose present form is the future."""
    if language == "ar":
        return any(
            low in {"سوف", "وسوف", "لن", "ولن", "فلن"} or _with_sin(low) or (low[0] in "وف" and _with_sin(low[1:]))
            for low in lows
        )
    return any(
        low in _WILL or low in _TO_COME or (low.startswith(_PERFECTIVE) and _PRESENT.search(low)) or _GOING.match(low)
        for low in lows
    )


def _with_sin(low: str) -> bool:
    """`ستصل`: an imperfect with the letter of the future."""
    return len(low) > 3 and low[0] == "س" and low[1] in "يتن" and low not in _NOT_FUTURE


def _may_come(lows: list[str], language: str) -> bool:
    """`قد` before an imperfect, `اذا` before anything, `намечен`, `запланирован`: it lies ahead, whatever the act."""
    if language == "ar":
        if "اذا" in lows or lows[:2] == ["ان", "لم"]:
            return True
        due = not _DUE.isdisjoint(lows) and not any(low.startswith(("كان", "وكان")) for low in lows[:3])
        return due or any(
            (a == "قد" and b[:1] in "يت" and not b.startswith(_IS_OVER)) or (a in _AWAITED and b in _WHAT_COMES)
            for a, b in pairwise(lows)
        )
    if any(low.startswith((*_PLANNED, *_MUST)) and low != "намеченного" for low in lows):
        return True
    return any(
        low in _SET_ON and any(after.endswith(_INFINITIVE) for after in lows[n + 2 : n + 5])
        for n, low in enumerate(lows[1:4])
    )


def _goes_on(lows: list[str], language: str) -> bool:
    """An Arabic clause whose verb is imperfect and that does not begin with `كان` tells of what comes."""
    if language != "ar" or any(low.startswith(("كان", "وكان")) for low in lows[:3]):
        return False
    if _IMPERFECT.isdisjoint(lows[:5]):
        return False
    return not any(a in _DID_NOT and b in _IMPERFECT for a, b in pairwise(lows[:5]))
