from dataclasses import replace
from math import exp
from typing import Any

import numpy as np
import pytest

from tests.exchange.simulation import Simulation
from tests.exchange.suite import two_sides
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.evaluate import evaluate
from trucekeeper.exchange.kernel import convoys_of
from trucekeeper.exchange.model import NEVER, Answer, Operation, Rates, Travel
from trucekeeper.stress.course import course, planned_course
from trucekeeper.stress.hazards import one_run
from trucekeeper.stress.run import COMPLETED, DONE_AT, OUTSIDE, SAFE, STRANDED, WAITING, parts_of, run_block, stress
from trucekeeper.stress.summary import (
    Difference,
    compare,
    compare_side,
    completed,
    difference,
    spread,
    spreads,
    tornado,
)

BAD = Rates(
    (0.2, 0.5, 1.0), (2, 4, 12), (0.2, 0.5, 1.0), (1, 2, 4), (0.2, 0.5, 0.8), (1, 3, 6), (0.0, 0.02, 0.05),
    (0.0, 0.01, 0.05), (3, 6, 24), (0.0, 0.01, 0.03),
)  # fmt: skip


def troubled() -> Operation:
    operation = two_sides((3000, 3000))
    sites = tuple(
        replace(
            site,
            to_point=replace(site.to_point, low_s=int(site.to_point.likely_s * 0.8), high_s=site.to_point.likely_s * 2),
        )
        for site in operation.sites
    )
    return replace(operation, sites=sites, rates=BAD)


def test_every_run_is_the_one_that_a_simulation_of_its_bad_luck_gives() -> None:
    operation = troubled()
    plan = uniform(operation, (10, 5))
    horizon = operation.horizon_s
    _, _, hazards = parts_of(operation, plan, horizon)
    table, _, _ = run_block(operation, plan, 7, 0, 40, horizon)

    for run in range(40):
        durations, holds = one_run(hazards, convoys_of(operation, plan), 7, run)
        unlucky = replace(operation, holds=holds)
        told = evaluate(unlucky, plan, durations)
        seen = Simulation(unlucky, plan, durations).run()
        arrived = [times.arrived for times in seen]
        if max(arrived) < NEVER:
            assert told == seen
        assert table[run, COMPLETED] == (max(arrived) <= horizon)
        if table[run, COMPLETED]:
            assert table[run, DONE_AT] == max(arrived)


def test_the_answer_does_not_depend_on_how_the_runs_are_shared_out() -> None:
    from concurrent.futures import ThreadPoolExecutor

    operation = troubled()
    plan = uniform(operation, (10, 5))

    alone = stress(operation, plan, 500, 3)
    with ThreadPoolExecutor(3) as pool:
        shared = stress(operation, plan, 500, 3, pool=pool, workers=7)

    assert np.array_equal(alone.table, shared.table)
    assert np.array_equal(alone.exposure, shared.exposure)
    assert not np.array_equal(alone.table, stress(operation, plan, 500, 4).table)


def test_a_cluster_gives_the_same_runs_as_this_process() -> None:
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    operation = troubled()
    plan = uniform(operation, (10, 5))

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        from trucekeeper.cli.stress import pool_of

        with pool_of(1, cluster.scheduler_address) as pool:
            shared = stress(operation, plan, 600, 3, pool=pool, workers=5)

    alone = stress(operation, plan, 600, 3)
    assert np.array_equal(alone.table, shared.table)
    assert np.array_equal(alone.exposure, shared.exposure)


def test_a_deal_that_ends_at_the_first_stop_survives_as_often_as_the_exponential_law_says() -> None:
    operation = replace(two_sides((100, 100), ahead=None), rates=Rates((2, 2, 2), (1, 1, 1), chance_walk_out=(1, 1, 1)))
    operation = replace(
        operation,
        sites=tuple(replace(site, windows=()) for site in operation.sites),
        gates=tuple(replace(gate, windows=()) for gate in operation.gates),
        fleets=tuple(replace(fleet, load_s=0) for fleet in operation.fleets),
    )
    plan = uniform(operation, (2, 2))
    last_start = max(times.crossing for times in evaluate(operation, plan))
    two_sides_two_stops_a_day = 4 * last_start / 86_400

    _, (low, high) = completed(stress(operation, plan, 40_000, 1))

    assert low <= exp(-two_sides_two_stops_a_day) <= high


