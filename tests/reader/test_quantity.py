from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.core.quantity import Quantity, unit_of
from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.how_often import how_often
from trucekeeper.reader.main_number import meant
from trucekeeper.reader.one_thing import one_hit, one_of_them, one_person, one_thing
from trucekeeper.reader.proposal import Proposal
from trucekeeper.reader.quantity import numbers, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 15,000 people left", (15000, 15000, "people", True)),
        ("at least 14 shells", (14, None, "shells", False)),
        ("more than 9,500 people", (9500, None, "people", False)),
        ("up to 1,500 members of a group", (0, 1500, "people", False)),
        ("between 5,000 and 7,000 fighters", (5000, 7000, "fighters", False)),
        ("dozens of rockets", (24, None, "rockets", True)),
        ("scores of people", (40, None, "people", True)),
        ("hundreds of civilians", (200, None, "civilians", True)),
        ("several hundred rockets and shells", (300, 900, "shells", True)),
        ("half a million people", (500000, 500000, "people", False)),
        ("a thousand people", (1000, 1000, "people", False)),
        ("fewer than five buses", (0, 4, "buses", False)),
        ("twenty-five buses", (25, 25, "buses", False)),
        ("no bus had left", (0, 0, "buses", False)),
        ("nobody had left", (0, 0, "people", False)),
        ("500 food parcels", (500, 500, "parcels", False)),
        ("111 had been freed", (111, 111, "people", False)),
        ("the death toll at 45", (45, 45, "people", False)),
        ("they handed over two tanks", (2, 2, "tanks", False)),
        ("several hundred thousand people lost their homes", (300000, 900000, "people", True)),
        ("hardly 300 people could leave", (300, 300, "people", True)),
        ("a little over 40 buses", (40, None, "buses", False)),
        ("slightly fewer than 40 buses", (0, 39, "buses", False)),
        ("in the region of 600 families", (600, 600, "families", True)),
        ("paid 2,000 birr each", (2000, 2000, "birr", False)),
        ("the number of lorries concerned was 68", (68, 68, "lorries", False)),
        ("the number of wounded reached 12", (12, 12, "people", False)),
        ("the count will creep up to about 20", (20, 20, "people", True)),
        ("the observers, 30 strong, went on", (30, 30, "observers", False)),
        ("its monitors, ten in number", (10, 10, "monitors", False)),
        ("not a single crossing point was opened", (0, 0, "points", False)),
        ("not a single heavy weapon has been used", (0, 0, "weapons", False)),
        ("three cows were killed", (3, 3, "cows", False)),
        ("12 APCs rolled in", (12, 12, "apcs", False)),
        ("as of 1600 hrs today 52,018 persons had come", (52018, 52018, "people", False)),
    ],
)
def test_a_number_keeps_its_range_and_its_unit(text: str, expected: tuple[int, int | None, str, bool]) -> None:
    found = quantities(text, 0, len(text))

    assert found, text
    one = found[0].quantity
    assert (one.low, one.high, one.unit, one.approx) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four hundred and fifty people", (450, 450, "people", False)),
        ("a convoy came under fire", (1, 1, "convoys", False)),
        ("another hospital was hit", (1, 1, "hospitals", False)),
        ("no vehicle was let in", (0, 0, "vehicles", False)),
        ("23 vehicles, not 32", (23, 23, "vehicles", False)),
        ("Six hundred a day had been promised", (600, 600, "buses", False)),
        ("two hundred thousand people left", (200_000, 200_000, "people", False)),
        ("tens of thousands of people left", (24_000, None, "people", True)),
        ("half a dozen buses left", (6, 6, "buses", False)),
        ("a couple of buses left", (2, 2, "buses", False)),
        ("a few hundred people left", (300, 900, "people", True)),
        ("the number of dead rose from 12 to 45 people", (45, 45, "people", False)),
        ("no larger than 5,000 people", (0, 5000, "people", False)),
        ("28 dead hostages", (28, 28, "hostages", False)),
        ("More than 40 of them were wounded", (40, None, "people", False)),
        ("five in the previous period", (5, 5, "buses", False)),
        ("eight to enter tomorrow", (8, 8, "buses", False)),
        ("the lorries, 13 in all, had been cleared", (13, 13, "lorries", False)),
        ("the blast wounded at least 17 and tore down a wall", (17, None, "buses", False)),
        ("a couple of hundred people slept in the open", (200, 200, "people", True)),
        ("three airstrikes on the town", (3, 3, "airstrikes", False)),
    ],
)
def test_a_number_counts_the_noun_that_it_means(text: str, expected: tuple[object, ...]) -> None:
    (one,) = [found.quantity for found in quantities(text, 0, len(text), unit="buses")]

    assert (one.low, one.high, one.unit, one.approx) == expected


