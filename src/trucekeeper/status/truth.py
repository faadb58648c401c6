"""Whether the deal's own conditions hold at a moment (deal-language.md, COND)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from trucekeeper.core.moment import local
from trucekeeper.deal.condition import (
    All,
    AnyOf,
    At,
    Condition,
    Counted,
    Happened,
    InState,
    Joined,
    Not,
    OutOfStep,
    Passes,
    Says,
    clause_names,
)
from trucekeeper.deal.model import Clause
from trucekeeper.ledger.record import Hold, Resume
from trucekeeper.status.exposure import out_of_step
from trucekeeper.status.footing import atoms
from trucekeeper.status.holds import holder_of
from trucekeeper.status.performance import performance
from trucekeeper.status.progress import agreed, counted_event, reached
from trucekeeper.status.scene import Scene, time_of
from trucekeeper.status.telling import duration_told, ids, joined, listed, resting, tell, word

#: STATE of a condition, as stages and findings (deal-language.md, STATE).
STATE_MEANS: dict[str, frozenset[str]] = {
    "under way": frozenset({"in_progress"}),
    "late": frozenset({"late"}),
    "on hold": frozenset({"on_hold", "stopped"}),
    "ended": frozenset({"ended", "ended_short", "fulfilled"}),
    "alleged breach": frozenset({"alleged"}),
    "disputed": frozenset({"disputed"}),
    "admitted": frozenset({"admitted"}),
    "verified breach": frozenset({"verified"}),
    "cleared": frozenset({"cleared"}),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a condition holds, in words, and the records that say so."""

    holds: bool
    told: str
    because: tuple[str, ...] = ()


class Judging(Protocol):
    """What conditions need to know of the clauses that they name."""

    scene: Scene

    def finding_words(self, clause: Clause) -> frozenset[str]:
        """Every stage and finding of a clause, for any party."""

    def words_because(self, clause: Clause) -> tuple[str, ...]:
        """The records on which they rest."""


def truth(condition: Condition, judge: Judging, since: datetime | None) -> Truth:
    """Whether a condition holds at the scene's moment.

    Args:
        condition: As the deal writes it.
        judge: For the clauses' own stages and findings.
        since: From when durations run and words count; None for the whole time.
    """
    match condition:
        case All(of=several):
            parts = [truth(one, judge, since) for one in several]
            return _joined(all(one.holds for one in parts), "and", parts)
        case AnyOf(of=several):
            parts = [truth(one, judge, since) for one in several]
            return _joined(any(one.holds for one in parts), "or", parts)
        case Not(of=inner):
            part = truth(inner, judge, since)
            return Truth(not part.holds, tell("not ({told})", told=part.told), part.because)
        case Passes(duration=duration):
            passed = since is not None and judge.scene.has_come(since + duration)
            for_how_long = duration_told(duration)
            if passed:
                return Truth(passed, tell("{duration} have passed", duration=for_how_long))
            return Truth(passed, tell("{duration} have not passed", duration=for_how_long))
        case At(moment=moment):
            told = tell("the moment {moment}", moment=local(moment, judge.scene.deal.zone))
            return Truth(judge.scene.has_come(moment), told)
        case Says():
            return _says(condition, judge.scene, since)
        case OutOfStep(exchange=name):
            out, because = out_of_step(judge.scene, name.text)
            if out:
                return Truth(out, resting(tell("{exchange} is out of step", exchange=name.text), because), because)
            return Truth(out, resting(tell("{exchange} is not out of step", exchange=name.text), because), because)
        case Happened() | Counted():
            return _happened(condition, judge.scene)
        case InState(clause=name, state=state):
            return _in_state(name.text, state, judge)


def _says(condition: Says, scene: Scene, since: datetime | None) -> Truth:
    words: tuple[Hold | Resume, ...] = (*scene.all_of(Resume), *scene.all_of(Hold))
    said = {
        holder_of(one, scene): one.id
        for one in words
        if _word_of(one) == condition.word and (since is None or time_of(one) > since)
    }
    wanted = [name.text for name in condition.parties]
    have = [said[party] for party in wanted if party in said]
    holds = bool(have) if condition.joined is Joined.ANY else len(have) == len(wanted)
    parties, said_word = listed(wanted), word(condition.word)
    told = tell("{parties} do not yet say {word}", parties=parties, word=said_word)
    if holds:
        told = tell("{parties} say {word}", parties=parties, word=said_word)
    return Truth(holds, resting(told, ids(have)), ids(have))


