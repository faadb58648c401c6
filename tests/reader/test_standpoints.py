"""Words that somebody says without a plain verb of saying: his position, how he puts it, what he wants."""

import pytest

from tests.reader.test_attribution import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow's answer was that the road had been open.", ("Moscow", "says", "the road had been open")),
        ("The view in Tehran is that two villages come first.", ("Tehran", "says", "two villages come first")),
        ("The rebels' complaint is that no list was shown.", ("The rebels", "accuses", "no list was shown")),
        ("The mayor's condition was that the mines be cleared.", ("The mayor", "demands", "the mines be cleared")),
        ("His fear is that the buses will be stopped.", ("His", "predicts", "the buses will be stopped")),
        ("The army's version: the shot came from outside.", ("The army", "says", "the shot came from outside")),
        ("Nobody was happy, was how a diplomat put it.", ("a diplomat", "says", "Nobody was happy")),
        ("A breach: that is how the minister sees it.", ("the minister", "says", "A breach")),
        ("The road, as the mayor put it, was a graveyard.", ("the mayor", "says", "The road … was a graveyard")),
        (
            "What the rebels want is that the detainees come first.",
            ("the rebels", "demands", "the detainees come first"),
        ),
        ("The envoy is convinced that both sides will sign.", ("The envoy", "says", "both sides will sign")),
        ("Doctors are worried that fuel will run out.", ("Doctors", "believes", "fuel will run out")),
        ("The union is doubtful that anybody will come.", ("The union", "denies", "anybody will come")),
    ],
)
def test_a_standpoint_has_its_speaker_and_its_words(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The problem is that the bridge is gone.",
        "The army took a position above the town.",
        "The line of buses was long.",
        "This is how the convoy came to Idlib.",
        "As rebels left, the gate was closed.",
        "The news was clear to all.",
    ],
)
def test_a_noun_that_is_nobodys_standpoint_is_none(text: str) -> None:
    assert said(text) == []
