"""Posts of channels that somebody has collected: what a post tells is said by the channel that sent it."""

from datetime import UTC, datetime

from tests.reader.conftest import EXAMPLES
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

POSTS = """Posts from two channels

[Coalition, 06:12] The militia fired 21 shells at the port. Our men are holding their fire.

[City resident] Shells fell near the mill. A neighbour says two houses were hit.

Shells fell near the bakery too.
"""


def test_a_post_is_said_by_its_channel_at_its_time_and_its_sources_keep_their_words() -> None:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(POSTS), deal, datetime(2018, 12, 19, 22, tzinfo=UTC), UTC)
    assert [(one.speaker.text if one.speaker else "", one.act, one.words) for one in made] == [
        ("Coalition", "says", "The militia fired 21 shells at the port"),
        ("Coalition", "says", "Our men are holding their fire"),
        ("City resident", "says", "Shells fell near the mill"),
        ("A neighbour", "says", "two houses were hit"),
        ("", "narrates", "Shells fell near the bakery too"),
    ]
    assert made[0].speaker is not None and made[0].speaker.id == "GOV"
    assert made[0].reported == datetime(2018, 12, 19, 6, 12, tzinfo=UTC)
    assert made[2].reported is None


OTHER_MANNERS = """Posts as a newspaper prints them

City council (14:20): Shells fell near the mill. Two houses were hit.

15:05 Red Crescent: 40 people were brought out at noon. Two buses are still waiting.

15:30 Shells fell near the bakery.
"""


def test_a_post_may_begin_with_its_time_or_have_it_behind_its_channel() -> None:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(OTHER_MANNERS), deal, datetime(2018, 12, 19, 22, tzinfo=UTC), UTC)
    said = [(one.speaker.text if one.speaker else "", one.words, one.reported) for one in made]
    assert said == [
        ("City council", "Shells fell near the mill", datetime(2018, 12, 19, 14, 20, tzinfo=UTC)),
        ("City council", "Two houses were hit", datetime(2018, 12, 19, 14, 20, tzinfo=UTC)),
        ("Red Crescent", "40 people were brought out at noon", datetime(2018, 12, 19, 15, 5, tzinfo=UTC)),
        ("Red Crescent", "Two buses are still waiting", datetime(2018, 12, 19, 15, 5, tzinfo=UTC)),
        ("", "Shells fell near the bakery", datetime(2018, 12, 19, 15, 30, tzinfo=UTC)),
    ]


DATED = """Messages that a resident kept

[17 Dec, 23:40] Shells fell near the mill.

[Dec 18, 2018, 08:10] Two buses left the port yesterday.

[19.12.2018, 07:05:31] Three houses burned yesterday.

[17 декабря, 23:40] Снаряды упали у мельницы вчера.

Monday, 17 December

21:15 Shells fell near the bakery yesterday.

18 December 2018

06:20 Two trucks reached the mill yesterday.
"""


def test_posts_of_several_days_are_of_the_day_that_they_or_the_line_above_them_name() -> None:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(DATED), deal, datetime(2018, 12, 20, 12, tzinfo=UTC), UTC)
    assert [(one.words, one.happened.start.day if one.happened else 0) for one in made] == [
        ("Shells fell near the mill", 17),
        ("Two buses left the port yesterday", 17),
        ("Three houses burned yesterday", 18),
        ("Снаряды упали у мельницы вчера", 16),
        ("Shells fell near the bakery yesterday", 16),
        ("Two trucks reached the mill yesterday", 17),
    ]
    assert made[0].reported == datetime(2018, 12, 17, 23, 40, tzinfo=UTC)


def _told(posts: str) -> list[tuple[str, str, str]]:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(posts), deal, datetime(2018, 12, 19, 22, tzinfo=UTC), UTC)
    return [(one.speaker.text if one.speaker else "", one.act, one.words) for one in made]


