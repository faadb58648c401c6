"""The annex of observed events: rows as observers wrote them, and their sum. No row says who fired.

An audience that may not know a place more exactly than the deal names it reads no position either.
"""

from datetime import datetime

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Piece, Row, Section, Sentence, Table
from trucekeeper.brief.sections.phrases import kind_words, reach_words
from trucekeeper.ledger.record import Counted, Entry, Spot

#: Beyond so many rows the table says how many more the ledger holds: truce count writes them all.
MOST = 200


def observed(matter: Matter) -> tuple[Section, ...]:
    """The rows that became known in the period; no section where there is none."""
    mine = [one for one in matter.of(Counted) if matter.by_now(one)]
    new = [one for one in mine if matter.since(one)]
    if not mine:
        return ()
    t = matter.tongue
    head = tuple(map(t, ("When", "Observer", "How", "No.", "Observation", "Distance, direction", "Weapon", "Place")))
    rows = tuple(_row(matter, one) for one in sorted(new, key=_begins)[:MOST])
    further = Piece(t.many(len(new) - MOST, "{number} further row", "{number} further rows"))
    left = (t.overall("{rows} of the period: truce count.", rows=further),) if len(new) > MOST else ()
    table = (Table(t("As the observers wrote them"), head, rows),) if rows else ()
    return (Section("observed", t("Annex: observed events"), (*_sums(matter, mine, new), *table, *left)),)


def _begins(entry: Entry) -> tuple[datetime, str]:
    assert isinstance(entry.record, Counted)
    return entry.record.happened.start, entry.record.id


def _sums(matter: Matter, mine: list[Entry], new: list[Entry]) -> tuple[Sentence, ...]:
    """The sum of the period and of all that is known, exercises and repeated rows apart."""
    t = matter.tongue
    return (
        t.overall("Events as seen or heard. A count is no finding: who fired, and whether it may be, is not in it."),
        t.overall("In the period: {new}. In all that is known: {all}.", new=_sum(matter, new), all=_sum(matter, mine)),
    )


def _sum(matter: Matter, entries: list[Entry]) -> list[str | Piece]:
    rows = [one.record for one in entries if isinstance(one.record, Counted)]
    known = {one.id for one in rows}
    once = [one for one in rows if one.same_as not in known]
    events = sum(one.number for one in once if not one.exercise)
    exercise = sum(one.number for one in once if one.exercise)
    repeated = len(rows) - len(once)
    t = matter.tongue

    def so_many(number: int) -> Piece:
        return Piece(t.many(number, "{number} event", "{number} events"))

    in_rows = Piece(t.many(len(once), "{number} row", "{number} rows"))
    told: list[str | Piece] = [*t.pieces("{events} in {rows}", events=so_many(events), rows=in_rows)]
    if exercise:
        told += [t(", "), *t.pieces("{events} of live-fire exercises apart", events=so_many(exercise))]
    if repeated:
        again = Piece(t.many(repeated, "{number} row", "{number} rows"))
        told += [t(", "), *t.pieces("{rows} not counted again", rows=again)]
    return told


def _row(matter: Matter, entry: Entry) -> Row:
    record, t = entry.record, matter.tongue
    assert isinstance(record, Counted)
    position = matter.place(Spot(place=record.position)) if record.position else None
    at = t.pieces(" at {place}", place=position) if position is not None else ()
    place = matter.place(record.place)
    exercise = [t(", "), t("live-fire exercise")] if record.exercise else []
    again: list[str | Piece] = (
        [t(", "), *t.pieces("the same as {id}", id=named(record.same_as))] if record.same_as else []
    )
    cell = t.cell
    return Row(
        (
            cell(matter.happened(entry)),
            cell(matter.called(record.team), *at),
            cell(t(record.means)),
            cell(f"{record.number:,}"),
            cell(kind_words(t, record), *exercise, *again),
            cell(reach_words(t, record) or t("not told")),
            cell(named(record.weapon) if record.weapon else t("not known")),
            cell(place if place is not None else t("not told")),
        ),
        records=(record.id,),
    )
