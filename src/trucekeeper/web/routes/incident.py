"""The page Incident: one question, what each side says of it in their words, its case, and who could have seen it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.brief.sheets.incident import incident_report
from trucekeeper.core.moment import moment
from trucekeeper.core.name import folded
from trucekeeper.ledger.record import OUTCOMES, Record
from trucekeeper.ledger.reference import spoken
from trucekeeper.ledger.store import MovedOnError
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.people.rights import OF_STEP
from trucekeeper.status.verdict import FindingWord, QuestionVerdict, Status
from trucekeeper.web.casebook import AXES, CANNOT, STEPS, about, cases_of, decision_in, step_in
from trucekeeper.web.entering import Entered, enter
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.past import matter_of
from trucekeeper.web.render import page
from trucekeeper.web.routes.enter import NUMBER, BadNumberError, number_of
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: Incidents of one list; the rest is found by its words.
MOST: Final = 200
#: Findings that wait for nobody's decision.
CLOSED: Final = frozenset({FindingWord.NONE, FindingWord.CLEARED, FindingWord.VERIFIED})


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in the list: its clause, and the question on it for each side."""

    name: str
    clause: str
    asked: tuple[tuple[str, QuestionVerdict], ...]

    @property
    def standing(self) -> tuple[tuple[str, str], ...]:
        """How it stands for each side."""
        return tuple((side, str(one.finding)) for side, one in self.asked)

    @property
    def records(self) -> tuple[str, ...]:
        """What it rests on."""
        return tuple(dict.fromkeys(id for _, one in self.asked for id in one.because))

    @property
    def closed(self) -> bool:
        """True where nothing of it waits for a decision."""
        return all(one.finding in CLOSED for _, one in self.asked)


@router.get("/incident", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def incident(request: Request, name: str = "", q: str = "", clause: str = "") -> HTMLResponse:
    """List all incidents, or show one with both sides next to each other.

    Args:
        request: Whose page it is.
        name: As the records call it; the list where empty or where nobody speaks of it.
        q: Only those of the list whose name holds these words.
        clause: Only those of one clause.
    """
    site, who = site_of(request), who_of(request)
    matter = matter_of(site, who, None)
    every = incidents(matter.now) if matter is not None else []
    known = next((one for one in every if folded(one.name) == folded(name)), None) if name else None
    wanted = (
        [one for one in every if clause in ("", one.clause) and folded(q) in folded(one.name)] if q or clause else every
    )
    if known is not None:
        noted(request, "incident", known.name)
    report = incident_report(matter, known.name) if matter is not None and known is not None else None
    # The mission's own work on a case is no matter for those who look on from outside.
    found = () if who.outside else cases_of(site, who, site.question())
    here = about(found, known.name) if known is not None else ()
    return page(
        request,
        "incident.html",
        listed=wanted[:MOST],
        count=len(wanted),
        q=q,
        clause_asked=clause,
        clauses=list(dict.fromkeys(one.clause for one in every)),
        report=report,
        name=known.name if known else "",
        matter=matter,
        cases=here if known is not None else found,
        clause=known.clause if known is not None else "",
        fresh_number=number_of(who.id, site.clock()),
        body=members(site),
        steps=[one for one in STEPS if who.may(OF_STEP.get(one, Action.DECIDE))],
        axes=AXES,
        cannot=CANNOT,
        outcomes=OUTCOMES,
        spoken=spoken,
        parties=[one.id for one in matter.deal.parties] if matter is not None else [],
    )


@router.post("/incident/case")
@needs(Action.ENTER)
async def step(request: Request) -> Response:
    """Enter the next step of a case, or its first; the same number again is the same step."""
    site, who = site_of(request), who_of(request)
    form = {key: str(value).strip() for key, value in (await request.form()).items()}
    at = moment(form["said"], site.zone) if form.get("said") else site.now()
    return _entered(site, who, form, lambda: step_in(form, site, site.desk.entries, at, who.id))


@router.post("/incident/decide")
@needs(Action.DECIDE)
async def decide(request: Request) -> Response:
    """Enter the vote of one member of the body that the deal names."""
    site, who = site_of(request), who_of(request)
    form = {key: str(value).strip() for key, value in (await request.form()).items()}
    at = moment(form["said"], site.zone) if form.get("said") else site.now()
    return _entered(site, who, form, lambda: decision_in(form, at, members(site)))


def _entered(site: Site, who: Who, form: dict[str, str], make: Callable[[], Record]) -> Response:
    """Enter it with the right that the step takes; where two people must sign, it waits for the second one."""
    if not NUMBER.match(form.get("number", "")):
        raise BadNumberError(form.get("number", ""))
    if site.desk.entry(form["number"]) is None:
        entered = _begun(site, who, make) if not form.get("case") else enter(site, who, [make()])
        if entered.asked is not None:
            return RedirectResponse("/sign-offs", 303)
    return RedirectResponse(f"/incident?name={quote(form.get('incident', ''))}#case", 303)


def _begun(site: Site, who: Who, make: Callable[[], Record]) -> Entered:
    """Enter what takes the next number of the mission; where another desk took that meanwhile, the one behind it."""
    while True:
        behind = site.desk.position
        try:
            return enter(site, who, [make()], behind=behind)
        except MovedOnError:
            site.desk.refresh()


def members(site: Site) -> dict[str, tuple[str, ...]]:
    """Who decides under each verify clause of the texts."""
    return {one.id: one.who.ids for deal in site.desk.deals.texts().judged for one in deal.verifies}


def incidents(answer: Status) -> list[Listed]:
    """Every question of the deal once, those that are open first, then by clause."""
    found: dict[tuple[str, str], list[tuple[str, QuestionVerdict]]] = {}
    for verdict in answer.clauses:
        for one in verdict.questions:
            found.setdefault((one.incident, verdict.clause), []).append((verdict.side, one))
    made = [Listed(name, clause, tuple(several)) for (name, clause), several in found.items()]
    return sorted(made, key=lambda one: (one.closed, one.clause, one.name))
