"""`truce record` with a file: all of it or none, and every bad line named."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.store_sqlite import opened

CLAIM = {"record": "claim", "speaker": "a team", "said_at": "2020-01-01T08:00:00Z"}
DEAL = """
```deal
deal D
  zone: UTC
party N
  role: side
  forces: northern army
party S
  role: side
  forces: southern army
must not FIRE
  by: N, S
  do: fire
  window: 2020-01-01 00:00 to 2020-01-05 00:00
verify V1
  who: N, S
  needs: all
  within: 24 hours
```
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "d.ledger"


def written(tmp_path: Path, *lines: dict[str, Any] | str, name: str = "day.jsonl") -> str:
    path = tmp_path / name
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return str(path)


def record(ledger: Path, *words: str) -> int:
    return main(["record", "--into", str(ledger), "--as", "desk", *words])


def test_every_bad_line_is_named_and_nothing_is_written(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, CLAIM | {"id": "c1"}, CLAIM | {"id": "c2", "polarty": "no"}, "nonsense")

    assert record(ledger, "--from", file) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f'{file}:2:89: error L04 "polarty" is not a key of a claim\n'
        '  help: did you mean "polarity"?\n'
        f"{file}:3:1: error L01 this is not JSON: Expecting value\n"
        "  help: each line is one whole object: {...}\n"
        f"{file}: 2 lines are refused, so nothing was recorded\n"
    )
    assert not ledger.exists()


def test_what_the_ledger_refuses_is_named_by_its_line(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(ledger, "--from", written(tmp_path, CLAIM | {"id": "c1"})) == 0
    file = written(tmp_path, CLAIM | {"id": "c2"}, CLAIM | {"id": "c1"}, CLAIM | {"id": "c3", "suppose": True})
    capsys.readouterr()

    assert record(ledger, "--from", file, "--json") == 2

    refused = json.loads(capsys.readouterr().out)["refused"]
    assert [(one["line"], one["code"]) for one in refused] == [(2, "L11"), (3, "L12")]
    with opened(ledger) as store:
        assert [entry.record.id for entry in store.entries()] == ["c1"]


def test_clauses_that_the_deal_does_not_have_are_named_with_the_nearest(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = tmp_path / "d.deal.md"
    deal.write_text(DEAL, encoding="utf-8")
    decision = CLAIM | {"record": "decision", "id": "c2", "clause": "FIRE", "decides": "V2"}
    file = written(tmp_path, CLAIM | {"id": "c1", "clause": "FRIE"}, decision)

    assert record(ledger, "--from", file, "--deal", str(deal)) == 2

    assert capsys.readouterr().err == (
        f'{file}:1:1: error L16 c1 names clause "FRIE", which d.deal.md does not have; nothing was written\n'
        '  help: did you mean "FIRE"?\n'
        f'{file}:2:1: error L16 c2 names verify clause "V2", which d.deal.md does not have; nothing was written\n'
        "  help: the verify clauses of d.deal.md are V1\n"
        f"{file}: 2 lines are refused, so nothing was recorded\n"
    )


def test_records_come_from_the_standard_input_too(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(CLAIM | {"id": "c1"}).encode()))
    monkeypatch.setattr("sys.stdin", stdin)

    assert record(ledger, "--from", "-") == 0

    with opened(ledger) as store:
        assert capsys.readouterr().out == f"c1 entered into {ledger}\nseal {store.newest()}\n"


def test_a_table_is_entered_and_its_rows_are_named(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["record,id,speaker,said_at", "claim,c1,a team,2020-01-01T08:00Z", "claim,c2,a team,yesterday"]

    assert record(ledger, "--from", written(tmp_path, *rows, name="day.csv")) == 2
    assert 'day.csv:3:1: error L09 "said_at": "yesterday" is not a moment' in capsys.readouterr().err

    assert record(ledger, "--from", written(tmp_path, *rows[:2], name="day.csv")) == 0


def test_a_dry_run_checks_everything_and_writes_nothing(ledger: Path, tmp_path: Path) -> None:
    good = written(tmp_path, CLAIM | {"id": "c1"})

    assert record(ledger, "--from", good, "--dry-run") == 0
    assert not ledger.exists()

    correction = {"record": "correction", "id": "k1", "corrects": "c9", "changes": {}, "reason": "x"}
    assert record(ledger, "--from", written(tmp_path, correction), "--dry-run") == 2


def test_a_relay_of_what_is_not_there_is_taken_and_said(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(ledger, "--from", written(tmp_path, CLAIM | {"id": "c1", "relays": "c0", "basis": "relay"})) == 0

    assert capsys.readouterr().err == 'note: c1 relays "c0", and there is no such record (yet)\n'


def test_a_file_without_records_is_wrong_use(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(ledger, "--from", written(tmp_path, "")) == 2
    assert "there is nothing to record" in capsys.readouterr().err

    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    assert record(ledger, "--from", str(tmp_path / "latin.jsonl")) == 2
    assert "is not in UTF-8: byte 11 (0xe9, line 1)" in capsys.readouterr().err


def test_a_ledger_for_practice_says_so(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(ledger, "--practice", "claim", "speaker=a team", "said=2020-01-01T08:00Z") == 0

    assert capsys.readouterr().out.startswith(f"r1 entered into {ledger} (for practice)\n")
