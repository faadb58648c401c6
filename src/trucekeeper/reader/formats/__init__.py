"""Files become reports: one format a file; bytes in, texts out. Nothing here opens a file or asks a network."""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Final

from trucekeeper.reader.formats import chat, feed, html, mail, pdf, plain, telegram, telegram_page, word
from trucekeeper.reader.formats.contents import Item, NotReadableError

#: Reads bytes that are called by a name; a zone is for what gives wall-clock times without one.
Format = Callable[[bytes, str, tzinfo | None], Iterator[Item]]
#: The reader of a format by the ending of the file's name.
FORMATS: Final[dict[str, Format]] = {
    ".html": html.items,
    ".htm": html.items,
    ".xhtml": html.items,
    ".rss": feed.items,
    ".atom": feed.items,
    ".pdf": pdf.items,
    ".docx": word.items,
    ".eml": mail.items,
}
#: Pictures, recordings and cards: no reader of texts would look into them.
WORDLESS: Final = frozenset(
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif", ".tiff", ".bmp", ".ico", ".mp4", ".mov", ".avi",
     ".mkv", ".webm", ".mp3", ".ogg", ".opus", ".wav", ".m4a", ".vcf", ".ics"]
)  # fmt: skip
#: What other formats can be saved as.
_INSTEAD: Final[dict[str, str]] = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".xls": "save it as .xlsx, and look at truce import",
    ".xlsx": "tables of records come in with truce import",
    ".pages": "save it as .docx",
    ".msg": "save the message as .eml",
    ".rar": "pack it anew as .zip",
    ".7z": "pack it anew as .zip",
}


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The reports of a file, by what its first bytes are, else by the ending of its name, else as plain text."""
    return reader_of(raw, name)(raw, name, zone)


def reader_of(raw: bytes, name: str) -> Format:
    """Which format it is.

    Raises:
        NotReadableError: For a known format in which no text can be read.
    """
    ending = ending_of(name)
    if raw.startswith(b"%PDF-"):
        return pdf.items
    if raw.startswith(b"PK\x03\x04") and b"word/" in raw[:4000] + raw[-4000:]:
        return word.items
    if feed.is_feed(raw):
        return feed.items
    if ending == ".json" or telegram.is_telegram(raw):
        return telegram.items
    if telegram_page.is_export(raw):
        return telegram_page.items
    if ending in _INSTEAD:
        raise NotReadableError(name, f"a {ending} file is not read", _INSTEAD[ending])
    if ending == ".xml":
        return feed.items
    if ending in FORMATS:
        return FORMATS[ending]
    if raw[:1000].lstrip(b"\xef\xbb\xbf \r\n\t")[:15].lower().startswith((b"<!doctype html", b"<html")):
        return html.items
    return chat.items if b"\0" not in raw[:8000] and chat.is_chat(plain.decoded(raw[:8000], name)[0]) else plain.items


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return name[name.rfind(".") :].casefold() if "." in name else ""
