"""What is wrong with an object that should be a record: every fault at once, in words, with what to write instead.

msgspec stops at the first fault and speaks of types; a monitor who has to repair forty lines needs all of them. The
shapes are read from the record kinds themselves, so that the two cannot drift apart.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, get_args
from unicodedata import category

from msgspec import inspect

from trucekeeper.core.moment import MomentError, moment
from trucekeeper.ledger import record
from trucekeeper.ledger.keys import meaning

#: Given by the store alone; a caller who could set them could rewrite what was known when.
STORES_ALONE: Final = ("recorded_at", "entered_by")

#: Beyond these years a moment is a slip of the pen, and adding an offset to it may leave the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199

#: Keys whose value is a SHA-256 in hexadecimal digits; empty where unknown.
HASHES: Final = frozenset(
    {"sha256", "text_sha256", "raw_sha256", "file_sha256", "seal", "key", "signer", "copy_sha256", "stamp_sha256"}
)

#: Keys of a record itself that hold an id, and those that hold a moment.
_IDS: Final = frozenset(
    {
        *("id", "source", "relays", "answers", "ends", "corrects", "withdraws", "reviews", "same_as", "translates"),
        *("undoes", "follows", "replaces"),
    }
)
_MOMENTS: Final = frozenset({"said_at", "published", "at", "known_by", "due"})

#: Texts that say nothing when they are empty.
NOT_EMPTY: Final = frozenset(
    {
        *("speaker", "decides", "asks", "actor", "analyst", "by", "team", "deal", "version", "unit", "case"),
        "translator",
        "holder",
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an object: where in it (keys from the outside in), what, and what to write instead."""

    path: tuple[str, ...]
    code: str
    message: str
    help: str | None = None


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Find the known word that somebody probably meant, for messages only."""
    by_fold = {one.casefold().replace("_", " "): one for one in known}
    found = get_close_matches(word.casefold().replace("_", " "), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


@cache
def shapes() -> dict[str, inspect.StructType]:
    """The record kinds by their tag, as msgspec sees them."""
    types = [inspect.type_info(kind) for kind in get_args(record.Record)]
    return {str(one.tag): one for one in types if isinstance(one, inspect.StructType)}


def faults(value: object) -> Iterator[Fault]:
    """Find every fault of an object that should be a record."""
    if not isinstance(value, dict):
        yield Fault(
            (), "L02", f"a record is an object, and this is {what_it_is(value)}", 'write {"record": "claim", ...}'
        )
        return
    kinds = tuple(shapes())
    kind = value.get("record")
    if "record" not in value:
        yield Fault((), "L03", 'the kind of record is missing: "record"', f"one of: {', '.join(kinds)}")
    elif not isinstance(kind, str) or kind not in kinds:
        guess = nearest(kind, kinds) if isinstance(kind, str) else None
        help = f'did you mean "{guess}"?' if guess else f"one of: {', '.join(kinds)}"
        yield Fault(("record",), "L03", f"{shown(kind)} is not a kind of record", help)
    else:
        rest = {key: one for key, one in value.items() if key != "record"}
        yield from _struct(rest, shapes()[kind], (), kind)


def sound(flat: dict[str, Any]) -> bool:
    """Quickly say yes to a record whose types are known to be right; no means only: look closely, with `faults`."""
    for key, value in flat.items():
        if value is None:
            continue
        if key in _MOMENTS:
            if not FIRST_YEAR < int(value[:4]) < LAST_YEAR:
                return False
        elif key in _IDS:
            if not (value.isprintable() and value.strip() and len(value) <= 200):
                return False
        elif key in HASHES or (key in NOT_EMPTY and not value.strip()):
            return False
        elif type(value) is dict:
            check = _TOGETHER_AT.get(key)
            if check is None or check(value) is not None:
                return False
            if key == "happened" and not sound({"at": value["start"], "known_by": value["end"]}):
                return False
    whole = _TOGETHER_IN.get(flat.get("record", ""))
    return whole is None or whole(flat) is None


def what_it_is(value: object) -> str:
    """Name the JSON type of a value as a person would."""
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", list: "a list"}
    return "null" if value is None else names.get(type(value), "an object")


def shown(value: object) -> str:
    """Show a value in a message, cut where it is long."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[:60] if isinstance(value, int | float) else what_it_is(value)


