"""Just in time: the latest moments to load and to leave that delay nobody's arrival ("do not load before 07:40").

People wait at home instead of in a loaded bus or at the point. A pass from the end to the start over the times that a
plan has; the plan is then worked out again with these moments, and it is checked that every arrival stays.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from heapq import heapreplace

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Operation, Times
from trucekeeper.exchange.window import first_fit, last_fit, overlap_s


def held_back(operation: Operation, plan: Sequenced, times: Sequence[Times], margin_s: int = 0) -> Sequenced:
    """The same plan with `release_s` and `leave_s` as late as its passing of the gate allows.

    Args:
        operation: The exchange.
        plan: Convoys in order.
        times: As `evaluate` gives them for this plan.
        margin_s: So much earlier than the latest moment, for what may go slowly.
    """
    leave = _departures(operation, plan, times, margin_s)
    release = _loading(operation, plan, times, leave)
    convoys = tuple(
        convoy
        if release[place] <= convoy.release_s and leave[place] <= convoy.leave_s
        else replace(convoy, release_s=max(convoy.release_s, release[place]), leave_s=max(convoy.leave_s, leave[place]))
        for place, convoy in enumerate(plan.convoys)
    )
    return Sequenced(convoys, plan.crossing)


def _departures(operation: Operation, plan: Sequenced, times: Sequence[Times], margin_s: int) -> list[int]:
    """The latest departure of each convoy, never before the one it has."""
    needed_early = any(rule.counted in ("departed", "at the point") for rule in operation.couplings)
    leave = [one.depart for one in times]
    if needed_early:
        return leave
    in_step = any(rule.gated == "departed" for rule in operation.couplings)
    for side, who in enumerate(operation.sides):
        next_leaves = NEVER
        for place in reversed(plan.of_side(side)):
            site = operation.sites[plan.convoys[place].site]
            if times[place].crossing >= NEVER:
                continue
            until = times[place].crossing - site.to_point.likely_s - margin_s
            if in_step or who.escorts is not None:
                until = min(until, next_leaves)
            lasts = site.to_point.likely_s if operation.by_day else 0
            latest = last_fit(until + lasts, lasts, site.windows)
            held = any(h.side in (None, side) and h.start_s <= latest < h.end_s for h in operation.holds)
            leave[place] = times[place].depart if held else max(times[place].depart, latest)
            next_leaves = leave[place]
    return leave


def _loading(operation: Operation, plan: Sequenced, times: Sequence[Times], leave: Sequence[int]) -> list[int]:
    """When each convoy's loading must begin, from the last vehicle of a site backwards."""
    release = [NEVER] * len(plan.convoys)
    lanes: dict[tuple[int, int], list[int]] = {}
    last: dict[tuple[int, int], int] = {}
    for place in range(len(plan.convoys) - 1, -1, -1):
        convoy = plan.convoys[place]
        if times[place].depart >= NEVER:
            release[place] = 0
            continue
        site = operation.sites[convoy.site]
        for fleet, number in reversed(convoy.parts):
            lane = (convoy.site, fleet)
            # The next start in each bay, the latest first (negative, for the heap).
            bays = lanes.setdefault(lane, [-NEVER] * site.bays.get(fleet, 0))
            lasts = operation.fleets[fleet].load_s
            for _ in range(number):
                until = min(leave[place], last.get(lane, NEVER) + lasts)
                if bays:
                    until = min(until, -bays[0])
                start = max(0, last_fit(until, lasts, site.windows))
                if bays:
                    heapreplace(bays, -start)
                last[lane] = start
                release[place] = min(release[place], start)
    return release


def without_nights_outside(
    operation: Operation, plan: Sequenced, times: Sequence[Times], covered: Collection[int] = ()
) -> Sequenced | None:
    """Let convoys that would sit loaded or stand at the point in the dark load on the day on which they pass.

    Args:
        operation: The exchange.
        plan: Convoys in order.
        times: Theirs.
        covered: Convoys whose people have a roof where they wait; they stay as they are.

    Returns:
        The changed plan, or None where nobody is out in the dark.
    """
    convoys = list(plan.convoys)
    moved = False
    for place, one in enumerate(times):
        if one.crossing >= NEVER or place in covered:
            continue
        until = one.crossing if overlap_s(one.at_point, one.crossing, operation.nights) else one.depart
        if not overlap_s(one.loaded, until, operation.nights):
            continue
        dark = max(end for start, end in operation.nights if start < until and end > one.loaded)
        opens = first_fit(dark, 0, operation.sites[convoys[place].site].windows)
        if convoys[place].release_s < opens < NEVER:
            convoys[place] = replace(convoys[place], release_s=opens)
            moved = True
    return Sequenced(tuple(convoys), plan.crossing) if moved else None
