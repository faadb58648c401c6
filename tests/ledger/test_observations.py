"""Observation tables as missions keep them, in and out."""

from datetime import UTC, datetime, timedelta, timezone
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucekeeper.ledger.observations import COLUMNS, from_table, to_table
from trucekeeper.ledger.record import Compass, Counted, Happened, Spot

NIGHT = """\
row,date,time,until_time,team,position,means,number,observation,nature,direction,km_from,km_to,weapon,exercise
n1,2016-12-15,22:10,22:40,team 2,the bridge,heard,48,explosion,undetermined,NNE,2,7,,no
n2,2016-12-15,22:15,,camera 4,,recorded,2,projectile,outgoing,NE,3,,mortar 82 mm,no
n3,2016-12-16,09:00,10:00,team 2,the bridge,saw,491,burst,,N,1,1,,yes
"""
DAMASCUS = ZoneInfo("Asia/Damascus")


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@st.composite
def rows(draw: st.DrawFn) -> Counted:
    zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-3, minutes=-30))])
    start = draw(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones))  # noqa: DTZ001
    near = draw(st.none() | st.floats(0, 50))
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return Counted(
        id="n1",
        team=draw(WORDS.filter(str.strip)),
        said_at=start,
        happened=Happened(
            start=start,
            end=start + draw(st.timedeltas(timedelta(microseconds=1), timedelta(days=3))),
            precision=draw(st.sampled_from(["minute", "day", "unknown"])),
            basis=draw(WORDS),
        ),
        means=draw(st.sampled_from(["saw", "heard", "recorded"])),
        number=draw(st.integers(1, 10**6)),
        observation="explosion",
        nature=draw(st.sampled_from(["undetermined", "impact", "airburst"])),
        position=draw(WORDS),
        position_north=point and point[0],
        position_east=point and point[1],
        direction=draw(st.none() | st.sampled_from(get_args(Compass))),
        km_low=near,
        km_high=near and near + 2,
        weapon=draw(WORDS),
        exercise=draw(st.booleans()),
        place=draw(st.none() | st.builds(Spot, place=WORDS.filter(str.strip))),
        note=draw(WORDS),
    )


@given(rows())
def test_a_row_survives_the_table(row: Counted) -> None:
    read = from_table(to_table([row]))

    assert read.findings == ()
    assert read.records == (row,)


def test_a_table_typed_by_hand_is_read_in_the_zone_of_the_deal() -> None:
    read = from_table(NIGHT, DAMASCUS)

    assert read.findings == ()
    first, second, third = (one for one in read.records if isinstance(one, Counted))
    assert first.happened.start.isoformat() == "2016-12-15T22:10:00+02:00"
    assert (first.km_low, first.km_high, first.direction) == (2, 7, "NNE")
    assert (second.nature, second.weapon, second.happened.end.minute) == ("outgoing", "mortar 82 mm", 16)
    assert (third.exercise, third.number) == (True, 491)


def test_a_time_without_zone_or_offset_is_refused_at_its_row() -> None:
    found = {(one.at.line, one.code) for one in from_table(NIGHT).findings}

    assert {line for line, _ in found} == {2, 3, 4}
    assert {code for _, code in found} == {"L09"}


@pytest.mark.parametrize(
    ("cell", "instead", "code", "words"),
    [
        ("48", "many", "L07", '"number" takes a whole number'),
        ("48", "0", "L07", "less than 1"),
        ("NNE", "north", "L08", '"north" is not a value of "direction"'),
        ("heard", "hear", "L08", '"hear" is not a value of "means"'),
        (",2,7,", ",7,2,", "L10", "from 7 to 2 km"),
        ("explosion,undetermined", "shot,impact", "L10", 'a shot has no "impact"'),
        ("22:40", "22:00", "L10", "not after its start"),
    ],
)
def test_a_bad_cell_is_told_with_its_row_and_what_to_write(cell: str, instead: str, code: str, words: str) -> None:
    [found] = from_table(NIGHT.replace(cell, instead, 1), DAMASCUS).findings

    assert (found.at.line, found.code) == (2, code)
    assert words in found.message


def test_a_weapon_that_looks_like_a_formula_is_harmless_and_comes_back() -> None:
    row = NIGHT.splitlines()[:2]
    record = from_table("\n".join(row).replace("7,,no", "7,=1+1,no"), DAMASCUS).records
    table = to_table(record)  # type: ignore[arg-type]

    assert ",'=1+1," in table
    assert from_table(table).records == record


def test_every_column_is_named_in_the_documentation() -> None:
    from tests.house.repository import ROOT, text_of

    page = text_of(ROOT / "docs" / "reference" / "commands" / "count.md")
    assert [one for one in COLUMNS if f"`{one}`" not in page] == []
