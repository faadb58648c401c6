"""Blank forms for a pen, in the language of whoever fills them in: an incident, a vehicle's list by pseudonym."""

from typing import Final

from trucekeeper.brief.matter import named
from trucekeeper.brief.model import Listing, Report, Section, Table
from trucekeeper.brief.sheets.parts import grid, plain, sheet
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal

#: The words of the forms. A language is complete or it is not offered (tests/brief/test_sheets.py).
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "incident": "Incident form",
        "incident_intro": "Write what you saw or were told, and who told it. Leave blank what you do not know.",
        "deal": "Deal",
        "who_writes": "Who writes this down",
        "team": "Team or desk",
        "written": "Written at (date, time, offset)",
        "happened": "Happened between (date, time, offset)",
        "place": "Place, and how exactly known",
        "seen": "Seen in person / heard from a distance / told by others",
        "told_by": "Told by (function, side)",
        "what": "What happened",
        "kind": "Kind: fire, shelling, airstrike, obstruction, detention, other",
        "direction": "Direction and distance",
        "people": "People harmed: at least, at most, as told by",
        "who_did": "Who is said to have done it (all that are possible)",
        "denied": "Who denies it, and with what words",
        "clause": "Clause of the deal",
        "stopped": "Did anybody stop anything because of it; what became of people on the road",
        "told_parties": "Told to the parties (whom, when, received yes or no)",
        "reference": "Reference number",
        "clauses": "Clauses of the deal",
        "id": "Clause",
        "words": "Its words",
        "fields": "To be filled in",
        "field": "Question",
        "answer": "Answer",
        "manifest": "Vehicle list",
        "manifest_intro": "Pseudonyms only. No name, no telephone, no address: this paper may be taken from you.",
        "convoy": "Convoy",
        "vehicle": "Vehicle",
        "seats": "Seats really used",
        "lines": "People who travel together, one line",
        "pseudonym": "Pseudonym",
        "persons": "Persons",
        "category": "Category of the deal",
        "boarded": "Boarded",
        "arrived": "Arrived",
        "else": "Else: refused, turned back, returned, died, missing",
        "sum": "Boarded = arrived + all of the last column. Both counters sign.",
        "count_a": "Count of one side, signed",
        "count_b": "Count of the other side, signed",
    },
    "ar": {
        "incident": "استمارة حادث",
        "incident_intro": "اكتب ما رأيته أو ما قيل لك ومَن قاله. اترك فارغًا ما لا تعرفه.",
        "deal": "الاتفاق",
        "who_writes": "من يدوّن هذا",
        "team": "الفريق أو المكتب",
        "written": "وقت التدوين (التاريخ والساعة وفرق التوقيت)",
        "happened": "وقع بين (التاريخ والساعة وفرق التوقيت)",
        "place": "المكان، ومدى دقة معرفته",
        "seen": "شوهد مباشرة / سُمع من بُعد / رواه آخرون",
        "told_by": "الراوي (وظيفته والطرف الذي ينتمي إليه)",
        "what": "ماذا حدث",
        "kind": "النوع: إطلاق نار، قصف، غارة جوية، عرقلة، احتجاز، غير ذلك",
        "direction": "الاتجاه والمسافة",
        "people": "المتضررون: على الأقل، على الأكثر، بحسب مَن",
        "who_did": "مَن يُقال إنه فعل ذلك (كل المحتملين)",
        "denied": "مَن ينفي ذلك، وبأي كلمات",
        "clause": "بند الاتفاق",
        "stopped": "هل أوقف أحدٌ شيئًا بسببه، وماذا حلّ بمن هم على الطريق",
        "told_parties": "أُبلغ الأطراف (مَن، متى، وهل تسلّموا البلاغ)",
        "reference": "الرقم المرجعي",
        "clauses": "بنود الاتفاق",
        "id": "البند",
        "words": "نصّه",
        "fields": "للتعبئة",
        "field": "السؤال",
        "answer": "الجواب",
        "manifest": "قائمة مركبة",
        "manifest_intro": "أسماء مستعارة فقط. لا اسم ولا رقم هاتف ولا عنوان: قد تُؤخذ منك هذه الورقة.",
        "convoy": "القافلة",
        "vehicle": "المركبة",
        "seats": "المقاعد المستعملة فعلًا",
        "lines": "مَن يسافرون معًا، سطر لكل مجموعة",
        "pseudonym": "الاسم المستعار",
        "persons": "عدد الأشخاص",
        "category": "الفئة بحسب الاتفاق",
        "boarded": "صعدوا",
        "arrived": "وصلوا",
        "else": "غير ذلك: رفض، أُعيد، رجع، توفي، مفقود",
        "sum": "الصاعدون = الواصلون + كل ما في العمود الأخير. يوقّع العدّادان.",
        "count_a": "عدّ الطرف الأول، مع التوقيع",
        "count_b": "عدّ الطرف الثاني، مع التوقيع",
    },
}

