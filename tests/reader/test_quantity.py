import pytest

from trucekeeper.reader.quantity import meant, quantities


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
    ],
)
def test_times_years_and_pairs_are_no_numbers_of_anything(text: str) -> None:
    assert quantities(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight buses with some 400 people came out", (400, 400, "people", True)),
        ("only 20 of 168 lorries had permits", (20, 20, "lorries", False)),
        ("about 900 of the 1,500 detainees came", (900, 900, "detainees", True)),
        ("Of 28 hostages only four came back", (4, 4, "hostages", False)),
        ("from 2,000 fighters to more than 10,000 people", (10000, None, "people", False)),
        ("Nine soldiers and at least four civilians died", (13, None, "people", False)),
        ("15 Saudis and four Sudanese were freed", (19, 19, "people", False)),
        ("of the 1,300 fighters only 650 had come", (650, 650, "fighters", False)),
        ("300 people, among them 40 children", (300, 300, "people", False)),
        ("several dozen were carried off", (24, None, "people", True)),
    ],
)
def test_of_several_numbers_the_one_that_is_meant_is_taken(
    text: str, expected: tuple[int, int | None, str, bool]
) -> None:
    one = meant(text, quantities(text, 0, len(text)))

    assert one is not None
    assert (one.low, one.high, one.unit, one.approx) == expected


@pytest.mark.parametrize("text", ["three airports", "two checkpoints", "at three places in the city"])
def test_where_something_is_counts_nobody(text: str) -> None:
    assert meant(text, quantities(text, 0, len(text))) is None


def test_a_year_counts_nobody() -> None:
    text = "their largest exchange since 2022"

    assert quantities(text, 0, len(text)) == []
