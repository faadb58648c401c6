"""Whether a duty was done, by what is said and by what is counted (rule R7)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from trucekeeper.deal.model import Clause
from trucekeeper.status.progress import Tally, agreed, counted_event, counts_told, on_the_way, reached, tallies
from trucekeeper.status.question import DECIDED, Asked, is_about_breach, ruling, rungs_of, standing
from trucekeeper.status.scene import Scene, Statement, time_of
from trucekeeper.status.telling import answer_told, ids, listed
from trucekeeper.status.verdict import FindingWord, QuestionVerdict, Rungs

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


def questions_put(scene: Scene, clause: Clause, party: str) -> tuple[Asked, ...]:
    """The clause's questions: one an incident, in the order of their names.

    That people or buses went back says nothing for the duty being done, and whether it was left undone is another
    question; such a statement is kept out.
    """
    groups: dict[str, list[Statement]] = defaultdict(list)
    for one in scene.statements.get(clause.id, ()):
        went_back = one.event == "return" and one.polarity == "yes" and not one.actors and clause.kind == "must"
        if one.event not in {"hold", "resume"} and not went_back:
            groups[one.incident or clause.id].append(one)
    return tuple(
        Asked(scene, clause, party, incident, tuple(said), is_about_breach(clause, said))
        for incident, said in sorted(groups.items())
    )


def performance(scene: Scene, clause: Clause, party: str) -> Performance:
    """Judge a must for one party that owes it."""
    asked = [
        one
        for one in questions_put(scene, clause, party)
        if not one.about_breach and not all(said.event in NOT_THE_DEED for said in one.statements)
    ]
    verdicts = tuple(_verdict(one) for one in asked)
    rungs = Rungs(
        max((one.rungs.yes for one in verdicts), default=0), max((one.rungs.no for one in verdicts), default=0)
    )
    found = tallies(scene, clause, party)
    event, number = counted_event(scene, clause), agreed(clause)
    enough_asked = number is not None and (reached(found, event, clause.rung_asked) or 0) >= number[0] > 0
    enough = number is not None and any((reached([one], event, 1) or 0) >= number[0] > 0 for one in found)
    said_done = any(one.rungs.yes >= clause.rung_asked and one.rungs.yes > one.rungs.no for one in verdicts)
    counts = counts_told(found, scene)
    told = [one.reason for one in _telling(asked, verdicts)] + ([f"counted: {counts}"] if counts else [])
    return Performance(
        rungs=rungs,
        fulfilled=said_done or enough_asked,
        reported=rungs.yes > 0 or enough,
        counted=on_the_way(found),
        tallies=found,
        questions=verdicts,
        because=ids(*(one.because for one in verdicts), *(one.counted for one in found), scene.withdrawals(clause.id)),
        told="; ".join(told),
    )


def _telling(asked: Sequence[Asked], verdicts: Sequence[QuestionVerdict]) -> list[QuestionVerdict]:
    """The questions that decide: those to which somebody says done, else the one last spoken of."""
    done = [one for one in verdicts if one.rungs.yes]
    if done or not asked:
        return done
    newest = max(range(len(asked)), key=lambda place: (time_of(asked[place].statements[-1]), asked[place].incident))
    return [verdicts[newest]]


def _verdict(asked: Asked) -> QuestionVerdict:
    """Disputed where done and not done are both said, else no finding."""
    ruled = ruling(asked)
    yes, no = rungs_of(asked, "yes"), rungs_of(asked, "no")
    if ruled is not None:
        yes, no = (DECIDED, no) if ruled.polarity == "yes" else (yes, DECIDED)
    told = (
        f'"{asked.incident}": {answer_told("done", standing(asked, "yes", ruled), yes, asked.scene)}; '
        f"{answer_told('not done', standing(asked, 'no', ruled), no, asked.scene)} (R7)"
    )
    rulings = asked.scene.sides.rulings_on(one.speaker for one in asked.statements)
    if rulings:
        told += f"; sides as placed by {listed(rulings)}"
    amended = [id for one in asked.statements for id in asked.scene.amended.get(one.id, ())]
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
