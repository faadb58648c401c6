"""Two clocks in one picture: when things are said to have happened, and when that was said.

A lane a clause; in it one line a record: the bar is when it is said to have happened, the mark is when it was said, and
a thin line joins the two. What was said long after it happened, or before, is seen at once. Stops are hatched bands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trucekeeper.brief.matter import ANSWERS, KINDS_OF_ANSWERS, Matter
from trucekeeper.brief.model import Figure, Ground
from trucekeeper.brief.pictures.clock import Axis, drawn
from trucekeeper.brief.pictures.marks import OTHERS, colour, hatch, mark
from trucekeeper.brief.pictures.mirror import mirrored
from trucekeeper.brief.pictures.svg import (
    BAND,
    INK,
    LINE,
    SOFT,
    box,
    drawing,
    line,
    shortened,
    tip,
    width_of,
    words,
    wrapped,
)
from trucekeeper.brief.times import both
from trucekeeper.brief.tongue import Tongue
from trucekeeper.ledger.record import WHOLE_DEAL, Entry, Movement, VehicleMovement

WIDTH: Final = 960.0
LEFT, RIGHT, TOP = 190.0, 940.0, 96.0
ROW: Final = 13.0
#: Said long before: an archive with centuries in it still gives a readable axis.
LONGEST: Final = timedelta(days=21)
#: Rows of a lane; the annex has all records.
MOST: Final = 28
#: Rows of all lanes together, of a large ledger: a picture that is read on one page.
MOST_ROWS: Final = 72
#: An id that a person gave is a name; a longer one is made by a program and tells nothing, so the speaker stands there.
SHORT_ID: Final = 10


@dataclass(frozen=True, slots=True)
class Lane:
    """A clause and the records that are drawn under it, those of one side after those of the other.

    Attributes:
        more: How many are left out, the earliest said: a lane of hundreds would hide the others.
    """

    clause: str
    title: str
    entries: tuple[Entry, ...]
    more: int = 0

    @property
    def height(self) -> float:
        """Room for every record, and for the name."""
        return max(48.0, len(self.entries) * ROW + 14)


def timeline(matter: Matter) -> Figure | None:
    """Draw the period of the report; None where nothing in it can be drawn."""
    entries = [one for one in matter.of(*KINDS_OF_ANSWERS, Movement, VehicleMovement) if _drawn(matter, one)]
    if not entries:
        return None
    lanes, left = _lanes(matter, entries)
    axis = _axis(matter, entries)
    bottom = TOP + sum(lane.height for lane in lanes)
    t = matter.tongue
    parts = [hatch("still"), *_bands(lanes), *_legend(matter), *drawn(axis, TOP, bottom, t)]
    top = TOP
    parts += _cut_off(matter, axis, bottom)
    for lane in lanes:
        parts += [*_stops(matter, lane, axis, top), *_records(matter, lane, axis, top), *_label(lane, top, t)]
        top += lane.height
    title = t("When it happened and when it was said, {start} to {end}").format(
        start=both(axis.start, matter.zone, t), end=both(axis.end, matter.zone, t)
    )
    description = t(
        "{records} by clause. Each line is one record: the bar is when something is said to have happened, the mark is "
        "when that was said. Hatched bands are stops. Filled: said to have happened; hollow: said not to have happened."
    ).format(records=t.many(len(entries), "{number} record", "{number} records"))
    if left:
        description += " " + t("Clauses left out, with less in the period: {number}.").format(number=f"{left:,}")
        parts.append(words(18, bottom + 15, t("{number} clauses left out").format(number=f"{left:,}"), size=10))
    if t.right_to_left:
        parts = mirrored(parts, WIDTH)
    svg = drawing(WIDTH, bottom + 26, title, description, *parts, id="timeline")
    if not matter.extent.bounded:
        return Figure(title, description, svg, tuple(one.record.id for one in entries), Ground.RECORDS)
    told = tuple(one.record.id for lane in lanes for one in lane.entries)
    return Figure(title, description, svg, told, Ground.RECORDS, len(entries) - len(told))


def _drawn(matter: Matter, entry: Entry) -> bool:
    """Records of the period that tell of something, unless their details are held back."""
    record = entry.record
    if not isinstance(record, ANSWERS | Movement | VehicleMovement) or record.id in matter.moving:
        return False
    if getattr(record, "position", False) or not matter.by_now(entry):
        return False
    return matter.before is None or max(_end(entry), _said(entry)) > matter.before.at


def _said(entry: Entry) -> datetime:
    record = entry.record
    assert isinstance(record, ANSWERS | Movement | VehicleMovement)
    return record.said_at


def _end(entry: Entry) -> datetime:
    happened = getattr(entry.record, "happened", None)
    return happened.end if happened else _said(entry)


def _start(entry: Entry) -> datetime:
    happened = getattr(entry.record, "happened", None)
    return happened.start if happened else _said(entry)


def _axis(matter: Matter, entries: list[Entry]) -> Axis:
    """From the earliest to the latest moment drawn, with the cut-off, and never longer than three weeks."""
    end = max(matter.now.at, max(_said(one) for one in entries))
    start = min(min(_start(one), _said(one)) for one in entries)
    if matter.before is not None:
        start = max(start, matter.before.at - (matter.now.at - matter.before.at))
    start = max(start, end - LONGEST)
    margin = max((end - start) * 0.02, timedelta(minutes=10))
    return Axis(start - margin, end + margin, LEFT, RIGHT, matter.zone)


def _lanes(matter: Matter, entries: list[Entry]) -> tuple[list[Lane], int]:
    """The lanes in the order of the deal, and how many clauses are left out: those with the least."""
    by_clause: dict[str | None, list[Entry]] = {}
    for one in entries:
        by_clause.setdefault(getattr(one.record, "clause", None), []).append(one)
    order = (*matter.sides, "")
    lanes, clauses = [], sorted(by_clause, key=matter.place_in_deal)
    fullest = set(sorted(clauses, key=lambda one: -len(by_clause[one]))[: matter.extent.lanes])
    most = MOST if not matter.extent.bounded else max(4, MOST_ROWS // len(fullest))
    for clause in (one for one in clauses if one in fullest):
        inside = by_clause[clause]
        name = {None: matter.tongue("no clause"), WHOLE_DEAL: matter.tongue("the deal")}.get(clause, clause or "")
        shown = sorted(inside, key=lambda one: (_said(one), one.position))[-most:]
        rows = sorted(shown, key=lambda one: (order.index(_side(matter, one)), _start(one), one.position))
        lanes.append(Lane(name, matter.clause_title(clause or "").text, tuple(rows), len(inside) - len(rows)))
    return lanes, len(clauses) - len(lanes)


def _side(matter: Matter, entry: Entry) -> str:
    side = str(getattr(entry.record, "side", ""))
    return side if side in matter.sides else ""


def _bands(lanes: list[Lane]) -> list[str]:
    """Every second lane on a quiet ground."""
    parts, top = [], TOP
    for place, lane in enumerate(lanes):
        if place % 2 == 0:
            parts.append(box(10, top, WIDTH - 20, lane.height, fill=BAND))
        top += lane.height
    return parts


def _label(lane: Lane, top: float, t: Tongue) -> list[str]:
    lines = wrapped(lane.title, 150, 10)
    told = lines if len(lines) < 3 else [lines[0], shortened(" ".join(lines[1:]), 150, 10)]
    if lane.more:
        told = [*told, t("{number} earlier ones are left out").format(number=f"{lane.more:,}")]
    return [
        words(18, top + 17, shortened(lane.clause, 160, 13), size=13, weight="bold"),
        *(words(18, top + 31 + place * 12, one, size=10, fill=SOFT) for place, one in enumerate(told)),
    ]


def _records(matter: Matter, lane: Lane, axis: Axis, top: float) -> list[str]:
    return [_record(matter, one, axis, top + 13 + place * ROW) for place, one in enumerate(lane.entries)]


def _record(matter: Matter, entry: Entry, axis: Axis, y: float) -> str:
    """Bar, join, mark and id of one record."""
    side = _side(matter, entry)
    ink = colour(side, matter.sides)
    start, end, said = axis.x(_start(entry)), axis.x(_end(entry)), axis.x(_said(entry))
    parts = []
    if getattr(entry.record, "happened", None) is not None:
        parts.append(box(start, y - 2.5, max(3.0, end - start), 5, fill=ink, fill_opacity=0.5, rx=2))
    if not start <= said <= end:
        near = end if said > end else start
        parts.append(line(min(near, said), y, max(near, said), y, stroke=ink, stroke_width=1.2, stroke_dasharray="2 2"))
    no = getattr(entry.record, "polarity", "yes") == "no"
    parts.append(mark(said, y, side, matter.sides, size=4, hollow=no))
    id = entry.record.id
    label = id if len(id) <= SHORT_ID else matter.who(entry).text
    parts.append(_name(label, max(end, said) + 7, min(start, said) - 7, y + 3, axis.x(matter.now.at)))
    told = matter.tongue("{who}, said {moment}; happened: {happened}").format(
        who=matter.who(entry).text, moment=matter.at(_said(entry)), happened=matter.happened(entry)
    )
    return tip("".join(parts), f"{told} [{entry.record.id}]")


def _name(label: str, after: float, before: float, y: float, now: float) -> str:
    """The record's name behind its line, or before it where it would leave the picture or cross the cut-off."""
    short = shortened(label, 118, 8.5)
    end = after + width_of(short, 8.5)
    crosses = after < now < end and before - width_of(short, 8.5) > LEFT
    if end <= WIDTH - 8 and not crosses:
        return words(after, y, short, size=8.5, fill=SOFT, halo=True)
    return words(before, y, short, size=8.5, fill=SOFT, anchor="end", halo=True)


