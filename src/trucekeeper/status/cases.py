"""Cases: how far the verification of an incident has come, what was judged, and what is due from whom by when.

A case goes its own way beside the status of the deal. What a team finds about occurrence, breach, attribution and
intent is its assessment; the deal knows one kind of finding only, the decision of the body that its verify clause
names, with its quorum and in its time. Steps may come in any order; one that came early is told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trucekeeper.deal.model import Deal, Verify
from trucekeeper.ledger.deals import only
from trucekeeper.ledger.record import CaseStep, Contact, Entry, Happened, Spot
from trucekeeper.ledger.view import KnownFrom, view
from trucekeeper.status.casework import Due, dues, early_steps
from trucekeeper.status.coverage import Coverage, coverage
from trucekeeper.status.engine import scene_asked
from trucekeeper.status.footing import Footing
from trucekeeper.status.index import ids_of
from trucekeeper.status.judge import Judge
from trucekeeper.status.performance import asked_as
from trucekeeper.status.question import Asked, is_covered, last_moment, quorum, ruling, votes
from trucekeeper.status.scene import Scene
from trucekeeper.status.telling import ids, listed, tell
from trucekeeper.status.truth import bound

#: How far a case is after each step; steps that are not here leave it where it was.
STAGE_AFTER: Final = {
    "received": "received",
    "screened": "screened",
    "opened": "open",
    "account asked": "account asked",
    "tasked": "under verification",
    "access asked": "under verification",
    "access granted": "under verification",
    "access delayed": "access delayed",
    "access denied": "access denied",
    "collected": "under verification",
    "finding": "assessed",
    "dissent": "assessed",
    "reported": "assessed",
    "communicated": "communicated",
    "handled": "handled",
    "closed": "closed",
    "reopened": "reopened",
}

#: Outcomes of screening after which nobody goes on.
NO_CASE: Final = frozenset({"information only", "rejected", "duplicate"})


#: Who could have seen some places in a stretch of time.
_Seen = Callable[[Sequence[Spot], Happened], Coverage]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one component found on one axis, or its dissent from that."""

    axis: str
    outcome: str
    by: str
    at: datetime
    record: str
    actors: tuple[str, ...] = ()
    code: str = ""
    standard: str = ""
    dissents: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """Where the body that the deal names stands with a question.

    Attributes:
        needs: How many of `who` must agree.
        limit: The last moment for a decision, None where the deal sets none.
        cast: Decider, answer and record of each vote that counts.
        waits_for: Members of the body that have not decided.
        barred: Members that may not, because their own forces may be among the actors.
        answer: yes, no, or "" while it is undecided.
    """

    verify: str
    who: tuple[str, ...]
    needs: int
    limit: datetime | None
    cast: tuple[tuple[str, str, str], ...]
    waits_for: tuple[str, ...]
    barred: tuple[str, ...]
    answer: str
    at: datetime | None
    default: str
    over: bool


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """One case as it stands.

    Attributes:
        stage: Where its last step left it.
        steps: Steps and calls, in the order in which they were taken.
        judged: The last finding of each component on each axis.
        dissents: Views of components that differ from it, kept and never voted away.
        standing: The status of the same question, party by party: the only finding on the deal.
        accused: Parties to whom the possible actors answer.
        early: What came out of step, one sentence each.
    """

    reference: str
    clause: str | None
    incident: str | None
    stage: str
    steps: tuple[CaseStep | Contact, ...]
    judged: tuple[Judgement, ...]
    dissents: tuple[Judgement, ...]
    decision: Decided | None
    standing: tuple[tuple[str, str], ...]
    accused: tuple[str, ...]
    due: tuple[Due, ...]
    early: tuple[str, ...]
    coverage: Coverage | None
    because: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """False once it was closed, or screened out, and not taken up again."""
        return self.stage not in {"closed", *NO_CASE}

    @property
    def opened(self) -> datetime:
        """When its first step was taken."""
        return self.steps[0].said_at


