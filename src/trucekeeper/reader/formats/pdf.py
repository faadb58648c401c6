"""A PDF (pypdfium2): its text page by page, Arabic made readable; pages that hold only a picture are named."""

import itertools
import re
from collections.abc import Iterator
from datetime import tzinfo
from statistics import median
from threading import Lock
from typing import Any, Final

from trucekeeper.reader.document import LONGEST_TEXT, Document
from trucekeeper.reader.formats.contents import Item, NotReadableError, Unread, whole
from trucekeeper.reader.formats.letterforms import mended
from trucekeeper.reader.formats.plain import tidy

#: A report has fewer pages; a book is split by whoever wants it read.
MOST_PAGES: Final = 2_000
#: The library is in C and keeps one state for the whole process.
_ONE_AT_A_TIME: Final = Lock()
#: What the library puts where a word is divided at the end of a line.
_DIVIDED: Final = re.compile("[\ufffe\u0002\u00ad]\\s*\n?")
#: Signs that stand for letters of which the file tells only the shape.
_UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The file as one report, and what of it could not be read.

    Raises:
        NotReadableError: When it is damaged, locked, too long, or nothing but pictures.
    """
    with _ONE_AT_A_TIME:
        texts = _texts(raw, name)
    yield from _told(texts, raw, name)


def _texts(raw: bytes, name: str) -> list[str | None]:
    """The text of each page."""
    import pypdfium2

    try:
        book = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as why:
        locked = "password" in str(why).casefold()
        how = "it is locked with a password" if locked else "it is no whole PDF"
        hint = "unlock it, or copy its text into a .txt file" if locked else "fetch it again, or print it to a new PDF"
        raise NotReadableError(name, how, hint) from None
    try:
        if len(book) > MOST_PAGES:
            raise NotReadableError(name, f"it has {len(book):,} pages, more than {MOST_PAGES:,}", "split it")
        return [_page(book, number) for number in range(len(book))]
    finally:
        book.close()


def _told(texts: list[str | None], raw: bytes, name: str) -> Iterator[Item]:
    empty = [number for number, text in enumerate(texts, 1) if text == ""]
    broken = [number for number, text in enumerate(texts, 1) if text is None]
    text, turned = mended(tidy("\n\n".join(text for text in texts if text)))
    if not text:
        hint = "type what it says into a .txt file, or let a program for text recognition make a text of it"
        raise NotReadableError(name, "its pages are pictures: there is no text in it", hint)
    unknown = len(_UNKNOWN.findall(text))
    notes = (
        ["its Arabic stood as shapes or from left to right; it is stored as letters in reading order"] if turned else []
    )
    if unknown * 20 > len(text):
        notes.append(f"{unknown} of {len(text)} characters have no known letter; compare it with the page")
    yield whole(Document(text[:LONGEST_TEXT], address=name), raw, "application/pdf", *notes)
    if empty:
        yield Unread(_pages(empty), "there is no text on it: a scanned picture, or empty")
    if broken:
        yield Unread(_pages(broken), "it is damaged")


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(str(one) for one in numbers[:10]) + (" and more" if len(numbers) > 10 else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _page(book: Any, number: int) -> str | None:
    """The text of a page, paragraphs apart; "" where it has none, None where it cannot be opened."""
    import pypdfium2

    try:
        page = book[number]
        text = page.get_textpage()
        found = str(text.get_text_range())
        lines = _lines(text, found)
    except (pypdfium2.PdfiumError, UnicodeError):
        return None
    return _paragraphs(lines)


def _lines(page: Any, text: str) -> list[tuple[str, float]]:
    """Its lines with the height at which each stands, in points from below."""
    made: list[tuple[str, float]] = []
    for line in re.finditer(r"[^\r\n]+", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        try:
            _, bottom, _, top = page.get_charbox(start)
        except Exception:  # a library of C: a character without a box is no reason to lose the page
            bottom = top = made[-1][1] if made else 0.0
        if line[0].strip():
            made.append((line[0], (bottom + top) / 2))
    return made


def _paragraphs(lines: list[tuple[str, float]]) -> str:
    """Lines joined where the next one follows at the usual distance; a wider gap, or a jump upwards, is a new one."""
    gaps = [one[1] - other[1] for one, other in itertools.pairwise(lines)]
    usual = median([gap for gap in gaps if gap > 1] or [0])
    pieces: list[str] = []
    for place, (line, _) in enumerate(lines):
        gap = gaps[place - 1] if place else 0
        longest = max(len(one) for one, _ in lines[max(0, place - 4) : place + 4])
        ended = (
            place > 0 and lines[place - 1][0].rstrip()[-1:] in '.!?؟:”"' and len(lines[place - 1][0]) < longest * 0.8
        )
        apart = place > 0 and (gap > usual * 1.35 + 1 or gap < -2 or ended)
        pieces.append(("\n\n" if apart else "\n" if place else "") + line.strip())
    return re.sub(r"(?<=\S)\n(?=[^\n])", " ", _DIVIDED.sub("", "".join(pieces)))
