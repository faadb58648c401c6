"""When what timed posts tell happened, and whose time a claim carries that names none, in Arabic and Russian."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

ZONE = ZoneInfo("Asia/Damascus")
PUBLISHED = datetime(2016, 12, 14, 22, tzinfo=ZONE)
STORY = Path(__file__).parents[3] / "examples" / "aleppo-2016"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal((STORY / "repaired.deal.md").read_text("utf-8"), "repaired.deal.md")


def times(text: str, deal: Deal, heading: str) -> list[str]:
    """Each claim's time, or `-`, in the order of the text."""
    report = f"Written for Trucekeeper after public reporting\n\n{heading}\n\n{text}"
    found = sorted(read_surface(Document(report), deal, PUBLISHED, ZONE), key=lambda one: one.content[0][0])
    return [f"{w.start:%H:%M}-{w.end:%H:%M}" if (w := one.happened) is not None else "-" for one in found]


ARABIC = "قناة محلية، منشورات الأربعاء 14 كانون الأول 2016"
RUSSIAN = "Канал волонтёров, записи за 14 декабря 2016 года"


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("08:10 وصلت الحافلات إلى المعبر، أكد سائق.", ARABIC, ["08:10-08:11"]),
        ("09:25 التلفزيون السوري: دخلت ثلاث شاحنات إلى المدينة.", ARABIC, ["09:25-09:26"]),
        ("10:00 القافلة دخلت الحي قبل قليل.", ARABIC, ["10:00-10:01"]),
        ("11:40 سقطت قذيفة على السوق منذ نصف ساعة.", ARABIC, ["11:10-11:11"]),
        ("11:30 الهلال الأحمر: 61 شاحنة اجتازت الحاجز. الجيش يقول إنها 50.", ARABIC, ["11:30-11:31", "11:30-11:31"]),
        ("11:50 سقطت قذائف قرب الدوار. إصابة طفلتين.", ARABIC, ["11:50-11:51", "-"]),
        ("12:15 الحافلات ما زالت متوقفة عند المعبر.", ARABIC, ["-"]),
        ("08:40 Колонна вышла из города, сообщает водитель.", RUSSIAN, ["08:40-08:41"]),
        ("09:15 Минобороны России: 40 раненых вывезены из района.", RUSSIAN, ["09:15-09:16"]),
        ("10:20 Автобусы стоят на посту уже час.", RUSSIAN, ["-"]),
        ("11:30 Двадцать минут назад по дороге выпустили мину.", RUSSIAN, ["11:10-11:11"]),
    ],
)
def test_a_post_that_tells_news_tells_what_happened_as_it_was_posted(
    text: str, heading: str, expected: list[str], deal: Deal
) -> None:
    assert times(text, deal, heading) == expected


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        (
            "12:50 Первый автобус заехал во двор. Волонтёр насчитал 54 человека.",
            RUSSIAN, ["12:50-12:51", "12:50-12:51"],
        ),
        (
            "Днём по колонне ударили из миномёта. Двое ранены. В Москве обстрел отрицают.",
            RUSSIAN, ["12:00-18:00", "-", "12:00-18:00"],
        ),
        (
            "В среду утром из района вывели 30 человек. Красный Крест подтвердил вывод.",
            RUSSIAN, ["06:00-12:00", "06:00-12:00"],
        ),
        (
            "سُئل عن إطلاق نار وقع ظهر اليوم قرب المعبر، فأجاب بأن الجيش يتهم مسلحين بفتح النار على دورية.",
            ARABIC, ["11:00-13:00", "11:00-13:00"],
        ),
        (
            "احترقت صباح اليوم خمس حافلات قرب القرية. وتحدثت صفحات محلية عن عشرين حافلة.",
            ARABIC, ["06:00-12:00", "06:00-12:00"],
        ),
        (
            "Утром обстреляли дорогу. Представитель повстанцев заверил, что их артиллерия молчит.",
            RUSSIAN, ["06:00-12:00", "-"],
        ),
    ],
)  # fmt: skip
def test_a_count_an_answer_and_a_confirmation_carry_the_time_of_what_they_are_about(
    text: str, heading: str, expected: list[str], deal: Deal
) -> None:
    assert times(text, deal, heading) == expected


def test_what_had_stopped_by_noon_is_over(deal: Deal) -> None:
    assert times("وبحلول الظهر كانت القافلتان قد توقفتا.", deal, ARABIC) == ["11:00-13:00"]


def test_fire_at_another_place_is_another_fire(deal: Deal) -> None:
    text = "20:00 سقطت قذيفتان على حي المساكن منذ نصف ساعة. لا إصابات. الحكومة تتهم المعارضة بقصف ضاحية الأسد."
    assert times(text, deal, ARABIC)[0] == "19:30-19:31"
    assert times(text, deal, ARABIC)[-1] == "-"


