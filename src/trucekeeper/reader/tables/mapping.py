"""How a table of somebody else becomes records: a small TOML file that a desk writes once for a kind of table.

Everything that is wrong with it is told at once, before a row is read. What it does not say is not guessed.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import inspect

from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import INDEPENDENT, UNKNOWN, WHOLE_DEAL
from trucekeeper.ledger.shape import shapes

_TOP: Final = (
    "zone", "days", "decimal", "encoding", "sheet", "repeat", "lists", "id", "speaker", "side", "clause", "published",
    "words", "only", "record",
)  # fmt: skip
#: Those of them that are one text.
_TEXTS: Final = _TOP[:12]
_IN_RECORD: Final = ("kind", "id", "only", "columns", "always")
#: Keys whose parts are columns of their own, and keys that take a whole cell apart.
_PARTED: Final = ("happened", "quantity", "vehicles", "place", "to")
_EXTRA: Final = ("happened", "quantity", "vehicles", "place", "to", "place.point", "to.point")


class BadMappingError(TruceError):
    """A mapping that says something that cannot be meant."""

    def __init__(self, name: str, problems: Sequence[tuple[str, str]]) -> None:
        more = (
            f" (and {len(problems) - 1} more: {'; '.join(why for why, _ in problems[1:4])})"
            if len(problems) > 1
            else ""
        )
        super().__init__(f"{name}: {problems[0][0]}{more}; no row was read", problems[0][1])
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class RecordMap:
    """One record that a row can give.

    Attributes:
        kind: Its kind, such as claim or movement.
        id: A template such as `corridor {Nr}`; without one an id is made of the row's content.
        only: Rows that give it: words by column, none of them = any that is not empty.
        columns: Column by key of the record.
        always: Values that are the same in every row.
    """

    kind: str
    id: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMap:
    """What a desk says about a kind of table.

    Attributes:
        words: By key of the record: which word of the table means which value.
        only: Rows that are looked at at all.
        repeat: A repeat group of a form, each row of which is a row here.
        lists: The sign between several in one cell.
    """

    zone: ZoneInfo | None = None
    days: str = ""
    decimal: str = ""
    encoding: str = ""
    sheet: str = ""
    repeat: str = ""
    lists: str = ";"
    id: str = ""
    speaker: str = ""
    side: str = ""
    clause: str = ""
    published: str = ""
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: tuple[RecordMap, ...] = ()


NOTHING_SAID: Final = TableMap()


def mapping_of(text: str, name: str) -> TableMap:
    """Read a mapping.

    Raises:
        BadMappingError: With every problem in it.
    """
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as why:
        raise BadMappingError(
            name, [(f"this is no TOML: {why}", 'write lines such as zone = "Asia/Damascus"')]
        ) from None
    problems = [*_problems(raw)]
    if problems:
        raise BadMappingError(name, problems)
    plain = {key: raw[key] for key in _TEXTS if key in raw and key != "zone"}
    return TableMap(
        zone=ZoneInfo(raw["zone"]) if "zone" in raw else None,
        words=raw.get("words", {}),
        only=_conditions(raw.get("only", {})),
        records=tuple(_record(one) for one in raw.get("record", ())),
        **plain,
    )


def against(deal: Deal, mapping: TableMap) -> Iterator[tuple[str, str]]:
    """Ids that a mapping gives and the deal does not have."""
    clauses = clauses_of(deal)
    sides = {one.id for one in deal.parties} | {INDEPENDENT, UNKNOWN}
    for key, known in (("clause", clauses), ("side", sides)):
        given = {getattr(mapping, key), *mapping.words.get(key, {}).values()}
        given |= {one.always.get(key, "") for one in mapping.records}
        for value in sorted(str(one) for one in given - known - {""}):
            near = get_close_matches(value, sorted(known), 1) or sorted(known)
            yield f'the {key} "{value}" is none of the deal', f"one of {', '.join(near)}"


def clauses_of(deal: Deal) -> frozenset[str]:
    """Every id that a record may name as its clause."""
    named = {id for one in deal.clauses for id in (one.id, *one.also)}
    return frozenset(named | {one.id for one in deal.exchanges} | {WHOLE_DEAL})


def _problems(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _unknown(raw, _TOP, "")
    for key in _TEXTS:
        if not isinstance(raw.get(key, ""), str):
            yield f"{key} is no text", f'write {key} = "..."'
    try:
        ZoneInfo(str(raw.get("zone", "UTC")))
    except (ZoneInfoNotFoundError, ValueError):
        yield f'there is no zone "{raw["zone"]}"', 'write it like "Asia/Damascus"'
    for key, allowed in (("days", ("", "dmy", "mdy", "ymd")), ("decimal", ("", ".", ","))):
        if raw.get(key, "") not in allowed:
            yield f'{key} is "{raw[key]}"', f"one of {', '.join(one for one in allowed if one)}"
    for key, words in raw.get("words", {}).items():
        if not isinstance(words, dict):
            yield f"words.{key} is no table", f'write [words.{key}] and below it "a word of the table" = "a value"'
    several = raw.get("record", [])
    if not isinstance(several, list):
        yield "record is no list", "write [[record]], with two brackets, over each"
        return
    for number, one in enumerate(several, 1):
        yield from _record_problems(one, f"record {number}")


def _record_problems(raw: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
    yield from _unknown(raw, _IN_RECORD, f"{where}: ")
    kind = raw.get("kind", "claim")
    if kind not in shapes():
        yield f'{where}: there is no kind of record "{kind}"', f"one of {', '.join(shapes())}"
        return
    for part in ("columns", "always"):
        if not isinstance(raw.get(part, {}), dict):
            yield f"{where}: {part} is no table", f"write [record.{part}]"
        else:
            yield from _unknown(raw.get(part, {}), keys_of(kind), f"{where}, {part}: ")


def _unknown(raw: Mapping[str, Any], known: Sequence[str], where: str) -> Iterator[tuple[str, str]]:
    for key in raw:
        if key not in known:
            near = get_close_matches(key, known, 1)
            yield (
                f'{where}there is no key "{key}"',
                f'did you mean "{near[0]}"?' if near else f"one of {', '.join(known)}",
            )


@cache
def keys_of(kind: str) -> tuple[str, ...]:
    """The keys of a kind of record to which a column can lead, parts as `happened.start`."""
    made: list[str] = []
    for one in shapes()[kind].fields:
        options = one.type.types if isinstance(one.type, inspect.UnionType) else (one.type,)
        part = next((option for option in options if isinstance(option, inspect.StructType)), None)
        if part is not None and one.encode_name in _PARTED:
            made += [f"{one.encode_name}.{inner.encode_name}" for inner in part.fields]
            made += [key for key in _EXTRA if key.partition(".")[0] == one.encode_name]
        elif part is None:
            made.append(one.encode_name)
    return tuple(made)


def _record(raw: Mapping[str, Any]) -> RecordMap:
    always = {key: value for key, value in raw.get("always", {}).items()}
    columns = {key: str(value) for key, value in raw.get("columns", {}).items()}
    return RecordMap(raw.get("kind", "claim"), raw.get("id", ""), _conditions(raw.get("only", {})), columns, always)


def _conditions(raw: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(raw, str):
        return {raw: ()}
    return {key: (one,) if isinstance(one, str) else tuple(one) for key, one in raw.items()}
