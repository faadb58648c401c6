"""A Word document (docx): its paragraphs and tables in the order of the page, insertions in, deletions out."""

import zipfile
from collections.abc import Iterator
from datetime import tzinfo
from io import BytesIO
from typing import Any, Final

from trucekeeper.reader.document import LONGEST_TEXT, Document
from trucekeeper.reader.formats.contents import Item, NotReadableError, whole
from trucekeeper.reader.formats.plain import tidy

TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: More than this unpacked is no letter or report; a small file that unfolds so far is a bomb.
LARGEST: Final = 200_000_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_INSTEAD: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_ENDINGS: Final = {f"{_W}p": "\n\n", f"{_W}tc": "\t", f"{_W}tr": "\n", f"{_W}tbl": "\n"}


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The document as one report.

    Raises:
        NotReadableError: When it is damaged, locked, unfolds beyond measure, or holds no text.
    """
    import docx

    try:
        _measured(raw, name)
        body = docx.Document(BytesIO(raw)).element.body
    except NotReadableError:
        raise
    except Exception as why:  # python-docx lets through whatever zipfile, lxml and its own parts raise
        hint = "open it in a word processor and save it anew, or as plain text"
        raise NotReadableError(name, f"it is no whole Word document ({type(why).__name__})", hint) from None
    text = tidy(_text(body))
    if not text:
        hint = "if it holds pictures of a text, type that into a .txt file"
        raise NotReadableError(name, "there is no text in it", hint)
    deleted = next(body.iter(f"{_W}delText"), None) is not None
    note = ("what was struck out with changes tracked is left out",) if deleted else ()
    yield whole(Document(text[:LONGEST_TEXT], address=name), raw, TYPE, *note)


def _measured(raw: bytes, name: str) -> None:
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        sizes = [one.file_size for one in parts.infolist()]
    if sum(sizes) > LARGEST or len(sizes) > 20_000:
        raise NotReadableError(name, "it unfolds to more than any report holds", "ask who sent it for plain text")


def _text(body: Any) -> str:
    """All text, paragraphs apart; a row of a table is a line, its cells by tabs.

    Walked with a stack of its own, so that what is nested without end does not end the program.
    """
    pieces: list[str] = []
    stack: list[tuple[Any, str]] = [(body, "")]
    cells = 0
    while stack:
        node, after = stack.pop()
        if after:
            cells -= node.tag == f"{_W}tc"
            pieces.append(" " if cells and node.tag == f"{_W}p" else after)
            continue
        cells += node.tag == f"{_W}tc"
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _INSTEAD:
            pieces.append(_INSTEAD[node.tag])
        if node.tag in {_FALLBACK, f"{_W}instrText"}:
            continue  # the same words a second time, or a field's formula
        if (ending := _ENDINGS.get(node.tag, "")) != "":
            stack.append((node, ending))
        stack += [(child, "") for child in reversed(list(node)) if isinstance(child.tag, str)]
    return "".join(pieces)
