import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings

from tests.ledger.made import maybe_records, records
from trucekeeper.ledger.codec import RecordError, RecordsRefused, flat, read_jsonl, record_from, records_of, write_jsonl
from trucekeeper.ledger.keys import meaning
from trucekeeper.ledger.record import Claim, Happened, Record
from trucekeeper.ledger.shape import faults, nearest, shapes, sound

GOOD: dict[str, Any] = {
    "id": "c1",
    "record": "claim",
    "speaker": "radio of the north",
    "side": "NORTH",
    "clause": "CF",
    "incident": "fire 14 Dec",
    "polarity": "yes",
    "actors": ["southern forces"],
    "basis": "statement",
    "happened": {"start": "2016-12-14T00:00:00+02:00", "end": "2016-12-15T00:00:00+02:00", "precision": "day"},
    "said_at": "2016-12-14T09:00:00+02:00",
}


def said(**changes: Any) -> list[tuple[str, str, str | None]]:
    """The findings of the good line with some keys changed; a key changed to `...` is left out."""
    line = {key: value for key, value in (GOOD | changes).items() if value is not ...}
    return [(one.code, one.message, one.help) for one in read_jsonl(json.dumps(line)).findings]


def test_a_good_line_is_read_with_nothing_to_say() -> None:
    read = read_jsonl("\ufeff" + json.dumps(GOOD) + "\r\n\n")

    assert read.findings == ()
    assert read.lines == (1,)
    assert isinstance(read.records[0], Claim)
    assert read.records[0].actors == ("southern forces",)


@pytest.mark.parametrize(
    ("changes", "message", "help"),
    [
        ({"polarty": "no"}, '"polarty" is not a key of a claim', 'did you mean "polarity"?'),
        ({"record": "clam"}, '"clam" is not a kind of record', 'did you mean "claim"?'),
        (
            {"said_at": "2016-12-14T09:00:00"},
            '"said_at": "2016-12-14T09:00:00" has no offset, so that two readers may take it for two different moments',
            "write it like 2016-12-14T05:00+02:00 or 2016-12-14T03:00Z",
        ),
        (
            {"recorded_at": "2016-12-14T09:00:00Z"},
            '"recorded_at" is given by the ledger when it takes the record, never by the caller',
            'leave "recorded_at" out',
        ),
        (
            {"entered_by": "somebody"},
            '"entered_by" is given by the ledger when it takes the record, never by the caller',
            'leave "entered_by" out',
        ),
        (
            {"position": 4},
            '"position" takes true or false, and this is a whole number',
            'the place in the ledger is given by the ledger: leave "position" out',
        ),
        (
            {"basis": "Own Observation"},
            '"Own Observation" is not a value of "basis"',
            'did you mean "own observation"?',
        ),
        ({"polarity": "perhaps"}, '"perhaps" is not a value of "polarity"', "one of: no, yes"),
        ({"actors": "southern forces"}, '"actors" takes a list, and this is a text', 'write ["southern forces"]'),
        ({"said_at": ...}, 'a claim needs "said_at"', "said_at: when the source said it, with offset"),
        ({"speaker": " "}, '"speaker" is empty', "speaker: who first said it, as an institution or a role"),
        (
            {"happened": GOOD["happened"] | {"end": "2016-12-14T00:00:00+02:00"}},
            "ends at 2016-12-14T00:00:00+02:00, which is not after its start 2016-12-14T00:00:00+02:00",
            "the end is not included",
        ),
        ({"quantity": {"low": 5}}, '"quantity" needs "high"', "high: at most so many, or null"),
        (
            {"quantity": {"low": 300, "high": 250}},
            "low is 300, more than high, 250",
            "write the smaller number as low",
        ),
        ({"quantity": {"low": -1, "high": 2}}, '"low" is -1, and less than 0 cannot be', None),
        (
            {"place": {"radius_km": 2}},
            "says no place",
            "give words or an id as place, or a point; leave it out where nothing is known",
        ),
        ({"place": {"north": 36.2}}, "a point needs both north and east", "add the other one, or leave both out"),
        (
            {"said_at": "0016-12-14T09:00:00Z"},
            '"said_at": "0016-12-14T09:00:00Z" lies outside the years 1900 to 2199',
            "look at the year",
        ),
    ],
)
def test_each_mistake_is_named_with_what_to_write_instead(
    changes: dict[str, Any], message: str, help: str | None
) -> None:
    assert [(text, hint) for _, text, hint in said(**changes)] == [(message, help)]


