from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.cli.new import templates
from trucekeeper.deal.check import check
from trucekeeper.deal.form import formatted
from trucekeeper.deal.syntax import read_deal


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
