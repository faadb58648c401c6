"""A ledger in PostgreSQL, for a mission with many desks: the only file with PostgreSQL's SQL; extra `postgres`.

A ledger is a schema of a database. Writers queue at a lock of that ledger, so that entries have one order; triggers
refuse to change, delete or empty entries. Erased texts leave the tables at once (`wipe` rewrites them); archived
write-ahead logs and backups of the server are its administrator's to clear.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from threading import RLock
from typing import Any, Final, LiteralString

import msgspec
import psycopg
from psycopg import sql

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment
from trucekeeper.ledger.chain import NOTHING, Beside, Damage, Newest, Row, first_damage
from trucekeeper.ledger.migrations import FORMAT, statements
from trucekeeper.ledger.record import Correction, Withdrawal
from trucekeeper.ledger.store import Clock, Proposal, Sealed, State, system_clock
from trucekeeper.ledger.store_base import BaseStore

_ONLY_GROWS: Final[LiteralString] = (
    "CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'a ledger only grows'; END $$"
)

#: Texts are bytes, because PostgreSQL's TEXT cannot hold every character; found by their hash, because long ones
#: do not fit into an index. id and target repeat what is sealed, for finding; `damage` compares them.
SCHEMA: Final[tuple[LiteralString, ...]] = (
    "CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL)",
    "CREATE TABLE entry (position bigint PRIMARY KEY, id text NOT NULL UNIQUE, target text, sealed bytea NOT NULL,"
    " seal bytea NOT NULL)",
    "CREATE INDEX entry_target ON entry (target) WHERE target IS NOT NULL",
    "CREATE TABLE text (digest text PRIMARY KEY, salt bytea NOT NULL, text bytea NOT NULL)",
    "CREATE UNIQUE INDEX text_once ON text (sha256(text))",
    "CREATE TABLE document (sha256 text PRIMARY KEY, content bytea NOT NULL)",
    "CREATE TABLE inbox (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE,"
    " source text NOT NULL, body bytea NOT NULL, state text NOT NULL, by text NOT NULL, reason text NOT NULL,"
    " at timestamptz)",
    _ONLY_GROWS,
    "CREATE TRIGGER entry_unchanged BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION only_grows()",
    "CREATE TRIGGER entry_unemptied BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
    "CREATE TRIGGER text_unchanged BEFORE UPDATE ON text FOR EACH ROW EXECUTE FUNCTION only_grows()",
    "CREATE TRIGGER document_unchanged BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION only_grows()",
)


#: Format 2 on: what of packets waits for records that it names.
WAITING: Final[LiteralString] = (
    "CREATE TABLE waiting (signer text NOT NULL, position bigint NOT NULL, line bytea NOT NULL,"
    " PRIMARY KEY (signer, position))"
)


class NoServerLedgerError(TruceError):
    """A ledger that is not in the database."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no ledger {name} in this database", "open it once with create")


class NewerServerLedgerError(TruceError):
    """A ledger that a newer version of the program has written."""

    def __init__(self, name: str, found: str) -> None:
        message = f"ledger {name} has format {found}, and this program reads up to {FORMAT}"
        super().__init__(message, "install a newer truce")