def test_the_delay_of_a_departure_is_that_of_the_exact_markov_chain() -> None:
    # One convoy and one kind of stop: active stops are an M/M/infinity queue; it leaves when none is active.
    per_day, mean_h = 6.0, 3.0
    operation = replace(
        two_sides((50, 50), ahead=None),
        rates=Rates((per_day,) * 3, (mean_h,) * 3),
        gates=tuple(replace(gate, pass_s=0, windows=()) for gate in two_sides().gates),
    )
    still = tuple(
        replace(s, windows=(), to_point=replace(s.to_point, low_s=0, likely_s=0, high_s=0)) for s in operation.sites
    )
    operation = replace(operation, sites=still, fleets=tuple(replace(f, load_s=0) for f in operation.fleets))
    plan = uniform(operation, (1, 1))
    at = 8 * 3600
    plan = replace(plan, convoys=tuple(replace(c, leave_s=at) for c in plan.convoys[:1]))

    rate, down = per_day / 24, 1 / mean_h
    steps = [0.0] * 202
    for active in range(200, 0, -1):
        steps[active] = (1 + rate * steps[active + 1]) / (active * down)
    expected, weight, mean_active, until = 0.0, 1.0, rate * mean_h * (1 - exp(-8 / mean_h)), 0.0
    for active in range(1, 60):
        weight *= mean_active / active
        until += steps[active]
        expected += exp(-mean_active) * weight * until
    arrival = at + operation.sites[0].to_safety.likely_s
    delays = spread((stress(operation, plan, 40_000, 5).table[:, DONE_AT] - arrival) / 3600)

    assert delays.ci[0] - 0.02 <= expected <= delays.ci[1] + 0.02


def test_without_bad_luck_every_run_is_the_plan() -> None:
    operation = two_sides((3000, 3000))
    plan = uniform(operation, (10, 5))
    runs = stress(operation, plan, 50, 1)

    assert completed(runs)[0] == 1.0
    assert set(runs.table[:, SAFE]) == {6000.0}


def test_a_clause_that_answers_every_stop_in_kind_is_clearly_worse_under_the_same_luck() -> None:
    operation = troubled()
    plan = uniform(operation, (10, 5))
    calm = replace(operation, rates=replace(BAD, chance_retaliation=(0.0, 0.0, 0.0)))
    angry = replace(operation, rates=replace(BAD, chance_retaliation=(1.0, 1.0, 1.0)))

    difference = compare(stress(calm, plan, 2000, 9), stress(angry, plan, 2000, 9))

    assert difference["waiting_person_hours"].mean > 0
    assert difference["waiting_person_hours"].clear


QUIET = Rates()


def changed(rates: Rates, other: Rates, **more: Any) -> dict[str, Difference]:
    """What other rates, or another operation, change under the same luck."""
    operation = replace(troubled(), rates=rates)
    plan = uniform(operation, (10, 5))
    first, second = (stress(one, plan, 1500, 9) for one in (operation, replace(operation, rates=other, **more)))
    return {**compare(first, second), "done_at": difference(first.table[:, DONE_AT], second.table[:, DONE_AT])}


def test_walking_out_leaves_more_people_unsafe() -> None:
    stops = replace(QUIET, holds_per_day=(1, 1, 1))

    found = changed(stops, replace(stops, chance_walk_out=(0.2, 0.2, 0.2)))

    assert found["safe"].ci[1] < 0
    assert found["completed"].ci[1] < 0


def test_disputes_over_who_is_in_a_convoy_keep_people_waiting() -> None:
    found = changed(QUIET, replace(QUIET, chance_shortfall=(0.2, 0.2, 0.2), shortfall_h=(12, 12, 12)))

    assert found["done_at"].ci[0] > 0


def test_fewer_hours_of_daylight_take_longer_and_leave_more_people_at_home_when_it_fails() -> None:
    operation = troubled()
    short = tuple((opens, opens + 4 * 3600) for opens, _ in operation.sites[0].windows)
    sites = tuple(replace(site, windows=short) for site in operation.sites)
    walk = replace(QUIET, holds_per_day=(1, 1, 1), chance_walk_out=(0.1, 0.1, 0.1))

    found = changed(walk, walk, sites=sites)

    assert found["safe"].ci[1] < 0


def test_a_deal_that_ends_answers_after_an_hour_bears_them_better_than_one_that_says_nothing() -> None:
    angry = replace(
        QUIET, holds_per_day=(1, 1, 1), hold_h=(1, 1, 1), chance_retaliation=(1, 1, 1), retaliation_h=(12, 12, 12)
    )

    capped = changed(angry, angry, answers=(Answer(1800, 3600), Answer(1800, 3600)))
    same = changed(angry, angry, answers=(Answer(1800), Answer(1800)))

    assert capped["waiting_person_hours"].ci[1] < 0
    assert capped["done_at"].ci[1] < 0
    assert not same["waiting_person_hours"].clear
    assert same["waiting_person_hours"].mean == 0


