"""Corrections and withdrawals since the period before: what an earlier report said may have to be read anew."""

from trucekeeper.brief.matter import Matter, named, quoted
from trucekeeper.brief.model import Block, Listing, Piece, Section, Sentence
from trucekeeper.brief.sections.phrases import left_out
from trucekeeper.ledger.record import Correction, Entry, Withdrawal


def changes(matter: Matter) -> Section:
    """One sentence a correction or withdrawal that became known in the period."""
    shown, more = matter.newest(one for one in matter.history if _changes(one) and matter.since(one))
    items = tuple(_change(matter, one) for one in shown)
    rest = left_out(matter, more, "{number} further change of the period", "{number} further changes of the period")
    nothing = matter.tongue.lacking("Nothing was corrected or withdrawn in the period.")
    blocks: tuple[Block, ...] = (Listing(items), *rest) if items else (nothing,)
    return Section("changes", matter.tongue("Corrections and withdrawals"), blocks)


def _changes(entry: Entry) -> bool:
    return isinstance(entry.record, Correction | Withdrawal)


def _change(matter: Matter, entry: Entry) -> Sentence:
    record, t = entry.record, matter.tongue
    what: tuple[Piece, ...]
    if isinstance(record, Withdrawal):
        target = record.withdraws
        what = t.pieces("Record {id} was withdrawn and counts for nothing from then on", id=named(target))
    else:
        assert isinstance(record, Correction)
        target, keys = record.corrects, tuple(record.changes)
        places = Piece(t.many(len(keys), "{number} place", "{number} places"))
        names = named(", ".join(keys))
        what = t.pieces("Record {id} was corrected in {places}: {keys}", id=named(target), places=places, keys=names)
    old = matter.by_id.get(target)
    first = t.pieces(", first recorded from {who}", who=matter.who(old)) if old else ()
    reason = record.reason if matter.audience.sees.notes else ""
    return t.tell(
        "{what}{first}; recorded {at}{reason}.",
        what=what,
        first=first or t.pieces(", which is not known here"),
        at=matter.at(entry.recorded_at),
        reason=t.pieces("; reason: {reason}", reason=quoted(reason)) if reason else (),
        records=(record.id, *((target,) if old else ())),
    )
