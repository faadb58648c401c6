"""How text is cut into words does not depend on the way by which it is cut."""

from hypothesis import given
from hypothesis import strategies as st

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.cues import FINITE, finite
from trucekeeper.reader.speakers import REMEMBERED, roster
from trucekeeper.reader.words import words

_PIECES = st.sampled_from(
    ["At", "5.00am", "19:30", "8,000", "U.S.", "u.n.", "it's", "al-Assad's", "3rd", "12pm", "WHO", "IS", "a", "_x",
     "x_1", "2016-12-14", "(", "\"", "'", ".", ",", ";", "--", "$40m", "B/C", "A&B", "a.b", "don't", "N", "\n",
     "7th.", "am"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(st.characters(max_codepoint=126), max_size=6), max_size=20), st.booleans())
def test_a_sign_that_is_no_latin_letter_changes_nothing_in_the_words_before_it(pieces: list[str], apart: bool) -> None:
    text = (" " if apart else "").join(pieces) + " "
    plain, mixed = words(text, 0, len(text)), words(f"{text} …", 0, len(text) + 2)
    assert mixed.lows[-1] == "…"
    assert (plain.starts, plain.ends, plain.lows) == (mixed.starts[:-1], mixed.ends[:-1], mixed.lows[:-1])


def test_a_text_of_white_space_has_no_words() -> None:
    assert len(words(" \n ", 0, 3)) == 0


def test_a_reading_of_any_length_remembers_a_bounded_number_of_speakers_and_words() -> None:
    known = roster(read_deal("party A: The Alliance\nparty B: The Brigade\n", "a.deal.md"))
    for number in range(2 * REMEMBERED):
        known.identify(f"speaker {number}")
        finite(f"{number}ed")
    assert len(known.memo) <= REMEMBERED
    assert len(FINITE) <= REMEMBERED
