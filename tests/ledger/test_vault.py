"""Names behind codes: found only by code, one key each, gone when erased, handed over only as the deal asks."""

import io
import sqlite3
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger import vault as module
from trucekeeper.ledger.locked import WrongPassphraseError
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
