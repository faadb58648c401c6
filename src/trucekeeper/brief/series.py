"""Exposure step by step, for a picture: over time by what was counted, or along the worst order that a deal allows."""

from datetime import UTC, datetime, timedelta
from typing import Final

from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Figure, Ground
from trucekeeper.brief.pictures.staircase import Tread, staircase
from trucekeeper.brief.times import day
from trucekeeper.brief.tongue import ENGLISH, Tongue
from trucekeeper.deal.check import check
from trucekeeper.deal.kernels.exposure import Exposed
from trucekeeper.deal.kernels.exposure import sides as sides_of
from trucekeeper.deal.model import Deal, Exchange
from trucekeeper.ledger.record import DealVersion, Movement
from trucekeeper.status.exposure import bound_of, exposures
from trucekeeper.status.horizon import Horizon
from trucekeeper.status.scene import Scene, scene, time_of
from trucekeeper.status.verdict import ExposureVerdict

#: More steps than this are no picture any more; the latest are kept.
MOST_STEPS: Final = 60


def exposure_figures(matter: Matter) -> tuple[Figure, ...]:
    """One picture an exchange, of two sides each; none where nothing is counted or where it is held back."""
    if matter.moving or not matter.now.exposure:
        return ()
    moments = sorted(
        {one.record.said_at for one in matter.of(Movement) if isinstance(one.record, Movement) and matter.by_now(one)}
    )[-MOST_STEPS:]
    tick = timedelta(microseconds=1)
    sorted_once = scene(matter.deal, matter.entries, matter.history, matter.now.at, _agreed_at(matter))
    answers = [(at, _exposed_at(sorted_once, min(at + tick, matter.now.at))) for at in moments]
    figures: list[Figure] = []
    for exchange in dict.fromkeys(one.exchange for one in matter.now.exposure):
        mine = [one for one in matter.now.exposure if one.exchange == exchange]
        treads = [
            Tread(
                _short(matter, at),
                {one.side: (one.low, one.high) for one in answer if one.exchange == exchange},
                tuple(id for one in answer if one.exchange == exchange for id in one.because),
            )
            for at, answer in answers
        ]
        if any(value for one in treads for pair in one.exposed.values() for value in pair):
            figures.append(
                staircase(
                    treads,
                    [one.side for one in mine],
                    {one.side: one.bound for one in mine},
                    mine[0].unit,
                    title=matter.tongue("Exposure of both sides in {exchange}, by what was counted").format(
                        exchange=exchange
                    ),
                    order=matter.sides,
                    t=matter.tongue,
                    id=f"staircase{len(figures) + 1}",
                )
            )
    return tuple(figures)


def _short(matter: Matter, at: datetime) -> str:
    """`14 Dec 08:30` in mission time."""
    here = at.astimezone(matter.zone or UTC)
    return f"{day(here, matter.tongue).rpartition(' ')[0]} {here:%H:%M}"


def _exposed_at(known: Scene, at: datetime) -> tuple[ExposureVerdict, ...]:
    """The exposure of both sides at a moment, by what is known now; only this part of a status is worked out."""
    return exposures(Scene(known.deal, known.index, Horizon(at), known.since))


def _agreed_at(matter: Matter) -> datetime | None:
    """When the text judged was agreed, where status chose it among several: only what came after counts."""
    rested_on = {id for one in matter.now.clauses for id in one.because}
    chosen = [
        entry.record
        for entry in matter.of(DealVersion)
        if isinstance(entry.record, DealVersion) and entry.record.id in rested_on
    ]
    return time_of(chosen[-1]) if chosen else None


def worst_orders(deal: Deal, t: Tongue = ENGLISH) -> tuple[Figure, ...]:
    """For each side the order of steps in which it is exposed the most, with both sides drawn along it.

    Amounts are people (or the unit of the clauses), not shares or batches: the bound is drawn only where the deal has
    it in the same unit.
    """
    figures: list[Figure] = []
    sides = sides_of(deal)
    for side, found in check(deal).exposure.items():
        for one in found:
            if one.order and one.amount > 0:
                figures.append(_worst(deal, sides, side, one, f"worst{len(figures) + 1}", t))
    return tuple(figures)


def _worst(deal: Deal, sides: tuple[str, ...], side: str, worst: Exposed, id: str, t: Tongue) -> Figure:
    exchange = next((one for one in deal.exchanges if one.id == worst.exchange), None)
    pair = (side, *(other for other in sides if other != side))[:2]
    shown = tuple(one for one in sides if one in pair) or pair
    return staircase(
        _treads(deal, worst, shown, t),
        shown,
        _bounds(exchange, deal, shown),
        exchange.unit if exchange and exchange.unit not in {"share", "batches"} else "people",
        title=t("The order in which {side} is exposed the most").format(side=side),
        ground=Ground.DEAL,
        order=sides,
        id=id,
        t=t,
    )


def _treads(deal: Deal, worst: Exposed, sides: tuple[str, ...], t: Tongue) -> list[Tread]:
    """What each side has let go less what has counted from the other, after each step."""
    exchange = next((one for one in deal.exchanges if one.id == worst.exchange), None)
    given, counted = dict.fromkeys(sides, 0.0), dict.fromkeys(sides, 0.0)
    treads = []
    for step in worst.order:
        clause = deal.clause(step.clause)
        owner = deal.side_of(clause.by.ids[0]) if clause and clause.by.ids else ""
        if clause is None or owner not in given:
            continue
        heads = step.amount / _ratio(exchange, clause.id)
        if step.event == "departed":
            given[owner] += heads
        else:
            counted[owner] += heads
        others = {one: sum(counted[two] for two in sides if two != one) for one in sides}
        exposed = {one: (max(0.0, given[one] - others[one]),) * 2 for one in sides}
        batch = f" {step.batch}/{step.of}" if step.of > 1 else ""
        treads.append(Tread(f"{step.clause}{batch} {t(step.event)}", exposed))
    return treads


def _ratio(exchange: Exchange | None, clause: str) -> int:
    """The heads of a leg that answer those of the other; 1 where none is written."""
    if exchange is None:
        return 1
    leg = next((place for place, one in enumerate(exchange.legs) if clause in one.ids), 0)
    return exchange.ratio[leg] if leg < len(exchange.ratio) else 1


def _bounds(exchange: Exchange | None, deal: Deal, sides: tuple[str, ...]) -> dict[str, float | None]:
    """The deal's `ahead` of each side, where it is in heads."""
    bounds: dict[str, float | None] = dict.fromkeys(sides)
    if exchange is None or exchange.unit in {"share", "batches"}:
        return bounds
    for place, leg in enumerate(exchange.legs):
        clause = deal.clause(leg.ids[0]) if leg.ids else None
        owner = deal.side_of(clause.by.ids[0]) if clause and clause.by.ids else ""
        if owner in bounds:
            bounds[owner] = bound_of(exchange, place)
    return bounds
