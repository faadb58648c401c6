"""What numbers of Arabic and Russian reports count where no list has the noun, and which numbers count nothing."""

import pytest

from trucekeeper.reader.folding import folded
from trucekeeper.reader.tongues.counting import quantities
from trucekeeper.reader.words import words


def counted(text: str, language: str) -> list[tuple[int, str]]:
    flat = folded(text).text
    w = words(flat, 0, len(flat))
    return [(int(one.quantity.low), one.quantity.unit) for one in quantities(w, 0, len(w), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "к утру прибыли девять погорельцев", [(9, "people")]),
        ("ru", "семь настройщиков вышли к мосту", [(7, "people")]),
        ("ru", "увезли пять дрессировщиков", [(5, "people")]),
        ("ru", "обменяли восемь аккордеонистов", [(8, "people")]),
        ("ar", "وصل سبعة نجارين إلى المعبر", [(7, "people")]),
        ("ar", "خمسة طهاة غادروا البلدة", [(5, "people")]),
        ("ru", "сложили шесть ящиков у ворот", []),
        ("ru", "у ворот стоят три двигателя", []),
    ],
)
def test_a_noun_that_no_list_has_names_people_by_its_ending_or_its_verb(
    language: str, text: str, expected: list[tuple[int, str]]
) -> None:
    assert counted(text, language) == expected


def test_a_number_with_an_ending_says_which_one() -> None:
    assert counted("отошла рота 276-го полка", "ru") == []
    assert counted("отошли 8-я рота и двадцать машин", "ru") == [(20, "vehicles")]
