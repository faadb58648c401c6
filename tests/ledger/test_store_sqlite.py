"""What only a ledger in a file must withstand: kills, other writers, a full disk, a knife in the file."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import trucekeeper
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import ERASED, Claim
from trucekeeper.ledger.store import Proposal, UnreadableEntryError
from trucekeeper.ledger.store_sqlite import (
    BrokenLedgerError,
    NewerLedgerError,
    NoLedgerError,
    NotALedgerError,
    UnwritableLedgerError,
    opened,
)

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def claim(id: str, speaker: str = "radio of the north", words: str = "") -> Claim:
    return Claim(id=id, speaker=speaker, said_at=SAID, words=words)


def ledger_of(path: Path, count: int) -> Path:
    with opened(path, create=True) as store:
        store.append([claim(f"c{n}", f"witness {n}") for n in range(1, count + 1)], "analyst 1")
    return path


def writer(path: Path, name: str, count: int, size: int = 10) -> subprocess.Popen[str]:
    source = str(Path(trucekeeper.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.writer", str(path), name, str(count), str(size)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": source},
    )


def cut(path: Path, statement: str) -> None:
    """Change a ledger behind the program's back, guards taken away first."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        guards = [row for row in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")]
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for _, sql in guards:
            db.execute(sql)


def test_a_ledger_lies_in_one_file_and_is_the_same_when_opened_again(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 3)

    with opened(path) as store:
        assert [entry.record for entry in store.entries()] == [claim(f"c{n}", f"witness {n}") for n in (1, 2, 3)]
        assert not store.practice
    assert [one.name for one in tmp_path.iterdir()] == ["north.ledger"]


def test_a_ledger_for_practice_says_so_for_ever(tmp_path: Path) -> None:
    with opened(tmp_path / "try.ledger", create=True, practice=True):
        pass

    with opened(tmp_path / "try.ledger", create=True, practice=False) as store:
        assert store.practice


@pytest.mark.slow
def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    chance = random.Random(14)
    acknowledged: list[str] = []

    for kill in range(20):
        process = writer(path, f"w{kill}", 100_000)
        assert process.stdout is not None
        acknowledged.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout.read().split("\n")[:-1]]
        process.wait()

    with opened(path) as store:
        recorded = [entry.record.id for entry in store.entries()]
        assert "" not in acknowledged
        assert set(acknowledged) <= set(recorded)
        assert len(recorded) - len(acknowledged) <= 20
        assert store.damage() is None


def test_two_writers_at_once_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    both = [writer(path, name, 60) for name in ("a", "b")]

    errors = [process.communicate(timeout=60)[1] for process in both]

    assert errors == ["", ""]
    with opened(path) as store:
        entries = store.entries()
        assert [entry.position for entry in entries] == list(range(1, 121))
        assert sorted(entry.record.id for entry in entries) == sorted(f"{n}-{i}" for n in "ab" for i in range(60))
        assert [e.recorded_at for e in entries] == sorted(e.recorded_at for e in entries)
        assert store.damage() is None


