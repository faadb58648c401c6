"""How far a duty has come, as each source counts it; sources are never added up or averaged (rules R7, R14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from trucekeeper.core.movement import DONE, PROGRESS
from trucekeeper.core.name import folded
from trucekeeper.deal.model import Clause
from trucekeeper.ledger.record import INDEPENDENT, Movement
from trucekeeper.status.question import ADMITTED, CLAIMED, CORROBORATED
from trucekeeper.status.scene import Scene, time_of
from trucekeeper.status.telling import cited, joined, tell, unit_told, word
from trucekeeper.status.verdict import Progress, Rung


@dataclass(frozen=True, slots=True)
class Tally:
    """One source's count of one event, with the records that make it up, as a sentence cites them."""

    progress: Progress
    counted: tuple[Movement, ...]
    told: str


def counted_event(scene: Scene, clause: Clause) -> str:
    """The event by which a clause is fulfilled: its exchange's `count`, else arrived for people, else done."""
    for exchange in scene.deal.exchanges:
        if any(clause.id in leg.ids for leg in exchange.legs) and exchange.count:
            return exchange.count
    return "arrived" if clause.people is not None else DONE


def agreed(clause: Clause) -> tuple[int, int | None] | None:
    """The agreed number as a range; None where the deal names none."""
    if clause.people is None or clause.people.quantity is None:
        return None
    return clause.people.quantity.low, clause.people.quantity.high


def tallies(scene: Scene, clause: Clause, party: str) -> tuple[Tally, ...]:
    """Every source's newest count of every event, ordered by event, then source."""
    found = [
        scene.memo.answer(
            ("tally", clause.id, party, key, scene.upto),
            (revision, len(said), scene.index.rulings),
            scene.horizon,
            lambda said=said: _tally(scene, clause, party, said),  # type: ignore[misc]
        )
        for key, said, revision in scene.counts(clause.id)
    ]
    return tuple(one for one in found if one is not None)


def _tally(scene: Scene, clause: Clause, party: str, several: Sequence[Movement]) -> Tally | None:
    """The newest total of a source and the parts that it reports for later times; None where all are relays."""
    said = [one for one in several if one.relays is None or one.relays not in scene.index.ever]
    if not said:
        return None
    totals = [one for one in said if one.counting == "total"]
    base = max(totals, key=lambda one: (time_of(one), one.said_at, one.id)) if totals else None
    parts = [one for one in said if one.counting == "part" and (base is None or time_of(one) >= _end_of(base))]
    counted = tuple(([base] if base is not None else []) + parts)
    last = max(counted, key=lambda one: (one.said_at, one.id))
    open_end = any(one.quantity.high is None for one in counted)
    return Tally(
        Progress(
            event=last.event,
            by=last.speaker,
            low=sum(one.quantity.low for one in counted),
            high=None if open_end else sum(one.quantity.high or 0 for one in counted),
            unit=last.quantity.unit,
            of=agreed(clause) if last.category is None else None,
            at=last.said_at,
            record=last.id,
            records=tuple(sorted(one.id for one in counted)),
            rung=max(_count_rung(scene, clause, party, one) for one in counted),
            category=last.category,
        ),
        counted,
        joined((cited(one, scene) for one in counted), ", "),
    )


def _end_of(total: Movement) -> datetime:
    return total.said_at if total.happened is None else max(total.happened.end, total.said_at)


def _count_rung(scene: Scene, clause: Clause, party: str, one: Movement) -> Rung:
    """The rung of a count in favour of the party that owes the movement (rule R3, performance)."""
    side = scene.sides.of_speaker(one.speaker, one.side).side
    own = scene.deal.side_of(party)
    in_person = one.basis == "own observation"
    speaker = scene.sides.party_named(one.speaker)
    observer = speaker is not None and speaker.id in {name.text for name in clause.observers}
    if one.basis == "relay" and one.relays is not None:
        return CLAIMED
    if side in scene.sides.conflict and side != own:
        return ADMITTED
    if in_person and side != own and (side == INDEPENDENT or observer):
        return CORROBORATED
    return CLAIMED


def on_the_way(found: Iterable[Tally]) -> bool:
    """True when anybody has been counted as boarded or further."""
    moving = PROGRESS["boarded"]
    return any(PROGRESS.get(one.progress.event, -1) >= moving and one.progress.low > 0 for one in found)


def reached(found: Iterable[Tally], event: str, rung: int) -> int | None:
    """The lowest count of people at or past an event among the sources on at least this rung; None where nobody counts.

    A source that counts a later state of the journey has counted the earlier one too; a count of one category is no
    count of all.
    """
    at_least = PROGRESS.get(event)
    lows: dict[str, int] = {}
    for one in found:
        so_far = PROGRESS.get(one.progress.event)
        past = so_far is not None and at_least is not None and so_far >= at_least
        if (past or one.progress.event == event) and one.progress.rung >= rung and one.progress.category is None:
            who = folded(one.progress.by)
            lows[who] = max(lows.get(who, 0), one.progress.low)
    return min(lows.values(), default=None)


def counts_told(found: Iterable[Tally]) -> str:
    """Each source's count in words; empty where nobody counted."""
    told = []
    for one in found:
        shown = one.progress
        number: str = f"{shown.low:,}"
        if shown.high is None:
            number = tell("{low} or more", low=number)
        elif shown.high != shown.low:
            number = tell("{low} to {high}", low=number, high=f"{shown.high:,}")
        if shown.unit:
            number = tell("{number} {unit}", number=number, unit=unit_told(shown.unit))
        if shown.category:
            number = tell("{number} ({category})", number=number, category=shown.category)
        told.append(tell("{number} {event} by {who}", number=number, event=word(shown.event), who=one.told))
    return joined(told)