def _struct(value: object, shape: inspect.StructType, path: tuple[str, ...], name: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _wrong(value, path, "an object with " + ", ".join(f'"{one.encode_name}"' for one in shape.fields))
        return
    fields = {one.encode_name: one for one in shape.fields}
    for key, one in value.items():
        if key in fields:
            yield from _value(one, fields[key].type, (*path, key))
            yield from _text(one, key, (*path, key))
        else:
            yield _unknown(key, tuple(fields), path, name)
    for key, field in fields.items():
        if field.required and key not in value:
            yield Fault(path, "L05", f'{_a(name)} needs "{key}"', f"{key}: {meaning(name, key)}")
    yield from _together(value, shape.cls.__name__, path)


def _unknown(key: str, known: tuple[str, ...], path: tuple[str, ...], name: str) -> Fault:
    if key in STORES_ALONE or (key == "position" and not path):
        message = f'"{key}" is given by the ledger when it takes the record, never by the caller'
        return Fault((*path, key), "L06", message, f'leave "{key}" out')
    guess = nearest(key, known)
    help = f'did you mean "{guess}"?' if guess else f"keys: {', '.join(known)}"
    return Fault((*path, key), "L04", f'"{key}" is not a key of {_a(name)}', help)


def _value(value: object, shape: inspect.Type, path: tuple[str, ...]) -> Iterator[Fault]:
    match shape:
        case inspect.UnionType(types=types):
            if value is not None:
                yield from _value(value, next(one for one in types if not isinstance(one, inspect.NoneType)), path)
        case inspect.StructType():
            yield from _struct(value, shape, path, path[-1])
        case inspect.LiteralType(values=values):
            yield from _one_of(value, tuple(str(one) for one in values), path)
        case inspect.DateTimeType():
            yield from _moment(value, path)
        case inspect.VarTupleType(item_type=item):
            if not isinstance(value, list):
                yield _wrong(value, path, "a list", f"[{shown(value)}]" if isinstance(value, str) else None)
            else:
                for one in value:
                    yield from _value(one, item, path)
        case inspect.TupleType():
            if not (isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)):
                yield _wrong(value, path, "a pair of whole numbers", "[first character, character behind the last]")
        case inspect.DictType():
            if _torn(value):
                yield Fault(path, "L07", f'"{path[-1]}" holds half of a character', "save the file as UTF-8")
            if not isinstance(value, dict):
                yield _wrong(value, path, "an object of new values by key", '{"quantity": {"low": 350, "high": 350}}')
        case inspect.IntType(ge=least):
            if type(value) is not int:
                yield _wrong(value, path, "a whole number")
            elif least is not None and value < least:
                yield Fault(path, "L07", f'"{path[-1]}" is {value}, and less than {least} cannot be')
        case inspect.FloatType():
            if type(value) not in (int, float):
                yield _wrong(value, path, "a number")
        case inspect.BoolType():
            if not isinstance(value, bool):
                yield _wrong(value, path, "true or false", _bool_hint(value, path))
        case inspect.StrType(min_length=shortest, max_length=longest):
            if not isinstance(value, str):
                yield _wrong(value, path, "a text", f'"{value}"' if type(value) is int else None)
            elif shortest and not value.strip():
                yield Fault(path, "L07", f'"{path[-1]}" is empty')
            elif shortest and any(category(letter) in ("Cc", "Zl", "Zp") for letter in value):
                yield Fault(path, "L07", f'"{path[-1]}" holds a line break or another sign that cannot be seen')
            elif longest and len(value) > longest:
                yield Fault(path, "L07", f'"{path[-1]}" has {len(value)} characters; {longest} are the most')


def _bool_hint(value: object, path: tuple[str, ...]) -> str | None:
    if path == ("position",):
        return 'the place in the ledger is given by the ledger: leave "position" out'
    return {"yes": "true", "no": "false", "true": "true", "false": "false"}.get(str(value).casefold())


def _wrong(value: object, path: tuple[str, ...], wanted: str, instead: str | None = None) -> Fault:
    help = f"write {instead}" if instead and not instead.startswith("the ") else instead
    return Fault(path, "L07", f'"{path[-1]}" takes {wanted}, and this is {what_it_is(value)}', help)


def _one_of(value: object, choices: tuple[str, ...], path: tuple[str, ...]) -> Iterator[Fault]:
    if isinstance(value, str) and value in choices:
        return
    word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    guess = nearest(word, choices) if isinstance(word, str) else None
    help = f'did you mean "{guess}"?' if guess else f"one of: {', '.join(choices)}"
    yield Fault(path, "L08", f'{shown(value)} is not a value of "{path[-1]}"', help)


def _moment(value: object, path: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _wrong(value, path, "a moment", '"2016-12-14T05:00+02:00"')
        return
    try:
        year = moment(value).astimezone(UTC).year
    except MomentError as error:
        yield Fault(path, "L09", f'"{path[-1]}": {error.message}', error.hint)
    except OverflowError:
        yield Fault(path, "L09", f'"{path[-1]}": {shown(value)} lies outside the calendar')
    else:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = f'"{path[-1]}": {shown(value)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}'
            yield Fault(path, "L09", message, "look at the year")


def _text(value: object, key: str, path: tuple[str, ...]) -> Iterator[Fault]:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str):
            continue
        if _torn(one):
            yield Fault(path, "L07", f'"{key}" holds half of a character', "save the file as UTF-8 and write it again")
        elif key in NOT_EMPTY and not one.strip():
            yield Fault(path, "L07", f'"{key}" is empty', f"{key}: {meaning('', key)}")
        elif key in HASHES and one and not (len(one) == 64 and set(one) <= set("0123456789abcdef")):
            yield Fault(path, "L07", f'"{key}" is no SHA-256: 64 of the digits 0-9 and a-f')


