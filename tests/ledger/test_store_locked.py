"""A ledger that is locked while it is used: what lies on the disk says nothing, and a kill loses nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.locked import WrongPassphraseError
from trucekeeper.ledger.record import Claim, Source
from trucekeeper.ledger.store import Proposal
from trucekeeper.ledger.store_locked import LockedInUseError, LockedStore, LockedUnwritableError

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)
WORD = "seven grey herons wading"
NAME, WORDS, REPORT = "a very particular name", "what nobody may read", b"a report of the very secret kind"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucekeeper.ledger.locked.MEMORY_KIB", 64)


def claim(id: str, **more: Any) -> Claim:
    return Claim(id=id, speaker=NAME, said_at=SAID, words=WORDS, **more)


def filled(path: Path) -> LockedStore:
    """A ledger with claims, a report, an inbox of which one is decided, and a practice mark."""
    store = LockedStore(path, WORD, create=True, practice=True)
    store.append([claim("c1"), claim("c2")], "desk")
    from hashlib import sha256

    store.append(
        [Source(id="s1", publisher="a paper", text_sha256=sha256(REPORT).hexdigest())], "desk", documents=[REPORT]
    )
    store.propose([Proposal("p1", "s1", {"words": WORDS}), Proposal("p2", "s1", {})])
    store.decide("p2", "rejected", by="desk", reason="not about us")
    return store


def on_the_disk(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def state(store: LockedStore) -> tuple[Any, ...]:
    return store.entries(), store.proposals(), store.newest(), store.practice, store.salts(), dict(store._documents())


def test_nothing_of_it_is_ever_on_the_disk_in_clear_and_it_is_the_same_when_opened_again(tmp_path: Path) -> None:
    store = filled(tmp_path / "north.ledger")
    before = state(store)
    for clear in (NAME, WORDS, REPORT.decode(), '"c1"', "claim", "desk"):
        assert clear.encode() not in on_the_disk(tmp_path)
    store.close()

    again = LockedStore(tmp_path / "north.ledger", WORD)
    assert state(again) == before
    assert again.damage() is None
    assert (tmp_path / "north.ledger").stat().st_mode & 0o077 == 0
    again.close()


def test_another_passphrase_opens_nothing_and_says_so(tmp_path: Path) -> None:
    filled(tmp_path / "north.ledger").close()
    before = on_the_disk(tmp_path)
    with pytest.raises(WrongPassphraseError, match="the passphrase is another one"):
        LockedStore(tmp_path / "north.ledger", WORD + " ")
    assert on_the_disk(tmp_path) == before


def test_a_second_program_is_told_that_it_is_open_elsewhere(tmp_path: Path) -> None:
    store = filled(tmp_path / "north.ledger")
    with pytest.raises(LockedInUseError):
        LockedStore(tmp_path / "north.ledger", WORD)
    store.close()


def test_a_file_cut_off_anywhere_in_its_last_piece_still_has_all_that_was_acknowledged_before(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    store = filled(path)
    kept, size = store.newest(), path.stat().st_size
    store.append([claim("torn")], "desk")
    store.close()
    whole = path.read_bytes()
    for cut in (size, size + 3, size + 24, size + 30, len(whole) - 1):
        path.write_bytes(whole[:cut])
        again = LockedStore(path, WORD)
        assert again.newest() == kept, cut
        again.append([claim("next")], "desk")
        again.close()
        once_more = LockedStore(path, WORD)
        assert once_more.newest().position == kept.position + 1
        assert once_more.damage() is None
        once_more.close()


def test_a_changed_bit_anywhere_is_told_and_never_read_over(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    filled(path).close()
    whole = path.read_bytes()
    for at in range(5, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(TruceError):
            LockedStore(path, WORD)


def test_an_erased_name_is_in_no_piece_and_the_key_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    store = filled(path)
    before, cipher = path.read_bytes(), store._cipher
    assert store.erase([NAME], by="desk", reason="asked for").wiped
    assert NAME not in {text for _, text in store.salts().values()}
    assert cipher is not store._cipher
    assert path.read_bytes()[:100] != before[:100]
    store.append([Claim(id="after", speaker="a team", said_at=SAID)], "desk")
    kept = state(store)
    store.close()

    again = LockedStore(path, WORD)
    assert state(again) == kept
    assert again.damage() is None
    assert all(name != "drop" for name, _ in again._ops)
    again.close()
    assert [one.name for one in tmp_path.iterdir()] == ["north.ledger"]


def test_a_kill_between_an_erasure_and_the_new_file_is_made_good_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "north.ledger"
    store = filled(path)
    with monkeypatch.context() as patch:
        patch.setattr(store, "wipe", lambda: False)
        store.erase([NAME], by="desk", reason="asked for")
    longer = path.stat().st_size
    store.close()

    again = LockedStore(path, WORD)
    assert NAME not in {text for _, text in again.salts().values()}
    assert path.stat().st_size < longer, "the pieces that held it are gone"
    assert again.damage() is None
    again.close()


def test_a_full_disk_refuses_the_record_and_leaves_the_ledger_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "north.ledger"
    store = filled(path)
    before = state(store)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(LockedUnwritableError, match="nothing of this was recorded"):
            store.append([claim("big")], "desk")
    assert state(store) == before
    store.append([claim("after")], "desk")
    kept = state(store)
    store.close()
    again = LockedStore(path, WORD)
    assert state(again) == kept
    again.close()


WRITER = """
import sys
from pathlib import Path
import trucekeeper.ledger.locked as locked
locked.MEMORY_KIB = 64
from tests.ledger.test_store_locked import WORD, claim
from trucekeeper.ledger.store_locked import LockedStore
store = LockedStore(Path(sys.argv[1]), WORD, create=True)
for number in range(10_000):
    store.append([claim(f"{sys.argv[2]}-{number}")], "desk")
    print(f"{sys.argv[2]}-{number}", flush=True)
