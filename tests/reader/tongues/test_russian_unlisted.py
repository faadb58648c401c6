"""Verbs of saying in no list are read by what they bring and by who does it; none stands in a marked report."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.tongues.tables import tongue

ZONE = ZoneInfo("Europe/Kyiv")
DEAL = Path(__file__).parents[3] / "examples" / "reading" / "deals" / "mariupol.deal.md"
AT = datetime(2022, 3, 6, 20, tzinfo=ZONE)


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(DEAL.read_text("utf-8"), DEAL.name)


#: A sentence, its verb, and what is said in it: speaker, words.
SAID = [
    ("Депутат горсовета распинался, что дорога свободна.", "распинался", "Депутат горсовета", "дорога свободна"),
    ("Медсестра из третьей больницы всхлипнула, что воды нет.", "всхлипнула", "Медсестра из третьей больницы",
     "воды нет"),
    ("Один из водителей вскипел, что их держат на посту без еды.", "вскипел", "Один из водителей",
     "их держат на посту без еды"),
    ("Мать одного из пленных заплакала, что сына нет в списках.", "заплакала", "Мать одного из пленных",
     "сына нет в списках"),
    ("В комендатуре осклабились, что колонна застряла.", "осклабились", "В комендатуре", "колонна застряла"),
    ("Колонна вышла вовремя, зачастил в трубку представитель мэрии.", "зачастил", "представитель мэрии",
     "Колонна вышла вовремя"),
    ("Как разжевал нам начальник колонны, маршрут меняли трижды.", "разжевал", "начальник колонны",
     "маршрут меняли трижды"),
    ("Маршрут, как разжевал нам начальник колонны, меняли трижды.", "разжевал", "начальник колонны",
     "Маршрут … меняли трижды"),
    ("Пресс-служба бригады ошарашила журналистов: два блокпоста брошены.", "ошарашила", "Пресс-служба бригады",
     "два блокпоста брошены"),
    ("Киев растоптал эти обвинения.", "растоптал", "Киев", "эти обвинения"),
    ("Комитет тормошит стороны поскорее открыть коридор.", "тормошит", "Комитет", "стороны поскорее открыть коридор"),
    ("Минобороны подловило противника в нарушении перемирия.", "подловило", "Минобороны",
     "противника в нарушении перемирия"),
    ("Миссия занесла в журнал 14 взрывов.", "занесла", "Миссия", "в журнал 14 взрывов"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "speaker", "words"), SAID)
def test_a_verb_in_no_list_says_what_it_brings(text: str, verb: str, speaker: str, words: str, deal: Deal) -> None:
    assert verb not in tongue("ru").cues
    made = read_surface(Document(text), deal, AT, ZONE)
    assert [(p.speaker.text, p.words) for p in made if p.speaker is not None] == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Из-за обстрела колонна встала, и жители вернулись в подвалы.",
        "Когда стрельба стихла, из подвалов потянулись жители.",
        "Автобусы ушли, остались добровольцы.",
        "Военные знали, что колонна идёт через мост.",
        "Водители ждали, что дорогу откроют.",
        "Мост взорвали так, что объехать его нельзя.",
        "Обстрел привёл к тому, что колонна повернула назад.",
        "Полиция следит, чтобы никто не подходил к автобусам.",
        "Спасатели работали до утра: под завалами нашли троих.",
        "Солдаты начали пропускать машины в полдень.",
        "Военные пытались вывезти раненых.",
        "Офицерам на маршруте приказано оставаться на постах.",
        "При посредничестве наблюдателей сегодня проведён обмен пленными между сторонами.",
        "По приказу штаба колонна повернула назад.",
        "По просьбе сторон, обмен перенесли на утро.",
    ],
)
def test_what_is_done_is_not_said(text: str, deal: Deal) -> None:
    assert [p.speaker for p in read_surface(Document(text), deal, AT, ZONE) if p.speaker is not None] == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("По зарисовкам очевидцев, колонна шла без охраны.", "очевидцев"),
        ("Колонна, по хронометражу миссии, стояла три часа.", "миссии"),
        ("Миссия вернулась вечером. По её записям, колонна стояла три часа.", "её"),
    ],
)
def test_by_a_noun_in_no_list_words_are_set_off_as_somebodys(text: str, speaker: str, deal: Deal) -> None:
    made = read_surface(Document(text), deal, AT, ZONE)
    assert [p.speaker.text for p in made if p.speaker is not None] == [speaker]
