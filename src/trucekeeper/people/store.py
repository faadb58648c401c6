"""Where accounts, sessions, tokens and settings are kept: beside the ledger, never in it.

In a file next to a SQLite ledger, or in a schema next to the ledger's in PostgreSQL. Passwords are kept as Argon2id
hashes, session and token secrets as SHA-256: whoever reads the file cannot sign in with it.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.people.account import ROLES, Account, Grant, Sensitivity
from trucekeeper.people.alert_rule import Rules
from trucekeeper.people.asked import Waiting
from trucekeeper.people.identity import Identities
from trucekeeper.people.looks import Looks
from trucekeeper.people.password import NOBODYS, fits, hashed
from trucekeeper.people.totp import SECRET_BYTES, accepted

Clock = Callable[[], datetime]

#: How long a session lasts without being used, and at most.
IDLE: Final = timedelta(hours=12)
LONGEST: Final = timedelta(days=7)
#: So many wrong passwords for one account within this time, and it waits.
TRIES: Final = 5
WAIT: Final = timedelta(minutes=5)

_META: Final = MetaData()
_ACCOUNT: Final = Table(
    "account",
    _META,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("password", String, nullable=False),
    Column("grants", String, nullable=False),
    Column("language", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("secret", LargeBinary),
    Column("secret_step", Integer, nullable=False),
    Column("created_at", String, nullable=False),
)
_SESSION: Final = Table(
    "session",
    _META,
    Column("key", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("form_token", String, nullable=False),
    Column("began_at", String, nullable=False),
    Column("used_at", String, nullable=False),
)
_TOKEN: Final = Table(
    "token",
    _META,
    Column("key", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("ended_at", String),
)
#: Asked by every request, so written once.
_BY_SESSION: Final = (
    select(_SESSION, _ACCOUNT)
    .join(_ACCOUNT, _ACCOUNT.c.id == _SESSION.c.account)
    .where(_SESSION.c.key == bindparam("secret"))
)
_BY_TOKEN: Final = (
    select(_ACCOUNT)
    .join(_TOKEN, _ACCOUNT.c.id == _TOKEN.c.account)
    .where(_TOKEN.c.key == bindparam("secret"), _TOKEN.c.ended_at.is_(None))
)
_FAILED: Final = Table(
    "failed",
    _META,
    Column("number", Integer, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("at", String, nullable=False),
)
_SETTING: Final = Table(
    "setting", _META, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)


class NameTakenError(TruceError):
    """An account id that somebody has or had."""

    def __init__(self, id: str) -> None:
        super().__init__(f'there is an account "{id}" already', "choose another short name")


class BadNameError(TruceError):
    """An account id that could be mistaken or cannot be typed."""

    def __init__(self, id: str) -> None:
        super().__init__(f'"{id}" cannot be the name of an account', "use up to 40 letters, digits, - . _")


class NoAccountError(TruceError):
    """An account id that nobody has."""

    def __init__(self, id: str) -> None:
        super().__init__(f'there is no account "{id}"', "the page People lists them")


class UnknownRoleError(TruceError):
    """A role that does not exist."""

    def __init__(self, role: str) -> None:
        super().__init__(f'there is no role "{role}"', f"roles are {', '.join(ROLES)}")


class LastAdminError(TruceError):
    """A change after which nobody could change anything about people any more."""

    def __init__(self) -> None:
        super().__init__("nobody would be left who administers people", "give somebody else the role admin first")


class SetUpError(TruceError):
    """A first run on a place that has accounts already."""

    def __init__(self) -> None:
        super().__init__("this place is set up already", "sign in")


class NotSignedInError(TruceError):
    """A sign-in that did not work; it does not tell which part was wrong."""

    def __init__(self) -> None:
        super().__init__("name, password or code is not right", "try again, or ask whoever administers this place")


class TooManyTriesError(TruceError):
    """An account for which wrong passwords were tried over and over."""

    def __init__(self) -> None:
        minutes = int(WAIT.total_seconds() // 60)
        super().__init__("too many wrong tries for this account", f"wait {minutes} minutes and try again")


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in that lasts; `secret` is known only when it begins."""

    account: Account
    form_token: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A key for programs, as the page shows it: never the secret."""

    key: str
    label: str
    created_at: datetime
    ended_at: datetime | None


class People:
    """Accounts, sessions, tokens and settings of one place.

    Args:
        engine: The database.
        now: The clock.
    """

    def __init__(self, engine: Engine, now: Clock) -> None:
        self._engine, self._now = engine, now
        self._settings: tuple[datetime, dict[str, str]] | None = None
        self._there = False
        _META.create_all(engine)
        self.alerts = Rules(engine)
        #: What one person has asked for and a second one must sign.
        self.waiting = Waiting(engine, now)
        #: Whom a provider names how.
        self.identities = Identities(engine)
        #: Who has read what.
        self.looks = Looks(engine, now)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    # ---- accounts

    def any(self) -> bool:
        """False as long as nobody has set this place up."""
        if not self._there:  # accounts are never deleted, so that once there is one there always is
            with self._engine.connect() as db:
                self._there = db.execute(select(_ACCOUNT.c.id).limit(1)).first() is not None
        return self._there

    def first(self, id: str, name: str, password: str, *, language: str = "") -> Account:
        """Create the account that sets everything up; only where there is none.

        Raises:
            SetUpError: When there is one.
        """
        hash = hashed(password, id)
        with self._engine.begin() as db:
            if db.execute(select(_ACCOUNT.c.id).limit(1)).first() is not None:
                raise SetUpError
            return self._insert(db, Account(id, name, (Grant("admin"), Grant("head")), language), hash)

    def add(self, account: Account, password: str) -> Account:
        """Create an account.

        Raises:
            BadNameError, NameTakenError, UnknownRoleError, WeakPasswordError: It cannot be.
        """
        hash = hashed(password, account.id)
        with self._engine.begin() as db:
            return self._insert(db, account, hash)

    def _insert(self, db: Connection, account: Account, hash: str) -> Account:
        id = account.id.strip()
        if not id or len(id) > 40 or not all(one.isalnum() or one in "-._" for one in id):
            raise BadNameError(account.id)
        _known(account.grants)
        if db.execute(select(_ACCOUNT.c.id).where(func.lower(_ACCOUNT.c.id) == id.lower())).first():
            raise NameTakenError(id)
        values = {
            "id": id,
            "name": account.name.strip() or id,
            "password": hash,
            "grants": _written(account.grants),
            "language": account.language,
            "disabled": False,
            "secret_step": -1,
            "created_at": iso(self._now()),
        }
        with suppress(IntegrityError):
            row = db.execute(insert(_ACCOUNT).values(values).returning(*_ACCOUNT.c)).one()
            return _account(row._mapping)
        raise NameTakenError(id)

    def accounts(self) -> tuple[Account, ...]:
        """Everybody, by their ids."""
        with self._engine.connect() as db:
            rows = db.execute(select(_ACCOUNT).order_by(_ACCOUNT.c.id)).all()
        return tuple(_account(row._mapping) for row in rows)

    def account(self, id: str) -> Account:
        """One account.

        Raises:
            NoAccountError: When there is none.
        """
        with self._engine.connect() as db:
            return _account(self._row(db, id))

    def _row(self, db: Connection, id: str) -> Mapping[Any, Any]:
        row = db.execute(select(_ACCOUNT).where(_ACCOUNT.c.id == id)).first()
        if row is None:
            raise NoAccountError(id)
        return row._mapping

    def change(
        self,
        id: str,
        *,
        name: str | None = None,
        grants: tuple[Grant, ...] | None = None,
        language: str | None = None,
        disabled: bool | None = None,
        password: str | None = None,
    ) -> Account:
        """Change what is given and leave the rest; a closed account and a new password end all its sessions.

        Raises:
            LastAdminError: When nobody would be left who administers.
        """
        if grants is not None:
            _known(grants)
        given = {
            "name": name,
            "language": language,
            "disabled": disabled,
            "grants": None if grants is None else _written(grants),
            "password": None if password is None else hashed(password, id),
        }
        values = {key: value for key, value in given.items() if value is not None}
        with self._engine.begin() as db:
            self._row(db, id)
            if values:
                db.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == id).values(values))
            if disabled or password is not None:
                db.execute(delete(_SESSION).where(_SESSION.c.account == id))
            if not any(_administers(_account(row._mapping)) for row in db.execute(select(_ACCOUNT))):
                raise LastAdminError
            return _account(self._row(db, id))

    def knows_password(self, id: str, password: str) -> bool:
        """True where this is the password of an account; asked again before something grave, and throttled."""
        self._throttle(id)
        with self._engine.connect() as db:
            right = fits(password, self._row(db, id)["password"])
        if not right:
            self._note_failure(id)
        return right

    # ---- the second step of signing in

    def new_secret(self) -> bytes:
        """Draw a secret for an authenticator app; nothing is kept until `keep_secret`."""
        return secrets.token_bytes(SECRET_BYTES)

    def keep_secret(self, id: str, secret: bytes | None, code: str = "") -> bool:
        """Switch the second step on, if the code shows that the app has the secret, or off with None."""
        step = -1 if secret is None else accepted(secret, code, self._now())
        if step is None:
            return False
        with self._engine.begin() as db:
            self._row(db, id)
            db.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == id).values(secret=secret, secret_step=step))
        return True

    # ---- signing in

    def sign_in(self, id: str, password: str, code: str = "") -> Session:
        """Begin a session.

        Raises:
            NotSignedInError: Name, password or code is wrong; which one is not told.
            TooManyTriesError: For a while after several wrong ones.
        """
        return self.begin(self.shown_by(id, password, lambda: code))

    def shown_by(self, id: str, password: str, code: Callable[[], str]) -> Account:
        """The account of somebody who shows who they are without beginning a session: to sign something.

        Args:
            id: Of the account.
            password: As typed.
            code: Asks for the code of the second step, where the account has one.

        Raises:
            NotSignedInError, TooManyTriesError: They have not shown it.
        """
        self._throttle(id)
        with self._engine.connect() as db:
            row = db.execute(select(_ACCOUNT).where(_ACCOUNT.c.id == id)).first()
        right = fits(password, row.password if row is not None else NOBODYS)
        second = "" if row is None or row.secret is None else code()
        if row is None or not right or row.disabled or not self._second_step(row, second):
            self._note_failure(id)
            raise NotSignedInError
        return _account(row._mapping)

    def _note_failure(self, id: str) -> None:
        with self._engine.begin() as db:
            db.execute(insert(_FAILED).values(account=id[:200], at=iso(self._now())))

    def _throttle(self, id: str) -> None:
        since = iso(self._now().astimezone(UTC) - WAIT)
        with self._engine.begin() as db:
            db.execute(delete(_FAILED).where(_FAILED.c.at < since))
            tries = db.execute(select(func.count()).select_from(_FAILED).where(_FAILED.c.account == id[:200])).scalar()
        if tries is not None and tries >= TRIES:
            raise TooManyTriesError

    def _second_step(self, row: Any, code: str) -> bool:
        if row.secret is None:
            return True
        step = accepted(row.secret, code, self._now(), row.secret_step)
        if step is None:
            return False
        with self._engine.begin() as db:
            once = (_ACCOUNT.c.id == row.id) & (_ACCOUNT.c.secret_step < step)
            return bool(db.execute(update(_ACCOUNT).where(once).values(secret_step=step)).rowcount)

    def begin(self, account: Account) -> Session:
        """Begin a session of somebody who has shown who they are."""
        secret, form_token, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), iso(self._now())
        values = {
            "key": _key(secret),
            "account": account.id,
            "form_token": form_token,
            "began_at": now,
            "used_at": now,
        }
        with self._engine.begin() as db:
            db.execute(insert(_SESSION).values(values))
        return Session(account, form_token, secret)

    def session(self, secret: str) -> Session | None:
        """The session of a cookie, None where there is none or it is over."""
        key, now = _key(secret), self._now()
        with self._engine.connect() as db:
            row = db.execute(_BY_SESSION, {"secret": key}).first()
        if row is None or row.disabled:
            return None
        began, used = moment(row.began_at), moment(row.used_at)
        if now - used > IDLE or now - began > LONGEST:
            self.sign_out(secret)
            return None
        if now - used > timedelta(minutes=5):
            with self._engine.begin() as db:
                db.execute(update(_SESSION).where(_SESSION.c.key == key).values(used_at=iso(now)))
        return Session(_account(row._mapping), row.form_token)

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with self._engine.begin() as db:
            db.execute(delete(_SESSION).where(_SESSION.c.key == _key(secret)))

    # ---- keys for programs

    def new_token(self, id: str, label: str) -> str:
        """Make a key with which a program acts as an account; shown this once."""
        secret = f"truce_{secrets.token_urlsafe(32)}"
        values = {"key": _key(secret), "account": id, "label": label.strip()[:80], "created_at": iso(self._now())}
        with self._engine.begin() as db:
            self._row(db, id)
            db.execute(insert(_TOKEN).values(values))
        return secret

    def by_token(self, secret: str) -> Account | None:
        """Whom a program acts as, None where the key is unknown or ended."""
        with self._engine.connect() as db:
            row = db.execute(_BY_TOKEN, {"secret": _key(secret)}).first()
        return None if row is None or row.disabled else _account(row._mapping)

    def tokens(self, id: str) -> tuple[Token, ...]:
        """The keys of an account, the newest first."""
        with self._engine.connect() as db:
            rows = db.execute(
                select(_TOKEN).where(_TOKEN.c.account == id).order_by(_TOKEN.c.created_at.desc(), _TOKEN.c.key)
            ).all()
        return tuple(
            Token(row.key, row.label, moment(row.created_at), moment(row.ended_at) if row.ended_at else None)
            for row in rows
        )

    def end_token(self, id: str, key: str) -> None:
        """Make a key of an account useless."""
        own = (_TOKEN.c.account == id) & (_TOKEN.c.key == key) & _TOKEN.c.ended_at.is_(None)
        with self._engine.begin() as db:
            db.execute(update(_TOKEN).where(own).values(ended_at=iso(self._now())))

    # ---- settings

    def settings(self) -> Mapping[str, str]:
        """What is set, by key; what another process set is seen after two seconds."""
        now = self._now()
        if self._settings is None or not timedelta(0) <= now - self._settings[0] < timedelta(seconds=2):
            with self._engine.connect() as db:
                self._settings = (now, {row.key: row.value for row in db.execute(select(_SETTING))})
        return self._settings[1]

    def set(self, key: str, value: str) -> None:
        """Set one value; an empty one takes it back to what holds when nothing is set."""
        with self._engine.begin() as db:
            db.execute(delete(_SETTING).where(_SETTING.c.key == key))
            if value:
                db.execute(insert(_SETTING).values(key=key, value=value))
        self._settings = None


def people_at(where: Path | str, now: Clock) -> People:
    """Open the people of a ledger: beside its file, or in its database.

    Args:
        where: The ledger, as `truce serve --db` takes it.
        now: The clock.
    """
    address = str(where)
    if address.startswith(("postgresql:", "postgres:")):
        return People(_postgres(address), now)
    return People(_sqlite(Path(f"{address}.people")), now)


def people_in_memory(now: Clock) -> People:
    """People that are gone when the process ends, for tests."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    return People(engine, now)