def _stops(matter: Matter, lane: Lane, axis: Axis, top: float) -> list[str]:
    parts = []
    for hold in matter.now.holds:
        if lane.clause not in hold.clauses or (hold.ended_at is not None and hold.ended_at <= axis.start):
            continue
        start, end = axis.x(hold.since), axis.x(hold.ended_at or matter.now.at)
        look = {"fill": "url(#still)", "stroke": SOFT, "stroke_width": 0.7}
        band = box(start, top + 1, max(2.0, end - start), lane.height - 2, **look)
        told = matter.tongue("stop, since {moment}").format(moment=matter.at(hold.since))
        parts.append(tip(band, f"{told} [{hold.record}]"))
    return parts


def _cut_off(matter: Matter, axis: Axis, bottom: float) -> list[str]:
    x, t = axis.x(matter.now.at), matter.tongue
    told = t("report: {moment}").format(moment=both(matter.now.at, matter.zone, t))
    return [
        line(x, TOP, x, bottom, stroke=INK, stroke_width=1.6, stroke_dasharray="6 3"),
        words(x - 4, bottom + 15, told, size=10, anchor="end"),
    ]


def _legend(matter: Matter) -> list[str]:
    """What the shapes mean, side by side."""
    t = matter.tongue
    parts, x = [], 18.0
    for side in (*matter.sides, ""):
        parts.append(mark(x + 5, 22, side, matter.sides))
        name = side or t("others")
        parts.append(words(x + 16, 26, name, size=11))
        x += 34 + len(name) * 7
    parts += [
        mark(x + 5, 22, "", (), hollow=True),
        words(x + 16, 26, t("hollow: says it did not happen"), size=11),
        box(x + 205, 20, 26, 4, fill=OTHERS, fill_opacity=0.5, rx=2),
        words(x + 238, 26, t("when it is said to have happened"), size=11),
        box(x + 440, 14, 22, 14, fill="url(#still)", stroke=LINE),
        words(x + 468, 26, t("stop"), size=11),
    ]
    return parts
