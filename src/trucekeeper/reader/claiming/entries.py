"""The entries of a live page, each of which begins with its own time."""

import re
from datetime import datetime

from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Span

_ENTRY = re.compile(
    r"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?:\s?\(\d{1,2}:\d\d GMT\))?\s+(?=[A-Z\"“]|[\u0400-\u06ff«])"
)


#: `[City council, 14:20] ...`: a post with the channel that sent it, as collections of posts have them.
_POST = re.compile(
    r"\[(?P<who>[A-Za-z][^\]\[,:\d]{1,46}?)"
    r"(?:,\s*(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d))?(?P<close>\])\s+"
)


def post_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The channel with which a post begins, and its time where it stands there."""
    return _POST.match(text, start, end) if text[start : start + 1] == "[" else None


def stamp_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The time with which an entry of a live page begins; hardly ever is there a digit at all."""
    return _ENTRY.match(text, start, end) if text[start : start + 1].isdigit() else None


def without_stamp(text: str, paragraph: Span) -> Span:
    """A paragraph behind the time with which it begins."""
    stamp = stamp_of(text, *paragraph) or post_of(text, *paragraph)
    return (stamp.end(), paragraph[1]) if stamp is not None else paragraph


def entry_of(reading: Reading, paragraph: Span) -> Reference:
    """A live page's entry has its own time."""
    assert reading.published is not None
    text = reading.document.text
    found = stamp_of(text, *paragraph) or post_of(text, *paragraph)
    if found is None or found["h"] is None:
        return reading.published
    zone = reading.published.zone
    naive = datetime.combine(reading.published.day, datetime.min.time(), tzinfo=zone)
    return Reference(naive.replace(hour=int(found["h"]), minute=int(found["m"])), zone)
