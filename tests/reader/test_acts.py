"""What act a claim is: its cue's, unless time, will or what is blamed make another of it."""

from datetime import UTC, datetime

import pytest

from tests.reader.conftest import EXAMPLES
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface


def act(sentence: str) -> str:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    text = f"A headline\n\n{sentence}\n"
    made = read_surface(Document(text), deal, datetime(2018, 12, 19, 22, tzinfo=UTC), UTC)
    assert len(made) == 1
    return made[0].act


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The government said that the detainees would be freed on Monday.", "promises"),
        ("A diplomat said that the detainees would be freed on Monday.", "predicts"),
        ("A diplomat said that 30 men are to be handed over on Monday.", "says"),
        ("The mayor said that two more convoys were expected on Friday.", "predicts"),
        ("The governor blamed the delay on the weather.", "says"),
        ("The governor blamed the Houthis for the delay.", "accuses"),
        ("The elder swore that no captive had been harmed.", "says"),
        ("The elder swore to free the captives.", "promises"),
        ("We hope to bring in medicine on Tuesday.", "promises"),
        ("Residents complained that the water had run out.", "says"),
        ("The mission observed two trucks at the mill.", "reports"),
    ],
)
def test_time_will_and_what_is_blamed_decide_the_act(sentence: str, expected: str) -> None:
    assert act(sentence) == expected
