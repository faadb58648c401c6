"""Small exchanges drawn at random, all from one seed each."""

from random import Random

from trucekeeper.core.moment import moment
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import (
    COUNTED,
    Convoy,
    Coupling,
    Fleet,
    Gate,
    Group,
    Hold,
    Operation,
    Side,
    Site,
    Travel,
)

START = moment("2016-12-15T00:00+02:00")
HOUR = 3600
DAYS = tuple((day * 24 * HOUR + 6 * HOUR, day * 24 * HOUR + 18 * HOUR) for day in range(40))


def drawn(seed: int, room: bool = False) -> tuple[Operation, Sequenced]:
    draw = Random(seed)

    def minutes(low: int, high: int) -> int:
        return draw.randint(low, high) * 60

    sides = 2 if draw.random() < 0.85 else 3
    sites: list[Site] = []
    fleets: list[Fleet] = []
    groups: list[Group] = []
    convoys: list[Convoy] = []
    for side in range(sides):
        own_sites = []
        first_fleet = len(fleets)
        kinds = draw.randint(1, 2)
        safe = minutes(0, 60)
        for _ in range(draw.randint(1, 2)):
            bays = {first_fleet + kind: draw.randint(1, 4) for kind in range(kinds) if draw.random() < 0.7}
            windows = DAYS if draw.random() < 0.5 else ()
            own_sites.append(len(sites))
            out, back = Travel.of(minutes(0, 90)), Travel.of(minutes(0, 90))
            sites.append(Site(f"S{len(sites)}", side, out, Travel.of(safe), back, windows=windows, bays=bays))
        for _ in range(kinds):
            ready = {site: minutes(0, 120) for site in own_sites}
            loads = minutes(1, 40)
            fleets.append(Fleet(f"F{len(fleets)}", side, draw.randint(2, 8), 50, loads, ready))
        for site in own_sites:
            groups.append(Group(f"G{len(groups)}", site, 0, tuple(range(first_fleet, len(fleets))), category="X"))
            groups.append(Group(f"G{len(groups)}", site, 0, tuple(range(first_fleet, len(fleets)))))
        for number in range(draw.randint(1, 7)):
            site = draw.choice(own_sites)
            used = draw.sample(range(first_fleet, len(fleets)), draw.randint(1, kinds))
            parts = tuple((fleet, draw.randint(1, min(5, fleets[fleet].vehicles))) for fleet in used)
            own = [place for place, group in enumerate(groups) if group.site == site]
            people = tuple((group, draw.randint(0, 120)) for group in own)
            release = minutes(0, 600) if draw.random() < 0.2 else 0
            convoys.append(Convoy(f"{side}-{number}", side, site, parts, people, release))
    draw.shuffle(convoys)
    order = list(range(len(convoys)))
    if draw.random() < 0.3:
        draw.shuffle(order)
    gates = tuple(
        Gate(
            draw.choice([60, 90]),  # with 0, two convoys of one lane could pass at one instant in either order
            minutes(0, 20),
            draw.choice([None, 5, 8, 12]) if room else None,
            DAYS if draw.random() < 0.5 else (),
            lane=0 if draw.random() < 0.3 else side,
        )
        for side in range(sides)
    )
    couplings = tuple(rule(draw, sides) for _ in range(draw.choice([0, 1, 1, 1, 2])))
    holds = tuple(
        Hold(start := minutes(0, 1500), start + minutes(1, 400), draw.choice([None, *range(sides)]))
        for _ in range(draw.randint(0, 3))
    )
    return (
        Operation(
            start=START,
            sides=tuple(Side(f"L{side}", escorts=draw.choice([None, None, 1, 2])) for side in range(sides)),
            sites=tuple(sites),
            groups=tuple(groups),
            fleets=tuple(fleets),
            gates=gates,
            couplings=couplings,
            holds=holds,
            by_day=draw.random() < 0.3,
            horizon_s=39 * 24 * HOUR,
        ),
        Sequenced(tuple(convoys), tuple(order)),
    )


def rule(draw: Random, sides: int) -> Coupling:
    gated = draw.choice(["departed", "crossed"])
    counted = draw.choice(COUNTED if gated == "departed" else COUNTED[2:])
    units = tuple(draw.randint(1, 3) for _ in range(sides))
    ahead = tuple(draw.choice([None, draw.randint(100, 900)]) for _ in range(sides))
    batches: tuple[int, ...] = ()
    leads = None
    if draw.random() < 0.3:
        batches, leads = tuple(draw.randint(50, 300) for _ in range(sides)), 0
    return Coupling(
        units, ahead, draw.choice([None, None, "X"]), batches, leads, gated, counted, draw.choice([0, 0, 900])
    )
