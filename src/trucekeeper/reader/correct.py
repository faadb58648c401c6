"""A proposal as a person corrects it: their values in place of the reader's, each checked, the question named anew."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from typing import Any, Final, get_args

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import MomentError, iso, moment
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import INDEPENDENT, UNKNOWN, WHOLE_DEAL, Act, Basis, Certainty, DealState, Event
from trucekeeper.reader.incident import renamed, sides_of
from trucekeeper.reader.quantity import quantities
from trucekeeper.reader.speakers import Roster, roster

#: What a person may correct, in the order in which it is applied.
KEYS: Final = (
    "content", "speaker", "side", "via", "act", "polarity", "event", "actors", "alternative", "place", "happened",
    "said", "quantity", "counting", "category", "basis", "certainty", "state", "position", "clause", "incident",
    "repeats",
)  # fmt: skip
#: Who corrects these makes it another question, unless its name is given too.
NAMING: Final = frozenset({"content", "event", "actors", "place", "happened"})
#: Nothing: no clause, no place, nobody.
NOTHING: Final = (None, "", "-")


class BadCorrectionError(TruceError):
    """A correction that cannot be taken."""

    def __init__(self, key: str, value: object, why: str, instead: str) -> None:
        super().__init__(f"{key} cannot be {value!r}: {why}", instead)


class NamelessError(TruceError):
    """A correction that makes it another question, where nothing tells what to call that."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            f"the {' and the '.join(keys)} of a proposal belong to the name of its question, which would no longer fit",
            "give --deal, so that it can be named anew, or name it yourself with --incident",
        )


