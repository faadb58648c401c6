"""What third parties think of it: congratulations, condemnations, welcomes. Shown apart, never evidence."""

from trucekeeper.brief.matter import ANSWERS, KINDS_OF_ANSWERS, Matter, quoted
from trucekeeper.brief.model import Block, Listing, Piece, Section, Sentence
from trucekeeper.brief.sections.phrases import left_out
from trucekeeper.ledger.record import Entry


def positions(matter: Matter) -> Section:
    """One sentence a position, in the order in which they became known."""
    shown, more = matter.newest(one for one in matter.of(*KINDS_OF_ANSWERS) if _takes(one) and matter.by_now(one))
    items = tuple(_position(matter, one) for one in shown)
    rest = left_out(matter, more, "{number} further position", "{number} further positions")
    t = matter.tongue
    apart = t.tell("Positions are no evidence and move no status.")
    blocks: tuple[Block, ...] = (apart, Listing(items)) if items else ()
    nothing = t.lacking("No position of a third party is known.")
    return Section("positions", t("Positions of third parties"), (*blocks, *rest) or (nothing,))


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
