"""A chat that somebody exported or pasted (WhatsApp, Telegram, Signal): each message a report with its moment.

Senders are persons: none of their names or numbers is kept. They are numbered in the order in which they first write,
so that the same export, read again when it has grown, gives the same numbers.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import MomentError, in_zone, iso
from trucekeeper.reader.document import Document
from trucekeeper.reader.formats.contents import Item, NotReadableError, Part, Unread
from trucekeeper.reader.formats.plain import decoded, tidy

_DATE = r"(?P<date>\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}|\d{1,2} [A-Za-z]{3,9} \d{4})"
_TIME = r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?(?:[AaPp]\.?\s?[Mm]\.?|[صم]))?)"
_WHO = r"(?P<who>[^:\n]{1,80}?)"
#: How the header of a message looks, by program; tried in this order, and one file is read by one of them.
SHAPES: Final = (
    re.compile(rf"^\[{_DATE},? {_TIME}\] {_WHO}: ?(?P<text>.*)$"),
    re.compile(rf"^{_DATE},? {_TIME} [-–] {_WHO}: ?(?P<text>.*)$"),
    re.compile(rf"^{_WHO}, \[{_DATE},? {_TIME}\]:?(?P<text>)$"),
)
#: A line that a program writes itself: joins, calls, notices.
_NOTICE: Final = re.compile(rf"^\[?{_DATE},? {_TIME}(?:\]| [-–]) \S")
#: The header of Signal's plain text: several lines, the text below.
_SIGNAL: Final = re.compile(
    r"^From: .+\n(?:(?:Type|Sent|Received|Conversation|Expires): .*\n)*?Sent: .+$", re.MULTILINE
)
_MEDIA: Final = re.compile(
    r"^(?:<(?:Media omitted|attached: .{1,80}|Без медиафайлов|.{0,20}تم استبعاد الوسائط.{0,10})>"
    r"|(?:image|video|audio|sticker|GIF|document) omitted|.{1,60} \(file attached\)|"
    r"\[(?:Photo|Video|Voice message|File)\])$"
)
_EDITED: Final = ("<This message was edited>", "<تم تعديل هذه الرسالة>")
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،", "0123456789" * 2 + ",")
_UNSEEN: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES: Final = re.compile("[\u00a0\u202f\u2009]")
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(slots=True)
class Message:
    """A message as it stands in an export."""

    day: tuple[int, int, int]
    clock: tuple[int, int, int]
    who: str
    text: list[str]
    at: datetime | None = None


def is_chat(text: str) -> bool:
    """True where the first lines are messages of one chat, each with date, time and sender."""
    head = _lined(text[:8000])
    if _SIGNAL.match(text[:2000].replace("\r\n", "\n").lstrip("\ufeff")):
        return True
    return any(sum(_header(one, line) is not None for line in head[:40]) >= 2 and _starts(one, head) for one in SHAPES)


def _starts(shape: re.Pattern[str], lines: Sequence[str]) -> bool:
    first = next((line for line in lines if line), "")
    return _header(shape, first) is not None or _NOTICE.match(first) is not None


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """Each message as a report; messages without words are counted, not read.

    Raises:
        NotReadableError: When its times cannot be placed.
    """
    text, _ = decoded(raw, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    messages, notices = _signal(text) if _SIGNAL.match(text) else _messages(text)
    if not messages:
        raise NotReadableError(name, "no message with date, time and sender is found in it", "read it as a plain text")
    _place(messages, name, zone)
    yield from parts_of(messages, notices, "a chat")


def parts_of(messages: Sequence[Message], notices: int, place: str) -> Iterator[Item]:
    """Each message as a report of a numbered sender; what holds no words is counted.

    Args:
        messages: At least one, in the order of the chat.
        notices: Lines of the program itself.
        place: What the chat is called: `a chat`, or the name of a public one.
    """
    chat = sha256(repr((messages[0].day, messages[0].clock, messages[0].text)).encode()).hexdigest()[:6]
    numbers: dict[str, int] = {}
    media = 0
    for number, one in enumerate(messages, 1):
        sender = numbers.setdefault(one.who, len(numbers) + 1)
        text = _without_mark(tidy("\n".join(one.text)))
        if not text or _MEDIA.match(text):
            media += 1
            continue
        raw = f"{one.at and iso(one.at)}|{sender}|{text}".encode("utf-8", "surrogatepass")
        yield Part(Document(text, address=f"{place} ({chat})"), sha256(raw).hexdigest(), "text/plain",
                   name=f"message {number}", published=one.at, sure=True,
                   publisher=f"sender {sender} of {place} ({chat})", kind="chat")  # fmt: skip
    if media:
        yield Unread(
            "", f"messages with nothing but a picture or a file that is not in the export: {media}", lost=False
        )
    if notices:
        yield Unread("", f"lines of the program itself (joins, calls): {notices}", lost=False)


def _without_mark(text: str) -> str:
    for mark in _EDITED:
        text = text.removesuffix(mark).rstrip()
    return text


def _lined(text: str) -> list[str]:
    """Its lines as headers are looked for in them: one kind of space and figure, no invisible marks."""
    return [_SPACES.sub(" ", _UNSEEN.sub("", line)).strip() for line in text.split("\n")]


def _header(shape: re.Pattern[str], line: str) -> re.Match[str] | None:
    return shape.match(line.translate(_DIGITS)) if len(line) < 200_000 and line[:1] else None


def _messages(text: str) -> tuple[list[Message], int]:
    """The messages of the program whose headers occur most, and how many lines are its own."""
    lines = text.split("\n")
    plain = _lined(text)
    shape = max(SHAPES, key=lambda one: sum(_header(one, line[:200]) is not None for line in plain[:400]))
    made: list[Message] = []
    notices = 0
    for line, bare in zip(lines, plain, strict=True):
        found = _header(shape, bare[:200])
        if found is not None:
            kept = _UNSEEN.sub("", line)
            at = len(_SPACES.sub(" ", kept).lstrip()) - len(bare[found.start("text") :])
            words = kept.lstrip()[at:] if found["text"] else ""
            made.append(Message(_day(found["date"]), _clock(found["time"]), found["who"].strip(), [words]))
        elif shape is not SHAPES[2] and _NOTICE.match(bare[:200].translate(_DIGITS)):
            notices += 1
        elif made:
            made[-1].text.append(line)
    return made, notices


def _day(text: str) -> tuple[int, int, int]:
    """The three numbers of a date in the order in which they stand."""
    if " " in text:
        day, month, year = text.split(" ")
        return int(day), _MONTHS.index(month[:3].casefold()) + 1 if month[:3].casefold() in _MONTHS else 0, int(year)
    first, second, third = re.split(r"[/.\-]", text)
    return int(first), int(second), int(third)


def _clock(text: str) -> tuple[int, int, int]:
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    hour, minute, second = (*numbers, 0)[:3]
    half = re.sub(r"[^A-Za-zصم]", "", text).casefold()
    if half in {"pm", "م"} and hour < 12:
        hour += 12
    if half in {"am", "ص"} and hour == 12:
        hour = 0
    return hour, minute, second


def _place(messages: list[Message], name: str, zone: tzinfo | None) -> None:
    """Give every message its moment.

    Raises:
        NotReadableError: Where nothing tells the zone, or whether the day or the month comes first.
    """
    if all(one.at is not None for one in messages):
        return
    if not isinstance(zone, ZoneInfo):
        hint = "say in the deal in which zone it is meant (zone: Asia/Damascus)"
        raise NotReadableError(name, "its times have no zone, and the deal names none", hint)
    year, month, day = _order([one.day for one in messages], [one.clock for one in messages], name)
    for one in messages:
        full = one.day[year] + 2000 if one.day[year] < 100 else one.day[year]
        try:
            naive = datetime(full, one.day[month], one.day[day], *one.clock)  # noqa: DTZ001 - a wall clock, placed below
            one.at = in_zone(naive, zone)
        except (ValueError, MomentError):
            one.at = None


def _order(days: list[tuple[int, int, int]], clocks: list[tuple[int, int, int]], name: str) -> tuple[int, int, int]:
    """At which place year, month and day stand; told by a number above 12, else by which order lets time go forward."""
    if days[0][0] > 31:
        return 0, 1, 2
    if any(one[0] > 12 for one in days):
        return 2, 1, 0
    if any(one[1] > 12 for one in days):
        return 2, 0, 1
    forward = [order for order in ((2, 1, 0), (2, 0, 1)) if _goes_forward(days, clocks, order)]
    if len(forward) == 1 or (forward and all(one[0] == one[1] for one in days)):
        return forward[0]
    hint = "add a part of the chat with a day after the 12th, or write its dates as 2016-12-14"
    raise NotReadableError(name, "its dates may be day/month or month/day, and nothing in it tells which", hint)


def _goes_forward(
    days: list[tuple[int, int, int]], clocks: list[tuple[int, int, int]], order: tuple[int, int, int]
) -> bool:
    moments = [(*(day[at] for at in order), *clock) for day, clock in zip(days, clocks, strict=True)]
    return all(one <= other for one, other in itertools.pairwise(moments))


def _signal(text: str) -> tuple[list[Message], int]:
    """Messages with a header of several lines, each with its own offset."""
    starts = [one.start() for one in re.finditer(r"(?:\A|(?<=\n))From: .+\n(?=(?:Type|Sent): )", text)]
    made: list[Message] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        head, _, words = text[start:end].partition("\n\n")
        told = dict(line.partition(": ")[::2] for line in head.split("\n"))
        try:
            at = parsedate_to_datetime(told.get("Sent", ""))
        except (TypeError, ValueError, IndexError):
            continue
        if at.tzinfo is not None:
            clock = (at.hour, at.minute, at.second)
            made.append(Message((at.day, at.month, at.year), clock, told["From"], words.split("\n"), at))
    return made, text.count("\nFrom: ") + 1 - len(starts)
