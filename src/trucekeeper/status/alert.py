"""Alerts: what of a status somebody should be told without looking, each once, with the records behind it.

An alert names clauses, sides, moments and records, never the words or the name of a source: it may travel by e-mail.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Entry
from trucekeeper.status.verdict import ClauseVerdict, ExposureVerdict, FindingWord, HoldVerdict, Stage, Status


class AlertKind(StrEnum):
    """What an alert is about."""

    DEADLINE = "deadline"
    LATE = "late"
    HOLD = "hold"
    RESUMED = "resumed"
    EXPOSURE = "exposure"
    DEAL = "deal"
    CLAIM = "claim"


#: What cannot wait for the morning: people may be standing in the open because of it.
URGENT: Final = frozenset({AlertKind.HOLD, AlertKind.EXPOSURE, AlertKind.DEAL})
#: Stages after which a last moment is nobody's concern any more.
_DONE: Final = frozenset({Stage.FULFILLED, Stage.ENDED, Stage.REPORTED_DONE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One thing to tell.

    Attributes:
        key: The same for the same thing as long as it holds, so that it is told once.
        at: The moment that it is about: the deadline, the beginning of the hold, the recording of the claim.
        clauses: Ids of clauses; empty where the whole deal is meant.
        figure: For an exposure: the highest that the counts allow, and the bound.
        records: What it rests on.
        deal: Which deal, where there are several.
    """

    kind: AlertKind
    key: str
    at: datetime
    clauses: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    state: str = ""
    figure: tuple[float | None, int | None] = (None, None)
    records: tuple[str, ...] = ()
    deal: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody wants to be told.

    Attributes:
        kinds: Of which kinds.
        clauses: Only about these clauses; empty = all. What is about the whole deal is always told.
        lead: How long before a last moment.
        near: From which share of a bound on an exposure is near it, above 0 and at most 1.
    """

    kinds: frozenset[AlertKind] = frozenset(AlertKind)
    clauses: frozenset[str] = frozenset()
    lead: timedelta = timedelta(hours=2)
    near: float = 0.8


def alerts(deal: Deal, now: Status, watch: Watch, fresh: Sequence[Entry] = ()) -> tuple[Alert, ...]:
    """What a status gives reason to tell, the urgent first and then by moment.

    Args:
        deal: The text that the status was answered for.
        now: How the deal stands.
        watch: What is wanted.
        fresh: Entries that are new since the last time; each on a watched clause is one alert.
    """
    found = [
        *_deadlines(now, watch.lead),
        *_holds(deal, now.holds),
        *_exposures(deal, now.exposure, watch.near, now.at),
        *_deal(now),
        *_claims(fresh),
    ]
    return in_order(one for one in found if one.kind in watch.kinds and _is_watched(one, watch.clauses))


def in_order(several: Iterable[Alert]) -> tuple[Alert, ...]:
    """The urgent first and then by moment."""
    return tuple(sorted(several, key=lambda one: (one.kind not in URGENT, one.at, one.key)))


def of_deal(alert: Alert, deal: str, *, first: bool) -> Alert:
    """An alert that says which of several deals it is about; those of the first one keep their keys."""
    return replace(alert, deal=deal, key=alert.key if first else f"{deal}: {alert.key}")


def _is_watched(alert: Alert, clauses: frozenset[str]) -> bool:
    return not clauses or not alert.clauses or bool(clauses & set(alert.clauses))


def _deadlines(now: Status, lead: timedelta) -> Iterator[Alert]:
    """Last moments that come within the lead, and those that passed; sides bound alike are one alert."""
    found: dict[tuple[AlertKind, str, datetime], list[ClauseVerdict]] = {}
    for one in now.clauses:
        if one.due is None:
            continue
        if one.stage is Stage.LATE:
            found.setdefault((AlertKind.LATE, one.clause, one.due), []).append(one)
        elif one.stage not in _DONE and timedelta(0) <= one.due - now.at <= lead:
            found.setdefault((AlertKind.DEADLINE, one.clause, one.due), []).append(one)
    for (kind, clause, due), several in found.items():
        yield Alert(
            kind=kind,
            key=f"{kind} {clause} {due.timestamp():.0f}",
            at=due,
            clauses=(clause,),
            sides=tuple(one.side for one in several),
            state=str(several[0].stage),
            records=_once(one.because for one in several),
        )


def _holds(deal: Deal, holds: Iterable[HoldVerdict]) -> Iterator[Alert]:
    """Each stop while it stands, and once it has ended."""
    everything = {one.id for one in deal.clauses}
    for one in holds:
        ended = one.ended_at is not None
        kind = AlertKind.RESUMED if ended else AlertKind.HOLD
        yield Alert(
            kind=kind,
            key=f"{kind} {one.record}",
            at=one.ended_at or one.since,
            clauses=() if everything <= set(one.clauses) else one.clauses,
            sides=(one.holder,),
            state="by the text" if one.entitled else "no power in the text",
            records=_once(((one.record,), one.ended_by if ended else ())),
        )


def _exposures(deal: Deal, several: Iterable[ExposureVerdict], near: float, at: datetime) -> Iterator[Alert]:
    """A side near its bound, or over it, by the highest reading of the counts."""
    legs = {one.id: tuple(id for leg in one.legs for id in leg.ids) for one in deal.exchanges}
    for one in several:
        if one.bound is None or (one.high is not None and one.high < max(1, near * one.bound)):
            continue
        state = "over" if one.high is None or one.high > one.bound else "near"
        yield Alert(
            kind=AlertKind.EXPOSURE,
            key=f"exposure {one.exchange} {one.side} {state}",
            at=at,
            clauses=legs.get(one.exchange, ()),
            sides=(one.side,),
            state=state,
            figure=(one.high, one.bound),
            records=one.because,
        )


def _deal(now: Status) -> Iterator[Alert]:
    if now.deal.stage in {"suspended", "collapsed", "resumed", "ended"}:
        disputed = now.deal.finding is FindingWord.DISPUTED or bool(now.deal.others)
        yield Alert(
            kind=AlertKind.DEAL,
            key=f"deal {now.deal.stage}",
            at=now.at,
            sides=now.deal.by,
            state=f"{now.deal.stage} disputed" if disputed else now.deal.stage,
            records=now.deal.because,
        )


def _claims(fresh: Iterable[Entry]) -> Iterator[Alert]:
    """What was recorded on a clause; a report that somebody made a claim is one alert, whatever it says."""
    for entry in fresh:
        one = getattr(entry.record, "clause", None)
        clauses = tuple(dict.fromkeys([*([one] if one else []), *getattr(entry.record, "clauses", ())]))
        if clauses:
            yield Alert(
                kind=AlertKind.CLAIM,
                key=f"claim {entry.record.id}",
                at=entry.recorded_at,
                clauses=() if "deal" in clauses else clauses,
                state=str(type(entry.record).__struct_config__.tag),
                records=(entry.record.id,),
            )


def _once(several: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for ids in several for id in ids))


def standing(several: Iterable[Alert]) -> frozenset[str]:
    """The keys of what still holds: told once as long as it does, and again only after it did not."""
    return frozenset(one.key for one in several if one.kind is not AlertKind.CLAIM)


def news(several: Iterable[Alert], told: frozenset[str]) -> tuple[Alert, ...]:
    """Those that were not told while they have held."""
    return tuple(one for one in several if one.key not in told)
