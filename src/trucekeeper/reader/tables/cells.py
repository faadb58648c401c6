"""What a cell says: numbers and days in the manner of the table, never guessed where two readings are possible."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from typing import Any, Final

from trucekeeper.core.moment import MomentError, in_zone, iso
from trucekeeper.reader import folding
from trucekeeper.reader.tables.sheet import Cell, SheetRow, folded
from trucekeeper.reader.time_words import grammar

#: Digits of Arabic and Persian as ours, and their marks in numbers.
DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789") | str.maketrans("٫٬", ".,")
_BY_YEAR: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BY_DAY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?")
_NAMED: Final = re.compile(r"(\d{1,2})[. ]\s*([^\W\d_][^\d,]*?)\.?,?\s+(\d{4})")


@dataclass(frozen=True, slots=True)
class Ways:
    """How a table writes things.

    Attributes:
        zone: Where its times without an offset are meant.
        days: `dmy` or `mdy`, where a day is written in a way that can be read as either; empty = not said.
        decimal: The sign before decimals; empty = not said, and then a comma there is refused.
    """

    zone: tzinfo | None = None
    days: str = ""
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in a cell; start in, end out."""

    start: datetime
    end: datetime
    precision: str

    def shown(self, basis: str) -> dict[str, str]:
        """As in a record."""
        return {"start": iso(self.start), "end": iso(self.end), "precision": self.precision, "basis": basis}


@dataclass(frozen=True, slots=True)
class CellFault:
    """One thing wrong in a row, with what to write instead."""

    code: str
    message: str
    help: str


@dataclass
class Row:
    """A row that is being read; what is wrong in it is gathered, so that all of it is told at once."""

    sheet: SheetRow
    ways: Ways
    faults: list[CellFault] = field(default_factory=list)

    def has(self, column: str) -> bool:
        """True where the cell says something."""
        return self._cell(column) is not None

    def text(self, column: str, *, needed: bool = False) -> str:
        """The cell as one line of text; empty where there is none."""
        cell = self._cell(column)
        if cell is None:
            if needed:
                self.wrong("T01", f'the column "{column}" is empty or missing', "fill it in, or map another column")
            return ""
        if isinstance(cell, bool):
            return "yes" if cell else "no"
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return iso_of(cell) if isinstance(cell, date) else " ".join(str(cell).split())

    def number(self, column: str) -> float | int | None:
        """The cell as a number; None where it is empty or was refused."""
        return self._number(column, whole=False)

    def whole(self, column: str) -> int | None:
        """The cell as a whole number of people or things; None where it is empty or was refused."""
        made = self._number(column, whole=True)
        if made is not None and (made != int(made) or made < 0):
            self.wrong("T02", f'"{column}" says {made}, and people and things are whole', "write a whole number")
            return None
        return None if made is None else int(made)

    def stretch(self, column: str) -> Stretch | None:
        """The cell as a time; None where it is empty or was refused."""
        cell = self._cell(column)
        if cell is None:
            return None
        try:
            return stretch(cell, self.ways)
        except MomentError as why:
            self.wrong("T03", f'"{column}": {why.message}', why.hint or "write it like 2016-12-14 05:00")
        return None

    def day(self, column: str) -> date | None:
        """The day in a cell, whatever time a spreadsheet wrote behind it; None where it is empty or was refused."""
        cell = self._cell(column)
        if cell is None:
            self.wrong("T01", f'the column "{column}" is empty or missing', "fill it in")
            return None
        if isinstance(cell, date):
            return cell.date() if isinstance(cell, datetime) else cell
        try:
            return _day(self.text(column).translate(DIGITS), self.ways.days)[0]
        except MomentError as why:
            self.wrong("T03", f'"{column}": {why.message}', why.hint or "write it like 2016-12-14")
        return None

    def wrong(self, code: str, message: str, help: str) -> None:
        """Gather a fault."""
        self.faults.append(CellFault(code, message, help))

    def _number(self, column: str, *, whole: bool) -> float | int | None:
        cell = self._cell(column)
        if cell is None:
            return None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return cell
        made = number(self.text(column), self.ways.decimal, whole=whole)
        if made is None:
            self.wrong(*_no_number(column, self.text(column), self.ways.decimal))
        return made

    def _cell(self, column: str) -> Cell | None:
        cell = self.sheet.cells.get(column)
        return None if isinstance(cell, str) and not cell.strip() else cell


def _no_number(column: str, text: str, decimal: str) -> tuple[str, str, str]:
    if "," in text and not decimal:
        told = f'"{column}" says "{text}", where the comma may part thousands or decimals'
        return "T02", told, 'say which in the mapping: decimal = "," or decimal = "."'
    return "T02", f'"{column}" says "{text}", which is no number', "write digits only"


def number(text: str, decimal: str, *, whole: bool = False) -> float | int | None:
    """A number as a table writes it; None where it is none or can be read in two ways.

    Args:
        text: Digits of any script; thousands parted by a space, an apostrophe, or the sign that is not `decimal`.
        decimal: `.`, `,`, or empty where the table does not say.
        whole: Only a whole number is meant, so that 1,250 or 1.250 is no decimal.
    """
    bare = re.sub(r"[\s'\u2019\u00a0\u202f]", "", text.translate(DIGITS))
    if whole and not decimal and re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", bare):
        bare = re.sub(r"[.,]", "", bare)
    if not decimal and "," in bare:
        return None
    if decimal == ",":
        bare = bare.replace(".", "").replace(",", ".") if re.fullmatch(_GROUPED["."], bare) else "?"
    elif decimal == ".":
        bare = bare.replace(",", "") if re.fullmatch(_GROUPED[","], bare) else "?"
    if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", bare):
        return None
    return float(bare) if "." in bare else int(bare)


