"""Names behind codes: found only by code, one key each, gone when erased, handed over only as the deal asks."""

import io
import json
import sqlite3
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger import vault as module
from trucekeeper.ledger.locked import WrongPassphraseError
from trucekeeper.ledger.record import HandOver
from trucekeeper.ledger.stores import opened
from trucekeeper.ledger.vault import NobodyThereError, NotSignedOffError, NoVaultError, TooLongError, Vault

WORD = "seven grey herons wading"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less work for each passphrase than in use, so that the tests take seconds."""
    monkeypatch.setattr("trucekeeper.ledger.locked.MEMORY_KIB", 64)
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", WORD)


@pytest.fixture
def people(tmp_path: Path) -> Vault:
    vault = Vault(tmp_path / "people.vault", WORD, create=True)
    vault.put("E-0412", "Blue Kestrel, ward 3")
    vault.put("E-0413", "سنونو")
    return vault


def test_a_name_is_found_by_its_code_and_by_nothing_else(people: Vault, tmp_path: Path) -> None:
    assert people.get("E-0412") == "Blue Kestrel, ward 3"
    assert people.get(" E-0413 ") == "سنونو"
    with pytest.raises(NobodyThereError) as nobody:
        people.get("E-0414")
    assert "E-0414" not in nobody.value.message

    content = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert not [word for word in (b"Kestrel", b"E-0412", "سنونو".encode()) if word in content]


def test_all_rows_look_alike(people: Vault, tmp_path: Path) -> None:
    people.put("E-0500", "x" * 900)
    with sqlite3.connect(tmp_path / "people.vault") as db:
        lengths = {row for row in db.execute("SELECT length(found), length(locked_key), length(locked) FROM person")}

    assert len(lengths) == 1
    with pytest.raises(TooLongError):
        people.put("E-0501", "x" * 1023)


def test_nothing_lists_people() -> None:
    public = {name for name in vars(Vault) if not name.startswith("_")}

    assert public == {"put", "get", "erase", "hand_over", "close"}
    assert not [name for name in vars(module) if "list" in name.lower() or "all" in name.lower()]


def test_each_person_has_a_key_of_its_own_and_an_erased_one_is_gone(people: Vault, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "people.vault") as db:
        before = dict(db.execute("SELECT found, locked FROM person"))
        keys = [key for (key,) in db.execute("SELECT locked_key FROM person")]
    people.erase("E-0412")
    people.close()

    content = (tmp_path / "people.vault").read_bytes()
    assert len(set(keys)) == 2
    assert sum(locked in content for locked in before.values()) == 1
    again = Vault(tmp_path / "people.vault", WORD)
    with pytest.raises(NobodyThereError):
        again.get("E-0412")
    with pytest.raises(NobodyThereError):
        again.erase("E-0412")
    assert again.get("E-0413") == "سنونو"


def test_another_passphrase_opens_nothing(people: Vault, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        Vault(tmp_path / "people.vault", "another one entirely")
    with pytest.raises(NoVaultError):
        Vault(tmp_path / "none", WORD)
    assert not (tmp_path / "none").exists()
    assert (tmp_path / "people.vault").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("clause", "signed_by"),
    [("", ("a", "b")), ("L1", ()), ("L1", ("a",)), ("L1", ("head", "Head ")), ("L1", ("a", " "))],
)
def test_a_list_leaves_only_by_a_clause_and_two_different_people(
    people: Vault, clause: str, signed_by: tuple[str, ...]
) -> None:
    with pytest.raises(NotSignedOffError):
        people.hand_over(["E-0412"], clause=clause, to="the medical team", signed_by=signed_by, id="h1")


def test_a_hand_over_is_recorded_before_the_names_are_printed_and_the_record_names_nobody(
    people: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people.close()
    ledger, file = tmp_path / "my.ledger", str(tmp_path / "people.vault")
    words = ["hand-over", file, "--code", "E-0412", "--code", "E-0413", "--clause", "L1", "--to", "the medical team"]
    signed = ["--signed-by", "head of mission", "--signed-by", "protection officer"]

    assert main(["vault", *words, *signed, "--into", str(ledger)]) == 2
    assert "Kestrel" not in capsys.readouterr().out
    with opened(ledger, create=True):
        pass
    assert main(["vault", *words, *signed, "--into", str(ledger)]) == 0

    names = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["name"] for one in names] == ["Blue Kestrel, ward 3", "سنونو"]
    with opened(ledger) as store:
        (entry,) = store.entries()
        assert isinstance(entry.record, HandOver)
        assert (entry.record.count, entry.record.clause) == (2, "L1")
        assert store.damage() is None
    assert b"Kestrel" not in ledger.read_bytes()
    assert b"E-0412" not in ledger.read_bytes()


def test_a_name_comes_in_by_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "people.vault")
    monkeypatch.setattr("sys.stdin", io.StringIO("Blue Kestrel\n"))

    assert main(["vault", "put", file, "--code", "E-1"]) == 0
    assert main(["vault", "get", file, "--code", "E-1"]) == 0
    assert capsys.readouterr().out == "Blue Kestrel\n"
    assert main(["vault", "erase", file, "--code", "E-1"]) == 0
    assert main(["vault", "get", file, "--code", "E-1"]) == 2
    assert main(["vault", "get", file]) == 2
