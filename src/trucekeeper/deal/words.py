"""The values of keys: numbers, moments, durations, quantities, lists. Each reader takes a text and says what it means.

A reader that cannot read raises `Misread` with positions in that text; `syntax` turns it into a finding in the file.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import Interval, MomentError, in_zone
from trucekeeper.core.place import Point
from trucekeeper.core.quantity import Quantity
from trucekeeper.deal.condition import Joined
from trucekeeper.deal.lines import ID, JOINING
from trucekeeper.deal.nearest import did_you_mean
from trucekeeper.deal.said import Said, say

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
UNITS = ("people", "buses", "trucks", "bodies")
_LENGTHS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{'|'.join(NUMBER_WORDS)})\b)"
MOMENT = r"\d{4}-\d{2}-\d{2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:Z|[+-]\d{2}:?\d{2})\b)?)?"
_DURATION_PART = re.compile(rf"({NUMBER})[ -]([^\W\d]+)\s*")
_LONGEST = timedelta(days=36525)
#: What the calendar says of days and hours that there are not.
_OFF = {
    str(why): why
    for why in (
        say("month must be in 1..12"),
        say("day is out of range for month"),
        say("hour must be in 0..23"),
        say("minute must be in 0..59"),
        say("second must be in 0..59"),
        say("year 0 is out of range"),
    )
}


class Misread(Exception):
    """A value that cannot be read, with the part of it that is wrong.

    Attributes:
        code: Of the finding.
        message: One sentence.
        start, end: Positions in the text that was to be read.
        help: What to write instead.
    """

    def __init__(self, code: str, message: str, start: int, end: int, help: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.start, self.end, self.help = code, message, start, end, help

    def moved(self, by: int) -> "Misread":
        """The same, in a text in which the part that was read begins later."""
        return Misread(self.code, self.message, self.start + by, self.end + by, self.help)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a value and where it stands in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IdList:
    """A LIST as written; what the ids name is not looked at."""

    ids: tuple[Part, ...]
    joined: Joined
    and_forces: bool = False
    and_routes: bool = False
    end: int = 0


def number(text: str) -> int:
    """Read `1250`, `1,250` or `one` to `ten`, already known to have that shape."""
    plain = text.casefold()
    return NUMBER_WORDS[plain] if plain in NUMBER_WORDS else int(plain.replace(",", ""))


def read_number(text: str) -> int:
    """Read a value that is one number.

    Raises:
        Misread: When it is none.
    """
    if re.fullmatch(NUMBER, text.strip(), re.IGNORECASE):
        return number(text.strip())
    raise Misread(
        "E007", say('"{text}" is not a number', text=text), 0, len(text), say("write it like 1250, 1,250 or one to ten")
    )


def read_moment(text: str, zone: ZoneInfo | None) -> datetime:
    """Read `YYYY-MM-DD HH:MM [Z|+HH:MM]`.

    Raises:
        Misread: E008 for what is no moment, D22 for a moment that can be meant in two ways.
    """
    plain = text.strip()
    if not re.fullmatch(MOMENT, plain):
        raise Misread(
            "E008", say('"{plain}" is not a moment', plain=plain), 0, len(text), say("write it like 2016-12-14 05:00")
        )
    if len(plain) == 10:
        help = say("write it like {plain} 00:00", plain=plain)
        raise Misread(
            "E008",
            say('"{plain}" has no time of day, so that the clock cannot be kept', plain=plain),
            0,
            len(text),
            help,
        )
    day, time, *offset = plain.replace("T", " ", 1).split(" ")
    if found := re.search(r"Z|[+-]\d{2}:?\d{2}$", time):
        time, offset = time[: found.start()], [found[0]]
    if re.match(r"\d:", time):
        time = f"0{time}"
    try:
        read = datetime.fromisoformat(f"{day} {time}{offset[0] if offset else ''}")
    except ValueError as why:
        raise Misread(
            "E008",
            say('"{plain}" is not on the calendar or the clock: {why}', plain=plain, why=_OFF.get(str(why), str(why))),
            0,
            len(text),
            say("correct it"),
        ) from None
    if read.tzinfo is not None:
        return read
    if zone is None:
        help = say('add "zone: " with a name such as Europe/Kyiv to the deal block, or an offset to the time')
        raise Misread("D22", say('"{plain}" has no offset and the deal names no zone', plain=plain), 0, len(text), help)
    try:
        return in_zone(read, zone)
    except MomentError as why:
        raise Misread(
            "D22",
            _clock_changes(why.text, zone, twice=why.why.startswith("happens twice")),
            0,
            len(text),
            say("write the offset that is meant, such as +02:00"),
        ) from None


def _clock_changes(moment: str, zone: ZoneInfo, twice: bool) -> Said:
    if twice:
        return say('"{moment}" happens twice in {zone}: the clock changes there', moment=moment, zone=zone.key)
    return say('"{moment}" does not exist in {zone}: the clock changes there', moment=moment, zone=zone.key)


def read_duration(text: str) -> timedelta:
    """Read `N minutes|hours|days|weeks {N ..}`; a day is 24 hours.

    Raises:
        Misread: E009.
    """
    position, total = 0, timedelta()
    plain = text.rstrip()
    while position < len(plain):
        found = _DURATION_PART.match(plain, position)
        if not found:
            break
        unit = found[2].casefold()
        length = _LENGTHS.get(unit.removesuffix("s"))
        if length is None:
            guess = did_you_mean(unit, ("minutes", "hours", "days", "weeks"))
            message = say('"{found}" is not a unit of time{guess}', found=found[2], guess=guess)
            raise Misread("E009", message, found.start(2), found.end(2), say("use minutes, hours, days or weeks"))
        if number(found[1]) > 10**7 or (total := total + number(found[1]) * length) > _LONGEST:
            raise Misread(
                "E009",
                say('"{plain}" is longer than a hundred years', plain=plain),
                0,
                len(text),
                say("write a shorter time"),
            )
        position = found.end()
    if position < len(plain) or not plain:
        raise Misread(
            "E009",
            say('"{plain}" is not a length of time', plain=plain),
            0,
            len(text),
            say("write it like 6 hours or 1 day 6 hours"),
        )
    return total


def read_durations(text: str, most: int) -> tuple[timedelta, ...]:
    """Read `DURATION [to DURATION ...]`, at most so many, each not shorter than the one before.

    Raises:
        Misread: E009.
    """
    parts = split(text, r" to ")
    if len(parts) > most:
        message = say(
            '"{text}" has {lengths} lengths of time where at most {most} may stand',
            text=text,
            lengths=len(parts),
            most=most,
        )
        raise Misread("E009", message, 0, len(text), say("write a lowest and a highest"))
    unit = re.search(r"[^\W\d]+$", text)
    lengths: list[timedelta] = []
    for part in parts:
        bare = re.fullmatch(NUMBER, part.text)
        try:
            lengths.append(
                read_duration(f"{part.text} {unit[0]}" if bare and unit and part is not parts[-1] else part.text)
            )
        except Misread as why:
            raise why.moved(part.start) from None
    if lengths != sorted(lengths):
        raise Misread(
            "E009",
            say('"{text}" begins with the longer time', text=text),
            0,
            len(text),
            say("write the shorter one first"),
        )
    return tuple(lengths)


def read_window(text: str, zone: ZoneInfo | None) -> Interval:
    """Read `MOMENT to MOMENT`, `from MOMENT` or `until MOMENT`; the start belongs to it, the end does not.

    Raises:
        Misread: E008, E010 or D22.
    """
    found = re.fullmatch(rf"(?:from )?({MOMENT}) to ({MOMENT})", text)
    if found:
        start, end = _moment_at(found, 1, zone), _moment_at(found, 2, zone)
        if end <= start:
            message = (
                say("the window ends ({end}) before it begins ({start})", end=found[2], start=found[1])
                if end < start
                else say("the window has no length")
            )
            raise Misread("E010", message, found.start(2), found.end(2), say("write the earlier moment first"))
        return Interval(start, end)
    if found := re.fullmatch(rf"from ({MOMENT})", text):
        return Interval(_moment_at(found, 1, zone), None)
    if found := re.fullmatch(rf"until ({MOMENT})", text):
        return Interval(None, _moment_at(found, 1, zone))
    help = say("write MOMENT to MOMENT, from MOMENT or until MOMENT, such as 2016-12-14 05:00 to 2016-12-16 12:00")
    raise Misread("E010", say('"{text}" is not a window of time', text=text), 0, len(text), help)


def _moment_at(found: "re.Match[str]", group: int, zone: ZoneInfo | None) -> datetime:
    try:
        return read_moment(found[group], zone)
    except Misread as why:
        raise why.moved(found.start(group)) from None


_QUANTITY = re.compile(
    rf"(?P<about>about +)?(?P<bound>at least +|at most +|up to +)?(?P<low>{NUMBER})(?: +to +(?P<high>{NUMBER}))?"
    r"(?: +(?P<unit>(?!of which)\S+))?"
    r"(?:,? +of which +(?P<parts>.+))?",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(rf"({NUMBER}) +(\S+)", re.IGNORECASE)


def read_quantity(text: str, categories: frozenset[str]) -> tuple[Quantity | None, str | None]:
    """Read QUANTITY: a number with its unit, or all (of a category).

    Returns:
        (quantity, None), or (None, "" for all people, else the category).

    Raises:
        Misread: E007 for what is no number, E012 for an unknown unit, E026 for parts that exceed the whole.
    """
    if found := re.fullmatch(r"all(?: +(\S+))?", text, re.IGNORECASE):
        if not found[1] or found[1] == "people":
            return None, ""
        _unit(found[1], found.start(1), categories)
        return None, found[1]
    found = _QUANTITY.fullmatch(text)
    if not found:
        help = say(
            "write it like 1250, about 1,250 people, 2200 to 2350, at least 400 buses, 50 of which 13 SICK, or all"
        )
        raise Misread("E007", say('"{text}" is not a number of people or things', text=text), 0, len(text), help)
    unit = "people"
    if found["unit"]:
        unit = _unit(found["unit"], found.start("unit"), categories)
    low = number(found["low"])
    high: int | None = number(found["high"]) if found["high"] else low
    bound = (found["bound"] or "").strip().casefold()
    if high is not None and high < low:
        raise Misread(
            "E007",
            say("{high} is less than {low}", high=found["high"], low=found["low"]),
            found.start("high"),
            found.end("high"),
            say("write the smaller number first"),
        )
    if bound:
        low, high = (low, None) if bound == "at least" else (0, high)
    parts = _parts(found["parts"], found.start("parts"), categories, high) if found["parts"] else ()
    return Quantity(low, high, unit, bool(found["about"]), parts), None


def _parts(text: str, begin: int, categories: frozenset[str], whole: int | None) -> tuple[tuple[int, str], ...]:
    parts: list[tuple[int, str]] = []
    for piece in split(text, r", +|,? +and +"):
        found = _OF_WHICH.fullmatch(piece.text)
        if not found:
            message = say('"{piece}" is not a number and a category', piece=piece.text)
            raise Misread("E007", message, begin + piece.start, begin + piece.end, say("write it like 1350 FIGHTER"))
        category = _unit(found[2], begin + piece.start + found.start(2), categories)
        parts.append((number(found[1]), category))
    total = sum(amount for amount, _ in parts)
    if whole is not None and total > whole:
        raise Misread(
            "E026",
            say("the parts make {total:,}, more than the whole of {whole:,}", total=total, whole=whole),
            begin,
            begin + len(text),
            say("correct one of them"),
        )
    return tuple(parts)


def _unit(word: str, start: int, categories: frozenset[str]) -> str:
    if word in UNITS or word in categories:
        return word
    known = (*UNITS, *sorted(categories))
    message = say(
        '"{word}" is neither a unit nor a category of this deal{guess}', word=word, guess=did_you_mean(word, known)
    )
    raise Misread(
        "E012",
        message,
        start,
        start + len(word),
        say("write one of {several}, or define the category", several=", ".join(known)),
    )


def split(text: str, pattern: str) -> list[Part]:
    """Cut a text at a pattern, leaving "quoted" stretches whole; each part is stripped and keeps its place."""
    parts: list[Part] = []
    start = 0
    quotes = [range(m.start(), m.end()) for m in re.finditer(r'"[^"]*"', text)] if '"' in text else []
    for found in re.finditer(pattern, text):
        if not any(found.start() in quote for quote in quotes):
            parts.append(_part(text, start, found.start()))
            start = found.end()
    parts.append(_part(text, start, len(text)))
    return parts


def _part(text: str, start: int, end: int) -> Part:
    raw = text[start:end]
    plain = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return Part(plain, start, start + len(plain))


def unquoted(text: str) -> str:
    """Take off the quotation marks that make a text literal."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1] else text


