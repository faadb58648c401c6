"""What is claimed by whom: each question once, and what each side says of it side by side."""

from collections.abc import Iterable

from trucekeeper.brief.matter import ANSWERS, Matter, count_words, named
from trucekeeper.brief.model import Ground, Listing, Piece, Row, Section, Sentence, Table, absent, sentence
from trucekeeper.brief.sections.phrases import actors
from trucekeeper.brief.words import CERTAINTY, EVENTS, SAYS, SAYS_NO, SAYS_YES
from trucekeeper.ledger.record import WHOLE_DEAL, Claim, Decision, Entry, Observation

#: A question: the clause (or none), and the incident.
Question = tuple[str | None, str | None]


def claims(matter: Matter) -> Section:
    """Every question that somebody answered, in the order in which they were first raised."""
    asked = questions(matter)
    if not asked:
        return Section("claims", "What is claimed", (absent("No claim about this deal is known."),))
    clauses = sorted({clause for clause, incident in asked if incident is not None}, key=matter.place_in_deal)
    tables = tuple(claim_table(matter, clause, asked) for clause in clauses)
    loose = tuple(tell(matter, one) for question, entries in asked.items() if question[1] is None for one in entries)
    rest = (sentence("Statements that answer no question of the deal:"), Listing(loose)) if loose else ()
    return Section("claims", "What is claimed", (*tables, *rest))


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
    title = matter.clause_title(clause).text if clause else ""
    caption = f"{clause}: {title}" if clause and title else clause or "Tied to no clause"
    rows = tuple(
        _row(matter, incident, entries)
        for (of, incident), entries in asked.items()
        if of == clause and incident is not None
    )
    head = ("Question", *(f"{side} says" for side in matter.sides), "Others say")
    return Table(caption, head, rows, sourced=False)


def _row(matter: Matter, incident: str, entries: list[Entry]) -> Row:
    """One question: a cell a side and one for everybody else."""
    columns = [[one for one in entries if _side(one) == side] for side in matter.sides]
    columns.append([one for one in entries if _side(one) not in matter.sides])
    cells = [tuple(tell(matter, one) for one in column) or NOTHING for column in columns]
    asked = sentence(matter.incident(incident), ground=Ground.RECORDS)  # rests on those of the row
    return Row(((asked,), *cells), tuple(one.record.id for one in entries))


#: Nobody on this side has said anything: silence, which is evidence of nothing.
NOTHING: tuple[Sentence, ...] = (absent("No statement known."),)


def _side(entry: Entry) -> str:
    return str(getattr(entry.record, "side", "unknown"))


def tell(matter: Matter, entry: Entry) -> Sentence:
    """What one record lets us write: who said what, in a verb that asserts nothing more."""
    record = entry.record
    assert isinstance(record, ANSWERS)
    parts: list[str | Piece] = [matter.who(entry), f" ({matter.side(entry)}) ", *_verb(matter, record), "; "]
    if record.actors and record.polarity == "yes":
        parts += ["possible actors named: ", *actors(record.actors), "; "]
    if record.quantity and entry.record.id not in matter.moving:
        parts.append(f"number given: {count_words(record.quantity)}; ")
    parts += _where(matter, entry)
    parts.append(f"said {matter.at(record.said_at)}; happened: {matter.happened(entry)}")
    parts += _how(matter, entry)
    parts.append(".")
    return sentence(*parts, records=(record.id,))


def _verb(matter: Matter, record: Claim | Observation | Decision) -> Iterable[str | Piece]:
    if record.incident is None:
        return (f"{SAYS[record.act]} about {EVENTS[record.event]}",)
    if record.relays:
        origin = matter.by_id.get(record.relays)
        again = ("repeated ", matter.who(origin)) if origin else ("repeated a record that is not known here",)
        return (*again, ", which adds no origin")
    if isinstance(record, Decision):
        happened = "happened" if record.polarity == "yes" else "did not happen"
        return ("decided under ", named(record.decides), f" that it {happened}")
    words = SAYS_YES if record.polarity == "yes" else SAYS_NO
    return (words[record.act] + CERTAINTY[record.certainty],)


def _where(matter: Matter, entry: Entry) -> list[str | Piece]:
    place = matter.place(getattr(entry.record, "place", None))
    return ["place: ", place, "; "] if place and entry.record.id not in matter.moving else []


def _how(matter: Matter, entry: Entry) -> list[str | Piece]:
    """The basis, and what a reader must know about how the record came in."""
    record = entry.record
    assert isinstance(record, ANSWERS)
    told: list[str | Piece] = [f"; basis: {record.basis}"]
    if record.via and not matter.shields(entry):
        told += ["; passed on by ", *_passed_on(matter, record.via)]
    if record.accepted_unread:
        told.append("; accepted unread")
    return told


def _passed_on(matter: Matter, via: tuple[str, ...]) -> list[str | Piece]:
    return [part for number, one in enumerate(via) for part in ((", then " if number else ""), matter.called(one))]
