"""`truce ask`: what a mediator asks before signing."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.inputs import MOMENT, entries_at, now
from trucekeeper.cli.plan import read, solver_silent, write_pictures
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.brief.model import Figure
    from trucekeeper.deal.model import Deal
    from trucekeeper.exchange.evaluate import Sequenced
    from trucekeeper.exchange.guarantee import SafeSequence
    from trucekeeper.exchange.hold_test import HoldChoice, HoldTest
    from trucekeeper.exchange.model import Operation, Times
    from trucekeeper.exchange.plan import Plan
    from trucekeeper.exchange.stop_now import Moment
    from trucekeeper.ledger.record import Record

WIDTH = 80
#: What a held person is worth against an own one, to each of two sides.
Worth = tuple[float, float]
#: Start by start of a hold, how many hours later than the best size would be done; None: never.
Regret = Sequence[tuple[int, float | None]]
QUESTIONS = ("price", "tranche", "first", "stop", "hold")
#: Convoy sizes that are tried, in vehicles.
SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 18, 20, 24, 25, 30, 40, 50, 60)
#: Tranches that are tried for the guarantee, in people of the first leg.
TRANCHES = (1000, 250, 50)
#: Into more tranches an exchange is not cut: the answer hardly changes any more, and the work grows with the square.
MOST_STEPS = 300


class NoPlanToAskError(TruceError):
    """A question about a plan where there is none."""

    def __init__(self, file: str, says: str) -> None:
        super().__init__(
            f"{file} cannot be carried out, so there is nothing to ask about: {says}", "truce plan says more"
        )


class OneSidedError(TruceError):
    """A question about two sides where the exchange has another number."""

    def __init__(self, sides: int) -> None:
        super().__init__(
            f"who should go first is worked out for two sides, and this exchange has {sides}",
            "ask price, tranche, stop and hold instead",
        )


def _worths(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Worth, ...]:
    """Read X, or X:Y where the two sides judge differently."""
    found = []
    for value in values or ("0.5", "0.8", "1", "1.2"):
        first, _, second = value.partition(":")
        try:
            pair = float(first), float(second or first)
        except ValueError:
            raise click.BadParameter(f'"{value}" is no number; write 0.8, or 0.8:1.2 for each side') from None
        if not all(0 <= one <= 100 for one in pair):
            raise click.BadParameter(f'"{value}" must lie between 0 and 100')
        found.append(pair)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers rest on, and what was asked in detail."""

    deal: "Deal"
    operation: "Operation"
    plan: "Plan"
    bounds: tuple[int, ...]
    exposure: int | None
    worths: tuple[Worth, ...]
    guarantee: int | None
    at: datetime | None
    hours: tuple[int, ...]
    records: "tuple[Record, ...] | None"

    def name(self, side: int) -> str:
        """The place that a side's people leave, in at most 20 letters."""
        one = self.operation.sides[side]
        return (one.name.partition(",")[0] or one.id)[:20]

    def holder(self, side: int) -> str:
        """Who is to let a side's people go."""
        clause = self.deal.clause(self.operation.sides[side].id.partition(",")[0])
        return ", ".join(clause.by.ids) if clause and clause.by.ids else self.name(side)


Answer = tuple[Any, list[str], "dict[str, Figure]"]