def word_list(text: str) -> tuple[str, ...]:
    """Read words between commas; "..." keeps its commas."""
    return tuple(unquoted(part.text) for part in split(text, ",") if part.text)


_JOINER = re.compile(r"\s*,\s*(?:and\b|or\b)?\s*|\s+(?:and|or)\s+")
_FORCES = re.compile(r"(?:\s*,\s*|\s+)and every force under (?:their|its) command\b")
_ROUTES = re.compile(r"(?:\s*,\s*|\s+)and the routes? between them\b")
_ID = re.compile(ID)


def read_ids(text: str, start: int = 0) -> IdList | None:
    """Read as long a LIST of ids as stands at `start`; None when no id stands there.

    Raises:
        Misread: E017 when the list mixes `and` with `or`.
    """
    ids: list[Part] = []
    joiners: list[str] = []
    position = start
    forces = routes = False
    while found := _ID.match(text, position):
        if found[0] in JOINING:
            break
        ids.append(Part(unicodedata.normalize("NFC", found[0]), found.start(), found.end()))
        position = found.end()
        if tail := _FORCES.match(text, position) or _ROUTES.match(text, position):
            forces, routes = "force" in tail[0], "route" in tail[0]
            position = tail.end()
            break
        joiner = _JOINER.match(text, position)
        following = _ID.match(text, joiner.end()) if joiner else None
        if not joiner or not following or following[0] in JOINING:
            break
        joiners.append(joiner[0].strip(" \t,"))
        position = joiner.end()
    if not ids:
        return None
    if "and" in joiners and "or" in joiners:
        message = say(
            '"{text}" mixes "and" with "or", so that two readers may take it for two things', text=text[start:position]
        )
        raise Misread("E017", message, start, position, say("use one of them, or make two clauses"))
    joined = Joined.JOINTLY if "and" in joiners else Joined.ANY if "or" in joiners else Joined.EACH
    return IdList(tuple(ids), joined, forces, routes, ids[-1].end if not (forces or routes) else position)


