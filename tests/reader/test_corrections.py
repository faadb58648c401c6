"""What is taken back is no claim; what replaces it is one, and says what it corrects."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

DEAL = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "repaired.deal.md"


def read(text: str) -> tuple[Proposal, ...]:
    zone = ZoneInfo("Asia/Damascus")
    return read_surface(
        Document(text), read_deal(DEAL.read_text("utf-8"), "d"), datetime(2016, 12, 14, 20, tzinfo=zone), zone
    )


@pytest.mark.parametrize(
    ("text", "old"),
    [
        (
            "Correction: an earlier version of this report said that 14 people had been killed. Four were killed.",
            "14 people had been killed",
        ),
        ("We reported earlier that 20 buses had left. Only two buses left the city.", "20 buses had left"),
    ],
)
def test_what_the_outlet_takes_back_is_no_claim_of_anybody(text: str, old: str) -> None:
    (made,) = read(text)

    assert made.corrects is not None
    assert text[slice(*made.corrects)] == old
    assert made.shown()["corrects"] == {"start": text.index(old), "end": text.index(old) + len(old)}
    assert old not in made.words


def test_a_speaker_who_corrects_a_figure_names_the_old_one() -> None:
    text = (
        "Turkey said that 7,500 people had left. Later Turkey corrected its figure, saying that 8,000 people had left."
    )

    first, *rest = read(text)

    corrected = [p for p in rest if p.corrects is not None]
    assert [text[slice(*p.corrects)] for p in corrected if p.corrects] == ["7,500 people had left"]
    assert corrected[0].quantity is not None
    assert corrected[0].quantity.low == 8000
    assert first.corrects is None
