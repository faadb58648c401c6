"""Observation tables as missions print them, as CSV and back: one row of a table is one record of kind `counted`.

The columns are those of a monitoring mission's annex (date, time, observer, how, number, what, direction, distance,
weapon, exercise), so that whoever has the file can add it up again without this software.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from trucekeeper.core.csv_rows import BOM, csv_rows
from trucekeeper.core.finding import Span
from trucekeeper.core.moment import MomentError, in_zone, iso
from trucekeeper.ledger.codec import Read, read_jsonl
from trucekeeper.ledger.record import Counted
from trucekeeper.ledger.table import as_written, harmless

COLUMNS: Final = (
    *("row", "date", "time", "until_date", "until_time", "offset", "team", "position", "position_north"),
    *("position_east", "means", "number", "observation", "nature", "direction", "km_from", "km_to", "weapon"),
    *("exercise", "place", "place_north", "place_east", "place_radius_km", "same_as", "source", "note", "said_at"),
    *("precision", "time_basis"),
)

#: Columns whose cell is a number, with the key of the record.
_NUMBERS: Final = {
    "number": "number",
    "position_north": "position_north",
    "position_east": "position_east",
    "km_from": "km_low",
    "km_to": "km_high",
}
#: Columns whose cell is a text that stands in the record under the same key.
_TEXTS: Final = (
    *("team", "position", "means", "observation", "nature", "direction", "weapon", "same_as", "source", "note"),
)


def to_table(rows: Iterable[Counted], zone: ZoneInfo | None = None) -> str:
    """Write rows, times in the mission's zone where one is given, else as they were recorded."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows({key: harmless(cell) for key, cell in _cells(row, zone).items()} for row in rows)
    return BOM + text.getvalue()


def from_table(text: str, zone: ZoneInfo | None = None, name: str = "the table") -> Read:
    """Read such a table; findings count rows as lines.

    Args:
        text: With a header of these columns, in any order; those that are not needed may be missing.
        zone: Where times are meant in rows without an offset; without it they are refused.
        name: Of the file.

    Raises:
        CsvError: When it is no CSV.
    """
    rows = csv_rows(text, name)
    if not rows:
        return Read((), (), ())
    header, *rest = rows
    lines = [""]
    for cells in rest:
        beyond = [f"column {number}" for number in range(len(header) + 1, len(cells) + 1)]
        row = {key: as_written(cell) for key, cell in zip([*header, *beyond], cells, strict=False) if cell}
        lines.append(json.dumps(_object(row, zone)) if row else "")
    read = read_jsonl("\n".join(lines))
    findings = (replace(one, at=Span(one.at.line, 1, 0, 0)) for one in read.findings)
    return replace(read, findings=tuple(findings))


def _cells(row: Counted, zone: ZoneInfo | None) -> dict[str, str]:
    start = row.happened.start.astimezone(zone) if zone else row.happened.start
    end = row.happened.end.astimezone(start.tzinfo)
    spot = row.place
    cells: dict[str, object] = {
        "row": row.id,
        "date": start.date().isoformat(),
        "time": _clock(start),
        "until_date": end.date().isoformat() if end.date() != start.date() else "",
        "until_time": _clock(end),
        "offset": iso(start)[-6:],
        "km_from": row.km_low,
        "km_to": row.km_high,
        "number": row.number,
        "position_north": row.position_north,
        "position_east": row.position_east,
        "exercise": "yes" if row.exercise else "no",
        "place": spot.place if spot else "",
        "place_north": spot.north if spot else None,
        "place_east": spot.east if spot else None,
        "place_radius_km": spot.radius_km if spot else None,
        "said_at": iso(row.said_at),
        "precision": row.happened.precision,
        "time_basis": row.happened.basis,
    } | {key: getattr(row, key) or "" for key in _TEXTS}
    return {key: "" if value is None else str(value) for key, value in cells.items()}


def _clock(at: datetime) -> str:
    exact = "minutes" if not at.second and not at.microsecond else "auto"
    return at.time().isoformat(exact)


def _object(row: Mapping[str, str], zone: ZoneInfo | None) -> dict[str, Any]:
    """The JSON object of a row; what cannot be read stays as it is, so that the reader of records reports it."""
    made: dict[str, Any] = {"record": "counted"}
    made |= {key: row[key] for key in _TEXTS if key in row}
    made |= {key: _number(row[column]) for column, key in _NUMBERS.items() if column in row}
    made |= {key: value for key, value in row.items() if key not in COLUMNS}
    if "row" in row:
        made["id"] = row["row"]
    if "exercise" in row:
        word = row["exercise"].casefold()
        made["exercise"] = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
            word, row["exercise"]
        )
    place = {key: row[f"place_{key}"] for key in ("north", "east", "radius_km") if f"place_{key}" in row}
    spot = ({"place": row["place"]} if "place" in row else {}) | {key: _number(one) for key, one in place.items()}
    if spot:
        made["place"] = spot
    start, end = _times(row, zone)
    made["happened"] = {"start": start, "end": end, "precision": row.get("precision", "minute")}
    if "time_basis" in row:
        made["happened"]["basis"] = row["time_basis"]
    made["said_at"] = row.get("said_at", end)
    return made


def _number(cell: str) -> object:
    try:
        return int(cell) if cell.lstrip("-").isdigit() else float(cell)
    except ValueError:
        return cell


def _times(row: Mapping[str, str], zone: ZoneInfo | None) -> tuple[str, str]:
    """Start and end as moments; a minute where no end is told."""
    first = _moment(row.get("date", ""), row.get("time", ""), row.get("offset", ""), zone)
    if "until_time" not in row:
        try:
            return first, iso(datetime.fromisoformat(first) + timedelta(minutes=1))
        except ValueError:
            return first, first
    return first, _moment(row.get("until_date") or row.get("date", ""), row["until_time"], row.get("offset", ""), zone)


def _moment(day: str, clock: str, offset: str, zone: ZoneInfo | None) -> str:
    """A moment in the form of records; as written where it is none, so that it is reported."""
    written = f"{day}T{clock}{offset}"
    try:
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
        return written if offset or zone is None else iso(in_zone(at, zone))
    except (ValueError, MomentError):
        return written
