"""The chain of seals: what is sealed of an entry, how seals follow from each other, and where a chain was damaged.

Sealed are the bytes of an entry as UTF-8 JSON in one way only (sorted keys, no spaces). Where a name or a free text
would stand, its salted hash stands: text and salt lie beside the chain and can be deleted together, after which nobody
can tell from the chain what stood there, not even by trying names, and the chain still verifies.

seal 0 = 32 zero bytes; seal n = SHA-256(0x00, seal n-1, bytes of entry n).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any, Final, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from trucekeeper.ledger.codec import canonical
from trucekeeper.ledger.record import ERASABLE, ERASED, Correction, Entry

#: Seal 0: what the first entry is chained to.
NOTHING: Final = bytes(32)

#: How a salted hash begins where a text stood.
HASHED: Final = "sha256:"

#: Length of a salt in bytes: too many to try.
SALT_BYTES: Final = 16

#: In sealed bytes: the salted hash of a text, or (with quotation marks) the plain one of a file or report text.
_HASH: Final = re.compile(rb'sha256(:|":")([0-9a-f]{64})"')


class Row(NamedTuple):
    """An entry as it is kept: its bytes and its seal."""

    sealed: bytes
    seal: bytes


class Newest(NamedTuple):
    """How far a chain reaches; kept somewhere else, it shows later whether the chain was cut off or rewritten."""

    position: int
    seal: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.seal.hex()}"


@dataclass(frozen=True, slots=True)
class Damage:
    """One way in which a ledger is not what was written.

    Attributes:
        position: The entry at which it shows; 0 where no entry is concerned.
    """

    kind: Literal[
        "altered entry",
        "altered seal",
        "removed",
        "inserted",
        "reordered",
        "cut off",
        "rewritten",
        "altered text",
        "missing text",
        "foreign text",
        "unguarded",
    ]
    position: int
    message: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a chain.

    Attributes:
        texts: Hash in the chain, salt and text.
        documents: SHA-256 under which a file or report text is kept, and that of its bytes.
    """

    texts: Iterable[tuple[str, bytes, str]] = ()
    documents: Iterable[tuple[str, str]] = ()


def seal(previous: bytes, sealed: bytes) -> bytes:
    """Chain the bytes of an entry to the seal before it."""
    return sha256(b"".join((b"\0", previous, sealed))).digest()


def digest(salt: bytes, text: str) -> str:
    """Give what stands in the sealed bytes instead of a text."""
    return HASHED + sha256(salt + text.encode()).hexdigest()


def texts_in(flat: Mapping[str, Any]) -> list[str]:
    """Find the erasable texts of a record given as JSON values, those in the new values of a correction too."""
    found: list[str] = []
    for key in flat.keys() & ERASABLE:
        value = flat[key]
        found += [one for one in (value if isinstance(value, list) else (value,)) if isinstance(one, str) and one]
    changes = flat.get("changes")
    return found + texts_in(changes) if isinstance(changes, dict) else found


def exchanged(flat: Mapping[str, Any], other: Mapping[str, str], missing: str | None = None) -> dict[str, Any]:
    """Put another text in the place of each erasable one: hashes for texts, or texts for hashes.

    Args:
        flat: A record as JSON values.
        other: What to write for each.
        missing: What to write for one that is not in `other`; without it that is a KeyError.
    """

    def new(value: Any) -> Any:
        if isinstance(value, list):
            return [new(one) for one in value]
        if not isinstance(value, str) or not value:
            return value
        return other[value] if missing is None else other.get(value, missing)

    result = dict(flat)
    for key in flat.keys() & ERASABLE:
        result[key] = new(flat[key])
    changes = flat.get("changes")
    if isinstance(changes, dict):
        result["changes"] = exchanged(changes, other, missing)
    return result


def sealed_bytes(entry: Mapping[str, Any], hashes: Mapping[str, str]) -> bytes:
    """Write what is sealed of an entry.

    Args:
        entry: As JSON values: position, recorded_at, entered_by, record.
        hashes: The salted hash of each erasable text in it.
    """
    return canonical({**entry, "record": exchanged(entry["record"], hashes)})


def opened(sealed: bytes, texts: Mapping[str, str]) -> Entry:
    """Read an entry back; an erased text shows as `[erased]`.

    Args:
        sealed: As `sealed_bytes` wrote it.
        texts: Text by its hash in the chain.
    """
    entry = _ENTRY.decode(sealed)
    record = entry.record
    if isinstance(record, Correction):
        changes = exchanged({"changes": record.changes}, texts, ERASED)["changes"]
        record = replace(record, changes=changes, reason=texts.get(record.reason, ERASED) if record.reason else "")
        return replace(entry, record=record)
    fresh: dict[str, Any] = {}
    for key in _erasable(type(record)):
        value = getattr(record, key)
        if isinstance(value, tuple):
            fresh[key] = tuple(texts.get(one, ERASED) if one else one for one in value)
        elif value:
            fresh[key] = texts.get(value, ERASED)
    return replace(entry, record=replace(record, **fresh)) if fresh else entry


_ENTRY: Final = msgspec.json.Decoder(Entry)


@cache
def _erasable(kind: type) -> tuple[str, ...]:
    """The erasable keys that a kind of record has."""
    return tuple(sorted(ERASABLE & set(kind.__struct_fields__)))  # type: ignore[attr-defined]


