"""What people and machines really hand over: cut off, endless, mixed, broken. The reader answers, in bounded time."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.formats.only import document_of
from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

PUBLISHED = datetime(2016, 12, 14, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Damascus")


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, PUBLISHED, ZONE)


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph(repaired: Deal) -> None:
    text = 'The army said: "Rebels shelled the town.\n\nThe UN said that buses had left eastern Aleppo.'

    found = read(text, repaired)

    assert [(p.speaker.text, p.words) for p in found if p.speaker and p.speaker.id == "UN"] == [
        ("The UN", "buses had left eastern Aleppo")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        " ",
        "said",
        "said that",
        '"',
        "“",
        "According to",
        ":",
        "The army said",
        "...",
        "\ufeff",
        "\u202e said",
    ],
)
def test_scraps_of_text_are_no_claims(text: str, repaired: Deal) -> None:
    assert read(text, repaired) == ()


def test_two_scripts_in_one_report_do_not_disturb_each_other(repaired: Deal) -> None:
    english = "The UN said that buses had left."
    text = f"قالت الأمم المتحدة إن الحافلات غادرت.\n\n{english}\n\nМинистерство сообщило об обстреле."

    assert [p.words for p in read(text, repaired) if p.speaker] == [
        "الحافلات غادرت",
        "buses had left",
        "об обстреле",
    ]


def test_scripts_and_menus_of_a_page_are_not_read(repaired: Deal) -> None:
    words = "The UN said on Wednesday that hundreds of people had left the eastern districts of the city by bus. " * 4
    page = (
        "<!doctype html><html><head><title>Buses leave</title>"
        "<script>var x = 'The army said that rebels fired';</script>"
        f"</head><body><nav>The rebels said that nobody left</nav><article><h1>Buses leave</h1><p>{words}</p></article>"
        "<script>document.write('The ministry said that shells fell')</script></body></html>"
    )

    document = document_of(page.encode(), "page.html")

    assert "rebels fired" not in document.text
    assert "shells fell" not in document.text
    found = read_surface(document, repaired, PUBLISHED, ZONE)
    assert found
    assert {p.speaker.text for p in found if p.speaker} == {"The UN"}


def test_reading_twice_as_long_a_line_takes_about_twice_as_long(repaired: Deal) -> None:
    line = "the ministry said that shells fell and the buses left at 05:00 but "

    def cpu_s(repeats: int) -> float:
        start = time.process_time()
        read(line * repeats, repaired)
        return time.process_time() - start

    cpu_s(50)
    short, long = (min(cpu_s(repeats) for _ in range(2)) for repeats in (500, 2000))
    assert long < 9 * short  # linear: 4 times; quadratic: 16 times


@pytest.mark.parametrize(
    "piece", ['"', "“", "(", " and", ", ", "said ", "1,", "5:0", "'s ", "A. ", "of the ", "-", "who "]
)
def test_one_sign_again_and_again_is_read_in_bounded_time(piece: str, repaired: Deal) -> None:
    start = time.process_time()

    read(piece * 4000, repaired)

    assert time.process_time() - start < 5


SAMPLE = (
    'the army said that rebels UN accused denied " “ ” . , ; : and who of 5.00am (3.00am GMT) Tuesday 1,500 people '
    "left Aleppo shelled not according to told between within hours"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*SAMPLE.split(), "\n"]), max_size=60))
def test_whatever_words_stand_in_whatever_order_every_span_is_verbatim(words: list[str]) -> None:
    text = " ".join(words)
    deal = _DEALS[0]

    for one in read(text, deal):
        assert one.words == " … ".join(text[a:b] for a, b in one.content)
        for mention in (one.speaker, one.place, *one.actors, *one.via):
            assert mention is None or text[mention.start : mention.end] == mention.text


_DEALS: list[Deal] = []


@pytest.fixture(autouse=True)
def _deal(repaired: Deal) -> None:
    _DEALS[:] = [repaired]
