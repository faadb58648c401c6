"""Whatever stands in a file, reading and checking end, say where it is, and say it once."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucekeeper.core.finding import Severity
from trucekeeper.deal.check import check
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.form import formatted
from trucekeeper.deal.model import Deal
from trucekeeper.deal.places import Places
from trucekeeper.deal.printer import printed
from trucekeeper.deal.syntax import read_deal

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "repaired.deal.md"
CLEAN = (Path(__file__).parents[2] / "src/trucekeeper/deal/templates/ceasefire-evacuation.deal.md").read_text("utf-8")
CLEAN = CLEAN.replace("NAME", "D").replace("ZONE", "UTC")


def whole(text: str) -> Deal:
    """Read, check, print and format a text; places must lie in it."""
    deal = read_deal(text, "x.deal.md")
    places = Places(text)
    for finding in check(deal).findings:
        assert 0 <= finding.at.start <= finding.at.end <= len(text)
        assert places.span(finding.at.start, finding.at.end) == finding.at
        assert finding.message
    formatted(text)
    assert not text or printed(deal) == text
    return deal


SPACE = ("\n", "\n", "\n  ", "\n      ", "\r\n", "\t", "\u200f", "\x00", '"', "```deal\n")
WORDS = """must A1|must not|may H1|party |deal D|exchange X1|verify V1|place P|by: |do: |after: |window: |people: 
legs: A1|in: batches|ahead: 0|batch: |A1|B1|first: 
who: |#|(|)|,| and | or |not |say|2030-01-01 06:00| to |5|half of |all of
of which |hours|: |```|```deal|ا|١|é"""
PIECES = st.sampled_from([*(word for line in WORDS.split("\n") for word in line.split("|")), "|", *SPACE])


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_arrangement_of_words_of_the_language_stops_reading(text: str) -> None:
    whole(f"```deal\n{text}\n```\n")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_stops_reading(text: str) -> None:
    whole(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 10**6))
def test_no_damage_to_a_real_deal_stops_reading(seed: int) -> None:
    chance = random.Random(seed)
    text = STORY.read_text("utf-8")
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text))
        damage = chance.choice(["", "x", "\n", " ", ":", "#", '"', "(", "\t", text[place : place + 30]])
        text = text[:place] + damage + text[place + chance.randint(0, 5) :]
    whole(text)


LINES = [number for number, line in enumerate(CLEAN.split("\n")) if line.startswith("  ") and ": " in line]


@pytest.mark.parametrize("number", LINES)
def test_a_key_misspelt_in_a_clean_deal_is_one_message_on_its_line(number: int) -> None:
    lines = CLEAN.split("\n")
    key, colon, rest = lines[number].partition(":")
    lines[number] = f"{key[:-1]}q{key[-1]}{colon}{rest}"
    findings = check(read_deal("\n".join(lines), "x")).findings
    assert [(f.code, f.at.line, f.at.column) for f in findings] == [("E004", number + 1, 3)], [
        f.message for f in findings
    ]


HEADERS = [
    number for number, line in enumerate(CLEAN.split("\n")) if line.startswith(("must", "may", "party", "place"))
]


@pytest.mark.parametrize("number", HEADERS)
def test_a_kind_misspelt_in_a_clean_deal_is_one_message_on_its_line(number: int) -> None:
    lines = CLEAN.split("\n")
    lines[number] = lines[number][0] + lines[number][2:]
    findings = check(read_deal("\n".join(lines), "x")).findings
    assert [(f.code, f.at.line, f.at.column) for f in findings] == [("E001", number + 1, 1)], [
        f.message for f in findings
    ]


def test_500_mistakes_are_500_messages_in_reading_order() -> None:
    blocks = "".join(f"must A{n}\n  by: G{n}\n  do: open\n  due: 2030-13-01 06:00\n" for n in range(250))
    findings = check(read_deal(f"```deal\ndeal D\n  zone: UTC\n{blocks}```\n", "x")).findings
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert len(errors) == 500
    assert [f.code for f in errors[:2]] == ["D08", "E008"]
    assert [f.at.line for f in errors] == sorted(f.at.line for f in errors)


@pytest.mark.slow
def test_100000_lines_are_read_and_checked() -> None:
    blocks = "".join(
        f"must C{n}\n  by: {'AB'[n % 2]}\n  do: let people leave\n  people: {100 + n % 7}\n  after: C{max(n - 1, 0)}\n"
        for n in range(20_000)
    ).replace("  after: C0\n", "", 1)
    deal = read_deal(f"```deal\ndeal D\n  zone: UTC\nparty A\nparty B\n{blocks}```\n", "x")
    assert len(deal.clauses) == 20_000
    checked = check(deal)
    assert checked.deadlock == ()


SMALL = "deal D\n  zone: UTC\nparty A\nparty B\nmust A1\n  by: A\n  to: B\n  do: open\n  due: 2030-03-01 06:00\n"


def codes_of(blocks: str, file: str = "x.deal.md") -> list[tuple[str, int, int]]:
    """What reading finds, with its places in the blocks."""
    found = read_deal(f"```deal\n{blocks}```\n", file).findings
    return [(finding.code, finding.at.line - 1, finding.at.column) for finding in found]


def test_a_deal_that_amends_itself_is_told() -> None:
    blocks = SMALL.replace("  zone: UTC\n", "  zone: UTC\n  amends: monday.deal.md\n")
    assert codes_of(blocks, "/drafts/monday.deal.md") == [("E030", 3, 11)]
    assert codes_of(blocks, "/drafts/tuesday.deal.md") == []


def test_languages_that_contradict_each_other_are_told() -> None:
    blocks = SMALL.replace("  zone: UTC\n", "  zone: UTC\n  languages: en, ar\n")
    said = blocks.replace("  do: open\n", "  do en: let 1500 people go\n  do ar: خروج ١٢٠٠ شخص\n")
    assert codes_of(said) == []
    assert "D23" in {finding.code for finding in check(read_deal(f"```deal\n{said}```\n", "x")).findings}
    assert codes_of(said.replace("do ar", "do ru")) == [("E013", 10, 3)]


def test_mixed_directions_are_read_and_hidden_turns_are_told() -> None:
    arabic = SMALL.replace("A1", "خروج1").replace("party A", "party A: الجانب الأول (A)\n  also: first side, الأول")
    assert codes_of(arabic) == []
    assert read_deal(f"```deal\n{arabic}```\n", "x").clauses[0].id == "خروج1"
    turned = SMALL.replace("do: open", "do: \u202e005 tel\u202c open")
    assert codes_of(turned) == [("E031", 8, 7)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
def test_line_ends_and_a_byte_order_mark_change_no_answer(end: str) -> None:
    text = f"```deal\n{SMALL}```\n".replace("\n", end)
    deal = read_deal(decode(b"\xef\xbb\xbf" + text.encode(), "x"), "x")
    plain = read_deal(f"```deal\n{SMALL}```\n", "x")
    assert [(f.code, f.at.line, f.at.column, f.message) for f in check(deal).findings] == [
        (f.code, f.at.line, f.at.column, f.message) for f in check(plain).findings
    ]
    assert printed(deal) == text


def test_tabs_are_told_once_a_block_and_read_all_the_same() -> None:
    tabbed = SMALL.replace("\n  ", "\n\t")
    assert codes_of(tabbed) == [("E006", 2, 1), ("E006", 6, 1)]
    assert read_deal(f"```deal\n{tabbed}```\n", "x").clauses[0].do == "open"


@pytest.mark.parametrize("depth", [41, 500, 20_000])
def test_conditions_nested_deeper_than_anybody_reads_are_refused(depth: int) -> None:
    nested = SMALL + f"  after: {'(' * depth}A1 arrived{')' * depth}\n"
    assert [code for code, _, _ in codes_of(nested)] == ["E011"]
