"""`truce draw` on a terminal: who waits for whom, and how far each side is ahead from step to step."""

import json
from itertools import groupby

from trucekeeper.deal.check import Checked, check
from trucekeeper.deal.course import Course, Wait, courses, waits
from trucekeeper.deal.model import Deal
from trucekeeper.deal.said import Said, Tongue, amount_words, line, listed, plural, say

#: Units that other languages have a word for; another one is a category in the words of a deal.
_UNITS = {
    "people": say("people"),
    "share": say("share"),
    "batches": say("batches"),
    "buses": say("buses"),
    "trucks": say("trucks"),
    "bodies": say("bodies"),
}
#: Columns of a bar, so that two of them and a label fit into 80.
_BAR = 18
#: Rows shown of a course; of a longer one the beginning and the end.
_ROWS = 40


def printed(deal: Deal, as_json: bool, spoken: Tongue | None = None) -> str:
    """What `truce draw` prints where no file is asked for; words of the deal language stay as they are typed."""
    checked = check(deal)
    found, lines = waits(deal), courses(deal)
    if as_json:
        return json.dumps(as_object(found, checked, lines), ensure_ascii=False)
    pairs = together_lines(deal, spoken)
    first = waits_lines(found, checked, spoken, nobody=not pairs)
    return "\n".join([*first, *pairs, *(each for course in lines for each in course_lines(course, spoken))])


def together_lines(deal: Deal, spoken: Tongue | None) -> list[str]:
    """Which clauses pass a point at one moment, an exchange a line."""
    return [
        _told(
            say(
                "{clauses} at one moment: {event} ({exchange})",
                clauses=listed([", ".join(leg.ids) for leg in exchange.legs]),
                event=exchange.together,
                exchange=exchange.id,
            ),
            spoken,
        )
        for exchange in deal.exchanges
        if exchange.together
    ]


def waits_lines(found: tuple[Wait, ...], checked: Checked, spoken: Tongue | None, nobody: bool = True) -> list[str]:
    """Who waits for whom, a clause a line."""
    lines = [line(say("who waits for whom"), spoken)]
    for waiting, several in groupby(sorted(found, key=lambda wait: wait.waiting), key=lambda wait: wait.waiting):
        parts = [
            wait.first
            if wait.by == "after"
            else say("{clause} in step ({exchange})", clause=wait.first, exchange=wait.by)
            for wait in several
        ]
        first = listed(list(dict.fromkeys(parts)))
        if waiting in checked.deadlock:
            lines.append(_told(say("{waiting} <- {first}   in a circle", waiting=waiting, first=first), spoken))
        else:
            lines.append(_told(say("{waiting} <- {first}", waiting=waiting, first=first), spoken))
    if not found and nobody:
        lines.append(_told(say("nobody"), spoken))
    if checked.deadlock:
        circle = " -> ".join((*checked.deadlock, checked.deadlock[0]))
        lines.append(_told(say("{circle}: none of them can begin", circle=circle), spoken))
    return lines


def course_lines(course: Course, spoken: Tongue | None = None) -> list[str]:
    """The staircase of one unit: a row for each run of steps of one clause, a bar for each side."""
    top = max((abs(value) for level in course.levels for value in level.ahead.values()), default=0)
    counted = _UNITS.get(course.unit, course.unit)
    unit = say("{unit} ({exchange})", unit=counted, exchange=course.exchange) if course.exchange else counted
    bounds = [
        say("{side} {amount}", side=side, amount=amount_words(_whole(bound), course.unit))
        for side, bound in course.bounds.items()
        if bound is not None
    ]
    ahead = say("ahead of what has come back, in {unit}, one order that the deal allows", unit=unit)
    stated = say("stated bound: {bounds}", bounds=listed(bounds)) if bounds else say("no bound is stated")
    lines = ["", line(ahead, spoken), _told(stated, spoken)]
    if not top:
        return [*lines, _told(say("nobody is ever ahead"), spoken)]
    lines.append(f"  {'':24}" + "".join(f"{side[:12]:<27}" for side in course.sides[:2]).rstrip())
    rows = [_row(course, place, top) for place in range(len(course.levels))]
    if len(rows) > _ROWS:
        gone = plural("... {number} step ...", "... {number} steps ...", len(rows) - _ROWS)
        rows = [*rows[: _ROWS // 2], _told(gone, spoken), *rows[-_ROWS // 2 :]]
    return lines + rows


def _told(text: Said, spoken: Tongue | None) -> str:
    """A line under a heading."""
    return f"  {line(text, spoken)}"


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