@pytest.mark.parametrize(
    "text",
    [
        "at 05:00",
        "within 48 hours",
        "in 2016",
        "resolution 2328 was adopted",
        "the two sides",
        "5.00am",
        "the convoy",
        "a man of about 60",
        "23 percent",
        "one in three families",
        "at half past three",
        "shelling after seven",
        "the first buses ought to have set off at 0500",
        "On 18 December the buses were set on fire",
        "from the city within 21",
        "one day for each ten further hostages",
        "the checkpoint at Kilo 16",
        "on the 5th and 6 May",
        "half of the 48 detainees had been let go",
        "three-quarters of the town's 20,000 people have fled",
        "seven in ten houses are empty",
        "the president telephoned at about six",
        "they leave tomorrow, provided that no one obstructs it",
        "queues at the bank again since 6",
        "the figure is two days old",
        "they had been asked for their names at two checkpoints",
        "a pull-back from three northern ports went well",
        "to be resumed on Wednesday at eight",
        "shelled at 11.15 and again towards four",
        "a lift between 1400 and 1700 hrs",
    ],
)
def test_times_years_and_pairs_are_no_numbers_of_anything(text: str) -> None:
    assert quantities(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight buses with some 400 people came out", (8, 8, "buses", False)),
        ("About 3,000 people left in 60 buses", (3000, 3000, "people", True)),
        ("Ten Israelis and two Thais left", (12, 12, "people", False)),
        ("Thirteen Israelis and four Thai citizens were handed over", (17, 17, "people", False)),
        ("five dead and two wounded", (5, 5, "people", False)),
        ("seven hospitals between 23 and 28 November", (7, 7, "hospitals", False)),
        ("the bodies of 1,212 servicemen were brought", (1212, 1212, "bodies", False)),
        ("the lists had 430 names", (430, 430, "names", False)),
        ("only 20 of 168 lorries had permits", (20, 20, "lorries", False)),
        ("about 900 of the 1,500 detainees came", (900, 900, "detainees", True)),
        ("Of 28 hostages only four came back", (4, 4, "hostages", False)),
        ("from 2,000 fighters to more than 10,000 people", (10000, None, "people", False)),
        ("Nine soldiers and at least four civilians died", (13, None, "people", False)),
        ("15 Saudis and four Sudanese were freed", (19, 19, "people", False)),
        ("of the 1,300 fighters only 650 had come", (650, 650, "fighters", False)),
        ("300 people, among them 40 children", (300, 300, "people", False)),
        ("several dozen were carried off", (24, None, "people", True)),
        ("two of the 25 checkpoints were manned", (2, 2, "checkpoints", False)),
        ("five teachers and a nurse were kept", (6, 6, "people", False)),
        ("a father and his two sons", (3, 3, "people", False)),
        ("eight patients and their 14 companions", (22, 22, "people", False)),
        ("two civilians killed and a child injured", (2, 2, "civilians", False)),
        ("12 dead and nine wounded", (12, 12, "people", False)),
        ("in three batches, some 3,000 people", (3000, 3000, "people", True)),
        ("they had expected twelve coaches but only seven came", (7, 7, "coaches", False)),
        ("the list was cut from 300 names to 240", (240, 240, "names", False)),
        ("killed a shopkeeper and two customers", (3, 3, "people", False)),
        ("three journalists and their driver", (4, 4, "people", False)),
    ],
)
def test_of_several_numbers_the_one_that_is_meant_is_taken(
    text: str, expected: tuple[int, int | None, str, bool]
) -> None:
    one = meant(text, quantities(text, 0, len(text)))

    assert one is not None
    assert (one.low, one.high, one.unit, one.approx) == expected


