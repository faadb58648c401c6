"""Who stopped what, on which power, and whether it still stands (rule R8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from trucekeeper.core.movement import PROGRESS
from trucekeeper.deal.condition import Joined
from trucekeeper.deal.model import Clause
from trucekeeper.ledger.record import WHOLE_DEAL, Hold, Resume
from trucekeeper.status.question import counts_itself
from trucekeeper.status.scene import Scene, Statement, time_of
from trucekeeper.status.telling import cited, ids, listed, tell
from trucekeeper.status.verdict import HoldVerdict


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of some clauses, before its end is worked out.

    Attributes:
        under: The may clause that gives the holder this power; None where the deal gives none.
        declared: By those who share a power jointly; all of them must have declared it.
    """

    records: tuple[Hold | Statement, ...]
    holder: str
    clauses: tuple[str, ...]
    since: datetime
    under: Clause | None

    @property
    def entitled(self) -> bool:
        """True when this stop stops the clock."""
        return self.under is not None


def holder_of(one: Hold | Resume, scene: Scene) -> str:
    """The party that holds or resumes, by id; the speaker's own words where it is no party."""
    if one.holder:
        return one.holder
    party = scene.sides.party_named(one.speaker)
    return party.id if party is not None else one.speaker


def stops(scene: Scene) -> tuple[Stop, ...]:
    """Every stop that a record declares or that somebody says happened, oldest first."""
    holds = [one for one in scene.all_of(Hold) if scene.since is None or time_of(one) >= scene.since]
    declared = [_declared(one, scene) for one in holds]
    found = [*declared, *_said_to_be(scene)]
    return tuple(sorted(found, key=lambda stop: (stop.since, stop.clauses, stop.records[0].id)))


def _declared(one: Hold, scene: Scene) -> Stop:
    holder = holder_of(one, scene)
    return Stop((one,), holder, one.clauses, time_of(one), _power(one, holder, scene))


def _power(one: Hold, holder: str, scene: Scene) -> Clause | None:
    """The may clause under which the holder may hold all these clauses; a joint power needs every holder's word."""
    for clause in scene.deal.clauses:
        if clause.kind != "may" or clause.action != "hold" or (one.under and clause.id != one.under):
            continue
        covers = set(one.clauses) <= set(clause.acts_on.ids)
        if holder in clause.by.ids and covers and _all_declared(clause, one, scene):
            return clause
    return None


def _all_declared(clause: Clause, one: Hold, scene: Scene) -> bool:
    if clause.by.joined is not Joined.JOINTLY:
        return True
    declaring = {holder_of(other, scene) for other in scene.all_of(Hold) if set(one.clauses) <= set(other.clauses)}
    return set(clause.by.ids) <= declaring


def _said_to_be(scene: Scene) -> list[Stop]:
    """Stops that somebody reports and nobody declared: one a clause and incident, since the earliest moment said."""
    found = []
    for clause in sorted(scene.index.stopping):
        if clause == WHOLE_DEAL:
            continue
        groups: dict[str, list[Statement]] = {}
        for one in scene.stopping(clause):
            if one.event == "hold" and one.polarity == "yes" and counts_itself(one, scene):
                groups.setdefault(one.incident or clause, []).append(one)
        for said in groups.values():
            by = listed(sorted({one.speaker for one in said}))
            found.append(Stop(tuple(said), by, (clause,), min(time_of(one) for one in said), None))
    return found


@dataclass(frozen=True, slots=True)
class Restart:
    """What ended a stop."""

    at: datetime
    because: tuple[str, ...]
    told: str


def restarted(stop: Stop, scene: Scene) -> Restart | None:
    """The first thing after a stop that shows, for a stop without the deal's power, that it is over.

    That is the holder's own resume, somebody's word that it went on, or people on the way again. A stop under the
    deal ends as its own `until` says; where the deal says nothing, by its holder's resume.
    """
    found = [_resumed(one, scene) for one in scene.all_of(Resume) if _ends(one, stop, scene)]
    if not stop.entitled:
        for clause in stop.clauses:
            found += [_went_on(one, scene) for one in scene.stopping(clause) if _says_resumed(one, stop)]
            found += [
                Restart(time_of(one), (one.id,), tell("people on the way by {record}", record=cited(one, scene)))
                for one in scene.moved(clause)
                if time_of(one) > stop.since and _is_moving(one.event)
            ]
    return min(found, key=lambda restart: (restart.at, restart.because), default=None)


def _ends(one: Resume, stop: Stop, scene: Scene) -> bool:
    if one.ends is not None:
        return one.ends in ids(stop.records)
    same = holder_of(one, scene) == stop.holder
    return (same or not stop.entitled) and time_of(one) > stop.since and bool(set(one.clauses) & set(stop.clauses))


def _resumed(one: Resume, scene: Scene) -> Restart:
    return Restart(time_of(one), (one.id,), tell("resumed by {record}", record=cited(one, scene)))


def _says_resumed(one: Statement, stop: Stop) -> bool:
    return one.event == "resume" and one.polarity == "yes" and time_of(one) > stop.since


def _went_on(one: Statement, scene: Scene) -> Restart:
    return Restart(time_of(one), (one.id,), tell("said to go on by {record}", record=cited(one, scene)))


def _is_moving(event: str) -> bool:
    return PROGRESS.get(event, -1) >= PROGRESS["departed"]


def verdict_on(stop: Stop, ended: Restart | None, scene: Scene) -> HoldVerdict:
    """The stop as an answer shows it."""
    by = listed(cited(one, scene) for one in stop.records)
    power = tell("with no power under the deal, so the clock runs")
    if stop.under:
        power = tell("under {clause}", clause=stop.under.id)
    end = ended.told if ended else tell("it stands")
    return HoldVerdict(
        record=stop.records[0].id,
        holder=stop.holder,
        clauses=stop.clauses,
        entitled=stop.entitled,
        under=stop.under.id if stop.under else None,
        since=stop.since,
        ended_at=ended.at if ended else None,
        ended_by=ended.because if ended else (),
        reason=tell(
            "{clauses} stopped by {by}, {power}; {end} (R8)", clauses=listed(stop.clauses), by=by, power=power, end=end
        ),
    )


def time_stopped(stops_and_ends: Iterable[tuple[Stop, Restart | None]], clause: str, scene: Scene) -> timedelta:
    """By how much entitled holds move a clause's due moment; overlapping holds count once."""
    spans = sorted(
        (stop.since, ended.at if ended else scene.moment_itself())
        for stop, ended in stops_and_ends
        if stop.entitled and clause in stop.clauses
    )
    total, reach = timedelta(), None
    for start, end in spans:
        begin = start if reach is None else max(start, reach)
        if end > begin:
            total += end - begin
            reach = end
    return total
