"""Two deals in one ledger, from the terminal to another laptop and back."""

import json
from pathlib import Path

import pytest

from tests.cli.test_ledger_commands import CLAIM, DEAL, SAID
from trucekeeper.cli.main import main


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A ledger of the deals D and E, a claim on the ban of each; E's text was recorded second."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.deal.md").write_text(DEAL, encoding="utf-8")
    (tmp_path / "e.deal.md").write_text(DEAL.replace("deal D", "deal E"), encoding="utf-8")
    for name in "de":
        entered("two.ledger", "--deal", f"{name}.deal.md", "deal", "version")
        entered("two.ledger", "--deal", f"{name}.deal.md", *CLAIM, SAID)
    capsys.readouterr()
    return tmp_path


def entered(ledger: str, *words: str) -> None:
    assert main(["record", "--into", ledger, "--as", "desk", *words]) == 0


def accused(deal: str, ledger: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["status", deal, ledger, "--at", "2020-01-01T12:00Z", "--known-by", "2099-01-01T00:00Z", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    return next(one["because"] for one in answer["clauses"] if (one["clause"], one["side"]) == ("CF", "N"))


def test_a_claim_counts_for_the_deal_for_which_it_was_entered(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accused("d.deal.md", "two.ledger", capsys) == ["r2"]
    assert accused("e.deal.md", "two.ledger", capsys) == ["r4"]

    main(["status", "d.deal.md", "two.ledger", "--at", "2020-01-01T12:00Z", "--known-by", "2099-01-01T00:00Z"])
    assert "Records of other deals in this ledger, which do not count here\nE: 2" in capsys.readouterr().out


def test_a_log_can_be_narrowed_to_one_deal(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "two.ledger", "--deal", "E", "--json"]) == 0
    assert [json.loads(line)["record"]["id"] for line in capsys.readouterr().out.splitlines()] == ["r3", "r4"]

    assert main(["log", "two.ledger", "--deal", "F"]) == 2
    assert "its deals are D, E" in capsys.readouterr().err


def test_a_folder_of_two_deals_is_not_judged_as_one(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", ".", "two.ledger"]) == 2
    assert "holds the texts of 2 deals: D, E" in capsys.readouterr().err


def test_a_record_on_a_clause_of_the_other_deal_is_refused_by_its_own_text(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (two / "e.deal.md").write_text(DEAL.replace("deal D", "deal E").replace("CF", "QUIET"), encoding="utf-8")
    entered("two.ledger", "--deal", "e.deal.md", "deal", "version", "version=second")

    claim = [word.replace("CF", "QUIET") for word in CLAIM]
    assert main(["record", "--into", "two.ledger", "--as", "desk", *claim, SAID]) == 2, "the first deal has no QUIET"
    entered("two.ledger", *claim, SAID, "deal=E")


@pytest.mark.parametrize("form", ["csv", "hxl", "xlsx", "records"])
def test_the_deal_of_a_record_goes_out_and_comes_back(two: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = f"out.{ {'hxl': 'csv', 'records': 'jsonl'}.get(form, form) }"
    assert main(["export", "two.ledger", "--to", form, "--out", file]) == 0
    assert main(["import", form, file, "--into", "back.ledger", "--as", "desk"]) == 0
    capsys.readouterr()

    assert accused("d.deal.md", "back.ledger", capsys) == ["r2"]
    assert accused("e.deal.md", "back.ledger", capsys) == ["r4"]


def test_a_laptop_that_knows_only_the_second_deal_sends_records_that_stay_with_it(
    two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "seven grey herons wading")
    entered("field.ledger", "--deal", "e.deal.md", "deal", "version", "id=f1")
    entered("field.ledger", "--deal", "e.deal.md", *CLAIM, SAID, "id=f2")
    capsys.readouterr()
    assert accused("e.deal.md", "field.ledger", capsys) == ["f2"]
    assert main(["key", "--make", "laptop.key", "--name", "laptop"]) == 0
    public = capsys.readouterr().out.split()[1]
    assert main(["key", "--trust", public, "--name", "laptop", "--into", "two.ledger", "--as", "head"]) == 0
    assert main(["pack", "field.ledger", "--key", "laptop.key", "--out", "usb.packet"]) == 0

    assert main(["unpack", "usb.packet", "--into", "two.ledger", "--as", "desk"]) == 0
    assert main(["unpack", "usb.packet", "--into", "two.ledger", "--as", "desk"]) == 0, "twice does no harm"

    capsys.readouterr()
    assert accused("d.deal.md", "two.ledger", capsys) == ["r2"]
    assert accused("e.deal.md", "two.ledger", capsys) == ["f2", "r4"]


def test_alerts_of_a_folder_of_two_deals_tell_of_both_and_say_of_which(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for id, deal in (("h1", "d"), ("h2", "e")):
        hold = ("hold", f"id={id}", "speaker=N", "side=N", "holder=N", "clauses=CF", "reason=x", SAID)
        entered("two.ledger", "--deal", f"{deal}.deal.md", *hold)
    capsys.readouterr()

    main(["alerts", ".", "two.ledger", "--kind", "hold", "--json"])
    told = json.loads(capsys.readouterr().out)["alerts"]
    assert [(one["deal"], one["records"]) for one in told] == [("D", ["h1"]), ("E", ["h2"])]

    main(["alerts", ".", "two.ledger", "--kind", "hold"])
    assert [line[:5] for line in capsys.readouterr().out.splitlines() if line.startswith("! ")] == ["! D: ", "! E: "]

    main(["alerts", "e.deal.md", "two.ledger", "--kind", "hold", "--json"])
    told = json.loads(capsys.readouterr().out)["alerts"]
    assert [(one["deal"], one["records"]) for one in told] == [("", ["h2"])]
