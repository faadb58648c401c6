"""The exchange sheet for the point: who passes next, what must be counted before, and how far ahead each side is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from trucekeeper.brief.matter import named
from trucekeeper.brief.model import Listing, Report, Section
from trucekeeper.brief.sheets.contacts import Desk, contact_table
from trucekeeper.brief.sheets.parts import BLANK, EMBARGO, grid, plain, sheet, short_clock, times_line
from trucekeeper.deal.model import Deal
from trucekeeper.exchange.evaluate import weight
from trucekeeper.exchange.lead import rule_of
from trucekeeper.exchange.model import NEVER, Convoy, Coupling, Operation, Times

#: What the person at the point decides by.
GATES: Final = (
    "Go: the count of the other side named in the line is signed by both sides' counters.",
    "No count, no departure. If the two counts differ, the lower one holds until both have signed.",
    "If one side stops: say so to both desks, send nobody further, bring those who wait under cover.",
)


def exchange_sheet(
    deal: Deal,
    operation: Operation,
    pairs: Sequence[tuple[Convoy, Times]],
    *,
    made: datetime,
    desks: Sequence[Desk] = (),
    practice: bool = False,
) -> Report:
    """Every departure and count of the plan in the order of the clock, with the lead of each side after it."""
    marks = (*(("PRACTICE: an exercise",) if practice else ()), EMBARGO)
    rule = rule_of(operation)
    front = [
        ("Operation", plain(named(operation.name or operation.file), ".")),
        times_line(operation, deal.zone),
        ("Keeps in step", plain(rule.says or f"{rule.gated} against {rule.counted}", ".")),
        ("Ahead means", plain("people of this side gone, less what the other side's count is worth, at that moment.")),
    ]
    sides = [one.id for one in operation.sides]
    table = grid(
        "In the order of the clock",
        ("Planned", "What", "Side", "People", *(f"{one} ahead" for one in sides), "Signed by both"),
        [_row(deal, operation, one) for one in steps(operation, pairs)],
        (2.4, 3, 1, 1.2, *(1.3 for _ in sides), 1.8),
    )
    gates = Section("gates", "Go or not", (Listing(tuple(plain(one) for one in GATES)), contact_table(desks)))
    order = Section("order", "Order of the exchange", (table,))
    running = f"exchange sheet · {operation.name or operation.file}"
    return sheet("Exchange sheet", front, [gates, order], running, made=made, marks=marks, zone=deal.zone)


#: Seconds after the start, departure or count, position of the side, people, lead of each side after it.
Step = tuple[int, str, str, int, int, tuple[int, ...]]


def steps(operation: Operation, pairs: Sequence[tuple[Convoy, Times]]) -> list[Step]:
    """Departures and counts in the order of the clock; what happens at one moment counts before what leaves then.

    The lead is in people of the side itself: those gone, less those of the other sides that are counted, each weighed
    as the rule of the operation says; never below zero.
    """
    rule = rule_of(operation)
    events: list[tuple[int, int, str, str, int, int, int]] = []
    for convoy, times in pairs:
        worth = weight(operation, convoy, rule) * rule.units[convoy.side]
        gone = times.depart if rule.gated == "departed" else times.crossing
        counted = times.of(rule.counted) + (rule.verify_s if times.of(rule.counted) < NEVER else 0)
        events.append((gone, 1, rule.gated, convoy.id, convoy.side, convoy.persons, worth))
        events.append((counted, 0, f"counted ({rule.counted})", convoy.id, convoy.side, convoy.persons, worth))
    gone_by, counted_by = [0] * len(operation.sides), [0] * len(operation.sides)
    found: list[Step] = []
    for at, kind, what, convoy_id, side, persons, worth in sorted(events):
        if at >= NEVER:
            continue
        (gone_by if kind else counted_by)[side] += worth
        found.append((at, what, convoy_id, side, persons, _leads(rule, gone_by, counted_by)))
    return found


def _leads(rule: Coupling, gone: Sequence[int], counted: Sequence[int]) -> tuple[int, ...]:
    leads = []
    for side, mine in enumerate(gone):
        least = min((there for other, there in enumerate(counted) if other != side), default=0)
        leads.append(max(0, mine - least) // rule.units[side])
    return tuple(leads)


def _row(deal: Deal, operation: Operation, step: Step) -> tuple[str, ...]:
    at, what, convoy, side, persons, leads = step
    ahead = (f"{one:,}" for one in leads)
    when = short_clock(operation, at, deal.zone)
    return (when, f"{convoy} {what}", operation.sides[side].id, f"{persons:,}", *ahead, BLANK)
