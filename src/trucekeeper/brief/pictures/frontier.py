"""The price of mistrust: what a tighter bound costs in person-hours, in waiting and in days."""

from collections.abc import Callable, Sequence

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Look, Point, Sheet, ceiling, short
from trucekeeper.brief.pictures.svg import INK, LINE, PAPER, SOFT, element
from trucekeeper.exchange.mediator import Price

HEIGHT = 84.0

Value = Callable[[Price], float | None]


def frontier_picture(prices: Sequence[Price], deal: Price | None, look: Look, *, id: str) -> Figure:
    """Draw the costs by bound, the tightest bound first, and those of the deal as it stands.

    Args:
        prices: From the tightest bound to none, as `price_of_mistrust` gives them.
        deal: The same of the deal with its own rules; its column stands last.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say, sheet = look.say, Sheet(look)
    free = next((one for one in prices if one.ahead is None), prices[-1])
    if deal is not None and deal.planned is not None and free.planned is not None:
        head = say("This deal takes {times} times the person-hours of a plan without a bound").format(
            times=f"{deal.planned.person_hours / max(1.0, free.planned.person_hours):.1f}"
        )
    else:
        tight = next((one for one in prices if one.ahead is not None), free)
        head = say("A bound of {people} people costs {times} times the person-hours of none").format(
            people=f"{tight.ahead or 0:,}", times=f"{tight.least_person_hours / max(1.0, free.least_person_hours):.1f}"
        )
    columns = [*prices, *([deal] if deal is not None else [])]
    y = sheet.headline(head, say("By how many people one side may be ahead"))
    y = sheet.key(
        y + 8,
        [({"fill": SIDES[0]}, say("least that any plan needs")), ({"fill": SIDES[1]}, say("a plan that keeps it"))],
    )
    rows: tuple[tuple[str, Value, Value], ...] = (
        (
            say("person-hours until safe"),
            lambda one: one.least_person_hours,
            lambda one: one.planned.person_hours if one.planned else None,
        ),
        (
            say("person-hours of waiting outside"),
            lambda _: None,
            lambda one: one.planned.waiting_person_hours if one.planned else None,
        ),
        (
            say("days until all are safe"),
            lambda _: None,
            lambda one: one.planned.makespan_s / 86_400 if one.planned else None,
        ),
    )
    for title, least, planned in rows:
        y = _strip(sheet, columns, deal, title, least, planned, y + 6)
    for place, one in enumerate(columns):
        mine = one is deal
        name = say("this deal") if mine else say("none") if one.ahead is None else f"{one.ahead:,}"
        x = _x(place, columns)
        sheet.text(x, y + 14, name, size=SMALL, anchor="middle", weight="bold" if mine else None)
    return sheet.done(y + 30, head, _told(prices, deal, look), id)


def _x(place: int, prices: Sequence[Price]) -> float:
    return LEFT + (place + 0.5) * (RIGHT - LEFT) / max(1, len(prices))


def _strip(
    sheet: Sheet, prices: Sequence[Price], deal: Price | None, title: str, least: Value, planned: Value, y: float
) -> float:
    """One cost; returns where the next may begin."""
    values = [value for one in prices for value in (least(one), planned(one)) if value is not None]
    top_value = ceiling(max(values, default=1.0) * 1.12)
    sheet.text(14, y + 12, title, size=TEXT, weight="bold")
    top, bottom = y + 22, y + 22 + HEIGHT
    for share in (0.0, 0.5, 1.0):
        level = bottom - share * HEIGHT
        sheet.line(LEFT, level, RIGHT, level, stroke=INK if not share else LINE, stroke_width=0.8)
        sheet.text(LEFT - 6, level + 4, short(share * top_value), size=SMALL, anchor="end", fill=SOFT)
    for value_of, ink, square in ((least, SIDES[0], False), (planned, SIDES[1], True)):
        points: list[Point] = []
        for place, one in enumerate(prices):
            value = value_of(one)
            if value is not None:
                points.append((_x(place, prices), bottom - value / top_value * HEIGHT))
        apart = deal is not None and value_of(deal) is not None
        if len(points) > 1:
            sheet.path(
                points[:-1] if apart else points,
                fill="none",
                stroke=ink,
                stroke_width=2,
                stroke_dasharray=None if square else "6 3",
            )
        for x, level in points:
            _mark(sheet, x, level, ink, square)
    for place, one in enumerate(prices):
        x = _x(place, prices)
        value = planned(one)
        if value is None:
            sheet.text(x, top + 12, sheet.look.say("no plan"), size=SMALL, anchor="middle", fill=SOFT)
        else:
            level = bottom - value / top_value * HEIGHT
            sheet.text(x, max(top + 9, level - 8), short(value), size=SMALL, anchor="middle", halo=True)
    return bottom + 6


def _mark(sheet: Sheet, x: float, y: float, ink: str, square: bool) -> None:
    if square:
        sheet.box(x - 4, y - 4, 8, 8, fill=ink, stroke=INK, stroke_width=0.8)
    else:
        sheet.parts.append(element("circle", cx=sheet.x(x), cy=y, r=4.0, fill=PAPER, stroke=ink, stroke_width=2))


def _told(prices: Sequence[Price], deal: Price | None, look: Look) -> str:
    parts = []
    for one in [*prices, *([deal] if deal is not None else [])]:
        name = look.say("no bound") if one.ahead is None else f"{one.ahead:,}"
        name = look.say("this deal") if one is deal else name
        planned = (
            look.say("no plan")
            if one.planned is None
            else look.say("{hours} in a plan, {waiting} of them waiting, {days} days").format(
                hours=f"{one.planned.person_hours:,.0f}",
                waiting=f"{one.planned.waiting_person_hours:,.0f}",
                days=f"{one.planned.makespan_s / 86_400:.1f}",
            )
        )
        parts.append(
            look.say("{bound}: at least {hours} person-hours, {planned}").format(
                bound=name, hours=f"{one.least_person_hours:,.0f}", planned=planned
            )
        )
    return "; ".join(parts) + "."
