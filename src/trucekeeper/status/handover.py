"""What the next shift must know: what changed, what is promised to whom by when, which cases are open, what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.deals import only
from trucekeeper.ledger.record import Claim, Contact, Entry
from trucekeeper.ledger.view import KnownFrom, view
from trucekeeper.status.cases import CaseVerdict, cases
from trucekeeper.status.casework import Due, dues
from trucekeeper.status.engine import status
from trucekeeper.status.index import ids_of
from trucekeeper.status.learnt import Learnt, learnt


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody said it would do; `by` is None where no time was said. Whether it was done is not told here."""

    who: str
    to: str
    what: str
    by: datetime | None
    late: bool
    record: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that the deal sets: a clause opens or is due."""

    at: datetime
    what: str
    clause: str
    side: str


@dataclass(frozen=True, slots=True)
class Handover:
    """All of it, at one moment, against an earlier one."""

    learnt: Learnt
    promises: tuple[Promise, ...]
    due: tuple[Due, ...]
    open_cases: tuple[CaseVerdict, ...]
    ahead: tuple[Moment, ...]


def handover(
    deals: Deal | Sequence[Deal],
    entries: Iterable[Entry],
    *,
    since: datetime,
    at: datetime,
    known_from: KnownFrom = "recorded",
    horizon: timedelta = timedelta(hours=24),
) -> Handover:
    """Put a shift's end together.

    Args:
        deals: The text, or all its versions.
        entries: The ledger, in any order.
        since: When the shift began.
        at: When it ends; what was known by then counts.
        known_from: Known since it was recorded here, or since its source said it.
        horizon: How far ahead moments of the deal are listed.
    """
    texts = (deals,) if isinstance(deals, Deal) else deals
    everything = only(entries, ids_of(texts), known_by=at, known_from=known_from)
    found = cases(deals, everything, at=at, known_by=at, known_from=known_from)
    known = [one.record for one in view(everything, known_by=at, known_from=known_from)]
    loose = [one for one in known if isinstance(one, Contact) and one.case is None and one.said_at <= at]
    calls = dues(tuple(sorted(loose, key=lambda one: (one.said_at, one.id))), (), at=at)
    owed = sorted((*calls, *(due for one in found for due in one.due)), key=lambda one: (one.by is None, one.by or at))
    return Handover(
        learnt=learnt(deals, everything, at=at, since=since, until=at, known_from=known_from),
        promises=tuple(_promises(known, at)),
        due=tuple(owed),
        open_cases=tuple(one for one in found if one.is_open),
        ahead=_ahead(deals, everything, at, horizon, known_from),
    )


def _promises(known: Iterable[object], at: datetime) -> Iterable[Promise]:
    """Promises that parties made, those whose time has not passed or passed without an answer; oldest first."""
    claims = [one for one in known if isinstance(one, Claim) and one.said_at <= at]
    answered = {one.answers for one in claims if one.answers is not None}
    for one in sorted(claims, key=lambda one: (one.said_at, one.id)):
        if one.act == "promises" and one.id not in answered:
            by = one.happened.end if one.happened is not None else None
            what = one.words or one.incident or one.event
            yield Promise(one.speaker, one.target, what, by, by is not None and by < at, one.id)


def _ahead(
    deals: Deal | Sequence[Deal], entries: Sequence[Entry], at: datetime, horizon: timedelta, known_from: KnownFrom
) -> tuple[Moment, ...]:
    """Openings and due times of the next hours, as status works them out: holds have moved them already."""
    answer = status(deals, entries, at=at, known_by=at, known_from=known_from)
    moments = [
        Moment(moment, what, one.clause, one.side)
        for one in answer.clauses
        for moment, what in ((one.opens, "opens"), (one.due, "is due"))
        if moment is not None and at < moment <= at + horizon
    ]
    return tuple(sorted(moments, key=lambda one: (one.at, one.clause, one.side)))
