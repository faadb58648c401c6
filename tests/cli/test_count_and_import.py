"""`truce count` and `truce import`: tables in, sums out, and a batch that can be taken back."""

import json
from pathlib import Path

import pytest

from tests.ledger.test_observations import NIGHT
from trucekeeper.cli.import_.formats import MODULES, format_named
from trucekeeper.cli.main import main

DEAL = str(Path(__file__).parents[2] / "examples" / "aleppo-2016" / "repaired.deal.md")
CLAIMS = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "claims.jsonl"


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "night.csv").write_text(NIGHT, encoding="utf-8")
    kept = tmp_path / "l.ledger"
    assert take(kept, "observations", tmp_path / "night.csv", "--deal", DEAL) == 0
    capsys.readouterr()
    return kept


def take(ledger: Path, format: str, file: Path | str, *more: str) -> int:
    return main(["import", format, str(file), "--into", str(ledger), "--as", "desk", *more])


def test_the_sums_name_their_rows_and_keep_the_exercise_apart(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["count", DEAL, str(ledger), "--by", "kind", "--json"])
    found = json.loads(capsys.readouterr().out)

    assert (found["events"], found["exercise_events"]) == (50, 491)
    assert [(one["key"], one["events"], one["rows"]) for one in found["totals"]] == [
        (["burst"], 0, ["n3"]),
        (["explosion, undetermined"], 48, ["n1"]),
        (["projectile, outgoing"], 2, ["n2"]),
    ]


def test_the_screen_says_that_a_count_is_no_finding(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["count", DEAL, str(ledger)])

    shown = capsys.readouterr().out
    assert "Nobody has judged them here" in shown
    assert "50 events in 3 rows; 491 of exercises" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_the_written_table_is_the_one_that_was_read(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    main(["count", DEAL, str(ledger), "--to", "csv", "--out", str(out)])
    again = tmp_path / "again.ledger"

    assert take(again, "observations", out) == 0
    main(["count", DEAL, str(again), "--json"])
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["events"] == 50


def test_a_word_that_nothing_is_parted_by_is_refused(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", DEAL, str(ledger), "--by", "hour"]) == 2
    assert '"hour" is none of day, place, kind, team, weapon' in capsys.readouterr().err


@pytest.mark.parametrize("format", ["records", "jsonl", "csv", "hxl", "xlsx", "geojson"])
def test_an_export_comes_back_without_loss(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, file = tmp_path / "a.ledger", tmp_path / "b.ledger", tmp_path / "out"
    assert take(first, "records", CLAIMS) == 0
    whole = [] if format == "jsonl" else ["--as-entered"]
    main(["export", str(first), "--to", format, "--out", str(file), *whole])

    assert take(second, format, file) == 0

    assert exported(second, capsys) == exported(first, capsys)


def exported(ledger: Path, capsys: pytest.CaptureFixture[str]) -> list[object]:
    capsys.readouterr()
    main(["log", str(ledger), "--json"])
    records = [json.loads(line)["record"] for line in capsys.readouterr().out.splitlines()]
    return [one for one in records if one["record"] != "batch"]


def test_a_file_that_comes_twice_is_passed_over(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(ledger, "observations", tmp_path / "night.csv", "--deal", DEAL, "--json") == 0
    told = json.loads(capsys.readouterr().out)

    assert (told["taken"], told["there already"], told["batch"]) == (0, 3, None)


def test_an_id_with_another_content_is_refused_and_nothing_is_taken(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "changed.csv"
    changed.write_text(NIGHT.replace("48", "49") + NIGHT.splitlines()[1].replace("n1", "n9") + "\n", encoding="utf-8")
    before = exported(ledger, capsys)

    code = take(ledger, "observations", changed, "--deal", DEAL)

    told = capsys.readouterr().err
    assert code == 2
    assert "changed.csv:2: error the ledger holds this id with another content" in told
    assert exported(ledger, capsys) == before


def test_a_dry_run_says_what_would_happen_and_makes_no_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "new.ledger"

    assert take(kept, "records", CLAIMS, "--dry-run") == 0
    assert "taken if it were done; nothing was written" in capsys.readouterr().out
    assert not kept.exists()


def test_every_bad_row_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(NIGHT.replace("heard", "felt").replace(",N,", ",north,"), encoding="utf-8")

    assert take(tmp_path / "l.ledger", "observations", bad, "--deal", DEAL) == 2
    told = capsys.readouterr().err
    assert "bad.csv:2: error L08" in told and "bad.csv:4: error L08" in told
    assert not (tmp_path / "l.ledger").exists()


def test_an_import_can_be_taken_back_whole_and_only_once(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    undo = ["import", "undo", batch_of(ledger), "--into", str(ledger), "--as", "desk"]

    assert main(undo) == 0
    assert "3 records were withdrawn" in capsys.readouterr().out
    main(["count", DEAL, str(ledger), "--json"])
    assert json.loads(capsys.readouterr().out)["events"] == 0
    assert main(undo) == 2
    assert "was taken back already" in capsys.readouterr().err
    assert main(["verify", str(ledger)]) == 0


def test_a_batch_that_is_not_there_is_refused_with_those_that_are(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "undo", "import 9", "--into", str(ledger), "--as", "desk"]) == 2
    assert "imports that stand: import " in capsys.readouterr().err


@pytest.mark.parametrize("format", [one for one in MODULES if one != "records"])
@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"{", b"a,b\n1,2\n"])
def test_a_file_of_another_kind_gives_one_clear_error(
    format: str, raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_bytes(raw)

    assert take(tmp_path / "l.ledger", format, file) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "l.ledger").exists()


def test_every_format_says_what_it_is_for() -> None:
    assert all(format_named(one).summary for one in MODULES)


def batch_of(ledger: Path) -> str:
    from trucekeeper.ledger.record import Batch
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        return next(one.record.id for one in store.entries() if isinstance(one.record, Batch))
