"""Words of time in Arabic and Russian, each as reports write it; the report is of Wednesday 14 December 2016, 20:00."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.reader.dating import Reference, when
from trucekeeper.reader.folding import folded

ZONE = ZoneInfo("Asia/Damascus")
PUBLISHED = Reference(datetime(2016, 12, 14, 20, tzinfo=ZONE), ZONE)


def interval(text: str, language: str, *, ahead: bool = False) -> str:
    flat = folded(text).text
    found = when(flat, 0, len(flat), PUBLISHED, ahead=ahead, language=language)
    assert found is not None, text
    return f"{found.start:%d %H:%M} - {found.end:%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادروا مساء أول من أمس", "12 18:00 - 13 00:00"),
        ("غادروا في ساعة متأخرة من مساء الاثنين", "12 18:00 - 13 00:00"),
        ("غادروا عند الساعة السادسة إلا ربعاً مساءً", "14 17:45 - 14 17:46"),
        ("غادروا عند الساعة الرابعة والثلث عصراً", "14 16:20 - 14 16:21"),
        ("غادروا الأسبوع الماضي", "05 00:00 - 12 00:00"),
        ("غادروا منذ ثلاثة أيام", "11 20:00 - 14 20:00"),
        ("منذ مطلع الشهر", "01 00:00 - 14 20:00"),
        ("أواخر تشرين الثاني", "21 00:00 - 01 00:00"),
        ("خلال الساعات الأربع والعشرين الماضية", "13 20:00 - 14 20:00"),
        ("في الأيام الثلاثة الأخيرة", "11 20:00 - 14 20:00"),
        ("بين الاثنين والأربعاء", "12 00:00 - 15 00:00"),
        ("من السادسة صباحاً حتى الرابعة عصراً", "14 06:00 - 14 16:00"),
        ("بين الساعة 14:00 والساعة 16:00", "14 14:00 - 14 16:00"),
        ("بين الرابعة والسابعة من فجر الأربعاء", "14 04:00 - 14 07:00"),
        ("خلال الأيام الثلاثة", "12 00:00 - 14 20:00"),
        ("مع حلول الظلام يوم الاثنين", "12 18:00 - 13 00:00"),
    ],
)
def test_what_has_been_in_arabic(text: str, expected: str) -> None:
    assert interval(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ستصل المساعدات خلال يومين إلى ثلاثة أيام", "16 20:00 - 17 20:00"),
        ("سيغادرون بعد غد", "16 00:00 - 17 00:00"),
        ("سيغادرون خلال الساعات المقبلة", "14 20:00 - 15 20:00"),
        ("سيغادرون الأسبوع المقبل", "19 00:00 - 26 00:00"),
        ("سيغادرون قبل نهاية الشهر", "14 20:00 - 01 00:00"),
    ],
)
def test_what_is_to_come_in_arabic(text: str, expected: str) -> None:
    assert interval(text, "ar", ahead=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("выехали вчера в 10 утра", "13 10:00 - 13 10:01"),
        ("выехали в половине десятого утра", "14 09:30 - 14 09:31"),
        ("выехали в четверть десятого", "14 09:15 - 14 09:16"),
        ("выехали в 10.30", "14 10:30 - 14 10:31"),
        ("выехали в 10 часов 30 минут", "14 10:30 - 14 10:31"),
        ("выехали в шесть вечера", "14 18:00 - 14 18:01"),
        ("выехали в ночь на 13 декабря", "12 18:00 - 13 06:00"),
        ("к 18 часам выехали все", "14 18:00 - 14 18:01"),
        ("ракета упала около часа ночи", "14 00:30 - 14 01:30"),
        ("выехали 12-го", "12 00:00 - 13 00:00"),
        ("выехали на прошлой неделе", "05 00:00 - 12 00:00"),
        ("за минувшие выходные", "10 00:00 - 12 00:00"),
        ("с утра понедельника", "12 06:00 - 14 20:00"),
        ("с начала декабря", "01 00:00 - 14 20:00"),
        ("в конце ноября", "21 00:00 - 01 00:00"),
        ("весь день", "14 00:00 - 15 00:00"),
    ],
)
def test_what_has_been_in_russian(text: str, expected: str) -> None:
    assert interval(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("выедут в ближайшие сутки", "14 20:00 - 15 20:00"),
        ("выедут в ближайшие часы", "14 20:00 - 15 20:00"),
        ("выедут на следующей неделе", "19 00:00 - 26 00:00"),
        ("выедут к концу недели", "14 20:00 - 19 00:00"),
        ("прекратят огонь с 8 до 18 часов 15, 16 и 17 декабря", "15 08:00 - 17 18:00"),
    ],
)
def test_what_is_to_come_in_russian(text: str, expected: str) -> None:
    assert interval(text, "ru", ahead=True) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("С 02:20 бьют и на южном направлении", "ru", "14 02:20 - 14 20:00"),
        ("Их не пропускают третий день", "ru", "12 00:00 - 14 20:00"),
        ("К двум часам дня уехали все", "ru", "14 14:00 - 14 14:01"),
        ("С понедельничного утра стреляют", "ru", "12 06:00 - 14 20:00"),
        ("مغلق لليوم الثالث على التوالي", "ar", "12 00:00 - 14 20:00"),
        ("بلغت المدينة في حدود العاشرة صباحاً", "ar", "14 09:30 - 14 10:30"),
    ],
)
def test_what_goes_on_lasts_from_its_beginning_to_the_report(text: str, language: str, expected: str) -> None:
    assert interval(text, language) == expected


def test_so_many_hours_are_no_hour_of_the_day_and_a_clause_beside_dates_nothing() -> None:
    for text in ("Ехали 15 часов", "В больнице в Чернигове, куда автобусы приехали вечером, ждали родственники"):
        assert when(text, 0, len(text), PUBLISHED, language="ru") is None
