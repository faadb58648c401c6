"""When, as it was said: intervals with a precision and the words they rest on.

Conventions (reader's reference page): dawn 04-08, morning 06-12, noon 11-13, afternoon 12-18, evening 18-24, night
18-06, overnight 20-08, early 00-08, late on a day 18-24, all local; a weekday is the last such day not after the
report, or the next one for what is still to come; within N hours = [said, said + N h). A pair such as
`5.00am (3.00am GMT)` is one moment; where the two disagree with the zone, the contradiction is said.
"""

import re
from datetime import date, datetime
from functools import cache
from itertools import compress

from msgspec import Struct
from msgspec.structs import replace

from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.time_words import Element, elements, grammar
from trucekeeper.reader.times.beside import of_the_main_clause, one_day, told_of_something_else, without_vague
from trucekeeper.reader.times.clocks import own_clock
from trucekeeper.reader.times.interval import Reference, When
from trucekeeper.reader.times.stretches import Told
from trucekeeper.reader.words import Asked

__all__ = ["Named", "Reference", "When", "head", "own_clock", "reckoned", "tells_time", "times_in", "when"]


@cache
def _telling() -> frozenset[str]:
    """Words of which one stands in every time that is told; of several words that belong together only one."""
    names = ("weekdays", "months", "days", "parts", "day parts", "units", "periods")
    phrases = [phrase.split("_") for name in names for phrase in _spoken(name)]
    alone = {phrase[0] for phrase in phrases if len(phrase) == 1} | {"day"}
    found = alone | {phrase[-1] for phrase in phrases if alone.isdisjoint(phrase)}
    return frozenset(found | {f"{word}'s" for word in found}) | {
        "last", "past", "hrs", "spring", "summer", "autumn", "winter",
        "o'clock", "weekend", "late", "early", "am", "pm", "a.m.", "p.m.", "a.m", "p.m",
    }  # fmt: skip


@cache
def _zones() -> frozenset[str]:
    """Words of zones: they tell a time beside a number only, `at 5 GMT`."""
    return frozenset(word for phrase in _spoken("zones") for word in phrase.split("_"))


def _spoken(name: str) -> list[str]:
    return [word for line in sections("en_times.txt")[name] for word in line.split()[1:]]


def tells_time(lows: list[str]) -> bool:
    """False where no word of time and no number of a clock or a calendar stands, so that nothing need be looked for.

    `8,000` is none of those; `19:30`, `7pm`, `the 15th` and `by seven` are; a bare `-` may be the mark
    of 2016-12-14, which is cut into numbers.
    """
    signs = [*map(_TIME_SIGN, lows)]
    if _TELLS in signs or (_ZONE in signs and _NUMBER in signs):
        return True
    if _BEFORE not in signs:
        return False
    where = compress(range(len(lows) - 1), map(_BEFORE.__eq__, signs))
    return any(_is_time(lows[n], lows[n + 1], lows) for n in where)


def _is_time(before: str, low: str, lows: list[str]) -> bool:
    """`by seven`, `in 2014`."""
    year = before in _IN_A_YEAR and len(low) == len("2014") and low.isdigit()
    if low[0] == "0" and low.isdigit() and len(low) == len("0530"):
        return True  # as soldiers write an hour
    if before == "at" and not _COUNT.isdisjoint(lows):
        return year
    hour = low in grammar("en").words["numbers"] or (
        before in _FROM_AN_HOUR and low.isdigit() and len(low) < len("100")
    )
    return year or (before in _BEFORE_AN_HOUR and hour)


_IN_A_YEAR = frozenset({"in", "since"})
#: `put the number at four`.
_COUNT = frozenset(
    [
        "number",
        "numbers",
        "toll",
        "figure",
        "total",
        "count",
        "put",
        "puts",
        "putting",
        "estimate",
        "estimated",
        "stood",
        "stands",
    ]
)
#: `21 killed since 7`.
_FROM_AN_HOUR = frozenset({"since", "until"})
#: What a word by itself says of time: nothing, that an hour or a year may follow, that it is a zone's or a number that
#: may be an hour, that a time is told.
_NOTHING, _BEFORE, _ZONE, _NUMBER, _TELLS = 0, 1, 2, 3, 4


def _time_sign(low: str) -> int:
    figure = low[0] in "0123456789" and not low.isdigit() and "," not in low
    if figure or low == "-" or not _telling().isdisjoint((low, *low.split("-"))):
        return _TELLS  # `mid-May` as well
    if low in _BEFORE_AN_HOUR or low in _IN_A_YEAR:
        return _BEFORE
    return _ZONE if low in _zones() else _NUMBER if low.isdigit() else _NOTHING


