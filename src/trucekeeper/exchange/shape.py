"""A plan in the shapes that others rely on: JSON, rows of a table, a sheet for each convoy's leader."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.fairness import Burden, burdens
from trucekeeper.exchange.lead import rule_of
from trucekeeper.exchange.model import NEVER, Convoy, Load, Operation, Times
from trucekeeper.exchange.plan import Plan
from trucekeeper.exchange.replan import Replan

#: The moments of a convoy, in the order of its journey, as columns of `plan.csv`.
MOMENTS = ("load", "loaded", "depart", "at_point", "crossing", "crossed", "handed_over", "arrived")


def plan_shape(operation: Operation, plan: Plan, solve_s: float) -> dict[str, Any]:
    """The JSON of `truce plan` (docs/reference/json.md)."""
    found, causes = plan.measure, plan.bounds
    return {
        "state": plan.state,
        "makespan_s": found.makespan_s,
        "person_hours": round(found.person_hours, 2),
        "waiting_person_hours": round(found.waiting_person_hours, 2),
        "waiting_at_night": round(found.waiting_at_night, 2),
        "waiting_per_side": {
            side.id: round(hours, 2) for side, hours in zip(operation.sides, found.per_side, strict=True)
        },
        "fairness": [burden_shape(operation, one) for one in burdens(operation, plan.sequence, plan.times)],
        "peak_waiting": found.peak_waiting,
        "stranded": found.stranded,
        "max_ahead": dict(zip((side.id for side in operation.sides), ahead_in_persons(operation, plan), strict=True)),
        "bounds": {
            **{
                name: value if value < NEVER else None
                for name, value in (
                    ("fleet_s", causes.fleet),
                    ("bays_s", causes.bays),
                    ("gate_s", causes.gate),
                    ("daylight_s", causes.daylight),
                    ("coupling_s", causes.coupling),
                )
            },
            "person_hours": round(causes.person_hours, 2) or None,
        },
        "gap": None if plan.gap is None else round(plan.gap, 6),
        "solve_s": round(solve_s, 3),
        "how": plan.how,
        "tried": plan.tried,
        "clash": list(plan.why_not),
        "notes": list(plan.notes),
        "start": iso(operation.start),
        "convoys": [convoy_shape(operation, c, t) for c, t in zip(plan.sequence.convoys, plan.times, strict=True)],
    }


def burden_shape(operation: Operation, one: Burden) -> dict[str, Any]:
    """What a plan asks of one side (`category` null) or of one category of its people ("" = of none)."""
    return {
        "side": operation.sides[one.side].id,
        "category": one.category,
        "people": one.people,
        "stranded": one.stranded,
        "waiting_person_hours": round(one.waiting_person_hours, 2),
        "in_open_person_hours": round(one.in_open, 2),
        "open_at_night_person_hours": round(one.open_at_night, 2),
        "waiting_h": round(one.a_head(one.waiting_person_hours), 3),
        "at_night_h": round(one.a_head(one.at_night), 3),
        "longest_wait_s": one.longest_wait_s,
        "until_safe_h": round(one.a_head(one.person_hours), 3),
        "first_safe": _moment(operation, one.first_safe_s),
        "last_safe": _moment(operation, one.last_safe_s),
    }


def ahead_in_persons(operation: Operation, plan: Plan) -> tuple[int, ...]:
    """The largest lead of each side, in its own people."""
    return tuple(lead // unit for lead, unit in zip(plan.measure.max_ahead, rule_of(operation).units, strict=True))


def convoy_shape(operation: Operation, convoy: Convoy, times: Times) -> dict[str, Any]:
    """One convoy with its moments; null for what it does not come to."""
    return {
        "id": convoy.id,
        "side": operation.sides[convoy.side].id,
        "site": operation.sites[convoy.site].id,
        "vehicles": {operation.fleets[fleet].id: number for fleet, number in convoy.parts},
        "people": {operation.groups[group].id: number for group, number in convoy.people},
        "persons": convoy.persons,
        "loads": [load_shape(operation, load) for load in convoy.loads],
        "not_loaded_before": iso(operation.moment(convoy.release_s)),
        **{name: _moment(operation, getattr(times, name)) for name in MOMENTS},
    }


def load_shape(operation: Operation, load: Load) -> dict[str, Any]:
    """Vehicles that are filled alike: families as how many of each size, in each vehicle."""
    return {
        "vehicles": load.vehicles,
        "of": operation.fleets[load.fleet].id,
        "group": operation.groups[load.group].id,
        "persons_each": load.persons,
        "families_each": {str(size): number for size, number in load.families},
    }


def _moment(operation: Operation, at: int) -> str | None:
    return iso(operation.moment(at)) if at < NEVER else None


def plan_rows(operation: Operation, plan: Plan) -> Iterator[list[str]]:
    """The rows of `plan.csv`, the header first, in the order of departure."""
    yield ["convoy", "side", "site", "vehicles", "persons", "not_loaded_before", *MOMENTS]
    for convoy, times in in_order(plan):
        shown = convoy_shape(operation, convoy, times)
        vehicles = " + ".join(f"{number} {fleet}" for fleet, number in shown["vehicles"].items())
        moments = [shown[name] or "" for name in MOMENTS]
        yield [
            convoy.id,
            shown["side"],
            shown["site"],
            vehicles,
            str(convoy.persons),
            shown["not_loaded_before"],
            *moments,
        ]


def in_order(plan: Plan) -> list[tuple[Convoy, Times]]:
    """Convoys with their times, by departure."""
    pairs = list(zip(plan.sequence.convoys, plan.times, strict=True))
    return sorted(pairs, key=lambda pair: (pair[1].depart, pair[1].load, pair[0].id))


def sheet(operation: Operation, plan: Plan, zone: ZoneInfo | None) -> Iterator[str]:
    """A page of plain text a convoy, for the person who leads it; no names of people."""
    for convoy, times in in_order(plan):
        site = operation.sites[convoy.site]
        yield f"CONVOY {convoy.id}    {operation.sides[convoy.side].id}    from {site.name or site.id}"
        for fleet, number in convoy.parts:
            one = operation.fleets[fleet]
            yield f"  {number} x {one.name or one.id}, {one.seats} persons each"
        for load in convoy.loads:
            if load.families:
                kin = ", ".join(f"{number} families of {size}" for size, number in load.families)
                alone = load.persons - sum(size * number for size, number in load.families)
                yield f"    in {load.vehicles}: {kin}{f', {alone} alone' if alone else ''}"
        for group, persons in convoy.people:
            yield f"  {persons} people: {operation.groups[group].name or operation.groups[group].id}"
        yield f"  do not load before {clock(operation, convoy.release_s, zone)}"
        yield f"  do not leave before {clock(operation, max(convoy.leave_s, times.depart), zone)}"
        for word, at in (("at the point", times.at_point), ("passes", times.crossing), ("safe", times.arrived)):
            yield f"  {word:<20}{clock(operation, at, zone)}    counted: ______ of {convoy.persons}"
        yield ""


def clock(operation: Operation, at: int, zone: ZoneInfo | None, *, year: bool = False) -> str:
    """A moment of the operation for people: `Thu 15 Dec 07:40`, with `year` `Thu 15 Dec 2016 07:40`, or `never`."""
    if at >= NEVER:
        return "never"
    moment: datetime = operation.moment(at)
    return (moment.astimezone(zone) if zone else moment).strftime("%a %d %b %Y %H:%M" if year else "%a %d %b %H:%M")


class NotThisPlanError(TruceError):
    """A plan file that was made for another operation, or is no plan."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(
            f"{file} is no plan of this operation: {why}", "give the plan.json that truce plan --out wrote"
        )


