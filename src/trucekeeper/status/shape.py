"""An answer as JSON (DESIGN.md, status): keys may be added, these stay."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from trucekeeper.core.moment import iso
from trucekeeper.status.verdict import (
    ClauseVerdict,
    DealVerdict,
    DemandVerdict,
    ExposureVerdict,
    HoldVerdict,
    Progress,
    QuestionVerdict,
    Status,
)


def shape(status: Status, *, only: Collection[str] = (), short: bool = False) -> dict[str, Any]:
    """The answer, with moments as ISO 8601 and words as the tokens of rule R15.

    Args:
        status: How the deal stands.
        only: Of the clauses these alone; every one where empty.
        short: Leaves out what a clause rests on (`questions`, `progress`, `because`): most of a large answer.
    """
    clauses = [one for one in status.clauses if not only or one.clause in only]
    return {
        "at": iso(status.at),
        "known_by": iso(status.known_by),
        "known_from": status.known_from,
        "deal": _deal(status.deal),
        "clauses": [_stands(one) if short else _clause(one) for one in clauses],
        "holds": [_hold(one) for one in status.holds],
        "exposure": _exposures(status.exposure),
        "demands": [_demand(one) for one in status.demands],
        "positions": list(status.positions),
        "unknown_clauses": [{"clause": clause, "records": list(ids)} for clause, ids in status.unknown_clauses],
        "supposed": list(status.supposed),
        "other_deals": [{"deal": name, "records": count} for name, count in status.other_deals],
    }


def _when(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _deal(one: DealVerdict) -> dict[str, Any]:
    return {
        "version": one.version,
        "stage": one.stage,
        "finding": str(one.finding),
        "rungs": {"yes": one.rungs.yes, "no": one.rungs.no},
        "by": list(one.by),
        "others": [
            {"stage": state, "by": list(speakers), "because": list(records)}
            for (state, speakers), records in zip(one.others, one.others_because, strict=True)
        ],
        "because": list(one.because),
        "reason": one.reason,
    }


def _clause(one: ClauseVerdict) -> dict[str, Any]:
    return _stands(one) | {
        "questions": [_question(ask) for ask in one.questions],
        "progress": [_progress(count) for count in one.progress],
        "because": list(one.because),
    }


def _stands(one: ClauseVerdict) -> dict[str, Any]:
    return {
        "clause": one.clause,
        "side": one.side,
        "stage": str(one.stage),
        "finding": str(one.finding),
        "label": one.label,
        "rungs": {"yes": one.rungs.yes, "no": one.rungs.no},
        "blamed": list(one.blamed),
        "reason": one.reason,
        "opens": _when(one.opens),
        "due": _when(one.due),
    }


def _question(one: QuestionVerdict) -> dict[str, Any]:
    return {
        "incident": one.incident,
        "finding": str(one.finding),
        "rungs": {"yes": one.rungs.yes, "no": one.rungs.no},
        "blamed": list(one.blamed),
        "yes": list(one.yes),
        "no": list(one.no),
        "because": list(one.because),
        "reason": one.reason,
    }


def _progress(one: Progress) -> dict[str, Any]:
    return {
        "event": one.event,
        "by": one.by,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "category": one.category,
        "of": list(one.of) if one.of is not None else None,
        "at": iso(one.at),
        "record": one.record,
        "records": list(one.records),
        "rung": one.rung,
    }


def _hold(one: HoldVerdict) -> dict[str, Any]:
    return {
        "record": one.record,
        "holder": one.holder,
        "clauses": list(one.clauses),
        "entitled": one.entitled,
        "under": one.under,
        "since": iso(one.since),
        "ended_at": _when(one.ended_at),
        "ended_by": list(one.ended_by),
        "reason": one.reason,
    }


def _exposures(several: tuple[ExposureVerdict, ...]) -> dict[str, list[dict[str, Any]]]:
    """By side, one object an exchange."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in several:
        found.setdefault(one.side, []).append(
            {
                "exchange": one.exchange,
                "unit": one.unit,
                "low": one.low,
                "high": one.high,
                "bound": one.bound,
                "because": list(one.because),
                "reason": one.reason,
            }
        )
    return found


def _demand(one: DemandVerdict) -> dict[str, Any]:
    return {
        "record": one.record,
        "by": one.by,
        "side": one.side,
        "asks": one.asks,
        "since": iso(one.since),
        "agreed_by": list(one.agreed_by),
        "because": list(one.because),
    }
