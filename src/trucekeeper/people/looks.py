"""Who has read what, and when: kept beside the ledger, by ids, so that the ledger does not grow by being read.

It holds ids of records and names of routes, no words of records, nothing that was searched for, and is itself read only
by those who may see the log. It is forgotten after a while: who reads what is about people too.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, delete, insert, select

from trucekeeper.core.moment import iso, moment

#: How long it is kept, unless it is set otherwise.
KEPT: Final = timedelta(days=365)
#: Within this time the same reading counts once, where one of so many is remembered.
SAME: Final = timedelta(minutes=5)
REMEMBERED: Final = 2_000
#: So many readings stand on one page.
PAGE: Final = 100

_META: Final = MetaData()
_LOOK: Final = Table(
    "look",
    _META,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False, index=True),
    Column("who", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("id", String, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Look:
    """One reading.

    Attributes:
        what: record, records, report, report file, incident, log or words of a report.
        id: Of the record; for several the positions, for a report its audience and hash.
    """

    number: int
    at: datetime
    who: str
    what: str
    id: str


class Looks:
    """What was read, in the database of the people.

    Args:
        engine: The database.
        now: The clock.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._forgotten = ""
        self._last: OrderedDict[tuple[str, str, str], datetime] = OrderedDict()
        _META.create_all(engine)

    def note(self, who: str, what: str, id: str = "", *, kept: timedelta = KEPT) -> None:
        """Note that somebody has read something; once a day what is too old is forgotten.

        The same read again by the same person within some minutes is one reading: open pages look anew by themselves.
        """
        at = self._now()
        last = self._last.get((who, what, id))
        if last is not None and timedelta(0) <= at - last < SAME:
            return
        self._last[who, what, id] = at
        self._last.move_to_end((who, what, id))
        while len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        with self._engine.begin() as db:
            db.execute(insert(_LOOK).values(at=iso(at), who=who, what=what, id=id[:200]))
            if self._forgotten != str(at.date()):
                db.execute(delete(_LOOK).where(_LOOK.c.at < iso(at - kept)))
                self._forgotten = str(at.date())

    def latest(self, *, who: str = "", id: str = "", before: int | None = None) -> tuple[Look, ...]:
        """The newest readings first, a page at a time.

        Args:
            who: Only by this account.
            id: Only of this record.
            before: Only before this number, to leaf back.
        """
        query = select(_LOOK).order_by(_LOOK.c.number.desc()).limit(PAGE)
        for column, value in ((_LOOK.c.who, who), (_LOOK.c.id, id)):
            query = query.where(column == value) if value else query
        query = query if before is None else query.where(_LOOK.c.number < before)
        with self._engine.connect() as db:
            return tuple(Look(row.number, moment(row.at), row.who, row.what, row.id) for row in db.execute(query))
