"""A chat as Telegram exports it for machines: each message a report; a public channel is its publisher."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import MomentError, moment
from trucekeeper.reader.formats.chat import Message, parts_of
from trucekeeper.reader.formats.contents import Item, NotReadableError, Unread, named
from trucekeeper.reader.formats.plain import decoded

#: Only these name an institution that speaks in public; the name of a private chat may be that of a person.
_PUBLIC: Final = frozenset({"public_channel", "public_supergroup"})
_CHANNEL: Final = "public_channel"


def is_telegram(raw: bytes) -> bool:
    """True for JSON that has the keys of such an export near its start."""
    head = raw[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"{") and b'"messages"' in raw[:200_000] and (b'"type"' in head or b'"chats"' in head)


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The messages of one chat, or of all in a full export.

    Raises:
        NotReadableError: When it is no such export.
    """
    hint = "export the chat as 'Machine-readable JSON' and read its result.json"
    try:
        read = json.loads(decoded(raw, name)[0])
    except (ValueError, RecursionError):
        raise NotReadableError(name, "it is no whole JSON", hint) from None
    chats = _chats(read)
    if not chats:
        raise NotReadableError(name, "it is no export of Telegram: it has no list of messages", hint)
    for number, chat in enumerate(chats, 1):
        found = _chat(chat, zone)
        yield from found if len(chats) == 1 else named(found, f"chat {number}")


def _chats(read: Any) -> list[dict[str, Any]]:
    if not isinstance(read, dict):
        return []
    inner = read.get("chats")
    many = inner.get("list") if isinstance(inner, dict) else [read]
    several = many if isinstance(many, list) else []
    return [one for one in several if isinstance(one, dict) and isinstance(one.get("messages"), list)]


def _chat(chat: dict[str, Any], zone: tzinfo | None) -> Iterator[Item]:
    made: list[Message] = []
    notices = broken = 0
    for one in chat["messages"]:
        if not isinstance(one, dict) or one.get("type") != "message":
            notices += 1
        elif (at := _at(one, zone)) is None:
            broken += 1
        else:
            who = str(one.get("from_id") or one.get("from") or "unknown")
            told = f"{who} forwards" if one.get("forwarded_from") else who
            made.append(Message((at.day, at.month, at.year), (at.hour, at.minute, at.second), told,
                                _text(one).split("\n"), at))  # fmt: skip
    public = chat.get("type") in _PUBLIC and isinstance(chat.get("name"), str)
    place = " ".join(str(chat["name"]).split()) if public else "a chat"
    if made:
        yield from (
            _from_channel(made, notices, place) if chat.get("type") == _CHANNEL else parts_of(made, notices, place)
        )
    if broken:
        yield Unread("", f"{broken} of its messages have no moment that can be read")
    if not made and not broken:
        yield Unread("", "there is no message in it")


def _from_channel(messages: list[Message], notices: int, place: str) -> Iterator[Item]:
    """A channel speaks with one voice: it is the publisher itself; what it forwards is of somebody else."""
    from dataclasses import replace

    from trucekeeper.reader.formats.contents import Part

    forwards = {number for number, one in enumerate(messages, 1) if one.who.endswith(" forwards")}
    for one in parts_of(messages, notices, place):
        if isinstance(one, Part):
            forwarded = int(one.name.rpartition(" ")[2]) in forwards
            yield replace(one, publisher=f"not known (forwarded by {place})" if forwarded else place)
        else:
            yield one


def _at(one: dict[str, Any], zone: tzinfo | None) -> datetime | None:
    unix = str(one.get("date_unixtime") or "")
    try:
        if unix.isdigit():
            return datetime.fromtimestamp(int(unix), UTC)
        return moment(str(one.get("date") or ""), zone if isinstance(zone, ZoneInfo) else None)
    except (MomentError, ValueError, OverflowError, OSError):
        return None


def _text(one: dict[str, Any]) -> str:
    """The words; an export cuts them into pieces at links and mentions."""
    text = one.get("text")
    pieces = text if isinstance(text, list) else [text]
    return "".join(str(piece.get("text") or "") if isinstance(piece, dict) else str(piece or "") for piece in pieces)
