"""`truce key`, `pack` and `unpack`, as two people with two laptops and a USB stick use them."""

import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

SAY = ["claim", "speaker=a team", "clause=CF", "polarity=no", "said=2016-12-14T13:00+02:00"]


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    """A laptop with one claim and a key; its public key."""
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "seven grey herons wading")
    monkeypatch.chdir(tmp_path)
    assert main(["record", "--into", "field.ledger", "--as", "monitor", *SAY]) == 0
    capsys.readouterr()
    assert main(["key", "--make", "laptop.key", "--name", "laptop-2"]) == 0
    name, public = capsys.readouterr().out.split()
    assert name == "laptop-2"
    return tmp_path, public


def packed() -> None:
    assert main(["pack", "field.ledger", "--key", "laptop.key", "--out", "usb.packet", "--force"]) == 0


def test_a_packet_goes_from_one_ledger_to_the_other(
    field: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, public = field
    assert main(["key", "--trust", public, "--name", "laptop-2", "--into", "desk.ledger", "--as", "head"]) == 0
    packed()
    capsys.readouterr()

    assert main(["unpack", "usb.packet", "--into", "desk.ledger", "--as", "desk"]) == 0
    assert capsys.readouterr().out == "usb.packet, signed by laptop-2: 1 recorded, 0 here already\n"
    assert main(["unpack", "usb.packet", "--into", "desk.ledger", "--as", "desk", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["recorded"], said["already"], said["conflicts"]) == ([], 1, [])
    assert main(["verify", "desk.ledger"]) == 0
    assert b"seven grey" not in (folder / "laptop.key").read_bytes()
    assert (folder / "laptop.key").stat().st_mode & 0o077 == 0


def test_a_bent_packet_says_what_is_missing_and_whom_to_ask(
    field: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, public = field
    main(["record", "--into", "field.ledger", "--as", "monitor", *SAY])
    main(["key", "--trust", public, "--name", "laptop-2", "--into", "desk.ledger", "--as", "head"])
    packed()
    bytes_ = (folder / "usb.packet").read_bytes()
    at = bytes_.rindex(b"2016-12-14")
    (folder / "usb.packet").write_bytes(bytes_[:at] + b"3" + bytes_[at + 1 :])
    capsys.readouterr()

    assert main(["unpack", "usb.packet", "--into", "desk.ledger", "--as", "desk"]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "usb.packet, signed by laptop-2: 1 recorded, 0 here already",
        "not whole in this packet: entries 2; ask laptop-2 for them again",
        "not what was signed: line 3 of the file",
    ]


def test_whoever_is_not_trusted_is_refused_and_told_how(
    field: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, public = field
    main(["record", "--into", "desk.ledger", "--as", "desk", *SAY])
    packed()

    assert main(["unpack", "usb.packet", "--into", "desk.ledger", "--as", "desk"]) == 2
    assert f"signed by laptop-2 with key {public[:16]}..., which this ledger does not trust" in capsys.readouterr().err

    main(["key", "--trust", public, "--name", "laptop-2", "--into", "desk.ledger", "--as", "head"])
    main(["key", "--revoke", public, "--into", "desk.ledger", "--as", "head"])
    assert main(["unpack", "usb.packet", "--into", "desk.ledger", "--as", "desk"]) == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["key"], "say one thing about keys"),
        (["key", "--trust", "ab", "--name", "x", "--into", "field.ledger", "--as", "head"], '"ab" is no key'),
        (["pack", "field.ledger", "--key", "field.ledger", "--out", "o"], "field.ledger is no key"),
        (["unpack", "laptop.key", "--into", "field.ledger", "--as", "desk"], "laptop.key is no packet"),
    ],
)
def test_wrong_use_is_one_clear_error(
    field: tuple[Path, str], capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert main(words) == 2
    assert why in capsys.readouterr().err


def test_another_passphrase_opens_no_key(
    field: tuple[Path, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "another one entirely")

    assert main(["pack", "field.ledger", "--key", "laptop.key", "--out", "usb.packet"]) == 2
    assert "laptop.key is no key, or the passphrase is another one" in capsys.readouterr().err


def test_a_short_passphrase_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "short")

    assert main(["key", "--make", str(tmp_path / "k"), "--name", "x"]) == 2
    assert "at least 12 characters" in capsys.readouterr().err
    assert not (tmp_path / "k").exists()
