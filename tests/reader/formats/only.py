"""Files of which a test expects one report."""

from trucekeeper.reader.document import Document
from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import Part


def document_of(raw: bytes, name: str) -> Document:
    """The text of the one report that a file holds."""
    [part] = items(raw, name, None)
    assert isinstance(part, Part)
    return part.document
