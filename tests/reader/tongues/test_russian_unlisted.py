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


#: A manner of saying and whose word it is: speaker, act, words.
MANNERS = [
    ("Как ранее сообщил губернатор, мост взорван.", [("губернатор", "says", "мост взорван")]),
    ("Комендант, встречавший колонну, в разговоре с журналистами признал, что списков не видел.",
     [("Комендант", "admits", "списков не видел")]),
    ("Министр, по сообщению его ведомства, весь день звонил коллегам и требовал, чтобы дорогу открыли.",
     [("его ведомства", "says", "Министр … весь день звонил коллегам"), ("Министр", "demands", "дорогу открыли")]),
    ("Киев обвинил ополченцев в обстреле колонны. В Донецке с этим не согласны.",
     [("Киев", "accuses", "ополченцев в обстреле колонны"), ("В Донецке", "denies", "ополченцев в обстреле колонны")]),
    ("В штабе заявили, что огня не открывали, а ответственность за обстрел возлагают на ополчение.",
     [("В штабе", "says", "огня не открывали"),
      ("В штабе", "accuses", "ответственность за обстрел … на ополчение")]),
    ("Мэр заявил, что дорога открыта, передаёт агентство.", [("Мэр", "says", "дорога открыта")]),
    ("«Дорога открыта», — приводит слова губернатора агентство.", [("губернатора", "says", "«Дорога открыта»")]),
    ("По данным газеты, отряд отказался уйти из города.", [("газеты", "says", "отряд отказался уйти из города")]),
    ("Дорога, насколько известно мэрии, закрыта.", [("мэрии", "says", "Дорога … закрыта")]),
    ("В изложении мэрии, автобусы остановили на посту.", [("мэрии", "says", "автобусы остановили на посту")]),
    ("МИД распространил письмо, в котором говорится, что дорога закрыта.", [("МИД", "says", "дорога закрыта")]),
    ("Мы осуждаем обстрел колонны.", [("Мы", "says", "обстрел колонны")]),
    ("Надеемся, дорогу завтра откроют.", [("Надеемся", "predicts", "дорогу завтра откроют")]),
    ("«Мы требуем открыть мост», — сказал мэр.", [("мэр", "says", "«Мы требуем открыть мост»")]),
    ("Ответ: Колонна вышла в полдень.", [("Ответ", "says", "Колонна вышла в полдень")]),
    ("В Запорожье прибыли 40 автобусов (мэрия).", [("мэрия", "says", "В Запорожье прибыли 40 автобусов")]),
    ("Мэрия насчитала семь обстрелов, в которых, по её сведениям, ранены двое.",
     [("Мэрия", "reports", "семь обстрелов"), ("её", "says", "в которых … ранены двое")]),
    ("Полиция сообщила, что убит водитель. Пресс-секретарь армии: ложь, никто не стрелял.",
     [("Полиция", "says", "убит водитель"), ("Пресс-секретарь армии", "denies", "убит водитель"),
      ("Пресс-секретарь армии", "denies", "никто не стрелял")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MANNERS)
def test_whose_word_it_is(text: str, expected: list[tuple[str, str, str]], deal: Deal) -> None:
    made = read_surface(Document(text), deal, AT, ZONE)
    assert [(p.speaker.text, p.act, p.words) for p in made if p.speaker is not None] == expected


def test_behind_a_semicolon_he_goes_on_who_spoke_last(deal: Deal) -> None:
    text = "За ночь мост обстреляли дважды, сообщили в комендатуре; погибли двое сапёров."
    made = read_surface(Document(text), deal, AT, ZONE)
    assert [(p.speaker.text if p.speaker else None, p.words) for p in made] == [
        ("в комендатуре", "За ночь мост обстреляли дважды"),
        ("в комендатуре", "погибли двое сапёров"),
    ]


def test_a_side_denies_what_was_said_of_it_and_not_what_was_added_last(deal: Deal) -> None:
    text = "Киев обвинил Россию в обстреле колонны. Снаряды, добавили в Киеве, упали у моста. Москва всё отрицает."
    denied = [p.words for p in read_surface(Document(text), deal, AT, ZONE) if p.act == "denies"]
    assert denied == ["Россию в обстреле колонны"]


def test_what_a_correction_corrects_to_is_its_source_s_word(deal: Deal) -> None:
    text = "Поправка к записи от 14:20: ранены не пять, а трое, мэрия уточнила."
    (claim,) = read_surface(Document(text), deal, AT, ZONE)
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.words) == ("мэрия", "ранены не пять, а трое")


def test_a_relative_clause_with_a_time_is_a_claim_of_its_own(deal: Deal) -> None:
    text = "В больнице, куда раненых доставили вечером в пятницу, нет воды."
    assert "куда раненых доставили вечером в пятницу" in [p.words for p in read_surface(Document(text), deal, AT, ZONE)]
