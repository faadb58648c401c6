"""Stress bands: how many people of each side are safe by when, over many runs, beside the plan."""

from collections.abc import Sequence

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Days, Look, Point, Sheet, short
from trucekeeper.brief.pictures.svg import INK, LINE, SOFT
from trucekeeper.exchange.model import Operation
from trucekeeper.stress.course import Course

HEIGHT = 110.0


def bands_picture(
    operation: Operation, found: Course, planned: Sequence[Sequence[float]], look: Look, *, id: str
) -> Figure:
    """Draw the middle eight of ten runs as an area, the middle one as a line, the plan dashed.

    Args:
        operation: The exchange.
        found: The runs, moment by moment.
        planned: Per side, people safe at the same moments if all goes as planned.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say, sheet = look.say, Sheet(look)
    sides = range(len(operation.sides))
    everybody = sum(operation.persons(side) for side in sides)
    ends = found.safe[:, :, -1].sum(axis=1)
    worst = sorted(float(one) for one in ends)[max(0, len(ends) // 10 - 1)]
    head = say("In one run of ten, {people} or more of {all} people are not safe at the end").format(
        people=f"{max(0.0, everybody - worst):,.0f}", all=f"{everybody:,}"
    )
    y = sheet.headline(
        head, say("{runs} runs with guessed rates: no forecast, but what the plan bears").format(runs=f"{len(ends):,}")
    )
    y = sheet.key(
        y + 8,
        [
            ({"fill": SIDES[0], "fill_opacity": 0.35}, say("eight of ten runs")),
            ({"stroke": INK, "stroke_width": 2.2}, say("middle run")),
            ({"stroke": INK, "stroke_width": 1.3, "stroke_dasharray": "5 4"}, say("as planned")),
        ],
    )
    days = Days(operation, _until(found))
    told = []
    for side in sides:
        people = operation.persons(side)
        sheet.text(14, y + 16, look.side(operation, side), size=TEXT, weight="bold")
        sheet.text(RIGHT, y + 16, say("people safe"), size=SMALL, anchor="end", fill=SOFT)
        top, bottom = y + 26, y + 26 + HEIGHT
        days.drawn(sheet, top, bottom, named=side == sides[-1])
        for share in (0.0, 0.5, 1.0):
            level = bottom - HEIGHT * share
            sheet.line(LEFT, level, RIGHT, level, stroke=LINE, stroke_width=0.7)
            sheet.text(LEFT - 6, level + 4, short(people * share), size=SMALL, anchor="end", fill=SOFT)

        def line(values: Sequence[float], bottom: float = bottom, people: int = people) -> list[Point]:
            shown = [(at, value) for at, value in zip(found.at_s, values, strict=True) if at <= days.until_s]
            return [(days.x(at), bottom - HEIGHT * value / max(1, people)) for at, value in shown]

        lower, middle, upper = (found.band(side, share) for share in (0.1, 0.5, 0.9))
        area = [*line(upper), *reversed(line(lower))]
        sheet.path(area, closed=True, fill=SIDES[side % 4], fill_opacity=0.35, stroke=SIDES[side % 4], stroke_width=1)
        sheet.path(line(middle), fill="none", stroke=INK, stroke_width=2.2)
        sheet.path(line(planned[side]), fill="none", stroke=INK, stroke_width=1.3, stroke_dasharray="5 4")
        told.append(
            say("{name}: {low} to {high} safe at the end in eight of ten runs, {middle} in the middle one").format(
                name=look.side(operation, side),
                low=f"{_end(lower):,.0f}",
                high=f"{_end(upper):,.0f}",
                middle=f"{_end(middle):,.0f}",
            )
        )
        y = bottom + 8
    return sheet.done(y + 36, head, "; ".join(told) + ".", id)


def _end(values: Sequence[float]) -> float:
    return values[-1] if values else 0.0


def _until(found: Course) -> int:
    """Where nothing changes any more in nine of ten runs, and a day."""
    lows = [found.band(side, share) for side in range(found.safe.shape[1]) for share in (0.1, 0.5, 0.9)]
    last = max(
        next((at for at, value in zip(found.at_s, one, strict=True) if value >= 0.98 * one[-1]), 0) for one in lows
    )
    return min(found.at_s[-1], last + 86_400)
