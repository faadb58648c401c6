"""The pictures of a plan and of a test, by name: for a folder, a page of the control room or a report."""

from collections.abc import Sequence

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.bands import bands_picture
from trucekeeper.brief.pictures.convoys import convoy_picture
from trucekeeper.brief.pictures.lead_over_time import lead_picture
from trucekeeper.brief.pictures.plot import Look, whole_hours
from trucekeeper.brief.pictures.stop_now import stop_now_picture
from trucekeeper.brief.pictures.tornado import tornado_picture
from trucekeeper.brief.pictures.waiting import waiting_picture
from trucekeeper.exchange.as_recorded import AsRecorded, until
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.fairness import burdens
from trucekeeper.exchange.lead import bounds_in_people, leads
from trucekeeper.exchange.measure import measure
from trucekeeper.exchange.model import NEVER, Operation, Times
from trucekeeper.exchange.stop_now import moment_of, stop_now
from trucekeeper.exchange.waiting import waiting
from trucekeeper.stress.course import Course, planned_course
from trucekeeper.stress.run import SAFE, WAITING, Runs
from trucekeeper.stress.summary import tornado


def plan_pictures(
    operation: Operation, plan: Sequenced, times: Sequence[Times], look: Look, at_s: int | None = None
) -> dict[str, Figure]:
    """The staircase, the convoys, the waiting and the stop-now curve of a plan whose times are known.

    Args:
        operation: With two sides at least.
        plan: Convoys in order.
        times: As worked out for them; the past as it happened, where there is one.
        look: For whom.
        at_s: A moment to mark in the stop-now curve; else its worst.
    """
    end = whole_hours(max((one.arrived for one in times if one.arrived < NEVER), default=0) + 3600)
    at_night = measure(operation, plan, times).waiting_at_night
    series = waiting(operation, plan, times)
    step = 3600 if end <= 5 * 86_400 else 3 * 3600
    if step != 3600:
        series = waiting(operation, plan, times, step)
    curve = stop_now(operation, plan, times)
    return {
        "staircase": lead_picture(
            operation, leads(operation, plan, times), bounds_in_people(operation), end, look, id="staircase"
        ),
        "convoys": convoy_picture(operation, plan, times, look, id="convoys"),
        "waiting": waiting_picture(
            operation, series, at_night, end, look, id="waiting", step_s=step, roofed=_roofed(operation, plan, times)
        ),
        "stop-now": stop_now_picture(operation, curve, end, look, id="stopnow", at_s=at_s),
    }


def _roofed(operation: Operation, plan: Sequenced, times: Sequence[Times]) -> float:
    """Person-hours that people wait in shelters."""
    if not operation.shelters:
        return 0.0
    return sum(
        one.waiting_person_hours - one.in_open for one in burdens(operation, plan, times) if one.category is None
    )


def stress_pictures(operation: Operation, plan: Sequenced, runs: Runs, found: Course, look: Look) -> dict[str, Figure]:
    """The bands over time, and the tornado for people safe and for waiting."""
    planned = [planned_course(operation, plan, side, found.at_s) for side in range(len(operation.sides))]
    number = len(runs.table)
    return {
        "bands": bands_picture(operation, found, planned, look, id="bands"),
        "tornado-safe": tornado_picture(tornado(runs, SAFE), "safe", number, look, id="tornadosafe"),
        "tornado-waiting": tornado_picture(
            tornado(runs, WAITING), "waiting_person_hours", number, look, id="tornadowaiting"
        ),
    }


def recorded_pictures(operation: Operation, course: AsRecorded, at_s: int, look: Look) -> dict[str, Figure]:
    """The stop-now curve, the staircase and the waiting up to a moment, by what was recorded."""
    plan, times = course.sequence, course.times
    curve = [one for at in range(0, at_s, 1800) for one in moment_of(operation, plan, times, at)]
    curve += moment_of(operation, plan, times, at_s)
    clipped = until(course, at_s)
    begun = [(convoy, one) for convoy, one in zip(plan.convoys, clipped, strict=True) if one.arrived < NEVER]
    gone, moments = Sequenced(tuple(convoy for convoy, _ in begun)), tuple(one for _, one in begun)
    end = max(at_s, 3600)
    return {
        "stop-now-recorded": stop_now_picture(
            operation, curve, end, look, id="stopnowrecorded", at_s=at_s, recorded=True
        ),
        "staircase-recorded": lead_picture(
            operation, leads(operation, plan, times), bounds_in_people(operation), end, look, id="staircaserecorded"
        ),
        "waiting-recorded": waiting_picture(
            operation,
            waiting(operation, gone, moments),
            measure(operation, gone, moments).waiting_at_night,
            end,
            look,
            id="waitingrecorded",
        ),
    }