def read_id_list(text: str, of: Said) -> IdList:
    """Read a value that is a LIST of ids and nothing else.

    Raises:
        Misread: E017.
    """
    found = read_ids(text)
    if found is None or found.end < len(text.rstrip()):
        start = found.end if found else 0
        rest = text[start:].strip()
        begin = text.index(rest, start) if rest else start
        message = (
            say('"{rest}" is not part of a list of {of}', rest=rest, of=of)
            if found
            else say('"{text}" is not a list of {of}', text=text, of=of)
        )
        raise Misread(
            "E017", message, begin, begin + len(rest), say("write ids with commas, or with `and` or `or` between them")
        )
    return found


_POINT = re.compile(r"(\d+(?:\.\d+)?) ?([NS])[ ,]+(\d+(?:\.\d+)?) ?([EW])(?:, within (\d+(?:\.\d+)?) (km|m))?")


def read_point(text: str) -> Point:
    """Read `36.17 N 37.15 E[, within 2 km]`.

    Raises:
        Misread: E021.
    """
    found = _POINT.fullmatch(text)
    help = say("write it like 36.17 N 37.15 E, within 2 km")
    if not found:
        raise Misread("E021", say('"{text}" is not a point on the map', text=text), 0, len(text), help)
    north, east = float(found[1]), float(found[3])
    if north > 90 or east > 180:
        raise Misread("E021", say('"{text}" lies off the globe', text=text), 0, len(text), help)
    within = float(found[5]) / (1000 if found[6] == "m" else 1) if found[5] else None
    return Point(north if found[2] == "N" else -north, east if found[4] == "E" else -east, within)
