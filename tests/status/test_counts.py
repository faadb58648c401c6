"""Counting: sums that anybody can work out again, and that never mix what was heard with what was decided."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, get_args
from zoneinfo import ZoneInfo

import msgspec

from tests.status.ledgers import START, asked_at, deal, later, ledger, mirrored
from trucekeeper.core.moment import Interval
from trucekeeper.ledger.observations import to_table
from trucekeeper.ledger.record import Compass, Counted, Entry, Happened, Record, Spot
from trucekeeper.status.counts import counts
from trucekeeper.status.engine import status

ALL = ("day", "place", "kind", "team", "weapon")
END = datetime(2100, 1, 1, tzinfo=UTC)


def row(id: str, hour: float = 1, number: int = 1, **more: Any) -> Counted:
    values: dict[str, Any] = {"team": "TEAM", "means": "heard", "observation": "explosion", "said_at": START}
    start = START + timedelta(hours=hour)
    return Counted(
        id=id, number=number, happened=Happened(start=start, end=start + timedelta(minutes=1)), **values | more
    )


def kept(*records: Record) -> list[Entry]:
    return [
        Entry(position=number, recorded_at=START + timedelta(hours=number), entered_by="desk", record=one)
        for number, one in enumerate(records, 1)
    ]


def drawn(random: Random, first: int) -> list[Entry]:
    rows = []
    for number in range(random.randint(1, 20)):
        more: dict[str, Any] = {
            "observation": random.choice(["explosion", "burst", "shot", "projectile"]),
            "direction": random.choice([None, *get_args(Compass)]),
            "weapon": random.choice(["", "mortar"]),
            "exercise": random.random() < 0.2,
            "place": random.choice([None, Spot(place="N1"), Spot(place="S1")]),
            "team": random.choice(["NORTH", "SOUTH", "TEAM"]),
            "same_as": random.choice([None, None, f"n{first:03}"]) if number else None,
        }
        if more["observation"] in {"explosion", "projectile"}:
            more["nature"] = random.choice(["undetermined", "impact", "outgoing", "airburst"])
        rows.append(row(f"n{first + number:03}", random.randint(0, 90), random.randint(1, 40), **more))
    return [msgspec.structs.replace(one, position=first + one.position) for one in kept(*rows)]


def test_exercises_are_summed_apart_and_never_in_one_figure_with_the_rest() -> None:
    found = counts(kept(row("n1", number=121), row("n2", number=491, exercise=True)), by=["day"], known_by=END)

    assert (found.number, found.exercise) == (121, 491)
    assert [(one.number, one.exercise, one.rows) for one in found.totals] == [(121, 491, ("n1", "n2"))]


def test_what_two_teams_heard_is_counted_once_where_somebody_says_that_it_is_the_same() -> None:
    twice = kept(row("n1", number=5), row("n2", number=5, team="camera 4", same_as="n1"))

    found = counts(twice, by=["kind"], known_by=END)

    assert found.number == 5
    assert [one.id for one in found.doubled] == ["n2"]


def test_two_rows_that_look_alike_are_both_counted_until_somebody_says_otherwise() -> None:
    assert counts(kept(row("n1", number=5), row("n2", number=5)), by=["kind"], known_by=END).number == 10


def test_a_day_is_a_day_of_the_mission() -> None:
    late = row("n1", hour=22.5)  # 00:30 of the next day in Damascus

    assert counts(kept(late), by=["day"], known_by=END).totals[0].key == ("2016-12-13",)
    there = counts(kept(late), by=["day"], known_by=END, zone=ZoneInfo("Asia/Damascus"))
    assert there.totals[0].key == ("2016-12-14",)


def test_a_stretch_of_time_has_its_start_in_and_its_end_out() -> None:
    span = Interval(START + timedelta(hours=1), START + timedelta(hours=2))

    assert [
        one.id
        for one in counts(kept(row("a", 0.9), row("b", 1), row("c", 2)), by=["day"], known_by=END, span=span).rows
    ] == ["b"]


def test_every_sum_can_be_worked_out_again_from_the_exported_table_alone() -> None:
    for number in range(200):
        entries = drawn(Random(number), 1)
        found = counts(entries, by=["day", "kind"], known_by=END)
        table = list(csv.DictReader(io.StringIO(to_table((*found.rows, *found.doubled)).removeprefix("\ufeff"))))

        ids = {one["row"] for one in table}
        once = [one for one in table if one["same_as"] not in ids]
        again: Counter[tuple[str, str]] = Counter()
        for one in once:
            natured = one["observation"] in {"explosion", "projectile"}
            kind = f"{one['observation']}, {one['nature']}" if natured else one["observation"]
            again[(one["date"], kind)] += int(one["number"]) if one["exercise"] == "no" else 0
        assert {key: total for key, total in again.items() if total} == {
            one.key: one.number for one in found.totals if one.number
        }
        assert sum(int(one["number"]) for one in once) == found.number + found.exercise


def test_every_way_to_part_the_rows_gives_one_sum() -> None:
    for number in range(200):
        entries = drawn(Random(number), 1)
        sums = {counts(entries, by=[one], known_by=END).number for one in ALL}  # type: ignore[list-item]

        assert len(sums) == 1


def test_what_is_learnt_later_never_changes_a_count_as_it_was_told() -> None:
    for number in range(200):
        random = Random(number)
        entries = drawn(random, 1)
        known_by = START + timedelta(hours=random.randint(0, 20))
        then = counts(entries, by=["day"], known_by=known_by)
        more = [msgspec.structs.replace(one, recorded_at=known_by + timedelta(hours=1)) for one in drawn(random, 500)]

        assert counts([*entries, *more], by=["day"], known_by=known_by) == then


def test_no_counted_event_ever_changes_the_status_of_a_clause() -> None:
    text = deal()
    for number in range(200):
        random = Random(number)
        entries = ledger(random)
        at = asked_at(random)
        heard = [
            msgspec.structs.replace(one, recorded_at=entries[-1].recorded_at) for one in drawn(random, len(entries) + 1)
        ]

        without = status(text, entries, at=at, known_by=at, known_from="said")
        assert status(text, [*entries, *heard], at=at, known_by=at, known_from="said").clauses == without.clauses


def test_no_decision_and_no_claim_ever_changes_a_count() -> None:
    for number in range(200):
        random = Random(number)
        heard = drawn(random, 1)
        others = later(ledger(random), random, START)

        before = counts(heard, by=["day", "place", "kind"], known_by=END)
        assert counts([*heard, *others], by=["day", "place", "kind"], known_by=END) == before
        assert counts([*heard, *mirrored(others)], by=["day", "place", "kind"], known_by=END) == before