@pytest.mark.parametrize("text", ["three airports", "two villages under siege", "at three places in the city"])
def test_where_something_is_counts_nobody(text: str) -> None:
    assert meant(text, quantities(text, 0, len(text))) is None


def test_a_year_counts_nobody() -> None:
    text = "their largest exchange since 2022"

    assert quantities(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A bus with Red Cross markings pulled out of the gate", "buses"),
        ("At 5 p.m. on Monday, an ambulance with its blinds drawn rolled onto the apron", "ambulances"),
        ("a small unmanned aircraft of the mission was lost", "aircraft"),
        ("an air raid south of the airport", "raids"),
        ("another lorry was turned back", "lorries"),
        ("one helicopter landed at Tuzla", "helicopters"),
        ("At the gate, 7 km north of the town, a bulldozer flattened the wall", "bulldozers"),
        ("On 17 January a convoy carrying doctors came under fire", "convoys"),
        ("For the second time this week a ferry has brought patients", "ferries"),
        ("A further shot was fired at a post", "shots"),
        ("A strike has hit the port", "strikes"),
    ],
)
def test_one_thing_told_of_is_one(text: str, unit: str) -> None:
    found = one_thing(text, 0, len(text))

    assert found is not None
    assert (found.low, found.high, found.unit) == (1, 1, unit)


@pytest.mark.parametrize(
    "text",
    [
        "the second bus pulled out", "the convoy left", "a bus driver said so", "the crowd stood around a car park",
        "a convoy of lorries left", "people waited beside a truck",
        "a bakery and a clinic looted by men", "a van driver left",
    ],
)  # fmt: skip
def test_what_is_known_or_beside_is_not_counted_as_one(text: str) -> None:
    assert one_thing(text, 0, len(text)) is None


@pytest.mark.parametrize("text", ["a medical worker was kept back", "wounding a driver", "a boy of sixteen was killed"])
def test_one_person_is_one(text: str) -> None:
    found = one_person(text, 0, len(text))

    assert found is not None
    assert (found.low, found.unit) == (1, "people")


def test_another_and_one_of_them_are_one_of_what_was_counted_last() -> None:
    for text in ("Another came from Abha", "one of which damaged a ward", "a sixth is said to be boarding"):
        found = one_of_them(text, 0, len(text), "planes")
        assert found is not None, text
        assert (found.low, found.unit) == (1, "planes")
    assert one_of_them("another day passed", 0, 18, "planes") is None
    assert one_of_them("Another came from Abha", 0, 22, None) is None
    assert one_of_them("a second had not been allowed to set out", 0, 40, "people") is None, "a group of people"


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("the militia has violated the ceasefire 138 times", 138, "breaches"),
        ("the operation was interrupted three times", 3, "interruptions"),
        ("the eastern outskirts were shelled twice", 2, "attacks"),
        ("patrols were refused passage twice", 2, "refusals"),
        ("the convoy was searched four times", 4, "searches"),
    ],
)
def test_how_often_it_happened_is_a_number(text: str, count: int, unit: str) -> None:
    found = how_often(text.split(), numbers())

    assert found is not None
    assert (found.low, found.high, found.unit) == (count, count, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the truce was violated at least 50 times", (50, None, False)),
        ("they broke the truce more than 20 times", (20, None, False)),
        ("about 30 times they shelled the road", (30, 30, True)),
        ("перемирие нарушали не менее 50 раз", (50, None, False)),
    ],
)
def test_how_often_keeps_its_range(text: str, expected: tuple[int, int | None, bool]) -> None:
    found = how_often(text.split(), numbers())

    assert found is not None
    assert (found.low, found.high, found.approx) == expected


@pytest.mark.parametrize("text", ["exact times and routes were agreed", "he had spoken four times since then"])
def test_how_often_somebody_spoke_is_none(text: str) -> None:
    assert how_often(text.split(), numbers()) is None


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    zone = ZoneInfo("Asia/Damascus")
    return read_surface(Document(text), deal, datetime(2016, 12, 14, 20, tzinfo=zone), zone)


