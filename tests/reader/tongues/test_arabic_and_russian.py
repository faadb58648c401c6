"""Reports in Arabic and Russian, in our own words, read to the same claims as English ones."""

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
PUBLISHED = datetime(2016, 12, 14, 20, tzinfo=ZONE)
STORY = Path(__file__).parents[3] / "examples" / "aleppo-2016"


@pytest.fixture(scope="module")
def deal() -> Deal:
    text = (STORY / "repaired.deal.md").read_text("utf-8")
    names = {"place ALEPPO": ("حلب الشرقية", "Восточный Алеппо"), "place FOUA": ("", "Фуа и Кефрая")}
    for head, (arabic, russian) in names.items():
        line = text.index("\n", text.index(head)) + 1
        given = [f"  name ar: {arabic}\n"] if arabic else []
        text = text[:line] + "".join([*given, f"  name ru: {russian}\n"]) + text[line:]
    return read_deal(text, "repaired.deal.md")


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, PUBLISHED, ZONE)


def one(text: str, deal: Deal) -> Proposal:
    found = read(text, deal)
    assert len(found) == 1, [(p.speaker and p.speaker.text, p.words) for p in found]
    return found[0]


def hours(proposal: Proposal) -> str:
    assert proposal.happened is not None
    return f"{proposal.happened.start:%d %H:%M} - {proposal.happened.end:%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "speaker", "party", "act", "event"),
    [
        ("قالت وزارة الدفاع الروسية إن الفصائل خرقت الهدنة.", "وزارة الدفاع الروسية", "RUS", "says", "collapse"),
        ("وزارة الدفاع الروسية قالت إن الحافلات عادت.", "وزارة الدفاع الروسية", "RUS", "says", "return"),
        ("اتهمت موسكو المعارضة بقصف الطريق.", "موسكو", "RUS", "accuses", "shelling"),
        ("وبحسب الصليب الأحمر، خرجت القافلة.", "الصليب الأحمر", "ICRC", "says", "movement"),
        ("طالبت دمشق بإجلاء الجرحى.", "دمشق", "GOV", "demands", "movement"),
        ("تعهدت تركيا بإدخال المساعدات.", "تركيا", "TUR", "promises", "access"),
        ("Минобороны России заявило, что боевики сорвали перемирие.", "Минобороны России", "RUS", "says", "collapse"),
        ("Автобусы вернулись, сообщил представитель ООН.", "представитель ООН", "UN", "says", "return"),
        ("Анкара обвинила Дамаск в обстреле колонны.", "Анкара", "TUR", "accuses", "shelling"),
        ("По словам активистов, бои возобновились.", "активистов", None, "says", "fire"),
        ("Оппозиция потребовала вывезти раненых.", "Оппозиция", "OPP", "demands", "movement"),
        ("Как сообщили в Красном Кресте, колонна прибыла.", "в Красном Кресте", "ICRC", "says", "arrival"),
    ],
)
def test_who_says_what_is_found_in_either_word_order(
    text: str, speaker: str, party: str | None, act: str, event: str, deal: Deal
) -> None:
    made = one(text, deal)

    assert made.speaker is not None
    assert (made.speaker.text, made.speaker.id, made.act, made.event) == (speaker, party, act, event)
    assert text[made.content[0][0] : made.content[0][1]] == made.words


