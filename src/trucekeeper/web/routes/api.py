"""The JSON API: the same questions and entries as the pages, for programs with a key; same rights, same refusals."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

import trucekeeper
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.deal.canonical import canonical
from trucekeeper.ledger.codec import flat, record_from
from trucekeeper.ledger.record import Entry, Record
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.people.alert_rule import AlertRule
from trucekeeper.status.alert import AlertKind
from trucekeeper.status.alert_words import shape as alert_shape
from trucekeeper.status.shape import shape
from trucekeeper.web.alerts.watch import standing_alerts
from trucekeeper.web.entering import enter as recorded
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.sight import may_see, outside, record_for, seen_by
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.veil import veiled

#: Entries in one answer at most.
MOST = 500
#: Records in one request at most: a batch is held in memory and written in one go.
BATCH = 5_000


class Problem(BaseModel):
    """What could not be done."""

    code: str
    message: str
    hint: str | None


class Refusal(BaseModel):
    """The one shape of every error."""

    error: Problem


class EntryShape(BaseModel):
    """An entry of the ledger: the record as it was entered, with what the store gave it."""

    position: int
    recorded_at: datetime
    entered_by: str
    record: dict[str, Any]


class EntriesShape(BaseModel):
    """Some entries in their order; `next` asks for those behind, null at the end."""

    newest: int
    entries: list[EntryShape]
    next: int | None


class AskedShape(BaseModel):
    """What waits for a second person on the page Sign-offs."""

    asked: str


class StatusShape(BaseModel):
    """How the deal stands; all keys stand in docs/reference/json.md under `truce status`."""

    model_config = ConfigDict(extra="allow")

    at: datetime
    known_by: datetime
    known_from: str
    deal: dict[str, Any]
    clauses: list[dict[str, Any]]


class AlertShape(BaseModel):
    """Something to be told without looking: ids, moments and figures, no words of anybody."""

    model_config = ConfigDict(extra="allow")

    kind: str
    deal: str
    at: datetime
    clauses: list[str]
    sides: list[str]
    state: str
    records: list[str]


class ProposalShape(BaseModel):
    """What the reader proposes and nobody has decided about."""

    id: str
    source: str
    state: str
    proposal: dict[str, Any]


class NoDealYetError(TruceError):
    """A question about a deal of which there is no text that can be judged."""

    def __init__(self) -> None:
        super().__init__("there is no text of the deal that can be judged", "put one into the folder of deals")


class TooManyRecordsError(TruceError):
    """A batch that is too large for one request."""

    def __init__(self, given: int) -> None:
        super().__init__(f"{given} records are more than one request takes", f"send at most {BATCH} at once")


_ERRORS: dict[int | str, dict[str, Any]] = {status: {"model": Refusal} for status in (400, 401, 403, 404, 409, 422)}
router = APIRouter(prefix="/api", responses=_ERRORS)


@router.get("")
@needs(Action.SEE)
def root(request: Request) -> dict[str, Any]:
    """What there is."""
    desk = site_of(request).desk
    return {
        "version": trucekeeper.__version__,
        "practice": desk.practice,
        "newest": desk.position,
        "links": {name: f"/api/{name}" for name in ("status", "alerts", "records", "inbox", "deal", "openapi.json")},
        "live": "/live",
    }


@router.get("/openapi.json", include_in_schema=False)
@needs(Action.SEE)
def description(request: Request) -> JSONResponse:
    """This API for programs, as OpenAPI."""
    made = get_openapi(title="Trucekeeper", version=trucekeeper.__version__, routes=router.routes)
    made["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"key": []}]
    return JSONResponse(made)


@router.get("/status", response_model=StatusShape)
@needs(Action.SEE)
def status(
    request: Request,
    at: Annotated[str, Query(description="A moment with offset; now where left out.")] = "",
    known_by: Annotated[str, Query(description="Only what was known by then; `at` where left out.")] = "",
    clause: Annotated[list[str] | None, Query(description="Only this clause; more than once.")] = None,
    short: Annotated[bool, Query(description="Without the questions and records that a clause rests on.")] = False,
) -> JSONResponse:
    """How the deal stands at a moment, as far as was known by another."""
    site = site_of(request)
    if at or known_by:
        asked = site.question(moment(at) if at else None, moment(known_by) if known_by else None)
        answer = site.desk.answer(asked)
    else:
        # The answer about now is kept up to date; any other is worked out from the first record on.
        answer = site.answer()
    if answer is None:
        raise NoDealYetError
    lacking = sorted(set(clause or ()) - {one.clause for one in answer.clauses})
    if lacking:
        raise NoSuchPageError(f"/api/status?clause={lacking[0]}")
    return JSONResponse(shape(veiled(site, who_of(request), answer), only=clause or (), short=short))


@router.get("/alerts", response_model=list[AlertShape])
@needs(Action.SEE)
def alerts(
    request: Request,
    lead_minutes: Annotated[int, Query(ge=1, le=20160, description="How long before a last moment.")] = 120,
    near_percent: Annotated[int, Query(ge=1, le=100, description="From which share of a bound on.")] = 80,
    clause: Annotated[list[str] | None, Query(description="Only about this clause; more than once.")] = None,
    deal: Annotated[str, Query(description="Only about this deal; every one where left out.")] = "",
) -> JSONResponse:
    """What should be told now, the urgent first: the same as the page Alerts shows, without records of their own."""
    site, who = site_of(request), who_of(request)
    if site.answer() is None:
        raise NoDealYetError
    rule = AlertRule(
        account=who.id,
        channel="mail",
        address="",
        kinds=tuple(str(one) for one in AlertKind if one is not AlertKind.RESUMED),
        clauses=tuple(clause or ()),
        deals=(deal,) if deal else (),
        lead=timedelta(minutes=lead_minutes),
        near_percent=near_percent,
    )
    found = standing_alerts(site, who, rule, ())
    return JSONResponse([alert_shape(one) for one in found])


@router.get("/records", response_model=EntriesShape)
@needs(Action.SEE, Sensitivity.PUBLIC)
def records(
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**53, description="Only entries behind this position.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> JSONResponse:
    """Entries in their order, those left out that this account may not read.

    For partners and parties: records as they stand after corrections, with what they may not see left out.
    """
    site, who = site_of(request), who_of(request)
    desk = site.desk
    if who.outside:
        return _outside(site, who, after, limit)
    window = desk.entries[after : after + limit]
    noted(request, "records", f"{after + 1} to {after + len(window)}")
    shown = [_entry(one) for one in seen_by(who, desk, window)]
    end = after + len(window)
    return JSONResponse({"newest": desk.position, "entries": shown, "next": end if end < desk.position else None})


def _outside(site: Site, who: Who, after: int, limit: int) -> JSONResponse:
    """The same for whoever looks on from outside."""
    given = [one for one in outside(site, who).entries if one.position > after]
    site.people.looks.note(who.id, "records", f"{after + 1} to {given[:limit][-1].position if given else after}")
    shown = [_entry(one) for one in given[:limit]]
    more = given[limit - 1].position if len(given) > limit else None
    return JSONResponse({"newest": site.desk.position, "entries": shown, "next": more})


@router.get("/records/{id:path}", response_model=EntryShape)
@needs(Action.SEE, Sensitivity.PUBLIC)
def record(request: Request, id: str) -> JSONResponse:
    """One record as it was entered; for partners and parties as they may have it."""
    entry = record_for(site_of(request), who_of(request), id)
    if entry is None:
        raise NoSuchPageError(f"/api/records/{id}")
    noted(request, "record", entry.record.id)
    return JSONResponse(_entry(entry))


@router.post("/records", response_model=EntriesShape, status_code=201, responses={202: {"model": AskedShape}})
@needs(Action.ENTER)
def enter(request: Request, body: Annotated[list[dict[str, Any]], Body()]) -> JSONResponse:
    """Record all of a batch or none of it; keys as in docs/reference/records.md, without `recorded_at`.

    Where two people must sign, all of it waits for the second one (202), and nothing is recorded yet.
    """
    if len(body) > BATCH:
        raise TooManyRecordsError(len(body))
    who, site = who_of(request), site_of(request)
    made: list[Record] = [record_from(one) for one in body]
    done = recorded(site, who, made)
    if done.asked is not None:
        return JSONResponse({"asked": done.asked.id}, 202)
    shown = [_entry(one) for one in done.entries]
    return JSONResponse({"newest": site.desk.position, "entries": shown, "next": None}, 201)


@router.get("/inbox", response_model=list[ProposalShape])
@needs(Action.CONFIRM)
def inbox(request: Request) -> JSONResponse:
    """The proposals that wait for a person."""
    desk, who = site_of(request).desk, who_of(request)
    there = [one for one in desk.inbox() if (of := desk.entry(one.source)) is not None and may_see(who, desk, of)]
    return JSONResponse(
        [{"id": one.id, "source": one.source, "state": one.state, "proposal": one.body} for one in there[:MOST]]
    )


@router.get("/deal")
@needs(Action.SEE)
def deal(request: Request) -> JSONResponse:
    """All texts of the deal that can be judged, by file, as `truce canon` gives them."""
    return JSONResponse({one.file: canonical(one) for one in site_of(request).deals.texts().judged})


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "position": entry.position,
        "recorded_at": iso(entry.recorded_at),
        "entered_by": entry.entered_by,
        "record": flat(entry.record),
    }
