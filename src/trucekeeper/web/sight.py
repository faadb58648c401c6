"""What whoever asks may read: whole records, records with fields left out, or nothing, wherever they would show.

The mission's own people read whole records, within their grants: by party, by place, and those of a protected source
only where a grant says so. What reviewers note among themselves is for reviewers. Whoever looks on from outside gets
what the profile of their audience allows (`brief.redact`), of records as they stand after corrections.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from msgspec.structs import replace

from trucekeeper.brief.audience import AudienceError, audience
from trucekeeper.brief.redact import protected, redacted
from trucekeeper.ledger.record import Correction, Entry, Source
from trucekeeper.ledger.view import view
from trucekeeper.people.account import Account, Action, Sensitivity
from trucekeeper.people.permission import Subject
from trucekeeper.web.desk import Desk
from trucekeeper.web.guard import Who
from trucekeeper.web.protected import SPEAKS_OF
from trucekeeper.web.site import Site

#: Fields for those who review alone, by kind: what is noted about the work of others before it is decided.
REVIEWERS_ONLY: Final = frozenset(
    {("review", "reason"), ("side", "reason"), ("case step", "note"), ("evidence", "note"), ("evidence", "where")}
)


def source_of(desk: Desk, entry: Entry) -> Source | None:
    """The report that a record was read in, or itself where it is one."""
    if isinstance(entry.record, Source):
        return entry.record
    found = desk.entry(getattr(entry.record, "source", None) or "")
    return found.record if found is not None and isinstance(found.record, Source) else None


def subject_of(desk: Desk, entry: Entry) -> Subject:
    """What a record is about, for the question whether somebody may see it.

    A record about another one is of that one's party and places; a correction also of those that it names anew.
    """
    of = _names(entry.record)
    root = (desk.entry(desk.protected.root(of)) if of else None) or entry
    places = dict.fromkeys([*_places(root.record), *_places(entry.record)])
    hidden = any(one.record.id in desk.protected for one in (entry, root)) or _from_hidden(desk, entry)
    return Subject(
        party=_party(entry.record) or _party(root.record),
        places=tuple(places),
        sensitivity=Sensitivity.CONFIDENTIAL if hidden else Sensitivity.INTERNAL,
    )


def _names(record: Any) -> str | None:
    """The record that one speaks about."""
    return next((one for key in SPEAKS_OF if (one := getattr(record, key, None))), None)


def _from_hidden(desk: Desk, entry: Entry) -> bool:
    """True for a record that is not recorded yet and names a protected source, or is one."""
    source = getattr(entry.record, "source", None) or ""
    return (isinstance(entry.record, Source) and protected(entry.record)) or source in desk.protected


def _party(record: Any) -> str:
    if isinstance(record, Correction):
        return str(record.changes.get("side") or "")
    return str(getattr(record, "side", "") or getattr(record, "party", ""))


def _places(record: Any) -> Iterator[str]:
    """Every place that a record names, in whatever field."""
    if isinstance(record, Correction):
        for key in ("place", "to"):
            spot = record.changes.get(key)
            if isinstance(spot, dict) and spot.get("place"):
                yield str(spot["place"])
        return
    for key in ("place", "to"):
        if place := getattr(getattr(record, key, None), "place", ""):
            yield place
    yield from getattr(record, "places", ())


def may_see(who: Who, desk: Desk, entry: Entry) -> bool:
    """True where whoever asks may read a record, but for what is for reviewers alone."""
    return bool(who.may(Action.SEE, subject_of(desk, entry)))


def shown(who: Who, desk: Desk, entry: Entry) -> Entry | None:
    """A record as one of the mission's own people may read it; None where they may not."""
    if not may_see(who, desk, entry):
        return None
    return entry if who.may(Action.REVIEW, Subject(sensitivity=Sensitivity.INTERNAL)) else _for_all(entry)


def _for_all(entry: Entry) -> Entry:
    """Without what is for reviewers alone."""
    kind = str(entry.record.__struct_config__.tag)
    mine = {key: "" for of, key in REVIEWERS_ONLY if of == kind and getattr(entry.record, key)}
    return replace(entry, record=replace(entry.record, **mine)) if mine else entry


def seen_by(who: Who, desk: Desk, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those of some entries that one of the mission's own people may read, as they may read them."""
    for one in entries:
        found = shown(who, desk, one)
        if found is not None:
            yield found


def told_to(who: Who, desk: Desk) -> tuple[Entry, ...]:
    """The entries out of which a report is made for whoever asks; the report leaves out what its audience may not see.

    Nothing of a protected source is among them for those outside, not even without its name.
    """
    if not who.outside:
        whole = sees_all(who.account) and who.may(Action.REVIEW, Subject(sensitivity=Sensitivity.INTERNAL))
        return tuple(desk.entries if whole else seen_by(who, desk, desk.entries))
    return tuple(one for one in desk.entries if may_be_told(who, desk, one))


def may_be_told(who: Who, desk: Desk, entry: Entry) -> bool:
    """True where whoever asks may be told of a record at all, whole or in part.

    Outside, a party is told what the other one says, but nobody is told of a protected source, nor of another place
    than those that a grant is bound to.
    """
    if not who.outside:
        return may_see(who, desk, entry)
    subject = subject_of(desk, entry)
    told = subject.sensitivity < Sensitivity.CONFIDENTIAL
    return told and bool(who.may(Action.SEE, Subject(places=subject.places)))


@dataclass(frozen=True)
class Outside:
    """The records as one audience gets them, by position.

    Attributes:
        left_out: How many more there are.
    """

    entries: tuple[Entry, ...]
    left_out: int
    by_id: dict[str, Entry] = field(default_factory=dict)


def outside(site: Site, who: Who) -> Outside:
    """The records as whoever looks on from outside gets them; made once for all of the same grants."""
    desk, question, texts = site.desk, site.question(), site.deals.texts()
    at = question.at.replace(second=0, microsecond=0)
    grants = () if who.account is None else who.account.grants

    def made() -> Outside:
        try:
            reader = audience(who.audience, texts.judged[0]) if texts.judged else None
        except AudienceError:
            reader = None
        if reader is None:
            return Outside((), len(desk.entries))
        standing = view(told_to(who, desk), known_by=question.known_by, known_from=question.known_from)
        given = redacted(standing, reader, texts.judged, at)
        return Outside(given.entries, given.left_out, {one.record.id: one for one in given.entries})

    return site.shelf.of(("outside", who.audience, grants, desk.position, texts.number, at), made)


def record_for(site: Site, who: Who, id: str) -> Entry | None:
    """One record as whoever asks may read it; None where there is none for them."""
    if who.outside:
        return outside(site, who).by_id.get(id)
    entry = site.desk.entry(id)
    return None if entry is None else shown(who, site.desk, entry)


def sees_all(account: Account | None) -> bool:
    """True for somebody to whom one grant shows every record, whatever its party, place and source."""
    if account is None or account.disabled:
        return False
    return any(one.sees_upto >= Sensitivity.CONFIDENTIAL and not one.party and not one.places for one in account.grants)