@pytest.mark.parametrize(
    "text",
    [
        "قالت وزارة الدفاع الروسية إن الفصائل خرقت الهدنة. ونفت المعارضة ذلك.",
        "Минобороны России заявило, что боевики нарушили перемирие. Оппозиция опровергла эти обвинения.",
    ],
)
def test_a_denial_takes_up_what_was_said_before(text: str, deal: Deal) -> None:
    said, denied = read(text, deal)

    assert (denied.act, denied.polarity, denied.words) == ("denies", "no", said.words)
    assert denied.speaker is not None
    assert denied.speaker.id == "OPP"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال ناشطون إن القصف بدأ فجر الأربعاء.", "14 04:00 - 14 08:00"),
        ("قال ناشطون إن القصف بدأ عند الساعة الخامسة والنصف صباحاً.", "14 05:30 - 14 05:31"),
        ("قال ناشطون إن القصف وقع في ١٣ كانون الأول ٢٠١٦.", "13 00:00 - 14 00:00"),
        ("قال ناشطون إن القصف وقع الساعة 03:00 بتوقيت غرينتش.", "14 05:00 - 14 05:01"),
        ("قالت تركيا إن الحافلات ستغادر خلال ٤٨ ساعة.", "14 20:00 - 16 20:00"),
        ("قال ناشطون إن القصف وقع بين الثانية والرابعة فجراً.", "14 02:00 - 14 04:00"),
        ("قال ناشطون إن القصف بدأ قرابة الحادية عشرة صباحاً.", "14 10:30 - 14 11:30"),
        ("قال ناشطون إن القصف مستمر منذ الثاني عشر من الشهر.", "12 00:00 - 14 20:00"),
        ("Активисты сообщили, что обстрел шёл с 10 до 13 часов.", "14 10:00 - 14 13:00"),
        ("Активисты сообщили, что обстрел шёл между 9 и 10 часами по московскому времени.", "14 08:00 - 14 09:00"),
        ("Активисты сообщили, что за истекшие сутки было пять обстрелов.", "13 20:00 - 14 20:00"),
        ("Активисты сообщили, что обстрел начался на рассвете.", "14 04:00 - 14 08:00"),
        ("Активисты сообщили, что обстрел начался около 05:00.", "14 04:30 - 14 05:30"),
        ("Активисты сообщили, что обстрел был в ночь на среду.", "13 18:00 - 14 06:00"),
        ("Активисты сообщили, что обстрел был 13 декабря.", "13 00:00 - 14 00:00"),
    ],
)
def test_times_are_read_by_the_same_conventions(text: str, expected: str, deal: Deal) -> None:
    assert hours(one(text, deal)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال المرصد إن ما لا يقل عن ١٤ مدنياً قتلوا.", (14, None, "people", False)),
        ("قال المرصد إن نحو ٣٠٠ شخص غادروا.", (300, 300, "people", True)),
        ("قال المرصد إن حافلتين احترقتا.", (2, 2, "buses", False)),
        ("قال المرصد إن ثلاثة آلاف شخص غادروا.", (3000, 3000, "people", False)),
        ("قال المرصد إن عشرات الحافلات غادرت.", (24, None, "buses", True)),
        ("قال المرصد إن بين 400 و500 شخص غادروا.", (400, 500, "people", False)),
        ("ООН сообщила, что погибли не менее 14 мирных жителей.", (14, None, "people", False)),
        ("ООН сообщила, что около тысячи человек вышли.", (1000, 1000, "people", True)),
        ("ООН сообщила, что 9 500 человек вышли.", (9500, 9500, "people", False)),
        ("ООН сообщила, что 15 тыс. человек вышли.", (15000, 15000, "people", False)),
        ("ООН сообщила, что десятки автобусов выехали.", (24, None, "buses", True)),
        ("قال المرصد إن نحو خمسمئة معتقل خرجوا.", (500, 500, "detainees", True)),
        ("قال المرصد إن 18 مريضاً آخرين على الأقل خرجوا.", (18, None, "people", False)),
        ("قال المرصد إن عدد الخارجين تجاوز 900.", (900, None, "people", False)),
        ("قال المرصد إن حماس سلمت 14 إسرائيلياً وثلاثة تايلانديين.", (17, 17, "people", False)),
        ("ООН сообщила, что их число превысило 39 тысяч.", (39000, None, "people", False)),
        ("ООН сообщила, что вывезли ещё полсотни человек.", (50, 50, "people", False)),
        ("قال المرصد إن سيارتي إسعاف احترقتا.", (2, 2, "ambulances", False)),
        ("قال المرصد إن مئة جثة على الأقل وصلت.", (100, None, "bodies", False)),
        ("قال المرصد إن ثمانية عشر رضيعاً خرجوا.", (18, 18, "infants", False)),
        ("قال المرصد إنه لم تصل أي حافلة إلى المدينة.", (0, 0, "buses", False)),
        ("قال المرصد إن 650 مقاتلاً خرجوا من أصل 1300 مقاتل.", (650, 650, "fighters", False)),
        ("ООН сообщила, что погибли около тридцати охранников.", (30, 30, "people", True)),
        ("ООН сообщила, что сотни тысяч людей ждут.", (200000, None, "people", True)),
        ("ООН сообщила, что вышли от трёх до четырёх тысяч человек.", (3000, 4000, "people", False)),
        ("ООН сообщила, что вместо 1300 бойцов приехали 650 бойцов.", (650, 650, "fighters", False)),
        ("ООН сообщила, что не вышел ни один автобус.", (0, 0, "buses", False)),
        ("ООН сообщила, что задержаны двадцать полицейских.", (20, 20, "policemen", False)),
        ("ООН сообщила, что снайпер ранил двух полицейских.", (2, 2, "people", False)),
        ("ООН сообщила, что освобождены шесть грузинских солдат.", (6, 6, "soldiers", False)),
        ("ООН сообщила, что обстреляны две машины скорой помощи.", (2, 2, "ambulances", False)),
        ("ООН сообщила, что самолёт доставил 26 раненых и 14 сопровождающих.", (40, 40, "people", False)),
        ("ООН сообщила, что стороны обменялись пленными, 50 на 50.", (50, 50, "prisoners", False)),
        ("ООН сообщила, что сапёры обезвредили 40 мин.", (40, 40, "mines", False)),
        ("ООН сообщила, что нарушений режима тишины не отмечено.", (0, 0, "violations", False)),
        ("ООН сообщила, что освобождены семь журналистов и водитель.", (8, 8, "people", False)),
        ("قال المرصد إن خمسة معلمين وممرضة اعتقلوا.", (6, 6, "people", False)),
        ("قال المرصد إن أربعين امرأة وطفلاً غادروا.", (40, 40, "people", False)),
        ("قال المرصد إنه لم تقع إصابات.", (0, 0, "people", False)),
        ("قال المرصد إن ثلاثة رفضوا السفر.", (3, 3, "people", False)),
    ],
)
def test_numbers_keep_their_range_and_their_unit(
    text: str, expected: tuple[int, int | None, str, bool], deal: Deal
) -> None:
    q = one(text, deal).quantity

    assert q is not None
    assert (q.low, q.high, q.unit, q.approx) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قال ناشطون إن القافلة وصلت إلى الراشدين.", "RASHIDIN"),
        ("قال ناشطون إن الجرحى خرجوا من الفوعة وكفريا.", "FOUA"),
        ("قال ناشطون إن الحافلات غادرت شرق حلب.", "ALEPPO"),
        ("قال ناشطون إن الحافلات غادرت الأحياء الشرقية.", "ALEPPO"),
        ("Активисты сообщили, что автобусы покинули восточные районы города.", "ALEPPO"),
        ("Активисты сообщили, что колонна вышла из Кефрайи.", "FOUA"),
        ("Активисты сообщили, что автобусы покинули восточный Алеппо.", "ALEPPO"),
        ("Активисты сообщили, что автобусы стоят в Рашидине.", "RASHIDIN"),
    ],
)
def test_places_are_known_in_other_letters(text: str, place: str, deal: Deal) -> None:
    found = one(text, deal).place

    assert found is not None
    assert found.id == place


