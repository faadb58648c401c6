"""A message (.eml): what its sender wrote, apart from what is quoted in it; attachments are files inside it.

Senders are persons. Only the organisation behind an address is kept, never a name or an address; the signature below a
message is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from typing import Any, Final

from trucekeeper.reader.document import Document
from trucekeeper.reader.formats.contents import Inside, Item, NotReadableError, Part, Unread, plain_name
from trucekeeper.reader.formats.markup import text_of
from trucekeeper.reader.formats.plain import by_declaration, tidy

#: Whoever writes from here may be anybody.
ANYBODY: Final = frozenset(
    ["aol.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com",
     "live.com", "mail.ru", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com", "rambler.ru",
     "tutanota.com", "yahoo.com", "yandex.com", "yandex.ru", "ymail.com"]
)  # fmt: skip
#: Characters of one header that are looked at.
LONGEST_HEADER: Final = 2_000
#: A line before quoted lines that says whose they are.
_WROTE: Final = re.compile(
    r"^(?:On\b.{4,200}\bwrote|Le\b.{4,200}\ba écrit|Am\b.{4,200}\bschrieb.{0,80}|.{4,200}\b(?:пишет|написала?)"
    r"|(?:في|بتاريخ|يوم)\b.{4,200}كتبت?.{0,80})\s?:$"
)
#: From here on everything is of somebody else.
_BELOW: Final = re.compile(
    r"^(?:-{3,}\s*(?:Original Message|Forwarded [Mm]essage|"
    r"Исходное сообщение|الرسالة الأصلية|Message d'origine)\s*-{3,}"
    r"|Begin forwarded message:|_{20,})$"
)
_HEADER: Final = re.compile(r"^\*?(?:From|De|Von|От|من)\*?:\s.{3,200}$")
_SENT: Final = re.compile(r"^\*?(?:Sent|Date|Envoyé|Gesendet|Отправлено|Дата|تاريخ الإرسال|التاريخ)\*?:\s.{3,200}$")


class _ShortHeaders(EmailPolicy):
    """Headers cut off where no honest one reaches: the library's reading of them takes the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a header, of which the beginning is kept."""
        name, value = super().header_source_parse(["".join(sourcelines)[:LONGEST_HEADER]])
        return name, value


