"""Verdicts that others published on logs of theirs, against what the rules of a clause say of the same logs.

Run where TRUCEKEEPER_DATA has `oracles/` (the MTL suite Timescales and logs of DejaVu). What a clause can say: nothing
of a kind may happen in a window (`must not`), something must be done by a moment (`must`, `due`). A pattern is put into
such clauses as a mediator would, a window or a due after each event that starts one, and every finding comes from
`status`. docs/measured.md lists the patterns that no clause says, with the reason.
"""

import csv
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Claim, Entry, Happened
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import FindingWord, Stage

START = datetime(2016, 12, 1, tzinfo=UTC)
TICK = timedelta(minutes=1)
HEAD = """```deal
deal LOG
  zone: UTC
  state: in-force
party S
  role: side
  forces: everybody
party T
  role: side
"""

Window = tuple[int, int]


def oracles() -> Path:
    data = os.environ.get("TRUCEKEEPER_DATA")
    if not data or not (Path(data) / "oracles").is_dir():
        pytest.skip("TRUCEKEEPER_DATA is not set, or has no oracles")
    return Path(data) / "oracles"


def moment(tick: float) -> datetime:
    return START + tick * TICK


def written(tick: int) -> str:
    return f"{moment(tick):%Y-%m-%d %H:%M}"


def said(tick: int, clause: str) -> Entry:
    happened = Happened(start=moment(tick), end=moment(tick + 1), precision="minute")
    record = Claim(
        id=f"{clause} {tick}", speaker="the log", said_at=moment(tick), clause=clause, happened=happened,
        basis="own observation", side="independent",
    )  # fmt: skip
    return Entry(position=tick + 1, recorded_at=moment(tick), entered_by="log", record=record)


def breaches(windows: Sequence[Window], ticks: Iterable[int]) -> set[int]:
    """The ticks at which something happens that a `must not` of one of the windows forbids."""
    happening = sorted(ticks)
    found: set[int] = set()
    for start in range(0, len(windows), 200):
        some = windows[start : start + 200]
        clauses = "".join(
            f"must not N{n}\n  by: S\n  do: act\n  type: other\n  window: {written(a)} to {written(b)}\n"
            for n, (a, b) in enumerate(some)
        )
        deal = read_deal(f"{HEAD}{clauses}```\n", "log.deal.md")
        assert len(deal.clauses) == len(some), deal.findings
        entries = [said(tick, f"N{n}") for n, (a, b) in enumerate(some) for tick in happening if a - 2 <= tick < b + 2]
        end = moment(max(b for _, b in windows) + 10)
        for one in status(deal, entries, at=end, known_by=end).clauses:
            if one.finding is not FindingWord.NONE:
                a, b = some[int(one.clause[1:])]
                ids = {id for asked in one.questions for id in asked.because}
                found |= {tick for id in ids if a <= (tick := int(id.split()[1])) < b}
    return found


def late(due: Sequence[tuple[int, int]], ticks: Iterable[int], end: int) -> set[int]:
    """The dues that pass without the deed; each (from, by): done between them counts, by its last tick."""
    done, found = sorted(ticks), set()
    for start, by in due:
        if by > end:
            continue
        clause = f"must D\n  by: S\n  do: act\n  type: other\n  due: {written(by + 1)}\n"
        deal = read_deal(f"{HEAD}{clause}```\n", "log.deal.md")
        entries = [said(tick, "D") for tick in done if start <= tick <= by]
        now = moment(by + 1)
        if status(deal, entries, at=now, known_by=now).of("D", "S").stage is Stage.LATE:
            found.add(by)
    return found


def trace(name: str) -> tuple[dict[str, list[int]], int]:
    """The ticks at which each letter is true, and the last tick."""
    with (oracles() / "timescales" / f"{name}.csv").open(encoding="utf-8") as file:
        rows = [{key: int(value) for key, value in row.items()} for row in csv.DictReader(file)]
    letters = [key for key in rows[0] if key != "time"]
    return {key: [row["time"] for row in rows if row[key]] for key in letters}, rows[-1]["time"]


def others(ticks: Sequence[int], end: int) -> list[int]:
    there = set(ticks)
    return [tick for tick in range(1, end + 1) if tick not in there]


def after_each(starts: Sequence[int], length: int) -> list[Window]:
    """The `length` ticks behind each start, up to the next one."""
    following = [*starts[1:], starts[-1] + length + 1]
    return [
        (one + 1, min(one + length + 1, after)) for one, after in zip(starts, following, strict=True) if after > one + 1
    ]


@pytest.mark.parametrize(("name", "forbidden"), [("AbsentAQ", "p"), ("AlwaysAQ", "not p")])
def test_nothing_of_a_kind_in_the_time_after_an_event(name: str, forbidden: str) -> None:
    letters, end = trace(name)
    acts = letters["p"] if forbidden == "p" else others(letters["p"], end)

    assert breaches(after_each(letters["q"], 10), acts) == {end}