def test_vowel_signs_and_marks_of_direction_stay_in_the_quoted_words(deal: Deal) -> None:
    text = "\u200fقَالَتْ وِزَارَةُ الدِّفَاعِ الرُّوسِيَّةُ إِنَّ الْقَصْفَ تَوَقَّفَ."

    made = one(text, deal)

    assert made.words == "الْقَصْفَ تَوَقَّفَ"
    assert made.speaker is not None
    assert made.speaker.text == "وِزَارَةُ الدِّفَاعِ الرُّوسِيَّةُ"
    assert made.speaker.id == "RUS"


def test_a_verb_without_a_subject_is_the_last_speakers(deal: Deal) -> None:
    first, second = read("قالت تركيا إن القافلة خرجت. وأضافت أن الجرحى وصلوا.", deal)

    assert first.speaker is not None and second.speaker is not None
    assert second.speaker.id == first.speaker.id == "TUR"
    assert second.tier == "C"


@pytest.mark.parametrize("text", ["Автобусы вернулись пустыми.", "عادت الحافلات دون ركاب إلى المدينة."])
def test_what_the_author_tells_has_no_speaker(text: str, deal: Deal) -> None:
    made = one(text, deal)

    assert (made.speaker, made.act, made.event) == (None, "narrates", "return")


