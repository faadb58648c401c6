"""Records typed in one line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Claim, Correction, Movement
from trucekeeper.ledger.words import numbered, record_from_words

NOON = datetime(2016, 12, 14, 12, tzinfo=UTC)


def test_a_claim_is_typed_in_one_line() -> None:
    line = 'claim speaker="a ministry" side=GOV clause=CF polarity=no actors="one force, another force"'

    record = record_from_words(line + " said=2016-12-14T13:00+02:00", id="c1")

    assert isinstance(record, Claim)
    assert (record.id, record.speaker, record.polarity, record.actors) == (
        "c1",
        "a ministry",
        "no",
        ("one force", "another force"),
    )


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit", "approx"),
    [
        ("350", 350, 350, "people", False),
        ("250-300", 250, 300, "people", False),
        ("1,250-", 1250, None, "people", False),
        ("~350", 350, 350, "people", True),
        ("20 buses", 20, 20, "buses", False),
    ],
)
def test_a_count_keeps_its_range(typed: str, low: int, high: int | None, unit: str, approx: bool) -> None:
    words = ["movement", "speaker=a team", "event=departed", f"quantity={typed}"]

    record = record_from_words(words, id="m1", said_at=NOON)

    assert isinstance(record, Movement)
    count = record.quantity
    assert (count.low, count.high, count.unit, count.approx) == (low, high, unit, approx)


def test_a_day_is_a_day_in_the_mission_s_zone() -> None:
    words = ["claim", "speaker=a team", "happened=2016-12-14"]

    record = record_from_words(words, id="c1", said_at=NOON, zone=ZoneInfo("Asia/Damascus"))

    assert isinstance(record, Claim)
    assert record.happened is not None
    assert record.happened.start.isoformat() == "2016-12-14T00:00:00+02:00"
    assert record.happened.end.isoformat() == "2016-12-15T00:00:00+02:00"


def test_a_correction_names_its_new_values() -> None:
    record = record_from_words("correction corrects=c1 changes.clause=A1 reason=misread", id="k1")

    assert isinstance(record, Correction)
    assert record.changes == {"clause": "A1"}


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("clam speaker=x", '"clam" makes no record: it is no kind of record', 'did you mean "claim"?'),
        (
            "claim speaker",
            '"speaker" makes no record: it is no KEY=VALUE',
            'write it like clause=CF or speaker="a ministry"',
        ),
        (
            "claim said=2016-12-14T13:00",
            '"2016-12-14T13:00" has no offset, so that two readers may take it for two different moments',
            "write it like 2016-12-14T05:00+02:00 or 2016-12-14T03:00Z",
        ),
    ],
)
def test_words_that_make_no_record_are_refused_with_what_to_write(line: str, message: str, hint: str) -> None:
    with pytest.raises(TruceError) as refused:
        record_from_words(line, id="x", said_at=None)

    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_the_next_free_id_follows_the_highest() -> None:
    assert (numbered([]), numbered(["r1", "r9", "c12", "rx"])) == ("r1", "r10")
