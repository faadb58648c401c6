import hashlib
import json
from pathlib import Path

import pytest

from tests.brief.world import DEAL, history
from trucekeeper.cli.main import main
from trucekeeper.ledger.codec import write_jsonl

ASKED = ["--at", "2031-03-02T20:00+02:00", "--known-from", "said"]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    deal, records = tmp_path / "bridge.deal.md", tmp_path / "bridge.jsonl"
    deal.write_text(DEAL.format(a="HILL", b="RIVER"), encoding="utf-8")
    records.write_text(write_jsonl(one.record for one in history()), encoding="utf-8")
    return str(deal), str(records)


def test_a_report_is_written_and_its_place_and_hash_are_told(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "day.html"

    code = main(["brief", *files, *ASKED, "--audience", "public", "--out", str(out)])

    content = out.read_bytes()
    assert code == 0
    assert capsys.readouterr().out == (
        f"{out} ({len(content):,} bytes, written)\nsha256 {hashlib.sha256(content).hexdigest()}\n"
    )
    assert b"Daily report on BRIDGE-1, 2 Mar 2031" in content
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bridge.deal.md", "bridge.jsonl", "day.html"]


def test_what_was_written_is_told_as_json(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "day.md"

    main(["brief", *files, *ASKED, "--audience", "party:HILL", "--out", str(out), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "file": str(out),
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
        "bytes": out.stat().st_size,
        "new": True,
        "at": "2031-03-02T20:00:00+02:00",
        "known_by": "2031-03-02T20:00:00+02:00",
        "known_from": "said",
        "audience": "party:HILL",
        "records": 14,
    }


def test_the_same_report_again_is_no_conflict_and_another_one_is(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "day.md"
    asked = ["brief", *files, *ASKED, "--out", str(out)]

    assert main([*asked, "--audience", "public"]) == 0
    first = out.read_bytes()
    assert main([*asked, "--audience", "public"]) == 0
    assert "there already, unchanged" in capsys.readouterr().out
    assert main([*asked, "--audience", "internal"]) == 2
    assert capsys.readouterr().err == (
        f"truce: error: {out} is there already and holds something else, so nothing was written\n"
        "hint: give another name, or --force to write over it\n"
    )
    assert out.read_bytes() == first
    assert main([*asked, "--audience", "internal", "--force"]) == 0
    assert out.read_bytes() != first


def test_an_ending_that_no_report_has_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["brief", "no.deal.md", "no.jsonl", "--audience", "public", "--out", str(tmp_path / "day.xls")])

    assert code == 2
    assert '"day.xls" asks for no form that a report has' in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "day.md"

    code = main(["brief", *files, *ASKED, "--audience", "public", "--out", str(out)])

    assert code == 2
    assert f"{out} cannot be written: no such file or directory" in capsys.readouterr().err


def test_a_period_that_ends_before_it_begins_is_refused(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "day.md"

    asked = [*ASKED, "--since", "2031-03-02T20:00+02:00", "--audience", "public", "--out", str(out)]

    assert main(["brief", *files, *asked]) == 2
    assert "which is not earlier" in capsys.readouterr().err
    assert not out.exists()


def test_a_report_on_which_nothing_was_known_says_how_to_ask_an_archive(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "day.md"

    main(["brief", *files, "--at", "2030-01-01T00:00Z", "--audience", "public", "--out", str(out)])

    assert capsys.readouterr().err == (
        "truce: note: no record was known by 2030-01-01T00:00:00+00:00; "
        "for an archive entered afterwards ask with --known-from said\n"
    )
