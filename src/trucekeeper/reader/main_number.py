"""Which number a proposition is about, of all that are in it."""

import re
from dataclasses import replace

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.words import small

#: Units of human beings: two such numbers that are joined are one number of people.
PEOPLE = frozenset(
    ["people", "civilians", "fighters", "children", "men", "women", "families", "soldiers", "troops", "infants",
     "detainees", "prisoners", "hostages", "captives", "saudis", "thais", "sudanese", "israelis", "foreigners",
     "houthis", "journalists", "officers", "observers"]
)  # fmt: skip
VEHICLES = frozenset(
    {"buses", "convoys", "ambulances", "vehicles", "trucks", "lorries", "cars", "planes", "flights", "columns"}
)
#: `14 إسرائيلياً وثلاثة تايلانديين`: the second hangs on the first.
_HANGS = re.compile(r"\s+(?:[\u0600-\u06ff]+\s+)?و?")
_HARMED_AR = ("قتل", "قتي", "جرح", "جري", "مصاب", "شهي", "شهد", "مفقود")
_JOINED = re.compile(
    r"(?:,?\s+[\w’'-]+){0,2}\s+(?:and|и)\s+(?:(?:at\s+least|about|some|another|their|his|her|its|the|ещё)\s+)?"
)
_NOUN = re.compile(r"\s*(?P<noun>[^\W\d_][\w’'-]+)")
#: Dead and wounded are told apart.
_HARMED = ("dead", "killed", "wounded", "injured", "missing", "погиб", "убит", "ранен", "раненых")


#: `Of 28 hostages only four came back`.
_OF_ALL = re.compile(r"of the $|(?:^|[.:;\n]\s?)of $")
#: `had swollen from 2,000 fighters to more than 10,000 people`.
_GROWN = re.compile(r"(?:\s+[a-z]+){0,2}\s+to\s*$")


#: `twelve had been promised, but only seven came`.
_BUT = re.compile(
    r"\b(?:but|но)(?:\s+(?:only|just|no\s+more|so\s+far|лишь|только|всего|приехал|вышл|прибыл)|\s*$)|لكن|غير\s+ان|الا\s+ان"
    r"|из\s+(?:них|которых)\s+(?:лишь|только)\s*$"
)


_OF_THOSE = (" منها ", " منهم ")


def _bare(text: str, one: Counted) -> bool:
    """True of a number behind which its noun does not stand, in English; the others have it within."""
    behind = small(text[one.end : one.end + 40]).lstrip()
    return text[one.end - 1] < "\u0400" and not behind.startswith(one.quantity.unit[:4])


#: In so many, at so many, by so many: who or what it happened to is counted first.
_NOT_COUNTED_FIRST = frozenset({"batches", "groups", "checkpoints", "shelters", "camps", "centres", "patrols", "teams"})


def meant(text: str, counted: list[Counted], end: int | None = None) -> Quantity | None:
    """The number that a proposition is about, of all that are in it.

    `eight buses with 400 people` is about the buses, which are the subject; `nine soldiers and four civilians` are
    thirteen people; `of the 1,300 only 650 had come` is about the 650.
    """
    if not counted:
        return None
    first = counted[0].quantity
    if (one := _and_one(text, counted, len(text) if end is None else end)) is not None:
        return one
    if len(counted) == 1:
        return first
    if first.unit in _NOT_COUNTED_FIRST and (other := [one for one in counted if one.quantity.unit != first.unit]):
        return other[0].quantity  # `in three batches, some 3,000 people`
    second = counted[1].quantity
    before = text[max(0, counted[0].start - 7) : counted[0].start].lower()
    if text.startswith(" فقط", counted[1].end) and text.endswith(_OF_THOSE, 0, counted[1].start):
        return second  # `خمسون شاحنة تنتظر، دخل منها اثنتا عشرة فقط`
    grown = before.endswith("from ") and _GROWN.match(text, counted[0].end, counted[1].start) is not None
    if grown or _OF_ALL.search(before) is not None or _BUT.search(text, counted[0].end, counted[1].start) is not None:
        return replace(second, unit=first.unit) if _bare(text, counted[1]) else second
    if _hangs(text, counted[1]) and (together := _together(text, counted)) is not None:
        return together
    joined = _JOINED.fullmatch(text, counted[0].end, counted[1].start) is not None
    human = first.unit in PEOPLE and second.unit in PEOPLE
    two_sides = text.startswith((" from ", " of the "), counted[1].end) or _two_kinds(text, counted)
    if joined and human and (first.unit not in {second.unit, "people"} or two_sides):
        high = None if first.high is None or second.high is None else first.high + second.high
        return Quantity(first.low + second.low, high, "people", first.approx or second.approx)
    return first