@pytest.mark.parametrize(("name", "forbidden"), [("AbsentBR", "p"), ("AlwaysBR", "not p")])
def test_nothing_of_a_kind_in_the_time_before_an_event(name: str, forbidden: str) -> None:
    letters, end = trace(name)
    acts = letters["p"] if forbidden == "p" else others(letters["p"], end)
    windows = [(max(1, one - 10), one + 1) for one in letters["r"]]

    blamed = breaches(windows, acts)

    assert blamed
    assert {r for r in letters["r"] for tick in blamed if r - 10 <= tick <= r} == {end}


def test_something_comes_again_within_ten() -> None:
    letters, end = trace("RecurGLB")

    assert late([(p + 1, p + 11) for p in letters["p"]], letters["p"], end) == {end}


def test_an_answer_comes_within_ten_and_not_before_three() -> None:
    letters, end = trace("RespondGLB")
    asked, answers = letters["p"], letters["s"]
    allowed = {tick for p in asked for tick in range(p + 3, p + 11)}
    closed = [tick for tick in range(1, end + 1) if tick not in allowed]
    windows = [(tick, tick + 1) for tick in closed]

    assert late([(p + 1, p + 10) for p in asked], answers, end) | breaches(windows, answers) == {end}


def log(name: str) -> list[tuple[str, tuple[str, ...]]]:
    (folder,) = (oracles() / "dejavu").glob(f"{name}-*")
    with (folder / "log-10k.csv").open(encoding="utf-8") as file:
        return [(row[0], tuple(row[1:])) for row in csv.reader(file) if row]


def outside(opening: Sequence[int], closing: Sequence[int], end: int) -> list[Window]:
    """The stretches in which something is not open."""
    marks = sorted([(tick, True) for tick in opening] + [(tick, False) for tick in closing])
    found: list[Window] = []
    shut: int | None = 1
    for tick, opens in marks:
        if opens and shut is not None:
            found.append((shut, tick))
            shut = None
        elif not opens and shut is None:
            shut = tick
    return [one for one in [*found, *([(shut, end + 1)] if shut is not None else [])] if one[0] < one[1]]


def test_access_only_while_logged_in_and_while_the_file_is_open() -> None:
    events = log("property1")
    end = len(events)
    found: set[int] = set()
    for opens, closes, place in (("login", "logout", 0), ("open", "close", 1)):
        names = {of[place] for word, of in events if word == "access"}
        for name in sorted(names):
            at = {
                word: [n for n, (one, of) in enumerate(events, 1) if one == word and of[0] == name]
                for word in (opens, closes)
            }
            acts = [n for n, (word, of) in enumerate(events, 1) if word == "access" and of[place] == name]
            found |= breaches(outside(at[opens], at[closes], end), acts)

    assert min(found) == 11_006


def test_a_file_is_closed_only_while_it_is_open() -> None:
    events = log("property2")
    end = len(events)
    ticks: dict[tuple[str, str], list[int]] = {}
    for number, (word, of) in enumerate(events, 1):
        ticks.setdefault((word, of[0]), []).append(number)
    found: set[int] = set()
    for word, name in sorted(ticks):
        if word == "close":
            closed = ticks["close", name]
            # it is open up to and with the event that closes it
            found |= breaches(outside(ticks.get(("open", name), []), [one + 1 for one in closed], end), closed)

    assert min(found) == 11_004


def test_a_lock_is_held_by_one_and_given_back_by_who_holds_it_and_nobody_sleeps_on_it() -> None:
    events = log("property4")
    end = len(events)
    ticks: dict[tuple[str, ...], list[int]] = {}
    for number, (word, of) in enumerate(events, 1):
        ticks.setdefault((word, *of), []).append(number)
    found: set[int] = set()
    for word, *named in sorted(ticks):
        of = tuple(named)
        if word == "rel":
            taken, given = ticks.get(("acq", *of), []), ticks["rel", *of]
            found |= breaches(outside(taken, [one + 1 for one in given], end), given)
        elif word == "acq":
            thread, held = of[0], ticks["acq", *of]
            ends = [min((one for one in ticks.get(("rel", *of), []) if one > tick), default=end + 1) for tick in held]
            found |= breaches(list(zip(held, ends, strict=True)), ticks.get(("sleep", thread), []))
            taken = [tick for key, several in ticks.items() if key[::2] == ("acq", of[1]) for tick in several]
            windows = [(a + 1, b + 1) for a, b in zip(held, ends, strict=True) if b > a]
            found |= breaches(windows, [tick for tick in taken if any(a <= tick < b for a, b in windows)])

    assert min(found) == 10_401
