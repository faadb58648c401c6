"""What is kept no longer than the rules say goes, with a record; the chain verifies, and no old copy brings it back."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.record import Claim, Contact, Entry, Erasure, Record, Source
from trucekeeper.ledger.retention import RetentionRuleError, retention, rules_of
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.ledger.store_sqlite import SqliteStore
from trucekeeper.ledger.stores import opened

START = datetime(2026, 1, 1, tzinfo=UTC)
REPORT = b"what the quiet voice said"
NAME = sha256(REPORT).hexdigest()
RECORDS: tuple[Record, ...] = (
    Source(id="s1", publisher="a friend", text_sha256=NAME, kind="confidential person"),
    Claim(id="c1", speaker="QUIET VOICE", words="they came at night", source="s1", said_at=START),
    Claim(id="c2", speaker="an agency", words="it was quiet", said_at=START),
    Contact(id="k1", party="GOV", by="desk", note="he was angry", said_at=START),
)


def entries(*ages: int, records: tuple[Record, ...] = RECORDS) -> list[Entry]:
    return [
        Entry(position=place, recorded_at=START - timedelta(days=age), entered_by="desk", record=one)
        for place, (one, age) in enumerate(zip(records, ages, strict=True), 1)
    ]


def gone(rules: str, *ages: int) -> list[tuple[str, str]]:
    found = retention(entries(*ages), rules_of(rules), START, {NAME})
    return [(one.record, one.key) for one in found.due]


def test_a_protected_source_is_kept_for_a_shorter_time_than_an_agency() -> None:
    assert gone("confidential: 90 d  # what was promised\nclaim.words: 400 days", 100, 100, 100, 100) == [
        ("s1", "publisher"),
        ("s1", "text"),
        ("c1", "speaker"),
        ("c1", "words"),
    ]


def test_a_text_goes_when_it_is_older_than_the_rule_and_not_a_day_before() -> None:
    assert gone("contact.note: 30 d", 0, 0, 0, 30) == []
    assert gone("contact.note: 30 d", 0, 0, 0, 31) == [("k1", "note")]


def test_without_a_rule_everything_stays() -> None:
    assert gone("# none\n", 9000, 9000, 9000, 9000) == []


def test_a_text_that_stands_in_something_younger_waits_for_that() -> None:
    again = (*RECORDS, Claim(id="c3", speaker="an agency", said_at=START))
    found = retention(entries(500, 500, 500, 500, 1, records=again), rules_of("claim.speaker: 365 d"), START)

    assert [one.record for one in found.due] == ["c1"]
    assert [(one.record, one.key) for one in found.held] == [("c2", "speaker")]


@pytest.mark.parametrize(
    ("line", "why"),
    [("claim.words 30 d", "no rule"), ("clam: 3 d", "no kind of record"), ("claim.incident: 3 d", "cannot be erased")],
)
def test_a_line_that_is_no_rule_says_where_and_why(line: str, why: str) -> None:
    with pytest.raises(RetentionRuleError, match=f"line 2: .*{why}"):
        rules_of(f"claim: 3 d\n{line}\n")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "seven grey herons wading")
    monkeypatch.setattr("trucekeeper.ledger.locked.MEMORY_KIB", 64)
    monkeypatch.chdir(tmp_path)
    store = SqliteStore(tmp_path / "my.ledger", create=True, now=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    store.append(RECORDS, "desk", documents=[REPORT])
    store.close()
    (tmp_path / "keep.txt").write_text("confidential: 90 d\n", encoding="utf-8")
    return tmp_path / "my.ledger"


def test_the_command_shows_where_and_never_what_then_erases_with_a_record(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["retention", "my.ledger", "--rules", "keep.txt"]
    assert main(asked) == 0
    shown = capsys.readouterr().out
    assert "c1  speaker" in shown
    assert "QUIET" not in shown
    assert b"QUIET VOICE" in ledger.read_bytes()

    assert main([*asked, "--erase", "--as", "desk"]) == 0
    assert main(["verify", "my.ledger"]) == 0
    capsys.readouterr()
    assert main([*asked, "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"due": [], "held": 0, "entry": None}
    assert b"QUIET VOICE" not in ledger.read_bytes()
    with opened(ledger) as store:
        assert store.document(NAME) is None
        assert isinstance(store.entries()[-1].record, Erasure)
    assert main(["log", "my.ledger", "--search", "quiet voice"]) == 0
    assert "c1" not in capsys.readouterr().out


@pytest.mark.parametrize("kept_as", ["ledger", "export"])
def test_an_old_copy_brings_back_nothing_that_was_erased_since(
    ledger: Path, capsys: pytest.CaptureFixture[str], kept_as: str
) -> None:
    assert main(["backup", "my.ledger", "--out", "night.locked"]) == 0
    assert main(["retention", "my.ledger", "--rules", "keep.txt", "--erase", "--as", "desk"]) == 0
    beyond = "my.ledger"
    if kept_as == "export":
        assert main(["export", "my.ledger", "--to", "jsonl", "--out", "beyond.jsonl"]) == 0
        beyond = "beyond.jsonl"

    assert main(["restore", "night.locked", "--into", "new.ledger", "--erasures", beyond]) == 0

    assert "4 texts" in capsys.readouterr().out
    content = (ledger.parent / "new.ledger").read_bytes()
    assert b"QUIET VOICE" not in content
    assert REPORT not in content
    assert main(["verify", "new.ledger"]) == 0


def test_a_copy_restored_without_them_says_that_they_are_missing(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "my.ledger", "--out", "night.locked"]) == 0
    assert main(["restore", "night.locked", "--into", "new.ledger"]) == 0
    assert "--erasures" in capsys.readouterr().err


def test_erasing_again_what_is_not_there_records_nothing() -> None:
    store = MemoryStore("m", now=lambda: START)
    store.append(RECORDS, "desk")

    assert store.erase_again(["sha256:" + "0" * 64], by="restore", reason="again") is None
    assert len(store.entries()) == len(RECORDS)
