"""Whether a duty was done, by what is said and by what is counted (rule R7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trucekeeper.deal.model import Clause
from trucekeeper.status.progress import Tally, agreed, counted_event, counts_told, on_the_way, reached, tallies
from trucekeeper.status.question import DECIDED, Asked, breach_verdict, is_about_breach, ruling, rungs_of, standing
from trucekeeper.status.scene import Question, Scene, time_of
from trucekeeper.status.telling import answer_told, ids, joined, listed, tell
from trucekeeper.status.verdict import FindingWord, QuestionVerdict, Rungs

#: Questions that are looked at together.
TOGETHER: Final = 32

#: What is said about these events says nothing on whether the duty is done.
NOT_THE_DEED = frozenset({"hold", "resume", "collapse", "meeting", "statement", "agreement"})


@dataclass(frozen=True, slots=True)
class Performance:
    """All that is said and counted about one duty.

    Attributes:
        rungs: Of done and not done.
        fulfilled: Done on the rung the clause asks for, standing above not done; or counted so.
        reported: Somebody says that it is done, or counts as many as agreed, on a lower or an equal rung.
        counted: Somebody has counted people on the way, or further.
    """

    rungs: Rungs
    fulfilled: bool
    reported: bool
    counted: bool
    tallies: tuple[Tally, ...]
    questions: tuple[QuestionVerdict, ...]
    because: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it may concern a party.

    Attributes:
        about_deed: It tells whether the duty is done.
        verdict: None where it neither concerns the party nor tells of the deed.
        said_last: When what was said last begins.
    """

    question: Question
    about_breach: bool
    about_deed: bool
    verdict: QuestionVerdict | None
    said_last: datetime


def questions_put(scene: Scene, clause: Clause, party: str) -> tuple[Put, ...]:
    """The clause's questions: one an incident, in the order of their names.

    Some are answered together: a new record makes one lot look again, and the others cost one comparison a lot.
    """
    incidents = scene.index.incidents(clause.id)
    found: list[Put] = []
    for start in range(0, len(incidents), TOGETHER):
        some = incidents[start : start + TOGETHER]
        found += scene.memo.answer(
            ("questions", clause.id, party, start, scene.upto),
            (scene.index.rulings, tuple((incident, part.revision) for incident, part in some)),
            scene.horizon,
            lambda some=some: _lot_put(scene, clause, party, scene.asked(some)),  # type: ignore[misc]
        )
    return tuple(found)


def _lot_put(scene: Scene, clause: Clause, party: str, asked: Iterable[Question]) -> tuple[Put, ...]:
    return tuple(
        scene.memo.answer(
            ("question", clause.id, party, one.incident, scene.upto),
            (one.revision, len(one.statements), scene.index.rulings),  # of one revision, the number tells which count
            scene.horizon,
            lambda one=one: _put(scene, clause, party, one),  # type: ignore[misc]
        )
        for one in asked
    )


def asked_as(scene: Scene, clause: Clause, party: str, one: Question) -> Asked:
    """A question as it is put to a party."""
    return Asked(scene, clause, party, one.incident, one.statements, is_about_breach(clause, one.statements))


def _put(scene: Scene, clause: Clause, party: str, one: Question) -> Put:
    asked = asked_as(scene, clause, party, one)
    about_breach = asked.about_breach
    about_deed = not about_breach and not all(said.event in NOT_THE_DEED for said in one.statements)
    verdict: QuestionVerdict | None = None
    if about_breach and scene.sides.may_concern(asked.blamed, party):
        verdict = breach_verdict(asked)
    elif about_deed and clause.kind == "must":
        verdict = _verdict(asked)
    return Put(one, about_breach, about_deed, verdict, time_of(one.statements[-1]))


def performance(scene: Scene, clause: Clause, party: str) -> Performance:
    """Judge a must for one party that owes it."""
    asked = [one for one in questions_put(scene, clause, party) if one.about_deed]
    verdicts = tuple(one.verdict for one in asked if one.verdict is not None)
    rungs = Rungs(
        max((one.rungs.yes for one in verdicts), default=0), max((one.rungs.no for one in verdicts), default=0)
    )
    found = tallies(scene, clause, party)
    event, number = counted_event(scene, clause), agreed(clause)
    enough_asked = number is not None and (reached(found, event, clause.rung_asked) or 0) >= number[0] > 0
    enough = number is not None and any((reached([one], event, 1) or 0) >= number[0] > 0 for one in found)
    said_done = any(one.rungs.yes >= clause.rung_asked and one.rungs.yes > one.rungs.no for one in verdicts)
    counts = counts_told(found)
    told = [one.reason for one in _telling(asked, verdicts)] + (
        [tell("counted: {counts}", counts=counts)] if counts else []
    )
    return Performance(
        rungs=rungs,
        fulfilled=said_done or enough_asked,
        reported=rungs.yes > 0 or enough,
        counted=on_the_way(found),
        tallies=found,
        questions=verdicts,
        because=ids(
            *(one.because for one in verdicts), *(one.progress.records for one in found), scene.withdrawals(clause.id)
        ),
        told=joined(told),
    )


def _telling(asked: Sequence[Put], verdicts: Sequence[QuestionVerdict]) -> list[QuestionVerdict]:
    """The questions that decide: those to which somebody says done, else the one last spoken of."""
    done = [one for one in verdicts if one.rungs.yes]
    if done or not asked:
        return done
    newest = max(range(len(asked)), key=lambda place: (asked[place].said_last, asked[place].question.incident))
    return [verdicts[newest]]


def _verdict(asked: Asked) -> QuestionVerdict:
    """Disputed where done and not done are both said, else no finding."""
    ruled = ruling(asked)
    yes, no = rungs_of(asked, "yes"), rungs_of(asked, "no")
    if ruled is not None:
        yes, no = (DECIDED, no) if ruled.polarity == "yes" else (yes, DECIDED)
    told = tell(
        '"{incident}": {yes}; {no} (R7)',
        incident=asked.incident,
        yes=answer_told("done", standing(asked, "yes", ruled), yes, asked.scene),
        no=answer_told("not done", standing(asked, "no", ruled), no, asked.scene),
    )
    rulings = asked.scene.sides.rulings_on(one.speaker for one in asked.statements)
    if rulings:
        told = tell("{told}; sides as placed by {records}", told=told, records=listed(rulings))
    amended = [id for one in asked.statements for id in asked.scene.index.amended.get(one.id, ())]
    return QuestionVerdict(
        incident=asked.incident,
        finding=FindingWord.DISPUTED if yes and no else FindingWord.NONE,
        rungs=Rungs(yes, no),
        blamed=(),
        yes=ids(asked.said("yes")),
        no=ids(asked.said("no")),
        because=ids(asked.statements, rulings, amended),
        reason=told,
    )