class ServerError(TruceError):
    """A database server that does not answer or refuses; nothing of what was asked is half done."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"ledger {name}: {why}", "look at the server and its address, then try again")


class PostgresStore(BaseStore):
    """A ledger in a schema of a PostgreSQL database.

    Args:
        address: As libpq takes it: `postgresql://user@host/database` or `host=... dbname=...`.
        ledger: Name of the schema.
        create: Make it where there is none.
        practice: Make it one for practice.
        now: The store's clock.

    Raises:
        NoServerLedgerError, NewerServerLedgerError, ServerError: It cannot be used.
    """

    def __init__(
        self,
        address: str,
        ledger: str = "ledger",
        *,
        create: bool = False,
        practice: bool = False,
        now: Clock = system_clock,
    ) -> None:
        super().__init__(ledger, practice=practice, now=now)
        self._address = address
        self._lock = RLock()
        self._depth = 0
        with self._told():
            self._db = self._connected()
            try:
                self._adopt(create, practice)
            except BaseException:
                self._db.close()
                raise

    def _connected(self) -> psycopg.Connection[Any]:
        db = psycopg.connect(self._address, autocommit=True)
        db.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(self.name)))
        return db

    @property
    def _channel(self) -> str:
        """On which the server tells of new entries; a name of at most 63 bytes, whatever the ledger is called."""
        return f"truce-{sha256(self.name.encode()).hexdigest()[:16]}"

    @contextmanager
    def _listening(self) -> Iterator[Callable[[float], None]]:
        with self._told():
            db = self._connected()
        try:
            with self._told():
                db.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))

            def wait(seconds: float) -> None:
                with self._told():
                    list(db.notifies(timeout=seconds, stop_after=1))

            yield wait
        finally:
            db.close()

    def _adopt(self, create: bool, practice: bool) -> None:
        if create:
            with self._alone():
                self._db.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(self.name)))
                if not self._is_there():
                    for statement in (*SCHEMA, WAITING):
                        self._db.execute(statement)
                    values = {"format": str(FORMAT), "practice": "yes" if practice else "no", "erasures": "0"}
                    for pair in values.items():
                        self._db.execute("INSERT INTO meta VALUES (%s, %s)", pair)
        if not self._is_there():
            raise NoServerLedgerError(self.name)
        meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
        self._format = int(meta["format"])
        if self._format > FORMAT:
            raise NewerServerLedgerError(self.name, meta["format"])
        self.practice = meta["practice"] == "yes"

    def _is_there(self) -> bool:
        query = "SELECT to_regclass(quote_ident(%s) || '.meta') IS NOT NULL"
        return bool(self._one(query, [self.name])[0])

    def _one(self, query: LiteralString, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        assert row is not None, query
        return row

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (psycopg.OperationalError, psycopg.InternalError) as error:
            raise ServerError(self.name, str(error).strip().splitlines()[0]) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._format < FORMAT and not self._depth:
            self._migrate()
        with self._alone():
            yield

    def _migrate(self) -> None:
        """Bring an older ledger up to date, with a copy of it kept in a schema beside; all of it or nothing."""
        with self._alone():
            found = int(self._one("SELECT value FROM meta WHERE key = 'format'")[0])
            if found < FORMAT:  # another program may have been quicker
                self._keep_copy(f"{self.name}.format-{found}")
                for statement in statements("postgresql", found):
                    self._db.execute(statement.encode())
                self._db.execute("UPDATE meta SET value = %s WHERE key = 'format'", [str(FORMAT)])
        self._format = FORMAT

    def _keep_copy(self, name: str) -> None:
        copy, here = sql.Identifier(name), sql.Identifier(self.name)
        self._db.execute(sql.SQL("CREATE SCHEMA {}").format(copy))
        for table in ("meta", "entry", "text", "document", "inbox"):
            names = {"copy": copy, "here": here, "table": sql.Identifier(table)}
            self._db.execute(sql.SQL("CREATE TABLE {copy}.{table} AS TABLE {here}.{table}").format(**names))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._transaction("SELECT pg_advisory_xact_lock(hashtextextended(%s, 14))", [self.name]):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._transaction("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", []):
            yield

    @contextmanager
    def _transaction(self, first: LiteralString, values: Sequence[Any]) -> Iterator[None]:
        with self._lock, self._told():
            if self._depth:  # a read inside a write sees what the write sees
                yield
                return
            if self._db.broken:  # the server was gone and may be back
                self._db = self._connected()
            with self._db.transaction():
                self._db.execute(first, values or None)
                self._depth = 1
                try:
                    yield
                finally:
                    self._depth = 0

    def _end(self) -> tuple[Newest, datetime | None]:
        row = self._db.execute("SELECT position, seal, sealed FROM entry ORDER BY position DESC LIMIT 1").fetchone()
        if row is None:
            return Newest(0, NOTHING), None
        return Newest(row[0], row[1]), moment(msgspec.json.decode(row[2])["recorded_at"])

    def _salts(self, texts: Sequence[str]) -> dict[str, bytes]:
        hashes = [sha256(text.encode()).digest() for text in texts]
        rows = self._db.execute("SELECT text, salt FROM text WHERE sha256(text) = ANY(%s)", [hashes])
        return {text.decode(): salt for text, salt in rows}

    def _insert(self, sealed: Sealed, documents: dict[str, bytes]) -> None:
        with self._db.cursor() as cursor:
            with cursor.copy("COPY text (digest, salt, text) FROM STDIN") as copy:
                for name, (salt, text) in sealed.texts.items():
                    copy.write_row((name, salt, text.encode()))
            with cursor.copy("COPY entry (position, id, target, sealed, seal) FROM STDIN") as copy:
                for entry, row in zip(sealed.entries, sealed.rows, strict=True):
                    match entry.record:
                        case Correction(corrects=target) | Withdrawal(withdraws=target):
                            names: str | None = target
                        case _:
                            names = None
                    copy.write_row((entry.position, entry.record.id, names, row.sealed, row.seal))
            cursor.execute("SELECT pg_notify(%s, '')", [self._channel])
        self._keep(documents)

    def _keep(self, documents: dict[str, bytes]) -> None:
        with self._db.cursor() as cursor:
            query = "INSERT INTO document VALUES (%s, %s) ON CONFLICT DO NOTHING"
            cursor.executemany(query, list(documents.items()))

    def _rows_after(self, position: int) -> list[Row]:
        query = "SELECT sealed, seal FROM entry WHERE position > %s ORDER BY position"
        return list(map(Row._make, self._db.execute(query, [position])))

    def _row_of(self, id: str) -> Row | None:
        row = self._db.execute("SELECT sealed, seal FROM entry WHERE id = %s", [id]).fetchone()
        return None if row is None else Row(*row)

    def _changing(self, id: str) -> list[str]:
        return [one for (one,) in self._db.execute("SELECT id FROM entry WHERE target = %s ORDER BY position", [id])]

    def _texts(self, digests: Sequence[str] | None) -> dict[str, str]:
        if digests is None:
            rows = self._db.execute("SELECT digest, text FROM text")
        else:
            rows = self._db.execute("SELECT digest, text FROM text WHERE digest = ANY(%s)", [list(digests)])
        return {name: text.decode() for name, text in rows}

    def _erasures(self) -> int:
        return int(self._one("SELECT value FROM meta WHERE key = 'erasures'")[0])

    def _documents(self) -> Iterator[tuple[str, bytes]]:
        yield from self._db.execute("SELECT sha256, content FROM document")

    def _drop(self, digests: Iterable[str], documents: Iterable[str]) -> None:
        self._db.execute("DELETE FROM text WHERE digest = ANY(%s)", [list(digests)])
        self._db.execute("DELETE FROM document WHERE sha256 = ANY(%s)", [list(documents)])
        self._db.execute("UPDATE meta SET value = (value::bigint + 1)::text WHERE key = 'erasures'")

    def _put(self, proposals: Iterable[Proposal]) -> None:
        with self._db.cursor() as cursor:
            query = "INSERT INTO inbox (id, source, body, state, by, reason) VALUES (%s, %s, %s, %s, %s, %s)"
            rows = [(p.id, p.source, msgspec.json.encode(p.body), p.state, p.by, p.reason) for p in proposals]
            cursor.executemany(query, rows)

    def _settle(self, id: str, state: State, by: str, reason: str, at: datetime) -> None:
        query = "UPDATE inbox SET state = %s, by = %s, reason = %s, at = %s WHERE id = %s"
        self._db.execute(query, [state, by, reason, at, id])

    def _rewrite(self, id: str, body: dict[str, Any]) -> None:
        self._db.execute("UPDATE inbox SET body = %s WHERE id = %s", [msgspec.json.encode(body), id])

    def waiting(self) -> tuple[bytes, ...]:
        """Lines of packets that wait for records that they name."""
        if self._format < 2:
            return ()
        with self._reading():
            rows = self._db.execute("SELECT line FROM waiting ORDER BY signer, position")
            return tuple(bytes(line) for (line,) in rows)

    def _wait(self, lines: Mapping[tuple[str, int], bytes]) -> None:
        self._db.execute("DELETE FROM waiting")
        with self._db.cursor() as cursor:
            cursor.executemany("INSERT INTO waiting VALUES (%s, %s, %s)", [(*key, line) for key, line in lines.items()])

    def known_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are records of the ledger."""
        with self._reading():
            rows = self._db.execute("SELECT id FROM entry WHERE id = ANY(%s)", [list(ids)])
            return frozenset(one for (one,) in rows)

    def known_proposals(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are proposals in the inbox."""
        with self._reading():
            rows = self._db.execute("SELECT id FROM inbox WHERE id = ANY(%s)", [list(ids)])
            return frozenset(one for (one,) in rows)

    def rows(self) -> Iterator[Row]:
        """The sealed bytes and seals of all entries, in their order."""
        with self._reading():
            rows = self._rows_after(0)
        yield from rows

    def salts(self) -> dict[str, tuple[bytes, str]]:
        """Salt and text by the hash that stands in the chain."""
        with self._reading():
            rows = self._db.execute("SELECT digest, salt, text FROM text")
            return {name: (salt, text.decode()) for name, salt, text in rows}

    def document(self, sha256: str) -> bytes | None:
        """The bytes of a report or deal text."""
        with self._reading():
            row = self._db.execute("SELECT content FROM document WHERE sha256 = %s", [sha256]).fetchone()
            return None if row is None else bytes(row[0])

    def proposals(self, state: State | None = None) -> tuple[Proposal, ...]:
        """The inbox in the order in which it was filled."""
        query = "SELECT id, source, body, state, by, reason, at FROM inbox WHERE %s IN (state, '') ORDER BY number"
        with self._reading():
            return tuple(
                Proposal(
                    id, source, msgspec.json.decode(body), now, by, reason, None if at is None else at.astimezone(UTC)
                )
                for id, source, body, now, by, reason, at in self._db.execute(query, [state or ""])
            )

    def damage(self, kept: Newest | None = None) -> Damage | None:
        """The first place at which the ledger is not what was written."""
        with self._reading(), self._db.cursor(name="chain") as rows:
            rows.itersize = 5000
            rows.execute("SELECT sealed, seal FROM entry ORDER BY position")
            texts = self._db.execute("SELECT digest, salt, text FROM text")
            documents = self._db.execute("SELECT sha256, content FROM document")
            beside = Beside(
                ((name, salt, text.decode(errors="replace")) for name, salt, text in texts),
                ((name, sha256(content).hexdigest()) for name, content in documents),
            )
            return first_damage(map(Row._make, rows), beside, kept) or self._unguarded()

    def _unguarded(self) -> Damage | None:
        wanted = {statement.split()[2] for statement in SCHEMA if statement.startswith("CREATE TRIGGER")}
        query = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = %s AND tgenabled = 'O'"
        )
        there = {name for (name,) in self._db.execute(query, [self.name])}
        misfiled = self._one(
            "SELECT count(*) FROM entry, LATERAL (SELECT convert_from(sealed, 'UTF8')::json -> 'record' AS record) r"
            " WHERE r.record ->> 'id' <> id"
            " OR coalesce(r.record ->> 'corrects', r.record ->> 'withdraws') IS DISTINCT FROM target"
        )[0]
        if wanted <= there and not misfiled:
            return None
        message = "every entry is what was written, but the guards that keep entries from being changed were taken away"
        return Damage("unguarded", 0, message)

    def wipe(self) -> bool:
        """Rewrite the tables from which texts were erased, so that their bytes leave the server's files."""
        with self._lock, self._told():
            for statement in ("VACUUM FULL text", "VACUUM FULL document", "VACUUM FULL inbox"):
                self._db.execute(statement)
            return True

    def close(self) -> None:
        """Let the ledger go."""
        with self._lock:
            self._db.close()
