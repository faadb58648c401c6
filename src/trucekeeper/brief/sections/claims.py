"""What is claimed by whom: each question once, and what each side says of it side by side."""

from trucekeeper.brief.matter import ANSWERS, Matter, count_words, named
from trucekeeper.brief.model import Ground, Listing, Piece, Row, Section, Sentence, Table
from trucekeeper.brief.sections.phrases import actors
from trucekeeper.brief.words import CERTAINTY, EVENTS, SAYS, SAYS_NO, SAYS_YES
from trucekeeper.ledger.record import WHOLE_DEAL, Claim, Decision, Entry, Observation

#: A question: the clause (or none), and the incident.
Question = tuple[str | None, str | None]


def claims(matter: Matter) -> Section:
    """Every question that somebody answered, in the order in which they were first raised."""
    asked = questions(matter)
    if not asked:
        nothing = matter.tongue.lacking("No claim about this deal is known.")
        return Section("claims", matter.tongue("What is claimed"), (nothing,))
    clauses = sorted({clause for clause, incident in asked if incident is not None}, key=matter.place_in_deal)
    tables = tuple(claim_table(matter, clause, asked) for clause in clauses)
    loose = tuple(tell(matter, one) for question, entries in asked.items() if question[1] is None for one in entries)
    heading = matter.tongue.tell("Statements that answer no question of the deal:")
    rest = (heading, Listing(loose)) if loose else ()
    return Section("claims", matter.tongue("What is claimed"), (*tables, *rest))


def questions(matter: Matter) -> dict[Question, list[Entry]]:
    """The records that answer each question; positions of third parties and the deal as a whole stand elsewhere."""
    asked: dict[Question, list[Entry]] = {}
    for entry in matter.entries:
        record = entry.record
        if isinstance(record, ANSWERS) and not record.position and record.clause != WHOLE_DEAL and matter.by_now(entry):
            asked.setdefault((record.clause, record.incident), []).append(entry)
    return asked


def claim_table(matter: Matter, clause: str | None, asked: dict[Question, list[Entry]]) -> Table:
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
    cells = [tuple(tell(matter, one) for one in column) or nothing(matter) for column in columns]
    asked = matter.tongue.tell(
        "{incident}", incident=matter.incident(incident), ground=Ground.RECORDS
    )  # rests on those of the row
    return Row(((asked,), *cells), tuple(one.record.id for one in entries))


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