def test_a_language_without_an_engine_proposes_nothing(deal: Deal) -> None:
    assert read("Міністерство повідомило, що колона вирушила, і її обстріляли.", deal) == ()
    assert read("وزارت دفاع گفت که آتش‌بس نقض شده است و چند نفر کشته شدند.", deal) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت موسكو إن القافلة الأولى غادرت قبيل الحادية عشرة صباحاً.", "14 10:00 - 14 11:00"),
        ("قالت موسكو إن القافلة غادرت عند الساعة الثامنة وخمس وعشرين دقيقة صباحاً.", "14 08:25 - 14 08:26"),
        ("قال ناشطون إن القوات السورية قصفت الطريق بين الثالثة والخامسة والنصف عصراً.", "14 15:00 - 14 17:30"),
        ("قالت موسكو إن القافلة الأولى ستغادر بحلول نهاية كانون الأول.", "14 20:00 - 01 00:00"),
        ("قالت موسكو إن القافلة غادرت عند التاسعة صباحاً إلى البلدة التي قُصفت مساء الثلاثاء.", "14 09:00 - 14 09:01"),
        ("Минобороны России сообщило, что колонна вышла накануне в час дня.", "13 13:00 - 13 13:01"),
        ("ООН сообщила, что за три дня из города вышли две колонны.", "12 00:00 - 15 00:00"),
        ("Минобороны России сообщило, что встреча назначена на пятницу.", "16 00:00 - 17 00:00"),
        ("قال ناشطون إن القوات السورية قصفت الطريق بين التاسعة صباحاً والواحدة بعد الظهر.", "14 09:00 - 14 13:00"),
        ("Минобороны России сообщило, что колонна вышла в восемь утра.", "14 08:00 - 14 08:01"),
        ("ООН сообщила, что работы продолжатся в четверг.", "15 00:00 - 16 00:00"),
        ("قالت موسكو إن الإجلاء التالي مقرر الجمعة.", "16 00:00 - 17 00:00"),
        ("قالت موسكو إن القافلة كان مقرراً أن تغادر الاثنين.", "12 00:00 - 13 00:00"),
        ("ООН сообщила, что колонна должна была выйти в понедельник.", "12 00:00 - 13 00:00"),
        ("ООН рассчитывает, что к концу декабря колонны дойдут.", "14 20:00 - 01 00:00"),
    ],
)
def test_hours_and_ends_are_read_as_the_language_says_them(text: str, expected: str, deal: Deal) -> None:
    assert hours(one(text, deal)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت موسكو إن إحدى عشرة حافلة غادرت.", (11, 11, "buses", False)),
        ("قالت موسكو إن ألفين وأربعمئة مدني غادروا.", (2400, 2400, "civilians", False)),
        ("قالت موسكو إن عدد الحافلات 121.", (121, 121, "buses", False)),
        ("قالت موسكو إنه لم يخرج أحد من حلب.", (0, 0, "people", False)),
        ("قالت موسكو إن ثلاثة إسرائيليين خرجوا.", (3, 3, "people", False)),
        ("قالت موسكو إن البلدتين تعرضتا للقصف.", None),
        ("قالت موسكو إن الإجلاء تم بنسبة مئة بالمئة.", None),
        ("ООН сообщила, что в городе остаются от 300 до 350 тысяч человек.", (300000, 350000, "people", False)),
        ("ООН сообщила, что вышло около трёх с половиной тысяч человек.", (3500, 3500, "people", True)),
        ("ООН сообщила, что вместо 1300 бойцов прибыли 650.", (650, 650, "fighters", False)),
        ("ООН сообщила, что число автобусов в колонне не 14, а 10.", (10, 10, "buses", False)),
        ("ООН сообщила, что число погибших выросло до 14.", (14, 14, "people", False)),
        ("تعهدت تركيا بإدخال المساعدات لثمانين ألف شخص.", (80000, 80000, "people", False)),
        ("وصلت خمس وستون حافلة يوم الاثنين إلى حلب الشرقية.", (65, 65, "buses", False)),
        ("طالبت دمشق بالسماح لسيارتي إسعاف بالخروج.", (2, 2, "ambulances", False)),
        ("ООН сообщила, что нарушений не отмечено.", (0, 0, "violations", False)),
        ("ООН сообщила, что выехало сто с лишним автобусов.", (100, None, "buses", False)),
        ("ООН сообщила, что в 9 утра коридор открыли.", None),
        ("قالت موسكو إن ألفاً ومئة وخمسة عشر أسيراً خرجوا.", (1115, 1115, "prisoners", False)),
        ("قالت موسكو إن ثمان وأربعين حافلة غادرت.", (48, 48, "buses", False)),
        ("قالت موسكو إن بضع مئات من المدنيين غادروا.", (300, 900, "civilians", True)),
        ("قالت موسكو إن نصف مليون شخص غادروا.", (500_000, 500_000, "people", False)),
        ("قالت موسكو إن 12 من أصل 20 حافلة غادرت.", (12, 12, "buses", False)),
        ("قالت موسكو إن حافلة واحدة غادرت.", (1, 1, "buses", False)),
        ("ООН сообщила, что вышло более тысячи двухсот человек.", (1200, None, "people", False)),
        ("ООН сообщила, что вышли 12 из 20 автобусов.", (12, 12, "buses", False)),
        ("ООН сообщила, что число погибших выросло с 12 до 45.", (45, 45, "people", False)),
        ("ООН сообщила, что ночью погибли двое.", (2, 2, "people", False)),
        ("ООН сообщила, что вышло полмиллиона человек.", (500_000, 500_000, "people", False)),
        ("ООН сообщила, что никто не вышел.", (0, 0, "people", False)),
        ("ООН сообщила, что в 11 часов автобусы вышли.", None),
        ("قالت موسكو إن مئة وثلاثة وعشرين راكباً خرجوا.", (123, 123, "people", False)),
        ("قالت موسكو إن واحداً وعشرين خرقاً وقعت.", (21, 21, "breaches", False)),
        ("قالت موسكو إن جثث خمسة أسرى لم تُسلَّم.", (5, 5, "bodies", False)),
        ("قالت موسكو إن القصف أسفر عن مقتل اثنين.", (2, 2, "people", False)),
        ("قالت موسكو إن عدد الشاحنات لا يزيد على خمسين.", (0, 50, "trucks", False)),
        ("قالت موسكو إن حافلة تعطلت قرب حمص.", (1, 1, "buses", False)),
        ("قالت موسكو إن آخر حافلة غادرت حلب.", None),
        ("قالت موسكو إن القافلة ستغادر إذا لم يعترض أحد.", None),
        ("قالت موسكو إن القافلة فُتشت مرتين.", (2, 2, "searches", False)),
        ("قالت موسكو إن أربعة صحفيين وضابطين خرجوا.", (6, 6, "people", False)),
        ("ООН сообщила, что выехали полтора десятка автобусов.", (15, 15, "buses", True)),
        ("ООН сообщила, что выехали три десятка автобусов.", (30, 30, "buses", False)),
        ("ООН сообщила, что без воды остаются около полутора тысяч семей.", (1500, 1500, "families", True)),
        ("ООН сообщила, что вышли около двух с половиной тысяч военных.", (2500, 2500, "soldiers", True)),
        ("ООН сообщила, что с 13 декабря ударов не наносили.", None),
        ("ООН сообщила, что никого не выпустили.", (0, 0, "people", False)),
        ("ООН сообщила, что нарушений за сутки было шестнадцать.", (16, 16, "violations", False)),
        ("ООН сообщила, что вернулись 57.", (57, 57, "people", False)),
        ("Москва говорит о восьмидесяти вышедших.", (80, 80, "people", False)),
        ("ООН сообщила о 110 сбитых за ночь дронах.", (110, 110, "drones", False)),
        ("ООН сообщила, что двадцатью автобусами выехало 1150 человек.", (1150, 1150, "people", False)),
        ("ООН сообщила, что колонну обстреляли шесть раз.", (6, 6, "attacks", False)),
        ("ООН сообщила, что перемирие было нарушено дважды.", (2, 2, "breaches", False)),
        ("ООН сообщила, что освободили 13 израильтян и семерых иностранцев.", (20, 20, "people", False)),
        ("ООН сообщила, что ракета попала в жилой дом.", (1, 1, "rockets", False)),
        ("ООН сообщила, что за каждый снаряд последует ответ.", None),
    ],
)
def test_numbers_count_what_they_mean(text: str, expected: tuple[object, ...] | None, deal: Deal) -> None:
    found = one(text, deal).quantity

    assert (found and (found.low, found.high, found.unit, found.approx)) == expected
