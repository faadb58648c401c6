"""Who said what in Russian: word orders, phrases, what stands for words said before, and what nobody said."""

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
from trucekeeper.reader.tongues.russian.sentence import attributions
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import words

ZONE = ZoneInfo("Europe/Kyiv")
DEAL = Path(__file__).parents[3] / "examples" / "reading" / "deals" / "mariupol.deal.md"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(DEAL.read_text("utf-8"), DEAL.name)


def told(text: str, deal: Deal) -> list[tuple[str | None, str, str]]:
    """Speaker, act and words of each claim."""
    made = read_surface(Document(text), deal, datetime(2022, 3, 6, 20, tzinfo=ZONE), ZONE)
    return [(p.speaker.text if p.speaker else None, p.act, p.words) for p in made]


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, datetime(2022, 3, 6, 20, tzinfo=ZONE), ZONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Колонна, добавил он, выйдет в полдень.",
            [("он", "predicts", "Колонна … выйдет в полдень")],
        ),
        (
            "Колонна вышла, передаёт наш корреспондент, который едет с ней.",
            [("наш корреспондент", "says", "Колонна вышла")],
        ),
        (
            "Миссия, которая следит за дорогой, сообщила, что колонна вышла.",
            [("Миссия", "says", "колонна вышла")],
        ),
        (
            "Боевики отошли, сообщили ранее в штабе.",
            [("в штабе", "says", "Боевики отошли")],
        ),
        (
            "В сообщении не спорят: автобусы ушли, говорится в докладе миссии.",
            [("докладе миссии", "says", "автобусы ушли")],
        ),
        (
            "«Северный ветер» подтвердил гибель трёх бойцов и потребовал расследования.",
            [
                ("«Северный ветер»", "confirms", "гибель трёх бойцов"),
                ("«Северный ветер»", "demands", "расследования"),
            ],
        ),
        (
            "Спасатели говорят о ста погибших, врачи — о сорока.",
            [("Спасатели", "says", "о ста погибших"), ("врачи", "says", "о сорока")],
        ),
        (
            "Губернатор покинул переговоры, заявив, что автобусы не придут.",
            [("Губернатор", "predicts", "автобусы не придут")],
        ),
        (
            "Кремль выразил надежду, что перемирие продержится.",
            [("Кремль", "predicts", "перемирие продержится")],
        ),
        (
            "Москва не исключила, что стреляли ополченцы.",
            [("Москва", "says", "стреляли ополченцы")],
        ),
        (
            "Агентство со ссылкой на источник в штабе передало, что колонна вышла.",
            [("источник в штабе", "says", "колонна вышла")],
        ),
        (
            "«Автобусы вышли», — бросил чиновник и ушёл.",
            [("чиновник", "says", "«Автобусы вышли»")],
        ),
        (
            "О гибели двух водителей сообщил губернатор.",
            [("губернатор", "says", "О гибели двух водителей")],
        ),
        (
            "Москва винит ополченцев, Киев кивает на армию.",
            [("Москва", "accuses", "ополченцев")],
        ),
        (
            "Армянская сторона удары по городу отвергла и напомнила, что сама вела огонь редко.",
            [
                ("Армянская сторона", "denies", "удары по городу"),
                ("Армянская сторона", "says", "сама вела огонь редко"),
            ],
        ),
        (
            "Киев указал на роту, которая стояла у моста.",
            [("Киев", "accuses", "на роту, которая стояла у моста")],
        ),
    ],
)
def test_the_verb_stands_before_or_behind_its_speaker_or_is_understood(
    text: str, expected: list[tuple[str | None, str, str]], deal: Deal
) -> None:
    assert [one for one in told(text, deal) if one[0] is not None] == expected


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("По свидетельству пассажиров, двух женщин задержали.", "пассажиров", "двух женщин задержали"),
        ("По разным оценкам, в городе остались 300 человек.", "разным оценкам", "в городе остались 300 человек"),
        ("Двух женщин, по рассказам пассажиров, задержали.", "пассажиров", "Двух женщин … задержали"),
        (
            "По словам источника, близкого к переговорам, колонна вышла.",
            "источника",
            "колонна вышла",
        ),
        ("Коридор, если верить администрации, откроют снова.", "администрации", "Коридор … откроют снова"),
        ("Судя по сводке штаба, автобусы вернулись.", "сводке штаба", "автобусы вернулись"),
    ],
)
def test_a_phrase_names_the_source(text: str, speaker: str, content: str, deal: Deal) -> None:
    assert [(who, words) for who, _, words in told(text, deal)] == [(speaker, content)]


def test_what_stands_behind_a_semicolon_or_an_explaining_colon_is_told_apart(deal: Deal) -> None:
    made = told("Министерство обвинило Киев в атаке: по его данным, сбиты 94 аппарата.", deal)
    assert made == [
        ("Министерство", "accuses", "Киев в атаке"),
        ("его", "says", "сбиты 94 аппарата"),
    ]
    assert told("Мэр призвал стороны прекратить огонь; автобусы стоят с утра.", deal)[1][0] is None


def test_a_that_clause_goes_on_behind_a_semicolon(deal: Deal) -> None:
    made = told("Дипломат пообещал, что Москва передаст списки; обмен пройдёт в понедельник.", deal)
    assert [who for who, _, _ in made] == ["Дипломат", "Дипломат"]


