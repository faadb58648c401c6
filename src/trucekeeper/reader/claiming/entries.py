"""The entries of a live page, each of which begins with its own time."""

import re
from datetime import date, datetime, timedelta
from functools import cache

from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Span
from trucekeeper.reader.time_words import LANGUAGES, grammar
from trucekeeper.reader.words import small

#: `05:20`, `11:00 (09:00 GMT)`, `8:50 ص |`, `04:50 (*)`, `08:50.`, `[09:33]`: what an entry begins with.
_ENTRY = re.compile(
    r"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?:\s?\(\d{1,2}:\d\d GMT\))?"
    r"(?:\s(?P<half>ص|م|فجرا|صباحا|ظهرا|عصرا|مساء|ليلا|[ap]\.?m\.?))?(?:\.(?=\s+[\u0400-\u04ff«]))?(?:\s+[|–—-])?(?:\s+\(\*\))?\s+"
    r"(?:[^\w\s\"“«(\[-]{1,4}\s*)?(?=[A-Z\"“]|[\u0400-\u06ff«])"
)
_BRACKETED = re.compile(
    r"[\[(](?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?:\s?(?P<half>ص|م|فجرا|صباحا|ظهرا|عصرا|مساء|ليلا|[ap]\.?m\.?))?[\])]"
    r"(?:\s?[|–—-])?\s+(?:[^\w\s\"“«(\[-]{1,4}\s*)?(?=\S)"
)
#: `[Houthi TV, 07:40]`: when it was posted.
_POST = re.compile(r"\[[^\]\n]{2,40},\s(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?P<half>)\]")
#: A line with nothing but a time: what the paragraphs behind it were posted at.
_ALONE = re.compile(r"[\[(]?(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)[\])]?(?:\s?(?P<half>[ap]\.?m\.?))?:?\s*")
#: `[10 Jan, 08:10]`, `[10.01.2023, 08:10:31]`, `(2023-01-10 08:10)`: a post with its day.
_DATED = re.compile(
    r"[\[(](?:(?P<d>\d{1,2})\.?\s(?P<mon>[^\W\d]{3,12})\.?|(?P<mon2>[^\W\d]{3,12})\.?\s(?P<d2>\d{1,2})|(?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d))|"
    r"(?P<nd>\d{1,2})[./](?P<nm>\d{1,2})[./](?P<ny>(?:19|20)?\d\d))(?:,?\s(?P<y>(?:19|20)\d\d))?(?:,|،)?(?:\sat)?\s"
    r"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>ص|م|فجرا|صباحا|ظهرا|عصرا|مساء|ليلا|[ap]\.?m\.?))?[\])]"
    r"(?:\s?[|–—-])?\s+"
)
#: `Friday, 26 May`: a line with nothing but a day; the entries behind it are of that day.
_DAY_ALONE = re.compile(
    r"(?:[^\W\d]{3,12},?\s)?(?:(?P<d>\d{1,2})\s(?P<mon>[^\W\d]{3,12})|(?P<mon2>[^\W\d]{3,12})\s(?P<d2>\d{1,2}))"
    r"(?:,?\s(?P<y>(?:19|20)\d\d))?:?\s*"
)
_LONGEST_DAY = 36
_LONGEST_STAMP = 14
_LATE = frozenset({"م", "ظهرا", "عصرا", "مساء", "pm", "p.m."})


#: `[City council, 14:20] ...`, `[City council] ...`: a post with the channel that sent it.
_CHANNEL = re.compile(r"\[(?P<who>[A-Za-z][^\]\[,:\d]{1,46}?)(?:,\s*(?:[01]?\d|2[0-3])[:.][0-5]\d)?(?P<close>\])\s+")


#: `City council (14:20): ...`, the same in another manner.
_CHANNEL_AND_TIME = re.compile(
    r"(?P<who>[A-Z][^\n:.,;()\[\]]{2,40}?)\s\((?:[01]?\d|2[0-3])[:.][0-5]\d\)(?P<close>:)\s+"
)
_POSTED_AT = re.compile(r"[^\n:()\[\]]{2,42}\((?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?P<half>)\):")


def _opens(text: str, start: int, end: int) -> bool:
    """False where a paragraph begins with neither a time nor a channel, as nearly all do."""
    first = text[start : start + 1]
    return first.isdigit() or first in "[(" or "): " in text[start : min(end, start + 60)]


