"""The exchanges that the benchmarks measure; assumptions of exchange.md section 7, not data."""

from tests.exchange.cases import START
from trucekeeper.exchange.model import Coupling, Fleet, Gate, Group, Operation, Side, Site, Travel

M = 60


def days(number: int) -> tuple[tuple[int, int], ...]:
    return tuple((day * 86400 + 6 * 3600, day * 86400 + 18 * 3600) for day in range(number))


def two_sides(
    persons: tuple[int, int] = (15_000, 15_000),
    vehicles: tuple[int, int] = (60, 40),
    bays: tuple[int, int] = (20, 10),
    per_hour: tuple[int, int] = (40, 30),
    ahead: int | None = 1000,
    units: tuple[int, int] = (1, 1),
    gated: str = "crossed",
    counted: str = "crossed",
) -> Operation:
    ways = ((45 * M, 45 * M, 60 * M), (90 * M, 45 * M, 120 * M))
    return Operation(
        start=START,
        sides=(Side("A"), Side("B")),
        sites=tuple(
            Site(
                "AB"[k],
                k,
                Travel.of(ways[k][0]),
                Travel.of(ways[k][1]),
                Travel.of(ways[k][2]),
                windows=days(40),
                bays={k: bays[k]},
            )
            for k in (0, 1)
        ),
        groups=tuple(Group("AB"[k], k, persons[k], (k,)) for k in (0, 1)),
        fleets=tuple(Fleet(f"buses {'AB'[k]}", k, vehicles[k], 50, 30 * M, {k: 0}) for k in (0, 1)),
        gates=tuple(Gate(3600 // per_hour[k], windows=days(40), lane=k) for k in (0, 1)),
        couplings=() if ahead is None else (Coupling(units, (ahead, ahead), gated=gated, counted=counted),),
        nights=tuple((day * 86400 + 18 * 3600, day * 86400 + 30 * 3600) for day in range(-1, 40)),
        horizon_s=40 * 86400,
    )