LABELS = """Posts of a channel, Wednesday

[08:10] Coalition spokesman on X: no aircraft flew last night, the militia shelled the mills twice. One guard was hurt.

[09:40] Houthi TV channel: two boats burned in the harbour. Residents on Telegram ten minutes later: three boats burned.

[10:05] Statement by the port authority: four ships waited, none was turned away.

[10:30] Joint statement of the mediators this morning: monitors will come on Friday. They will stay at the port.

[11:00] Our view: nobody will withdraw first. Shells fell near the hospital again.

[12:00] Message from the fishermen's union, an hour ago: 6 boats missing since Monday. A mother says she heard shots.
Two boats came back.

[12:40] Correction to our note of Tuesday: two ships left, not three.
"""


def test_who_posted_it_stands_before_the_colon_and_his_are_all_sentences_until_another_speaks() -> None:
    assert _told(LABELS) == [
        ("Coalition spokesman on X", "says", "no aircraft flew last night"),
        ("Coalition spokesman on X", "says", "the militia shelled the mills twice"),
        ("Coalition spokesman on X", "says", "One guard was hurt"),
        ("Houthi TV channel", "says", "two boats burned in the harbour"),
        ("Residents on Telegram", "says", "three boats burned"),
        ("the port authority", "says", "four ships waited"),
        ("the port authority", "says", "none was turned away"),
        ("the mediators", "predicts", "monitors will come on Friday"),
        ("the mediators", "promises", "They will stay at the port"),
        ("Our", "predicts", "nobody will withdraw first"),
        ("", "narrates", "Shells fell near the hospital again"),
        ("the fishermen's union", "says", "6 boats missing since Monday"),
        ("A mother", "says", "she heard shots"),
        ("", "narrates", "Two boats came back"),
        ("", "narrates", "Correction to our note of Tuesday: two ships left, not three"),
    ]


LIES = """Posts of a channel, Wednesday

[08:10] Coalition spokesman on X: no aircraft flew last night. Houthi TV an hour later: lies, the planes hit two boats.

[09:10] Port workers on Telegram: three ships left at dawn. Port authority: not true, the ships are still here.

[09:30] Militia page: our men left the mills. Coalition on Facebook: the militia is lying again, nobody left.
"""


def test_a_post_that_calls_another_a_lie_denies_it_and_tells_its_own_story() -> None:
    assert _told(LIES) == [
        ("Coalition spokesman on X", "says", "no aircraft flew last night"),
        ("Houthi TV", "denies", "no aircraft flew last night"),
        ("Houthi TV", "says", "the planes hit two boats"),
        ("Port workers on Telegram", "says", "three ships left at dawn"),
        ("Port authority", "denies", "three ships left at dawn"),
        ("Port authority", "says", "the ships are still here"),
        ("Militia page", "says", "our men left the mills"),
        ("Coalition on Facebook", "denies", "our men left the mills"),
        ("Coalition on Facebook", "says", "nobody left"),
    ]


VERBLESS = """Posts of a channel, Wednesday

[06:00] Good morning everyone. Morning all.

[06:10] Calm night in Hays and along the coast road.

[06:40] Gunfire near the sugar factory, on and off, for an hour.

[07:15] 💧 Water back in the eastern quarters after two weeks.

[07:50] Queues for petrol at all stations since dawn.

[08:20] No power in Tuhayta since Monday.

[09:10] Two loud blasts in the north, then silence.

[09:20] Bakery in the market out of flour for the third day.

[10:10] More soon. Stay away from the market.

[10:45] Ambulances on their way to the mills.
"""


def test_a_short_post_without_a_verb_tells_what_is_there_and_a_greeting_tells_nothing() -> None:
    assert [words for _, _, words in _told(VERBLESS)] == [
        "Calm night in Hays and along the coast road",
        "Gunfire near the sugar factory, on and off, for an hour",
        "Water back in the eastern quarters after two weeks",
        "Queues for petrol at all stations since dawn",
        "No power in Tuhayta since Monday",
        "Two loud blasts in the north, then silence",
        "Bakery in the market out of flour for the third day",
        "Ambulances on their way to the mills",
    ]


