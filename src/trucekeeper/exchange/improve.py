"""Better lists by many small exchanges: two vehicles of a kind swap where they go, and the better list stays.

For convoys of one vehicle. After each swap the order at the gate is made anew by arrival, and everything is worked out
exactly (`kernel.play`). The number of tries is fixed, not the time: the same exchange gives the same plan anywhere.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numba import njit

from trucekeeper.exchange import kernel
from trucekeeper.exchange.bare import bare
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Operation

Array = Any

#: At first a swap may cost so many person-seconds with a chance of 1 in e; in the end none (simulated annealing).
HEAT_S = 5_000.0

#: A swap reaches so many places along the list of its fleet.
REACH = 80


def improved(operation: Operation, plan: Sequenced, tries: int, seed: int = 1) -> Sequenced:
    """The list after so many tries; never worse in person-hours until safe.

    Groups of sites where a lower rank leaves first keep their order: their vehicles are not swapped.
    """
    convoys, rules = kernel.convoys_of(operation, plan), kernel.rules_of(operation)
    spans = kernel.likely_spans(operation, convoys)
    ranked = {g.site for g in operation.groups for h in operation.groups if g.site == h.site and g.rank != h.rank}
    fixed = np.array([convoy.site in ranked for convoy in plan.convoys])
    who = np.arange(len(plan.convoys), dtype=np.int64)
    crossings = _search(
        rules, convoys, spans, kernel.stops_of(operation), kernel.NOTHING_FIXED, tries, seed, HEAT_S, fixed, who
    )
    made = []
    for convoy, goes in zip(plan.convoys, who, strict=True):
        other = plan.convoys[int(goes)]
        made.append(replace(convoy, site=other.site, people=other.people, loads=other.loads))
    return Sequenced(tuple(made), tuple(int(one) for one in crossings))


@njit(cache=True)
def _search(rules, convoys, spans, stops, nothing_fixed, tries, seed, heat, fixed, who):  # type: ignore[no-untyped-def]
    """Swap in place, so that `who` says whose journey each convoy makes; the order of passing is returned."""
    np.random.seed(seed)
    rules, convoys, spans, stops = bare(rules), bare(convoys), bare(spans), bare(stops)
    count, fleets = convoys.side.shape[0], rules.vehicles.shape[0]
    out = np.zeros((count, 9), np.int64)
    work = kernel.workspace(rules, convoys.offsets.shape[0] - 1)
    members, many = np.zeros((fleets, count), np.int64), np.zeros(fleets, np.int64)
    for place in range(count):
        fleet = convoys.fleet[place]
        members[fleet, many[fleet]] = place
        many[fleet] += 1
    now = best = _worked_out(rules, convoys, spans, stops, nothing_fixed, work, out)
    crossings, best_crossings, best_who = convoys.crossings.copy(), convoys.crossings.copy(), who.copy()
    for number in range(tries):
        a = np.random.randint(0, count)
        fleet = convoys.fleet[a]
        first = np.random.randint(0, many[fleet])
        second = first + np.random.randint(-REACH, REACH + 1)
        if second < 0 or second >= many[fleet]:
            continue
        a, b = members[fleet, first], members[fleet, second]
        same = convoys.site[a] == convoys.site[b] and convoys.persons[a] == convoys.persons[b]
        if a == b or same or fixed[a] or fixed[b]:
            continue
        _swap(convoys, spans, who, a, b)
        seconds = _worked_out(rules, convoys, spans, stops, nothing_fixed, work, out)
        if seconds <= now - heat * (1 - number / tries) * np.log(np.random.random()):
            now = seconds
            crossings[:] = convoys.crossings
            if now < best:
                best = now
                best_crossings[:], best_who[:] = crossings, who
        else:
            _swap(convoys, spans, who, a, b)
            convoys.crossings[:] = crossings
    who[:] = best_who
    return best_crossings


@njit(cache=True)
def _worked_out(rules, convoys, spans, stops, nothing_fixed, work, out):  # type: ignore[no-untyped-def]
    """Person-seconds until safe, with the order at the gate made anew by arrival and not worse than the old one."""
    script = kernel.scripted(rules, convoys)
    kernel.play(rules, convoys, script, spans, stops, nothing_fixed, 0, work, out)
    if _by_arrival(convoys, out):
        script = kernel.scripted(rules, convoys)
        kernel.play(rules, convoys, script, spans, stops, nothing_fixed, 0, work, out)
    total = 0.0
    for one in range(out.shape[0]):
        total += convoys.persons[one] * min(out[one, kernel.ARRIVED], NEVER)
    return total


@njit(cache=True)
def _by_arrival(convoys, out):  # type: ignore[no-untyped-def]
    """Who comes first passes first; True where that changes the order."""
    changed = False
    crossings, offsets = convoys.crossings, convoys.offsets
    for side in range(offsets.shape[0] - 1):
        for place in range(offsets[side] + 1, offsets[side + 1]):
            one = crossings[place]
            at = out[one, kernel.AT_POINT]
            before = place
            # The order is nearly right: inserting is quicker than sorting anew.
            while before > offsets[side] and out[crossings[before - 1], kernel.AT_POINT] > at:
                crossings[before] = crossings[before - 1]
                before -= 1
            crossings[before] = one
            changed = changed or before < place
    return changed


@njit(cache=True)
def _swap(convoys, spans, who, a, b):  # type: ignore[no-untyped-def]
    """Let two convoys make each other's journey."""
    for values in (
        convoys.site, convoys.persons, spans.to_point, spans.to_safety, spans.back, spans.passing, spans.hand_over, who,
    ):  # fmt: skip
        values[a], values[b] = values[b], values[a]
    for rule in range(convoys.weights.shape[0]):
        convoys.weights[rule, a], convoys.weights[rule, b] = convoys.weights[rule, b], convoys.weights[rule, a]
