import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.places import gazetteer, normal, skeleton

DEAL = """
```deal
deal D: a deal
  zone: UTC
place RIVER: Eastern Rivertown, the gathering point
  also: the pocket
place HILLS: Kafarna and Murhaya
```
"""
PLACES = gazetteer(read_deal(DEAL, "d.deal.md"))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("people left eastern Rivertown", "RIVER"),
        ("buses left Rivertown", "RIVER"),
        ("the eastern districts were shelled", "RIVER"),
        ("nobody left the pocket", "RIVER"),
        ("Kafarna and Murhaya were besieged", "HILLS"),
        ("from al-Kafarna", "HILLS"),
        ("from Kefrena", "HILLS"),
        ("the two besieged villages", "HILLS"),
    ],
)
def test_a_place_is_known_by_its_names_and_spellings(text: str, id: str) -> None:
    found = PLACES.first(text, 0, len(text))

    assert found is not None
    assert found.id == id


def test_a_place_that_only_begins_alike_is_not_taken_for_it() -> None:
    text = "Malaya and Riverside were quiet"

    assert PLACES.first(text, 0, len(text)) is None


def test_names_are_compared_without_marks_and_articles() -> None:
    assert normal("al-Fū‘ah") == normal("Fu‘ah")
    assert skeleton("Oua") == ""
