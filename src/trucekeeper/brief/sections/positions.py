"""What third parties think of it: congratulations, condemnations, welcomes. Shown apart, never evidence."""

from trucekeeper.brief.matter import ANSWERS, Matter, quoted
from trucekeeper.brief.model import Listing, Section, Sentence, absent, sentence
from trucekeeper.ledger.record import Entry


def positions(matter: Matter) -> Section:
    """One sentence a position, in the order in which they became known."""
    items = tuple(_position(matter, one) for one in matter.entries if _takes(one) and matter.by_now(one))
    apart = sentence("Positions are no evidence and move no status.")
    blocks = (apart, Listing(items)) if items else (absent("No position of a third party is known."),)
    return Section("positions", "Positions of third parties", blocks)


def _takes(entry: Entry) -> bool:
    return isinstance(entry.record, ANSWERS) and entry.record.position


def _position(matter: Matter, entry: Entry) -> Sentence:
    record = entry.record
    assert isinstance(record, ANSWERS)
    words = (": ", quoted(record.words)) if record.words and matter.may_read(entry) else ()
    on = (" on ", quoted(record.incident)) if record.incident else ()
    parts = (matter.who(entry), f" ({matter.side(entry)}) took a position", *on, f", {matter.at(record.said_at)}")
    return sentence(*parts, *words, ".", records=(record.id,))
