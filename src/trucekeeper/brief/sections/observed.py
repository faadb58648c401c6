"""The annex of observed events: rows as observers wrote them, and their sum. No row says who fired.

An audience that may not know a place more exactly than the deal names it reads no position either.
"""

from datetime import datetime

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Piece, Row, Section, Sentence, Table, cell, over_all
from trucekeeper.brief.words import many
from trucekeeper.ledger.record import Counted, Entry, Spot
from trucekeeper.status.counts import distance_words, kind_of

#: Beyond so many rows the table says how many more the ledger holds: truce count writes them all.
MOST = 200


def observed(matter: Matter) -> tuple[Section, ...]:
    """The rows that became known in the period; no section where there is none."""
    mine = [one for one in matter.entries if isinstance(one.record, Counted) and matter.by_now(one)]
    new = [one for one in mine if matter.since(one)]
    if not mine:
        return ()
    head = ("When", "Observer", "How", "No.", "Observation", "Distance, direction", "Weapon", "Place")
    rows = tuple(_row(matter, one) for one in sorted(new, key=_begins)[:MOST])
    left = (over_all(f"{many(len(new) - MOST, 'further row')} of the period: truce count."),) if len(new) > MOST else ()
    table = (Table("As the observers wrote them", head, rows),) if rows else ()
    return (Section("observed", "Annex: observed events", (*_sums(mine, new), *table, *left)),)


def _begins(entry: Entry) -> tuple[datetime, str]:
    assert isinstance(entry.record, Counted)
    return entry.record.happened.start, entry.record.id


def _sums(mine: list[Entry], new: list[Entry]) -> tuple[Sentence, ...]:
    """The sum of the period and of all that is known, exercises and repeated rows apart."""
    what = "Events as seen or heard. A count is no finding: who fired, and whether it may be, is not in it."
    return (over_all(what), over_all(f"In the period: {_sum(new)}. In all that is known: {_sum(mine)}."))


def _sum(entries: list[Entry]) -> str:
    rows = [one.record for one in entries if isinstance(one.record, Counted)]
    known = {one.id for one in rows}
    once = [one for one in rows if one.same_as not in known]
    events = sum(one.number for one in once if not one.exercise)
    exercise = sum(one.number for one in once if one.exercise)
    repeated = len(rows) - len(once)
    told = [f"{many(events, 'event')} in {many(len(once), 'row')}"]
    told += [f"{many(exercise, 'event')} of live-fire exercises apart"] if exercise else []
    told += [f"{many(repeated, 'row')} not counted again"] if repeated else []
    return ", ".join(told)


def _row(matter: Matter, entry: Entry) -> Row:
    record = entry.record
    assert isinstance(record, Counted)
    position = matter.place(Spot(place=record.position)) if record.position else None
    at: list[str | Piece] = [" at ", position] if position is not None else []
    place = matter.place(record.place)
    what = kind_of(record) + (", live-fire exercise" if record.exercise else "")
    again = f", the same as {record.same_as}" if record.same_as else ""
    return Row(
        (
            cell(matter.happened(entry)),
            cell(matter.called(record.team), *at),
            cell(record.means),
            cell(f"{record.number:,}"),
            cell(what + again),
            cell(distance_words(record) or "not told"),
            cell(named(record.weapon) if record.weapon else "not known"),
            cell(place if place is not None else "not told"),
        ),
        records=(record.id,),
    )
