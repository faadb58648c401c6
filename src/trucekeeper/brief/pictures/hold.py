"""The certificate for holds: what one costs by the moment at which it begins, and whom it finds in the open."""

from collections.abc import Sequence
from typing import Any, Final

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Days, Look, Point, Sheet, ceiling, short
from trucekeeper.brief.pictures.svg import INK, LINE, SOFT
from trucekeeper.exchange.hold_test import HoldTest
from trucekeeper.exchange.model import NEVER, Operation

HEIGHT: Final = 84.0
#: A grey that stays apart from black on a copying machine.
ROOFED: Final = "#b8b8b8"
DASHES: Final = ("7 4", "2 3", "9 3 2 3")


def hold_picture(
    operation: Operation,
    tests: Sequence[HoldTest],
    regret: Sequence[tuple[int, float | None]],
    until_s: int,
    look: Look,
    *,
    id: str,
) -> Figure:
    """Draw delay, regret and the people caught, by the start of the hold.

    Args:
        operation: The exchange.
        tests: Of one length: everybody held, then one a side.
        regret: As `exchange.hold_test.regret_h` gives it for the first test.
        until_s: The end of the axis.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say, sheet = look.say, Sheet(look)
    both = tests[0]
    hours = f"{both.length_s / 3600:,.0f}"
    worst, failing = both.worst_delay_s / 3600, both.starts - both.survives
    if failing:
        words = "After a hold of {hours} hours not everybody gets to safety, if it begins at {number} of {all} moments"
        head = say(words).format(hours=hours, number=failing, all=both.starts)
    else:
        head = say("A hold of {hours} hours costs up to {delay} hours: begun {moment}").format(
            hours=hours, delay=f"{worst:,.1f}", moment=look.clock(operation, both.worst_start_s)
        )
    y = sheet.headline(head, say("By the moment at which it begins, of which nobody knew; grey is night"))
    names = [say("everybody held"), *(look.side(operation, one.side or 0) for one in tests[1:])]
    lines: list[dict[str, Any]] = [{"stroke": INK, "stroke_width": 2.4}]
    lines += [
        {"stroke": SIDES[place % 4], "stroke_width": 1.8, "stroke_dasharray": DASHES[place % 3]}
        for place in range(len(tests) - 1)
    ]
    y = sheet.key(y + 8, list(zip(lines, names, strict=True)))
    days = Days(operation, until_s)
    marked = days.x(both.worst_start_s)
    most = max([1.0, *(one.delay_s / 3600 for test in tests for one in test.course if one.delay_s < NEVER)])
    top, bottom = _panel(sheet, days, y, say("hours later until all are safe"), ceiling(most))
    for test, line in zip(reversed(tests), reversed(lines), strict=True):
        run: list[Point] = []
        for one in test.course:
            if one.delay_s < NEVER:
                run.append((days.x(one.start_s), bottom - HEIGHT * one.delay_s / 3600 / ceiling(most)))
                continue
            sheet.text(days.x(one.start_s), top + 8, "×", size=SMALL, anchor="middle", weight="bold")
            run = _drawn(sheet, run, line)
        _drawn(sheet, run, line)
    sheet.line(marked, top - 4, marked, bottom + 4, stroke=INK, stroke_width=2, stroke_dasharray="3 2")
    y = bottom + 8
    if regret:
        highest = ceiling(max([1.0, *(value for _, value in regret if value is not None)]))
        _, bottom = _panel(sheet, days, y, say("hours sooner with another size of convoy, same hold"), highest)
        for at, value in regret:
            height = HEIGHT * (value or 0.0) / highest
            sheet.box(days.x(at), bottom - height, _wide(days, regret[0][0], regret), height, fill=INK)
        y = bottom + 8
    y = _caught(sheet, days, both, y)
    return sheet.done(y + 36, head, _told(operation, both, regret, look), id)


def _panel(
    sheet: Sheet, days: Days, y: float, title: str, top_value: float, *, named: bool = False, room: float = 0
) -> tuple[float, float]:
    """An empty strip with its scale, and room for a key under its title: (top, bottom)."""
    sheet.text(14, y + 14, title, size=TEXT, weight="bold")
    top, bottom = y + 24 + room, y + 24 + room + HEIGHT
    days.drawn(sheet, top, bottom, named=named)
    for share in (0.0, 0.5, 1.0):
        level = bottom - HEIGHT * share
        sheet.line(LEFT, level, RIGHT, level, stroke=LINE if share else INK, stroke_width=0.8)
        sheet.text(LEFT - 6, level + 4, short(top_value * share), size=SMALL, anchor="end", fill=SOFT)
    return top, bottom


def _drawn(sheet: Sheet, run: list[Point], line: dict[str, Any]) -> list[Point]:
    if len(run) > 1:
        sheet.path(run, fill="none", **line)
    return []


def _wide(days: Days, at: int, regret: Sequence[tuple[int, float | None]]) -> float:
    step = regret[1][0] - at if len(regret) > 1 else 1800
    return max(1.0, days.x(at + step) - days.x(at))


def _caught(sheet: Sheet, days: Days, both: HoldTest, y: float) -> float:
    """People on the road and at the point, those with a place in a shelter below; returns where the rest may begin."""
    say = sheet.look.say
    top_value = ceiling(max(1.0, float(both.most_outside)))
    entries: list[tuple[dict[str, object], str]] = [
        ({"fill": ROOFED}, say("with a place in a shelter")), ({"fill": INK}, say("in the open"))
    ]  # fmt: skip
    roofs = any(one.outside > one.in_open for one in both.course)
    if roofs:
        sheet.key(y + 34, entries)
    title = say("people whom it finds on the road or at the point")
    _, bottom = _panel(sheet, days, y, title, top_value, named=True, room=20 if roofs else 0)
    step = both.course[1].start_s - both.course[0].start_s if len(both.course) > 1 else 1800
    for one in both.course:
        left, width = days.x(one.start_s), max(1.0, days.x(one.start_s + step) - days.x(one.start_s))
        covered, bare = (HEIGHT * number / top_value for number in (one.outside - one.in_open, one.in_open))
        sheet.box(left, bottom - covered, width, covered, fill=ROOFED)
        sheet.box(left, bottom - covered - bare, width, bare, fill=INK)
    return bottom + 8


def _told(operation: Operation, both: HoldTest, regret: Sequence[tuple[int, float | None]], look: Look) -> str:
    say = look.say
    hours = f"{both.length_s / 3600:,.0f}"
    told = say("Everybody still gets to safety after {number} of {all} starts of a hold of {hours} hours.").format(
        number=both.survives, all=both.starts, hours=hours
    )
    told += " " + say("Delay at worst {delay} hours, begun {moment}; {mean} hours on average.").format(
        delay=f"{both.worst_delay_s / 3600:,.1f}", moment=look.clock(operation, both.worst_start_s),
        mean=f"{both.mean_delay_s / 3600:,.1f}",
    )  # fmt: skip
    saved = [(value, at) for at, value in regret if value is not None]
    if saved and max(saved)[0] > 0:
        value, at = max(saved)
        told += " " + say(
            "With another size of convoy all would be safe up to {saved} hours sooner, begun {moment}."
        ).format(saved=f"{value:,.1f}", moment=look.clock(operation, at))
    told += " " + say("Most people in the open: {people}, begun {moment}.").format(
        people=f"{both.most_in_open:,}", moment=look.clock(operation, both.open_start_s)
    )
    return told
