"""Who said what in Arabic: verb first or last, phrases, participles, feelings, and verbs that say nothing."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.sentence import attributions
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import words

ZONE = ZoneInfo("Asia/Damascus")
DEAL = Path(__file__).parents[3] / "examples" / "reading" / "deals" / "four-towns.deal.md"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(DEAL.read_text("utf-8"), DEAL.name)


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, datetime(2017, 4, 19, 20, tzinfo=ZONE), ZONE)


def told(text: str, deal: Deal) -> list[tuple[str | None, str, str]]:
    """Speaker, act and words of each claim."""
    return [(p.speaker.text if p.speaker else None, p.act, p.words) for p in read(text, deal)]


@pytest.mark.parametrize(
    ("text", "speaker", "act", "content"),
    [
        ("أكد مصدر أمني مقتل ثلاثة جنود على الطريق.", "مصدر أمني", "confirms", "مقتل ثلاثة جنود على الطريق"),
        ("اتهم ضابط في الجيش الفصائل بقصف الحافلات.", "ضابط في الجيش", "accuses", "الفصائل بقصف الحافلات"),
        ("اتهم محافظ حمص مسلحين بخرق الهدنة.", "محافظ حمص", "accuses", "مسلحين بخرق الهدنة"),
        ("نفت الجبهة علمها بالتفجير.", "الجبهة", "denies", "علمها بالتفجير"),
        ("أحصى أطباء في المستشفى نحو 350 راكباً.", "أطباء في المستشفى", "reports", "نحو 350 راكباً"),
        ("أما المعارضة فتقول إن الحافلات عادت.", "المعارضة", "says", "الحافلات عادت"),
        ("غير أن مصدراً في لجنة الأسرى أشار إلى بقاء عشرة أسرى.", "مصدراً في لجنة الأسرى", "says", "إلى بقاء عشرة أسرى"),
        ("لم يستبعد مفاوض من الفصائل أن تتأخر القافلة.", "مفاوض من الفصائل", "says", "تتأخر القافلة"),
        ("عبّر الوسيط عن أمله في أن تغادر القافلة.", "الوسيط", "predicts", "تغادر القافلة"),
        ("أبدت طهران استعدادها لإجلاء الجرحى.", "طهران", "promises", "استعدادها لإجلاء الجرحى"),
        ("جدد قائد الفصيل التزامه بالهدنة.", "قائد الفصيل", "promises", "التزامه بالهدنة"),
        ("نقلت الوكالة عن محافظ حلب أن القافلة عادت.", "محافظ حلب", "says", "القافلة عادت"),
        ("نقلت الوكالة عن المحافظ اتهامه المسلحين بقصف القافلة.", "المحافظ", "accuses", "المسلحين بقصف القافلة"),
        ("جاء في بيان للوزارة أن القافلة تعرضت للقصف.", "بيان للوزارة", "says", "القافلة تعرضت للقصف"),
        ("عزا مقربون من الفصائل التأخير إلى القصف.", "مقربون من الفصائل", "says", "التأخير إلى القصف"),
        ("طلبنا من السلطات السماح للحافلات بالدخول.", "طلبنا", "demands", "من السلطات السماح للحافلات بالدخول"),
        ("ونأمل أن تصل القافلة غداً.", "ونأمل", "predicts", "تصل القافلة غداً"),
        ("أضاف الوسيط أنه يتوقع عودة القافلة.", "الوسيط", "predicts", "عودة القافلة"),
        ("اكتفى البيان بالقول إن القافلة عادت.", "البيان", "says", "القافلة عادت"),
        ("سارعت الفصائل إلى نفي الاتهام بالقصف.", "الفصائل", "denies", "الاتهام بالقصف"),
        ("وألقى المحافظ باللوم على الفصائل.", "المحافظ", "accuses", "باللوم على الفصائل"),
        ("قال لنا قيادي إن الحافلات غادرت.", "قيادي", "says", "الحافلات غادرت"),
    ],
)
def test_the_verb_its_subject_and_its_words_are_told_apart(
    text: str, speaker: str, act: str, content: str, deal: Deal
) -> None:
    assert told(text, deal) == [(speaker, act, content)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("وحسب بيان للأمم المتحدة، فإن القافلة عادت.", "بيان للأمم المتحدة", "القافلة عادت"),
        ("غادرت 30 حافلة البلدة، على حد قول مسؤول محلي.", "مسؤول محلي", "غادرت 30 حافلة البلدة"),
        ("غادرت 30 حافلة البلدة، على ما أفاد به رئيس الفريق.", "رئيس الفريق", "غادرت 30 حافلة البلدة"),
        ("غادرت 30 حافلة البلدة، كما قال قيادي.", "قيادي", "غادرت 30 حافلة البلدة"),
        ("لم ينفذ من الاتفاق، في رأي باحث، سوى نصفه.", "باحث", "لم ينفذ من الاتفاق … سوى نصفه"),
        ("ومن بين الحافلات، تضيف الوكالة، اثنتان للجرحى.", "الوكالة", "ومن بين الحافلات … اثنتان للجرحى"),
        ("قال التلفزيون، نقلاً عن مصدر طبي، إن القافلة تضم 25 جريحاً.", "مصدر طبي", "القافلة تضم 25 جريحاً"),
    ],
)
def test_a_phrase_or_a_verb_between_commas_names_the_source(text: str, speaker: str, content: str, deal: Deal) -> None:
    assert [(who, words) for who, _, words in told(text, deal)] == [(speaker, content)]


def test_what_the_author_tells_beside_a_source_stays_his(deal: Deal) -> None:
    made = sorted(told("سقطت قذائف قرب الحافلات، ما أدى إلى مقتل خمسة بحسب ناشطين.", deal), key=lambda one: one[1])
    assert made == [
        (None, "narrates", "سقطت قذائف قرب الحافلات"),
        ("ناشطين", "says", "ما أدى إلى مقتل خمسة"),
    ]


def test_participles_go_on_with_what_the_subject_says(deal: Deal) -> None:
    made = told("شدد الوزير على احترام الهدنة، محذراً من اعتقال الركاب.", deal)
    assert [(who, act) for who, act, _ in made] == [("الوزير", "says"), ("الوزير", "warns")]


def test_two_sides_two_names_and_a_likewise_are_two_speakers(deal: Deal) -> None:
    made = read("تبادل الطرفان الاتهامات بخرق الهدنة.", deal)
    assert {p.speaker.id for p in made if p.speaker} == {"GOV", "OPP"}
    assert [who for who, _, _ in told("أدانت موسكو وطهران التفجير.", deal)] == ["موسكو", "وطهران"]
    made = read("الدوحة تأمل تمديد الهدنة، وكذلك واشنطن.", deal)
    assert [p.speaker.text for p in made if p.speaker] == ["الدوحة", "واشنطن"]


def test_a_denial_that_hangs_on_a_noun_means_the_words_before(deal: Deal) -> None:
    said, denied = read("اعتبر الائتلاف أن الاتفاق تهجير قسري، وهو وصف رفضته الدوحة.", deal)
    assert (denied.act, denied.words) == ("denies", said.words)
    assert denied.speaker is not None and denied.speaker.id == "QAT"


@pytest.mark.parametrize(
    "text",
    [
        "ولم يصدر تعليق عن طهران.",
        "أما إسرائيل فلم تعلق بعد.",
        "رفض الجيش التعليق على هذه الأنباء.",
        "ولم تحدد الجهة المسؤولة عن القصف.",
        "دمشق/بيروت، الأربعاء 20 نيسان 2016.",
    ],
)
def test_not_knowing_and_datelines_are_no_claims(text: str, deal: Deal) -> None:
    assert told(f"عنوان\n\nتقرير عن الطريق.\n\n{text}", deal) == []


@pytest.mark.parametrize(
    "text",
    [
        "يتوقع أن تصل القافلة مساء اليوم.",
        "نقلت الحافلات 300 جريح إلى حلب.",
        "تعرضت القافلة لإطلاق نار.",
        "دخلت شاحنات محملة بالغذاء إلى البلدة.",
        "عبرت القافلة الحاجز.",
        "عرضت قطر نقل الجرحى بالحافلات.",
        "نفد الخبز في الحافلات التي تحدثت عنها الصحف.",
        "بموجب الاتفاق يخرج عشرة آلاف شخص.",
    ],
)
def test_verbs_that_say_nothing_are_told_by_the_author(text: str, deal: Deal) -> None:
    assert [who for who, _, _ in told(text, deal)] == [None]


@pytest.mark.parametrize(
    "text",
    ["رائحة القهوة تملأ المكان.", "المطر خفيف والطريق طويل.", "تعود قصة المكان إلى عام 2013.", "من أين جاءت القافلة؟"],
)
def test_scenery_and_questions_are_no_claims(text: str, deal: Deal) -> None:
    assert told(f"عنوان\n\nتقرير عن الطريق.\n\n{text}", deal) == []


def test_a_correction_tells_what_replaces_and_not_what_was_wrong(deal: Deal) -> None:
    text = "تصحيح: ذكرنا أن سائقين اثنين قتلا. الصحيح أن سائقاً واحداً قتل."
    assert [words for _, _, words in told(text, deal)] == ["سائقاً واحداً قتل"]


#: Verbs that say something only with another word than `ان`.
_OTHERWISE = frozenset(
    ["تحدث", "نقل", "اعرب", "عبر", "ابدي", "عزا", "ارجع", "نسب", "جدد", "وجه", "قدم", "قطع", "وضع", "حمل", "اتهم",
     "انتقد", "لام", "القي", "عزي"]
)  # fmt: skip
#: Duals that are written like an adverbial.
_ADVERBIALS = frozenset({"ذكرا", "ردا", "ظنا", "سمعا", "طلبا", "امرا", "املا", "عرضا", "نشرا", "شكرا"})


def test_every_verb_of_the_list_is_read_in_all_its_forms() -> None:
    missed = []
    for form, cue in tongue("ar").cues.items():
        if cue.object_in_it or cue.we or cue.verb in _OTHERWISE or form[0] in "وف" or form in _ADVERBIALS:
            continue
        text = f"{form} المتحدث ان القافله غادرت."
        made = attributions(Sentence(0, len(text), 2, False), words(text, 0, len(text)), [])
        found = [(one.act, one.speaker and text[slice(*one.speaker)]) for one in made]
        if found not in ([(cue.act, "المتحدث")], [("says", "المتحدث")] if cue.verb == "استبعد" else []):
            missed.append((form, found))
    assert missed == []


@pytest.mark.parametrize(
    ("before", "text", "party"),
    [
        (
            "قال المتحدث باسم الفصائل إن القافلة غادرت. ",
            "قال مسؤول في حزب الله إن القافلة عادت. وأكد المتحدث أن الطريق مفتوح.",
            "OPP",
        ),
        ("أعلنت قطر أن القافلة غادرت. ", "وقال متحدث باسمها إن الطريق مفتوح.", "QAT"),
        ("", "قال مفاوض من الفصائل إن القافلة غادرت.", "OPP"),
        ("", "قال مصدر مقرب من دمشق إن القافلة غادرت.", None),
    ],
)
def test_a_short_mention_means_the_office_named_before(before: str, text: str, party: str | None, deal: Deal) -> None:
    last = read(before + text, deal)[-1]
    assert last.speaker is not None
    assert last.speaker.id == party