@dataclass(frozen=True)
class Desk:
    """What a person who corrects has at hand.

    Attributes:
        deals: All texts of the deal, the one whose names were looked for first; none where they are not at hand.
        zone: In which the days of the story count.
    """

    deals: tuple[Deal, ...]
    zone: tzinfo

    @cached_property
    def roster(self) -> Roster | None:
        """Who speaks for whom."""
        return roster(self.deals[0]) if self.deals else None

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Every id under which a text of the deal knows a clause."""
        return frozenset(id for deal in self.deals for one in deal.clauses for id in (one.id, *one.also))


@dataclass(frozen=True)
class Report:
    """The report of a proposal: its text, and when it was published."""

    text: str
    published: datetime


def corrected(body: dict[str, Any], changes: Mapping[str, Any], report: Report, desk: Desk) -> dict[str, Any]:
    """The proposal with a person's values in place of the reader's.

    Args:
        body: As `truce read --json` shows it.
        changes: By the names in `KEYS`; `-` or null says that there is none.
        report: For words that are corrected to others, which must stand in it.
        desk: For names; without a deal no id is checked, and a question cannot be named anew.

    Raises:
        BadCorrectionError: For a key or a value that cannot be taken.
        NamelessError: When it becomes another question and nothing tells which.
    """
    for key in changes:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            raise BadCorrectionError("a correction", key, "there is no such key", f"one of {', '.join(near or KEYS)}")
    made = dict(body)
    for key in (key for key in KEYS if key in changes):
        made |= _CHANGES[key](made, changes[key], report, desk)
    naming = [key for key in KEYS if key in NAMING and key in changes]
    if naming and "incident" not in changes:
        if not desk.deals:
            raise NamelessError(naming)
        made["incident"] = renamed(made, report.published, desk.deals[0], desk.zone)
    return made


def _content(body: dict[str, Any], value: Any, report: Report, _: Desk) -> dict[str, Any]:
    """Other words of the report, as START-END or verbatim, ` … ` between two parts of them.

    Words that stand twice are taken where they are nearest to the old ones.
    """
    text = report.text
    first, dash, last = str(value).partition("-")
    if dash and first.strip().isdigit() and last.strip().isdigit():
        spans = [(int(first), int(last))]
        if not 0 <= spans[0][0] < spans[0][1] <= len(text):
            why = f"it is no span of a text of {len(text)} characters"
            raise BadCorrectionError("content", value, why, "give START-END, the end not included")
    else:
        spans = list(_verbatim(text, str(value), body["content"][0]["start"]))
    content = [{"start": start, "end": end} for start, end in spans]
    return {"content": content, "words": " … ".join(text[start:end] for start, end in spans)}


def _verbatim(text: str, words: str, near: int) -> Iterator[tuple[int, int]]:
    for part in words.split(" … "):
        places = _places(text, part)
        if not places:
            why = "these words do not stand in the report"
            raise BadCorrectionError("content", part, why, "copy the words from the report, or give START-END")
        near = min(places, key=lambda at, near=near: abs(at - near))  # type: ignore[misc]
        yield near, near + len(part)


def _places(text: str, words: str) -> list[int]:
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _speaker(body: dict[str, Any], value: Any, _: Report, desk: Desk) -> dict[str, Any]:
    """Another speaker: on the side that the deal gives the name, until a side is given too."""
    if _nothing(value):
        return {"speaker": None, "cue": None}
    old = body["speaker"] or {"start": None, "end": None}
    who = desk.roster.identify(str(value)) if desk.roster is not None else None
    told = {"text": str(value), "refers_to": None} | ({"id": who.id, "side": who.side} if who is not None else {})
    return {"speaker": old | told}


def _side(body: dict[str, Any], value: Any, _: Report, desk: Desk) -> dict[str, Any]:
    known = {INDEPENDENT, UNKNOWN, *(party.id for deal in desk.deals for party in deal.parties)}
    if desk.deals and value not in known:
        raise BadCorrectionError("side", value, "the deal has no such party", f"one of {', '.join(sorted(known))}")
    return {"speaker": body["speaker"] | {"side": value}} if body["speaker"] else {}


def _via(_: dict[str, Any], value: Any, report: Report, desk: Desk) -> dict[str, Any]:
    made = []
    for name in _list(value):
        at = max(0, report.text.find(name))
        side = desk.roster.identify(name).side if desk.roster is not None else None
        made.append({"text": name, "start": at, "end": at + len(name), "side": side})
    return {"via": made}


def _actors(_: dict[str, Any], value: Any, report: Report, desk: Desk) -> dict[str, Any]:
    """Possible doers: forces of the deal by their names, or anybody else by words."""
    made: list[dict[str, Any]] = []
    for name in _list(value):
        sides = {side for deal in desk.deals for side in sides_of(name, deal)}
        at = max(0, report.text.find(name))
        made.append({"text": name, "start": at, "end": at + len(name), "id": name})
        made[-1]["side"] = sides.pop() if len(sides) == 1 else None
    return {"actors": made, "actors_alternative": len(made) > 1, "blamed": bool(made)}


def _place(_: dict[str, Any], value: Any, report: Report, desk: Desk) -> dict[str, Any]:
    if _nothing(value):
        return {"place": None}
    known = any(place.id == value for deal in desk.deals for place in deal.places) or not desk.deals
    at = max(0, report.text.find(str(value)))
    return {"place": {"text": value, "start": at, "end": at + len(str(value)), "id": value if known else None}}


def _happened(_: dict[str, Any], value: Any, __: Report, ___: Desk) -> dict[str, Any]:
    if _nothing(value):
        return {"happened": None}
    start, end = _interval("happened", value)
    return {"happened": {"start": iso(start), "end": iso(end), "precision": precision(start, end), "basis": "analyst"}}


def _said(_: dict[str, Any], value: Any, __: Report, ___: Desk) -> dict[str, Any]:
    if _nothing(value):
        return {"said": None}
    at = _moment("said", value)
    return {"said": {"start": iso(at), "end": iso(at), "precision": "minute", "basis": "analyst"}}


def _interval(key: str, value: Any) -> tuple[datetime, datetime]:
    both = value if isinstance(value, Sequence) and not isinstance(value, str) else str(value).split(" to ")
    if len(both) != 2:
        instead = "2016-12-14T05:00+02:00 to 2016-12-14T09:00+02:00"
        raise BadCorrectionError(key, value, "it needs a start and an end", instead)
    start, end = _moment(key, both[0]), _moment(key, both[1])
    if end <= start:
        raise BadCorrectionError(key, value, "it ends before it starts", "start in, end not included")
    return start, end


def _moment(key: str, value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return moment(str(value).strip())
    except MomentError as error:
        raise BadCorrectionError(key, value, error.message, error.hint or "2016-12-14T05:00+02:00") from None


def precision(start: datetime, end: datetime) -> str:
    """How finely an interval tells a time, by its length: the words that the records know."""
    length = end - start
    steps = (("minute", timedelta(minutes=1)), ("hour", timedelta(hours=1)), ("part_of_day", timedelta(hours=12)))
    return next((word for word, most in steps if length <= most), "day" if length <= timedelta(days=1) else "days")


def _quantity(_: dict[str, Any], value: Any, __: Report, ___: Desk) -> dict[str, Any]:
    if _nothing(value):
        return {"quantity": None}
    if isinstance(value, Mapping):
        low = value.get("low")
        return {"quantity": {"high": low, "unit": "people", "approx": False} | dict(value)}
    words = str(value)
    found = quantities(words, 0, len(words))
    if not found:
        raise BadCorrectionError("quantity", value, "no number stands in it", "about 1,500 people")
    one = found[0].quantity
    return {"quantity": {"low": one.low, "high": one.high, "unit": one.unit, "approx": one.approx}}


def _clause(_: dict[str, Any], value: Any, __: Report, desk: Desk) -> dict[str, Any]:
    if _nothing(value):
        return {"clause": None}
    if desk.deals and value not in desk.clauses | {WHOLE_DEAL}:
        near = difflib.get_close_matches(str(value), sorted(desk.clauses), 1) or sorted(desk.clauses)
        raise BadCorrectionError("clause", value, "no text of the deal has such a clause", f"one of {', '.join(near)}")
    return {"clause": value}


def _one_of(key: str, words: tuple[str, ...]) -> "Change":
    def change(_: dict[str, Any], value: Any, __: Report, ___: Desk) -> dict[str, Any]:
        if value not in words:
            near = difflib.get_close_matches(str(value), words, 1) or words
            raise BadCorrectionError(key, value, "it is none of the words for it", f"one of {', '.join(near)}")
        return {key: value}

    return change


def _kept(key: str) -> "Change":
    def change(_: dict[str, Any], value: Any, __: Report, ___: Desk) -> dict[str, Any]:
        return {key: None if _nothing(value) else value}

    return change


def _repeats(body: dict[str, Any], value: Any, _: Report, __: Desk) -> dict[str, Any]:
    """The record that this one says again: together they are one origin (rule R2)."""
    if body["act"] == "demands":
        instead = "reject it, with that as the reason; the demand stands already"
        raise BadCorrectionError("repeats", value, "a demand is none of evidence, and is not counted", instead)
    return {"relays": None if _nothing(value) else str(value)}


def _nothing(value: Any) -> bool:
    return any(value is one or value == one for one in NOTHING)


def _list(value: Any) -> list[str]:
    if _nothing(value):
        return []
    several = str(value).split(",") if isinstance(value, str) else value
    return [str(one).strip() for one in several]


Change = Callable[[dict[str, Any], Any, Report, Desk], dict[str, Any]]
_CHANGES: Final[dict[str, Change]] = {
    "content": _content,
    "speaker": _speaker,
    "side": _side,
    "via": _via,
    "act": _one_of("act", get_args(Act)),
    "polarity": _one_of("polarity", ("yes", "no")),
    "event": _one_of("event", get_args(Event)),
    "actors": _actors,
    "alternative": _kept("actors_alternative"),
    "place": _place,
    "happened": _happened,
    "said": _said,
    "quantity": _quantity,
    "counting": _one_of("counting", ("part", "total")),
    "category": _kept("category"),
    "basis": _one_of("basis", get_args(Basis)),
    "certainty": _one_of("certainty", get_args(Certainty)),
    "state": lambda body, value, report, desk: (
        {"state": None}
        if value is None or value in NOTHING
        else _one_of("state", get_args(DealState))(body, value, report, desk)
    ),
    "position": _kept("position"),
    "clause": _clause,
    "incident": _kept("incident"),
    "repeats": _repeats,
}
