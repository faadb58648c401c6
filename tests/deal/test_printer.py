"""What is read can be written, and what is written reads as the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucekeeper.core.finding import TOP
from trucekeeper.core.moment import Interval
from trucekeeper.core.movement import EVENTS
from trucekeeper.core.quantity import Quantity
from trucekeeper.deal.condition import (
    STATES,
    All,
    AnyOf,
    At,
    Condition,
    Counted,
    Happened,
    InState,
    Joined,
    Name,
    Not,
    OutOfStep,
    Passes,
    Says,
)
from trucekeeper.deal.conditions import read_condition
from trucekeeper.deal.form import formatted
from trucekeeper.deal.model import People
from trucekeeper.deal.printer import (
    block_text,
    blocks,
    condition_words,
    duration_words,
    moment_words,
    printed,
    quantity_words,
    same_meaning,
    values,
    window_words,
)
from trucekeeper.deal.syntax import read_deal
from trucekeeper.deal.words import read_duration, read_moment, read_quantity, read_window

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.deal.md"))
ZONE = ZoneInfo("Europe/Kyiv")
CLAUSES = st.sampled_from(["A1", "F1", "خروج1"]).map(lambda text: Name(text, TOP))
PARTIES = st.sampled_from(["GOV", "OPP", "RUS"]).map(lambda text: Name(text, TOP))
LENGTHS = st.integers(1, 10**5).map(lambda minutes: timedelta(minutes=minutes))
MOMENTS = st.integers(0, 40 * 365 * 24 * 60).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def says(parties: list[Name], joined: Joined, word: str) -> Says:
    return Says(tuple(parties), joined if len(parties) > 1 else Joined.EACH, word)


ATOMS = st.one_of(
    st.builds(Happened, CLAUSES, st.none() | st.sampled_from(EVENTS), st.none() | st.integers(1, 99)),
    st.builds(InState, CLAUSES, st.sampled_from(STATES), st.none() | st.integers(1, 99)),
    st.builds(Counted, CLAUSES, st.sampled_from(EVENTS), st.integers(1, 10**6)),
    st.builds(Counted, CLAUSES, st.sampled_from(EVENTS), st.none(), st.none() | st.just(0.5)),
    st.builds(OutOfStep, CLAUSES),
    st.builds(
        says,
        st.lists(PARTIES, min_size=1, max_size=3, unique_by=lambda name: name.text),
        st.sampled_from(Joined),
        st.just("resume"),
    ),
    st.builds(Passes, LENGTHS),
    st.builds(At, MOMENTS),
)


def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Not),
        several.map(lambda of: All(tuple(of))),
        several.map(lambda of: AnyOf(tuple(of))),
    )


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(ATOMS, joined, max_leaves=8)


@given(CONDITIONS)
def test_a_condition_reads_as_what_was_written(condition: Condition) -> None:
    words = condition_words(condition, ZONE)
    read = read_condition(words, lambda start, end: TOP, ZONE, frozenset({"A1", "F1", "خروج1"}))
    assert condition_words(read, ZONE) == words
    assert flat(read) == flat(condition)


def flat(condition: Condition) -> object:
    """A condition without the difference between `A and (B and C)` and `A and B and C`, and with moments in UTC."""
    match condition:
        case Not(of=one):
            return "not", flat(one)
        case All(of=parts) | AnyOf(of=parts):
            return type(condition).__name__, tuple(flat(part) for part in parts)
        case At(moment=at):
            return at.astimezone(UTC)
        case _:
            return condition


@given(LENGTHS)
def test_a_length_of_time_reads_as_what_was_written(length: timedelta) -> None:
    assert read_duration(duration_words(length)) == length


@given(MOMENTS, LENGTHS, st.sampled_from([None, ZONE, ZoneInfo("Africa/Cairo")]))
def test_moments_and_windows_read_as_what_was_written_even_around_clock_changes(
    start: datetime, length: timedelta, zone: ZoneInfo | None
) -> None:
    assert read_moment(moment_words(start, zone), zone) == start
    for window in (Interval(start, start + length), Interval(start, None), Interval(None, start)):
        assert read_window(window_words(window, zone), zone) == window


QUANTITIES = st.builds(
    lambda low, more, unit, approx: Quantity(low, None if more is None else low + more, unit, approx),
    st.integers(1, 10**6),
    st.none() | st.integers(0, 1000),
    st.sampled_from(["people", "buses", "SICK"]),
    st.booleans(),
)


@given(QUANTITIES)
def test_a_quantity_reads_as_what_was_written(quantity: Quantity) -> None:
    assert read_quantity(quantity_words(People(quantity)), frozenset({"SICK"})) == (quantity, None)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_unchanged_deal_prints_as_it_stands_byte_for_byte(path: Path) -> None:
    text = path.read_text("utf-8")
    deal = read_deal(text, path.name)
    assert printed(deal) == text
    windows = text.replace("\n", "\r\n")
    assert printed(read_deal(windows, path.name)) == windows


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_deal_written_whole_says_the_same(path: Path) -> None:
    deal = read_deal(path.read_text("utf-8"), path.name)
    again = read_deal(printed(replace(deal, text="")), path.name)
    assert again.findings == ()
    assert {b.id: values(b, deal.zone) for b in blocks(deal)} == {b.id: values(b, again.zone) for b in blocks(again)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_formatting_changes_no_meaning_no_prose_and_nothing_the_second_time(path: Path) -> None:
    text = path.read_text("utf-8")
    once = formatted(text)
    assert formatted(once) == once
    assert same_meaning(read_deal(text, path.name), read_deal(once, path.name))
    assert [line for line in once.splitlines() if line.startswith(("#", ">"))] == [
        line for line in text.splitlines() if line.startswith(("#", ">"))
    ]


TEXT = """Prose  stays.

```deal
deal D
    zone:   Europe/Kyiv   # ours
party A
party B # the other
must A1:  the   first
 by:A
 do: let people leave,
       each   with a bag # one
       and water
# flush
   # in
 people: 500
```
"""


def test_formatting_gives_every_line_its_place_and_keeps_comments() -> None:
    assert (
        formatted(TEXT)
        == """Prose  stays.

```deal
deal D
  zone: Europe/Kyiv  # ours
party A
party B  # the other
must A1: the   first
  by: A
  do: let people leave,
      each   with a bag  # one
      and water
# flush
  # in
  people: 500
```
"""
    )


def test_only_what_changed_is_written_anew() -> None:
    deal = read_deal(TEXT, "x.deal.md")
    clause = deal.clauses[0]
    more = replace(
        clause, people=People(Quantity(600, 600)), window=Interval(datetime(2030, 3, 1, 4, tzinfo=UTC), None)
    )
    assert printed(replace(deal, clauses=(more,))) == TEXT.replace(
        " people: 500\n", " people: 600\n  window: from 2030-03-01 06:00\n"
    )
    silent = replace(clause, people=None)
    assert printed(replace(deal, clauses=(silent,))) == TEXT.replace(" people: 500\n", "")
    unnamed = replace(clause, names={}, name="")
    assert printed(replace(deal, clauses=(unnamed,))) == TEXT.replace("must A1:  the   first", "must A1")
    another = replace(clause, id="A2", at=TOP, spans={}, keys={})
    assert printed(replace(deal, clauses=(clause, another))) == TEXT.replace(
        " people: 500\n", " people: 500\n" + block_text(another, deal.zone)
    )
    assert same_meaning(read_deal(printed(replace(deal, clauses=())), "x"), replace(deal, clauses=()))
