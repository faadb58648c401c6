"""A PDF (pypdfium2): its text page by page, Arabic made readable; pages that hold only a picture are named."""

import itertools
import re
from collections.abc import Iterator
from ctypes import c_double
from datetime import tzinfo
from statistics import median
from threading import Lock
from typing import Any, Final

from trucekeeper.reader.document import LONGEST_TEXT, Document
from trucekeeper.reader.formats.contents import Item, NotReadableError, Unread, whole
from trucekeeper.reader.formats.letterforms import has_arabic, mended
from trucekeeper.reader.formats.placed import Sign, ordered
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


#: The text of a page, "" where it has none and None where it cannot be opened; and whether Arabic was put in order.
_Page = tuple[str | None, bool]


def _texts(raw: bytes, name: str) -> list[_Page]:
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


def _told(pages: list[_Page], raw: bytes, name: str) -> Iterator[Item]:
    empty = [number for number, (text, _) in enumerate(pages, 1) if text == ""]
    broken = [number for number, (text, _) in enumerate(pages, 1) if text is None]
    text, turned = mended(tidy("\n\n".join(text for text, _ in pages if text)))
    turned = turned or any(turned for _, turned in pages)
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


def _page(book: Any, number: int) -> _Page:
    """The text of a page, paragraphs apart."""
    import pypdfium2

    try:
        page = book[number]
        text = page.get_textpage()
        found = str(text.get_text_range())
        lines = _lines(text, found)
    except (pypdfium2.PdfiumError, UnicodeError):
        return None, False
    turned = any(has_arabic(line) and line not in found for line, _ in lines)
    return _paragraphs(lines), turned


def _lines(page: Any, text: str) -> list[tuple[str, float]]:
    """Its lines with the height at which each stands, in points from below."""
    import pypdfium2.raw as library

    made: list[tuple[str, float]] = []
    x, y = c_double(), c_double()
    for line in re.finditer(r"[^\r\n]+", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        if line[0].strip():
            known = library.FPDFText_GetCharOrigin(page, start, x, y)
            height = y.value if known else made[-1][1] if made else 0.0
            made.append((_arabic(page, line.start(), line[0]) if has_arabic(line[0]) else line[0], height))
    return made


def _arabic(page: Any, start: int, line: str) -> str:
    """A line in the order in which its signs are drawn; as it is where the library counts its characters otherwise."""
    import pypdfium2.raw as library

    signs: list[Sign] = []
    x, y = c_double(), c_double()
    for place, char in enumerate(line, start):
        known = library.FPDFText_GetUnicode(page, place) == ord(char)
        if not known or not library.FPDFText_GetCharOrigin(page, place, x, y):
            return line
        signs.append(Sign(char, place, x.value))
    return ordered(signs)


def _paragraphs(lines: list[tuple[str, float]]) -> str:
    """Lines joined where the next one follows at the usual distance; a wider gap, or a jump upwards, is a new one."""
    gaps = [one[1] - other[1] for one, other in itertools.pairwise(lines)]
    usual = median([gap for gap in gaps if gap > 1] or [0])
    pieces: list[str] = []
    for place, (line, _) in enumerate(lines):
        gap = gaps[place - 1] if place else 0
        apart = place > 0 and (gap > usual * 1.35 + 1 or gap < -2 or _ends(lines, gaps, place - 1))
        pieces.append(("\n\n" if apart else "\n" if place else "") + line.strip())
    return re.sub(r"(?<=\S)\n(?=[^\n])", " ", _DIVIDED.sub("", "".join(pieces)))


def _ends(lines: list[tuple[str, float]], gaps: list[float], place: int) -> bool:
    """True where a short line ends a paragraph: with a stop, or with a wider gap below it than those beside that."""
    longest = max(len(one) for one, _ in lines[max(0, place - 3) : place + 5])
    if len(lines[place][0]) >= longest * 0.8:
        return False
    beside = [gap for gap in (*gaps[max(0, place - 1) : place], *gaps[place + 1 : place + 2]) if gap > 1]
    wider = bool(beside) and gaps[place] > min(beside) * 1.35 + 1
    return wider or lines[place][0].rstrip()[-1:] in '.!?؟:”"'
