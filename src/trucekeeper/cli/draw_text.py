"""`truce draw` on a terminal: who waits for whom, and how far each side is ahead from step to step."""

import json
from itertools import groupby

from trucekeeper.deal.check import Checked, check
from trucekeeper.deal.course import Course, Wait, courses, waits
from trucekeeper.deal.model import Deal
from trucekeeper.deal.said import amount_words, listed

#: Columns of a bar, so that two of them and a label fit into 80.
_BAR = 18
#: Rows shown of a course; of a longer one the beginning and the end.
_ROWS = 40


def printed(deal: Deal, as_json: bool) -> str:
    """What `truce draw` prints where no file is asked for."""
    checked = check(deal)
    found, lines = waits(deal), courses(deal)
    if as_json:
        return json.dumps(as_object(found, checked, lines), ensure_ascii=False)
    pairs = together_lines(deal)
    first = waits_lines(found, checked, nobody=not pairs)
    return "\n".join([*first, *pairs, *(line for course in lines for line in course_lines(course))])


def together_lines(deal: Deal) -> list[str]:
    """Which clauses pass a point at one moment, an exchange a line."""
    return [
        f"  {listed([', '.join(leg.ids) for leg in exchange.legs])} at one moment: {exchange.together} ({exchange.id})"
        for exchange in deal.exchanges
        if exchange.together
    ]


def waits_lines(found: tuple[Wait, ...], checked: Checked, nobody: bool = True) -> list[str]:
    """Who waits for whom, a clause a line."""
    lines = ["who waits for whom"]
    for waiting, several in groupby(sorted(found, key=lambda wait: wait.waiting), key=lambda wait: wait.waiting):
        parts = [f"{wait.first}{'' if wait.by == 'after' else f' in step ({wait.by})'}" for wait in several]
        circle = "   in a circle" if waiting in checked.deadlock else ""
        lines.append(f"  {waiting} <- {listed(list(dict.fromkeys(parts)))}{circle}")
    if not found and nobody:
        lines.append("  nobody")
    if checked.deadlock:
        lines.append(f"  {' -> '.join((*checked.deadlock, checked.deadlock[0]))}: none of them can begin")
    return lines


def course_lines(course: Course) -> list[str]:
    """The staircase of one unit: a row for each run of steps of one clause, a bar for each side."""
    top = max((abs(value) for level in course.levels for value in level.ahead.values()), default=0)
    within = f" ({course.exchange})" if course.exchange else ""
    bounds = [
        f"{side} {amount_words(_whole(bound), course.unit)}"
        for side, bound in course.bounds.items()
        if bound is not None
    ]
    lines = ["", f"ahead of what has come back, in {course.unit}{within}, one order that the deal allows"]
    lines += [f"  stated bound: {listed(bounds)}"] if bounds else ["  no bound is stated"]
    if not top:
        return [*lines, "  nobody is ever ahead"]
    lines.append(f"  {'':24}" + "".join(f"{side[:12]:<27}" for side in course.sides[:2]).rstrip())
    rows = [_row(course, place, top) for place in range(len(course.levels))]
    if len(rows) > _ROWS:
        gone = len(rows) - _ROWS
        rows = [*rows[: _ROWS // 2], f"  ... {gone} steps ...", *rows[-_ROWS // 2 :]]
    return lines + rows


def _row(course: Course, place: int, top: float) -> str:
    level = course.levels[place]
    step = level.step
    number = f" {step.batch}/{step.of}" if step.of > 1 else ""
    label = f"{step.clause}{number} {step.event}"[:24]
    bars = []
    for side in course.sides[:2]:
        value = max(0.0, level.ahead.get(side, 0.0))
        bar = "#" * round(_BAR * value / top) or ("." if not value else "#")
        bars.append(f"{bar:<{_BAR}} {_whole(value):<7,}")
    return f"  {label:<24}{' '.join(bars)}".rstrip()


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)


def as_object(found: tuple[Wait, ...], checked: Checked, lines: tuple[Course, ...]) -> dict[str, object]:
    """The same as JSON: the series that pictures are drawn from."""
    return {
        "waits": [{"waiting": wait.waiting, "first": wait.first, "by": wait.by} for wait in found],
        "deadlock": list(checked.deadlock),
        "courses": [
            {
                "unit": course.unit,
                "exchange": course.exchange,
                "bounds": dict(course.bounds),
                "levels": [
                    {
                        "clause": level.step.clause,
                        "event": level.step.event,
                        "batch": level.step.batch,
                        "of": level.step.of,
                        "ahead": dict(level.ahead),
                    }
                    for level in course.levels
                ],
            }
            for course in lines
        ],
    }
