"""Who may have done it: forces by their id, others by their words, and nobody who only travels, waits or suffers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.lens import lens
from trucekeeper.reader.tongues.naming import name_key

DEAL = """
```deal
deal K: truce
  zone: Asia/Aden
party GOV: Yemeni government and the coalition
  name ar: الحكومة اليمنية
  also: the government, the coalition
  also ar: الحكومة, التحالف
  role: side
  forces: coalition forces, government forces
party ANS: Ansar Allah
  name ar: أنصار الله
  also: the Houthis
  also ar: الحوثيون, جماعة الحوثي
  role: side
  forces: Ansar Allah
party UKR: Ukraine
  name ru: Украина
  also ru: Киев
  role: other
  forces: Ukrainian forces
party RUS: Russian Federation
  name ru: Россия
  also: Moscow
  also ru: Москва
  role: other
  forces: Russian forces
party UN: United Nations
  role: intermediary
must not CF
  by: GOV, ANS
  do: fire
must D1
  by: GOV
  to: ANS
  do: free detainees
  type: detainees
```
"""
READ = read_deal(DEAL, "k.deal.md")
VIEW = lens(READ)


def doers(text: str) -> list[tuple[str | None, str]]:
    """The ids and words of the doers of the first claim."""
    zone = ZoneInfo("Asia/Aden")
    made = read_surface(Document(text), READ, datetime(2018, 12, 20, 18, tzinfo=zone), zone, VIEW)
    return [(one.id, one.text) for one in made[0].actors]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The spokesman accused the Houthis of shelling the mill.", [("Ansar Allah", "the Houthis")]),
        ("The minister said the Houthi militia had blocked the road.", [("Ansar Allah", "the Houthi militia")]),
        ("Residents said government forces had opened fire at noon.", [("government forces", "government forces")]),
        ("The Houthis said their fighters had fired at the port.", [("Ansar Allah", "their fighters")]),
        ("Residents said the drivers had been searched by the Houthis.", [("Ansar Allah", "the Houthis")]),
    ],
)
def test_what_forces_do_has_the_id_of_the_deals_force(text: str, found: list[tuple[str, str]]) -> None:
    assert doers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The government released nine detainees on Monday.", [(None, "The government")]),
        ("Residents said both sides had agreed to meet again.", [(None, "both sides")]),
        ("The envoy urged the parties to free all detainees.", [(None, "the parties")]),
        ("The Security Council unanimously adopted a resolution on observers.", [(None, "The Security Council")]),
        ("The government promised to free nine more detainees.", [(None, "The government")]),
    ],
)
def test_who_agrees_lets_go_or_votes_is_named_without_a_force(text: str, found: list[tuple[None, str]]) -> None:
    assert doers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Residents said 300 people had left the city by noon.",
        "Medics said two children had been killed at the mill.",
        "The first convoy reached the port at noon, residents said.",
        "Residents said some 30 families had been stopped at the gate.",
        "Residents said people had left the two villages surrounded by the Houthis.",
        "The truce brokered by the coalition had collapsed, residents said.",
        "The mission said it had reports that two civilians had been shot in the market.",
    ],
)
def test_who_travels_or_suffers_is_no_doer(text: str) -> None:
    assert doers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A column of Russian tanks rolled out of the port on Tuesday.",
            [("Russian forces", "A column of Russian tanks")],
        ),
        (
            "Two men died in a Russian air strike near the mill, doctors said.",
            [("Russian forces", "Russian air strike")],
        ),
        ("The army detained forty men at the school, a doctor said.", [("government forces", "The army")]),
        ("Late in the afternoon the envoy spoke with the minister.", [(None, "the envoy")]),
        ("The envoy called on both to keep to the truce.", [(None, "both")]),
        ("A column of Russian ambulances left the port on Tuesday.", []),
        ("A drone hit the hospital at noon, doctors said.", []),
    ],
)
def test_arms_and_blows_are_whose_they_are_called(text: str, found: list[tuple[str | None, str]]) -> None:
    assert doers(text) == found


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Residents said government forces had agreed to a pause.", [None]),
        ("قال الوسطاء إن القوات الحكومية وافقت على الهدنة.", [None]),
    ],
)
def test_forces_that_talk_or_agree_do_so_for_their_party(text: str, ids: list[str | None]) -> None:
    assert [id for id, _ in doers(text)] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The Houthis stopped the bus at noon. They searched every passenger.", ["Ansar Allah"]),
        ("Российские военные застрелили двух человек и ранили десятерых.", ["Russian forces"]),
    ],
)
def test_what_goes_on_is_the_deed_of_those_named_before(text: str, ids: list[str]) -> None:
    zone = ZoneInfo("Asia/Aden")
    made = read_surface(Document(text), READ, datetime(2018, 12, 20, 18, tzinfo=zone), zone, VIEW)

    assert [[a.id for a in one.actors] for one in made] == [ids, ids]


def test_forces_give_up_what_they_hold_of_their_own_accord() -> None:
    assert doers("Residents said the Houthi fighters had left the port on Monday.") == [
        ("Ansar Allah", "the Houthi fighters")
    ]


def test_who_denies_an_accusation_does_not_change_who_is_accused() -> None:
    zone = ZoneInfo("Asia/Aden")
    text = "Residents said the Houthis had shelled the mill on Monday. A spokesman called it a lie."
    made = read_surface(Document(text), READ, datetime(2018, 12, 20, 18, tzinfo=zone), zone, VIEW)

    assert [(one.act, [a.id for a in one.actors]) for one in made] == [
        ("says", ["Ansar Allah"]), ("denies", ["Ansar Allah"]),
    ]  # fmt: skip


def test_what_one_side_calls_the_other_side_is_its_foe() -> None:
    assert [id for id, _ in doers("The Houthis accused the other side of firing on the port.")] == [
        "coalition forces", "government forces",
    ]  # fmt: skip
    assert [id for id, _ in doers("The coalition said mercenaries had shelled the mill.")] == ["Ansar Allah"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Houthis said government troops had shelled the market on Monday.", "government forces"),
        ("The Houthis said the army had pulled back its guns on Monday.", "government forces"),
        ("The ministry said it was the Houthis who had opened fire.", "Ansar Allah"),
        ("It was demonstrators, the ministry said.", None),
        ("The government and the Houthis accused each other of shelling the port.", "Ansar Allah"),
        ("قالت جماعة الحوثي إن القوات الحكومية قصفت السوق يوم الاثنين.", "government forces"),
        ("وعدت الحكومة بالإفراج عن تسعين أسيراً.", None),
        ("نفت جماعة الحوثي علمها بالحادث.", None),
        ("Киев пообещал освободить девяносто пленных в понедельник.", None),
        ("Коридор открыли российские военные, сообщило Минобороны.", "Russian forces"),
    ],
)
def test_the_one_doer_is_the_force_that_is_meant_or_the_speaker_himself(text: str, found: str | None) -> None:
    assert [id for id, _ in doers(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Residents said fighters had left the town on Monday.",
        "قال مصدر إن خروج المقاتلين تأجل إلى الجمعة.",
        "При обстреле погибли четверо солдат, сообщил Киев.",
        "Two Russian soldiers were wounded near the port, the ministry said.",
        "قُتل ستة عناصر من القوات الحكومية قرب الميناء.",
        "Силы ПВО сбили за ночь 76 украинских дронов, отчиталось Минобороны России.",
    ],
)
def test_soldiers_who_leave_or_die_are_no_doers(text: str) -> None:
    assert doers(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("اتهمت الحكومة الحوثيين بقصف الميناء.", ["Ansar Allah"]),
        ("قال سكان إن الحكومة أفرجت عن تسعة معتقلين.", [None]),
        ("دعا المبعوث الطرفين إلى تمديد الهدنة.", [None]),
        ("В горсовете сообщили, что российские военные обстреляли дорогу.", ["Russian forces"]),
        ("Министерство заявило, что Киев сорвал перемирие.", ["Ukrainian forces"]),
        ("ООН призвала стороны пропустить колонну.", [None]),
        ("طلب المبعوث من الحكومة الإفراج عن تسعة معتقلين.", [None]),
        ("اتهمت الحكومة الحوثيين بخرق الهدنة يوم الجمعة.", ["Ansar Allah"]),
        ("قال سكان إن مسلحين من جماعة الحوثي أطلقوا النار على السوق.", ["Ansar Allah"]),
        ("نفى الحوثيون أن يكونوا قد أطلقوا النار على السوق.", ["Ansar Allah"]),
        ("Киев заверил, что его артиллерия молчит с полуночи.", ["Ukrainian forces"]),
        ("Колонна российской бронетехники вышла из города во вторник.", ["Russian forces"]),
        ("Москва заявила об обстреле города со стороны ВСУ.", ["Ukrainian forces"]),
        ("Колонна автобусов вышла из города во вторник.", []),
        ("Киев обвинил российских военных в том, что те обстреляли колонну.", ["Russian forces"]),
        ("قال سكان إن المليشيا قصفت السوق يوم الاثنين.", ["Ansar Allah"]),
        ("قال سكان إن غارة للتحالف أصابت قارب صيد.", ["coalition forces"]),
        ("ООН потребовала от России вывести войска.", ["Russian forces"]),
    ],
)
def test_doers_are_found_in_arabic_and_russian(text: str, ids: list[str | None]) -> None:
    assert [id for id, _ in doers(text)] == ids


def test_a_doer_without_a_force_keeps_his_side_for_the_name_of_the_question() -> None:
    zone = ZoneInfo("Asia/Aden")
    text = "Residents said the government had allowed the lorries to pass."
    made = read_surface(Document(text), READ, datetime(2018, 12, 20, 18, tzinfo=zone), zone, VIEW)

    assert (made[0].actors[0].id, made[0].actors[0].side) == (None, "GOV")
    assert "by GOV" in made[0].incident


@pytest.mark.parametrize("form", ["завод", "завода", "заводу", "заводе", "заводом", "Горловки", "Горловкой", "Донецка"])
def test_a_russian_name_is_known_in_each_of_its_cases(form: str) -> None:
    names = {"завод", "горловка", "донецк"}

    assert name_key(form.lower(), "ru") in {name_key(name, "ru") for name in names}
