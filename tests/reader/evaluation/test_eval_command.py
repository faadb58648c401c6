"""`truce eval` as somebody at a terminal meets it."""

import json
import shutil
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.reader.evaluation.gold import reports

STORY = Path(__file__).parents[3] / "examples" / "aleppo-2016"
REPORTS, DEAL = STORY / "reports", STORY / "repaired.deal.md"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    text = "The army said that rebels had shelled the town on Tuesday."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    claim = {"speaker": {"start": 0, "end": 8, "id": None, "side": "unknown"}, "cue": {"start": 9, "end": 13}}
    claim |= {"content": [{"start": 19, "end": 57}], "act": "says", "event": "shelling", "polarity": "yes"}
    claim |= {"certainty": "stated", "actors": [], "place": None, "happened": None, "said": None, "quantity": None}
    (tmp_path / "a.gold.jsonl").write_text(json.dumps(claim | {"clauses": []}), encoding="utf-8")
    row = {"file": "a.txt", "published": "2016-12-14T12:00:00+02:00", "half": "tune"}
    held = {"file": "never-opened.txt", "published": "2016-12-14T12:00:00+02:00", "half": "held"}
    (tmp_path / "sources.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(held)}\n", encoding="utf-8")
    shutil.copy(DEAL, tmp_path)
    return tmp_path


def test_a_right_claim_is_counted_as_right(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(small), "--half", "tune", "--json"]) == 0

    figures = json.loads(capsys.readouterr().out)
    assert figures["claims"] == {"found": 1, "gold": 1}
    assert figures["strict"]["f"] == 1.0


def test_the_other_half_is_not_even_opened(small: Path) -> None:
    assert [one.name for one in reports(small, "tune")] == ["a"]
    with pytest.raises(FileNotFoundError):
        list(reports(small, "held"))


def test_a_folder_without_marks_says_what_a_marked_one_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(tmp_path), "--deal", str(DEAL)]) == 2

    assert capsys.readouterr().err == (
        f"truce: error: {tmp_path} holds no marked report\n"
        "hint: name a folder with sources.jsonl and NAME.gold.jsonl, or a file of relations "
        "(docs/reference/gold-format.md)\n"
    )


def test_several_deals_beside_the_marks_are_not_guessed_among(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(REPORTS), "--half", "tune"]) == 2

    assert "several deals lie beside it (13dec.deal.md, 15dec.deal.md, 18dec.deal.md, repaired.deal.md)" in (
        capsys.readouterr().err
    )


def span(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


def test_relations_without_a_deal_are_measured_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The mayor said that the bridge was closed."
    quote = {"cue": [span(10, 14)], "sources": [span(0, 9)], "contents": [span(20, 41)]}
    caption = quote | {"cue": []}
    one = {"id": "d", "genre": "news", "split": "dev", "text": text, "quotes": [quote, caption]}
    file = tmp_path / "relations.jsonl"
    file.write_text(json.dumps(one), encoding="utf-8")

    assert main(["eval", str(file), "--genre", "news", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["claims"] == {"found": 1, "gold": 1}
    assert figures["good"]["f"] == 1.0
    assert figures["recall_by_act"] == {"says": {"met": 1, "of": 1}}


def test_the_reader_is_no_worse_on_the_tuning_half_than_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(REPORTS), "--deal", str(DEAL), "--half", "tune", "--json"]) == 0

    figures = json.loads(capsys.readouterr().out)
    # 0.82, 0.93 and 0.97 were measured on 24 November 2026 (docs/measured.md); a little room for honest changes.
    assert figures["lenient"]["f"] >= 0.78
    assert figures["fields"]["act"]["share"] >= 0.90
    assert figures["fields"]["certainty"]["share"] >= 0.95


def test_a_marked_report_leaves_the_machine_only_where_its_own_line_allows_it(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--ask-model", "http://models.example/v1", "--allow-host", "models.example"]

    assert main(["eval", str(small), "--half", "tune", *asked]) == 2
    assert "the report a would leave this machine for models.example" in capsys.readouterr().err


def test_an_engine_that_never_answers_is_told_beside_the_figures(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(small), "--half", "tune", "--json", "--ask-program", "false"]) == 0

    shown = capsys.readouterr()
    assert json.loads(shown.out)["strict"]["f"] == 1.0
    assert shown.err == "the second engine: not taken, 1 of its claims or replies: no reply: false ended with 1\n"
