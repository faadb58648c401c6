"""A ledger in one SQLite file: the everyday store, and the only file with SQLite's SQL.

Written through a write-ahead log with a full sync, so that what `append` returned survives the loss of power; triggers
refuse to change or delete an entry; freed bytes are overwritten, so that an erased text is gone from the file.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any, Final

import msgspec

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment
from trucekeeper.ledger.chain import NOTHING, Beside, Damage, Newest, Row, first_damage
from trucekeeper.ledger.migrations import FORMAT, statements
from trucekeeper.ledger.store import Clock, Proposal, Sealed, State, flat_moment, system_clock
from trucekeeper.ledger.store_base import BaseStore

#: "Truc", in the file's header: tells a ledger from any other SQLite file.
APPLICATION_ID: Final = 0x54727563

#: How long a writer waits for another one, in seconds.
PATIENCE_S: Final = 30.0

#: How often a follower looks whether another connection has written, in seconds; one look costs some 10 us.
LOOK_EVERY_S: Final = 0.1

#: Values a query may carry at once; SQLite's own limit was 999 for long.
AT_ONCE: Final = 500

SCHEMA: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE entry (position INTEGER PRIMARY KEY, sealed TEXT NOT NULL, seal BLOB NOT NULL) STRICT",
    "CREATE UNIQUE INDEX entry_id ON entry (json_extract(sealed, '$.record.id'))",
    "CREATE INDEX entry_corrects ON entry (json_extract(sealed, '$.record.corrects'))"
    " WHERE json_extract(sealed, '$.record.corrects') IS NOT NULL",
    "CREATE INDEX entry_withdraws ON entry (json_extract(sealed, '$.record.withdraws'))"
    " WHERE json_extract(sealed, '$.record.withdraws') IS NOT NULL",
    "CREATE TABLE text (digest TEXT PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE document (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
    "CREATE TABLE inbox (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, body TEXT NOT NULL,"
    " state TEXT NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL, at TEXT) STRICT",
    "CREATE TRIGGER entry_in_order BEFORE INSERT ON entry"
    " WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM entry)"
    " BEGIN SELECT RAISE(ABORT, 'a ledger only grows at its end'); END",
    "CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER entry_undeleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER text_unchanged BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'a text is only erased'); END",
    "CREATE TRIGGER document_unchanged BEFORE UPDATE ON document"
    " BEGIN SELECT RAISE(ABORT, 'a document is only erased'); END",
)


#: Format 2 on: what of packets waits for records that it names.
WAITING: Final = (
    "CREATE TABLE waiting (signer TEXT NOT NULL, position BIGINT NOT NULL, line BLOB NOT NULL,"
    " PRIMARY KEY (signer, position))"
)


class NoLedgerError(TruceError):
    """A path at which no ledger lies."""

    def __init__(self, path: Path) -> None:
        if path.is_dir():
            inside = ", ".join(str(one) for one in sorted(path.glob("*.ledger"))[:5])
            super().__init__(
                f"{path} is a folder, and a ledger is one file", f"name one: {inside}" if inside else "name the file"
            )
        else:
            super().__init__(f"there is no ledger at {path}", f"truce record --into {path} makes one")


class NotALedgerError(TruceError):
    """A file that is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a ledger", "name a file that truce record made, or a new one")


class NewerLedgerError(TruceError):
    """A ledger that a newer version of the program has written."""

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(
            f"{path} has ledger format {found}, and this program reads up to {FORMAT}", "install a newer truce"
        )


class BrokenLedgerError(TruceError):
    """A ledger whose file is cut off or destroyed, so that it cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} is damaged: {why}", "keep this file as it is and go back to a copy of it")


class BusyLedgerError(TruceError):
    """A ledger that another process would not let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} has been in use elsewhere for {PATIENCE_S:.0f} s", "try again when that has ended")


class UnwritableLedgerError(TruceError):
    """A ledger that takes no more: a full disk, a read-only folder."""

    def __init__(self, path: Path, why: str, hint: str = "make room and try again") -> None:
        super().__init__(f"{path} cannot be written ({why}); nothing of this was recorded", hint)


