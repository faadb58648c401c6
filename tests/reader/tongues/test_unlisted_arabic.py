"""Arabic verbs of saying that no list has: told by who speaks and by the clause that they open."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.tongues.tables import tongue

ZONE = ZoneInfo("Asia/Damascus")
DEAL = Path(__file__).parents[3] / "examples" / "reading" / "deals" / "four-towns.deal.md"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(DEAL.read_text("utf-8"), DEAL.name)


def told(text: str, deal: Deal) -> list[tuple[str | None, str]]:
    """Speaker and words of each claim."""
    found = read_surface(Document(text), deal, datetime(2017, 4, 19, 20, tzinfo=ZONE), ZONE)
    return [(p.speaker.text if p.speaker else None, p.words) for p in found]


UNLISTED = [
    ("وباح أحد المقاتلين لمراسلنا بأن الأوامر صدرت ليلاً.", "أحد المقاتلين", "الأوامر صدرت ليلاً"),
    ("ضابط متقاعد يهمس بأن الصفقة تمت.", "ضابط متقاعد", "الصفقة تمت"),
    ("لكن سائقاً أسرّ لي بأن وجهته شرق السويداء.", "سائقاً", "وجهته شرق السويداء"),
    ("أحد العاملين في المعبر أسرّ لنا بأن الحافلات عادت.", "أحد العاملين في المعبر", "الحافلات عادت"),
    ("همس لنا ضابط بأن الهدنة لن تصمد.", "ضابط", "الهدنة لن تصمد"),
    ("السيدة التي كانت في الحافلة تحلف إن القناص أطلق رصاصات.", "السيدة", "القناص أطلق رصاصات"),
    ("وأفاض المحافظ في أن الدولة فتحت الطريق.", "المحافظ", "الدولة فتحت الطريق"),
    ("وكان قائد الفصيل قد باح بأن القافلة عادت.", "قائد الفصيل", "القافلة عادت"),
    ("مصدر في الصليب الأحمر أبلغنا بأن فرقه لم تتلق طلباً.", "مصدر في الصليب الأحمر", "فرقه لم تتلق طلباً"),
    ("العملية اكتملت ظهراً، يحلف ناطق باسم الفصائل.", "ناطق باسم الفصائل", "العملية اكتملت ظهراً"),
    ("ولوّح مسؤول في الحكومة بتعليق التبادل.", "مسؤول في الحكومة", "بتعليق التبادل"),
    ("عاد نصف الحافلات فارغاً وفق ما باح به سائق منها.", "سائق منها", "عاد نصف الحافلات فارغاً"),
]


@pytest.mark.parametrize(("text", "speaker", "words"), UNLISTED)
def test_who_says_it_is_found_though_no_list_has_his_verb(text: str, speaker: str, words: str, deal: Deal) -> None:
    assert told(text, deal) == [(speaker, words)]


GOING_ON = [
    ("رأيت بعيني أربع حافلات تمر عصراً.", "رأيت", "أربع حافلات تمر عصراً"),
    ("إننا نطالب الطرفين بإخلاء المدارس.", "إننا", "الطرفين بإخلاء المدارس"),
    ("الدوحة: رئيس الوزراء يأمل أن تبدأ المرحلة الثانية.", "رئيس الوزراء", "تبدأ المرحلة الثانية"),
    ("سلكت الحافلات الطريق نفسه، على ما أفادنا به أحد العاملين.", "أحد العاملين", "سلكت الحافلات الطريق نفسه"),
]


@pytest.mark.parametrize(("text", "speaker", "words"), GOING_ON)
def test_witnesses_and_we_and_who_stands_behind_a_place_are_who_says_it(
    text: str, speaker: str, words: str, deal: Deal
) -> None:
    assert told(text, deal) == [(speaker, words)]


def test_the_source_that_opens_a_sentence_goes_on_with_its_second_verb(deal: Deal) -> None:
    found = told("قيادة الفصيل ترجئ تسليم الجثث، وتعزو التأجيل إلى القصف.", deal)
    assert ("قيادة الفصيل", "التأجيل إلى القصف") in found


@pytest.mark.parametrize("low", ["باح", "يهمس", "اسر", "همس", "تحلف", "افاض", "يحلف"])
def test_these_verbs_are_in_no_list(low: str) -> None:
    assert low not in tongue("ar").cues, "or the sentences above show nothing"


@pytest.mark.parametrize(
    "text",
    [
        "استطاع المقاتلون أن يغادروا الحي.",
        "قرر الجيش أن ينسحب من البلدة.",
        "لم يمنع الجيش أن تمر القافلة.",
        "واتضح أن الحافلات عادت فارغة.",
        "ومن المقرر أن تصل القافلة غداً.",
        "قام الجيش بقصف البلدة صباحاً.",
        "باشرت لجنة المحافظة بإجلاء الجرحى.",
        "انطلقت القافلة: عشرون حافلة إلى إدلب.",
        "خرجت الدفعة الأولى، يرافقها الهلال الأحمر.",
    ],
)
def test_what_can_be_done_or_is_planned_or_turned_out_is_nobodys_word(text: str, deal: Deal) -> None:
    assert {speaker for speaker, _ in told(text, deal)} <= {None}
