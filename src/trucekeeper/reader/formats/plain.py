"""Plain text: decoded once, line ends made equal, then never changed."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.reader.document import Document
from trucekeeper.reader.formats.contents import Item, NotReadableError, whole

#: Letters that make up about half of any text: they tell code pages apart that are all valid for the same bytes.
_OFTEN: Final = {"cp1251": "оеаинтслв", "cp1256": "اليمنوتر", "koi8_r": "оеаинтслв"}


class NotTextError(TruceError):
    """Bytes that are no text."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no text: it holds zero bytes", "save the report as plain text (UTF-8) or as HTML")
        self.why = "it is no text, it holds zero bytes"


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The file as one report.

    Raises:
        NotReadableError: When nothing stands in it.
    """
    text, encoding = decoded(raw, name)
    if not text.strip():
        raise NotReadableError(name, "it is empty", "fetch it again")
    notes = () if encoding.startswith("utf") else (f"its bytes are no UTF-8; read as {encoding} by its letters",)
    yield whole(Document(_line_ends(text), address=name), raw, "text/plain", *notes)


def decoded(raw: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding: UTF-8, UTF-16 with a mark, else the code page whose letters fit best.

    Every byte is a character in Windows-1252, so that nothing is lost even where the guess is wrong; the hash of the
    original bytes is kept.

    Raises:
        NotTextError: When there is no text.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), "utf-16"
    if b"\0" in raw:
        raise NotTextError(name)
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as broken:
        if _cut_off(raw, broken):
            return raw.decode("utf-8-sig", "replace"), "utf-8"
    encoding = _code_page(raw)
    return raw.decode(encoding, "replace"), encoding


def _cut_off(raw: bytes, broken: UnicodeDecodeError) -> bool:
    """True for UTF-8 in which single characters are damaged: most multi-byte sequences in it are whole."""
    if broken.start >= len(raw) - 4 and broken.start > 0:
        return True
    text = raw[:200_000].decode("utf-8", "replace")
    lost = text.count("\ufffd")
    beyond = sum(char > "\x7f" for char in text) - lost
    return beyond > 9 * lost


def _code_page(raw: bytes) -> str:
    """Words of other scripts are runs of high bytes; in a Latin script such a byte stands alone between letters."""
    beyond = re.findall(rb"[\x80-\xff]+", raw[:200_000])
    if sum(len(run) for run in beyond if len(run) > 2) * 2 < sum(map(len, beyond)):
        return "cp1252"
    sample = b" ".join(beyond)
    shares = {page: _share(sample.decode(page, "replace"), often) for page, often in _OFTEN.items()}
    best = max(shares, key=lambda page: shares[page])
    return best if shares[best] > 0.35 else "cp1252"


def _share(text: str, often: str) -> float:
    beyond = [char for char in text if char > "\x7f" and char.isalpha()]
    return sum(char in often for char in beyond) / max(len(beyond), 1)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tidy(text: str) -> str:
    """A text put together from parts: no trailing white space, no more than one empty line between two paragraphs."""
    lines = [line.strip() for line in _line_ends(text).replace("\u00a0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def by_declaration(raw: bytes, declared: str, name: str) -> tuple[str, str]:
    """The text of bytes that are said to be in some encoding, and in which they are; what is said may be a lie.

    Bytes that are whole UTF-8 beyond ASCII are UTF-8 whatever is said of them: by chance that does not happen.
    """
    found, encoding = decoded(raw, name) if b"\0" not in raw or raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("", "")
    if encoding.startswith("utf") and any(byte > 0x7F for byte in raw):
        return found, encoding
    try:
        return raw.decode(declared or "utf-8"), declared or "utf-8"
    except (UnicodeDecodeError, LookupError):
        return decoded(raw, name)
