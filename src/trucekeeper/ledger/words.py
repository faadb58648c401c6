"""A record in one line of words: `claim speaker="a ministry" clause=CF polarity=no said=2016-12-14T13:00+02:00`.

For the terminal and for `deal-test` fences. KIND comes first, then KEY=VALUE in any order; quotes as in a shell. Lists
are parted by commas. `happened=START/END`, or one day, or one moment; `quantity=350`, `250-300`, `400-` (no upper
end), `~350`; `said=` stands for said_at; `changes.KEY=VALUE` for a correction.
"""

import re
import shlex
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import MomentError, in_zone, iso, moment
from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.record import Record
from trucekeeper.ledger.shape import nearest, shapes

#: Keys that hold a list, a moment, a count, a place, a yes or no.
LISTS: Final = frozenset(
    {"actors", "via", "clauses", "agreed_by", "of", "places", "ids", "rests_on", "origins", "signed_by"}
)
MOMENTS: Final = frozenset({"said_at", "published", "at", "known_by", "due"})
COUNTS: Final = frozenset({"quantity", "vehicles"})
SPOTS: Final = frozenset({"place", "to"})
FLAGS: Final = frozenset(
    {"position", "suppose", "accepted_unread", "acknowledged", "undone", "urgent", "exercise", "machine", "revoked"}
)

#: Keys that hold a plain number.
NUMBERS: Final = frozenset({"number", "position_north", "position_east", "km_low", "km_high"})

SHORT: Final = {"said": "said_at"}

_COUNT = re.compile(r"(?P<approx>~|about )?(?P<low>[\d,]+)(?P<dash>-)?(?P<high>[\d,]+)?(?: (?P<unit>[^\d].*))?$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


class RecordWordsError(TruceError):
    """Words that make no record."""

    def __init__(self, words: str, why: str, hint: str | None = None) -> None:
        super().__init__(f"{words} makes no record: {why}", hint)


def record_from_words(
    words: str | Sequence[str], *, id: str, said_at: datetime | None = None, zone: ZoneInfo | None = None
) -> Record:
    """Make a record of words.

    Args:
        words: One line, or its words as a shell hands them over.
        id: The record's id where the words give none.
        said_at: When it was said where the words do not tell.
        zone: Where moments without an offset are meant; without it they are refused.

    Raises:
        RecordWordsError: When the kind is unknown or a word is no KEY=VALUE.
        RecordError: When the values do not fit the kind.
    """
    parts = _split(words) if isinstance(words, str) else list(words)
    kind, rest = _kind(parts)
    raw: dict[str, Any] = {"record": kind, "id": id}
    if said_at is not None:
        raw["said_at"] = iso(said_at)
    for word in rest:
        key, sign, value = word.partition("=")
        if not sign or not key:
            raise RecordWordsError(f'"{word}"', "it is no KEY=VALUE", 'write it like clause=CF or speaker="a ministry"')
        _put(raw, SHORT.get(key, key), value, kind, zone)
    return record_from(raw)


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        raise RecordWordsError(
            f'"{line}"', "a quotation mark is opened and not closed", 'write speaker="a b"'
        ) from None


def _kind(parts: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The kind, which may be two words, and what follows it."""
    known = tuple(shapes())
    for length in (2, 1):
        kind = " ".join(parts[:length])
        if len(parts) >= length and kind in known:
            return kind, parts[length:]
    said = parts[0] if parts else ""
    close = nearest(said, known)
    hint = f'did you mean "{close}"?' if close else f"the kinds are {', '.join(known)}"
    raise RecordWordsError(f'"{said}"', "it is no kind of record", hint)


def _put(raw: dict[str, Any], key: str, value: str, kind: str, zone: ZoneInfo | None) -> None:
    if key.startswith("changes."):
        inner = raw.setdefault("changes", {})
        _put(inner, key.removeprefix("changes."), value, "", zone)
    elif key == "happened":
        raw[key] = _happened(value, zone)
    elif key in MOMENTS:
        raw[key] = iso(_moment(value, zone))
    elif key in LISTS:
        raw[key] = [one.strip() for one in value.split(",") if one.strip()]
    elif key in COUNTS:
        raw[key] = _count(value, "buses" if key == "vehicles" else "people")
    elif key in SPOTS:
        raw[key] = {"place": value}
    elif key == "position" and kind == "seal":
        raw[key] = int(value) if value.isdigit() else value
    elif key == "position" and kind == "counted":
        raw[key] = value
    elif key in NUMBERS:
        raw[key] = _number(value)
    elif key in FLAGS:
        raw[key] = {"yes": True, "true": True, "no": False, "false": False}.get(value, value)
    else:
        raw[key] = value


def _number(value: str) -> int | float | str:
    """A number as written; what is none stays as it is and is reported."""
    try:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    except ValueError:
        return value


def _happened(value: str, zone: ZoneInfo | None) -> dict[str, str] | None:
    """START/END, a day, or a moment (a minute long)."""
    if value in {"", "null", "unknown"}:
        return None
    start, sign, end = value.partition("/")
    if sign:
        return {"start": iso(_moment(start, zone)), "end": iso(_moment(end, zone))}
    if _DAY.match(start):
        begins = _moment(start, zone)
        return {"start": iso(begins), "end": iso(begins + timedelta(days=1)), "precision": "day"}
    at = _moment(start, zone)
    return {"start": iso(at), "end": iso(at + timedelta(minutes=1)), "precision": "minute"}


def _moment(value: str, zone: ZoneInfo | None) -> datetime:
    if _DAY.match(value) and zone is not None:
        return in_zone(datetime.fromisoformat(value), zone)
    if _DAY.match(value):
        raise MomentError(value, "has no offset, so that two readers may take it for two different days")
    return moment(value, zone)


def _count(value: str, unit: str) -> dict[str, Any]:
    found = _COUNT.match(value.strip())
    if found is None:
        hint = "write 350, 250-300, 400- (no upper end) or ~350, with a unit behind it where it is not people"
        raise RecordWordsError(f'"{value}"', "it is no number", hint)
    low = int(found["low"].replace(",", ""))
    high = int(found["high"].replace(",", "")) if found["high"] else None if found["dash"] else low
    return {"low": low, "high": high, "unit": found["unit"] or unit, "approx": bool(found["approx"])}


def numbered(taken: Iterable[str], prefix: str = "r") -> str:
    """The next free short id: r1, r2, ..."""
    numbers = [int(id.removeprefix(prefix)) for id in taken if id.startswith(prefix) and id[len(prefix) :].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"
