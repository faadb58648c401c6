"""`truce alerts` for a clock that asks every few minutes."""

import json
from pathlib import Path

import pytest

from tests.cli.test_case import DEAL
from tests.cli.test_shift import enter
from trucekeeper.cli.main import main

STOP = (
    'hold id=h1 speaker="the operations room" side=GOV holder=GOV clauses=A1 reason="a quarrel over a list" '
    "happened=2016-12-15T10:00+02:00/2016-12-15T10:05+02:00 said=2016-12-15T10:05+02:00"
)


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    kept = tmp_path / "l.ledger"
    enter(kept, STOP)
    capsys.readouterr()
    return str(kept)


def asked(ledger: str, *more: str) -> int:
    return main(["alerts", DEAL, ledger, "--known-from", "said", *more])


def test_a_stop_is_told_when_it_came_up_and_not_again(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    came = ["--since", "2016-12-15T10:00+02:00", "--at", "2016-12-15T10:10+02:00", "--kind", "hold"]
    assert asked(ledger, *came, "--json") == 1
    shown = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["sides"], one["records"]) for one in shown["alerts"]] == [("hold", ["GOV"], ["h1"])]
    later = ["--since", "2016-12-15T10:10+02:00", "--at", "2016-12-15T10:20+02:00", "--kind", "hold"]
    assert asked(ledger, *later) == 0
    assert capsys.readouterr().out == "Nothing to tell.\n"


def test_what_is_printed_names_no_source_and_repeats_no_word(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(ledger, "--at", "2016-12-15T10:10+02:00") == 1
    out = capsys.readouterr().out
    assert "! stop of A1, declared by GOV, since 2016-12-15 10:00 +0200" in out
    assert "h1" in out
    assert "operations room" not in out
    assert "quarrel" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_comparison_with_later_is_refused(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(ledger, "--since", "2016-12-16T10:10+02:00", "--at", "2016-12-15T10:10+02:00") == 2
    assert "give --since the earlier moment" in capsys.readouterr().err