_TIME_SIGN = Asked(_time_sign).__getitem__
#: What stands before a spelled hour and seldom before a number of people (`about five` is both).
_BEFORE_AN_HOUR = frozenset(["at", "by", "until", "before", "after", "since", "towards", "from", "between"])


def when(
    text: str, start: int, end: int, ref: Reference, *, ahead: bool = False, lows: list[str] | None = None,
    language: str = "en", current: date | None = None,
    floor: datetime | None = None,
) -> When | None:  # fmt: skip
    """The time that text[start:end] names, or None.

    Args:
        text: The whole text; for Arabic and Russian with letters and digits folded.
        start: First character.
        end: After the last.
        ref: What the times are counted from.
        lows: The words in small letters, where they are at hand: most hold no word of time at all.
        ahead: The words are about what is still to come, so a weekday is the next one.
        language: Whose words of time are looked for.
        current: The day that the story is on: an hour without a day of its own is one of that day.
        floor: Where the story stands: an hour that may be of either half of the day comes after that.
    """
    if lows is not None and language == "en" and not tells_time(lows):
        return None
    named = times_in(text, start, end, language)
    return reckoned(named, ref, ahead=ahead, language=language, current=current, floor=floor)


class Named(Struct, frozen=True):
    """The words of time of a stretch of text that date what it tells.

    Attributes:
        start: Where the stretch begins.
        flat: The stretch.
        found: The words, by their places in it.
    """

    start: int
    flat: str
    found: list[Element]


def times_in(text: str, start: int, end: int, language: str = "en") -> Named:
    """The words of time of text[start:end]."""
    if text.startswith("[", start):  # `[Houthi TV, 07:40] ...`: when it was posted
        start = max(text.find("]", start, end), start)
    flat = text[start:end]
    found = elements(flat, language)
    if found and language == "en" and (clear := without_vague(flat)) is not flat:
        flat, found = clear, elements(clear, language)
    found = [one for one in found if not told_of_something_else(flat, one, language)]
    found = of_the_main_clause(flat, found, language) if found else found
    return Named(start, flat, one_day(flat, found) if len(found) > 1 and language != "en" else found)


def reckoned(
    named: Named, ref: Reference, *, ahead: bool = False, language: str = "en", current: date | None = None,
    floor: datetime | None = None,
) -> When | None:  # fmt: skip
    """The time that words of time mean, or None; what the arguments are is said at `when`."""
    found, start = named.found, named.start
    if not found:
        return None
    try:
        ahead = ahead or (language == "en" and _sets_a_deadline(named.flat, found))
        story = (None, None) if ahead else (current, floor)
        made = Told(named.flat, found, ref, ahead, language, *story).interval()
    except OverflowError:  # `99999999999 days ago`
        return None
    return replace(made, start_at=made.start_at + start, end_at=made.end_at + start) if made is not None else None


#: `has until midnight to answer`, `gave them until Thursday`, `needs until the end of the week`.
_DEADLINE = re.compile(
    r"\b(?:(?:ha(?:s|ve)|needs?)|(?:g[ai]ve[sn]?|giving|grant(?:s|ed)?|allow(?:s|ed)?)\s+(?:[\w’'-]+\s+){0,9}?)\s*(?:only\s+)?until\s+"
    r"(?:the\s+)?(?:[\w:.]+\s+){0,3}$",
    re.IGNORECASE,
)


def _sets_a_deadline(flat: str, found: list[Element]) -> bool:
    """True where somebody has or is given until then: a weekday is the next one."""
    first = next((one for one in found if one.mode == "until" or one.kind == "endof"), None)
    return first is not None and _DEADLINE.search(flat, max(0, first.start - 120), first.start) is not None


#: `26 May, night: calm`, `Friday: four dead`: what stands before the colon dates the paragraph.
_HEAD = re.compile(r"(?:\d{1,2}\s+\w+|\w+)(?:,?\s(?:[^.:;!?\n]|(?<=\d):(?=\d)){0,60})?:\s")


def head(text: str, start: int, end: int, ref: Reference, language: str = "en") -> When | None:
    """The time with which a paragraph begins, as the entries of a log do; None where it begins with something else.

    Args:
        text: The whole text, folded for Arabic and Russian.
        start: Where the paragraph begins.
        end: Where it ends.
        ref: What the times are counted from.
        language: Whose words of time are looked for.
    """
    found = _HEAD.match(text, start, end) if text.find(":", start, end) != -1 else None
    if found is None:
        return None
    first = next(iter(elements(text[start : found.end() - 2], language)), None)
    if first is None or first.start > 0 or first.kind not in {"weekday", "date", "day"}:
        return None
    return when(text, start, found.end() - 2, ref, language=language)