def test_a_full_disk_refuses_the_record_and_leaves_the_ledger_whole(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 3)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    with opened(path) as store:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, limit[1]))
            with pytest.raises(UnwritableLedgerError) as refused:
                for n in range(100):
                    store.append([claim(f"big {n}", words=f"{n}" + "x" * 10_000)], "analyst 1")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        written = len(store.entries())
        assert store.damage() is None
        store.append([claim("after")], "analyst 1")

    assert "nothing of this was recorded" in refused.value.message
    with opened(path) as store:
        assert len(store.entries()) == written + 1
        assert store.damage() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET sealed = '{}' WHERE position = 2",
        "DELETE FROM entry WHERE position = 2",
        'INSERT OR REPLACE INTO entry VALUES (2, \'{"record":{"id":"x"}}\', x\'00\')',
        'INSERT INTO entry VALUES (9, \'{"record":{"id":"x"}}\', x\'00\')',
        "UPDATE text SET text = 'x'",
    ],
)
def test_the_file_itself_refuses_to_change_an_entry(tmp_path: Path, statement: str) -> None:
    path = ledger_of(tmp_path / "north.ledger", 3)

    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "kind", "position"),
    [
        ("UPDATE entry SET sealed = replace(sealed, '\"c2\"', '\"c9\"') WHERE position = 2", "altered entry", 2),
        ("UPDATE entry SET seal = zeroblob(32) WHERE position = 2", "altered seal", 2),
        ("DELETE FROM entry WHERE position = 2", "removed", 2),
        ("UPDATE text SET text = 'witness 9' WHERE text = 'witness 3'", "altered text", 3),
        ("DELETE FROM text WHERE text = 'witness 3'", "missing text", 3),
        ("INSERT INTO document VALUES ('" + "a" * 64 + "', x'00')", "altered text", 0),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_found(
    tmp_path: Path, statement: str, kind: str, position: int
) -> None:
    path = ledger_of(tmp_path / "north.ledger", 4)
    cut(path, statement)

    with opened(path) as store:
        damage = store.damage()

    assert damage is not None
    assert (damage.kind, damage.position) == (kind, position)


def test_guards_that_were_taken_away_are_missed(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 2)
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER entry_unchanged")

    with opened(path) as store:
        damage = store.damage()

    assert damage is not None
    assert damage.message == (
        "every entry is what was written, but the guards that keep entries from being changed were taken away"
    )


def test_an_erased_name_is_gone_from_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    name = "a-very-particular-name"
    with opened(path, create=True) as store:
        store.append([claim(f"c{n}", name, f"words {n}") for n in range(50)], "analyst 1")
        store.propose([Proposal("p1", "s1", {"speaker": name})])
        assert any(name.encode() in one.read_bytes() for one in tmp_path.iterdir())

        erased = store.erase([name], by="analyst 1", reason="asked for")

        assert erased.wiped
        assert not [one.name for one in tmp_path.iterdir() if name.encode() in one.read_bytes()]
        assert {entry.record.speaker for entry in store.entries() if isinstance(entry.record, Claim)} == {ERASED}
        assert store.damage() is None


def test_another_process_sees_an_erasure_at_its_next_look(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 2)
    with opened(path) as one, opened(path) as other:
        assert len(other.entries()) == 2

        one.erase(["witness 1"], by="analyst 1", reason="asked for")

        first = other.entries()[0].record
        assert isinstance(first, Claim)
        assert first.speaker == ERASED
        assert len(other.entries()) == 3


def refusal(path: Path) -> TruceError:
    with pytest.raises(TruceError) as refused, opened(path):
        pass
    return refused.value


def test_what_is_no_ledger_is_one_clear_error(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a ledger, but long enough to look like a file" * 10)
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE t (x)")
    empty = tmp_path / "empty"
    empty.touch()

    assert isinstance(refusal(tmp_path / "none"), NoLedgerError)
    for path in (text, other, empty, tmp_path):
        error = refusal(path)
        assert isinstance(error, NotALedgerError | NoLedgerError)
        assert str(path) in error.message
    assert text.read_text().startswith("not a ledger")


def test_a_ledger_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 1)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 7")

    error = refusal(path)

    assert isinstance(error, NewerLedgerError)
    assert error.message == f"{path} has ledger format 7, and this program reads up to 2"


def test_a_cut_off_file_is_one_clear_error(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 200)
    whole = path.read_bytes()
    for length in (50, 5_000, len(whole) - 4096):
        path.write_bytes(whole[:length])

        error = refusal(path)

        assert isinstance(error, BrokenLedgerError)
        assert error.message.startswith(f"{path} is damaged: it is cut off after {length:,} of")


def test_bytes_destroyed_anywhere_are_an_error_or_damage_and_never_silence(tmp_path: Path) -> None:
    path = ledger_of(tmp_path / "north.ledger", 30)
    whole = path.read_bytes()
    chance = random.Random(7)
    texts = [position for n in range(1, 31) for position in _all(whole, f'"id":"c{n}"'.encode())]
    for at in chance.sample(texts, 12):
        path.write_bytes(whole[: at + 6] + b"\x01" + whole[at + 7 :])
        try:
            with opened(path) as store:
                assert store.damage() is not None
        except TruceError as error:
            assert "damaged" in error.message


def _all(whole: bytes, part: bytes) -> list[int]:
    found, at = [], whole.find(part)
    while at >= 0:
        found.append(at)
        at = whole.find(part, at + 1)
    return found


def test_a_file_left_empty_by_a_kill_becomes_a_ledger_at_the_next_try(tmp_path: Path) -> None:
    path = tmp_path / "north.ledger"
    path.touch()

    with opened(path, create=True) as store:
        store.append([claim("c1")], "analyst 1")
        assert store.damage() is None


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "none" / "north.ledger"

    with pytest.raises(UnwritableLedgerError) as refused, opened(path, create=True):
        pass

    assert refused.value.message == f"{path} cannot be written (it cannot be opened); nothing of this was recorded"
    assert refused.value.hint == "look whether its folder is there and yours"


@pytest.mark.parametrize("new", ['\'{"record":{"id":"x"}}\'', "replace(sealed, '\"claim\"', '\"clam\"')"])
def test_an_entry_that_is_no_record_is_one_clear_error_and_found_by_verifying(tmp_path: Path, new: str) -> None:
    path = ledger_of(tmp_path / "north.ledger", 4)
    cut(path, f"UPDATE entry SET sealed = {new} WHERE position = 3")

    with opened(path) as store:
        damage = store.damage()
        with pytest.raises(UnreadableEntryError) as refused:
            store.entries()

    assert refused.value.message == f"entry 3 of {path} is no record that this program can read"
    assert damage is not None
    assert (damage.kind, damage.position) == ("altered entry", 3)