def cases(
    deals: Deal | Sequence[Deal],
    entries: Iterable[Entry],
    *,
    at: datetime,
    known_by: datetime,
    known_from: KnownFrom = "recorded",
) -> tuple[CaseVerdict, ...]:
    """Every case that was taken up before a moment, in the order of their references.

    Args:
        deals: The text, or all its versions.
        entries: The ledger, in any order.
        at: The moment asked about: steps taken at it or later are left out, and what was due by it is late.
        known_by: Only what was known by then counts.
        known_from: Known since it was recorded here, or since its source said it.
    """
    everything = tuple(entries)
    scene, _ = scene_asked(deals, everything, at=at, known_by=known_by, known_from=known_from)
    judge = Judge(scene, Footing(scene.deal))
    steps: dict[str, list[CaseStep | Contact]] = defaultdict(list)
    texts = (deals,) if isinstance(deals, Deal) else deals
    mine = only(everything, ids_of(texts), known_by=known_by, known_from=known_from)
    for entry in view(mine, known_by=known_by, known_from=known_from):
        record = entry.record
        if isinstance(record, CaseStep | Contact) and record.case and record.said_at < at:
            steps[record.case].append(record)

    def seen(places: Sequence[Spot], when: Happened) -> Coverage:
        return coverage(scene.deal, everything, places, when, known_by=known_by, known_from=known_from)

    made = (_Case(scene, judge, name, _in_order(several)) for name, several in sorted(steps.items()))
    return tuple(one.verdict(seen) for one in made)


def _in_order(steps: Iterable[CaseStep | Contact]) -> tuple[CaseStep | Contact, ...]:
    return tuple(sorted(steps, key=lambda one: (one.said_at, one.id)))


