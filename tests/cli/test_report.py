import json
from pathlib import Path

import pytest

from tests.brief.world import DEAL, history
from trucekeeper.cli.main import main
from trucekeeper.ledger.codec import write_jsonl

ASKED = ["--at", "2031-03-02T20:00+02:00", "--known-from", "said", "--audience", "public"]
WHO = ["--as", "night desk"]


@pytest.fixture
def files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    deal, records, ledger = (tmp_path / name for name in ("bridge.deal.md", "bridge.jsonl", "bridge.ledger"))
    deal.write_text(DEAL.format(a="HILL", b="RIVER"), encoding="utf-8")
    records.write_text(write_jsonl(one.record for one in history()), encoding="utf-8")
    assert main(["record", "--into", str(ledger), "--as", "desk", "--from", str(records)]) == 0
    capsys.readouterr()
    return [str(deal), str(ledger)]


def shown(files: list[str], capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    main(["report", *files, *ASKED, "--json", *more])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def changed(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_draft_is_written_changed_taken_and_released(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, page = tmp_path / "day.txt", tmp_path / "day.md"
    main(["report", *files, *ASKED, "--write", str(text)])

    changed(text, "== unknown: What we do not know\n", "== unknown: What we do not know\n+ CF is what this is about.\n")

    assert main(["report", *files, *ASKED, "--edited", str(text), *WHO]) == 0
    assert "new: CF is what this is about." in capsys.readouterr().out
    assert main(["report", *files, *ASKED, "--release", *WHO, "--role", "head", "--out", str(page)]) == 0
    first = capsys.readouterr().out.split(":")[0]
    assert "CF is what this is about." in page.read_text("utf-8")
    assert "night desk" not in page.read_text("utf-8")
    assert main(["report", *files, *ASKED, "--release", *WHO]) == 2
    assert "stays as it is" in capsys.readouterr().err

    again = tmp_path / "again.md"
    assert main(["report", *files, "--released", first, "--out", str(again)]) == 0
    assert again.read_bytes() == page.read_bytes()
    second = [*ASKED, "--edition", "2", "--release", *WHO]
    assert main(["report", *files, *second]) == 1
    capsys.readouterr()
    assert main(["report", *files, *second, "--reason", "A name was wrong."]) == 0
    assert f"in place of {first}" in capsys.readouterr().out
    assert main(["verify", files[1]]) == 0


def test_a_claim_beyond_the_records_is_told_and_not_released(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "day.txt"
    main(["report", *files, *ASKED, "--write", str(text)])
    line = next(one for one in text.read_text("utf-8").splitlines() if one.startswith("[unknown-"))
    id = line[1:].partition("]")[0]
    changed(text, line, f"[{id}] It is verified that they brutally fired, the spokesman of HILL said.")

    assert main(["report", *files, *ASKED, "--edited", str(text), *WHO]) == 1
    told = capsys.readouterr().out
    assert "stage (final)" in told
    assert "wording (may be set aside)" in told
    assert main(["report", *files, *ASKED, "--override", f"{id}=stage", "--reason", "x", *WHO]) == 2
    assert main(["report", *files, *ASKED, "--override", f"{id}=wording", *WHO]) == 2
    assert main(["report", *files, *ASKED, "--override", f"{id}=wording", "--reason", "their word", *WHO]) == 1
    capsys.readouterr()
    assert main(["report", *files, *ASKED, "--release", *WHO]) == 1
    capsys.readouterr()
    assert shown(files, capsys)["releasable"] is False


def test_nothing_is_done_in_nobodys_name_nor_into_a_file_of_records(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "day.txt"
    records = [files[0], str(tmp_path / "bridge.jsonl")]
    main(["report", *files, *ASKED, "--write", str(text)])
    changed(text, "== unknown: What we do not know\n", "== unknown: What we do not know\n+ CF.\n")

    assert main(["report", *files, *ASKED, "--edited", str(text)]) == 2
    assert main(["report", *files, *ASKED, "--release"]) == 2
    assert main(["report", *records, *ASKED, "--edited", str(text), *WHO]) == 2
    assert main(["report", *files, "--at", "2031-03-02T20:00+02:00"]) == 2
    assert main(["report", *files, "--released", "release-none"]) == 2
    capsys.readouterr()
    assert main(["report", *files, "--released"]) == 0
    assert capsys.readouterr().out == "nothing was released\n"


def test_an_edited_file_that_is_no_text_is_refused(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "day.txt"
    wrong.write_bytes(b"%PDF-1.7\xff\xfe")

    assert main(["report", *files, *ASKED, *WHO, "--edited", str(wrong)]) == 2
    assert "is not in UTF-8: byte 8" in capsys.readouterr().err