def announced(operation: Operation, data: Mapping[str, Any], file: str) -> tuple[Sequenced, tuple[Times, ...]]:
    """The plan that people were told, read back from its JSON.

    Raises:
        NotThisPlanError: When it names a site, fleet or group that the operation does not have.
    """
    sites = {site.id: place for place, site in enumerate(operation.sites)}
    fleets = {fleet.id: place for place, fleet in enumerate(operation.fleets)}
    groups = {group.id: place for place, group in enumerate(operation.groups)}
    convoys, times = [], []
    try:
        for one in data["convoys"]:
            at = Times(**{name: _second(operation, one[name]) for name in MOMENTS})
            site = sites[one["site"]]
            convoys.append(
                Convoy(
                    str(one["id"]),
                    operation.sites[site].side,
                    site,
                    tuple((fleets[name], int(number)) for name, number in one["vehicles"].items()),
                    tuple((groups[name], int(number)) for name, number in one["people"].items()),
                    release_s=_second(operation, one["not_loaded_before"]),
                    leave_s=0,
                    loads=tuple(_load(load, fleets, groups) for load in one.get("loads", ())),
                )
            )
            times.append(at)
    except KeyError as missing:
        raise NotThisPlanError(file, f"it has or lacks {missing}") from None
    except (TypeError, ValueError) as why:
        raise NotThisPlanError(file, str(why)) from None
    # Who loads first need not pass first: the order at the gate is that of the moments.
    passing = sorted(range(len(times)), key=lambda place: (times[place].crossing, place))
    return Sequenced(tuple(convoys), tuple(passing)), tuple(times)


def _load(one: Mapping[str, Any], fleets: Mapping[str, int], groups: Mapping[str, int]) -> Load:
    families = tuple((int(size), int(number)) for size, number in one["families_each"].items())
    return Load(fleets[one["of"]], groups[one["group"]], int(one["vehicles"]), int(one["persons_each"]), families)


def _second(operation: Operation, text: str | None) -> int:
    return NEVER if text is None else operation.seconds(datetime.fromisoformat(text))


def replan_shape(operation: Operation, found: Replan, now: datetime) -> dict[str, Any]:
    """The JSON of `truce replan`."""
    return {
        "at": iso(now),
        "makespan_s": found.measure.makespan_s,
        "stranded": found.measure.stranded,
        "waiting_person_hours": round(found.measure.waiting_person_hours, 2),
        "changes": [
            {
                "convoy": one.convoy,
                "what": one.what,
                "before": _moment(operation, one.before_s),
                "after": _moment(operation, one.after_s),
            }
            for one in found.changes
        ],
        "notes": list(found.notes),
        "start": iso(operation.start),
        "convoys": [convoy_shape(operation, c, t) for c, t in zip(found.sequence.convoys, found.times, strict=True)],
    }
