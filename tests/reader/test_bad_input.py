"""Reports as they really come: broken, endless, hostile. The reader neither fails nor takes more than linear time."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import LONGEST_TEXT, Document, TextTooLongError
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import NotVerbatimError, Proposal, accepted

ZONE = ZoneInfo("Asia/Damascus")
PUBLISHED = datetime(2016, 12, 14, 12, tzinfo=UTC)
EMPTY = read_deal("", "empty.deal.md")


def read(text: str, deal: Deal = EMPTY) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, PUBLISHED, ZONE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        '"',
        'He said "the buses left and never',
        "said said said said",
        "According to",
        "The ministry said",
        ": : : :",
        "\u202eThe ministry said the buses left\u202c.",
        "The\u00admin\u200bistry said the bu\u200bses left.",
        "Министерство сказало that المقاتلون left, the office said.",
        "<script>alert('x')</script> The ministry said <b>buses</b> left.",
        "The ministry said '; DROP TABLE claims; -- on Tuesday.",
        "He said on 31 February that 99,999,999,999,999 people left at 24:59 (77:77 GMT).",
        "\ud800 The ministry said the buses left.",
    ],
)
def test_broken_text_is_read_without_failing(text: str) -> None:
    for one in read(text):
        assert one.words == " … ".join(text[a:b] for a, b in one.content)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "ministry",
                "said",
                "that",
                '"the',
                'rebels"',
                "accused",
                ",",
                ".",
                "and",
                "according",
                "to",
                "Turkey",
                "14",
                "December",
                "5.00am",
                "(3.00am",
                "GMT)",
                "at",
                "least",
                "200",
                "people",
                "who",
                "had",
                "left",
                "buses",
                ";",
                ":",
                "denied",
                "it",
                "he",
                "'they",
                "’",
                "on",
                "Tuesday",
                "told",
                "Reuters",
                "\n",
                "Both",
                "sides",
                "not",
            ]
        ),
        max_size=60,
    )
)
def test_any_jumble_of_words_is_read_without_failing(words: list[str]) -> None:
    text = " ".join(words)

    for one in read(text):
        assert one.words == " … ".join(text[a:b] for a, b in one.content)


@pytest.mark.parametrize(
    "unit",
    [
        "The ministry said the rebels had fired at the buses on Tuesday. ",
        '"',
        "said that ",
        "and ",
        ", ",
        "5.00am (3.00am GMT) ",
        "several hundred thousand ",
        "the armed groups of the ",
        "((((",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    short, long = unit * (40_000 // len(unit)), unit * (160_000 // len(unit))

    assert seconds(long) < 12 * seconds(short) + 1.0


def seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def test_a_report_without_any_paragraph_is_read_to_its_end() -> None:
    filler = "It rained on the road and nothing moved that day, as on the days before it. "
    said = "The ministry said that {n} buses left the town. "
    text = said.format(n=11) + filler * (200_000 // len(filler)) + said.format(n=97)

    found = read(text)

    assert "\n" not in text and len(text) > 200_000
    words = " | ".join(one.words for one in found if one.speaker)
    assert "11 buses left" in words and "97 buses left" in words
    assert all(text[start:end] for one in found for start, end in one.content)


def test_a_text_that_is_no_report_is_refused_with_one_sentence() -> None:
    with pytest.raises(TextTooLongError) as refused:
        Document("x" * (LONGEST_TEXT + 1))

    assert refused.value.message == "the text has 20,000,001 characters, more than the 20,000,000 that are read at once"


def test_words_that_do_not_stand_there_do_not_pass_the_border() -> None:
    text = Document("The ministry said the buses left.")
    made = Proposal(source=text.sha256, speaker=None, content=((0, 12),), words="The rebels", act="narrates")

    with pytest.raises(NotVerbatimError) as refused:
        accepted(text, (made,))
    assert refused.value.message == 'the proposed words "The rebels" do not stand at characters 0 to 12 of the text'
