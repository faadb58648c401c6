"""Where it happened: the place that the event asks for, a place of the deal by its id and any other by its words."""

from datetime import UTC, datetime

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.lens import lens

DEAL = """
```deal
deal W: a deal
  zone: UTC
party GOV: the government
  name ar: الحكومة
  role: side
  forces: government forces
party OPP: armed groups
  role: side
  forces: armed groups
place MILL: Millbrook and Oakham
  name ar: الطاحونة والبلوطة
  name ru: Мельница и Дубовка
  also: the two villages
place HARB: Harbour Strip
  name ar: قطاع المرفأ
  name ru: Гавань
place POINT: Norden 4 exchange point, west of Kestrel
  name ru: Норден
must not CF
  by: GOV, OPP
  do: fire
must E
  by: GOV
  to: OPP
  do: let people leave
  from: MILL
  type: evacuation
```
"""
READ = read_deal(DEAL, "w.deal.md")
VIEW = lens(READ)


def place(text: str) -> tuple[str, str | None] | None:
    """Words and id of the place of the first claim."""
    made = read_surface(Document(text), READ, datetime(2026, 3, 4, 18, tzinfo=UTC), UTC, VIEW)
    found = made[0].place
    return (found.text, found.id) if found is not None else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thirty buses left Millbrook for Kestrel on Monday.", ("Millbrook", "MILL")),
        ("Thirty buses left the villages for Norden on Monday.", ("the villages", "MILL")),
        ("Forty people from Millbrook arrived at the exchange point on Monday.", ("the exchange point", "POINT")),
        ("The convoy from Oakham entered Kestrel before dawn on Monday.", ("Kestrel", None)),
        ("Soldiers fired at an ambulance near a checkpoint west of Oakham.", ("a checkpoint west of Oakham", None)),
        ("Eleven shells fell on two districts of Millbrook on Monday.", ("two districts of Millbrook", "MILL")),
        ("Aircraft bombed al-Murj on Monday.", ("al-Murj", None)),
        ("Gunmen stopped the convoy on the road to Kestrel on Monday.", ("the road to Kestrel", None)),
        ("The ministers met in Kestrel on Monday.", ("Kestrel", None)),
        ("Shots were heard in the north of the Strip on Monday.", ("the north of the Strip", "HARB")),
        ("Three patients died in hospital on Monday.", None),
        ("The groups freed 12 prisoners in March.", None),
        ("The army let two lorries through the Dunmore crossing on Monday.", ("the Dunmore crossing", None)),
        ("Two buses were turned back at the Dunmore bridge early on Monday.", ("the Dunmore bridge", None)),
        ("Residents reported air strikes on al-Murj on Monday.", ("al-Murj", None)),
        ("Buses waited at the Norden crossing on Monday.", ("the Norden crossing", "POINT")),
        ("Twelve people were let go once the buses had reached Kestrel.", None),
        ("Twelve buses that stood at the bridge have left Oakham.", ("Oakham", "MILL")),
    ],
)
def test_an_english_event_has_the_place_that_it_asks_for(text: str, found: tuple[str, str | None] | None) -> None:
    assert place(text) == found


