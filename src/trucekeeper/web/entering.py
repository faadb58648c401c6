"""Entering records: the right that each of them takes, and where two people must sign, the first of two signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from trucekeeper.ledger.codec import flat, record_from
from trucekeeper.ledger.record import CaseStep, Correction, Entry, Record, Review, Withdrawal
from trucekeeper.people.asked import Asked, OwnSignatureError
from trucekeeper.people.permission import Subject
from trucekeeper.people.rights import grave, right_for, two_persons
from trucekeeper.web.desk import Desk
from trucekeeper.web.errors import NotAllowedError
from trucekeeper.web.guard import Who
from trucekeeper.web.sight import subject_of
from trucekeeper.web.site import Site


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of records: entries, or something that waits for a second signature."""

    entries: tuple[Entry, ...] = ()
    asked: Asked | None = None


def enter(
    site: Site, who: Who, records: Sequence[Record], documents: Sequence[bytes] = (), behind: int | None = None
) -> Entered:
    """Record all of a batch, or none of it, or let all of it wait for a second person; `behind` as in `Store.append`.

    Raises:
        NotAllowedError: For the first of them that this account may not enter.
    """
    may_enter(site, who, records)
    graves = two_persons(site.people.settings())
    if any(grave(one) in graves for one in records):
        return Entered(asked=site.people.waiting.ask([flat(one) for one in records], who.id, documents))
    return Entered(site.desk.append(records, who.id, documents=documents, behind=behind))


def may_enter(site: Site, who: Who, records: Sequence[Record]) -> None:
    """Go on only if somebody has the right for each of some records.

    Raises:
        NotAllowedError: They have not.
    """
    for one in records:
        probe = Entry(position=0, recorded_at=site.clock(), entered_by=who.id, record=one)
        subject = subject_of(site.desk, probe)
        step = one.step if isinstance(one, CaseStep) else ""
        asked = Subject(subject.party, subject.places, subject.sensitivity, step)
        about, own = _about(site.desk, who, one)
        who.must(right_for(one, about, own=own), asked)


def _about(desk: Desk, who: Who, record: Record) -> tuple[Record | None, bool]:
    """The record that one changes, and whether the same person entered it."""
    if not isinstance(record, Correction | Withdrawal):
        return None, False
    entry = desk.entry(record.corrects if isinstance(record, Correction) else record.withdraws)
    return (None, False) if entry is None else (entry.record, entry.entered_by == who.id)


def sign(site: Site, who: Who, id: str) -> tuple[Entry, ...]:
    """Sign as the second person: the records are entered, with who asked for them.

    Raises:
        OwnSignatureError, NotAskedError, NotAllowedError: It cannot be signed, or not by them.
    """
    asked = site.people.waiting.one(id)
    if asked.by == who.id:
        raise OwnSignatureError
    records = [record_from(one) for one in asked.records]
    may_enter(site, who, records)
    told = [
        Review(
            id=f"{one.id} signed"[:200],
            reviews=one.id,
            outcome="confirmed",
            by=asked.by,
            reason="asked for it; whoever entered it signed as the second person",
            said_at=asked.at,
        )
        for one in records
    ]
    site.people.waiting.end(id, "signed", who.id)
    return site.desk.append([*records, *told], who.id, documents=asked.documents)


def refuse(site: Site, who: Who, id: str) -> None:
    """Take something off the list without entering it; whoever asked may take it back."""
    asked = site.people.waiting.one(id)
    if asked.by != who.id:
        may_enter(site, who, [record_from(one) for one in asked.records])
    site.people.waiting.end(id, "refused", who.id)


def waiting_for(site: Site, who: Who) -> list[tuple[Asked, bool]]:
    """What waits that somebody has asked for, or has the right to sign; True where they may sign."""
    found = []
    for one in site.people.waiting.all():
        try:
            may_enter(site, who, [record_from(each) for each in one.records])
        except NotAllowedError:
            may = False
        else:
            may = one.by != who.id
        if may or one.by == who.id:
            found.append((one, may))
    return found
