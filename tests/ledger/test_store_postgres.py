"""What only a ledger in PostgreSQL must withstand."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.stores import opened, opened_or_empty

pytestmark = pytest.mark.postgres
SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def claim(id: str, speaker: str = "radio of the north") -> Claim:
    return Claim(id=id, speaker=speaker, said_at=SAID)


@pytest.fixture
def where(server: str, tmp_path: Path) -> str:
    folder = server.split()[0].removeprefix("host=")
    return f"postgresql:///postgres?host={folder}&user=truce#{tmp_path.name}"


def test_a_ledger_is_found_by_its_address_even_where_a_path_took_a_slash_away(where: str) -> None:
    with opened(where, create=True, practice=True) as store:
        store.append([claim("c1")], "desk")
        kept = store.newest()

    with opened(Path(where)) as store:
        assert [entry.record.id for entry in store.entries()] == ["c1"]
        assert store.practice
        assert store.damage(kept) is None


def test_looking_makes_no_ledger(where: str) -> None:
    with opened_or_empty(where) as store:
        assert store.entries() == ()

    with pytest.raises(TruceError) as refused, opened(where):
        pass
    assert refused.value.message.startswith("there is no ledger test_looking_makes_no_ledger")


def test_four_desks_at_once_lose_nothing_and_double_nothing(where: str) -> None:
    with opened(where, create=True):
        pass
    errors: list[BaseException] = []

    def desk(name: str) -> None:
        try:
            with opened(where) as store:
                for number in range(25):
                    store.append([claim(f"{name}{number}", f"speaker {number}")], name)
        except BaseException as error:
            errors.append(error)

    desks = [threading.Thread(target=desk, args=[name]) for name in "abcd"]
    for one in desks:
        one.start()
    for one in desks:
        one.join()

    assert errors == []
    with opened(where) as store:
        entries = store.entries()
        assert [entry.position for entry in entries] == list(range(1, 101))
        assert len({entry.record.id for entry in entries}) == 100
        assert store.damage() is None


def test_the_tables_refuse_changes_and_a_change_behind_their_back_is_found(server: str, where: str) -> None:
    import psycopg

    with opened(where, create=True) as store:
        store.append([claim(f"c{number}", f"witness {number}") for number in (1, 2, 3)], "desk")
    schema = where.partition("#")[2]
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f'SET search_path TO "{schema}"'.encode())
        for statement in (b"UPDATE entry SET seal = sealed", b"DELETE FROM entry", b"TRUNCATE entry"):
            with pytest.raises(psycopg.errors.RaiseException):
                db.execute(statement)

        db.execute(b"ALTER TABLE entry DISABLE TRIGGER entry_unchanged")
        with opened(where) as store:
            unguarded = store.damage()
        db.execute(b"DELETE FROM entry WHERE position = 2")
        with opened(where) as store:
            removed = store.damage()

    assert unguarded is not None
    assert removed is not None
    assert (unguarded.kind, removed.kind, removed.position) == ("unguarded", "removed", 2)


def test_a_server_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(TruceError) as refused, opened("postgresql:///postgres?host=/nowhere#north"):
        pass

    assert refused.value.message.startswith("ledger north: connection")


def test_a_day_is_read_confirmed_and_published_over_a_server(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = Path(__file__).parents[2] / "examples" / "homs-2014"
    deal, report = story / "pause.deal.md", sorted((story / "reports").glob("*.txt"))[0]
    day = ["--at", "2014-02-08T20:00+02:00", "--known-by", "2100-01-01T00:00Z"]

    assert main(["read", str(report), "--deal", str(deal), "--into", where, "--as", "desk"]) == 0
    assert main(["confirm", where, "--accept-all", "--as", "desk"]) == 0
    assert main(["brief", str(deal), where, *day, "--audience", "internal", "--out", str(tmp_path / "b.md")]) == 0
    assert main(["verify", where]) == 0

    seal = capsys.readouterr().out.rpartition("seal ")[2].split()[0]
    assert seal in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_the_demo_tells_its_story_over_a_server(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "demo")

    assert main(["demo", "--story", "homs-2014", "--out", out, "--db", where]) == 0

    assert f'"{where}"' in capsys.readouterr().out.replace("\n", "")
    assert not list((tmp_path / "demo").glob("*.ledger")) or (tmp_path / "demo" / "reports.ledger").exists()
    assert main(["verify", where]) == 0
