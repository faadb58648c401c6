"""Copies under a passphrase: tried before they count, whole or not at all, and erasure reaches them."""

import json
import secrets
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.locked import PIECE, WrongPassphraseError, lock, unlock
from trucekeeper.ledger.store import Proposal
from trucekeeper.ledger.stores import opened

NAME = "a very particular name"
SAY = ["claim", f"speaker={NAME}", "clause=CF", "polarity=no", "said=2016-12-14T13:00+02:00"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less work for each passphrase than in use, so that the tests take seconds."""
    monkeypatch.setattr("trucekeeper.ledger.locked.MEMORY_KIB", 64)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "seven grey herons wading")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert main(["record", "--into", "my.ledger", "--as", "desk", *SAY]) == 0
    with opened(Path("my.ledger")) as store:
        store.propose([Proposal("p1", "s1", {"speaker": "somebody"}), Proposal("p2", "s1", {})])
        store.decide("p2", "rejected", by="desk", reason="not about us")
    capsys.readouterr()
    return tmp_path


def test_a_copy_is_locked_tried_and_restored_byte_for_byte(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "my.ledger", "--out", "night.locked"]) == 0
    seal = capsys.readouterr().out.splitlines()[1]
    assert NAME.encode() not in (ledger / "night.locked").read_bytes()
    (ledger / "my.ledger").rename(ledger / "lost")

    assert main(["restore", "night.locked", "--into", "my.ledger"]) == 0

    assert seal in capsys.readouterr().out
    with opened(Path("my.ledger")) as back, opened(Path("lost")) as before:
        assert list(back.rows()) == list(before.rows())
        assert back.entries() == before.entries()
        assert back.proposals() == before.proposals()
        assert back.damage() is None
    assert {one.name for one in ledger.iterdir()} == {"my.ledger", "lost", "night.locked"}


def test_a_drill_says_what_a_loss_today_would_cost(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", "my.ledger", "--out", "night.locked"])
    assert main(["restore", "night.locked", "--drill", "--against", "my.ledger"]) == 0
    main(["record", "--into", "my.ledger", "--as", "desk", *SAY])
    capsys.readouterr()

    assert main(["restore", "night.locked", "--drill", "--against", "my.ledger"]) == 1

    assert "my.ledger has 1 entries more, which this copy would not bring back" in capsys.readouterr().out
    assert main(["restore", "night.locked", "--drill", "--against", "my.ledger", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["behind"] == 1


def test_after_an_erasure_the_new_copy_takes_the_place_of_the_old_ones(ledger: Path) -> None:
    main(["backup", "my.ledger", "--out", "old.locked"])
    main(["record", "--into", "other.ledger", "--as", "desk", *SAY])
    main(["backup", "other.ledger", "--out", "other.locked"])
    assert main(["erase", "my.ledger", "--text", NAME, "--as", "desk", "--reason", "asked for"]) == 0

    assert (
        main(["backup", "my.ledger", "--out", "new.locked", "--replacing", "old.locked", "--replacing", "other.locked"])
        == 0
    )

    assert {one.name for one in ledger.glob("*.locked")} == {"new.locked", "other.locked"}
    assert main(["restore", "new.locked", "--into", "back.ledger"]) == 0
    with opened(Path("back.ledger")) as store:
        assert NAME not in {text for _, text in store.salts().values()}
        assert store.damage() is None


def test_a_ledger_that_was_put_away_is_nowhere_in_clear_and_opens_again(ledger: Path) -> None:
    assert main(["lock", "my.ledger"]) == 0
    assert [one.name for one in ledger.iterdir()] == ["my.ledger.locked"]

    assert main(["lock", "--open", "my.ledger.locked"]) == 0
    assert [one.name for one in ledger.iterdir()] == ["my.ledger"]
    assert main(["verify", "my.ledger"]) == 0


def test_a_wrong_passphrase_or_a_changed_bit_opens_nothing_and_leaves_nothing(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", "my.ledger", "--out", "night.locked"])
    whole = (ledger / "night.locked").read_bytes()
    (ledger / "bent.locked").write_bytes(whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:])
    (ledger / "short.locked").write_bytes(whole[:-100])
    for name in ("bent.locked", "short.locked"):
        assert main(["restore", name, "--into", "back.ledger"]) == 2
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "another one entirely")
    assert main(["restore", "night.locked", "--into", "back.ledger"]) == 2
    assert main(["restore", "my.ledger", "--into", "back.ledger"]) == 2
    assert main(["restore", "night.locked"]) == 2

    assert "the passphrase is another one, or its bytes were changed" in capsys.readouterr().err
    assert not (ledger / "back.ledger").exists()


def test_nothing_is_restored_over_records(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", "my.ledger", "--out", "night.locked"])

    assert main(["restore", "night.locked", "--into", "my.ledger"]) == 2
    assert "my.ledger holds records already" in capsys.readouterr().err
    assert main(["backup", "my.ledger", "--out", "night.locked"]) == 2


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_pieces_can_be_neither_cut_off_nor_moved(size: int) -> None:
    content = secrets.token_bytes(size)
    locked = lock(content, "word", bytes(16))

    assert unlock(locked, "word") == content
    head, tail = locked[: 15 + 16], locked[15 + 16 :]
    for bent in (locked[:-1], locked[: 15 + 16 + PIECE + 16] if size > PIECE else locked[:-16], head + tail[::-1]):
        with pytest.raises(WrongPassphraseError):
            unlock(bent, "word")


@pytest.mark.postgres
def test_a_copy_of_a_servers_ledger_opens_on_a_laptop_and_goes_back(ledger: Path, server: str) -> None:
    folder = server.split()[0].removeprefix("host=")
    where = f"postgresql:///postgres?host={folder}&user=truce#copied"

    assert main(["backup", "my.ledger", "--out", "night.locked"]) == 0
    assert main(["restore", "night.locked", "--into", where]) == 0
    assert main(["backup", where, "--out", "server.locked"]) == 0
    assert main(["restore", "server.locked", "--into", "back.ledger"]) == 0

    with opened(Path("back.ledger")) as back, opened(Path("my.ledger")) as before:
        assert list(back.rows()) == list(before.rows())
        assert back.proposals() == before.proposals()
