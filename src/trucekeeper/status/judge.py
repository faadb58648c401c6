"""Stage and finding of every clause at one moment, and the truth of the deal's own conditions (rules R7, R8, R15).

Clauses may wait for each other. Whatever is asked while it is being worked out counts as not true, so that two clauses
that wait for each other both stay pending.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from trucekeeper.core.moment import Interval, local
from trucekeeper.deal.condition import Condition, InState
from trucekeeper.deal.model import Clause
from trucekeeper.ledger.record import Record, Resume
from trucekeeper.status.footing import Footing, atoms
from trucekeeper.status.holds import Restart, Stop, restarted, stops, time_stopped, verdict_on
from trucekeeper.status.memo import Answer, Memo
from trucekeeper.status.performance import TOGETHER, Performance, Put, performance, questions_put
from trucekeeper.status.scene import Scene, time_of
from trucekeeper.status.telling import duration_told, ids, joined, listed, tell, word
from trucekeeper.status.truth import Truth, bound, truth, turning_points
from trucekeeper.status.verdict import (
    LABEL_ORDER,
    ClauseVerdict,
    FindingWord,
    HoldVerdict,
    QuestionVerdict,
    Rungs,
    Stage,
)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a clause has come, why, and between which moments it is open."""

    stage: Stage
    told: str
    because: tuple[str, ...] = ()
    opens: datetime | None = None
    due: datetime | None = None