def _happened(condition: Happened | Counted, scene: Scene) -> Truth:
    clause = scene.deal.clause(condition.clause.text)
    if clause is None:
        return Truth(False, tell("{clause} is no clause of this deal", clause=condition.clause.text))
    event = condition.event or counted_event(scene, clause)
    parts = [_got_so_far(clause, party, condition, event, scene) for party in bound(clause)]
    holds = bool(parts) and all(one.holds for one in parts)
    because = ids(*(one.because for one in parts))
    told = tell("{clause} {event} is not yet so", clause=clause.id, event=word(event))
    if holds:
        told = tell("{clause} {event} is so", clause=clause.id, event=word(event))
    return Truth(holds, resting(told, because), because)


def _got_so_far(clause: Clause, party: str, condition: Happened | Counted, event: str, scene: Scene) -> Truth:
    deed = performance(scene, clause, party)
    wanted = _wanted(clause, condition, _batch(clause, scene))
    count = reached(deed.tallies, event, clause.rung_asked)
    enough = wanted is not None and wanted > 0 and (count or 0) >= wanted
    whole = isinstance(condition, Happened) and not condition.batch and event == counted_event(scene, clause)
    return Truth(enough or (whole and deed.fulfilled), "", deed.because)


def _batch(clause: Clause, scene: Scene) -> int | None:
    """The size of one batch of a clause, where an exchange states one."""
    for exchange in scene.deal.exchanges:
        for side, leg in enumerate(exchange.legs):
            if clause.id in leg.ids and exchange.batch:
                return exchange.batch[side] if side < len(exchange.batch) else exchange.batch[0]
    return None


def _in_state(id: str, state: str, judge: Judging) -> Truth:
    clause = judge.scene.deal.clause(id)
    if clause is None:
        return Truth(False, tell("{clause} is no clause of this deal", clause=id))
    means = STATE_MEANS.get(state, frozenset({"in_progress"}) if clause.kind != "must" else frozenset())
    holds = bool(judge.finding_words(clause) & means)
    because = judge.words_because(clause)
    told = tell("{clause} is not {state}", clause=id, state=word(state))
    if holds:
        told = tell("{clause} is {state}", clause=id, state=word(state))
    return Truth(holds, resting(told, because), because)


def turning_points(
    condition: Condition, scene: Scene, since: datetime | None, borders: Iterable[datetime] = ()
) -> Sequence[datetime]:
    """When a condition can turn true: at fixed moments, ends of durations, and the records that it looks at.

    Args:
        condition: As the deal writes it.
        scene: What is known.
        since: What is not later is passed over.
        borders: When the clauses open and end of whose states it asks.
    """
    times = (*_record_times(condition, scene), *borders)
    moments = {moment for moment in times if since is None or moment > since}
    for atom in atoms(condition):
        if isinstance(atom, At):
            moments.add(atom.moment)
        if isinstance(atom, Passes) and since is not None:
            moments.add(since + atom.duration)
    return [moment for moment in sorted(moments) if scene.has_come(moment)]


def _record_times(condition: Condition, scene: Scene) -> Iterable[datetime]:
    parts = atoms(condition)
    names = {name.text for name in clause_names(condition)}
    words: tuple[Hold | Resume, ...] = (*scene.all_of(Hold), *scene.all_of(Resume))
    speaks = any(isinstance(atom, Says) for atom in parts)
    yield from (time_of(one) for one in words if speaks or names & set(one.clauses))
    if any(isinstance(atom, OutOfStep) for atom in parts):
        asked = [exchange for exchange in scene.deal.exchanges if exchange.id in names]
        names |= {id for exchange in asked for leg in exchange.legs for id in leg.ids}
    for name in sorted(names):
        yield from (time_of(one) for one in scene.usable(scene.index.moments.get(name)))


def bound(clause: Clause) -> tuple[str, ...]:
    """The parties that a clause binds, one row of an answer each."""
    return clause.by.ids


def _joined(holds: bool, between: str, parts: Sequence[Truth]) -> Truth:
    return Truth(holds, joined((one.told for one in parts), f" {between} "), ids(*(one.because for one in parts)))


def _word_of(one: Hold | Resume) -> str:
    return "resume" if isinstance(one, Resume) else "hold"


def _wanted(clause: Clause, condition: Happened | Counted, batch: int | None) -> float | None:
    """How many people a condition asks for; None where the clause names no number."""
    number = agreed(clause)
    if isinstance(condition, Counted):
        if condition.amount is not None:
            return condition.amount
        return None if number is None else number[0] * (condition.share or 1)
    if condition.batch is not None and batch is not None:
        return condition.batch * batch
    return None if number is None else number[0]
