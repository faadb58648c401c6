"""Who waits for whom: clauses from left to right, an arrow from what must come first to what waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from trucekeeper.brief.model import Figure, Ground
from trucekeeper.brief.pictures.marks import OTHERS, colour
from trucekeeper.brief.pictures.mirror import mirrored
from trucekeeper.brief.pictures.svg import (
    INK,
    PAPER,
    SOFT,
    box,
    drawing,
    element,
    number,
    path,
    shortened,
    tip,
    width_of,
    words,
    wrapped,
)
from trucekeeper.brief.tongue import ENGLISH, Tongue
from trucekeeper.deal.condition import All, AnyOf, Condition, Counted, Happened, InState, Not
from trucekeeper.deal.model import Clause, Deal

BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y = 200.0, 74.0, 110.0, 26.0
MARGIN, TOP = 24.0, 64.0


@dataclass(frozen=True, slots=True)
class Wait:
    """`waiting` may not begin before `first` has come so far."""

    first: str
    waiting: str
    word: str


def waits(deal: Deal, t: Tongue = ENGLISH) -> tuple[Wait, ...]:
    """Every wait that a condition of the deal states, and those that an exchange's `first` makes."""
    known = {clause.id for clause in deal.clauses}
    found: list[Wait] = []
    for clause in deal.clauses:
        for condition in (clause.after, clause.when, clause.due.after if clause.due else None):
            found += [Wait(id, clause.id, word) for id, word in _asked(condition, t) if id in known and id != clause.id]
    for exchange in deal.exchanges:
        if exchange.first is None:
            continue
        leading = exchange.first.text
        others = [id for leg in exchange.legs if leading not in leg.ids for id in leg.ids]
        word = t("batch by batch ({exchange})").format(exchange=exchange.id)
        found += [Wait(leading, other, word) for other in others if {leading, other} <= known]
    return tuple(dict.fromkeys(found))


def _asked(condition: Condition | None, t: Tongue) -> list[tuple[str, str]]:
    """Clause and word of every part of a condition that looks at a clause."""
    match condition:
        case Happened(clause=name, event=event, batch=batch):
            return [(name.text, f"{f'#{batch} ' if batch else ''}{t(event or 'done or arrived')}")]
        case Counted(clause=name, event=event, amount=amount, share=share):
            part = t("half") if share else t("all") if amount is None else f"{amount:,}"
            return [(name.text, f"{part} {t(event)}")]
        case InState(clause=name, state=state):
            return [(name.text, t(state))]
        case Not(of=inner):
            return [(id, t("not {word}").format(word=word)) for id, word in _asked(inner, t)]
        case All(of=parts):
            return [one for part in parts for one in _asked(part, t)]
        case AnyOf(of=parts):
            return [
                (id, t("or {word}").format(word=word) if place else word)
                for place, part in enumerate(parts)
                for id, word in _asked(part, t)
            ]
        case _:
            return []


def waits_picture(deal: Deal, stuck: Sequence[str] = (), t: Tongue = ENGLISH) -> Figure:
    """Draw the waits of a deal.

    Args:
        deal: As read.
        stuck: Clauses that wait for each other in a circle, in its order; they are drawn with thick lines.
        t: In which language; mirrored for one from right to left.
    """
    found = waits(deal, t)
    columns = _columns(deal, found)
    places = _places(columns)
    sides = [party.id for party in deal.parties if party.role == "side"] or [party.id for party in deal.parties]
    circle = set(zip(stuck, [*stuck[1:], *stuck[:1]], strict=True))
    arrows = [_arrow(one, places, t, thick=(one.waiting, one.first) in circle) for one in found]
    boxes = [_box(deal, clause, *places[clause.id], sides, t, clause.id in stuck) for clause in deal.clauses]
    width = MARGIN * 2 + len(columns) * (BOX_WIDTH + GAP_X) - GAP_X
    height = TOP + max((len(column) for column in columns), default=1) * (BOX_HEIGHT + GAP_Y) + 34
    title = t("Who waits for whom")
    description = _told(found, stuck, t)
    width = max(width, 620.0)
    parts = [_heads(), *_legend(sides, stuck, t), *arrows, *boxes]
    if t.right_to_left:
        parts = mirrored(parts, width)
    svg = drawing(width, height, title, description, *parts, id="waits")
    return Figure(title, description, svg, ground=Ground.DEAL)


def _columns(deal: Deal, found: Sequence[Wait]) -> list[list[str]]:
    """A clause stands right of all that it waits for; those in a circle stand where the circle is entered."""
    first: dict[str, set[str]] = {clause.id: set() for clause in deal.clauses}
    for one in found:
        first[one.waiting].add(one.first)
    columns: list[list[str]] = []
    placed: set[str] = set()
    left = [clause.id for clause in deal.clauses]
    while left:
        ready = [id for id in left if first[id] <= placed] or [min(left, key=lambda id: len(first[id] - placed))]
        ready.sort(key=lambda id: _height(id, first, columns))
        columns.append(ready)
        placed |= set(ready)
        left = [id for id in left if id not in placed]
    return columns


def _height(id: str, first: dict[str, set[str]], columns: Sequence[Sequence[str]]) -> float:
    """The mean height of all that a clause waits for, so that few arrows cross."""
    heights = [column.index(one) for column in columns for one in first[id] if one in column]
    return sum(heights) / len(heights) if heights else 0.0