@click.command(
    epilog="Exit codes: 0 answered; 2 wrong use, unreadable input, or no plan to ask about. "
    "Example: truce ask my.deal.md my.ops.md stop --at 2016-12-16T10:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("operation", type=click.Path(path_type=Path))
@click.argument("questions", nargs=-1, type=click.Choice(QUESTIONS), metavar="[price|tranche|first|stop|hold]...")
@click.option("--bound", "bounds", multiple=True, type=click.IntRange(1), help="price: a bound to try, in people.")
@click.option("--exposure", type=click.IntRange(1), help="tranche: nobody further ahead than this, in people.")
@click.option(
    "--worth", "worths", multiple=True, callback=_worths, metavar="X[:Y]",
    help="first: what a held person is worth against an own one, to both or to each.",
)  # fmt: skip
@click.option("--guarantee", type=click.IntRange(1), help="first: tranches that a guarantee of so many people carries.")
@click.option("--at", type=MOMENT, help="stop: this moment; else the worst one.")
@click.option("--ledger", type=click.Path(path_type=Path), help="stop: also by what was recorded by --at, or by now.")
@click.option("--hours", multiple=True, type=click.IntRange(1, 24 * 60), help="hold: its length; else 6 and 24.")
@click.option("--out", type=click.Path(path_type=Path), help="A folder for the pictures.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def ask(
    deal: Path,
    operation: Path,
    questions: tuple[str, ...],
    bounds: tuple[int, ...],
    exposure: int | None,
    worths: tuple[Worth, ...],
    guarantee: int | None,
    at: datetime | None,
    ledger: Path | None,
    hours: tuple[int, ...],
    out: Path | None,
    as_json: bool,
) -> None:
    """Answer a mediator about DEAL and OPERATION, before anybody signs; all questions where none is named.

    \b
    price    what mistrust costs: bounds against person-hours, waiting, days
    tranche  convoys how large, and which sizes take far longer than others
    first    who should go first, and what guarantee keeps both from stopping
    stop     who is where, and in whose hands, if everything stopped
    hold     what a hold costs at any moment, and whom it catches outside
    """  # noqa: D301 (click reads the backspace)
    from trucekeeper.exchange.plan import make_plan
    from trucekeeper.ledger.view import view

    agreed, work = read(deal, operation)
    moment = at or (now() if ledger else None)
    known = None
    if ledger is not None and moment is not None:
        known = tuple(one.record for one in view(entries_at(ledger), known_by=moment))
    with solver_silent():
        _progress("a plan")
        found = make_plan(work, with_bound="price" in (questions or QUESTIONS))
        if found.state == "infeasible":
            raise NoPlanToAskError(str(deal), found.why_not[0] if found.why_not else "some people cannot leave")
        if "first" in questions and len(work.sides) != 2:
            raise OneSidedError(len(work.sides))
        asked = Asked(agreed, work, found, bounds, exposure, worths, guarantee, moment, hours or (6, 24), known)
        wanted = [one for one in QUESTIONS if one in (questions or QUESTIONS)]
        if len(work.sides) != 2:
            wanted = [one for one in wanted if one != "first"]
        answers: dict[str, Answer] = {}
        for one in wanted:
            _progress(one)
            answers[one] = ANSWERS[one](asked)
        _progress("")
    if out is not None:
        write_pictures(out, {name: figure for _, _, figures in answers.values() for name, figure in figures.items()})
    if as_json:
        click.echo(json.dumps({name: data for name, (data, _, _) in answers.items()}, ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(lines) for _, lines, _ in answers.values()))


def _progress(what: str) -> None:
    """What is being worked out, on a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{'working out: ' + what if what else '':<40}" + ("" if what else "\r"))
        sys.stderr.flush()


def _price(asked: Asked) -> Answer:
    from trucekeeper.brief.pictures.frontier import frontier_picture
    from trucekeeper.brief.pictures.plot import Look
    from trucekeeper.exchange.lead import bounds_in_people
    from trucekeeper.exchange.mediator import Price, price_of_mistrust

    work, plan = asked.operation, asked.plan
    total = work.persons(0)
    until = min(work.horizon_s, plan.measure.makespan_s * 5 // 4 + 86_400)
    bounds = sorted(asked.bounds or {max(1, round(total * share)) for share in (0.01, 0.03, 0.07, 0.15, 0.3)})
    prices = price_of_mistrust(work, [*bounds, None], until, with_plans=True)
    agreed = Price(
        max((b for b in bounds_in_people(work) if b is not None), default=None), plan.bounds.person_hours, plan.measure
    )
    lines = [
        "What mistrust costs, by how many people one side may be ahead",
        f"  {'bound':<12}{'person-hours until safe':>26}{'waiting':>12}{'days':>8}",
        f"  {'':<12}{'least':>13}{'in a plan':>13}",
    ]
    for one in [*prices, agreed]:
        name = "this deal" if one is agreed else "none" if one.ahead is None else f"{one.ahead:,}"
        row = f"  {name:<12}{one.least_person_hours:>13,.0f}"
        if one.planned is None:
            lines.append(f"{row}  no plan keeps it")
        else:
            m = one.planned
            lines.append(f"{row}{m.person_hours:>13,.0f}{m.waiting_person_hours:>12,.0f}{m.makespan_s / 86_400:>8.1f}")
    lines += _folded("The bounds bind both sides alike. This deal stands last, with its own order and batches.")
    data = [
        {
            "ahead": one.ahead,
            "this_deal": one is agreed,
            "least_person_hours": round(one.least_person_hours, 1),
            "person_hours": round(one.planned.person_hours, 1) if one.planned else None,
            "waiting_person_hours": round(one.planned.waiting_person_hours, 1) if one.planned else None,
            "makespan_s": one.planned.makespan_s if one.planned else None,
        }
        for one in [*prices, agreed]
    ]
    return data, lines, {"frontier": frontier_picture(prices, agreed, Look(asked.deal.zone), id="frontier")}


def _tranche(asked: Asked) -> Answer:
    from trucekeeper.exchange.mediator import allowed_sizes, smallest_tranche, tranches

    table = tranches(asked.operation, allowed_sizes(asked.operation, SIZES), asked.exposure)
    best = smallest_tranche(table)
    lines = [
        "Convoys of one size" + (f", nobody more than {asked.exposure:,} ahead" if asked.exposure else ""),
        f"  {'vehicles':<12}{'people':>7}{'all safe after':>16}{'waiting':>12}  furthest ahead",
    ]
    for one in table:
        name = " + ".join(str(number) for number in one.vehicles)
        if one.hours is None:
            lines.append(f"  {name:<12}{one.persons:>7,}{'gets stuck':>16}")
            continue
        mark = "  slow" if one.resonant else ""
        ahead = ", ".join(f"{number:,}" for number in one.ahead)
        row = f"  {name:<12}{one.persons:>7,}{one.hours:>14.1f} h{one.waiting_person_hours:>12,.0f}  {ahead:<12}{mark}"
        lines.append(row.rstrip())
    if best is None:
        lines += _folded("No size gets everybody through.")
    else:
        name = " + ".join(str(number) for number in best.vehicles)
        lines += _folded(
            f"Smallest that is about as quick as any: {name} vehicles, at most {best.persons:,} people in a convoy."
        )
    slow = [one for one in table if one.resonant]
    if slow:
        idle = [one for one in slow if any(one.idle)]
        lines += _folded(
            "slow: takes a quarter longer than some smaller size."
            + (f" Vehicles that never fill a convoy: {_idle(idle)}." if idle else "")
        )
    data = {
        "exposure": asked.exposure,
        "smallest": list(best.vehicles) if best else None,
        "sizes": [asdict(one) for one in table],
    }
    return data, lines, {}


def _idle(several: Sequence[Any]) -> str:
    return "; ".join(
        f"{' + '.join(map(str, one.idle))} with convoys of {' + '.join(map(str, one.vehicles))}" for one in several[:4]
    )


def _first(asked: Asked) -> Answer:
    from trucekeeper.exchange.guarantee import safe_sequence, tapering

    persons = asked.operation.persons(0), asked.operation.persons(1)
    sizes = [size for size in TRANCHES if persons[0] / MOST_STEPS <= size < persons[0]]
    sizes = sizes or [max(1, persons[0] // steps) for steps in (15, 60, MOST_STEPS)]
    rows = {worth: [safe_sequence(persons, size, worth) for size in sizes] for worth in asked.worths}
    closed = {worth: several[-1].guarantee <= 0.1 * persons[0] for worth, several in rows.items()}
    guarantee = asked.guarantee or max(50, persons[0] // 30)
    taper = {worth: tapering(persons[0], guarantee, worth[0]) for worth in asked.worths if worth[0] == worth[1]}
    lines = [*_guarantees_told(asked, sizes, rows, closed), "", *_tapering_told(guarantee, taper)]
    data = {
        "guarantee": [_guarantee_shape(asked, worth, one) for worth, several in rows.items() for one in several],
        "self_enforcing": {f"{worth[0]:g}:{worth[1]:g}": itself for worth, itself in closed.items()},
        "tapering": [
            {"hold_worth": worth[0], "guarantee": guarantee, "tranches": list(tranches)}
            for worth, tranches in taper.items()
        ],
    }
    return data, lines, {}


def _guarantees_told(
    asked: Asked, sizes: Sequence[int], rows: "Mapping[Worth, Sequence[SafeSequence]]", closed: Mapping[Worth, bool]
) -> list[str]:
    """A row for what a held person may be worth, with who should go first, and what follows from all rows."""
    lines = [
        "Who should go first, and the guarantee that makes stopping worth nothing",
        f"  In people of {asked.name(0)} whom a side would give up by stopping",
        f"  {'a held person is worth':<28}" + "".join(f"{f'{size:,} at a time':>16}" for size in sizes),
    ]
    for worth, several in rows.items():
        words = f"{worth[0]:g} own" if worth[0] == worth[1] else f"{worth[0]:g} own : {worth[1]:g} own"
        lines.append(f"  {words:<28}" + "".join(f"{one.guarantee:>16,.0f}" for one in several))
        goes = {one.first for one in several}
        if goes != {-1}:
            who = " or ".join(asked.name(one) for one in sorted(goes) if one >= 0)
            lines.append(f"  {'':<28}people of {who} first")
    if all(one.first == -1 for several in rows.values() for one in several):
        lines += _folded("Who goes first makes no difference: both sides are as tempted.")
    if not all(closed.values()):
        lines += _folded(
            "Where holding people is worth more than getting one's own, smaller tranches do not help: nothing is "
            "self-enforcing, and only a guarantee from outside closes the gap."
        )
    return lines


def _tapering_told(guarantee: int, taper: Mapping[Worth, Sequence[int]]) -> list[str]:
    lines = [f"Tranches, turn by turn, that a guarantee of {guarantee:,} people carries"]
    for worth, several_sizes in taper.items():
        lines.append(f"  {f'{worth[0]:g} own':<10}{_taper(several_sizes)}")
    return lines + _folded(
        "Large early, small at the end: while much is still to come, nobody gains by stopping. What a held person "
        "is worth is a judgement, never a measurement; look at the range."
    )


def _guarantee_shape(asked: Asked, worth: Worth, one: "SafeSequence") -> dict[str, Any]:
    return {
        "hold_worth": list(worth),
        "tranche": one.tranche,
        "guarantee": round(one.guarantee, 1),
        "first": asked.operation.sides[one.first].id if one.first >= 0 else None,
        "worst_after": list(one.worst_after),
    }


def _taper(sizes: Sequence[int]) -> str:
    if not sizes:
        return "none: nothing that this guarantee keeps up"
    shown = ", ".join(f"{one:,}" for one in sizes[:5])
    return shown if len(sizes) <= 5 else f"{shown} ... {sizes[-1]:,} ({len(sizes)} tranches)"


def _stop(asked: Asked) -> Answer:
    from trucekeeper.brief.pictures.of_exchange import plan_pictures
    from trucekeeper.brief.pictures.plot import Look
    from trucekeeper.exchange.stop_now import moment_of, stop_now

    work, plan = asked.operation, asked.plan
    curve = stop_now(work, plan.sequence, plan.times)
    outside: dict[int, int] = {}
    for one in curve:
        outside[one.at_s] = outside.get(one.at_s, 0) + one.outside
    worst = max(outside, key=lambda at: (outside[at], -at))
    at = worst if asked.at is None else work.seconds(asked.at)
    figures = plan_pictures(work, plan.sequence, plan.times, Look(asked.deal.zone), None if asked.at is None else at)
    lines = stopped(asked, [plan.sequence], [plan.times], at, "the worst moment" if asked.at is None else "by the plan")
    lines += ["", "Outside over time, both sides (vehicles, point, past the gate)", *_bars(asked, outside)]
    data = {
        "at_s": at,
        "worst_at_s": worst,
        "worst_outside": outside[worst],
        "moment": [_where(asked, one) for one in moment_of(work, plan.sequence, plan.times, at)],
        "curve": [_where(asked, one) for one in curve],
    }
    shown = {"stop-now": figures["stop-now"], "staircase": figures["staircase"]}
    if asked.records is not None and asked.at is not None:
        told, more, pictures = _recorded(asked, asked.records, asked.at, at)
        return {**data, "recorded": told}, [*more, "", *lines], {**shown, **pictures}
    return data, lines, shown


def _recorded(asked: Asked, records: "tuple[Record, ...]", moment: datetime, at: int) -> Answer:
    """The same by what was recorded: who is where, what they have waited, and how far a side is ahead."""
    from trucekeeper.brief.pictures.of_exchange import recorded_pictures
    from trucekeeper.brief.pictures.plot import Look
    from trucekeeper.exchange.as_recorded import as_recorded, until
    from trucekeeper.exchange.lead import bounds_in_people, leads
    from trucekeeper.exchange.measure import measure
    from trucekeeper.exchange.stop_now import moment_of

    work = asked.operation
    low, high = (as_recorded(work, records, moment, highest=most) for most in (False, True))
    lines = stopped(asked, [low.sequence, high.sequence], [low.times, high.times], at, "by the records")
    so_far = [measure(work, one.sequence, until(one, at)) for one in (low, high)]
    waited = _span(*(round(one.waiting_person_hours) for one in so_far))
    dark = _span(*(round(one.waiting_at_night) for one in so_far))
    lines += _folded(f"Waited so far, in loaded vehicles and at the point: {waited} person-hours, {dark} at night.")
    ahead = []
    for side, bound in enumerate(bounds_in_people(work)):
        now_ahead = [
            next((one.people for one in reversed(leads(work, c.sequence, c.times)) if one.side == side), 0)
            for c in (low, high)
        ]
        ahead.append(sorted(now_ahead))
        allowed = "no bound" if bound is None else f"the deal allows {bound:,}"
        lines += _folded(
            f"{asked.holder(side)} has let {_span(*sorted(now_ahead))} more people go than were answered; {allowed}."
        )
    data = {
        "moment": [
            [_where(asked, one) for one in moment_of(work, course.sequence, course.times, at)] for course in (low, high)
        ],
        "waited_person_hours": [round(one.waiting_person_hours, 1) for one in so_far],
        "waited_at_night": [round(one.waiting_at_night, 1) for one in so_far],
        "ahead": {side.id: pair for side, pair in zip(work.sides, ahead, strict=True)},
        "records": list(high.records),
    }
    return data, lines, recorded_pictures(work, high, at, Look(asked.deal.zone))


def _span(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _where(asked: Asked, one: Any) -> dict[str, Any]:
    return {
        "at_s": one.at_s,
        "side": asked.operation.sides[one.side].id,
        "home": one.home,
        "loaded": one.loaded,
        "road": one.road,
        "waiting": one.waiting,
        "beyond": one.beyond,
        "safe": one.safe,
        "covered": one.covered,
        "held_by": asked.holder(one.side),
        "held": one.held,
    }


def stopped(
    asked: Asked, plans: "Sequence[Sequenced]", times: "Sequence[Sequence[Times]]", at: int, why: str
) -> list[str]:
    """Who is where at a moment, and in whose hands; a range where the courses differ."""
    from trucekeeper.exchange.shape import clock
    from trucekeeper.exchange.stop_now import moment_of

    courses = [moment_of(asked.operation, plan, one, at) for plan, one in zip(plans, times, strict=True)]

    def told(side: int, of: "Callable[[Moment], int]") -> str:
        values = sorted(of(course[side]) for course in courses)
        return f"{values[0]:,}" if values[0] == values[-1] else f"{values[0]:,}-{values[-1]:,}"

    lines = [
        f"If everything stopped: {clock(asked.operation, at, asked.deal.zone, year=True)}, {why}",
        f"  {'people from':<20}{'at home':>13}{'in vehicles':>12}{'at point':>12}{'past it':>9}{'safe':>12}",
    ]
    for side in range(len(asked.operation.sides)):
        lines.append(
            f"  {asked.name(side):<20}{told(side, lambda one: one.home):>13}"
            f"{told(side, lambda one: one.loaded + one.road):>12}{told(side, lambda one: one.waiting):>12}"
            f"{told(side, lambda one: one.beyond):>9}{told(side, lambda one: one.safe):>12}"
        )
    hands = "; ".join(
        f"{asked.holder(side)} {told(side, lambda one: one.held)} from {asked.name(side)}"
        for side in range(len(asked.operation.sides))
    )
    lines += _folded(f"Still in the hands of {hands}.")
    if asked.operation.shelters:
        outside = [
            f"{told(side, lambda one: one.covered)} of the {told(side, lambda one: one.outside)} outside from "
            f"{asked.name(side)}"
            for side in range(len(asked.operation.sides))
            if any(course[side].outside for course in courses)
        ]
        if outside:
            lines += _folded(f"Shelters within reach have places for {'; '.join(outside)}.")
    return lines


def _bars(asked: Asked, outside: dict[int, int]) -> list[str]:
    from trucekeeper.exchange.shape import clock

    most = max(outside.values(), default=0) or 1
    moments = sorted(outside)
    every = max(1, -(-len(moments) // 24))
    rows = []
    for place in range(0, len(moments), every):
        group = moments[place : place + every]
        people = max(outside[one] for one in group)
        bar = "#" * round(40 * people / most)
        rows.append(f"  {clock(asked.operation, group[0], asked.deal.zone)} {people:>8,}  {bar}".rstrip())
    return rows


def _hold(asked: Asked) -> Answer:
    from trucekeeper.exchange.hold_test import regret_h, sizes_for_a_hold, survives_a_hold
    from trucekeeper.exchange.mediator import allowed_sizes

    work = asked.operation
    sides = (None, *range(len(work.sides)))
    tests = {
        hours: [survives_a_hold(work, asked.plan.sequence, hours * 3600, side) for side in sides]
        for hours in asked.hours
    }
    sizes = allowed_sizes(work, (2, 5, 10, 15, 20, 25, 30, 40))
    choices = {hours: sizes_for_a_hold(work, sizes, hours * 3600) for hours in asked.hours}
    lasts = asked.plan.measure.makespan_s
    regrets = {hours: regret_h(several[0], lasts, choices[hours]) for hours, several in tests.items()}
    shortest = asked.hours[0]
    lines = [*_held_told(asked, tests), *_caught_told(asked, tests[shortest][0])]
    for hours, several in tests.items():
        lines += ["", *_hold_rows(asked, several[0], regrets[hours])]
    lines += ["", *_sizes_told(shortest, choices[shortest])]
    data = {
        "tests": [_hold_shape(asked, one) for several in tests.values() for one in several],
        "sizes": [
            {"vehicles": one.vehicles, "usual_h": one.usual_h, "worst_h": one.worst_h, "regret_h": one.regret_h}
            for one in choices[shortest]
        ],
        "regret": [
            {"hours": hours, "by_start": [{"start_s": at, "regret_h": value} for at, value in regret]}
            for hours, regret in regrets.items()
        ],
    }
    return data, lines, _hold_figures(asked, tests, regrets)


def _held_told(asked: Asked, tests: "Mapping[int, Sequence[HoldTest]]") -> list[str]:
    """A row for each length of a hold and whom it holds."""
    lines = [
        "A hold at any moment, of which nobody knew (every half hour of the plan tried)",
        f"  {'hours':<6}{'held':<17}{'everybody still safe':<22}{'worst delay':>12}{'mean':>8}{'waiting':>12}",
    ]
    everybody = "both" if len(asked.operation.sides) == 2 else "all"
    for one in (one for several in tests.values() for one in several):
        who = everybody if one.side is None else asked.name(one.side)
        lines.append(
            f"  {one.length_s // 3600:<6}{who[:16]:<17}{f'{one.survives} of {one.starts} starts':<22}"
            f"{one.worst_delay_s / 3600:>10.1f} h{one.mean_delay_s / 3600:>6.1f} h{one.worst_waiting:>12,.0f}"
        )
    return lines


def _caught_told(asked: Asked, test: "HoldTest") -> list[str]:
    """Whom the hold would find outside, and under what roof."""
    from trucekeeper.exchange.shape import clock

    caught = "; ".join(
        f"{asked.name(side)} {road:,} on the road, {point:,} at the point"
        for side, (road, point) in enumerate(test.caught)
    )
    return _folded(
        f"waiting: person-hours over the whole plan, in the worst case and if convoys go on loading as planned; "
        f"{test.usual_waiting:,.0f} without a hold. truce replan moves them instead. A hold catches most people at "
        f"{clock(asked.operation, test.outside_start_s, asked.deal.zone)}: {caught}. Those on the road go on to the "
        f"point, or to a shelter."
    ) + _folded(_roofs(asked, test))


def _sizes_told(hours: int, choices: "Sequence[HoldChoice]") -> list[str]:
    lines = [f"Convoy sizes, if everything is held once for {hours} h at the worst moment"]
    lines.append(f"  {'vehicles':<12}{'all safe':>12}{'worst case':>13}{'regret':>10}")
    for choice in choices:
        name = " + ".join(str(number) for number in choice.vehicles)
        lines.append(f"  {name:<12}{choice.usual_h:>10.1f} h{choice.worst_h:>11.1f} h{choice.regret_h:>8.1f} h")
    return lines


def _hold_figures(
    asked: Asked, tests: "Mapping[int, Sequence[HoldTest]]", regrets: Mapping[int, Regret]
) -> "dict[str, Figure]":
    from trucekeeper.brief.pictures.hold import hold_picture
    from trucekeeper.brief.pictures.plot import Look, whole_hours

    until, look = whole_hours(asked.plan.measure.makespan_s), Look(asked.deal.zone)
    return {
        f"hold-{hours}h": hold_picture(asked.operation, several, regrets[hours], until, look, id=f"hold{hours}")
        for hours, several in tests.items()
    }


def _roofs(asked: Asked, test: "HoldTest") -> str:
    """Who would stand in the open, and where the others go."""
    from trucekeeper.exchange.shape import clock

    work = asked.operation
    if not work.shelters:
        return "The operation names no shelter: all whom a hold catches wait in vehicles or in the open."
    at = clock(work, test.open_start_s, asked.deal.zone)
    places = "; ".join(
        f"{number:,} of {one.places:,} places in {one.name or one.id}"
        for one, number in zip(work.shelters, test.sheltered, strict=True)
    )
    if not test.most_in_open:
        return "Shelters within reach have a place for everybody, whenever it begins."
    return f"Most people without a place in a shelter that they reach in time: {test.most_in_open:,}, {at} ({places})."


def _hold_rows(asked: Asked, test: "HoldTest", regret: "Sequence[tuple[int, float | None]]") -> list[str]:
    """The certificate by the moment at which the hold begins, in at most 16 rows, each the worst of its moments."""
    from trucekeeper.exchange.model import NEVER
    from trucekeeper.exchange.shape import clock

    course = list(zip(test.course, regret, strict=True))
    every = max(1, -(-len(course) // 16))
    most = max((one.delay_s for one in test.course if one.delay_s < NEVER), default=0) or 1
    rows = [
        f"Everybody held for {test.length_s // 3600} h, by the moment at which it begins",
        f"  {'begins':<17}{'in the open':>12}{'delay':>9}{'regret':>9}",
    ]
    for place in range(0, len(course), every):
        group = course[place : place + every]
        delay = max(one.delay_s for one, _ in group)
        bare = max(one.in_open for one, _ in group)
        begins = clock(asked.operation, group[0][0].start_s, asked.deal.zone)
        if delay >= NEVER:
            rows.append(f"  {begins:<17}{bare:>12,}  not everybody gets to safety")
            continue
        lost = max(value or 0.0 for _, (_, value) in group)
        bar = "#" * round(28 * delay / most)
        rows.append(f"  {begins:<17}{bare:>12,}{delay / 3600:>7.1f} h{lost:>7.1f} h  {bar}".rstrip())
    return [
        *rows,
        *_folded(
            "regret: hours by which convoys of another size would have everybody safe sooner under the same hold."
        ),
    ]


def _hold_shape(asked: Asked, one: "HoldTest") -> dict[str, Any]:
    from trucekeeper.exchange.model import NEVER

    work = asked.operation
    course = [{**asdict(start), "delay_s": None if start.delay_s >= NEVER else start.delay_s} for start in one.course]
    return {
        **asdict(one),
        "side": None if one.side is None else work.sides[one.side].id,
        "hours": one.length_s // 3600,
        "sheltered": {shelter.id: number for shelter, number in zip(work.shelters, one.sheltered, strict=True)},
        "course": course,
    }


def _folded(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


ANSWERS: dict[str, Callable[[Asked], Answer]] = {
    "price": _price,
    "tranche": _tranche,
    "first": _first,
    "stop": _stop,
    "hold": _hold,
}
