"""The staircase of a plan: how far each side is ahead over time, one upwards, the other downwards, with the bound."""

from collections.abc import Sequence
from itertools import groupby

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Days, Look, Point, Sheet, ceiling, short
from trucekeeper.brief.pictures.svg import INK, LINE, SOFT
from trucekeeper.exchange.lead import Lead
from trucekeeper.exchange.model import Operation

HALF = 92.0


def lead_picture(
    operation: Operation, steps: Sequence[Lead], bounds: Sequence[int | None], until_s: int, look: Look, *, id: str
) -> Figure:
    """Draw who is ahead of whom.

    Args:
        operation: The exchange; its first two sides are drawn.
        steps: Changes of the leads, as `exchange.lead.leads` gives them.
        bounds: Per side, in its own people; None where it is not bound.
        until_s: The end of the axis.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say = look.say
    sheet = Sheet(look)
    worst = [max((one.people for one in steps if one.side == side), default=0) for side in (0, 1)]
    who = 0 if worst[0] >= worst[1] else 1
    over = [side for side in (0, 1) if bounds[side] is not None and worst[side] > (bounds[side] or 0)]
    if over:
        head = say("{name}: {people} people ahead, {more} more than agreed").format(
            name=look.side(operation, over[0]),
            people=f"{worst[over[0]]:,}",
            more=f"{worst[over[0]] - (bounds[over[0]] or 0):,}",
        )
    else:
        head = say("At most {people} people let go and not yet answered").format(people=f"{worst[who]:,}")
    top = sheet.headline(
        head,
        say("Upwards from {first}, downwards from {second}").format(
            first=look.side(operation, 0), second=look.side(operation, 1)
        ),
    )
    top_value = ceiling(max(*worst, *(bound or 0 for bound in bounds[:2]), 1))
    middle = top + 22 + HALF
    days = Days(operation, until_s)
    days.drawn(sheet, middle - HALF, middle + HALF, under=20)
    for side in (0, 1):
        up = -1.0 if side == 0 else 1.0
        _scale(sheet, middle, up, top_value)
        _steps(sheet, days, [one for one in steps if one.side == side], middle, up * HALF / top_value, SIDES[side])
        row = middle - HALF - 9 if side == 0 else middle + HALF + 17
        name = look.side(operation, side)
        sheet.text(14, row, name, size=TEXT, weight="bold", fill=SIDES[0] if side == 0 else INK)
        told = _bound(sheet, look, bounds[side], up * HALF / top_value, middle)
        sheet.text(RIGHT, row, told, size=SMALL, anchor="end", weight="bold")
    sheet.line(LEFT, middle, RIGHT, middle, stroke=INK, stroke_width=1.4)
    told = "; ".join(
        say("{name}: at most {people} ahead, bound {bound}").format(
            name=look.side(operation, side),
            people=f"{worst[side]:,}",
            bound=say("none") if bounds[side] is None else f"{bounds[side]:,}",
        )
        for side in (0, 1)
    )
    return sheet.done(middle + HALF + 66, head, f"{told}.", id)


def _scale(sheet: Sheet, middle: float, up: float, top_value: float) -> None:
    for share in (0.5, 1.0):
        y = middle + up * share * HALF
        sheet.line(LEFT, y, RIGHT, y, stroke=LINE, stroke_width=0.7)
        sheet.text(LEFT - 6, y + 4, short(share * top_value), size=SMALL, anchor="end", fill=SOFT)
    sheet.text(LEFT - 6, middle + 4, "0", size=SMALL, anchor="end", fill=SOFT)


def _steps(sheet: Sheet, days: Days, steps: Sequence[Lead], middle: float, scale: float, ink: str) -> None:
    points: list[Point] = [(days.x(days.from_s), middle)]
    for x, people in _thinned(days, steps):
        points += [(x, points[-1][1]), (x, middle + people * scale)]
    points.append((days.x(days.until_s), points[-1][1]))
    sheet.path([*points, (points[-1][0], middle)], closed=True, fill=ink, fill_opacity=0.4)
    sheet.path(points, fill="none", stroke=INK, stroke_width=1.3, stroke_linejoin="round")


def _thinned(days: Days, steps: Sequence[Lead]) -> list[Point]:
    """Of the steps that fall on half a unit, the highest and the last: thousands of convoys stay a small picture."""
    found: list[Point] = []
    for _, group in groupby(steps, key=lambda one: int(days.x(one.at_s) * 2)):
        mine = list(group)
        highest = max(mine, key=lambda one: one.people)
        shown = [highest] if highest is mine[-1] else [highest, mine[-1]]
        found += [(days.x(one.at_s), float(one.people)) for one in shown]
    return found


def _bound(sheet: Sheet, look: Look, bound: int | None, scale: float, middle: float) -> str:
    """The line of a bound, and its words."""
    if bound is None:
        return look.say("no bound agreed")
    if bound == 0:
        return look.say("bound 0: only follows")
    y = middle + scale * bound
    sheet.line(LEFT, y, RIGHT, y, stroke=INK, stroke_width=2, stroke_dasharray="7 4")
    return look.say("dashed: bound {people}").format(people=f"{bound:,}")
