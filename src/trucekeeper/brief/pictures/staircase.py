"""How exposed each side is, step by step: one side upwards, the other downwards, each with its bound, on one scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Final

from trucekeeper.brief.model import Figure, Ground
from trucekeeper.brief.pictures.marks import colour, hatch
from trucekeeper.brief.pictures.mirror import mirrored
from trucekeeper.brief.pictures.svg import INK, LINE, SOFT, box, drawing, line, path, shortened, tip, words
from trucekeeper.brief.tongue import ENGLISH, Tongue

WIDTH: Final = 960.0
LEFT, RIGHT, TOP, HALF = 110.0, 920.0, 62.0, 120.0


@dataclass(frozen=True, slots=True)
class Tread:
    """From one step to the next: by side, the lowest and highest exposure (None: no upper end is known)."""

    label: str
    exposed: Mapping[str, tuple[float, float | None]]
    records: tuple[str, ...] = ()


def staircase(
    treads: Sequence[Tread],
    sides: Sequence[str],
    bounds: Mapping[str, float | None],
    unit: str,
    *,
    title: str,
    ground: Ground = Ground.RECORDS,
    order: Sequence[str] = (),
    t: Tongue = ENGLISH,
    id: str = "staircase",
) -> Figure:
    """Draw the exposure of two sides over the steps.

    Args:
        treads: In the order in which they come.
        sides: The two sides: the first is drawn upwards.
        bounds: What the deal allows each side, None where it states nothing.
        unit: What is counted.
        title: The caption.
        ground: What the picture rests on where the treads name no records.
        order: All sides in the order of the deal, for their colours; `sides` if empty.
        t: In which language; mirrored for one from right to left.
        id: Unique among the pictures of a page.
    """
    top_value = _ceiling([_top(treads, one) for one in sides] + [bounds.get(one) or 0 for one in sides])
    middle = TOP + HALF
    parts = [hatch(f"{id}-open"), *_scale(top_value, middle, unit, t), *_labels(treads, middle + HALF)]
    for place, side in enumerate(sides[:2]):
        up = -1.0 if place == 0 else 1.0
        ink = colour(side, order or sides)
        parts += _steps(treads, side, up, middle, top_value, ink, f"url(#{id}-open)", t)
        parts += _bound(bounds.get(side), side, up, middle, top_value, ink, t)
        name = shortened(side, 60, 13)
        parts.append(words(LEFT - 96, middle + up * HALF / 2 + 4, name, size=13, weight="bold", fill=ink))
    parts.append(line(LEFT, middle, RIGHT, middle, stroke=INK, stroke_width=1.4))
    description = _told(treads, sides, bounds, unit, t)
    if t.right_to_left:
        parts = mirrored(parts, WIDTH)
    svg = drawing(WIDTH, middle + HALF + 64, title, description, *parts, id=id)
    records = tuple(dict.fromkeys(id for one in treads for id in one.records))
    return Figure(title, description, svg, records, Ground.RECORDS if records else ground)


def _top(treads: Sequence[Tread], side: str) -> float:
    values = [value for one in treads for value in one.exposed.get(side, (0.0, 0.0)) if value is not None]
    return max(values, default=0.0)


def _ceiling(values: Sequence[float]) -> float:
    """The next round number above all values."""
    most = max(values, default=0.0)
    if most <= 0:
        return 1.0
    power = 10.0 ** (ceil(log10(most)) - 1)
    return float(
        next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= most * 1.02 or step == 10)
    )


def _x(place: int, treads: Sequence[Tread]) -> float:
    return LEFT + (RIGHT - LEFT) * place / max(1, len(treads))


def _steps(
    treads: Sequence[Tread], side: str, up: float, middle: float, top_value: float, ink: str, still: str, t: Tongue
) -> list[str]:
    """The range as an area with a strong lower and a thin upper edge; hatched where no upper end is known."""
    scale = up * HALF / top_value
    lows: list[tuple[float, float]] = [(LEFT, middle)]
    parts = []
    for place, one in enumerate(treads):
        low, high = one.exposed.get(side, (0.0, 0.0))
        left, right = _x(place, treads), _x(place + 1, treads)
        lows += [(left, middle + low * scale), (right, middle + low * scale)]
        upper = middle + (top_value if high is None else high) * scale
        look = {"fill": still} if high is None else {"fill": ink, "fill_opacity": 0.25}
        area = box(left, min(upper, middle), right - left, abs(upper - middle), **look)
        parts.append(tip(area, f"{one.label}, {side}: {_range(low, high, t)}"))
        if high is not None and high > 0:
            parts.append(line(left, upper, right, upper, stroke=ink, stroke_width=1))
    if any(one.exposed.get(side, (0.0, 0.0))[1] is None for one in treads):
        told = t("hatched: {side} has no upper end known").format(side=side)
        parts.append(words(LEFT + 6, middle + up * (HALF - 10) + 4, told, size=10, fill=SOFT, halo=True))
    parts.append(path(lows, fill="none", stroke=ink, stroke_width=2.4))
    return parts


def _range(low: float, high: float | None, t: Tongue) -> str:
    if high is None:
        return t("{number} or more").format(number=_number(low))
    return _number(low) if high == low else t("{low} to {high}").format(low=_number(low), high=_number(high))


def _bound(
    bound: float | None, side: str, up: float, middle: float, top_value: float, ink: str, t: Tongue
) -> list[str]:
    if bound is None:
        return []
    y = middle + up * HALF * bound / top_value
    told = t("bound of {side}: {number}").format(side=side, number=_number(bound))
    return [
        line(LEFT, y, RIGHT, y, stroke=ink, stroke_width=1.6, stroke_dasharray="8 4"),
        words(RIGHT - 4, y + up * 12 + 4, told, size=11, anchor="end", fill=ink, halo=True),
    ]


def _scale(top_value: float, middle: float, unit: str, t: Tongue) -> list[str]:
    told = t("Let go and not yet got back, {unit}").format(unit=t(unit))
    parts = [words(LEFT, TOP - 38, told, size=12, weight="bold")]
    for share in (1.0, 0.5, -0.5, -1.0):
        y = middle - share * HALF
        parts.append(line(LEFT, y, RIGHT, y, stroke=LINE, stroke_width=1))
        parts.append(words(LEFT - 8, y + 4, _number(abs(share) * top_value), size=10, anchor="end", fill=SOFT))
    parts.append(words(LEFT - 8, middle + 4, "0", size=10, anchor="end", fill=SOFT))
    return parts


def _labels(treads: Sequence[Tread], bottom: float) -> list[str]:
    """As many labels as there is room for, slanting."""
    every = max(1, ceil(len(treads) / 24))
    parts = []
    for place, one in enumerate(treads):
        if place % every:
            continue
        x = _x(place, treads)
        parts.append(line(x, bottom, x, bottom + 4, stroke=SOFT, stroke_width=1))
        label = words(0, 0, shortened(one.label, 110, 9.5), size=9.5)
        parts.append(f'<g transform="translate({x + 3:.1f} {bottom + 12:.1f}) rotate(28)">{label}</g>')
    return parts


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _told(
    treads: Sequence[Tread], sides: Sequence[str], bounds: Mapping[str, float | None], unit: str, t: Tongue
) -> str:
    """The worst of each side in words, in the order of the deal."""
    parts = []
    for side in sides[:2]:
        highs = [one.exposed.get(side, (0.0, 0.0))[1] for one in treads]
        most = (
            t("with no upper end known")
            if None in highs
            else t("at most {number} {unit}").format(number=_number(_top(treads, side)), unit=t(unit))
        )
        bound = bounds.get(side)
        allowed = (
            t("the deal states no bound") if bound is None else t("the bound is {number}").format(number=_number(bound))
        )
        parts.append(t("{side}: {most}; {allowed}").format(side=side, most=most, allowed=allowed))
    return t("Exposure step by step.") + " " + ". ".join(parts) + "."
