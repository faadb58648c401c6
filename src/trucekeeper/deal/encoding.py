"""Bytes of a deal file -> text, or one clear refusal."""

from trucekeeper.core.errors import TruceError


class EmptyFileError(TruceError):
    """A file without any text."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is empty, so there is no deal to read", "begin one with: truce new NAME")


class BinaryFileError(TruceError):
    """A file that is no text at all."""

    def __init__(self, file: str, at: int) -> None:
        super().__init__(
            f"{file} is not a text (byte {at} is zero), so no deal can be read from it",
            "a deal is a Markdown file in UTF-8; save the text of a Word or PDF file as such first",
        )


class EncodingError(TruceError):
    """A text that is not in UTF-8."""

    def __init__(self, file: str, line: int, at: int, byte: int) -> None:
        super().__init__(
            f"{file} is not in UTF-8: byte {at} (0x{byte:02x}, line {line}) fits no letter, so names could be misread",
            "save the file as UTF-8 in the editor and try again",
        )


def decode(raw: bytes, file: str) -> str:
    """Read the bytes of a deal; a byte order mark is dropped, line ends stay as they are.

    Raises:
        EmptyFileError, BinaryFileError, EncodingError: When there is no UTF-8 text.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise EncodingError(file, 1, 0, raw[0])
    if not raw.strip():
        raise EmptyFileError(file)
    if b"\x00" in raw:
        raise BinaryFileError(file, raw.index(b"\x00"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        start = why.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        raise EncodingError(file, raw.count(b"\n", 0, start) + 1, start, raw[start]) from None
