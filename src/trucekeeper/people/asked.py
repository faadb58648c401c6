"""What one person has asked for and a second one must sign: kept beside the ledger until it is signed or refused."""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, MetaData, String, Table, insert, select, update

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment

_META: Final = MetaData()
_ASKED: Final = Table(
    "asked",
    _META,
    Column("id", String, primary_key=True),
    Column("records", String, nullable=False),
    Column("documents", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("ended", String, nullable=False),
    Column("ended_by", String, nullable=False),
)


class OwnSignatureError(TruceError):
    """A second signature by the person who asked."""

    def __init__(self) -> None:
        super().__init__(
            "two people must sign, and you are the one who asked", "somebody else with the same right signs"
        )


class NotAskedError(TruceError):
    """A signature under something that nobody asks for any more."""

    def __init__(self, id: str) -> None:
        super().__init__(
            f"{id} does not wait for a signature", "it was signed or refused meanwhile; load the page again"
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Records that wait for a second person, as their objects in JSON, with the texts that are kept by their hash."""

    id: str
    records: tuple[dict[str, Any], ...]
    by: str
    at: datetime
    documents: tuple[bytes, ...] = ()


class Waiting:
    """What waits, in the database of the people.

    Args:
        engine: The database.
        now: The clock.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        _META.create_all(engine)

    def ask(self, records: Sequence[dict[str, Any]], by: str, documents: Sequence[bytes] = ()) -> Asked:
        """Keep records until a second person signs."""
        made = Asked(f"asked-{secrets.token_hex(4)}", tuple(records), by, self._now(), tuple(documents))
        values = {"id": made.id, "records": json.dumps(list(records)), "by": by, "at": iso(made.at)}
        values["documents"] = json.dumps([b64encode(one).decode() for one in documents])
        with self._engine.begin() as db:
            db.execute(insert(_ASKED).values(values | {"ended": "", "ended_by": ""}))
        return made

    def all(self) -> tuple[Asked, ...]:
        """What waits, the oldest first."""
        query = select(_ASKED).where(_ASKED.c.ended == "").order_by(_ASKED.c.at, _ASKED.c.id)
        with self._engine.connect() as db:
            rows = db.execute(query).all()
        return tuple(
            Asked(
                row.id,
                tuple(json.loads(row.records)),
                row.by,
                moment(row.at),
                tuple(b64decode(one) for one in json.loads(row.documents)),
            )
            for row in rows
        )

    def one(self, id: str) -> Asked:
        """One of them.

        Raises:
            NotAskedError: It does not wait.
        """
        found = next((one for one in self.all() if one.id == id), None)
        if found is None:
            raise NotAskedError(id)
        return found

    def end(self, id: str, how: str, by: str) -> None:
        """Take one off the list, once; its records are not kept here any longer.

        Raises:
            NotAskedError: Somebody else has ended it meanwhile.
        """
        open_one = (_ASKED.c.id == id) & (_ASKED.c.ended == "")
        with self._engine.begin() as db:
            done = db.execute(
                update(_ASKED).where(open_one).values(ended=how, ended_by=by, records="[]", documents="[]")
            ).rowcount
        if not done:
            raise NotAskedError(id)
