"""`truce record`, `truce verify` and `truce status` as somebody at a terminal meets them."""

import json
import sqlite3
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

DEAL = """
```deal
deal D
  zone: UTC
  state: in-force
  in force: 2020-01-01 00:00
party N
  role: side
  forces: northern army
party S
  role: side
  forces: southern army
must not CF
  by: N, S
  do: fire
  window: 2020-01-01 00:00 to 2020-01-05 00:00
```
"""
CLAIM = ["claim", "speaker=southern spokesman", "side=S", "clause=CF", "incident=fire", "actors=northern army"]
SAID = "said=2020-01-01T08:00+00:00"


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    path = tmp_path / "d.deal.md"
    path.write_text(DEAL, encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "d.ledger"


def record(ledger: Path, *words: str) -> int:
    return main(["record", "--into", str(ledger), "--as", "desk", *words])


def test_a_typed_claim_is_recorded_and_status_rests_on_it(
    deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(ledger, "--deal", str(deal), *CLAIM, SAID) == 0
    capsys.readouterr()

    code = main(["status", str(deal), str(ledger), "--at", "2020-01-01T12:00Z", "--known-from", "said", "--json"])

    answer = json.loads(capsys.readouterr().out)
    cell = next(one for one in answer["clauses"] if (one["clause"], one["side"]) == ("CF", "N"))
    assert code == 0
    assert (cell["finding"], cell["because"]) == ("alleged", ["r1"])


def test_a_record_on_an_unknown_clause_is_refused_and_nothing_is_written(
    deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = record(ledger, "--deal", str(deal), "claim", "speaker=a team", "clause=CE", SAID)

    assert code == 2
    assert capsys.readouterr().err == (
        'truce: error: r1 names clause "CE", which d.deal.md does not have; nothing was written\n'
        "hint: the clauses of d.deal.md are CF\n"
    )
    assert not ledger.exists()


def test_the_last_deal_version_in_the_ledger_tells_which_clauses_there_are(
    deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(ledger, "--deal", str(deal), "deal", "version", "agreed_by=N,S", SAID) == 0

    assert record(ledger, "claim", "speaker=a team", "clause=C9", SAID) == 2
    assert record(ledger, *CLAIM, SAID) == 0
    assert "C9" in capsys.readouterr().err


def test_one_bad_line_keeps_the_whole_file_out(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"record": "claim", "id": "c1", "speaker": "a team", "said_at": "2020-01-01T08:00:00Z"}
    bad = good | {"id": "c2", "said_at": "2020-01-01T08:00:00"}
    file = tmp_path / "day.jsonl"
    file.write_text(json.dumps(good) + "\n" + json.dumps(bad) + "\n", encoding="utf-8")

    assert record(ledger, "--from", str(file)) == 2

    assert "2020-01-01T08:00:00" in capsys.readouterr().err
    assert not ledger.exists()


def test_a_cut_off_ledger_is_found_against_a_kept_seal(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(ledger, *CLAIM, SAID)
    record(ledger, *CLAIM, SAID)
    seal = capsys.readouterr().out.split()[-1]
    with sqlite3.connect(ledger) as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f'drop trigger "{name}"')
        db.execute("delete from entry where position = 2")
    db.close()

    assert main(["verify", str(ledger), "--seal", seal]) == 1


def test_a_seal_that_is_none_is_refused(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(ledger, *CLAIM, SAID)

    assert main(["verify", str(ledger), "--seal", "1:abc"]) == 2
    assert "it looks like 171:5e8f... with 64 hex digits" in capsys.readouterr().err


def test_a_naive_moment_is_refused_with_what_to_write(
    deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(ledger, *CLAIM, SAID)

    assert main(["status", str(deal), str(ledger), "--at", "2020-01-01T12:00"]) == 2
    assert "write it like 2016-12-14T05:00+02:00 or 2016-12-14T03:00Z" in capsys.readouterr().err


def test_supposed_records_are_shown_as_such_and_enter_no_ledger(
    deal: Path, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(ledger, *CLAIM, SAID)
    raw = {
        "record": "claim",
        "id": "s1",
        "speaker": "northern ministry",
        "side": "N",
        "clause": "CF",
        "incident": "fire",
    }
    supposed = raw | {"polarity": "no", "act": "denies", "said_at": "2020-01-01T09:00:00Z", "suppose": True}
    file = tmp_path / "suppose.jsonl"
    file.write_text(json.dumps(supposed), encoding="utf-8")
    capsys.readouterr()

    main(
        ["status", str(deal), str(ledger), "--at", "2020-01-01T12:00Z", "--known-from", "said", "--suppose", str(file)]
    )
    assert "SUPPOSED: rests on invented records s1" in capsys.readouterr().out
    assert record(ledger, "--from", str(file)) == 2


def test_why_shows_both_sides_of_the_question_with_their_words(
    deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(ledger, *CLAIM, SAID, "words=says that the northern army fired")
    record(ledger, "claim", "speaker=northern ministry", "side=N", "clause=CF", "incident=fire", "polarity=no", SAID)
    capsys.readouterr()

    main(["status", str(deal), str(ledger), "--at", "2020-01-01T12:00Z", "--known-from", "said", "--why", "CF"])

    shown = capsys.readouterr().out
    assert "        says that the northern army fired" in shown
    assert "    no:\n      r2 northern ministry (N), statement, said 2020-01-01 08:00 +0000" in shown


def test_status_fits_80_columns(deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(ledger, *CLAIM, SAID)
    capsys.readouterr()

    main(["status", str(deal), str(ledger), "--at", "2020-01-01T12:00Z", "--known-from", "said"])

    assert max(len(line) for line in capsys.readouterr().out.splitlines()) <= 80


def altered(ledger: Path) -> None:
    """Change one letter of an entry behind the back of every guard."""
    raw = ledger.read_bytes()
    assert raw.count(b'"polarity"') == 0, "a default is not written"
    ledger.write_bytes(raw.replace(b'"incident":"fire"', b'"incident":"fine"'))


def test_no_answer_rests_on_an_altered_ledger_and_verify_says_which_entry(
    deal: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(ledger, *CLAIM, SAID)
    altered(ledger)
    capsys.readouterr()

    assert main(["status", str(deal), str(ledger), "--at", "2020-01-01T12:00Z", "--known-from", "said"]) == 2
    assert "was altered (entry 1" in capsys.readouterr().err
    assert main(["verify", str(ledger)]) == 1
    assert "entry 1" in capsys.readouterr().out


def test_a_file_that_was_cut_off_does_not_verify(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(ledger, *CLAIM, SAID)
    ledger.write_bytes(ledger.read_bytes()[:20_000])
    capsys.readouterr()

    assert main(["verify", str(ledger), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["damage"]["kind"] == "cut off"


def test_a_misspelt_command_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chek"]) == 2
    assert "Did you mean 'check'?" in capsys.readouterr().err
