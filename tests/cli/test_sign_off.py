"""A list of names leaves the vault only when a clause asks for it and two accounts have signed; erasing likewise."""

import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from trucekeeper.cli.main import main
from trucekeeper.ledger.store import system_clock
from trucekeeper.ledger.vault import closing_vault
from trucekeeper.people import password
from trucekeeper.people.account import Account, Grant
from trucekeeper.people.store import people_at

WORD = "a long enough sentence"
CLAIM = ["claim", "speaker=QUIET VOICE", "clause=CF", "incident=fire", "said=2020-01-01T08:00+00:00"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", WORD)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each person types when asked for their password."""
    given = {"head": WORD, "deputy": WORD, "observer": WORD}
    monkeypatch.setattr("click.prompt", lambda text, **_: given[text.removeprefix("Password of ")])
    return given


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger with accounts beside it, a deal with a clause, and a vault with one name."""
    ledger = tmp_path / "x.ledger"
    assert main(["record", "--into", str(ledger), "--as", "desk", *CLAIM]) == 0
    people = people_at(ledger, system_clock)
    people.first("head", "Head", WORD)
    people.add(Account("deputy", "Deputy", (Grant("head"),)), WORD)
    people.add(Account("observer", "Observer", (Grant("observer"),)), WORD)
    people.close()
    deal = "```deal\ndeal D\n  zone: UTC\nparty N\n  role: side\nmust not CF\n  by: N\n  do: fire\n```\n"
    (tmp_path / "d.deal.md").write_text(deal, encoding="utf-8")
    with closing_vault(tmp_path / "v", WORD, create=True) as vault:
        vault.put("E-1", "a name")
    return tmp_path


def handed(place: Path, *signers: str, clause: str = "CF") -> int:
    by = [word for one in signers for word in ("--signed-by", one)]
    where = ["--deal", str(place / "d.deal.md"), "--into", str(place / "x.ledger")]
    return main(["vault", "hand-over", str(place / "v"), "--code", "E-1", "--to", "N", "--clause", clause, *where, *by])


def test_two_accounts_hand_over_a_list_and_it_is_recorded(
    place: Path, typed: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert handed(place, "head", "deputy") == 0

    assert "a name" in capsys.readouterr().out
    assert main(["log", str(place / "x.ledger")]) == 0
    log = capsys.readouterr().out
    assert "hand over" in log  # recorded before anything was printed
    assert "a name" not in log and "E-1" not in log


@pytest.mark.parametrize("signers", [("head",), ("head", "head"), ("head", "observer"), ("head", "nobody")])
def test_one_person_or_one_without_the_right_hands_over_nothing(
    place: Path, typed: dict[str, str], capsys: pytest.CaptureFixture[str], signers: tuple[str, ...]
) -> None:
    typed["nobody"] = WORD

    assert handed(place, *signers) == 2

    assert "a name" not in capsys.readouterr().out


def test_a_wrong_password_signs_nothing(place: Path, typed: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    typed["deputy"] = "another long sentence"

    assert handed(place, "head", "deputy") == 2
    assert "a name" not in capsys.readouterr().out


def test_a_clause_that_the_deal_does_not_have_hands_over_nothing(
    place: Path, typed: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert handed(place, "head", "deputy", clause="NO") == 2
    assert 'has no clause "NO"' in capsys.readouterr().err


def test_where_two_must_sign_an_erasure_one_erases_nothing(place: Path, typed: dict[str, str]) -> None:
    people = people_at(place / "x.ledger", system_clock)
    people.set("two_persons", "erase")
    people.close()
    asked = ["erase", str(place / "x.ledger"), "--text", "QUIET VOICE", "--as", "desk", "--reason", "was asked"]

    assert main(asked) == 2
    assert main([*asked, "--signed-by", "head", "--signed-by", "deputy"]) == 0


def test_an_export_is_noted_with_what_was_in_it_and_for_whom(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, deal = place / "x.ledger", place / "d.deal.md"
    asked = ["export", str(ledger), "--to", "csv", "--audience", "public", "--deal", str(deal), "--as", "desk"]

    assert main([*asked, "--out", str(place / "out.csv")]) == 0

    assert main(["export", str(ledger), "--to", "records", "--as-entered"]) == 0
    batch = [json.loads(line) for line in capsys.readouterr().out.splitlines()][-1]
    assert (batch["format"], batch["direction"], batch["ids"]) == ("csv for public", "out", ["r1"])


def test_neither_name_nor_code_stands_in_the_ledger_after_a_hand_over(place: Path, typed: dict[str, str]) -> None:
    assert handed(place, "head", "deputy") == 0

    content = (place / "x.ledger").read_bytes()
    assert b"a name" not in content
    assert b"E-1" not in content
