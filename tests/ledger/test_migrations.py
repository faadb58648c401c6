"""A ledger of an older program is read as it is, brought up to date when it is first written to, and never lost."""

import os
import signal
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import trucekeeper
from tests.ledger.old import in_server_to_format_1, to_format_1
from trucekeeper.ledger.migrations import FORMAT
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.store_sqlite import SqliteStore, copy_of, opened
from trucekeeper.ledger.stores import opened as opened_anywhere

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def claim(id: str) -> Claim:
    return Claim(id=id, speaker="radio of the north", said_at=SAID)


def old_ledger(path: Path) -> Path:
    with opened(path, create=True) as store:
        store.append([claim(f"c{n}") for n in range(1, 6)], "desk")
    to_format_1(path)
    return path


def format_of(path: Path) -> int:
    with closing(SqliteStore(path)) as store:
        return store._number("PRAGMA user_version")


def test_reading_an_old_ledger_changes_nothing_in_it(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "north.ledger")
    before = path.read_bytes()

    with opened(path) as store:
        assert len(store.entries()) == 5
        assert store.waiting() == ()
        assert store.damage() is None

    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["north.ledger"]


def test_the_first_record_brings_an_old_ledger_up_to_date_and_keeps_a_copy(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "north.ledger")
    with opened(path) as store:
        kept = store.newest()
        store.append([claim("c6")], "desk")
        assert store.damage(kept) is None

    assert format_of(path) == FORMAT
    copy = copy_of(path, 1)
    assert format_of(copy) == 1
    with opened(copy) as store:
        assert store.newest() == kept
        assert store.damage(kept) is None
    copy.chmod(stat.S_IRUSR)
    with opened(path) as store:
        store.append([claim("c7")], "desk")
        assert [entry.position for entry in store.entries()] == list(range(1, 8))


def killed(where: str, moment: str) -> int:
    source = str(Path(trucekeeper.__file__).parents[1])
    command = [sys.executable, "-m", "tests.ledger.killed", where, moment]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": source}, check=False).returncode


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_in_the_middle_of_bringing_it_up_to_date_loses_nothing(tmp_path: Path, moment: str) -> None:
    path = old_ledger(tmp_path / "north.ledger")

    assert killed(str(path), moment) == -signal.SIGKILL

    assert format_of(path) == 1
    with opened(path) as store:
        assert [entry.record.id for entry in store.entries()] == ["c1", "c2", "c3", "c4", "c5"]
        assert store.damage() is None
        store.append([claim("c6")], "desk")
        assert store.damage() is None
    assert format_of(path) == FORMAT


@pytest.mark.postgres
@pytest.mark.parametrize("moment", ["before", "after"])
def test_on_a_server_a_kill_in_the_middle_loses_nothing_either(server: str, tmp_path: Path, moment: str) -> None:
    folder, ledger = server.split()[0].removeprefix("host="), f"old-{moment}"
    where = f"postgresql:///postgres?host={folder}&user=truce#{ledger}"
    with opened_anywhere(where, create=True) as store:
        store.append([claim(f"c{n}") for n in range(1, 6)], "desk")
    in_server_to_format_1(server, ledger)

    assert killed(where, moment) == -signal.SIGKILL

    with opened_anywhere(where) as store:
        kept = store.newest()
        assert kept.position == 5
        assert store.damage() is None
        store.append([claim("c6")], "desk")
        assert store.damage(kept) is None
    with opened_anywhere(f"{where}.format-1") as copy:
        assert copy.newest() == kept
