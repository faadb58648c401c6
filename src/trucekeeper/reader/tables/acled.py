"""ACLED, as its export tool and its API write it: one event a row, with the 31 columns of the codebook since 2023.

time_precision 1: the day; 2: within the week, the row naming its middle; 3: the month. geo_precision 1: the place; 2:
near it; 3: only the region, the row naming a town that stands for it. Fatalities of 0 mean none reported, not none.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from trucekeeper.core.moment import iso
from trucekeeper.reader.tables import dataset
from trucekeeper.reader.tables.cells import Row
from trucekeeper.reader.tables.mapping import TableMap
from trucekeeper.reader.tables.sheet import folded

_BOOK: Final = "ACLED codebook"

NAME: Final = "ACLED"
COLUMNS: Final = (
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "geo_precision",
    "fatalities",
)
#: Event kinds by ACLED's sub-events; whatever is not here stays `other`, with ACLED's words in the claim.
EVENTS: Final = {
    "armed clash": "fire",
    "shelling/artillery/missile attack": "shelling",
    "air/drone strike": "airstrike",
    "government regains territory": "fire",
    "non-state actor overtakes territory": "fire",
    "grenade": "fire",
    "suicide bomb": "fire",
    "remote explosive/landmine/ied": "fire",
    "abduction/forced disappearance": "detention",
    "arrests": "detention",
    "agreement": "agreement",
}
#: Of these ACLED names first who did it; in a battle the order means nothing.
_ONE_DOER: Final = frozenset({"explosions/remote violence", "violence against civilians"})
_TIMES: Final = {1: "the day", 2: "the week", 3: "the month"}
_PLACES: Final = {1: "", 2: "or near it", 3: "stands for the region"}


def rows(row: Row, mapping: TableMap) -> list[dict[str, Any]]:
    """The claim of one event."""
    id = row.text("event_id_cnty", needed=True)
    time_prec = dataset.code(row, "time_precision", _TIMES, _BOOK)
    geo_prec = dataset.code(row, "geo_precision", _PLACES, _BOOK)
    made = dataset.claim(
        row, mapping, id=f"acled-{id}", dataset=NAME, event=_event(row), words=_words(row), said_at=_said(row, mapping)
    )
    made["actors"] = dataset.actors(mapping, NAME, _doers(row))
    _when(made, row, time_prec)
    _where(made, row, mapping, geo_prec)
    dead = row.whole("fatalities")
    if dead:
        made["quantity"] = {"low": dead, "high": dead, "approx": True}
    return [made]


def _event(row: Row) -> str:
    return EVENTS.get(folded(row.text("sub_event_type")), "other")


def _doers(row: Row) -> list[tuple[str, str]]:
    first, second = row.text("actor1"), row.text("actor2")
    alone = folded(row.text("event_type")) in _ONE_DOER
    return [("", one) for one in ((first,) if alone else (first, second))]


def _words(row: Row) -> str:
    sides = " - ".join(one for one in (row.text("actor1"), row.text("actor2")) if one)
    told = f"{row.text('event_type')}, {row.text('sub_event_type')}: {sides}"
    told += f"; fatalities {row.text('fatalities') or 'not said'}"
    notes = f"; {row.text('notes')}" if row.has("notes") else ""
    return f"{told}{notes}; sources: {row.text('source')}" if row.has("source") else f"{told}{notes}"


def _said(row: Row, mapping: TableMap) -> str:
    """When ACLED entered the row (`timestamp`, seconds or a moment), else when the file was published."""
    stamp = row.text("timestamp")
    if not stamp:
        return mapping.published
    if stamp.isdecimal() and len(stamp) <= 10:
        return iso(datetime.fromtimestamp(int(stamp), UTC))
    when = row.stretch("timestamp")
    return "" if when is None else iso(when.start)


def _when(made: dict[str, Any], row: Row, prec: int) -> None:
    day = row.day("event_date")
    if day is None or prec not in _TIMES:
        return
    first, last = day, day
    if prec == 2:
        first, last = day - timedelta(days=3), day + timedelta(days=3)
    elif prec == 3:
        first = day.replace(day=1)
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    word = "day" if prec == 1 else "days"
    dataset.happened(made, row, (first, last, word), f"ACLED time_precision {prec}: known to {_TIMES[prec]}")


def _where(made: dict[str, Any], row: Row, mapping: TableMap, prec: int) -> None:
    words = row.text("location")
    if not words:
        return
    known = _PLACES.get(prec, "")
    region = row.text("admin2") or row.text("admin1")
    point = (row.number("latitude"), row.number("longitude")) if prec == 1 else (None, None)
    made["place"] = dataset.spot(
        mapping, words, point, radius_km=None, known=f"{known} {region}".strip() if prec == 3 else known
    )
