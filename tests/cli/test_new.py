from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.cli.new import templates
from trucekeeper.deal.check import check
from trucekeeper.deal.form import formatted
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.draft import draft
from trucekeeper.exchange.operation import NoExchangeError, read_operation


@pytest.mark.parametrize("template", templates())
def test_every_template_is_written_under_its_name_and_nothing_is_found_in_it(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "TWO-TOWNS", "--template", template, "--out", str(tmp_path)]) == 0

    text = (tmp_path / "TWO-TOWNS.deal.md").read_text("utf-8")
    deal = read_deal(text, "TWO-TOWNS.deal.md")
    assert deal.head is not None and deal.head.id == "TWO-TOWNS"
    assert [finding.message for finding in check(deal).findings] == []
    assert formatted(text) == text
    assert "NAME" not in text and "ZONE" not in text
    assert main(["check", str(tmp_path / "TWO-TOWNS.deal.md")]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith("TWO-TOWNS.deal.md: nothing found")


def test_a_draft_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "D.deal.md").write_text("mine", "utf-8")

    assert main(["new", "D", "--out", str(tmp_path)]) == 2

    assert (tmp_path / "D.deal.md").read_text("utf-8") == "mine"
    assert "is there already, and a draft is never overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["new"], ["new", "2x"], ["new", "D", "--template", "truc"], ["new", "D", "--zone", "Mars/Base"]]
)
def test_wrong_use_writes_nothing(words: list[str], tmp_path: Path) -> None:
    assert main([*words, "--out", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_templates_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--list"]) == 0
    assert capsys.readouterr().out.split() == list(templates())
    assert len(templates()) == 5


DEALS = sorted((Path(__file__).resolve().parents[2] / "examples").rglob("*.deal.md"))


@pytest.mark.parametrize("template", ["ceasefire-evacuation", "prisoner-exchange"])
def test_an_operation_for_a_template_can_be_planned_as_it_stands(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal, operation = str(tmp_path / "TWO.deal.md"), str(tmp_path / "FIRST.ops.md")
    assert main(["new", "TWO", "--template", template, "--out", str(tmp_path)]) == 0

    assert main(["new", "FIRST", "--operation", deal, "--out", str(tmp_path)]) == 0

    assert capsys.readouterr().out.splitlines()[-1] == f"{operation}: written"
    assert main(["plan", deal, operation]) == 0
    assert "0 people" in capsys.readouterr().out


@pytest.mark.parametrize("path", DEALS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_operation_for_any_deal_reads_without_a_mistake_or_is_refused_in_words(path: Path) -> None:
    deal = read_deal(path.read_text("utf-8"), path.name)
    try:
        text = draft(deal, "FIRST")
    except NoExchangeError as refused:
        assert "has no exchange block" in refused.message
        return

    read = read_operation(text, "FIRST.ops.md", deal)

    assert all(read.persons(side) > 0 for side in range(len(read.sides)))


def test_an_operation_is_never_overwritten_and_needs_a_deal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "D.ops.md").write_text("mine", "utf-8")
    main(["new", "TWO", "--out", str(tmp_path)])

    assert main(["new", "D", "--operation", str(tmp_path / "TWO.deal.md"), "--out", str(tmp_path)]) == 2
    assert main(["new", "E", "--operation", str(tmp_path / "NONE.deal.md"), "--out", str(tmp_path)]) == 2

    assert (tmp_path / "D.ops.md").read_text("utf-8") == "mine"
    assert "NONE.deal.md cannot be read" in capsys.readouterr().err
