"""What each side has given and not yet got back, as a range over the sources' counts (AHEAD in the deal language)."""

from collections.abc import Sequence
from dataclasses import dataclass

from trucekeeper.core.movement import PROGRESS
from trucekeeper.core.name import folded
from trucekeeper.deal.model import Clause, Exchange, Names
from trucekeeper.status.progress import Tally, counted_event, tallies
from trucekeeper.status.scene import Scene
from trucekeeper.status.telling import cited, ids, joined, listed, tell, unit_told
from trucekeeper.status.verdict import ExposureVerdict


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of a leg have got at least so far: the lowest and the highest of the sources' counts."""

    low: float
    high: float | None
    counted: tuple[Tally, ...]


def exposures(scene: Scene) -> tuple[ExposureVerdict, ...]:
    """One answer a side of each exchange; both sides of an exchange stand next to each other."""
    return tuple(
        scene.memo.answer(
            ("exposure", exchange.id, side, scene.upto),
            (scene.index.rulings, *(scene.index.revisions[id] for leg in exchange.legs for id in leg.ids)),
            scene.horizon,
            lambda exchange=exchange, side=side: _exposure(scene, exchange, side),  # type: ignore[misc]
        )
        for exchange in scene.deal.exchanges
        for side in range(len(exchange.legs))
    )


def side_of_leg(scene: Scene, leg: Names) -> str:
    """The party that lets the people of a leg go: the one that owes its first clause."""
    clause = next((found for id in leg.ids if (found := scene.deal.clause(id)) is not None), None)
    return clause.by.ids[0] if clause is not None and clause.by.ids else ""


def bound_of(exchange: Exchange, side: int) -> int | None:
    """How far ahead a side may be; under `first`, the side that follows may never be."""
    if exchange.first is not None and exchange.first.text not in exchange.legs[side].ids:
        return 0
    if not exchange.ahead:
        return None
    return exchange.ahead[side] if side < len(exchange.ahead) else exchange.ahead[0]


def _exposure(scene: Scene, exchange: Exchange, side: int) -> ExposureVerdict:
    given = _reach(scene, exchange, side, "departed")
    others = [number for number in range(len(exchange.legs)) if number != side]
    back = [_reach(scene, exchange, number, None) for number in others]
    low, high = _difference(given, back)
    bound = bound_of(exchange, side)
    party = side_of_leg(scene, exchange.legs[side])
    counted = [tally for reach in (given, *back) for tally in reach.counted]
    return ExposureVerdict(
        side=party,
        exchange=exchange.id,
        unit=exchange.unit,
        low=low,
        high=high,
        bound=bound,
        because=ids(*(tally.progress.records for tally in counted)),
        reason=_told(party, exchange, low, high, bound, counted, scene),
    )


def _difference(given: Reach, back: Sequence[Reach]) -> tuple[float, float | None]:
    """Given less got back, never below nothing; the high end is open where a count of what was given is."""
    most_back = [reach.high for reach in back]
    low = 0.0 if None in most_back else max(0.0, given.low - min((one or 0.0 for one in most_back), default=0.0))
    high = None if given.high is None else max(0.0, given.high - min((reach.low for reach in back), default=0.0))
    return low, high


def _reach(scene: Scene, exchange: Exchange, side: int, event: str | None) -> Reach:
    """Sum over the clauses of a leg of the range over the sources, in the exchange's unit and ratio."""
    low, high = 0.0, 0.0
    open_end = False
    counted: list[Tally] = []
    for id in exchange.legs[side].ids:
        clause = scene.deal.clause(id)
        if clause is None or not clause.by.ids:
            continue
        found = _past(tallies(scene, clause, clause.by.ids[0]), event or counted_event(scene, clause), exchange.unit)
        counted += found
        lows, highs = _by_source(found)
        scale = _scale(exchange, side, clause)
        low += min(lows.values(), default=0) * scale
        high += max((number for number in highs.values() if number is not None), default=0) * scale
        open_end |= None in highs.values()
    return Reach(low, None if open_end else high, tuple(counted))


def _past(found: Sequence[Tally], event: str, unit: str) -> list[Tally]:
    """Counts at or past an event, of the category that the exchange counts by, if it counts by one."""
    category = None if unit in {"people", "share", "batches"} else unit
    start = PROGRESS.get(event, len(PROGRESS))
    return [
        one
        for one in found
        if one.progress.category == category
        and (PROGRESS.get(one.progress.event, -1) >= start or one.progress.event == event)
    ]


def _by_source(found: Sequence[Tally]) -> tuple[dict[str, int], dict[str, int | None]]:
    lows: dict[str, int] = {}
    highs: dict[str, int | None] = {}
    for one in found:
        who = folded(one.progress.by)
        lows[who] = max(lows.get(who, 0), one.progress.low)
        before = highs.get(who, 0)
        high = one.progress.high
        highs[who] = None if high is None or before is None else max(before, high)
    return lows, highs


def _scale(exchange: Exchange, side: int, clause: Clause) -> float:
    ratio = exchange.ratio[side] if side < len(exchange.ratio) else 1
    if exchange.unit == "batches" and exchange.batch:
        return 1 / (exchange.batch[side] if side < len(exchange.batch) else exchange.batch[0]) / ratio
    if exchange.unit == "share" and clause.people is not None and clause.people.quantity is not None:
        return 1 / max(1, clause.people.quantity.low) / ratio
    return 1 / ratio


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _told(
    party: str,
    exchange: Exchange,
    low: float,
    high: float | None,
    bound: int | None,
    counted: Sequence[Tally],
    scene: Scene,
) -> str:
    span: str = _number(low)
    if low != high:
        span = tell("{low} to {high}", low=span, high=_number(high) if high is not None else tell("more"))
    records = {record.id: record for tally in counted for record in tally.counted}
    sources = listed(cited(record, scene) for _, record in sorted(records.items()))
    limit = tell("{exchange} states no bound", exchange=exchange.id)
    if bound is not None:
        limit = tell("{exchange} allows {bound}", exchange=exchange.id, bound=f"{bound:,}")
    parts: dict[str, str] = {"party": party, "span": span, "unit": unit_told(exchange.unit)}
    if not sources:
        ahead = tell(
            "{party} has let go {span} {unit} more than it got back, since nobody has counted anybody",
            **parts,
        )
    else:
        ahead = tell(
            "{party} has let go {span} {unit} more than it got back, by the counts of {sources}",
            **parts,
            sources=sources,
        )
    return joined((ahead, limit))


def out_of_step(scene: Scene, exchange: str) -> tuple[bool, tuple[str, ...]]:
    """True only where even the lowest reading of the counts is over the bound."""
    found = [one for one in exposures(scene) if one.exchange == exchange]
    return any(one.bound is not None and one.low > one.bound for one in found), ids(*(one.because for one in found))
