"""Records as one audience may have them: fields left out, whole records left out, nothing blacked out afterwards.

One table says of every field of every kind of record what it takes to see it, in the words of an audience's profile
(docs/reference/audiences.md). A kind or field that the table does not know is for nobody outside; a test fails too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from msgspec.structs import replace

from trucekeeper.brief.audience import Audience, Kind
from trucekeeper.brief.underway import under_way
from trucekeeper.core.name import folded
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.codec import flat, record_from
from trucekeeper.ledger.record import Contact, Entry, Movement, Source, VehicleMovement
from trucekeeper.ledger.shape import shapes

#: Stands where something must stand and this reader may not read it.
WITHHELD: Final = "[withheld]"


class Mark(StrEnum):
    """What it takes to see a field. The words are those of `Profile`, where it has one for it."""

    OPEN = "open"
    WHO = "who"
    WORDS = "words"
    PLACE = "exact_places"
    ROAD = "under_way"
    ROAD_PLACE = "under_way, exact_places"
    CONVOY = "convoys"
    STAFF = "analysts"
    NOTE = "notes"


#: Kinds that an audience gets at all: open, or what its profile must allow. Of the rest only the mission reads.
KIND_MARKS: Final[Mapping[str, Mark]] = {
    **dict.fromkeys(("claim", "observation", "decision", "movement", "vehicle movement"), Mark.OPEN),
    **dict.fromkeys(("hold", "resume", "deal version", "demand", "patrol", "counted", "source"), Mark.OPEN),
    **dict.fromkeys(("correction", "withdrawal", "seal", "contact"), Mark.OPEN),
    "translation": Mark.WORDS,
    "side": Mark.STAFF,
    **dict.fromkeys(("case step", "review", "release", "batch", "key"), Mark.NOTE),
    **dict.fromkeys(("hand over", "evidence", "erasure"), Mark.NOTE),
}

#: By the name of the field, the same in all kinds that hold it.
FIELD_MARKS: Final[Mapping[str, Mark]] = {
    **dict.fromkeys(("id", "side", "said_at", "basis", "certainty", "accepted_unread", "suppose", "source"), Mark.OPEN),
    **dict.fromkeys(("clause", "clauses", "incident", "polarity", "actors", "act", "event", "relays"), Mark.OPEN),
    **dict.fromkeys(("answers", "state", "decides", "counting", "category", "loaded", "under", "ends"), Mark.OPEN),
    **dict.fromkeys(("deal", "version", "sha256", "agreed_by", "supersedes", "asks", "of", "language"), Mark.OPEN),
    **dict.fromkeys(("text_sha256", "kind", "published", "media_type", "title", "corrects", "withdraws"), Mark.OPEN),
    **dict.fromkeys(("translates", "machine", "seal", "stamp_sha256", "means", "outcome", "number"), Mark.OPEN),
    **dict.fromkeys(("observation", "nature", "direction", "km_low", "km_high", "weapon", "exercise"), Mark.OPEN),
    **dict.fromkeys(("same_as", "party", "acknowledged", "refused_by", "address", "publisher", "channel"), Mark.OPEN),
    **dict.fromkeys(("speaker", "via", "team", "holder"), Mark.WHO),
    **dict.fromkeys(("words", "spans", "target"), Mark.WORDS),
    **dict.fromkeys(("happened", "quantity", "vehicles"), Mark.ROAD),
    **dict.fromkeys(("place", "to"), Mark.ROAD_PLACE),
    **dict.fromkeys(("places", "position_north", "position_east"), Mark.PLACE),
    "convoy": Mark.CONVOY,
    **dict.fromkeys(("confirmed_by", "translator", "analyst", "by"), Mark.STAFF),
    **dict.fromkeys(("note", "reason", "promised", "owes", "due", "case", "file", "raw_sha256"), Mark.NOTE),
    **dict.fromkeys(("where", "changes"), Mark.NOTE),
}

#: Where one kind differs from that.
OF_KIND: Final[Mapping[tuple[str, str], Mark]] = {
    ("hold", "reason"): Mark.WORDS,
    ("counted", "position"): Mark.PLACE,  # where the observer stood; in other kinds a third party's position
    **{(kind, "position"): Mark.OPEN for kind in ("claim", "observation", "decision", "seal")},
}


def mark_of(kind: str, field: str) -> Mark:
    """What it takes to see a field; what the table does not know is for the mission alone."""
    return OF_KIND.get((kind, field)) or FIELD_MARKS.get(field, Mark.NOTE)


def protected(source: Source) -> bool:
    """True for a source that may not become known."""
    return source.kind.casefold().startswith("confidential")


@dataclass(frozen=True, slots=True)
class Redacted:
    """What an audience gets of some records.

    Attributes:
        left_out: How many records it does not get at all.
    """

    entries: tuple[Entry, ...]
    left_out: int


def redacted(entries: Iterable[Entry], audience: Audience, deals: Iterable[Deal], at: datetime) -> Redacted:
    """Give records as an audience may have them.

    Records read in a protected source, records of people on the road, and kinds that are only for the mission are left
    out. `internal` gets everything.

    Args:
        entries: As they stand after corrections (`ledger.view`), so that nobody gets what was corrected away.
        audience: For whom.
        deals: The texts, for the places that they name and the sides.
        at: People are on the road at this moment, or not.
    """
    known = tuple(entries)
    if audience.kind is Kind.INTERNAL:
        return Redacted(known, 0)
    given = _Rules(known, audience, tuple(deals), at)
    kept = tuple(one for entry in known if (one := given.of(entry)) is not None)
    return Redacted(kept, len(known) - len(kept))


class _Rules:
    """What one audience may see of some records."""

    def __init__(self, known: tuple[Entry, ...], audience: Audience, deals: tuple[Deal, ...], at: datetime) -> None:
        self.audience, self.sees = audience, audience.sees
        self.by_id = {one.record.id: one for one in known}
        self.hidden = {one.record.id for one in known if isinstance(one.record, Source) and protected(one.record)}
        self.moving = frozenset() if self.sees.under_way else under_way(known, at)
        self.sides = {side for deal in deals if (side := deal.side_of(audience.party))} if audience.party else set()
        self.staff = {one.entered_by for one in known}
        blocks = [block for deal in deals for block in (*deal.places, *deal.routes)]
        self.placed = {
            folded(name) for one in blocks for name in (one.id, one.name, *one.also, *one.names.values()) if name
        }

    def of(self, entry: Entry) -> Entry | None:
        """The entry as it is given out; None where it is not."""
        record = entry.record
        kind = str(record.__struct_config__.tag)
        if self._closed(entry, kind):
            return None
        values = flat(record)
        required = {one.encode_name for one in shapes()[kind].fields if one.required}
        kept: dict[str, Any] = {"record": kind}
        for key, value in values.items():
            shown = self._value(entry, mark_of(kind, key), key, value)
            if shown is not None:
                kept[key] = shown
            elif key in required:
                kept[key] = {} if isinstance(value, dict) else WITHHELD
        by = entry.entered_by if self.sees.analysts else WITHHELD
        return replace(entry, record=record_from(kept), entered_by=by)

    def _closed(self, entry: Entry, kind: str) -> bool:
        """True for a record of which this audience gets nothing."""
        record = entry.record
        if not self._allows(KIND_MARKS.get(kind, Mark.NOTE), entry) or self._of_hidden(entry):
            return True
        if isinstance(record, Contact):
            return not (self.sees.contacts or (self.sees.own_contacts and record.party == self.audience.party))
        return isinstance(record, Movement | VehicleMovement) and record.id in self.moving

    def _of_hidden(self, entry: Entry) -> bool:
        """True where a record comes from a protected source, or speaks of one that does."""
        record: Any = entry.record
        if record.id in self.hidden or getattr(record, "source", None) in self.hidden:
            return True
        spoken = (getattr(record, key, None) for key in ("corrects", "withdraws", "translates", "reviews"))
        return any(one in self.by_id and one != record.id and self._of_hidden(self.by_id[one]) for one in spoken)

    def _allows(self, mark: Mark, entry: Entry) -> bool:
        match mark:
            case Mark.OPEN | Mark.WHO:
                return True
            case Mark.WORDS:
                return self.sees.words or (self.sees.own_words and self._side(entry) in self.sides)
            case Mark.ROAD:
                return entry.record.id not in self.moving
            case Mark.PLACE | Mark.ROAD_PLACE:
                return self.sees.exact_places
            case Mark.CONVOY:
                return self.sees.convoys
            case Mark.STAFF:
                return self.sees.analysts
            case Mark.NOTE:
                return self.sees.notes

    def _side(self, entry: Entry) -> str:
        told = self.by_id.get(getattr(entry.record, "translates", ""), entry)
        return str(getattr(told.record, "side", ""))

    def _value(self, entry: Entry, mark: Mark, key: str, value: Any) -> Any:
        """A value as it is given out; None where it is not."""
        if mark is Mark.WHO:
            return self._who(value)
        if mark in (Mark.PLACE, Mark.ROAD_PLACE) and not self.sees.exact_places:
            return None if entry.record.id in self.moving else self._place(value)
        return value if self._allows(mark, entry) else None

    def _who(self, value: Any) -> Any:
        """Names as recorded, those of people of the mission left out."""
        if self.sees.analysts:
            return value
        if isinstance(value, list):
            return [one for one in value if one not in self.staff] or None
        return WITHHELD if value in self.staff else value

    def _place(self, value: Any) -> Any:
        """No more exactly than the deal names places."""
        if isinstance(value, list):
            return [one for one in value if folded(one) in self.placed] or None
        words = value.get("place", "") if isinstance(value, dict) else value
        if not isinstance(words, str) or not words or folded(words) not in self.placed:
            return None
        return {"place": words} if isinstance(value, dict) else value


def marks() -> Iterator[tuple[str, Mark, Mapping[str, Mark]]]:
    """Every kind of record with its mark and those of its fields, for the table in the documentation."""
    for kind, shape in shapes().items():
        yield (
            kind,
            KIND_MARKS.get(kind, Mark.NOTE),
            {one.encode_name: mark_of(kind, one.encode_name) for one in shape.fields},
        )
