"""The page Exchange: plan against what happened, each side's lead, who waits where, a hold with what it does first."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.brief.pictures.of_exchange import plan_pictures
from trucekeeper.brief.pictures.plot import Look, english
from trucekeeper.brief.pictures.terms import arabic
from trucekeeper.core.errors import TruceError
from trucekeeper.exchange.fairness import burdens
from trucekeeper.exchange.model import NEVER
from trucekeeper.exchange.reconcile import reconcile
from trucekeeper.ledger.record import Entry, Hold, Resume
from trucekeeper.ledger.view import view
from trucekeeper.people.account import Action
from trucekeeper.web.carrying import Carried, carried, fitting, operations, plan_file, planned, rows, stopped_now
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.render import page, reader_language
from trucekeeper.web.sight import seen_by, subject_of
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.veil import veiled

router = APIRouter()


class NoGroundError(TruceError):
    """A hold or its end that names no clause, no holder or no reason."""

    def __init__(self) -> None:
        super().__init__(
            "a hold needs clauses, who holds and why: who waits on the road must be able to be told",
            "fill in all three",
        )


@router.get("/exchange", response_class=HTMLResponse)
@needs(Action.SEE)
def exchange(request: Request, operation: str = "", ask: str = "") -> HTMLResponse:
    """Show one operation as it is carried out.

    Args:
        request: Whose page it is.
        operation: Name of the file; the first one where empty.
        ask: hold or resume, to see what it does before it is entered.
    """
    site = site_of(request)
    files = operations(site.deals.folder)
    path = next((one for one in files if one.name == operation), files[0] if files else None)
    shown = _shown(request, site, path) if path is not None else {"one": None}
    work = site.planning.of(path) if path is not None else None
    return page(
        request,
        "exchange.html",
        work=work,
        clock_now=site.clock(),
        files=[one.name for one in files],
        ask=ask,
        NEVER=NEVER,
        **shown,
    )


def _shown(request: Request, site: Site, path: Path) -> dict[str, Any]:
    who, question = who_of(request), site.question()
    entries = view(
        tuple(seen_by(who, site.desk, site.desk.entries)), known_by=question.known_by, known_from=question.known_from
    )
    records = [one.record for one in entries]
    try:
        one = carried(path, site.desk.deals.texts().judged, records, question.at)
    except (TruceError, ValueError) as error:
        told = error if isinstance(error, TruceError) else TruceError(f"{path.name}: the plan beside it is no JSON")
        return {"one": None, "problem_here": told, "file": path.name}
    accounts, differ = reconcile(records, at=question.at)
    listed = rows(one, one.operation.seconds(question.at))
    found = site.desk.answer(question)
    answer = found and veiled(site, who, found)
    return {
        "one": one,
        "file": path.name,
        "rows": listed,
        "stopped": stopped_now(listed),
        "pictures": _pictures(request, site, one),
        "bearing": burdens(one.operation, *one.plan) if one.plan is not None else (),
        "accounts": [each for each in accounts if each.convoy],
        "differ": differ,
        "exposure": answer.exposure if answer else (),
        "holds": [each for each in answer.holds if each.ended_at is None] if answer else [],
        "clauses": list(dict.fromkeys(id for side in one.operation.sides for id in side.id.split(","))),
        "problem_here": None,
    }


def _pictures(request: Request, site: Site, one: Carried) -> list[Any]:
    """The four pictures of the announced plan, in the reader's language and direction."""
    if one.plan is None or len(one.operation.sides) < 2:
        return []
    language = reader_language(request)
    look = Look(site.zone, rtl=language.direction == "rtl", say=arabic if language.code == "ar" else english)
    sequence, times = one.plan
    at_s = one.operation.seconds(site.now())
    return list(plan_pictures(one.operation, sequence, times, look, at_s if at_s > 0 else None).values())


@router.post("/exchange/plan")
@needs(Action.PLAN)
def plan(request: Request, operation: Annotated[str, Form()]) -> Response:
    """Make a plan and lay it beside the operation file; the one before it is kept. Nothing is ordered by it."""
    site = site_of(request)
    path = _known(site, operation)
    # Read here: what is wrong with the file is told at once, and the texts are those that whoever asks has chosen.
    work = fitting(path, site.desk.deals.texts().judged)
    site.planning.begin(
        path,
        lambda: lay_down(path, planned(work)),
        by=who_of(request).id,
        now=site.clock(),
        done=lambda: site.desk.announce("plan", {}),
    )
    return RedirectResponse(f"/exchange?operation={operation}", 303)


def lay_down(path: Path, content: bytes) -> None:
    """Put a plan beside its operation whole or not at all; the one before it is kept."""
    file = plan_file(path)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    if file.is_file():
        file.replace(file.with_name(file.name + ".before"))
    part.replace(file)


@router.post("/exchange/hold")
@needs(Action.ORDER)
def hold(
    request: Request,
    what: Annotated[str, Form()],
    operation: Annotated[str, Form()] = "",
    clauses: Annotated[str, Form()] = "",
    holder: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    ends: Annotated[str, Form()] = "",
) -> Response:
    """Enter a hold or its end, after the page has shown what it does."""
    site, who = site_of(request), who_of(request)
    named = tuple(one.strip() for one in clauses.split(",") if one.strip())
    if not named or not holder.strip() or (what == "hold" and not reason.strip()):
        raise NoGroundError
    at = site.now()
    number = f"{what}-{at:%m%d-%H%M%S}-{site.desk.position}"
    if what == "hold":
        made: Hold | Resume = Hold(
            id=number, speaker=holder.strip(), said_at=at, clauses=named, holder=holder.strip(), reason=reason.strip()
        )
    else:
        made = Resume(
            id=number, speaker=holder.strip(), said_at=at, clauses=named, holder=holder.strip(), ends=ends or None
        )
    probe = Entry(position=0, recorded_at=site.clock(), entered_by=who.id, record=made)
    who.must(Action.ORDER, subject_of(site.desk, probe))
    site.desk.append([made], who.id)
    return RedirectResponse(f"/exchange?operation={operation}", 303)


def _known(site: Site, name: str) -> Path:
    found = next((one for one in operations(site.deals.folder) if one.name == name), None)
    if found is None:
        raise NoSuchPageError(f"/exchange?operation={name}")
    return found