#: One more person, joined to those counted: `five teachers and a nurse`, `خمسة معلمين وممرضة`.
_ONE_MORE = re.compile(
    r"(?:\s+(?!killed|dead|wounded|injured|hurt)[a-z’'-]+){0,2}\s+and\s+(?:an?|their|his|her|its)\s+(?:(?!half|number|few|group|dozen|hundred|second|third)[a-z’'-]+\s+)?"
    r"(?:driver|nurse|doctor|medic|paramedic|man|woman|boy|girl|baby|child|teacher|guard|officer|soldier|journalist|priest|volunteer|"
    r"civilian|mother|father|pilot|fighter|interpreter|cameraman|aid\s+worker|worker|relative|teenager|pregnant\s+woman)\b"
    # Arabic and Russian are read folded.
    r"|(?:\s+[\u0600-\u06ff]+)?\s+و(?:ممرضه|ممرضا?|طبيبه|طبيبا?|سايقا?|امراه|رجلا?|طفله|طفلا?|صحفيه|صحفيا?|صحافيا?|ضابطا?|جنديا?|مسعفا?|"
    r"معلمه|معلما?|حارسا?|مدنيا?|رضيعا?|فتاه|مسنه|مسنا?|مترجما?|مصورا?|مصوره|محاميا?|مهندسا?|مرافقا?|مرافقه|مريضا?|مريضه|شرطيا?|قياديا?|مزارعا?|راكبا?|مدرسا?|مدرسه|شابا?|طالبا?|طالبه|حاملا?|متطوعه|متطوعا?|عاملا?|موظفه|موظفا?)(?:هم|ها|ه)?(?![\u0600-\u06ff])"
    r"|(?:\s+[а-я]+)?\s+и\s+(?:один\s+|одна\s+|их\s+|его\s+|ее\s+)?(?:водител[ья]|женщин[ау]|мужчин[ау]|ребенка?|врача?|фельдшера?|медсестр[ау]|офицера?|солдата?|"
    r"журналиста?|переводчика?|священника?|охранника?|полицейск(?:ий|ого)|подросток|подростка|девочк[ау]|мальчика?|учител[ья]|учительниц[ау]|"
    r"оператора?|волонтера?|медика?|спасател[ья])\b",
    re.IGNORECASE,
)
#: `a father and his two sons`.
_ONE_BEFORE = re.compile(
    r"\ban?\s+(?:father|mother|man|woman|couple|teacher|doctor|nurse|driver|farmer|shepherd|officer|commander|grandmother|grandfather|journalist|"
    r"general|priest|soldier|pilot)\s+and\s+(?:his|her|their)?\s*$",
    re.IGNORECASE,
)


#: `killed a shopkeeper and two customers`, `убила продавца и двух покупателей`.
_ONE_HARMED = re.compile(
    r"\b(?:killed|killing|wounded|wounding|injured|injuring|detained|detaining|arrested|arresting|abducted|kidnapped)\s+an?\s+"
    r"(?:[a-z-]+\s+)?[a-z]+\s+and\s+(?:his\s+|her\s+)?$|(?:убил|ранил|застрелил|задержал|похитил)[а-я]*\s+[а-я]+\s+и\s+(?:его\s+|ее\s+)?$",
    re.IGNORECASE,
)
_TEN = 10


