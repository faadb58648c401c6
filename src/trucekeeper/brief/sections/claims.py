"""What is claimed by whom: each question once, and what each side says of it side by side."""

from collections.abc import Mapping

from trucekeeper.brief.matter import ANSWERS, Matter, Question, count_words, named
from trucekeeper.brief.model import Ground, Listing, Piece, Row, Section, Sentence, Table
from trucekeeper.brief.sections.others import others
from trucekeeper.brief.sections.phrases import actors, left_out
from trucekeeper.brief.words import CERTAINTY, EVENTS, SAYS, SAYS_NO, SAYS_YES
from trucekeeper.ledger.record import Claim, Decision, Entry, Observation


def claims(matter: Matter) -> Section:
    """The questions that are told in full, in the order of the deal, and how many others there are."""
    asked, t = matter.asked, matter.tongue
    if not asked:
        return Section("claims", t("What is claimed"), (t.lacking("No claim about this deal is known."),))
    told = {question: entries for question, entries in asked.items() if question in matter.in_full}
    clauses = sorted({clause for clause, _ in told}, key=matter.place_in_deal)
    tables = tuple(claim_table(matter, clause, told) for clause in clauses)
    loose, left = matter.newest(one for (_, incident), each in asked.items() if incident is None for one in each)
    heading = t.tell("Statements that answer no question of the deal:")
    further = left_out(matter, left, "{number} further statement", "{number} further statements")
    rest = (heading, Listing(tuple(tell(matter, one) for one in loose))) if loose else ()
    return Section("claims", t("What is claimed"), (*others(matter), *tables, *rest, *further))


def claim_table(matter: Matter, clause: str | None, asked: Mapping[Question, list[Entry]]) -> Table:
    """The questions of one clause, each with what every side says of it, in the order of the deal."""
    t = matter.tongue
    title = matter.clause_title(clause).text if clause else ""
    caption = f"{clause}: {title}" if clause and title else clause or t("Tied to no clause")
    rows = tuple(
        _row(matter, incident, entries)
        for (of, incident), entries in asked.items()
        if of == clause and incident is not None
    )
    head = (t("Question"), *(t("{side} says").format(side=side) for side in matter.sides), t("Others say"))
    return Table(caption, head, rows, sourced=False)


def _row(matter: Matter, incident: str, entries: list[Entry]) -> Row:
    """One question: a cell a side and one for everybody else."""
    columns = [[one for one in entries if _side(one) == side] for side in matter.sides]
    columns.append([one for one in entries if _side(one) not in matter.sides])
    cells = [_cell(matter, column) for column in columns]
    asked = matter.tongue.tell(
        "{incident}", incident=matter.incident(incident), ground=Ground.RECORDS
    )  # rests on those of the row
    return Row(((asked,), *cells), tuple(one.record.id for one in entries))


def _cell(matter: Matter, column: list[Entry]) -> tuple[Sentence, ...]:
    """What one side says, the newest where it says much, and how often it says more."""
    if not column:
        return nothing(matter)
    t, told = matter.tongue, column[-matter.extent.statements :]
    before = len(column) - len(told)
    more = Piece(t.many(before, "{number} earlier statement", "{number} earlier statements"))
    rest = (
        (t.tell("Before that: {more}.", more=more, records=tuple(one.record.id for one in column[:before])),)
        if before
        else ()
    )
    return (*(tell(matter, one) for one in told), *rest)


def nothing(matter: Matter) -> tuple[Sentence, ...]:
    """Nobody on this side has said anything: silence, which is evidence of nothing."""
    return (matter.tongue.lacking("No statement known."),)


def _side(entry: Entry) -> str:
    return str(getattr(entry.record, "side", "unknown"))


def tell(matter: Matter, entry: Entry) -> Sentence:
    """What one record lets us write: who said what, in a verb that asserts nothing more."""
    record = entry.record
    assert isinstance(record, ANSWERS)
    t = matter.tongue
    hidden = entry.record.id in matter.moving
    named_by = record.actors and record.polarity == "yes"
    place = matter.place(getattr(entry.record, "place", None))
    return t.tell(
        "{who} ({side}) {verb}; {actors}{number}{place}said {at}; happened: {happened}{how}.",
        who=matter.who(entry),
        side=matter.side(entry),
        verb=_verb(matter, record),
        actors=t.pieces("possible actors named: {actors}; ", actors=actors(t, record.actors)) if named_by else (),
        number=t.pieces("number given: {count}; ", count=count_words(record.quantity, t))
        if record.quantity and not hidden
        else (),
        place=t.pieces("place: {place}; ", place=place) if place and not hidden else (),
        at=matter.at(record.said_at),
        happened=matter.happened(entry),
        how=_how(matter, entry),
        records=(record.id,),
    )


def _verb(matter: Matter, record: Claim | Observation | Decision) -> tuple[Piece, ...]:
    t = matter.tongue
    if record.incident is None:
        return t.pieces("{said} about {event}", said=t(SAYS[record.act]), event=t(EVENTS[record.event]))
    if record.relays:
        origin = matter.by_id.get(record.relays)
        unknown = t.pieces("a record that is not known here")
        return t.pieces("repeated {origin}, which adds no origin", origin=matter.who(origin) if origin else unknown)
    if isinstance(record, Decision):
        words = "decided under {clause} that it happened" if record.polarity == "yes" else ""
        words = words or "decided under {clause} that it did not happen"
        return t.pieces(words, clause=named(record.decides))
    said = SAYS_YES if record.polarity == "yes" else SAYS_NO
    return (Piece(t(said[record.act]) + t(CERTAINTY[record.certainty])),)


def _how(matter: Matter, entry: Entry) -> list[Piece]:
    """The basis, and what a reader must know about how the record came in."""
    record, t = entry.record, matter.tongue
    assert isinstance(record, ANSWERS)
    told: list[Piece] = [*t.pieces("; basis: {basis}", basis=t(record.basis))]
    if record.via and not matter.shields(entry):
        told += t.pieces("; passed on by {via}", via=_passed_on(matter, record.via))
    if record.accepted_unread:
        told += t.pieces("; accepted unread")
    return told


def _passed_on(matter: Matter, via: tuple[str, ...]) -> list[str | Piece]:
    then = matter.tongue(", then ")
    return [part for number, one in enumerate(via) for part in ((then if number else ""), matter.called(one))]
