"""What a shell and a script may rely on from `truce check` and `truce explain`."""

import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

GOOD = """```deal
deal D: a small deal
  zone: Europe/Kyiv
party A
party B
party M
  role: monitor
must A1
  by: A
  to: B
  do: open the crossing
  due: 2030-03-01 06:00
  evidence: M at the crossing
```
"""


def test_findings_come_with_place_code_and_help_and_make_the_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = tmp_path / "my.deal.md"
    deal.write_text(GOOD.replace("to: B", "to: C"), "utf-8")

    assert main(["check", str(deal)]) == 1

    said = capsys.readouterr().out.replace(str(tmp_path), "here").splitlines()
    assert said[:2] == [
        "here/my.deal.md:2:1: warning D14 nobody decides whether a clause was kept: what is disputed stays disputed",
        "  help: add a verify clause: who, needs, within, default",
    ]
    assert 'here/my.deal.md:10:7: error D08 A1: "C" is not a party defined in this deal' in said
    assert "here/my.deal.md: 1 error, 3 warnings" in said


def test_json_has_one_object_a_finding_and_one_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "15dec.deal.md"

    assert main(["check", "--json", str(deal)]) == 1

    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    circle = next(each for each in objects if each.get("code") == "D01")
    assert set(circle) == {"file", "line", "column", "severity", "code", "message", "also", "help"}
    assert circle["severity"] == "error"
    summary = objects[-1]["summary"]
    assert summary["deadlock"] == ["A1", "F1"]
    assert summary["exposure"]["GOV"] == [{"amount": 0, "unit": "people", "after": [], "exact": True}]
    assert summary["errors"] == sum(each.get("severity") == "error" for each in objects)


def test_a_file_that_is_no_text_is_refused_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = tmp_path / "deal.docx"
    deal.write_bytes(b"PK\x03\x04\x00")

    assert main(["check", str(deal)]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "is not a text (byte 4 is zero), so no deal can be read from it" in said.err


def test_a_code_is_explained_whatever_its_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "d03"]) == 0
    assert capsys.readouterr().out.startswith("# D03: A side that may have given more")
    assert main(["explain", "E004"]) == 0
    assert "nearest key" in capsys.readouterr().out
    assert main(["explain", "D98"]) == 2