_SHORT: Final = _ShortHeaders()


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The message, what it quotes, and its attachments.

    Raises:
        NotReadableError: When there is neither a header nor a text.
    """
    message: Any = message_from_bytes(raw, policy=_SHORT)
    if not message.keys():
        raise NotReadableError(name, "it is no message: it has no header", "read it as a .txt file")
    published, who = _sent(message), _organisation(message)
    body = _body(message)
    own, quoted, signed = told_apart(_text(body, name)) if body is not None else ("", "", False)
    title = _header(message, "subject")
    told = (
        ("the signature below the message is left out", signed),
        ("its date cannot be read, or it has none", not published),
    )
    note = tuple(sentence for sentence, holds in told if holds)
    if own:
        yield Part(Document(own, title=title, address=name), sha256(raw).hexdigest(), "message/rfc822",
                   published=published, sure=published is not None, publisher=who, kind="message",
                   notes=note)  # fmt: skip
    if quoted:
        yield Part(Document(quoted, title=title, address=name), sha256(raw).hexdigest(), "message/rfc822",
                   name="what it quotes", published=published, sure=published is not None,
                   publisher=f"not known (quoted by {who})", kind="message",
                   notes=("quoted in the message: said at some moment before it, by somebody else",))  # fmt: skip
    inside = list(_inside(message, body))
    for one in inside:
        if isinstance(one, Inside) and not one.name.endswith(".eml"):
            yield replace(one, published=published, publisher=f"not known (attached by {who})")
        else:
            yield one
    if not (own or quoted or inside):
        yield Unread("", "the message holds no text")


def _sent(message: Message) -> datetime | None:
    """What the sender's clock said; without an offset it is UTC (RFC 5322 writes -0000)."""
    try:
        at = parsedate_to_datetime(str(message.get("date") or ""))
    except (TypeError, ValueError, IndexError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _organisation(message: Message) -> str:
    domain = parseaddr(_header(message, "from"))[1].rpartition("@")[2].casefold()
    known = re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", domain) is not None and domain not in ANYBODY
    return f"a sender at {domain}" if known else "a private sender"


def _header(message: Message, key: str) -> str:
    try:
        return " ".join(str(message.get(key) or "").split())
    except (
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # the parser of the library fails on some broken headers
        return ""


def _body(message: EmailMessage) -> Message | None:
    """The part that is the message itself: plain text before HTML."""
    try:
        found = message.get_body(("plain", "html"))
    except (AttributeError, KeyError, ValueError):
        found = None
    if found is None:
        found = next((one for one in message.walk() if one.get_content_maintype() == "text"), None)
    return found


def _text(part: Message, name: str) -> str:
    raw = _payload(part)
    text, _ = by_declaration(raw.replace(b"\0", b""), str(part.get_content_charset() or ""), name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.get_content_type() == "text/html":
        return _of_html(text)
    if str(part.get_param("format") or "").casefold() == "flowed":
        return re.sub(r"(?<=\S) \n(?=[^>\n])", " ", text)
    return text


def _of_html(text: str) -> str:
    """What is seen; the quotation that programs put into a block stands below, marked as in plain text."""
    whole, own = text_of(text), text_of(text, without="blockquote")
    if whole == own:
        return whole
    lines = own.splitlines()
    there = set(lines)
    quoted = [f"> {line}" for line in whole.splitlines() if line.strip() and line not in there]
    return "\n".join([*lines, "", *quoted])


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, AssertionError):
        found = None
    return found if isinstance(found, bytes) else b""


def told_apart(text: str) -> tuple[str, str, bool]:
    """What the sender wrote, what is quoted, and whether a signature was left out."""
    own: list[str] = []
    quoted: list[str] = []
    signed = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        bare = line.strip()
        if _BELOW.match(bare) or _is_header_block(lines, number):
            quoted += [_bare(one) for one in lines[number + (1 if _BELOW.match(bare) else 0) :]]
            break
        if bare.startswith(">"):
            quoted.append(_bare(line))
        elif line.rstrip("\r") in {"-- ", "--"}:
            signed = True
        elif _says_who_wrote(lines, number):
            continue
        elif not signed:
            own.append(line)
    return tidy("\n".join(own)), tidy("\n".join(quoted)), signed


def _bare(line: str) -> str:
    return re.sub(r"^(?:\s*>)+\s?", "", line)


def _says_who_wrote(lines: list[str], number: int) -> bool:
    """True for the sentence above quoted lines that says whose they are, on one line or wrapped over two."""
    last = lines[number].strip().endswith(":")
    here = _WROTE.match(_joined(lines, number)) or (last and number and _WROTE.match(_joined(lines, number - 1)))
    return bool(here) and _quotes_follow(lines, number)


def _joined(lines: list[str], number: int) -> str:
    """A line, with the next one where the sentence that says who wrote was wrapped."""
    line = lines[number].strip()
    if line.endswith(":") or number + 1 >= len(lines):
        return line
    return f"{line} {lines[number + 1].strip()}"


def _quotes_follow(lines: list[str], number: int) -> bool:
    after = [line.strip() for line in lines[number + 1 : number + 5] if line.strip()]
    return any(line.startswith(">") for line in after)


def _is_header_block(lines: list[str], number: int) -> bool:
    """True where the header of another message stands in the text, as some programs put it above what they quote."""
    if not _HEADER.match(lines[number].strip()):
        return False
    return any(_SENT.match(line.strip()) for line in lines[number + 1 : number + 4])


def _inside(message: EmailMessage, body: Message | None) -> Iterator[Item]:
    """Attachments, forwarded messages too; what cannot be read is named."""
    stack: list[Message] = [message]
    count = 0
    while stack:
        part = stack.pop()
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message:
            count += 1
            inner = part.get_payload()
            raw = inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
            yield Inside(f"forwarded message {count}.eml", raw) if raw else Unread("a forwarded message", "it is empty")
        elif part.is_multipart():
            inner = part.get_payload()
            stack += [one for one in reversed(inner) if isinstance(one, Message)] if isinstance(inner, list) else []
        elif part is not body and (part.get_filename() or part.get_content_disposition() == "attachment"):
            count += 1
            raw, name = _payload(part), plain_name(str(part.get_filename() or f"attachment {count}"))
            if kind.startswith(("image/", "audio/", "video/")):
                yield Unread(name, f"{kind} holds no text", lost=False)
            else:
                yield Inside(name, raw)
