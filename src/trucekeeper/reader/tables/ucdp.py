"""UCDP Georeferenced Event Dataset (GED), any version: one event a row, as codebook version 23.1 describes the columns.

date_prec 1: the day is known; 2: within 2 to 6 days; 3: the week; 4: the month; 5: more than a month. The row's own
start and end are that range. where_prec 1: the exact place; 2: within about 25 km of the point; 3: the district; 4: the
province; 5: a line or a vague region; 6: the country; 7: the sea or the air. From 3 on the point stands for an area.
"""

from typing import Any, Final

from trucekeeper.reader.tables import dataset
from trucekeeper.reader.tables.cells import Row
from trucekeeper.reader.tables.mapping import TableMap

_BOOK: Final = "UCDP GED codebook"

NAME: Final = "UCDP GED"
COLUMNS: Final = (
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "date_prec",
    "where_prec",
    "date_start",
    "date_end",
    "low",
    "best",
    "high",
)
_VIOLENCE: Final = {1: "state-based violence", 2: "non-state violence", 3: "one-sided violence"}
_DATES: Final = {1: "the day", 2: "2 to 6 days", 3: "the week", 4: "the month", 5: "more than a month"}
_PLACES: Final = {
    3: "the district only",
    4: "the province only",
    5: "somewhere along or around",
    6: "the country only",
    7: "at sea or in the air",
}
#: Within so many kilometres of the point, where_prec 2.
NEAR_KM: Final = 25.0


def rows(row: Row, mapping: TableMap) -> list[dict[str, Any]]:
    """The claim of one event."""
    id = row.text("id", needed=True)
    kind, date_prec, where_prec = (dataset.code(row, key, known, _BOOK) for key, known in _CODES)
    made = dataset.claim(
        row, mapping, id=f"ucdp-{id}", dataset=NAME, event="killing", words=_words(row, kind), said_at=mapping.published
    )
    made["actors"] = dataset.actors(mapping, NAME, _doers(row, kind))
    if row.text("event_clarity") == "2":
        made["certainty"] = "hedged"
    _when(made, row, date_prec)
    _where(made, row, mapping, where_prec)
    said = [one for key in ("low", "best", "high") if (one := row.whole(key)) is not None]
    if said:  # some rows have a high below their best: what is said is the range of all three
        made["quantity"] = {"low": min(said), "high": max(said)} | ({"approx": True} if min(said) != max(said) else {})
    return [made]


_CODES: Final = (
    ("type_of_violence", _VIOLENCE),
    ("date_prec", _DATES),
    ("where_prec", {1: "the place", 2: "near"} | _PLACES),
)


def _doers(row: Row, kind: int) -> list[tuple[str, str]]:
    """Both sides of a fight as possible actors; of one-sided violence the side that did it (side b are civilians)."""
    both = [(row.text(f"side_{one}_new_id") or row.text(f"side_{one}_id"), row.text(f"side_{one}")) for one in "ab"]
    return both[:1] if kind == 3 else both


def _words(row: Row, kind: int) -> str:
    parts = (
        ("deaths_a", "side a"),
        ("deaths_b", "side b"),
        ("deaths_civilians", "civilians"),
        ("deaths_unknown", "unknown"),
    )
    dead = ", ".join(f"{label} {row.text(key)}" for key, label in parts if row.has(key))
    told = f"{_VIOLENCE.get(kind, '')}: {row.text('side_a')} - {row.text('side_b')}; dead {row.text('best')}"
    told += f" (low {row.text('low')}, high {row.text('high')}{'; ' + dead if dead else ''})"
    first_said = f"; said by: {row.text('source_original')}" if row.has("source_original") else ""
    sources = row.text("source_article") or row.text("source_office")
    return f"{told}{first_said}; sources: {sources}" if sources else f"{told}{first_said}"


def _when(made: dict[str, Any], row: Row, prec: int) -> None:
    start, end = row.day("date_start"), row.day("date_end")
    if start is None or end is None:
        return
    if end < start:
        row.wrong("T03", f"it ends on {end} before it starts on {start}", "look at the row")
        return
    word = "day" if prec == 1 and start == end else "days"
    dataset.happened(made, row, (start, end, word), f"UCDP date_prec {prec}: known to {_DATES.get(prec, 'nobody')}")


def _where(made: dict[str, Any], row: Row, mapping: TableMap, prec: int) -> None:
    words = row.text("where_coordinates") or row.text("where_description") or row.text("country")
    if not words:
        return
    point = (row.number("latitude"), row.number("longitude")) if prec in {1, 2} else (None, None)
    made["place"] = dataset.spot(
        mapping, words, point, radius_km=NEAR_KM if prec == 2 else None, known=_PLACES.get(prec, "")
    )
