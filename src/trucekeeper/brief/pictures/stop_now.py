"""The stop-now curve: at every moment, how many of each side are at home, under way, waiting, past the gate, safe."""

from collections.abc import Sequence
from typing import Any, Final

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Days, Look, Point, Sheet, ceiling, short
from trucekeeper.brief.pictures.svg import INK, LINE, PAPER, SOFT
from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.stop_now import Moment

HEIGHT = 70.0
#: Greys that stay apart on a copying machine.
ROAD, PAST = "#9c9c9c", "#d6d6d6"
NO_ROOF: Final[dict[str, Any]] = {"stroke": INK, "stroke_width": 2.6}


def stop_now_picture(
    operation: Operation,
    curve: Sequence[Moment],
    until_s: int,
    look: Look,
    *,
    id: str,
    at_s: int | None = None,
    recorded: bool = False,
) -> Figure:
    """Draw where everybody would be if everything stopped.

    Args:
        operation: The exchange.
        curve: As `exchange.stop_now.stop_now` gives it.
        until_s: The end of the axis.
        look: For whom.
        id: Unique among the pictures of a page.
        at_s: A moment to mark; else the worst is marked.
        recorded: The curve tells what was recorded and not what is planned.
    """
    say, sheet = look.say, Sheet(look)
    outside = _outside(curve)
    worst = max(outside, key=lambda at: (outside[at], -at), default=0)
    earliest = min(outside, default=0)
    marked = worst if at_s is None else max((at for at in outside if at <= at_s), default=earliest)
    people = f"{outside.get(marked, 0):,}"
    words = "At worst {people} people are outside: {moment}" if at_s is None else "{people} people outside at {moment}"
    head = say(words).format(people=people, moment=look.clock(operation, marked if at_s is None else at_s))
    roofs = any(one.covered for one in curve)
    if roofs:
        bare = sum(one.in_open for one in curve if one.at_s == marked)
        head += " " + say("({people} without a place in a shelter)").format(people=f"{bare:,}")
    below = "By the records. Outside: in vehicles, at the point, past the gate"
    plan = "If everything stopped. Outside: in vehicles, at the point, past the gate"
    y = sheet.headline(head, say(below if recorded else plan))
    y = sheet.key(y + 8, _key(look, roofs))
    days, told = Days(operation, until_s), []
    x = days.x(marked)
    y = _outside_panel(sheet, days, curve, x, y + 16)
    sides = range(len(operation.sides))
    for side in sides:
        own = [one for one in curve if one.side == side]
        total = max((_total(one) for one in own), default=1) or 1
        there = [one for one in own if one.at_s == marked]
        sheet.text(14, y + 16, look.side(operation, side), size=TEXT, weight="bold")
        held = say("{home} at home, {safe} safe").format(
            home=f"{sum(one.home for one in there):,}", safe=f"{sum(one.safe for one in there):,}"
        )
        sheet.text(RIGHT, y + 16, held, size=SMALL, anchor="end", fill=SOFT)
        top, bottom = y + 26, y + 26 + HEIGHT
        days.drawn(sheet, top, bottom, named=side == sides[-1])
        _areas(sheet, days, own, total, bottom, SIDES[side % 4])
        for share in (0.0, 0.5, 1.0):
            level = bottom - HEIGHT * share
            sheet.line(LEFT, level, RIGHT, level, stroke=LINE, stroke_width=0.6)
            sheet.text(LEFT - 6, level + 4, short(total * share), size=SMALL, anchor="end", fill=SOFT)
        sheet.line(x, top - 5, x, bottom + 5, stroke=INK, stroke_width=2.4, stroke_dasharray="3 2")
        y = bottom + 8
        told.append(_told(operation, look, there))
    return sheet.done(y + 36, head, f"{look.clock(operation, marked)}. " + " ".join(told), id)


