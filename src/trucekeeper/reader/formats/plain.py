"""Plain text: decoded once, line ends made equal, then never changed."""

from trucekeeper.core.errors import TruceError
from trucekeeper.reader.document import Document


class NotTextError(TruceError):
    """Bytes that are no text."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no text: it holds zero bytes", "save the report as plain text (UTF-8) or as HTML")


def document(raw: bytes, name: str) -> Document:
    """Read text in UTF-8 or UTF-16 with a mark, else as Windows-1252, in which every byte is a character.

    Raises:
        NotTextError: When it is none.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    elif b"\0" in raw:
        raise NotTextError(name)
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return Document(text.replace("\r\n", "\n").replace("\r", "\n"), address=name)
