"""What a report adds to the steps of a case: who could have seen it, what was found, what is due, what came early.

Findings of components stay inside the mission until a step says for whom they were published. What is due and what
came out of step is for the mission alone.
"""

from collections.abc import Iterator

from trucekeeper.brief.audience import Kind
from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Piece, Sentence, sentence
from trucekeeper.brief.sections.phrases import actors, listed
from trucekeeper.ledger.record import CaseStep
from trucekeeper.status.cases import CaseVerdict, Judgement, cases
from trucekeeper.status.coverage import Coverage

#: Who may read what was published at a level.
_LEVELS = {"public": set(Kind), "partner": {Kind.PARTNER}, "party": {Kind.PARTY}, "internal": set[Kind]()}


def verdicts(matter: Matter) -> dict[str, CaseVerdict]:
    """Every case by its reference, as it stands at the moment of the report."""
    now = matter.now
    found = cases(matter.deal, matter.history, at=now.at, known_by=now.known_by, known_from=now.known_from)
    return {one.reference: one for one in found}


def findings_told(matter: Matter, steps: tuple[CaseStep, ...]) -> bool:
    """True where this audience may read what the components found."""
    levels = [_LEVELS[one.outcome] for one in steps if one.step == "published" and one.outcome in _LEVELS]
    return matter.audience.sees.notes or any(matter.audience.kind in one for one in levels)


def casework(matter: Matter, case: CaseVerdict) -> Iterator[Sentence]:
    """Sentences about one case, behind the one that tells its steps."""
    steps = tuple(one for one in case.steps if isinstance(one, CaseStep))
    if findings_told(matter, steps):
        yield from (_found(matter, case, one) for one in case.judged)
    if matter.audience.sees.notes:
        yield from (_found(matter, case, one) for one in case.dissents)
    if case.coverage is not None:
        yield _seen(matter, case, case.coverage)
    if matter.audience.sees.notes:
        yield from _due(matter, case)
        for early in case.early:
            yield sentence("Case ", named(case.reference), ", out of step: ", named(early), ".", records=_ids(case))


def _ids(case: CaseVerdict) -> tuple[str, ...]:
    return tuple(one.id for one in case.steps)


def _found(matter: Matter, case: CaseVerdict, one: Judgement) -> Sentence:
    verb = " dissents on " if one.dissents else " found on "
    who: list[str | Piece] = [", possible actors: ", *actors(one.actors)] if one.actors else []
    why = f", {one.code}" if one.code else ""
    by = named(one.by) if matter.audience.sees.analysts or one.by in matter.named else Piece("a component")
    standard: list[str | Piece] = [" (", named(one.standard), ")"] if one.standard else []
    head: list[str | Piece] = ["Case ", named(case.reference), ": ", by, verb, f"{one.axis}: {one.outcome}{why}"]
    return sentence(*head, *who, *standard, ".", records=(one.record,))


def _seen(matter: Matter, case: CaseVerdict, coverage: Coverage) -> Sentence:
    """Who could have seen it; silence is told as silence only of somebody who was there."""
    parts: list[str | Piece] = ["Case ", named(case.reference), ", who could have seen it: "]
    present = coverage.present
    silent = [one for one in present if one.silent]
    spoke = [one for one in present if one.saw]
    if not present:
        parts.append("nobody is recorded to have been there, so silence says nothing")
    if spoke:
        parts += [*listed(matter.called(one.team) for one in spoke), " was there and recorded something of it"]
    if silent:
        gap = "; " if spoke else ""
        parts += [gap, *listed(matter.called(one.team) for one in silent), " was there and records nothing of it"]
    if coverage.refused:
        parts += ["; ", *listed(matter.called(one.team) for one in coverage.refused), " was refused"]
    if present and coverage.gaps:
        minutes = sum((end - start).total_seconds() for start, end in coverage.gaps) / 60
        whole = (coverage.end - coverage.start).total_seconds() / 60
        parts.append(f"; for {minutes:.0f} of {whole:.0f} minutes nobody was there")
    return sentence(*parts, ".", records=coverage.because or (case.steps[0].id,))


def _due(matter: Matter, case: CaseVerdict) -> Iterator[Sentence]:
    for one in case.due:
        when = f"by {matter.at(one.by)}{', late' if one.late else ''}" if one.by is not None else "no moment named"
        head = ("Case ", named(case.reference), ", due from ", named(one.who), ": ")
        yield sentence(*head, named(one.what), f" ({when}).", records=one.because or _ids(case))
