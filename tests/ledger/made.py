"""Records of every kind, drawn from the shapes themselves."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st
from msgspec import ValidationError, convert, inspect

from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.record import Record
from trucekeeper.ledger.shape import HASHES, faults, shapes

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(
    str.strip
)
IDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)


def _value(shape: inspect.Type, key: str) -> st.SearchStrategy[Any]:
    match shape:
        case inspect.UnionType(types=types):
            return st.none() | st.one_of([_value(one, key) for one in types if not isinstance(one, inspect.NoneType)])
        case inspect.StructType():
            return _object(shape)
        case inspect.LiteralType(values=values):
            return st.sampled_from(sorted(str(one) for one in values))
        case inspect.DateTimeType():
            return MOMENTS.map(datetime.isoformat)
        case inspect.VarTupleType(item_type=item):
            return st.lists(_value(item, key), max_size=3)
        case inspect.TupleType():
            return st.tuples(st.integers(0, 50), st.integers(51, 99)).map(list)
        case inspect.DictType():
            return st.dictionaries(TEXTS, TEXTS | st.integers() | st.none() | st.lists(TEXTS), max_size=2)
        case inspect.IntType():
            return st.integers(0, 10**6)
        case inspect.FloatType():
            return st.floats(0, 80)
        case inspect.BoolType():
            return st.booleans()
    if key in HASHES:
        return HEX
    return IDS if isinstance(shape, inspect.StrType) and shape.min_length else TEXTS


def _object(shape: inspect.StructType) -> st.SearchStrategy[dict[str, Any]]:
    needed = {one.encode_name: _value(one.type, one.encode_name) for one in shape.fields if one.required}
    free = {one.encode_name: _value(one.type, one.encode_name) for one in shape.fields if not one.required}
    return st.fixed_dictionaries(needed, optional=free)


@st.composite
def records(draw: st.DrawFn, id: str = "r1") -> Record:
    """A record that a ledger would take the shape of."""
    shape = draw(st.sampled_from(list(shapes().values())))
    values = _object(shape).map(lambda one: one | {"record": str(shape.tag), "id": id})
    return record_from(draw(values.filter(lambda one: not any(faults(one)))))


@st.composite
def maybe_records(draw: st.DrawFn) -> dict[str, Any]:
    """JSON values of the right types that are a record, or all but one thing of it."""
    shape = draw(st.sampled_from(list(shapes().values())))
    values = draw(_object(shape)) | {"record": str(shape.tag), "id": "r1"}
    texts = [key for key, value in values.items() if isinstance(value, str) and key != "record"]
    bad = ["", " ", "a\nb", "x" * 300, "sha256:" + "a" * 64, "1200-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]
    fields = {one.encode_name: one.type for one in shape.fields}
    for key in draw(st.lists(st.sampled_from(texts), max_size=2)):
        if isinstance(fields[key], inspect.StrType) or draw(st.booleans()):
            values[key] = draw(st.sampled_from(bad))
    try:
        convert(values, shape.cls)
    except ValidationError:
        return {"record": "side", "id": "r1", "actor": "x", "side": "y", "analyst": "z"}
    return values