class SqliteStore(BaseStore):
    """A ledger in one file.

    Args:
        path: The file.
        create: Make it where there is none.
        practice: Make it one for practice.
        now: The store's clock.

    Raises:
        NoLedgerError, NotALedgerError, NewerLedgerError, BrokenLedgerError: What lies there cannot be used.
    """

    def __init__(self, path: Path, *, create: bool = False, practice: bool = False, now: Clock = system_clock) -> None:
        super().__init__(str(path), practice=practice, now=now)
        self._path = path
        self._lock = RLock()
        self._depth = 0
        if not create and not path.is_file():
            raise NoLedgerError(path)
        _look_at(path)
        with self._told():
            self._db = _connect(path)
            try:
                self._adopt(create, practice)
            except BaseException:
                self._db.close()
                raise

    def _adopt(self, create: bool, practice: bool) -> None:
        if create and self._is_new():
            _write_ahead(self._db)
            with self._transaction("BEGIN IMMEDIATE"):
                if self._is_new():
                    for statement in (*SCHEMA, WAITING):
                        self._db.execute(statement)
                    self._db.execute("INSERT INTO meta VALUES ('practice', ?)", ["yes" if practice else "no"])
                    self._db.execute("INSERT INTO meta VALUES ('erasures', '0')")
                    self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    self._db.execute(f"PRAGMA user_version = {FORMAT}")
        if self._number("PRAGMA application_id") != APPLICATION_ID:
            raise NotALedgerError(self._path)
        self._format = self._number("PRAGMA user_version")
        if self._format > FORMAT:
            raise NewerLedgerError(self._path, self._format)
        self.practice = self._db.execute("SELECT value FROM meta WHERE key = 'practice'").fetchone()[0] == "yes"

    def _is_new(self) -> bool:
        return not self._number("PRAGMA application_id") and not self._number("SELECT count(*) FROM sqlite_master")

    def _number(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            said = _in_words(self._path, error)
            if said is None:
                raise
            raise said from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._format < FORMAT and not self._depth:
            self._migrate()
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    def _migrate(self) -> None:
        """Bring an older ledger up to date, with a copy of it kept beside; all of it or nothing."""
        with self._lock, self._told():
            _keep_copy(self._db, copy_of(self._path, self._format))
            with self._transaction("BEGIN EXCLUSIVE"):
                found = self._number("PRAGMA user_version")  # another program may have been quicker
                if found < FORMAT:
                    for statement in statements("sqlite", found):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {FORMAT}")
            self._format = FORMAT

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._lock, self._told():
            if self._depth:  # a read inside a write sees what the write sees
                yield
                return
            self._db.execute(begin)
            self._depth = 1
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk may have rolled back already
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    @contextmanager
    def _listening(self) -> Iterator[Callable[[float], None]]:
        with self._told():
            db = _connect(self._path)  # its data_version changes whoever writes, this store's own connection included
        heard = _changes_seen(db)

        def wait(seconds: float) -> None:
            nonlocal heard
            until = time.monotonic() + seconds
            while (now := _changes_seen(db)) == heard and time.monotonic() < until:
                time.sleep(min(LOOK_EVERY_S, seconds))
            heard = now

        try:
            yield wait
        finally:
            db.close()

    def _end(self) -> tuple[Newest, datetime | None]:
        row = self._db.execute(
            "SELECT position, seal, json_extract(sealed, '$.recorded_at') FROM entry ORDER BY position DESC LIMIT 1"
        ).fetchone()
        return (Newest(0, NOTHING), None) if row is None else (Newest(row[0], row[1]), moment(row[2]))

    def _some(self, query: str, values: Iterable[str]) -> Iterator[Any]:
        """Ask a query with `IN (...)` for many values, some at a time."""
        asked = list(values)
        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]
            yield from self._db.execute(query.format(",".join("?" * len(some))), some)

    def _salts(self, texts: Sequence[str]) -> dict[str, bytes]:
        return dict(self._some("SELECT text, salt FROM text WHERE text IN ({})", texts))

    def _insert(self, sealed: Sealed, documents: dict[str, bytes]) -> None:
        self._db.executemany(
            "INSERT INTO text VALUES (?, ?, ?)", ((name, salt, text) for name, (salt, text) in sealed.texts.items())
        )
        self._db.executemany(
            "INSERT INTO entry VALUES (?, ?, ?)",
            (
                (entry.position, row.sealed.decode(), row.seal)
                for entry, row in zip(sealed.entries, sealed.rows, strict=True)
            ),
        )
        self._keep(documents)

    def _keep(self, documents: dict[str, bytes]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO document VALUES (?, ?)", documents.items())

    def _rows_after(self, position: int) -> list[Row]:
        query = "SELECT CAST(sealed AS BLOB), seal FROM entry WHERE position > ? ORDER BY position"
        return list(map(Row._make, self._db.execute(query, [position])))

    def _row_of(self, id: str) -> Row | None:
        query = "SELECT CAST(sealed AS BLOB), seal FROM entry WHERE json_extract(sealed, '$.record.id') = ?"
        row = self._db.execute(query, [id]).fetchone()
        return None if row is None else Row(*row)

    def _changing(self, id: str) -> list[str]:
        query = (
            "SELECT json_extract(sealed, '$.record.id') FROM entry WHERE json_extract(sealed, '$.record.{0}') = ?"
            " AND json_extract(sealed, '$.record.{0}') IS NOT NULL"
        )
        return [one for key in ("corrects", "withdraws") for (one,) in self._db.execute(query.format(key), [id])]

    def _texts(self, digests: Sequence[str] | None) -> dict[str, str]:
        if digests is None:
            return dict(self._db.execute("SELECT digest, text FROM text"))
        return dict(self._some("SELECT digest, text FROM text WHERE digest IN ({})", digests))

    def _erasures(self) -> int:
        return self._number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'erasures'")

    def _documents(self) -> Iterator[tuple[str, bytes]]:
        yield from self._db.execute("SELECT sha256, content FROM document")

    def _drop(self, digests: Iterable[str], documents: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM text WHERE digest = ?", ([name] for name in digests))
        self._db.executemany("DELETE FROM document WHERE sha256 = ?", ([name] for name in documents))
        self._db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'erasures'")

    def _put(self, proposals: Iterable[Proposal]) -> None:
        self._db.executemany(
            "INSERT INTO inbox (id, source, body, state, by, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (one.id, one.source, msgspec.json.encode(one.body).decode(), one.state, one.by, one.reason, None)
                for one in proposals
            ),
        )

    def _settle(self, id: str, state: State, by: str, reason: str, at: datetime) -> None:
        self._db.execute(
            "UPDATE inbox SET state = ?, by = ?, reason = ?, at = ? WHERE id = ?",
            [state, by, reason, flat_moment(at), id],
        )

    def _rewrite(self, id: str, body: dict[str, Any]) -> None:
        self._db.execute("UPDATE inbox SET body = ? WHERE id = ?", [msgspec.json.encode(body).decode(), id])

    def waiting(self) -> tuple[bytes, ...]:
        """Lines of packets that wait for records that they name."""
        if self._format < 2:
            return ()
        with self._reading():
            return tuple(line for (line,) in self._db.execute("SELECT line FROM waiting ORDER BY signer, position"))

    def _wait(self, lines: Mapping[tuple[str, int], bytes]) -> None:
        rows = ((*key, line) for key, line in lines.items())
        self._db.execute("DELETE FROM waiting")
        self._db.executemany("INSERT INTO waiting VALUES (?, ?, ?)", rows)

    def known_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are records of the ledger."""
        id = "json_extract(sealed, '$.record.id')"
        with self._reading():
            return frozenset(one for (one,) in self._some(f"SELECT {id} FROM entry WHERE {id} IN ({{}})", ids))

    def known_proposals(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are proposals in the inbox."""
        with self._reading():
            return frozenset(one for (one,) in self._some("SELECT id FROM inbox WHERE id IN ({})", ids))

    def rows(self) -> Iterator[Row]:
        """The sealed bytes and seals of all entries, in their order."""
        with self._reading():
            rows = self._rows_after(0)
        yield from rows

    def salts(self) -> dict[str, tuple[bytes, str]]:
        """Salt and text by the hash that stands in the chain."""
        with self._reading():
            rows = self._db.execute("SELECT digest, salt, text FROM text")
            return {name: (salt, text) for name, salt, text in rows}

    def document(self, sha256: str) -> bytes | None:
        """The bytes of a report or deal text."""
        with self._reading():
            row = self._db.execute("SELECT content FROM document WHERE sha256 = ?", [sha256]).fetchone()
            return None if row is None else bytes(row[0])

    def proposals(self, state: State | None = None) -> tuple[Proposal, ...]:
        """The inbox in the order in which it was filled."""
        query = "SELECT id, source, body, state, by, reason, at FROM inbox WHERE ? IN (state, '') ORDER BY number"
        with self._reading():
            return tuple(
                Proposal(id, source, msgspec.json.decode(body), now, by, reason, None if at is None else moment(at))
                for id, source, body, now, by, reason, at in self._db.execute(query, [state or ""])
            )

    def damage(self, kept: Newest | None = None) -> Damage | None:
        """The first place at which the ledger is not what was written."""
        with self._told():
            db = _connect(self._path)  # its own view of the file: a long check keeps nobody from writing
            try:
                db.execute("BEGIN")
                rows = db.execute("SELECT CAST(sealed AS BLOB), seal FROM entry ORDER BY position")
                texts = db.execute("SELECT digest, salt, CAST(text AS BLOB) FROM text")
                documents = db.execute("SELECT sha256, content FROM document")
                beside = Beside(
                    ((name, salt, text.decode(errors="replace")) for name, salt, text in texts),
                    ((name, sha256(content).hexdigest()) for name, content in documents),
                )
                return first_damage(map(Row._make, rows), beside, kept) or _unguarded(db)
            finally:
                db.close()

    def wipe(self) -> bool:
        """Remove the bytes of erased texts from the disk; False where another process keeps them in use."""
        with self._lock, self._told():
            busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        """Let the ledger go."""
        with self._lock:
            self._db.close()


def copy_of(path: Path, format: int) -> Path:
    """Where the copy of a ledger is kept that was brought up to date from an older format."""
    return path.with_name(f"{path.name}.format-{format}")


def _keep_copy(db: sqlite3.Connection, copy: Path) -> None:
    """Copy a ledger whole or not at all; a copy that is there already is older still, and stays."""
    if copy.exists():
        return
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", [str(part)])
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(copy)


def _changes_seen(db: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has written (sqlite.org/pragma.html#pragma_data_version)."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def _write_ahead(db: sqlite3.Connection) -> None:
    """Keep a write-ahead log. SQLite does not wait by itself when two that make the same ledger both ask for it."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(LOOK_EVERY_S / 10)
        else:
            return


def _connect(path: Path) -> sqlite3.Connection:
    def connect(mode: str) -> sqlite3.Connection:
        uri = f"{path.resolve().as_uri()}?{mode}"
        db = sqlite3.connect(uri, uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            db.close()
            raise
        return db

    try:
        return connect("mode=rwc")
    except sqlite3.OperationalError:
        # A folder that cannot be written, such as a CD or another's share: read what lies there.
        if not path.is_file() or path.with_name(path.name + "-wal").exists():
            raise
        return connect("immutable=1")


def _look_at(path: Path) -> None:
    """Tell early and plainly what cannot be a whole ledger, by its length and its header (sqlite.org/fileformat2)."""
    if path.is_dir():
        raise NotALedgerError(path)
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(b"SQLite format 3\0"[: len(header)]):
        raise NotALedgerError(path)
    length = path.stat().st_size
    page = int.from_bytes(header[16:18], "big")
    wanted = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
    if len(header) < 100 or (length < wanted and not path.with_name(path.name + "-wal").exists()):
        raise BrokenLedgerError(path, f"it is cut off after {length:,} of {max(wanted, 100):,} bytes")


def _in_words(path: Path, error: sqlite3.Error) -> TruceError | None:
    text = str(error)
    said: list[tuple[str, Callable[[], TruceError]]] = [
        ("not a database", lambda: NotALedgerError(path)),
        ("malformed", lambda: BrokenLedgerError(path, "parts of it cannot be read")),
        ("no such table", lambda: BrokenLedgerError(path, text)),
        ("UTF-8", lambda: BrokenLedgerError(path, "it holds bytes that are no letters")),
        ("locked", lambda: BusyLedgerError(path)),
        ("full", lambda: UnwritableLedgerError(path, "the disk is full")),
        ("disk I/O", lambda: UnwritableLedgerError(path, "the disk refuses")),
        ("readonly", lambda: UnwritableLedgerError(path, "it is read-only", "copy it to where you may write")),
        (
            "unable to open",
            lambda: UnwritableLedgerError(path, "it cannot be opened", "look whether its folder is there and yours"),
        ),
    ]
    return next((make() for words, make in said if words in text), None)


def _unguarded(db: sqlite3.Connection) -> Damage | None:
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> 'waiting'"
    there = {sql for (sql,) in db.execute(query)}
    if there == set(SCHEMA):
        return None
    message = "every entry is what was written, but the guards that keep entries from being changed were taken away"
    return Damage("unguarded", 0, message)


@contextmanager
def opened(
    path: Path, *, create: bool = False, practice: bool = False, now: Clock = system_clock
) -> Iterator[SqliteStore]:
    """Open a ledger for as long as a `with` lasts; see `SqliteStore`."""
    store = SqliteStore(path, create=create, practice=practice, now=now)
    try:
        yield store
    finally:
        store.close()