OBSERVED = """Report of the mission, Wednesday

At 09:30 near Hays the patrol saw soldiers dig trenches beside the road.

A drone spotted four howitzers near the airport.

The Mission recorded 20 explosions in the north, compared with 11 in the previous period.

In the south it recorded none.

The Mission's camera at the mills recorded nine projectiles in flight.

Guards at the bridge denied the team access, citing mines on the road. The governor denied access had been cut.

Two armed men refused the monitors entry to the port on Monday, citing an order of the command.

Residents describe heavy shelling of the port. Witnesses described three air raids on the mills.

Qatar regrets the breakdown of the truce. The UN is troubled by the arrests in Hays.

The army apologised to the families for the shelling of the wedding.

Leaflets were dropped on Hays telling residents to go south.
"""


def test_what_observers_record_and_who_keeps_them_out_and_who_regrets_what() -> None:
    assert _told(OBSERVED) == [
        ("the patrol", "reports", "soldiers dig trenches beside the road"),
        ("A drone", "shows", "four howitzers near the airport"),
        ("The Mission", "reports", "20 explosions in the north"),
        ("The Mission", "reports", "11 in the previous period"),
        ("it", "reports", "In the south … none"),
        ("The Mission's camera at the mills", "shows", "nine projectiles in flight"),
        ("", "narrates", "Guards at the bridge denied the team access"),
        ("Guards at the bridge", "says", "mines on the road"),
        ("The governor", "denies", "access had been cut"),
        ("", "narrates", "Two armed men refused the monitors entry to the port on Monday"),
        ("Two armed men", "says", "an order of the command"),
        ("Residents", "says", "heavy shelling of the port"),
        ("Witnesses", "says", "three air raids on the mills"),
        ("Qatar", "says", "the breakdown of the truce"),
        ("The UN", "says", "the arrests in Hays"),
        ("The army", "says", "the families for the shelling of the wedding"),
        ("", "narrates", "Leaflets were dropped on Hays"),
        ("Leaflets", "orders", "residents to go south"),
    ]


RUSSIAN = """Канал волонтёров, записи за среду

06:40. Ночью в порту слышали выстрелы.

11:00 Штаб в телеграме: обмен начнётся в полдень. Автобусы уже выехали.

11:20 Заявление посредников: нарушений было меньше. Наблюдатели приедут в пятницу.

[11:40] Страница военной администрации в фейсбуке: ночью сбиты два беспилотника. В порту ранен охранник.
"""

ARABIC = """قناة إخبارية محلية، منشورات يوم الأربعاء

11:00 صفحة التحالف على فيسبوك: لم تحلق أي طائرة الليلة الماضية. أصيب حارس واحد.

[11:20] بيان الوسطاء: الخروقات أقل من الثلاثاء. سيصل المراقبون يوم الجمعة.

11:40 سقطت قذيفتان قرب المطاحن.
"""


def test_a_page_or_a_statement_speaks_in_russian_and_arabic_posts_too() -> None:
    assert [(who, words) for who, _, words in _told(RUSSIAN)] == [
        ("", "Ночью в порту слышали выстрелы"),
        ("Штаб в телеграме", "обмен начнётся в полдень"),
        ("Штаб в телеграме", "Автобусы уже выехали"),
        ("посредников", "нарушений было меньше"),
        ("посредников", "Наблюдатели приедут в пятницу"),
        ("Страница военной администрации в фейсбуке", "ночью сбиты два беспилотника"),
        ("Страница военной администрации в фейсбуке", "В порту ранен охранник"),
    ]
    assert [(who, words) for who, _, words in _told(ARABIC)] == [
        ("صفحة التحالف على فيسبوك", "لم تحلق أي طائرة الليلة الماضية"),
        ("صفحة التحالف على فيسبوك", "أصيب حارس واحد"),
        ("الوسطاء", "الخروقات أقل من الثلاثاء"),
        ("الوسطاء", "سيصل المراقبون يوم الجمعة"),
        ("", "سقطت قذيفتان قرب المطاحن"),
    ]
