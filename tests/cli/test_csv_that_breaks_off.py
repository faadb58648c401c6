"""A table whose quotation mark nobody closed, and words of a file that would work a terminal."""

from pathlib import Path

import pytest

from trucekeeper.cli.import_.formats import MODULES
from trucekeeper.cli.main import main, truce

EXAMPLE = Path(__file__).parents[2] / "examples" / "aleppo-2016"
DEAL, OPERATION = str(EXAMPLE / "repaired.deal.md"), str(EXAMPLE / "exchange.ops.md")
#: More than the longest cell that is read.
UNCLOSED = '"' + "x" * 200_000


@pytest.mark.parametrize("format", ["csv", "hxl", "observations", "ucdp", "acled", "ushahidi", "kobo", "table"])
def test_an_import_that_breaks_off_names_the_line_and_writes_nothing(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text(f"record,id\n{UNCLOSED}\n", encoding="utf-8")
    into = ["--into", str(tmp_path / "x.ledger"), "--as", "desk", "--deal", DEAL]

    assert main(["import", format, str(tmp_path / "t.csv"), *into]) == 2
    told = capsys.readouterr().err
    assert "t.csv: line 2 is no CSV, so nobody knows where its cells end" in told
    assert "hint: look for a quotation mark that nobody closed" in told
    assert not (tmp_path / "x.ledger").exists()


def test_so_do_records_places_contacts_and_archived_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads = {"record": "record,id", "places": "name,lat,lon", "sheet": "function,side,call_sign,telephone"}
    files = {name: tmp_path / f"{name}.csv" for name in (*heads, "evidence")}
    for name, file in files.items():
        file.write_text(f"{heads.get(name, 'url,hash')}\n{UNCLOSED}\n", encoding="utf-8")
    ledger = str(tmp_path / "x.ledger")
    asked = [
        ["record", "--from", str(files["record"]), "--into", ledger, "--as", "desk"],
        ["places", "csv", str(files["places"]), "--out", str(tmp_path / "x.places")],
        ["sheet", "exchange", DEAL, OPERATION, "--contacts", str(files["sheet"]), "--out", str(tmp_path / "s.docx")],
        ["evidence", str(files["evidence"]), "--archived", "--into", ledger, "--as", "desk"],
    ]
    for words in asked:
        assert main(words) == 2, words
        assert "line 2 is no CSV" in capsys.readouterr().err, words
    assert not (tmp_path / "x.places").exists()


def test_places_that_are_not_in_utf_8_are_refused_and_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_bytes("name,lat,lon\nAlépo,36.2,37.1\n".encode("cp1252"))

    assert main(["places", "csv", str(tmp_path / "t.csv"), "--out", str(tmp_path / "x.places")]) == 2
    assert "t.csv is not in UTF-8: byte" in capsys.readouterr().err


def test_words_of_a_file_cannot_work_the_terminal_that_an_error_is_told_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("no\x1b[2Jname,\u202eother\n1,2\n", encoding="utf-8")

    assert main(["places", "csv", str(tmp_path / "t.csv"), "--out", str(tmp_path / "x.places")]) == 2
    told = capsys.readouterr().err
    assert "⟨U+001B⟩[2J" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_every_format_of_import_stands_in_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Usage: truce import [OPTIONS] FORMAT FILE")
    assert {*MODULES, "undo"} <= set(told.split())


def test_each_command_calls_itself_what_it_is_called() -> None:
    context = truce.make_context("truce", ["check", "x"])
    for name in truce.list_commands(context):
        command = truce.get_command(context, name)
        assert command is not None
        assert command.name == name