def test_there_is_the_place_that_was_told_of_before() -> None:
    text = "Five buses reached Oakham at noon on Monday. Twelve people were questioned there for two hours."
    made = read_surface(Document(text), READ, datetime(2026, 3, 4, 18, tzinfo=UTC), UTC, VIEW)

    assert [one.place and (one.place.text, one.place.id) for one in made] == [("Oakham", "MILL"), ("there", "MILL")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("غادرت ثلاثون حافلة الطاحونة باتجاه دمشق يوم الاثنين.", ("الطاحونة", "MILL")),
        ("وصلت عشر حافلات من الطاحونة إلى معبر العيس يوم الاثنين.", ("معبر العيس", None)),
        ("خرج أربعون شخصاً من القريتين يوم الاثنين.", ("القريتين", "MILL")),
        ("سقطت ست قذائف على الأحياء الغربية يوم الاثنين.", ("الأحياء الغربية", None)),
        ("أطلقت الشرطة النار قرب سجن المزة يوم الاثنين.", ("سجن المزة", None)),
        ("نُقل خمسة جرحى إلى مستشفى في حماة يوم الاثنين.", ("مستشفى في حماة", None)),
        ("غادرت حافلتان سجن المزة وعلى متنهما تسعون أسيراً.", ("سجن المزة", None)),
        ("اجتمع الوفدان في جنيف يوم الاثنين.", ("جنيف", None)),
        ("هبطت طائرتان في مطار عدن الدولي ظهر الاثنين.", ("مطار عدن الدولي", None)),
        ("دخلت مئة شاحنة القطاع يوم الاثنين.", ("القطاع", "HARB")),
        ("أوقف جنود القافلة عند حاجز قرب نوى يوم الاثنين.", ("حاجز قرب نوى", None)),
        ("سقطت ست قذائف على بلدة تسيل يوم الاثنين.", ("بلدة تسيل", None)),
        ("أفرجت الحكومة عن خمسة أسرى يوم الاثنين.", None),
    ],
)
def test_an_arabic_event_has_the_place_that_it_asks_for(text: str, found: tuple[str, str | None] | None) -> None:
    assert place(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Тридцать автобусов выехали из Дубовки в Кестрел в понедельник.", ("Дубовки", "MILL")),
        ("Сорок человек из Дубовки прибыли в Норден в понедельник.", ("Норден", "POINT")),
        ("Самолёт с пленными приземлился под Ереваном в понедельник.", ("Ереваном", None)),
        ("В Стамбуле в понедельник прошли переговоры.", ("Стамбуле", None)),
        ("Патруль остановили на блокпосту у Еленовки в понедельник.", ("блокпосту у Еленовки", None)),
        ("Бои шли на трёх участках фронта в понедельник.", ("трёх участках фронта", None)),
        ("Пятерых раненых доставили в больницы Идлиба в понедельник.", ("больницы Идлиба", None)),
        ("В Луганской области отмечено пять взрывов.", ("Луганской области", None)),
        ("Артиллерия обстреляла два района в понедельник.", ("два района", None)),
        ("Стороны обменялись списками в понедельник.", None),
        ("Автобусы, которые стояли в Гавани, выехали из Дубовки.", ("Дубовки", "MILL")),
    ],
)
def test_a_russian_event_has_the_place_that_it_asks_for(text: str, found: tuple[str, str | None] | None) -> None:
    assert place(text) == found


TOWNS = """
```deal
deal T: a deal
  zone: UTC
party GOV: the government
  role: side
  forces: government forces
party OPP: armed groups
  role: side
  forces: armed groups
place KES: Kestrel
  name ar: الشاهين
  name ru: Сокол
place LUN: Lundale
  name ar: اللوندية
  name ru: Лундаль
place GATE: Norden crossing
  name ar: معبر نوردن
  name ru: переход Норден
must not CF
  by: GOV, OPP
  do: fire
```
"""
TOWNS_READ = read_deal(TOWNS, "t.deal.md")
TOWNS_VIEW = lens(TOWNS_READ)


def last_place(text: str) -> tuple[str, str | None] | None:
    """Words and id of the place of the last claim."""
    found = read_surface(Document(text), TOWNS_READ, datetime(2026, 3, 4, 18, tzinfo=UTC), UTC, TOWNS_VIEW)[-1].place
    return (found.text, found.id) if found is not None else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell on Kestrel. Residents said that rockets had hit the town too.", ("the town", "KES")),
        ("Buses left Kestrel for Lundale. The mayor said shells had fallen on the city.", ("the city", "LUN")),
        (
            "Buses left Kestrel by the Norden crossing. The mayor said shells had fallen on the city.",
            ("the city", "KES"),
        ),
        ("The mayor said shells had fallen on the city.", ("the city", None)),
        ("В Соколе разорвались снаряды. Жители сообщили, что в городе шла стрельба.", ("городе", "KES")),
        ("سقطت قذائف على الشاهين. وقال السكان إن القصف استمر في المدينة.", ("المدينة", "KES")),
        ("وقال المراسل إن الحافلات عالقة عند المعبر.", ("المعبر", "GATE")),
    ],
)
def test_the_town_is_the_one_that_was_named_last(text: str, found: tuple[str, str | None]) -> None:
    assert last_place(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Kestrel, residents heard bursts of machine-gun fire before dawn.", ("Kestrel", "KES")),
        ("At a clinic near Harwell, the observers reported three shots.", ("a clinic near Harwell", None)),
        ("In London, the minister said that shells had been fired.", None),
        ("In Kestrel, the mayor demanded that the shelling stop.", None),
        ("An air attack on Harwell killed 20 people, the observatory said.", ("Harwell", None)),
        ("قال الدفاع المدني إن عشرين شخصاً قتلوا في غارات على هارول أمس.", ("هارول", None)),
        ("قال الدفاع المدني إن عشرين شخصاً قتلوا في غارات على حافلات أمس.", None),
    ],
)
def test_where_a_sentence_opens_it_happened_if_a_witness_tells_it(
    text: str, found: tuple[str, str | None] | None
) -> None:
    assert last_place(text) == found