@dataclass
class Judge:
    """Answers about one scene; each question is worked out once.

    Attributes:
        just_before: For a look back at the moment at which a stop may end: every stop that stood until then stands.
            What ends a stop may be the state of a clause that it stops, so the state is that under the stop.
    """

    scene: Scene
    footing: Footing
    just_before: bool = False
    _earlier: dict[tuple[datetime, bool], "Judge"] = field(default_factory=dict)
    _underway: set[Hashable] = field(default_factory=set)
    _found: Memo = field(default_factory=Memo)

    def _once(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """Work something out once in this scene; whoever uses it rests on the same moments."""
        return self._found.answer(key, None, self.scene.horizon, work)

    # ---- clauses

    def verdicts(self) -> tuple[ClauseVerdict, ...]:
        """One a clause and party that it binds, in the order of the deal."""
        return tuple(self.verdict(clause, party) for clause in self.scene.deal.clauses for party in bound(clause))

    def verdict(self, clause: Clause, party: str) -> ClauseVerdict:
        """Stage, finding and reasons of one clause for one party."""
        if self.footing.is_circular(clause.id):
            return self._verdict(clause, party)  # it depends on which of the circle is asked first
        key = ("verdict", clause.id, party, self.scene.upto)
        rests_on = self.footing.revisions(clause.id, self.scene.index)
        return self.scene.memo.answer(key, rests_on, self.scene.horizon, lambda: self._verdict(clause, party))

    def _verdict(self, clause: Clause, party: str) -> ClauseVerdict:
        reached_stage = self.stage(clause, party)
        deed = self._performance(clause, party)
        asked = [*self.breaches(clause, party), *deed.questions]
        questions = sorted(asked, key=_label_order)
        found = questions[0].finding if questions else FindingWord.NONE
        told = [reached_stage.told, *_weightiest(questions, reached_stage.told)]
        withdrawn = self.scene.index.withdrawn.get(clause.id, ())
        told += [tell("{record} was withdrawn by {withdrawal}", record=one, withdrawal=by) for one, by in withdrawn]
        first = questions[0] if questions else None
        return ClauseVerdict(
            clause=clause.id,
            side=party,
            stage=reached_stage.stage,
            finding=found,
            rungs=first.rungs if first else deed.rungs,
            blamed=tuple(sorted({actor for one in questions if one.finding is found for actor in one.blamed})),
            questions=tuple(questions),
            progress=tuple(one.progress for one in deed.tallies),
            because=ids(
                reached_stage.because, *self._because(clause, party, asked), (id for _, id in withdrawn), deed.because
            ),
            reason=joined(told),
            due=reached_stage.due,
            opens=reached_stage.opens,
        )

    def _because(self, clause: Clause, party: str, asked: Sequence[QuestionVerdict]) -> Iterator[tuple[str, ...]]:
        """What the questions rest on, some questions at a time: one of them that changes leaves the others' work."""
        for start in range(0, len(asked), TOGETHER):
            some = tuple(one.because for one in asked[start : start + TOGETHER])
            yield self.scene.memo.answer(
                ("because", clause.id, party, start, self.scene.upto),
                some,
                self.scene.horizon,
                lambda some=some: ids(*some),  # type: ignore[misc]
            )

    def breaches(self, clause: Clause, party: str) -> tuple[QuestionVerdict, ...]:
        """The questions that may concern the party and may fall into the time in which the clause was open."""
        window, put = self._window(clause).window, questions_put(self.scene, clause, party)
        found: list[QuestionVerdict] = []
        for start in range(0, len(put), TOGETHER):
            some = put[start : start + TOGETHER]
            found += self.scene.memo.answer(
                ("breaches", clause.id, party, start, self.scene.upto),
                (window, some),
                self.scene.horizon,
                lambda some=some: _breaches(some, window),  # type: ignore[misc]
            )
        return tuple(found)

    def _performance(self, clause: Clause, party: str) -> Performance:
        if clause.kind != "must":
            return Performance(Rungs(), False, False, False, (), (), (), "")
        return self._once(("deed", clause.id, party), lambda: performance(self.scene, clause, party))

    # ---- stages

    def stage(self, clause: Clause, party: str) -> Reached:
        """How far a clause has come; asked about itself while it is worked out, it is pending."""
        key = ("stage", clause.id, party)
        if key in self._underway:
            return Reached(Stage.PENDING, tell("{clause} waits for itself (R15)", clause=clause.id))
        return self._once(key, lambda: self._worked_out(key, clause, party))

    def _worked_out(self, key: Hashable, clause: Clause, party: str) -> Reached:
        return self._guarded(
            key, lambda: self._duty(clause, party) if clause.kind == "must" else self._ban_or_power(clause)
        )

    def _duty(self, clause: Clause, party: str) -> Reached:
        deed, limits, wait = self._performance(clause, party), self._window(clause), self._waits(clause)
        opens, due = limits.window.start, limits.window.end
        because = ids(deed.because, limits.because, wait.because)

        def so(stage: Stage, told: str, *more: Iterable[str], also: Iterable[str] = ()) -> Reached:
            whole = joined((told, deed.told, *also, limits.told, wait.told))
            return Reached(stage, tell("{told} (R15)", told=whole), ids(because, *more), opens, due)

        if deed.fulfilled:
            return so(Stage.FULFILLED, tell("fulfilled"))
        if not wait.holds and deed.counted:
            return so(Stage.IN_PROGRESS, tell("in progress, though what it comes after is not so"))
        if not wait.holds:
            return so(Stage.PENDING, tell("pending"))
        if opens is not None and not self.scene.has_come(opens):
            return so(Stage.PENDING, tell("pending until {moment}", moment=self._when(opens)))
        over = due is not None and self.scene.has_come(due)
        stop = self._stop(clause)
        if stop is not None and stop[0].entitled and not over:
            held = tell("on hold: {stop}", stop=verdict_on(*stop, self.scene).reason)
            return so(Stage.ON_HOLD, held, _stop_ids(stop))
        if deed.reported:
            return so(Stage.REPORTED_DONE, tell("reported done, not on the rung that the deal asks for"))
        if over and due is not None:
            return self._past_due(so, deed.counted, due, stop)
        if stop is not None:
            told = tell("stopped: {stop}", stop=verdict_on(*stop, self.scene).reason)
            return so(Stage.STOPPED, told, _stop_ids(stop))
        if deed.counted:
            return so(Stage.IN_PROGRESS, tell("in progress"))
        if due is None:
            return so(Stage.DUE, tell("due, with no last moment in the deal, and nobody has counted anything"))
        told = tell("due until {moment}, and nobody has counted anything", moment=self._when(due))
        return so(Stage.DUE, told)

    def _past_due(
        self, so: Callable[..., Reached], counted: bool, due: datetime, stop: tuple[Stop, Restart | None] | None
    ) -> Reached:
        moment = self._when(due)
        stopped = (verdict_on(*stop, self.scene).reason,) if stop is not None else ()
        if counted:
            told = tell("ended short: the time passed {moment} with less than agreed counted", moment=moment)
            return so(Stage.ENDED_SHORT, told, _stop_ids(stop), also=stopped)
        told = tell("late: due by {moment}, and nobody says that it was done", moment=moment)
        return so(Stage.LATE, told, _stop_ids(stop), also=stopped)

    def _ban_or_power(self, clause: Clause) -> Reached:
        limits, wait = self._window(clause), self._waits(clause)
        opens, ends = limits.window.start, limits.window.end
        because = ids(limits.because, wait.because)

        def so(stage: Stage, told: str) -> Reached:
            whole = tell("{told} (R15)", told=joined((told, limits.told, wait.told)))
            return Reached(stage, whole, because, opens, ends)

        if clause.during.ids and clause.window is None:
            return self._during(clause, (limits.told, wait.told), because)
        if not wait.holds or (opens is not None and not self.scene.has_come(opens)):
            if opens is None:
                return so(Stage.PENDING, tell("pending"))
            return so(Stage.PENDING, tell("pending until {moment}", moment=self._when(opens)))
        if ends is None:
            return so(Stage.IN_PROGRESS, tell("in force, with no end in the deal"))
        if self.scene.has_come(ends):
            return so(Stage.ENDED, tell("ended {moment}", moment=self._when(ends)))
        return so(Stage.IN_PROGRESS, tell("in force until {moment}", moment=self._when(ends)))

    def _during(self, clause: Clause, notes: Iterable[str], because: tuple[str, ...]) -> Reached:
        """In force while any clause that it goes along with is open, pending while all are, ended when all have."""
        along = [self._stages_of(id) for id in clause.during.ids]
        seen = [one for several in along for one in several]
        because = ids(because, *(one.because for one in seen))
        stands = listed(
            tell("{clause} is {stages}", clause=id, stages=_stage_words(several))
            for id, several in zip(clause.during.ids, along, strict=True)
        )

        def so(stage: Stage, told: str) -> Reached:
            return Reached(stage, tell("{told} (R15)", told=joined((told, *notes))), because)

        if seen and all(one.stage in _OVER for one in seen):
            return so(Stage.ENDED, tell("ended: {stages}", stages=stands))
        if all(one.stage is Stage.PENDING for one in seen):
            return so(Stage.PENDING, tell("pending: {stages}", stages=stands))
        return so(Stage.IN_PROGRESS, tell("in force: {stages}", stages=stands))

    def _stages_of(self, id: str) -> list[Reached]:
        clause = self.scene.deal.clause(id)
        return [] if clause is None else [self.stage(clause, party) for party in bound(clause)]

    # ---- windows, waiting, stops

    @dataclass(frozen=True, slots=True)
    class Limits:
        """Between which moments a clause is open, holds counted in."""

        window: Interval
        told: str = ""
        because: tuple[str, ...] = ()

    def _window(self, clause: Clause) -> "Judge.Limits":
        key = ("window", clause.id)
        if key in self._underway:
            circle = tell("when {clause} is due waits for itself (R15)", clause=clause.id)
            return self.Limits(Interval(None, None), circle)
        return self._once(key, lambda: self._guarded(key, lambda: self._limits(clause)))

    def _guarded(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        self._underway.add(key)
        try:
            return work()
        finally:
            self._underway.discard(key)

    def _limits(self, clause: Clause) -> "Judge.Limits":
        head = self.scene.deal.head
        start = clause.window.start if clause.window else None
        end = clause.window.end if clause.window else None
        because: tuple[str, ...] = ()
        if start is None and head is not None and clause.window is None:
            start = head.in_force
        if end is None and clause.due is not None:
            end, because = self._due(clause)
        if end is None and clause.kind != "must" and head is not None:
            end = head.ends
        if end is None or clause.kind != "must":
            return self.Limits(Interval(start, end), "", because)
        moved = time_stopped(self._stops, clause.id, self.scene)
        if not moved:
            return self.Limits(Interval(start, end), "", because)
        holds = ids(*(_stop_ids(one) for one in self._stops if one[0].entitled and clause.id in one[0].clauses))
        told = tell(
            "its last moment moved by {duration} for {holds}", duration=duration_told(moved), holds=listed(holds)
        )
        return self.Limits(Interval(start, end + moved), told, ids(because, holds))

    def _due(self, clause: Clause) -> tuple[datetime | None, tuple[str, ...]]:
        due = clause.due
        if due is None or due.moment is not None:
            return (due.moment if due else None), ()
        if due.after is None or due.delay is None:
            return None, ()
        since = self.first_true(due.after, None)
        truth = self.truth(due.after)
        return (since + due.delay if since is not None else None), truth.because

    def _waits(self, clause: Clause) -> Truth:
        """Whether what the clause waits for has come, and nothing that lifts it has."""
        told: list[str] = []
        because: list[str] = []
        ready = True
        if clause.after is not None:
            after = self.truth(clause.after)
            ready = after.holds
            if after.holds:
                told.append(tell("has what it comes after: {told}", told=after.told))
            else:
                told.append(tell("waits what it comes after: {told}", told=after.told))
            because += after.because
        if clause.unless is not None:
            lifted = self.truth(clause.unless)
            ready = ready and not lifted.holds
            if lifted.holds:
                told.append(tell("lifted: {told}", told=lifted.told))
            else:
                told.append(tell("not lifted: {told}", told=lifted.told))
            because += lifted.because
        return Truth(ready, joined(told), tuple(because))

    @property
    def _stops(self) -> tuple[tuple[Stop, Restart | None], ...]:
        return self._once("stops", self._kept_stops)

    def _kept_stops(self) -> tuple[tuple[Stop, Restart | None], ...]:
        def work() -> tuple[tuple[Stop, Restart | None], ...]:
            return tuple((stop, self._end_of(stop)) for stop in stops(self.scene))

        if self.footing.stops_are_circular:
            return work()
        key, rests_on = ("stops", self.scene.upto, self.just_before), self.footing.of_stops(self.scene.index)
        return self.scene.memo.answer(key, rests_on, self.scene.horizon, work)

    def _end_of(self, stop: Stop) -> Restart | None:
        if stop.under is None or stop.under.until is None:
            return restarted(stop, self.scene)
        by_rule = self.first_true(stop.under.until, stop.since, ends_a_stop=True)
        if by_rule is None:
            return None
        says = [one.id for one in self.scene.all_of(Resume) if stop.since < time_of(one) <= by_rule]
        told = tell("ended {moment} by the deal's own words", moment=self._when(by_rule))
        return Restart(by_rule, ids(says), told)

    def _stop(self, clause: Clause) -> tuple[Stop, Restart | None] | None:
        """The stop that stands now: one under the deal before one without a power."""
        if clause.type in {"fire", "protection"}:
            return None
        standing = [one for one in self._stops if clause.id in one[0].clauses and one[1] is None]
        return min(standing, key=lambda one: (not one[0].entitled, one[0].since, one[0].records[0].id), default=None)

    def holds(self) -> tuple[HoldVerdict, ...]:
        """Every stop with its power, start and end, oldest first."""
        return tuple(verdict_on(stop, ended, self.scene) for stop, ended in self._stops)

    # ---- conditions

    def truth(self, condition: Condition, since: datetime | None = None) -> Truth:
        """Whether a condition holds at the scene's moment (see `truth.truth`)."""
        return truth(condition, self, since)

    def first_true(self, condition: Condition, since: datetime | None, *, ends_a_stop: bool = False) -> datetime | None:
        """The first moment up to now at which a condition holds; None when it has not yet held.

        Args:
            condition: As the deal writes it.
            since: As in `truth`; moments up to it are passed over.
            ends_a_stop: Where stops end by the state of what they stop, that is judged as it was just before.
        """
        circular = ends_a_stop and self.footing.stops_are_circular
        for moment in turning_points(condition, self.scene, since, self._borders(condition)):
            if circular and self.just_before and moment == self.scene.upto:
                continue
            if self._judge_of(moment, just_before=circular).truth(condition, since).holds:
                return moment
        return None

    def _borders(self, condition: Condition) -> Iterator[datetime]:
        """When clauses open and end of whose states a condition asks: some states come with time alone."""
        for name in {atom.clause.text for atom in atoms(condition) if isinstance(atom, InState)}:
            clause = self.scene.deal.clause(name)
            if clause is None:
                continue
            if self.footing.stops_are_circular:
                fixed = clause.window or Interval(None, None)
                several = (fixed.start, fixed.end, clause.due.moment if clause.due is not None else None)
            else:
                limits = self._window(clause).window
                several = (limits.start, limits.end, None)
            yield from (one for one in several if one is not None)

    def finding_words(self, clause: Clause) -> frozenset[str]:
        """Every stage and finding that the clause has for any party it binds."""
        stages = [self.stage(clause, party) for party in bound(clause)]
        questions = [one for party in bound(clause) for one in self.breaches(clause, party)]
        return frozenset({str(one.stage) for one in stages} | {str(one.finding) for one in questions})

    def words_because(self, clause: Clause) -> tuple[str, ...]:
        """The records on which `finding_words` rests."""
        stages = [self.stage(clause, party) for party in bound(clause)]
        questions = [one for party in bound(clause) for one in self.breaches(clause, party)]
        gone = self.scene.withdrawals(clause.id)
        return ids(*(one.because for one in stages), *(one.because for one in questions), gone)

    def _judge_of(self, moment: datetime, *, just_before: bool) -> "Judge":
        """A judge of what had begun by a moment, that moment included.

        Who asks about a moment asks somebody of an earlier one, or of the same one just before, or itself, and what is
        asked of it while it works that out counts as not so: so no question goes round for ever.
        """
        if moment == self.scene.upto and (self.just_before or not just_before):
            return self
        key = (moment, just_before)
        if key not in self._earlier:
            scene = replace(self.scene, upto=moment)
            self._earlier[key] = Judge(scene, self.footing, just_before, self._earlier)
        return self._earlier[key]

    def _when(self, moment: datetime) -> str:
        return local(moment, self.scene.deal.zone)


_OVER = frozenset({Stage.FULFILLED, Stage.ENDED, Stage.ENDED_SHORT})


def _stage_words(several: Sequence[Reached]) -> str:
    stages = sorted({str(one.stage).replace("_", " ") for one in several})
    return listed(map(word, stages)) if stages else tell("not a clause of this deal")


def _stop_ids(stop: tuple[Stop, Restart | None] | None) -> tuple[str, ...]:
    if stop is None:
        return ()
    return ids(stop[0].records, stop[1].because if stop[1] is not None else ())


def _weightiest(questions: Sequence[QuestionVerdict], told: str) -> list[str]:
    """The sentence of the first question, and how many others there are by finding; each has a sentence of its own."""
    spoken = [one for one in questions if one.finding is not FindingWord.NONE]
    main = [one.reason for one in spoken[:1] if one.reason not in told]
    rest = Counter(str(one.finding).replace("_", " ") for one in spoken[1:])
    others = listed(
        tell("{count} more {finding}", count=str(count), finding=word(finding))
        for finding, count in sorted(rest.items())
    )
    return main + ([tell("besides {others}", others=others)] if others else [])


_PLACES: Final = {str(word): place for place, word in enumerate(LABEL_ORDER)}


def _breaches(several: Iterable[Put], window: Interval) -> tuple[QuestionVerdict, ...]:
    return tuple(
        one.verdict
        for one in several
        if one.about_breach
        and one.verdict is not None
        and any(_within(said, window) for said in one.question.statements)
    )


def _label_order(question: QuestionVerdict) -> tuple[int, int, int, str]:
    """The weightiest finding first; of equal ones the one on higher rungs, so that no name decides what is shown."""
    place = _PLACES.get(question.finding, len(LABEL_ORDER))
    return place, -question.rungs.yes, -question.rungs.no, question.incident


def _within(said: Record, window: Interval) -> bool:
    """True when what is said may have happened while the clause was open; without a time it may have."""
    happened = getattr(said, "happened", None)
    if happened is None:
        return True
    started = window.start is None or window.start < happened.end
    return started and (window.end is None or happened.start < window.end)