#: A number whose thousands may be parted by the key, the other sign being the decimal one.
_GROUPED: Final = {
    ".": r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?",
    ",": r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?",
}


def stretch(cell: Cell, ways: Ways) -> Stretch:
    """The stretch that a cell tells: a day is that whole day, a month that month, a clock time its minute.

    Raises:
        MomentError: When it is no time, can be read in two ways, or lacks a zone.
    """
    if isinstance(cell, datetime):
        whole = cell.time() == time(0) and cell.tzinfo is None
        return days(cell.date(), cell.date(), ways.zone) if whole else _minute(cell, ways.zone)
    if isinstance(cell, date):
        return days(cell, cell, ways.zone)
    text = " ".join(str(cell).translate(DIGITS).split())
    parts = re.split(r"\s+(?:to|bis|-|–)\s+|/(?=\d{4}-)", text)
    if len(parts) == 2:
        first, last = _single(parts[0], ways), _single(parts[1], ways)
        if last.end <= first.start:
            raise MomentError(text, "ends before it starts")
        return Stretch(first.start, last.end, "days" if last.end - first.start > timedelta(days=1) else "part_of_day")
    return _single(text, ways)


def days(first: date, last: date, zone: tzinfo | None, precision: str = "") -> Stretch:
    """Whole days from the first to the last one, both in.

    Raises:
        MomentError: When nobody says in which zone they are days.
    """
    start, end = _day_start(first, zone), _day_start(last + timedelta(days=1), zone)
    return Stretch(start, end, precision or ("day" if first == last else "days"))


def iso_of(value: date) -> str:
    """A day or a wall-clock time as a spreadsheet keeps it, in the form of ISO 8601."""
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()


def _single(text: str, ways: Ways) -> Stretch:
    if found := _MONTH.fullmatch(text):
        first = _date(text, int(found[1]), int(found[2]), 1)
        return days(first, _month_end(first), ways.zone)
    day, rest = _day(text, ways.days)
    clock = rest.strip().removeprefix("T").strip()
    if not clock:
        return days(day, day, ways.zone)
    found = _CLOCK.fullmatch(clock)
    if found is None:
        raise MomentError(text, "holds more than a day and a time")
    hour, minute, second, half, offset = found.groups()
    hours = int(hour) % 12 + (12 if half.casefold() == "pm" else 0) if half else int(hour)
    try:
        at = datetime.combine(day, time(hours, int(minute), int(second or 0)))
    except ValueError:
        raise MomentError(text, "is no time of a day") from None
    if at.time() == time(0) and (half or second) and not offset:
        return days(day, day, ways.zone)  # `1/22/2014 12:00:00 AM`: how spreadsheets write a day without a time
    if offset:
        at = datetime.fromisoformat(f"{at.isoformat()}{offset}")
    return _minute(at, ways.zone)


def _day(text: str, order: str) -> tuple[date, str]:
    """The day at the start of a text, and what follows it."""
    if found := _BY_YEAR.match(text):
        return _date(text, int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
    if found := _BY_DAY.match(text):
        one, two, year = (int(part) for part in found.groups())
        if order == "dmy" or (not order and (one > 12 or one == two or "." in found[0])):
            return _date(text, year, two, one), text[found.end() :]
        if order == "mdy" or two > 12:
            return _date(text, year, one, two), text[found.end() :]
        raise _ambiguous(text)
    if (found := _NAMED.match(text)) and (month := _month_named(found[2])):
        return _date(text, int(found[3]), month, int(found[1])), text[found.end() :]
    raise MomentError(text, "is not a day or a moment")


def _month_named(word: str) -> int | None:
    """The number of a month by its name in the languages that are read."""
    flat = folding.folded(word).text.lower()
    found = (grammar(language).words["months"].get(flat) for language in ("en", "ar", "ru"))
    return next((int(one) for one in found if one is not None), None)


def _ambiguous(text: str) -> MomentError:
    made = MomentError(text, "can be read as day/month or as month/day")
    made.hint = 'say which in the mapping: days = "dmy" or days = "mdy"'
    return made


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise MomentError(text, "is no day of the calendar") from None


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _minute(at: datetime, zone: tzinfo | None) -> Stretch:
    start = at if at.tzinfo is not None else _placed(at, zone)
    return Stretch(start, start + timedelta(minutes=1), "minute")


def _day_start(day: date, zone: tzinfo | None) -> datetime:
    """The first moment of a day; where a clock change skips midnight, the one behind it."""
    if zone is None:
        return _placed(datetime.combine(day, time(0)), zone)
    return datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC).astimezone(zone)


def _placed(at: datetime, zone: tzinfo | None) -> datetime:
    from zoneinfo import ZoneInfo

    if zone is None:
        made = MomentError(at.isoformat(" ", "minutes"), "has no offset, and nobody says in which zone it is meant")
        made.hint = 'give --deal DEAL, whose zone is then meant, or zone = "Asia/Damascus" in the mapping'
        raise made
    return in_zone(at, zone) if isinstance(zone, ZoneInfo) else at.replace(tzinfo=zone or UTC)


def looked_up(words: Mapping[str, Any], cell: str) -> tuple[Any, str | None]:
    """The value for a word of the table and None, or None and the nearest word that has a value."""
    by_fold = {folded(one): value for one, value in words.items()}
    if folded(cell) in by_fold:
        return by_fold[folded(cell)], None
    near = get_close_matches(folded(cell), list(by_fold), 1)
    return None, near[0] if near else ", ".join(list(words)[:6])