def test_a_deal_that_asks_for_a_verdict_first_puts_the_answer_off_to_a_later_hour() -> None:
    angry = replace(QUIET, holds_per_day=(1, 1, 1), hold_h=(1, 1, 1), chance_retaliation=(1, 1, 1))
    operation = replace(troubled(), rates=angry, answers=(Answer(1800), Answer(24 * 3600)))
    plan = uniform(operation, (10, 5))
    _, _, hazards = parts_of(operation, plan, operation.horizon_s)

    _, holds = one_run(hazards, convoys_of(operation, plan), 9, 3)

    starts = {side: [hold.start_s for hold in holds if hold.side == side] for side in (0, 1)}
    assert any(start + 1800 in starts[0] for start in starts[1])
    assert any(start + 24 * 3600 in starts[1] for start in starts[0])
    assert not any(start + 1800 in starts[1] for start in starts[0])


def test_people_are_safe_at_home_or_outside_and_nobody_is_lost() -> None:
    operation = replace(troubled(), rates=replace(BAD, share_refusing=(0.0, 0.0, 0.0)))
    runs = stress(operation, uniform(operation, (10, 5)), 2000, 2)

    assert np.allclose(runs.table[:, :3].sum(axis=1), 6000)
    found = spreads(runs)
    assert found["safe"].p10 <= found["safe"].p50 <= found["safe"].p90
    assert found["safe"].ci[0] < found["safe"].mean < found["safe"].ci[1]
    assert [bar.rate for bar in tornado(runs)]


@pytest.mark.parametrize("side", [0, 1])
def test_no_bad_luck_makes_a_side_exceed_the_agreed_bound(side: int) -> None:
    operation = troubled()
    runs = stress(operation, uniform(operation, (10, 5)), 2000, 2)

    assert runs.exposure[:, side].max() <= 1000


def test_the_sides_add_up_to_what_was_told_of_all() -> None:
    operation = troubled()
    plan = uniform(operation, (10, 5))
    runs = stress(operation, plan, 80, 3)

    found = course(operation, plan, runs, most=50)

    assert found.table.shape == (50, 2, 4)
    for place, column in enumerate((SAFE, STRANDED, OUTSIDE, WAITING)):
        assert found.table[:, :, place].sum(axis=1) == pytest.approx(runs.table[:50, column])
    assert found.safe[:, :, -1] == pytest.approx(found.table[:, :, 0])
    assert (np.diff(found.safe, axis=2) >= 0).all()


def test_a_guess_that_matters_is_told_from_one_that_may_be_chance() -> None:
    operation = replace(
        troubled(), rates=replace(BAD, chance_walk_out=(0.0, 0.2, 0.6), share_refusing=(0.0, 0.0, 0.00001))
    )
    bars = {bar.rate: bar for bar in tornado(stress(operation, uniform(operation, (10, 5)), 3000, 1))}

    walk_out = bars["chance_walk_out"]
    assert walk_out.difference.clear
    assert walk_out.high < walk_out.low
    assert walk_out.difference.mean == pytest.approx(walk_out.high - walk_out.low)
    assert 0.0 <= walk_out.range[0] < walk_out.range[1] <= 0.6
    assert not bars["share_refusing"].difference.clear


def test_two_deals_under_the_same_luck_differ_less_than_under_different_luck() -> None:
    operation = troubled()
    looser = replace(operation, couplings=tuple(replace(c, ahead=(2000, 2000)) for c in operation.couplings))
    plan = uniform(operation, (10, 5))
    a, b, other = stress(operation, plan, 800, 3), stress(looser, plan, 800, 3), stress(looser, plan, 800, 4)

    same, different = compare(a, b)["safe"], compare(a, other)["safe"]
    assert same.ci[1] - same.ci[0] < 0.8 * (different.ci[1] - different.ci[0])
    first, second = course(operation, plan, a), course(looser, plan, b)
    sides = [compare_side(first, second, side)["safe"].mean for side in (0, 1)]
    assert sum(sides) == pytest.approx(compare(a, b)["safe"].mean, rel=0.5, abs=400)


def test_without_bad_luck_the_band_is_the_plan() -> None:
    operation = two_sides((1500, 1000))
    plan = uniform(operation, (5, 5))
    still = replace(
        operation,
        sites=tuple(
            replace(
                s,
                to_point=Travel.of(s.to_point.likely_s),
                to_safety=Travel.of(s.to_safety.likely_s),
                back=Travel.of(s.back.likely_s),
            )
            for s in operation.sites
        ),
        fleets=tuple(replace(f, load_s=0) for f in operation.fleets),
    )
    found = course(still, plan, stress(still, plan, 20, 1))

    for side in (0, 1):
        planned = planned_course(still, plan, side, found.at_s)
        assert found.band(side, 0.1) == found.band(side, 0.9) == pytest.approx(planned)
