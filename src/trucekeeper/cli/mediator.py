"""The part of `truce plan --ask` that answers a mediator."""

from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from trucekeeper.exchange.model import Operation
    from trucekeeper.exchange.plan import Plan

WIDTH = 80
#: Lengths of the holds that are tried, in hours.
HOLDS_H = (6, 24)
#: What a held person of the other side may be worth against an own one who comes: judgements, so a range is shown.
WORTH = (0.5, 0.8, 1.0, 1.2)


def answered(operation: "Operation", found: "Plan", zone: ZoneInfo | None) -> tuple[dict[str, Any], list[str]]:
    """The answers as data and as lines."""
    from trucekeeper.exchange.mediator import price_of_mistrust, safe_sequence, stop_now, survives_a_hold, tranches
    from trucekeeper.exchange.shape import clock

    total = operation.persons(0)
    until = min(operation.horizon_s, found.measure.makespan_s * 5 // 4 + 86_400)
    bounds = sorted({max(1, round(total * share)) for share in (0.01, 0.03, 0.07, 0.15, 0.3)})
    prices = price_of_mistrust(operation, [*bounds, None], until)
    lines = ["", "What mistrust costs (least person-hours until safe of any plan, by bound)"]
    lines += [
        f"  {'no bound' if one.ahead is None else f'{one.ahead:,} ahead':<16}{one.person_hours:>12,.0f}"
        for one in prices
    ]
    sizes = [size for size in (5, 8, 10, 12, 15, 20, 25, 30, 40) if size <= max(f.vehicles for f in operation.fleets)]
    table = tranches(operation, sizes)
    lines += ["", "Convoys of one size: hours until all are safe"]
    for size in table:
        name = " + ".join(str(number) for number in size.vehicles)
        lines.append(f"  {name:<16}{'gets stuck' if size.hours is None else f'{size.hours:>8.1f} h'}")
    persons = (operation.persons(0), operation.persons(1))
    safe = {
        worth: [safe_sequence(persons, tranche, worth) for tranche in (1000, 250, 50) if tranche < total]
        for worth in WORTH
    }
    lines += ["", "Guarantee that makes stopping worth nothing, in own people given up, by tranche"]
    for worth, several in safe.items():
        row = ", ".join(f"{one.tranche:,}: {one.guarantee:,.0f}" for one in several)
        lines.append(f"  a held person worth {worth} of an own one    {row}")
    if any(several and several[-1].guarantee > 0.1 * total for several in safe.values()):
        lines += wrap(
            "Where holding people is worth more than getting one's own, smaller tranches do not help: nothing is "
            "self-enforcing, and only a guarantee from outside closes the gap.",
            WIDTH, initial_indent="  ", subsequent_indent="  ",
        )  # fmt: skip
    tests = [survives_a_hold(operation, found.sequence, h * 3600, side) for h in HOLDS_H for side in (None, 0, 1)]
    lines += ["", "A hold at any moment of the plan, unforeseen (every half hour tried)"]
    for test in tests:
        who = "all" if test.side is None else operation.sides[test.side].id
        lines.append(
            f"  {test.length_s // 3600:>2} h, {who:<8} {test.survives} of {test.starts} survived; "
            f"worst {test.worst_delay_s / 3600:.1f} h later (from {clock(operation, test.worst_start_s, zone)})"
        )
    curve = stop_now(operation, found.sequence, found.times)
    worst = max(curve, key=lambda one: one.road + one.waiting)
    lines += ["", "If everything stopped now, the worst moment"]
    lines.append(
        f"  {clock(operation, worst.at_s, zone)}, {operation.sides[worst.side].id}: "
        f"{worst.home + worst.loaded:,} at home, {worst.road:,} on the road,"
    )
    lines.append(f"  {worst.waiting:,} at the point, {worst.beyond + worst.safe:,} over")
    data = {
        "price_of_mistrust": [{"ahead": one.ahead, "person_hours": round(one.person_hours, 1)} for one in prices],
        "tranches": [{"vehicles": list(one.vehicles), "hours": one.hours} for one in table],
        "guarantee": [
            {"hold_worth": worth, "tranche": one.tranche, "guarantee": round(one.guarantee, 1), "first": one.first}
            for worth, several in safe.items()
            for one in several
        ],
        "holds": [
            {
                "hours": one.length_s // 3600,
                "side": None if one.side is None else operation.sides[one.side].id,
                "starts": one.starts,
                "survives": one.survives,
                "worst_delay_s": one.worst_delay_s,
                "mean_delay_s": round(one.mean_delay_s),
                "worst_start_s": one.worst_start_s,
            }
            for one in tests
        ],
        "stop_now": [
            [one.at_s, one.side, one.home, one.loaded, one.road, one.waiting, one.beyond, one.safe] for one in curve
        ],
    }
    return data, lines
