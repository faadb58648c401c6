"""The case of an incident on its page: how far it is, and the records that a form about its next step describes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, get_args

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.core.name import folded
from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.record import OUTCOMES, Axis, CannotTell, CaseStep, CaseStepWord, Entry, Record
from trucekeeper.ledger.reference import next_reference, prefix_of, references
from trucekeeper.status.cases import STAGE_AFTER, CaseVerdict, cases
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import Site

#: The steps in the order in which a mission takes them, what a finding judges, and why something cannot be told.
STEPS: tuple[str, ...] = get_args(CaseStepWord)
AXES: tuple[str, ...] = get_args(Axis)
CANNOT: tuple[str, ...] = get_args(CannotTell)
#: Every word that the page translates by its value.
WORDS: tuple[str, ...] = tuple(
    dict.fromkeys((*STEPS, *STAGE_AFTER.values(), "decided", "called", *AXES, *CANNOT, *chain(*OUTCOMES.values())))
)


class IncompleteStepError(TruceError):
    """A step or a decision without what makes it one."""


def cases_of(site: Site, who: Who, question: Question) -> tuple[CaseVerdict, ...]:
    """All cases as they stood, worked out from the records that a reader may see; none where no text can be judged."""
    texts = site.desk.deals.texts().judged
    if not texts:
        return ()
    entries = told_to(who, site.desk)
    if not any(isinstance(one.record, CaseStep) for one in entries):
        return ()
    # A step entered in this very moment has been taken; the clock of a practice ledger stands, so it matters there.
    at = question.at + timedelta(microseconds=1)
    return cases(texts, entries, at=at, known_by=question.known_by, known_from=question.known_from)


def about(found: Sequence[CaseVerdict], incident: str) -> tuple[CaseVerdict, ...]:
    """The cases of one incident; several where two desks took it up apart."""
    return tuple(one for one in found if one.incident and folded(one.incident) == folded(incident))


def step_in(form: Mapping[str, str], site: Site, entries: Sequence[Entry], at: datetime, by: str) -> Record:
    """The step that a form describes; one that names no case begins one, under the next reference of the mission.

    Args:
        form: What was filled in.
        site: Whose deal and zone count.
        entries: All of the ledger: no reference is given twice, not that of a withdrawn case either.
        at: When the step is taken.
        by: Who takes it, where the form names nobody.

    Raises:
        IncompleteStepError: Something is missing or stands at the wrong step.
    """
    step = form.get("step", "")
    if step not in STEPS:
        raise IncompleteStepError("no step is chosen", "choose one of the list")
    judges = step in {"finding", "dissent"}
    axis = form.get("axis", "") if judges else ""
    if judges and (axis not in AXES or not form.get("outcome")):
        raise IncompleteStepError(
            "a finding judges one thing and says what was found", "choose the axis and the outcome that belongs to it"
        )
    fitting = OUTCOMES.get(axis if judges else step)
    if fitting is not None and form.get("outcome") and form["outcome"] not in fitting:
        raise IncompleteStepError(
            f'"{form["outcome"]}" is no outcome of {axis or step}', f"choose one of: {', '.join(fitting)}"
        )
    made: dict[str, Any] = {
        "record": "case step",
        "id": form["number"],
        "case": form.get("case") or _next(site, entries, at),
        "step": step,
        "said_at": iso(at),
        "by": form.get("by") or by,
        "clause": form.get("clause"),
        "incident": form.get("incident"),
        "outcome": form.get("outcome") if fitting is not None else "",
        "axis": axis,
        "code": form.get("code") if judges else "",
        "of": _several(form.get("of", "")),
        "actors": _several(form.get("actors", "")) if axis == "attribution" else [],
        "due": iso(moment(form["due"], site.zone)) if form.get("due") else "",
        "note": form.get("note"),
        "channel": form.get("channel"),
    }
    return record_from({key: value for key, value in made.items() if value})


def decision_in(form: Mapping[str, str], at: datetime, of: Mapping[str, Sequence[str]]) -> Record:
    """The vote of one member of the body that the deal names.

    Args:
        form: What was filled in.
        at: When it was given.
        of: Members by verify clause.

    Raises:
        IncompleteStepError: It is no vote of that body.
    """
    verify, member = form.get("decides", ""), form.get("member", "")
    if member not in of.get(verify, ()):
        raise IncompleteStepError(
            f"{member or 'nobody'} does not decide under {verify or 'no clause'} of the deal",
            f"members are: {', '.join(of.get(verify, ())) or 'nobody'}",
        )
    if form.get("answer") not in {"yes", "no"}:
        raise IncompleteStepError("a vote says yes or no", "who has not decided has no vote yet")
    made: dict[str, Any] = {
        "record": "decision",
        "id": form["number"],
        "speaker": member,
        "said_at": iso(at),
        "clause": form.get("clause"),
        "incident": form.get("incident"),
        "polarity": form["answer"],
        "actors": _several(form.get("actors", "")),
        "basis": "document" if form.get("document") else "statement",
        "words": form.get("note"),
        "decides": verify,
    }
    return record_from({key: value for key, value in made.items() if value})


def _several(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def _next(site: Site, entries: Sequence[Entry], at: datetime) -> str:
    texts = site.desk.deals.texts().judged
    head = next((one.head for one in texts if one.head), None)
    there = at.astimezone(site.zone) if site.zone else at
    return next_reference(references(entries), prefix_of(head.id if head else "CASE"), there.year)