def test_an_agreement_is_of_the_time_at_which_the_parties_agreed(deal: Deal) -> None:
    text = f"Written\n\n{ARABIC}\n\nوكان الطرفان قد اتفقا في أيلول الماضي على هدنة من ستة أشهر."
    when = read_surface(Document(text), deal, PUBLISHED, ZONE)[0].happened
    assert when is not None
    assert f"{when.start:%m-%d} {when.end:%m-%d}" == "09-01 10-01"


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        (
            "11:00 В город въехали 16 автобусов.\n\n14:05 Уточнение. В 11:00 мы написали о 16 автобусах. Их было 19.",
            RUSSIAN, ["11:00-11:01", "11:00-11:01"],
        ),
        (
            "09:45 غادرت الحافلات وعلى متنها 48 جريحاً.\n\n13:15 تصحيح: ذكرنا أن الجرحى 48. الصحيح 46.",
            ARABIC, ["09:45-09:46", "09:45-09:46"],
        ),
    ],
)  # fmt: skip
def test_a_corrected_number_is_of_the_time_of_the_number_that_it_corrects(
    text: str, heading: str, expected: list[str], deal: Deal
) -> None:
    assert times(text, deal, heading) == expected


def test_what_and_joins_to_what_opens_with_a_time_is_of_that_time(deal: Deal) -> None:
    text = "Утром военные обстреляли посёлок и увели двадцать человек."
    assert times(text, deal, RUSSIAN) == ["06:00-12:00", "06:00-12:00"]


def test_an_hour_of_either_half_is_behind_the_hour_told_before_it(deal: Deal) -> None:
    text = "وصلت الحافلات قرابة السادسة مساءً. وغادرت سيارات الإسعاف عند الثامنة والنصف."
    assert times(text, deal, ARABIC) == ["17:30-18:30", "20:30-20:31"]


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("دخلت الهدنة حيز التنفيذ عند السابعة صباحاً.\n\nولم تُسجل أي غارة منذ بدء الهدنة.", ARABIC, "07:00-22:00"),
        (
            "انتهت الهدنة عند السابعة صباحاً.\n\nقالت مصادر طبية إن 21 شخصاً قتلوا منذ انتهاء الهدنة.",
            ARABIC,
            "07:00-22:00",
        ),
        ("Перемирие вступило в силу в 06:00.\n\nС начала перемирия выпущено три снаряда.", RUSSIAN, "06:00-22:00"),
        ("С начала перемирия выпущено три снаряда.", RUSSIAN, "-"),
    ],
)
def test_since_the_truce_is_since_the_time_at_which_the_report_says_that_it_began_or_ended(
    text: str, heading: str, expected: str, deal: Deal
) -> None:
    assert times(text, deal, heading)[-1] == expected


def test_a_count_by_an_evening_is_of_that_evening(deal: Deal) -> None:
    text = "Следственный комитет к исходу вторника подтвердил гибель 133 человек."
    assert times(text, deal, RUSSIAN) == ["18:00-00:00"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Утром из района вывели 30 человек. Ещё 12 присоединились к колонне в пути.", RUSSIAN),
        ("Утром из района вывели 30 человек. Красный Крест ранее называл 80 вывезенных.", RUSSIAN),
        ("Утром обстреляли дорогу. ООН заявила, что не может назвать тех, кто стрелял.", RUSSIAN),
        (
            "أطلق قناص النار صباح اليوم. وقالت الأمم المتحدة إنها لا تستطيع أن تحدد من أطلق النار.",
            ARABIC,
        ),
        ("خرج صباح اليوم 40 شخصاً. وقال المحافظ إن عددهم منذ بدء العملية بلغ ألفاً.", ARABIC),
    ],
)
def test_what_is_told_of_something_else_carries_no_time(text: str, heading: str, deal: Deal) -> None:
    found = times(text, deal, heading)
    assert found[0] == "06:00-12:00"
    assert found[1:] == ["-"] * len(found[1:])


def test_a_term_before_who_expects_is_the_term_of_what_is_expected(deal: Deal) -> None:
    assert times("К концу декабря делегация рассчитывает согласовать новый обмен.", deal, RUSSIAN) == ["22:00-00:00"]


def test_the_end_of_a_lengthened_truce_is_no_time_of_its_lengthening(deal: Deal) -> None:
    assert times("قال المتحدث إن الهدنة مُددت يومين، تنتهي عند السابعة من صباح الجمعة.", deal, ARABIC) == ["-"]
    assert times("تأجل الانطلاق إلى صباح الجمعة، كما أبلغنا عضو في لجنة التفاوض.", deal, ARABIC) == ["-"]
    assert times("Вчера вывоз раненых перенесли на субботу, сообщил штаб.", deal, RUSSIAN) == ["00:00-00:00"]