#: The questions of the incident form, in the order in which they can be answered on the spot.
ASKED: Final = (
    "who_writes",
    "team",
    "written",
    "happened",
    "place",
    "seen",
    "told_by",
    "what",
    "kind",
    "direction",
    "people",
    "who_did",
    "denied",
    "clause",
    "stopped",
    "told_parties",
    "reference",
)

#: Lines on a vehicle's list: a bus of 50 seats holds about fifteen families.
LINES: Final = 15


class FormLanguageError(TruceError):
    """A language that the blank forms do not speak."""

    def __init__(self, language: str) -> None:
        super().__init__(f'there is no form in "{language}"', f"give one of {', '.join(WORDS)}")


def incident_form(deal: Deal, language: str = "en", practice: bool = False) -> Report:
    """A blank incident form with the clauses of the deal to choose from.

    Raises:
        FormLanguageError: When the forms do not speak that language.
    """
    words = words_of(language)
    rows = [(words[one], "") for one in ASKED]
    fields = grid(words["fields"], (words["field"], words["answer"]), rows, (2, 3), ruled=True)
    chosen = [(named(one.id), named(_told(one.names, one.dos, language) or one.name or one.do)) for one in deal.clauses]
    clauses = grid(words["clauses"], (words["id"], words["words"]), chosen, (1, 6))
    return _form(deal, language, "incident", [fields, clauses], practice)


def manifest_form(deal: Deal, language: str = "en", practice: bool = False) -> Report:
    """A blank list for one vehicle, by pseudonym, with the sum that must come out.

    Raises:
        FormLanguageError: When the forms do not speak that language.
    """
    words = words_of(language)
    head = tuple(words[one] for one in ("pseudonym", "persons", "category", "boarded", "arrived", "else"))
    lines = grid(words["lines"], head, [("",) * len(head)] * LINES, (2, 1, 2, 1.2, 1.2, 2.6), ruled=True)
    top = grid(
        words["fields"],
        (words["field"], words["answer"]),
        [(words[one], "") for one in ("convoy", "vehicle", "seats", "count_a", "count_b")],
        (2, 3),
        ruled=True,
    )
    return _form(deal, language, "manifest", [top, lines], practice)


def _form(deal: Deal, language: str, kind: str, tables: list[Table], practice: bool) -> Report:
    words = words_of(language)
    head = deal.head
    front = [(words["deal"], plain(named((_told(head.names, {}, language) or head.name or head.id) if head else "")))]
    intro = Listing(tuple(plain(words[one]) for one in (f"{kind}_intro", *(("sum",) if kind == "manifest" else ()))))
    section = Section(kind, words[kind], (intro, *tables))
    marks = ("PRACTICE: an exercise",) if practice else ()
    return sheet(words[kind], front, [section], words[kind], marks=marks, language=language)


def _told(names: object, dos: object, language: str) -> str:
    """A clause in the form's language, where the deal has it."""
    for each in (names, dos):
        if isinstance(each, dict) and each.get(language):
            return str(each[language])
    return ""


def words_of(language: str) -> dict[str, str]:
    """The words of the forms in a language.

    Raises:
        FormLanguageError: When the forms do not speak it.
    """
    if language not in WORDS:
        raise FormLanguageError(language)
    return WORDS[language]
