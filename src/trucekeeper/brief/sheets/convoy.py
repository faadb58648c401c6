"""The convoy sheet: one part a convoy, for the person who leads it; counts are filled in by hand on the way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.brief.matter import named
from trucekeeper.brief.model import Block, Listing, Report, Section
from trucekeeper.brief.sheets.contacts import Desk, contact_table
from trucekeeper.brief.sheets.parts import BLANK, EMBARGO, called, grid, plain, sheet, short_clock, times_line
from trucekeeper.deal.model import Deal
from trucekeeper.exchange.model import Convoy, Operation, Times

#: On the way, in the words of the records.
STEPS: Final = (
    ("departed", "depart"),
    ("at the point", "at_point"),
    ("crossed", "crossed"),
    ("handed over", "handed_over"),
    ("arrived", "arrived"),
)

#: What holds for every convoy, whatever the deal says.
RULES: Final = (
    "Nobody is made to board, and nobody is made to leave. Whoever stays is written down as refused, not as missing.",
    "Families ride together. A seat is not a reason to part them.",
    "Boarded = arrived + refused + turned back + returned + died + missing. Call at every step with the count.",
    "If you are held: say where, since when, by whom and how many people are on the road; keep people warm, and under "
    "cover where there is one. Do not unload in the open.",
    "Write no names on this sheet.",
)


def convoy_sheet(
    deal: Deal,
    operation: Operation,
    pairs: Sequence[tuple[Convoy, Times]],
    *,
    made: datetime,
    desks: Sequence[Desk] = (),
    practice: bool = False,
) -> Report:
    """One section a convoy, in the order of departure, with the times of the plan and room for what happens."""
    marks = (*(("PRACTICE: an exercise",) if practice else ()), EMBARGO)
    front = [
        ("Operation", plain(named(operation.name or operation.file), ".")),
        ("Deal", plain(named(deal.head.id if deal.head else deal.file), ".")),
        times_line(operation, deal.zone),
        ("Order", plain("This is a plan. A convoy leaves when the coordinator says so, and not by this sheet.")),
    ]
    parts = [_convoy(deal, operation, convoy, times, desks) for convoy, times in pairs]
    running = f"convoy sheet · {operation.name or operation.file}"
    title = "Convoy sheet"
    return sheet(title, front, parts, running, made=made, marks=marks, zone=deal.zone)


def _convoy(deal: Deal, operation: Operation, convoy: Convoy, times: Times, desks: Sequence[Desk]) -> Section:
    site, zone = operation.sites[convoy.site], deal.zone
    about = plain(
        f"{convoy.persons:,} people in {convoy.vehicles} vehicles from ",
        named(site.name or site.id),
        ", under clause ",
        called(deal, operation.sides[convoy.side].id.partition(",")[0]),
        f". Call sign {BLANK}. Telephone {BLANK}.",
    )
    rules = Listing(tuple(plain(one) for one in RULES))
    blocks: tuple[Block, ...] = (
        about,
        _load(operation, convoy),
        _way(operation, convoy, times, zone),
        contact_table(desks),
        rules,
    )
    return Section(f"convoy-{convoy.id}", f"Convoy {convoy.id}", blocks, apart=True)


def _load(operation: Operation, convoy: Convoy) -> Block:
    rows = [
        (f"{number} x {operation.fleets[fleet].name or operation.fleets[fleet].id}", _seats(operation, fleet, number))
        for fleet, number in convoy.parts
    ]
    rows += [
        (operation.groups[group].name or operation.groups[group].id, f"{persons:,} people")
        for group, persons in convoy.people
    ]
    return grid("Vehicles and people", ("What", "How many"), [(named(one), words) for one, words in rows])


def _seats(operation: Operation, fleet: int, number: int) -> str:
    return f"{operation.fleets[fleet].seats} people each, {operation.fleets[fleet].seats * number:,} together"


def _way(operation: Operation, convoy: Convoy, times: Times, zone: ZoneInfo | None) -> Block:
    """Planned moments beside room for the real ones and for the count of each step."""
    rows = [("do not load before", short_clock(operation, convoy.release_s, zone), "", "")]
    rows += [
        (word, short_clock(operation, getattr(times, moment), zone), "", f"{BLANK} of {convoy.persons:,}")
        for word, moment in STEPS
    ]
    rows += [("refused, died, missing", "", "", "")]
    return grid("On the way", ("Step", "Planned", "Time", "People counted"), rows, (2, 3, 1.5, 2), ruled=True)