class _Case:
    """One case while its answer is worked out."""

    def __init__(self, scene: Scene, judge: Judge, name: str, steps: tuple[CaseStep | Contact, ...]) -> None:
        self.scene, self.judge, self.name, self.all = scene, judge, name, steps
        self.steps = tuple(one for one in steps if isinstance(one, CaseStep))
        self.clause_id = self._last("clause")
        self.incident = self._last("incident")
        here = scene.index.called.get(self.clause_id or "", self.clause_id or "")
        self.clause = scene.deal.clause(here)
        self.asked = self._asked()

    def verdict(self, seen: _Seen) -> CaseVerdict:
        """Put the answer together."""
        decision = self._decision()
        stage = self._stage(decision)
        findings = [_judgement(one) for one in self.steps if one.step in {"finding", "dissent"} and one.axis]
        accused = self._accused()
        over = stage in {"closed", *NO_CASE}
        owed = dues(self.all, accused, at=self.scene.at, case=self.name, over=over)
        due = (*owed, *(() if over else self._decision_due(decision)))
        watched = self._coverage(seen)
        decided_at = decision.at if decision is not None and decision.answer else None
        return CaseVerdict(
            reference=self.name,
            clause=self.clause_id,
            incident=self.incident,
            stage=stage,
            steps=self.all,
            judged=_latest(one for one in findings if not one.dissents),
            dissents=tuple(one for one in findings if one.dissents),
            decision=decision,
            standing=self._standing(),
            accused=accused,
            due=tuple(sorted(due, key=lambda one: (one.by is None, one.by or self.scene.at, one.what, one.who))),
            early=(*self._conflicts(), *early_steps(self.all, accused, decided_at)),
            coverage=watched,
            because=ids(self.all, self.asked.statements if self.asked else (), watched.because if watched else ()),
        )

    def _last(self, key: str) -> str | None:
        """What the latest step that names one says."""
        return next((value for one in reversed(self.all) if (value := getattr(one, key, None)) is not None), None)

    def _asked(self) -> Asked | None:
        """The question of status that the case is about."""
        if self.clause is None or self.incident is None:
            return None
        for party in bound(self.clause)[:1]:
            for one in self.scene.questions(self.clause.id):
                if one.incident == self.incident:
                    return asked_as(self.scene, self.clause, party, one)
        return None

    def _accused(self) -> tuple[str, ...]:
        sides = self.scene.sides
        actors = self.asked.blamed if self.asked is not None else ()
        parties = {party for actor in actors for party in sides.answers_to(actor)} & set(sides.conflict)
        asked = {party for one in self.steps if one.step == "account asked" for party in one.of}
        return tuple(sorted(parties | asked))

    def _stage(self, decision: Decided | None) -> str:
        moved = [(one.said_at, one.id, _stage_after(one)) for one in self.steps]
        stages = [(at, id, stage) for at, id, stage in moved if stage]
        if decision is not None and decision.answer and decision.at is not None:
            stages.append((decision.at, "", "decided"))
        return max(stages)[2] if stages else "called"

    def _standing(self) -> tuple[tuple[str, str], ...]:
        """The finding of status on the same question, for each party that the clause binds."""
        if self.clause is None or self.incident is None:
            return ()
        words = []
        for party in bound(self.clause):
            found = [one for one in self.judge.breaches(self.clause, party) if one.incident == self.incident]
            words += [(party, str(one.finding)) for one in found]
        return tuple(words)

    def _conflicts(self) -> tuple[str, ...]:
        """Two values for one thing, as two laptops may have entered them; both are kept."""
        told = []
        clauses, incidents = self._named("clause"), self._named("incident")
        if len(clauses) > 1:
            told.append(tell("its steps name more than one clause: {clauses}", clauses=listed(clauses)))
        if len(incidents) > 1:
            told.append(tell("its steps name more than one incident: {incidents}", incidents=listed(incidents)))
        first = [one for one in self.steps if one.step == "received"]
        if len(first) > 1:
            told.append(tell("it was received more than once: {records}", records=listed(ids(first))))
        return tuple(told)

    def _named(self, key: str) -> tuple[str, ...]:
        """What the steps name, each once, in the order in which they were taken."""
        named = dict.fromkeys(value for one in self.all if (value := getattr(one, key, None)) is not None)
        return tuple(map(str, named))

    # ---- the decision

    def _decision(self) -> Decided | None:
        """Where the body of the first verify clause over this question stands; None where the deal names nobody."""
        if self.clause is None:
            return None
        ruled = ruling(self.asked) if self.asked is not None else None
        covering = [one for one in self.scene.deal.verifies if is_covered(self.clause, one)]
        if not covering:
            return None
        verify = ruled.verify if ruled is not None else covering[0]
        cast = votes(self.asked, verify) if self.asked is not None else ()
        limit = last_moment(self.asked, verify) if self.asked is not None else None
        named = [(self.scene.sides.party_named(one.speaker), one) for one in cast]
        voted = tuple((party.id if party else one.speaker, one.polarity, one.id) for party, one in named)
        barred = self._barred(verify)
        agreed = sorted(one.said_at for one in ruled.decisions) if ruled is not None else []
        return Decided(
            verify=verify.id,
            who=verify.who.ids,
            needs=quorum(verify),
            limit=limit,
            cast=tuple(sorted(voted)),
            waits_for=tuple(id for id in verify.who.ids if id not in {who for who, *_ in voted} | set(barred)),
            barred=barred,
            answer=ruled.polarity if ruled is not None else "",
            at=agreed[quorum(verify) - 1] if agreed else None,
            default=verify.default or verify.default_words,
            over=limit is not None and limit < self.scene.at,
        )

    def _barred(self, verify: Verify) -> tuple[str, ...]:
        blamed = self.asked.blamed if self.asked is not None else ()
        members = [party for id in verify.who.ids if (party := self.scene.deal.party(id)) is not None]
        return tuple(one.id for one in members if self.scene.sides.judges_own_cause(one, blamed))

    def _decision_due(self, decision: Decided | None) -> Iterable[Due]:
        if decision is None or decision.answer:
            return
        what = tell(
            "decide under {verify}: {needs} of {members} must agree",
            verify=decision.verify,
            needs=str(decision.needs),
            members=str(len(decision.who)),
        )
        because = tuple(record for *_, record in decision.cast)
        who = listed(decision.waits_for) or tell("nobody is left who may")
        yield Due(self.name, what, who, decision.limit, decision.over, because)

    # ---- coverage

    def _coverage(self, seen: _Seen) -> Coverage | None:
        """Who could have seen it; None where nobody has said both where and when."""
        said = self.asked.said("yes") if self.asked is not None else ()
        spots = {(one.place.place, one.place.north, one.place.east): one.place for one in said if one.place}
        times = [one.happened for one in said if one.happened is not None]
        if not spots or not times:
            return None
        when = Happened(start=min(one.start for one in times), end=max(one.end for one in times))
        return seen(tuple(spots[key] for key in sorted(spots, key=str)), when)


def _stage_after(step: CaseStep) -> str:
    if step.step == "screened" and step.outcome in NO_CASE:
        return step.outcome
    if step.step == "screened" and step.outcome == "opened as a case":
        return "open"
    return STAGE_AFTER.get(step.step, "")


def _judgement(step: CaseStep) -> Judgement:
    return Judgement(
        axis=step.axis or "",
        outcome=step.outcome,
        by=step.by,
        at=step.said_at,
        record=step.id,
        actors=step.actors,
        code=step.code or "",
        standard=step.standard,
        dissents=step.step == "dissent",
    )


def _latest(findings: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Each component's last word on each axis, in the order of the axes."""
    order = ("occurrence", "breach", "attribution", "intent")
    last = {(order.index(one.axis), one.by): one for one in findings}
    return tuple(last[key] for key in sorted(last))