def test_all_mistakes_of_all_lines_are_reported_in_reading_order() -> None:
    text = '{"id": "a", "record": "claim", "speaker": "x", "polarty": "no"}\n\nnonsense\n[]\n' + json.dumps(GOOD)

    read = read_jsonl(text)

    assert [(one.at.line, one.at.column, one.message) for one in read.findings] == [
        (1, 48, '"polarty" is not a key of a claim'),
        (1, 1, 'a claim needs "said_at"'),
        (3, 1, "this is not JSON: Expecting value"),
        (4, 1, "a record is an object, and this is a list"),
    ]
    assert [one.id for one in read.records] == ["c1"]


def test_one_bad_line_means_that_no_line_is_taken() -> None:
    with pytest.raises(RecordsRefused) as refused:
        records_of(json.dumps(GOOD) + "\n{}\n", "claims.jsonl")

    assert refused.value.message == (
        'claims.jsonl: 1 line is no record, nothing was taken; line 2: the kind of record is missing: "record"'
    )


def test_an_id_that_stands_twice_names_both_lines() -> None:
    read = read_jsonl(json.dumps(GOOD) + "\n" + json.dumps(GOOD))

    assert [(one.at.line, one.message) for one in read.findings] == [(2, 'the id "c1" is already used at line 1')]


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a", "id": "b", "record": "claim"}',
        '{"record": "movement", "low": NaN}',
        '{"id": "\\ud800", "record": "claim", "speaker": "x", "said_at": "2016-12-14T09:00:00Z"}',
        "[" * 100_000,
        '{"record": "seal", "id": "s", "position": ' + "9" * 5000 + "}",
    ],
)
def test_input_made_to_mislead_is_one_finding_and_no_crash(line: str) -> None:
    read = read_jsonl(line)

    assert read.records == ()
    assert {one.at.line for one in read.findings} == {1}


def test_what_cannot_be_a_record_says_all_its_faults_at_once() -> None:
    with pytest.raises(RecordError) as refused:
        record_from({"record": "movement", "id": "m1", "event": "arived", "quantity": {"low": 1, "high": 1}})

    assert [fault.message for fault in refused.value.faults] == [
        '"arived" is not a value of "event"',
        'a movement needs "speaker"',
        'a movement needs "said_at"',
    ]


def test_every_key_of_every_kind_has_a_meaning() -> None:
    assert len(shapes()) == len(get_args(Record))
    for kind, shape in shapes().items():
        for field in shape.fields:
            assert meaning(kind, field.encode_name)


def test_the_nearest_word_is_for_slips_only() -> None:
    assert nearest("vehicle_movement", tuple(shapes())) == "vehicle movement"
    assert nearest("xyzzy", tuple(shapes())) is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(records())
def test_a_record_of_any_kind_that_is_written_is_read_back_the_same(record: Record) -> None:
    read = read_jsonl(write_jsonl([record]))

    assert read.findings == ()
    assert read.records == (record,)


def test_the_offset_in_which_a_moment_was_said_is_kept() -> None:
    read = read_jsonl(json.dumps(GOOD))

    assert isinstance(read.records[0], Claim)
    happened = read.records[0].happened
    assert isinstance(happened, Happened)
    assert happened.start.isoformat() == "2016-12-14T00:00:00+02:00"
    assert '"2016-12-14T00:00:00+02:00"' in write_jsonl(read.records)


def test_a_text_with_windows_line_ends_keeps_its_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\r\n" + json.dumps(GOOD).encode() + b"\r\n{}\r\n")

    read = read_jsonl(path.read_bytes().decode())

    assert read.lines == (2,)
    assert [one.at.line for one in read.findings] == [3]


@pytest.mark.parametrize("said", ["2016-12-14T05:00+02:00", "2016-12-14 03:00Z"])
def test_a_moment_without_seconds_is_the_same_moment(said: str) -> None:
    record = record_from({"record": "claim", "id": "c1", "speaker": "a team", "said_at": said})

    assert record.said_at == datetime(2016, 12, 14, 3, tzinfo=UTC)


def test_the_new_values_of_a_correction_are_read_with_the_record_that_they_correct() -> None:
    raw = {"record": "correction", "id": "k1", "corrects": "c1", "changes": {"said_at": "later"}, "reason": "x"}

    read = read_jsonl(json.dumps(raw))

    assert read.findings == ()
    assert flat(read.records[0])["changes"] == {"said_at": "later"}


@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(maybe_records())
def test_the_quick_look_never_passes_what_the_close_look_refuses(values: dict[str, Any]) -> None:
    if sound(values):
        assert not list(faults(values))
