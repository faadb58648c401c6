"""Corrections and withdrawals since the period before: what an earlier report said may have to be read anew."""

from trucekeeper.brief.matter import Matter, named, quoted
from trucekeeper.brief.model import Listing, Piece, Section, Sentence, absent, sentence
from trucekeeper.brief.words import many
from trucekeeper.ledger.record import Correction, Entry, Withdrawal


def changes(matter: Matter) -> Section:
    """One sentence a correction or withdrawal that became known in the period."""
    items = tuple(_change(matter, one) for one in matter.history if _changes(one) and matter.since(one))
    nothing = absent("Nothing was corrected or withdrawn in the period.")
    return Section("changes", "Corrections and withdrawals", (Listing(items),) if items else (nothing,))


def _changes(entry: Entry) -> bool:
    return isinstance(entry.record, Correction | Withdrawal)


def _change(matter: Matter, entry: Entry) -> Sentence:
    record = entry.record
    parts: list[str | Piece]
    if isinstance(record, Withdrawal):
        target = record.withdraws
        parts = ["Record ", named(target), " was withdrawn and counts for nothing from then on"]
    else:
        assert isinstance(record, Correction)
        target = record.corrects
        keys = tuple(record.changes)
        parts = ["Record ", named(target), f" was corrected in {many(len(keys), 'place')}: ", named(", ".join(keys))]
    old = matter.by_id.get(target)
    parts += [", first recorded from ", matter.who(old)] if old else [", which is not known here"]
    parts.append(f"; recorded {matter.at(entry.recorded_at)}")
    if record.reason and matter.audience.sees.notes:
        parts += ["; reason: ", quoted(record.reason)]
    return sentence(*parts, ".", records=(record.id, *((target,) if old else ())))
