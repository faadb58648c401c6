"""Waiting by place and hour: how many people sit in loaded vehicles or stand at the point, with the nights in grey."""

from collections.abc import Sequence

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Days, Look, Sheet, ceiling, short
from trucekeeper.brief.pictures.svg import INK, LINE, SOFT, shortened
from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.waiting import Waiting

HEIGHT = 62.0


def waiting_picture(
    operation: Operation,
    series: Sequence[Waiting],
    at_night: float,
    until_s: int,
    look: Look,
    *,
    id: str,
    step_s: int = 3600,
    roofed: float = 0.0,
) -> Figure:
    """Draw one strip a place; a bar is the mean number of people who wait in that step.

    Args:
        operation: The exchange.
        series: As `exchange.waiting.waiting` gives it.
        at_night: The person-hours of it that fall into the dark.
        until_s: The end of the axis.
        look: For whom.
        id: Unique among the pictures of a page.
        step_s: The step of the series.
        roofed: The person-hours of it that are spent in shelters.
    """
    say, sheet = look.say, Sheet(look)
    total = sum(one.person_hours for one in series)
    places = sorted({(one.side, one.site) for one in series})
    if total < 0.5:
        head = say("Nobody waits outside")
    else:
        head = say("{hours} person-hours of waiting, {night} of them at night").format(
            hours=f"{total:,.0f}", night=f"{at_night:,.0f}"
        )
    below = say("People who wait on average, hour by hour; grey is night")
    if roofed >= 0.5:
        below += ". " + say("In shelters: {hours} person-hours.").format(hours=f"{roofed:,.0f}")
    y = sheet.headline(head, below)
    most = max((one.person_hours * 3600 / step_s for one in series), default=0.0)
    top_value = ceiling(most)
    days = Days(operation, until_s)
    told = []
    for number, (side, site) in enumerate(places):
        own = [one for one in series if (one.side, one.site) == (side, site)]
        worst = max(own, key=lambda one: one.person_hours)
        name = _place(operation, look, side, site)
        y += 22
        sheet.text(14, y, shortened(name, 320, TEXT), size=TEXT, weight="bold")
        hours = sum(one.person_hours for one in own)
        sheet.text(
            RIGHT, y, say("{hours} person-hours").format(hours=f"{hours:,.0f}"), size=SMALL, anchor="end", fill=SOFT
        )
        top, bottom = y + 14, y + 14 + HEIGHT
        days.drawn(sheet, top, bottom, named=number == len(places) - 1)
        for value in (top_value, top_value / 2):
            level = bottom - HEIGHT * value / top_value
            sheet.line(LEFT, level, RIGHT, level, stroke=LINE, stroke_width=0.7)
            sheet.text(LEFT - 6, level + 4, short(value), size=SMALL, anchor="end", fill=SOFT)
        ink = INK if site < 0 else SIDES[side % 4]
        for one in own:
            left, right = days.x(one.at_s), days.x(one.at_s + step_s)
            height = HEIGHT * one.person_hours * 3600 / step_s / top_value
            sheet.box(left, bottom - height, max(1.6, right - left - 0.4), height, fill=ink)
        sheet.line(LEFT, bottom, RIGHT, bottom, stroke=INK, stroke_width=1.2)
        y = bottom
        told.append(
            say("{name}: {hours} person-hours, most at {moment}: {people} people").format(
                name=name,
                hours=f"{hours:,.0f}",
                moment=look.clock(operation, worst.at_s),
                people=f"{worst.person_hours * 3600 / step_s:,.0f}",
            )
        )
    return sheet.done(y + (48 if places else 14), head, "; ".join(told or [head]) + ".", id)


def _place(operation: Operation, look: Look, side: int, site: int) -> str:
    if site < 0:
        return look.say("At the point, from {name}").format(name=look.side(operation, side))
    one = operation.sites[site]
    alone = len(operation.sites_of(side)) == 1
    name = look.side(operation, side) if alone else one.name.partition(",")[0] or one.id
    return look.say("In loaded vehicles, {name}").format(name=name)