def _places(columns: Sequence[Sequence[str]]) -> dict[str, tuple[float, float]]:
    return {
        id: (MARGIN + across * (BOX_WIDTH + GAP_X), TOP + down * (BOX_HEIGHT + GAP_Y))
        for across, column in enumerate(columns)
        for down, id in enumerate(column)
    }


def _box(deal: Deal, clause: Clause, x: float, y: float, sides: Sequence[str], t: Tongue, stuck: bool) -> str:
    """A clause: its id and kind, what it asks for, and on whom; the bar at the edge has the debtor's colour."""
    by = t(", ").join(clause.by.ids)
    kind = t(clause.kind)
    asks = clause.names.get(t.code) or clause.name or clause.dos.get(t.code) or clause.do
    owed = t("by {parties}").format(parties=by)
    side = deal.side_of(clause.by.ids[0]) if len(clause.by.ids) == 1 else ""
    ink = colour(side, sides) if side else OTHERS
    lines = wrapped(asks, BOX_WIDTH - 30, 11)
    told = lines if len(lines) < 3 else [lines[0], shortened(" ".join(lines[1:]), BOX_WIDTH - 30, 11)]
    parts = [
        box(x, y, BOX_WIDTH, BOX_HEIGHT, fill=PAPER, stroke=INK, stroke_width=2.6 if stuck else 1.1, rx=3),
        box(x, y, 8, BOX_HEIGHT, fill=ink),
        words(x + 17, y + 19, shortened(clause.id, 90, 13), size=13, weight="bold"),
        words(x + BOX_WIDTH - 9, y + 19, kind, size=10.5, anchor="end", fill=SOFT),
        *(words(x + 17, y + 36 + place * 13, one, size=11) for place, one in enumerate(told)),
        words(x + 17, y + BOX_HEIGHT - 7, shortened(owed, BOX_WIDTH - 30, 10), size=10, fill=SOFT),
    ]
    return tip("".join(parts), f"{clause.id}, {kind}, {owed}: {asks}")


def _arrow(one: Wait, places: dict[str, tuple[float, float]], t: Tongue, *, thick: bool) -> str:
    """From the right edge of what comes first to the left edge of what waits; backwards it goes round below."""
    (x1, y1), (x2, y2) = places[one.first], places[one.waiting]
    start, end = (x1 + BOX_WIDTH, y1 + BOX_HEIGHT / 2), (x2 - 7, y2 + BOX_HEIGHT / 2)
    if x2 > x1:
        bend = min(70.0, (end[0] - start[0]) / 2)
        route = _curve(start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end)
        # At a third of the way: arrows that cross do so in the middle.
        label = (start[0] + (end[0] - start[0]) * 0.42, start[1] + (end[1] - start[1]) * 0.3 - 6)
    else:
        start, end = (x1 + BOX_WIDTH / 2 + 20, y1 + BOX_HEIGHT), (x2 + BOX_WIDTH / 2 - 20, y2 + BOX_HEIGHT + 7)
        low = max(y1, y2) + BOX_HEIGHT + 54
        route = _curve(start, (start[0], low), (end[0], low), end)
        label = ((start[0] + end[0]) / 2, low - 24)
    line = element(
        "path", d=route, fill="none", stroke=INK, stroke_width=2.8 if thick else 1.3, marker_end="url(#head)"
    )
    text = words(*label, shortened(one.word, 130, 10.5), size=10.5, anchor="middle", halo=True)
    return tip(line + text, f"{_waits(one, t)}: {one.word}")


def _waits(one: Wait, t: Tongue) -> str:
    return t("{clause} waits for {other}").format(clause=one.waiting, other=one.first)


def _curve(*points: tuple[float, float]) -> str:
    (x, y), *rest = points
    return f"M{number(x)} {number(y)} C" + " ".join(f"{number(a)} {number(b)}" for a, b in rest)


def _heads() -> str:
    head = path(((0.0, 0.0), (8.0, 4.0), (0.0, 8.0)), closed=True, fill=INK)
    marker = element(
        "marker",
        head,
        id="head",
        markerWidth=8,
        markerHeight=8,
        refX=7,
        refY=4,
        orient="auto",
        markerUnits="userSpaceOnUse",
    )
    return element("defs", marker)


def _legend(sides: Sequence[str], stuck: Sequence[str], t: Tongue) -> list[str]:
    parts, x = [], MARGIN
    for side, ink in [*((side, colour(side, sides)) for side in sides[:4]), (t("several or others"), OTHERS)]:
        parts += [box(x, 16, 8, 16, fill=ink), words(x + 14, 29, side, size=11)]
        x += 34 + width_of(side, 11)
    if stuck:
        parts.append(words(x, 29, t("thick: waits in a circle"), size=11, weight="bold"))
    return parts


def _told(found: Sequence[Wait], stuck: Sequence[str], t: Tongue) -> str:
    if not found:
        return t("No clause of this deal waits for another one.")
    told = t("; ").join(f"{_waits(one, t)} ({one.word})" for one in found)
    if not stuck:
        return f"{told}."
    circle = t("In a circle, so that none of them can move first: {names}.").format(names=t(", ").join(stuck))
    return f"{told}. {circle}"
