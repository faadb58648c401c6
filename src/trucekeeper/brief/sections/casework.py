"""What a report adds to the steps of a case: who could have seen it, what was found, what is due, what came early.

Findings of components stay inside the mission until a step says for whom they were published. What is due and what
came out of step is for the mission alone.
"""

from collections.abc import Iterable, Iterator

from trucekeeper.brief.audience import Kind
from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Piece, Sentence
from trucekeeper.brief.sections.phrases import actors, listed
from trucekeeper.ledger.record import CaseStep
from trucekeeper.status.cases import CaseVerdict, Judgement, cases
from trucekeeper.status.coverage import Coverage, Watch

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
            t, words = matter.tongue, "Case {name}, out of step: {what}."
            yield t.tell(words, name=named(case.reference), what=t.reason(early), records=_ids(case))


def _ids(case: CaseVerdict) -> tuple[str, ...]:
    return tuple(one.id for one in case.steps)


def _found(matter: Matter, case: CaseVerdict, one: Judgement) -> Sentence:
    t = matter.tongue
    found = "Case {name}: {by} found on {axis}: {outcome}{why}{who}{standard}."
    dissents = "Case {name}: {by} dissents on {axis}: {outcome}{why}{who}{standard}."
    by = named(one.by) if matter.audience.sees.analysts or one.by in matter.named else Piece(t("a component"))
    standard: tuple[str | Piece, ...] = (" (", named(one.standard), ")") if one.standard else ()
    return t.tell(
        dissents if one.dissents else found,
        name=named(case.reference),
        by=by,
        axis=t(one.axis),
        outcome=matter.word("outcome", one.outcome),
        why=(t(", "), t(one.code)) if one.code else (),
        who=t.pieces(", possible actors: {actors}", actors=actors(t, one.actors)) if one.actors else (),
        standard=standard,
        records=(one.record,),
    )


def _seen(matter: Matter, case: CaseVerdict, coverage: Coverage) -> Sentence:
    """Who could have seen it; silence is told as silence only of somebody who was there."""
    t, present = matter.tongue, coverage.present

    def teams(several: Iterable[Watch]) -> list[str | Piece]:
        return listed(t, (matter.called(one.team) for one in several))

    silent = [one for one in present if one.silent]
    spoke = [one for one in present if one.saw]
    parts: list[str | Piece] = []
    if not present:
        parts += t.pieces("nobody is recorded to have been there, so silence says nothing")
    if spoke:
        parts += t.pieces("{teams} was there and recorded something of it", teams=teams(spoke))
    if silent:
        parts += ["; "] if spoke else []
        parts += t.pieces("{teams} was there and records nothing of it", teams=teams(silent))
    if coverage.refused:
        parts += ["; ", *t.pieces("{teams} was refused", teams=teams(coverage.refused))]
    if present and coverage.gaps:
        minutes = sum((end - start).total_seconds() for start, end in coverage.gaps) / 60
        whole = (coverage.end - coverage.start).total_seconds() / 60
        words = "; for {minutes} of {whole} minutes nobody was there"
        parts += t.pieces(words, minutes=f"{minutes:.0f}", whole=f"{whole:.0f}")
    return t.tell(
        "Case {name}, who could have seen it: {who}.",
        name=named(case.reference),
        who=parts,
        records=coverage.because or (case.steps[0].id,),
    )


def _due(matter: Matter, case: CaseVerdict) -> Iterator[Sentence]:
    t = matter.tongue
    for one in case.due:
        when = t.pieces("no moment named")
        if one.by is not None:
            late = t.pieces(", late") if one.late else ()
            when = t.pieces("by {at}{late}", at=matter.at(one.by), late=late)
        yield t.tell(
            "Case {name}, due from {who}: {what} ({when}).",
            name=named(case.reference),
            who=t.reason(one.who),
            what=t.reason(one.what),
            when=when,
            records=one.because or _ids(case),
        )
