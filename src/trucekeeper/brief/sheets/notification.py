"""Notice of a humanitarian movement to the parties, in the manner of a humanitarian notification system.

A notification asks for no permission and gives no protection by itself; what comes back is a receipt, so the form and
the ledger say `acknowledged` and never `approved` (HNS Yemen, standard operating procedure of March 2021).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from trucekeeper.brief.matter import named
from trucekeeper.brief.model import Ground, Listing, Piece, Report, Row, Section, Table, cell, sentence
from trucekeeper.brief.sheets.contacts import Desk, contact_table
from trucekeeper.brief.sheets.parts import (
    BLANK,
    EMBARGO,
    called,
    clock_words,
    grid,
    plain,
    sheet,
    short_clock,
    times_line,
)
from trucekeeper.brief.times import both
from trucekeeper.deal.model import Deal, Place
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.ledger.record import Contact, Entry

#: How long before a movement the parties are told, as a rule and in an emergency (HNS Yemen).
NOTICE: Final = timedelta(hours=48)
EMERGENCY: Final = timedelta(hours=24)

CAVEAT: Final = (
    "This notice informs the parties of a humanitarian movement so that they can spare it. It asks for no permission. "
    "An acknowledgement is a receipt: it is no approval and no guarantee of safety. The parties' duties under "
    "international humanitarian law do not depend on it."
)


def notification(
    deal: Deal,
    operation: Operation,
    pairs: Sequence[tuple[Convoy, Times]],
    *,
    made: datetime,
    entries: Sequence[Entry] = (),
    desks: Sequence[Desk] = (),
    practice: bool = False,
) -> Report:
    """The notice of all convoys of a plan: when, which way, how many, whom to call, and who has acknowledged."""
    first = min((times.depart for _, times in pairs if times.depart < NEVER), default=0)
    last = max((times.arrived for _, times in pairs if times.arrived < NEVER), default=0)
    begins = operation.moment(first)
    front = [
        ("Movement", plain(named(operation.name or operation.file), ".")),
        ("Reference", plain(f"{BLANK} (given by the desk that conveys it)")),
        ("From", plain(f"{both(begins, deal.zone)}.")),
        ("Until", plain(f"{clock_words(operation, last, deal.zone)}.")),
        times_line(operation, deal.zone),
        ("Notice given", plain(_lead(begins - made))),
        ("To", plain(*_parties(deal), ".")),
    ]
    marks = (*(("PRACTICE: an exercise",) if practice else ()), EMBARGO)
    sections = [
        Section("what", "What this notice is", (plain(CAVEAT),)),
        Section("way", "Way and places", (_places(deal, operation),)),
        Section("convoys", "Convoys", (_convoys(deal, operation, pairs),)),
        Section("calls", "Contacts", (contact_table(desks),)),
        Section("receipts", "Acknowledgements", _receipts(deal, entries)),
    ]
    running = f"movement notification · {operation.name or operation.file}"
    return sheet("Notification of a humanitarian movement", front, sections, running, made=made, marks=marks)


def _lead(notice: timedelta) -> str:
    hours = notice.total_seconds() / 3600
    if hours < 0:
        return f"none: the first convoy was to leave {-hours:.0f} hours ago."
    told = f"{hours:.0f} hours before the first departure"
    if notice >= NOTICE:
        return f"{told}; 48 are usual."
    if notice >= EMERGENCY:
        return f"{told}; 48 are usual, 24 in an emergency. Say why it is one."
    return f"{told}; even for an emergency 24 are usual. Say why, and call."


def _parties(deal: Deal) -> list[str | Piece]:
    told: list[str | Piece] = []
    for one in deal.parties:
        if one.role in {"side", "guarantor"}:
            told += [", " if told else "", named(one.name or one.id)]
    return told or ["nobody is named in the deal"]


def _places(deal: Deal, operation: Operation) -> Table:
    """Sites, gates and places of arrival with their points; a place without a point has room for one."""
    rows: list[tuple[str | Piece, ...]] = []
    for site in operation.sites:
        rows.append((named(site.name or site.id), "people board here", _point(deal, site.id)))
    for clause in deal.clauses:
        for words, those in (("goes by", clause.via), ("goes to", clause.to)):
            rows += [(called(deal, id), f"{clause.id} {words}", _point(deal, id)) for id in _placed(deal, those.ids)]
    known = list(dict.fromkeys(rows))
    return grid("Places", ("Place", "What happens there", "Point"), known)


def _placed(deal: Deal, ids: Sequence[str]) -> list[str]:
    known = {one.id for one in (*deal.places, *deal.routes)}
    return [one for one in ids if one in known]


def _point(deal: Deal, id: str) -> str:
    place = next((one for one in deal.places if one.id == id), None)
    return _degrees(place) if place is not None and place.point else BLANK


def _degrees(place: Place) -> str:
    assert place.point is not None
    north, east = place.point.north, place.point.east
    return f"{abs(north):.4f} {'N' if north >= 0 else 'S'} {abs(east):.4f} {'E' if east >= 0 else 'W'}"


def _convoys(deal: Deal, operation: Operation, pairs: Sequence[tuple[Convoy, Times]]) -> Table:
    rows = [
        (
            convoy.id,
            operation.sides[convoy.side].id,
            short_clock(operation, times.depart, deal.zone),
            short_clock(operation, times.arrived, deal.zone),
            f"{convoy.vehicles}",
            f"{convoy.persons:,}",
            BLANK,
        )
        for convoy, times in pairs
    ]
    head = ("Convoy", "Clause", "Leaves", "Is safe", "Vehicles", "People", "Plates, markings")
    return grid("Convoys in the order of departure", head, rows, (1, 1, 2.2, 2.2, 1.2, 1.2, 2.5))


def _receipts(deal: Deal, entries: Sequence[Entry]) -> tuple[Table | Listing, ...]:
    """What the ledger holds of calls that were acknowledged, and room for the rest."""
    calls = [
        (one, record)
        for one in entries
        if isinstance(record := one.record, Contact) and record.acknowledged and deal.party(record.party) is not None
    ]
    known = Table(
        "Acknowledged by the ledger",
        ("Party", "When", "By", "About"),
        tuple(
            Row(
                (
                    cell(called(deal, record.party)),
                    cell(both(record.said_at, deal.zone)),
                    cell(record.channel or "not said"),
                    cell(record.clause or "not said"),
                ),
                (record.id,),
                Ground.RECORDS,
            )
            for _, record in calls
        ),
    )
    sides = [one for one in deal.parties if one.role in {"side", "guarantor"}]
    blank = grid(
        "To be filled in: acknowledged means received, not approved",
        ("Party", "Received at", "By (function)", "Reference"),
        [(named(one.name or one.id), "", "", "") for one in sides],
        ruled=True,
    )
    note = Listing((sentence("Log each with: truce record, kind contact, acknowledged true.", ground=Ground.PLAN),))
    return (known, blank, note) if calls else (blank, note)