def hashes_in(sealed: bytes) -> list[str]:
    """Find the salted hashes of texts in sealed bytes, whatever else these hold."""
    return [HASHED + name.decode() for sign, name in _HASH.findall(sealed) if sign == b":"]


@dataclass(slots=True)
class _Mentioned:
    """What the entries say about things beside the chain: where each is first named, and what was erased."""

    texts: dict[bytes, int] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)

    def add(self, sealed: bytes, position: int, kind: str) -> None:
        for sign, name in _HASH.findall(sealed):
            if sign != b":":
                self.documents.add(name.decode())
            elif name not in self.texts:
                self.texts[name] = position
        if kind == "erasure":
            self.erased.update(msgspec.json.decode(sealed)["record"].get("erases", ()))


class _Kind(msgspec.Struct):
    """Of a record only its kind."""

    record: str = ""


class _Glance(msgspec.Struct):
    """Of an entry only what the walk along a whole chain needs."""

    position: int
    record: _Kind


_GLANCE: Final = msgspec.json.Decoder(_Glance)


def first_damage(rows: Iterable[Row], beside: Beside | None = None, kept: Newest | None = None) -> Damage | None:
    """Find the first place at which a ledger is not what was written, or None where it is.

    A chain can be checked against itself only; that its end was not cut off, or all of it written anew, shows only
    against a seal that was kept somewhere else.

    Args:
        rows: In the order in which they are kept.
        beside: The texts that lie beside; without them only the chain is checked.
        kept: A seal published or written down earlier.
    """
    mentioned = _Mentioned()
    previous, position = NOTHING, 0
    remaining = iter(rows)
    for row in remaining:
        computed = seal(previous, row.sealed)
        glance = _glance(row)
        if glance is None or computed != row.seal or glance.position != position + 1:
            return _named(row, _position(row), position + 1, computed, remaining)
        previous, position = computed, position + 1
        mentioned.add(row.sealed, position, glance.record.record)
        if kept is not None and kept.position == position and kept.seal != previous:
            return _rewritten(position)
    if kept is not None and kept.position > position:
        there = f"it ends after entry {position}" if position else "it is empty"
        return Damage(
            "cut off", position + 1, f"the end is cut off: a seal was kept for entry {kept.position}, {there}"
        )
    if kept is not None and kept.position == 0 and kept.seal != NOTHING:
        return _rewritten(0)
    return None if beside is None else _beside(beside, mentioned)


def _glance(row: Row) -> _Glance | None:
    try:
        return _GLANCE.decode(row.sealed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _position(row: Row) -> int | None:
    """The place that an entry gives itself; None where the bytes are no entry."""
    glance = _glance(row)
    return None if glance is None else glance.position


def _rewritten(position: int) -> Damage:
    message = f"the chain was written anew: its seal of entry {position} is not the one that was kept"
    return Damage("rewritten", position, f"{message}; something at or before this entry was changed")


def _named(row: Row, found: int | None, expected: int, computed: bytes, remaining: Iterator[Row]) -> Damage:
    """Tell what happened at the first entry that does not fit; what lies behind it decides."""
    later = next(remaining, None)
    if found == expected and later is None:
        return Damage("altered entry", expected, f"entry {expected}, the last one, or its seal is not what was written")
    if found == expected and later is not None and seal(computed, later.sealed) == later.seal:
        return Damage("altered seal", expected, f"the seal of entry {expected} was changed; the entry itself was not")
    behind = [] if later is None else [_position(one) for one in chain([later], remaining)]
    if found is None or (found == expected and expected not in behind):
        return Damage("altered entry", expected, f"entry {expected} is not what was written")
    if found != expected and behind[:1] == [expected + 1]:
        return Damage("altered entry", expected, f"entry {expected} is not what was written: it calls itself {found}")
    if found <= expected:
        return Damage(
            "inserted", expected, f"an entry that does not belong to the ledger stands before entry {expected}"
        )
    if expected in behind:
        return Damage(
            "reordered", expected, f"entries were reordered: entry {found} stands where entry {expected} should"
        )
    gone = f"entry {expected} is" if found == expected + 1 else f"entries {expected} to {found - 1} are"
    return Damage("removed", expected, f"{gone} missing")


def _beside(beside: Beside, mentioned: _Mentioned) -> Damage | None:
    found: list[Damage] = []
    there: set[str] = set()
    for name, salt, text in beside.texts:
        there.add(name)
        position = mentioned.texts.get(name.removeprefix(HASHED).encode())
        if digest(salt, text) != name:
            found.append(Damage("altered text", position or 0, f"a text of entry {position or 'none'} was changed"))
        elif position is None or name in mentioned.erased:
            why = "that no entry names" if position is None else f"of entry {position} that was erased"
            found.append(Damage("foreign text", position or 0, f"a text {why} lies beside the ledger"))
    for named, position in mentioned.texts.items():
        name = HASHED + named.decode()
        if name not in there and name not in mentioned.erased:
            message = f"a text of entry {position} is gone, and no record says that it was erased"
            found.append(Damage("missing text", position, message))
    for name, actual in beside.documents:
        if name != actual:
            found.append(Damage("altered text", 0, f"the report or deal text {name[:12]}... was changed"))
        elif name not in mentioned.documents or name in mentioned.erased:
            found.append(Damage("foreign text", 0, f"the report or deal text {name[:12]}... belongs to no record"))
    return min(found, key=lambda damage: (damage.position == 0, damage.position), default=None)
