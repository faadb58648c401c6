"""Plans against the optimum that OR-Tools CP-SAT proves."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.exchange.suite import two_sides
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import evaluate, must_be_counted
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import Operation, Travel
from trucekeeper.exchange.plan import make_plan

pytest.importorskip("ortools", reason="the referee is OR-Tools, of the extra for development")


def small(seed: int) -> Operation:
    """Full buses, a few a side, and rules drawn at random."""
    draw = Random(seed)
    gated, counted = draw.choice([("crossed", "crossed"), ("departed", "arrived"), ("departed", "crossed")])
    loads = (draw.randint(3, 9), draw.randint(3, 9))
    ahead = 50 * max(loads) * draw.randint(2, 4)
    one = two_sides(
        (50 * loads[0], 50 * loads[1]),
        (draw.randint(1, 4), draw.randint(1, 4)),
        (draw.randint(1, 3), draw.randint(1, 3)),
        (draw.choice([4, 12, 30]), draw.choice([4, 12, 30])),
        ahead=ahead,
        units=(loads[1], loads[0]),
        gated=gated,
        counted=counted,
    )
    sites = tuple(
        replace(site, to_point=Travel.of(60 * draw.randint(20, 120)), back=Travel.of(60 * draw.randint(20, 120)))
        for site in one.sites
    )
    lanes = draw.choice([(0, 1), (0, 0)])
    gates = tuple(replace(gate, lane=lane) for gate, lane in zip(one.gates, lanes, strict=True))
    return replace(one, sites=sites, gates=gates)


def proved(operation: Operation) -> int | None:
    """The least person-seconds until safe, by the referee in a process of its own."""
    rule = operation.couplings[0]
    full = [operation.persons(side) // 50 for side in (0, 1)]
    after = []
    for side in (0, 1):
        for place in range(full[side]):
            needed = must_be_counted(rule, side, 1 - side, 50 * (place + 1), operation.persons(1 - side))
            assert needed >= 0
            if needed:
                after.append((side, 1 - side, place, -(-needed // 50) - 1))
    sides = []
    for side in (0, 1):
        site, gate, fleet = operation.sites[side], operation.gates[side], operation.fleets[side]
        sides.append(
            {
                "buses_full": full[side], "seats": 50, "vehicles": fleet.vehicles, "bays": site.bays[side],
                "load": fleet.load_s, "to_point": site.to_point.likely_s, "pass": gate.pass_s,
                "hand_over": gate.hand_over_s, "to_safety": site.to_safety.likely_s, "back": site.back.likely_s,
                "windows": site.windows[:12], "gate": gate.windows[:12],
            }
        )  # fmt: skip
    given = {
        "sides": sides, "after": after, "gated": rule.gated, "counted": rule.counted,
        "one_lane": operation.gates[0].lane == operation.gates[1].lane,
    }  # fmt: skip
    program = Path(__file__).with_name("referee.py")
    told = subprocess.run(
        [sys.executable, str(program)], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return int(told.stdout) if told.stdout.strip() else None


@pytest.mark.parametrize("seed", range(12))
def test_a_small_plan_is_as_soon_as_the_proved_optimum(seed: int) -> None:
    operation = small(seed)
    least = proved(operation)
    singles = uniform(operation, (1, 1))
    found = measure(operation, singles, evaluate(operation, singles))

    plan = make_plan(operation, prefer="fast", with_bound=False)

    assert least is not None
    one_lane = operation.gates[0].lane == operation.gates[1].lane
    if not one_lane:
        assert round(found.person_hours * 3600) == least
    assert least <= round(plan.measure.person_hours * 3600) <= least * (1.02 if one_lane else 1.001)
