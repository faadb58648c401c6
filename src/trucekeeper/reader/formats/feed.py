"""A feed (RSS, Atom): each entry is a report of its own, with outlet, moment and link (feedparser does the work)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from trucekeeper.reader.document import Document
from trucekeeper.reader.formats.contents import Item, NotReadableError, Part, Unread
from trucekeeper.reader.formats.html import end_of_day
from trucekeeper.reader.formats.markup import text_of
from trucekeeper.reader.formats.plain import by_declaration

_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"'][^>]{0,200}?\?>", re.I)
_START: Final = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>)?\s*(?:<!--.{0,2000}?-->\s*)*"
                           rb"(?:<!DOCTYPE[^>\[]{0,300}>\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL)  # fmt: skip


def is_feed(raw: bytes) -> bool:
    """True where the bytes begin as a feed does, however the file is called."""
    return _START.match(raw[:4000]) is not None


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """Each entry as a report.

    Raises:
        NotReadableError: When there is no entry in it.
    """
    import feedparser

    text, declared, encoding = _text(raw, name)
    # As a stream: given bytes or a string, feedparser would take it for a file's name or an address, and open that.
    read = feedparser.parse(BytesIO(text.encode("utf-8", "replace")), sanitize_html=True, resolve_relative_uris=False)
    if not read.entries:
        raise NotReadableError(name, "it is no feed, or has no entries", "save the page of each report instead")
    lie = f"it says that it is {declared}, and is {encoding}" if declared and not _same(declared, encoding) else ""
    outlet = text_of(str(read.feed.get("title") or "")).replace("\n", " ")
    for number, entry in enumerate(read.entries, 1):
        yield _entry(entry, number, name, outlet, zone, lie)


def _text(raw: bytes, name: str) -> tuple[str, str, str]:
    """The feed decoded by what it is, not by what it says; what it said, and what it is.

    The declaration of document types goes: no feed needs one, and entities that unfold without end stand in it.
    """
    head = raw[:400].decode("latin-1")
    said = _DECLARED.match(head.removeprefix("ï»¿"))
    text, encoding = by_declaration(raw, said[1] if said else "", name)
    text = re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", text.removeprefix("\ufeff"), count=1)
    return _without_doctype(text), said[1] if said else "", encoding


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE", 0, 20_000)
    if start < 0 or "<" in re.sub(r"<!--.*?-->", "", text[:start], flags=re.DOTALL):
        return text
    inner, end = text.find("[", start), text.find(">", start)
    if 0 <= inner < end:
        end = text.find(">", text.find("]", inner))
    return text[:start] + text[end + 1 :] if end > 0 else ""


def _same(declared: str, encoding: str) -> bool:
    def plain(name: str) -> str:
        return name.casefold().replace("-", "").replace("_", "").replace("windows", "cp")

    return plain(declared) == plain(encoding) or (encoding == "utf-8" and plain(declared) in {"usascii", "ascii"})


def _entry(entry: Any, number: int, name: str, outlet: str, zone: tzinfo | None, lie: str) -> Item:
    title = text_of(str(entry.get("title") or "")).replace("\n", " ")
    bodies = [str(one.get("value") or "") for one in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    body = next((found for one in bodies if (found := text_of(one))), "")
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    where = f"entry {number}"
    if not text.strip():
        return Unread(where, "the entry has neither a title nor a text")
    published, note = _published(entry, zone)
    link = str(entry.get("link") or "")
    return Part(
        Document(text.strip(), title=title, address=link if link.startswith(("http://", "https://")) else name),
        sha256(raw_of(entry)).hexdigest(),
        "application/rss+xml",
        name=where,
        published=published,
        sure=published is not None,
        publisher=outlet,
        notes=tuple(one for one in (lie, note) if one),
    )


def raw_of(entry: Any) -> bytes:
    """What an entry holds, as bytes that stay the same while the feed around it moves on."""
    kept = [str(dict.get(entry, key) or "") for key in ("id", "link", "published", "updated", "title", "summary")]
    kept += [str(one.get("value") or "") for one in entry.get("content") or ()]
    return "\x1f".join(kept).encode("utf-8", "surrogatepass")


def _published(entry: Any, zone: tzinfo | None) -> tuple[datetime | None, str]:
    """The moment of an entry, which feedparser gives in UTC; the end of the day where it names no hour."""
    for key in ("published", "updated"):
        # Past the library's own `get`, which gives the one for the other, with a warning.
        said, parsed = str(dict.get(entry, key) or ""), dict.get(entry, f"{key}_parsed")
        if parsed is None:
            continue
        try:
            year, month, day, hour, minute, second = parsed[:6]
            at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            continue
        if ":" in said:
            return at, ""
        return end_of_day(at, zone or UTC), f"published {said}, without an hour: the end of that day is taken"
    return None, ""
