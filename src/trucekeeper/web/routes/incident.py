"""The page Incident: one question, what each side says of it in their words, its case, and who could have seen it."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from trucekeeper.brief.sheets.incident import incident_report
from trucekeeper.core.name import folded
from trucekeeper.people.account import Action
from trucekeeper.status.verdict import Status
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.past import matter_of
from trucekeeper.web.render import page
from trucekeeper.web.site import site_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in the list: its clause, how it stands for each side, and the records it rests on."""

    name: str
    clause: str
    standing: tuple[tuple[str, str], ...]
    records: tuple[str, ...]


@router.get("/incident", response_class=HTMLResponse)
@needs(Action.SEE)
def incident(request: Request, name: str = "") -> HTMLResponse:
    """List all incidents, or show one with both sides next to each other.

    Args:
        request: Whose page it is.
        name: As the records call it; the list where empty or where nobody speaks of it.
    """
    site, who = site_of(request), who_of(request)
    matter = matter_of(site, who, site.question())
    listed = incidents(matter.now) if matter is not None else []
    known = next((one for one in listed if folded(one.name) == folded(name)), None) if name else None
    report = incident_report(matter, known.name) if matter is not None and known is not None else None
    return page(request, "incident.html", listed=listed, report=report, name=known.name if known else "", matter=matter)


def incidents(answer: Status) -> list[Listed]:
    """Every question of the deal once, those that are open first, then by clause."""
    found: dict[tuple[str, str], list[tuple[str, str, tuple[str, ...]]]] = {}
    for verdict in answer.clauses:
        for one in verdict.questions:
            found.setdefault((one.incident, verdict.clause), []).append((verdict.side, str(one.finding), one.because))
    made = [
        Listed(
            name,
            clause,
            tuple((side, finding) for side, finding, _ in several),
            tuple(dict.fromkeys(id for *_, because in several for id in because)),
        )
        for (name, clause), several in found.items()
    ]
    closed = {"none", "cleared", "verified"}
    return sorted(made, key=lambda one: (all(finding in closed for _, finding in one.standing), one.clause, one.name))
