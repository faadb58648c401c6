"""Records as lines of JSON: one object a line, read with every fault reported, written in one way only."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

import msgspec

from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.core.moment import iso, moment
from trucekeeper.ledger.record import Record
from trucekeeper.ledger.shape import Fault, faults

#: Keys whose value is a moment, in every kind of record and part of one.
MOMENTS: Final = frozenset({"said_at", "published", "at", "known_by", "start", "end", "due"})


#: The record kinds by their tag.
KINDS: Final[dict[str, Any]] = {str(kind.__struct_config__.tag): kind for kind in get_args(Record)}


class RecordError(TruceError):
    """An object that is not a record."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(faults[0].message + more, faults[0].help)
        self.faults = tuple(faults)


class RecordsRefused(TruceError):
    """A file of records with at least one bad line; nothing of it was taken."""

    def __init__(self, name: str, findings: Sequence[Finding]) -> None:
        first = findings[0]
        lines = len({finding.at.line for finding in findings})
        bad = "1 line is no record" if lines == 1 else f"{lines} lines are no records"
        message = f"{name}: {bad}, nothing was taken; line {first.at.line}: {first.message}"
        super().__init__(message, first.help)
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file of records says.

    Attributes:
        records: The good ones, in the order of the file.
        lines: The line of each, from 1.
        findings: All that is wrong, in reading order; empty where every line is a record.
    """

    records: tuple[Record, ...]
    lines: tuple[int, ...]
    findings: tuple[Finding, ...]


def read_jsonl(text: str) -> Read:
    """Read records, one JSON object a line; empty lines are passed over.

    An id that stands twice is an error too: a second copy would count as a second source.
    """
    records: list[Record] = []
    lines: list[int] = []
    findings: list[Finding] = []
    first: dict[str, int] = {}
    start = 0
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            read, wrong = _line(line.rstrip("\r"), number, start)
            findings += wrong
            if read is not None:
                if read.id in first:
                    findings.append(_twice(read.id, line, number, first[read.id], start))
                first.setdefault(read.id, number)
                records.append(read)
                lines.append(number)
        start += len(line) + 1
    return Read(tuple(records), tuple(lines), tuple(findings))


def records_of(text: str, name: str) -> tuple[Record, ...]:
    """Read records and take all of them or none.

    Raises:
        RecordsRefused: When a line is not a record; it carries every finding.
    """
    read = read_jsonl(text)
    if read.findings:
        raise RecordsRefused(name, read.findings)
    return read.records


def record_from(value: object) -> Record:
    """Make a record of an object with its keys as in JSON.

    Raises:
        RecordError: With every fault of the object.
    """
    wrong = tuple(faults(value))
    if wrong or not isinstance(value, dict):
        raise RecordError(wrong)
    kind = KINDS[value["record"]]  # one Struct, not the union: msgspec takes a union apart anew at each call
    record: Record = msgspec.convert(_with_seconds(value), kind)
    return record


def _with_seconds(value: Any) -> Any:
    """Write moments as RFC 3339 wants them; people leave out the seconds, and it means the same."""
    if isinstance(value, dict):
        return {
            key: iso(moment(one)) if key in MOMENTS and isinstance(one, str) else _with_seconds(one)
            for key, one in value.items()
            if key != "changes"  # read when they are put into the record that they correct
        } | {key: value[key] for key in ("changes",) if key in value}
    return [_with_seconds(one) for one in value] if isinstance(value, list) else value


def flat(record: Record) -> dict[str, Any]:
    """Give a record as an object of JSON values; what equals its default is left out."""
    built = msgspec.json.decode(msgspec.json.encode(record))  # unlike to_builtins it makes lists of tuples
    assert isinstance(built, dict)
    return built


def canonical(value: object) -> bytes:
    """Write JSON in one way only: UTF-8, sorted keys, no spaces, letters of all scripts as they are."""
    return msgspec.json.encode(value, order="sorted")


def write_jsonl(records: Iterable[Record]) -> str:
    """Write records so that `read_jsonl` gives the same ones back."""
    return "".join(canonical(flat(record)).decode() + "\n" for record in records)


class _KeyTwice(ValueError):
    """One key stands twice in an object: most readers would silently keep the last."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen = dict(pairs)
    if len(seen) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return seen


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")


def _line(line: str, number: int, start: int) -> tuple[Record | None, list[Finding]]:
    def finding(fault: Fault, column: int) -> Finding:
        at = Span(number, column, start + column - 1, start + len(line))
        return Finding(code=fault.code, severity=Severity.ERROR, message=fault.message, at=at, help=fault.help)

    try:
        value = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        help = "each line is one whole object: {...}"
        return None, [finding(Fault((), "L01", f"this is not JSON: {error.msg}", help), error.colno)]
    except _KeyTwice as error:
        return None, [finding(Fault((), "L04", f'"{error}" stands twice', "leave one of them out"), 1)]
    except (ValueError, RecursionError) as error:
        return None, [finding(Fault((), "L01", f"this is not JSON: {str(error).split(';')[0]}"), 1)]
    try:
        return record_from(value), []
    except RecordError as error:
        return None, [finding(fault, _column(line, fault.path)) for fault in error.faults]


def _column(line: str, path: tuple[str, ...]) -> int:
    """Find the last key of a path in its line, counted from 1; the line's start where it stands in other spelling."""
    at = 0
    for key in path:
        at = max(line.find(f'"{key}"', at), at)
    return at + 1


def _twice(id: str, line: str, number: int, first: int, start: int) -> Finding:
    at = Span(number, 1, start, start + len(line))
    return Finding(
        code="L11",
        severity=Severity.ERROR,
        message=f'the id "{id}" is already used at line {first}',
        at=at,
        help="give each record its own id; to change a record, write a correction that names it",
    )
