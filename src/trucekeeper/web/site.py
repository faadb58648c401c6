"""What one running control room has at hand: the ledger's desk, the people, the texts, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.requests import Request

from trucekeeper.core.moment import moment
from trucekeeper.ledger.record import Record
from trucekeeper.ledger.store import Store
from trucekeeper.ledger.view import KnownFrom
from trucekeeper.people.store import People
from trucekeeper.status.verdict import Status
from trucekeeper.web.deals import Deals
from trucekeeper.web.desk import Desk, Question
from trucekeeper.web.errors import NotSetUpError
from trucekeeper.web.lookers import Lookers
from trucekeeper.web.outlook import OpenQuestions, outlook
from trucekeeper.web.planning import Planning
from trucekeeper.web.provider import Provider
from trucekeeper.web.rows import KEPT as TABLES
from trucekeeper.web.shelf import Shelf

Clock = Callable[[], datetime]

#: What the report of now is compared with.
DAY: Final = timedelta(days=1)
#: When the daily report is closed, unless it is set otherwise.
CUT_OFF: Final = "20:00"


@dataclass(frozen=True, slots=True)
class Sample:
    """A story to practise on.

    Attributes:
        texts: Deal files by name.
        at: The moment at which the practice clock stands at first; records count as known when they were said.
    """

    title: str
    records: tuple[Record, ...]
    texts: dict[str, bytes]
    entered_by: str
    at: datetime


@dataclass
class Site:
    """Everything that routes share; made once when the server starts.

    Attributes:
        name: What to call the ledger in messages.
        open_store: Opens the ledger, or makes it: (create, practice). Raises a TruceError where there is none.
        sample: The bundled story, read when asked for; None where there is none.
        provider: The organisation's own service through which people may sign in, where there is one.
        rank: False where earlier decisions shall not order what waits.
        set_up_code: What the first run asks for where others could be quicker than the owner; empty on loopback.
    """

    name: str
    people: People
    deals: Deals
    clock: Clock
    open_store: Callable[[bool, bool], Store]
    sample: Callable[[], Sample] | None = None
    set_up_code: str = ""
    provider: Provider | None = None
    rank: bool = True
    shelf: Shelf = field(default_factory=Shelf)
    #: The tables of clauses that readers look at (`web.rows`).
    rows: Shelf = field(default_factory=lambda: Shelf(TABLES))
    #: What pictures are drawn from; each holds a list of the whole ledger.
    matters: Shelf = field(default_factory=lambda: Shelf(6))
    planning: Planning = field(default_factory=Planning)
    lookers: Lookers = field(default_factory=Lookers)
    #: What readers of the same grants may not know, by their grants (`web.veil`).
    veils: dict[Any, Any] = field(default_factory=dict)
    _desk: Desk | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def desk(self) -> Desk:
        """The ledger.

        Raises:
            NotSetUpError: When there is none yet.
        """
        if self._desk is None:
            raise NotSetUpError
        return self._desk

    @property
    def ready(self) -> bool:
        """True once there are a ledger and somebody who administers it."""
        return self._desk is not None and self.people.any()

    @property
    def has_ledger(self) -> bool:
        """True where a ledger was there or has been made."""
        return self._desk is not None

    def open(self, *, create: bool = False, practice: bool = False) -> Desk:
        """Open the ledger, or make it, and begin to look at it."""
        with self._lock:
            if self._desk is None:
                self._desk = Desk(self.open_store(create, practice), self.deals)
                self._desk.watch()
            return self._desk

    @cached_property
    def questions(self) -> OpenQuestions:
        """The open questions, kept from one page to the next."""

        def position(id: str) -> int:
            entry = self.desk.entry(id)
            return 0 if entry is None else entry.position

        return OpenQuestions(position)

    def close(self) -> None:
        """Let everything go."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        self.people.close()

    # ---- settings

    @property
    def standing_clock(self) -> datetime | None:
        """Where the clock of a practice ledger stands; None where the real one counts."""
        if not (self._desk and self._desk.practice):
            return None
        text = self.people.settings().get("clock", "")
        return moment(text) if text else None

    @property
    def known_from(self) -> KnownFrom:
        """From when records count as known: recorded here, or said by their source."""
        return "said" if self.people.settings().get("known_from") == "said" else "recorded"

    def now(self) -> datetime:
        """The moment that pages are about: the clock, or where a practice clock stands."""
        return self.standing_clock or self.clock()

    def question(self, at: datetime | None = None, known_by: datetime | None = None) -> Question:
        """The question that a page asks: about now, unless it says otherwise.

        A question about the past is answered by what was known then, unless `known_by` says otherwise.
        """
        moment_asked = at or self.now()
        known = known_by or moment_asked
        if at is None and known_by is None and self.standing_clock is None and self._desk is not None:
            # What was recorded within this very moment is known too.
            known = max(known, self._desk.newest_at or known)
        return Question(moment_asked, known, self.known_from)

    def answer(self) -> Status | None:
        """How the deal stands now."""
        return self.desk.current(self.question)

    def day(self) -> tuple[Status | None, Status | None]:
        """How the deal stands now and how it stood a day before, as known then; kept up to date as time goes on."""

        def a_day_before(now: Status) -> Question:
            # To the minute, as the page Now asks when it compares with a day before: both keep one answer up to date.
            return self.question(now.at.replace(second=0, microsecond=0) - DAY)

        return self.desk.with_earlier(self.question, a_day_before, "24h")

    def warm(self) -> None:
        """Work out what the first reader will ask: over a large ledger that takes a while, and is kept from then on."""
        answer = self.answer()
        if answer is not None:
            self.since_cut_off(answer.at)
            outlook(self.desk.deals.texts().judged, answer, None, self.questions, 1)
            self.day()

    def since_cut_off(self, at: datetime) -> Status | None:
        """How the deal stood at the last cut-off before a moment, as known then; kept up to date from day to day."""
        return self.desk.answer(self.question(self.last_cut_off(at)), "cut-off")

    def last_cut_off(self, at: datetime) -> datetime:
        """The last cut-off of the daily report before a moment, in the mission's time."""
        hour, minute = map(int, self.people.settings().get("cut_off", CUT_OFF).split(":"))
        here = at.astimezone(self.zone or UTC)
        today = here.replace(hour=hour, minute=minute, second=0, microsecond=0, fold=0)
        return today if today < here else today - timedelta(days=1)

    @property
    def zone(self) -> ZoneInfo | None:
        """The mission's zone: set, or that of the deal."""
        name = self.people.settings().get("zone")
        if name:
            return ZoneInfo(name)
        return next((one.zone for one in self.deals.texts().judged if one.zone), None)


def site_of(request: Request) -> Site:
    """The site that a request belongs to."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def sample_folder(path: Path) -> bool:
    """True where the texts of a story may be put: nothing there, or an empty folder."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))