def numbers_of(text: str, deal: Deal) -> list[object]:
    return [one.quantity and (one.quantity.low, one.quantity.unit) for one in read(text, deal)]


def test_none_and_nobody_count_where_they_tell_and_not_where_they_are_asked_for(repaired: Deal) -> None:
    told = "The deal is about 500 detainees. None has been freed so far."
    shot = "Nobody fired at the buses, the army said."
    asked = "The rebels demanded that nobody be searched."

    assert numbers_of(told, repaired)[-1] == (0, "detainees")
    assert numbers_of(shot, repaired) == [(0, "people")]
    assert numbers_of(asked, repaired) == [None]


def test_who_is_killed_or_hit_is_people_whatever_he_is_called(repaired: Deal) -> None:
    assert numbers_of("An explosion killed two deminers on Tuesday.", repaired) == [(2, "people")]
    assert numbers_of("A nurse was hit by a sniper on Tuesday.", repaired) == [(1, "people")]
    assert numbers_of("Two others were injured when a mine went off.", repaired) == [(2, "people")]


def test_at_least_one_has_no_upper_end() -> None:
    found = one_person("at least one soldier died", 0, 25)

    assert found is not None
    assert (found.low, found.high) == (1, None)


def test_several_hundred_without_a_noun_are_people(repaired: Deal) -> None:
    assert numbers_of("Several hundred laid down their arms, the army said.", repaired) == [(300, "people")]


def test_three_of_them_and_another_20_are_of_what_was_named_last(repaired: Deal) -> None:
    text = "Ten buses were ready. Observers were let in. There were now 31 of them, and another 20 had been asked for."

    assert (31, "observers") in numbers_of(text, repaired)
    assert (20, "observers") in numbers_of(text, repaired)


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (Quantity(1, 1), "1 person"),
        (Quantity(2, 2), "2 people"),
        (Quantity(1, None, "families"), "at least 1 family"),
        (Quantity(0, 1, "buses"), "at most 1 bus"),
        (Quantity(1, 1, "convoys", True), "about 1 convoy"),
        (Quantity(0, 0, "lorries"), "0 lorries"),
        (Quantity(1, 1, "breaches"), "1 breach"),
    ],
)
def test_a_number_is_told_with_its_unit_in_the_right_number(quantity: Quantity, told: str) -> None:
    assert quantity.words() == told
    # What the control room writes into the field can be read back from it.
    (again,) = quantities(told, 0, len(told))
    assert again.quantity == quantity


def test_units_bend_as_english_does() -> None:
    units = ("houses", "aircraft", "churches", "bodies", "men", "corpses", "salvoes", "ferries")

    assert [unit_of(1, one) for one in units] == [
        "house", "aircraft", "church", "body", "man", "corpse", "salvo", "ferry",
    ]  # fmt: skip
    assert [unit_of(2, one) for one in units] == [*units]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("fighters shelled a flour mill", "mills"),
        ("a UN school used as a shelter had been hit", "schools"),
        ("it sent a missile into a block of flats", "missiles"),
        ("an air raid south of the airport", "raids"),
        ("gunmen looted a pharmacy", "pharmacies"),
    ],
)
def test_one_thing_that_is_hit_is_one(text: str, unit: str) -> None:
    found = one_hit(text, 0, len(text))

    assert found == Quantity(1, 1, unit)


@pytest.mark.parametrize(
    "text", ["opened fire on a convoy", "they fired at the school", "a tower block's roof", "hit a group of cars"]
)
def test_what_is_only_aimed_at_is_not_counted(text: str) -> None:
    assert one_hit(text, 0, len(text)) is None


def test_two_more_are_never_of_what_goods_were_measured_by(repaired: Deal) -> None:
    text = "Two flights landed on Monday. One carried three tonnes of flour. Two more are due on Friday."
    told = read_surface(Document(text), repaired, datetime(2016, 12, 14, 20, tzinfo=UTC), UTC)
    assert told[-1].quantity == Quantity(2, 2, "flights")
