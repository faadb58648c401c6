"""What third parties think of it: congratulations, condemnations, welcomes. Shown apart, never evidence."""

from trucekeeper.brief.matter import ANSWERS, Matter, quoted
from trucekeeper.brief.model import Listing, Piece, Section, Sentence
from trucekeeper.ledger.record import Entry


def positions(matter: Matter) -> Section:
    """One sentence a position, in the order in which they became known."""
    items = tuple(_position(matter, one) for one in matter.entries if _takes(one) and matter.by_now(one))
    t = matter.tongue
    apart = t.tell("Positions are no evidence and move no status.")
    blocks = (apart, Listing(items)) if items else (t.lacking("No position of a third party is known."),)
    return Section("positions", t("Positions of third parties"), blocks)


def _takes(entry: Entry) -> bool:
    return isinstance(entry.record, ANSWERS) and entry.record.position


def _position(matter: Matter, entry: Entry) -> Sentence:
    record = entry.record
    assert isinstance(record, ANSWERS)
    t = matter.tongue
    words: tuple[str | Piece, ...] = (": ", quoted(record.words)) if record.words and matter.may_read(entry) else ()
    return t.tell(
        "{who} ({side}) took a position{on}, {at}{words}.",
        who=matter.who(entry),
        side=matter.side(entry),
        on=t.pieces(" on {incident}", incident=quoted(record.incident)) if record.incident else (),
        at=matter.at(record.said_at),
        words=words,
        records=(record.id,),
    )