@pytest.mark.parametrize(
    "denial",
    [
        "Киев это опроверг.",
        "В Киеве назвали это ложью.",
        "В Киеве это назвали вымыслом.",
        "Это не соответствует действительности, подчеркнул представитель Киева.",
        "В Киеве обвинения отвергли.",
    ],
)
def test_a_denial_means_the_words_before_wherever_its_object_stands(denial: str, deal: Deal) -> None:
    said, denied = read(f"Москва заявила, что дорогу заминировали украинские военные. {denial}", deal)
    assert (denied.act, denied.polarity, denied.words) == ("denies", "no", said.words)
    assert denied.speaker is not None and denied.speaker.id == "UKR"


def test_an_object_before_its_verb_is_what_is_denied(deal: Deal) -> None:
    assert told("Российская сторона удары по городу отрицает.", deal) == [
        ("Российская сторона", "denies", "удары по городу")
    ]


def test_a_figure_that_another_confirms_is_the_one_told_before(deal: Deal) -> None:
    said, confirmed = read("Киев сообщил, что вышли 270 человек. Эту цифру подтвердил и представитель ООН.", deal)
    assert (confirmed.act, confirmed.words) == ("confirms", said.words)
    assert confirmed.speaker is not None and confirmed.speaker.id == "UN"


def test_of_this_somebody_told_makes_the_sentence_before_his_words(deal: Deal) -> None:
    made = told("Стороны передали друг другу по 303 пленных. Об этом объявили Москва и Киев.", deal)
    assert made == [
        ("Москва", "says", "Стороны передали друг другу по 303 пленных"),
        ("Киев", "says", "Стороны передали друг другу по 303 пленных"),
    ]


def test_both_sides_and_two_named_ones_are_two_speakers(deal: Deal) -> None:
    made = read("Стороны обязались прекратить огонь.", deal)
    assert {p.speaker.id for p in made if p.speaker} == {"UKR", "RUS"}
    assert len(made) == 2
    made = read("ООН и Красный Крест подтвердили, что колонна прибыла.", deal)
    assert [p.speaker.text for p in made if p.speaker] == ["ООН", "Красный Крест"]


@pytest.mark.parametrize(
    "text",
    [
        "Кто стрелял, неизвестно.",
        "Обе версии мы проверить не можем.",
        "Министерство не прокомментировало эти сообщения.",
        "Представитель штаба отказался от комментариев.",
        "Киев, воскресенье.",
        "На площади пахнет кофе и бензином.",
        "История этого рынка началась ещё в девяностые.",
        "«Из Мариуполя?» — кричит кто-то в толпе.",
    ],
)
def test_not_knowing_and_not_saying_are_no_claims(text: str, deal: Deal) -> None:
    assert told(f"Заголовок\n\nОтчёт о дороге.\n\n{text}", deal) == []


def test_a_correction_tells_what_replaces_and_not_what_was_wrong(deal: Deal) -> None:
    text = "Поправка: в первой версии текста говорилось о колонне из 32 машин. Машин было 23."
    assert told(text, deal) == [(None, "narrates", "Машин было 23")]
    text = "Исправление к сводке от 2 мая: в колонне было 10 автобусов."
    assert told(text, deal) == [(None, "narrates", "в колонне было 10 автобусов")]


def test_two_verbs_that_could_be_true_apart_are_two_claims(deal: Deal) -> None:
    made = told("Колонна вышла 29 апреля и достигла завода в субботу.", deal)
    assert [words for _, _, words in made] == ["Колонна вышла 29 апреля", "достигла завода в субботу"]


#: Not with a clause behind `что`: what these say stands otherwise.
_OTHERWISE = frozenset(
    {"говорится", "исходит", "исходят", "исходил", "исключил", "верил", "принял", "скрывал", "отрезал", "хотел"}
)
_MANY = ("ли", "лись", "ют", "ут", "ят", "ат", "тся", "ны", "вы")


def test_every_verb_of_the_list_is_read_in_all_its_forms() -> None:
    missed = []
    for form, cue in tongue("ru").cues.items():
        if cue.verb in _OTHERWISE or cue.needs or form.endswith(("в", "вшись", "я", "ясь", "нув")):
            continue
        who = "Представители штаба" if form.endswith(_MANY) else "Представитель штаба"
        text = f"{who} {form}, что колонна вышла."
        made = attributions(Sentence(0, len(text), 2, False), words(text, 0, len(text)), [])
        found = [(one.act, one.speaker and text[slice(*one.speaker)]) for one in made]
        if found != [(cue.act, who)]:
            missed.append((form, found))
    assert missed == []


@pytest.mark.parametrize(
    ("before", "text", "party"),
    [
        (
            "Минобороны России заявило, что колонна вышла. ",
            "Представитель ведомства добавил, что дорога открыта.",
            "RUS",
        ),
        ("МККК сообщил, что колонна вышла. ", "В Киеве подтвердили выезд. Организация просит тишины.", "ICRC"),
        ("Красный Крест сообщил, что колонна вышла. ", "По словам нашего координатора, дорога открыта.", "ICRC"),
        ("Россия заявила, что огонь прекращён. ", "Один из её командиров признал, что выстрелы были.", "RUS"),
        ("", "В горсовете утверждают, что колонна вышла.", "UKR"),
        ("", "Источник, близкий к Москве, сообщил, что колонна вышла.", None),
    ],
)
def test_a_short_mention_means_the_office_named_before(before: str, text: str, party: str | None, deal: Deal) -> None:
    last = read(before + text, deal)[-1]
    assert last.speaker is not None
    assert last.speaker.id == party


def test_what_was_told_of_before_takes_nothing_from_later_paragraphs(deal: Deal) -> None:
    told_of = "Стороны передали друг другу по 303 пленных. Об этом объявила Москва."
    later = "Красный Крест сообщил, что колонна вышла."
    made = told("\n\n".join([told_of, later] * 40), deal)
    assert len(made) == 80
