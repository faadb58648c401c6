"""`truce case`: how far the verification of each incident has come, and what is due from whom by when."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, now, practice_mark
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, local

if TYPE_CHECKING:
    from trucekeeper.ledger.record import CaseStep, Contact
    from trucekeeper.ledger.view import KnownFrom
    from trucekeeper.status.cases import CaseVerdict, Decided, Judgement
    from trucekeeper.status.casework import Due
    from trucekeeper.status.coverage import Coverage

WIDTH = 80


class NoSuchCaseError(TruceError):
    """A reference that no case has."""

    def __init__(self, reference: str, known: Sequence[str]) -> None:
        from trucekeeper.ledger.shape import nearest

        near = nearest(reference, tuple(known))
        hint = f'did you mean "{near}"?' if near else "truce case DEAL LEDGER lists them"
        super().__init__(f'there is no case "{reference}" by then', hint)


@click.command(
    epilog="Exit codes: 0 shown; 2 wrong use or unreadable input. "
    "Example: truce case my.deal.md my.ledger ALP-2016-0014"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("reference", required=False)
@click.option("--at", type=MOMENT, help="The moment asked about; now if left out.")
@click.option("--known-by", type=MOMENT, help="Only what was known by then; the same as --at if left out.")
@click.option(
    "--known-from",
    type=click.Choice(["recorded", "said"]),
    default="recorded",
    help="Known since it was recorded here, or since its source said it (for an archive entered afterwards).",
)
@click.option("--open", "only_open", is_flag=True, help="Leave out cases that are closed or were screened out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def case(
    deal: Path,
    ledger: Path,
    reference: str | None,
    at: datetime | None,
    known_by: datetime | None,
    known_from: "KnownFrom",
    only_open: bool,
    as_json: bool,
) -> None:
    """List the cases of LEDGER, or show the case REFERENCE: its steps, what each component found, what is due.

    No step of a case is a finding on the deal; only the decision of the body that DEAL names is one.
    """
    from trucekeeper.status.cases import cases

    deals = deals_at(deal)
    at = at or known_by or now()
    found = cases(deals, entries_at(ledger), at=at, known_by=known_by or at, known_from=known_from)
    if reference is not None:
        chosen = [one for one in found if one.reference.casefold() == reference.casefold()]
        if not chosen:
            raise NoSuchCaseError(reference, [one.reference for one in found])
        found = tuple(chosen)
    elif only_open:
        found = tuple(one for one in found if one.is_open)
    zone = next((one.zone for one in deals if one.zone is not None), None)
    mark = practice_mark(ledger)
    if as_json:
        told = {"practice": bool(mark), "at": iso(at), "cases": [_shape(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        lines = _whole(found[0], zone) if reference is not None else _list(found, zone)
        click.echo("\n".join([*mark, *lines]))


def _list(found: Iterable["CaseVerdict"], zone: ZoneInfo | None) -> list[str]:
    """Two or three lines a case: which and how far, what about, what is due first."""
    lines: list[str] = []
    for one in found:
        about = ", ".join(part for part in (one.clause, one.incident) if part) or "tied to no clause yet"
        lines += [f"{one.reference}  {one.stage}", *_folded(about)]
        lines += _due_lines(one.due[:1], zone)
        if len(one.due) > 1:
            lines.append(f"    and {len(one.due) - 1} more due")
    return lines or ["no case is recorded by then"]


def _whole(one: "CaseVerdict", zone: ZoneInfo | None) -> list[str]:
    from trucekeeper.ledger.reference import spoken

    lines = [f"{one.reference}  ({spoken(one.reference)})", f"  {one.stage}"]
    lines += _folded(", ".join(part for part in (one.clause, one.incident) if part) or "tied to no clause yet")
    if one.accused:
        lines += _folded(f"possible actors answer to: {', '.join(one.accused)}")
    lines += ["", "Steps", *(line for step in one.steps for line in _step_lines(step, zone))]
    lines += ["", "What the components found (no finding on the deal)"]
    lines += [line for each in (*one.judged, *one.dissents) for line in _folded(_judged(each))] or ["  nothing yet"]
    lines += ["", "Decision under the deal", *_decision(one.decision, zone)]
    if one.standing:
        lines += _folded("status: " + ", ".join(f"{party} {word.replace('_', ' ')}" for party, word in one.standing))
    lines += ["", "Who could have seen it"]
    lines += _folded(one.coverage.reason if one.coverage else "no place and time is said of it, so nobody can tell")
    lines += ["", "Due", *(_due_lines(one.due, zone) or ["  nothing"])]
    if one.early:
        lines += ["", "Out of step", *(line for early in one.early for line in _folded(early))]
    return lines


def _folded(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _due_lines(due: Iterable["Due"], zone: ZoneInfo | None) -> list[str]:
    lines: list[str] = []
    for one in due:
        when = f"by {local(one.by, zone)}{', late' if one.late else ''}" if one.by is not None else "no moment named"
        lines += _folded(f"{one.who}: {one.what} ({when})")
    return lines


def _step_lines(step: "CaseStep | Contact", zone: ZoneInfo | None) -> list[str]:
    at = local(step.said_at, zone)
    if type(step).__name__ == "Contact":
        answer = "acknowledged" if getattr(step, "acknowledged", False) else "not acknowledged"
        words = f"call to {getattr(step, 'party', '')}, {answer}"
    else:
        axis = f" on {getattr(step, 'axis', '')}" if getattr(step, "axis", None) else ""
        outcome = f": {getattr(step, 'outcome', '')}" if getattr(step, "outcome", "") else ""
        words = f"{getattr(step, 'step', '')}{axis}{outcome}"
    of = f" ({', '.join(getattr(step, 'of', ()))})" if getattr(step, "of", ()) else ""
    return _folded(f"{at}  {words}{of}, {step.by} [{step.id}]")


def _judged(one: "Judgement") -> str:
    who = f": {' or '.join(one.actors)}" if one.actors else ""
    why = "".join(f", {part}" for part in (one.code, one.standard) if part)
    kind = "dissents on" if one.dissents else "on"
    return f"{one.by} {kind} {one.axis}: {one.outcome}{who}{why} [{one.record}]"


def _decision(one: "Decided | None", zone: ZoneInfo | None) -> list[str]:
    if one is None:
        return _folded("the deal names nobody who decides on this")
    cast = ", ".join(f"{who} {answer}" for who, answer, _ in one.cast) or "nobody has decided"
    lines = _folded(f"{one.verify}: {one.needs} of {', '.join(one.who)} must agree; {cast}")
    if one.barred:
        lines += _folded(f"{', '.join(one.barred)} may not decide: own forces may be among the possible actors")
    if one.answer and one.at is not None:
        lines += _folded(f"decided {one.answer} at {local(one.at, zone)}")
    elif one.over and one.limit is not None:
        default = f"; default: {one.default}" if one.default else ""
        lines += _folded(f"undecided when the time ran out at {local(one.limit, zone)}{default}")
    elif one.limit is not None:
        lines += _folded(f"time for it runs until {local(one.limit, zone)}")
    return lines


def _shape(one: "CaseVerdict") -> dict[str, Any]:
    return {
        "reference": one.reference,
        "clause": one.clause,
        "incident": one.incident,
        "stage": one.stage,
        "open": one.is_open,
        "accused": list(one.accused),
        "steps": [_told(step) for step in one.steps],
        "judged": [_judgement(each) for each in one.judged],
        "dissents": [_judgement(each) for each in one.dissents],
        "decision": _decided(one.decision),
        "status": [{"side": party, "finding": word} for party, word in one.standing],
        "coverage": None if one.coverage is None else coverage_shape(one.coverage),
        "due": [due_shape(each) for each in one.due],
        "early": list(one.early),
        "because": list(one.because),
    }


def _told(step: "CaseStep | Contact") -> dict[str, Any]:
    from trucekeeper.ledger.codec import flat

    return flat(step)


def _judgement(one: "Judgement") -> dict[str, Any]:
    return {
        "axis": one.axis,
        "outcome": one.outcome,
        "by": one.by,
        "at": iso(one.at),
        "actors": list(one.actors),
        "code": one.code,
        "standard": one.standard,
        "record": one.record,
    }


def _decided(one: "Decided | None") -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "verify": one.verify,
        "who": list(one.who),
        "needs": one.needs,
        "until": None if one.limit is None else iso(one.limit),
        "cast": [{"by": by, "answer": answer, "record": record} for by, answer, record in one.cast],
        "waits_for": list(one.waits_for),
        "barred": list(one.barred),
        "answer": one.answer or None,
        "at": None if one.at is None else iso(one.at),
        "over": one.over,
        "default": one.default,
    }


def due_shape(one: "Due") -> dict[str, Any]:
    """One thing waited for, as JSON."""
    by = None if one.by is None else iso(one.by)
    return {"case": one.case, "what": one.what, "who": one.who, "by": by, "late": one.late, "because": [*one.because]}


def coverage_shape(one: "Coverage") -> dict[str, Any]:
    """Who could have seen, as JSON."""
    return {
        "places": list(one.places),
        "start": iso(one.start),
        "end": iso(one.end),
        "observers": [
            {
                "record": each.record,
                "team": each.team,
                "means": each.means,
                "standing": each.standing,
                "outcome": each.outcome,
                "start": iso(each.start),
                "end": iso(each.end),
                "saw": list(each.saw),
                "silent": each.silent,
                "refused_by": each.refused_by,
            }
            for each in one.watches
        ],
        "gaps": [{"start": iso(start), "end": iso(end)} for start, end in one.gaps],
        "reason": one.reason,
    }