def _sqlite(path: Path) -> Engine:
    if not path.exists():
        # Hashes of passwords: for the owner's eyes only, from the first byte on.
        path.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")

    return engine


def _postgres(address: str) -> Engine:
    server, _, ledger = address.partition("#")
    schema = f"{ledger or 'ledger'}_people"
    url = "postgresql+psycopg://" + server.partition("://")[2]
    engine = create_engine(url, execution_options={"schema_translate_map": {None: schema}}, pool_pre_ping=True)
    with engine.begin() as db:
        name = engine.dialect.identifier_preparer.quote(schema)
        db.execute(text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    return engine


def _key(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _known(grants: tuple[Grant, ...]) -> None:
    for one in grants:
        if one.role not in ROLES:
            raise UnknownRoleError(one.role)


def _administers(account: Account) -> bool:
    return not account.disabled and any(one.role == "admin" for one in account.grants)


def _written(grants: tuple[Grant, ...]) -> str:
    return json.dumps(
        [
            {
                "role": one.role,
                "party": one.party,
                "places": list(one.places),
                "upto": None if one.upto is None else int(one.upto),
                "steps": list(one.steps),
            }
            for one in grants
        ]
    )


def _account(row: Mapping[Any, Any]) -> Account:
    grants = tuple(
        Grant(
            one["role"],
            one["party"],
            tuple(one["places"]),
            None if one["upto"] is None else Sensitivity(one["upto"]),
            tuple(one.get("steps", ())),
        )
        for one in json.loads(row["grants"])
    )
    return Account(
        id=row["id"],
        name=row["name"],
        grants=grants,
        language=row["language"],
        disabled=bool(row["disabled"]),
        second_step=row["secret"] is not None,
        created_at=moment(row["created_at"]),
    )
