from dataclasses import replace

import pytest

from tests.exchange.cases import drawn
from tests.exchange.simulation import Simulation
from trucekeeper.exchange.evaluate import evaluate, likely
from trucekeeper.exchange.kernel import evaluate_fast
from trucekeeper.exchange.model import NEVER, Hold, Times


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_a_plan_runs_exactly_as_an_event_by_event_simulation_of_it(first: int) -> None:
    for seed in range(first, first + 50):
        operation, plan = drawn(seed)

        told = evaluate(operation, plan)
        seen = Simulation(operation, plan, likely(operation, plan.convoys)).run()

        # Where the order itself cannot be carried out, only that is compared: how far it gets is a matter of patience.
        assert all(times.arrived < NEVER for times in told) == all(times.arrived < NEVER for times in seen), seed
        if all(times.arrived < NEVER for times in told):
            assert told == seen, seed


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_machine_code_gives_exactly_the_times_of_the_readable_recursion(first: int) -> None:
    for seed in range(first, first + 100):
        operation, plan = drawn(seed, room=seed % 2 == 0)

        told, fast = evaluate(operation, plan), evaluate_fast(operation, plan)

        gone = [place for place, times in enumerate(told) if times.depart < NEVER]
        assert [told[place] for place in gone] == [fast[place] for place in gone], seed
        assert [times.arrived for times in told] == [times.arrived for times in fast], seed


def test_the_random_cases_hold_finished_and_stuck_exchanges() -> None:
    ends = [max(times.arrived for times in evaluate(*drawn(seed))) for seed in range(100)]

    assert 20 < sum(end < NEVER for end in ends) < 100


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_with_a_frozen_past_machine_code_and_recursion_agree(first: int) -> None:
    for seed in range(first, first + 50):
        operation, plan = drawn(seed)
        told = evaluate(operation, plan)
        now_s = sorted(times.depart for times in told)[len(told) // 2] + 600
        if now_s > operation.horizon_s:
            continue
        past = {
            place: Times(t.load, t.loaded, t.depart, t.at_point if t.at_point <= now_s else NEVER)
            for place, t in enumerate(told)
            if t.depart <= now_s
        }
        held = replace(operation, holds=(*operation.holds, Hold(now_s, now_s + 7200)))

        slow = evaluate(held, plan, fixed=past, now_s=now_s)
        fast = evaluate_fast(held, plan, fixed=past, now_s=now_s)

        assert [times.arrived for times in slow] == [times.arrived for times in fast], seed
        assert all(slow[place].depart == times.depart for place, times in past.items())
