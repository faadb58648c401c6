"""Files become documents: one format a file; bytes in, text out."""

from collections.abc import Callable
from typing import Final

from trucekeeper.reader.document import Document
from trucekeeper.reader.formats import html, plain

#: The reader of a format by the ending of the file's name; whatever else a file is called, it is read as plain text.
FORMATS: Final[dict[str, Callable[[bytes, str], Document]]] = {".html": html.document, ".htm": html.document}


def document_of(raw: bytes, name: str) -> Document:
    """Read a file by its ending."""
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    return FORMATS.get(ending, plain.document)(raw, name)
