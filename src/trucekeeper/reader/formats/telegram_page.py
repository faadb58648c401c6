"""A chat as Telegram exports it unless told otherwise: pages `messages.html`, each message a report with its moment.

A page does not say whether its chat is public, so its name stays out, and those who write are numbered. Each page is
read for itself: somebody may have another number on the next one; the export for machines keeps one number throughout.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Final

from trucekeeper.reader.formats.chat import Message, parts_of
from trucekeeper.reader.formats.contents import Item, NotReadableError, Unread
from trucekeeper.reader.formats.markup import text_of
from trucekeeper.reader.formats.plain import decoded

_MOMENT: Final = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-])(\d\d):(\d\d))?")


def is_export(raw: bytes) -> bool:
    """True for a page that has such messages near its start."""
    return b'class="page_wrap"' in raw[:20_000] and b'<div class="message ' in raw[:200_000]


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The messages of a page.

    Raises:
        NotReadableError: When it holds none.
    """
    from lxml import html

    page: Any = html.fromstring(decoded(raw, name)[0].encode(), parser=html.HTMLParser(encoding="utf-8"))
    made: list[Message] = []
    notices = broken = 0
    who = "unknown"
    for one in page.xpath('//div[starts-with(@class, "message ")]'):
        if "default" not in one.get("class").split():
            notices += 1
            continue
        own = one.xpath('./div[@class="body"]/div[@class="from_name"]')
        who = own[0].text_content().strip() if own else who
        at = _at(one, zone)
        if at is None:
            broken += 1
        else:
            made.append(_message(one, who, at))
    if made:
        yield from parts_of(made, notices, "a chat")
    if broken:
        yield Unread("", f"messages without a moment that can be read: {broken}")
    if not made and not broken:
        raise NotReadableError(name, "there is no message in it", "export the chat once more")


def _message(one: Any, who: str, at: datetime) -> Message:
    from lxml import html

    words = one.xpath('.//div[@class="text"]')
    forwards = bool(one.xpath('.//div[contains(@class, "forwarded")]'))
    text = text_of(html.tostring(words[0], encoding="unicode", with_tail=False)) if words else ""
    told = f"{who} forwards" if forwards else who
    return Message((at.day, at.month, at.year), (at.hour, at.minute, at.second), told, text.split("\n"), at)


def _at(one: Any, zone: tzinfo | None) -> datetime | None:
    """When it was sent; without an offset, as older programs wrote it, in the zone that is given."""
    told = one.xpath('./div[@class="body"]/div[contains(@class, "date")]/@title')
    found = _MOMENT.match(told[0]) if told else None
    if found is None or (zone is None and not found[7]):
        return None
    offset = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0)) * (-1 if found[7] == "-" else 1)
    place = timezone(offset) if found[7] else zone
    day, month, year, hour, minute, second = (int(found[number]) for number in range(1, 7))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=place)
    except ValueError:
        return None