def _outside_panel(sheet: Sheet, days: Days, curve: Sequence[Moment], x: float, y: float) -> float:
    """All sides' people who are neither at home nor safe, by where; returns where the rest may begin."""
    at = sorted({one.at_s for one in curve})
    sums = {moment: [0, 0, 0] for moment in at}
    for one in curve:
        for place, value in enumerate((one.beyond, one.waiting, one.road + one.loaded)):
            sums[one.at_s][place] += value
    top_value = ceiling(max((sum(three) for three in sums.values()), default=1))
    sheet.text(14, y, sheet.look.say("Outside, from both sides"), size=TEXT, weight="bold")
    top, bottom = y + 10, y + 10 + HEIGHT * 1.3
    days.drawn(sheet, top, bottom, named=False)
    base = [0] * len(at)
    fills = (PAST, INK, ROAD)
    for place, fill in enumerate(fills):
        upper = [low + sums[moment][place] for low, moment in zip(base, at, strict=True)]
        if upper != base:
            rise, fall = (_edge(days, at, edge, top_value, bottom, HEIGHT * 1.3) for edge in (upper, base))
            sheet.path([*rise, *reversed(fall)], closed=True, fill=fill)
        base = upper
    if any(one.covered for one in curve):
        bare = [sum(one.in_open for one in curve if one.at_s == moment) for moment in at]
        edge = _edge(days, at, bare, top_value, bottom, HEIGHT * 1.3)
        sheet.path(edge, fill="none", stroke=PAPER, stroke_width=5)
        sheet.path(edge, fill="none", **NO_ROOF)
    for share in (0.0, 0.5, 1.0):
        level = bottom - HEIGHT * 1.3 * share
        sheet.line(LEFT, level, RIGHT, level, stroke=LINE, stroke_width=0.6)
        sheet.text(LEFT - 6, level + 4, short(top_value * share), size=SMALL, anchor="end", fill=SOFT)
    sheet.line(x, top - 5, x, bottom + 5, stroke=INK, stroke_width=2.4, stroke_dasharray="3 2")
    return bottom + 8


def _total(one: Moment) -> int:
    return one.home + one.loaded + one.road + one.waiting + one.beyond + one.safe


def _outside(curve: Sequence[Moment]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in curve:
        found[one.at_s] = found.get(one.at_s, 0) + one.loaded + one.road + one.waiting + one.beyond
    return found


def _key(look: Look, roofs: bool) -> list[tuple[dict[str, object], str]]:
    say = look.say
    bare: list[tuple[dict[str, object], str]] = [(NO_ROOF, say("below the line: without a place in a shelter"))]
    return [
        *(bare if roofs else ()),
        ({"fill": ROAD}, say("in vehicles, on the way")),
        ({"fill": INK}, say("waiting at the point")),
        ({"fill": PAST}, say("past the gate")),
        ({"fill": SIDES[0]}, say("safe (below)")),
        ({"fill": PAPER}, say("at home (below)")),
    ]


def _areas(sheet: Sheet, days: Days, own: Sequence[Moment], total: int, bottom: float, ink: str) -> None:
    """From the bottom: safe, past the gate, waiting, under way, at home; each as steps."""
    at = [one.at_s for one in own]
    layers = (
        ([one.safe for one in own], ink),
        ([one.beyond for one in own], PAST),
        ([one.waiting for one in own], INK),
        ([one.road + one.loaded for one in own], ROAD),
        ([one.home for one in own], PAPER),
    )
    base = [0] * len(own)
    for values, fill in layers:
        upper = [low + more for low, more in zip(base, values, strict=True)]
        if upper != base:
            rise, fall = (_edge(days, at, edge, total, bottom, HEIGHT) for edge in (upper, base))
            opacity = 0.55 if fill == PAPER else 1.0
            sheet.path([*rise, *reversed(fall)], closed=True, fill=fill, fill_opacity=opacity)
        base = upper


def _edge(
    days: Days, at: Sequence[int], values: Sequence[int], top_value: float, bottom: float, height: float
) -> list[Point]:
    points: list[Point] = []
    for moment, value in zip(at, values, strict=True):
        x, y = days.x(moment), bottom - height * value / top_value
        if not points:
            points = [(x, y)]
        elif y != points[-1][1]:
            points += [(x, points[-1][1]), (x, y)]
    if points:
        points.append((days.x(days.until_s), points[-1][1]))
    return points


def _told(operation: Operation, look: Look, moment: Sequence[Moment]) -> str:
    parts = []
    for one in moment:
        words = (
            "{name}: {home} at home, {road} in vehicles, {waiting} at the point, {beyond} past the gate, {safe} safe."
        )
        parts.append(
            look.say(words).format(
                name=look.side(operation, one.side),
                home=f"{one.home:,}",
                road=f"{one.loaded + one.road:,}",
                waiting=f"{one.waiting:,}",
                beyond=f"{one.beyond:,}",
                safe=f"{one.safe:,}",
            )
        )
        if one.covered:
            parts.append(look.say("A shelter has a place for {people} of them.").format(people=f"{one.covered:,}"))
    return " ".join(parts)
