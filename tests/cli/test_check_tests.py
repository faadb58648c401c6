"""`truce check` runs the tests that stand in the deal's own file."""

from pathlib import Path

import pytest

from tests.status.test_trial import DEAL
from trucekeeper.cli.main import main


def test_a_test_that_does_not_come_out_is_an_error_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.deal.md"
    file.write_text(DEAL.replace("expect CF ended alleged", "expect CF ended none"), encoding="utf-8")

    assert main(["check", str(file)]) == 1

    shown = capsys.readouterr().out
    assert f"{file}:20:1: error T01 CF for N is ended alleged at 2020-01-05 00:00 +0200, not ended none" in shown
