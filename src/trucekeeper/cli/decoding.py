"""Bytes of a text file as text, or one error that says where they are none."""

from trucekeeper.deal.encoding import EncodingError


def decoded(raw: bytes, name: str) -> str:
    """Read UTF-8, with or without the mark that spreadsheets put at its start.

    Args:
        raw: The whole file.
        name: Of the file, as whoever reads the error knows it.

    Raises:
        EncodingError: Where a byte is no UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise EncodingError(name, raw.count(b"\n", 0, why.start) + 1, why.start, raw[why.start]) from None
