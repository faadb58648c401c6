"""What could be true apart is told apart."""

import pytest

from trucekeeper.reader.propositions import infinitives, propositions
from trucekeeper.reader.words import words


def parts(text: str) -> list[str]:
    return [text[a:b] for a, b in propositions(words(text, 0, len(text)), (0, len(text)), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nine dead and 31 wounded", ["nine dead", "31 wounded"]),
        ("two civilians killed and a child injured", ["two civilians killed", "a child injured"]),
        (
            "ten buses left on 19 December and eight more on 20 December",
            ["ten buses left on 19 December", "eight more on 20 December"],
        ),
        (
            "artillery in the city on Sunday and three flights on Monday",
            ["artillery in the city on Sunday", "three flights on Monday"],
        ),
        (
            "the road was shut, which Qatar had warned of",
            ["the road was shut", "which Qatar had warned of"],
        ),
        (
            "the date was accepted, although mortar bombs had fallen",
            ["the date was accepted", "mortar bombs had fallen"],
        ),
    ],
)
def test_counts_days_and_clauses_that_could_be_true_apart_are_cut(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "20 buses and 13 ambulances left",
        "five men and two women were wounded",
        "between Thursday afternoon and about 10:00 on Friday eight convoys left",
        "a driver was hurt, who was taken to Idlib",
    ],
)
def test_what_is_one_claim_stays_one(text: str) -> None:
    assert len(parts(text)) == 1


def test_two_things_that_are_to_be_done_are_two() -> None:
    text = "to free fifty people, and to open the road"
    cut = infinitives(words(text, 0, len(text)), (0, len(text)))
    assert [text[a:b] for a, b in cut] == ["to free fifty people", "to open the road"]
