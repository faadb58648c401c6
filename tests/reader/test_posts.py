"""Posts of channels that somebody has collected: what a post tells is said by the channel that sent it."""

from datetime import UTC, datetime

from tests.reader.conftest import EXAMPLES
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

POSTS = """Posts from two channels

[Coalition, 06:12] The militia fired 21 shells at the port. Our men are holding their fire.

[City resident] Shells fell near the mill. A neighbour says two houses were hit.

Shells fell near the bakery too.
"""


def test_a_post_is_said_by_its_channel_at_its_time_and_its_sources_keep_their_words() -> None:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(POSTS), deal, datetime(2018, 12, 19, 22, tzinfo=UTC), UTC)
    assert [(one.speaker.text if one.speaker else "", one.act, one.words) for one in made] == [
        ("Coalition", "says", "The militia fired 21 shells at the port"),
        ("Coalition", "says", "Our men are holding their fire"),
        ("City resident", "says", "Shells fell near the mill"),
        ("A neighbour", "says", "two houses were hit"),
        ("", "narrates", "Shells fell near the bakery too"),
    ]
    assert made[0].speaker is not None and made[0].speaker.id == "GOV"
    assert made[0].reported == datetime(2018, 12, 19, 6, 12, tzinfo=UTC)
    assert made[2].reported is None


OTHER_MANNERS = """Posts as a newspaper prints them

City council (14:20): Shells fell near the mill. Two houses were hit.

15:05 Red Crescent: 40 people were brought out at noon. Two buses are still waiting.

15:30 Shells fell near the bakery.
"""


def test_a_post_may_begin_with_its_time_or_have_it_behind_its_channel() -> None:
    path = EXAMPLES / "reading" / "deals" / "hudaydah.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(OTHER_MANNERS), deal, datetime(2018, 12, 19, 22, tzinfo=UTC), UTC)
    said = [(one.speaker.text if one.speaker else "", one.words, one.reported) for one in made]
    assert said == [
        ("City council", "Shells fell near the mill", datetime(2018, 12, 19, 14, 20, tzinfo=UTC)),
        ("City council", "Two houses were hit", datetime(2018, 12, 19, 14, 20, tzinfo=UTC)),
        ("Red Crescent", "40 people were brought out at noon", datetime(2018, 12, 19, 15, 5, tzinfo=UTC)),
        ("Red Crescent", "Two buses are still waiting", datetime(2018, 12, 19, 15, 5, tzinfo=UTC)),
        ("", "Shells fell near the bakery", datetime(2018, 12, 19, 15, 30, tzinfo=UTC)),
    ]