#: `استشهاد ضابط وجنديين`.
_ONE_BEFORE_AR = re.compile(
    r"(?<![\u0600-\u06ff])و?(?:ضابطا?|جنديا?|امراه|رجلا?|طفله|طفلا?|مدنيا?|قياديا?|شرطيا?|طبيبا?|صحفيا?|سيده|اب|ام|والد|شابا?|مسعفا?|سايقا?)\s+$"
)


def _and_one(text: str, counted: list[Counted], end: int) -> Quantity | None:
    """The people counted and one more that is joined to them without a number; None where nobody is."""
    q = counted[0].quantity
    if q.high is None or (len(counted) > 1 and counted[1].quantity.unit in PEOPLE):
        return None
    if text.endswith((" and ", " и ", " his ", " her ", " его ", " ее "), 0, counted[0].start) and _ONE_HARMED.search(
        text, max(0, counted[0].start - 48), counted[0].start
    ):
        return Quantity(q.low + 1, q.high + 1, "people", q.approx)
    if q.unit not in PEOPLE:
        return None
    if q.low > _TEN and text[counted[0].end - 1] > "\u0600":
        return None  # `أربعون امرأة وطفلا` are forty together
    behind = _ONE_MORE.match(text, counted[0].end, end) is not None
    if not behind and text[counted[0].start] == "و":
        behind = _ONE_BEFORE_AR.search(text, max(0, counted[0].start - 32), counted[0].start) is not None
    elif not behind and text[counted[0].end - 1] < "\u0400":
        behind = _ONE_BEFORE.search(text, max(0, counted[0].start - 32), counted[0].start) is not None
    return Quantity(q.low + 1, q.high + 1, "people", q.approx) if behind else None


def _two_kinds(text: str, counted: list[Counted]) -> bool:
    """`15 Saudis and four Sudanese`, `13 израильтян и семеро иностранцев`: two nouns for people of two kinds."""
    said = [
        text[a:b].lower() for a, b in ((counted[0].start, counted[1].start), (counted[1].start, counted[1].end + 24))
    ]
    if all(any(stem in one for stem in _HARMED) for one in said):
        return False
    nouns = [_noun_of(text, one) for one in counted[:2]]
    return all(nouns) and nouns[0] != nouns[1] and nouns[0] not in {"and", "people", "человек"}


def _noun_of(text: str, one: Counted) -> str:
    """The noun that a number counts: behind it in English, the last of its words in Russian."""
    if text[one.end - 1] > "z":
        return small(text[one.start : one.end]).split()[-1]
    found = _NOUN.match(text, one.end)
    return found["noun"].lower() if found is not None else ""


def _hangs(text: str, one: Counted) -> bool:
    """`وثلاثة`, `و45`: the number hangs on what stands before it."""
    return text[one.start] == "و" or text[max(0, one.start - 2) : one.start] == " و"


def _together(text: str, counted: list[Counted]) -> Quantity | None:
    """The sum of people whose numbers hang on each other in Arabic; None where it may be dead and wounded."""
    parts = [counted[0]]
    for one in counted[1:]:
        if not _hangs(text, one) or _HANGS.fullmatch(text, parts[-1].end, one.start) is None:
            break
        parts.append(one)
    many = [one.quantity for one in parts]
    people = all(one.unit in PEOPLE and one.high is not None for one in many)
    if len(parts) < 2 or not people:
        return None
    ends = [*(one.start for one in parts[1:]), parts[-1].end + 12]
    if sum(any(stem in text[one.start : to] for stem in _HARMED_AR) for one, to in zip(parts, ends, strict=True)) > 1:
        return None  # dead and wounded are told apart
    return Quantity(
        sum(one.low for one in many), sum(one.high or 0 for one in many), "people", any(one.approx for one in many)
    )
