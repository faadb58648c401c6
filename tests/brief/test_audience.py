from pathlib import Path

import pytest

from tests.brief.world import deal, report
from trucekeeper.brief.audience import PROFILES, Audience, AudienceError, Kind, Profile, audience
from trucekeeper.brief.html import html
from trucekeeper.brief.markdown import markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "audiences.md"

#: What must not be read by whom, as it stands in the records of the world.
HIDDEN = {
    "house behind the old bakery": {"public", "party:HILL", "party:RIVER"},
    "10.003 N": {"public", "party:HILL", "party:RIVER"},
    "convoy 7": {"public", "party:HILL", "party:RIVER", "partner"},
    "80 to 90": {"public", "party:HILL", "party:RIVER"},
    "a neighbour": {"public", "party:HILL", "party:RIVER", "partner"},
    "the baker": {"public", "party:HILL", "party:RIVER", "partner"},
    "analyst Nine": {"public", "party:HILL", "party:RIVER", "partner"},
    "clerk One": {"public", "party:HILL", "party:RIVER", "partner"},
    "man named Ox": {"public", "party:HILL", "party:RIVER", "partner"},
    "a slip of the desk": {"public", "party:HILL", "party:RIVER", "partner"},
    "the caller was afraid": {"public", "party:HILL", "party:RIVER", "partner"},
    "taken up at once": {"public", "party:HILL", "party:RIVER", "partner"},
    "dissent": {"public", "party:HILL", "party:RIVER", "partner"},
    "hotline": {"public", "party:RIVER", "partner"},
    "They opened fire": {"public", "party:RIVER"},
}


@pytest.mark.parametrize("words", HIDDEN)
@pytest.mark.parametrize("reader", ["public", "partner", "party:HILL", "party:RIVER", "internal"])
def test_each_audience_reads_what_it_may_and_nothing_more(words: str, reader: str) -> None:
    made = report(for_whom=reader)

    hidden = reader in HIDDEN[words]

    assert (words in markdown(made)) is not hidden
    assert (words in html(made)) is not hidden


def test_the_public_reads_that_something_is_held_back_while_people_are_on_the_road() -> None:
    told = markdown(report(for_whom="public"))

    assert "MA: 1 count withheld: people are on the road." in told
    assert "HILL in X: withheld while people are on the road." in told


def test_the_page_on_audiences_holds_the_table_that_the_code_goes_by() -> None:
    rows = [
        [one.strip() for one in line.strip("| \n").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]

    written = {row[0].strip("`"): row[2:] for row in rows}

    order = (Kind.PUBLIC, Kind.PARTY, Kind.PARTNER, Kind.INTERNAL)
    expected = {
        name: ["yes" if getattr(PROFILES[kind], name) else "no" for kind in order] for name in Profile.__slots__
    }
    assert written == expected


def test_an_audience_is_read_as_it_is_written() -> None:
    assert str(audience("party:RIVER", deal())) == "party:RIVER"
    assert audience("public", deal()) == Audience(Kind.PUBLIC)


@pytest.mark.parametrize("text", ["press", "party:", "party:LAKE", "public:HILL", ""])
def test_an_audience_that_nobody_described_is_refused_with_those_that_exist(text: str) -> None:
    with pytest.raises(AudienceError) as caught:
        audience(text, deal())

    assert caught.value.message == f'"{text}" is no audience of this deal'
    assert caught.value.hint == ("use public, partner, internal or party:HILL, party:RIVER, party:GUAR, party:TEAM")
