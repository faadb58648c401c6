import pytest

from trucekeeper.brief.plain import partisan, seen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("turned \u202eround\u202c", "turned ⟨U+202E⟩round⟨U+202C⟩"),
        ("isolated \u2067x\u2069", "isolated ⟨U+2067⟩x⟨U+2069⟩"),
        ("a bell \x07", "a bell ⟨U+0007⟩"),
        ("half a letter \ud800", "half a letter ⟨U+D800⟩"),
        ("باصات \u200f12", "باصات \u200f12"),
    ],
)
def test_what_would_be_unseen_is_shown(text: str, shown: str) -> None:
    assert seen(text) == shown


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("the regime's army", True),
        ("Terrorists fired", True),
        ("the liberated town", True),
        ("террористы", True),
        ("الإرهابيين", True),
        ("the 4th regiment", False),
        ("a liberal estimate", False),
        ("armed groups", False),
    ],
)
def test_words_that_take_a_side_are_known(text: str, side: bool) -> None:
    assert partisan(text) is side
