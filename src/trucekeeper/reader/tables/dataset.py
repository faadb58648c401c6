"""What claims of event datasets have in common: the dataset speaks, its sources are named, nobody is mapped unasked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from trucekeeper.core.moment import MomentError
from trucekeeper.reader.tables.cells import Row, days, looked_up
from trucekeeper.reader.tables.mapping import TableMap

Made = dict[str, Any]

#: Longest words of a claim; a row of a dataset may name dozens of articles.
MOST_WORDS = 2_000


def claim(row: Row, mapping: TableMap, *, id: str, dataset: str, event: str, words: str, said_at: str) -> Made:
    """What a dataset reports about one event: a claim of the dataset, passed on from its sources, on no side.

    It is tied to a clause only where the mapping says so, by `clause` or by `[words.clause]` for an event kind.
    """
    made: Made = {
        "record": "claim",
        "id": id,
        "speaker": mapping.speaker or dataset,
        "said_at": said_at,
        "basis": "relay",
        "act": "reports",
        "event": event,
        "words": words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…",
    }
    if mapping.side:
        made["side"] = mapping.side
    clause = mapping.words.get("clause", {}).get(event, mapping.clause)
    if clause:
        made |= {"clause": clause, "incident": f"{event} {id}"}
    if not said_at:
        row.wrong(
            "T01", "nothing says when the dataset was published", "give --published MOMENT, such as 2019-06-01T00:00Z"
        )
    return made


def code(row: Row, key: str, known: Mapping[int, str], book: str) -> int:
    """The number in a column that a codebook explains; 0, and said to be wrong, where the book does not have it."""
    value = row.whole(key)
    if value is None or value not in known:
        row.wrong("T07", f'{key} is "{row.text(key)}"', f"one of {', '.join(str(one) for one in known)} ({book})")
        return 0
    return value


def actors(mapping: TableMap, dataset: str, several: list[tuple[str, str]]) -> list[str]:
    """Possible actors: by the mapping where it has the name or the id, else the dataset's own name for them.

    The dataset stands before a name that is not mapped, so that it cannot be taken for a force of the deal that
    happens to be called the same.
    """
    words = mapping.words.get("actors", {})
    made: list[str] = []
    for number, name in several:
        if not name:
            continue
        value = words.get(number) if number in words else looked_up(words, name)[0]
        if value is None:
            made.append(f"{dataset}: {name}")
        elif value != "":
            made += value if isinstance(value, list) else [str(value)]
    return list(dict.fromkeys(made))


def spot(
    mapping: TableMap, words: str, point: tuple[float | None, float | None], *, radius_km: float | None, known: str
) -> Made:
    """A place as far as the dataset knows it.

    Args:
        mapping: May give an id of the deal for the dataset's words, under `[words.place]`.
        words: The dataset's name of the place.
        point: Degrees north and east; left out where it stands only for a larger area.
        radius_km: How far around the point it may be.
        known: How exactly, in words that are added to the place's name; empty = the place itself.
    """
    value, _ = looked_up(mapping.words.get("place", {}), words)
    made: Made = {"place": value or (f"{words} ({known})" if known else words)}
    north, east = point
    if north is not None and east is not None:
        made |= {"north": north, "east": east} | ({} if radius_km is None else {"radius_km": radius_km})
    return made


def happened(made: Made, row: Row, when: tuple[date, date, str], basis: str) -> None:
    """Set the time: whole days of the table's zone, the first and the last one in, and how exactly they are known."""
    first, last, precision = when
    try:
        made["happened"] = days(first, last, row.ways.zone, precision).shown(basis)
    except MomentError as why:
        row.wrong("T03", why.message, why.hint or "")
