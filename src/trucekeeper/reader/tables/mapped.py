"""Rows by a mapping: which cell becomes which key of which record."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from msgspec import inspect

from trucekeeper.core.moment import iso
from trucekeeper.ledger.shape import shapes
from trucekeeper.reader.quantity import quantities
from trucekeeper.reader.tables.cells import DIGITS, Row, looked_up
from trucekeeper.reader.tables.mapping import RecordMap, TableMap
from trucekeeper.reader.tables.sheet import folded

Made = dict[str, Any]

_NUMBERS: Final = {"north", "east", "radius_km", "position_north", "position_east", "km_low", "km_high"}
_WHOLE: Final = {"low", "high", "number", "position", "count"}
_MOMENTS: Final = {"said_at", "due", "published"}
_SPOTS: Final = ("place", "to")
_POINT: Final = re.compile(r"(-?\d{1,2}(?:\.\d+)?)[,\s]+(-?\d{1,3}(?:\.\d+)?)(?:\s+-?\d.*)?")
_CATCH_ALL: Final = "*"
_BRACED: Final = re.compile(r"\{([^{}]+)\}")


def mapped(row: Row, mapping: TableMap) -> list[Made]:
    """The records of a row as JSON objects; what is wrong is gathered in the row."""
    if not _holds(row, mapping.only):
        return []
    return [_made(row, one, mapping) for one in mapping.records if _holds(row, one.only)]


def _holds(row: Row, only: Mapping[str, tuple[str, ...]]) -> bool:
    return all(
        row.has(column) and (not words or folded(row.text(column)) in {folded(one) for one in words})
        for column, words in only.items()
    )


def _made(row: Row, one: RecordMap, mapping: TableMap) -> Made:
    made: Made = {"record": one.kind} | _common(one, mapping) | _nested(one.always)
    for key, column in one.columns.items():
        if row.has(column):
            _put(made, key, column, row, mapping)
    _finish(made, row, mapping)
    made["id"] = named(one.id or mapping.id, row) or f"row-{_digest(made)}"
    return made


def _common(one: RecordMap, mapping: TableMap) -> Made:
    """What the mapping says for the whole table, where the kind has such a key."""
    fields = {each.encode_name for each in shapes()[one.kind].fields}
    said = {"speaker": mapping.speaker, "side": mapping.side, "clause": mapping.clause, "said_at": mapping.published}
    return {key: value for key, value in said.items() if value and key in fields}


def _nested(always: Mapping[str, Any]) -> Made:
    made: Made = {}
    for key, value in always.items():
        outer, _, inner = key.partition(".")
        if inner:
            made.setdefault(outer, {})[inner] = value
        else:
            made[key] = value
    return made


def _put(made: Made, key: str, column: str, row: Row, mapping: TableMap) -> None:
    outer, _, inner = key.partition(".")
    if key in mapping.words:
        value, known = _word(key, column, row, mapping)
        if known and value not in (None, ""):
            _set(
                made, outer, inner, value if not _is_list(made["record"], outer) or isinstance(value, list) else [value]
            )
        return
    if key == "happened" or (outer == "happened" and inner in {"start", "end"}):
        _happened(made, inner, column, row)
    elif outer in _MOMENTS:
        if (when := row.stretch(column)) is not None:
            made[outer] = iso(when.start if when.precision == "minute" else when.end)
    elif key in {"quantity", "vehicles"}:
        _count(made, key, column, row)
    elif inner == "point":
        _point(made, outer, column, row)
    elif inner in _WHOLE or (not inner and outer in _WHOLE):
        _set(made, outer, inner, row.whole(column))
    elif inner in _NUMBERS or outer in _NUMBERS:
        _set(made, outer, inner, row.number(column))
    elif _is_list(made["record"], outer):
        _set(made, outer, "", [part.strip() for part in row.text(column).split(mapping.lists) if part.strip()])
    elif _is_bool(made["record"], outer):
        _yes_no(made, outer, column, row)
    elif outer in _SPOTS:
        _set(made, outer, inner or "place", row.text(column))
    else:
        _set(made, outer, inner, row.text(column))


def _set(made: Made, outer: str, inner: str, value: Any) -> None:
    if value is None:
        return
    if inner or outer in _SPOTS:
        made.setdefault(outer, {})[inner or "place"] = value
    else:
        made[outer] = value


def _word(key: str, column: str, row: Row, mapping: TableMap) -> tuple[Any, bool]:
    """A word of the table by the mapping; one that it does not know is refused unless it has a line for the rest."""
    words = mapping.words[key]
    cell = row.text(column)
    if _is_list_key(key) and mapping.lists in cell:
        several = [looked_up(words, part)[0] for part in cell.split(mapping.lists) if part.strip()]
        if None not in several:
            return [each for one in several for each in (one if isinstance(one, list) else [one])], True
    value, near = looked_up(words, cell)
    if value is not None:
        return value, True
    if _CATCH_ALL in words:
        rest = words[_CATCH_ALL]
        return (cell if rest == _CATCH_ALL else rest), True
    told = f'"{column}" says "{cell[:80]}", for which the mapping has no value'
    row.wrong("T05", told, f'add it under [words.{key}] (known: {near}), or "*" = "" to leave such words out')
    return None, False


def _is_list_key(key: str) -> bool:
    return key in {"actors", "via", "clauses", "of", "places"}


def _happened(made: Made, inner: str, column: str, row: Row) -> None:
    """One column for a whole time, or one for its start and one for its end; a day as an end is in."""
    when = row.stretch(column)
    if when is None:
        return
    there = made.setdefault("happened", {})
    if inner != "end":
        there |= {"start": iso(when.start), "precision": when.precision, "basis": f"column {column}"}
        there.setdefault("end", iso(when.end))
    else:
        there |= {"end": iso(when.end if when.precision != "minute" else when.start)}
        if there.get("precision") == "day" and there.get("start") and when.precision == "day":
            there["precision"] = "day" if _same_day(there["start"], there["end"]) else "days"


def _same_day(start: str, end: str) -> bool:
    from datetime import datetime, timedelta

    return datetime.fromisoformat(end) - datetime.fromisoformat(start) <= timedelta(hours=25)


def _count(made: Made, key: str, column: str, row: Row) -> None:
    """A number, or a number in words as `about 1,500 people`; low and high stay as they are said."""
    text = row.text(column)
    told = text if not text.isdecimal() else ""
    found = quantities(text, 0, len(text)) if told and re.search(r"[^\W\d_]", told) else []
    span = re.fullmatch(r"(\d+)\s*[-\u2013]\s*(\d+)", text)
    if span is not None:
        made[key] = {"low": int(span[1]), "high": int(span[2])}
    elif found:
        one = found[0].quantity
        made[key] = {"low": one.low, "high": one.high, "unit": one.unit, "approx": one.approx}
    elif told and re.search(r"[^\W\d_]", told):
        row.wrong(
            "T02",
            f'"{column}" says "{text[:60]}", in which no number stands',
            "write 1500, 100-150 or about 1,500 people",
        )
    elif (number := row.whole(column)) is not None:
        made[key] = {"low": number, "high": number} | ({} if key == "quantity" else {"unit": "vehicles"})


def _point(made: Made, outer: str, column: str, row: Row) -> None:
    """`36.2 37.1 0 5` as phones write it: degrees north and east; height and accuracy are read over."""
    found = _POINT.fullmatch(row.text(column))
    if found is None:
        row.wrong(
            "T02",
            f'"{column}" says "{row.text(column)[:60]}", which is no point',
            "write degrees north and east: 36.17 37.15",
        )
        return
    made.setdefault(outer, {}).update(north=float(found[1]), east=float(found[2]))


def _yes_no(made: Made, key: str, column: str, row: Row) -> None:
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    value, _ = looked_up(words, row.text(column))
    if value is None:
        row.wrong("T05", f'"{column}" says "{row.text(column)[:60]}", and only yes or no is meant', "write yes or no")
    else:
        made[key] = value


def _is_list(kind: str, key: str) -> bool:
    return any(one.encode_name == key and isinstance(one.type, inspect.VarTupleType) for one in shapes()[kind].fields)


def _is_bool(kind: str, key: str) -> bool:
    return any(one.encode_name == key and isinstance(one.type, inspect.BoolType) for one in shapes()[kind].fields)


def _finish(made: Made, row: Row, mapping: TableMap) -> None:
    """Ends that a range needs, and when it was said where only the day of the event is known."""
    for key in ("quantity", "vehicles"):
        if key in made:
            made[key].setdefault("high", None)
            made[key].setdefault("low", 0)
    fields = {each.encode_name: each for each in shapes()[made["record"]].fields}
    if "said_at" in fields and fields["said_at"].required and "said_at" not in made and not row.faults:
        row.wrong(
            "T01",
            "nothing says when it was said",
            "map a column to said_at, or give --published MOMENT for the whole table",
        )
    if "speaker" in fields and not made.get("speaker"):
        row.wrong(
            "T01",
            "nothing says who says so",
            'map a column to speaker, or write speaker = "..." at the top of the mapping',
        )
    if made.get("clause") and "incident" in fields and not made.get("incident") and made["clause"] != "deal":
        made["incident"] = f"{made.get('event', 'other')} {_digest(made)}"


def named(template: str, row: Row) -> str:
    """An id by its template, in which `{column}` stands for that cell."""

    def cell(found: re.Match[str]) -> str:
        text = row.text(found[1])
        if not text:
            row.wrong("T01", f'the id needs the column "{found[1]}", which is empty or missing', "fill it in")
        return text.translate(DIGITS)

    return _BRACED.sub(cell, template)


def _digest(made: Made) -> str:
    return sha256(json.dumps(made, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()[:12]


def columns_named(mapping: TableMap) -> Iterator[str]:
    """Every column that a mapping speaks of."""
    yield from mapping.only
    for one in mapping.records:
        yield from one.only
        yield from one.columns.values()
        yield from _BRACED.findall(one.id or mapping.id)
