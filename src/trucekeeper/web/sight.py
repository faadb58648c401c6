"""Which records whoever asks may read: those of a protected source are for few, wherever they would show."""

from collections.abc import Iterable, Iterator

from trucekeeper.ledger.record import Entry, Source
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.people.permission import Subject
from trucekeeper.web.desk import Desk
from trucekeeper.web.guard import Who


def source_of(desk: Desk, entry: Entry) -> Source | None:
    """The report that a record was read in, or itself where it is one."""
    if isinstance(entry.record, Source):
        return entry.record
    found = desk.entry(getattr(entry.record, "source", None) or "")
    return found.record if found is not None and isinstance(found.record, Source) else None


def subject_of(desk: Desk, entry: Entry) -> Subject:
    """What a record is about, for the question whether somebody may see it."""
    source = source_of(desk, entry)
    hidden = source is not None and source.kind.casefold().startswith("confidential")
    place = getattr(getattr(entry.record, "place", None), "place", "")
    return Subject(
        party=str(getattr(entry.record, "side", "")),
        places=(place,) if place else (),
        sensitivity=Sensitivity.CONFIDENTIAL if hidden else Sensitivity.INTERNAL,
    )


def may_see(who: Who, desk: Desk, entry: Entry) -> bool:
    """True where whoever asks may read a record."""
    return bool(who.may(Action.SEE, subject_of(desk, entry)))


def seen_by(who: Who, desk: Desk, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those of some entries that whoever asks may read."""
    return (one for one in entries if may_see(who, desk, one))
