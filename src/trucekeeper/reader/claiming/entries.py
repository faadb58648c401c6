"""The entries of a live page, each of which begins with its own time."""

import re
from datetime import datetime

from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Span

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
    bracketed = first in "[(" and text[start + 1 : start + 2].isdigit()
    return _BRACKETED.match(text, start, end) if bracketed else None


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
    if not _opens(text, *paragraph):
        return reading.entry or reading.published
    found = stamp_of(text, *paragraph)
    if found is None and text.startswith("[", paragraph[0]):
        found = _POST.match(text, *paragraph)
    if found is None and post_of(text, *paragraph) is not None:
        found = _POSTED_AT.match(text, *paragraph)
    if found is None and paragraph[1] - paragraph[0] <= _LONGEST_STAMP:
        found = _ALONE.fullmatch(text, *paragraph)
        reading.entry = _posted(reading.published, found) if found is not None else reading.entry
    if found is None:
        return reading.entry or reading.published
    return _posted(reading.published, found)


def _posted(published: Reference, found: re.Match[str]) -> Reference:
    zone = published.zone
    naive = datetime.combine(published.day, datetime.min.time(), tzinfo=zone)
    at = naive.replace(hour=_hour(int(found["h"]), found["half"] or ""), minute=int(found["m"]))
    return Reference(at, zone, published.clock)


def _hour(hour: int, half: str) -> int:
    """The hour of the day: `4:30 عصرا` is 16:30, `11:10 ليلا` 23:10."""
    if hour == _NOON:
        return 0 if half in _EARLY else hour
    late = half in _LATE or (half == "ليلا" and hour >= _EVENING)
    return hour + 12 if late and not (half == "ظهرا" and hour == _NOON - 1) and hour < _NOON else hour


_EVENING, _NOON = 6, 12
#: With these twelve is midnight.
_EARLY = frozenset({"ص", "صباحا", "فجرا", "ليلا", "am", "a.m."})
