"""Whatever stands in a file, reading and checking end, say where it is, and say it once."""

import random
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucekeeper.core.finding import Severity
from trucekeeper.deal.check import check
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
    start = perf_counter()
    deal = read_deal(f"```deal\ndeal D\n  zone: UTC\nparty A\nparty B\n{blocks}```\n", "x")
    assert len(deal.clauses) == 20_000
    checked = check(deal)
    assert checked.deadlock == ()
    assert perf_counter() - start < 60  # measured 12 s on two shared cores