def _torn(value: object) -> bool:
    """True where a text inside cannot be written as UTF-8."""
    if isinstance(value, dict):
        return any(_torn(key) or _torn(one) for key, one in value.items())
    if isinstance(value, list):
        return any(map(_torn, value))
    return isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value)


def _together(value: dict[str, Any], name: str, path: tuple[str, ...]) -> Iterator[Fault]:
    check = TOGETHER.get(name)
    if check is not None:
        try:
            said = check(value)
        except (KeyError, TypeError, ValueError):
            return  # what is missing or of the wrong type has been reported already
        if said is not None:
            yield Fault(path, "L10", *said)


def _happened(value: dict[str, Any]) -> tuple[str, str] | None:
    start, end = datetime.fromisoformat(value["start"]), datetime.fromisoformat(value["end"])
    if start < end:
        return None
    return f"ends at {value['end']}, which is not after its start {value['start']}", "the end is not included"


def _count(value: dict[str, Any]) -> tuple[str, str] | None:
    if value["high"] is None or value["low"] <= value["high"]:
        return None
    return f"low is {value['low']}, more than high, {value['high']}", "write the smaller number as low"


def _spot(value: dict[str, Any]) -> tuple[str, str] | None:
    north, east, radius = (value.get(key) for key in ("north", "east", "radius_km"))
    if not value.get("place") and north is None:
        return "says no place", "give words or an id as place, or a point; leave it out where nothing is known"
    if (north is None) != (east is None):
        return "a point needs both north and east", "add the other one, or leave both out"
    if north is not None and not (abs(north) <= 90 and abs(east or 0) <= 180):
        return f"{north} north, {east} east is no point on the earth", "degrees, north first"
    if radius is not None and not 0 <= radius <= 20_040:
        return f"radius_km is {radius}", "kilometres around the point, 0 or more"
    return None


def _spans(value: dict[str, Any]) -> tuple[str, str] | None:
    pairs = [*value["content"], *(value[key] for key in ("speaker", "cue") if value.get(key))]
    bad = next((pair for pair in pairs if not 0 <= pair[0] < pair[1]), None)
    return None if bad is None else (f"{list(bad)} holds no character", "first character, then the one behind the last")


def _case_step(value: dict[str, Any]) -> tuple[str, str] | None:
    """A finding says on which axis, and in the words that all missions can count by."""
    step, axis, outcome = value["step"], value.get("axis"), value.get("outcome", "")
    if axis is not None and step not in {"finding", "dissent"}:
        return f'"{step}" judges nothing, so it has no axis', 'write step "finding", or leave axis out'
    words = record.OUTCOMES.get(axis or step)
    if words is not None and outcome not in words:
        return f'"{outcome}" is no outcome of {axis or step}', f"one of: {', '.join(words)}"
    if outcome == "party named" and not value.get("actors"):
        return "a party is named, and actors says none", "name it in actors, or write not determined"
    if value.get("code") and outcome not in {"not confirmed", "not determined"}:
        return f'"{value["code"]}" tells why something could not be found out', 'write it with "not confirmed"'
    return None


def _counted(value: dict[str, Any]) -> tuple[str, str] | None:
    low, high = value.get("km_low"), value.get("km_high")
    if low is not None and (low < 0 or (high is not None and high < low)):
        return f"the distance is from {low} to {high} km", "the nearer one first, 0 or more"
    if high is not None and low is None:
        return "km_high is given without km_low", "write the same number twice where the distance is one"
    north, east = value.get("position_north"), value.get("position_east")
    if (north is None) != (east is None):
        return "a position needs both north and east", "add the other one, or leave both out"
    if north is not None and not (abs(north) <= 90 and abs(east or 0) <= 180):
        return f"{north} north, {east} east is no point on the earth", "degrees, north first"
    if value.get("nature", "undetermined") != "undetermined" and value["observation"] not in {
        "explosion",
        "projectile",
    }:
        return f'a {value["observation"]} has no "{value["nature"]}"', "only explosions and projectiles have a nature"
    if value.get("same_as") is not None and value.get("same_as") == value.get("id"):
        return "the row says that it is the same as itself", "leave same_as out"
    return None


#: Rules that bind two keys of one part.
TOGETHER: Final[dict[str, Callable[[dict[str, Any]], tuple[str, str] | None]]] = {
    "Happened": _happened,
    "Count": _count,
    "Spot": _spot,
    "Spans": _spans,
    "CaseStep": _case_step,
    "Counted": _counted,
}

#: The same for whole records, by their tag.
_TOGETHER_IN: Final = {"case step": _case_step, "counted": _counted}

#: The same by the keys under which such parts stand in a record.
_TOGETHER_AT: Final = {
    "happened": _happened,
    "quantity": _count,
    "vehicles": _count,
    "place": _spot,
    "to": _spot,
    "spans": _spans,
}


def _a(name: str) -> str:
    """Name a kind of record (an observation, a claim) or the part of one ("quantity")."""
    if name not in shapes():
        return f'"{name}"'
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
