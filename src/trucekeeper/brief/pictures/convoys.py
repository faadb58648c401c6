"""The convoy chart: each day a panel, each convoy a bar from its loading until its people are safe."""

from collections.abc import Callable, Sequence
from itertools import groupby

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import LEFT, RIGHT, SMALL, TEXT, Look, Sheet
from trucekeeper.brief.pictures.svg import BAND, INK, LINE, PAPER, SOFT
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times

ROW = 9.0
#: More rows than this are no picture any more; the first are drawn, and the picture says so.
MOST = 150

Pair = tuple[Convoy, Times]


def convoy_picture(operation: Operation, plan: Sequenced, times: Sequence[Times], look: Look, *, id: str) -> Figure:
    """Draw the journeys.

    Args:
        operation: The exchange.
        plan: Convoys in order.
        times: As worked out for them.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say, sheet = look.say, Sheet(look)
    pairs = sorted(zip(plan.convoys, times, strict=True), key=lambda pair: (pair[1].load, pair[1].depart, pair[0].id))
    going = [pair for pair in pairs if pair[1].depart < NEVER]
    last = max((one.arrived for _, one in going if one.arrived < NEVER), default=0)
    head = say("{number} convoys, the last people safe {moment}").format(
        number=len(going), moment=look.clock(operation, last)
    )
    stuck = len(pairs) - len(going)
    if stuck:
        head = say("{number} of {all} convoys never leave").format(number=stuck, all=len(pairs))
    note = say("A row is a convoy; each day begins anew at the left.")
    if len(going) > MOST:
        note += " " + say("The first {number} of {all} are drawn.").format(number=MOST, all=len(going))
    y = sheet.headline(head, note)
    y = sheet.key(y + 8, _key(operation, look, id))
    drawn = going[:MOST]
    first, end = _hours(operation, look, drawn)
    for _, panel in groupby(drawn, key=lambda pair: look.here(operation, pair[1].load).date()):
        y = _panel(sheet, operation, list(panel), first, end, y + 14, id)
    return sheet.done(y + 12, head, _told(operation, look, going, stuck), id)


def _key(operation: Operation, look: Look, id: str) -> list[tuple[dict[str, object], str]]:
    say = look.say
    entries: list[tuple[dict[str, object], str]] = [
        ({"fill": SIDES[side % 4]}, look.side(operation, side)) for side in range(len(operation.sides))
    ]
    return [
        *entries,
        ({"fill": PAPER}, say("loading")),
        ({"fill": INK}, say("waiting")),
        ({"fill": f"url(#{id}-slant)"}, say("past the gate, not yet safe")),
    ]


def _hours(operation: Operation, look: Look, pairs: Sequence[Pair]) -> tuple[float, float]:
    """The first and the last clock hour that any panel needs; past 24 where a journey goes into the next day."""
    first, end = 24.0, 0.0
    for _, one in pairs:
        begins = look.here(operation, one.load)
        hour = begins.hour + begins.minute / 60
        until = one.arrived if one.arrived < NEVER else one.depart
        first, end = min(first, hour), max(end, hour + (until - one.load) / 3600)
    return max(0.0, float(int(first))), min(end + 0.5, 48.0)


def _panel(
    sheet: Sheet, operation: Operation, pairs: Sequence[Pair], first: float, end: float, y: float, id: str
) -> float:
    """One day; returns where the next may begin."""
    look = sheet.look
    day = look.here(operation, pairs[0][1].load)
    sheet.text(14, y + 4, look.day(day), size=TEXT, weight="bold")
    people = look.say("{people} people").format(people=f"{sum(convoy.persons for convoy, _ in pairs):,}")
    sheet.text(RIGHT, y + 4, people, size=SMALL, anchor="end", fill=SOFT)
    top = y + 26
    bottom = top + ROW * len(pairs) + 4

    def x(hour: float) -> float:
        return LEFT - 18 + (RIGHT - LEFT + 18) * min(1.0, max(0.0, (hour - first) / max(0.1, end - first)))

    step = next((one for one in (1, 2, 3, 6, 12) if one * (RIGHT - LEFT) / (end - first) >= 44), 24)
    for hour in range(int(first), int(end) + 1):
        if hour % step == 0:
            sheet.line(x(hour), top - 4, x(hour), bottom, stroke=LINE, stroke_width=0.7)
            sheet.text(x(hour), top - 8, f"{hour % 24:02d}:00", size=SMALL, anchor="middle", fill=SOFT)
    midnight = operation.seconds(day.replace(hour=0, minute=0, second=0, microsecond=0))
    labelled = top - 20.0
    for place, (convoy, one) in enumerate(pairs):
        row = top + ROW * place
        if row - labelled >= 12:
            sheet.text(34, row + 7.5, convoy.id, size=SMALL - 1, anchor="end", fill=SOFT)
            labelled = row
        if place % 2:
            sheet.box(x(first), row - 0.5, x(end) - x(first), ROW, fill=BAND, fill_opacity=0.5)
        _bar(sheet, convoy, one, row, lambda at: x((at - midnight) / 3600), id)
    return bottom + 8


def _bar(sheet: Sheet, convoy: Convoy, one: Times, row: float, x: Callable[[float], float], id: str) -> None:
    """Loading hollow, sitting and standing black, driving in the side's colour, past the gate hatched."""
    ink = SIDES[convoy.side % 4]
    stretches = (
        (one.load, one.loaded, {"fill": PAPER, "stroke": INK, "stroke_width": 0.7}),
        (one.loaded, one.depart, {"fill": INK}),
        (one.depart, one.at_point, {"fill": ink}),
        (one.at_point, one.crossing, {"fill": INK}),
        (one.crossing, one.arrived, {"fill": f"url(#{id}-slant)", "stroke": ink, "stroke_width": 0.7}),
    )
    for start, end, look in stretches:
        if start < NEVER:
            left, right = x(start), x(min(end, start + 86_400 * 2))
            if right - left > 0.2:
                sheet.box(left, row + 1, right - left, ROW - 2, **look)


def _told(operation: Operation, look: Look, going: Sequence[Pair], stuck: int) -> str:
    parts = []
    for side in range(len(operation.sides)):
        own = [pair for pair in going if pair[0].side == side]
        if own:
            parts.append(
                look.say("{name}: {number} convoys, {people} people, first leaves {first}, last safe {last}").format(
                    name=look.side(operation, side),
                    number=len(own),
                    people=f"{sum(convoy.persons for convoy, _ in own):,}",
                    first=look.clock(operation, min(one.depart for _, one in own)),
                    last=_last(operation, look, own),
                )
            )
    if stuck:
        parts.append(look.say("{number} convoys never leave").format(number=stuck))
    return "; ".join(parts) + "."


def _last(operation: Operation, look: Look, own: Sequence[Pair]) -> str:
    arrived: list[int] = [one.arrived for _, one in own if one.arrived < NEVER]
    return look.clock(operation, max(arrived)) if arrived else look.say("never")
