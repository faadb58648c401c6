"""What is told without anybody named: announcements, hearsay, additions, posts without a verb, a line for each time."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

ZONE = ZoneInfo("Asia/Damascus")
DEAL = Path(__file__).parents[3] / "examples" / "aleppo-2016" / "repaired.deal.md"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(DEAL.read_text("utf-8"), DEAL.name)


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, datetime(2016, 12, 17, 20, tzinfo=ZONE), ZONE)


@pytest.mark.parametrize(
    ("text", "words", "certainty"),
    [
        ("Ранее сообщалось, что боевики обстреляли пункт пропуска.", "боевики обстреляли пункт пропуска", "hedged"),
        ("Также сообщается о гибели трех мирных жителей.", "о гибели трех мирных жителей", "hedged"),
        ("Стало известно, что обмен перенесен на пятницу.", "обмен перенесен на пятницу", "stated"),
        ("Напомним, перемирие вступило в силу в полночь.", "перемирие вступило в силу в полночь", "stated"),
        ("По неподтвержденным данным, погибли трое.", "погибли трое", "hedged"),
        ("Поступают сообщения об обстреле колонны у моста.", "об обстреле колонны у моста", "hedged"),
        ("وأفيد بأن القافلة عادت أدراجها من الراموسة.", "القافلة عادت أدراجها من الراموسة", "hedged"),
        ("ووردت أنباء عن سقوط قذيفتين قرب المعبر.", "عن سقوط قذيفتين قرب المعبر", "hedged"),
        ("وتحدثت أنباء عن مقتل سائق حافلة.", "عن مقتل سائق حافلة", "hedged"),
        ("يُذكر أن الهدنة دخلت حيز التنفيذ فجر الخميس.", "الهدنة دخلت حيز التنفيذ فجر الخميس", "stated"),
        ("وتجدر الإشارة إلى أن الدفعة الأولى ضمت 1500 شخص.", "الدفعة الأولى ضمت 1500 شخص", "stated"),
        ("وبحسب معلومات أولية، قتل ثلاثة أشخاص.", "قتل ثلاثة أشخاص", "stated"),
    ],
)
def test_an_announcement_names_nobody_and_is_no_part_of_what_it_announces(
    text: str, words: str, certainty: str, deal: Deal
) -> None:
    assert [(p.speaker, p.words, p.certainty) for p in read(text, deal)] == [(None, words, certainty)]


def test_a_timed_post_needs_no_verb(deal: Deal) -> None:
    text = "Хроника\n\n11:30 Автобусы у моста. Раненых около двадцати.\n\n12:10 ⚡️Колонна обстреляна."
    assert [p.words for p in read(text, deal)] == [
        "Автобусы у моста",
        "Раненых около двадцати",
        "Колонна обстреляна",
    ]


def test_lines_that_begin_with_their_times_are_entries_of_their_own(deal: Deal) -> None:
    """Long lines with nothing between them look like a wrapped text."""
    lines = (
        "11:15 مراسلنا: إطلاق نار من دبابات على نازحين حاولوا العودة إلى شمال القطاع",
        "12:30 الهلال الأحمر: دخول 61 شاحنة مساعدات إلى المدينة منذ الصباح",
        "15:05 كتائب محلية: قررنا تأخير إطلاق سراح الدفعة الثانية حتى المساء",
    )
    assert [p.speaker.text if p.speaker else None for p in read("\n".join(lines), deal)] == [
        "مراسلنا",
        "الهلال الأحمر",
        "كتائب محلية",
    ]


def test_a_dash_between_two_clauses_parts_two_claims(deal: Deal) -> None:
    found = read("Колонна разделилась - часть машин повернула назад.", deal)
    assert [p.words for p in found] == ["Колонна разделилась", "часть машин повернула назад"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("#عاجل | الدفاع المدني: سقطت عشر قذائف على سوق سراقب.", ["الدفاع المدني"]),
        ("Reuters: عادت القافلة إلى الراموسة.", ["Reuters"]),
        ("Al Jazeera: колонна обстреляна у моста.", ["Al Jazeera"]),
        ("وعلق دبلوماسي غربي بالقول: انهارت الهدنة.", ["دبلوماسي غربي"]),
        ("По словам водителя, снаряд упал у моста; никто не погиб.", ["водителя", "водителя"]),
        ("وفيما يخص المعتقلين، أعلن المفاوض أن اللجنة سلمت قائمة.", ["المفاوض"]),
    ],
)
def test_whose_word_a_line_is(text: str, speakers: list[str], deal: Deal) -> None:
    found = [p.speaker.text if p.speaker else None for p in read("خبر\n\n" + text, deal)]
    assert found == speakers


def test_what_happened_before_a_refusal_is_told_too(deal: Deal) -> None:
    found = read("عادت أربع حافلات أدراجها بعد أن رفض عناصر الحاجز عبورها.", deal)
    assert (found[0].speaker, found[0].words) == (None, "عادت أربع حافلات أدراجها")


def test_what_stands_beside_a_claim_in_its_sentence_is_told_too(deal: Deal) -> None:
    found = read("غادرت القافلة الحي، غير أن المرحلة الثانية لم تكتمل.", deal)
    assert [p.words for p in found] == ["غادرت القافلة الحي", "المرحلة الثانية لم تكتمل"]


def test_a_clause_before_a_colon_is_told_in_the_first_paragraph_too(deal: Deal) -> None:
    found = read("Заголовок\n\nКолонна не добралась до города: ее развернули у моста.", deal)
    assert [p.words for p in found] == ["Колонна не добралась до города", "ее развернули у моста"]


def test_a_flash_needs_no_verb(deal: Deal) -> None:
    found = read("МОЛНИЯ. Подрыв рядом с колонной из Забадани. Много раненых.", deal)
    assert [p.words for p in found] == ["Подрыв рядом с колонной из Забадани", "Много раненых"]