def post_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The channel with which a post begins."""
    if text[start : start + 1] == "[":
        return _CHANNEL.match(text, start, end)
    return _CHANNEL_AND_TIME.match(text, start, end) if "): " in text[start : min(end, start + 60)] else None


def stamp_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The time with which an entry of a live page begins; hardly ever is there a digit at all."""
    first = text[start : start + 1]
    if first.isdigit():
        return _ENTRY.match(text, start, end)
    if first not in "[(":
        return None
    if text[start + 1 : start + 2].isdigit():
        return _BRACKETED.match(text, start, end) or _dated_at(text, start, end)
    return _dated_at(text, start, end)


def _dated_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The day and the time with which a post begins."""
    found = _DATED.match(text, start, end)
    return found if found is not None and _month_of(found) is not None else None


@cache
def _months() -> dict[str, int]:
    """The months of all three languages, by their names."""
    return {word: int(number) for language in LANGUAGES for word, number in grammar(language).words["months"].items()}


def _month_of(found: re.Match[str]) -> int | None:
    """The month of a post's day; None where the word names none."""
    name = found["mon"] or found["mon2"]
    if name is not None:
        return _months().get(small(name))
    return int(found["im"] or found["nm"])


def without_stamp(text: str, paragraph: Span) -> Span:
    """A paragraph behind the time with which it begins."""
    if not _opens(text, *paragraph):
        return paragraph
    stamp = stamp_of(text, *paragraph) or post_of(text, *paragraph)
    return (stamp.end(), paragraph[1]) if stamp is not None else paragraph


def entry_of(reading: Reading, paragraph: Span) -> Reference:
    """A live page's entry has its own time."""
    assert reading.published is not None
    text = reading.document.text
    if paragraph[1] - paragraph[0] <= _LONGEST_DAY and (of := _DAY_ALONE.fullmatch(text, *paragraph)) is not None:
        if _month_of(of) is not None:
            reading.posted_on = _day_of(reading.published.day, of)
        return reading.published
    if not _opens(text, *paragraph):
        return reading.entry or reading.published
    found = stamp_of(text, *paragraph)
    if found is None and text.startswith("[", paragraph[0]):
        found = _POST.match(text, *paragraph)
    if found is None and post_of(text, *paragraph) is not None:
        found = _POSTED_AT.match(text, *paragraph)
    if found is None and paragraph[1] - paragraph[0] <= _LONGEST_STAMP:
        found = _ALONE.fullmatch(text, *paragraph)
        reading.entry = _posted(reading, found) if found is not None else reading.entry
    if found is None:
        return reading.entry or reading.published
    return _posted(reading, found)


def _posted(reading: Reading, found: re.Match[str]) -> Reference:
    assert reading.published is not None
    published = reading.published
    zone = published.zone
    naive = datetime.combine(_day_of(reading.posted_on or published.day, found), datetime.min.time(), tzinfo=zone)
    at = naive.replace(hour=_hour(int(found["h"]), found["half"] or ""), minute=int(found["m"]))
    return Reference(at, zone, published.clock)


def _day_of(published: date, found: re.Match[str]) -> date:
    """The day that a post names, in the year before the report's where it would else lie ahead; else the report's."""
    if found.re is not _DATED and found.re is not _DAY_ALONE:
        return published
    said = found.groupdict()
    month = _month_of(found) or published.month
    day = int(said["d"] or said["d2"] or said.get("id") or said["nd"])
    told = said.get("iy") or said.get("ny") or said["y"]
    year = int(told) + (2000 if int(told) < _CENTURY else 0) if told else published.year
    try:
        made = date(year, month, day)
        return made if told or made <= published + timedelta(days=1) else made.replace(year=year - 1)
    except ValueError:
        return published


_CENTURY = 100


def _hour(hour: int, half: str) -> int:
    """The hour of the day: `4:30 عصرا` is 16:30, `11:10 ليلا` 23:10."""
    if hour == _NOON:
        return 0 if half in _EARLY else hour
    late = half in _LATE or (half == "ليلا" and hour >= _EVENING)
    return hour + 12 if late and not (half == "ظهرا" and hour == _NOON - 1) and hour < _NOON else hour


_EVENING, _NOON = 6, 12
#: With these twelve is midnight.
_EARLY = frozenset({"ص", "صباحا", "فجرا", "ليلا", "am", "a.m."})