"""


def test_five_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, acknowledged = tmp_path / "north.ledger", list[str]()
    for kill in range(5):
        command = [sys.executable, "-c", WRITER, str(path), f"k{kill}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            lines: Iterator[str] = iter(writer.stdout)
            acknowledged += [next(lines).strip() for _ in range(5 + kill)]
            writer.send_signal(signal.SIGKILL)
            acknowledged += [line.strip() for line in lines if line.endswith("\n")]
    store = LockedStore(path, WORD)
    recorded = [entry.record.id for entry in store.entries()]
    assert set(acknowledged) <= set(recorded)
    assert len(recorded) - len(acknowledged) <= 5
    assert store.damage() is None
    store.close()


def test_a_ledger_is_kept_locked_used_given_another_passphrase_and_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", WORD)
    say = ["record", "--into", "my.ledger", "--as", "desk", "claim", f"speaker={NAME}", "said=2016-12-14T13:00+02:00"]
    assert main(say) == 0

    assert main(["lock", "my.ledger", "--in-use"]) == 0
    assert main(say) == 0
    assert main(["verify", "my.ledger"]) == 0
    assert NAME.encode() not in on_the_disk(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["my.ledger"]
    capsys.readouterr()
    assert main(["log", "my.ledger", "--search", "particular"]) == 0
    assert capsys.readouterr().out.count(NAME) == 2

    monkeypatch.setenv("TRUCEKEEPER_NEW_PASSPHRASE", "eight brown owls sleeping")
    assert main(["lock", "my.ledger", "--new-passphrase"]) == 0
    assert main(["log", "my.ledger"]) == 2
    assert "the passphrase is another one" in capsys.readouterr().err
    monkeypatch.setenv("TRUCEKEEPER_PASSPHRASE", "eight brown owls sleeping")
    assert main(["lock", "my.ledger", "--open"]) == 0
    assert main(["verify", "my.ledger"]) == 0
    assert (tmp_path / "my.ledger").read_bytes().startswith(b"SQLite format 3")
